//! Looking: timeline, card, state, differences, search, log.

use daftar_register::claim::{SignedHeader, Subject};
use daftar_register::view::{self, Asked, Surroundings};
use daftar_register::{Compare, Heard, Register};
use serde_json::json;

use super::{Done, say};
use crate::args::Args;
use crate::failure::Failure;
use crate::print;
use crate::session::Session;

/// Asks the question of the session of what was heard.
pub(super) fn asked<'a>(session: &'a Session<'_>, heard: &'a Heard) -> Asked<'a> {
    Asked::new(&heard.statements, &session.ask, session.register.profiles(), &heard.surroundings)
}

/// `daftar timeline`
pub(crate) fn timeline(args: &Args, name: Option<&str>) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    session.with_standing(|standing| {
        let timeline = match name {
            Some(name) => {
                let entity = session.register.entity(name)?;
                let heard = session.register.hear_entity(entity, standing, session.ask.audience)?;
                view::timeline_of(&asked(&session, &heard), entity)
            }
            None => view::timeline(&asked(&session, &session.register.hear_all(standing, session.ask.audience)?)),
        };
        say(args, &timeline, || print::timeline(&timeline, session.lang()))
    })
}

/// `daftar show`
pub(crate) fn show(args: &Args, name: &str) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    if name.starts_with("claim:") {
        return show_statement(args, &session, name);
    }
    let entity = session.register.entity(name)?;
    session.with_standing(|standing| {
        let heard = session.register.hear_entity(entity, standing, session.ask.audience)?;
        let page = view::page(&asked(&session, &heard), entity);
        say(args, &page, || print::page(&page, session.register.profiles(), session.lang()))
    })
}

/// One statement: with its history, and the sentence that it was read from.
fn show_statement(args: &Args, session: &Session<'_>, name: &str) -> Result<Done, Failure> {
    let statement = session.register.statement(session.register.claim(name)?)?;
    let heard = match statement.claim.subject {
        Subject::Entity(entity) => {
            session.register.hear_entity(entity, session.register.standing(), session.ask.audience)?
        }
        _ => Heard { statements: vec![statement.clone()], surroundings: Surroundings::default() },
    };
    let shown = session.ask.audience == view::Audience::Keeper
        || heard.surroundings.may_see(&statement, session.ask.audience, session.register.profiles());
    if !shown {
        return Err(Failure::Ask("that statement is restricted: ask with --audience keeper".into()));
    }
    let statement = match session.ask.audience {
        view::Audience::Keeper => session.register.with_words(statement),
        view::Audience::Public => statement,
    };
    let shown = print::Statement::new(&session.register, &statement, &heard)?;
    say(args, &shown, || shown.to_string())
}

/// `daftar differ`: where everything is compared, a part at a time, so that the register is never in memory.
pub(crate) fn differ(args: &Args, name: Option<&str>, agree: bool) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let mut answer = print::Comparison::new(args.json, agree, session.lang());
    let (register, audience) = (&session.register, session.ask.audience);
    session.with_standing(|standing| match name {
        Some(name) => {
            let entity = register.entity(name)?;
            let heard = register.hear_entity(entity, standing, audience)?;
            let asked = asked(&session, &heard);
            let agreements = if agree { view::agreements_of(&asked, entity) } else { Vec::new() };
            answer.take(&asked, view::differences_of(&asked, entity), agreements)
        }
        None => {
            let compare = if agree { Compare::Agreements } else { Compare::Differences };
            register.hear_differing_in_parts(standing, &session.ask, compare, |heard| {
                let asked = asked(&session, &heard);
                let agreements = if agree { view::agreements(&asked) } else { Vec::new() };
                answer.take(&asked, view::differences(&asked), agreements)
            })
        }
    })?;
    answer.write(&mut std::io::BufWriter::new(std::io::stdout().lock()))?;
    Ok(Done::Well)
}

/// `daftar search`
pub(crate) fn search(args: &Args, words: &[String], limit: usize) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let find = |standing: &_| Ok(session.register.search(&words.join(" "), limit, standing, &session.ask)?);
    let found = session.with_standing(find)?;
    say(args, &json!({ "found": found }), || {
        found
            .iter()
            .map(|one| format!("{}  {}\n    {}\n", &one.entity.to_string()[..19], one.names.join(" / "), one.snippet))
            .collect()
    })
}

/// `daftar log`
pub(crate) fn log(args: &Args) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let mut lines: Vec<_> =
        session.register.logs().values().flatten().map(|header| line(&session.register, header)).collect();
    lines.sort_by(|a, b| {
        (&a["time"].as_str(), &a["log"].as_str(), a["number"].as_u64()).cmp(&(
            &b["time"].as_str(),
            &b["log"].as_str(),
            b["number"].as_u64(),
        ))
    });
    say(args, &json!({ "entries": lines }), || lines.iter().map(print::log_line).collect())
}

fn line(register: &Register, header: &SignedHeader) -> serde_json::Value {
    let entry = header.header.entry;
    let standing = register.standing();
    let (time, clock) = standing.time(entry);
    let names = register.names_of(header.header.on_behalf_of).unwrap_or_default();
    json!({
        "log": entry.log.to_string(),
        "number": entry.number,
        "party": header.header.on_behalf_of.to_string(),
        "name": names.first(),
        "time": time.or_else(|| header.header.time.clone()).map(|time| time.as_str().to_owned()),
        "clock": clock.word(),
        "bodies": header.header.bodies,
        "acts": header.header.acts.iter().map(daftar_register::claim::Act::name).collect::<Vec<_>>(),
        "counts": standing.counts(entry),
        "own": Some(entry.log) == register.key(),
        "hash": header.hash().to_string(),
    })
}

/// `daftar unlock`
pub(crate) fn unlock(args: &Args) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    session.unlock()?;
    let sealed = session.register.sealed()?;
    say(args, &sealed, || print::sealed(&sealed))
}
