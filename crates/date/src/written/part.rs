//! Parts of a stretch of years: "early", "first half", «الربع الأخير من»; and the ordinals they are counted with.

use super::cursor::Cursor;
use super::items::{Digits, Thing};
use super::meaning::Meaning;
use super::said::Part;

/// "Early", "the first half of".
pub(super) fn part(cursor: &mut Cursor) -> Option<Part> {
    // Where a year stands, as in most cells, there is no part.
    let may_begin = |thing| match thing {
        Thing::Is(_) => true,
        Thing::Number(number) => number.length <= 2,
        Thing::Sign(_) | Thing::Period(_) | Thing::Region(_) => false,
    };
    cursor.next().filter(|&thing| may_begin(thing))?;
    cursor.attempt(|cursor| {
        let part = loose_third(cursor)
            .or_else(|| fraction(cursor))
            .or_else(|| arabic_fraction(cursor))
            .or_else(|| cursor.attempt(later))?;
        // "mid-19th", but "early-mid 19th" are two.
        cursor.attempt(|cursor| {
            cursor.sign_of(&['-', '–'])?;
            loose_third(&mut cursor.clone()).is_none().then_some(())
        });
        cursor.word(Meaning::From);
        Some(part)
    })
}

fn loose_third(cursor: &mut Cursor) -> Option<Part> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Third(index) => Some(Part { index, of: 3, loose: true }),
        _ => None,
    })
}

/// "The later 18th century" is its second half, about.
fn later(cursor: &mut Cursor) -> Option<Part> {
    cursor.word(Meaning::Later)?;
    let counts = ordinal(&mut cursor.clone()).is_some() || cursor.clone().period().is_some();
    counts.then_some(Part { index: 1, of: 2, loose: true })
}

/// Ordinal and fraction: "first half", "3rd quarter", "last third".
fn fraction(cursor: &mut Cursor) -> Option<Part> {
    cursor.attempt(|cursor| {
        let which = which(cursor)?;
        let third = |cursor: &mut Cursor| cursor.word(Meaning::Ordinal(3)).map(|()| 3);
        let of = self::fraction_word(cursor).or_else(|| third(cursor))?;
        part_of(which, of)
    })
}

/// Fraction and ordinal: «النصف الأول».
fn arabic_fraction(cursor: &mut Cursor) -> Option<Part> {
    cursor.attempt(|cursor| {
        let of = fraction_word(cursor)?;
        part_of(which(cursor)?, of)
    })
}

/// An ordinal; `None` within for "last".
fn which(cursor: &mut Cursor) -> Option<Option<i64>> {
    match cursor.word(Meaning::Last).or_else(|| cursor.word(Meaning::Later)) {
        Some(()) => Some(None),
        None => ordinal(cursor).map(|ordinal| Some(ordinal.value)),
    }
}

fn fraction_word(cursor: &mut Cursor) -> Option<u8> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Fraction(of) => Some(of),
        _ => None,
    })
}

fn part_of(which: Option<i64>, of: u8) -> Option<Part> {
    let index = u8::try_from(which.unwrap_or(i64::from(of)) - 1).ok().filter(|&index| index < of)?;
    Some(Part { index, of, loose: false })
}

/// `19th`, "nineteenth", «التاسع عشر».
pub(super) fn ordinal(cursor: &mut Cursor) -> Option<Digits> {
    cursor.attempt(|cursor| {
        let word = cursor.meaning(|meaning| match meaning {
            Meaning::Ordinal(n) => Some(Digits { value: i64::from(n), length: 2 }),
            _ => None,
        });
        word.or_else(|| {
            let number = cursor.number().filter(|number| number.length <= 2)?;
            cursor.tight_word(Meaning::OrdinalEnding).or_else(|| cursor.attempt(german_ending)).map(|()| number)
        })
    })
}

/// The dot of "19. Jh.", "1. Hälfte", "17.–18. Jh.".
fn german_ending(cursor: &mut Cursor) -> Option<()> {
    cursor.sign('.')?;
    let counted = |thing: Option<Thing>| matches!(thing, Some(Thing::Is(Meaning::Scale(_) | Meaning::Fraction(_))));
    if counted(cursor.next()) {
        return Some(());
    }
    let ahead = &mut cursor.clone();
    ahead.sign_of(&['-', '–', '/'])?;
    ahead.number()?;
    ahead.sign('.')?;
    counted(ahead.next()).then_some(())
}
