//! Time expressions beside their gold.

use daftar_date::Edtf;

use super::corpus::{GoldDate, Text};
use super::score::{Field, Score};
use super::{Kind, Measured, Miss, around};
use crate::article::fates::Place;
use crate::time::{Context, each_dated, timex};

/// A time expression as found.
struct Found {
    span: Place,
    value: String,
    edtf: Option<String>,
}

pub(super) fn measure(texts: &[Text], gold: &[GoldDate]) -> Measured {
    let mut fields = ["date", "date-exact", "value", "edtf"].map(|name| Field {
        name,
        all: Score::default(),
        matched: Score::default(),
    });
    let mut misses = Vec::new();
    for text in texts {
        let marked: Vec<&GoldDate> = gold.iter().filter(|one| one.doc == text.doc).collect();
        let found = found(&text.text, text.published.as_deref());
        count(&mut fields, text, &found, &marked, &mut misses);
    }
    let (confused, calibration) = (Vec::new(), Vec::new());
    Measured { kind: Kind::Dates, documents: texts.len(), fields: fields.to_vec(), confused, calibration, misses }
}

fn count(fields: &mut [Field; 4], text: &Text, found: &[Found], marked: &[&GoldDate], misses: &mut Vec<Miss>) {
    let pairs = pairs(found, marked);
    for field in fields.iter_mut() {
        field.all.found += found.len();
        field.all.gold += marked.len();
        field.matched.found += pairs.len();
        field.matched.gold += pairs.len();
    }
    for (f, g) in &pairs {
        let (f, g) = (&found[*f], marked[*g]);
        let right = [true, f.span == g.span, f.value == g.value, same_edtf(f.edtf.as_deref(), g.edtf.as_deref())];
        for (field, right) in fields.iter_mut().zip(right) {
            field.all.right += usize::from(right);
            field.matched.right += usize::from(right);
        }
        if !right[2] {
            misses.push(miss(text, "value", g.span, Some(g.value.clone()), Some(f.value.clone())));
        }
    }
    let lonely = |k: &usize| !pairs.iter().any(|(f, _)| f == k);
    misses.extend(
        (0..found.len()).filter(lonely).map(|k| miss(text, "date", found[k].span, None, Some(found[k].value.clone()))),
    );
    let missed = |k: &usize| !pairs.iter().any(|(_, g)| g == k);
    misses.extend(
        (0..marked.len())
            .filter(missed)
            .map(|k| miss(text, "date", marked[k].span, Some(marked[k].value.clone()), None)),
    );
}

fn miss(text: &Text, field: &'static str, span: Place, gold: Option<String>, found: Option<String>) -> Miss {
    Miss {
        doc: text.doc.clone(),
        start: span.start,
        field,
        gold,
        found,
        words: around(&text.text, span.start, span.end),
    }
}

/// Each expression with the first marked one that it overlaps and no other has.
fn pairs(found: &[Found], marked: &[&GoldDate]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (f, one) in found.iter().enumerate() {
        let free = |g: &usize| !pairs.iter().any(|(_, taken)| taken == g);
        let best = (0..marked.len()).filter(|g| one.span.meets(marked[*g].span)).filter(free);
        pairs.extend(best.min_by_key(|g| marked[*g].span.start.abs_diff(one.span.start)).map(|g| (f, g)));
    }
    pairs
}

fn found(text: &str, published: Option<&str>) -> Vec<Found> {
    let mut found = Vec::new();
    let published = published.and_then(|day| Edtf::parse(day).ok());
    let context = published.iter().fold(Context::new(), Context::published);
    // A text in memory can always be read to its end.
    let _: Result<(), std::io::Error> = each_dated(text.as_bytes(), context, |piece| {
        for mention in &piece.mentions {
            for one in timex(piece.text, mention) {
                let span = Place { start: (piece.start + one.span.0) as u64, end: (piece.start + one.span.1) as u64 };
                // A date of no year has no days that could be the same.
                let edtf = Some(one.edtf).filter(|edtf| !edtf.is_empty() && !edtf.starts_with('X'));
                found.push(Found { span, value: one.value, edtf });
            }
        }
        Ok(())
    });
    found
}

/// Whether two EDTF values bound the same days.
pub(super) fn same_edtf(one: Option<&str>, other: Option<&str>) -> bool {
    let bounds = |edtf: Option<&str>| edtf.and_then(|edtf| Edtf::parse(edtf).ok()).map(|edtf| edtf.bounds());
    one == other || bounds(one).is_some() && bounds(one) == bounds(other)
}
