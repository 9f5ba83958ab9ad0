//! Long work: how far it is, or what came of it.

use axum::http::{HeaderName, HeaderValue, header};
use daftar_register::{Extent, Kept, Outcome, Rehearsal, Run};
use maud::{Markup, html};

use super::findings::list;
use super::trouble::not_done;
use super::{bundle, mended};
use crate::address::Address;
use crate::jobs::{Ended, Job, Level, Work};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// After so many seconds a page on which work goes on is loaded again.
const AGAIN: u8 = 3;

/// The header by which a page shows without a script, too, how far it is; and not the answer to a form, which would be sent
/// again.
pub(crate) fn again(visit: &Visit) -> Option<(HeaderName, HeaderValue)> {
    visit.site.0.jobs.last().filter(|job| job.ended.is_none())?;
    let again = HeaderValue::from_str(&format!("{AGAIN}; url={}", visit.along_to(&visit.path)));
    again.ok().map(|again| (header::REFRESH, again))
}

/// How far it is, or what came of it.
pub(crate) fn render(job: &Job, screen: &Screen<'_>) -> Markup {
    let words = match job.work {
        Work::Copy => "job-copy",
        Work::Check => "job-check",
        Work::Rehearse => "job-rehearse",
        Work::Sync => "job-sync",
        Work::Mend => "job-mend",
        Work::Prove => "job-prove",
        Work::Bundle => "job-bundle",
        Work::Take => "job-take",
        Work::LookThrough => "job-look-through",
        Work::Import => "job-import",
        Work::Compare => "job-compare",
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
                Some(Ended::Mended(repaired)) => (mended::render(repaired, &job.name, screen)),
                Some(Ended::Proved(run)) => (proved(run, screen)),
                Some(Ended::Bundled(parcel)) => (bundle::made(parcel, screen)),
                Some(Ended::Taken(rows)) => (bundle::taken(rows, screen)),
                Some(Ended::LookedThrough(_) | Ended::Imported(_)) => {
                    p { a href=(screen.plain(Address::Import)) { (screen.say("job-list-report")) } }
                },
                Some(Ended::Compared(pairs)) => {
                    p { (screen.count("job-compared", *pairs)) " " a href=(screen.plain(Address::Doubles)) { (screen.say("doubles")) } }
                },
                Some(Ended::Failed(trouble)) => (not_done(trouble, screen)),
            }
        }
    }
}

fn going(job: &Job, screen: &Screen<'_>) -> Markup {
    html! {
        p { (screen.say("job-goes-on")) }
        @if job.is_of_list() { p { (screen.count("job-rows", usize::try_from(job.done).unwrap_or(usize::MAX))) } }
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

/// What comparing all source files came to.
fn proved(run: &Run, screen: &Screen<'_>) -> Markup {
    let changed = run.changed.iter().map(|one| one.file.to_string());
    let missing = run.missing.iter().map(ToString::to_string);
    let unread = run.unread.iter().map(|one| format!("{}: {}", one.file, one.why));
    html! {
        p { (screen.count("job-proved", run.whole.len())) }
        @if !run.changed.is_empty() { p.warning { (screen.count("job-proved-changed", run.changed.len())) } }
        @if !run.missing.is_empty() { p.warning { (screen.count("job-proved-missing", run.missing.len())) } }
        @if !run.unread.is_empty() { p.warning { (screen.count("job-proved-unread", run.unread.len())) } }
        (list(changed.chain(missing).chain(unread)))
        @if !run.is_sound() { p { a href=(screen.plain(Address::Mend)) { (screen.say("mend-go")) } } }
    }
}
