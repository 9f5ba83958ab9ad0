//! The time tagger on an article that is not part of this repository: the dates a careful reader gives its sentences.

use std::fs;

use daftar_read::time::{Context, Place, tag};

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/articles/siege-of-al-qarara.txt");

/// What is named in order, from the infobox on.
const NAMED: &[&str] = &[
    "2023-12-06/2024-04-07",
    "2023-12-12/2024-01-10",
    "2023-12-06",
    "2024-04",
    "2023-12-06",
    "2023-12-11",
    "2023-12-31",
    "2024-01-10",
    "2024-03-03",
    "2024-03-09",
    "2024-03-16",
    "2024-03-20",
    "2024-03-21",
    "2024-03-24",
    "2024-03-29",
    "2024-04-02",
    "2024-04-03",
    "2024-04-07",
    "2016",
    "-3999",
    "2024-08",
    "2024-02",
    "2024-05-22",
    "2024-06-02",
];

#[test]
fn every_date_gets_its_year() {
    let Ok(text) = fs::read_to_string(ARTICLE) else {
        println!("skipped: {ARTICLE} is not there");
        return;
    };
    let mut context = Context::new();
    let mut place = Place::Lead;
    let mut named = Vec::new();
    for line in text.lines() {
        let heading = line.starts_with("==");
        place = if heading { Place::Body } else { place };
        context.enter(if heading { Place::Heading } else { place });
        named.extend(tag(line, &mut context).into_iter().map(|m| m.named));
    }
    named.retain(|value| !value.is_empty());
    assert_eq!(named, NAMED);
}
