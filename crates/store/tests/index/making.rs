//! Claims of the invented town, entries to hold them, and everything that an index can be asked.

use std::collections::BTreeSet;

use daftar_claim::{
    Certainty, Claim, ClaimId, Decimal, Edtf, EntityId, EntryId, FileId, Hash, Inferred, Key, Locator, PropertyId,
    Salt, Span, Speaker, Subject, Value,
};
use daftar_store::index::{Candidate, Counts, Found, Hit, Index};
use proptest::prelude::*;

pub(crate) fn entity(name: &str) -> EntityId {
    EntityId(Hash::of(name.as_bytes()))
}

pub(crate) fn file(name: &str) -> FileId {
    FileId(Hash::of(name.as_bytes()))
}

pub(crate) fn property(id: &str) -> PropertyId {
    PropertyId::parse(id).unwrap()
}

pub(crate) fn entry(log: u8, number: u64) -> EntryId {
    EntryId { log: Key(Hash([log; 32])), number }
}

/// A claim about the entity of that name, from the source of that name.
pub(crate) fn claim(subject: &str, about: &str, value: Value, source: &str) -> Claim {
    Claim::new(Subject::Entity(entity(subject)), property(about), value, entity(source))
}

pub(crate) fn id(claim: &Claim, salt: u8) -> ClaimId {
    ClaimId(Hash::of(&claim.to_bytes(&Salt([salt; 16]))))
}

/// An entry with these claims at positions from 0, each with a salt of its own.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) entry: EntryId,
    pub(crate) claims: Vec<(u32, ClaimId, Option<Claim>)>,
}

impl Made {
    pub(crate) fn new(entry: EntryId, claims: impl IntoIterator<Item = Claim>) -> Made {
        let made = |(at, claim): (u32, Claim)| (at, id(&claim, entry.number as u8), Some(claim));
        Made { entry, claims: (0..).zip(claims).map(made).collect() }
    }

    pub(crate) fn add_to(&self, index: &mut Index) {
        let bodies: Vec<_> = self.claims.iter().map(|(at, id, claim)| (*at, *id, claim.as_ref())).collect();
        index.add(self.entry, &bodies).unwrap();
    }
}

/// An index in memory with these entries, noted in this order.
pub(crate) fn index_of(entries: &[Made]) -> Index {
    let mut index = Index::in_memory().unwrap();
    for made in entries {
        made.add_to(&mut index);
    }
    index.commit().unwrap();
    index
}

/// Everything that an index answers about the entities, files and claims of some entries.
#[derive(PartialEq, Debug)]
pub(crate) struct Answers {
    pub(crate) found: Vec<Vec<Found>>,
    ids: Vec<Vec<(u32, ClaimId)>>,
    sealed: Vec<(ClaimId, daftar_claim::RecordingId)>,
    candidates: BTreeSet<Candidate>,
    entities: Vec<Vec<EntityId>>,
    names: Vec<(EntityId, String)>,
    pub(crate) hits: Vec<Vec<Hit>>,
    pub(crate) counts: Counts,
}

/// Asks `index` everything.
pub(crate) fn answers(index: &Index, entries: &[Made]) -> Answers {
    let claims: Vec<&Claim> = entries.iter().flat_map(|made| &made.claims).filter_map(|body| body.2.as_ref()).collect();
    let ids: BTreeSet<ClaimId> = entries.iter().flat_map(|made| &made.claims).map(|body| body.1).collect();
    let subjects: BTreeSet<Subject> = claims.iter().map(|claim| claim.subject).collect();
    let entities: BTreeSet<EntityId> = claims.iter().flat_map(|claim| claim.entities()).collect();
    let properties: BTreeSet<&PropertyId> = claims.iter().map(|claim| &claim.property).collect();
    let mut found: Vec<Vec<Found>> = subjects.iter().map(|subject| index.about(subject).unwrap()).collect();
    found.extend(ids.iter().map(|id| index.claim(id).unwrap()));
    for entity in &entities {
        found.extend(
            [index.with_value(entity), index.with_source(entity), index.by_speaker(entity)].map(Result::unwrap),
        );
    }
    for name in FILES.map(file) {
        found.extend([index.with_file(&name), index.located_in(&name)].map(Result::unwrap));
    }
    for property in properties {
        let mut all = Vec::new();
        index.with_property(property, |one| all.push(one)).unwrap();
        found.push(all);
    }
    Answers {
        found,
        ids: entries.iter().map(|made| index.ids(made.entry).unwrap()).collect(),
        sealed: index.sealed().unwrap(),
        candidates: index.candidates(&()).unwrap().into_iter().collect(),
        entities: [index.entities_of_kind("well"), index.entities_called("the mill", None)].map(Result::unwrap).into(),
        names: index.entities_with_prefix("", 5).unwrap(),
        hits: ["mill", "the old", "\"old mill\"", "jar wheat", "طاحونة"]
            .map(|words| index.search(words, 5).unwrap())
            .into(),
        counts: index.counts().unwrap(),
    }
}

const FILES: [&str; 3] = ["letter", "list", "plan"];
const TEXTS: [&str; 7] =
    ["the mill", "The Mill", "the old mill of Sanabel", "a jar of wheat", "الطاحونة القديمة", "", "{\"=@\u{1f}\n"];

fn date() -> impl Strategy<Value = Option<Edtf>> {
    let dates = ["2031", "2031-02~", "../2032", "[2031,2032]"];
    prop::option::weighted(0.3, prop::sample::select(dates.to_vec()).prop_map(|text| Edtf::parse(text).unwrap()))
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![3 => prop::sample::select(TEXTS.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn an_entity() -> impl Strategy<Value = EntityId> {
    (0..6u8).prop_map(|n| entity(&n.to_string()))
}

fn a_file() -> impl Strategy<Value = FileId> {
    prop::sample::select(FILES.to_vec()).prop_map(file)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        (words(), prop::option::of(prop::sample::select(vec!["en", "ar", ""])))
            .prop_map(|(text, lang)| Value::Text { text, lang: lang.map(str::to_owned) }),
        (0..3i64).prop_map(|n| Value::Number { number: Decimal::parse(&format!("{n}.50")).unwrap(), unit: None }),
        (0..3i64).prop_map(|n| Value::Count { low: Some(n), best: None, high: None }),
        an_entity().prop_map(Value::Entity),
        a_file().prop_map(Value::File),
        prop::sample::select(vec!["well", "object"]).prop_map(|code| Value::code("kind", code)),
        Just(Value::Unknown),
        Just(Value::None),
    ]
}

fn span() -> impl Strategy<Value = Span> {
    (0..1000u64, 0..50u64).prop_map(|(start, length)| Span { start, end: start + length })
}

fn locator() -> impl Strategy<Value = Option<Locator>> {
    let sheet = prop::option::of(Just("jars".to_owned()));
    prop::option::of(prop_oneof![
        (a_file(), span(), proptest::option::of("[a-z=&]{1,9}")).prop_map(|(text, span, place)| Locator::Text {
            text,
            span,
            place
        }),
        (sheet, 0..9000u64, words()).prop_map(|(sheet, row, column)| Locator::Cell { sheet, row, column }),
        words().prop_map(Locator::Page),
    ])
}

fn inferred() -> impl Strategy<Value = Option<Inferred>> {
    let inferred = (date(), date(), words(), prop::collection::vec(span(), 0..3));
    prop::option::weighted(0.2, inferred.prop_map(|(when, stated, why, from)| Inferred { when, stated, why, from }))
}

fn subject() -> impl Strategy<Value = Subject> {
    let claim = (0..3u8).prop_map(|n| Subject::Claim(ClaimId(Hash([n; 32]))));
    prop_oneof![8 => an_entity().prop_map(Subject::Entity), 1 => claim, 1 => a_file().prop_map(Subject::File)]
}

/// Any claim; few enough subjects, properties and values that claims collide.
pub(crate) fn any_claim() -> impl Strategy<Value = Claim> {
    let about = prop::sample::select(vec!["kind", "name", "title", "state", "part-of"]);
    let said_by = prop_oneof![an_entity().prop_map(Speaker::Entity), words().prop_map(Speaker::Unnamed)];
    let certainty = prop::sample::select(vec![Certainty::Possible, Certainty::Probable, Certainty::Doubtful]);
    let saying = (prop::option::of(said_by), date(), prop::option::of(certainty));
    let place = (an_entity(), locator(), prop::option::of(words()), inferred());
    (subject(), about, value(), date(), saying, place).prop_map(|(subject, about, value, when, saying, place)| {
        let (said_by, stated, certainty) = saying;
        let (source, locator, quote, inferred) = place;
        let plain = Claim::new(subject, property(about), value, source);
        Claim { when, locator, said_by, stated, certainty, quote, inferred, ..plain }
    })
}

/// Entries of two logs with some claims sealed.
pub(crate) fn any_entries() -> impl Strategy<Value = Vec<Made>> {
    let one = prop::collection::vec((any_claim(), prop::bool::weighted(0.1)), 0..8);
    prop::collection::vec(one, 1..6).prop_map(|entries| {
        let made = |(n, claims): (u64, Vec<(Claim, bool)>)| {
            let (claims, sealed): (Vec<Claim>, Vec<bool>) = claims.into_iter().unzip();
            let mut made = Made::new(entry((n % 2) as u8, n / 2 + 1), claims);
            for (body, _) in made.claims.iter_mut().zip(sealed).filter(|(_, sealed)| *sealed) {
                body.2 = None;
            }
            made
        };
        (0..).zip(entries).map(made).collect()
    })
}
