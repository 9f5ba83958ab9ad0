//! Dates as the standard writes them: `YYYYMMDD`, with `--` or `00` for what is not known; and what spreadsheets and hands make
//! of them.

use daftar_date::{Day, Edtf};

/// Day 0 of the dates that spreadsheets count, with which the days after February 1900 come out right.
const DAY_0: (i64, u8, u8) = (1899, 12, 30);
/// The numbers that are taken for such days: the years from 1927 to 2119. Four digits are a year.
const COUNTED: std::ops::RangeInclusive<i64> = 10_000..=80_000;

/// How a date was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Manner {
    /// As the standard asks.
    Standard,
    /// A year alone.
    Year,
    /// Year, month and day with strokes between them.
    Iso,
    /// The number of a day, as spreadsheets count them.
    Counted,
}

/// The date that a cell gives, and how; none where it is no date.
pub(crate) fn read(text: &str) -> Option<(Edtf, Manner)> {
    let text: String = text.trim().chars().map(plain).collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if text.is_ascii() && text.len() == 8 && digits(&text[..4]) {
        return Some((parts(&text[..4], &text[4..6], &text[6..])?, Manner::Standard));
    }
    match text.len() {
        4 if digits(&text) => Some((parts(&text, "--", "--")?, Manner::Year)),
        5 if digits(&text) => Some((counted(text.parse().ok()?)?, Manner::Counted)),
        7 | 10 => Some((iso(&text)?, Manner::Iso)),
        _ => None,
    }
}

/// A date as the standard writes it; none of one that it cannot write: about a time, from one to another, one of several.
pub(crate) fn write(date: &Edtf) -> Option<String> {
    let mut parts = date.as_str().split('-');
    let (year, month, day) = (parts.next()?, parts.next().unwrap_or("--"), parts.next().unwrap_or("--"));
    let written = format!("{year}{month}{day}");
    let same = read(&written).is_some_and(|(read, manner)| manner == Manner::Standard && read == *date);
    (same && parts.next().is_none()).then_some(written)
}

fn parts(year: &str, month: &str, day: &str) -> Option<Edtf> {
    let known = |part: &str| (part != "--" && part != "00").then(|| part.to_owned());
    let date = match (known(month), known(day)) {
        (None, None) => year.to_owned(),
        (Some(month), None) => format!("{year}-{month}"),
        (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        (None, Some(_)) => return None,
    };
    // Year 0 stands for nothing that anybody collected, and a month of 21 would be a season.
    let is_month = known(month).is_none_or(|month| month.parse().is_ok_and(|month| (1..=12).contains(&month)));
    Edtf::parse(&date).ok().filter(|_| is_month && year != "0000")
}

fn iso(text: &str) -> Option<Edtf> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next().unwrap_or("--"));
    let sound = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = sound(year, 4) && sound(month, 2) && (day == "--" || sound(day, 2)) && parts.next().is_none();
    if whole { self::parts(year, month, day) } else { None }
}

fn counted(days: i64) -> Option<Edtf> {
    let (year, month, day) = DAY_0;
    COUNTED.contains(&days).then_some(Edtf::from_day(Day::new(year, month, day)?.plus(days)))
}

fn plain(c: char) -> char {
    match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        '–' | '−' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let cases = [
            ("20230501", "2023-05-01", Manner::Standard),
            ("202305--", "2023-05", Manner::Standard),
            ("20230500", "2023-05", Manner::Standard),
            ("2023----", "2023", Manner::Standard),
            ("20230000", "2023", Manner::Standard),
            ("٢٠٢٣٠٥٠١", "2023-05-01", Manner::Standard),
            ("2023", "2023", Manner::Year),
            ("2023-05-01", "2023-05-01", Manner::Iso),
            ("2023-05", "2023-05", Manner::Iso),
            ("45047", "2023-05-01", Manner::Counted),
        ];
        for (text, date, manner) in cases {
            assert_eq!(read(text), Some((Edtf::parse(date).unwrap(), manner)), "{text}");
        }
        let no_dates = [
            "20231301",
            "20230230",
            "2023--15",
            "20230015",
            "00000101",
            "2023-5-1",
            "2023-13-01",
            "99999",
            "123",
            "2023+1+1",
            "Unknown",
            "",
            "2023/05/01",
            "20232199",
            "2023-0501",
            "202321--",
        ];
        for text in no_dates {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for (date, written) in [("2023-05-01", "20230501"), ("2023-05", "202305--"), ("2023", "2023----")] {
            assert_eq!(write(&Edtf::parse(date).unwrap()).as_deref(), Some(written));
        }
        for date in ["2023~", "2022/2023", "202X", "2023-21", "-3199", "[..2023-02]"] {
            assert_eq!(write(&Edtf::parse(date).unwrap()), None, "{date}");
        }
    }
}
