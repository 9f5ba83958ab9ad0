//! Recording what a list says, in one piece of work: nothing of it counts before its closing entry is there, and a second
//! run goes on where the first was broken off.

use std::collections::{BTreeSet, VecDeque};

use daftar_claim::{
    Act, Bodies, Body, Claim, Composed, EntityId, Locator, MAX_ACTS, MAX_BODIES, RecordingId, RecordingRange, Salt,
    Secret, SignedHeader, Subject, Value,
};

use super::compare::{Step, Steps};
use super::list::AS_LISTED;
use crate::chain::Chain;
use crate::chance::Salts;
use crate::restricted::{Coming, Known, Restricted};
use crate::said::Fate;
use crate::write::{batch_id, no_key};
use crate::{Register, RegisterError, chance};

/// How many statements are held in memory before they are written.
const HELD: usize = 2 * MAX_BODIES;
/// With so many bytes of text statements are written, and an entry is full: boundaries are long, and an entry holds 64 MiB at most.
const FULL: usize = 16 << 20;

/// A piece of work that records a list, or changes many cards alike.
pub(crate) struct Writing {
    chain: Option<Chain>,
    /// The batch that is gone on with.
    resumed: Option<String>,
    document: EntityId,
    steps: Vec<Step>,
    /// The bytes of their texts.
    bytes: usize,
    retracted: Vec<RecordingId>,
    salts: Salts,
    restricted: bool,
    /// Columns of which what is kept as it is written is sealed.
    secret: BTreeSet<String>,
    /// Who is not to be named, as far as it was found out.
    known: Option<Known>,
    pub(super) sealed: u64,
}

impl Writing {
    pub(crate) fn of(
        document: EntityId,
        resumed: Option<String>,
        restricted: bool,
        secret: BTreeSet<String>,
    ) -> Writing {
        Writing {
            chain: None,
            resumed,
            document,
            steps: Vec::new(),
            bytes: 0,
            retracted: Vec::new(),
            salts: Salts::default(),
            restricted,
            secret,
            known: None,
            sealed: 0,
        }
    }

    /// Takes steps; writes entries when enough wait.
    pub(crate) fn take(
        &mut self,
        register: &mut Register,
        steps: Steps,
        waiting: &[Claim],
    ) -> Result<(), RegisterError> {
        self.bytes += steps.steps.iter().map(|step| text_of(&step.claim)).sum::<usize>();
        let before = self.steps.len();
        self.steps.extend(steps.steps.into_iter().map(|step| Step { of: step.of.map(|place| place + before), ..step }));
        self.retracted.extend(steps.retracted);
        let full = self.steps.len() >= HELD || self.bytes >= FULL || self.retracted.len() >= MAX_BODIES;
        if full { self.write(register, waiting, false) } else { Ok(()) }
    }

    /// Writes the rest and closes the batch, with a last statement if there is one.
    pub(crate) fn finish(
        &mut self,
        register: &mut Register,
        closing: Option<Claim>,
        waiting: &[Claim],
    ) -> Result<(), RegisterError> {
        self.steps.extend(closing.map(Step::new));
        self.write(register, waiting, true)?;
        register.refresh()?;
        if self.sealed > 0 { register.open_and_withhold() } else { Ok(()) }
    }

    fn write(&mut self, register: &mut Register, waiting: &[Claim], last: bool) -> Result<(), RegisterError> {
        let mut chain = match self.chain.take() {
            Some(chain) => chain,
            None => {
                let header = register.next_header(Vec::new())?;
                match self.resumed.take() {
                    Some(batch) => Chain::resume(header, batch),
                    None => Chain::begin(header, batch_id()?),
                }
            }
        };
        let mut parts = self.parts(register, waiting)?;
        let key = &register.device.as_ref().ok_or_else(no_key)?.key;
        let mut next = || -> Result<Option<Composed>, RegisterError> {
            let Some(part) = parts.pop_front() else { return Ok(None) };
            let last = last && parts.is_empty();
            chain.sign(part.bodies, part.acts, last, key).map(Some)
        };
        let head = match last {
            true => register.store.append_composed(|_| next())?,
            false => register.store.append_part(|_| next())?,
        };
        head.map_or(Ok(()), |head| register.seat.acknowledge(head))?;
        self.chain = Some(chain);
        Ok(())
    }

    /// What waits, as the entries that it fills.
    fn parts(&mut self, register: &mut Register, waiting: &[Claim]) -> Result<VecDeque<Part>, RegisterError> {
        let steps = std::mem::take(&mut self.steps);
        self.bytes = 0;
        let (mut claims, mut replaces, mut seals, mut salts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut of = Vec::new();
        for step in steps {
            claims.push(step.claim);
            replaces.push(step.replaces);
            seals.push(step.seal);
            salts.push(step.salt);
            of.push(step.of);
        }
        let mut fates = self.fates(register, &claims, &salts, waiting)?;
        self.seal_whole(register, &claims, seals, &mut fates)?;
        let secret =
            claims.iter().zip(&mut fates).filter(|(claim, fate)| **fate == Fate::Open && self.is_secret(claim));
        let secret: Vec<()> = secret.map(|(_, fate)| *fate = Fate::Whole(Vec::new())).collect();
        if !secret.is_empty() {
            register.need_keys()?;
        }
        let bodies = match of.iter().any(Option::is_some) {
            true => self.bodies_with_remarks(register, claims, fates, salts, &of)?,
            false => self.bodies(register, claims, &fates, salts)?,
        };
        let mut parts = VecDeque::from([Part::default()]);
        for (mut bodies, replaces) in bodies.into_iter().zip(replaces) {
            if parts.back().is_none_or(|part| !part.has_room(bodies.len(), replaces.len())) {
                parts.push_back(Part::default());
            }
            if let Some(part) = parts.back_mut() {
                part.push(&mut bodies, replaces);
            }
        }
        if let Some(first) = parts.front_mut() {
            let ranges: Vec<_> = std::mem::take(&mut self.retracted).into_iter().map(RecordingRange::one).collect();
            first.acts.extend((!ranges.is_empty()).then_some(Act::Retract(ranges)));
        }
        Ok(parts)
    }

    /// The bodies of each claim, the one that stands for it first.
    fn bodies(
        &mut self,
        register: &mut Register,
        claims: Vec<Claim>,
        fates: &[Fate],
        salts: Vec<Option<Salt>>,
    ) -> Result<Vec<Vec<Body>>, RegisterError> {
        let mut sealed = self.seal(register, &claims, fates)?.into_iter();
        let each = claims.into_iter().zip(fates).zip(salts).map(|((claim, fate), salt)| match fate {
            Fate::Open => Ok(vec![Body::Open(Box::new(claim), salt.map_or_else(|| self.salts.next(), Ok)?)]),
            Fate::Whole(_) | Fate::Parted(_) => Ok(sealed.next().unwrap_or_default()),
        });
        each.collect()
    }

    /// The same, where some tell of what others of them say: these are made first, for their ids are told. What is said of a sealed
    /// statement is sealed with it.
    fn bodies_with_remarks(
        &mut self,
        register: &mut Register,
        mut claims: Vec<Claim>,
        mut fates: Vec<Fate>,
        salts: Vec<Option<Salt>>,
        of: &[Option<usize>],
    ) -> Result<Vec<Vec<Body>>, RegisterError> {
        let (remarks, others): (Vec<usize>, Vec<usize>) = (0..claims.len()).partition(|place| of[*place].is_some());
        let mut all: Vec<Vec<Body>> = vec![Vec::new(); claims.len()];
        for places in [others, remarks] {
            let mut these = (Vec::new(), Vec::new(), Vec::new());
            for &place in &places {
                if let Some(told) = of[place] {
                    let id = all[told].first().map(|body| Body::id_of(&body.to_bytes()));
                    claims[place].subject = id.map_or(claims[place].subject, Subject::Claim);
                    if let Fate::Whole(concerns) = &fates[told] {
                        fates[place] = Fate::Whole(concerns.clone());
                    }
                }
                these.0.push(claims[place].clone());
                these.1.push(fates[place].clone());
                these.2.push(salts[place]);
            }
            let bodies = self.bodies(register, these.0, &these.1, these.2)?;
            places.into_iter().zip(bodies).for_each(|(place, bodies)| all[place] = bodies);
        }
        Ok(all)
    }

    /// How claims are to be recorded. Those that bring their salt stay open; whom they name is learned all the same.
    fn fates(
        &mut self,
        register: &mut Register,
        claims: &[Claim],
        salts: &[Option<Salt>],
        waiting: &[Claim],
    ) -> Result<Vec<Fate>, RegisterError> {
        // Those who wait are learned once.
        let waiting = if self.known.is_some() { &[] } else { waiting };
        let mut coming: Vec<(&Claim, Coming)> = waiting.iter().map(|claim| (claim, Coming::Said)).collect();
        let closed: BTreeSet<EntityId> = self.restricted.then_some(self.document).into_iter().collect();
        if salts.iter().all(Option::is_none) {
            return register.fates_knowing(claims, &coming, &closed, &mut self.known);
        }
        coming.extend(
            claims.iter().zip(salts).filter(|(_, salt)| salt.is_some()).map(|(claim, _)| (claim, Coming::Said)),
        );
        let restricted = match self.known.take() {
            Some(known) => Restricted::go_on(register, known, &coming)?,
            None => Restricted::of(register, &coming)?,
        };
        self.known = Some(restricted.into_known());
        let others = claims.iter().zip(salts).filter(|(_, salt)| salt.is_none()).map(|(claim, _)| claim.clone());
        let others: Vec<Claim> = others.collect();
        let mut fates = register.fates_knowing(&others, &[], &closed, &mut self.known)?.into_iter();
        let fate = |salt: &Option<Salt>| if salt.is_some() { Fate::Open } else { fates.next().unwrap_or(Fate::Open) };
        Ok(salts.iter().map(fate).collect())
    }

    /// Seals what is to be sealed whatever it says: it concerns those given and the restricted ones whom it names.
    fn seal_whole(
        &mut self,
        register: &Register,
        claims: &[Claim],
        seals: Vec<Option<Vec<EntityId>>>,
        fates: &mut [Fate],
    ) -> Result<(), RegisterError> {
        if seals.iter().all(Option::is_none) {
            return Ok(());
        }
        let restricted = match self.known.take() {
            Some(known) => Restricted::go_on(register, known, &[])?,
            None => Restricted::of(register, &[])?,
        };
        for ((claim, seal), fate) in claims.iter().zip(seals).zip(fates) {
            if let Some(concerns) = seal {
                let named = restricted.concerned(claim)?;
                *fate = Fate::Whole(named.into_iter().chain(concerns).collect::<BTreeSet<_>>().into_iter().collect());
            }
        }
        self.known = Some(restricted.into_known());
        Ok(())
    }

    /// Whether a claim is a cell that may tell where something sensitive lies, kept as it is written.
    fn is_secret(&self, claim: &Claim) -> bool {
        let column = match &claim.locator {
            Some(Locator::Cell { column, .. }) => column,
            _ => return false,
        };
        claim.property.as_str() == AS_LISTED && self.secret.contains(column)
    }

    /// The bodies of what is not to be open, with the open one first where only the words are sealed. The keys of all are
    /// kept at once.
    fn seal(
        &mut self,
        register: &mut Register,
        claims: &[Claim],
        fates: &[Fate],
    ) -> Result<Vec<Vec<Body>>, RegisterError> {
        let (mut secrets, mut open) = (Vec::new(), Vec::new());
        for (claim, fate) in claims.iter().zip(fates) {
            match fate {
                Fate::Open => {}
                Fate::Whole(concerns) => {
                    secrets.push(Secret { claim: claim.clone(), concerns: concerns.clone() });
                    open.push(None);
                }
                Fate::Parted(concerns) => {
                    let body = Body::Open(Box::new(claim.without_words()), chance::salt()?);
                    let words = claim.words_about(Body::id_of(&body.to_bytes()));
                    secrets.push(Secret { claim: words, concerns: concerns.clone() });
                    open.push(Some(body));
                }
            }
        }
        if secrets.is_empty() {
            return Ok(Vec::new());
        }
        self.sealed += secrets.len() as u64;
        let sealed = register.seal_all(&secrets)?;
        Ok(open.into_iter().zip(sealed).map(|(open, sealed)| open.into_iter().chain([sealed]).collect()).collect())
    }
}

/// How many bytes the words of a statement fill, as far as they may be many.
fn text_of(claim: &Claim) -> usize {
    let value = match &claim.value {
        Value::Text { text, .. } => text.len(),
        Value::Geometry { wkt, .. } => wkt.as_str().len(),
        _ => 0,
    };
    value + claim.quote.as_ref().map_or(0, String::len)
}

/// What goes into one entry.
#[derive(Default)]
struct Part {
    bodies: Bodies,
    acts: Vec<Act>,
}

impl Part {
    /// One act is kept for what is taken back.
    fn has_room(&self, bodies: usize, acts: usize) -> bool {
        let few = self.bodies.len() + bodies <= MAX_BODIES && self.acts.len() + acts < MAX_ACTS;
        few && self.bodies.bytes() < FULL
    }

    fn push(&mut self, bodies: &mut Vec<Body>, replaces: Vec<RecordingId>) {
        let with = self.bodies.len() as u32;
        self.acts.extend(replaces.into_iter().map(|recording| Act::Replace { recording, with }));
        bodies.drain(..).for_each(|body| self.bodies.push(body));
    }
}

impl Register {
    /// Does work that appends in parts. Where it fails, what was appended until then is found all the same.
    pub(crate) fn settling<T>(
        &mut self,
        work: impl FnOnce(&mut Register) -> Result<T, RegisterError>,
    ) -> Result<T, RegisterError> {
        let done = work(self);
        if done.is_err() {
            self.store.settle();
        }
        done
    }

    /// The batch of an import of this list that was broken off, if its files were these.
    pub(super) fn broken_off(&self, document: EntityId, files: &[&Claim]) -> Result<Option<String>, RegisterError> {
        let Some(log) = self.key() else { return Ok(None) };
        let batch = |header: &&SignedHeader| header.header.batch.as_ref().map(|batch| (batch.id.clone(), batch.last));
        let all: Vec<&SignedHeader> = self.store.headers_of(log).filter(|header| batch(header).is_some()).collect();
        let closed: BTreeSet<String> =
            all.iter().filter_map(batch).filter(|(_, last)| *last).map(|(id, _)| id).collect();
        let mut begun: Vec<String> = all.iter().filter_map(batch).map(|(id, _)| id).collect();
        begun.dedup();
        for id in begun.into_iter().rev().filter(|id| !closed.contains(id)) {
            let Some(first) = all.iter().find(|header| batch(header).is_some_and(|(one, _)| one == id)) else {
                continue;
            };
            if self.begins_with(first, document, files)? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    /// Whether an entry begins with what an import of these files says of the list.
    fn begins_with(&self, header: &SignedHeader, document: EntityId, files: &[&Claim]) -> Result<bool, RegisterError> {
        let mut of_list = false;
        for position in 0..header.header.bodies.min(8) {
            let recording = RecordingId { entry: header.header.entry, position };
            let opened = self.opened.iter().find(|(_, place, _)| *place == recording).map(|one| one.2.claim.clone());
            let claim = match (opened, self.store.body(recording)?) {
                (Some(claim), _) => claim,
                (None, Some(Body::Open(claim, _))) => *claim,
                _ => continue,
            };
            of_list |= claim.source == document;
            let speaks = |file: &&&Claim| file.property == claim.property && file.subject == claim.subject;
            let mut speaking = files.iter().filter(speaks).peekable();
            if speaking.peek().is_some() && !speaking.any(|file| file.value == claim.value) {
                return Ok(false);
            }
        }
        Ok(of_list)
    }
}

#[cfg(test)]
mod tests {
    use daftar_claim::{PropertyId, Subject};

    use super::*;

    #[test]
    fn an_entry_is_full_by_the_bytes_of_what_it_holds() {
        let list = super::super::list::document_of("set");
        let name = PropertyId::parse("name").unwrap();
        let long = Claim::new(Subject::Entity(list), name, Value::text("x".repeat(FULL)), list);
        let mut part = Part::default();
        assert!(part.has_room(1, 0));
        part.push(&mut vec![Body::Open(Box::new(long.clone()), chance::salt().unwrap())], Vec::new());
        assert!(!part.has_room(1, 0));
        assert_eq!(text_of(&Claim { quote: Some("quoted".into()), ..long }), FULL + 6);
    }
}
