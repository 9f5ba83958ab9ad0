//! Long work: how far it is, or what came of it.

use daftar_register::{Extent, Kept, Outcome, Rehearsal};
use maud::{Markup, html};

use super::not_done;
use crate::jobs::{Ended, Job, Level, Work};
use crate::screen::Screen;
use crate::words::Said;

/// Of so many findings each is shown.
const SHOWN: usize = 20;

pub(super) fn render(job: &Job, screen: &Screen<'_>) -> Markup {
    let words = match job.work {
        Work::Copy => "job-copy",
        Work::Check => "job-check",
        Work::Rehearse => "job-rehearse",
        Work::Sync => "job-sync",
    };
    html! {
        section.job #job aria-live="polite" {
            h2 { (screen.tell(words, &[("name", Said::Text(&job.name))])) }
            @match &job.ended {
                None => (going(job, screen)),
                Some(Ended::Copied(kept)) => (copied(kept, screen)),
                Some(Ended::Checked(checked)) => {
                    p.warning[!checked.is_sound()] {
                        (screen.say(if checked.is_sound() { "job-checked" } else { "job-damaged" }))
                    }
                    (list(checked.findings.iter().map(|one| format!("{}: {}", one.file, one.why))))
                },
                Some(Ended::Rehearsed(rehearsal)) => (rehearsed(rehearsal, screen)),
                Some(Ended::Synced(level)) => (synced(level, screen)),
                Some(Ended::Failed(trouble)) => (not_done(trouble, screen)),
            }
        }
    }
}

fn going(job: &Job, screen: &Screen<'_>) -> Markup {
    html! {
        p { (screen.say("job-goes-on")) }
        @if job.of > 0 { progress max=(job.of) value=(job.done.min(job.of)) aria-label=(screen.say("job-goes-on")) {} }
        @else { progress aria-label=(screen.say("job-goes-on")) {} }
    }
}

fn copied(kept: &Kept, screen: &Screen<'_>) -> Markup {
    html! {
        p { (screen.say("job-copied")) }
        @if kept.replaced > 0 { p { (screen.count("job-replaced", kept.replaced)) } }
        @match kept.escrowed {
            Some(keys) => p { (screen.count("job-escrowed", keys)) },
            None => p { (screen.say("job-not-escrowed")) },
        }
        @for why in kept.remains.iter() { p.warning { (screen.say("job-remains")) " " bdi lang="en" { (why) } } }
        @for why in kept.old_key.iter() { p.warning { (screen.say("job-old-key")) " " bdi lang="en" { (why) } } }
    }
}

fn rehearsed(rehearsal: &Rehearsal, screen: &Screen<'_>) -> Markup {
    let words = match rehearsal.outcome {
        Outcome::BroughtBack | Outcome::Read => "job-rehearsed",
        Outcome::Incomplete => "job-incomplete",
        Outcome::Damaged => "job-damaged",
    };
    let bad = rehearsal.outcome != Outcome::BroughtBack;
    let missing = rehearsal.missing.iter().chain(&rehearsal.nowhere).cloned();
    html! {
        p.warning[bad] { (screen.say(words)) }
        p { (extent("job-entries", rehearsal.entries, screen)) }
        p { (extent("job-files", rehearsal.evidence, screen)) }
        (list(rehearsal.damaged.iter().map(|(name, why)| format!("{name}: {why}")).chain(missing)))
    }
}

fn extent(words: &str, extent: Extent, screen: &Screen<'_>) -> String {
    let number = |n: u64| Said::Number(usize::try_from(n).unwrap_or(usize::MAX));
    screen.tell(words, &[("both", number(extent.both)), ("here", number(extent.here))])
}

fn synced(level: &Level, screen: &Screen<'_>) -> Markup {
    let number = |n: u64| Said::Number(usize::try_from(n).unwrap_or(usize::MAX));
    let moved = |words, moved: &daftar_register::copy::sync::Moved| {
        screen.tell(words, &[("entries", number(moved.entries)), ("files", number(moved.files))])
    };
    html! {
        p { (moved("job-sent", &level.sent)) }
        p { (moved("job-taken", &level.taken)) }
        @if level.erasures_sent > 0 {
            p { (screen.tell("job-erasures", &[
                ("sent", Said::Number(level.erasures_sent)), ("heard", Said::Number(level.erasures_acknowledged)),
            ])) }
        }
        @if !level.refused.is_empty() { p.warning { (screen.say("job-refused")) } }
        (list(level.refused.iter().cloned()))
        @for why in level.broke.iter() { p.warning { (screen.say("job-broke")) " " bdi lang="en" { (why) } } }
    }
}

/// Findings in the words of whatever found them.
fn list(findings: impl Iterator<Item = String>) -> Markup {
    let findings: Vec<String> = findings.collect();
    html! {
        @if !findings.is_empty() {
            ul.plain { @for one in findings.iter().take(SHOWN) { li { bdi lang="en" dir="ltr" { (one) } } } }
            @if findings.len() > SHOWN { p { "… " (findings.len() - SHOWN) } }
        }
    }
}
