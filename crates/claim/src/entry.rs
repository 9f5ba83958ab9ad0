//! The entry: a signed header over a batch of bodies. Headers chain; bodies can be taken away without breaking it.

use crate::act::{Act, EntryId};
use crate::body::{Body, BodyError, first_difference};
use crate::id::{ClaimId, EntityId, Key, RegisterId, TextId, from_hex, push_hex, write_id};
use crate::json::{Json, JsonError, ObjectWriter, write_integer, write_text};
use crate::keys::{SigningKey, verify};
use crate::members::Members;
use crate::value::ValueError;
use crate::{Hash, merkle};

/// The format that this program writes and the newest that it reads.
pub const FORMAT: &str = "daftar/1";
/// Hash and signature of this format.
const ALGORITHMS: &str = "sha256 ed25519";
/// What is signed is this tag and then the header's bytes.
const TAG: &[u8] = b"daftar/entry/1\n";
/// An entry holds at most this many bodies.
pub const MAX_BODIES: usize = 4096;
/// A header holds at most this many acts.
pub const MAX_ACTS: usize = 4096;
/// A header is at most this many bytes long.
pub const MAX_HEADER: usize = 2 << 20;

/// A moment in UTC to the second, `2026-11-21T08:00:00Z`. Its text sorts as time does.
#[derive(Clone, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Timestamp(String);

impl Timestamp {
    /// Reads `YYYY-MM-DDThh:mm:ssZ`.
    ///
    /// # Errors
    /// When the text has another form; whether the day exists is not asked.
    pub fn parse(text: &str) -> Result<Timestamp, ValueError> {
        let form = b"dddd-dd-ddTdd:dd:ddZ";
        let fits = |(byte, form): (u8, &u8)| if *form == b'd' { byte.is_ascii_digit() } else { byte == *form };
        let good = text.len() == form.len() && text.bytes().zip(form).all(fits);
        good.then(|| Timestamp(text.to_owned()))
            .ok_or_else(|| ValueError::new(text, "a time such as 2026-11-21T08:00:00Z"))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day, `2026-11-21`.
    pub fn date(&self) -> &str {
        self.0.get(..10).unwrap_or_default()
    }
}

/// Where an entry's time comes from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Clock {
    /// The device's clock.
    Device,
    /// A person gave the date, for the clock was wrong.
    Person,
    /// Nobody knew.
    Unknown,
}

const CLOCKS: [(Clock, &str); 3] = [(Clock::Device, "clock"), (Clock::Person, "person"), (Clock::Unknown, "unknown")];

impl Clock {
    /// The word in the bytes.
    pub fn word(self) -> &'static str {
        CLOCKS.iter().find(|(clock, _)| *clock == self).map_or("", |(_, word)| word)
    }

    fn parse(word: &str) -> Result<Clock, ValueError> {
        let known = CLOCKS.iter().find(|(_, known)| *known == word).map(|(clock, _)| *clock);
        known.ok_or_else(|| ValueError::new(word, "clock, person or unknown"))
    }
}

/// The last entry of a log that somebody has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Head {
    /// The log and the number of its last entry.
    pub entry: EntryId,
    /// The hash of that entry.
    pub hash: Hash,
}

impl Head {
    fn write(&self, out: &mut String) {
        out.push('[');
        write_id(out, self.entry.log);
        out.push(',');
        write_integer(out, self.entry.number as i64);
        out.push(',');
        write_text(out, &self.hash.to_string());
        out.push(']');
    }

    fn read(json: &Json<'_>) -> Result<Head, ValueError> {
        let refuse = || ValueError::new(&json.canonical(), "a head [key, number, hash]");
        let [log, number, hash] = json.as_list().unwrap_or_default() else { return Err(refuse()) };
        let log = Key::parse(log.as_text().ok_or_else(refuse)?)?;
        let number = number.as_integer().and_then(|n| u64::try_from(n).ok()).ok_or_else(refuse)?;
        let hash = Hash::parse(hash.as_text().ok_or_else(refuse)?)?;
        Ok(Head { entry: EntryId { log, number }, hash })
    }
}

/// The batch that an entry belongs to, where one piece of work fills several entries.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Batch {
    /// Sixteen random bytes as hexadecimal digits, the same in every entry of the batch.
    pub id: String,
    /// Whether this entry closes it: until the closing entry is there, nothing of the batch counts.
    pub last: bool,
}

impl Batch {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.text("id", &self.id);
        object.boolean("last", self.last);
        object.end();
    }

    fn read(json: &Json<'_>) -> Result<Batch, ValueError> {
        let mut members = Members::of(json, "a batch")?;
        let id = members.text("id")?;
        if !from_hex(&id, &mut [0; 16]) {
            return Err(ValueError::new(&id, "32 lowercase hexadecimal digits for a batch's id"));
        }
        let last = match members.required("last")? {
            Json::Bool(last) => *last,
            other => return Err(ValueError::new(&other.canonical(), "true or false for \"last\"")),
        };
        members.end()?;
        Ok(Batch { id, last })
    }
}

/// The public half of the recovery seed, named by a register's first entry.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Recovery {
    /// The age recipient to which sealing keys are escrowed.
    pub age: String,
    /// The key that may grant and revoke when every device is lost.
    pub sign: Key,
}

impl Recovery {
    pub(crate) fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.text("age", &self.age);
        object.with("sign", |out| write_id(out, self.sign));
        object.end();
    }

    pub(crate) fn read(json: &Json<'_>) -> Result<Recovery, ValueError> {
        let mut members = Members::of(json, "a recovery key")?;
        let recovery = Recovery { age: members.text("age")?, sign: members.id("sign")? };
        members.end()?;
        Ok(recovery)
    }
}

/// What is signed of an entry.
///
/// **Its bytes are signed: never change what [`Header::to_bytes`] writes.**
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Header {
    /// The register; only its first entry names none, for its hash is the register's id.
    pub register: Option<RegisterId>,
    /// The log and the entry's number in it, from 1.
    pub entry: EntryId,
    /// The party on whose behalf the entry is signed.
    pub on_behalf_of: EntityId,
    /// The hash of the entry before it in the log; the first has none.
    pub previous: Option<Hash>,
    /// The log that this one goes on from, in the first entry of a log that a restored copy opens.
    pub predecessor: Option<Head>,
    /// Heads of other logs that this device had, sorted by log, where they changed since its last entry.
    pub heads: Vec<Head>,
    /// The hash of the set of profiles in force.
    pub profiles: Hash,
    /// The batch, if the entry is part of one.
    pub batch: Option<Batch>,
    /// When it was made; none when unknown.
    pub time: Option<Timestamp>,
    /// Where the time comes from.
    pub clock: Clock,
    /// How many bodies.
    pub bodies: u32,
    /// RFC 6962 root over the bodies' ids.
    pub root: Hash,
    /// What it does.
    pub acts: Vec<Act>,
    /// The recovery key, in a register's first entry.
    pub recovery: Option<Recovery>,
}

/// Why bytes are not an entry that may be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A newer program wrote it.
    #[error(
        "format {0:?} is newer than this program, which reads {FORMAT:?}: use a newer program; nothing was changed"
    )]
    Newer(String),
    /// The header is not JSON of the narrowed kind.
    #[error("header: {0}")]
    Json(#[from] JsonError),
    /// A member is missing, superfluous or of another form.
    #[error("header: {0}")]
    Member(#[from] ValueError),
    /// The header is not in its one canonical form.
    #[error("header: byte {0}: not in canonical form (RFC 8785)")]
    NotCanonical(usize),
    /// The signature is not by the log's key over these bytes.
    #[error("the signature is not that of the log's key over these bytes")]
    Signature,
    /// More bodies, acts or bytes than an entry may have.
    #[error("{found} {what}: an entry may have at most {most}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// The bodies' ids do not lead to the header's root.
    #[error("the bodies' ids lead to the root {found}, the header says {expected}")]
    Root {
        /// The root of the ids at hand.
        found: Hash,
        /// The root in the header.
        expected: Hash,
    },
    /// A body cannot be read.
    #[error("body {position}: {error}")]
    Body {
        /// Its place among the bodies, from 0.
        position: usize,
        /// Why.
        error: BodyError,
    },
}

impl Header {
    /// The canonical bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::with_capacity(1024);
        let mut object = ObjectWriter::new(&mut out);
        if !self.acts.is_empty() {
            object.list("acts", &self.acts, |out, act| act.write(out));
        }
        object.text("algorithms", ALGORITHMS);
        if let Some(batch) = &self.batch {
            object.with("batch", |out| batch.write(out));
        }
        object.integer("bodies", i64::from(self.bodies));
        object.text("clock", self.clock.word());
        object.text("format", FORMAT);
        object.list("heads", &self.heads, |out, head| head.write(out));
        object.with("log", |out| write_id(out, self.entry.log));
        object.integer("number", self.entry.number as i64);
        object.with("on_behalf_of", |out| write_id(out, self.on_behalf_of));
        if let Some(predecessor) = &self.predecessor {
            object.with("predecessor", |out| predecessor.write(out));
        }
        if let Some(previous) = &self.previous {
            object.text("previous", &previous.to_string());
        }
        object.text("profiles", &self.profiles.to_string());
        if let Some(recovery) = &self.recovery {
            object.with("recovery", |out| recovery.write(out));
        }
        if let Some(register) = self.register {
            object.with("register", |out| write_id(out, register));
        }
        object.text("root", &self.root.to_string());
        if let Some(time) = &self.time {
            object.text("time", time.as_str());
        }
        object.end();
        out.into_bytes()
    }

    /// Reads a header; the bytes must be the canonical form of what they mean.
    ///
    /// # Errors
    /// Says what stands in the way, first of all a newer format.
    pub fn parse(bytes: &[u8]) -> Result<Header, EntryError> {
        at_most("bytes of header", bytes.len(), MAX_HEADER)?;
        let text = std::str::from_utf8(bytes)
            .map_err(|error| JsonError { at: error.valid_up_to(), what: "not UTF-8".to_owned() })?;
        let json = Json::parse(text)?;
        let mut members = Members::of(&json, "a header")?;
        let format = members.text("format")?;
        if format != FORMAT {
            return Err(EntryError::Newer(format));
        }
        let header = Header::read(members)?;
        at_most("bodies", header.bodies as usize, MAX_BODIES)?;
        at_most("acts", header.acts.len(), MAX_ACTS)?;
        match first_difference(&header.to_bytes(), bytes) {
            Some(at) => Err(EntryError::NotCanonical(at)),
            None => Ok(header),
        }
    }

    fn read(mut members: Members<'_, '_>) -> Result<Header, ValueError> {
        let algorithms = members.text("algorithms")?;
        if algorithms != ALGORITHMS {
            return Err(ValueError::new(&algorithms, &format!("the algorithms {ALGORITHMS:?}")));
        }
        let acts = match members.optional("acts") {
            Some(_) => members.list("acts", Act::read)?,
            None => Vec::new(),
        };
        let optional_hash = |text: Option<String>| text.map(|t| Hash::parse(&t)).transpose();
        let header = Header {
            acts,
            batch: members.optional("batch").map(Batch::read).transpose()?,
            bodies: u32::try_from(members.count("bodies")?).unwrap_or(u32::MAX),
            clock: Clock::parse(&members.text("clock")?)?,
            heads: members.list("heads", Head::read)?,
            entry: EntryId { log: members.id("log")?, number: members.count("number")? },
            on_behalf_of: members.id("on_behalf_of")?,
            predecessor: members.optional("predecessor").map(Head::read).transpose()?,
            previous: optional_hash(members.optional_text("previous")?)?,
            profiles: Hash::parse(&members.text("profiles")?)?,
            recovery: members.optional("recovery").map(Recovery::read).transpose()?,
            register: members.optional_id("register")?,
            root: Hash::parse(&members.text("root")?)?,
            time: members.optional_text("time")?.map(|text| Timestamp::parse(&text)).transpose()?,
        };
        members.end()?;
        if header.entry.number == 0 || (header.entry.number == 1) != header.previous.is_none() {
            return Err(ValueError::new(
                &header.entry.number.to_string(),
                "number 1 without \"previous\", or more with it",
            ));
        }
        Ok(header)
    }

    /// Signs the header with the log's key.
    pub fn sign(self, key: &SigningKey) -> SignedHeader {
        let bytes = self.to_bytes();
        let signature = key.sign(&[TAG, &bytes].concat());
        SignedHeader { header: self, bytes, signature }
    }
}

fn at_most(what: &'static str, found: usize, most: usize) -> Result<(), EntryError> {
    if found > most { Err(EntryError::TooLarge { what, found, most }) } else { Ok(()) }
}

/// A header with its bytes and the signature over them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedHeader {
    /// What the bytes mean.
    pub header: Header,
    /// The canonical bytes.
    pub bytes: Vec<u8>,
    /// Ed25519 over the tag `daftar/entry/1`, a newline, and the bytes.
    pub signature: [u8; 64],
}

impl SignedHeader {
    /// Reads a header and checks its signature strictly (no small-order keys, no malleable signatures).
    ///
    /// # Errors
    /// As [`Header::parse`], and when the signature does not hold.
    pub fn parse(bytes: Vec<u8>, signature: [u8; 64]) -> Result<SignedHeader, EntryError> {
        let signed = SignedHeader { header: Header::parse(&bytes)?, bytes, signature };
        signed.check()?;
        Ok(signed)
    }

    /// Reads a header without checking its signature: for bytes that were checked when they were taken.
    ///
    /// # Errors
    /// As [`Header::parse`].
    pub fn parse_unchecked(bytes: Vec<u8>, signature: [u8; 64]) -> Result<SignedHeader, EntryError> {
        Ok(SignedHeader { header: Header::parse(&bytes)?, bytes, signature })
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn check(&self) -> Result<(), EntryError> {
        let holds = verify(self.header.entry.log, &[TAG, &self.bytes].concat(), &self.signature);
        if holds { Ok(()) } else { Err(EntryError::Signature) }
    }

    /// The entry's hash: SHA-256 over the header's bytes and the 64 bytes of the signature.
    pub fn hash(&self) -> Hash {
        Hash::of(&[&self.bytes[..], &self.signature[..]].concat())
    }

    /// The head that this entry makes.
    pub fn head(&self) -> Head {
        Head { entry: self.header.entry, hash: self.hash() }
    }

    /// The register that the entry belongs to; a first entry founds its own.
    pub fn register(&self) -> RegisterId {
        self.header.register.unwrap_or_else(|| RegisterId(self.hash()))
    }

    /// The signature as 128 hexadecimal digits.
    pub fn signature_text(&self) -> String {
        let mut out = String::with_capacity(128);
        push_hex(&mut out, &self.signature);
        out
    }

    /// Reads a signature's 128 hexadecimal digits.
    ///
    /// # Errors
    /// When the text has another length or another character.
    pub fn parse_signature(text: &str) -> Result<[u8; 64], ValueError> {
        let mut signature = [0; 64];
        let fits = from_hex(text, &mut signature);
        fits.then_some(signature).ok_or_else(|| ValueError::new(text, "a signature of 128 hexadecimal digits"))
    }
}

/// A signed header with all of its bodies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The header.
    pub header: SignedHeader,
    /// The bytes of each body, in order.
    pub bodies: Vec<Vec<u8>>,
}

impl Entry {
    /// The root over the ids of these bodies.
    pub fn root(ids: &[ClaimId]) -> Hash {
        let leaves: Vec<Hash> = ids.iter().map(|id| id.0).collect();
        merkle::root(&leaves)
    }

    /// Fills in number of bodies and root, and signs.
    ///
    /// # Errors
    /// When there are more bodies or acts than an entry may have.
    pub fn sign(header: Header, bodies: Vec<Vec<u8>>, key: &SigningKey) -> Result<Entry, EntryError> {
        let ids: Vec<ClaimId> = bodies.iter().map(|body| Body::id_of(body)).collect();
        Ok(Entry { header: Entry::sign_header(header, &ids, key)?, bodies })
    }

    /// Fills in number of bodies and root from the bodies' ids, and signs.
    pub(crate) fn sign_header(
        mut header: Header,
        ids: &[ClaimId],
        key: &SigningKey,
    ) -> Result<SignedHeader, EntryError> {
        at_most("bodies", ids.len(), MAX_BODIES)?;
        at_most("acts", header.acts.len(), MAX_ACTS)?;
        header.bodies = ids.len() as u32;
        header.root = Entry::root(ids);
        let header = header.sign(key);
        at_most("bytes of header", header.bytes.len(), MAX_HEADER)?;
        Ok(header)
    }

    /// The bodies' ids, in order.
    pub fn ids(&self) -> Vec<ClaimId> {
        self.bodies.iter().map(|body| Body::id_of(body)).collect()
    }
}
