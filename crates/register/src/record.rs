//! Recording any number of claims as they come: what is known already is left out, the rest fills entries of one batch.
//!
//! Memory stays flat: of a claim that went by only a hash of sixteen bytes is kept.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, BuildHasherDefault, Hash, Hasher, RandomState};

use daftar_claim::{Bodies, Body, Claim, Composed, EntityId, MAX_BODIES, RecordingId, SigningKey, Standing};
use daftar_store::Store;

use crate::chain::Chain;
use crate::chance::Salts;
use crate::write::{Recorded, batch_id, no_key};
use crate::{Register, RegisterError};

impl Register {
    /// Records claims. What this party has recorded already is left alone; what others recorded with the same content is
    /// recorded with their bytes, so that it stays one claim. Claims that fill several entries are one batch: they count
    /// once all are there.
    ///
    /// # Errors
    /// When something could not be written; then none of the claims counts.
    pub fn record(&mut self, claims: impl IntoIterator<Item = Claim>) -> Result<Recorded, RegisterError> {
        let mut news = News::of(claims.into_iter());
        let party = self.party();
        let Some(first) = news.next(&self.store, Own { party, standing: &self.standing })? else {
            return Ok(Recorded { unchanged: news.unchanged, ..Recorded::default() });
        };
        let header = self.next_header(Vec::new())?;
        let device = self.device.as_ref().ok_or_else(no_key)?;
        let mut work = Work { chain: Chain::begin(header, batch_id()?), ahead: Some(first), recorded: 0 };
        let own = Own { party, standing: &self.standing };
        let head = self.store.append_composed(|store| work.entry(&device.key, || news.next(store, own)))?;
        head.map_or(Ok(()), |head| self.seat.acknowledge(head))?;
        self.refresh()?;
        Ok(Recorded { recorded: work.recorded, unchanged: news.unchanged, entries: work.chain.made })
    }
}

/// A piece of work that fills entries.
struct Work {
    chain: Chain,
    /// The body after those that are in entries: when there is none, the last entry closes the batch.
    ahead: Option<Body>,
    recorded: usize,
}

impl Work {
    /// The next entry; none when all bodies are in entries.
    fn entry(
        &mut self,
        key: &SigningKey,
        mut next: impl FnMut() -> Result<Option<Body>, RegisterError>,
    ) -> Result<Option<Composed>, RegisterError> {
        let Some(first) = self.ahead.take() else { return Ok(None) };
        let mut bodies = Bodies::default();
        bodies.push(first);
        while let Some(body) = next()? {
            if bodies.len() == MAX_BODIES {
                self.ahead = Some(body);
                break;
            }
            bodies.push(body);
        }
        self.recorded += bodies.len();
        self.chain.sign(bodies, Vec::new(), self.ahead.is_none(), key).map(Some)
    }
}

/// What this party has recorded.
#[derive(Clone, Copy)]
struct Own<'s> {
    party: Option<EntityId>,
    standing: &'s Standing,
}

impl Own<'_> {
    fn holds(&self, id: RecordingId) -> bool {
        self.party.is_some() && self.standing.party(id.entry) == self.party && self.standing.ended(id).is_none()
    }
}

/// The claims that are new among those that come.
struct News<I> {
    claims: I,
    seen: Seen,
    salts: Salts,
    unchanged: usize,
}

impl<I: Iterator<Item = Claim>> News<I> {
    fn of(claims: I) -> News<I> {
        News { claims, seen: Seen::default(), salts: Salts::default(), unchanged: 0 }
    }

    /// The next claim that is to be recorded.
    fn next(&mut self, store: &Store, own: Own<'_>) -> Result<Option<Body>, RegisterError> {
        while let Some(claim) = self.claims.next() {
            if self.seen.first(&claim)
                && let Some(body) = self.body(claim, store, own)?
            {
                return Ok(Some(body));
            }
            self.unchanged += 1;
        }
        Ok(None)
    }

    /// What a claim is to be recorded as; none when this party's recording of it stands.
    fn body(&mut self, claim: Claim, store: &Store, own: Own<'_>) -> Result<Option<Body>, RegisterError> {
        let known = store.index().find_content(&claim)?;
        if known.iter().any(|(_, recording)| own.holds(*recording)) {
            return Ok(None);
        }
        for (_, recording) in known {
            if let Some(body) = store.body(recording)? {
                return Ok(Some(body));
            }
        }
        Ok(Some(Body::Open(Box::new(claim), self.salts.next()?)))
    }
}

/// The contents that went by, as two hashes under secret keys: too wide to meet by chance, and nobody can make them meet.
#[derive(Default)]
struct Seen {
    keys: [RandomState; 2],
    contents: HashSet<(u64, u64), BuildHasherDefault<First>>,
    bytes: Bytes,
}

impl Seen {
    /// Whether this content comes for the first time.
    fn first(&mut self, claim: &Claim) -> bool {
        self.bytes.0.clear();
        claim.hash(&mut self.bytes);
        let hash = |key: &RandomState| key.hash_one(&self.bytes.0[..]);
        let [one, other] = &self.keys;
        self.contents.insert((hash(one), hash(other)))
    }
}

/// Collects what is hashed: hashing it at once is quicker than piece by piece.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// Takes the first of two hashes as it is.
#[derive(Default)]
struct First(u64);

impl Hasher for First {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        if self.0 == 0 {
            self.0 = hash;
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
