//! A person says whether two cards are one thing.

use daftar_claim::profile::Privacy;
use daftar_claim::{Claim, ClaimId, Edtf, EntityId, Hash, PropertyId, Secret, Statement, Subject, Value};
use daftar_date::Lang;
use daftar_table::Row;
use daftar_view::{Ask, Audience};

use super::beside::Cards;
use crate::{Register, RegisterError};

/// What a person says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// They are one thing.
    Same,
    /// They are two.
    Different,
}

impl Verdict {
    /// The property of the statement that says so.
    pub fn property(self) -> &'static str {
        match self {
            Verdict::Same => "same-as",
            Verdict::Different => "different-from",
        }
    }
}

/// What came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decided {
    /// It is recorded, as this statement; or was already, by this party.
    Said(ClaimId),
    /// Something else is said of one of the cards than was seen: nothing was recorded.
    Changed,
    /// Somebody had said already whether they are one: nothing was recorded.
    Settled,
}

impl Register {
    /// What tells the state of a pair of cards from every other: whoever decides says which state was seen.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn mark_of_pair(&self, cards: &Cards, one: EntityId, other: EntityId) -> Result<Hash, RegisterError> {
        let pictures = self.depicting(&[one, other])?;
        let text = format!("{} {} {pictures:?}", cards.mark(one), cards.mark(other));
        Ok(Hash::of(text.as_bytes()))
    }

    /// Whether what is said of whether two cards are one is sealed: because others may not know that one of them is there, or
    /// what it is called.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn is_pair_restricted(&self, one: EntityId, other: EntityId) -> Result<bool, RegisterError> {
        let public = self.cards(&[one, other], &Ask { lang: Lang::En, ..Ask::default() })?;
        let restricted =
            |kind: &String| self.profiles.kinds.get(kind).is_some_and(|kind| kind.privacy == Privacy::Restricted);
        // A card of which others know the kind alone keeps its name to itself.
        let numbered = |row: &Row| !row.cells("number").is_empty() && !row.kinds.iter().any(restricted);
        let named = |row: &Row| !row.names.is_empty() || numbered(row);
        let open = |row: Option<&Row>| row.is_some_and(|row| row.statements > 0 && named(row));
        Ok(!open(public.row(one)) || !open(public.row(other)))
    }

    /// Records what the keeper says of a pair, unless its cards are other than they were `seen`, or somebody has said it
    /// meanwhile. `why` is kept as the keeper's words.
    ///
    /// # Errors
    /// When a card is not here, the sealing keys are needed and locked, or nothing could be written.
    pub fn decide_pair(
        &mut self,
        [one, other]: [EntityId; 2],
        verdict: Verdict,
        why: Option<&str>,
        seen: Hash,
    ) -> Result<Decided, RegisterError> {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let cards = self.cards(&[one, other], &ask)?;
        if one == other || cards.row(one).is_none() || cards.row(other).is_none() {
            return Err(RegisterError::Unknown { what: "pair", id: format!("{one} {other}"), see: "duplicates" });
        }
        let mut claim = self.link(one, other, verdict.property())?;
        claim.stated = Edtf::parse(self.time().date()).ok();
        claim.quote = why.map(str::trim).filter(|why| !why.is_empty()).map(str::to_owned);
        let links = cards.links(one, other);
        if let Some(own) = links.iter().find(|said| self.is_said_here(said, &claim)) {
            return Ok(Decided::Said(own.id));
        }
        if !links.is_empty() || self.settled(&ask)?.holds(one, other) {
            return Ok(Decided::Settled);
        }
        if self.mark_of_pair(&cards, one, other)? != seen {
            return Ok(Decided::Changed);
        }
        self.say_of_pair(&claim).map(Decided::Said)
    }

    /// The keeper's claim that links two cards.
    ///
    /// # Errors
    /// When the register has no keeper, or the link no such name.
    pub fn link(&self, one: EntityId, other: EntityId, property: &str) -> Result<Claim, RegisterError> {
        let property = PropertyId::parse(property)?;
        Ok(Claim::new(Subject::Entity(one), property, Value::Entity(other), self.keeper()?))
    }

    fn is_said_here(&self, said: &Statement, claim: &Claim) -> bool {
        let party = self.party();
        said.claim == *claim && said.standing().any(|recording| Some(recording.party) == party)
    }

    /// Records a link, sealed where one of its cards is restricted.
    fn say_of_pair(&mut self, claim: &Claim) -> Result<ClaimId, RegisterError> {
        let (Some(one), Value::Entity(other)) = (claim.subject.entity(), &claim.value) else {
            return Err(RegisterError::Ask("a link has two cards".into()));
        };
        match self.is_pair_restricted(one, *other)? {
            true => {
                self.record_sealed_once(&[Secret { claim: claim.clone(), concerns: vec![one, *other] }])?;
            }
            false => {
                self.record_said(std::slice::from_ref(claim))?;
            }
        }
        let said = self.said_ids_of(std::slice::from_ref(claim))?.first().copied();
        said.ok_or_else(|| RegisterError::Ask("what was recorded is not found again".into()))
    }
}
