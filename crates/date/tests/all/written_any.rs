//! What holds for any text of a cell.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use daftar_date::written::{Doubt, Periods, Written, read, read_with};
use daftar_date::{Edtf, Lang};
use proptest::prelude::*;

static PERIODS: LazyLock<Periods> = LazyLock::new(crate::periods);

/// Texts made of what catalogues write, in and out of order.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "c.",
        "ca",
        "?",
        "1820",
        "30",
        "5",
        "-",
        "–",
        "/",
        ",",
        ".",
        "(",
        ")",
        "to",
        "or",
        "and",
        "between",
        "before",
        "after",
        "early",
        "mid",
        "late",
        "19th",
        "century",
        "1820s",
        "BC",
        "AD",
        "AH",
        "May",
        "3rd",
        "first",
        "half",
        "spring",
        "من",
        "إلى",
        "بين",
        "و1830",
        "القرن",
        "التاسع عشر",
        "الثالث",
        "هـ",
        "م",
        "ق.م",
        "رمضان",
        "أيار",
        "سنة",
        "حوالي",
        "أوائل",
        "النصف",
        "الأول",
        "عشرينيات",
        "published",
        "present",
        "1340",
        "1921",
        "millennium",
        ";",
        "[",
        "]",
        "±",
        "printed",
        "cast",
        "remade",
        "later",
        "posthumous",
        "modern reproduction",
        "Ottoman",
        "early Roman",
        "18th Dynasty",
        "period",
        "Egypt",
        "العصر",
        "المملوكي",
        "المتأخر",
        "XIXe",
        "siècle",
        "Jh.",
        "12:00",
        "800",
    ]);
    let spaced = prop::sample::select(vec!["", " "]);
    prop::collection::vec((word, spaced), 1..8)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
}

/// The same text with its western digits in another script.
fn with_digits(text: &str, zero: char) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|n| char::from_u32(u32::from(zero) + n)).unwrap_or(c);
    text.chars().map(digit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read_or_not(text in "\\PC{0,60}") {
        let _ = read(&text);
    }

    #[test]
    fn what_is_read_begins_before_it_ends(text in text()) {
        if let Some(Written::Date { edtf, .. }) = read(&text) {
            let bounds = edtf.bounds();
            if let (Some(first), Some(last)) = (bounds.earliest(), bounds.latest()) {
                prop_assert!(first <= last, "{text} = {edtf}");
            }
        }
    }

    #[test]
    fn a_word_that_is_not_understood_ends_it(text in text(), before in any::<bool>()) {
        for word in ["quince", "سفرجل"] {
            let more = if before { format!("{word} {text}") } else { format!("{text} {word}") };
            prop_assert_eq!(read(&more), None);
        }
    }

    #[test]
    fn what_is_read_with_a_table_is_edtf_and_begins_before_it_ends(text in text()) {
        if let Some(Written::Date { edtf, doubts }) = read_with(&text, None, &PERIODS) {
            prop_assert_eq!(Edtf::parse(edtf.as_str()).ok(), Some(edtf.clone()), "{}", text);
            let bounds = edtf.bounds();
            if let (Some(first), Some(last)) = (bounds.earliest(), bounds.latest()) {
                prop_assert!(first <= last, "{text} = {edtf}");
            }
            prop_assert!(doubts.iter().all(|doubt| !doubt.words(Lang::Ar).is_empty()));
        }
    }

    #[test]
    fn a_table_takes_nothing_away(text in text()) {
        if let Some(Written::Date { edtf, doubts }) = read(&text) {
            prop_assert_eq!(read_with(&text, None, &PERIODS), Some(Written::Date { edtf, doubts }));
        }
    }

    #[test]
    fn any_text_is_read_or_not_with_a_table(text in "\\PC{0,60}") {
        let _ = read_with(&text, None, &PERIODS);
    }

    #[test]
    fn digits_of_any_script_say_the_same(text in text()) {
        prop_assert_eq!(read(&with_digits(&text, '٠')), read(&text));
        prop_assert_eq!(read(&with_digits(&text, '۰')), read(&text));
    }

    #[test]
    fn marks_of_direction_and_spaces_say_nothing(text in text()) {
        let marked = format!("\u{202B} {}\u{200F}\u{A0}", text.replace(' ', "\u{A0}"));
        prop_assert_eq!(read(&marked), read(&text));
    }
}

/// A cell of a megabyte is no date, and is seen to be none at once; the longest that is looked at is read in no time, whatever it is
/// made of.
#[test]
fn a_long_cell_takes_no_time() {
    let start = Instant::now();
    for piece in
        ["1", "[", "(", "?", "\u{064B}", "1820, ", "c. ", "(1820) ", "early ", "18th Dynasty ", "و", "1–", "Iron Age "]
    {
        assert_eq!(read_with(&piece.repeat(1_000_000 / piece.len()), None, &PERIODS), None, "{piece}");
        let _ = read_with(&piece.repeat(160 / piece.chars().count()), None, &PERIODS);
    }
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn every_doubt_has_words() {
    let doubts = [
        Doubt::DayOrMonth,
        Doubt::MonthOrYears,
        Doubt::SeasonOrYears,
        Doubt::DecadeOrCentury,
        Doubt::TimeOfDay,
        Doubt::Act("published"),
        Doubt::Tabular,
        Doubt::NoEra,
        Doubt::TwoCalendars,
        Doubt::CalendarsDiffer,
        Doubt::SeveralDates,
        Doubt::LeftOut("cast"),
        Doubt::OpenDash,
        Doubt::Measured,
        Doubt::MillenniumWithoutEra,
        Doubt::Period(Vec::new()),
        Doubt::PeriodsOfOneName(Vec::new()),
        Doubt::EraFromPeriod(Vec::new()),
        Doubt::PeriodDiffers(Vec::new()),
        Doubt::Future,
    ];
    for lang in [Lang::En, Lang::Ar] {
        let words: std::collections::BTreeSet<String> = doubts.iter().map(|doubt| doubt.words(lang)).collect();
        assert_eq!(words.len(), doubts.len());
    }
    assert!(Doubt::Act("published").words(Lang::Ar).contains("published"));
}
