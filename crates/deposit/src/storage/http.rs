//! Requests over HTTP and what comes back, tried again where the line failed.

use std::io::{self, Read};
use std::sync::{Arc, Once};
use std::time::Duration;

use bytes::Bytes;
use ureq::http::{Method, Request};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, SendBody};

/// How long to wait before each further attempt.
const PAUSES: [Duration; 3] = [Duration::from_millis(200), Duration::from_secs(1), Duration::from_secs(4)];
/// How long the other side may say nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// Speaks HTTP.
pub(crate) struct Http(Agent);

/// A request.
pub(crate) struct Ask<'a> {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: &'a [Bytes],
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) length: Option<u64>,
    pub(crate) body: Bytes,
}

impl Http {
    pub(crate) fn new() -> Http {
        static PROVIDER: Once = Once::new();
        // Somebody else in the program may have chosen one: then that is as good.
        PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls =
            TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).unversioned_rustls_crypto_provider(provider);
        let config = Agent::config_builder()
            .tls_config(tls.build())
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(PATIENCE))
            .timeout_recv_response(Some(PATIENCE))
            .build();
        Http(config.into())
    }

    /// Asks; where the line fails or the other side is out of order, again.
    pub(crate) fn ask(&self, ask: &Ask<'_>) -> io::Result<Answer> {
        for pause in PAUSES {
            match self.once(ask) {
                Ok(answer) if answer.status < 500 => return Ok(answer),
                Err(error) if error.kind() == io::ErrorKind::InvalidInput => return Err(error),
                _ => std::thread::sleep(pause),
            }
        }
        self.once(ask)
    }

    fn once(&self, ask: &Ask<'_>) -> io::Result<Answer> {
        let length: usize = ask.body.iter().map(Bytes::len).sum();
        let mut request = Request::builder().method(&ask.method).uri(&ask.url);
        for (name, value) in &ask.headers {
            request = request.header(*name, value);
        }
        let wrong = |error: ureq::http::Error| io::Error::new(io::ErrorKind::InvalidInput, error);
        let answer = if matches!(ask.method, Method::PUT | Method::POST) {
            let mut parts = Parts(ask.body.to_vec());
            let request = request.header("content-length", length).body(SendBody::from_reader(&mut parts));
            self.0.run(request.map_err(wrong)?)
        } else {
            self.0.run(request.body(()).map_err(wrong)?)
        };
        let mut answer = answer.map_err(ureq::Error::into_io)?;
        let header = answer.headers().get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(super::LONGEST).read_to_vec().map_err(ureq::Error::into_io)?;
        Ok(Answer { status, length: header, body: body.into() })
    }
}

impl Answer {
    /// This answer, if it says that all is well.
    pub(crate) fn well(self) -> io::Result<Answer> {
        let kind = match self.status {
            200..=299 => return Ok(self),
            401 | 403 | 405 => io::ErrorKind::PermissionDenied,
            404 => io::ErrorKind::NotFound,
            507 => io::ErrorKind::StorageFull,
            _ => io::ErrorKind::Other,
        };
        let text = String::from_utf8_lossy(&self.body);
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let said: String = first.trim().chars().take(200).collect();
        Err(io::Error::new(kind, format!("it answered {} {said}", self.status).trim_end().to_owned()))
    }

    /// The part that was asked for, whether the other side cut it out or gave all.
    pub(crate) fn part(self, part: Option<super::Part>) -> io::Result<Bytes> {
        let Some(part) = part else { return Ok(self.body) };
        let start = if self.status == 206 { 0 } else { part.offset as usize };
        let end = start.saturating_add(part.length as usize);
        let cut = || io::Error::new(io::ErrorKind::UnexpectedEof, "the file is shorter than what was asked for");
        if self.body.len() < end { Err(cut()) } else { Ok(self.body.slice(start..end)) }
    }
}

/// The header that asks for a part.
pub(crate) fn range(part: Option<super::Part>) -> Vec<(&'static str, String)> {
    part.map(|part| ("range", format!("bytes={}-{}", part.offset, part.offset + part.length.max(1) - 1)))
        .into_iter()
        .collect()
}

/// Bytes that lie in parts, read one after the other.
struct Parts(Vec<Bytes>);

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(first) = self.0.first_mut() {
            if first.is_empty() {
                self.0.remove(0);
                continue;
            }
            let count = first.len().min(buffer.len());
            buffer[..count].copy_from_slice(&first.split_to(count));
            return Ok(count);
        }
        Ok(0)
    }
}
