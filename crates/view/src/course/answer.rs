//! What the courses answer to a question: the standing of each thing on a scale.

use std::collections::HashSet;

use daftar_date::Truth;

use super::telling::{Voice, Wish};
use super::{Courses, Current, Figure, Telling, Thing};
use crate::ask::Ask;
use crate::condition::Answer;
use crate::time::Moment;

/// Bits beside those of the steps: somebody says that it is not known; that there is none; nobody says anything.
pub(crate) const SILENT: u32 = 1 << 29;
pub(crate) const NONE: u32 = 1 << 30;
pub(crate) const UNSAID: u32 = 1 << 31;

/// Who of those that are asked is heard, by source and speaker.
pub(crate) type Who<'w> = dyn Fn(u32, u32) -> bool + 'w;

/// All of them.
pub(crate) const EVERYBODY: &Who<'static> = &|_, _| true;

/// A question, with what of it can be decided beforehand.
#[derive(Debug)]
pub(crate) struct Answering<'c> {
    pub(crate) courses: &'c Courses,
    /// For each time, whether it holds, and the same trusting inference.
    times: Vec<(Truth, Truth)>,
    /// For each saying, whether it had been made.
    sayings: Vec<Truth>,
    /// The places of the sources that are asked; none for all.
    from: Option<HashSet<u32>>,
}

/// How a thing stands on a scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Standing {
    /// All steps and lacks that may be so, as bits, whoever is right.
    pub(crate) may_be: u32,
    /// What condition answers.
    pub(crate) answer: Answer,
    /// The steps of what somebody wishes to be shown first.
    pub(crate) first: Option<u32>,
}

impl Courses {
    /// Makes a question ready. Who asks was decided when the things were taken.
    pub(crate) fn answer(&self, ask: &Ask) -> Answering<'_> {
        let (at, said) = (ask.at.as_ref().map(Moment::new), ask.said.as_ref().map(Moment::new));
        let yes = (Truth::Yes, Truth::Yes);
        let times = self.times.all.iter();
        let places = ask.from.iter().filter_map(|id| self.ids.places.get(id).copied());
        Answering {
            courses: self,
            times: times.map(|(time, when)| at.map_or(yes, |at| when.holds(time.3, &at))).collect(),
            sayings: self.sayings.all.iter().map(|(one, ())| said.map_or(Truth::Yes, |said| one.by(&said))).collect(),
            from: (!ask.from.is_empty()).then(|| places.collect()),
        }
    }
}

impl<'c> Answering<'c> {
    /// Whether what is told holds at that time; and the same, trusting what is inferred.
    pub(crate) fn holds(&self, telling: &Telling) -> (Truth, Truth) {
        self.times.get(telling.time as usize).copied().unwrap_or((Truth::No, Truth::No))
    }

    /// Whether something had been said by then.
    pub(crate) fn said(&self, saying: u32) -> Truth {
        self.sayings.get(saying as usize).copied().unwrap_or(Truth::No)
    }

    /// Whether it comes from a source that is asked.
    pub(crate) fn is_from(&self, source: u32, speaker: u32) -> bool {
        self.from.as_ref().is_none_or(|from| from.contains(&source) || from.contains(&speaker))
    }

    /// Whether somebody who is heard said something about a statement by then, or possibly did.
    fn is_heard(&self, one: &Voice, who: &Who) -> bool {
        self.is_from(one.source, one.speaker) && who(one.source, one.speaker) && !self.said(one.saying).is_no()
    }

    /// Whether somebody who is heard denied it.
    pub(crate) fn is_denied(&self, telling: &Telling, who: &Who) -> bool {
        let (start, many) = telling.denials;
        let denials = self.courses.denials.get(start as usize..start as usize + usize::from(many)).unwrap_or_default();
        denials.iter().any(|one| self.is_heard(one, who))
    }

    /// Whether somebody who is heard wishes its value to be shown first, and nobody superseded that.
    pub(crate) fn is_wished(&self, telling: &Telling, who: &Who) -> bool {
        let wishes = || self.courses.wishes.get(&telling.claim).into_iter().flatten();
        let stands =
            |wish: &Wish| self.is_heard(&wish.by, who) && !wish.superseded_by.iter().any(|one| self.is_heard(one, who));
        telling.how.wished && wishes().any(stands)
    }

    /// Whether it holds and had been said for certain, without reserve, and nobody who is asked denied it.
    pub(crate) fn is_firm(&self, telling: &Telling) -> bool {
        let certain = self.holds(telling).0.is_yes() && self.said(telling.saying).is_yes();
        certain && !telling.how.hedged && !self.is_denied(telling, EVERYBODY)
    }

    /// How a thing stands on a scale.
    pub(crate) fn standing(&self, thing: &Thing, scale: u8) -> Standing {
        standing(&self.current(self.courses.tellings_of(thing), scale, EVERYBODY))
    }
}

/// What current values come to. A state that only may hold, is told with reserve or is denied stands beside what else may be so: that
/// nobody says anything.
pub(crate) fn standing(values: &[Current<'_>]) -> Standing {
    let is_state = |value: &&Current| !matches!(value.figure, Figure::Silent | Figure::None);
    // That nothing was seen tells of a way of looking: beside what somebody saw it says nothing.
    let any_seen = values.iter().filter(is_state).any(|value| !value.unseen && value.is_firm());
    let states = || values.iter().filter(is_state).filter(|value| !value.unseen || !any_seen);
    let mut may_be = states().fold(0, |bits, value| bits | bits_of(value.figure));
    let lack = |figure: Figure| values.iter().filter(move |value| value.figure == figure);
    let answer = answer(values);
    if !states().any(Current::is_firm) {
        for (figure, bit) in [(Figure::None, NONE), (Figure::Silent, SILENT)] {
            may_be |= lack(figure).next().map_or(0, |_| bit);
        }
        let firm = |figure: Figure| lack(figure).any(Current::is_firm);
        if !firm(Figure::None) && !firm(Figure::Silent) {
            may_be |= UNSAID;
        }
    }
    let mut first = values.iter().filter(|value| value.first).map(|value| bits_of(value.figure));
    Standing { may_be, answer, first: first.next() }
}

/// The step of a value, or its lack.
pub(crate) fn bits_of(figure: Figure) -> u32 {
    match figure {
        Figure::Steps(bits) => bits,
        Figure::None => NONE,
        _ => SILENT,
    }
}

/// The same answer as `condition` gives.
fn answer(values: &[Current<'_>]) -> Answer {
    let is_state = |value: &Current| !matches!(value.figure, Figure::Silent | Figure::None);
    let any = |fits: &dyn Fn(&Current) -> bool| values.iter().any(fits);
    if any(&|value| is_state(value) && value.is_certain()) {
        Answer::Certain
    } else if any(&|value| is_state(value) && value.as_dated.is_yes() && value.said.is_yes()) {
        Answer::AsInferred
    } else if any(&|value| value.figure == Figure::None && value.is_certain()) {
        Answer::None
    } else if any(&|value| value.figure == Figure::Silent && value.is_certain()) {
        Answer::NotKnown
    } else {
        Answer::NoClaim
    }
}
