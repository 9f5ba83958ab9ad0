//! The days on which something was said or happened: where the sliders of a page stop.

use std::collections::BTreeSet;

use daftar_register::Heard;
use daftar_register::claim::Edtf;
use daftar_register::date::Day;

use crate::pages::looking::Looking;

/// A slider with more stops than this could not be moved to any of them.
const MOST: usize = 120;

/// Where the sliders stop.
#[derive(Clone, Default, Debug)]
pub(crate) struct Ticks {
    /// Days on which something began or ended.
    pub(crate) at: Vec<Day>,
    /// Days by which something had been said.
    pub(crate) known: Vec<Day>,
}

impl Ticks {
    /// The days of everything that was heard and that this audience may see, whatever the page is asked.
    pub(crate) fn of(heard: &Heard, looking: &Looking<'_>) -> Ticks {
        let (mut at, mut known) = (BTreeSet::new(), BTreeSet::new());
        let profiles = looking.register.profiles();
        let audience = looking.ask.audience;
        let may_see = |one: &&_| heard.surroundings.may_see(one, audience, profiles);
        for statement in heard.statements.iter().filter(|one| one.stands()).filter(may_see) {
            let claim = &statement.claim;
            at.extend(claim.when.iter().flat_map(ends));
            let published = heard.surroundings.about(claim.source).and_then(|source| source.published.as_ref());
            known.extend(claim.stated.as_ref().or(published).and_then(|date| date.bounds().latest()));
        }
        Ticks { at: thin(at), known: thin(known) }
    }

    /// Whether there is anything to slide between.
    pub(crate) fn any(&self) -> bool {
        self.at.len() > 1 || self.known.len() > 1
    }
}

/// The first and the last day of a date whose year is told.
fn ends(date: &Edtf) -> impl Iterator<Item = Day> {
    let bounds = (!date.lacks_year()).then(|| date.bounds());
    bounds.into_iter().flat_map(|bounds| [bounds.earliest(), bounds.latest()]).flatten()
}

/// As many of the days as a slider can hold, evenly chosen, the first and the last among them.
fn thin(days: BTreeSet<Day>) -> Vec<Day> {
    let (days, step) = (Vec::from_iter(days.iter().copied()), days.len().saturating_sub(1));
    match days.len() <= MOST {
        true => days,
        false => (0..MOST).filter_map(|n| days.get(n * step / (MOST - 1)).copied()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slider_keeps_its_ends() {
        let days = thin((0..1000).map(Day).collect());
        assert_eq!((days.len(), days.first(), days.last()), (MOST, Some(&Day(0)), Some(&Day(999))));
        assert_eq!(thin([Day(3)].into()), [Day(3)]);
    }
}
