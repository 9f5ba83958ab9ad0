//! What a check found, in plain words: what is wrong, what to do next, and in which files.

use std::collections::BTreeMap;

use daftar_register::store::{Finding, Place, Report, Severity};
use maud::{Markup, html};

use super::index;
use crate::screen::Screen;

/// Of so many places of one fault each is named.
const NAMED: usize = 50;

/// What a finding means, and what to do about it: the ids of the words that say so.
fn meaning(code: &str) -> (&'static str, &'static str) {
    match code {
        "body-changed" | "bodies-changed" | "bodies-missing" | "frame-damaged" => ("finding-statements", "remedy-copy"),
        "header-damaged" | "signature" | "note-damaged" => ("finding-entries", "remedy-copy"),
        "entry-lost" => ("finding-lost", "remedy-copy"),
        "settings" | "founding-missing" => ("finding-settings", "remedy-copy"),
        "file-changed" => ("finding-file", "remedy-copy"),
        "evidence-absent" => ("finding-file-absent", "remedy-bundle"),
        "profile-changed" | "profile-missing" => ("finding-form", "remedy-copy"),
        "newer-format" => ("finding-newer", "remedy-newer"),
        "index-behind" | "index-unsealed" | "index-changed" => ("finding-index", "remedy-rebuild"),
        "torn" | "unfinished" | "rewriting" => ("finding-interrupted", "remedy-nothing"),
        "erasure-unfinished" => ("finding-erasure", "remedy-erase"),
        "stray" => ("finding-stray", "remedy-stray"),
        _ => ("finding-other", "remedy-copy"),
    }
}

/// Findings that mean the same: how much they matter, what they mean, what to do.
type Meant = (Severity, &'static str, &'static str);

fn grouped(report: &Report) -> BTreeMap<Meant, Vec<&Finding>> {
    let mut groups: BTreeMap<Meant, Vec<&Finding>> = BTreeMap::new();
    for one in &report.findings {
        let (what, remedy) = meaning(one.code);
        groups.entry((one.severity, what, remedy)).or_default().push(one);
    }
    groups
}

/// Whether a copy could undo some of it.
pub(super) fn need_a_copy(report: &Report) -> bool {
    report.findings.iter().any(|one| ["remedy-copy", "remedy-bundle"].contains(&meaning(one.code).1))
}

pub(super) fn render(report: &Report, screen: &Screen<'_>) -> Markup {
    let looked_at = usize::try_from(report.counted.bodies).unwrap_or(usize::MAX);
    html! {
        section role="status" {
            h2 { (screen.say("health-checked")) }
            p { (screen.count("health-looked-at", looked_at)) }
            @if report.findings.is_empty() { p { (screen.say("health-well")) } }
            ul.plain {
                @for (meant, findings) in grouped(report) { li { (group(meant, &findings, screen)) } }
            }
        }
    }
}

fn group((severity, what, remedy): Meant, findings: &[&Finding], screen: &Screen<'_>) -> Markup {
    let severity = match severity {
        Severity::Damage => "health-damage",
        Severity::Warning => "health-warning",
        Severity::Note => "health-note",
    };
    html! {
        p { span.mark { (screen.say(severity)) } " " strong { (screen.say(what)) } }
        p { (screen.say(remedy)) }
        @if remedy == "remedy-rebuild" { (index::button(false, screen)) }
        details {
            summary { (screen.count("finding-places", findings.len())) }
            ul {
                @for one in findings.iter().take(NAMED) { li { (place(&one.place)) } }
            }
            @if findings.len() > NAMED { p.quiet { (screen.count("finding-more", findings.len() - NAMED)) } }
        }
    }
}

/// The file, and how far in it.
fn place(place: &Place) -> Markup {
    html! {
        bdi.code dir="ltr" {
            (place.file)
            @if let Some(line) = place.line { ":" (line) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sources that make findings.
    const MAKERS: [&str; 5] = [
        include_str!("../../../../store/src/verify/mod.rs"),
        include_str!("../../../../store/src/verify/files.rs"),
        include_str!("../../../../store/src/verify/chain.rs"),
        include_str!("../../../../store/src/verify/bodies.rs"),
        include_str!("../../../../register/src/check.rs"),
    ];

    #[test]
    fn every_finding_has_words_of_its_own() {
        let mut known = 0;
        for call in ["Finding::damage(", "Finding::warning(", "Finding::note(", "code: "] {
            for rest in MAKERS.iter().flat_map(|source| source.split(call).skip(1)) {
                let Some(code) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                    continue;
                };
                assert_ne!(meaning(code).0, "finding-other", "{code}");
                known += 1;
            }
        }
        assert!(known > 25, "{known}");
    }
}
