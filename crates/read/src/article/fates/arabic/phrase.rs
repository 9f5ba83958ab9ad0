//! Arabic phrases: a noun with what describes it, how many of it, and what a word refers back to.

use std::ops::Range;

use super::super::Amount;
use super::super::lexicon::{ARABIC, Lexicon};
use super::word::{is_function, nouns, number, plain, readings};
use crate::article::passage::{Passage, Shape};

/// A sentence in Arabic.
pub(super) struct Sentence<'p> {
    pub(super) passage: &'p Passage,
    pub(super) range: Range<usize>,
    plain: Vec<String>,
}

/// A noun with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Range<usize>,
    pub(super) amount: Option<Amount>,
    pub(super) known: bool,
    /// Who or what harms, rather than what is harmed.
    pub(super) force: bool,
}

/// The most words of a phrase.
const LONGEST: usize = 4;

impl<'p> Sentence<'p> {
    pub(super) fn new(passage: &'p Passage, range: Range<usize>) -> Sentence<'p> {
        let plain = range.clone().map(|i| plain(passage.word(i))).collect();
        Sentence { passage, range, plain }
    }

    /// A word in the lexicon's spelling; empty outside of the sentence.
    pub(super) fn low(&self, i: usize) -> &str {
        i.checked_sub(self.range.start).and_then(|at| self.plain.get(at)).map_or("", String::as_str)
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.range.contains(&i) && self.passage.shape(i) == Some(Shape::Word)
    }

    /// Whether words stand from token `from` on.
    pub(super) fn says(&self, from: usize, words: &[String]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.low(from + n) == word)
    }

    /// Whether a word is a verb that the lexicon knows.
    pub(super) fn is_verb(&self, i: usize) -> bool {
        let known = |stem: &str| {
            ARABIC.verbs.contains_key(stem) || ARABIC.saying.contains(stem) || ARABIC.denying.contains(stem)
        };
        !is_thing(self.low(i))
            && !self.passage.word(i).ends_with('ة')
            && readings(self.low(i)).iter().any(|reading| known(&reading.stem))
    }

    /// The phrase that begins at a token, past prepositions glued to it.
    pub(super) fn phrase(&self, at: usize) -> Option<Phrase> {
        let (amount, head) = match self.amount(at) {
            Some((amount, end)) => (Some(amount), end + usize::from(self.low(end) == "من")),
            None => (None, at),
        };
        let glued =
            self.low(head).starts_with('ل') && !self.low(head).starts_with("لل") || self.low(head).starts_with("بال");
        let alone = !self.is_word(head)
            || is_function(self.low(head))
            || glued && !is_thing(self.low(head))
            || self.is_state(head);
        let number_alone = amount.as_ref().filter(|_| alone);
        if let Some(amount) = number_alone {
            let tokens = self.passage.tokens_at(amount.span.start, amount.span.end);
            let counted = amount.best.is_some() || amount.low.is_some() || amount.high.is_some();
            return counted.then(|| Phrase { tokens, amount: Some(amount.clone()), known: true, force: false });
        }
        if !self.is_noun(head) {
            return None;
        }
        let force = nouns(self.low(head)).iter().any(|noun| ARABIC.forces.contains(noun));
        let mut end = head + 1;
        while end < head + LONGEST && self.goes_on(end, force) {
            end += 1;
        }
        let known = is_thing(self.low(head));
        let amount = amount.or_else(|| self.behind(end));
        Some(Phrase { tokens: head..end, amount, known, force })
    }

    /// The name that goes on behind its first words, whatever else these words could mean: "سالم" is a name and "unharmed".
    pub(super) fn whole_name(&self, tokens: Range<usize>, stops: &dyn Fn(usize) -> bool) -> Range<usize> {
        let goes_on = |i: &usize| {
            let low = self.low(*i);
            let glued = ["و", "ل", "ب", "ف"].iter().any(|start| low.starts_with(start)) && is_function(&low[2..]);
            self.is_word(*i)
                && !stops(*i)
                && !is_function(low)
                && !glued
                && !low.starts_with("لل")
                && !low.starts_with("بال")
        };
        let end =
            (tokens.end..tokens.start + LONGEST + 1).take_while(goes_on).last().map_or(tokens.end, |last| last + 1);
        tokens.start..end
    }

    fn is_noun(&self, i: usize) -> bool {
        let not_thing = nouns(self.low(i)).iter().any(|noun| ARABIC.not_things.contains(noun));
        self.is_word(i) && !is_function(self.low(i)) && !not_thing && (is_thing(self.low(i)) || !self.is_verb(i))
    }

    /// Whether a word goes on with the phrase before it.
    fn goes_on(&self, i: usize, force: bool) -> bool {
        let low = self.low(i);
        let joined = low.starts_with('و') && !low.starts_with("وا");
        let state = self.is_state(i);
        self.is_word(i)
            && !is_function(low)
            && !joined
            && !low.starts_with("وال")
            && !self.is_verb(i)
            && !state
            && !(force && is_thing(low))
            && !matches!(low, "عام" | "سنه" | "يوم" | "ليل" | "صباح" | "مساء" | "كلها" | "كله" | "كل")
    }

    /// Whether a word tells a state: "مدمرا".
    fn is_state(&self, i: usize) -> bool {
        nouns(self.low(i)).iter().any(|noun| ARABIC.states.contains_key(noun))
    }

    /// "كلها": all of what stands before.
    fn behind(&self, at: usize) -> Option<Amount> {
        let all = matches!(self.low(at), "كلها" | "كله" | "جميعها" | "جميعا");
        all.then(|| share(self, at..at + 1, [Some(100.0); 3]))
    }

    /// The amount at a token, and the token behind it.
    fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let skip = |list: &[Vec<String>]| list.iter().find(|words| self.says(at, words)).map_or(0, Vec::len);
        let (about, low, high) = (skip(&ARABIC.about), skip(&ARABIC.low), skip(&ARABIC.high));
        let from = at + about.max(low).max(high);
        if let Some(first) = (self.low(at) == "ما" && self.low(at + 1) == "بين").then(|| self.number(at + 2)).flatten()
        {
            let second = self.number_joined(first.1)?;
            return Some((counted(self, at..second.1, [Some(first.0), None, Some(second.0)]), second.1));
        }
        if let Some((number, end)) = self.number(from) {
            let bounds = match () {
                () if low > 0 => [Some(number), None, None],
                () if high > 0 => [None, None, Some(number)],
                () if about > 0 => [None, Some(number), None],
                () => [Some(number); 3],
            };
            let percent = self.passage.mark(end, '%')
                || self.low(end) == "بالمئه"
                || self.low(end) == "بالمائه"
                || self.low(end) == "في" && self.low(end + 1) == "المئه";
            let unit = nouns(self.low(end)).into_iter().find(|noun| ARABIC.measures.contains(noun));
            return Some(match (percent, unit) {
                (true, _) => (share(self, at..end + 1, bounds), end + 1 + usize::from(self.low(end) == "في")),
                (false, Some(unit)) => {
                    (Amount { unit: Some(english(&unit)), ..counted(self, at..end + 1, bounds) }, end + 1)
                }
                (false, None) => (counted(self, at..end, bounds), end),
            });
        }
        let word = self.low(from);
        if let Some(part) =
            ARABIC.fractions.get(word).or_else(|| ARABIC.fractions.get(word.strip_suffix("ها").unwrap_or("")))
        {
            let best = (part * 10.0).round() / 10.0;
            let bounds = if about > 0 { [None, Some(best), None] } else { [Some(best); 3] };
            return Some((share(self, at..from + 1, bounds), from + 1));
        }
        if ARABIC.whole.contains(word) {
            return Some((share(self, at..from + 1, [Some(100.0); 3]), from + 1));
        }
        ARABIC.many.contains(word).then(|| (counted(self, at..from + 1, [None; 3]), from + 1))
    }

    /// The number at a token: digits, or words with their tens and thousands.
    fn number(&self, at: usize) -> Option<(f64, usize)> {
        let low = self.low(at);
        let first = match low.replace([',', '٬'], "").parse::<f64>() {
            Ok(number) if self.passage.shape(at) == Some(Shape::Number) => number,
            _ => number(low)?,
        };
        let next = self.low(at + 1);
        let tens = next.strip_prefix('و').and_then(number).filter(|tens| *tens >= 20.0 && first < 10.0);
        match (tens, number(next)) {
            (Some(tens), _) => Some((first + tens, at + 2)),
            (None, Some(10.0)) if first < 10.0 => Some((first + 10.0, at + 2)),
            (None, Some(scale)) if scale >= 100.0 && first < scale => Some((first * scale, at + 2)),
            _ => Some((first, at + 1)),
        }
    }

    /// "و25".
    fn number_joined(&self, at: usize) -> Option<(f64, usize)> {
        match self.low(at) {
            "و" => self.number(at + 1),
            joined => joined
                .strip_prefix('و')
                .and_then(|rest| rest.parse().ok().or_else(|| number(rest)))
                .map(|number| (number, at + 1)),
        }
    }
}

/// Whether a word names a thing.
pub(super) fn is_thing(word: &str) -> bool {
    let lexicon: &Lexicon = &ARABIC;
    nouns(word).iter().any(|noun| lexicon.things.contains(noun))
}

fn counted(s: &Sentence, tokens: Range<usize>, [low, best, high]: [Option<f64>; 3]) -> Amount {
    Amount { span: s.passage.span(&tokens).into(), low, best, high, unit: None }
}

fn share(s: &Sentence, tokens: Range<usize>, bounds: [Option<f64>; 3]) -> Amount {
    Amount { unit: Some("percent".to_owned()), ..counted(s, tokens, bounds) }
}

/// Units are named in English, whatever the language of the text, so that amounts can be compared.
fn english(unit: &str) -> String {
    match unit {
        "هكتار" => "hectare",
        "دونم" => "dunum",
        "فدان" => "feddan",
        "طن" => "tonne",
        "كيلوغرام" => "kilogram",
        "متر" => "metre",
        "لتر" => "litre",
        "صندوق" => "box",
        "كيس" => "sack",
        other => other,
    }
    .to_owned()
}
