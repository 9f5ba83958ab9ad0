//! Dates as catalogues write them are read as the tables say, with the doubts that they raise.

use crate::written_arabic::ARABIC;
use crate::written_english::ENGLISH;
use daftar_date::written::{Doubt, Written, read};

/// Read as a text that says no date is known.
pub(crate) const UNKNOWN: &str = "unknown";
/// Not wholly understood.
pub(crate) const NOT_READ: &str = "not read";

/// Written, the doubts.
const DOUBTS: &[(&str, &[Doubt])] = &[
    ("1820", &[]),
    ("c. 1820–30", &[]),
    ("03/04/1931", &[Doubt::DayOrMonth]),
    ("5/5/1931", &[]),
    ("2004-06", &[Doubt::MonthOrYears]),
    ("1985-04", &[]),
    ("1820-30", &[Doubt::SeasonOrYears]),
    ("1820–30", &[]),
    ("1800s", &[Doubt::DecadeOrCentury]),
    ("1931-05-03T00:00:00", &[Doubt::TimeOfDay]),
    ("3/4/1931 10:00", &[Doubt::DayOrMonth, Doubt::TimeOfDay]),
    ("made 1931", &[]),
    ("published 1931", &[Doubt::Act("published")]),
    ("1931 (designed)", &[Doubt::Act("designed")]),
    ("صدر سنة 1931", &[Doubt::Act("صدر")]),
    ("1340 هـ", &[Doubt::Tabular]),
    ("سنة 1340", &[Doubt::NoEra, Doubt::Tabular]),
    ("القرن الثالث", &[Doubt::NoEra, Doubt::Tabular]),
    ("القرن التاسع عشر", &[]),
    ("قبل عام 1340", &[Doubt::NoEra]),
    ("1340 هـ / 1931 م", &[Doubt::CalendarsDiffer, Doubt::Tabular]),
    ("1340/1921", &[Doubt::TwoCalendars]),
    ("1340/1921 م", &[Doubt::TwoCalendars]),
    ("3200", &[Doubt::Future]),
];

fn said(text: &str) -> String {
    match read(text) {
        Some(Written::Date { edtf, .. }) => edtf.to_string(),
        Some(Written::Unknown) => UNKNOWN.to_owned(),
        None => NOT_READ.to_owned(),
    }
}

#[test]
fn each_form_is_read_as_the_table_says() {
    let forms = ENGLISH.iter().chain(ARABIC);
    let wrong = forms.filter(|(text, expected)| said(text) != *expected);
    let wrong: Vec<String> = wrong.map(|(text, expected)| format!("{text}: {} for {expected}", said(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_not_certain_is_said() {
    for (text, expected) in DOUBTS {
        let Some(Written::Date { doubts, .. }) = read(text) else { panic!("{text} is a date") };
        assert_eq!(doubts, *expected, "{text}");
    }
}
