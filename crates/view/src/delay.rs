//! What is held back from the public for a time, whoever says it: that a well works is told when it helps nobody any more to find it working.

use daftar_claim::{Claim, Edtf, Statement};
use daftar_date::Day;

use crate::surroundings::About;

/// Whether so many days went by since a statement was made, and since the time of which it tells. A day that is not known is the one on
/// which it was recorded, the latest that it can be; without any, or without a today, it is held back.
pub(crate) fn is_over(statement: &Statement, source: Option<&About>, days: u32, today: Option<Day>) -> bool {
    let said = said(&statement.claim, source).or_else(|| recorded(statement));
    let from = said.map(|said| told_of(&statement.claim).map_or(said, |day| day.max(said)));
    from.zip(today).is_some_and(|(from, today)| from.plus(i64::from(days)) <= today)
}

/// The last day on which it can have been said, by its own words or by its source.
fn said(claim: &Claim, source: Option<&About>) -> Option<Day> {
    let of_source = || source.and_then(|source| source.published.as_ref().or(source.archived.as_ref()));
    claim.stated.as_ref().or_else(of_source).and_then(latest)
}

/// The last day of which it tells; of what goes on, its first.
fn told_of(claim: &Claim) -> Option<Day> {
    let when = claim.when.as_ref()?;
    latest(when).or_else(|| when.bounds().earliest())
}

/// The first day on which it was recorded.
fn recorded(statement: &Statement) -> Option<Day> {
    let times = statement.standing().filter_map(|recording| recording.time.as_ref());
    latest(&Edtf::parse(times.min()?.date()).ok()?)
}

fn latest(date: &Edtf) -> Option<Day> {
    date.bounds().latest()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, edtf, shipped};
    use crate::{Audience, Surroundings};

    fn works() -> Says {
        Says::of("well", "function").code("function", "functional").from("courier")
    }

    fn seen(statement: Statement, on: Option<&str>) -> bool {
        let list = [
            Says::of("well", "kind").code("kind", "water-point").done(),
            Says::of("courier", "published").date("2032-03-01").done(),
            statement,
        ];
        let known = Surroundings::gather(&list, Audience::Public, &shipped());
        let known = on.and_then(|on| edtf(on).bounds().latest()).map_or(known.clone(), |today| known.on(today));
        known.may_see(&list[2], Audience::Public, &shipped())
    }

    #[test]
    fn what_is_held_back_is_told_so_many_days_after_it_was_said() {
        // 180 days after the first of March: the 28th of August.
        let published = || works().done();
        assert_eq!((seen(published(), Some("2032-08-27")), seen(published(), Some("2032-08-28"))), (false, true));
        assert!(!seen(published(), None), "nobody who does not know which day it is tells");
        let stated = || works().stated("2032-06").done();
        assert_eq!((seen(stated(), Some("2032-12-26")), seen(stated(), Some("2032-12-27"))), (false, true));
    }

    #[test]
    fn what_tells_of_a_later_time_is_held_back_from_then() {
        let planned = || works().when("2032-05-01/..").done();
        assert_eq!((seen(planned(), Some("2032-10-27")), seen(planned(), Some("2032-10-28"))), (false, true));
    }

    #[test]
    fn what_is_sealed_stays_so_and_what_nobody_dates_is_counted_from_its_recording() {
        assert!(!seen(works().sealed().done(), Some("2040-01-01")));
        let undated = || works().from("note").done();
        assert_eq!((seen(undated(), Some("2033-01-27")), seen(undated(), Some("2033-01-28"))), (false, true));
    }
}
