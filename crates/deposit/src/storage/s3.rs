//! A bucket of an S3-compatible server.

mod sign;

use std::io;

use bytes::Bytes;
use ureq::http::Method;

use super::encode::percent;
use super::http::{Answer, Ask, Http, range};
use super::{Kind, Part, Storage, is_name};
use crate::{Access, keys};

/// A bucket, or a part of one.
pub(crate) struct S3 {
    http: Http,
    /// Scheme, host and port.
    endpoint: String,
    bucket: String,
    /// Empty, or ends with `/`.
    prefix: String,
    access: Access,
    region: String,
}

/// A part of a list, names with sizes; and the token that asks for the next part.
type Page = (Vec<(String, u64)>, Option<String>);

/// What is asked of the bucket.
struct Wish<'a> {
    method: Method,
    /// The object; empty for the bucket itself.
    key: String,
    /// Sorted by name.
    query: Vec<(&'static str, String)>,
    body: &'a [Bytes],
    /// The hash of the body.
    hash: String,
}

impl S3 {
    pub(crate) fn new(endpoint: &str, bucket: &str, prefix: &str, access: Option<&Access>) -> S3 {
        let prefix = prefix.trim_matches('/');
        let region = ["AWS_REGION", "AWS_DEFAULT_REGION"].into_iter().find_map(|name| std::env::var(name).ok());
        S3 {
            http: Http::new(),
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            bucket: bucket.to_owned(),
            prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
            access: access.cloned().unwrap_or_default(),
            region: region.unwrap_or_else(|| "us-east-1".to_owned()),
        }
    }

    fn wish(&self, method: Method, kind: Kind, name: &str) -> Wish<'static> {
        let key = format!("{}{}", self.prefix, kind.path(name));
        Wish { method, key, query: Vec::new(), body: &[], hash: keys::name_of(b"") }
    }

    fn bucket_wish(&self, method: Method, query: Vec<(&'static str, String)>) -> Wish<'static> {
        Wish { method, key: String::new(), query, body: &[], hash: keys::name_of(b"") }
    }

    fn ask(&self, wish: &Wish<'_>, part: Option<Part>) -> io::Result<Answer> {
        let path = match wish.key.is_empty() {
            true => format!("/{}", percent(&self.bucket, false)),
            false => format!("/{}/{}", percent(&self.bucket, false), percent(&wish.key, true)),
        };
        let query: Vec<String> =
            wish.query.iter().map(|(name, value)| format!("{name}={}", percent(value, false))).collect();
        let query = query.join("&");
        let mut headers = self.signed(wish, &path, &query);
        headers.extend(range(part));
        let mark = if query.is_empty() { "" } else { "?" };
        let url = format!("{}{path}{mark}{query}", self.endpoint);
        self.http.ask(&Ask { method: wish.method.clone(), url, headers, body: wish.body })
    }

    fn page(&self, prefix: &str, token: Option<String>) -> io::Result<Page> {
        let mut query = vec![("list-type", "2".to_owned()), ("prefix", prefix.to_owned())];
        if let Some(token) = token {
            query.insert(0, ("continuation-token", token));
        }
        let answer = self.ask(&self.bucket_wish(Method::GET, query), None)?;
        if answer.status == 404 {
            return Ok((Vec::new(), None));
        }
        let text = String::from_utf8_lossy(&answer.well()?.body).into_owned();
        let file = |object: &str| {
            let name = between(object, "<Key>", "</Key>")?.rsplit('/').next()?.to_owned();
            Some((name, between(object, "<Size>", "</Size>")?.trim().parse().ok()?))
        };
        let files = text.split("<Contents>").skip(1).filter_map(file).collect();
        let next = between(&text, "<NextContinuationToken>", "</NextContinuationToken>");
        Ok((files, next.map(|token| token.replace("&amp;", "&"))))
    }
}

impl Storage for S3 {
    fn place(&self) -> String {
        format!("s3:{}/{}/{}", self.endpoint, self.bucket, self.prefix)
    }

    fn prepare(&self) -> io::Result<()> {
        let there = self.ask(&self.bucket_wish(Method::HEAD, Vec::new()), None)?;
        match there.status {
            404 => self.ask(&self.bucket_wish(Method::PUT, Vec::new()), None)?.well().map(|_| ()),
            _ => there.well().map(|_| ()),
        }
    }

    fn list(&self, kind: Kind) -> io::Result<Vec<(String, u64)>> {
        let (mut found, mut token) = (Vec::new(), None);
        let folder = format!("{}{}", self.prefix, kind.folder());
        let prefix = if kind.is_single() { folder } else { format!("{folder}/") };
        loop {
            let (page, next) = self.page(&prefix, token)?;
            match kind {
                _ if kind.is_single() => {
                    let named = page.into_iter().find(|(name, _)| name == kind.folder());
                    found.extend(named.map(|(_, size)| (String::new(), size)));
                }
                _ => found.extend(page.into_iter().filter(|(name, _)| is_name(name))),
            }
            token = next;
            if token.is_none() {
                return Ok(found);
            }
        }
    }

    fn read(&self, kind: Kind, name: &str, part: Option<Part>) -> io::Result<Bytes> {
        self.ask(&self.wish(Method::GET, kind, name), part)?.well()?.part(part)
    }

    fn write(&self, kind: Kind, name: &str, parts: &[Bytes]) -> io::Result<()> {
        // A file's name is the hash of its bytes already.
        let hash = if is_name(name) { name.to_owned() } else { keys::name_of(&parts.concat()) };
        let wish = Wish { body: parts, hash, ..self.wish(Method::PUT, kind, name) };
        self.ask(&wish, None)?.well().map(|_| ())
    }

    fn remove(&self, kind: Kind, name: &str) -> io::Result<()> {
        match self.ask(&self.wish(Method::DELETE, kind, name), None)?.well() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other.map(|_| ()),
        }
    }
}

/// What stands between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
