//! Numbers written out: «ألف وتسعمئة وثمانية وأربعين», «الثالث والعشرين», «السادسة عشرة».

use super::super::scan::Scan;
use super::super::sense::Sense;

/// A number in digits or words, and the token after it.
pub(super) fn cardinal(scan: &Scan, i: usize) -> Option<(u32, usize)> {
    match scan.number(i) {
        Some(number) => (!number.decimal && number.value < 1_000_000).then_some((number.value, i + 1)),
        None => in_words(scan, i),
    }
}

/// A number in words, and the token after it.
pub(super) fn in_words(scan: &Scan, i: usize) -> Option<(u32, usize)> {
    let (mut total, mut group) = (0_u32, 0_u32);
    let (mut at, mut last) = (i, value(scan, i)?);
    loop {
        match last {
            1000 if group > 0 => (total, group) = (total + group * 1000, 0),
            100 if (3..=9).contains(&group) => group *= 100,
            1000.. => total += last,
            value => group += value,
        }
        at += 1;
        match following(scan, at, last) {
            Some((value, next)) if total < 1_000_000 => (last, at) = (value, next),
            _ => return Some((total + group, at)),
        }
    }
}

fn value(scan: &Scan, i: usize) -> Option<u32> {
    match scan.sense(i) {
        Sense::Cardinal(value) => Some(u32::from(value)),
        _ => None,
    }
}

/// The next part of a number after `last`: «عشر» and «آلاف» follow at once, lesser parts behind «و».
fn following(scan: &Scan, i: usize, last: u32) -> Option<(u32, usize)> {
    if let Some(value) = value(scan, i) {
        let fits = match value {
            10 => last < 10,
            100 => (3..=9).contains(&last),
            1000 => last < 1000,
            _ => false,
        };
        return fits.then_some((value, i));
    }
    let value = value(scan, and(scan, i)?)?;
    let fits = match last {
        0..=9 => (20..=90).contains(&value),
        100..=900 => value < 100,
        1000.. => value < 1000,
        _ => false,
    };
    fits.then_some((value, i + 1))
}

/// The token after a «و» that is written onto it.
pub(super) fn and(scan: &Scan, i: usize) -> Option<usize> {
    (scan.sense(i) == Sense::And && (scan.glued(i + 1) || scan.number(i + 1).is_some())).then_some(i + 1)
}

/// A place in a row with its article, and the token after it: «الثالث», «الحادية عشرة», «الرابع والعشرين», «العشرين».
pub(super) fn ordinal(scan: &Scan, i: usize) -> Option<(u32, usize)> {
    if !scan.the(i) {
        return None;
    }
    let first = match scan.sense(i) {
        Sense::Ordinal(number) | Sense::Feminine(number) => u32::from(number),
        Sense::Cardinal(tens @ (20..=90 | 100)) => return Some((u32::from(tens), i + 1)),
        _ => return None,
    };
    if scan.sense(i + 1) == Sense::Cardinal(10) {
        return Some((first + 10, i + 2));
    }
    match scan.sense(i + 2) {
        Sense::Cardinal(tens @ 20..=90) if and(scan, i + 1).is_some() && scan.the(i + 2) && first < 10 => {
            Some((first + u32::from(tens), i + 3))
        }
        _ => Some((first, i + 1)),
    }
}

/// The same, where the feminine is asked for: hours of the clock, years of an age.
pub(super) fn feminine(scan: &Scan, i: usize) -> Option<(u32, usize)> {
    ordinal(scan, i).filter(|_| matches!(scan.sense(i), Sense::Feminine(_)))
}
