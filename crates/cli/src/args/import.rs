//! Lists of things.

use std::path::PathBuf;

use clap::ValueEnum;

/// A list to import.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The list.
    pub(crate) file: PathBuf,
    /// What each row is: object, well, building, person, …
    #[arg(long, default_value = "object")]
    pub(crate) kind: String,
    /// The standard that the list follows. Of accessions and of events (--kind event) it is seen by the headers; this says so of
    /// fewer columns, and of a list that was read otherwise before.
    #[arg(long = "as", value_enum, value_name = "STANDARD", conflicts_with = "mapping")]
    pub(crate) standard: Option<Standard>,
    /// What the columns mean: a TOML file, as --save-mapping writes it; else as at the last import, else guessed from the
    /// headers and shown.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Write what the columns are taken for into this file, to be mended, and import nothing.
    #[arg(long, value_name = "FILE")]
    pub(crate) save_mapping: Option<PathBuf>,
    /// The column that tells one thing from all others, as its number; several together may do.
    #[arg(long, value_name = "COLUMN", conflicts_with = "no_key")]
    pub(crate) key: Vec<String>,
    /// No column does: then a row that was changed in the list is another thing.
    #[arg(long)]
    pub(crate) no_key: bool,
    /// The sheet of a workbook; else its first filled one.
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    /// The row of the header, or its rows (`2-3`), or `none`; else it is found.
    #[arg(long, value_name = "ROWS")]
    pub(crate) header: Option<String>,
    /// The encoding, where the letters come out wrong: windows-1256, iso-8859-6, …
    #[arg(long)]
    pub(crate) encoding: Option<String>,
    /// What comes first where the list writes 03/04/1931, the day or the month; else it is read as both, with a doubt. It is kept
    /// in the mapping.
    #[arg(long, value_enum)]
    pub(crate) dates: Option<Order>,
    /// Where its things are from, a region of the table of periods such as levant: then "Iron Age" in a column of dates is read by
    /// what it means there, with a doubt; else names of periods are kept as they are written. It is kept in the mapping.
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// The day of which the list tells (2031-03-01, 2031-03, 2031): what changes in time and has no date of its own in the list, held
    /// then. A mapping may name a column of dates for a column (`when-from`). It is kept in the mapping.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// In which system of coordinates its shapes are (EPSG:32637), where the file does not say it, or not rightly: degrees, UTM on WGS 84
    /// and Web Mercator are reckoned, others are named and kept as they are written. It is kept in the mapping.
    #[arg(long, value_name = "EPSG")]
    pub(crate) crs: Option<String>,
    /// When the file was fetched (2031-03-01): data sets change, and each of their vintages is recorded with its day.
    #[arg(long, value_name = "DATE")]
    pub(crate) retrieved: Option<String>,
    /// Record of each row that stood in an earlier vintage and is gone from this one that the list withdrew it, as of --retrieved. What it
    /// said still stands; without this it is only told.
    #[arg(long)]
    pub(crate) note_gone: bool,
    /// What the list is called as a source; else as its file.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The id of the list, where its file has another name than at the last import.
    #[arg(long, value_name = "ID")]
    pub(crate) data_set: Option<String>,
    /// What becomes of what a cell said that is empty now.
    #[arg(long, value_enum)]
    pub(crate) emptied: Option<Emptied>,
    /// Seal all of it: only keepers read it, after the passphrase. So it is by itself with lists of what the forms restrict:
    /// families, persons, stores, gifts, loans.
    #[arg(long)]
    pub(crate) restricted: bool,
    /// Do not seal a list of what the forms restrict: whoever has the files can read it.
    #[arg(long, conflicts_with = "restricted")]
    pub(crate) open: bool,
    /// Only tell what would come of it.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Do not ask: the columns mean what was guessed.
    #[arg(long)]
    pub(crate) yes: bool,
    /// The folder with the pictures that a column names: they are kept, and said to show the thing.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) pictures: Option<PathBuf>,
    /// Write the rows that were refused into this CSV file, or workbook (.xlsx), with the reasons, to be mended and imported
    /// again.
    #[arg(long, value_name = "FILE")]
    pub(crate) refused: Option<PathBuf>,
    /// Write what became of every row into this file, as JSON Lines.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

/// A standard for lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Standard {
    /// Multi-Crop Passport Descriptors v2.1: the passport lists of genebanks.
    Mcpd,
    /// The Georeferenced Event Dataset of the Uppsala Conflict Data Program: each row is an event.
    UcdpGed,
    /// ACLED (Armed Conflict Location & Event Data): each row is an event.
    Acled,
}

/// What comes first in dates of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// The day: 03/04/1931 is in April.
    DayFirst,
    /// The month: 03/04/1931 is in March.
    MonthFirst,
}

/// What becomes of what a cell said that is empty now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Emptied {
    /// It still stands.
    Keep,
    /// It is taken back.
    Withdraw,
}
