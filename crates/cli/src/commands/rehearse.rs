//! Trying copies, and mending from them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use daftar_register::store::Severity;
use daftar_register::{Extent, Home, Origin, Outcome, Peer, Register, Rehearsal, Repaired, Repairing, Scratch, Trial};
use serde_json::json;

use super::{Done, say};
use crate::args::Args;
use crate::failure::Failure;
use crate::session::{Session, dial, folder, now};
use crate::terminal::{telling, wipe_when_stopped};

/// `daftar rehearse`
pub(crate) fn rehearse(
    args: &Args,
    name: Option<&str>,
    bundle: Option<&Path>,
    scratch: Option<&Path>,
) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    session.doubt_clock();
    let origin = match (bundle, name) {
        (Some(file), _) => Origin::Bundle(file.to_owned()),
        (None, name) => Origin::Deposit(name.unwrap_or_default().to_owned()),
    };
    let scratch = scratch_folder(args, scratch)?;
    let (bar, tell) = telling("bringing it back");
    let rehearsed = session.register.rehearse(&origin, &scratch, &tell);
    bar.finish_and_clear();
    drop(scratch);
    let rehearsal = rehearsed?;
    let unrecorded = record(args, session, &rehearsal.trial()).err();
    let recorded = unrecorded.is_none();
    say(args, &json!({ "rehearsal": rehearsal, "recorded": recorded }), || {
        words(&rehearsal) + &not_recorded(unrecorded.as_ref())
    })?;
    let well = recorded && rehearsal.outcome == Outcome::BroughtBack;
    Ok(if well { Done::Well } else { Done::Found })
}

/// Records that a copy was tried; the register is open for reading until then, so that others can write.
pub(super) fn record(args: &Args, session: Session<'_>, trial: &Trial) -> Result<(), Failure> {
    drop(session);
    Ok(Session::write(args)?.register.record_trial(trial)?)
}

/// Why that was not recorded, if it was not.
pub(super) fn not_recorded(why: Option<&Failure>) -> String {
    why.map(|why| format!("this was not recorded: {why}\n")).unwrap_or_default()
}

fn scratch_folder(args: &Args, given: Option<&Path>) -> Result<Scratch, Failure> {
    let register: PathBuf = std::path::absolute(folder(args)?)?;
    let beside = register.parent().unwrap_or(Path::new("."));
    let scratch = Scratch::within(given.unwrap_or(beside), &register)?;
    wipe_when_stopped(scratch.path().to_owned());
    Ok(scratch)
}

fn words(rehearsal: &Rehearsal) -> String {
    let mut out = match rehearsal.outcome {
        Outcome::Damaged => "the copy is damaged\n".to_owned(),
        Outcome::Incomplete => "the copy was brought back, and something is missing in it\n".to_owned(),
        Outcome::BroughtBack | Outcome::Read => "the copy was brought back whole\n".to_owned(),
    };
    for (name, why) in &rehearsal.damaged {
        let _ = writeln!(out, "damaged: {name}: {why}");
    }
    out.push_str(&extent("entries", rehearsal.entries));
    out.push_str(&extent("source files", rehearsal.evidence));
    for log in rehearsal.logs.iter().filter(|log| log.there != log.here || !log.same) {
        let differs = if log.same { "" } else { "; the two differ" };
        let _ = writeln!(out, "    {}: {} there, {} here{differs}", log.log, log.there, log.here);
    }
    for (what, files) in [("missing there", &rehearsal.missing), ("neither there nor here", &rehearsal.nowhere)] {
        for file in files {
            let _ = writeln!(out, "    {what}: {file}");
        }
    }
    out + &crate::print::report(&rehearsal.verified)
}

fn extent(what: &str, Extent { there, here, both }: Extent) -> String {
    let mut out = format!("{what}: {both} of the {here} here are in it");
    if here > both {
        let _ = write!(out, "; {} are newer or missing there", here - both);
    }
    if there > both {
        let _ = write!(out, "; {} are only there", there - both);
    }
    out + "\n"
}

/// `daftar repair`
pub(crate) fn repair(
    args: &Args,
    from: &[String],
    through: Option<&str>,
    scratch: Option<&Path>,
) -> Result<Done, Failure> {
    let (scratch, folder, home) = (scratch_folder(args, scratch)?, folder(args)?, Home::of_user()?);
    let (bar, tell) = telling("bringing the copies back");
    let dial =
        |peer: &Peer| dial(peer.address.as_deref().unwrap_or_default(), through).map_err(|error| error.to_string());
    let repairing =
        Repairing { folder: &folder, home: &home, now: now(), from, scratch: &scratch, dial: &dial, tell: &tell };
    let repaired = Register::repair(&repairing);
    bar.finish_and_clear();
    drop(scratch);
    let repaired = repaired?;
    say(args, &repaired, || repaired_words(&repaired))?;
    let clean = repaired.verified.findings.iter().all(|finding| finding.severity == Severity::Note);
    Ok(if clean && repaired.work.left.is_empty() { Done::Well } else { Done::Found })
}

fn repaired_words(repaired: &Repaired) -> String {
    let mut out = String::new();
    let nothing = repaired.work.mended.is_empty() && repaired.work.left.is_empty();
    // Where nothing is damaged, nobody is asked.
    for heard in repaired.heard.iter().filter(|heard| !nothing || heard.broke.is_some()) {
        let _ = writeln!(out, "{} gave {} entries and {} source files", heard.peer, heard.entries, heard.files);
        if heard.kept_back > 0 {
            let _ = writeln!(out, "    {} statements in them it withheld, had erased or has not got", heard.kept_back);
        }
        if let Some(broke) = &heard.broke {
            let _ = writeln!(out, "    then it ended: {broke}");
        }
    }
    for (what, list) in [("mended", &repaired.work.mended), ("not mended", &repaired.work.left)] {
        for mend in list {
            let _ = writeln!(out, "{what}: {}: {}", mend.file, mend.words);
        }
    }
    if nothing {
        out.push_str("nothing was damaged\n");
    }
    out + &crate::print::report(&repaired.verified)
}
