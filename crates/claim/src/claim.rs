//! The claim: who says what of which subject, when it held, and where that is written.

use std::fmt;

use crate::id::{ClaimId, EntityId, FileId, TextId, push_hex, write_id};
use crate::json::{Json, ObjectWriter, write_integer, write_text};
use crate::members::Members;
use crate::value::{Value, ValueError};
use crate::{Edtf, Hash};

/// Sixteen random bytes in each claim, so that nobody can find out what was said by hashing guesses.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Salt(pub [u8; 16]);

impl Salt {
    pub(crate) fn write(&self, out: &mut String) {
        out.push('"');
        push_hex(out, &self.0);
        out.push('"');
    }

    pub(crate) fn parse(text: &str) -> Result<Salt, ValueError> {
        let mut bytes = [0; 16];
        let fits = crate::id::from_hex(text, &mut bytes);
        fits.then_some(Salt(bytes)).ok_or_else(|| ValueError::new(text, "32 lowercase hexadecimal digits for \"salt\""))
    }
}

/// What a claim is about: an entity, another claim, or a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Subject {
    /// Anything spoken of.
    Entity(EntityId),
    /// A claim: who is answerable for it, who denies it, how it was assessed.
    Claim(ClaimId),
    /// A file: its safekeeping.
    File(FileId),
}

impl Subject {
    /// The entity, if the claim is about one.
    pub fn entity(&self) -> Option<EntityId> {
        match self {
            Subject::Entity(id) => Some(*id),
            _ => None,
        }
    }

    /// Reads `entity:…`, `claim:…` or `file:…`.
    ///
    /// # Errors
    /// When the text is none of them.
    pub fn parse(text: &str) -> Result<Subject, ValueError> {
        let entity = || EntityId::parse(text).map(Subject::Entity);
        let claim = || ClaimId::parse(text).map(Subject::Claim);
        let file = || FileId::parse(text).map(Subject::File);
        entity()
            .or_else(|_| claim())
            .or_else(|_| file())
            .map_err(|_| ValueError::new(text, "an entity, claim or file id"))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Entity(id) => id.fmt(f),
            Subject::Claim(id) => id.fmt(f),
            Subject::File(id) => id.fmt(f),
        }
    }
}

/// The name of a property, as a profile declares it: lowercase letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct PropertyId(String);

impl PropertyId {
    /// Reads a property id.
    ///
    /// # Errors
    /// When it is empty, longer than 64 bytes, or has another character.
    pub fn parse(text: &str) -> Result<PropertyId, ValueError> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let good = (1..=64).contains(&text.len()) && text.bytes().all(fits);
        good.then(|| PropertyId(text.to_owned()))
            .ok_or_else(|| ValueError::new(text, "a property id of lowercase letters, digits and hyphens"))
    }

    /// The property of claims that carry the words of others.
    pub(crate) fn quotation() -> PropertyId {
        PropertyId(crate::quotation::QUOTATION.to_owned())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PropertyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A half-open range of Unicode scalar values in a text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Span {
    /// The first character.
    pub start: u64,
    /// The first character after it.
    pub end: u64,
}

impl Span {
    /// Writes `[start,end]`.
    pub(crate) fn write(&self, out: &mut String) {
        out.push('[');
        write_integer(out, self.start as i64);
        out.push(',');
        write_integer(out, self.end as i64);
        out.push(']');
    }

    fn read(json: &Json<'_>) -> Result<Span, ValueError> {
        match json.as_list().unwrap_or_default() {
            [Json::Integer(start), Json::Integer(end)] if 0 <= *start && start <= end => {
                Ok(Span { start: *start as u64, end: *end as u64 })
            }
            _ => Err(ValueError::new(&json.canonical(), "a span [start,end] with 0 ≤ start ≤ end")),
        }
    }
}

/// Where in its source a claim is written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Locator {
    /// Characters of a text that was derived from the source.
    Text {
        /// The derived text, UTF-8, by its hash.
        text: FileId,
        /// The characters.
        span: Span,
        /// Where they stand in the source itself, as a fragment such as `page=3&area=72,540,500,552` (FORMAT.md, 2.1);
        /// absent where the source is its own text.
        place: Option<String>,
    },
    /// A cell of a table.
    Cell {
        /// The sheet, where there are several.
        sheet: Option<String>,
        /// The row, counted from 1 with the header.
        row: u64,
        /// The column's header, or its letter.
        column: String,
    },
    /// A page, as the source numbers it.
    Page(String),
}

impl Locator {
    /// Its canonical JSON, as it stands in a claim.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        match self {
            Locator::Text { text, span, place } => {
                if let Some(place) = place {
                    object.text("place", place);
                }
                object.with("span", |out| span.write(out));
                object.with("text", |out| write_id(out, *text));
            }
            Locator::Cell { sheet, row, column } => {
                object.text("column", column);
                object.integer("row", *row as i64);
                if let Some(sheet) = sheet {
                    object.text("sheet", sheet);
                }
            }
            Locator::Page(page) => object.text("page", page),
        }
        object.end();
    }

    fn read(json: &Json<'_>) -> Result<Locator, ValueError> {
        let mut members = Members::of(json, "a locator")?;
        let locator = if json.get("span").is_some() {
            Locator::Text {
                span: Span::read(members.required("span")?)?,
                text: members.id("text")?,
                place: members.optional_text("place")?,
            }
        } else if json.get("row").is_some() {
            Locator::Cell {
                column: members.text("column")?,
                row: members.count("row")?,
                sheet: members.optional_text("sheet")?,
            }
        } else {
            Locator::Page(members.text("page")?)
        };
        members.end()?;
        Ok(locator)
    }
}

/// Who says it, where that is not simply the source.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Speaker {
    /// A person or body.
    Entity(EntityId),
    /// Somebody whom the source does not name, in its words: "it was reported".
    Unnamed(String),
}

/// How sure the speaker is, where not simply stating it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Certainty {
    /// "may have", "possibly".
    Possible,
    /// "probably", "is thought to".
    Probable,
    /// "doubtful", "unlikely".
    Doubtful,
}

impl Certainty {
    /// The word in the bytes.
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Possible => "possible",
            Certainty::Probable => "probable",
            Certainty::Doubtful => "doubtful",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// When it is none of the three.
    pub fn parse(word: &str) -> Result<Certainty, ValueError> {
        [Certainty::Possible, Certainty::Probable, Certainty::Doubtful]
            .into_iter()
            .find(|c| c.word() == word)
            .ok_or_else(|| ValueError::new(word, "possible, probable or doubtful"))
    }
}

/// What a reader inferred beside what is written. It is shown as inferred and never excludes.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Inferred {
    /// When it held, as inferred.
    pub when: Option<Edtf>,
    /// When it was said, as inferred.
    pub stated: Option<Edtf>,
    /// How: a word or a sentence.
    pub why: String,
    /// The characters, in the locator's text, that it was inferred from.
    pub from: Vec<Span>,
}

impl Inferred {
    /// Its canonical JSON, as it stands in a claim.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.list("from", &self.from, |out, span| span.write(out));
        optional_edtf(&mut object, "stated", self.stated.as_ref());
        optional_edtf(&mut object, "when", self.when.as_ref());
        object.text("why", &self.why);
        object.end();
    }

    fn read(json: &Json<'_>) -> Result<Inferred, ValueError> {
        let mut members = Members::of(json, "an inference")?;
        let inferred = Inferred {
            from: members.list("from", Span::read)?,
            stated: members.optional_edtf("stated")?,
            when: members.optional_edtf("when")?,
            why: members.text("why")?,
        };
        members.end()?;
        Ok(inferred)
    }
}

fn optional_edtf(object: &mut ObjectWriter<'_>, name: &str, date: Option<&Edtf>) {
    if let Some(date) = date {
        object.text(name, date.as_str());
    }
}

/// A statement with its source.
///
/// **Its bytes are hashed, and the hash is signed: never change what [`Claim::to_bytes`] writes.**
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Claim {
    /// What it is about.
    pub subject: Subject,
    /// Which of its properties.
    pub property: PropertyId,
    /// What is said.
    pub value: Value,
    /// When it held or happened, as the source has it.
    pub when: Option<Edtf>,
    /// The source: a document, a data set, or the person who saw it.
    pub source: EntityId,
    /// Where in the source.
    pub locator: Option<Locator>,
    /// Who says so, if not the source itself.
    pub said_by: Option<Speaker>,
    /// When it was said.
    pub stated: Option<Edtf>,
    /// How sure the speaker is.
    pub certainty: Option<Certainty>,
    /// The source's own words.
    pub quote: Option<String>,
    /// What was inferred beside it.
    pub inferred: Option<Inferred>,
}

impl Claim {
    /// A claim with nothing but subject, property, value and source.
    pub fn new(subject: Subject, property: PropertyId, value: Value, source: EntityId) -> Claim {
        Claim {
            subject,
            property,
            value,
            when: None,
            source,
            locator: None,
            said_by: None,
            stated: None,
            certainty: None,
            quote: None,
            inferred: None,
        }
    }

    /// The bytes that are hashed: canonical JSON with the salt.
    pub fn to_bytes(&self, salt: &Salt) -> Vec<u8> {
        let mut out = String::with_capacity(384);
        self.write(&mut out, Some(salt));
        out.into_bytes()
    }

    /// The same without the salt: equal for claims of one content. Local use only, never published as a hash.
    pub fn content(&self) -> String {
        let mut out = String::with_capacity(352);
        self.write(&mut out, None);
        out
    }

    pub(crate) fn write(&self, out: &mut String, salt: Option<&Salt>) {
        let mut object = ObjectWriter::new(out);
        if let Some(certainty) = self.certainty {
            object.text("certainty", certainty.word());
        }
        if let Some(inferred) = &self.inferred {
            object.with("inferred", |out| inferred.write(out));
        }
        if let Some(locator) = &self.locator {
            object.with("locator", |out| locator.write(out));
        }
        object.text("property", self.property.as_str());
        if let Some(quote) = &self.quote {
            object.text("quote", quote);
        }
        if let Some(speaker) = &self.said_by {
            object.with("said_by", |out| write_speaker(out, speaker));
        }
        if let Some(salt) = salt {
            object.with("salt", |out| salt.write(out));
        }
        object.with("source", |out| write_id(out, self.source));
        optional_edtf(&mut object, "stated", self.stated.as_ref());
        object.with("subject", |out| match self.subject {
            Subject::Entity(id) => write_id(out, id),
            Subject::Claim(id) => write_id(out, id),
            Subject::File(id) => write_id(out, id),
        });
        object.with("value", |out| self.value.write(out));
        optional_edtf(&mut object, "when", self.when.as_ref());
        object.end();
    }

    /// Reads a claim and the salt, if there is one, from its JSON.
    ///
    /// # Errors
    /// Says which member is missing, superfluous or of another form.
    pub fn read(json: &Json<'_>) -> Result<(Claim, Option<Salt>), ValueError> {
        let mut members = Members::of(json, "a claim")?;
        let salt = members.optional_text("salt")?.map(|text| Salt::parse(&text)).transpose()?;
        let claim = Claim {
            certainty: members.optional_text("certainty")?.map(|word| Certainty::parse(&word)).transpose()?,
            inferred: members.optional("inferred").map(Inferred::read).transpose()?,
            locator: members.optional("locator").map(Locator::read).transpose()?,
            property: PropertyId::parse(&members.text("property")?)?,
            quote: members.optional_text("quote")?,
            said_by: members.optional("said_by").map(read_speaker).transpose()?,
            source: members.id("source")?,
            stated: members.optional_edtf("stated")?,
            subject: Subject::parse(&members.text("subject")?)?,
            value: Value::read(members.required("value")?)?,
            when: members.optional_edtf("when")?,
        };
        members.end()?;
        Ok((claim, salt))
    }

    /// Every entity that the claim names: its subject, source, speaker and value.
    pub fn entities(&self) -> impl Iterator<Item = EntityId> {
        let speaker = match self.said_by {
            Some(Speaker::Entity(id)) => Some(id),
            _ => None,
        };
        let value = match self.value {
            Value::Entity(id) => Some(id),
            _ => None,
        };
        [self.subject.entity(), Some(self.source), speaker, value].into_iter().flatten()
    }
}

fn write_speaker(out: &mut String, speaker: &Speaker) {
    match speaker {
        Speaker::Entity(id) => write_id(out, *id),
        Speaker::Unnamed(words) => {
            let mut object = ObjectWriter::new(out);
            object.with("unnamed", |out| write_text(out, words));
            object.end();
        }
    }
}

fn read_speaker(json: &Json<'_>) -> Result<Speaker, ValueError> {
    if let Some(text) = json.as_text() {
        return Ok(Speaker::Entity(EntityId::parse(text)?));
    }
    let mut members = Members::of(json, "a speaker")?;
    let words = members.text("unnamed")?;
    members.end()?;
    Ok(Speaker::Unnamed(words))
}

/// The id of a claim with these bytes.
pub(crate) fn claim_id(bytes: &[u8]) -> ClaimId {
    ClaimId(Hash::of(bytes))
}
