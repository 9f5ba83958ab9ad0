//! Relations on cases that people meet.

use crate::date;
use daftar_date::Truth::{No, Possibly, Yes};
use daftar_date::{Edtf, Reading, Time, Truth, before, by, compatible, overlaps, same, within};

type Relation = fn(Time, Time) -> Truth;

/// Applies a relation with both operands read the same way.
fn ask(relation: Relation, reading: Reading, a: &str, b: &str) -> Truth {
    relation(Time { edtf: &date(a), reading }, Time { edtf: &date(b), reading })
}

fn check(relation: Relation, reading: Reading, cases: &[(&str, &str, Truth)]) {
    for (a, b, expected) in cases {
        assert_eq!(ask(relation, reading, a, b), *expected, "{a} and {b}");
    }
}

#[test]
fn before_within() {
    check(
        before,
        Reading::Within,
        &[
            ("2023-10", "2023-10", Possibly),
            ("2023-10", "2023-12-06", Yes),
            ("2023-12-06", "2023-10", No),
            ("2023-12-06", "2023-12-06", No),
            ("2023-10-31", "2023-10", No),
            ("[..2024-02]", "2024-03-01", Yes),
            ("[..2024-02]", "2024-02-29", Possibly),
            ("../1985", "1990", Yes),
            ("1985/..", "1990", Possibly),
            ("1985/", "1990", Possibly),
            ("XXXX-12-06", "2023-05", Possibly),
            ("-12XX", "-1199", Yes),
            ("-3999", "0001", Yes),
            ("Y-17E7", "-9999", Yes),
            ("1XX5-12", "1005-11", No),
            ("1XX5-12", "1996", Yes),
            ("{1960,1961-12}", "1961-11", No),
            ("{1960,1961-12}", "1962", Yes),
        ],
    );
}

#[test]
fn overlap_throughout() {
    check(
        overlaps,
        Reading::Throughout,
        &[
            ("2023-10", "2023-10-15", Yes),
            ("2023-10", "2023-11", No),
            ("2023-10-07/2024-04-07", "2024-01", Yes),
            ("2023-10-07/..", "2050", Yes),
            ("2023-10-07/", "2050", Possibly),
            ("199X", "1995", Possibly),
            ("XXXX-12-06", "2023-05", No),
            ("XXXX-12-06", "2023-12", Possibly),
            ("XXXX-12-06", "2023", Possibly),
            ("XXXX-12-06", "2022/2024", Possibly),
            ("XXXX-12-06", "XXXX-12-07", No),
            ("XXXX-12-06", "XXXX-12", Possibly),
            ("XXXX-02-29", "2023", No),
            ("XXXX-02-29", "2024", Possibly),
            ("1XX5-12", "1004", No),
            ("1XX5-12", "1015-11", No),
            ("1XX5-12", "1015", Possibly),
            ("{1960,1961-12}", "1961-06", No),
            ("{1960,1961-12}", "1961", Yes),
            ("[1960,1961-12]", "1961", Possibly),
        ],
    );
}

#[test]
fn overlap_of_events_is_possible_until_the_days_are_known() {
    check(
        overlaps,
        Reading::Within,
        &[
            ("2023-10", "2023-10", Possibly),
            ("2023-10-07", "2023-10-07", Yes),
            ("2023-10-07", "2023-10-08", No),
            ("2023-10-07~", "2023-10-10", Possibly),
            ("2023-10-07~", "2023-10-11", No),
            ("2023-10-07?", "2023-11-07", Possibly),
            ("2023-10-07?", "2023-11-08", No),
        ],
    );
}

#[test]
fn inside_a_state() {
    let cases = [
        ("2023-10-15", "2023-10", Yes),
        ("2023-10", "2023", Yes),
        ("2023", "2023-10", Possibly),
        ("2023-11-01", "2023-10", No),
        ("2023-10-15~", "2023-10", Yes),
        ("2023-10-30~", "2023-10", Possibly),
        ("2023-10-07", "2023-10-07/..", Yes),
        ("1668", "{1667,1668,1670..1672}", Yes),
        ("1669", "{1667,1668,1670..1672}", No),
        ("1671", "{1667,1668,1670..1672}", Yes),
        ("1668", "[1667,1668]", Possibly),
        ("XXXX-12-06", "2023-05", No),
    ];
    for (a, b, expected) in cases {
        assert_eq!(within(date(a).within(), date(b).throughout()), expected, "{a} in {b}");
    }
    assert_eq!(within(date("1667-06/1668-03").throughout(), date("{1667,1668}").throughout()), Yes);
}

#[test]
fn had_begun_by() {
    check(
        by,
        Reading::Within,
        &[
            ("2024-02-29", "2024-02-29", Yes),
            ("2024-03-01", "2024-02-29", No),
            ("[..2024-02]", "2024-02-29", Yes),
            ("[..2024-02]", "2023-06-01", Possibly),
            ("2024", "2024-06-01", Possibly),
            ("XXXX-12-06", "2024-06-01", Possibly),
            ("2023-10-07/2024-04-07", "2023-12-01", Possibly),
        ],
    );
    check(
        by,
        Reading::Throughout,
        &[("2023-10-07/2024-04-07", "2023-12-01", Yes), ("2023-10-07/..", "2023-10-06", No)],
    );
}

#[test]
fn the_same_time() {
    check(
        same,
        Reading::Within,
        &[
            ("2024-04-07", "2024-04-07", Yes),
            ("2024-04-07", "2024-04-07T10:00:00Z", Yes),
            ("2024-04-07", "2024-04-08", No),
            ("2016", "2016-05", Possibly),
            ("2016", "2016", Possibly),
            ("[1667,1670]", "1668", No),
            ("[1667,1670]", "1670-03", Possibly),
            ("XXXX-12-06", "XXXX-12-06", Possibly),
            ("XXXX-12-06", "2023-12-07", No),
        ],
    );
    check(
        same,
        Reading::Throughout,
        &[
            ("2016", "2016", Yes),
            ("2016", "2016-05", No),
            ("{1667,1668}", "1667-01-01/1668-12-31", Yes),
            ("{1667,1670}", "{1670,1667}", Yes),
            ("{1667,1670}", "1667", No),
        ],
    );
}

#[test]
fn readings_of_one_date() {
    let cases = [
        ("2024-04", "2024-04-07", Yes),
        ("2016", "2014", No),
        ("2016~", "2014", Possibly),
        ("2016?", "2008", Possibly),
        ("2016?", "2005", No),
        ("-1199~", "-12XX", Possibly),
        ("-1200~", "-12XX", Yes),
        ("XXXX-12-06", "2023-12-06", Yes),
        ("XXXX-12-06", "2023-12", Yes),
        ("XXXX-12-06", "2023-12-07", No),
        ("2023-12-06/2024-04-07", "2023-12/2024-04", Yes),
        ("2023-12-06/2024-04-07", "2023-12/2024-05", No),
        ("2023-12-06/2024-04-07", "2024", No),
        ("2024-02-03/2024-04-07", "2024", Yes),
        ("[..2024-02]", "2024-02-15", Yes),
        ("[..2024-02]", "2024-03", No),
        ("[1667,1670]", "1668", No),
        ("2004-06-11?", "?2004-?06-?11", Yes),
    ];
    for (a, b, expected) in cases {
        assert_eq!(compatible(&date(a), &date(b)), expected, "{a} and {b}");
        assert_eq!(compatible(&date(b), &date(a)), expected, "{b} and {a}");
    }
}

#[test]
fn display_order_puts_the_undated_last() {
    let mut dates = ["XXXX-12-06", "2024", "-1199~", "[..2024-02]", "2023-10-07/.."].map(date);
    dates.sort_by_key(Edtf::sort_key);
    assert_eq!(dates.map(|date| date.to_string()), ["-1199~", "2023-10-07/..", "2024", "[..2024-02]", "XXXX-12-06"]);
}
