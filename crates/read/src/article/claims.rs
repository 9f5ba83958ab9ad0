//! Drafts in the making: a statement with its words, its time and its speaker.

use daftar_claim::{
    Certainty, Claim, Draft, Edtf, EntityId, FileId, Inferred, Locator, PropertyId, Span, Speaker, Subject, Value,
};

/// A time as written and, beside it, as inferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// As the words have it.
    pub(super) written: Option<Edtf>,
    /// What they come to in the narrative, where that is more.
    pub(super) placed: Option<Edtf>,
    /// How it was placed.
    pub(super) why: String,
    /// What it was placed by.
    pub(super) from: Vec<Span>,
}

impl When {
    /// A time that the words do not give.
    pub(super) fn inferred(placed: Edtf, why: &str, from: Vec<Span>) -> When {
        When { written: None, placed: Some(placed), why: why.to_owned(), from }
    }

    /// The time at its most exact: as placed, else as written.
    pub(super) fn best(&self) -> Option<&Edtf> {
        self.placed.as_ref().or(self.written.as_ref())
    }
}

/// Who says something, when, and how surely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Saying {
    pub(super) said_by: Option<Speaker>,
    pub(super) stated: When,
    pub(super) certainty: Option<Certainty>,
}

/// Where the words of a statement stand, and the words; none where nothing in the document says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) span: Span,
    pub(super) words: String,
}

impl Default for Quote {
    fn default() -> Quote {
        Quote { span: Span { start: 0, end: 0 }, words: String::new() }
    }
}

/// A statement before it is a draft.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) subject: EntityId,
    pub(super) property: &'static str,
    pub(super) value: Value,
    pub(super) quote: Quote,
    pub(super) when: When,
    pub(super) saying: Saying,
    pub(super) rule: &'static str,
    pub(super) link: bool,
    /// Of a hundred such statements, how many are right, where that was measured.
    pub(super) confidence: Option<u8>,
}

impl Statement {
    pub(super) fn new(
        subject: EntityId,
        property: &'static str,
        value: Value,
        quote: Quote,
        rule: &'static str,
    ) -> Statement {
        let (when, saying) = (When::default(), Saying::default());
        Statement { subject, property, value, quote, when, saying, rule, link: false, confidence: None }
    }

    pub(super) fn when(self, when: When) -> Statement {
        Statement { when, ..self }
    }

    pub(super) fn said(self, saying: &Saying) -> Statement {
        Statement { saying: saying.clone(), ..self }
    }

    pub(super) fn sure(self, of_a_hundred: u8) -> Statement {
        Statement { confidence: Some(of_a_hundred), ..self }
    }

    pub(super) fn link(self) -> Statement {
        Statement { link: true, ..self }
    }

    /// The draft, in a document and its text. None for a property that no profile could name.
    pub(super) fn draft(self, source: EntityId, text: FileId) -> Option<Draft> {
        let property = PropertyId::parse(self.property).ok()?;
        let confidence = self.confidence.or(measured(self.rule, self.property));
        let mut claim = Claim::new(Subject::Entity(self.subject), property, self.value, source);
        claim.inferred = inferred(&self.when, &self.saying.stated);
        claim.when = self.when.written;
        claim.stated = self.saying.stated.written;
        claim.said_by = self.saying.said_by;
        claim.certainty = self.saying.certainty;
        if !self.quote.words.is_empty() {
            claim.locator = Some(Locator::Text { text, span: self.quote.span, place: None });
            claim.quote = Some(self.quote.words);
        }
        Some(Draft { claim, rule: self.rule.to_owned(), link: self.link, confidence })
    }
}

/// How many of a hundred statements of a rule were right in the claims of `corpus/`, where there were enough to tell: 49 of 63.
fn measured(rule: &str, property: &str) -> Option<u8> {
    (rule == "harm" && property == "state").then_some(77)
}

/// What was inferred of when it happened and of when it was said, with both reasons.
fn inferred(when: &When, stated: &When) -> Option<Inferred> {
    if when.placed.is_none() && stated.placed.is_none() {
        return None;
    }
    let mut why = Vec::new();
    let mut from = Vec::new();
    for time in [when, stated] {
        if time.placed.is_some() {
            if !why.contains(&time.why.as_str()) {
                why.push(time.why.as_str());
            }
            from.extend(time.from.iter().copied());
        }
    }
    from.sort_unstable();
    from.dedup();
    Some(Inferred { when: when.placed.clone(), stated: stated.placed.clone(), why: why.join("; "), from })
}
