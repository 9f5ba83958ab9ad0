//! What a person decides: record as said, correct, reject, join, undo. Sent twice, it is done once: what no longer waits
//! is left alone.

use daftar_register::claim::{Draft, DraftId, EntityId};
use daftar_register::{Decision, Register, RegisterError, Which};

use super::desk::drafts_of;
use super::given::{Given, Refused, other_card};
use super::names::Suggested;

/// The suggestion that comes into hand next, if one is left.
pub(super) type Next = Option<DraftId>;

/// Does what a form asks.
pub(super) fn act(register: &mut Register, source: EntityId, given: &Given, lang: &str) -> Result<Next, Refused> {
    if given.act == "undo" {
        let number = given.step.parse().unwrap_or(0);
        let back = register.undo_decision(source, number)?;
        return Ok(back.first().map(Draft::id).or_else(|| named(&given.stay)));
    }
    let drafts = drafts_of(register, source)?;
    let wanted = named(&given.draft);
    let Some(hand) = drafts.iter().position(|draft| Some(draft.id()) == wanted) else {
        return Ok(named(&given.stay).or_else(|| named(&given.next)));
    };
    let work = Work { register, source, given, drafts, hand };
    match given.act.as_str() {
        "record" => work.decide(Decision::Recorded),
        "reject" => work.decide(Decision::Rejected),
        "correct" => work.correct(lang),
        "join" => work.join(),
        _ => Ok(wanted),
    }
}

fn named(id: &str) -> Next {
    DraftId::parse(id).ok()
}

/// A decision about the suggestion in hand.
struct Work<'w> {
    register: &'w mut Register,
    source: EntityId,
    given: &'w Given,
    drafts: Vec<Draft>,
    hand: usize,
}

impl Work<'_> {
    fn hand(&self) -> Option<&Draft> {
        self.drafts.get(self.hand)
    }

    /// Records or drops the suggestion in hand, and those that go together with it.
    fn decide(self, decision: Decision) -> Result<Next, Refused> {
        let Some(hand) = self.hand() else { return Ok(None) };
        let group = self.given.group;
        let (chosen, left): (Vec<_>, Vec<_>) =
            self.drafts.iter().cloned().enumerate().partition(|(_, draft)| group.holds(hand, draft));
        let chosen: Vec<Draft> = chosen.into_iter().map(|(_, draft)| draft).collect();
        let which = Which::These(chosen.iter().map(Draft::id).collect());
        let next = named(&self.given.stay).or_else(|| after(&left, self.hand));
        self.register.decide_on(self.source, decision, chosen, |register| {
            if decision == Decision::Rejected {
                register.reject_drafts(&which)?;
            } else {
                register.record_drafts(&which, true)?;
            }
            Ok::<_, RegisterError>(())
        })?;
        Ok(next)
    }

    /// Records what the form says in place of the suggestion.
    fn correct(self, lang: &str) -> Result<Next, Refused> {
        let Some(hand) = self.hand().cloned() else { return Ok(None) };
        let names = Suggested::of(self.register, &self.drafts);
        let claims = self.given.corrected(&hand, &names, lang)?;
        let (id, place) = (hand.id(), self.hand);
        let left: Vec<(usize, Draft)> =
            self.drafts.into_iter().enumerate().filter(|(_, draft)| draft.id() != id).collect();
        self.register.decide_on(self.source, Decision::Corrected, vec![hand], |register| {
            register.record_corrected(id, &claims)?;
            Ok::<_, RegisterError>(())
        })?;
        Ok(after(&left, place))
    }

    /// Says that the card which the suggestion is about is of the same thing as another. The suggestion stays in hand.
    fn join(self) -> Result<Next, Refused> {
        let Some(hand) = self.hand().cloned() else { return Ok(None) };
        let names = Suggested::of(self.register, &self.drafts);
        let other = other_card(self.given, &names)?;
        let one = hand.claim.subject.entity().filter(|one| *one != other);
        if let Some(one) = one {
            self.register.decide_on(self.source, Decision::Joined, Vec::new(), |register| {
                register.record_same(one, other)?;
                Ok::<_, RegisterError>(())
            })?;
        }
        Ok(Some(hand.id()))
    }
}

/// The first suggestion that is left behind a place, else the last one before it.
fn after(left: &[(usize, Draft)], place: usize) -> Next {
    let behind = left.iter().find(|(at, _)| *at > place);
    behind.or(left.last()).map(|(_, draft)| draft.id())
}
