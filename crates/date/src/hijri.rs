//! The tabular Islamic calendar (civil epoch, 16 July 622 Julian; leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of
//! each thirty).
//!
//! It is computed, not observed: **good to two days**. A month that was announced by the sighting of the moon may have begun
//! up to two days before or after the one given here. Conversions therefore say so wherever they are shown.

use crate::day::Day;
use crate::edtf::Edtf;
use crate::words::Lang;

/// How many days a converted date may be off, either way.
pub const GOOD_TO_DAYS: i64 = 2;

/// 1 Muharram of year 1: 19 July 622 in the proleptic Gregorian calendar.
const EPOCH: i64 = -492_148;

/// A date of the tabular Islamic calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hijri {
    /// Year of the Hijra; 1 began in 622.
    pub year: i64,
    /// Month, 1 (Muharram) to 12 (Dhu al-Hijja).
    pub month: u8,
    /// Day of the month, 1 to 30.
    pub day: u8,
}

/// Month names, English transliteration and Arabic.
const MONTHS: [(&str, &str); 12] = [
    ("Muharram", "محرّم"),
    ("Safar", "صفر"),
    ("Rabi al-Awwal", "ربيع الأول"),
    ("Rabi al-Thani", "ربيع الآخر"),
    ("Jumada al-Ula", "جمادى الأولى"),
    ("Jumada al-Akhira", "جمادى الآخرة"),
    ("Rajab", "رجب"),
    ("Shaaban", "شعبان"),
    ("Ramadan", "رمضان"),
    ("Shawwal", "شوّال"),
    ("Dhu al-Qaada", "ذو القعدة"),
    ("Dhu al-Hijja", "ذو الحجة"),
];

/// Furthest year of the Hijra, so that the Gregorian year has at most four digits.
const LAST_YEAR: i64 = 9_660;

impl Hijri {
    /// A date of the calendar; `None` when it has no such day (years 1 to 9660).
    pub fn new(year: i64, month: u8, day: u8) -> Option<Hijri> {
        let exists = (1..=LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= month_length(year, month);
        exists.then_some(Hijri { year, month, day })
    }

    /// The date of a day; `None` before the Hijra or beyond year 9660.
    ///
    /// ```
    /// use daftar_date::{Day, hijri::Hijri};
    /// let day = Day::new(2023, 7, 19).unwrap();
    /// assert_eq!(Hijri::from_day(day), Hijri::new(1445, 1, 1));
    /// ```
    pub fn from_day(day: Day) -> Option<Hijri> {
        let days = day.0.checked_sub(EPOCH).filter(|days| (0..first_day(LAST_YEAR + 1) - EPOCH).contains(days))?;
        let year = (30 * days + 10_646) / 10_631;
        let of_year = day.0 - first_day(year);
        // Months alternate between 30 and 29 days; only the last day of a leap year falls beyond.
        let month = u8::try_from(2 * of_year / 59 + 1).ok()?.min(12);
        let of_month = u8::try_from(of_year - days_before(month) + 1).ok()?;
        Hijri::new(year, month, of_month)
    }

    /// The day, good to [`GOOD_TO_DAYS`].
    pub fn to_day(self) -> Day {
        Day(first_day(self.year) + days_before(self.month) + i64::from(self.day) - 1)
    }

    /// In words: "1 Muharram 1445 AH", «1 محرّم 1445 هـ».
    pub fn words(self, lang: Lang) -> String {
        let (en, ar) = MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        match lang {
            Lang::En => format!("{} {en} {} AH", self.day, self.year),
            Lang::Ar => format!("{} {ar} {} هـ", self.day, self.year),
        }
    }
}

/// What to show beside a converted date.
pub fn caution(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "computed (tabular) Islamic calendar, good to two days",
        Lang::Ar => "بحسب التقويم الهجري الحسابي، بفارق يومين على الأكثر",
    }
}

/// Reads "1326 AH" or «1326 هـ»: the days of that year as an EDTF interval, good to [`GOOD_TO_DAYS`] at either end.
/// `None` when the text is not of that form (western or Arabic-Indic digits) or the year is out of range.
///
/// ```
/// use daftar_date::hijri;
/// assert_eq!(hijri::parse_year("1445 AH").unwrap().as_str(), "2023-07-19/2024-07-07");
/// ```
pub fn parse_year(text: &str) -> Option<Edtf> {
    let text = text.trim();
    let number = ["AH", "A.H.", "هـ", "ه"].iter().find_map(|era| text.strip_suffix(era))?.trim_end();
    if number.chars().count() > 4 {
        return None;
    }
    let year = number.chars().try_fold(0, |year, c| digit(c).map(|digit| year * 10 + digit))?;
    let first = Hijri::new(year, 1, 1)?.to_day();
    let last = Day(first_day(year + 1) - 1);
    Edtf::parse(&format!("{first}/{last}")).ok()
}

fn digit(c: char) -> Option<i64> {
    match c {
        '٠'..='٩' => Some(i64::from(u32::from(c) - u32::from('٠'))),
        _ => c.to_digit(10).map(i64::from),
    }
}

/// The first day of a year.
fn first_day(year: i64) -> i64 {
    EPOCH + (year - 1) * 354 + (3 + 11 * year).div_euclid(30)
}

/// Days of the year before a month.
fn days_before(month: u8) -> i64 {
    (59 * (i64::from(month) - 1) + 1) / 2
}

fn month_length(year: i64, month: u8) -> u8 {
    let leap = (11 * year + 14).rem_euclid(30) < 11;
    if month % 2 == 1 || (month == 12 && leap) { 30 } else { 29 }
}
