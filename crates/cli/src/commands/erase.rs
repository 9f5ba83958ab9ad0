//! Sealing and erasing.

use daftar_register::claim::{ClaimId, EntryId, FileId, Ground, Key, TextId as _};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Erase};
use crate::failure::Failure;
use crate::session::Session;
use crate::terminal;

/// `daftar seal`
pub(crate) fn seal(args: &Args, claim: &str, quote: bool, concerns: &[String]) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    session.unlock()?;
    let claim = session.register.claim(claim)?;
    let concerns = concerns.iter().map(|name| session.register.entity(name)).collect::<Result<_, _>>()?;
    let entry = match quote {
        true => session.register.seal_words(claim, concerns)?,
        false => session.register.seal(claim, concerns)?,
    };
    let part = if quote { "words" } else { "whole" };
    say(args, &json!({ "sealed": claim.to_string(), "part": part, "entry": entry.number }), || {
        "sealed; the open statement was erased here, and will be on every copy that hears of it\n".into()
    })
}

/// What was erased, and where it may still be.
#[derive(serde::Serialize)]
struct Told<'t> {
    #[serde(flatten)]
    erased: &'t daftar_register::Erased,
    copies: &'t [serde_json::Value],
}

/// `daftar erase`
pub(crate) fn erase(args: &Args, erase: &Erase) -> Result<Done, Failure> {
    if erase.waiting {
        return waiting(args);
    }
    let mut session = Session::write(args)?;
    if let Some(entry) = &erase.consent {
        session.register.consent(entry_id(entry)?)?;
        return say(args, &json!({ "consented": entry }), || "erased\n".into());
    }
    match erase.person {
        Some(_) => drop(session.unlock()?),
        None => session.unlock_if_given()?,
    }
    let (claims, files) = named(&session, erase)?;
    if claims.is_empty() && files.is_empty() {
        return Err(Failure::Ask("nothing was named that is here".into()));
    }
    let question = format!("Erase {} statements and {} source files for ever? [y/N]", claims.len(), files.len());
    if !erase.yes && !terminal::ask(&question, "--yes")?.eq_ignore_ascii_case("y") {
        return Err(Failure::Ask("nothing was erased".into()));
    }
    let erased = session.register.erase(&claims, &files, Ground::parse(&erase.ground)?)?;
    let copies = super::copies::unerased(&session.register)?;
    say(args, &Told { erased: &erased, copies: &copies }, || {
        let mut out = format!(
            "erased here: {} statements, {} source files, {} sealing keys. Copies erase them when they next take a \
             bundle from here; copies not yet heard from still hold them.\n",
            erased.claims, erased.files, erased.keys
        );
        if !copies.is_empty() {
            out.push_str("These were made before, and may still hold it: sync, make new ones, or destroy them\n");
            copies.iter().for_each(|copy| out.push_str(&super::copies::line(copy)));
        }
        out
    })
}

fn named(session: &Session<'_>, erase: &Erase) -> Result<(Vec<ClaimId>, Vec<FileId>), Failure> {
    let mut claims = Vec::new();
    for text in &erase.claims {
        claims.push(session.register.claim(text)?);
    }
    let mut files = Vec::new();
    for text in &erase.file {
        files.push(FileId::parse(text)?);
    }
    if let Some(person) = &erase.person {
        let mentions = session.register.mentions(session.register.entity(person)?)?;
        claims.extend(mentions.claims);
        files.extend(mentions.files);
    }
    claims.sort_unstable();
    claims.dedup();
    Ok((claims, files))
}

fn waiting(args: &Args) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let lines: Vec<_> = session
        .register
        .waiting()
        .iter()
        .map(|one| {
            json!({
                "entry": format!("{}/{}", one.entry.log, one.entry.number),
                "party": session.register.names_of(one.party).unwrap_or_default().first(),
                "claims": one.claims,
                "files": one.files,
                "ground": one.ground.word(),
                "entitled": one.entitled,
            })
        })
        .collect();
    say(args, &json!({ "waiting": lines }), || {
        let line = |one: &serde_json::Value| {
            format!(
                "{}  {}: {} statements, {} files ({})\n",
                one["entry"].as_str().unwrap_or_default(),
                one["party"].as_str().unwrap_or("?"),
                one["claims"],
                one["files"],
                one["ground"].as_str().unwrap_or_default()
            )
        };
        lines.iter().map(line).collect()
    })
}

/// Reads `key:…/NUMBER`.
fn entry_id(text: &str) -> Result<EntryId, Failure> {
    let refuse = || Failure::Ask(format!("{text:?} is not an entry: expected key:…/NUMBER, as --waiting lists it"));
    let (log, number) = text.rsplit_once('/').ok_or_else(refuse)?;
    Ok(EntryId { log: Key::parse(log)?, number: number.parse().map_err(|_| refuse())? })
}
