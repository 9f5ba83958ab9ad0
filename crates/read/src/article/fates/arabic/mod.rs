//! Fates in Arabic: the verb comes first, who or what did it behind it, the thing behind that; passives are marked, or not.

mod phrase;
mod report;
mod word;

use std::ops::Range;

use super::lexicon::{ARABIC, Entry, Index, Takes};
use super::{Dated, Effect, Fate, Mention, Modality, Place, Speaker};
use crate::article::claims::When;
use crate::article::passage::{Passage, Shape};
use crate::article::sentence::when;
use crate::time::{Context, tag};
use phrase::{Phrase, Sentence, is_thing};
use report::Report;
use word::{is_function, is_passive, nouns, plain, readings};

/// What is remembered from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Arabic {
    /// The thing that was spoken of last.
    thing: Option<(u64, Mention)>,
    speaker: Option<(u64, Speaker)>,
    number: u64,
    /// The dates of the sentence that was read last, by where they begin: as written, and as the narrative places them.
    times: Vec<(u64, When)>,
}

/// What one cue tells.
struct Found {
    thing: Mention,
    amount: Option<super::Amount>,
    known: bool,
    by: Option<Mention>,
    rule: &'static str,
    base: u8,
}

/// Whether most letters of a text are Arabic.
pub(in crate::article) fn is_arabic(text: &str) -> bool {
    let mut letters = (0_u32, 0_u32);
    for c in text.chars().take(4_000) {
        match c {
            '\u{0621}'..='\u{064A}' => letters.0 += 1,
            c if c.is_alphabetic() => letters.1 += 1,
            _ => {}
        }
    }
    letters.0 > letters.1
}

/// All ways to read a word of a text as a noun or adjective, in the spelling of the lexicon.
pub(in crate::article) fn nouns_of(word: &str) -> Vec<String> {
    nouns(&plain(word))
}

/// How many characters at the start of a word are "and", "in", "for" or "as" written onto it.
pub(in crate::article) fn glued(word: &str) -> usize {
    let spelt = plain(word);
    let past = |letters: usize| {
        let mark = |c: &char| matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}');
        let mut starts = word.char_indices().enumerate().filter(|(_, (_, c))| !mark(c)).map(|(n, _)| n);
        starts.nth(letters).unwrap_or(0)
    };
    let known = |spelt: &str| is_thing(spelt) || ARABIC.is_body(&nouns(spelt)) || ARABIC.is_role(&nouns(spelt));
    let exactly = |word: &str| {
        ARABIC.things.contains(word) || ARABIC.is_body(&[word.to_owned()]) || ARABIC.is_role(&[word.to_owned()])
    };
    match () {
        () if ["وال", "فال", "بال", "كال"].iter().any(|start| spelt.starts_with(start)) => past(1),
        () if spelt.starts_with("لل") => past(2),
        () if exactly(&spelt) => 0,
        () => match spelt.strip_prefix(['و', 'ف', 'ب', 'ل']).filter(|rest| known(rest)) {
            Some(_) => past(1),
            None => 0,
        },
    }
}

impl Arabic {
    /// The fates of one sentence.
    pub(super) fn sentence(&mut self, passage: &Passage, range: Range<usize>, context: &mut Context) -> Vec<Fate> {
        self.number += 1;
        let s = Sentence::new(passage, range);
        let dates = self.dates(&s, context);
        let reports = self.reports(&s, &dates);
        let mut fates = Vec::new();
        let mut at = s.range.start;
        while at < s.range.end {
            at = match self.cue(&s, at) {
                Some((end, effect, found)) => {
                    for one in found {
                        let fate = told(&s, at..end, effect, one, &dates, &reports);
                        self.thing = Some((self.number, fate.what.clone()));
                        fates.push(fate);
                    }
                    end
                }
                None => at + 1,
            };
        }
        fates
    }

    /// The date of the last sentence that begins at a character of the document.
    pub(super) fn when(&self, start: u64) -> When {
        let found = self.times.iter().find(|(at, _)| *at == start);
        found.map(|(_, when)| when.clone()).unwrap_or_default()
    }

    /// The dates of a sentence, so far as the time tagger knows its language.
    fn dates(&mut self, s: &Sentence, context: &mut Context) -> Vec<(Range<usize>, Dated)> {
        let start = s.passage.start(s.range.start);
        context.at(start as usize);
        self.times.clear();
        let mentions = tag(s.passage.words(&s.range), context);
        let dated = mentions.into_iter().filter_map(|mention| {
            let span = Place { start: start + mention.start as u64, end: start + mention.end as u64 };
            let tokens = s.passage.tokens_at(span.start, span.end);
            // Digits alone are as often a number as a year.
            let written = tokens.clone().any(|i| s.is_word(i));
            let when = when(mention);
            let edtf = when.best()?.to_string();
            self.times.push((span.start, when));
            written.then_some((tokens, Dated { span, edtf, inferred: false }))
        });
        dated.collect()
    }

    /// The fate that the words at a token tell: their end, the effect, and the things.
    fn cue(&self, s: &Sentence, at: usize) -> Option<(usize, Effect, Vec<Found>)> {
        if !s.is_word(at) || is_function(s.low(at)) {
            return None;
        }
        self.verb(s, at).or_else(|| self.state(s, at)).or_else(|| self.noun(s, at))
    }

    fn verb(&self, s: &Sentence, at: usize) -> Option<(usize, Effect, Vec<Found>)> {
        let absolute = s.low(at).ends_with('ا') && ARABIC.severe.contains(s.low(at + 1));
        if s.passage.word(at).ends_with('ة') || absolute {
            return None;
        }
        for reading in readings(s.low(at)) {
            let entries = ARABIC.verbs.get(&reading.stem).into_iter().flatten();
            for entry in entries {
                let Some(end) = rest(s, at + 1, &entry.rest) else { continue };
                let parted = !entry.rest.is_empty() && end > at + 1 + entry.rest.len();
                let end = end + usize::from(s.passage.mark(end, '»') || s.passage.mark(end, '«'));
                let passive = is_passive(s.passage.word(at)) || entry.takes == Takes::Subject;
                let found = match entry.takes {
                    Takes::Denied if !denied(s, at) => continue,
                    _ if parted => with(
                        s,
                        s.phrase(at + 1).filter(|phrase| phrase.known).into_iter().collect(),
                        None,
                        "befell-object",
                        80,
                    ),
                    _ if reading.pronoun && !passive => self.of_pronoun(s, at, end),
                    Takes::Denied | Takes::Subject => befell(s, at, end, "befell-passive"),
                    _ if passive => befell(s, at, end, "befell-passive"),
                    _ => acted(s, end, reading.many),
                };
                let again = found.is_empty() && (passive || entry.takes == Takes::Subject);
                let found = if again { self.again() } else { found };
                let holds = entry.effect == Effect::Holds;
                let found: Vec<Found> = found.into_iter().filter(|f| !holds || f.amount.is_some()).collect();
                if !found.is_empty() {
                    return Some((end, entry.effect, found));
                }
            }
        }
        None
    }

    /// "خبأها خباز": the pronoun stands for what was spoken of.
    fn of_pronoun(&self, s: &Sentence, at: usize, end: usize) -> Vec<Found> {
        let remembered =
            || self.thing.as_ref().filter(|(number, _)| number + 2 >= self.number).map(|(_, thing)| thing.clone());
        let before = opening(s, at).map(|phrase| mention(s, &phrase.tokens));
        let Some(thing) = before.or_else(remembered) else { return Vec::new() };
        let by = s.phrase(end).map(|phrase| mention(s, &phrase.tokens));
        vec![Found { thing, amount: None, known: true, by, rule: "befell-pronoun", base: 58 }]
    }

    /// "ثم انهار": what the sentence spoke of last.
    fn again(&self) -> Vec<Found> {
        let thing = self.thing.as_ref().filter(|(number, _)| *number == self.number).map(|(_, thing)| thing.clone());
        let found =
            thing.map(|thing| Found { thing, amount: None, known: true, by: None, rule: "befell-again", base: 60 });
        found.into_iter().collect()
    }

    fn state(&self, s: &Sentence, at: usize) -> Option<(usize, Effect, Vec<Found>)> {
        let entry = entry(&ARABIC.states, s, at)?;
        let end = at + 1 + entry.rest.len();
        let number = |i: &usize| s.phrase(*i).is_some_and(|phrase| phrase.tokens.end == at);
        let before = at.checked_sub(1).filter(|i| s.range.contains(i) && (is_thing(s.low(*i)) || number(i)));
        let phrase = before.and_then(|i| s.phrase(counted_from(s, i))).or_else(|| opening(s, at))?;
        Some((end, entry.effect, with(s, vec![phrase], None, "befell-state", 62)))
    }

    fn noun(&self, s: &Sentence, at: usize) -> Option<(usize, Effect, Vec<Found>)> {
        let entry = entry(&ARABIC.nouns, s, at)?;
        let end = at + 1 + entry.rest.len();
        let glued = |i: &usize| s.low(*i).starts_with("بال") || s.low(*i).starts_with("لل") || s.low(*i) == "في";
        let harm = nouns(s.low(at)).iter().any(|noun| noun.starts_with("اضرار") || noun.starts_with("ضرر"));
        let from = if harm { (end..end + 4).find(glued).map(|i| i + usize::from(s.low(i) == "في"))? } else { end };
        let phrase = s.phrase(from).filter(|phrase| phrase.known)?;
        Some((end, entry.effect, with(s, vec![phrase], None, "befell-noun", 60)))
    }
}

/// The entry of a word that is a noun or adjective.
fn entry<'e>(index: &'e Index, s: &Sentence, at: usize) -> Option<&'e Entry> {
    nouns(s.low(at)).iter().filter_map(|noun| index.get(noun)).flatten().find(|entry| s.says(at + 1, &entry.rest))
}

/// Whether the words that make a verb mean it stand behind it, past who does it.
fn rest(s: &Sentence, from: usize, words: &[String]) -> Option<usize> {
    if words.is_empty() {
        return Some(from);
    }
    (from..from + 2).find(|at| s.says(*at, words)).map(|at| at + words.len())
}

/// The thing of a passive, or of what happens by itself: behind the verb, else before it.
fn befell(s: &Sentence, at: usize, end: usize, rule: &'static str) -> Vec<Found> {
    let phrases = match behind(s, end) {
        Some(phrase) => joined(s, phrase),
        None => opening(s, at).into_iter().collect(),
    };
    let by = means(s, end);
    with(s, phrases, by, rule, 71)
}

/// The known thing behind a verb, past dates and what prepositions govern: "تضررت بين 10 و18 ثلاث من محطات الضخ".
fn behind(s: &Sentence, end: usize) -> Option<Phrase> {
    let governed = |i: usize| {
        let before = s.low(i.wrapping_sub(1));
        i > end
            && matches!(
                before,
                "في" | "من"
                    | "الي"
                    | "علي"
                    | "عن"
                    | "بين"
                    | "منذ"
                    | "خلال"
                    | "بعد"
                    | "قبل"
                    | "مع"
                    | "حتي"
                    | "عام"
                    | "سنه"
            )
    };
    let stops = |i: usize| {
        i > end
            && (!s.is_word(i) && s.passage.shape(i) != Some(Shape::Number)
                || s.is_verb(i)
                || s.low(i).starts_with("بال"))
    };
    for i in end..s.range.end.min(end + 9) {
        if stops(i) {
            return None;
        }
        let year = |phrase: &Phrase| {
            phrase.amount.as_ref().and_then(|a| a.best).is_some_and(|n| (1200.0..=2100.0).contains(&n))
                && s.passage.shape(phrase.tokens.start) == Some(Shape::Number)
        };
        if let Some(phrase) = s.phrase(i).filter(|phrase| phrase.known && !governed(i) && !year(phrase)) {
            return Some(phrase);
        }
    }
    None
}

/// The thing of an active verb: behind who did it, or, where nobody is named, right behind the verb.
fn acted(s: &Sentence, end: usize, many: bool) -> Vec<Found> {
    let Some(first) = s.phrase(end) else {
        return Vec::new();
    };
    let second = s.phrase(first.tokens.end).filter(|phrase| phrase.known && !many);
    match second {
        Some(second) if first.force || !first.known => {
            let by = Some(mention(s, &first.tokens));
            with(s, joined(s, second), by, "befell-active", 70)
        }
        _ if first.known => with(s, joined(s, first), means(s, end), "befell-object", 68),
        _ => Vec::new(),
    }
}

/// A thing and those that are joined to it: "الأثاث والحواسيب".
fn joined(s: &Sentence, first: Phrase) -> Vec<Phrase> {
    let mut all = vec![first];
    while let Some(last) = all.last() {
        let at = last.tokens.end;
        let next = s.low(at).starts_with("وال").then(|| s.phrase(at)).flatten();
        match next.filter(|_| all.len() < 12) {
            Some(next) => all.push(next),
            None => break,
        }
    }
    all
}

/// By what: "جراء القصف", "بسبب", "بفعل".
fn means(s: &Sentence, from: usize) -> Option<Mention> {
    let leads = |i: &usize| matches!(s.low(*i), "جراء" | "بسبب" | "بفعل");
    let at = (from..s.range.end.min(from + 14)).find(leads)?;
    s.phrase(at + 1).map(|phrase| mention(s, &phrase.tokens))
}

fn with(s: &Sentence, phrases: Vec<Phrase>, by: Option<Mention>, rule: &'static str, base: u8) -> Vec<Found> {
    let found = |phrase: Phrase| Found {
        thing: mention(s, &phrase.tokens),
        amount: phrase.amount,
        known: phrase.known,
        by: by.clone(),
        rule,
        base,
    };
    phrases.into_iter().map(found).collect()
}

/// The phrase that opens the part of the sentence before a token: what a nominal sentence is about.
fn opening(s: &Sentence, at: usize) -> Option<Phrase> {
    let opens = |i: usize| s.passage.mark(i, ':') || s.passage.mark(i, '«') || s.passage.mark(i, '»');
    let breaks = |i: &usize| {
        !s.is_word(*i) && s.passage.shape(*i) != Some(Shape::Number) && !opens(*i)
            || matches!(s.low(*i), "ان" | "بان" | "اما" | "لكن" | "ثم")
            || s.is_verb(*i)
    };
    let from = (s.range.start..at).rev().find(breaks).map_or(s.range.start, |i| i + 1);
    (from..at).find_map(|i| s.phrase(i)).filter(|phrase| phrase.known && phrase.tokens.end <= at)
}

/// A number right before a noun belongs to it.
fn counted_from(s: &Sentence, noun: usize) -> usize {
    let before = noun.wrapping_sub(1);
    let number = s.range.contains(&before)
        && s.phrase(before).is_some_and(|phrase| phrase.amount.is_some() && phrase.tokens.start == noun);
    if number { before } else { noun }
}

fn mention(s: &Sentence, tokens: &Range<usize>) -> Mention {
    Mention { span: s.passage.span(tokens).into(), name: None }
}

/// Whether the words before a token deny it.
fn denied(s: &Sentence, at: usize) -> bool {
    let not = |i: usize| matches!(s.low(i), "لم" | "ولم" | "فلم" | "لا" | "ولا" | "لن" | "ولن" | "ليس" | "دون" | "الا");
    (at.saturating_sub(4).max(s.range.start)..at).any(|i| {
        not(i)
            && (i + 1 == at
                || s.low(i + 1) == "يمكن"
                || matches!(s.low(at - 1), "عن" | "اي" | "يبلغ" | "ترصد" | "يرصد" | "تسجل"))
    })
}

fn modality(s: &Sentence, at: usize) -> Modality {
    let near = |back: usize| {
        (at.saturating_sub(back).max(s.range.start)..at).map(|i| s.low(i).strip_prefix('و').unwrap_or(s.low(i)))
    };
    let future = readings(s.low(at)).iter().any(|reading| reading.future && ARABIC.verbs.contains_key(&reading.stem));
    match () {
        () if near(3).any(|word| ARABIC.failed.contains(word)) => Modality::Failed,
        () if future || near(4).any(|word| ARABIC.planned.contains(word)) => Modality::Planned,
        () if near(4).any(|word| ARABIC.possible.contains(word)) => Modality::Possible,
        () => Modality::Asserted,
    }
}

/// The date of a cue: the next behind it in its part of the sentence, else one that opens it.
fn date(s: &Sentence, cue: &Range<usize>, dates: &[(Range<usize>, Dated)], within: &Range<usize>) -> Option<Dated> {
    let inside = |tokens: &Range<usize>| within.contains(&tokens.start);
    let next_verb =
        (cue.end..s.range.end).find(|i| s.is_verb(*i) && s.low(*i).starts_with(['و', 'ف'])).unwrap_or(s.range.end);
    let behind = dates.iter().find(|(tokens, _)| inside(tokens) && tokens.start >= cue.end && tokens.start < next_verb);
    let opens = || {
        dates.iter().find(|(tokens, _)| inside(tokens) && tokens.start <= s.range.start + 2 && tokens.end <= cue.start)
    };
    behind.or_else(opens).map(|(_, date)| date.clone())
}

/// Whether a "that" stands before a token: somebody says, thinks or denies it, with a word that is not known.
fn is_reported(s: &Sentence, at: usize) -> bool {
    let that = |i: &usize| matches!(s.low(*i), "ان" | "انه" | "انها" | "انهم" | "بان" | "بانه" | "بانها" | "بانهم");
    let plain = |i: usize| {
        matches!(s.low(i), "بعد" | "قبل" | "منذ" | "الا" | "غير" | "مع" | "رغم" | "الي" | "حتي" | "علما" | "كما")
    };
    (s.range.start..at).filter(that).any(|i| i == s.range.start || !plain(i - 1))
}

fn told(
    s: &Sentence,
    cue: Range<usize>,
    effect: Effect,
    found: Found,
    dates: &[(Range<usize>, Dated)],
    reports: &[Report],
) -> Fate {
    let report = reports.iter().filter(|r| r.content.contains(&cue.start)).max_by_key(|r| r.content.start);
    let own = modality(s, cue.start);
    let modality = report.and_then(|r| r.modality).filter(|_| own == Modality::Asserted).unwrap_or(own);
    let severe = (cue.end..cue.end + 6).take_while(|i| s.is_word(*i)).any(|i| ARABIC.severe.contains(s.low(i)));
    let effect = if effect == Effect::Damaged && severe { Effect::SeverelyDamaged } else { effect };
    let within = report.map_or(s.range.clone(), |r| r.content.clone());
    let unheard = report.is_none() && is_reported(s, cue.start);
    let less = u8::from(!found.known) * 15 + u8::from(modality != Modality::Asserted) * 5 + u8::from(unheard) * 30;
    Fate {
        what: found.thing,
        effect,
        cue: s.passage.span(&cue).into(),
        negated: denied(s, cue.start) && effect != Effect::Lost,
        modality,
        quantity: found.amount,
        by: found.by,
        date: date(s, &cue, dates, &within),
        speaker: report.and_then(|r| r.speaker.clone()),
        said_verb: report.and_then(|r| r.verb),
        said: report.and_then(|r| r.said.clone()),
        holder: None,
        confidence: found.base - less,
        rule: found.rule.to_owned(),
    }
}
