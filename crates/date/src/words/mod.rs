//! Dates in words, for people to read: the order of a date is decided here, the words in `en` and `ar`.

mod ar;
mod en;

use crate::edtf::Edtf;
use crate::form::{ANY, Date, End, Form, Mask, Member, Part, Side, Year, Zone, exact, matches};

/// A language of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Arabic, with month names of the Levant and of Egypt and the Gulf («كانون الأول/ديسمبر») and western digits.
    Ar,
}

impl Lang {
    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ar => "ar",
        }
    }
}

/// The date in words: "6 December (year not given)", "about 1200 BC", "by February 2024".
///
/// ```
/// use daftar_date::{Edtf, Lang, words};
/// let date = Edtf::parse("2031-12-06/2032-04-07")?;
/// assert_eq!(words(&date, Lang::En), "from 6 December 2031 to 7 April 2032");
/// # Ok::<(), daftar_date::DateError>(())
/// ```
pub fn words(edtf: &Edtf, lang: Lang) -> String {
    let language = lang.language();
    match edtf.form() {
        Form::Date(date) => date_words(date, language),
        Form::Interval(start, end) => language.interval(&limit(start, language), &limit(end, language)),
        Form::OneOf(members) => match members.as_slice() {
            [Member::Range(first, last)] => {
                language.one_of_range(&words_of(first, language), &words_of(last, language))
            }
            _ => language.one_of(&list(members, language)),
        },
        Form::AllOf(members) => language.all_of(&list(members, language)),
    }
}

/// What stands at one end of an interval.
pub(crate) enum Limit {
    Date(String),
    Open,
    Unknown,
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Component {
    Year,
    Month,
    Day,
}

/// A year as far as it is given.
pub(crate) enum Years {
    /// Astronomical.
    Exact(i64),
    /// Between two years, best guess first.
    Best {
        best: i64,
        low: i64,
        high: i64,
    },
    NotGiven,
    Decade {
        low: i64,
        high: i64,
    },
    /// The n-th, before or after year 0.
    Century {
        number: i64,
        bc: bool,
    },
    Millennium {
        number: i64,
        bc: bool,
    },
    /// Digits with X between them.
    Mask(String),
}

/// The words of one language.
pub(crate) trait Language: Sync {
    fn month(&self, month: u8) -> &'static str;
    fn years(&self, years: &Years) -> String;
    /// A note beside month and day: the year lies in the 1990s.
    fn year_in(&self, years: &Years) -> String;
    /// A season or other division; `year` is empty when it is told in a note.
    fn season(&self, code: u8, year: &str) -> String;
    fn time(&self, date: &str, clock: [u8; 3], zone: Zone) -> String;
    fn qualified(&self, text: &str, approximate: bool, uncertain: bool) -> String;
    fn note_approximate(&self, components: &[Component]) -> String;
    fn note_uncertain(&self, components: &[Component]) -> String;
    fn note_missing(&self, components: &[Component]) -> String;
    fn note_months(&self, months: &[&str]) -> String;
    fn note_days(&self, days: &[String]) -> String;
    /// Between two notes.
    fn separator(&self) -> &'static str;
    /// A date, or some time later (or before).
    fn or_beyond(&self, text: &str, later: bool) -> String;
    fn interval(&self, start: &Limit, end: &Limit) -> String;
    /// Some time from the first to the last; either may be absent.
    fn one_of_range(&self, first: &Option<String>, last: &Option<String>) -> String;
    fn range(&self, first: &Option<String>, last: &Option<String>) -> String;
    fn one_of(&self, texts: &[String]) -> String;
    fn all_of(&self, texts: &[String]) -> String;
}

impl Lang {
    fn language(self) -> &'static dyn Language {
        match self {
            Lang::En => &en::English,
            Lang::Ar => &ar::Arabic,
        }
    }
}

fn limit(end: &End, language: &dyn Language) -> Limit {
    match end {
        End::Date(date) => Limit::Date(date_words(date, language)),
        End::OrBefore(date) => Limit::Date(language.or_beyond(&date_words(date, language), false)),
        End::OrAfter(date) => Limit::Date(language.or_beyond(&date_words(date, language), true)),
        End::Open => Limit::Open,
        End::Unknown => Limit::Unknown,
    }
}

fn words_of(date: &Option<Date>, language: &dyn Language) -> Option<String> {
    date.as_ref().map(|date| date_words(date, language))
}

fn list(members: &[Member], language: &dyn Language) -> Vec<String> {
    let one = |member: &Member| match member {
        Member::One(date) => date_words(date, language),
        Member::Range(first, last) => language.range(&words_of(first, language), &words_of(last, language)),
    };
    members.iter().map(one).collect()
}

fn date_words(date: &Date, language: &dyn Language) -> String {
    let mut notes = Notes::default();
    let plain = plain_words(date, language, &mut notes);
    let text = qualify(date, language, plain, &mut notes);
    notes.beside(text, language)
}

/// What is said in brackets behind a date.
#[derive(Default)]
struct Notes {
    missing: Vec<Component>,
    others: Vec<String>,
}

impl Notes {
    fn beside(mut self, text: String, language: &dyn Language) -> String {
        if !self.missing.is_empty() {
            self.others.push(language.note_missing(&self.missing));
        }
        let notes = self.others.join(language.separator());
        match (text.is_empty(), notes.is_empty()) {
            (_, true) => text,
            (true, false) => notes,
            (false, false) => format!("{text} ({notes})"),
        }
    }
}

fn plain_words(date: &Date, language: &dyn Language, notes: &mut Notes) -> String {
    let year = year_words(date, language, notes);
    match date.part {
        Part::Year => year,
        Part::Season(code) => language.season(code, &year),
        Part::Month(month) => spaced([month_words(month, language, notes), year]),
        Part::Day(month, day) => {
            let month = month_words(month, language, notes);
            let day = day_words(day, !month.is_empty(), language, notes);
            spaced([day, month, year])
        }
        Part::Time { month, day, clock, zone } => {
            let day = spaced([day.to_string(), language.month(month).to_owned(), year]);
            language.time(&day, clock, zone)
        }
    }
}

/// The year where it belongs into the date; else empty, and a note.
fn year_words(date: &Date, language: &dyn Language, notes: &mut Notes) -> String {
    let years = Years::of(&date.year);
    match years {
        Years::NotGiven => notes.missing.push(Component::Year),
        Years::Exact(_) | Years::Best { .. } => return language.years(&years),
        _ if matches!(date.part, Part::Year) => return language.years(&years),
        _ => notes.others.push(language.year_in(&years)),
    }
    String::new()
}

fn month_words(mask: Mask, language: &dyn Language, notes: &mut Notes) -> String {
    match exact(mask) {
        Some(month) => return language.month(month).to_owned(),
        None if mask == [ANY, ANY] => notes.missing.push(Component::Month),
        None => {
            let months: Vec<&str> = (1..=12).filter(|&m| matches(mask, m)).map(|m| language.month(m)).collect();
            notes.others.push(language.note_months(&months));
        }
    }
    String::new()
}

fn day_words(mask: Mask, beside_month: bool, language: &dyn Language, notes: &mut Notes) -> String {
    match exact(mask) {
        Some(day) if beside_month => return day.to_string(),
        Some(day) => notes.others.push(language.note_days(&[day.to_string()])),
        None if mask == [ANY, ANY] => notes.missing.push(Component::Day),
        None => notes.others.push(language.note_days(&possible_days(mask))),
    }
    String::new()
}

/// The days that a mask with one open digit stands for: "10–19", or one by one.
fn possible_days(mask: Mask) -> Vec<String> {
    let days: Vec<u8> = (1..=31).filter(|&day| matches(mask, day)).collect();
    match days.as_slice() {
        [first, .., last] if mask[1] == ANY => vec![format!("{first}–{last}")],
        _ => days.iter().map(u8::to_string).collect(),
    }
}

/// Qualifiers of the whole date stand before it, those of a part in a note.
fn qualify(date: &Date, language: &dyn Language, text: String, notes: &mut Notes) -> String {
    let mut whole = |side: Side, note: fn(&dyn Language, &[Component]) -> String| {
        let parts = qualified_parts(date, side);
        let whole = parts.len() == date.components() && !text.is_empty();
        if !whole && !parts.is_empty() {
            notes.others.push(note(language, &parts));
        }
        whole
    };
    let approximate = whole(|q| q.approximate, |language, parts| language.note_approximate(parts));
    let uncertain = whole(|q| q.uncertain, |language, parts| language.note_uncertain(parts));
    if approximate || uncertain { language.qualified(&text, approximate, uncertain) } else { text }
}

fn qualified_parts(date: &Date, side: Side) -> Vec<Component> {
    let components = [Component::Year, Component::Month, Component::Day];
    components.into_iter().zip(date.qualified(side)).filter_map(|(component, is)| is.then_some(component)).collect()
}

fn spaced<const N: usize>(parts: [String; N]) -> String {
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

fn mask_text(digits: &[u8]) -> String {
    digits.iter().map(|&d| if d == ANY { 'X' } else { char::from(b'0' + d) }).collect()
}

impl Years {
    fn of(year: &Year) -> Years {
        match *year {
            Year::Long { best, low, high } if low < high => Years::Best { best, low, high },
            Year::Long { best, .. } => Years::Exact(best),
            Year::Digits { negative, digits } => {
                year.exact().map_or_else(|| Years::of_mask(negative, digits), Years::Exact)
            }
        }
    }

    fn of_mask(bc: bool, digits: [u8; 4]) -> Years {
        let [a, b, ..] = digits.map(i64::from);
        let open = digits.map(|digit| digit == ANY);
        match (open, Year::Digits { negative: bc, digits }.runs().as_slice()) {
            ([true, true, true, true], _) if !bc => Years::NotGiven,
            ([false, true, true, true], _) => Years::Millennium { number: a + 1, bc },
            ([false, false, true, true], _) => Years::Century { number: a * 10 + b + 1, bc },
            ([false, false, false, true], &[(low, high)]) => Years::Decade { low, high },
            _ => Years::Mask(format!("{}{}", if bc { "-" } else { "" }, mask_text(&digits))),
        }
    }
}

/// A number with its thousands parted by commas from five digits on.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    parts.join(",")
}

/// Year before the common era, counted from 1; `None` from year 1 on.
pub(crate) fn bc(year: i64) -> Option<u64> {
    (year <= 0).then(|| year.unsigned_abs() + 1)
}

/// The zone behind a time of day: nothing, the name of UTC, or an offset from it.
pub(crate) fn zone_text(zone: Zone, utc: &str) -> String {
    match zone {
        Zone::Local => String::new(),
        Zone::Utc => format!(" {utc}"),
        Zone::Offset(east) => {
            let sign = if east < 0 { '-' } else { '+' };
            format!(" {utc}{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
        }
    }
}
