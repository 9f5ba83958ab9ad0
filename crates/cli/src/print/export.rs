//! What was written out, and what was not.

use std::fmt::Write as _;
use std::path::Path;

use daftar_register::WrittenOut;
use daftar_register::view::Audience;

/// What a sheet of statements holds, and what it does not.
pub(crate) fn exported(file: &Path, written: &WrittenOut, audience: Audience) -> String {
    let mut out = format!(
        "{}: {} statements about {} cards that were found and {} that these name\n",
        file.display(),
        written.statements,
        written.cards,
        written.named
    );
    let told = [
        (
            written.sealed,
            "statements are sealed in the notebook, and stand in this file in the open: keep it as you keep the passphrase; `daftar import` seals them again",
        ),
        (written.files, "statements name source files, which a sheet cannot carry: `daftar bundle make` carries them"),
        (written.without_words, "statements go without their words, which the public does not read"),
        (
            written.hidden,
            "statements are left out, for the public does not see them: --audience keeper writes them, too",
        ),
        (written.taken_back, "statements are left out that were taken back or gave way to others"),
        (written.about_sealed, "statements about sealed statements are left out, for these get other ids"),
        (
            written.locked,
            "sealed statements of the notebook cannot be opened by this device; what they are about is not known",
        ),
    ];
    for (count, words) in told.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(out, "{count} {words}");
    }
    if audience == Audience::Keeper && written.sealed == 0 {
        out.push_str("It is written for keepers: it may name persons whom the public does not see.\n");
    }
    out
}
