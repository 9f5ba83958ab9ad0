//! What the forms of a review send, and the corrected claim that it means.

use daftar_register::claim::{
    Certainty, Claim, Draft, Edtf, EntityId, FileId, Locator, Span, Speaker, Subject, TextId, Value,
};
use daftar_register::{Register, RegisterError};
use serde::Deserialize;

use super::group::Group;
use super::names::Suggested;
use crate::error::Trouble;

/// What a form sends. Fields that a form lacks are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Given {
    pub(crate) act: String,
    /// The suggestion in hand.
    pub(crate) draft: String,
    pub(crate) group: Group,
    /// Where to go when the one in hand is decided already.
    pub(crate) next: String,
    /// The one to come back to.
    pub(crate) stay: String,
    /// The decision to undo.
    pub(crate) step: String,
    /// The card to join with, by name or id.
    pub(crate) card: String,
    pub(crate) about: String,
    /// `value`, `unknown` or `none`.
    pub(crate) says: String,
    pub(crate) value: String,
    pub(crate) value_lang: String,
    pub(crate) when: String,
    pub(crate) stated: String,
    pub(crate) certainty: String,
    /// `source`, `card` or `unnamed`.
    pub(crate) voice: String,
    pub(crate) speaker: String,
    pub(crate) quote: String,
    /// Where the quoted words begin, as far as the page knows.
    pub(crate) start: String,
    /// The kind of which a card is made for a name that nobody has.
    pub(crate) make: String,
}

/// A field that does not fit, and the id of the words that say what was expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Fault {
    pub(crate) field: &'static str,
    pub(crate) words: &'static str,
}

/// Why a form was not obeyed.
pub(crate) enum Refused {
    Fault(Fault),
    Trouble(Trouble),
}

impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Refused {
        Refused::Trouble(trouble)
    }
}

impl From<RegisterError> for Refused {
    fn from(error: RegisterError) -> Refused {
        Refused::Trouble(error.into())
    }
}

fn fault(field: &'static str, words: &'static str) -> Refused {
    Refused::Fault(Fault { field, words })
}

impl Given {
    /// The form of a suggestion as it stands.
    pub(crate) fn of(draft: &Draft, names: &Suggested<'_>) -> Given {
        let claim = &draft.claim;
        let date = |date: &Option<Edtf>| date.as_ref().map(|date| date.as_str().to_owned()).unwrap_or_default();
        let (voice, speaker) = match &claim.said_by {
            None => ("source", String::new()),
            Some(Speaker::Entity(id)) => ("card", names.written(*id)),
            Some(Speaker::Unnamed(words)) => ("unnamed", words.clone()),
        };
        let (says, value) = match &claim.value {
            Value::Unknown => ("unknown", String::new()),
            Value::None => ("none", String::new()),
            value => ("value", written(value, names)),
        };
        let lang = match &claim.value {
            Value::Text { lang, .. } => lang.clone(),
            _ => None,
        };
        Given {
            about: claim.subject.entity().map(|id| names.written(id)).unwrap_or_default(),
            says: says.into(),
            value,
            value_lang: lang.unwrap_or_default(),
            when: date(&claim.when),
            stated: date(&claim.stated),
            certainty: claim.certainty.map(|certainty| certainty.word().to_owned()).unwrap_or_default(),
            voice: voice.into(),
            speaker,
            quote: claim.quote.clone().unwrap_or_default(),
            start: draft.place().map(|span| span.start.to_string()).unwrap_or_default(),
            ..Given::default()
        }
    }

    /// The claim that this corrects a suggestion to, after the claims of cards that it makes. What was left as it was stays
    /// as it is, to the letter.
    pub(crate) fn corrected(&self, draft: &Draft, names: &Suggested<'_>, lang: &str) -> Result<Vec<Claim>, Refused> {
        let (was, mut claim) = (Given::of(draft, names), draft.claim.clone());
        let mut making = Making { names, kind: self.make.trim(), lang, made: Vec::new() };
        if self.about.trim() != was.about.trim() {
            claim.subject = Subject::Entity(making.card(&self.about, "about")?);
        }
        if [&self.says, &self.value, &self.value_lang] != [&was.says, &was.value, &was.value_lang] {
            claim.value = self.read_value(draft, &mut making)?;
        }
        self.read_dates(&was, &mut claim)?;
        claim.certainty = match self.certainty.as_str() {
            "" => None,
            word => Some(Certainty::parse(word).map_err(|_| fault("certainty", "fault-value"))?),
        };
        if [&self.voice, &self.speaker] != [&was.voice, &was.speaker] {
            claim.said_by = self.read_speaker(&mut making)?;
        }
        if [&self.quote, &self.start] != [&was.quote, &was.start] {
            self.read_quote(names.register, &mut claim)?;
        }
        making.made.push(claim);
        Ok(making.made)
    }

    fn read_value(&self, draft: &Draft, making: &mut Making<'_>) -> Result<Value, Refused> {
        let (register, property) = (making.names.register, &draft.claim.property);
        let declared = register.profiles().property(property).map(|property| property.value.as_str());
        let text = match (self.says.as_str(), declared) {
            ("unknown", _) => return Ok(Value::Unknown),
            ("none", _) => return Ok(Value::None),
            (_, Some("entity")) => return making.card(&self.value, "value").map(Value::Entity),
            (_, Some("text")) if self.value.trim().is_empty() => return Err(fault("value", "review-fault-empty")),
            (_, Some("text")) => {
                let lang = Some(self.value_lang.clone()).filter(|lang| !lang.is_empty());
                return Ok(Value::Text { text: self.value.trim().to_owned(), lang });
            }
            _ => self.value.trim(),
        };
        let words = match declared {
            Some("number") => "review-fault-number",
            Some("count") => "fault-count",
            Some("date") => "fault-date",
            Some("geometry") => "fault-geometry",
            _ => "fault-value",
        };
        register.read_value(property, text, None).map_err(|_| fault("value", words))
    }

    /// What is said replaces what was inferred.
    fn read_dates(&self, was: &Given, claim: &mut Claim) -> Result<(), Refused> {
        let mut inferred = claim.inferred.take();
        if self.when.trim() != was.when {
            claim.when = date(&self.when, "when")?;
            inferred.iter_mut().for_each(|inferred| inferred.when = None);
        }
        if self.stated.trim() != was.stated {
            claim.stated = date(&self.stated, "stated")?;
            inferred.iter_mut().for_each(|inferred| inferred.stated = None);
        }
        claim.inferred = inferred.filter(|inferred| inferred.when.is_some() || inferred.stated.is_some());
        Ok(())
    }

    fn read_speaker(&self, making: &mut Making<'_>) -> Result<Option<Speaker>, Refused> {
        match (self.voice.as_str(), self.speaker.trim()) {
            ("card", _) => making.card(&self.speaker, "speaker").map(|id| Some(Speaker::Entity(id))),
            ("unnamed", "") => Err(fault("speaker", "review-fault-empty")),
            ("unnamed", words) => Ok(Some(Speaker::Unnamed(words.to_owned()))),
            _ => Ok(None),
        }
    }

    /// Quoted words must stand in the source: their place is found anew, near where they were.
    fn read_quote(&self, register: &Register, claim: &mut Claim) -> Result<(), Refused> {
        let quote = self.quote.trim();
        let Some(Locator::Text { text, span: before, place }) = claim.locator.clone() else {
            claim.quote = Some(quote.to_owned()).filter(|quote| !quote.is_empty());
            return Ok(());
        };
        let near = self.start.trim().parse().unwrap_or(before.start);
        let whole = whole(register, text)?;
        let span = locate(&whole, quote, near).ok_or_else(|| fault("quote", "fault-quote"))?;
        claim.quote = Some(quote.to_owned());
        // Words from elsewhere in the text stood elsewhere in the source, too.
        let place = place.filter(|_| span.start < before.end && before.start < span.end);
        claim.locator = Some(Locator::Text { text, span, place });
        Ok(())
    }
}

fn whole(register: &Register, text: FileId) -> Result<String, Refused> {
    Ok(register.text(text)?.unwrap_or_default())
}

fn date(text: &str, field: &'static str) -> Result<Option<Edtf>, Refused> {
    match text.trim() {
        "" => Ok(None),
        text => Edtf::parse(text).map(Some).map_err(|_| fault(field, "fault-date")),
    }
}

/// A value as a person would type it.
fn written(value: &Value, names: &Suggested<'_>) -> String {
    let number = |n: &Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    match value {
        Value::Text { text, .. } => text.clone(),
        Value::Number { number, unit } => {
            format!("{} {}", number.as_str(), unit.as_deref().unwrap_or_default()).trim().into()
        }
        Value::Count { low: None, best, high: None } => number(best),
        Value::Count { low, high, .. } => format!("{}..{}", number(low), number(high)),
        Value::Date(date) => date.as_str().to_owned(),
        Value::Code { code, .. } => code.clone(),
        Value::Geometry { wkt, .. } => wkt.as_str().to_owned(),
        Value::Entity(id) => names.written(*id),
        Value::File(_) | Value::Preference(_) | Value::Custody(_) | Value::Unknown | Value::None => String::new(),
    }
}

/// Where words stand in a text: of several places the one nearest to where they are thought to be.
fn locate(text: &str, words: &str, near: u64) -> Option<Span> {
    if words.is_empty() {
        return None;
    }
    let length = words.chars().count() as u64;
    let (mut counted, mut at) = (0, 0u64);
    let starts = text.match_indices(words).map(|(byte, _)| {
        at += text.get(counted..byte).unwrap_or_default().chars().count() as u64;
        counted = byte;
        at
    });
    let start = starts.min_by_key(|start| start.abs_diff(near))?;
    Some(Span { start, end: start + length })
}

/// Cards that are named, found or made.
struct Making<'m> {
    names: &'m Suggested<'m>,
    /// Of which kind cards are made; empty when none are to be.
    kind: &'m str,
    lang: &'m str,
    made: Vec<Claim>,
}

impl Making<'_> {
    fn card(&mut self, name: &str, field: &'static str) -> Result<EntityId, Refused> {
        let name = name.trim();
        if name.is_empty() {
            return Err(fault(field, "review-fault-empty"));
        }
        match self.names.find(name) {
            Ok(card) => Ok(card),
            Err(RegisterError::Several { .. }) => Err(fault(field, "review-fault-several")),
            Err(RegisterError::Nobody(_)) if self.names.register.profiles().kinds.contains_key(self.kind) => {
                let (card, claims) = self.names.register.new_entity(self.kind, name, self.lang)?;
                self.made.extend(claims);
                Ok(card)
            }
            Err(RegisterError::Nobody(_)) => Err(fault(field, "review-fault-nobody")),
            Err(other) => Err(other.into()),
        }
    }
}

/// The card to join with.
pub(crate) fn other_card(given: &Given, names: &Suggested<'_>) -> Result<EntityId, Refused> {
    Making { names, kind: "", lang: "", made: Vec::new() }.card(&given.card, "card")
}

/// Whether a text is an id of a card in full.
pub(crate) fn id_in(text: &str) -> Option<EntityId> {
    EntityId::parse(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_nearest_to_where_they_were() {
        let text = "بئر ثم بئر ثم بئر";
        assert_eq!(locate(text, "بئر", 6), Some(Span { start: 7, end: 10 }));
        assert_eq!(locate(text, "بئر", 0), Some(Span { start: 0, end: 3 }));
        assert_eq!(locate(text, "بئر", 900), Some(Span { start: 14, end: 17 }));
        assert_eq!((locate(text, "نهر", 0), locate(text, "", 0)), (None, None));
    }
}
