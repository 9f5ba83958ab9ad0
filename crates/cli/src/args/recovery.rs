//! The recovery key.

use std::path::PathBuf;

use clap::Subcommand;

/// The recovery key.
#[derive(Debug, clap::Args)]
pub(crate) struct Recovery {
    /// What to do.
    #[command(subcommand)]
    pub(crate) what: RecoveryDo,
    /// A file with the key, or with parts, an empty line between them; else it is asked for.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

/// What to do with the recovery key.
#[derive(Debug, Subcommand)]
pub(crate) enum RecoveryDo {
    /// Write the key as a sheet to print: words, digits and a code for a camera, on one page that needs no network.
    Sheet {
        /// The HTML file to write. It holds the key: print it, then destroy it.
        file: PathBuf,
    },
    /// Split the key among trustees: a sheet for each. Any so many of them give the key; fewer tell nothing of it.
    Split {
        /// How many parts are needed.
        #[arg(long)]
        need: u8,
        /// How many parts there are: as many as trustees are named, if any are.
        #[arg(long)]
        of: u8,
        /// A folder for the sheets. They hold the parts: print them, then destroy them.
        folder: PathBuf,
        /// Who gets a part, in order; recorded sealed, for keepers alone.
        #[arg(long, value_name = "NAME")]
        trustee: Vec<String>,
    },
    /// Say whether what stands on a sheet is this notebook's key, or parts that give it. Changes nothing.
    Check,
    /// Say that the key of a new notebook is on paper: this device forgets it.
    PutAway,
    /// Write the sealing keys into a file that only the recovery key opens. It replaces the one before: keep it apart from
    /// the copies, so that what is erased stays erased.
    Escrow {
        /// The file.
        file: PathBuf,
    },
    /// On the worst day, in a copy of the notebook: make this device a keeper's, and open the escrow.
    Use {
        /// The file of `daftar recovery escrow`. An escrow that came with a sealed copy is found by itself.
        #[arg(long, value_name = "FILE")]
        escrow: Option<PathBuf>,
    },
    /// Make a new key in place of the old one, which then opens and orders nothing more here.
    Renew {
        /// The old key is lost: do it by the right of this device. Who has the old sheet and a copy of the notebook could still
        /// contest it.
        #[arg(long)]
        lost: bool,
    },
}
