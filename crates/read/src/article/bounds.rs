//! When something happened that is told without a date: bounds that the telling gives, marked as inferred.

use daftar_claim::{Edtf, Span};

use super::claims::{Saying, When};
use super::sections::Section;
use super::sentence::Sentence;
use super::state::{Article, Harm};
use super::words::kind_of;

impl Article<'_> {
    /// When the harm of clause `k` was done: as dated, else as its telling bounds it.
    pub(super) fn harm_time(&mut self, s: &Sentence, k: usize, saying: &Saying) -> When {
        if let Some(time) = s.time_of(k).filter(|t| Some(&t.when) != Some(&saying.stated)) {
            let when = time.when.clone();
            self.remember(s, &when);
            return when;
        }
        self.bound(s, saying)
    }

    fn remember(&mut self, s: &Sentence, when: &When) {
        if let Some(date) = when.best() {
            let (paragraph, when, span) = (s.passage.base(), date.clone(), s.all().span);
            self.harm = Some(Harm { paragraph, when, span });
        }
    }

    /// The bounds of something undated: told as during the main event; told right after a harm that is dated; said at
    /// a known time; told among the effects of the main event.
    pub(super) fn bound(&self, s: &Sentence, saying: &Saying) -> When {
        if let (Some(during), Some(when)) = (self.told_as_during(s), self.main_time()) {
            let from = [Some(during), self.topic.when_span].into_iter().flatten().collect();
            return When::inferred(when, "told as during the event that the article is about", from);
        }
        let later = s.range.clone().any(|i| matches!(s.low(i), "later" | "subsequently" | "afterwards" | "after"));
        if let Some(harm) = self.harm.as_ref().filter(|h| h.paragraph == s.passage.base() && !later) {
            return When::inferred(harm.when.clone(), "told right after what is dated so", vec![harm.span]);
        }
        if let Some(stated) = saying.stated.best().and_then(not_after) {
            return When::inferred(stated, "not later than it was said", vec![s.all().span]);
        }
        let among_effects = matches!(self.section, Section::Lead | Section::Body | Section::Effects);
        match self.main_time().as_ref().and_then(end_of).filter(|_| among_effects) {
            Some(end) => {
                let from = self.topic.when_span.into_iter().collect();
                When::inferred(end, "told among the effects of the event that the article is about", from)
            }
            None => When::default(),
        }
    }

    /// When the main event was, where the article is about one.
    pub(super) fn main_time(&self) -> Option<Edtf> {
        self.main_event()?;
        self.topic.when.as_ref()?.best().cloned()
    }

    /// "during the campaign": where that is written, if the event is the article's own.
    fn told_as_during(&self, s: &Sentence) -> Option<Span> {
        self.main_event()?;
        let during = |i: &usize| matches!(s.low(*i), "during" | "throughout" | "amid");
        let at = s.range.clone().find(during)?;
        let phrase = s.phrases.iter().find(|p| p.range.start == at + 1)?;
        let event = kind_of(s.low(phrase.head), s.low(phrase.head)) == Some("event");
        let own = phrase.definite && super::things::name_tokens(s, phrase).is_none();
        (event && own).then(|| s.passage.span(&(at..phrase.range.end)))
    }

    /// Whether a time lies for certain outside the main event, so that what happened then is no part of it.
    pub(super) fn outside_main(&self, when: &When) -> bool {
        match (when.best(), self.main_time()) {
            (Some(date), Some(main)) => {
                daftar_date::overlaps(date.within(), main.throughout()) == daftar_date::Truth::No
            }
            _ => false,
        }
    }
}

/// Then or earlier: `[..2032-02]`.
fn not_after(date: &Edtf) -> Option<Edtf> {
    match date.is_interval() || date.is_set() {
        true => end_of(date),
        false => Edtf::parse(&format!("[..{date}]")).ok(),
    }
}

/// No later than the end of an interval, or than the date itself.
fn end_of(date: &Edtf) -> Option<Edtf> {
    let text = date.as_str();
    let end = match text.split_once('/') {
        Some((_, end)) => end,
        None if date.is_set() => return None,
        None => text,
    };
    (!end.is_empty() && end != "..").then(|| Edtf::parse(&format!("[..{end}]")).ok()).flatten()
}
