//! Invented places of Sanabel, a town that does not exist, on open sea: 35.0° N, 21.0° E.
#![allow(dead_code, reason = "the example and the unit tests each use their part")]

use daftar_register::PROFILES;
use daftar_register::claim::profile::Profile;
use daftar_register::claim::{
    Claim, ClaimId, Clock, Decimal, Edtf, EntityId, EntryId, FileId, Hash, Key, Locator, Profiles, PropertyId,
    Recording, RecordingId, Salt, Speaker, Statement, Subject, TextId, Value, Wkt,
};
use daftar_register::date::Lang;
use daftar_register::view::{Ask, Asked, Audience, Places, Plan, Surroundings, places, plans};

/// The views of the town.
pub(crate) fn shown(audience: Audience, lang: Lang) -> (Places, Vec<Plan>) {
    let (statements, profiles) = (statements(), profiles());
    let surroundings = Surroundings::gather(&statements, audience, &profiles);
    let ask = Ask { audience, lang, ..Ask::default() };
    let asked = Asked::new(&statements, &ask, &profiles, &surroundings);
    (places(&asked), plans(&asked))
}

fn profiles() -> Profiles {
    let read = |text: &&str| Profile::parse(text).unwrap_or_else(|error| panic!("{error}"));
    Profiles::merge(&PROFILES.iter().map(read).collect::<Vec<_>>()).0
}

fn statements() -> Vec<Statement> {
    let mut list = Vec::new();
    let square = "POLYGON ((21.0021 34.9990, 21.0024 34.9990, 21.0024 34.9993, 21.0021 34.9993, 21.0021 34.9990))";
    list.extend(thing("mill", "building", "Old Mill", "الطاحونة القديمة", square, Some("5")));
    list.extend(thing("museum", "museum", "Mill Museum", "متحف الطاحونة", "POINT (21.00225 34.9995)", Some("15")));
    list.extend(thing("well 7", "water-point", "Well 7", "البئر ٧", "POINT (20.9986 35.0011)", Some("10")));
    list.extend(thing("seeds", "seed-bank", "House of Seeds", "بيت البذور", "POINT (20.9991 34.9989)", None));
    list.extend(thing("harbour", "place", "Harbour", "الميناء", "POINT (21.0049 34.9984)", Some("60")));
    list.extend(thing("chapel", "building", "Hill chapel", "مصلى التل", "POINT (20.9995 35.0016)", Some("120")));
    list.extend(thing("bakery", "building", "Bakery", "المخبز", "POINT (21.0009 35.0003)", Some("5")));
    list.extend(thing("school", "building", "School", "المدرسة", "POINT (21.0013 34.9983)", Some("5")));
    list.extend(thing("store", "building", "Net store", "مخزن الشباك", "POINT (21.0036 34.9979)", None));
    list.extend(thing("customs", "building", "Customs house", "بيت الجمارك", "POINT (21.0043 34.9990)", Some("5")));
    let grove = "POLYGON ((20.9962 35.0002, 20.9978 35.0006, 20.9981 34.9994, 20.9966 34.9991, 20.9962 35.0002))";
    list.extend(thing("grove", "land", "Olive grove", "كرم الزيتون", grove, Some("10")));
    let road = "LINESTRING (20.9996 34.9990, 21.0010 34.9994, 21.0030 34.9987, 21.0047 34.9985)";
    list.extend(thing("road", "place", "Harbour road", "طريق الميناء", road, Some("10")));
    for (thing, state, when, source) in [
        ("mill", "damaged", "2031-10-04", "courier"),
        ("mill", "damaged", "2032-01", "radio"),
        ("mill", "destroyed", "2031-10-04", "radio"),
        ("mill", "destroyed", "2031-11", "letter"),
        ("museum", "severely-damaged", "2031-10", "letter"),
        ("bakery", "intact", "2032-03", "letter"),
        ("school", "slightly-damaged", "2032-01", "courier"),
        ("customs", "possibly-damaged", "2032-01", "radio"),
        ("chapel", "damaged", "2032-01", "radio"),
        ("seeds", "destroyed", "2031-12", "courier"),
        ("well 7", "unknown", "2032-02", "letter"),
        ("grove", "damaged", "2032-02", "letter"),
    ] {
        list.push(claim(thing, "state", Value::code("state", state), source).when(when).done());
    }
    list.extend([
        claim("sketch", "kind", Value::code("kind", "plan"), "sketch").done(),
        claim("sketch", "title", text("Sketch of the mill quarter", "en"), "sketch").done(),
        claim("sketch", "title", text("رسم لحي الطاحونة", "ar"), "sketch").done(),
        claim("sketch", "published", Value::Date(edtf("2029")), "sketch").done(),
        claim("sketch", "file", Value::File(FileId(Hash([3; 32]))), "sketch").done(),
        claim("neighbour", "name", text("a neighbour", "en"), "sketch").done(),
        claim("neighbour", "name", text("جار", "ar"), "sketch").done(),
        claim("mill", "name", text("the mill", "en"), "sketch").at(380, 270).done(),
        claim("bakery", "name", text("oven", "en"), "sketch").at(150, 140).done(),
    ]);
    for (x, y, wkt) in [
        (60, 60, "POINT (21.00012 35.00132)"),
        (560, 60, "POINT (21.00436 35.00022)"),
        (560, 420, "POINT (21.00341 34.99779)"),
        (60, 420, "POINT (20.99917 34.99886)"),
    ] {
        list.push(
            claim("sketch", "control-point", position(wkt, Some("10")), "sketch").at(x, y).by("neighbour").done(),
        );
    }
    list
}

/// A thing with its kind, its names and where it lies.
fn thing(id: &str, kind: &str, english: &str, arabic: &str, wkt: &str, off: Option<&str>) -> [Statement; 4] {
    [
        claim(id, "kind", Value::code("kind", kind), "letter").done(),
        claim(id, "name", text(english, "en"), "letter").done(),
        claim(id, "name", text(arabic, "ar"), "letter").done(),
        claim(id, "location", position(wkt, off), "letter").done(),
    ]
}

fn text(text: &str, lang: &str) -> Value {
    Value::Text { text: text.into(), lang: Some(lang.into()) }
}

fn position(wkt: &str, off: Option<&str>) -> Value {
    let wkt = Wkt::parse(wkt).unwrap_or_else(|error| panic!("{error}"));
    Value::Geometry { wkt, uncertainty: off.and_then(|metres| Decimal::parse(metres).ok()) }
}

fn entity(word: &str) -> EntityId {
    EntityId(Hash::of(word.as_bytes()))
}

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

struct Said(Claim);

fn claim(about: &str, property: &str, value: Value, source: &str) -> Said {
    let property = PropertyId::parse(property).unwrap_or_else(|error| panic!("{error}"));
    Said(Claim::new(Subject::Entity(entity(about)), property, value, entity(source)))
}

impl Said {
    fn when(mut self, when: &str) -> Said {
        self.0.when = Some(edtf(when));
        self
    }

    fn at(mut self, x: u32, y: u32) -> Said {
        self.0.locator = Some(Locator::Page(format!("xywh=pixel:{x},{y},1,1")));
        self
    }

    fn by(mut self, speaker: &str) -> Said {
        self.0.said_by = Some(Speaker::Entity(entity(speaker)));
        self
    }

    fn done(self) -> Statement {
        let id = ClaimId(Hash::of(&self.0.to_bytes(&Salt([0; 16]))));
        let entry = EntryId { log: Key::from_hash(Hash([1; 32])), number: 1 };
        let id_of = RecordingId { entry, position: 0 };
        let party = entity("keeper");
        let recording = Recording { id: id_of, party, time: None, clock: Clock::Unknown, ended: None };
        Statement { id, claim: self.0, recordings: vec![recording], sealed: false }
    }
}
