//! Statements: made, chosen, said, erased.

/// Which suggestions.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Chosen {
    /// All.
    #[arg(long)]
    pub(crate) all: bool,
    /// Those of this source.
    #[arg(long)]
    pub(crate) document: Option<String>,
    /// These.
    pub(crate) ids: Vec<String>,
    /// With proposed links between cards, too.
    #[arg(long)]
    pub(crate) links: bool,
}

/// A statement by hand.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// What it is about: a name or id. A new name makes a new card, if --kind says of which kind.
    pub(crate) about: String,
    /// Which property, as the forms name it: state, founded, holds, …
    pub(crate) property: String,
    /// The kind of a new card: museum, object, water-point, …
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[command(flatten)]
    pub(crate) said: Said,
    /// Seal it.
    #[arg(long)]
    pub(crate) restricted: bool,
    /// Persons whom a sealed statement concerns.
    #[arg(long)]
    pub(crate) concerns: Vec<String>,
}

/// What is said, and by whom.
#[derive(Debug, clap::Args)]
pub(crate) struct Said {
    /// The value: text, a number ("12.5 m"), a count ("60", "60..", "50..70"), a date, a code, a name, WKT, `unknown`, `none`.
    pub(crate) value: String,
    #[command(flatten)]
    pub(crate) how: How,
}

/// How it is known.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
pub(crate) struct How {
    /// When it held or happened.
    #[arg(long)]
    pub(crate) when: Option<String>,
    /// The source, by name or id; else you yourself.
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// Who says so, if not the source.
    #[arg(long)]
    pub(crate) said_by: Option<String>,
    /// When it was said.
    #[arg(long)]
    pub(crate) stated: Option<String>,
    /// In which words.
    #[arg(long)]
    pub(crate) quote: Option<String>,
    /// How sure the speaker is.
    #[arg(long, value_parser = ["possible", "probable", "doubtful"])]
    pub(crate) certainty: Option<String>,
    /// The language of a text.
    #[arg(long)]
    pub(crate) text_lang: Option<String>,
}

/// What is to become of all cards that a search finds.
#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    /// Words, or a "phrase in quotes", or property:words, as in a search.
    pub(crate) words: Vec<String>,
    /// Only cards where it is so, as in a search: FIELD=VALUE, FIELD:WORDS, FIELD?, FIELD- and so on.
    #[arg(long = "where", value_name = "FILTER", required_unless_present = "words")]
    pub(crate) filter: Vec<String>,
    /// The property that is changed.
    #[arg(long)]
    pub(crate) property: String,
    /// Say this of each.
    #[arg(long, value_name = "VALUE", required_unless_present_any = ["replace", "withdraw"])]
    pub(crate) say: Vec<String>,
    /// Only where nothing is said yet.
    #[arg(long, requires = "say")]
    pub(crate) only_unsaid: bool,
    /// Put the value of --by in the place of this one, where you recorded it.
    #[arg(long, value_name = "VALUE", requires = "by", conflicts_with = "say")]
    pub(crate) replace: Option<String>,
    /// What takes its place. It keeps source, date and words of what it replaces, unless others are given.
    #[arg(long, value_name = "VALUE", requires = "replace")]
    pub(crate) by: Option<String>,
    /// Take this value back, where you recorded it.
    #[arg(long, value_name = "VALUE", conflicts_with_all = ["say", "replace"])]
    pub(crate) withdraw: Option<String>,
    #[command(flatten)]
    pub(crate) how: How,
    /// Seal what is said.
    #[arg(long)]
    pub(crate) restricted: bool,
    /// Persons whom a sealed statement concerns.
    #[arg(long)]
    pub(crate) concerns: Vec<String>,
    /// Only tell what would become of each card.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Do it without asking.
    #[arg(long)]
    pub(crate) yes: bool,
}

/// What to erase.
#[derive(Debug, clap::Args)]
pub(crate) struct Erase {
    /// Statements.
    pub(crate) claims: Vec<String>,
    /// Everything that speaks of this person: statements, quotations, source files with the name in them.
    #[arg(long)]
    pub(crate) person: Option<String>,
    /// Source files, `file:…`
    #[arg(long)]
    pub(crate) file: Vec<String>,
    /// Why.
    #[arg(long, default_value = "consent-withdrawn", value_parser = ["consent-withdrawn", "safety", "mistake", "law"])]
    pub(crate) ground: String,
    /// Do it without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    /// List erasures of others that wait for a keeper here.
    #[arg(long)]
    pub(crate) waiting: bool,
    /// Agree to a waiting one, as `--waiting` lists it.
    #[arg(long, value_name = "KEY/NUMBER")]
    pub(crate) consent: Option<String>,
}
