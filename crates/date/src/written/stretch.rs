//! Decades, centuries and millennia, and their parts, as first and last year.

use super::islamic;
use super::meaning::{Era, Scale};
use super::piece::{Kind, Piece, year_text};
use super::said::Part;

/// Beyond it a number is no decade or century before the common era that catalogues would count.
const LAST_COUNTED: i64 = 10_000;

/// The year from which on no stretch of an era is likely to begin.
fn end_of_likely(era: Era) -> i64 {
    match era {
        Era::Before => i64::MAX,
        Era::Common => 2_200,
        Era::Hijri => 1_600,
    }
}

/// From one year to another, both included, as counted in an era (before the common era: astronomically).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    first: i64,
    last: i64,
    hijri: bool,
}

impl Years {
    /// The `number`-th century or millennium of an era, or the ten or hundred years that begin with year `number`. Those of
    /// the common era begin with the round year, as `18XX` does; the first with year 1.
    pub(super) fn of(scale: Scale, number: i64, era: Era) -> Option<Years> {
        let (length, highest) = match scale {
            Scale::Decade => (10, LAST_COUNTED),
            Scale::Hundred => (100, LAST_COUNTED),
            Scale::Century => (100, 60),
            Scale::Millennium => (1000, 100),
        };
        let by_year = matches!(scale, Scale::Decade | Scale::Hundred);
        let number = Some(number).filter(|number| (1..=highest).contains(number))?;
        let start = if by_year { number } else { (number - 1) * length };
        let (first, last) = match era {
            Era::Common => (start.max(1), start + length - 1),
            Era::Hijri if by_year => (start, start + length - 1),
            Era::Hijri => (start + 1, start + length),
            Era::Before if by_year => (2 - start - length, 1 - start),
            Era::Before => (1 - start - length, -start),
        };
        (first < end_of_likely(era)).then_some(Years { first, last, hijri: era == Era::Hijri })
    }

    /// From year to year, astronomical.
    pub(super) fn between(first: i64, last: i64) -> Years {
        Years { first, last, hijri: false }
    }

    /// A part of it. Limits inside are in both neighbours where they are not sharp.
    pub(super) fn part(self, part: Part) -> Years {
        let length = self.last - self.first + 1;
        let limit = |index: u8| self.first + length * i64::from(index) / i64::from(part.of);
        let last = limit(part.index + 1) - i64::from(!part.loose);
        Years { first: limit(part.index), last: last.min(self.last), ..self }
    }

    /// Early: up to the sixth year; mid: from the fourth to the eighth; late: from the sixth.
    pub(super) fn part_of_decade(self, part: Part) -> Option<Years> {
        let (from, to) = match (part.of, part.index) {
            (2, 0) => (0, 4),
            (3, 0) => (0, 5),
            (3, 1) => (3, 7),
            (3, 2) | (2, 1) => (5, 9),
            _ => return None,
        };
        Some(Years { first: self.first + from, last: self.first + to, ..self })
    }

    /// Some time in it.
    pub(super) fn piece(self) -> Piece {
        let (first, last) =
            if self.hijri { islamic::common_years(self.first, self.last) } else { (self.first, self.last) };
        let text = |year| year_text(year).unwrap_or_default();
        Piece::two(Kind::Among, text(first), text(last))
    }
}

/// The mask of EDTF, where one says the same: `182X`, `18XX`, `-02XX`.
pub(super) fn mask(scale: Scale, number: i64, era: Era) -> Option<String> {
    match (scale, era) {
        (Scale::Decade, Era::Common) if number >= 10 => Some(format!("{:03}X", number / 10)),
        (Scale::Hundred, Era::Common) => Some(format!("{:02}XX", number / 100)),
        (Scale::Century, Era::Common) if number >= 2 => Some(format!("{:02}XX", number - 1)),
        (Scale::Century, Era::Before) if number >= 2 => Some(format!("-{:02}XX", number - 1)),
        (Scale::Millennium, Era::Common) if number >= 2 => Some(format!("{}XXX", number - 1)),
        (Scale::Millennium, Era::Before) if (2..=10).contains(&number) => Some(format!("-{}XXX", number - 1)),
        _ => None,
    }
}
