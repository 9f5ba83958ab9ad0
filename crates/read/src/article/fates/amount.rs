//! Amounts: "about 12,000", "between 250 and 350", "almost 70 per cent", "two thirds", "all", "340 dunums".

use std::ops::Range;

use super::super::passage::Shape;
use super::super::quantity::number_word;
use super::super::sentence::Sentence;
use super::super::words::singular;
use super::Amount;
use super::lexicon::ENGLISH;

/// An amount with its tokens.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) tokens: Range<usize>,
    pub(super) amount: Amount,
}

/// The amount that a stretch of tokens begins with, determiners passed over.
pub(super) fn at_start(s: &Sentence, tokens: &Range<usize>) -> Option<Counted> {
    let mut from = tokens.start;
    while from < tokens.end
        && matches!(
            s.low(from),
            "the"
                | "its"
                | "their"
                | "his"
                | "her"
                | "these"
                | "those"
                | "other"
                | "first"
                | "remaining"
                | "only"
                | "a"
                | "an"
        )
        && number(s, from).is_none()
        && fraction(s, from).is_none()
    {
        from += 1;
    }
    let from = if from > tokens.start && matches!(s.low(from - 1), "a" | "an") { from - 1 } else { from };
    (from < tokens.end).then(|| counted(s, from, tokens)).flatten()
}

fn counted(s: &Sentence, from: usize, within: &Range<usize>) -> Option<Counted> {
    between(s, from, within).or_else(|| qualified(s, from, within)).or_else(|| whole(s, from, within))
}

/// "between 250 and 350".
fn between(s: &Sentence, from: usize, within: &Range<usize>) -> Option<Counted> {
    let first = (s.low(from) == "between").then(|| number(s, from + 1)).flatten()?;
    let second = (s.low(first.1) == "and").then(|| number(s, first.1 + 1)).flatten()?;
    Some(made(s, from..second.1, within, [Some(first.0), None, Some(second.0)]))
}

/// A number or a share with what the words before it leave open.
fn qualified(s: &Sentence, from: usize, within: &Range<usize>) -> Option<Counted> {
    let known = |list: &[Vec<String>]| {
        let says = |words: &&Vec<String>| words.iter().enumerate().all(|(n, word)| s.low(from + n) == word);
        list.iter().find(says).map_or(0, Vec::len)
    };
    let (about, low, high) = (known(&ENGLISH.about), known(&ENGLISH.low), known(&ENGLISH.high));
    let skip = about.max(low).max(high);
    let at = from + skip;
    let article = usize::from(matches!(s.low(at), "a" | "an" | "the"));
    if let Some((share, end)) = fraction(s, at + article) {
        let bounds = bounds(share, about, low, high);
        return Some(share_made(s, from + if skip == 0 { article } else { 0 }..end, bounds));
    }
    let (number, end) = number(s, at + usize::from(s.low(at) == "a" && s.low(at + 1) == "dozen"))?;
    if let Some(end) = percent(s, end) {
        return Some(share_made(s, from..end, bounds(number, about, low, high)));
    }
    Some(made(s, from..end, within, bounds(number, about, low, high)))
}

fn bounds(number: f64, about: usize, low: usize, high: usize) -> [Option<f64>; 3] {
    match () {
        () if low > 0 && low >= high => [Some(number), None, None],
        () if high > 0 => [None, None, Some(number)],
        () if about > 0 => [None, Some(number), None],
        () => [Some(number); 3],
    }
}

/// "all", "every", "dozens", "most of".
fn whole(s: &Sentence, from: usize, within: &Range<usize>) -> Option<Counted> {
    let nearly = usize::from(matches!(s.low(from), "nearly" | "almost" | "virtually" | "a"));
    let low = s.low(from + nearly);
    if ENGLISH.whole.contains(low) {
        let end = from + nearly + 1 + usize::from(low == "every" && s.low(from + nearly + 1) == "one");
        if let Some((number, end)) = number(s, end).filter(|_| nearly == 0) {
            return Some(made(s, from..end, within, [Some(number); 3]));
        }
        let bounds = if nearly == 0 { [Some(100.0); 3] } else { [None; 3] };
        return Some(share_made(s, from..end, bounds));
    }
    ENGLISH.many.contains(low).then(|| {
        let to = from + nearly + 1;
        Counted { tokens: from..to, amount: amount(s, &(from..to), [None; 3], None) }
    })
}

/// A count, with the measure behind it where there is one.
fn made(s: &Sentence, tokens: Range<usize>, within: &Range<usize>, bounds: [Option<f64>; 3]) -> Counted {
    let unit = singular(s.low(tokens.end));
    let of = s.low(tokens.end + 1) == "of" || tokens.end + 1 < within.end;
    let measured = tokens.end < within.end && of && ENGLISH.measures.contains(&unit);
    let tokens = tokens.start..tokens.end + usize::from(measured);
    let amount = amount(s, &tokens, bounds, measured.then_some(unit));
    Counted { tokens, amount }
}

fn share_made(s: &Sentence, tokens: Range<usize>, bounds: [Option<f64>; 3]) -> Counted {
    let bounds = bounds.map(|share| share.map(|share| (share * 10.0).round() / 10.0));
    let unit = bounds.iter().any(Option::is_some).then(|| "percent".to_owned());
    Counted { amount: amount(s, &tokens, bounds, unit), tokens }
}

fn amount(s: &Sentence, tokens: &Range<usize>, [low, best, high]: [Option<f64>; 3], unit: Option<String>) -> Amount {
    Amount { span: s.passage.span(tokens).into(), low, best, high, unit }
}

fn percent(s: &Sentence, at: usize) -> Option<usize> {
    match s.low(at) {
        "%" | "percent" | "per-cent" => Some(at + 1),
        "per" if s.low(at + 1) == "cent" => Some(at + 2),
        _ => None,
    }
}

/// "half", "a third", "two thirds", "three quarters".
fn fraction(s: &Sentence, at: usize) -> Option<(f64, usize)> {
    if let Some(share) = ENGLISH.fractions.get(s.low(at)).filter(|_| s.low(at + 1) == "of" || s.low(at) == "half") {
        return Some((*share, at + 1));
    }
    let count = number_word(s.low(at)).filter(|n| (2..10).contains(n))?;
    let share = ENGLISH.fractions.get(s.low(at + 1)).filter(|_| s.low(at + 1).ends_with('s'))?;
    Some((share * count as f64, at + 2))
}

/// The number at a token, in digits or words, and the token behind it.
fn number(s: &Sentence, at: usize) -> Option<(f64, usize)> {
    let low = s.low(at);
    if s.passage.shape(at) != Some(Shape::Number) && number_word(low).is_none() {
        return None;
    }
    let number: f64 = match low.replace(',', "").parse() {
        Ok(number) => number,
        Err(_) => number_word(low)? as f64,
    };
    let scale = match s.low(at + 1) {
        "hundred" => 100.0,
        "thousand" => 1_000.0,
        "million" => 1_000_000.0,
        "dozen" => 12.0,
        _ => return Some((number, at + 1)),
    };
    Some((number * scale, at + 2))
}
