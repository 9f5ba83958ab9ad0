//! Who says what: reporting verbs, and the words that they cover.

use std::ops::Range;

use daftar_claim::{Certainty, Edtf, Speaker};

use super::claims::{Saying, When};
use super::clauses::{Clause, Mood};
use super::entities::Want;
use super::sentence::Sentence;
use super::state::Article;
use super::tags::Tag;
use super::things::{kind_at, name_tokens, voice};
use super::verbs::{Class, Form};
use super::words::{is_hearsay, is_possible, is_probable};

/// Words that are somebody's, not the article's.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) speakers: Vec<Speaker>,
    pub(super) stated: When,
    /// What is said.
    pub(super) content: Range<usize>,
    /// The clause of the reporting verb, if there is one.
    pub(super) clause: Option<usize>,
    /// Nobody is named, so that the date of the report is all that dates the event.
    pub(super) unnamed: bool,
    /// "denied": what is said is that it is not so.
    pub(super) denied: bool,
}

impl Article<'_> {
    /// Everything in a sentence that somebody else than the article says.
    pub(super) fn sayings(&mut self, s: &Sentence) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        for k in 0..s.clauses.len() {
            if reports(s, &s.clauses[k]) {
                said.extend(self.saying(s, k));
            }
        }
        self.end_at_next(s, &mut said);
        said.extend(self.according_to(s));
        said
    }

    fn saying(&mut self, s: &Sentence, k: usize) -> Option<Said> {
        let clause = &s.clauses[k];
        let content = content(s, clause)?;
        let speakers = if clause.passive { vec![unnamed(s, clause)] } else { self.speakers(s, clause) };
        let unnamed = speakers.iter().any(|speaker| matches!(speaker, Speaker::Unnamed(_)));
        let stated = self.stated(s, k, &content);
        let denied = s.low(clause.verb).starts_with("den");
        Some(Said { speakers, stated, content, clause: Some(k), unnamed, denied })
    }

    fn speakers(&mut self, s: &Sentence, clause: &Clause) -> Vec<Speaker> {
        let mut speakers = Vec::new();
        for k in &who_speak(s, clause) {
            let phrase = &s.phrases[*k];
            let named = name_tokens(s, phrase).is_some();
            let nobody =
                !named && (is_hearsay(s.low(phrase.head)) || !phrase.pronoun && kind_at(s, phrase) != Some("body"));
            let known = if nobody { None } else { self.thing(s, *k, Want::Speaker, named.then(|| voice(s, phrase))) };
            speakers.push(match known {
                Some(at) => Speaker::Entity(self.id(at)),
                None => Speaker::Unnamed(s.passage.words(&(phrase.range.start..clause.group.end)).to_owned()),
            });
        }
        if speakers.is_empty() {
            speakers.push(Speaker::Unnamed(s.passage.words(&clause.group).to_owned()));
        }
        speakers
    }

    /// When it was said: the date of the reporting verb, or later than what was told before.
    fn stated(&self, s: &Sentence, k: usize, content: &Range<usize>) -> When {
        let clause = &s.clauses[k];
        let outside = |t: &&super::sentence::Timed| !content.contains(&t.tokens.start) || clause.passive;
        if let Some(time) = s.time_of(k).filter(outside) {
            return time.when.clone();
        }
        let later = clause.group.clone().any(|i| matches!(s.low(i), "later" | "subsequently" | "afterwards"));
        match self.harm.as_ref().filter(|harm| later && harm.paragraph == s.passage.base()) {
            Some(harm) => after(&harm.when).map_or_else(When::default, |edtf| {
                When::inferred(edtf, "said later than what was told before it", vec![harm.span])
            }),
            None => When::default(),
        }
    }

    /// What one speaker says ends where the next reporting verb's part begins; a report inside a report stays inside.
    fn end_at_next(&self, s: &Sentence, said: &mut [Said]) {
        for k in 0..said.len().saturating_sub(1) {
            let (Some(own), Some(next)) = (said[k].clause, said[k + 1].clause) else { continue };
            let (own, next) = (&s.clauses[own], &s.clauses[next]);
            let start = next.range.start.min(next.group.start);
            let inside = said[k].content.contains(&start) && said[k].content.start < start;
            let parallel = next.subject == own.subject;
            if inside && (parallel || s.level(next) <= s.level(own)) {
                said[k].content = s.trimmed(said[k].content.start..start);
            }
        }
    }

    /// "According to the water office, …".
    fn according_to(&mut self, s: &Sentence) -> Option<Said> {
        let at = s.range.clone().find(|i| s.low(*i) == "according" && s.low(*i + 1) == "to")?;
        let k = s.phrases.iter().position(|p| p.range.start == at + 2)?;
        let words = s.whole(k);
        let speaker = match self.thing(s, k, Want::Speaker, Some(voice(s, &s.phrases[k]))) {
            Some(entity) => Speaker::Entity(self.id(entity)),
            None => Speaker::Unnamed(s.passage.words(&(at..words.end)).to_owned()),
        };
        let opens = at <= s.range.start + 1;
        let content = s.trimmed(if opens { words.end..s.range.end } else { s.range.start..at });
        let unnamed = matches!(speaker, Speaker::Unnamed(_));
        Some(Said { speakers: vec![speaker], stated: When::default(), content, clause: None, unnamed, denied: false })
    }
}

/// The phrases of a clause's subject that can say something: "… regretted the loss, and the Circle described it" has no
/// loss that speaks.
pub(super) fn who_speak(s: &Sentence, clause: &Clause) -> Vec<usize> {
    let named = |k: &usize| name_tokens(s, &s.phrases[*k]).is_some();
    let some_named = clause.subject.iter().any(named);
    let speaks = |k: &usize| {
        let phrase = &s.phrases[*k];
        !some_named || named(k) || phrase.pronoun || kind_at(s, phrase) == Some("body")
    };
    clause.subject.iter().copied().filter(speaks).collect()
}

/// Who says what stands at a token, each of several speakers for himself. The article alone gives one empty saying.
pub(super) fn sayings_at(said: &[Said], s: &Sentence, at: usize, mood: Mood) -> Vec<Saying> {
    let certainty = certainty(s, at, mood);
    let innermost = said.iter().filter(|said| said.content.contains(&at)).max_by_key(|said| said.content.start);
    match innermost {
        None => vec![Saying { certainty, ..Saying::default() }],
        Some(said) => {
            let saying =
                |speaker: &Speaker| Saying { said_by: Some(speaker.clone()), stated: said.stated.clone(), certainty };
            said.speakers.iter().map(saying).collect()
        }
    }
}

fn certainty(s: &Sentence, at: usize, mood: Mood) -> Option<Certainty> {
    let dated = |i: &usize| s.tag(*i) == Some(Tag::Time);
    let near = || (at.saturating_sub(4).max(s.range.start)..at + 1).filter(|i| !dated(i)).map(|i| s.low(i));
    if mood == Mood::Possible || near().any(|w| is_possible(w) && w != "can" && w != "could") {
        return Some(Certainty::Possible);
    }
    near().any(is_probable).then_some(Certainty::Probable)
}

/// Whether a clause reports what somebody says.
fn reports(s: &Sentence, clause: &Clause) -> bool {
    let form = match s.tag(clause.verb) {
        Some(Tag::Verb(verb)) => verb.form,
        _ => return false,
    };
    let told = clause.mood == Mood::Fact || (clause.mood == Mood::Possible && !clause.passive);
    let plain = clause.finite || form == Form::Gerund && s.low(clause.verb + 1) == "that";
    let pointed = !s.low(clause.verb).starts_with("point") || s.low(clause.verb + 1) == "out";
    clause.class == Class::Say && told && plain && pointed && !clause.negated && has_content(s, clause)
}

/// Whether words follow that can be what is said: a clause, or behind some verbs a noun ("announced a raid").
fn has_content(s: &Sentence, clause: &Clause) -> bool {
    const OF_NOUNS: [&str; 8] = ["announc", "report", "claim", "confirm", "document", "den", "alleg", "acknowledg"];
    let low = s.low(clause.verb);
    let of_nouns = OF_NOUNS.iter().any(|stem| low.starts_with(stem));
    let impersonal = clause.passive && says_that(s, clause);
    let opens = |i: usize| s.low(i) == "that" || matches!(s.tag(i), Some(Tag::Quote | Tag::But));
    let from = behind(s, clause);
    let clause_follows = s.clauses.iter().any(|c| c.finite && (from..=from + 1).contains(&c.range.start));
    let refused = clause.passive && low.starts_with("den");
    (of_nouns && !refused) || (!clause.passive || impersonal) && (clause_follows || (from..from + 3).any(opens))
}

/// The words that a reporting verb covers.
fn content(s: &Sentence, clause: &Clause) -> Option<Range<usize>> {
    let mut from = behind(s, clause);
    while matches!(s.tag(from), Some(Tag::Adverb | Tag::Comma | Tag::Stop | Tag::But | Tag::Quote))
        || s.low(from) == "out"
    {
        from += 1;
    }
    if s.low(from) == "that" {
        from += 1;
    }
    let rest = s.trimmed(from..s.range.end);
    if clause.passive && !says_that(s, clause) {
        // "shelling was reported", "was reported to have fallen": the report is of its subject.
        let first = s.phrases.get(*clause.subject.first()?)?;
        return Some(s.trimmed(first.range.start..s.range.end));
    }
    (rest.len() > 1).then_some(rest)
}

/// The token behind a verb of saying and the date of saying: "claimed on 5 March that", "said on Tuesday the mill …".
fn behind(s: &Sentence, clause: &Clause) -> usize {
    let dated = |i: usize| s.tag(i) == Some(Tag::Time);
    let dates = |i: &usize| dated(*i) || matches!(s.low(*i), "on" | "in" | "at" | "early" | "late") && dated(*i + 1);
    (clause.verb + 1..s.range.end).take_while(dates).last().map_or(clause.verb + 1, |last| last + 1)
}

/// "it was reported that".
fn says_that(s: &Sentence, clause: &Clause) -> bool {
    let impersonal = clause.subject.first().is_some_and(|k| s.low(s.phrases[*k].range.start) == "it");
    impersonal || clause.subject.is_empty()
}

/// A speaker whom the sentence does not name, in its words: "it was reported", "In a survey it was noted".
fn unnamed(s: &Sentence, clause: &Clause) -> Speaker {
    let subject = clause.subject.first().filter(|_| says_that(s, clause)).map(|k| &s.phrases[*k]);
    let own = subject.map_or(clause.group.start, |phrase| phrase.range.start);
    let opening = s.phrases.iter().find(|p| p.range.start <= s.range.start + 2 && is_hearsay(s.low(p.head)));
    let opens = matches!(s.low(s.range.start), "in" | "according" | "at");
    let from = match opening {
        Some(_) if opens => s.range.start,
        _ => own,
    };
    Speaker::Unnamed(s.passage.words(&(from..clause.group.end)).to_owned())
}

/// From a date on: `[2032-01..]`. Only single dates have a "from then on".
fn after(date: &Edtf) -> Option<Edtf> {
    let single = !date.is_interval() && !date.is_set();
    single.then(|| Edtf::parse(&format!("[{date}..]")).ok()).flatten()
}
