//! Finds the time expressions of English narrative text and gives their EDTF values.
//!
//! Two values are kept apart: what the words say ([`TimeMention::edtf`]: "December 6" is
//! `XXXX-12-06`) and what can be inferred from the dates told before ([`TimeMention::inferred`]),
//! with the spans it rests on and the reason. Years before the common era are astronomical, as
//! EDTF counts them: 4000 BC is `-3999`.
//!
//! ```
//! use daftar_read::time::{Context, tag};
//!
//! let mut context = Context::new();
//! let mentions = tag("The mill closed on 30 December 2031 and opened again on January 4.", &mut context);
//! assert_eq!(mentions[0].edtf, "2031-12-30");
//! assert_eq!(mentions[1].edtf, "XXXX-01-04");
//! assert_eq!(mentions[1].inferred.as_ref().unwrap().edtf, "2032-01-04");
//! ```

mod arabic;
mod calendar;
mod clock;
mod definite;
mod document;
mod frame;
mod hijri;
mod length;
mod letters;
mod lexicon;
mod mention;
mod moment;
mod narrative;
mod noun;
mod pattern;
mod phrase;
mod pointer;
mod range;
mod reckon;
mod relation;
mod relative;
mod scan;
mod season;
mod sense;
mod stretch;
mod timex;
mod tokens;
mod why;
mod year;

pub use document::{Dated, each_dated};
pub use mention::{Inferred, TimeKind, TimeMention};
pub use narrative::{Context, Place};
pub use relation::Relation;
pub use sense::Part;
pub use timex::{Timex, timex};
pub use tokens::Span;
pub use why::Why;

use phrase::{Meaning, Phrase, Relative, Target};
use scan::Scan;
use sense::{Sense, Unit};
use tokens::Shape;

/// Tags one sentence or block of English text, in the order of the document.
///
/// Offsets in the mentions count from the start of `text`; those in [`Inferred::from`] from the
/// start of the document (see [`Context::at`]). Mentions come in order and do not overlap. What
/// the text says of time moves `context` on.
pub fn tag(text: &str, context: &mut Context) -> Vec<TimeMention> {
    let mut tokens = std::mem::take(&mut context.tokens);
    tokens::cut(text, &mut tokens);
    context.end_sentence();
    let mut mentions = Vec::new();
    let (mut at, mut scan) = (0, context.scan(text, &tokens));
    while at < tokens.len() {
        if scan.ends_sentence(at) {
            context.end_sentence();
        }
        let Some(phrase) = phrase(&scan, at) else {
            at += 1;
            continue;
        };
        if phrase.is_yearly() {
            context.recurs();
        }
        mention::build(&scan, &phrase, context, &mut mentions);
        (at, scan) = (phrase.to.max(at + 1), context.scan(text, &tokens));
    }
    context.tokens = tokens;
    mentions
}

/// The time expression that starts at token `i`, if one does.
fn phrase(scan: &Scan, i: usize) -> Option<Phrase> {
    if scan.arabic(i) {
        return arabic::phrase(scan, i);
    }
    if !can_start(scan, i) {
        return None;
    }
    if let Some(either) = pattern::either_way(scan, i) {
        return Some(either);
    }
    let moment = range::find(scan, i);
    if let Some(found) = moment {
        return Some(relative::in_referred_year(scan, &found).unwrap_or(found));
    }
    relative::find(scan, i)
        .or_else(|| clock::find(scan, i))
        .or_else(|| anniversary(scan, i))
        .or_else(|| length::recurring(scan, i))
        .or_else(|| definite::find(scan, i))
        .or_else(|| length::find(scan, i))
        .or_else(|| vague(scan, i))
}

/// "at the time", "the time of the flood", "a short period of time".
fn the_time(scan: &Scan, i: usize) -> Option<usize> {
    if scan.sense(i) == Sense::The && scan.word(i + 1) == "time" && scan.sense_before(i) == Sense::At {
        let being = usize::from(scan.says(i + 2, "being"));
        return Some(noun::of(scan, i + 2).unwrap_or(i + 2 + being));
    }
    if scan.sense(i) == Sense::The && scan.word(i + 1) == "time" && scan.sense_before(i) == Sense::By {
        return noun::clause(scan, i + 2);
    }
    let at =
        i + 1 + usize::from(scan.lower(i + 1) && scan.sense(i + 1) == Sense::Other && scan.word(i + 1) != "period");
    if scan.sense(i) == Sense::A && scan.word(at) == "period" && !scan.says(at + 2, "time") {
        return noun::of(scan, at + 1);
    }
    let long = ["short", "long", "brief", "prolonged"].contains(&scan.word(i + 1));
    if scan.sense(i) != Sense::A || !long || !["time", "while", "period"].contains(&scan.word(i + 2)) {
        return None;
    }
    let to = noun::of(scan, i + 3).unwrap_or(i + 3);
    let counted = matches!(scan.sense(to), Sense::After | Sense::Later | Sense::Before | Sense::Earlier | Sense::Ago);
    Some(to + usize::from(counted && !scan.is_word(to + 1)))
}

/// "these days", "to date", "right now".
fn set_phrase(scan: &Scan, i: usize) -> Option<usize> {
    if scan.says(i, "these") && scan.word(i + 1) == "days" || scan.says(i, "right") && scan.word(i + 1) == "now" {
        return Some(i + 2);
    }
    if scan.word(i) == "date" && scan.sense_before(i) == Sense::To {
        return Some(i + 1);
    }
    None
}

/// "6 May 1933, the sixth anniversary of the flood", "to mark the anniversary": the day told before it. Elsewhere the words alone do not place it.
fn anniversary(scan: &Scan, i: usize) -> Option<Phrase> {
    let ordinal = matches!(scan.sense(i + 1), Sense::Ordinal(_)) || scan.number(i + 1).is_some_and(|n| n.ordinal);
    let found = scan.sense(i) == Sense::The && ordinal && scan.word(i + 2) == "anniversary";
    let kept = ["mark", "marked", "marking", "celebrated", "celebrating", "commemorated"]
        .contains(&scan.word(i.wrapping_sub(1)));
    let beside = kept || scan.mark(i.wrapping_sub(1), ',') || scan.mark(i.wrapping_sub(1), '(');
    let day = Meaning::Relative(Relative::to(Target::Unit(Unit::Day), 0));
    let meaning = if beside { day } else { Meaning::Vague };
    let of = if scan.sense(i + 3) == Sense::Of { noun::placed(scan, i + 4) } else { None };
    found.then(|| Phrase::new(i, of.unwrap_or(i + 3), meaning))
}

/// Most words start no time expression; this lets them pass quickly.
fn can_start(scan: &Scan, i: usize) -> bool {
    scan.token(i).is_some_and(|token| match token.shape {
        Shape::Number(_) => true,
        Shape::Mark('/') => true,
        Shape::Word if matches!(token.sense, Sense::Other) && token.capital => name_can_start(scan.word(i)),
        Shape::Word => match token.sense {
            Sense::Other | Sense::Of | Sense::And | Sense::Or => leads(scan.word(i)),
            Sense::At => matches!(scan.word(i + 1), "least" | "most"),
            Sense::The | Sense::A | Sense::This | Sense::That => time_ahead(scan, i),
            sense => !joins(sense),
        },
        _ => false,
    })
}

/// Whether a word of time or a number stands so near behind an article that the two can be one expression.
fn time_ahead(scan: &Scan, i: usize) -> bool {
    (i + 1..i + 6).any(|at| {
        scan.token(at).is_some_and(|token| match (token.shape, token.sense) {
            (Shape::Number(_), _) => true,
            (Shape::Word, Sense::Other) => {
                matches!(scan.word(at), "time" | "period" | "present" | "while" | "moment" | "date")
            }
            (Shape::Word, sense) => {
                !joins(sense) && !matches!(sense, Sense::The | Sense::A | Sense::Of | Sense::And | Sense::At)
            }
            _ => false,
        })
    })
}

/// Small words that lead to a time and are no part of it.
fn joins(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::In
            | Sense::On
            | Sense::To
            | Sense::By
            | Sense::For
            | Sense::From
            | Sense::Between
            | Sense::Before
            | Sense::After
            | Sense::Until
            | Sense::Since
            | Sense::During
            | Sense::Ago
    )
}

/// Words without a sense of their own that start a time expression.
fn leads(word: &str) -> bool {
    match word.len() {
        2 => matches!(word, "no" | "up"),
        3 => matches!(word, "dry" | "not" | "wet"),
        4 => matches!(word, "date" | "less" | "more" | "rest" | "turn" | "well"),
        5 => matches!(word, "rainy" | "right" | "these" | "those"),
        6 => matches!(word, "course" | "dozens" | "latter" | "little"),
        7 => matches!(word, "monsoon" | "present"),
        8 => matches!(word, "hundreds" | "planting" | "slightly"),
        9 => matches!(word, "remainder" | "thousands"),
        11 => word == "campaigning",
        _ => false,
    }
}

/// The same with a capital, where a feast or an era in letters may start, too ("New Year's Day", "A.D. 79").
fn name_can_start(word: &str) -> bool {
    word.len() == 1 || lexicon::lower(word, leads) || !lexicon::feasts(word).is_empty()
}

/// "yesterday", "tomorrow", "today" in a text whose day is known; "is today a school" means these days.
fn spoken_day(scan: &Scan, i: usize) -> Option<Phrase> {
    let (shift, day_part) = match scan.word(i) {
        "yesterday" | "Yesterday" => (-1, false),
        "tomorrow" | "Tomorrow" => (1, false),
        "tonight" | "Tonight" => (0, true),
        "today" | "Today" if !NOWADAYS.contains(&scan.word(i.wrapping_sub(1))) => (0, false),
        _ => return None,
    };
    let day = Relative { spoken: true, day_part, ..Relative::to(Target::Unit(Unit::Day), shift) };
    scan.told.speaking_day.then(|| Phrase::new(i, i + 1, Meaning::Relative(day)))
}

/// Words before "today" with which it means these days.
const NOWADAYS: [&str; 8] = ["is", "are", "remains", "remain", "stands", "until", "to", "of"];

/// "the former was", "the former an option": the first of two, no time.
fn names_next(scan: &Scan, i: usize) -> bool {
    scan.is_word(i + 1) && !noun::is_closed(scan.word(i + 1)) && !matches!(scan.sense(i + 1), Sense::The | Sense::A)
}

/// "recent years", "the current month", "in later years", "those days".
fn vague_units(scan: &Scan, i: usize) -> Option<usize> {
    let at = i + usize::from(scan.sense(i) == Sense::The);
    let unit = matches!(scan.sense(at + 1), Sense::Unit { unit, .. } if unit >= Unit::Day) && scan.lower(at + 1);
    let those = scan.says(at, "those") || scan.sense(at) == Sense::Later && scan.sense_before(i) == Sense::In;
    let vague = matches!(scan.sense(at), Sense::Vague(_)) || those && at == i;
    (unit && vague).then_some(at + 2)
}

/// How far the past or the future is.
const DISTANCES: [&str; 6] = ["near", "distant", "immediate", "foreseeable", "recent", "remote"];

/// What a season is named after that is none of the four.
const SEASONS: [&str; 6] = ["dry", "rainy", "wet", "monsoon", "campaigning", "planting"];

/// "now", "former", "the future", "present-day".
fn vague(scan: &Scan, i: usize) -> Option<Phrase> {
    if let Some(day) = spoken_day(scan, i) {
        return Some(day);
    }
    let at_present = scan.sense_before(i) == Sense::At && !scan.is_word(i + 1);
    if scan.says(i, "present")
        && (at_present || scan.sense_before(i) == Sense::The && !scan.is_word(i + 1) && !scan.dash(i + 1))
    {
        return Some(Phrase::new(i, i + 1, Meaning::Vague));
    }
    if scan.says(i, "present") {
        let next = i + 1 + usize::from(scan.dash(i + 1));
        return scan.says(next, "day").then(|| Phrase::new(i, next + 1, Meaning::Vague));
    }
    if let Some(to) = the_time(scan, i).or_else(|| set_phrase(scan, i)) {
        return Some(Phrase::new(i, to, Meaning::Vague));
    }
    if let Some(to) = vague_units(scan, i) {
        return Some(Phrase::new(i, to, Meaning::Vague));
    }
    if scan.word(i + 1) == "season" && SEASONS.contains(&scan.word(i)) {
        return Some(Phrase::new(i, i + 2, Meaning::Vague));
    }
    let at = i + 1 + usize::from(DISTANCES.contains(&scan.word(i + 1)));
    let ahead = scan.sense(i) == Sense::The && (scan.says(at, "future") || scan.says(at, "past"));
    if let Some(to) = noun::of(scan, at + 1).filter(|_| ahead) {
        return Some(Phrase::new(i, to, Meaning::Vague));
    }
    let article = ahead && !scan.is_word(at + 1);
    if scan.says(i, "former") && scan.sense_before(i) == Sense::The && !names_next(scan, i) {
        return None;
    }
    let alone = matches!(scan.sense(i), Sense::Vague(_)) && (scan.lower(i) || scan.opens_sentence(i));
    (article || alone).then(|| Phrase::new(i, if article { at + 1 } else { i + 1 }, Meaning::Vague))
}
