//! Days of both calendars against known ones.

use crate::date;
use daftar_date::hijri::{self, Hijri};
use daftar_date::{Day, Edtf, Lang};

#[test]
fn known_day_numbers() {
    let cases = [((1970, 1, 1), 0), ((2000, 3, 1), 11_017), ((1969, 12, 31), -1), ((0, 1, 1), -719_528)];
    for ((year, month, day), number) in cases {
        assert_eq!(Day::new(year, month, day), Some(Day(number)));
        assert_eq!(Day(number).date(), (year, month, day));
    }
    assert_eq!(Day::new(2023, 2, 29), None);
    assert_eq!(Day::new(2023, 13, 1), None);
    assert_eq!(Day::new(i64::MAX, 1, 1), None);
}

#[test]
fn every_day_of_two_thousand_years_follows_the_one_before() {
    let mut previous = Day(-800_000).date();
    for number in -799_999..100_000 {
        let (year, month, day) = Day(number).date();
        let next = [(previous.0, previous.1, previous.2 + 1), (previous.0, previous.1 + 1, 1), (previous.0 + 1, 1, 1)];
        assert!(next.contains(&(year, month, day)), "{previous:?} then {:?}", (year, month, day));
        assert_eq!(Day::new(year, month, day), Some(Day(number)));
        previous = (year, month, day);
    }
}

#[test]
fn a_day_becomes_a_date() {
    for (number, text) in [(0, "1970-01-01"), (-735_160, "-0043-03-15")] {
        assert_eq!(Edtf::from_day(Day(number)), date(text));
        assert_eq!(date(text).bounds().earliest(), Some(Day(number)));
    }
    for number in [i64::MIN, i64::MAX, 4_000_000_000] {
        let far = Edtf::from_day(Day(number));
        assert_eq!(Edtf::parse(far.as_str()).as_ref(), Ok(&far));
    }
}

/// Year, month and day.
type Ymd = (i64, u8, u8);

/// Tabular civil dates and their Gregorian days.
const CONVERSIONS: &[(Ymd, Ymd)] = &[
    ((1, 1, 1), (622, 7, 19)),
    ((1326, 1, 1), (1908, 2, 4)),
    ((1364, 12, 6), (1945, 11, 12)),
    ((1412, 9, 13), (1992, 3, 17)),
    ((1416, 10, 5), (1996, 2, 25)),
    ((1460, 10, 12), (2038, 11, 10)),
    ((1518, 3, 5), (2094, 7, 18)),
    ((1400, 1, 1), (1979, 11, 21)),
    ((1420, 9, 1), (1999, 12, 9)),
    ((1445, 1, 1), (2023, 7, 19)),
    ((1445, 12, 30), (2024, 7, 7)),
    ((1446, 1, 1), (2024, 7, 8)),
];

#[test]
fn known_hijri_conversions() {
    for &((year, month, day), (gregorian, g_month, g_day)) in CONVERSIONS {
        let hijri = Hijri::new(year, month, day).expect("the calendar has this day");
        assert_eq!(Some(hijri.to_day()), Day::new(gregorian, g_month, g_day), "{hijri:?}");
        assert_eq!(Hijri::from_day(hijri.to_day()), Some(hijri));
    }
}

#[test]
fn every_hijri_day_converts_back() {
    let first = Hijri::new(1, 1, 1).expect("the first day").to_day();
    for days in 0..1_500 * 355 {
        let day = first.plus(days);
        assert_eq!(Hijri::from_day(day).map(Hijri::to_day), Some(day));
    }
    assert_eq!(Hijri::from_day(first.plus(-1)), None);
    assert_eq!(Hijri::from_day(Day(i64::MAX)), None);
    assert_eq!(Hijri::from_day(Day(i64::MIN)), None);
}

#[test]
fn hijri_years_become_intervals() {
    let read = |text| hijri::parse_year(text).map(|year| year.to_string());
    assert_eq!(read("1326 AH").as_deref(), Some("1908-02-04/1909-01-22"));
    assert_eq!(read("1326 هـ").as_deref(), Some("1908-02-04/1909-01-22"));
    assert_eq!(read("١٣٢٦ هـ").as_deref(), Some("1908-02-04/1909-01-22"));
    for text in ["1326", "AH", "0 AH", "12345678901234567890 AH", "-5 AH", "13x6 AH"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn hijri_words() {
    let day = Hijri::new(1445, 1, 1).expect("the calendar has this day");
    assert_eq!(day.words(Lang::En), "1 Muharram 1445 AH");
    assert_eq!(day.words(Lang::Ar), "1 محرّم 1445 هـ");
    assert!(hijri::caution(Lang::En).contains("two days"));
}
