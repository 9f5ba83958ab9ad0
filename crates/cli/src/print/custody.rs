//! Source files and their safekeeping history, as lines.

use std::fmt::Write as _;

use daftar_register::date::{self, Lang};
use daftar_register::view::{Break, Misfit, Step};
use daftar_register::{History, Listed, Proved, Run};

use super::short;

/// The digits of a file that lists show.
const SHOWN: usize = 21;

/// A line for each file.
pub(crate) fn files(files: &[Listed]) -> String {
    let mut out = String::new();
    for one in files {
        let name: String = one.file.to_string().chars().take(SHOWN).collect();
        let title = one.name.as_deref().unwrap_or_default();
        let state = state(one.proved.as_ref(), one.here);
        let _ = writeln!(out, "{name}  {:>12}  {:<10}  {state:<32}  {title}", one.length, one.kind);
    }
    let unproved = files.iter().filter(|one| one.proved.is_none()).count();
    let _ = writeln!(out, "{} source files, {unproved} of them never hashed again here", files.len());
    out
}

/// How a file was last found.
fn state(proved: Option<&Proved>, here: bool) -> String {
    let day = |time: &Option<String>| time.as_deref().and_then(|time| time.get(..10)).unwrap_or("?").to_owned();
    match proved {
        _ if !here => "MISSING".to_owned(),
        None => "never hashed again".to_owned(),
        Some(proved) if proved.whole => format!("whole {}", day(&proved.last_whole)),
        Some(proved) => format!("DAMAGED, found {}", day(&proved.time)),
    }
}

/// The history of a file: what it is, its steps, and what does not fit.
pub(crate) fn history(history: &History, lang: Lang) -> String {
    let mut out = format!("{}\n", history.file);
    let restricted = if history.restricted { ", restricted" } else { "" };
    let here = match (history.here, history.erased) {
        (true, _) => format!("{} bytes{restricted}", history.length),
        (false, true) => "erased".to_owned(),
        (false, false) => "not here".to_owned(),
    };
    let proved = match (history.here, &history.proved) {
        (false, None) => String::new(),
        (_, proved) if !history.erased => format!("; {}", state(proved.as_ref(), history.here)),
        _ => String::new(),
    };
    let _ = writeln!(out, "    {here}{proved}");
    for (at, one) in history.chain.steps.iter().enumerate() {
        step(&mut out, one, lang);
        let misfits = history.chain.misfits.iter().filter(|misfit| misfit.step == Some(at));
        misfits.for_each(|misfit| self::misfit(&mut out, misfit));
    }
    history.chain.misfits.iter().filter(|misfit| misfit.step.is_none()).for_each(|one| misfit(&mut out, one));
    out
}

fn step(out: &mut String, step: &Step, lang: Lang) {
    let when = step.when.as_ref().map_or_else(|| "no date".to_owned(), |when| date::words(when, lang));
    let by = step.by.name.as_deref().unwrap_or("?");
    let sealed = if step.sealed { ", sealed" } else { "" };
    let _ = writeln!(out, "{when}  {}  by {by}{sealed}  [{}]", step.action, short(step.claim));
    for (word, told) in [("from", &step.from), ("to", &step.to), ("with", &step.tool), ("because", &step.why)] {
        if let Some(told) = told {
            let _ = writeln!(out, "        {word} {told}");
        }
    }
    for (word, file) in [("before", step.before), ("after", step.after)] {
        if let Some(file) = file {
            let _ = writeln!(out, "        {word} {file}");
        }
    }
    for one in &step.recorded {
        let party = one.party.name.as_deref().unwrap_or("?");
        let _ = writeln!(out, "        recorded by {party}, {}", one.time.as_deref().unwrap_or("time unknown"));
    }
}

fn misfit(out: &mut String, misfit: &Misfit) {
    let expected = misfit.expected.as_deref().unwrap_or("?");
    let found = misfit.found.as_deref().unwrap_or("?");
    let words = match misfit.what {
        Break::NoArrival => "no step says how the file came".to_owned(),
        Break::BeforeArrival => "this is told of a time before the file came".to_owned(),
        Break::Handover => format!("it had been handed to {expected}; no step says how {found} came by it"),
        Break::Hash => format!("this names {found}, which is not this file"),
        Break::Changed => format!("its bytes had the hash {found}: daftar repair --from COPY brings it back"),
        Break::Missing => "it was not here: daftar repair --from COPY brings it back".to_owned(),
        Break::ClockBack => {
            format!("the clock said {found}, after a step at {expected}: it stands where it was recorded")
        }
        Break::Foretold => "this is told of a day after it was recorded".to_owned(),
        Break::AfterDisposal => "this comes after the file was disposed of".to_owned(),
    };
    let _ = writeln!(out, "    ! {}: {words}", misfit.what.word());
}

/// What hashing files again came to.
pub(crate) fn run(run: &Run) -> String {
    let mut out = format!("{} source files whole, {} bytes hashed\n", run.whole.len(), run.bytes);
    if run.resumed + run.done_before > 0 {
        let _ = writeln!(out, "going on from a run that was broken off: {} done then", run.resumed + run.done_before);
    }
    for one in &run.changed {
        let _ = writeln!(out, "damaged  {}\n    its bytes have the hash {}", one.file, one.found.0);
    }
    for file in &run.missing {
        let _ = writeln!(out, "missing  {file}");
    }
    for one in &run.unread {
        let _ = writeln!(out, "cannot be read  {}\n    {}", one.file, one.why);
    }
    if !run.is_sound() {
        out.push_str("bring them back from another copy: daftar repair --from COPY\n");
    }
    if run.left > 0 {
        let _ = writeln!(out, "stopped with {} files left: run it again to go on", run.left);
    }
    out
}
