//! Checks a proof, with nothing else at hand.

use daftar_claim::checkpoint::Signer;
use daftar_claim::{
    Body, ClaimId, Clock, EntityId, Hash, Key, May, RecordingId, RegisterId, Secret, SignedHeader, Timestamp, merkle,
};

use super::stamp::{self, Authorities, StampError, Stamped};
use super::vouch::{is_known, standing};
use super::{Placed, Proof, ProofError};

/// What whoever checks a proof knows from elsewhere, and wants to hear confirmed.
#[derive(Default)]
pub struct Demands {
    /// The notebook.
    pub register: Option<RegisterId>,
    /// The statement.
    pub claim: Option<ClaimId>,
    /// Who must have co-signed.
    pub cosigners: Vec<Key>,
    /// Authorities whose time stamps are trusted; without any, time stamps are read, but who made them is not known.
    pub authorities: Option<Authorities>,
}

/// A partner who saw a checkpoint, and when, in seconds since 1970.
pub type Seen = (Key, u64);

/// What a proof shows.
#[derive(Debug)]
pub struct Proved {
    /// The notebook.
    pub register: RegisterId,
    /// The statement's id.
    pub claim: ClaimId,
    /// The statement.
    pub body: Body,
    /// What a sealed statement says, if the proof opens it.
    pub secret: Option<Secret>,
    /// Where it was recorded.
    pub recording: RecordingId,
    /// On whose behalf.
    pub party: EntityId,
    /// When, as the device that recorded it says, and how it knew.
    pub time: (Option<Timestamp>, Clock),
    /// The hash of the checkpoint.
    pub checkpoint: Hash,
    /// The notebook's keys that signed the checkpoint.
    pub signed: Vec<Key>,
    /// Partners who saw the checkpoint.
    pub seen: Vec<Seen>,
    /// Authorities that stamped it, and when.
    pub stamped: Vec<Stamped>,
}

/// Reads and checks a proof.
///
/// # Errors
/// When anything in it does not hold, or is not what is demanded.
pub fn check(bytes: &[u8], demands: &Demands) -> Result<Proved, ProofError> {
    let proof = Proof::read(bytes)?;
    let proved = proof.check(demands.authorities.as_ref())?;
    if demands.register.is_some_and(|register| register != proved.register) {
        return Err(ProofError::OtherRegister(proved.register));
    }
    if demands.claim.is_some_and(|claim| claim != proved.claim) {
        return Err(ProofError::OtherClaim(proved.claim));
    }
    for key in &demands.cosigners {
        if !proved.seen.iter().any(|(seen, _)| seen == key) {
            return Err(ProofError::NotCosigned(*key));
        }
    }
    match demands.authorities.is_some() && !proved.stamped.iter().any(|stamped| stamped.trusted) {
        true => Err(ProofError::NotStamped),
        false => Ok(proved),
    }
}

impl Proof {
    /// Checks everything in it.
    ///
    /// # Errors
    /// When anything does not hold.
    pub fn check(&self, authorities: Option<&Authorities>) -> Result<Proved, ProofError> {
        let checkpoint = &self.checkpoint.checkpoint;
        let header = &self.entry.header.header;
        let claim = self.recorded()?;
        for placed in std::iter::once(&self.entry).chain(&self.vouchers) {
            self.in_log(placed)?;
        }
        let headers: Vec<&SignedHeader> =
            std::iter::once(&self.entry).chain(&self.vouchers).map(|placed| &placed.header).collect();
        let standing = standing(checkpoint.register, &headers);
        let register = self.entry.header.register();
        if !standing.joins(register) || !standing.may(header.entry.log, header.on_behalf_of, May::Record) {
            return Err(ProofError::Foreign(header.entry.log));
        }
        let (signed, seen) = self.signers()?;
        if let Some(foreign) = signed.iter().find(|key| !is_known(&standing, **key)) {
            return Err(ProofError::Foreign(*foreign));
        }
        let hash = checkpoint.hash();
        let stamped = self.stamps.iter().map(|response| match stamp::check(response, hash, authorities) {
            // It may be by another authority than those that are trusted here: then it is told as that.
            Err(StampError::Authority(_)) => stamp::check(response, hash, None),
            other => other,
        });
        let body = Body::parse(&self.body)?;
        Ok(Proved {
            register: checkpoint.register,
            claim,
            secret: self.secret(&body)?,
            body,
            recording: RecordingId { entry: header.entry, position: self.position },
            party: header.on_behalf_of,
            time: (header.time.clone(), header.clock),
            checkpoint: hash,
            signed,
            seen,
            stamped: stamped.collect::<Result<_, _>>()?,
        })
    }

    /// The statement's id, if the entry recorded it.
    fn recorded(&self) -> Result<ClaimId, ProofError> {
        let (claim, header) = (Body::id_of(&self.body), &self.entry.header.header);
        let root = merkle::root_from_proof(claim.0, self.position as usize, header.bodies as usize, &self.path);
        if root == Some(header.root) { Ok(claim) } else { Err(ProofError::NotInEntry(claim)) }
    }

    fn in_log(&self, placed: &Placed) -> Result<(), ProofError> {
        let entry = placed.header.header.entry;
        let holds = || {
            let log = self.checkpoint.checkpoint.log(entry.log)?;
            let (at, size) = (usize::try_from(entry.number).ok()? - 1, usize::try_from(log.entries).ok()?);
            Some(merkle::root_from_proof(placed.header.hash(), at, size, &placed.path)? == log.root)
        };
        match holds() {
            Some(true) => Ok(()),
            _ => Err(ProofError::NotInLog { log: entry.log, number: entry.number }),
        }
    }

    /// Who signed the checkpoint: keys of the notebook, and partners. A line that does not hold is no line to be passed over.
    fn signers(&self) -> Result<(Vec<Key>, Vec<Seen>), ProofError> {
        let (mut signed, mut seen) = (Vec::new(), Vec::new());
        for (n, signer) in (1..).zip(self.checkpoint.signers()) {
            match signer.ok_or(ProofError::Signature(n))? {
                Signer::Register(key) => signed.push(key),
                Signer::Partner(key, time) => seen.push((key, time)),
            }
        }
        if signed.is_empty() { Err(ProofError::Unsigned) } else { Ok((signed, seen)) }
    }

    fn secret(&self, body: &Body) -> Result<Option<Secret>, ProofError> {
        match (&self.opens, body) {
            (Some(key), Body::Sealed(sealed)) => Ok(Some(sealed.open(key)?)),
            (Some(_), Body::Open(..)) => {
                Err(ProofError::Form { line: 3, expected: "no key, for the statement is open" })
            }
            (None, _) => Ok(None),
        }
    }
}
