//! What holds for any text and any date.

use crate::date;
use daftar_date::{Edge, Edtf, Lang, Reading, Time, Truth, before, by, compatible, overlaps, same, within, words};
use proptest::prelude::*;

/// Valid and nearly valid texts, levels 0 to 2.
fn text() -> impl Strategy<Value = String> {
    let qualified =
        "[~?%]?-?([0-9X]{4}|[0-2][0-9]{3})[~?%]?(-[~?%]?([01X][0-9X]|[2-4][0-9])[~?%]?(-[~?%]?[0-3X][0-9X][~?%]?)?)?";
    let long = "Y-?[1-9][0-9]{0,8}(E[0-9])?(S[1-9])?";
    let single = prop_oneof![6 => qualified, 1 => long];
    let pair = (prop_oneof![4 => qualified, 1 => Just("..".to_owned()), 1 => Just(String::new())], qualified);
    let list = prop::collection::vec(qualified, 1..4);
    prop_oneof![
        4 => single,
        2 => pair.clone().prop_map(|(a, b)| format!("{a}/{b}")),
        1 => pair.prop_map(|(a, b)| format!("{b}/{a}")),
        1 => list.clone().prop_map(|dates| format!("[{}]", dates.join(","))),
        1 => list.prop_map(|dates| format!("{{{}}}", dates.join(".."))),
    ]
}

fn parsed() -> impl Strategy<Value = Edtf> {
    text().prop_filter_map("not a date", |text| Edtf::parse(&text).ok())
}

fn reading() -> impl Strategy<Value = Reading> {
    prop_oneof![Just(Reading::Throughout), Just(Reading::Within)]
}

fn truth() -> impl Strategy<Value = Truth> {
    prop_oneof![Just(Truth::Yes), Just(Truth::No), Just(Truth::Possibly)]
}

/// Day numbers where there are days, for comparison.
fn ordered(low: Edge, high: Edge) -> bool {
    match (low.day(), high.day()) {
        (Some(low), Some(high)) => low <= high,
        _ => true,
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        if let Ok(edtf) = Edtf::parse(&text) {
            prop_assert_eq!(edtf.as_str(), text);
        }
    }

    #[test]
    fn any_soup_of_signs_is_read_or_refused(text in "[0-9X~?%./,\\[\\]{}YTSEZ:+-]{0,30}") {
        if let Ok(edtf) = Edtf::parse(&text) {
            prop_assert_eq!(edtf.as_str(), text);
        }
    }

    #[test]
    fn what_is_printed_is_what_was_read(edtf in parsed()) {
        prop_assert_eq!(Edtf::parse(&edtf.to_string()).expect("printed dates are valid"), edtf);
    }

    #[test]
    fn the_four_points_are_in_order(edtf in parsed()) {
        for bounds in [edtf.bounds(), edtf.stated_bounds()] {
            prop_assert!(ordered(bounds.start_min, bounds.start_max));
            prop_assert!(ordered(bounds.end_min, bounds.end_max));
            prop_assert!(ordered(bounds.start_min, bounds.end_max));
        }
    }

    #[test]
    fn qualifiers_only_widen(edtf in parsed()) {
        let (wide, stated) = (edtf.bounds(), edtf.stated_bounds());
        prop_assert!(ordered(wide.start_min, stated.start_min));
        prop_assert!(ordered(stated.end_max, wide.end_max));
        if !edtf.is_approximate() && !edtf.is_uncertain() {
            prop_assert_eq!(wide, stated);
        }
    }

    #[test]
    fn before_has_a_direction(a in parsed(), b in parsed(), reading in reading()) {
        let (a, b) = (Time { edtf: &a, reading }, Time { edtf: &b, reading });
        if before(a, b).is_yes() {
            prop_assert!(before(b, a).is_no());
            prop_assert!(overlaps(a, b).is_no());
            prop_assert!(same(a, b).is_no());
            prop_assert!(by(a, b).is_yes());
            prop_assert!(by(b, a).is_no());
        }
    }

    #[test]
    fn symmetric_relations_are_symmetric(a in parsed(), b in parsed(), reading in reading()) {
        let (one, other) = (Time { edtf: &a, reading }, Time { edtf: &b, reading });
        prop_assert_eq!(overlaps(one, other), overlaps(other, one));
        prop_assert_eq!(same(one, other), same(other, one));
        prop_assert_eq!(compatible(&a, &b), compatible(&b, &a));
    }

    #[test]
    fn the_same_time_shares_its_days(a in parsed(), b in parsed(), reading in reading()) {
        let (a, b) = (Time { edtf: &a, reading }, Time { edtf: &b, reading });
        if same(a, b).is_yes() {
            prop_assert!(within(a, b).is_yes());
            prop_assert!(overlaps(a, b).is_yes());
        }
    }

    #[test]
    fn a_date_is_never_other_than_itself(edtf in parsed(), reading in reading()) {
        let time = Time { edtf: &edtf, reading };
        prop_assert!(!same(time, time).is_no());
        prop_assert!(!overlaps(time, time).is_no());
        prop_assert!(!before(time, time).is_yes());
        prop_assert_eq!(compatible(&edtf, &edtf), Truth::Yes);
    }

    #[test]
    fn every_date_has_words(edtf in parsed()) {
        for lang in [Lang::En, Lang::Ar] {
            let said = words(&edtf, lang);
            prop_assert!(!said.is_empty() && !said.contains("  ") && said.trim() == said, "{said:?}");
        }
    }

    #[test]
    fn a_filled_year_is_compatible(year in 1900..2100i64, month in 1..=12u8, day in 1..=28u8) {
        let open = date(&format!("XXXX-{month:02}-{day:02}"));
        let filled = open.fill_year(year).expect("such a day exists every year");
        prop_assert_eq!(filled.year(), Some(year));
        prop_assert_eq!(compatible(&open, &filled), Truth::Yes);
    }

    #[test]
    fn truth_is_kleene_algebra(a in truth(), b in truth(), c in truth()) {
        prop_assert_eq!(a.and(b), b.and(a));
        prop_assert_eq!(a.or(b), b.or(a));
        prop_assert_eq!(a.and(b).and(c), a.and(b.and(c)));
        prop_assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
        prop_assert_eq!(!(a.and(b)), (!a).or(!b));
        prop_assert_eq!(!!a, a);
        prop_assert_eq!(a.and(Truth::Yes), a);
        prop_assert_eq!(a.or(Truth::No), a);
    }
}
