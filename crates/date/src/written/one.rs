//! Reads one date: a year, a day, a century or a part of one, with its era and marks.

use super::cursor::Cursor;
use super::items::{Digits, Thing};
use super::lexicon::{Era, Meaning, Scale};
use super::said::{Mark, Month, Part, Said};
use super::{calendar, numeric};

/// One date; what it leaves out may follow from the other end of a range.
pub(super) fn one(cursor: &mut Cursor) -> Option<Said> {
    cursor.attempt(|cursor| {
        let mark = marks(cursor);
        let era = era(cursor);
        let mut said = plain(cursor)?;
        if era.is_some() {
            said.era = era;
            said.era_in_front = true;
        }
        if said.era.is_none() {
            said.era = self::era(cursor);
        }
        said.mark_behind = marks_behind(cursor);
        Some(said.marked(mark))
    })
}

fn plain(cursor: &mut Cursor) -> Option<Said> {
    let forms = [numeric::date, calendar::date, counted, century_number, arabic_century, decade, part_of_year];
    forms.into_iter().find_map(|form| cursor.attempt(form)).or_else(|| cursor.attempt(year))
}

/// "About", "perhaps" and `?` in front.
pub(super) fn marks(cursor: &mut Cursor) -> Mark {
    let mut mark = Mark::default();
    loop {
        if century_number(&mut cursor.clone()).is_some() {
            return mark;
        } else if cursor.word(Meaning::About).is_some() {
            mark.about = true;
        } else if cursor.word(Meaning::LetterC).is_some() {
            cursor.sign(',');
            mark.about = true;
        } else if cursor.word(Meaning::Perhaps).is_some() || cursor.sign('?').is_some() {
            mark.perhaps = true;
        } else {
            return mark;
        }
    }
}

/// The same behind a date, also in brackets: `1820 (?)`, «١٨٢٠ تقريبا».
fn marks_behind(cursor: &mut Cursor) -> Mark {
    let bare = |cursor: &mut Cursor| {
        if cursor.word(Meaning::About).is_some() || cursor.sign('~').is_some() {
            return Some(Mark { about: true, perhaps: false });
        }
        let perhaps = cursor.sign('?').or_else(|| cursor.word(Meaning::Perhaps));
        perhaps.map(|()| Mark { about: false, perhaps: true })
    };
    let mut mark = Mark::default();
    loop {
        let bracketed = |cursor: &mut Cursor| {
            cursor.sign_of(&['(', '['])?;
            let mark = bare(cursor)?;
            cursor.sign_of(&[')', ']']).map(|_| mark)
        };
        // "1820 about 1830" is no date: a word behind is one only where the date ends.
        let ends = |cursor: &mut Cursor| bare(cursor).filter(|_| !matches!(next(cursor), Some(Thing::Number(_))));
        match cursor.attempt(ends).or_else(|| cursor.attempt(bracketed)) {
            Some(more) => mark = mark | more,
            None => return mark,
        }
    }
}

fn next(cursor: &Cursor) -> Option<Thing> {
    cursor.peek().map(|item| item.thing)
}

fn era(cursor: &mut Cursor) -> Option<Era> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Era(era) => Some(era),
        _ => None,
    })
}

/// "Early", "the first half of".
fn part(cursor: &mut Cursor) -> Option<Part> {
    cursor.attempt(|cursor| {
        let part = loose_third(cursor).or_else(|| fraction(cursor)).or_else(|| arabic_fraction(cursor))?;
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
    match cursor.word(Meaning::Last) {
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
fn ordinal(cursor: &mut Cursor) -> Option<Digits> {
    cursor.attempt(|cursor| {
        let word = cursor.meaning(|meaning| match meaning {
            Meaning::Ordinal(n) => Some(Digits { value: i64::from(n), length: 2 }),
            _ => None,
        });
        word.or_else(|| {
            let number = cursor.number().filter(|number| number.length <= 2)?;
            cursor.tight_word(Meaning::OrdinalEnding).map(|()| number)
        })
    })
}

/// `century`, `-century`, `c.` behind an ordinal.
fn scale_behind(cursor: &mut Cursor) -> Option<Scale> {
    cursor.sign('-');
    scale(cursor).or_else(|| cursor.word(Meaning::LetterC).map(|()| Scale::Century))
}

fn scale(cursor: &mut Cursor) -> Option<Scale> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Scale(scale @ (Scale::Century | Scale::Millennium)) => Some(scale),
        _ => None,
    })
}

/// "Early 19th century", and what a range may leave of it: "early 19th", "early", "19th".
fn counted(cursor: &mut Cursor) -> Option<Said> {
    let part = part(cursor);
    let number = ordinal(cursor).or_else(|| cursor.attempt(number_before_scale));
    let scale = number.and_then(|_| cursor.attempt(scale_behind));
    let stands = number.is_some() || (part.is_some() && joins(next(cursor)));
    stands.then_some(Said { part, number, ordinal: number.is_some(), scale, ..Said::default() })
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

/// `C19`, `19C`, `C19th`.
fn century_number(cursor: &mut Cursor) -> Option<Said> {
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

/// «أوائل القرن التاسع عشر», «القرن 19», «الألف الرابع».
fn arabic_century(cursor: &mut Cursor) -> Option<Said> {
    let part = part(cursor);
    let scale = scale(cursor)?;
    cursor.word(Meaning::Article);
    let number = ordinal(cursor).or_else(|| cursor.number().filter(|number| number.length <= 2))?;
    let counted = Said { number: Some(number), ordinal: true, ..Said::default() };
    Some(Said { part, scale: Some(scale), scale_in_front: true, ..counted })
}

/// `1820s`, «عشرينيات القرن العشرين», «العقد الثالث من القرن العشرين».
fn decade(cursor: &mut Cursor) -> Option<Said> {
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
    let century = arabic_century(cursor).filter(|said| said.scale == Some(Scale::Century) && said.part.is_none())?;
    let value = (century.number?.value - 1) * 100 + tens;
    (value >= 100).then_some(Digits { value, length: 4 })
}

fn decade_of_century(cursor: &mut Cursor) -> Option<i64> {
    let named = cursor.meaning(|meaning| match meaning {
        Meaning::Tens(tens) => Some(i64::from(tens)),
        _ => None,
    });
    named.or_else(|| {
        cursor.attempt(|cursor| {
            cursor.word(Meaning::Scale(Scale::Decade))?;
            let number = ordinal(cursor).filter(|number| (1..=10).contains(&number.value))?;
            cursor.word(Meaning::From);
            Some((number.value - 1) * 10)
        })
    })
}

/// "Early 1931", "second half of 1931".
fn part_of_year(cursor: &mut Cursor) -> Option<Said> {
    let part = part(cursor)?;
    Some(Said { part: Some(part), ..year(cursor)? })
}

/// A number that may be a year, a day or a century, by what surrounds it.
fn year(cursor: &mut Cursor) -> Option<Said> {
    let number = thousands(cursor).or_else(|| cursor.number())?;
    let masked = number.length == 3 && cursor.peek().is_some_and(|item| item.tight && item.thing == Thing::Sign('?'));
    // "182?" may be the 1820s.
    (!masked).then_some(())?;
    Some(Said { number: Some(number), ..Said::default() })
}

/// `10,000` as one number, where an era follows.
fn thousands(cursor: &mut Cursor) -> Option<Digits> {
    cursor.attempt(|cursor| {
        let high = cursor.number().filter(|high| high.length <= 3)?;
        cursor.sign(',')?;
        let tight = cursor.peek().is_some_and(|item| item.tight);
        let low = cursor.number().filter(|low| low.length == 3 && tight)?;
        era(&mut cursor.clone())?;
        Some(Digits { value: high.value * 1000 + low.value, length: high.length + 3 })
    })
}

/// A month of either calendar.
pub(super) fn month(cursor: &mut Cursor) -> Option<Month> {
    let month = named_month(cursor)?;
    // Both names of one month: «كانون الثاني/يناير».
    cursor.attempt(|cursor| {
        cursor.sign('/')?;
        named_month(cursor).filter(|other| *other == month)
    });
    Some(month)
}

fn named_month(cursor: &mut Cursor) -> Option<Month> {
    cursor.meaning(|meaning| match meaning {
        Meaning::Month(number) => Some(Month { number, hijri: false }),
        Meaning::HijriMonth(number) => Some(Month { number, hijri: true }),
        _ => None,
    })
}

/// A day of the month: `3`, `3rd`.
pub(super) fn day(cursor: &mut Cursor) -> Option<u8> {
    cursor.attempt(|cursor| {
        let number = cursor.number().filter(|number| number.length <= 2)?;
        cursor.tight_word(Meaning::OrdinalEnding);
        u8::try_from(number.value).ok().filter(|day| (1..=31).contains(day))
    })
}
