//! Statements to a file, and back.

use std::path::PathBuf;

/// What is written out, and where to.
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// The CSV file to write; `-` for standard output.
    pub(crate) file: PathBuf,
    /// Of which cards: words, or a "phrase in quotes", as `daftar search` has them; of all, where nothing is asked.
    pub(crate) words: Vec<String>,
    /// Only of cards where it is so: FIELD=VALUE and so on, as `daftar search` has it.
    #[arg(long = "where", value_name = "FILTER")]
    pub(crate) filter: Vec<String>,
    /// Ask what was saved under this name, besides.
    #[arg(long, value_name = "NAME")]
    pub(crate) saved: Option<String>,
    /// Write over a file that is there already.
    #[arg(long)]
    pub(crate) force: bool,
    /// Write which statements were left out, and why, into this file, as JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub(crate) left_out: Option<PathBuf>,
}
