//! One date as far as a text says it, before it has bounds: what a range leaves out at one end is taken from the other.

use std::ops::BitOr;

use super::Order;
use super::items::Digits;
use super::meaning::{Era, Scale};

/// `~` and `?`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) about: bool,
    pub(super) perhaps: bool,
}

/// The third, half or quarter of a stretch of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// From 0.
    pub(super) index: u8,
    /// Of how many.
    pub(super) of: u8,
    /// "Early", "middle" and "late" have no limits that all agree on.
    pub(super) loose: bool,
}

/// A month of one of two calendars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) number: u8,
    pub(super) hijri: bool,
}

/// First and last year, astronomical, of a period as a table has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: i32,
    pub(super) last: i32,
    /// Whether the limits are about then.
    pub(super) about: bool,
}

/// What a text says of one date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Of this date alone.
    pub(super) mark: Mark,
    /// Written behind it; behind a range it means the whole.
    pub(super) mark_behind: Mark,
    pub(super) part: Option<Part>,
    /// The year, or the number of the century.
    pub(super) number: Option<Digits>,
    /// Whether the number is an ordinal, which no year is.
    pub(super) ordinal: bool,
    pub(super) scale: Option<Scale>,
    /// "Century" stands in front, as in Arabic, so that it holds for a whole range.
    pub(super) scale_in_front: bool,
    pub(super) month: Option<Month>,
    pub(super) day: Option<u8>,
    /// Day and month may as well be the other way round.
    pub(super) swappable: bool,
    pub(super) season: Option<u8>,
    /// The name of a period: which, in the table.
    pub(super) period: Option<u16>,
    /// What that name means, once it is decided.
    pub(super) span: Option<Span>,
    pub(super) era: Option<Era>,
    /// The era stands in front, so that it holds for a whole range.
    pub(super) era_in_front: bool,
}

impl Mark {
    /// The sign of EDTF.
    pub(super) fn sign(self) -> &'static str {
        match (self.about, self.perhaps) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        }
    }

    pub(super) fn is_set(self) -> bool {
        self != Mark::default()
    }
}

impl BitOr for Mark {
    type Output = Mark;

    fn bitor(self, other: Mark) -> Mark {
        Mark { about: self.about || other.about, perhaps: self.perhaps || other.perhaps }
    }
}

impl Said {
    /// Takes it as it is meant where it is known whether days or months come first.
    pub(super) fn put_in(&mut self, order: Order) {
        if !self.swappable {
            return;
        }
        self.swappable = false;
        if let (Order::MonthFirst, Some(month), Some(day)) = (order, &mut self.month, &mut self.day) {
            std::mem::swap(&mut month.number, day);
        }
    }

    /// The same with another mark added.
    pub(super) fn marked(self, mark: Mark) -> Said {
        Said { mark: self.mark | mark, ..self }
    }

    /// All its marks.
    pub(super) fn marks(&self) -> Mark {
        self.mark | self.mark_behind
    }

    /// Whether nothing but a year is said.
    pub(super) fn is_bare_year(&self) -> bool {
        let more = self.part.is_some() || self.scale.is_some() || self.season.is_some() || self.ordinal;
        self.number.is_some() && self.month.is_none() && !more
    }

    /// Whether it is counted from the Hijra, as far as the text says.
    pub(super) fn is_hijri(&self) -> bool {
        self.era == Some(Era::Hijri) || self.month.is_some_and(|month| month.hijri)
    }

    /// The ends of a range or the members of a list, each with what it leaves to the other.
    pub(super) fn completed(first: Said, last: Said) -> Option<(Said, Said)> {
        if first.period.is_some() || last.period.is_some() {
            return Said::beside_period(first, last);
        }
        let (mut first, mut last) = (first, last);
        last.number = last.number_after(&first)?;
        first.take_larger(&last);
        last.take_scale(&first);
        if matches!((first.scale, last.scale), (Some(Scale::Hundred), Some(Scale::Decade))) {
            first.scale = last.scale;
        }
        if last.day.is_some() && last.month.is_none() {
            last.month = first.month;
        }
        if first.era_in_front && last.era.is_none() {
            last.era = first.era;
        } else if first.era.is_none() {
            first.era = last.era;
        }
        let left_open = first.era == Some(Era::Before) && last.era.is_none();
        if left_open || first.is_hijri() != last.is_hijri() {
            return None;
        }
        first.mark = first.mark | last.mark_behind;
        Some((first, last))
    }

    /// "Early to late Ottoman" leaves the period to the last; else each end says for itself what it is.
    fn beside_period(first: Said, last: Said) -> Option<(Said, Said)> {
        let mark = first.mark | last.mark_behind;
        let only_part = first.part.is_some() && first.number.is_none() && first.period.is_none();
        let period = if only_part { Some(last.period.filter(|_| last.part.is_some())?) } else { first.period };
        Some((Said { mark, period, ..first }, last))
    }

    /// The scale that only the first gives: «القرن 18 – 19»; a decade beside a decade is one.
    pub(super) fn take_scale(&mut self, first: &Said) {
        let bare = first.scale_in_front && !self.era_in_front && self.is_bare_year();
        let counts = self.ordinal || (bare && self.number.is_some_and(|number| number.length <= 2));
        let counted = matches!(first.scale, Some(Scale::Century | Scale::Millennium));
        if self.scale.is_none() && counts && counted {
            (self.scale, self.ordinal, self.scale_in_front) = (first.scale, true, first.scale_in_front);
        }
        if (first.scale, self.scale) == (Some(Scale::Decade), Some(Scale::Hundred)) {
            self.scale = first.scale;
        }
    }

    /// The larger units that only the last date gives: "May–June 1944", "18th–19th century", "early to mid 1820s".
    fn take_larger(&mut self, last: &Said) {
        if last.day.is_some() && self.month.is_none() && self.scale.is_none() {
            self.take_day();
        }
        let counts = |number: Digits| self.ordinal || number.length <= 2;
        if self.scale.is_none() && self.month.is_none() && self.number.is_none_or(counts) {
            self.scale = last.scale;
        }
        if self.number.is_none()
            && (self.month.is_some() || self.day.is_some() || self.part.is_some() || self.season.is_some())
        {
            self.number = last.number;
        }
        if self.day.is_some() && self.month.is_none() {
            self.month = last.month;
        }
    }

    /// A lone number beside a day is one: "9–11 June 1953".
    fn take_day(&mut self) {
        let day = self.number.filter(|number| number.length <= 2).and_then(|number| u8::try_from(number.value).ok());
        if day.is_some() {
            *self = Said { day, number: None, ordinal: false, ..*self };
        }
    }

    /// The number of the last date, written out where a catalogue leaves away what is the same: 1820–5, 1820–30.
    /// `None` when it cannot be told whether something was left away.
    fn number_after(&self, first: &Said) -> Option<Option<Digits>> {
        let decades = (first.scale, self.scale) == (Some(Scale::Decade), Some(Scale::Decade));
        let years = decades || (first.is_year() && self.is_year());
        let (Some(from), Some(to)) = (first.number, self.number) else { return Some(self.number) };
        let own_eras = self.era.is_some() && (first.era.is_some() || self.era_in_front);
        if !years || own_eras || to.length >= from.length || to.length > 2 {
            return Some(self.number);
        }
        let size = 10_i64.pow(u32::from(to.length));
        let whole = Digits { value: from.value / size * size + to.value, length: from.length };
        match self.era {
            // Backwards, the shorter number may be whole, as in 150–50 BC.
            Some(Era::Before) => (whole.value >= from.value).then_some(self.number),
            _ => ((decades || first.is_bare_year()) && whole.value > from.value).then_some(Some(whole)),
        }
    }

    /// Whether its number is a year.
    fn is_year(&self) -> bool {
        self.scale.is_none() && !self.ordinal
    }
}
