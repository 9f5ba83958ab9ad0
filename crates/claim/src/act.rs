//! Acts: what an entry does to recordings, keys and logs. They stand in the signed header, hold no content, and so
//! are never withheld or erased.

use crate::Hash;
use crate::entry::{Recovery, Timestamp};
use crate::id::{ClaimId, EntityId, FileId, Key, RegisterId, TextId, from_hex, push_hex, write_id};
use crate::json::{Json, ObjectWriter, write_integer};
use crate::members::Members;
use crate::order::Order;
use crate::value::ValueError;

/// One entry of one log.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct EntryId {
    /// The log, by the key that signs it.
    pub log: Key,
    /// The entry's number, counted from 1.
    pub number: u64,
}

/// The fact that an entry holds a claim: log, number, position.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct RecordingId {
    /// The entry.
    pub entry: EntryId,
    /// The place of the claim among the entry's bodies, counted from 0.
    pub position: u32,
}

/// Recordings of one entry, from the first position to the last, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RecordingRange {
    /// The entry.
    pub entry: EntryId,
    /// The first position.
    pub first: u32,
    /// The last position.
    pub last: u32,
}

/// Why something is erased, as a code; the words stay outside the record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ground {
    /// A person took back the consent.
    ConsentWithdrawn,
    /// It endangers somebody.
    Safety,
    /// It should never have been recorded.
    Mistake,
    /// A law or a court asks for it.
    Law,
}

const GROUNDS: [(Ground, &str); 4] = [
    (Ground::ConsentWithdrawn, "consent-withdrawn"),
    (Ground::Safety, "safety"),
    (Ground::Mistake, "mistake"),
    (Ground::Law, "law"),
];

impl Ground {
    /// The word in the bytes.
    pub fn word(self) -> &'static str {
        GROUNDS.iter().find(|(ground, _)| *ground == self).map_or("", |(_, word)| word)
    }

    /// Reads the word.
    ///
    /// # Errors
    /// When it is none of the four.
    pub fn parse(word: &str) -> Result<Ground, ValueError> {
        let known = GROUNDS.iter().find(|(_, known)| *known == word).map(|(ground, _)| *ground);
        known.ok_or_else(|| ValueError::new(word, "consent-withdrawn, safety, mistake or law"))
    }
}

/// What a granted key may do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum May {
    /// Erase what other parties recorded.
    Erase,
    /// Grant and revoke keys.
    Grant,
    /// Record on behalf of the party.
    Record,
}

const MAYS: [(May, &str); 3] = [(May::Erase, "erase"), (May::Grant, "grant"), (May::Record, "record")];

impl May {
    /// The word in the bytes.
    pub fn word(self) -> &'static str {
        MAYS.iter().find(|(may, _)| *may == self).map_or("", |(_, word)| word)
    }

    /// Reads the word.
    ///
    /// # Errors
    /// When it is none of the three.
    pub fn parse(word: &str) -> Result<May, ValueError> {
        let known = MAYS.iter().find(|(_, known)| *known == word).map(|(may, _)| *may);
        known.ok_or_else(|| ValueError::new(word, "record, grant or erase"))
    }
}

/// One act.
///
/// **Its JSON is part of the signed header: never change what is written, only add an act.**
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Act {
    /// These recordings no longer hold.
    Retract(Vec<RecordingRange>),
    /// A recording gives way to the body at position `with` of this entry.
    Replace {
        /// The recording that gives way.
        recording: RecordingId,
        /// The position, in this entry, of what comes in its place.
        with: u32,
    },
    /// A key may act for a party.
    Grant {
        /// The key.
        key: Key,
        /// The party on whose behalf it signs.
        party: EntityId,
        /// What it may do.
        may: Vec<May>,
    },
    /// A key no longer acts: entries of its log after `last` do not count.
    Revoke {
        /// The key.
        key: Key,
        /// The number of the last entry that counts; 0 when none does.
        last: u64,
    },
    /// These bodies and files are to be forgotten.
    Erase {
        /// Claims.
        claims: Vec<ClaimId>,
        /// Files.
        files: Vec<FileId>,
        /// Why.
        ground: Ground,
    },
    /// A keeper here agrees to an erasure that waited.
    Consent(EntryId),
    /// An erasure was carried out here.
    Acknowledge(EntryId),
    /// A log has two entries of one number: it is closed after `last`, and both branches are kept.
    CloseFork {
        /// The log.
        log: Key,
        /// The last entry before the fork.
        last: u64,
    },
    /// The clock was wrong when these entries were made.
    CorrectTime {
        /// The first of them.
        first: EntryId,
        /// The number of the last of them.
        last: u64,
        /// When the first was made, where that is known.
        time: Option<Timestamp>,
    },
    /// Another register's keys are trusted here.
    Join(RegisterId),
    /// The key of an older log vouches for the key of this one: a restored copy goes on in a new log.
    Succeed {
        /// The older log.
        log: Key,
        /// Its key's signature over the tag `daftar/succeed/1`, a newline, and this log's key as text.
        signature: [u8; 64],
    },
    /// The register's recovery key is this one from now on.
    Recovery {
        /// The key.
        recovery: Recovery,
        /// The orders of the key before it that remain in force, by [`Order::hash`].
        kept: Vec<Hash>,
    },
    /// What a recovery key ordered, whoever carries it.
    Order(Order),
}

impl Act {
    /// The word in the bytes.
    pub fn name(&self) -> &'static str {
        match self {
            Act::Retract(_) => "retract",
            Act::Replace { .. } => "replace",
            Act::Grant { .. } => "grant",
            Act::Revoke { .. } => "revoke",
            Act::Erase { .. } => "erase",
            Act::Consent(_) => "consent",
            Act::Acknowledge(_) => "acknowledge",
            Act::CloseFork { .. } => "close-fork",
            Act::CorrectTime { .. } => "correct-time",
            Act::Join(_) => "join",
            Act::Succeed { .. } => "succeed",
            Act::Recovery { .. } => "recovery",
            Act::Order(_) => "order",
        }
    }

    pub(crate) fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.text("act", self.name());
        match self {
            Act::Retract(ranges) => object.list("recordings", ranges, |out, range| range.write(out)),
            Act::Replace { recording, with } => {
                object.with("recording", |out| recording.write(out));
                object.integer("with", i64::from(*with));
            }
            Act::Grant { key, party, may } => {
                object.with("key", |out| write_id(out, *key));
                object.list("may", may, |out, may| crate::json::write_text(out, may.word()));
                object.with("party", |out| write_id(out, *party));
            }
            Act::Revoke { key, last } => {
                object.with("key", |out| write_id(out, *key));
                object.integer("last", *last as i64);
            }
            Act::Erase { claims, files, ground } => {
                object.list("claims", claims, |out, id| write_id(out, *id));
                object.list("files", files, |out, id| write_id(out, *id));
                object.text("ground", ground.word());
            }
            Act::Consent(entry) | Act::Acknowledge(entry) => object.with("entry", |out| entry.write(out)),
            Act::CloseFork { log, last } => {
                object.integer("last", *last as i64);
                object.with("log", |out| write_id(out, *log));
            }
            Act::CorrectTime { first, last, time } => {
                object.with("first", |out| first.write(out));
                object.integer("last", *last as i64);
                if let Some(time) = time {
                    object.text("time", time.as_str());
                }
            }
            Act::Join(register) => object.with("register", |out| write_id(out, *register)),
            Act::Succeed { log, signature } => {
                object.with("log", |out| write_id(out, *log));
                object.with("signature", |out| write_hex(out, signature));
            }
            Act::Recovery { recovery, kept } => {
                object.list("kept", kept, |out, hash| crate::json::write_text(out, &hash.to_string()));
                object.with("recovery", |out| recovery.write(out));
            }
            Act::Order(order) => order.write(&mut object),
        }
        object.end();
    }

    pub(crate) fn read(json: &Json<'_>) -> Result<Act, ValueError> {
        let mut members = Members::of(json, "an act")?;
        let name = members.text("act")?;
        let act = match name.as_str() {
            "retract" => Act::Retract(members.list("recordings", RecordingRange::read)?),
            "replace" => Act::Replace {
                recording: RecordingId::read(members.required("recording")?)?,
                with: narrow(members.count("with")?)?,
            },
            "grant" => Act::Grant {
                key: members.id("key")?,
                may: members.list("may", |item| May::parse(item.as_text().unwrap_or_default()))?,
                party: members.id("party")?,
            },
            "revoke" => Act::Revoke { key: members.id("key")?, last: members.count("last")? },
            "erase" => Act::Erase {
                claims: members.ids("claims")?,
                files: members.ids("files")?,
                ground: Ground::parse(&members.text("ground")?)?,
            },
            "consent" => Act::Consent(EntryId::read(members.required("entry")?)?),
            "acknowledge" => Act::Acknowledge(EntryId::read(members.required("entry")?)?),
            "close-fork" => Act::CloseFork { last: members.count("last")?, log: members.id("log")? },
            "correct-time" => Act::CorrectTime {
                first: EntryId::read(members.required("first")?)?,
                last: members.count("last")?,
                time: members.optional_text("time")?.map(|text| Timestamp::parse(&text)).transpose()?,
            },
            "join" => Act::Join(members.id("register")?),
            "succeed" => {
                let mut signature = [0; 64];
                let text = members.text("signature")?;
                if !from_hex(&text, &mut signature) {
                    return Err(ValueError::new(&text, "a signature of 128 hexadecimal digits"));
                }
                Act::Succeed { log: members.id("log")?, signature }
            }
            "recovery" => Act::Recovery {
                kept: members.list("kept", |hash| Ok(Hash::parse(hash.as_text().unwrap_or_default())?))?,
                recovery: Recovery::read(members.required("recovery")?)?,
            },
            "order" => Act::Order(Order::read(&mut members)?),
            other => return Err(ValueError::new(other, "an act that this version knows")),
        };
        members.end()?;
        Ok(act)
    }
}

pub(crate) fn write_hex(out: &mut String, bytes: &[u8]) {
    out.push('"');
    push_hex(out, bytes);
    out.push('"');
}

fn narrow(number: u64) -> Result<u32, ValueError> {
    u32::try_from(number).map_err(|_| ValueError::new(&number.to_string(), "a position below 4096"))
}

/// Reads `["key:…", n, …]` with exactly `numbers` numbers after the key.
fn read_place(json: &Json<'_>, numbers: usize) -> Result<(Key, Vec<u64>), ValueError> {
    let refuse = || ValueError::new(&json.canonical(), &format!("a key and {numbers} numbers of 0 or more"));
    let items = json.as_list().filter(|items| items.len() == numbers + 1).ok_or_else(refuse)?;
    let key = items.first().and_then(Json::as_text).ok_or_else(refuse)?;
    let number = |item: &Json<'_>| item.as_integer().and_then(|n| u64::try_from(n).ok());
    let rest: Option<Vec<u64>> = items.iter().skip(1).map(number).collect();
    Ok((Key::parse(key)?, rest.ok_or_else(refuse)?))
}

fn write_place(out: &mut String, key: Key, numbers: &[u64]) {
    out.push('[');
    write_id(out, key);
    for number in numbers {
        out.push(',');
        write_integer(out, *number as i64);
    }
    out.push(']');
}

impl EntryId {
    fn write(&self, out: &mut String) {
        write_place(out, self.log, &[self.number]);
    }

    fn read(json: &Json<'_>) -> Result<EntryId, ValueError> {
        let (log, numbers) = read_place(json, 1)?;
        Ok(EntryId { log, number: numbers[0] })
    }
}

impl RecordingId {
    fn write(&self, out: &mut String) {
        write_place(out, self.entry.log, &[self.entry.number, u64::from(self.position)]);
    }

    fn read(json: &Json<'_>) -> Result<RecordingId, ValueError> {
        let (log, numbers) = read_place(json, 2)?;
        Ok(RecordingId { entry: EntryId { log, number: numbers[0] }, position: narrow(numbers[1])? })
    }
}

impl RecordingRange {
    /// The range of one recording.
    pub fn one(recording: RecordingId) -> RecordingRange {
        RecordingRange { entry: recording.entry, first: recording.position, last: recording.position }
    }

    fn write(&self, out: &mut String) {
        write_place(out, self.entry.log, &[self.entry.number, u64::from(self.first), u64::from(self.last)]);
    }

    fn read(json: &Json<'_>) -> Result<RecordingRange, ValueError> {
        let (log, numbers) = read_place(json, 3)?;
        let (first, last) = (narrow(numbers[1])?, narrow(numbers[2])?);
        if first > last {
            return Err(ValueError::new(&json.canonical(), "a range whose first position is not after its last"));
        }
        Ok(RecordingRange { entry: EntryId { log, number: numbers[0] }, first, last })
    }
}
