//! What mending came to, in plain words: what was found, what is whole again, what is still missing, and where to ask next.

use daftar_register::store::{Finding, Mend, Report, Severity};
use daftar_register::{HeardFrom, Repaired};
use maud::{Markup, html};

use super::findings::list;
use crate::address::Address;
use crate::screen::Screen;
use crate::words::Said;

/// Folders of a register, and the words that count what was mended in them.
const PARTS: [(&str, &str); 4] = [
    ("logs/", "mended-logs"),
    ("evidence/", "mended-files"),
    ("profiles/", "mended-forms"),
    ("register.json", "mended-settings"),
];

/// Mending from what is called `name`.
pub(super) fn render(repaired: &Repaired, name: &str, screen: &Screen<'_>) -> Markup {
    let (found, left) = (damaged(&repaired.found), damaged(&repaired.verified));
    html! {
        p { (screen.count("mended-found", found.len())) }
        (files(&found, screen))
        @for heard in &repaired.heard { (said_by(heard, screen)) }
        @if repaired.work.mended.is_empty() { p { (screen.say("mended-nothing")) } } @else {
            ul { @for (words, n) in counted(&repaired.work.mended) { li { (screen.count(words, n)) } } }
        }
        @match left.is_empty() {
            true => p { strong { (screen.say("mended-whole")) } },
            false => {
                p.warning { (screen.count("mended-left", left.len())) }
                (list(repaired.work.left.iter().map(|one| format!("{}: {}", one.file, one.words))))
                p { (screen.tell("mended-next", &[("name", Said::Text(name))])) " " a href=(screen.plain(Address::Copies)) { (screen.say("nav-copies")) } }
            },
        }
        (details(&repaired.work.mended, screen))
    }
}

/// What a copy could undo.
fn damaged(report: &Report) -> Vec<&Finding> {
    let is_loss = |one: &&Finding| one.severity == Severity::Damage || one.code == "evidence-absent";
    report.findings.iter().filter(is_loss).collect()
}

fn files(findings: &[&Finding], screen: &Screen<'_>) -> Markup {
    let mut files: Vec<&str> = findings.iter().map(|one| one.place.file.as_str()).collect();
    files.dedup();
    html! {
        @if !files.is_empty() {
            details {
                summary { (screen.count("finding-places", files.len())) }
                (list(files.into_iter().map(str::to_owned)))
            }
        }
    }
}

fn said_by(heard: &HeardFrom, screen: &Screen<'_>) -> Markup {
    let number = |n: u64| Said::Number(usize::try_from(n).unwrap_or(usize::MAX));
    let gave = [("name", Said::Text(&heard.peer)), ("entries", number(heard.entries)), ("files", number(heard.files))];
    html! {
        p { (screen.tell("mended-heard", &gave)) }
        @if heard.kept_back > 0 {
            p.warning { (screen.count("mended-kept-back", usize::try_from(heard.kept_back).unwrap_or(usize::MAX))) }
        }
        @for why in heard.broke.iter() {
            p.warning { (screen.say("mended-broke")) " " bdi lang="en" dir="ltr" { (why) } }
        }
    }
}

/// How much of each part was mended.
fn counted(mended: &[Mend]) -> impl Iterator<Item = (&'static str, usize)> {
    let of = |start: &str| mended.iter().filter(|one| one.file.starts_with(start)).count();
    PARTS.map(|(start, words)| (words, of(start))).into_iter().filter(|(_, n)| *n > 0)
}

fn details(mended: &[Mend], screen: &Screen<'_>) -> Markup {
    html! {
        @if !mended.is_empty() {
            details {
                summary { (screen.say("mended-details")) }
                (list(mended.iter().map(|one| format!("{}: {}", one.file, one.words))))
            }
        }
    }
}
