//! Whether a copy is still there when this device is gone: seen when it was made, for a stick may be pulled out afterwards.

use std::path::Path;

use daftar_deposit::Target;
use serde::{Deserialize, Serialize};

/// Where a copy lies, as seen from the register.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whereabouts {
    /// On another device, or on another drive than the register.
    Elsewhere,
    /// On this device, on the drive of the register: lost with it.
    Beside,
    /// Nobody noted it, as of a file that was handed to a browser.
    #[default]
    Unknown,
}

impl Whereabouts {
    /// Where a file or folder lies that is there now.
    pub(crate) fn of_path(copy: &Path, register: &Path) -> Whereabouts {
        match (drive(copy), drive(register)) {
            (Some(copy), Some(register)) if copy == register => Whereabouts::Beside,
            (Some(_), Some(_)) => Whereabouts::Elsewhere,
            _ => Whereabouts::Unknown,
        }
    }

    /// Where sealed copies are put.
    pub(crate) fn of_target(target: &Target, register: &Path) -> Whereabouts {
        match target {
            Target::Folder(folder) => Whereabouts::of_path(folder, register),
            Target::Rest(address) => Whereabouts::of_host(address),
            Target::S3 { endpoint, .. } => Whereabouts::of_host(endpoint),
            Target::Sftp { host, .. } => Whereabouts::of_host(host),
        }
    }

    /// Where somebody answers: `user@host`, or an address with its scheme.
    pub(crate) fn of_host(address: &str) -> Whereabouts {
        let host = address.split_once("://").map_or(address, |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or_default();
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let own = ["localhost", "127.", "[::1]", "::1"].iter().any(|own| host.starts_with(own));
        if own { Whereabouts::Beside } else { Whereabouts::Elsewhere }
    }
}

#[cfg(unix)]
fn drive(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|found| found.dev())
}

#[cfg(not(unix))]
fn drive(path: &Path) -> Option<std::path::PathBuf> {
    let whole = path.canonicalize().ok()?;
    whole.components().next().map(|first| Path::new(first.as_os_str()).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answers_here_is_no_other_device() {
        for own in ["http://localhost:8000/x", "http://127.0.0.1:8000", "user@localhost", "https://[::1]:9000"] {
            assert_eq!(Whereabouts::of_host(own), Whereabouts::Beside, "{own}");
        }
        for other in ["https://partner.example/box", "keeper@partner.example", "http://192.168.1.7:9000"] {
            assert_eq!(Whereabouts::of_host(other), Whereabouts::Elsewhere, "{other}");
        }
    }

    #[test]
    fn a_file_on_the_same_drive_is_lost_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let (copy, register) = (folder.path().join("copy"), folder.path().join("register"));
        assert_eq!(Whereabouts::of_path(&copy, &register), Whereabouts::Unknown, "neither is there");
        std::fs::write(&copy, "").unwrap();
        std::fs::write(&register, "").unwrap();
        assert_eq!(Whereabouts::of_path(&copy, &register), Whereabouts::Beside);
    }
}
