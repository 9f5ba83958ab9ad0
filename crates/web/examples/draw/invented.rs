//! An invented timeline: what four invented sources tell of the town of Sanabel. Shared by the example and the tests.
#![allow(dead_code, reason = "the example and the tests each use their part")]

use daftar_register::claim::{ClaimId, Edtf, EntityId, Hash, PropertyId, Value};
use daftar_register::date::{Day, Lang, Truth, words};
use daftar_register::view::{Cited, DatedBy, Item, SaidFrom, Shown, Timeline, Who};

/// A date that is known to be good.
pub(crate) fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// The entity of a word.
pub(crate) fn entity(word: &str) -> EntityId {
    EntityId(Hash::of(word.as_bytes()))
}

fn who(name: &str) -> Who {
    Who { entity: Some(entity(name)), name: Some(name.to_owned()) }
}

/// An item whose time is written.
pub(crate) fn item(name: &str, label: &str, value: Value, words: &str, date: Option<&str>) -> Item {
    let property = PropertyId::parse("what").unwrap_or_else(|error| panic!("{error}"));
    let claim = format!("{name} {label} {words} {date:?}");
    Item {
        date: date.map(edtf),
        dated_by: if date.is_some() { DatedBy::Written } else { DatedBy::Undated },
        ends: None,
        written: date.map(edtf),
        why: None,
        happened: Truth::Yes,
        entity: who(name),
        property,
        label: label.to_owned(),
        value: Shown { value, words: words.to_owned() },
        statements: vec![ClaimId(Hash::of(claim.as_bytes()))],
    }
}

/// Something that happened, in words.
pub(crate) fn told(name: &str, label: &str, what: &str, date: Option<&str>) -> Item {
    item(name, label, Value::Text { text: what.to_owned(), lang: None }, what, date)
}

/// A date that is a value itself.
pub(crate) fn dated(name: &str, label: &str, date: &str, lang: Lang) -> Item {
    item(name, label, Value::Date(edtf(date)), &words(&edtf(date), lang), Some(date))
}

/// Something that happened to the mill.
pub(crate) fn happened(date: &str) -> Item {
    happened_to("mill", date)
}

/// Something that happened to something.
pub(crate) fn happened_to(name: &str, date: &str) -> Item {
    told(name, "state", "damaged", Some(date))
}

/// Something that lasted.
pub(crate) fn lasted(date: &str) -> Item {
    dated("siege", "took place", date, Lang::En)
}

/// A timeline of these items, each said by one of the sources in turn.
pub(crate) fn timeline_of(mut items: Vec<Item>) -> Timeline {
    items.sort_by_key(|item| item.date.as_ref().map_or((i64::MAX, i64::MAX), Edtf::sort_key));
    let sources = ["Rimal Courier", "Harbour radio", "Museum committee", "Water office"];
    let cite = |(place, item): (usize, &Item)| cited(item, sources[place % sources.len()]);
    let statements = items.iter().enumerate().map(cite).collect();
    Timeline { items, statements }
}

fn cited(item: &Item, source: &str) -> Cited {
    Cited {
        claim: item.statements[0],
        same: Vec::new(),
        subject: String::new(),
        property: item.property.clone(),
        value: item.value.clone(),
        when: item.date.clone(),
        dated_by: item.dated_by,
        inferred: None,
        source: who(source),
        publisher: None,
        speaker: None,
        stated: None,
        said: Truth::Yes,
        said_from: SaidFrom::Published,
        certainty: None,
        quote: None,
        locator: None,
        recorded: Vec::new(),
        sealed: false,
    }
}

/// The story of the town, in English or Arabic: label, name, what, date; a date that is a value itself has no what.
const STORY: [[[&str; 4]; 2]; 24] = [
    [["Kneading bowl", "made", "", "-3199~"], ["جفنة العجين", "صُنعت", "", "-3199~"]],
    [["Threshing sledge", "made", "", "-1199?"], ["نورج الدراس", "صُنعت", "", "-1199?"]],
    [["Mill", "built", "", "1890~"], ["الطاحونة", "بُنيت", "", "1890~"]],
    [["Mill Museum", "founded", "", "2014"], ["متحف الطاحونة", "تأسّس", "", "2014"]],
    [
        ["Fighting in the mill quarter", "took place", "", "2031-10-03/2032-04-07"],
        ["القتال في حي الطاحونة", "جرى", "", "2031-10-03/2032-04-07"],
    ],
    [["Siege", "took place", "", "2031-12-06~/2032-04-07"], ["الحصار", "جرى", "", "2031-12-06~/2032-04-07"]],
    [["Siege", "took place", "", "2031-12-12/2032-01-10"], ["الحصار", "جرى", "", "2031-12-12/2032-01-10"]],
    [["Mill Museum", "state", "damaged", "2031-10"], ["متحف الطاحونة", "الحالة المادية", "متضرّر", "2031-10"]],
    [["Mill Museum", "state", "destroyed", "2031-10~"], ["متحف الطاحونة", "الحالة المادية", "مدمَّر", "2031-10~"]],
    [
        ["Mill Museum", "state", "destroyed", "2031-12-06/2032-04-07"],
        ["متحف الطاحونة", "الحالة المادية", "مدمَّر", "2031-12-06/2032-04-07"],
    ],
    [["House of Seeds", "state", "burnt", "[..2032-02]"], ["بيت البذور", "الحالة المادية", "محترق", "[..2032-02]"]],
    [
        ["East reservoir", "state", "severely damaged", "2032-01-18"],
        ["الخزان الشرقي", "الحالة المادية", "متضرّر بشدة", "2032-01-18"],
    ],
    [
        ["East reservoir", "state", "out of service", "[2032-01-20..]"],
        ["الخزان الشرقي", "الحالة المادية", "خارج الخدمة", "[2032-01-20..]"],
    ],
    [["Well 12", "state", "damaged", "2032-01-19"], ["البئر ١٢", "الحالة المادية", "متضرّرة", "2032-01-19"]],
    [["Well 14", "state", "damaged", "2032-01-19"], ["البئر ١٤", "الحالة المادية", "متضرّرة", "2032-01-19"]],
    [["Harbour road", "what happened", "closed", "2031-11-02"], ["طريق المرفأ", "ما جرى", "أُغلق", "2031-11-02"]],
    [
        ["Upland Guard", "what happened", "entry into the quarter", "2031-12-06"],
        ["الحرس الجبلي", "ما جرى", "دخول الحي", "2031-12-06"],
    ],
    [
        ["Mill quarter", "what happened", "a tunnel blown up", "2032-03-20"],
        ["حي الطاحونة", "ما جرى", "تفجير نفق", "2032-03-20"],
    ],
    [["Upland Guard", "what happened", "withdrawal", "2032-04-07"], ["الحرس الجبلي", "ما جرى", "انسحاب", "2032-04-07"]],
    [["Mill Museum", "recovery", "renovation", "2032-08"], ["متحف الطاحونة", "التعافي", "ترميم", "2032-08"]],
    [["East reservoir", "recovery", "repair", "2032-06~"], ["الخزان الشرقي", "التعافي", "إصلاح", "2032-06~"]],
    [["House of Seeds in Marsa", "open", "", "2032-09/.."], ["بيت البذور في مرسى", "مفتوح", "", "2032-09/.."]],
    [["Mill", "what happened", "a rumour of fire", "-"], ["الطاحونة", "ما جرى", "شائعة عن حريق", "-"]],
    [
        ["Mill", "what happened", "the wheel was heard", "XXXX-12-06"],
        ["الطاحونة", "ما جرى", "سُمع صوت العجلة", "XXXX-12-06"],
    ],
];

/// The story of the town.
pub(crate) fn story(lang: Lang) -> Timeline {
    let place = if lang == Lang::En { 0 } else { 1 };
    let line = |line: &[[&str; 4]; 2]| match line[place] {
        [name, label, "", date] => dated(name, label, date, lang),
        [name, label, what, date] => told(name, label, what, (date != "-").then_some(date)),
    };
    let mut items: Vec<Item> = STORY.iter().map(line).collect();
    items[17].dated_by = DatedBy::Statement;
    items[16].dated_by = DatedBy::Completed;
    items[16].why = Some("2031".to_owned());
    timeline_of(items)
}

/// The story without what came before the museum.
pub(crate) fn siege(lang: Lang) -> Timeline {
    let late = Day::new(2031, 1, 1).map_or(0, |day| day.0);
    let items = story(lang).items.into_iter();
    timeline_of(items.filter(|item| item.date.as_ref().is_some_and(|date| date.sort_key().0 > late)).collect())
}

/// The statements that differ in the story: those on the museum's state and on the time of the siege.
pub(crate) fn differing(timeline: &Timeline) -> std::collections::HashSet<ClaimId> {
    let differ = |item: &&Item| {
        let text = item.date.as_ref().map_or("", Edtf::as_str);
        text.starts_with("2031-10") && text.len() < 9 || text.starts_with("2031-12-") && text.len() > 20
    };
    timeline.items.iter().filter(differ).flat_map(|item| item.statements.iter().copied()).collect()
}

/// So many invented happenings over some years, by a stated rule.
pub(crate) fn many(count: usize, lang: Lang) -> Timeline {
    let labels: [&str; 4] = match lang {
        Lang::En => ["damaged", "closed", "repaired", "seen"],
        Lang::Ar => ["تضرّر", "أُغلق", "أُصلح", "شوهد"],
    };
    let first = Day::new(2031, 3, 1).map_or(0, |day| day.0);
    let one = |n: usize| {
        let spread = (n * n * 7 + n * 31) % 97 + (n * 13) % 101 + (n * 29) % 199;
        let date = Edtf::from_day(Day(first + spread as i64));
        told(&format!("№ {}", n % 600), labels[n * n % 7 % 4], labels[n * n % 7 % 4], Some(date.as_str()))
    };
    timeline_of((0..count).map(one).collect())
}
