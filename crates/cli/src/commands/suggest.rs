//! Suggestions: read, list, record, reject.

use std::path::PathBuf;

use daftar_register::claim::DraftId;
use daftar_register::{Published, Said, Which};
use serde_json::json;

use super::{Done, evidence, say};
use crate::args::{Args, Chosen, Collecting};
use crate::failure::Failure;
use crate::print;
use crate::session::Session;
use crate::terminal;

/// So many notes of a document are printed.
const NOTES: usize = 20;

/// How documents are read.
pub(crate) struct Reading<'a> {
    pub(crate) encoding: Option<&'a str>,
    pub(crate) published: Published,
    pub(crate) restricted: bool,
    pub(crate) collected: &'a Collecting,
}

/// `daftar read`: one document that cannot be read does not keep the others from being read.
pub(crate) fn read(args: &Args, files: &[PathBuf], reading: &Reading<'_>) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let collected = evidence::told(&session, reading.collected)?;
    if reading.restricted {
        session.unlock()?;
    } else {
        session.unlock_if_given()?;
    }
    session.unlocking(|register| register.may_collect(&collected))?;
    let (mut read, mut failed) = (Vec::new(), Vec::new());
    for file in files {
        let bar = terminal::bar("reading");
        let told = |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        };
        let (encoding, published) = (reading.encoding.map(str::to_owned), &reading.published);
        let was = match reading.restricted {
            true => session.register.read_restricted(file, encoding, published, &told),
            false => session.register.read_telling(file, encoding, published, &told),
        };
        bar.finish_and_clear();
        match was {
            Ok(was) => {
                session.register.collect(was.file, &collected)?;
                read.push(was);
            }
            Err(error) => failed.push(error.to_string()),
        }
    }
    let lang = session.lang();
    say(args, &json!({ "read": read, "failed": failed }), || {
        let mut out = String::new();
        for was in &read {
            out.push_str(&format!(
                "{}: {} suggestions, {} known already, {} passages without a statement\n",
                was.document, was.drafts, was.known, was.left_out_total
            ));
            out.push_str(&notes(&was.notes.lines(lang)));
        }
        out
    })?;
    failed.iter().for_each(|line| eprintln!("daftar: {line}"));
    match (read.is_empty(), failed.is_empty()) {
        (_, true) => Ok(Done::Well),
        (false, false) => Ok(Done::Found),
        (true, false) => Err(Failure::Ask("no document could be read".into())),
    }
}

/// What was not read, and what was odd: the first lines of it.
fn notes(lines: &[String]) -> String {
    let mut out: String = lines.iter().take(NOTES).map(|line| format!("  {line}\n")).collect();
    if let Some(more) = lines.len().checked_sub(NOTES).filter(|more| *more > 0) {
        out.push_str(&format!("  … {more} more (--json)\n"));
    }
    out
}

/// `daftar drafts`
pub(crate) fn drafts(args: &Args, document: Option<&str>) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    session.unlock_if_given()?;
    let mut drafts = session.register.drafts()?;
    if let Some(document) = document {
        let source = session.register.source(document)?;
        drafts.retain(|draft| draft.claim.source == source);
    }
    let shown = print::Drafts::new(&session.register, &drafts, session.lang());
    let done = say(args, &shown, || shown.to_string())?;
    tell_of_locked(&session)?;
    Ok(done)
}

/// `daftar record`
pub(crate) fn record(args: &Args, chosen: &Chosen) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    session.unlock_if_given()?;
    let which = which(&session, chosen)?;
    let recorded = session.unlocking(|register| register.record_drafts(&which, chosen.links))?;
    let waiting = session.register.drafts()?.len();
    let done = say(args, &recorded, || {
        let links =
            if waiting > 0 { format!("; {waiting} suggestions wait (see `daftar drafts`)") } else { String::new() };
        format!("recorded {}, known already {}{}{links}\n", recorded.recorded, recorded.unchanged, sealed(&recorded))
    })?;
    tell_of_locked(&session)?;
    Ok(done)
}

/// How much of what was recorded is sealed, if any is.
pub(crate) fn sealed(said: &Said) -> String {
    let mut words = String::new();
    if said.sealed > 0 {
        words.push_str(&format!(", sealed {}", said.sealed));
    }
    if said.parted > 0 {
        words.push_str(&format!(", {} whose quoted words name a restricted person and are sealed", said.parted));
    }
    words
}

/// Says, beside the answer, that there are suggestions that it leaves out.
fn tell_of_locked(session: &Session<'_>) -> Result<(), Failure> {
    let locked = session.register.locked_drafts()?;
    if locked > 0 {
        eprintln!("daftar: the suggestions of {locked} restricted source files are locked: give the passphrase");
    }
    Ok(())
}

/// `daftar reject`
pub(crate) fn reject(args: &Args, chosen: &Chosen) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    session.unlock_if_given()?;
    let which = which(&session, chosen)?;
    let rejected = session.register.reject_drafts(&which)?;
    say(args, &json!({ "rejected": rejected }), || format!("dropped {rejected}\n"))
}

fn which(session: &Session<'_>, chosen: &Chosen) -> Result<Which, Failure> {
    if let Some(document) = &chosen.document {
        return Ok(Which::Document(session.register.source(document)?));
    }
    if !chosen.ids.is_empty() {
        let ids: Result<Vec<DraftId>, _> = chosen.ids.iter().map(|id| DraftId::parse(id)).collect();
        return Ok(Which::These(ids?));
    }
    Ok(Which::All)
}
