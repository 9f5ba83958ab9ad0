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
    /// Write the text itself with its time expressions marked as TIMEX3.
    #[arg(long, conflicts_with = "json")]
    pub(crate) timex3: bool,
}
