//! Findings in the words of whatever found them.

use maud::{Markup, html};

/// Of so many findings each is shown.
const SHOWN: usize = 20;

/// Shows them, if there are any.
pub(super) fn list(findings: impl Iterator<Item = String>) -> Markup {
    let findings: Vec<String> = findings.collect();
    html! {
        @if !findings.is_empty() {
            ul.plain { @for one in findings.iter().take(SHOWN) { li { bdi.code lang="en" dir="ltr" { (one) } } } }
            @if findings.len() > SHOWN { p { "… " (findings.len() - SHOWN) } }
        }
    }
}
