//! Why a command did not do what was asked, and how that is said.

use daftar_register::RegisterError;
use daftar_register::date::DateError;
use daftar_register::store::StoreError;

/// A command that failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The register.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// Serving.
    #[error(transparent)]
    Serve(#[from] daftar_web::ServeError),
    /// Standard output or input.
    #[error("{0}")]
    Output(#[from] std::io::Error),
    /// What was typed from paper.
    #[error("{0}")]
    Paper(#[from] daftar_paper::PaperError),
    /// What was read from a file, and gives no key.
    #[error("{0}")]
    Seed(#[from] daftar_paper::SeedError),
    /// Trustees' parts that do not give a key.
    #[error("{0}")]
    Shares(#[from] daftar_paper::ShareError),
    /// A date on the command line.
    #[error("{0}")]
    Date(#[from] DateError),
    /// A value on the command line.
    #[error("{0}")]
    Value(#[from] daftar_register::claim::ValueError),
    /// Anything else that was asked for and does not fit.
    #[error("{0}")]
    Ask(String),
}

impl From<daftar_register::sealed::DepositError> for Failure {
    fn from(error: daftar_register::sealed::DepositError) -> Failure {
        Failure::Register(error.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Register(error.into())
    }
}

impl From<daftar_register::claim::IdError> for Failure {
    fn from(error: daftar_register::claim::IdError) -> Failure {
        Failure::Value(error.into())
    }
}

impl Failure {
    /// Says it on standard error: one line, or JSON.
    pub(crate) fn report(&self, json: bool) {
        if json {
            eprintln!("{}", serde_json::json!({ "error": self.to_string() }));
        } else {
            eprintln!("daftar: {self}");
        }
    }
}
