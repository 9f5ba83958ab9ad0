//! The arguments of seed that was lent.

use clap::Subcommand;

/// What to do with a promise.
#[derive(Debug, Subcommand)]
pub(crate) enum PromiseDo {
    /// Seed came back: it becomes a new lot, grown from the lent one, and the promise names it; in one entry.
    Return(Back),
    /// Nothing more is owed.
    Forgive {
        /// The promise: its id, or the first digits of it.
        promise: String,
        /// Why: others will ask.
        why: String,
        /// On which day that was decided; else today.
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
    },
}

/// Seed that came back.
#[derive(Debug, clap::Args)]
pub(crate) struct Back {
    /// The promise: its id, or the first digits of it.
    pub(crate) promise: String,
    /// How much, with its unit: "3 kg", "500 seeds", "2 jars".
    #[arg(allow_hyphen_values = true)]
    pub(crate) quantity: String,
    /// On which day it came; else today.
    #[arg(long, value_name = "DAY")]
    pub(crate) day: Option<String>,
    /// When it was harvested.
    #[arg(long, value_name = "DATE")]
    pub(crate) harvested: Option<String>,
    /// The number of the new lot.
    #[arg(long)]
    pub(crate) number: Option<String>,
    /// Where it is kept.
    #[arg(long = "at-place", value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// From which of the lots that were lent it was grown, where there were several.
    #[arg(long, value_name = "LOT")]
    pub(crate) parent: Option<String>,
}
