//! Which things are damaged, by all that is said of their state: the same courses that totals count by.

use std::collections::HashMap;

use daftar_claim::{EntityId, Profiles};

use super::Damaged;
use crate::asked::Asked;
use crate::course::{Answering, Courses, EVERYBODY, Figure, NONE, SILENT, Thing, UNSAID};

/// The property by which something is damaged. What became of a thing is another question: what is missing may be whole.
const STATE: &str = "state";

/// Of each thing whether its state is at least of a rank at the time that is asked for. What is told with reserve, only may hold, or is
/// denied, is disputed; that nothing was seen from afar says nothing.
pub fn suffered(asked: &Asked<'_>, profiles: &Profiles, rank: i64) -> HashMap<EntityId, Damaged> {
    let mut courses = Courses::new(profiles);
    courses.take(asked, &|_| true);
    courses.sort();
    let answering = courses.answer(asked.ask);
    let Some(state) = courses.property(STATE) else { return HashMap::new() };
    courses.things().iter().map(|thing| (thing.entity, of_thing(&answering, thing, state, rank))).collect()
}

fn of_thing(answering: &Answering<'_>, thing: &Thing, state: u8, rank: i64) -> Damaged {
    let values = answering.current(answering.courses.tellings_of(thing), state, EVERYBODY);
    let mut states = values.iter().filter(|value| matches!(value.figure, Figure::Steps(_)));
    if states.all(|value| value.unseen) {
        return Damaged::Unsaid;
    }
    let may_be = answering.standing(thing, state).may_be;
    let steps = answering.courses.steps(state).iter().enumerate();
    let bits = |fits: &dyn Fn(i64) -> bool| {
        steps.clone().filter(|(_, step)| fits(step.rank)).fold(0_u32, |bits, (place, _)| bits | (1 << place))
    };
    let is = |bits: u32| may_be & bits != 0;
    let unsaid = is(UNSAID | SILENT | NONE);
    match (is(bits(&|step| step >= rank)), is(bits(&|step| step < rank))) {
        (true, no) if no || unsaid => Damaged::Disputed,
        (true, _) => Damaged::Yes,
        (false, true) if !unsaid => Damaged::No,
        (false, _) => Damaged::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use daftar_claim::Statement;

    use super::*;
    use crate::testing::{Says, entity, gathered, shipped};
    use crate::{Ask, Asked};

    fn of(list: &[Statement]) -> Damaged {
        let mut list = list.to_vec();
        list.push(Says::of("mill", "kind").code("kind", "building").done());
        let (profiles, ask, known) = (shipped(), Ask::default(), gathered(&list));
        let asked = Asked::new(&list, &ask, &profiles, &known);
        suffered(&asked, &profiles, 2)[&entity("mill")]
    }

    fn state(code: &str) -> Says {
        Says::of("mill", "state").code("state", code).when("2031-05")
    }

    #[test]
    fn only_what_is_surely_damaged_is_and_what_became_of_it_is_another_question() {
        let fate = || Says::of("mill", "fate").code("fate", "safe").when("2031-05").done();
        assert_eq!(of(&[state("destroyed").done()]), Damaged::Yes);
        assert_eq!(of(&[state("destroyed").done(), fate()]), Damaged::Yes);
        assert_eq!(of(&[Says::of("mill", "fate").code("fate", "missing").done()]), Damaged::Unsaid);
        assert_eq!(of(&[state("intact").done()]), Damaged::No);
        assert_eq!(of(&[state("intact").done(), state("destroyed").from("radio").done()]), Damaged::Disputed);
        assert_eq!(of(&[state("destroyed").hedged().done()]), Damaged::Disputed);
        let unseen =
            || Says::of("mill", "state").code("unosat-damage", "no-visible").when("2031-05").from("radio").done();
        assert_eq!(of(&[unseen()]), Damaged::Unsaid);
        assert_eq!(of(&[unseen(), state("destroyed").done()]), Damaged::Yes);
        assert_eq!(of(&[]), Damaged::Unsaid);
    }
}
