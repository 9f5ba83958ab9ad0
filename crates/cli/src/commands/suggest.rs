//! Suggestions: read, list, record, reject.

use std::path::PathBuf;

use daftar_register::claim::DraftId;
use daftar_register::{Published, Which};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Chosen};
use crate::failure::Failure;
use crate::print;
use crate::session::Session;
use crate::terminal;

/// `daftar read`: one document that cannot be read does not keep the others from being read.
pub(crate) fn read(
    args: &Args,
    files: &[PathBuf],
    encoding: Option<String>,
    published: &Published,
) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let (mut read, mut failed) = (Vec::new(), Vec::new());
    for file in files {
        let bar = terminal::bar("reading");
        let told = |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        };
        match session.register.read_telling(file, encoding.clone(), published, &told) {
            Ok(was) => read.push(was),
            Err(error) => failed.push(error.to_string()),
        }
        bar.finish_and_clear();
    }
    say(args, &json!({ "read": read, "failed": failed }), || {
        let mut out = String::new();
        for was in &read {
            out.push_str(&format!(
                "{}: {} suggestions, {} known already, {} passages without a statement\n",
                was.document, was.drafts, was.known, was.left_out_total
            ));
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

/// `daftar drafts`
pub(crate) fn drafts(args: &Args, document: Option<&str>) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let mut drafts = session.register.drafts()?;
    if let Some(document) = document {
        let source = session.register.source(document)?;
        drafts.retain(|draft| draft.claim.source == source);
    }
    let shown = print::Drafts::new(&session.register, &drafts, session.lang());
    say(args, &shown, || shown.to_string())
}

/// `daftar record`
pub(crate) fn record(args: &Args, chosen: &Chosen) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let which = which(&session, chosen)?;
    let recorded = session.register.record_drafts(&which, chosen.links)?;
    let waiting = session.register.drafts()?.len();
    say(args, &recorded, || {
        let links =
            if waiting > 0 { format!("; {waiting} suggestions wait (see `daftar drafts`)") } else { String::new() };
        format!("recorded {}, known already {}{links}\n", recorded.recorded, recorded.unchanged)
    })
}

/// `daftar reject`
pub(crate) fn reject(args: &Args, chosen: &Chosen) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
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
