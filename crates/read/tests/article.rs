//! The article reader on invented articles: what it proposes, what it leaves alone, and what it asks of the register.

use std::cell::RefCell;
use std::collections::HashMap;

use daftar_claim::{Claim, Draft, EntityId, FileId, Hash, Locator, Names, Span, Speaker, Value};
use daftar_read::{DocumentError, Limits, ReadError, Reader, Reading, Why, derive, read};
use proptest::prelude::*;

fn read_text(text: &str, names: &dyn Names) -> Reading {
    let mut count = 0_u64;
    let mut fresh = || {
        count += 1;
        EntityId(Hash::of(&count.to_le_bytes()))
    };
    read(text.as_bytes(), "example.txt", names, &mut fresh, &Limits::default()).unwrap()
}

fn drafts(text: &str) -> Vec<Draft> {
    read_text(text, &()).drafts
}

/// The drafts of a property, each as its value with when, speaker and certainty.
fn told(text: &str, property: &str) -> Vec<String> {
    let drafts = drafts(text);
    let names = called(&drafts);
    drafts.iter().filter(|d| d.claim.property.as_str() == property).map(|d| line(&d.claim, &names)).collect()
}

fn called(drafts: &[Draft]) -> HashMap<EntityId, String> {
    let mut names = HashMap::new();
    for Draft { claim, .. } in drafts {
        let naming = matches!(claim.property.as_str(), "name" | "what" | "title");
        if let (true, Some(id), Value::Text { text, .. }) = (naming, claim.subject.entity(), &claim.value) {
            names.entry(id).or_insert_with(|| text.clone());
        }
    }
    names
}

fn line(claim: &Claim, names: &HashMap<EntityId, String>) -> String {
    let called = |id: &EntityId| names.get(id).cloned().unwrap_or_default();
    let mut words = match &claim.value {
        Value::Entity(id) => called(id),
        Value::Text { text, .. } => text.clone(),
        Value::Code { code, label, .. } => format!("{code} “{}”", label.as_deref().unwrap_or_default()),
        other => other.to_json(),
    };
    let inferred = claim.inferred.as_ref();
    let dates = [
        ("when", claim.when.as_ref()),
        ("inferred", inferred.and_then(|i| i.when.as_ref())),
        ("stated", claim.stated.as_ref()),
        ("stated inferred", inferred.and_then(|i| i.stated.as_ref())),
    ];
    for (name, date) in dates.iter().filter_map(|(name, date)| date.map(|date| (name, date))) {
        words.push_str(&format!("; {name} {date}"));
    }
    match &claim.said_by {
        Some(Speaker::Entity(id)) => words.push_str(&format!("; says {}", called(id))),
        Some(Speaker::Unnamed(who)) => words.push_str(&format!("; “{who}”")),
        None => {}
    }
    claim.certainty.iter().for_each(|certainty| words.push_str(&format!("; {}", certainty.word())));
    words
}

#[test]
fn a_whole_article() {
    let reading = read_text(include_str!("articles/siege-of-sanabel.txt"), &());
    let names = called(&reading.drafts);
    let subject = |d: &Draft| d.claim.subject.entity().and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let shown = |d: &&Draft| d.claim.property.as_str() != "file";
    let lines: Vec<String> = reading
        .drafts
        .iter()
        .filter(shown)
        .map(|d| format!("[{}] {} = {}  <{}>", subject(d), d.claim.property, line(&d.claim, &names), d.rule))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_did_not_happen_is_no_damage() {
    for text in [
        "The Harbour Command threatened to destroy the mill.",
        "The guard would destroy the bridge if it advanced.",
        "It was feared that the mill would be destroyed.",
        "The Upland Guard denied that it had destroyed the mill.",
        "They discussed how to bulldoze the orchard.",
    ] {
        let states = told(&format!("= Mill Museum =\n\nThe Mill Museum is a museum. {text}"), "state");
        assert!(states.is_empty(), "{text}: {states:?}");
    }
    assert_eq!(
        told("= Mill =\n\nThe mill was not damaged in May 2031.", "state"),
        ["intact “not damaged”; when 2031-05"]
    );
}

#[test]
fn whoever_speaks_and_is_no_body_is_a_person() {
    let kind = |name: &str| {
        let text = format!("= Mill =\n\nThe mill is a museum. {name} said that the mill was destroyed in May 2031.");
        let drafts = drafts(&text);
        let speaker = drafts.iter().find_map(|d| match d.claim.said_by {
            Some(Speaker::Entity(id)) => Some(id),
            _ => None,
        });
        let of = |d: &&Draft| d.claim.subject.entity() == speaker && d.claim.property.as_str() == "kind";
        drafts.iter().find(of).map(|d| line(&d.claim, &HashMap::new()))
    };
    for person in ["Nadia Haddad", "Yusuf al-Hassan", "Anna Maria Keller", "Dr. Rida Salem"] {
        assert_eq!(kind(person).as_deref().map(|k| &k[..6]), Some("person"), "{person}");
    }
    for body in
        ["The Upland Guard", "Radio Rimal", "UNESCO", "Rimal Heritage Watch", "The Rimal Courier", "South Rimal"]
    {
        assert_eq!(kind(body).as_deref().map(|k| &k[..4]), Some("body"), "{body}");
    }
}

#[test]
fn no_damage_is_no_damage() {
    let states = |text: &str| told(&format!("= Sanabel =\n\nSanabel is a town. {text}"), "state").join("|");
    assert_eq!(states("The committee found no damage to the school."), "intact “no damage”");
    assert_eq!(states("No well was damaged in May 2031."), "intact “damaged”; when 2031-05");
    assert_eq!(states("Neither the bridge nor the mill was damaged."), "intact “damaged”|intact “damaged”");
    assert_eq!(states("No well was damaged deliberately."), "");
    assert_eq!(states("Her speech demolished the case for a new road."), "");
    let text = "= Sanabel =\n\nSanabel is a town. The mill cannot be repaired before the spring.";
    assert!(told(text, "recovery").is_empty());
}

#[test]
fn a_date_behind_the_verb_of_saying_is_when_it_was_said() {
    for said in ["claimed on 5 March 2031 that the mill was damaged", "said on 5 March 2031 the mill was damaged"] {
        let text = format!("= Mill =\n\nThe mill is a museum. The Upland Guard {said}.");
        let state = told(&text, "state").join("|");
        assert!(
            state.contains("stated 2031-03-05; says Upland Guard") && !state.contains("when 2031-03-05"),
            "{state}"
        );
    }
}

#[test]
fn degrees_keep_the_sources_words() {
    for (text, state) in [
        ("was completely destroyed", "destroyed “completely destroyed”"),
        ("was badly damaged", "severely-damaged “badly damaged”"),
        ("was partially destroyed", "severely-damaged “partially destroyed”"),
        ("was slightly damaged", "slightly-damaged “slightly damaged”"),
        ("collapsed", "destroyed “collapsed”"),
        ("may have been damaged", "damaged “damaged”; possible"),
    ] {
        assert_eq!(told(&format!("= Mill =\n\nThe old mill {text}."), "state"), [state], "{text}");
    }
}

#[test]
fn who_did_it_is_a_statement_of_its_own() {
    let passive = "= Mill =\n\nThe mill was destroyed by the Harbour Command in May 2031.";
    assert_eq!(told(passive, "responsible"), ["Harbour Command; when 2031-05"]);
    let active = "= Mill =\n\nIn May 2031, the Upland Guard demolished the mill.";
    assert_eq!(told(active, "responsible"), ["Upland Guard; when 2031-05"]);
    let means = "= Mill =\n\nThe mill was destroyed by heavy shelling.";
    assert!(told(means, "responsible").is_empty());
    assert_eq!(told(means, "cause"), ["heavy shelling"]);
}

#[test]
fn a_reporting_verbs_date_is_that_of_the_statement() {
    let text = "= War on Rimal =\n\nOn 4 May 2031 the Harbour Command announced that its forces had taken the mill.";
    assert_eq!(told(text, "what"), ["its forces had taken the mill; stated 2031-05-04; says Harbour Command"]);
    let two = "= War on Rimal =\n\nThe Upland Guard and the Rimal Courier separately claimed that the mill had burned.";
    assert_eq!(told(two, "state").len(), 2);
}

#[test]
fn coordination_makes_several_things() {
    let text = "= Mill Museum =\n\nThe museum's roof, display cases, and collection were damaged in May 2031.";
    assert_eq!(told(text, "state").len(), 3);
    assert_eq!(told(text, "part-of"), ["Mill Museum", "Mill Museum", "Mill Museum"]);
}

#[test]
fn one_name_one_entity() {
    let text =
        "= Al-Tahuna =\n\nAl-Tahuna is a town on Rimal. In 2031 al-Tahuna was destroyed. In 2032 Tahuna was damaged.";
    let drafts = drafts(text);
    let harmed: Vec<_> =
        drafts.iter().filter(|d| d.claim.property.as_str() == "state").map(|d| d.claim.subject).collect();
    assert_eq!(harmed.len(), 2);
    assert_eq!(harmed[0], harmed[1]);
}

/// A register that knows one museum, and remembers what was asked of it.
struct Known {
    museum: EntityId,
    person: EntityId,
    asked: RefCell<Vec<Span>>,
}

impl Names for Known {
    fn called(&self, name: &str, kind: Option<&str>) -> Vec<EntityId> {
        let same = name == "Mill Museum" && kind == Some("museum");
        same.then_some(self.museum).into_iter().collect()
    }

    fn recorded_at(&self, _: FileId, kind: &str, span: Span) -> Option<EntityId> {
        self.asked.borrow_mut().push(span);
        (kind == "person").then_some(self.person)
    }
}

#[test]
fn the_register_is_asked() {
    let id = |text: &str| EntityId(Hash::of(text.as_bytes()));
    let known = Known { museum: id("museum"), person: id("person"), asked: RefCell::default() };
    let text = "= Mill Museum =\n\nThe Mill Museum was founded in 2014 by Salma Harun.";
    let drafts = read_text(text, &known).drafts;
    let links: Vec<&Draft> = drafts.iter().filter(|d| d.link).collect();
    assert_eq!(links.len(), 1);
    assert_eq!((links[0].rule.as_str(), &links[0].claim.value), ("same-name", &Value::Entity(known.museum)));
    let founder = drafts.iter().find(|d| d.claim.property.as_str() == "founder").unwrap();
    assert_eq!(founder.claim.value, Value::Entity(known.person));
    assert_eq!(known.asked.borrow().as_slice(), [Span { start: 56, end: 67 }]);
}

#[test]
fn reading_twice_gives_the_same() {
    let text = include_str!("articles/siege-of-sanabel.txt");
    assert_eq!(drafts(text), drafts(text));
}

#[test]
fn limits_are_kept_and_named() {
    let long = format!("= Mill =\n\nThe mill was damaged. {}", "Grain ".repeat(200));
    let mut fresh = || EntityId(Hash::of(b"x"));
    let mut limits = Limits { paragraph: 100, ..Limits::default() };
    let reading = read(long.as_bytes(), "long.txt", &(), &mut fresh, &limits).unwrap();
    assert!(reading.left_out.iter().any(|l| l.why == Why::TooLong));
    limits = Limits { entities: 1, ..Limits::default() };
    let crowded = "= Mill =\n\nThe church was damaged. The bridge was damaged.";
    let reading = read(crowded.as_bytes(), "crowded.txt", &(), &mut fresh, &limits).unwrap();
    assert!(reading.left_out.iter().any(|l| l.why == Why::TooManyEntities));
}

#[test]
fn errors_name_the_document() {
    let mut fresh = || EntityId(Hash::of(b"x"));
    let error = read(&b"a\0b"[..], "scan.pdf", &(), &mut fresh, &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("scan.pdf"), "{error}");
    let ReadError::Document { error, .. } = error else { panic!("{error}") };
    assert!(matches!(error, DocumentError::Binary { at: 1 }));
}

#[test]
fn a_long_document_goes_through_block_by_block() {
    let text = "In May 2031 the mill was damaged.\n\n".repeat(2000);
    let derived = derive(text.as_bytes(), None, u64::MAX, &mut std::io::sink()).unwrap();
    let mut fresh = || EntityId(Hash::of(b"x"));
    let mut count = 0;
    let mut reader = Reader { names: &(), fresh: &mut fresh, limits: Limits::default(), published: None };
    let summary = reader.read_text(text.as_bytes(), &derived, "long.txt", &mut |_| count += 1).unwrap();
    assert!(count > 4000);
    assert_eq!(summary.left_out_total, 0);
}

/// Every quotation is what stands at its place.
fn quotes_are_exact(reading: &Reading) {
    let chars: Vec<char> = reading.text.chars().collect();
    for draft in &reading.drafts {
        let Some(Locator::Text { text, span, .. }) = &draft.claim.locator else {
            assert!(draft.claim.quote.is_none() && draft.rule == "title", "{draft:?}");
            continue;
        };
        assert_eq!(*text, reading.text_file);
        let words: String = chars[span.start as usize..span.end as usize].iter().collect();
        assert_eq!(draft.claim.quote.as_deref(), Some(words.as_str()), "{draft:?}");
        for from in draft.claim.inferred.iter().flat_map(|i| &i.from) {
            assert!(from.start < from.end && from.end as usize <= chars.len());
        }
    }
}

#[test]
fn quotes_of_an_article_are_exact() {
    quotes_are_exact(&read_text(include_str!("articles/siege-of-sanabel.txt"), &()));
}

/// Words that the rules look for, so that random text reaches them.
const WORDS: [&str; 48] = [
    "The",
    "mill",
    "museum",
    "Sanabel",
    "Al–Tahuna",
    "was",
    "were",
    "destroyed",
    "damaged",
    "by",
    "Harbour",
    "Command",
    "forces",
    "and",
    ",",
    ".",
    "in",
    "May 2031",
    "stated",
    "that",
    "reported",
    "it",
    "its",
    "(",
    ")",
    "متحف",
    "60%",
    "of",
    "over",
    "3,500",
    "dozens",
    "including",
    "alongside",
    "founded",
    "to",
    "may",
    "have",
    "not",
    "'",
    "\"",
    "= ",
    "\n",
    "- Date:",
    "home",
    "museum's",
    "damage",
    "On",
    "e\u{301}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}(\n\\PC{0,80}){0,4}") {
        if !text.is_empty() {
            quotes_are_exact(&read_text(&text, &()));
        }
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop::sample::select(&WORDS[..]), 1..60), title in any::<bool>()) {
        let head = if title { "= Siege of Sanabel =\n- Date: 3 May 2031 – 4 June 2031\n\n" } else { "" };
        quotes_are_exact(&read_text(&format!("{head}{}", words.join(" ")), &()));
    }
}
