//! The tabular Islamic calendar (civil epoch, 16 July 622 Julian; leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of
//! each thirty).
//!
//! It is computed, not observed: **good to two days**. A month that was announced by the sighting of the moon may have begun
//! up to two days before or after the one given here. Conversions therefore say so wherever they are shown.

use crate::day::Day;

/// How many days a converted date may be off, either way.
pub const GOOD_TO_DAYS: i64 = 2;

/// 1 Muharram of year 1: 19 July 622 in the proleptic Gregorian calendar.
const EPOCH: i64 = -492_148;

/// A date of the tabular Islamic calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hijri {
    /// Year of the Hijra; 1 began in 622.
    pub year: i64,
    /// Month, 1 (Muharram) to 12 (Dhu al-Hijja).
    pub month: u8,
    /// Day of the month, 1 to 30.
    pub day: u8,
}
