//! Dates of two museums' catalogues, read and compared with the first and last year that the museums themselves give.
//!
//! The files are third-party data beside the project; without them the tests say so and pass. Neither museum is the truth:
//! the Carnegie pads "c." by five years and more, writes years before the common era as plain negatives, and gives most
//! years before 1600 one too early; both have slips (a plain "1935" with the year 1835). So a text is called contradicted
//! when no object that bears it has a year in common with it, give or take one; each is printed, to be looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use daftar_date::written::{Written, read};
use daftar_date::{Bounds, Edtf};

const MUSEUM: &str = "../../../shared/data/museum";

/// Texts, each with the first and last years of all objects that bear it.
type Texts = BTreeMap<String, Vec<(i64, i64)>>;

/// How texts were read, and how the museum's years lie to ours.
#[derive(Debug, Default)]
struct Tally {
    unknown: usize,
    not_read: usize,
    read: usize,
    by_agreement: BTreeMap<Agreement, usize>,
    apart: Vec<String>,
}

/// Best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    Equal,
    OursContain,
    Overlap,
    Apart,
}

#[test]
fn two_museums_dates_agree_with_their_years() {
    measured("dates_gold_dev.csv", 97);
}

#[test]
fn all_dates_of_a_large_catalogue_agree_with_its_years() {
    measured("tate_objects.csv", 98);
}

/// At most one in two hundred is contradicted, and `percent` of the texts are read.
fn measured(file: &str, percent: usize) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(MUSEUM).join(file);
    let Some(texts) = texts(&path) else { return };
    let tally = tally(&texts);
    report(file, &tally, &texts);
    assert!(tally.apart.len() * 200 <= tally.read, "{:#?}", tally.apart);
    assert!((tally.read + tally.unknown) * 100 >= texts.len() * percent);
}

fn report(name: &str, tally: &Tally, texts: &Texts) {
    let start = Instant::now();
    let count = (0..20).flat_map(|_| texts.keys()).filter(|text| read(text).is_some()).count() / 20;
    let per_second = (texts.len() * 20) as f64 / start.elapsed().as_secs_f64();
    println!("{name}: {count} of {} distinct texts read, {} of them as unknown", texts.len(), tally.unknown);
    let objects = |texts: &mut dyn Iterator<Item = &Vec<(i64, i64)>>| texts.map(Vec::len).sum::<usize>();
    let of_read = objects(&mut texts.iter().filter(|(text, _)| read(text).is_some()).map(|(_, years)| years));
    println!("  {of_read} of {} rows", objects(&mut texts.values()));
    println!("  {:?}; {per_second:.0} texts a second", tally.by_agreement);
    tally.apart.iter().for_each(|text| println!("  apart: {text}"));
}

fn tally(texts: &Texts) -> Tally {
    let mut tally = Tally::default();
    for (text, years) in texts {
        match read(text) {
            Some(Written::Date { edtf, .. }) => tally.add(text, years, &edtf),
            Some(Written::Unknown) => tally.unknown += 1,
            None => tally.not_read += 1,
        }
    }
    tally
}

impl Tally {
    fn add(&mut self, text: &str, theirs: &[(i64, i64)], edtf: &Edtf) {
        let best = theirs.iter().map(|years| agreement(edtf, *years)).min().unwrap_or(Agreement::Apart);
        self.read += 1;
        *self.by_agreement.entry(best).or_default() += 1;
        if best == Agreement::Apart {
            self.apart.push(format!("{text} = {edtf}, the museum has {theirs:?}"));
        }
    }
}

fn agreement(edtf: &Edtf, theirs: (i64, i64)) -> Agreement {
    let (stated, wide) = (years(edtf.stated_bounds()), years(edtf.bounds()));
    if stated == theirs {
        Agreement::Equal
    } else if wide.0 <= theirs.0 && theirs.1 <= wide.1 {
        Agreement::OursContain
    } else if wide.0 <= theirs.1.saturating_add(1) && theirs.0 <= wide.1.saturating_add(1) {
        Agreement::Overlap
    } else {
        Agreement::Apart
    }
}

/// First and last year as a catalogue counts: no year 0.
fn years(bounds: Bounds) -> (i64, i64) {
    let plain = |year: i64| if year <= 0 { year - 1 } else { year };
    let year = |day: Option<daftar_date::Day>, none: i64| day.map_or(none, |day| plain(day.date().0));
    (year(bounds.earliest(), i64::MIN), year(bounds.latest(), i64::MAX))
}

/// The texts of all rows that have both years.
fn texts(path: &Path) -> Option<Texts> {
    let Ok(mut file) = csv::Reader::from_path(path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let header = file.headers().ok()?.clone();
    let column = |name: &str| header.iter().position(|title| title == name);
    let (text, first, last) = (column("date_text")?, column("start_year")?, column("end_year")?);
    let mut texts = Texts::new();
    for record in file.records().map_while(Result::ok) {
        let year = |column: usize| record.get(column).and_then(|year| year.parse().ok());
        if let (Some(text), Some(first), Some(last)) = (record.get(text), year(first), year(last)) {
            texts.entry(text.trim().to_owned()).or_default().push((first, last));
        }
    }
    Some(texts)
}

/// A list that says how it writes days and months is read so, and only where it could be read otherwise.
#[test]
fn a_list_says_whether_days_or_months_come_first() {
    use daftar_date::written::{Doubt, Order, read_in_order};
    let read_as = |text: &str, order| match read_in_order(text, order) {
        Some(Written::Date { edtf, doubts }) => (edtf.to_string(), doubts.contains(&Doubt::DayOrMonth)),
        other => panic!("{text}: {other:?}"),
    };
    let (day, month) = (Some(Order::DayFirst), Some(Order::MonthFirst));
    for (text, by_day, by_month) in [
        ("03/04/1931", "1931-04-03", "1931-03-04"),
        ("٠٣/٠٤/١٩٣١", "1931-04-03", "1931-03-04"),
        ("3-4-1931", "1931-04-03", "1931-03-04"),
        ("c. 03/04/1931", "1931-04-03~", "1931-03-04~"),
        ("03/04/1931 – 05/06/1931", "1931-04-03/1931-06-05", "1931-03-04/1931-05-06"),
        ("13/04/1931", "1931-04-13", "1931-04-13"),
        ("04/13/1931", "1931-04-13", "1931-04-13"),
        ("3.4.1931", "1931-04-03", "1931-04-03"),
        ("1931/04/03", "1931-04-03", "1931-04-03"),
        ("04/04/1931", "1931-04-04", "1931-04-04"),
    ] {
        assert_eq!(read_as(text, day), (by_day.to_owned(), false), "{text}");
        assert_eq!(read_as(text, month), (by_month.to_owned(), false), "{text}");
    }
    assert_eq!(read_as("03/04/1931", None), ("[1931-03-04,1931-04-03]".to_owned(), true));
}
