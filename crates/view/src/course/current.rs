//! What is current of one property of a thing at the time asked for: values together, without those that something later ended.

use daftar_date::Truth;

use super::{Answering, Figure, Telling, Who};
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
    /// The current values of one property among the tellings of a thing, by those who are heard.
    pub(crate) fn current(&self, tellings: &'c [Telling], property: u8, who: &Who) -> Vec<Current<'c>> {
        let of_property = tellings.iter().filter(|one| one.property == property);
        let told: Vec<Told> = of_property.filter_map(|one| self.told(one, who)).collect();
        let ends = Ends::of(told.iter().map(|one| one.going));
        self.together(&told, |one| !ends.end(&one.going), who)
    }

    /// What is said of one property, whether it holds at the time asked for or not: nothing of it is ended.
    pub(crate) fn whenever(&self, tellings: &'c [Telling], property: u8, who: &Who) -> Vec<Current<'c>> {
        let of_property = tellings.iter().filter(|one| one.property == property);
        let said: Vec<Told> = of_property.filter_map(|one| self.said_of(one, who)).collect();
        self.together(&said, |_| true, who)
    }

    /// Equal values together, of those tellings that go on.
    fn together(&self, told: &[Told<'c>], goes_on: impl Fn(&Told) -> bool, who: &Who) -> Vec<Current<'c>> {
        let first = self.first(told, who);
        let mut values: Vec<(u16, Current)> = Vec::new();
        for one in told.iter().filter(|one| goes_on(one)) {
            let (key, current) = (one.going.key, Current::of(one, first, self.is_denied(one.telling, who)));
            match values.iter_mut().find(|(known, _)| *known == key) {
                Some((_, value)) => value.join(current),
                None => values.push((key, current)),
            }
        }
        values.into_iter().map(|(_, value)| value).collect()
    }

    /// The value that somebody wishes to be shown first, if nobody wishes that of another one.
    fn first(&self, told: &[Told], who: &Who) -> Option<u16> {
        let mut wished = told.iter().filter(|one| self.is_wished(one.telling, who)).map(|one| one.going.key);
        let first = wished.next()?;
        wished.all(|key| key == first).then_some(first)
    }

    /// What holds at the time asked for, or possibly does.
    fn told(&self, telling: &'c Telling, who: &Who) -> Option<Told<'c>> {
        if self.holds(telling).0.is_no() { None } else { self.said_of(telling, who) }
    }

    fn said_of(&self, telling: &'c Telling, who: &Who) -> Option<Told<'c>> {
        let ((held, as_dated), said) = (self.holds(telling), self.said(telling.saying));
        let is_heard = self.is_from(telling.source, telling.speaker) && who(telling.source, telling.speaker);
        if said.is_no() || !is_heard {
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
    fn of(one: &Told<'c>, first: Option<u16>, denied: bool) -> Current<'c> {
        Current {
            figure: one.telling.figure,
            held: one.held,
            as_dated: one.as_dated,
            said: one.said,
            hedged: one.telling.how.hedged,
            denied,
            unseen: one.telling.how.unseen,
            first: first == Some(one.going.key),
            tellings: vec![one.telling],
        }
    }

    /// The same value, told once more.
    fn join(&mut self, other: Current<'c>) {
        (self.held, self.as_dated) = (self.held.or(other.held), self.as_dated.or(other.as_dated));
        self.said = self.said.or(other.said);
        self.hedged &= other.hedged;
        self.denied &= other.denied;
        self.tellings.extend(other.tellings);
    }
}
