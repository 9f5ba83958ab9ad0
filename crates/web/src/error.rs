//! What goes wrong, and what is said of it: never a path, a name or a statement of the register.

use std::path::PathBuf;

use axum::http::StatusCode;
use daftar_register::RegisterError;
use daftar_register::read::sheet::SheetError;
use daftar_register::store::StoreError;

use crate::map::TilesError;

/// Why a register cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The register.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The address.
    #[error("{address} cannot be listened on: {error}; another program may use it, give --address with another port")]
    Listen {
        /// The address asked for.
        address: std::net::SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// The base map.
    #[error(transparent)]
    Tiles(#[from] TilesError),
    /// The network.
    #[error("serving stopped: {0}")]
    Io(#[from] std::io::Error),
    /// The folder is no register.
    #[error("{}: no notebook is there; make one with `daftar init`", .0.display())]
    Missing(PathBuf),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Chance(getrandom::Error),
}

/// Why a page cannot be shown.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// Nothing has this address, or it may not be seen: both look the same.
    Missing,
    /// The request is not one that this site sent: its host, its origin or its token.
    Refused,
    /// It needs the passphrase first.
    Locked,
    /// Another program writes to the register just now.
    Busy,
    /// Much came at once, and is being counted.
    Counting,
    /// What was asked does not fit; the id of the words that say so.
    Wrong(&'static str),
    /// Something elsewhere, as a place of copies or a peer, did not do what was asked, and said why: only keepers ask such
    /// things, and only they are told.
    Elsewhere(String),
    /// What was given is not what was asked for, as a recovery key that was mistyped: the id of the words that say how, and
    /// where, or what stands there.
    Mistyped(&'static str, String),
    /// Anything else: told on standard error, not on the page.
    Inside(String),
}

impl Trouble {
    /// Says what went wrong inside to whoever started the program, for it is not for the page.
    pub(crate) fn tell(&self) {
        if let Trouble::Inside(why) | Trouble::Elsewhere(why) = self {
            eprintln!("daftar: {why}");
        }
    }

    /// The status that tells it.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Trouble::Missing => StatusCode::NOT_FOUND,
            Trouble::Refused => StatusCode::FORBIDDEN,
            Trouble::Locked => StatusCode::UNAUTHORIZED,
            Trouble::Busy | Trouble::Counting => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::Wrong(_) | Trouble::Mistyped(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::Elsewhere(_) => StatusCode::BAD_GATEWAY,
            Trouble::Inside(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Why something elsewhere was not done, for keepers: with the words of whatever failed.
    pub(crate) fn elsewhere(error: impl Into<RegisterError>) -> Trouble {
        let error = error.into();
        let words = error.to_string();
        match Trouble::from(error) {
            Trouble::Inside(_) | Trouble::Missing => Trouble::Elsewhere(words),
            other => other,
        }
    }

    /// What whoever was asked said, in its own words; or the place of a mistake.
    pub(crate) fn detail(&self) -> Option<&str> {
        match self {
            Trouble::Elsewhere(why) | Trouble::Mistyped(_, why) => {
                Some(why).filter(|why| !why.is_empty()).map(String::as_str)
            }
            _ => None,
        }
    }

    /// The id of the words that say it.
    pub(crate) fn words(&self) -> &'static str {
        match self {
            Trouble::Missing => "trouble-missing",
            Trouble::Refused => "trouble-refused",
            Trouble::Locked => "trouble-locked",
            Trouble::Busy => "trouble-busy",
            Trouble::Counting => "trouble-counting",
            Trouble::Wrong(words) | Trouble::Mistyped(words, _) => words,
            Trouble::Elsewhere(_) => "trouble-elsewhere",
            Trouble::Inside(_) => "trouble-inside",
        }
    }
}

impl From<RegisterError> for Trouble {
    fn from(error: RegisterError) -> Trouble {
        match error {
            RegisterError::Nobody(_) | RegisterError::Several { .. } | RegisterError::Unknown { .. } => {
                Trouble::Missing
            }
            RegisterError::NoPicture(_) => Trouble::Wrong("fault-picture-kind"),
            RegisterError::Passphrase => Trouble::Wrong("unlock-wrong"),
            RegisterError::Locked => Trouble::Locked,
            RegisterError::ClockBehind { .. } => Trouble::Wrong("health-clock-behind"),
            RegisterError::NotYours(_) => Trouble::Wrong("trouble-not-yours"),
            RegisterError::Read { .. } => Trouble::Wrong("trouble-no-text"),
            RegisterError::Sheet { error, .. } => Trouble::from(*error),
            RegisterError::Overdrawn { .. } => Trouble::Wrong("fault-overdrawn"),
            RegisterError::Mapping(_) => Trouble::Mistyped("fault-mapping", error.to_string()),
            RegisterError::Store(StoreError::Locked { .. }) => Trouble::Busy,
            RegisterError::NotTheRecoveryKey => Trouble::Wrong("fault-recovery-key"),
            other => Trouble::Inside(other.to_string()),
        }
    }
}

impl From<SheetError> for Trouble {
    fn from(error: SheetError) -> Trouble {
        let why = error.to_string();
        match error {
            SheetError::Empty => Trouble::Wrong("fault-sheet-empty"),
            SheetError::NotASheet { found } => Trouble::Mistyped("fault-sheet-kind", found.to_owned()),
            SheetError::InUse { .. } => Trouble::Wrong("fault-sheet-in-use"),
            SheetError::Encrypted => Trouble::Wrong("fault-sheet-password"),
            SheetError::Bomb { .. } => Trouble::Mistyped("fault-sheet-bomb", why),
            SheetError::NoSuchSheet { name, .. } => Trouble::Mistyped("fault-sheet-name", name),
            SheetError::UnknownEncoding(_) => Trouble::Wrong("fault-encoding"),
            SheetError::NoHeader { .. } => Trouble::Wrong("fault-sheet-header"),
            SheetError::TooWide { .. } | SheetError::RecordTooLong { .. } => Trouble::Mistyped("fault-sheet-wide", why),
            _ => Trouble::Mistyped("fault-sheet-damaged", why),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        RegisterError::from(error).into()
    }
}
