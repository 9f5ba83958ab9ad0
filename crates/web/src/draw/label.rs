//! What is written beside a mark, and what is said of it in full.

use std::collections::HashMap;

use daftar_register::claim::{ClaimId, Value};
use daftar_register::date::{Truth, words};
use daftar_register::view::{Cited, DatedBy, Item};

use super::drawing::{Drawing, Word};
use super::lanes::{Lanes, voice};

/// A title is cut after so many characters of what a source says.
const LONGEST: usize = 140;

/// Beside the mark: what happened, and to whom where the lane does not say it. `several`: the drawing is about more than one
/// entity.
pub(crate) fn beside(item: &Item, drawing: &Drawing, several: bool) -> String {
    let by_property = matches!(drawing.lanes, Lanes::Property);
    let name = item.entity.name.as_deref().filter(|_| several && !matches!(drawing.lanes, Lanes::Entity));
    let what = match &item.value.value {
        Value::Date(_) if by_property => None,
        Value::Date(_) => Some(item.label.as_str()),
        _ => Some(item.value.words.as_str()),
    };
    match (name, what) {
        (Some(name), Some(what)) => format!("{name}: {what}"),
        (one, other) => one.or(other).map(str::to_owned).unwrap_or_else(|| when(item, drawing)),
    }
}

/// What stands beside the mark, uncut and first, so that who says what is to be seen also names the link; then what is told,
/// when, who says so, and what is doubtful about it.
pub(crate) fn title(item: &Item, cited: &HashMap<ClaimId, &Cited>, drawing: &Drawing, several: bool) -> String {
    let word = |word| drawing.words.word(word);
    let (beside, when) = (shortened(beside(item, drawing, several)), when(item, drawing));
    let mut parts = vec![beside.clone()];
    parts.extend(item.entity.name.clone().filter(|name| !beside.contains(name.as_str())));
    parts.extend(Some(item.label.clone()).filter(|label| !beside.contains(label.as_str())));
    parts.extend(Some(when).filter(|when| *when != beside));
    let voices = voices(item, cited);
    parts.extend((!voices.is_empty()).then(|| format!("{} {}", word(Word::According), voices.join(", "))));
    parts.extend(drawing.differs(item).then(|| word(Word::Differs)));
    parts.extend(item.why.as_ref().map(|why| format!("{}: {why}", word(Word::Inferred))));
    parts.extend((item.happened == Truth::Possibly).then(|| word(Word::Possibly)));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// Its time in words; empty when nothing tells it.
fn when(item: &Item, drawing: &Drawing) -> String {
    let date = item.date.as_ref().map(|date| words(date, drawing.lang)).unwrap_or_default();
    match item.dated_by {
        DatedBy::Statement => format!("{} {date}", drawing.words.word(Word::Told)),
        _ => date,
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn voices<'c>(item: &Item, cited: &HashMap<ClaimId, &'c Cited>) -> Vec<&'c str> {
    let mut voices: Vec<&str> = item.statements.iter().filter_map(|claim| voice(cited.get(claim)?)).collect();
    voices.sort_unstable();
    voices.dedup();
    voices
}
