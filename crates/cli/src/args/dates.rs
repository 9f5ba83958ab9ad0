//! The words of `daftar dates`.

use std::path::PathBuf;

/// What is read, and how it is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Dates {
    /// Text files in UTF-8 or UTF-16; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The encoding, where it is another, such as windows-1256.
    #[arg(long)]
    pub(crate) encoding: Option<String>,
    /// Each line is what a catalogue's field for a date says ("c. 1892", "Mamluk, 14th century"), not prose.
    #[arg(long, conflicts_with = "timex3")]
    pub(crate) field: bool,
    /// Where the things are from, a region of the table of periods such as levant: then "Iron Age" is that of the region.
    #[arg(long, requires = "field", value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// A table of named periods in place of the one inside the program.
    #[arg(long, requires = "field", value_name = "FILE")]
    pub(crate) periods: Option<PathBuf>,
    /// When the text was published, as EDTF (2031-10-13, 2031-10): "yesterday", «أمس» and months without a year count from there.
    #[arg(long, value_name = "DATE", conflicts_with = "field")]
    pub(crate) published: Option<String>,
    /// Write the text itself with its time expressions marked as TIMEX3.
    #[arg(long, conflicts_with = "json")]
    pub(crate) timex3: bool,
}
