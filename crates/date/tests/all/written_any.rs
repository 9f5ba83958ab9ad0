//! What holds for any text of a cell.

use daftar_date::Lang;
use daftar_date::written::{Doubt, Written, read};
use proptest::prelude::*;

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
        Doubt::Future,
    ];
    for lang in [Lang::En, Lang::Ar] {
        let words: std::collections::BTreeSet<String> = doubts.iter().map(|doubt| doubt.words(lang)).collect();
        assert_eq!(words.len(), doubts.len());
    }
    assert!(Doubt::Act("published").words(Lang::Ar).contains("published"));
}
