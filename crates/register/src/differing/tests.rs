//! What is heard in parts gives the same answers as everything heard at once.

use daftar_claim::{Claim, Edtf, Inferred, Secret, Speaker, Value};
use daftar_view::{Agreement, Ask, Asked, Difference, agreements, cited, differences};

use super::*;
use crate::{Founding, Home, system_clock};

/// Numbers that look random and are always the same.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub(crate) fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

pub(crate) fn entity(n: usize) -> EntityId {
    daftar_claim::row_entity("town", "object", &[&n.to_string()])
}

pub(crate) fn source(n: usize) -> EntityId {
    daftar_claim::row_entity("town", "document", &[&n.to_string()])
}

fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

const DATES: [&str; 5] = ["2031", "2031-10", "2031-12", "2032-02/2032-04", "XXXX-12-06"];

/// A claim of any sort that views of differences read.
pub(crate) fn claim(dice: &mut Dice) -> Claim {
    let about = entity(dice.below(12));
    let (property, value) = match dice.below(12) {
        0 => ("state", Value::code("state", dice.of(&["destroyed", "damaged", "repaired"]))),
        1 => ("recovery", Value::code("recovery", "renovation")),
        2 => ("date", Value::Date(date("2031-12/2032-04"))),
        3 => ("began", Value::Date(date(dice.of(&DATES[..3])))),
        4 => ("founded", Value::Date(date(dice.of(&DATES[..3])))),
        5 => ("holdings", Value::Count { low: None, best: Some(dice.below(3) as i64), high: None }),
        6 => ("holds", if dice.below(4) == 0 { Value::None } else { Value::text(dice.of(&["coins", "jars"])) }),
        7 => ("name", Value::text(dice.of(&["Mill", "Old Mill", "Wheel"]))),
        8 => ("kind", Value::code("kind", dice.of(&["museum", "event", "person"]))),
        9 if dice.below(6) == 0 => ("same-as", Value::Entity(entity(dice.below(12)))),
        10 if dice.below(4) == 0 => ("may-be-same", Value::Entity(entity(dice.below(12)))),
        _ => ("state", Value::code("state", dice.of(&["destroyed", "intact"]))),
    };
    let property = PropertyId::parse(property).unwrap();
    let mut claim = Claim::new(Subject::Entity(about), property, value, source(dice.below(3)));
    match dice.below(4) {
        0 => claim.when = Some(date(dice.of(&DATES))),
        1 => {
            let when = Some(date(dice.of(&DATES[..4])));
            claim.inferred = Some(Inferred { when, why: "told later".into(), ..Inferred::default() });
        }
        2 => claim.stated = Some(date(dice.of(&DATES[..3]))),
        _ => claim.said_by = Some(Speaker::Entity(entity(dice.below(12)))),
    }
    claim
}

/// A register with claims of all sorts, some denied, some sealed.
pub(crate) fn town(seed: u64, folder: &std::path::Path) -> Register {
    let mut dice = Dice(seed);
    let home = Home::at(folder.join("home"));
    let founding = Founding { place: "Sanabel".into(), keeper: "Silo".into(), lang: "en".into(), passphrase: None };
    let mut register = Register::create(&folder.join("town.daftar"), &home, founding, system_clock).unwrap().0;
    register.record((0..90).map(|_| claim(&mut dice))).unwrap();
    register.unlock(None).unwrap();
    for _ in 0..3 {
        register.record_sealed(&Secret { claim: claim(&mut dice), concerns: Vec::new() }).unwrap();
    }
    let said = register.all_statements(register.standing()).unwrap();
    let denial = |dice: &mut Dice| {
        let denied = Subject::Claim(dice.of(&said.iter().map(|one| one.id).collect::<Vec<_>>()));
        let deny = PropertyId::parse(Needs::DENIAL).unwrap();
        Claim::new(denied, deny, Value::text("no"), source(dice.below(3)))
    };
    register.record((0..3).map(|_| denial(&mut dice))).unwrap();
    register
}

/// Differences and agreements with what they cite.
type Answers = (Vec<Difference>, Vec<Agreement>, Vec<daftar_view::Cited>);

fn answers(register: &Register, heard: &Heard, audience: Audience) -> Answers {
    let ask = Ask { audience, ..Ask::default() };
    let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
    let (differences, agreements) = (differences(&asked), agreements(&asked));
    let cited = cited(&asked, &differences, &agreements);
    (differences, agreements, cited)
}

/// Names the first item that is not the same.
fn same<T: PartialEq + std::fmt::Debug>(parts: &[T], whole: &[T], seed: u64) {
    if let Some((part, other)) = parts.iter().zip(whole).find(|(part, other)| part != other) {
        panic!("seed {seed}: {part:#?} is not {other:#?}");
    }
    assert_eq!(parts.len(), whole.len(), "seed {seed}");
}

#[test]
fn parts_make_up_the_whole() {
    let (mut differed, mut agreed, mut less) = (0, 0, 0);
    for seed in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let register = town(seed, folder.path());
        for audience in [Audience::Public, Audience::Keeper] {
            let ask = Ask { audience, ..Ask::default() };
            let all = register.hear_all(register.standing(), audience).unwrap();
            let whole = answers(&register, &all, audience);
            let mut parts = Answers::default();
            let take = |heard: Heard| -> Result<(), RegisterError> {
                let part = answers(&register, &heard, audience);
                parts.0.extend(part.0);
                parts.1.extend(part.1);
                parts.2.extend(part.2);
                Ok(())
            };
            register.hear_differing_in_parts(register.standing(), &ask, Compare::Agreements, take).unwrap();
            parts.0.sort_by_key(Difference::rank);
            parts.1.sort_by(|a, b| (a.entity, &a.property).cmp(&(b.entity, &b.property)));
            parts.1.dedup();
            parts.2.sort_by_key(|one| one.claim);
            parts.2.dedup();
            same(&parts.0, &whole.0, seed);
            same(&parts.1, &whole.1, seed);
            same(&parts.2, &whole.2, seed);
            assert!(audience == Audience::Keeper || register.table_behind().unwrap() > BEHIND);
            let heard = register.hear_differing(register.standing(), &ask).unwrap();
            same(&answers(&register, &heard, audience).0, &whole.0, seed);
            register.keep_table().unwrap();
            let known = register.hear_differing(register.standing(), &ask).unwrap();
            same(&answers(&register, &known, audience).0, &whole.0, seed);
            assert!(known.statements.len() <= heard.statements.len());
            less += usize::from(known.statements.len() < heard.statements.len());
            (differed, agreed) = (differed + whole.0.len(), agreed + whole.1.len());
        }
    }
    assert!(differed > 200 && agreed > 50 && less > 0, "{differed} differences, {agreed} agreements, {less} of less");
}

#[test]
fn pairs_become_groups() {
    let pair = |a, b| vec![entity(a), entity(b)];
    let pairs = [pair(1, 2), pair(3, 4), vec![], pair(5, 6), pair(4, 1)];
    let mut groups = groups(pairs.into_iter());
    groups.retain(|group| !group.is_empty());
    groups.sort();
    let mut expected = [BTreeSet::from([1, 2, 3, 4].map(entity)), BTreeSet::from([5, 6].map(entity))];
    expected.sort();
    assert_eq!(groups, expected);
}
