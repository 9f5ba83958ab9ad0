//! Sessions: a random name in a cookie that scripts cannot read and that other sites do not send along. The server
//! remembers only which of them are unlocked, and forgets that after a while without a visit.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use daftar_register::claim::Hash;

use crate::error::ServeError;
use crate::visit::Site;

const COOKIE: &str = "daftar";
/// An unlocked session that nobody uses is locked again.
const IDLE: Duration = Duration::from_secs(30 * 60);

/// What a browser that was a keeper's is told with the first answer after that: to forget what it keeps of pages. What was
/// typed and not sent yet stays.
const FORGET: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));

/// The session of a visit.
#[derive(Clone, Default)]
pub(crate) struct Session {
    /// Its name, 64 hexadecimal digits.
    pub(crate) name: String,
    /// What every form of it must send along.
    pub(crate) token: String,
    /// Whether it is unlocked.
    pub(crate) keeper: bool,
}

/// All sessions.
pub(crate) struct Sessions {
    secret: Hash,
    unlocked: Mutex<HashMap<String, Instant>>,
    /// Those that were locked, until their browsers are told.
    locked: Mutex<HashSet<String>>,
}

impl Sessions {
    /// No session is unlocked yet.
    pub(crate) fn new() -> Result<Sessions, ServeError> {
        Ok(Sessions {
            secret: random().map_err(ServeError::Chance)?,
            unlocked: Mutex::default(),
            locked: Mutex::default(),
        })
    }

    fn session(&self, name: String) -> Session {
        let token = Hash::of(format!("daftar form\n{}\n{name}", self.secret).as_bytes()).to_string();
        let keeper = self.is_unlocked(&name);
        Session { name, token, keeper }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, Instant>> {
        self.unlocked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn locked(&self) -> MutexGuard<'_, HashSet<String>> {
        self.locked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a session was locked since its browser was last answered.
    fn was_locked(&self, session: &Session) -> bool {
        self.locked().remove(&session.name)
    }

    /// Locks the sessions that nobody used for a while. Returns whether that locked the last one.
    pub(crate) fn forget_idle(&self) -> bool {
        let mut unlocked = self.held();
        let before = unlocked.len();
        let idle = unlocked.extract_if(|_, last| last.elapsed() >= IDLE).map(|(name, _)| name);
        self.locked().extend(idle);
        before > 0 && unlocked.is_empty()
    }

    fn is_unlocked(&self, name: &str) -> bool {
        let mut unlocked = self.held();
        let last = unlocked.get_mut(name).filter(|last| last.elapsed() < IDLE);
        last.map(|last| *last = Instant::now()).is_some()
    }

    /// Keeps the notebook unlocked for a phone, under a name that no browser knows.
    pub(crate) fn seat(&self, name: &str) {
        self.held().insert(name.to_owned(), Instant::now());
    }

    /// The phone is gone.
    pub(crate) fn leave(&self, name: &str) {
        self.held().remove(name);
    }

    /// Unlocks a session.
    pub(crate) fn unlock(&self, session: &Session) {
        self.held().insert(session.name.clone(), Instant::now());
    }

    /// Locks a session again. Returns whether none is unlocked any more.
    pub(crate) fn lock(&self, session: &Session) -> bool {
        let mut unlocked = self.held();
        self.locked().extend(unlocked.remove_entry(&session.name).map(|(name, _)| name));
        unlocked.is_empty()
    }
}

/// Finds the session of a request, or begins one.
pub(crate) async fn guard(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let sessions = &site.0.sessions;
    let known = name_in(request.headers());
    let fresh = match (&known, random()) {
        (None, Ok(name)) => Some(name.to_string()),
        _ => None,
    };
    let session = sessions.session(known.or_else(|| fresh.clone()).unwrap_or_default());
    request.extensions_mut().insert(session.clone());
    let mut response = next.run(request).await;
    if sessions.was_locked(&session) {
        response.headers_mut().insert(FORGET.0, FORGET.1);
    }
    response.extensions_mut().insert(session);
    let cookie = fresh.map(|name| format!("{COOKIE}={name}; Path=/; HttpOnly; SameSite=Strict"));
    if let Some(value) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

fn name_in(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let name = pairs.find(|(name, _)| *name == COOKIE)?.1;
    Hash::parse(name).ok().map(|name| name.to_string())
}

fn random() -> Result<Hash, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(Hash(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idle_session_is_locked_and_its_browser_told_once() {
        let sessions = Sessions::new().unwrap();
        let session = sessions.session("a".repeat(64));
        sessions.unlock(&session);
        assert!(sessions.session(session.name.clone()).keeper && !sessions.forget_idle());
        let long_ago = Instant::now().checked_sub(IDLE).unwrap();
        sessions.held().insert(session.name.clone(), long_ago);
        assert!(!sessions.session(session.name.clone()).keeper);
        assert!(sessions.forget_idle());
        assert!(sessions.was_locked(&session) && !sessions.was_locked(&session));
    }
}
