//! Source files: kept, handed out, redacted, disposed of; and steps of safekeeping that people tell.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use daftar_register::claim::{Edtf, FileId, Ground, Speaker};
use daftar_register::view::Audience;
use daftar_register::{Collected, NewStep, RegisterError, StepTaken};
use serde_json::json;

use super::{Done, custody, say};
use crate::args::{Args, Collecting, Evidence, Stepping};
use crate::failure::Failure;
use crate::session::Session;
use crate::terminal;

/// `daftar evidence`
pub(crate) fn evidence(args: &Args, evidence: &Evidence) -> Result<Done, Failure> {
    match evidence {
        Evidence::Add { files, restricted, collected } => add(args, files, *restricted, collected),
        Evidence::List { older_than } => custody::list(args, *older_than),
        Evidence::Show { file } => custody::show(args, file),
        Evidence::Verify { files, older_than } => custody::verify(args, files, *older_than),
        Evidence::Collect { file, collected, step } => collect(args, file, collected, step),
        Evidence::Transfer { file, to, giver, when, step } => {
            let passed = Passed { action: "transfer", from: giver.clone(), to, when: when.as_deref() };
            pass(args, file, &passed, step)
        }
        Evidence::Copy { file, to, when, step } => {
            let passed = Passed { action: "copy", from: None, to, when: when.as_deref() };
            pass(args, file, &passed, step)
        }
        Evidence::View { file, to } => view(args, file, to),
        Evidence::Export { file, to, recipient, restricted } => {
            export(args, file, to, recipient.as_deref(), *restricted)
        }
        Evidence::Redact { file, redacted, title } => redact(args, file, redacted, title.as_deref()),
        Evidence::Dispose { file, ground, why, yes } => dispose(args, file, ground, why.as_deref(), *yes),
        Evidence::Get { file, to } => get(args, file, to),
    }
}

/// So many files, and about so many bytes, are kept and recorded at once.
const MANY: usize = 500;
const LARGE: u64 = 256 << 20;

fn add(args: &Args, files: &[PathBuf], restricted: bool, collected: &Collecting) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    if restricted {
        session.unlock()?;
    }
    let collected = told(&session, collected)?;
    let batches = batches(files, if restricted { 1 } else { MANY })?;
    let total = batches.iter().map(|(_, bytes)| bytes).sum();
    let ((bar, tell), mut kept, mut done) = (terminal::telling("keeping"), Vec::new(), 0);
    for (batch, bytes) in batches {
        let ids = match restricted {
            true => keep_restricted(&mut session, &batch[0], &collected),
            false => session.unlocking(|register| register.keep_files(batch, &collected)),
        };
        let ids = ids.inspect_err(|_| {
            bar.finish_and_clear();
            eprintln!("daftar: {} of {} files are kept and recorded; add the others again", kept.len(), files.len());
        })?;
        done += bytes;
        tell.tell(done, total);
        kept.extend(batch.iter().zip(ids).map(|(path, id)| (path.display().to_string(), id.to_string())));
    }
    bar.finish_and_clear();
    let shown: Vec<_> = kept.iter().map(|(path, file)| json!({ "path": path, "file": file })).collect();
    say(args, &json!({ "kept": shown, "restricted": restricted }), || {
        let lines: String = kept.iter().map(|(path, file)| format!("{file}  {path}\n")).collect();
        if kept.len() > 1 { format!("{lines}{} files are kept and recorded\n", kept.len()) } else { lines }
    })
}

/// Files that are kept at once, and how many bytes they have. One that cannot be read is said before any is kept.
fn batches(files: &[PathBuf], many: usize) -> Result<Vec<(&[PathBuf], u64)>, Failure> {
    let (mut batches, mut first, mut bytes) = (Vec::new(), 0, 0);
    for (place, path) in files.iter().enumerate() {
        let readable = File::open(path).and_then(|file| file.metadata()).and_then(|facts| match facts.is_dir() {
            true => Err(io::ErrorKind::IsADirectory.into()),
            false => Ok(facts.len()),
        });
        let length = readable.map_err(|error| Failure::Ask(format!("{}: {error}", path.display())))?;
        if place > first && (place - first == many || bytes + length > LARGE) {
            batches.push((&files[first..place], bytes));
            (first, bytes) = (place, 0);
        }
        bytes += length;
    }
    if first < files.len() {
        batches.push((&files[first..], bytes));
    }
    Ok(batches)
}

fn keep_restricted(session: &mut Session<'_>, path: &Path, collected: &Collected) -> Result<Vec<FileId>, Failure> {
    let id = session.register.keep_file(path, true)?;
    if collected.is_told() {
        session.unlocking(|register| register.take_step(&collected.step(id)))?;
    }
    Ok(vec![id])
}

/// Whence a file was come by, as it was typed.
pub(super) fn told(session: &Session<'_>, collecting: &Collecting) -> Result<Collected, Failure> {
    Ok(Collected {
        from: collecting.place.clone(),
        when: collecting.captured.as_deref().map(Edtf::parse).transpose()?,
        by: collecting.by.as_deref().map(|who| speaker(session, who)).transpose()?,
        tool: collecting.tool.clone(),
    })
}

/// A person or body that has a card here, or one that has none.
fn speaker(session: &Session<'_>, name: &str) -> Result<Speaker, Failure> {
    match session.register.entity(name) {
        Ok(entity) => Ok(Speaker::Entity(entity)),
        Err(RegisterError::Nobody(name)) => Ok(Speaker::Unnamed(name)),
        Err(error) => Err(error.into()),
    }
}

fn collect(args: &Args, file: &str, collecting: &Collecting, step: &Stepping) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let collected = told(&session, collecting)?;
    if !collected.is_told() {
        return Err(Failure::Ask("say whence it was come by: --where, --captured, --by or --tool".into()));
    }
    let file = custody::file(&mut session, file)?;
    take(args, &mut session, with(collected.step(file), step))
}

/// A file or a copy of it, passed on.
struct Passed<'a> {
    action: &'static str,
    from: Option<String>,
    to: &'a str,
    when: Option<&'a str>,
}

fn pass(args: &Args, file: &str, passed: &Passed<'_>, step: &Stepping) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let file = custody::file(&mut session, file)?;
    let mut new = NewStep::of(file, passed.action).hashes(Some(file), Some(file));
    (new.custody.from, new.custody.to) = (passed.from.clone(), Some(passed.to.to_owned()));
    new.when = passed.when.map(Edtf::parse).transpose()?;
    take(args, &mut session, with(new, step))
}

fn with(step: NewStep, typed: &Stepping) -> NewStep {
    NewStep { why: typed.why.clone(), open: typed.is_open(), ..step }
}

fn take(args: &Args, session: &mut Session<'_>, step: NewStep) -> Result<Done, Failure> {
    let taken = session.unlocking(|register| register.take_step(&step))?;
    say(args, &taken, || recorded(&taken))
}

fn recorded(taken: &StepTaken) -> String {
    let sealed = if taken.sealed { ", sealed" } else { "" };
    format!("recorded{sealed}  [{}]\n", crate::print::short(taken.claim))
}

/// Opens the keys, if a file asks for them.
fn open(session: &mut Session<'_>, file: FileId) -> Result<(), Failure> {
    if session.register.is_restricted_file(file)? {
        session.unlock()?;
    }
    Ok(())
}

fn view(args: &Args, file: &str, to: &Path) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let file = custody::file(&mut session, file)?;
    open(&mut session, file)?;
    let copy = session.register.hand_out(file, to)?;
    let step = session.register.record_handed_out(file, "view", None)?;
    say(args, &json!({ "copy": copy, "step": step }), || {
        format!("{}: {} bytes, a copy; the original stays as it is\n{}", to.display(), copy.bytes, recorded(&step))
    })
}

fn export(args: &Args, file: &str, to: &Path, recipient: Option<&str>, restricted: bool) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let file = custody::file(&mut session, file)?;
    open(&mut session, file)?;
    session.ask.audience = Audience::Public;
    if restricted {
        session.unlock()?;
        session.ask.audience = Audience::Keeper;
    }
    let copy = session.register.hand_out(file, to)?;
    let recipient = recipient.map(str::to_owned);
    let step = session
        .unlocking(|register| register.record_handed_out(file, "export", recipient.clone()))
        .inspect_err(|_| {
            // What was not recorded was not handed out.
            let _ = std::fs::remove_file(to);
        })?;
    let sidecar = session.register.write_sidecar(file, &copy, &session.ask)?;
    say(args, &json!({ "copy": copy, "sidecar": sidecar, "step": step }), || {
        let (copy, bytes) = (to.display(), copy.bytes);
        format!(
            "{copy}: {bytes} bytes\n{}: how to check it, and where it has been\n{}",
            sidecar.display(),
            recorded(&step)
        )
    })
}

fn redact(args: &Args, file: &str, redacted: &Path, title: Option<&str>) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    session.unlock()?;
    let file = custody::file(&mut session, file)?;
    let name = redacted.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let redacted = session.register.redact(file, redacted, title.unwrap_or(&name))?;
    say(args, &redacted, || {
        let now = match redacted.restricted_now {
            true => {
                "\nIt was open until now: copies erase the open one when they next hear from here. Statements read from \
                     it stay open; `daftar seal` seals one."
            }
            false => "",
        };
        format!("redacted copy  {}\noriginal, restricted  {}{now}\n", redacted.redacted, redacted.original)
    })
}

fn dispose(args: &Args, file: &str, ground: &str, why: Option<&str>, yes: bool) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let file = custody::file(&mut session, file)?;
    open(&mut session, file)?;
    let question = format!("Erase {file} for ever? [y/N]");
    if !yes && !terminal::ask(&question, "--yes")?.eq_ignore_ascii_case("y") {
        return Err(Failure::Ask("nothing was erased".into()));
    }
    let ground = Ground::parse(ground)?;
    let disposed = session.unlocking(|register| register.dispose(file, ground, why.map(str::to_owned)))?;
    say(args, &disposed, || {
        format!("erased here; copies erase it when they next hear from here\n{}", recorded(&disposed.step))
    })
}

fn get(args: &Args, file: &str, to: &Path) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    let file = custody::file(&mut session, file)?;
    open(&mut session, file)?;
    let bytes = session.register.hand_out(file, to)?.bytes;
    say(args, &json!({ "file": file.to_string(), "bytes": bytes }), || format!("{bytes} bytes written\n"))
}
