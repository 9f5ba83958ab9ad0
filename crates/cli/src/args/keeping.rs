//! The arguments of what is kept where and carried: boxes and stock-takings.

use clap::Subcommand;
use daftar_web::LABEL_SIZES;

/// Putting things into a box.
#[derive(Debug, clap::Args)]
pub(crate) struct Pack {
    /// The box, shelf or store: its name, number, code or id.
    pub(crate) into: String,
    /// What is put there: numbers, or codes of labels. Boxes have numbers, too.
    #[arg(required = true)]
    pub(crate) numbers: Vec<String>,
    /// On which day; else today.
    #[arg(long, value_name = "DAY")]
    pub(crate) day: Option<String>,
    /// From where; else as the record has it. What the record has elsewhere is named, and nothing is recorded.
    #[arg(long, value_name = "PLACE")]
    pub(crate) from: Option<String>,
    /// Who carried it out.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Vec<String>,
    /// Why.
    #[arg(long, value_name = "WORDS")]
    pub(crate) why: Option<String>,
    /// Make the box, if nothing here is called so.
    #[arg(long)]
    pub(crate) new: bool,
}

/// Labels to be printed.
#[derive(Debug, clap::Args)]
pub(crate) struct Labels {
    /// Numbers, or codes of labels.
    #[arg(required_unless_present = "within")]
    pub(crate) numbers: Vec<String>,
    /// All lots of seeds that are kept within this store, shelf or box.
    #[arg(long = "in", value_name = "PLACE")]
    pub(crate) within: Option<String>,
    /// The page that is written.
    #[arg(long, required = true, value_name = "FILE.html")]
    pub(crate) to: std::path::PathBuf,
    /// How many of each.
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) copies: u16,
    /// Their size: sheets of A4, or rolls of 62, 57 or 40 mm.
    #[arg(long, default_value = "a4-3x7", value_parser = LABEL_SIZES.map(|(size, ..)| size))]
    pub(crate) size: String,
    /// With name and place; else they say the number and nothing else.
    #[arg(long)]
    pub(crate) with_name: bool,
}

/// A phone that counts.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Pair {
    #[command(subcommand)]
    pub(crate) what: Option<PairDo>,
    /// The lot that is counted, or the store, shelf or box whose lots are: its number, code or name.
    pub(crate) task: Option<String>,
    /// The address of this computer at which the phone reaches it; not needed where it has but one in a local network.
    #[arg(long, value_name = "IP")]
    pub(crate) address: Option<std::net::IpAddr>,
    /// The port; any that is free unless given.
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    pub(crate) port: u16,
    /// For how many minutes.
    #[arg(long, default_value_t = 60, value_name = "MINUTES")]
    pub(crate) minutes: u64,
    /// Who counts, if it is not you.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
}

/// What can be done about a phone besides pairing it.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum PairDo {
    /// End the pairing, whoever began it: here, in another terminal, or in the browser.
    End,
}

/// Handing things over.
#[derive(Debug, clap::Args)]
pub(crate) struct Handover {
    /// What is handed over: numbers, or codes of labels, of things or boxes; after a colon the state.
    #[arg(required = true, value_name = "NUMBER[: STATE]")]
    pub(crate) what: Vec<String>,
    /// Who hands over.
    #[arg(long, required = true, value_name = "NAME")]
    pub(crate) from: Vec<String>,
    /// Who receives.
    #[arg(long, required = true, value_name = "NAME")]
    pub(crate) to: Vec<String>,
    /// On which day; else today.
    #[arg(long, value_name = "DAY")]
    pub(crate) day: Option<String>,
    /// The place of keeping where it goes: from that day it is their place.
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// On what terms: for how long, who may see it, when it comes back.
    #[arg(long, value_name = "WORDS")]
    pub(crate) terms: Option<String>,
    /// What else is to be said, such as why.
    #[arg(long, value_name = "WORDS")]
    pub(crate) words: Option<String>,
    /// Write the receipt, in both languages with room for signatures, as a page to be printed.
    #[arg(long, value_name = "FILE.html")]
    pub(crate) receipt: Option<std::path::PathBuf>,
}

/// Taking stock of a place of keeping.
#[derive(Debug, Subcommand)]
pub(crate) enum Stock {
    /// The stock-takings, those that go on first.
    List,
    /// Begin one.
    Begin {
        /// The store, shelf or box.
        place: String,
        /// On which day; else today.
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Who looks, if it is not you.
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// What should be there, what was found, and what differs.
    Show {
        /// The stock-taking: its id, or the beginning of it.
        stock: String,
    },
    /// Record what was seen. It can be left and gone on with at any time.
    Look(Look),
}

/// What was seen.
#[derive(Debug, clap::Args)]
pub(crate) struct Look {
    /// The stock-taking: its id, or the beginning of it.
    pub(crate) stock: String,
    /// Numbers of things that are where they are said to be.
    #[arg(long, num_args = 1.., value_name = "NUMBER")]
    pub(crate) seen: Vec<String>,
    /// Numbers of things that are not.
    #[arg(long, num_args = 1.., value_name = "NUMBER")]
    pub(crate) not_seen: Vec<String>,
    /// A thing that is elsewhere, and where: NUMBER=PLACE.
    #[arg(long, num_args = 1.., value_name = "NUMBER=PLACE")]
    pub(crate) elsewhere: Vec<String>,
    /// Numbers of things that are here and listed elsewhere.
    #[arg(long, num_args = 1.., value_name = "NUMBER")]
    pub(crate) here: Vec<String>,
    /// Things here without a number, in words.
    #[arg(long, value_name = "WORDS")]
    pub(crate) unnumbered: Vec<String>,
    /// The stock-taking ends with this, today.
    #[arg(long)]
    pub(crate) end: bool,
}
