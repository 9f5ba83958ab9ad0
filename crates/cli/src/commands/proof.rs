//! Checkpoints, proofs and time stamps.

use std::fs;
use std::path::Path;

use daftar_register::claim::checkpoint::{SignedCheckpoint, Signer};
use daftar_register::claim::{Body, ClaimId, Key, RegisterId, TextId as _};
use daftar_register::copy::proof::stamp::{Authorities, Stamped};
use daftar_register::copy::proof::{Demands, ProofError, Proved, check};
use daftar_register::date::Lang;
use daftar_register::{RegisterError, Veil, timestamp as moment};
use serde_json::{Value, json};

use super::{Done, say};
use crate::args::{Args, Checkpoint, TakeCheckpoint, Timestamp, VerifyProof};
use crate::failure::Failure;
use crate::print;
use crate::session::{Session, language};

/// A proof, checkpoint or answer is at most so long.
const MOST: u64 = 64 << 20;

/// `daftar checkpoint`
pub(crate) fn checkpoint(args: &Args, asked: &Checkpoint) -> Result<Done, Failure> {
    let session = Session::write(args)?;
    if let Some(TakeCheckpoint::Take { file }) = &asked.take {
        let (signed, new) = session.register.take_checkpoint(&text(file)?)?;
        return say(args, &told(&signed, None), || {
            format!("{new} new signatures; {} partners have co-signed this checkpoint\n", partners(&signed).len())
        });
    }
    let signed = session.register.checkpoint()?;
    let note = signed.to_note();
    if let Some(out) = &asked.out {
        write(out, note.as_bytes())?;
    }
    say(args, &told(&signed, asked.out.as_deref()), || match &asked.out {
        Some(out) => format!(
            "{}: {} entries. Let partners run `daftar cosign` on it, then `daftar checkpoint take` it\n",
            out.display(),
            entries(&signed)
        ),
        None => note.clone(),
    })
}

/// `daftar cosign`
pub(crate) fn cosign(args: &Args, file: &Path) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let signed = session.register.cosign(&text(file)?)?;
    write(file, signed.to_note().as_bytes())?;
    let key = session.register.key().map(|key| key.to_string()).unwrap_or_default();
    say(args, &told(&signed, Some(file)), || {
        format!(
            "{}: co-signed as {key}\nGive it back. Tell that key to those who will check proofs, by another way than this file\n",
            file.display()
        )
    })
}

/// `daftar prove`
pub(crate) fn prove(args: &Args, what: &str, out: Option<&Path>, reveal: bool) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let recording = session.register.recording(what)?;
    if reveal {
        session.unlock_if_given()?;
    }
    let proven = match session.register.prove(recording, reveal) {
        Err(RegisterError::Locked) => {
            session.unlock()?;
            session.register.prove(recording, reveal)?
        }
        other => other?,
    };
    match (proven.veil, reveal) {
        (Veil::Sealed, false) => eprintln!(
            "that statement is sealed: the proof shows that it was there, not what it says (--reveal lets it show that)"
        ),
        (Veil::Open, _) => {}
        (_, true) => {
            eprintln!("that statement is hidden from the public: whoever gets this proof can read it, for ever")
        }
        _ => {}
    }
    if let Some(out) = out {
        write(out, proven.file.as_bytes())?;
    }
    let mut value = of(&proven.proved);
    match out {
        Some(out) => value["file"] = json!(out.display().to_string()),
        None => value["proof"] = json!(proven.file),
    }
    say(args, &value, || match out {
        Some(out) => format!("{}\n{}", out.display(), print::proved(&proven.proved, session.lang())),
        None => proven.file.clone(),
    })
}

/// `daftar verify-proof`
pub(crate) fn verify(args: &Args, asked: &VerifyProof) -> Result<Done, Failure> {
    let authorities = asked.ca.as_deref().map(authorities).transpose()?;
    let cosigners = asked.cosigner.iter().map(|key| Key::parse(key)).collect::<Result<_, _>>()?;
    let demands = Demands {
        register: asked.notebook.as_deref().map(RegisterId::parse).transpose()?,
        claim: asked.claim.as_deref().map(ClaimId::parse).transpose()?,
        cosigners,
        authorities,
    };
    match check(&bytes(&asked.file)?, &demands) {
        Ok(proved) => say(args, &of(&proved), || print::proved(&proved, lang(args))),
        Err(error) => refuse(args, &error),
    }
}

fn refuse(args: &Args, error: &ProofError) -> Result<Done, Failure> {
    let value = json!({ "holds": false, "why": error.to_string() });
    say(args, &value, || print::refused(error, lang(args)))?;
    Ok(Done::Found)
}

/// `daftar timestamp`
pub(crate) fn timestamp(args: &Args, asked: &Timestamp) -> Result<Done, Failure> {
    let session = Session::write(args)?;
    match asked {
        Timestamp::Request { out } => {
            write(out, &session.register.stamp_request()?)?;
            let name = out.display().to_string();
            say(args, &json!({ "file": name }), || {
                format!(
                    "{name}: send it to a time-stamping authority, then `daftar timestamp take ANSWER.tsr --ca CA.pem`\n"
                )
            })
        }
        Timestamp::Take { file, ca } => {
            let stamped = session.register.take_stamp(&bytes(file)?, &authorities(ca)?)?;
            say(args, &stamp(&stamped), || {
                format!("{} saw a checkpoint of this notebook at {}\n", stamped.authority, time(stamped.time))
            })
        }
    }
}

/// No notebook is at hand that has a language: that of the system, if nobody says another.
fn lang(args: &Args) -> Lang {
    let system = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok());
    language(&args.lang.clone().or_else(system).unwrap_or_default())
}

fn authorities(file: &Path) -> Result<Authorities, Failure> {
    Ok(Authorities::read(&bytes(file)?).map_err(RegisterError::from)?)
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let wrong = |why: String| Failure::Ask(format!("{}: {why}", file.display()));
    let length = fs::metadata(file).map_err(|error| wrong(error.to_string()))?.len();
    if length > MOST {
        return Err(wrong(format!("{length} bytes are too many for a proof or a checkpoint")));
    }
    fs::read(file).map_err(|error| wrong(error.to_string()))
}

fn text(file: &Path) -> Result<String, Failure> {
    String::from_utf8(bytes(file)?)
        .map_err(|_| Failure::Ask(format!("{}: no checkpoint: expected text in UTF-8", file.display())))
}

/// Writes a file as a whole or not at all.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = file.with_file_name(name);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    written.map_err(|error| Failure::Ask(format!("{}: {error}", file.display())))
}

fn entries(signed: &SignedCheckpoint) -> u64 {
    signed.checkpoint.logs.iter().map(|log| log.entries).sum()
}

fn partners(signed: &SignedCheckpoint) -> Vec<Value> {
    let partner = |signer: Option<Signer>| match signer {
        Some(Signer::Partner(key, at)) => Some(json!({ "key": key.to_string(), "time": time(at) })),
        _ => None,
    };
    signed.signers().into_iter().filter_map(partner).collect()
}

fn told(signed: &SignedCheckpoint, file: Option<&Path>) -> Value {
    json!({
        "checkpoint": signed.checkpoint.hash().to_string(),
        "register": signed.checkpoint.register.to_string(),
        "entries": entries(signed),
        "cosigned": partners(signed),
        "file": file.map(|file| file.display().to_string()),
        "note": signed.to_note(),
    })
}

fn stamp(stamped: &Stamped) -> Value {
    json!({ "authority": stamped.authority, "time": time(stamped.time), "trusted": stamped.trusted })
}

/// A proof that holds, as data.
fn of(proved: &Proved) -> Value {
    let seen = |(key, at): &(Key, u64)| json!({ "key": key.to_string(), "time": time(*at) });
    let claim = match (&proved.body, &proved.secret) {
        (_, Some(secret)) => serde_json::from_str(&secret.claim.content()).ok(),
        (Body::Open(claim, _), None) => serde_json::from_str(&claim.content()).ok(),
        (Body::Sealed(_), None) => None::<Value>,
    };
    json!({
        "holds": true,
        "register": proved.register.to_string(),
        "claim": proved.claim.to_string(),
        "says": claim,
        "recording": [proved.recording.entry.log.to_string(), proved.recording.entry.number, proved.recording.position],
        "on_behalf_of": proved.party.to_string(),
        "time": proved.time.0.as_ref().map(|time| time.as_str()),
        "clock": proved.time.1.word(),
        "checkpoint": proved.checkpoint.to_string(),
        "signed": proved.signed.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "cosigned": proved.seen.iter().map(seen).collect::<Vec<_>>(),
        "stamped": proved.stamped.iter().map(stamp).collect::<Vec<_>>(),
        "by": print::by(proved).map(time),
    })
}

fn time(seconds: u64) -> String {
    moment(seconds).map_or_else(|| seconds.to_string(), |time| time.as_str().to_owned())
}
