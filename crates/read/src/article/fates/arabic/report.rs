//! Whose words they are in Arabic: "قال … إن", "بحسب", "يُقال", "نفى".

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::super::lexicon::ARABIC;
use super::super::{Dated, Modality, Place, Speaker};
use super::Arabic;
use super::phrase::{Phrase, Sentence, is_thing};
use super::word::readings;

/// Words that are somebody's.
pub(super) struct Report {
    pub(super) speaker: Option<Speaker>,
    pub(super) verb: Option<Place>,
    pub(super) content: Range<usize>,
    pub(super) said: Option<Dated>,
    pub(super) modality: Option<Modality>,
}

impl Arabic {
    /// All that somebody else than the document says.
    pub(super) fn reports(&mut self, s: &Sentence, dates: &[(Range<usize>, Dated)]) -> Vec<Report> {
        let mut reports: Vec<Report> = Vec::new();
        for at in s.range.clone() {
            if let Some(report) = self.report(s, at, dates) {
                if let Some(before) = reports.last_mut().filter(|r| r.content.contains(&at)) {
                    before.content.end = at;
                }
                if let Some(speaker) = report.speaker.as_ref().filter(|x| !x.unnamed) {
                    self.speaker = Some((self.number, speaker.clone()));
                }
                reports.push(report);
            }
        }
        reports
    }

    fn report(&self, s: &Sentence, at: usize, dates: &[(Range<usize>, Dated)]) -> Option<Report> {
        let low = s.low(at);
        let bare = low.strip_prefix('و').unwrap_or(low);
        if ARABIC.hearsay.contains(low) || ARABIC.hearsay.contains(bare) {
            let speaker = Some(Speaker { span: s.passage.span(&(at..at + 1)).into(), name: None, unnamed: true });
            let modality = (!matches!(bare, "سمعنا" | "قيل" | "ورد")).then_some(Modality::Possible);
            return Some(Report { speaker, verb: None, content: at + 1..s.range.end, said: None, modality });
        }
        if let Some(words) = ARABIC.by.iter().find(|words| s.says(at, words) || words.len() == 1 && words[0] == bare) {
            return source(s, at, words.len());
        }
        if is_thing(low)
            || low.ends_with('ا') && !low.ends_with("وا")
            || s.passage.word(at).ends_with('ة')
            || s.passage.shape(at.wrapping_sub(1)).is_some()
                && matches!(s.low(at.wrapping_sub(1)), "من" | "في" | "علي" | "الي")
        {
            return None;
        }
        let is = |list: &FxHashSet<String>| readings(low).iter().any(|r| !r.pronoun && list.contains(&r.stem));
        let denies = is(&ARABIC.denying);
        if !(is(&ARABIC.saying) || denies) {
            return None;
        }
        let content = content(s, at)?;
        let stops = |i: usize| {
            i >= content.start.saturating_sub(1).max(at + 1) || dates.iter().any(|(date, _)| date.contains(&i))
        };
        let speaker = self.speaker_of(s, at, &content, &stops)?;
        let modality = if denies { Some(Modality::Denied) } else { is(&ARABIC.doubting).then_some(Modality::Possible) };
        let said = dates
            .iter()
            .find(|(tokens, _)| tokens.start > at && tokens.end <= content.start)
            .map(|(_, date)| date.clone());
        Some(Report {
            speaker: Some(speaker),
            verb: Some(s.passage.span(&(at..at + 1)).into()),
            content,
            said,
            modality,
        })
    }

    /// Who says it: the words behind the verb, those behind "اما", or who spoke last.
    fn speaker_of(
        &self,
        s: &Sentence,
        at: usize,
        content: &Range<usize>,
        stops: &dyn Fn(usize) -> bool,
    ) -> Option<Speaker> {
        let behind = s.phrase(at + 1).filter(|phrase| phrase.tokens.start < content.start);
        let behind = behind.map(|phrase| Phrase { tokens: s.whole_name(phrase.tokens, stops), ..phrase });
        let topic = || {
            let first = s.low(s.range.start);
            (matches!(first, "اما" | "واما") && s.low(at).starts_with('ف'))
                .then(|| s.phrase(s.range.start + 1))
                .flatten()
        };
        let before = || {
            let breaks = |i: &usize| !s.is_word(*i) || matches!(s.low(*i), "ان" | "بان") || s.is_verb(*i);
            let from = (s.range.start..at).rev().find(breaks).map_or(s.range.start, |i| i + 1);
            (from..at).find_map(|i| s.phrase(i)).filter(|phrase| phrase.tokens.end <= at)
        };
        if let Some(phrase) = behind.or_else(topic).or_else(before) {
            let head = s.low(phrase.tokens.start);
            let unnamed = ARABIC.nobody.contains(head);
            return Some(Speaker { span: s.passage.span(&phrase.tokens).into(), name: None, unnamed });
        }
        self.speaker.as_ref().filter(|(number, _)| number + 2 >= self.number).map(|(_, speaker)| speaker.clone())
    }
}

/// What is said: behind "that", a colon or in quotation marks, or what is glued to "ب".
fn content(s: &Sentence, at: usize) -> Option<Range<usize>> {
    let stop = (at + 1..s.range.end.min(at + 18)).find(|i| {
        matches!(s.low(*i), "ان" | "انه" | "انها" | "انهم" | "بان" | "بانه" | "بانها" | "الا" | "بانهم")
            || s.passage.mark(*i, '«')
            || s.passage.mark(*i, ':')
    });
    if let Some(stop) = stop {
        return Some(stop + 1..s.range.end);
    }
    let glued = (at + 2..s.range.end.min(at + 9)).find(|i| {
        s.low(*i).strip_prefix('ب').is_some_and(|rest| ARABIC.nouns.contains_key(rest))
            || matches!(s.low(*i), "عن" | "علي")
    });
    glued.map(|from| from..s.range.end)
}

/// "بحسب سلطة المياه، …", "… وفق ما قال قيمه".
fn source(s: &Sentence, at: usize, length: usize) -> Option<Report> {
    let mut from = at + length;
    while s.low(from) == "ما" || s.is_verb(from) {
        from += 1;
    }
    let phrase = s.phrase(from)?;
    let opens = at <= s.range.start + 1;
    let content = if opens { phrase.tokens.end..s.range.end } else { s.range.start..at };
    let speaker = Some(Speaker {
        span: s.passage.span(&phrase.tokens).into(),
        name: None,
        unnamed: ARABIC.nobody.contains(s.low(phrase.tokens.start)),
    });
    Some(Report { speaker, verb: Some(s.passage.span(&(at..at + length)).into()), content, said: None, modality: None })
}
