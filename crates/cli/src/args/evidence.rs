//! Source files and their safekeeping.

use std::path::PathBuf;

use clap::Subcommand;

/// Source files.
#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// Keep files as source files, as they are. That they came is recorded, and whence if you say so.
    Add {
        /// The files: of any kind.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Keep them encrypted, each under a key of its own.
        #[arg(long)]
        restricted: bool,
        #[command(flatten)]
        collected: Collecting,
    },
    /// List the source files: what each is called, how long it is, when it was last found whole.
    List {
        /// Only those not found whole in so long: 90d, 12w.
        #[arg(long, value_name = "TIME", value_parser = days)]
        older_than: Option<u32>,
    },
    /// The safekeeping history of a file: who did what with it when, and what in that does not fit together.
    ///
    /// Sealed steps are shown with --audience keeper.
    Show {
        /// The source file.
        file: String,
    },
    /// Hash source files again, on all cores, and record what was found whole.
    ///
    /// One statement says which files were whole, whether they are ten or ten thousand: it names a list that
    /// `sha256sum -c` takes. Each damaged or missing file is named. Told to stop (Ctrl-C), it records what is done; run again,
    /// it goes on.
    Verify {
        /// The source files; else all.
        files: Vec<String>,
        /// Only those not found whole in so long: 90d, 12w.
        #[arg(long, value_name = "TIME", value_parser = days, conflicts_with = "files")]
        older_than: Option<u32>,
    },
    /// Record whence a file was come by, before it was kept here.
    Collect {
        /// The source file.
        file: String,
        #[command(flatten)]
        collected: Collecting,
        #[command(flatten)]
        step: Stepping,
    },
    /// Record that the original was handed to somebody.
    Transfer {
        /// The source file.
        file: String,
        /// To whom.
        #[arg(long)]
        to: String,
        /// By whom, if not by you.
        #[arg(long)]
        giver: Option<String>,
        /// When, if not today.
        #[arg(long, value_name = "DATE")]
        when: Option<String>,
        #[command(flatten)]
        step: Stepping,
    },
    /// Record that a copy is kept elsewhere.
    Copy {
        /// The source file.
        file: String,
        /// Where.
        #[arg(long)]
        to: String,
        /// When, if not today.
        #[arg(long, value_name = "DATE")]
        when: Option<String>,
        #[command(flatten)]
        step: Stepping,
    },
    /// Write a copy to look at, and record that.
    View {
        /// The source file.
        file: String,
        /// Where to write it: a new file.
        to: PathBuf,
    },
    /// Write a copy for others with its safekeeping history beside it, and record that.
    ///
    /// `COPY.custody.json` says what the copy's hash is, where the file has been, and how to check it with `sha256sum`.
    Export {
        /// The source file.
        file: String,
        /// Where to write it: a new file.
        to: PathBuf,
        /// For whom.
        #[arg(long = "for", value_name = "WHOM")]
        recipient: Option<String>,
        /// With the sealed steps, too.
        #[arg(long)]
        restricted: bool,
    },
    /// Keep a redacted copy as a source file of its own. The original is restricted from then on.
    Redact {
        /// The original.
        file: String,
        /// The redacted copy.
        redacted: PathBuf,
        /// What the redacted copy is called; else its file's name.
        #[arg(long)]
        title: Option<String>,
    },
    /// Erase a source file for ever, here and on every copy that hears of it. Who did so and why stays.
    Dispose {
        /// The source file.
        file: String,
        /// On what ground.
        #[arg(long, value_parser = ["consent-withdrawn", "safety", "mistake", "law"])]
        ground: String,
        /// Why, in words.
        #[arg(long)]
        why: Option<String>,
        /// Do it without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Write out what a source file says, for scripts: nothing is recorded. A restricted one asks for the passphrase.
    Get {
        /// The source file.
        file: String,
        /// Where to write it: a new file.
        to: PathBuf,
    },
}

/// How a file was come by.
#[derive(Debug, clap::Args)]
pub(crate) struct Collecting {
    /// Where it was come by: an address of the web, or a place in words.
    #[arg(long = "where", value_name = "WHERE")]
    pub(crate) place: Option<String>,
    /// When it was captured.
    #[arg(long, value_name = "DATE")]
    pub(crate) captured: Option<String>,
    /// By whom, if not by you.
    #[arg(long, value_name = "WHO")]
    pub(crate) by: Option<String>,
    /// With which tool.
    #[arg(long)]
    pub(crate) tool: Option<String>,
}

/// What goes with any step.
#[derive(Debug, clap::Args)]
pub(crate) struct Stepping {
    /// Why.
    #[arg(long)]
    pub(crate) why: Option<String>,
    /// Let everybody read it.
    #[arg(long, conflicts_with = "seal")]
    pub(crate) open: bool,
    /// Seal it, whatever it says.
    #[arg(long)]
    pub(crate) seal: bool,
}

impl Stepping {
    /// Whether everybody may read it, if that was said.
    pub(crate) fn is_open(&self) -> Option<bool> {
        if self.open { Some(true) } else { self.seal.then_some(false) }
    }
}

/// Reads a number of days such as 90d or 12w.
fn days(text: &str) -> Result<u32, String> {
    let (digits, each) = match text.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix('d').unwrap_or(text), 1),
    };
    let number = digits.parse::<u32>().ok().and_then(|number| number.checked_mul(each));
    number.ok_or_else(|| "expected a number of days or weeks such as 90d or 12w".to_owned())
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_and_weeks() {
        assert_eq!((days("90d"), days("12w"), days("7")), (Ok(90), Ok(84), Ok(7)));
        assert!(days("soon").is_err() && days("-1d").is_err() && days("w").is_err());
    }
}
