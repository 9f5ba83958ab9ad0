//! The words of `daftar eval`.

use std::path::PathBuf;

/// By what the reader is measured, and what is shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Eval {
    /// Folders with texts.jsonl and gold.jsonl.
    #[arg(required = true, value_name = "CORPUS")]
    pub(crate) corpora: Vec<PathBuf>,
    /// List what was missed, what should not be there and what differs. Not for the half of a corpus that rules are not tuned on.
    #[arg(long)]
    pub(crate) misses: bool,
}
