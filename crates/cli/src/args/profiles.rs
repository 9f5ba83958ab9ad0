//! Profiles: which kinds of things there are, and what can be said of them.

use std::path::PathBuf;

use clap::Subcommand;

/// Profiles.
#[derive(Debug, clap::Args)]
pub(crate) struct Profiles {
    /// What to do; else all kinds are listed.
    #[command(subcommand)]
    pub(crate) what: Option<ProfilesDo>,
}

/// What to do with profiles.
#[derive(Debug, Subcommand)]
pub(crate) enum ProfilesDo {
    /// List the kinds that there are.
    List,
    /// Tell the properties of a kind: their types, who may see them, their names in the standards, what is required.
    Show {
        /// The kind, by its id or its label in either language.
        kind: String,
    },
    /// Check profile files: what is wrong, with the line, and what to do. Ends with 1 where one cannot be brought into force.
    ///
    /// In a notebook it is checked beside the profiles in force there; else beside those that come with the program.
    Check {
        /// TOML files; those in the source's folder `profiles` show how they are written.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Bring profiles into force beside those that are: forms, import, checks and lists follow from them.
    Add {
        /// TOML files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Set for how many days after it was said the public is not told what a property says: whether a well works. What is
    /// sealed is not told at all.
    ///
    /// Counted from the day on which it was said, or on which its source was published, or else recorded; of what is yet to come, from
    /// then. It holds whoever said it, in published sources too, and in every copy of the notebook. Without DAYS it says what is held back
    /// now. Lists of search, of differences and exports of tables leave it out at all times.
    HoldBack {
        /// The property, such as `function`.
        property: Option<String>,
        /// So many days; 0 for not at all.
        #[arg(long, requires = "property")]
        days: Option<u32>,
    },
    /// Bring into force what came with a newer version of the program.
    Update,
}
