//! A phone that counts: for one task, until it is done, and nothing else.
//!
//! ```text
//! keeper: /phone ─▶ begin (certificate, listener) ─▶ QR code ─▶ phone: the code, once ─▶ cookie ─▶ the count pages of its lots
//! ```
//!
//! The notebook itself stays on this computer alone. A second listener opens on one address of the local network, with a
//! certificate made for this pairing; it knows no page but those of the task, and closes when the pairing ends: after its time,
//! when a keeper ends it or locks the notebook, when the program stops.

pub(crate) mod begin;
pub(crate) mod door;
pub(crate) mod guard;
mod listen;
pub(crate) mod nets;
mod serve;
mod task;
mod tls;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use daftar_register::claim::{EntityId, Hash};
use daftar_register::date::Lang;
use subtle::ConstantTimeEq as _;
use tokio::sync::watch;

pub use serve::{Offered, PairError, Wish, pair};
pub(crate) use task::Task;

/// A code that nobody used for so long is void.
const OFFERED: Duration = Duration::from_secs(10 * 60);
/// After so many wrong ones the code is void.
const WRONG: u8 = 10;

/// The pairing of this notebook, if there is one.
#[derive(Default)]
pub(crate) struct Phones(Mutex<Option<Arc<Pairing>>>);

/// One pairing.
pub(crate) struct Pairing {
    /// What may be counted.
    pub(crate) task: Task,
    /// Who counts, where that is not the keeper.
    pub(crate) by: Option<EntityId>,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// The SHA-256 of its certificate, in hexadecimal digits.
    pub(crate) fingerprint: String,
    /// The language of its first page.
    pub(crate) lang: Lang,
    /// The name under which the notebook stays unlocked for it: nobody is told it.
    pub(crate) seat: String,
    until: Instant,
    /// What the tokens of its forms are made from.
    forms: Hash,
    offer: Mutex<Offer>,
    /// The file that says that it goes on: whoever removes it ends the pairing.
    note: PathBuf,
    ended: watch::Sender<bool>,
}

/// The code that is to be scanned.
struct Offer {
    /// As long as it holds.
    secret: Option<String>,
    wrong: u8,
    until: Instant,
    /// The hash of the cookie that was given for it.
    cookie: Option<Hash>,
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Random bytes as hexadecimal digits.
fn random<const N: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn same(one: &str, other: &str) -> bool {
    bool::from(one.as_bytes().ct_eq(other.as_bytes()))
}

/// The digits of a fingerprint as browsers show them: in pairs, capital letters.
pub fn grouped(fingerprint: &str) -> String {
    let pairs = fingerprint.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).to_uppercase());
    pairs.collect::<Vec<_>>().join(":")
}

impl Phones {
    /// The pairing that goes on.
    pub(crate) fn current(&self) -> Option<Arc<Pairing>> {
        held(&self.0).clone().filter(|pairing| !pairing.is_over())
    }

    /// Puts a pairing in the place of the one before, which ends and is returned.
    fn put(&self, pairing: Arc<Pairing>) -> Option<Arc<Pairing>> {
        let before = held(&self.0).replace(pairing);
        before.iter().for_each(|before| before.end());
        before
    }

    /// Ends the pairing, if there is one. Returns it.
    pub(crate) fn end(&self) -> Option<Arc<Pairing>> {
        let pairing = held(&self.0).take();
        pairing.iter().for_each(|pairing| pairing.end());
        pairing
    }
}

impl Pairing {
    /// Ends it: its listener closes, and what is connected is cut off.
    pub(crate) fn end(&self) {
        held(&self.offer).secret = None;
        if self.is_noted() {
            // Another may have removed it meanwhile.
            drop(std::fs::remove_file(&self.note));
        }
        self.ended.send_replace(true);
    }

    /// What the file says that says that it goes on.
    fn noted(&self) -> String {
        serde_json::json!({ "address": self.address.to_string(), "fingerprint": self.fingerprint }).to_string()
    }

    /// Whether the note is there, and of this pairing.
    fn is_noted(&self) -> bool {
        std::fs::read(&self.note).is_ok_and(|noted| noted == self.noted().as_bytes())
    }

    /// Whether it has ended, or has to: its time is over, its code is void and nobody used it, its note was removed, or
    /// another pairing, of whichever program, took its place.
    pub(crate) fn is_over(&self) -> bool {
        let unused = {
            let offer = held(&self.offer);
            offer.cookie.is_none() && !offer.is_open()
        };
        *self.ended.borrow() || self.left().is_zero() || unused || !self.is_noted()
    }

    /// How long it still lasts.
    pub(crate) fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    /// Whether a phone used the code.
    pub(crate) fn is_paired(&self) -> bool {
        held(&self.offer).cookie.is_some()
    }

    /// The address in the code, as long as nobody used it.
    pub(crate) fn url(&self) -> Option<String> {
        let offer = held(&self.offer);
        let secret = offer.secret.as_ref().filter(|_| offer.is_open())?;
        Some(format!("{}/pair/{secret}", self.origin()))
    }

    /// What a browser calls it: the port of HTTPS is left out.
    pub(crate) fn host(&self) -> String {
        let whole = self.address.to_string();
        whole.strip_suffix(":443").map(str::to_owned).unwrap_or(whole)
    }

    /// The beginning of its addresses.
    pub(crate) fn origin(&self) -> String {
        format!("https://{}", self.host())
    }

    /// Whether this is the code. Asking does not use it.
    fn knows(&self, secret: &str) -> bool {
        held(&self.offer).try_one(secret)
    }

    /// Uses the code: the cookie for the phone. It works once.
    fn exchange(&self, secret: &str) -> Option<String> {
        let mut offer = held(&self.offer);
        if !offer.try_one(secret) {
            return None;
        }
        let cookie = random::<32>().ok()?;
        offer.secret = None;
        offer.cookie = Some(Hash::of(cookie.as_bytes()));
        Some(cookie)
    }

    /// Whether this is the cookie of the phone.
    fn is_of(&self, cookie: &str) -> bool {
        let wanted = held(&self.offer).cookie;
        wanted.is_some_and(|wanted| bool::from(wanted.0.ct_eq(&Hash::of(cookie.as_bytes()).0)))
    }

    /// What forms of the phone must send along.
    fn token(&self, cookie: &str) -> String {
        Hash::of(format!("daftar form of a phone\n{}\n{cookie}", self.forms).as_bytes()).to_string()
    }
}

impl Offer {
    fn is_open(&self) -> bool {
        self.secret.is_some() && self.wrong < WRONG && Instant::now() < self.until
    }

    /// Whether this is the code; wrong ones are counted.
    fn try_one(&mut self, typed: &str) -> bool {
        let right = self.is_open() && self.secret.as_ref().is_some_and(|secret| same(secret, typed));
        if !right {
            self.wrong = self.wrong.saturating_add(1);
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer { secret: Some("abc".into()), wrong: 0, until: Instant::now() + OFFERED, cookie: None }
    }

    #[test]
    fn a_code_that_was_guessed_at_too_often_is_void() {
        let mut offer = offer();
        for _ in 1..WRONG {
            assert!(!offer.try_one("abd"));
        }
        assert!(offer.try_one("abc"), "one more mistake was allowed");
        assert!(!offer.try_one(""));
        assert!(!offer.try_one("abc"));
    }

    #[test]
    fn a_code_that_nobody_used_in_its_time_is_void() {
        let late = Offer { until: Instant::now(), ..offer() };
        assert!(!late.is_open());
    }
}
