//! A time expression as the reader gets it.

use super::frame;
use super::hijri;
use super::lexicon;
use super::moment::{Moment, Within, Year};
use super::narrative::{Context, Guess};
use super::phrase::{Found, Length, Meaning, Phrase, Relative, Target};
use super::relation::{self, Relation};
use super::scan::Scan;
use super::sense::{Part, Sense};
use super::tokens::Span;
use super::why::Why;

/// A time expression found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// First character, in Unicode scalar values from the start of the tagged text.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The same span in bytes of the tagged text.
    pub bytes: Span,
    /// What sort of expression it is.
    pub kind: TimeKind,
    /// The EDTF value as written: `XXXX-12-06` where no year is said. Empty where the words name no
    /// place in the calendar. `early`, `mid` and `late` have no EDTF and stand in `part`.
    pub edtf: String,
    /// The EDTF value that the words name, year included where it can be inferred, and without what
    /// `relation` makes of it: for "before 1998" this is `1998`, and `edtf` is `[..1997]`.
    pub named: String,
    /// What the narrative adds, where it adds something.
    pub inferred: Option<Inferred>,
    /// ISO 8601 duration of a length or of what recurs: `P2D`. `X` where the words give no number
    /// ("several days" is `PXD`); two, joined by `/`, where they give a lowest and a highest.
    pub duration: Option<String>,
    /// How the words attach it.
    pub relation: Relation,
    /// "early", "mid", "late".
    pub part: Option<Part>,
    /// Hour and minute, where the words tell them.
    pub clock: Option<(u8, u8)>,
    /// What the words say in the Hijri calendar: `1213-12-24`, `1213-12`, `1213`. Its EDTF is converted by the tabular calendar.
    pub hijri: Option<String>,
    /// Where the members of an interval or a choice are written; empty for anything else.
    pub members: Vec<Span>,
}

/// A value that the words alone do not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The EDTF value.
    pub edtf: String,
    /// The dates it was inferred from, in Unicode scalar values from the start of the document.
    pub from: Vec<Span>,
    /// The reason.
    pub why: Why,
}

/// What sort of time expression it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A place in the calendar, whatever its grain.
    Date,
    /// From one date to another, or open.
    Interval,
    /// A length of time.
    Duration,
    /// What recurs.
    Set,
    /// A clock time or a part of a day.
    TimeOfDay,
    /// A time that the words do not place: "now", "former", "this time".
    Vague,
}

/// What a phrase comes to: its EDTF as written, what it names, and the inferred EDTF.
#[derive(Default)]
struct Value {
    edtf: String,
    named: String,
    inferred: Option<Inferred>,
    hijri: Option<String>,
    /// The words count a length, and from when is not known.
    uncounted: Option<Length>,
}

/// Turns a phrase into one mention (two for "6 and 7 May") and moves the narrative on.
pub(super) fn build(scan: &Scan, phrase: &Phrase, context: &mut Context, out: &mut Vec<TimeMention>) {
    match &phrase.meaning {
        Meaning::Both(first, second) => {
            for found in [first, second] {
                let single = Phrase::from(*found);
                out.extend(one(scan, &single, context));
            }
        }
        _ => out.extend(one(scan, phrase, context)),
    }
}

fn one(scan: &Scan, phrase: &Phrase, context: &mut Context) -> Option<TimeMention> {
    let (start, end) = span(scan, phrase.from, phrase.to)?;
    let bytes = (scan.token(phrase.from)?.bytes.0, scan.token(phrase.to - 1)?.bytes.1);
    let relation = relation_of(scan, phrase);
    let absolute = (context.base + start, context.base + end);
    let value = value(scan, phrase, relation, absolute, context);
    Some(TimeMention {
        start,
        end,
        bytes,
        kind: match kind(phrase) {
            _ if value.uncounted.is_some() => TimeKind::Duration,
            TimeKind::Date if value.named.contains('T') => TimeKind::TimeOfDay,
            kind => kind,
        },
        edtf: value.edtf,
        named: value.named,
        inferred: value.inferred,
        duration: value.uncounted.map(|length| length.to_string()).or_else(|| duration(&phrase.meaning)),
        relation,
        part: part(&phrase.meaning),
        clock: clock(&phrase.meaning),
        hijri: value.hijri,
        members: if phrase.one { Vec::new() } else { members(scan, &phrase.meaning) },
    })
}

fn span(scan: &Scan, from: usize, to: usize) -> Option<Span> {
    let start = scan.token(from)?.start;
    let end = scan.token(to.checked_sub(1)?)?.end;
    (start < end).then_some((start, end))
}

fn relation_of(scan: &Scan, phrase: &Phrase) -> Relation {
    match phrase.meaning {
        Meaning::Range(..) | Meaning::Open(..) => Relation::During,
        Meaning::Length(_) | Meaning::Set(_) | Meaning::Vague => Relation::On,
        Meaning::Moment(moment) if moment.about => match relation::read(scan, phrase.from, phrase.to) {
            Relation::On => Relation::About,
            relation => relation,
        },
        _ => relation::read(scan, phrase.from, phrase.to),
    }
}

fn kind(phrase: &Phrase) -> TimeKind {
    match &phrase.meaning {
        Meaning::Range(first, _) if phrase.one && first.moment.day_part => TimeKind::TimeOfDay,
        Meaning::Relative(Relative { clock: Some(_), .. }) => TimeKind::TimeOfDay,
        Meaning::Moment(Moment { clock, day_part, .. }) if clock.is_some() || *day_part => TimeKind::TimeOfDay,
        Meaning::Relative(Relative { day_part: true, .. }) => TimeKind::TimeOfDay,
        Meaning::Range(..) | Meaning::Open(..) => TimeKind::Interval,
        Meaning::Length(_) => TimeKind::Duration,
        Meaning::Set(_) => TimeKind::Set,
        Meaning::Vague => TimeKind::Vague,
        _ => TimeKind::Date,
    }
}

fn duration(meaning: &Meaning) -> Option<String> {
    match meaning {
        Meaning::Length(length) | Meaning::Set(Some(length)) => Some(length.to_string()),
        _ => None,
    }
}

fn part(meaning: &Meaning) -> Option<Part> {
    match meaning {
        Meaning::Moment(moment) => moment.part,
        Meaning::Relative(relative) => relative.part,
        _ => None,
    }
}

fn clock(meaning: &Meaning) -> Option<(u8, u8)> {
    match meaning {
        Meaning::Moment(moment) => moment.clock,
        Meaning::Relative(relative) => relative.clock,
        _ => None,
    }
}

fn members(scan: &Scan, meaning: &Meaning) -> Vec<Span> {
    let at = |found: &Found| span(scan, found.from, found.to);
    match meaning {
        Meaning::Range(first, second) | Meaning::OneOf(first, second) => {
            [at(first), at(second)].into_iter().flatten().collect()
        }
        Meaning::Open(first, (from, to)) => [at(first), span(scan, *from, *to)].into_iter().flatten().collect(),
        _ => Vec::new(),
    }
}

fn value(scan: &Scan, phrase: &Phrase, relation: Relation, at: Span, context: &mut Context) -> Value {
    match &phrase.meaning {
        Meaning::Moment(moment) => {
            let moves = moves_narrative(scan, phrase, moment, relation, context);
            let back = context.is_look_back(moment) && opens(scan, phrase.from);
            let ahead = context.is_ahead(moment) && !told_apart(scan, phrase, moment, relation);
            let aside = !moves && (back || ahead);
            let value = single(moment, relation, at, moves, context);
            if aside {
                context.aside();
            }
            value
        }
        Meaning::Range(first, second) if names_a_thing(scan, phrase, first) => {
            context.name(&second.moment, at);
            let named = format!("{}/{}", first.moment.edtf(), second.moment.edtf());
            Value { edtf: named.clone(), named, ..Value::default() }
        }
        Meaning::Range(first, second) => double(&first.moment, &second.moment, at, context, |a, b| format!("{a}/{b}")),
        Meaning::OneOf(first, second) => {
            double(&first.moment, &second.moment, at, context, |a, b| format!("[{a},{b}]"))
        }
        Meaning::Open(first, _) => {
            context.tell(first.moment, at);
            single(&first.moment, Relation::Since, at, true, context)
        }
        Meaning::Relative(relative) => counted(scan, relative, relation, at, context),
        _ => Value::default(),
    }
}

/// Years named in passing ("the 1954 survey", "since 1954") do not move the narrative, nor does a
/// bare year that does not open its sentence, unless it is a step on.
fn moves_narrative(scan: &Scan, phrase: &Phrase, moment: &Moment, relation: Relation, context: &Context) -> bool {
    let before = scan.sense_before(phrase.from);
    let arabic = scan.arabic(phrase.from);
    let attributive = !arabic
        && matches!(before, Sense::The | Sense::A | Sense::Other)
        && scan.is_word(phrase.from.wrapping_sub(1))
        && scan.is_word(phrase.to);
    let bare = moment.within == Within::Whole;
    let passing = attributive || !arabic && !opens(scan, phrase.from) && !context.is_step(moment);
    let of = before == Sense::Of && opens_noun(scan, phrase.from);
    let back = context.is_back(moment) && (had(scan, phrase.from) || of);
    let looked_at =
        bare && passing || back || context.is_look_back(moment) || arabic && bare && context.is_far_back(moment);
    !told_apart(scan, phrase, moment, relation) && !looked_at
}

/// Whether a moment is an end, a start that still lasts, the time of writing or the name of an event: the narrative is not there.
fn told_apart(scan: &Scan, phrase: &Phrase, moment: &Moment, relation: Relation) -> bool {
    let ahead = relation == Relation::By && !opens(scan, phrase.from) || until(scan, phrase.from);
    let of_an_event = moment.year == Year::Unsaid && lexicon::is_event(scan.word(phrase.to));
    relation == Relation::Since || ahead || of_an_event || as_of(scan, phrase.from)
}

/// "The 1953–54 drought": years before a noun tell which it was, and the narrative stays where it is.
fn names_a_thing(scan: &Scan, phrase: &Phrase, first: &Found) -> bool {
    let whole = first.moment.within == Within::Whole && first.moment.one_year().is_some();
    whole && matches!(scan.sense_before(phrase.from), Sense::The | Sense::A) && scan.lower(phrase.to)
}

/// "It lasted until the fall of the town in February": what is told there is an end, and the narrative stays before it.
fn until(scan: &Scan, i: usize) -> bool {
    let near = (i.saturating_sub(8)..i).rev();
    near.take_while(|k| !scan.mark(*k, ',') && !scan.opens_sentence(k + 1)).any(|k| scan.sense(k) == Sense::Until)
}

/// Whether a noun with its article stands before the "of" before token `i`: "the treaty of 6 May 1931".
fn opens_noun(scan: &Scan, i: usize) -> bool {
    let noun = |at: usize| scan.is_word(at) && scan.sense(at) == Sense::Other;
    let articles = (i.saturating_sub(5)..i.saturating_sub(2)).rev();
    noun(i.wrapping_sub(2))
        && articles.take_while(|at| noun(*at) || scan.sense(*at) == Sense::The).any(|at| scan.sense(at) == Sense::The)
}

/// "As of December": the time of writing.
fn as_of(scan: &Scan, i: usize) -> bool {
    scan.sense_before(i) == Sense::Of && scan.says(i.wrapping_sub(2), "as")
}

/// Whether "had" stands before token `i` in its sentence: what is told had happened before.
fn had(scan: &Scan, i: usize) -> bool {
    (i.saturating_sub(20)..i).rev().take_while(|k| !scan.opens_sentence(k + 1)).any(|k| {
        // «كان قد»: the reader of Arabic knows «كان» and «كانت» as words that also lead to an age.
        scan.says(k, "had") || scan.sense(k) == Sense::Reached && scan.word(k + 1) == "قد"
    })
}

/// Whether only words of time stand between the start of the sentence and token `i`.
fn opens(scan: &Scan, i: usize) -> bool {
    let first = i.saturating_sub(4);
    (first..=i)
        .rev()
        .take_while(|k| *k == i || scan.is_word(*k) && scan.sense(*k) != Sense::Other)
        .any(|k| scan.opens_sentence(k))
}

fn single(moment: &Moment, relation: Relation, at: Span, moves: bool, context: &mut Context) -> Value {
    let guess = context.place(*moment);
    let placed = guess.as_ref().map_or(*moment, |g| g.moment);
    if moves {
        context.tell(placed, at);
    } else {
        context.name(&placed, at);
    }
    Value {
        named: placed.edtf(),
        edtf: relation::edtf(moment, relation),
        inferred: guess.map(|guess| inferred(guess, relation)),
        hijri: placed.hijri.then(|| hijri::said(&placed)),
        uncounted: None,
    }
}

fn inferred(guess: Guess, relation: Relation) -> Inferred {
    Inferred { edtf: relation::edtf(&guess.moment, relation), from: guess.from, why: guess.why }
}

fn double(
    first: &Moment,
    second: &Moment,
    at: Span,
    context: &mut Context,
    join: impl Fn(&str, &str) -> String,
) -> Value {
    let edtf = join(&first.edtf(), &second.edtf());
    let start = context.place(*first);
    let placed_first = start.as_ref().map_or(*first, |g| g.moment);
    context.tell(placed_first, at);
    let end = context.place(*second);
    let placed_second = end.as_ref().map_or(*second, |g| frame::not_before(&placed_first, g.moment));
    context.tell_interval(placed_first, placed_second, at);
    let named = join(&placed_first.edtf(), &placed_second.edtf());
    let inferred = start.or(end).map(|guess| Inferred { edtf: named.clone(), from: guess.from, why: guess.why });
    Value { edtf, named, inferred, ..Value::default() }
}

fn counted(scan: &Scan, relative: &Relative, relation: Relation, at: Span, context: &mut Context) -> Value {
    let anchor = relative.anchor.and_then(|found| span(scan, found.from, found.to));
    let anchor = anchor.map(|(start, end)| (context.base + start, context.base + end));
    let guess = context.count(relative, anchor);
    match &guess {
        Some(guess) if relative.shift >= 0 => context.tell(guess.moment, at),
        Some(guess) => context.look_back(&guess.moment, at),
        None => {}
    }
    let named = guess.as_ref().map(|g| g.moment.edtf()).unwrap_or_default();
    let written = match relative.target {
        Target::Within(within) | Target::Near(within) => Moment::within(Year::Unsaid, within).edtf(),
        _ => String::new(),
    };
    let uncounted = relative.length.filter(|_| guess.is_none());
    let inferred = guess.map(|guess| inferred(guess, relation));
    Value { edtf: written, named, inferred, uncounted, hijri: None }
}
