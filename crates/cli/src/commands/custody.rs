//! Source files, listed, shown with their safekeeping history, and hashed again.

use daftar_register::RegisterError;
use daftar_register::claim::FileId;
use daftar_register::view::Audience;
use serde_json::json;

use super::{Done, rehearse, say};
use crate::args::Args;
use crate::failure::Failure;
use crate::print;
use crate::session::Session;
use crate::terminal;

/// The source file that is meant.
pub(super) fn file(session: &mut Session<'_>, name: &str) -> Result<FileId, Failure> {
    match session.register.source_file(name) {
        // The document may be a sealed one.
        Err(RegisterError::Nobody(_)) if session.register.is_locked() && session.args.passphrase_file.is_some() => {
            session.unlock()?;
            Ok(session.register.source_file(name)?)
        }
        found => Ok(found?),
    }
}

/// `daftar evidence list`
pub(super) fn list(args: &Args, older_than: Option<u32>) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let mut files = session.with_standing(|standing| Ok(session.register.list_files(standing, &session.ask)?))?;
    if let Some(days) = older_than {
        let since = session.register.days_ago(days);
        let fresh = |time: &String| *time >= since;
        files.retain(|one| {
            let whole = one.proved.as_ref().filter(|proved| proved.whole);
            !whole.and_then(|proved| proved.last_whole.as_ref()).is_some_and(fresh)
        });
    }
    let sound = files.iter().all(|one| one.here && one.proved.as_ref().is_none_or(|proved| proved.whole));
    say(args, &json!({ "files": files }), || print::files(&files))?;
    Ok(if sound { Done::Well } else { Done::Found })
}

/// `daftar evidence show`
pub(super) fn show(args: &Args, name: &str) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    let file = file(&mut session, name)?;
    let history = session.with_standing(|standing| Ok(session.register.history(file, standing, &session.ask)?))?;
    say(args, &history, || print::history(&history, session.lang()))?;
    if session.ask.audience == Audience::Public && !args.json {
        eprintln!("daftar: sealed steps are shown with --audience keeper");
    }
    Ok(if history.chain.misfits.is_empty() { Done::Well } else { Done::Found })
}

/// `daftar evidence verify`
pub(super) fn verify(args: &Args, names: &[String], older_than: Option<u32>) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    session.unlock_if_given()?;
    let files = names.iter().map(|name| file(&mut session, name)).collect::<Result<Vec<_>, _>>()?;
    let (stop, bar) = (terminal::stop(), terminal::bar("hashing"));
    let run = session.register.prove_files(&files, older_than, &stop, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let run = run?;
    // Others may write while files are hashed; only now this is written, too.
    drop(session);
    let recorded = Session::write(args).and_then(|mut session| Ok(session.register.record_run(&run)?));
    let unrecorded = recorded.err();
    say(args, &json!({ "run": run, "recorded": unrecorded.is_none() }), || {
        print::run(&run) + &rehearse::not_recorded(unrecorded.as_ref())
    })?;
    Ok(match run.is_sound() && unrecorded.is_none() {
        true if run.left > 0 => Done::Stopped,
        true => Done::Well,
        false => Done::Found,
    })
}
