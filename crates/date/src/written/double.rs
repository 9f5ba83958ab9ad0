//! Dates by two calendars: `1340 هـ / 1921 م`.

use super::cursor::Cursor;
use super::islamic;
use super::meaning::Meaning;
use super::one::one;
use super::said::Said;

/// A date or a range, by one of two calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Side {
    One(Said),
    Range(Said, Said),
}

/// `1340 هـ / 1921 م`: two sides of which one, and one alone, is Hijri; it comes first.
pub(super) fn double(cursor: &mut Cursor) -> Option<(Side, Side)> {
    let first = side(cursor)?;
    let bracketed = between_calendars(cursor);
    let second = side(cursor)?;
    if bracketed {
        cursor.sign(')')?;
    }
    in_two_calendars(first, second)
}

fn side(cursor: &mut Cursor) -> Option<Side> {
    let range = |cursor: &mut Cursor| {
        let first = one(cursor)?;
        dash(cursor)?;
        let (first, last) = Said::completed(first, one(cursor)?)?;
        (first.is_hijri() == last.is_hijri()).then_some(Side::Range(first, last))
    };
    cursor.attempt(range).or_else(|| one(cursor).map(Side::One))
}

/// What parts the two calendars; whether it is a bracket.
fn between_calendars(cursor: &mut Cursor) -> bool {
    if cursor.sign('(').is_some() {
        cursor.word(Meaning::Same);
        cursor.sign('=');
        return true;
    }
    cursor.sign_of(&['/', ',', '=', '-', '–']);
    cursor.word(Meaning::Same);
    false
}

fn in_two_calendars(first: Side, second: Side) -> Option<(Side, Side)> {
    let second = second.with_scale(first.last());
    let (hijri, common) = match (first.is_hijri(), second.is_hijri()) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    // Without its era the other may be the end of a range: 1340/1345 هـ.
    let stands = common.last().era.is_some()
        || common.last().month.is_some()
        || islamic::are_one_year(hijri.last(), common.last());
    stands.then_some((hijri, common))
}

impl Side {
    fn is_hijri(&self) -> bool {
        self.last().is_hijri()
    }

    fn last(&self) -> &Said {
        match self {
            Side::One(said) | Side::Range(_, said) => said,
        }
    }

    /// Its dates, to be changed.
    pub(super) fn dates_mut(&mut self) -> Vec<&mut Said> {
        match self {
            Side::One(one) => vec![one],
            Side::Range(first, last) => vec![first, last],
        }
    }

    /// Its dates.
    pub(super) fn dates(&self) -> Vec<Said> {
        match *self {
            Side::One(said) => vec![said],
            Side::Range(first, last) => vec![first, last],
        }
    }

    /// «القرن الثالث عشر الهجري / التاسع عشر الميلادي»: the word is not said twice.
    fn with_scale(self, first: &Said) -> Side {
        let scaled = |mut said: Said| {
            said.take_scale(first);
            said
        };
        match self {
            Side::One(said) => Side::One(scaled(said)),
            Side::Range(from, to) => Side::Range(scaled(from), scaled(to)),
        }
    }
}

/// What joins two ends of a range.
pub(super) fn dash(cursor: &mut Cursor) -> Option<()> {
    cursor.sign_of(&['-', '–']).map(|_| ()).or_else(|| cursor.word(Meaning::To))
}
