//! Statements to a file, and back.

use std::path::PathBuf;

/// How accessions are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Layout {
    /// Multi-Crop Passport Descriptors v2.1: the passport lists of genebanks.
    Mcpd,
    /// A Darwin Core archive with the germplasm extension: what gathers records of life takes in.
    DarwinCore,
}

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
    /// Write one row for each accession as this standard has it: mcpd, into a workbook if the file's name ends in .xlsx; or darwin-core,
    /// a zip with the germplasm extension. Nothing that is restricted is in it: givers, collectors, where it was collected, remarks.
    #[arg(long = "as", value_enum, value_name = "STANDARD", conflicts_with = "left_out")]
    pub(crate) standard: Option<Layout>,
    /// With --as: what is restricted, too, in the open. Asks for the passphrase, if there is one.
    #[arg(long, requires = "standard")]
    pub(crate) with_restricted: bool,
    /// Write over a file that is there already.
    #[arg(long)]
    pub(crate) force: bool,
    /// Write which statements were left out, and why, into this file, as JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub(crate) left_out: Option<PathBuf>,
}

/// What can be done with passport lists besides importing and exporting them.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Mcpd {
    /// Write a blank list as a workbook: its columns, and beside them how each is filled, in English and Arabic.
    Template {
        /// The workbook to write, `.xlsx`.
        file: PathBuf,
        /// Write over a file that is there already.
        #[arg(long)]
        force: bool,
    },
    /// How complete the passports are, from 0 to 10 (Passport Data Completeness Index), the least complete first, and what to fill next;
    /// for keepers.
    Score {
        /// Of which accessions: words, as `daftar search` has them; of all, where nothing is asked.
        words: Vec<String>,
        /// Only of those where it is so: FIELD=VALUE and so on.
        #[arg(long = "where", value_name = "FILTER")]
        filter: Vec<String>,
        /// At most so many.
        #[arg(long, value_name = "NUMBER")]
        limit: Option<usize>,
    },
    /// The names of accessions beside a list of crops: other names of the same, slips, crops without their species. Nothing is changed; for
    /// keepers.
    Names {
        /// Of which accessions: words, as `daftar search` has them; of all, where nothing is asked.
        words: Vec<String>,
        /// Only of those where it is so: FIELD=VALUE and so on.
        #[arg(long = "where", value_name = "FILTER")]
        filter: Vec<String>,
        /// Another list than the shipped one: CSV with a column name, taxon or scientificName, and perhaps one of synonyms.
        #[arg(long, value_name = "FILE")]
        list: Option<PathBuf>,
    },
}
