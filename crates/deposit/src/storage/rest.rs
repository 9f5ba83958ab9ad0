//! A REST server: restic's own protocol for repositories over HTTP.

use std::io;

use bytes::Bytes;
use serde::Deserialize;
use ureq::http::Method;

use super::http::{Ask, Http, range};
use super::{Kind, Part, Storage, is_name};
use crate::Access;
use crate::storage::encode::base64;

/// A repository on a REST server.
pub(crate) struct Rest {
    http: Http,
    /// Ends with `/`; no name or password stands in it.
    url: String,
    door: Option<String>,
}

/// The second version of the list of files.
const LIST: &str = "application/vnd.x.restic.rest.v2";

#[derive(Deserialize)]
struct Listed {
    name: String,
    size: u64,
}

impl Rest {
    pub(crate) fn new(url: &str, access: Option<&Access>) -> Rest {
        let door =
            access.map(|access| format!("Basic {}", base64(format!("{}:{}", access.user, access.secret).as_bytes())));
        Rest { http: Http::new(), url: format!("{}/", url.trim_end_matches('/')), door }
    }

    fn ask<'a>(&self, method: Method, path: &str, body: &'a [Bytes]) -> Ask<'a> {
        let headers = self.door.iter().map(|door| ("authorization", door.clone())).collect();
        Ask { method, url: format!("{}{path}", self.url), headers, body }
    }

    /// Where a file lies. The protocol knows no file of ours.
    fn path(kind: Kind, name: &str) -> io::Result<String> {
        match kind {
            Kind::Config => Ok("config".to_owned()),
            Kind::Escrow => Err(io::Error::new(io::ErrorKind::Unsupported, "a REST server takes nothing but copies")),
            _ => Ok(format!("{}/{name}", kind.folder())),
        }
    }
}

impl Storage for Rest {
    fn place(&self) -> String {
        format!("rest:{}", self.url)
    }

    fn prepare(&self) -> io::Result<()> {
        self.http.ask(&self.ask(Method::POST, "?create=true", &[]))?.well().map(|_| ())
    }

    fn list(&self, kind: Kind) -> io::Result<Vec<(String, u64)>> {
        if kind == Kind::Config {
            let answer = self.http.ask(&self.ask(Method::HEAD, "config", &[]))?;
            return match answer.status {
                404 => Ok(Vec::new()),
                _ => answer.well().map(|answer| vec![(String::new(), answer.length.unwrap_or_default())]),
            };
        }
        let mut ask = self.ask(Method::GET, &Rest::path(kind, "")?, &[]);
        ask.headers.push(("accept", LIST.to_owned()));
        let answer = self.http.ask(&ask)?;
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        let listed: Vec<Listed> = serde_json::from_slice(&answer.well()?.body)?;
        Ok(listed.into_iter().filter(|file| is_name(&file.name)).map(|file| (file.name, file.size)).collect())
    }

    fn read(&self, kind: Kind, name: &str, part: Option<Part>) -> io::Result<Bytes> {
        let mut ask = self.ask(Method::GET, &Rest::path(kind, name)?, &[]);
        ask.headers.extend(range(part));
        self.http.ask(&ask)?.well()?.part(part)
    }

    fn write(&self, kind: Kind, name: &str, parts: &[Bytes]) -> io::Result<()> {
        let mut ask = self.ask(Method::POST, &Rest::path(kind, name)?, parts);
        ask.headers.push(("content-type", "application/octet-stream".to_owned()));
        self.http.ask(&ask)?.well().map(|_| ())
    }

    fn remove(&self, kind: Kind, name: &str) -> io::Result<()> {
        match self.http.ask(&self.ask(Method::DELETE, &Rest::path(kind, name)?, &[]))?.well() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other.map(|_| ()),
        }
    }
}
