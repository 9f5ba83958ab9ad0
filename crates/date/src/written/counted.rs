//! Centuries, millennia and decades, and their parts.

use super::atoms::year;
use super::cursor::Cursor;
use super::items::{Digits, Thing};
use super::meaning::{Meaning, Scale};
use super::part::{ordinal, part};
use super::said::{Part, Said};

/// "Early 19th century", and what a range may leave of it: "early 19th", "early", "19th".
pub(super) fn counted(cursor: &mut Cursor) -> Option<Said> {
    let part = part(cursor);
    let number = ordinal(cursor).or_else(|| cursor.attempt(number_before_scale));
    let scale = number.and_then(|_| cursor.attempt(scale_behind));
    let part = part.or_else(|| scale.and_then(|_| cursor.attempt(part_behind)));
    let stands = number.is_some() || (part.is_some() && joins(cursor.next()));
    stands.then_some(Said { part, number, ordinal: number.is_some(), scale, ..Said::default() })
}

/// The "second half" of "19th century, second half", with which the date ends.
fn part_behind(cursor: &mut Cursor) -> Option<Part> {
    cursor.sign(',')?;
    part(cursor).filter(|_| matches!(cursor.next(), None | Some(Thing::Sign('(' | ')' | ';'))))
}

/// "19 century": the number of a century without its ending.
fn number_before_scale(cursor: &mut Cursor) -> Option<Digits> {
    let number = cursor.number().filter(|number| number.length <= 2)?;
    scale(&mut cursor.clone()).map(|_| number)
}

/// Whether what comes next joins two ends of a range.
fn joins(thing: Option<Thing>) -> bool {
    matches!(thing, Some(Thing::Sign('-' | '–' | '/') | Thing::Is(Meaning::To | Meaning::And | Meaning::Or)))
}

/// `century`, `-century`, `c.`, `s.` behind an ordinal.
fn scale_behind(cursor: &mut Cursor) -> Option<Scale> {
    cursor.sign('-');
    let letter = |cursor: &mut Cursor| {
        let parted = !cursor.peek()?.tight;
        cursor.word(Meaning::LetterC).or_else(|| cursor.word(Meaning::PluralEnding).filter(|()| parted))
    };
    scale(cursor).or_else(|| cursor.attempt(letter).map(|()| Scale::Century))
}

fn scale(cursor: &mut Cursor) -> Option<Scale> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Scale(scale @ (Scale::Century | Scale::Millennium)) => Some(scale),
        _ => None,
    })
}

/// `C19`, `19C`, `C19th`.
pub(super) fn century_number(cursor: &mut Cursor) -> Option<Said> {
    cursor.attempt(|cursor| {
        let part = part(cursor);
        let before = cursor.word(Meaning::LetterC).is_some();
        let tight = cursor.peek().is_some_and(|item| item.tight);
        let number = cursor.number().filter(|number| number.length <= 2)?;
        let stands = if before {
            cursor.tight_word(Meaning::OrdinalEnding);
            tight
        } else {
            cursor.tight_word(Meaning::LetterC).is_some()
        };
        let century = Some(Scale::Century);
        stands.then_some(Said { part, number: Some(number), ordinal: true, scale: century, ..Said::default() })
    })
}

/// «أوائل القرن التاسع عشر», «القرن 19», «الألف الرابع», "siglo XIX".
pub(super) fn arabic_century(cursor: &mut Cursor) -> Option<Said> {
    let part = part(cursor);
    let scale = scale(cursor).or_else(|| cursor.attempt(spanish_scale))?;
    cursor.word(Meaning::Article);
    let number = ordinal(cursor).or_else(|| cursor.number().filter(|number| number.length <= 2))?;
    let part = part.or_else(|| cursor.attempt(part_behind));
    let counted = Said { number: Some(number), ordinal: true, ..Said::default() };
    Some(Said { part, scale: Some(scale), scale_in_front: true, ..counted })
}

/// The letter of "s. XIX".
fn spanish_scale(cursor: &mut Cursor) -> Option<Scale> {
    cursor.word(Meaning::PluralEnding)?;
    matches!(cursor.next(), Some(Thing::Is(Meaning::Ordinal(_)))).then_some(Scale::Century)
}

/// `1820s`, «عشرينيات القرن العشرين», «العقد الثالث من القرن العشرين».
pub(super) fn decade(cursor: &mut Cursor) -> Option<Said> {
    let part = part(cursor);
    let plural = |cursor: &mut Cursor| {
        let number = cursor.number()?;
        cursor.tight_word(Meaning::PluralEnding)?;
        let scale = if number.value % 100 == 0 { Scale::Hundred } else { Scale::Decade };
        (number.value % 10 == 0).then_some((number, scale))
    };
    let named = |cursor: &mut Cursor| Some((named_decade(cursor)?, Scale::Decade));
    let (number, scale) = cursor.attempt(plural).or_else(|| cursor.attempt(named))?;
    Some(Said { part, number: Some(number), scale: Some(scale), ..Said::default() })
}

fn named_decade(cursor: &mut Cursor) -> Option<Digits> {
    let tens = decade_of_century(cursor)?;
    let century = cursor.attempt(arabic_century).or_else(|| cursor.attempt(counted));
    let century = century.filter(|said| said.scale == Some(Scale::Century) && said.part.is_none())?;
    let value = (century.number?.value - 1) * 100 + tens;
    (value >= 100).then_some(Digits { value, length: 4 })
}

fn decade_of_century(cursor: &mut Cursor) -> Option<i64> {
    let tens = [named_tens, counted_tens, tens_behind].into_iter().find_map(|form| cursor.attempt(form))?;
    cursor.word(Meaning::From);
    Some(tens)
}

fn named_tens(cursor: &mut Cursor) -> Option<i64> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Tens(tens) => Some(i64::from(tens)),
        _ => None,
    })
}

/// "First decade", "last decade".
fn tens_behind(cursor: &mut Cursor) -> Option<i64> {
    let last = cursor.word(Meaning::Last).map(|()| 10);
    let which = last.or_else(|| ordinal(cursor).map(|number| number.value)).filter(|which| (1..=10).contains(which))?;
    cursor.word(Meaning::Scale(Scale::Decade)).map(|()| (which - 1) * 10)
}

fn counted_tens(cursor: &mut Cursor) -> Option<i64> {
    cursor.word(Meaning::Scale(Scale::Decade))?;
    let number = ordinal(cursor).filter(|number| (1..=10).contains(&number.value))?;
    Some((number.value - 1) * 10)
}

/// "Early 1931", "second half of 1931".
pub(super) fn part_of_year(cursor: &mut Cursor) -> Option<Said> {
    let part = part(cursor)?;
    Some(Said { part: Some(part), ..year(cursor)? })
}
