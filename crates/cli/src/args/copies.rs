//! Copies: bundles, sealed copies, peers.

use std::path::PathBuf;

use clap::Subcommand;

/// Syncing with a peer.
#[derive(Debug, clap::Args)]
pub(crate) struct Sync {
    /// The peer, by its name or address.
    #[arg(required_unless_present = "stdio")]
    pub(crate) peer: Option<String>,
    /// Answer a peer over standard input and output: what the other side runs here, by SSH for example.
    #[arg(long, conflicts_with_all = ["peer", "through"])]
    pub(crate) stdio: bool,
    /// Speak to the peer through this command's input and output, in the place of its address.
    #[arg(long, value_name = "COMMAND")]
    pub(crate) through: Option<String>,
    /// The most bytes a second, both ways together: 50k, 2M.
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub(crate) limit: Option<u64>,
}

/// Reads a number of bytes such as 50k.
fn bytes(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.trim_end_matches(['k', 'K', 'm', 'M']) {
        digits if digits.len() == text.len() => (digits, 1),
        digits if text.ends_with(['k', 'K']) && text.len() == digits.len() + 1 => (digits, 1_000),
        digits if text.len() == digits.len() + 1 => (digits, 1_000_000),
        _ => ("", 1),
    };
    let number = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)).filter(|number| *number > 0);
    number.ok_or_else(|| "expected a number of bytes such as 50k or 2M".to_owned())
}

/// Peers.
#[derive(Debug, Subcommand)]
pub(crate) enum Peer {
    /// Make a code for a new peer: good for one attempt within ten minutes. Tell it to the peer's keeper.
    Code {
        /// What the peer is to be called here.
        name: String,
        /// Keep back everything about these from it.
        #[arg(long)]
        withhold: Vec<String>,
    },
    /// Pair with a peer by the code that was made there.
    Add {
        /// What it is to be called here.
        name: String,
        /// Where it answers: ssh://HOST/PATH/TO/NOTEBOOK or http://HOST:PORT (a `daftar serve`).
        address: String,
        /// The code.
        code: String,
        /// Keep back everything about these from it.
        #[arg(long)]
        withhold: Vec<String>,
        /// Speak to it through this command's input and output, in the place of its address.
        #[arg(long, value_name = "COMMAND")]
        through: Option<String>,
    },
    /// List peers, when they were last heard, and which erasures they have not acknowledged.
    List,
    /// Forget a peer: it can no longer sync.
    Remove {
        /// Its name.
        name: String,
    },
}

/// Bundles.
#[derive(Debug, Subcommand)]
pub(crate) enum Bundle {
    /// Write a bundle: entries, forms and source files, in one file that any tar program opens.
    Make {
        /// The file to write.
        file: PathBuf,
        /// Keep back everything about these.
        #[arg(long)]
        withhold: Vec<String>,
    },
    /// Take what a bundle brings. Twice, or half of one, does no harm.
    Take {
        /// The bundle.
        file: PathBuf,
    },
}

/// Sealed copies.
#[derive(Debug, Subcommand)]
pub(crate) enum Deposit {
    /// Add a place for sealed copies.
    Add {
        /// What you call it.
        name: String,
        /// Where: a folder (a disk, a stick), rest:URL, s3:URL/BUCKET/PREFIX or sftp:USER@HOST:/PATH.
        target: String,
        #[command(flatten)]
        door: Door,
        /// A file with the recovery key, where this device does not know it yet.
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
    },
    /// Make a sealed copy at every place, or at one. People may go on writing.
    ///
    /// After an erasure the new copy is read back, and only then all earlier ones are removed.
    Now {
        /// The place.
        name: Option<String>,
    },
    /// List the places and their copies.
    List,
    /// Look whether the copies at a place are whole.
    Check {
        /// The place.
        name: String,
        /// Read and compare every byte.
        #[arg(long)]
        read_all: bool,
    },
    /// Bring a copy back into a new folder, and check it.
    ///
    /// With --from also where there is no notebook: it asks for the recovery key.
    #[command(override_usage = "daftar deposit restore <NAME> <FOLDER> [--snapshot <ID>]\n       \
                                daftar deposit restore --from <TARGET> <FOLDER> [--key-file <FILE>]")]
    Restore {
        /// The place, and the folder to make; with --from only the folder.
        #[arg(required = true, num_args = 1..=2, value_name = "NAME FOLDER")]
        names: Vec<PathBuf>,
        /// The beginning of the copy's id; else the latest.
        #[arg(long, value_name = "ID")]
        snapshot: Option<String>,
        /// Where the copies are.
        #[arg(long, value_name = "TARGET")]
        from: Option<String>,
        #[command(flatten)]
        door: Door,
        /// A file with the recovery key, or with the password of the copies.
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
    },
    /// Remove copies, but the latest of each of the last days and weeks, and the last one that was found whole.
    Prune {
        /// The place.
        name: String,
        /// Of how many days the latest copy stays.
        #[arg(long, default_value_t = 7)]
        daily: usize,
        /// Of how many weeks the latest copy stays.
        #[arg(long, default_value_t = 8)]
        weekly: usize,
    },
}

/// What opens the door of a place that asks for a name.
#[derive(Debug, clap::Args)]
pub(crate) struct Door {
    /// The user, or the id of the S3 key.
    #[arg(long, value_name = "USER")]
    pub(crate) user: Option<String>,
    /// A file with the password, or with the secret of the S3 key.
    #[arg(long, value_name = "FILE", requires = "user")]
    pub(crate) secret_file: Option<PathBuf>,
}
