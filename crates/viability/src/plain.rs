//! The plain forecast: the equation at a best guess and at both ends, a million lots in a second.
//!
//! For ranking many lots. [`Outlook`](crate::Outlook) learns from each lot's own tests.

use crate::normal::fraction;
use crate::reach::Falls;
use crate::span::Span;
use crate::threshold::Threshold;

/// What the equation says of a lot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plain {
    /// The fraction that germinates now.
    pub germination: Span,
    /// When it falls under the threshold.
    pub falls: Falls,
}

/// Days at most: farther than any horizon, and finite.
const EVER: f64 = 1e15;

/// The equation for a lot in constant storage, `age_days` after it had the viability `ki` (normal equivalent deviates), with
/// `sigma_days` days for each deviate. The ends combine both ends of `ki` and `sigma_days`, so that the span is wider than
/// the probability of either. Numbers that can be no σ or age are taken as the smallest that can.
#[inline]
pub fn plain(ki: Span, sigma_days: Span, age_days: f64, threshold: Threshold) -> Plain {
    let sigma = |days: f64| days.max(1e-6);
    let now = |ki: f64, days: f64| fraction(ki - age_days.max(0.0) / sigma(days));
    let day = |ki: f64, days: f64| ((ki - threshold.deviate(ki)) * sigma(days)).clamp(0.0, EVER);
    let germination = Span::around(
        now(ki.best(), sigma_days.best()),
        now(ki.low(), sigma_days.low()),
        now(ki.high(), sigma_days.high()),
    );
    let days = Span::around(
        day(ki.best(), sigma_days.best()),
        day(ki.low(), sigma_days.low()),
        day(ki.high(), sigma_days.high()),
    );
    Plain { germination, falls: Falls::of(days, age_days.max(0.0)) }
}
