//! Proofs, checkpoints, time stamps.

use std::path::PathBuf;

use clap::Subcommand;

/// Checkpoints.
#[derive(Debug, clap::Args)]
pub(crate) struct Checkpoint {
    /// The file to write; else standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) take: Option<TakeCheckpoint>,
}

/// What comes back from partners.
#[derive(Debug, Subcommand)]
pub(crate) enum TakeCheckpoint {
    /// Keep a checkpoint that partners co-signed.
    Take {
        /// The file.
        file: PathBuf,
    },
}

/// A proof, and what must be true of it.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyProof {
    /// The proof.
    pub(crate) file: PathBuf,
    /// Certificates of time-stamping authorities that you trust, in PEM form.
    #[arg(long, value_name = "CA.pem")]
    pub(crate) ca: Option<PathBuf>,
    /// It must be about this notebook, `register:…`
    #[arg(long, value_name = "REGISTER")]
    pub(crate) notebook: Option<String>,
    /// It must be about this statement, `claim:…`
    #[arg(long, value_name = "CLAIM")]
    pub(crate) claim: Option<String>,
    /// This key, `key:…`, must have co-signed.
    #[arg(long, value_name = "KEY")]
    pub(crate) cosigner: Vec<String>,
}

/// Time stamps.
#[derive(Debug, Subcommand)]
pub(crate) enum Timestamp {
    /// Write a request over a checkpoint of now. Send it to an authority; it tells them nothing but a hash.
    ///
    /// With curl: curl -H 'Content-Type: application/timestamp-query' --data-binary @FILE.tsq ADDRESS -o FILE.tsr
    Request {
        /// The file to write.
        #[arg(short, long, value_name = "FILE.tsq")]
        out: PathBuf,
    },
    /// Take the answer, after checking it.
    Take {
        /// The answer.
        file: PathBuf,
        /// The authority's certificate, or that of who vouches for it, in PEM form.
        #[arg(long, value_name = "CA.pem")]
        ca: PathBuf,
    },
}
