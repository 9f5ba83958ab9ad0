//! What checking every file found, as lines.

use std::fmt::Write as _;

use daftar_register::store::{Finding, Report};

/// Counts, then a line for each finding with what to do.
pub(crate) fn report(report: &Report) -> String {
    let counted = &report.counted;
    let mut out = format!(
        "{} logs, {} entries, {} signatures, {} statements, {} source files, {} forms: ",
        counted.logs, counted.entries, counted.signatures, counted.bodies, counted.files, counted.profiles
    );
    out.push_str(if report.findings.is_empty() { "all as it was written\n" } else { "\n" });
    report.findings.iter().for_each(|finding| line(&mut out, finding));
    out
}

fn line(out: &mut String, finding: &Finding) {
    let place = &finding.place;
    let _ = write!(out, "{} {}", finding.code, place.file);
    for (word, number) in [("line", place.line), ("byte", place.byte), ("entry", place.entry)] {
        if let Some(number) = number {
            let _ = write!(out, ", {word} {number}");
        }
    }
    if let Some(claim) = &place.claim {
        let _ = write!(out, ", {claim}");
    }
    let _ = writeln!(out, "\n    {}\n    {}", finding.message, finding.remedy);
}
