//! What time it is, and what to do when the clock is plainly wrong. Time never orders anything here.

use daftar_claim::{Clock, Timestamp, ValueError};

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
