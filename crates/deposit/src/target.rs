//! Where sealed copies are put, and what opens the door there.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;

use url::Url;

use crate::DepositError;
use crate::storage::{Folder, Rest, S3, Sftp, Storage};

/// Where sealed copies are put. No password ever stands in it: it may be kept, shown and logged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A folder: on a disk, a stick, a mounted share.
    Folder(PathBuf),
    /// A server that speaks restic's REST protocol, by its address.
    Rest(String),
    /// A bucket of an S3-compatible server.
    S3 {
        /// Scheme, host and port.
        endpoint: String,
        /// The bucket.
        bucket: String,
        /// The beginning of the names in it; may be empty.
        prefix: String,
    },
    /// A folder on another computer, through ssh.
    Sftp {
        /// The computer as ssh knows it, `user@host`.
        host: String,
        /// Its port, if it is not the usual one.
        port: Option<u16>,
        /// The folder there.
        path: String,
    },
}

/// A name and a secret for targets that ask for one: user and password, or the two halves of an S3 key.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Access {
    /// The user, or the id of the key.
    pub user: String,
    /// The password, or the secret of the key.
    pub secret: String,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Access({:?}, …)", self.user)
    }
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is none, or when a password stands in it.
    pub fn parse(text: &str) -> Result<Target, DepositError> {
        let read = match text.split_once(':') {
            _ if text.is_empty() => Err("it is empty"),
            Some(("rest", url)) => rest(url),
            Some(("s3", url)) => s3(url),
            Some(("sftp", address)) => sftp(address),
            // A single letter is a disk of Windows.
            Some((word, _)) if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Err("its kind is not known")
            }
            _ => Ok(Target::Folder(PathBuf::from(text))),
        };
        // What was given may hold a password: it is shown up to its kind only, unless it is a folder.
        let shown = text.split_once(':').map_or(text, |(word, _)| word);
        read.map_err(|why| DepositError::Target { found: shown.to_owned(), why: why.to_owned() })
    }

    /// What to call the place, where nobody gave it a name: the folder, or the computer.
    pub fn short_name(&self) -> String {
        let host = |url: &str| Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let named = match self {
            Target::Folder(folder) => folder.file_name().map(|name| name.to_string_lossy().into_owned()),
            Target::Rest(url) => host(url),
            Target::S3 { bucket, .. } => Some(bucket.clone()),
            Target::Sftp { host, .. } => host.rsplit('@').next().map(str::to_owned),
        };
        named.unwrap_or_else(|| self.to_string())
    }

    /// The storage behind the address.
    pub(crate) fn storage(&self, access: Option<&Access>) -> Result<Box<dyn Storage>, DepositError> {
        Ok(match self {
            Target::Folder(path) => Box::new(Folder::new(path.clone())),
            Target::Rest(url) => Box::new(Rest::new(url, access)),
            Target::S3 { endpoint, bucket, prefix } => Box::new(S3::new(endpoint, bucket, prefix, access)),
            Target::Sftp { host, port, path } => {
                let (host, port) = (host.clone(), *port);
                Box::new(Sftp::new(self.to_string(), path, move || ssh(&host, port)))
            }
        })
    }
}

fn plain(url: &Url) -> Result<(), &'static str> {
    let named = !url.username().is_empty() || url.password().is_some();
    if named { Err("a name or password stands in it: give them apart") } else { Ok(()) }
}

fn rest(url: &str) -> Result<Target, &'static str> {
    let url = Url::parse(url).map_err(|_| "expected rest:http://… or rest:https://…")?;
    if !matches!(url.scheme(), "http" | "https") || url.query().is_some() {
        return Err("expected rest:http://… or rest:https://…");
    }
    plain(&url)?;
    Ok(Target::Rest(url.as_str().trim_end_matches('/').to_owned()))
}

fn s3(url: &str) -> Result<Target, &'static str> {
    const EXPECTED: &str = "expected s3:https://HOST/BUCKET/PREFIX";
    let url = Url::parse(&if url.contains("://") { url.to_owned() } else { format!("https://{url}") });
    let url = url.map_err(|_| EXPECTED)?;
    plain(&url)?;
    let (bucket, prefix) = url.path().trim_matches('/').split_once('/').unwrap_or((url.path().trim_matches('/'), ""));
    if bucket.is_empty() || !matches!(url.scheme(), "http" | "https") {
        return Err(EXPECTED);
    }
    Ok(Target::S3 { endpoint: url.origin().ascii_serialization(), bucket: bucket.into(), prefix: prefix.into() })
}

/// `user@host:/path` or `//user@host:port/path`.
fn sftp(address: &str) -> Result<Target, &'static str> {
    const EXPECTED: &str = "expected sftp:USER@HOST:/PATH or sftp://USER@HOST:PORT/PATH";
    let (host, port, path) = match address.strip_prefix("//") {
        Some(rest) => {
            let (place, path) = rest.split_once('/').ok_or(EXPECTED)?;
            let (host, port) = place.rsplit_once(':').unwrap_or((place, "22"));
            (host, Some(port.parse().map_err(|_| EXPECTED)?), format!("/{path}"))
        }
        None => {
            let (host, path) = address.split_once(':').ok_or(EXPECTED)?;
            (host, None, path.to_owned())
        }
    };
    // What begins with a dash ssh would take for an order; a colon before the @ for a password.
    if host.is_empty() || host.starts_with('-') || host.contains([':', ' ']) || path.is_empty() {
        return Err(EXPECTED);
    }
    Ok(Target::Sftp { host: host.to_owned(), port: port.filter(|port| *port != 22), path })
}

/// `ssh`, or what `DAFTAR_SSH` says in its place, such as `ssh -F FILE`. It never asks anything: nobody may be there.
fn ssh(host: &str, port: Option<u16>) -> Command {
    let words = std::env::var("DAFTAR_SSH").unwrap_or_else(|_| "ssh".to_owned());
    let mut words = words.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("ssh"));
    command.args(words).args(["-o", "BatchMode=yes"]);
    if let Some(port) = port {
        command.args(["-p", &port.to_string()]);
    }
    command.args([host, "-s", "sftp"]);
    command
}

/// As [`Target::parse`] reads it.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Folder(path) => path.display().fmt(f),
            Target::Rest(url) => write!(f, "rest:{url}"),
            Target::S3 { endpoint, bucket, prefix } => write!(f, "s3:{endpoint}/{bucket}/{prefix}"),
            Target::Sftp { host, port: Some(port), path } => write!(f, "sftp://{host}:{port}{path}"),
            Target::Sftp { host, port: None, path } => write!(f, "sftp:{host}:{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_and_shown_as_it_was_written() {
        for text in [
            "/media/stick/copies",
            "copies",
            "rest:http://127.0.0.1:8000/town",
            "s3:https://s3.example.org/copies/town",
            "s3:http://127.0.0.1:9000/copies/",
            "sftp:amal@seeds.example.org:/srv/copies",
            "sftp://amal@seeds.example.org:2222/srv/copies",
        ] {
            assert_eq!(Target::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_place_or_holds_a_password_is_refused_and_not_repeated() {
        for text in
            ["", "ftp:x", "rest:x", "s3:https://host", "sftp:host", "sftp:-oProxyCommand=x:/y", "rest:http://a/?b=c"]
        {
            assert!(Target::parse(text).is_err(), "{text}");
        }
        for text in ["rest:https://amal:secret@host/", "s3:https://id:secret@host/bucket", "sftp://amal:secret@host/x"]
        {
            let refused = Target::parse(text).unwrap_err().to_string();
            assert!(!refused.contains("secret"), "{refused}");
        }
    }
}
