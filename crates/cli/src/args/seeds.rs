//! The arguments of what a seed bank asks of its lots.

/// By what forecasts are made.
#[derive(Debug, clap::Args)]
pub(crate) struct Ahead {
    /// The germination under which seed is to be renewed, in percent of what came up at first.
    #[arg(long, value_name = "PERCENT", default_value = "85")]
    pub(crate) below: f64,
    /// How sure a range is to hold, in percent.
    #[arg(long, value_name = "PERCENT", default_value = "90")]
    pub(crate) level: f64,
    /// As seen from this day; else today. What was recorded since counts all the same.
    #[arg(long, value_name = "DAY")]
    pub(crate) day: Option<String>,
}

/// The lots of a seed bank.
#[derive(Debug, clap::Args)]
pub(crate) struct Lots {
    /// One lot, with its whole book: its name, number or id.
    pub(crate) lot: Option<String>,
    #[command(flatten)]
    pub(crate) ahead: Ahead,
}

/// What to save first.
#[derive(Debug, clap::Args)]
pub(crate) struct SaveFirst {
    /// How much a term counts: half-years, no-copy, no-holder, last-seeds, only-one, sowing. `--weight no-copy=5`
    #[arg(long = "weight", value_name = "TERM=NUMBER")]
    pub(crate) weights: Vec<String>,
    /// At most so many.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) limit: Option<usize>,
    #[command(flatten)]
    pub(crate) ahead: Ahead,
}
