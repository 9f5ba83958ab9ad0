//! Recording what a list says, in one piece of work: nothing of it counts before its closing entry is there, and a second
//! run goes on where the first was broken off.

use std::collections::BTreeSet;

use daftar_claim::{
    Act, Body, Claim, EntityId, Locator, MAX_BODIES, RecordingId, RecordingRange, Secret, SignedHeader, Subject, Value,
};

use super::compare::{Step, Steps};
use super::compose::{Composing, FULL, Line, composed_ahead};
use super::list::AS_LISTED;
use crate::chain::Chain;
use crate::chance::Salts;
use crate::restricted::{Coming, Known, Restricted};
use crate::said::Fate;
use crate::write::{batch_id, no_key};
use crate::{Register, RegisterError, chance};

/// How many statements are held in memory before they are written: they fill some entries, which a row's statements are not to overflow.
const HELD: usize = 4 * MAX_BODIES - 200;

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
        let chain = match self.chain.take() {
            Some(chain) => chain,
            None => {
                let header = register.next_header(Vec::new())?;
                match self.resumed.take() {
                    Some(batch) => Chain::resume(header, batch),
                    None => Chain::begin(header, batch_id()?),
                }
            }
        };
        let lines = self.lines(register, waiting)?;
        let ranges: Vec<_> = std::mem::take(&mut self.retracted).into_iter().map(RecordingRange::one).collect();
        let retract = (!ranges.is_empty()).then_some(Act::Retract(ranges));
        let key = &register.device.as_ref().ok_or_else(no_key)?.key;
        let store = &mut register.store;
        let (head, chain) = composed_ahead(Composing::of(lines, retract, chain, last), key, |entries| match last {
            true => store.append_composed(|_| entries.next().transpose()),
            false => store.append_part(|_| entries.next().transpose()),
        });
        head?.map_or(Ok(()), |head| register.seat.acknowledge(head))?;
        self.chain = Some(chain);
        Ok(())
    }

    /// The bodies of all that waits, and what they take the place of.
    fn lines(&mut self, register: &mut Register, waiting: &[Claim]) -> Result<Vec<Line>, RegisterError> {
        let mut steps = std::mem::take(&mut self.steps);
        self.bytes = 0;
        let mut fates = self.fates(register, &steps, waiting)?;
        self.seal_whole(register, &mut steps, &mut fates)?;
        let secret =
            steps.iter().zip(&mut fates).filter(|(step, fate)| **fate == Fate::Open && self.is_secret(&step.claim));
        let secret: Vec<()> = secret.map(|(_, fate)| *fate = Fate::Whole(Vec::new())).collect();
        if !secret.is_empty() {
            register.need_keys()?;
        }
        let replaces: Vec<_> = steps.iter_mut().map(|step| std::mem::take(&mut step.replaces)).collect();
        let bodies = match steps.iter().any(|step| step.of.is_some()) {
            true => self.bodies_with_remarks(register, steps, fates)?,
            false => self.bodies(register, steps, &fates)?,
        };
        Ok(bodies.into_iter().zip(replaces).map(|(bodies, replaces)| Line { bodies, replaces }).collect())
    }

    /// The bodies of each statement, the one that stands for it first.
    fn bodies(
        &mut self,
        register: &mut Register,
        steps: Vec<Step>,
        fates: &[Fate],
    ) -> Result<Vec<Vec<Body>>, RegisterError> {
        let mut sealed = self.seal(register, &steps, fates)?.into_iter();
        let each = steps.into_iter().zip(fates).map(|(Step { claim, salt, .. }, fate)| match fate {
            Fate::Open => Ok(vec![Body::Open(claim, salt.map_or_else(|| self.salts.next(), Ok)?)]),
            Fate::Whole(_) | Fate::Parted(_) => Ok(sealed.next().unwrap_or_default()),
        });
        each.collect()
    }

    /// The same, where some tell of what others of them say: these are made first, for their ids are told. What is said of a sealed
    /// statement is sealed with it.
    fn bodies_with_remarks(
        &mut self,
        register: &mut Register,
        steps: Vec<Step>,
        mut fates: Vec<Fate>,
    ) -> Result<Vec<Vec<Body>>, RegisterError> {
        let mut all: Vec<Vec<Body>> = vec![Vec::new(); steps.len()];
        let (remarks, others): (Vec<_>, Vec<_>) =
            steps.into_iter().enumerate().partition(|(_, step)| step.of.is_some());
        for these in [others, remarks] {
            let (places, mut steps): (Vec<usize>, Vec<Step>) = these.into_iter().unzip();
            for (&place, step) in places.iter().zip(&mut steps) {
                let Some(told) = step.of else { continue };
                let id = all[told].first().map(|body| Body::id_of(&body.to_bytes()));
                step.claim.subject = id.map_or(step.claim.subject, Subject::Claim);
                if let Fate::Whole(concerns) = &fates[told] {
                    fates[place] = Fate::Whole(concerns.clone());
                }
            }
            let own: Vec<Fate> = places.iter().map(|place| fates[*place].clone()).collect();
            let bodies = self.bodies(register, steps, &own)?;
            places.into_iter().zip(bodies).for_each(|(place, bodies)| all[place] = bodies);
        }
        Ok(all)
    }

    /// How statements are to be recorded. Those that bring their salt stay open; whom they name is learned all the same.
    fn fates(
        &mut self,
        register: &mut Register,
        steps: &[Step],
        waiting: &[Claim],
    ) -> Result<Vec<Fate>, RegisterError> {
        // Those who wait are learned once.
        let waiting = if self.known.is_some() { &[] } else { waiting };
        let mut coming: Vec<(&Claim, Coming)> = waiting.iter().map(|claim| (claim, Coming::Said)).collect();
        let closed: BTreeSet<EntityId> = self.restricted.then_some(self.document).into_iter().collect();
        let (again, others): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| step.salt.is_some());
        let others: Vec<&Claim> = others.into_iter().map(|step| &*step.claim).collect();
        if again.is_empty() {
            return register.fates_knowing(&others, &coming, &closed, &mut self.known);
        }
        coming.extend(again.into_iter().map(|step| (&*step.claim, Coming::Said)));
        let restricted = match self.known.take() {
            Some(known) => Restricted::go_on(register, known, &coming)?,
            None => Restricted::of(register, &coming)?,
        };
        self.known = Some(restricted.into_known());
        let mut fates = register.fates_knowing(&others, &[], &closed, &mut self.known)?.into_iter();
        let fate = |step: &Step| if step.salt.is_some() { Fate::Open } else { fates.next().unwrap_or(Fate::Open) };
        Ok(steps.iter().map(fate).collect())
    }

    /// Seals what is to be sealed whatever it says: it concerns those given and the restricted ones whom it names.
    fn seal_whole(&mut self, register: &Register, steps: &mut [Step], fates: &mut [Fate]) -> Result<(), RegisterError> {
        if steps.iter().all(|step| step.seal.is_none()) {
            return Ok(());
        }
        let restricted = match self.known.take() {
            Some(known) => Restricted::go_on(register, known, &[])?,
            None => Restricted::of(register, &[])?,
        };
        for (step, fate) in steps.iter_mut().zip(fates) {
            if let Some(concerns) = step.seal.take() {
                let named = restricted.concerned(&step.claim)?;
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
        steps: &[Step],
        fates: &[Fate],
    ) -> Result<Vec<Vec<Body>>, RegisterError> {
        let (mut secrets, mut open) = (Vec::new(), Vec::new());
        for (Step { claim, .. }, fate) in steps.iter().zip(fates) {
            match fate {
                Fate::Open => {}
                Fate::Whole(concerns) => {
                    secrets.push(Secret { claim: Claim::clone(claim), concerns: concerns.clone() });
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
