//! What time it is, and what to do when the clock is plainly wrong. Time never orders anything here.

use std::fmt;

use daftar_claim::{Clock, Timestamp, ValueError};
use jiff::SignedDuration;
use serde::Serialize;

use crate::RegisterError;

/// Where the time of an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The device's clock.
    Device,
    /// A person gives it, for the clock is wrong.
    Given(Timestamp),
    /// Nobody knows.
    Unknown,
}

impl Moment {
    /// Reads `unknown`, a day, or a full time.
    ///
    /// # Errors
    /// When the text is none of them.
    pub fn parse(text: &str) -> Result<Moment, ValueError> {
        if text == "unknown" {
            return Ok(Moment::Unknown);
        }
        let full = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
        Timestamp::parse(&full).map(Moment::Given)
    }

    /// The time and its origin for a new entry after one made at `last`.
    pub(crate) fn decide(
        &self,
        now: Timestamp,
        last: Option<Timestamp>,
    ) -> Result<(Option<Timestamp>, Clock), RegisterError> {
        match (self, last) {
            (Moment::Unknown, _) => Ok((None, Clock::Unknown)),
            (Moment::Given(time), _) => Ok((Some(time.clone()), Clock::Person)),
            (Moment::Device, Some(last)) if now < last => Err(RegisterError::ClockBehind { now, last }),
            (Moment::Device, _) => Ok((Some(now), Clock::Device)),
        }
    }
}

/// After so long without an entry the clock itself is asked about.
const LONG: SignedDuration = SignedDuration::from_hours(400 * 24);

/// A clock that looks wrong, beside the last entry of this device. Nothing hangs on it but what is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockDoubt {
    /// What the clock says.
    pub now: String,
    /// When the last entry was made.
    pub last: String,
    /// Whether the clock is behind that; else it is far ahead of it.
    pub behind: bool,
}

impl ClockDoubt {
    /// Whether the clock is to be doubted after an entry made at `last`.
    pub(crate) fn of(now: &Timestamp, last: &Timestamp) -> Option<ClockDoubt> {
        let behind = now < last;
        let far = moment(now).duration_since(moment(last)) > LONG;
        (behind || far).then(|| ClockDoubt { now: now.as_str().to_owned(), last: last.as_str().to_owned(), behind })
    }
}

impl fmt::Display for ClockDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ClockDoubt { now, last, behind } = self;
        match behind {
            true => write!(f, "the clock looks wrong, or it was: it says {now}, and the last entry was made at {last}"),
            false => write!(f, "is the clock right? It says {now}, and the last entry was made at {last}"),
        }
    }
}

/// A time as it is reckoned with. One that cannot be read was before everything.
pub(crate) fn moment(time: &Timestamp) -> jiff::Timestamp {
    time.as_str().parse().unwrap_or(jiff::Timestamp::MIN)
}

/// The device's clock in UTC, to the second.
pub fn system_clock() -> Timestamp {
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    // A clock outside the years 0–9999 has no such text; the epoch stands in and shows as behind the last entry.
    Timestamp::parse(&now).unwrap_or_else(|_| epoch())
}

#[expect(clippy::expect_used, reason = "a constant in the form that parse asks for")]
fn epoch() -> Timestamp {
    Timestamp::parse("1970-01-01T00:00:00Z").expect("a constant")
}
