//! Ten paragraphs of encyclopedia articles against what a careful reader takes from them (`ten_paragraphs.toml`, written
//! before the rules). Skipped where the articles are not there.

use std::fs::File;
use std::path::PathBuf;

use daftar_claim::{Claim, Draft, EntityId, Hash, Locator, Span, Speaker, Value};
use daftar_read::{Limits, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Paragraphs {
    paragraph: Vec<Paragraph>,
}

#[derive(Deserialize)]
struct Paragraph {
    file: String,
    at: [u64; 2],
    expected: Vec<Expected>,
}

#[derive(Deserialize, Debug)]
struct Expected {
    at: [u64; 2],
    property: String,
    value: Option<String>,
    when: Option<String>,
    stated: Option<String>,
    said_by: Option<String>,
}

/// Statements that only hold others together are not scored.
const BOOKKEEPING: [&str; 6] = ["kind", "name", "part-of", "party", "place", "role"];

#[test]
fn most_of_what_a_careful_reader_takes() {
    let data: Paragraphs = toml::from_str(include_str!("ten_paragraphs.toml")).unwrap();
    let (mut wanted, mut found, mut proposed, mut right) = (0, 0, 0, 0);
    for paragraph in &data.paragraph {
        let Some(drafts) = drafts_in(paragraph) else {
            println!("skipped: the shared articles are not there");
            return;
        };
        let fits = |e: &Expected, d: &Draft| matches(e, &d.claim);
        for expected in &paragraph.expected {
            let hit = drafts.iter().any(|d| fits(expected, d));
            found += usize::from(hit);
            if !hit {
                println!("missing: {} {expected:?}", paragraph.file);
            }
        }
        for draft in &drafts {
            let hit = paragraph.expected.iter().any(|e| fits(e, draft));
            right += usize::from(hit);
            if !hit {
                println!("not expected: {} {} {}", draft.claim.property, draft.claim.value.to_json(), draft.rule);
            }
        }
        wanted += paragraph.expected.len();
        proposed += drafts.len();
    }
    println!("recall {found}/{wanted}, precision {right}/{proposed}");
    assert!(found * 100 >= wanted * RECALL, "recall {found}/{wanted}");
    assert!(right * 100 >= proposed * PRECISION, "precision {right}/{proposed}");
}

/// The floors, in percent, a little under what was measured. What the words do tell and the list did not expect, such as a
/// ship that was hit, counts against precision.
const RECALL: usize = 85;
const PRECISION: usize = 75;

/// The scored drafts of a paragraph.
fn drafts_in(paragraph: &Paragraph) -> Option<Vec<Draft>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/articles");
    let file = File::open(PathBuf::from(folder).join(&paragraph.file)).ok()?;
    let mut count = 0_u64;
    let mut fresh = || {
        count += 1;
        EntityId(Hash::of(&count.to_le_bytes()))
    };
    let reading = read(file, &paragraph.file, &(), &mut fresh, &Limits::default()).unwrap();
    let inside =
        |draft: &Draft| span(&draft.claim).start >= paragraph.at[0] && span(&draft.claim).end <= paragraph.at[1];
    let scored = |draft: &Draft| !BOOKKEEPING.contains(&draft.claim.property.as_str());
    Some(reading.drafts.into_iter().filter(|d| inside(d) && scored(d)).collect())
}

fn span(claim: &Claim) -> Span {
    match claim.locator {
        Some(Locator::Text { span, .. }) => span,
        _ => panic!("a draft of an article has characters"),
    }
}

fn matches(expected: &Expected, claim: &Claim) -> bool {
    let at = span(claim);
    let overlaps = at.start < expected.at[1] && expected.at[0] < at.end;
    let inferred = claim.inferred.as_ref();
    let when = inferred.and_then(|i| i.when.as_ref()).or(claim.when.as_ref()).map(|d| d.as_str());
    let stated = inferred.and_then(|i| i.stated.as_ref()).or(claim.stated.as_ref()).map(|d| d.as_str());
    let begins = |want: &Option<String>, have: Option<&str>| {
        want.as_deref().is_none_or(|want| have.is_some_and(|have| have.starts_with(want)))
    };
    overlaps
        && claim.property.as_str() == expected.property
        && begins(&expected.when, when)
        && begins(&expected.stated, stated)
        && begins(&expected.value, Some(&value(&claim.value)))
        && begins(&expected.said_by, Some(speaker(claim)))
}

fn value(value: &Value) -> String {
    match value {
        Value::Code { code, .. } => code.clone(),
        Value::Date(date) => date.to_string(),
        Value::Count { low, best, .. } => best.or(*low).map_or_else(String::new, |n| n.to_string()),
        Value::Text { text, .. } => text.clone(),
        other => other.to_json(),
    }
}

fn speaker(claim: &Claim) -> &'static str {
    match claim.said_by {
        Some(Speaker::Entity(_)) => "named",
        Some(Speaker::Unnamed(_)) => "unnamed",
        None => "the article",
    }
}
