//! The values of one property at a time: equal ones together, worst first, and apart those that something later ended (see
//! `ending`).

use std::cmp::Reverse;
use std::collections::HashMap;

use daftar_claim::{ClaimId, PropertyId, Value};
use daftar_date::Truth;
use serde::Serialize;

use crate::asked::{Asked, Spoken};
use crate::ending::{Ends, Going};
use crate::json;
use crate::shown::Shown;
use crate::time::DatedBy;
use crate::value::Key;

/// The values of one property of one entity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Folded {
    /// The property.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// Its label in the language asked for; the id of a property that no profile declares.
    pub label: String,
    /// The values that hold at the time asked for, or possibly do: the worst first where the scale has an order, else by
    /// time. Empty only when all are past.
    pub values: Vec<FoldedValue>,
    /// Values that held before and were ended by later ones, in the same order.
    pub past: Vec<FoldedValue>,
}

/// One value, with all statements that tell it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FoldedValue {
    /// The value.
    pub value: Shown,
    /// Whether it holds at the time asked for: yes or possibly. What rests on an inferred time alone is possibly.
    #[serde(serialize_with = "json::truth")]
    pub held: Truth,
    /// The same if what is inferred is right; `no` means that it would not hold yet.
    #[serde(serialize_with = "json::truth")]
    pub as_dated: Truth,
    /// What its time rests on: of several statements the best founded one.
    pub dated_by: DatedBy,
    /// Whether it had been said by the time asked for.
    #[serde(serialize_with = "json::truth")]
    pub said: Truth,
    /// Whether every statement says it with reserve only ("may have").
    pub hedged: bool,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

/// Folds what is said of one property; all of `spoken` must be of one entity and one property.
pub(crate) fn fold(spoken: &[Spoken], asked: &Asked) -> Option<Folded> {
    let first = spoken.iter().find(|one| !one.derived)?;
    let ends = Ends::of(spoken.iter().map(|one| going(one, asked)));
    let (mut values, mut past) = (Vec::new(), Vec::new());
    for group in groups(spoken) {
        // What was ended and is told again goes on by what is told again alone: with its time, and its reserve.
        let (ended, goes_on): (Vec<&Spoken>, Vec<&Spoken>) =
            group.into_iter().partition(|one| ends.end(&going(one, asked)));
        for (list, told) in [(&mut values, goes_on), (&mut past, ended)] {
            if !told.is_empty() {
                list.push(FoldedValue::new(&told, asked));
            }
        }
    }
    let label = asked.label(first.property).to_owned();
    Some(Folded { property: first.property.clone(), label, values, past })
}

/// What of something said decides whether it is ended, or ends others.
pub(crate) fn going<'s>(one: &'s Spoken, asked: &Asked) -> Going<&'s Key<'s>> {
    let firm = one.held.is_yes() && one.when.is_written() && asked.statement(one).claim().certainty.is_none();
    Going {
        key: &one.key,
        first: one.when.first,
        last: one.when.last,
        written: one.when.is_written(),
        can_end: firm && one.can_end(),
        once: one.once(),
        restores: one.restores(),
    }
}

/// Equal values together; worst first, else by time, else by value.
pub(crate) fn groups<'s, 'a>(spoken: &'s [Spoken<'a>]) -> Vec<Vec<&'s Spoken<'a>>> {
    let mut places: HashMap<&Key, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Spoken>> = Vec::new();
    for one in spoken.iter().filter(|one| !one.derived) {
        let place = *places.entry(&one.key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups.sort_by_cached_key(|group| order(group));
    groups
}

/// Worst first, then by time, then by value.
type Order<'a> = (Reverse<Option<i64>>, Option<(i64, i64)>, Option<Key<'a>>);

/// The place of a group in the display order.
fn order<'a>(group: &[&Spoken<'a>]) -> Order<'a> {
    let rank = group.iter().filter_map(|one| one.rank()).max();
    let time = group.iter().map(|one| one.order()).min();
    (Reverse(rank), time, group.first().map(|one| one.key.clone()))
}

impl FoldedValue {
    fn new(group: &[&Spoken], asked: &Asked) -> FoldedValue {
        let best = |truth: fn(&Spoken) -> Truth| group.iter().map(|one| truth(one)).fold(Truth::No, Truth::or);
        let value = group.first().map_or(&Value::Unknown, |one| &one.value);
        FoldedValue {
            value: Shown::shared(value, asked),
            held: best(|one| one.held),
            as_dated: best(|one| one.as_dated),
            dated_by: group.iter().map(|one| one.when.dated_by).min().unwrap_or(DatedBy::Undated),
            said: group.iter().map(|one| asked.statement(one).said).fold(Truth::No, Truth::or),
            hedged: group.iter().all(|one| asked.statement(one).claim().certainty.is_some()),
            statements: group.iter().map(|one| asked.statement(one).statement.id).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::surroundings::Surroundings;
    use crate::testing::{Says, edtf, entity, shipped};
    use daftar_claim::Statement;

    /// The words of the values of the first property, those that go on and those that are past.
    fn folded(list: &[Statement], at: Option<&str>) -> (Vec<(String, Truth)>, Vec<String>) {
        let ask = Ask { at: at.map(edtf), ..Ask::default() };
        let (profiles, surroundings) = (shipped(), Surroundings::default());
        let asked = Asked::new(list, &ask, &profiles, &surroundings);
        let Some(folded) = fold(asked.about(entity("mill")), &asked) else { return Default::default() };
        let values = folded.values.into_iter().map(|value| (value.value.words, value.held)).collect();
        (values, folded.past.into_iter().map(|value| value.value.words).collect())
    }

    fn state(code: &str) -> Says {
        Says::of("mill", "state").code("state", code)
    }

    fn yes(word: &str) -> (String, Truth) {
        (word.to_owned(), Truth::Yes)
    }

    #[test]
    fn a_state_goes_on_until_said_otherwise() {
        let list = [state("damaged").when("2031-05").done(), state("repaired").when("2031-08").done()];
        assert_eq!(folded(&list, Some("2031-06")), (vec![yes("damaged")], vec![]));
        assert_eq!(folded(&list, Some("2031-09")), (vec![yes("repaired")], vec!["damaged".into()]));
        assert_eq!(folded(&list, Some("2031-04")), (vec![], vec![]));
    }

    #[test]
    fn what_was_ended_and_is_told_again_with_reserve_is_told_with_reserve() {
        let list = [
            state("damaged").when("2031-05").done(),
            state("repaired").when("2031-08").done(),
            state("damaged").when("2031-10").hedged().done(),
        ];
        let (ask, profiles, surroundings) = (Ask::default(), shipped(), Surroundings::default());
        let asked = Asked::new(&list, &ask, &profiles, &surroundings);
        let folded = fold(asked.about(entity("mill")), &asked).unwrap();
        let told = |values: &[FoldedValue]| {
            values.iter().map(|one| (one.value.words.clone(), one.hedged, one.statements.clone())).collect::<Vec<_>>()
        };
        let damaged = |n: usize| ("damaged".to_owned(), n == 2, vec![list[n].id]);
        assert_eq!(told(&folded.values), [damaged(2), ("repaired".to_owned(), false, vec![list[1].id])]);
        assert_eq!(told(&folded.past), [damaged(0)], "what it was before it was repaired is past");
    }

    #[test]
    fn worse_stands_beside_milder_of_the_same_time() {
        let list = [state("damaged").when("2031-10").done(), state("destroyed").when("2031-10").done()];
        assert_eq!(folded(&list, Some("2031-11")).0, [yes("destroyed"), yes("damaged")]);
    }

    #[test]
    fn what_was_destroyed_is_not_ended_by_something_milder() {
        let list = [state("destroyed").when("2031-10").done(), state("damaged").when("2031-12").done()];
        assert_eq!(folded(&list, None).0, [yes("destroyed"), yes("damaged")]);
        let list = [state("destroyed").when("2031-10").done(), state("intact").when("2031-12").done()];
        assert_eq!(folded(&list, None).0, [yes("destroyed"), yes("intact")]);
        let list = [state("destroyed").when("2031-10").done(), state("repaired").when("2032").done()];
        assert_eq!(folded(&list, None), (vec![yes("repaired")], vec!["destroyed".into()]));
    }

    #[test]
    fn nothing_inferred_or_hedged_ends_anything() {
        let damaged = || state("damaged").when("2031-05").done();
        let inferred = [damaged(), state("repaired").inferred("2031-08", "told after July").done()];
        let expected = [yes("damaged"), ("repaired".to_owned(), Truth::Possibly)];
        assert_eq!(folded(&inferred, Some("2031-09")), (expected.to_vec(), vec![]));
        let hedged = [damaged(), state("repaired").when("2031-08").hedged().done()];
        assert_eq!(folded(&hedged, None).1, Vec::<String>::new());
        let unknown = [damaged(), state("unknown").when("2031-08").done()];
        assert_eq!(folded(&unknown, None).1, Vec::<String>::new());
    }

    #[test]
    fn a_grade_of_another_scheme_stands_with_what_it_is_mapped_to() {
        let grade =
            |scheme: &str, code: &str, when: &str| Says::of("mill", "state").code(scheme, code).when(when).done();
        let list = [grade("copernicus-damage", "damaged", "2031-10"), grade("eamena-condition", "fair", "2031-10")];
        let told = folded(&list, Some("2031-11")).0;
        let worse = "Damaged (Copernicus EMS), mapped to damaged or severely damaged";
        let milder = "Fair (EAMENA, condition), mapped to slightly damaged";
        assert_eq!(told, [yes(worse), yes(milder)], "by the worst that each may mean");
        let list = [state("damaged").when("2031-05").done(), grade("unosat-damage", "moderate", "2031-08")];
        assert_eq!(folded(&list, None).1, ["damaged"], "a later grade ends an earlier one");
    }

    #[test]
    fn that_nothing_was_seen_ends_nothing() {
        let seen = state("severely-damaged").when("2031-10").done();
        let from_above = Says::of("mill", "state").code("unosat-damage", "no-visible").when("2031-12").done();
        let nothing = "No Visible Damage (UNOSAT), mapped to no damage visible";
        assert_eq!(folded(&[seen, from_above], None), (vec![yes("severely damaged"), yes(nothing)], vec![]));
    }

    #[test]
    fn states_of_a_time_and_things_for_ever() {
        let depth = |metres: &str| Says::of("mill", "area").number(metres, Some("m2"));
        let list = [depth("200").when("2014/2020").done(), depth("260").when("2021/..").done()];
        assert_eq!(folded(&list, Some("2016")).0, [yes("200 m2")]);
        assert_eq!(folded(&list, Some("2023")).0, [yes("260 m2")]);
        let founded = [Says::of("mill", "founded").date("2014").when("2014").done()];
        assert_eq!(folded(&founded, Some("2031")).0, [yes("2014")]);
    }
}
