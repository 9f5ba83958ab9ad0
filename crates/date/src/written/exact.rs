//! What is EDTF to the letter, and dates with a time of day behind them.

use super::doubt::Doubt;
use crate::edtf::Edtf;
use crate::width::Precision;

/// A text that is EDTF, with the readings that a catalogue may have meant instead. `None` when it is not EDTF, or when it
/// is more likely something else: the years `1340/1921` may be two calendars, `0000` stands for no date.
pub(super) fn edtf(text: &str) -> Option<(Edtf, Vec<Doubt>)> {
    if let Some(read) = year_and_two_digits(text).or_else(|| with_dashes(text)) {
        return Some(read);
    }
    let is_years = text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    if is_years || text == "0000" || text.contains('T') {
        return None;
    }
    // Catalogues write masks with small letters, too: 18xx.
    let masked = text.bytes().all(|b| b.is_ascii_digit() || b == b'x' || b == b'-');
    let edtf = Edtf::parse(&if masked { text.replace('x', "X") } else { text.to_owned() }).ok()?;
    Some((edtf, Vec::new()))
}

/// `2004-06` and `1931/5`: a month, or the years from 2004 to 2006. `1920-31`: years, though EDTF would have a season.
fn year_and_two_digits(text: &str) -> Option<(Edtf, Vec<Doubt>)> {
    let plain = text.trim_end_matches(['?', '~', '%']);
    let mark = text.get(plain.len()..).filter(|mark| mark.len() <= 1)?;
    let (year, sign, digits) = (plain.get(..4)?, plain.get(4..5)?, plain.get(5..)?);
    let all_digits = [year, digits].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let padded = digits.len() == 2;
    if !all_digits || !(padded && sign == "-" || (padded || digits.len() == 1) && sign == "/") {
        return None;
    }
    let number: u8 = digits.parse().ok()?;
    let last = format!("{}{digits}", &year[..4 - digits.len()]);
    let may_be_year = last.as_str() > year;
    let (text, doubt) = match (number, may_be_year) {
        (1..=12, true) => (format!("[{year}-{number:02}{mark},{year}{mark}..{last}{mark}]"), Some(Doubt::MonthOrYears)),
        (1..=12, false) => (format!("{year}-{number:02}{mark}"), None),
        (21..=41, true) if sign == "-" => (format!("{year}{mark}/{last}{mark}"), Some(Doubt::SeasonOrYears)),
        (21..=41, false) if sign == "-" => (format!("{year}-{digits}{mark}"), None),
        _ => return None,
    };
    Some((Edtf::parse(&text).ok()?, doubt.into_iter().collect()))
}

/// `186-`, `18--`, with `?` or without: digits that are not known, as libraries write them (AACR2, rule 1.4F7).
fn with_dashes(text: &str) -> Option<(Edtf, Vec<Doubt>)> {
    let (plain, mark) = text.strip_suffix('?').map_or((text, ""), |plain| (plain, "?"));
    let digits = plain.trim_end_matches(['-', '–']);
    let dashes = plain.len() != digits.len() && plain.chars().count() == 4;
    let known = (2..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (dashes && known).then(|| Some((Edtf::parse(&format!("{digits:X<4}{mark}")).ok()?, Vec::new())))?
}

/// The date before a time of day (`1931-05-03T14:30:00Z`, `3/5/1931 14:30`), when there is one.
pub(super) fn before_time(text: &str) -> Option<&str> {
    let breaks = text.char_indices().filter(|(_, c)| matches!(c, 'T' | ' '));
    let splits = breaks.map(|(at, _)| (&text[..at], &text[at + 1..]));
    splits
        .into_iter()
        .find(|(date, time)| !date.is_empty() && is_time(time))
        .map(|(date, _)| date.trim_end_matches(','))
}

/// Whether a date, once read, is one to which a time of day belongs.
pub(super) fn is_day(edtf: &Edtf) -> bool {
    edtf.precision() == Precision::Day && !edtf.is_interval()
}

/// `14:30`, `14:30:00.000`, `2:30 pm`, with a zone or without.
fn is_time(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let clock = ["am", "pm", "z", "utc"].iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower).trim_end();
    let clock = clock.rsplit_once(['+', '-']).map_or(clock, |(clock, zone)| if is_zone(zone) { clock } else { "" });
    let (clock, fraction) = clock.rsplit_once('.').unwrap_or((clock, "0"));
    let parts: Vec<&str> = clock.split(':').collect();
    let limits = [23, 59, 60];
    let fits = |(part, limit): (&&str, u8)| (1..=2).contains(&part.len()) && part.parse().is_ok_and(|n: u8| n <= limit);
    let digits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    digits && (2..=3).contains(&parts.len()) && parts.iter().zip(limits).all(fits)
}

fn is_zone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (2..=4).contains(&digits) && text.bytes().all(|b| b.is_ascii_digit() || b == b':')
}
