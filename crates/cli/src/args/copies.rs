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

/// Reads a number of bytes such as 50k: thousands, not 1,024s, as disks are sold.
fn bytes(text: &str) -> Result<u64, String> {
    let units = [('k', 1_000), ('M', 1_000_000), ('G', 1_000_000_000)];
    let unit = units
        .into_iter()
        .find(|(unit, _)| text.ends_with([*unit, unit.to_ascii_lowercase(), unit.to_ascii_uppercase()]));
    let (digits, unit) = unit.map_or((text, 1), |(_, unit)| (&text[..text.len() - 1], unit));
    let number = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)).filter(|number| *number > 0);
    number.ok_or_else(|| "expected a number of bytes such as 50k, 25M or 4G".to_owned())
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
    /// Keep back everything about these from a peer from now on, too. What it has already, it has.
    Withhold {
        /// The peer.
        name: String,
        /// What is kept back.
        #[arg(required = true)]
        what: Vec<String>,
    },
    /// No longer keep this back from a peer: it goes with the next syncing.
    Allow {
        /// The peer.
        name: String,
        /// What is no longer kept back.
        #[arg(required = true)]
        what: Vec<String>,
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
    ///
    /// Everything: `daftar bundle make town.tar`. What a peer lacks: `--for NAME`. Onto disks of 700 MB: `--part 700M`. For one
    /// reader only: `--for NAME --sealed`, or `--to age1…`. Until it is whole, a file's name
    /// ends in .unfinished; what a making that was killed left of such files, the next of that name removes.
    Make(MakeBundle),
    /// Take what bundles bring: one, or the parts of one in any order. Twice, or half of one, does no harm.
    ///
    /// Says which parts are still missing. What goes on from a part that is not here yet is left out, and said: take that
    /// part, then this one again. An encrypted bundle opens with this device's own key, or with --key-file. From a pipe: `-`.
    Take {
        /// The bundle, or its parts; `-` reads one bundle from standard input, once and piece by piece.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// A file with the identity of age that opens it, as `age-keygen` writes it.
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
    },
}

/// Making a bundle.
#[derive(Debug, clap::Args)]
pub(crate) struct MakeBundle {
    /// The file to write, such as town.tar. Parts are called town.001-of-005.tar and so on; what is encrypted ends in .age.
    pub(crate) file: PathBuf,
    /// For this peer (`daftar peer list`): only what it lacks, as far as that is known for sure, and without what is withheld
    /// from it. Or for the device that writes the log key:… (`daftar log`).
    ///
    /// It is known from the last syncing, and from what its own entries say that it had seen. What is not sure goes along. What
    /// was kept back from an earlier bundle and no longer is goes with a bundle of everything.
    #[arg(long = "for", value_name = "PEER")]
    pub(crate) addressee: Option<String>,
    /// Of the source files leave out those that only statements name which the peer has already. Nothing says that it got the
    /// files with them, too.
    #[arg(long, requires = "addressee")]
    pub(crate) new_files: bool,
    /// Make parts of at most so many bytes: 25M, 700M, 4G (M is 1,000,000). Each can be opened and taken by itself: entries
    /// first, then source files, the smallest first; a file that is larger than a part is cut.
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub(crate) part: Option<u64>,
    /// Encrypt it to this recipient of age; several: each can open it. Others see only its size.
    #[arg(long = "to", value_name = "RECIPIENT")]
    pub(crate) recipients: Vec<String>,
    /// Encrypt it to the peer's own device.
    #[arg(long, requires = "addressee")]
    pub(crate) sealed: bool,
    /// Keep back everything about these.
    #[arg(long)]
    pub(crate) withhold: Vec<String>,
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

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_read() {
        let read = ["700", "50k", "25M", "25m", "4G"].map(|text| bytes(text).unwrap());
        assert_eq!(read, [700, 50_000, 25_000_000, 25_000_000, 4_000_000_000]);
        for wrong in ["", "M", "0", "1.5M", "25MB", "-1k", "99999999999G"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }
}
