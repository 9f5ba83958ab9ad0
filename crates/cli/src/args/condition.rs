//! Questions to the states of things, and totals.

/// Whose state, and between which days of saying.
#[derive(Debug, clap::Args)]
pub(crate) struct Condition {
    /// A thing: a name, the beginning of one, or an id.
    #[arg(required_unless_present = "kind", conflicts_with_all = ["kind", "place"])]
    pub(crate) name: Option<String>,
    /// All things of a kind, such as water-point.
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// Of these only what is said to lie in this place, or in something that lies in it.
    #[arg(long, value_name = "NAME", requires = "kind")]
    pub(crate) place: Option<String>,
    /// What was learned between --known and this day: what was said for the first time, what changed, where sources came to differ or no
    /// longer do, and the statements that made the difference.
    #[arg(long, value_name = "DATE", requires = "known")]
    pub(crate) against: Option<String>,
}

/// What is counted, into which groups, and of how many.
#[derive(Debug, clap::Args)]
pub(crate) struct Totals {
    /// Only things of this kind; may be given several times. Else all that have a state or are counted.
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Only what is said to lie in this place, or in something that lies in it.
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Option<String>,
    /// Into which groups they are parted.
    #[arg(long, value_enum, default_value_t = By::Whole)]
    pub(crate) by: By,
    /// How many there are in all, where that is not how many this notebook has. Say where the number comes from.
    #[arg(long, value_name = "N", requires = "of_source", conflicts_with = "of_register", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) of: Option<u64>,
    /// The source of that number.
    #[arg(long, value_name = "SOURCE", requires = "of")]
    pub(crate) of_source: Option<String>,
    /// Shares of the things that this notebook has; it is so where no number is given.
    #[arg(long)]
    pub(crate) of_register: bool,
    /// The property whose scale is counted.
    #[arg(long, value_name = "PROPERTY", default_value = "state")]
    pub(crate) scale: String,
}

/// Into which groups things are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum By {
    /// None.
    Whole,
    /// What they are.
    Kind,
    /// Where they lie; sensitive ones, for the public, by the square of the map.
    Place,
    /// The state that they may be in.
    State,
    /// The month in which that began.
    Month,
    /// Each source by itself.
    Source,
    /// Each speaker by themselves.
    Speaker,
}
