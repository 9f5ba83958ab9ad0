//! What is current of one property of a thing at the time asked for: values together, without those that something later ended.

use daftar_date::Truth;

use super::{Answering, Figure, Telling};
use crate::ending::{Ends, Going};

/// A value that holds, with what its statements come to.
#[derive(Clone, Debug)]
pub(crate) struct Current<'c> {
    pub(crate) figure: Figure,
    /// Whether it holds at that time; the same, trusting what is inferred; and whether it had been said.
    pub(crate) held: Truth,
    pub(crate) as_dated: Truth,
    pub(crate) said: Truth,
    /// Whether every statement says it with reserve, or is denied.
    pub(crate) hedged: bool,
    pub(crate) denied: bool,
    /// Whether it says no more than that nothing was seen.
    pub(crate) unseen: bool,
    /// Somebody wishes it to be shown first, and nobody another one.
    pub(crate) first: bool,
    pub(crate) tellings: Vec<&'c Telling>,
}

impl Current<'_> {
    /// Whether it holds for certain and had been said for certain.
    pub(crate) fn is_certain(&self) -> bool {
        self.held.is_yes() && self.said.is_yes()
    }

    /// The same, said without reserve and denied by nobody.
    pub(crate) fn is_firm(&self) -> bool {
        self.held.is_yes() && self.is_plain()
    }

    /// Whether it had been said for certain, without reserve, and is denied by nobody.
    pub(crate) fn is_plain(&self) -> bool {
        self.said.is_yes() && !self.hedged && !self.denied
    }
}

/// A telling that answers: whether it holds, the same trusting inference, whether it was said.
#[derive(Clone, Copy)]
struct Told<'c> {
    telling: &'c Telling,
    held: Truth,
    as_dated: Truth,
    said: Truth,
    going: Going<u16>,
}

impl<'c> Answering<'c> {
    /// The current values of one property among the tellings of a thing, by those of them that fit.
    pub(crate) fn current(
        &self,
        tellings: &'c [Telling],
        property: u8,
        fits: &dyn Fn(&Telling) -> bool,
    ) -> Vec<Current<'c>> {
        let fitting = tellings.iter().filter(|one| one.property == property && fits(one));
        let told = fitting.filter_map(|one| self.told(one));
        let told: Vec<Told> = told.collect();
        // Most things are told once: nothing can have ended that.
        if let [one] = &told[..] {
            return vec![Current::of(one, self)];
        }
        let ends = Ends::of(told.iter().map(|one| one.going));
        self.together(told.iter().filter(|one| !ends.end(&one.going)))
    }

    /// What is said of one property, whether it holds at the time asked for or not: nothing of it is ended.
    pub(crate) fn whenever(
        &self,
        tellings: &'c [Telling],
        property: u8,
        fits: &dyn Fn(&Telling) -> bool,
    ) -> Vec<Current<'c>> {
        let fitting = tellings.iter().filter(|one| one.property == property && fits(one));
        let said: Vec<Told> = fitting.filter_map(|one| self.said_of(one)).collect();
        self.together(said.iter())
    }

    /// Equal values together.
    fn together<'t>(&self, told: impl Iterator<Item = &'t Told<'c>>) -> Vec<Current<'c>>
    where
        'c: 't,
    {
        let mut values: Vec<(u16, Current)> = Vec::new();
        for one in told {
            match values.iter_mut().find(|(key, _)| *key == one.going.key) {
                Some((_, value)) => value.join(one, self),
                None => values.push((one.going.key, Current::of(one, self))),
            }
        }
        values.into_iter().map(|(_, value)| value).collect()
    }

    /// What holds at the time asked for, or possibly does.
    fn told(&self, telling: &'c Telling) -> Option<Told<'c>> {
        if self.holds(telling).0.is_no() { None } else { self.said_of(telling) }
    }

    fn said_of(&self, telling: &'c Telling) -> Option<Told<'c>> {
        let ((held, as_dated), said) = (self.holds(telling), self.said(telling.saying));
        if said.is_no() || !self.is_from(telling.source, telling.speaker) {
            return None;
        }
        let when = self.courses.time(telling)?;
        let how = telling.how;
        let going = Going {
            key: telling.key,
            first: when.first,
            last: when.last,
            written: when.is_written(),
            can_end: how.firm && held.is_yes(),
            once: how.once,
            restores: how.restores,
        };
        Some(Told { telling, held, as_dated, said, going })
    }
}

impl<'c> Current<'c> {
    fn of(one: &Told<'c>, answering: &Answering) -> Current<'c> {
        Current {
            figure: one.telling.figure,
            held: one.held,
            as_dated: one.as_dated,
            said: one.said,
            hedged: one.telling.how.hedged,
            denied: answering.is_denied(one.telling),
            unseen: one.telling.how.unseen,
            first: one.telling.how.first,
            tellings: vec![one.telling],
        }
    }

    fn join(&mut self, one: &Told<'c>, answering: &Answering) {
        (self.held, self.as_dated) = (self.held.or(one.held), self.as_dated.or(one.as_dated));
        self.said = self.said.or(one.said);
        self.hedged &= one.telling.how.hedged;
        self.denied &= answering.is_denied(one.telling);
        self.tellings.push(one.telling);
    }
}
