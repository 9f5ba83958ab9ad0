//! Whatever the statements: their order never changes an answer, and the same content recorded twice counts once.

use daftar_claim::Statement;
use daftar_view::{Ask, Asked, Surroundings, condition, differences, page, row, timeline};
use proptest::prelude::*;

use crate::support::{Says, edtf, entity, gathered, shipped};

const DATES: [&str; 7] = ["2031", "2031-10", "2031-10-07", "2031-12/2032-02", "[..2032-01]", "XXXX-12-06", "2032~"];
const CODES: [&str; 5] = ["intact", "damaged", "destroyed", "repaired", "unknown"];

/// One of many small statements about two things that may be the same.
fn statement() -> impl Strategy<Value = Statement> {
    (0..2usize, 0..6usize, 0..5usize, prop::option::of(0..7usize), prop::option::of(0..7usize), 0..3usize, 0..8usize)
        .prop_map(|(thing, what, value, when, inferred, source, rest)| {
            let (thing, source) = (["mill", "house"][thing], ["A", "B", "C"][source]);
            let mut says = match what {
                0 => Says::of(thing, "state").code("state", CODES[value]),
                1 => Says::of(thing, "founded").date(DATES[value]),
                2 => Says::of(thing, "holdings").count(Some(value as i64), None, (value > 2).then_some(5)),
                3 => Says::of(thing, "name").text(["Mill", "mill", "طاحونة", "Old Mill", "House"][value], None),
                4 => Says::of(thing, "recovery").code("recovery", "repair"),
                _ => Says::of(thing, ["same-as", "may-be-same", "different-from", "part-of", "place"][value])
                    .entity("house"),
            };
            says = says.from(source);
            says = when.map_or(says.clone(), |n| says.when(DATES[n]));
            says = inferred.map_or(says.clone(), |n| says.inferred(["2030", DATES[n]][usize::from(n != 5)], "told so"));
            if rest == 0 {
                says.hedged().done()
            } else if rest == 1 {
                says.stated("2032-03").done()
            } else {
                says.done()
            }
        })
}

/// Everything that is answered, as JSON.
fn answers(list: &[Statement], at: Option<&str>) -> String {
    let (profiles, surroundings) = (shipped(), gathered(list));
    let ask = Ask { at: at.map(edtf), ..Ask::default() };
    let asked = Asked::new(list, &ask, &profiles, &surroundings);
    let mill = entity("mill");
    let all = (page(&asked, mill), condition(&asked, mill), timeline(&asked), differences(&asked), row(&asked, mill));
    serde_json::to_string(&all).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn order_never_changes_an_answer(list in prop::collection::vec(statement(), 0..14), at in prop::option::of(0..6usize)) {
        let at = at.map(|n| DATES[n]);
        let mut other = list.clone();
        other.reverse();
        let middle = other.len() / 2;
        other.rotate_left(middle);
        prop_assert_eq!(answers(&list, at), answers(&other, at));
    }

    #[test]
    fn parallel_recordings_count_once(list in prop::collection::vec(statement(), 1..10)) {
        let mut unique: Vec<Statement> = Vec::new();
        for one in list {
            if !unique.iter().any(|known| known.claim == one.claim) {
                unique.push(one);
            }
        }
        let again = unique.iter().map(|one| {
            let mut copy = one.clone();
            copy.id.0.0[0] = 0xff;
            copy.id.0.0[1] ^= 0xff;
            copy
        });
        let doubled: Vec<Statement> = unique.iter().cloned().chain(again).collect();
        let (profiles, ask) = (shipped(), Ask::default());
        let count = |list: &[Statement]| {
            let surroundings = gathered(list);
            let asked = Asked::new(list, &ask, &profiles, &surroundings);
            let sides: Vec<usize> = differences(&asked).iter().map(|d| d.sides.len()).collect();
            (asked.selected().len(), sides.len(), sides.iter().sum::<usize>(), row(&asked, entity("mill")).statements)
        };
        prop_assert_eq!(count(&unique), count(&doubled));
    }

    #[test]
    fn two_statements_differ_alike_from_both_sides(a in statement(), b in statement()) {
        let (profiles, ask, surroundings) = (shipped(), Ask::default(), Surroundings::default());
        let found = |list: &[Statement]| differences(&Asked::new(list, &ask, &profiles, &surroundings));
        prop_assert_eq!(found(&[a.clone(), b.clone()]), found(&[b, a]));
    }
}
