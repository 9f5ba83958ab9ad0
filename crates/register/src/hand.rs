//! Claims written by hand in a TOML file: the example's, or anybody's who prefers an editor to commands.

use std::collections::BTreeMap;

use daftar_claim::{
    Certainty, Claim, ClaimId, Decimal, Edtf, EntityId, PropertyId, Secret, Speaker, Subject, Value, ValueError, Wkt,
};
use serde::Deserialize;

use crate::write::Recorded;
use crate::{Register, RegisterError, chance};

/// A file of claims.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    source: SourceForm,
    claim: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceForm {
    title: String,
    author: Option<String>,
    published: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Line {
    id: Option<String>,
    about: Option<String>,
    about_claim: Option<String>,
    property: String,
    text: Option<String>,
    lang: Option<String>,
    number: Option<String>,
    unit: Option<String>,
    low: Option<i64>,
    best: Option<i64>,
    high: Option<i64>,
    date: Option<String>,
    code: Option<String>,
    entity: Option<String>,
    geometry: Option<String>,
    uncertainty: Option<String>,
    #[serde(default)]
    unknown: bool,
    #[serde(default)]
    none: bool,
    when: Option<String>,
    stated: Option<String>,
    said_by: Option<String>,
    quote: Option<String>,
    certainty: Option<String>,
    #[serde(default)]
    restricted: bool,
    #[serde(default)]
    concerns: Vec<String>,
}

/// What a file by hand came to.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct ByHand {
    /// The claims recorded openly.
    #[serde(flatten)]
    pub open: Recorded,
    /// The claims recorded sealed.
    pub sealed: usize,
}

impl Register {
    /// Records the claims of a TOML file. Names that the register knows already mean what they mean there; others are
    /// new entities, with random ids: a file that is to be recorded again must name each of them.
    ///
    /// # Errors
    /// Names the line of the file, or the claim, that cannot be read; then nothing was recorded.
    pub fn record_by_hand(&mut self, text: &str) -> Result<ByHand, RegisterError> {
        let form: Form = toml::from_str(text).map_err(|error| RegisterError::Ask(error.to_string()))?;
        let mut hand = Hand {
            register: self,
            entities: BTreeMap::new(),
            ids: BTreeMap::new(),
            source: EntityId(daftar_claim::Hash([0; 32])),
        };
        hand.source = hand.entity(&form.source.title)?;
        let mut open = hand.source_claims(&form.source)?;
        let mut bodies = Vec::new();
        let mut sealed = Vec::new();
        for (number, line) in form.claim.iter().enumerate() {
            let claim =
                hand.claim(line).map_err(|error| RegisterError::Ask(format!("claim {}: {error}", number + 1)))?;
            if line.restricted {
                let concerns = line.concerns.iter().map(|name| hand.entity(name)).collect::<Result<_, _>>()?;
                sealed.push(Secret { claim, concerns });
            } else if let Some(id) = &line.id {
                // Another line speaks of this one, so that its id must be known now.
                let known = hand.register.ids_of(std::slice::from_ref(&claim))?.first().copied();
                let bytes = match known {
                    Some(_) => None,
                    None => Some(claim.to_bytes(&chance::salt()?)),
                };
                let made = bytes.as_deref().map(daftar_claim::Body::id_of);
                hand.ids.extend(known.or(made).map(|claim| (id.clone(), claim)));
                match bytes {
                    Some(bytes) => bodies.push(bytes),
                    None => open.push(claim),
                }
            } else {
                open.push(claim);
            }
        }
        let count = bodies.len();
        let mut entries = self.append_all(bodies)?;
        let mut recorded = self.record(open)?;
        recorded.recorded += count;
        entries.append(&mut recorded.entries);
        recorded.entries = entries;
        let mut sealed_bodies = Vec::new();
        for secret in &sealed {
            sealed_bodies.push(self.seal_body(secret)?);
        }
        self.append_all(sealed_bodies)?;
        self.open_sealed()?;
        Ok(ByHand { open: recorded, sealed: sealed.len() })
    }
}

struct Hand<'r> {
    register: &'r Register,
    entities: BTreeMap<String, EntityId>,
    ids: BTreeMap<String, ClaimId>,
    source: EntityId,
}

impl Hand<'_> {
    /// The entity of a name: of this file, of the register, or new.
    fn entity(&mut self, name: &str) -> Result<EntityId, RegisterError> {
        if let Some(known) = self.entities.get(name) {
            return Ok(*known);
        }
        let entity = match self.register.entity(name) {
            Ok(entity) => entity,
            Err(RegisterError::Nobody(_) | RegisterError::Several { .. }) => chance::entity()?,
            Err(other) => return Err(other),
        };
        self.entities.insert(name.to_owned(), entity);
        Ok(entity)
    }

    fn source_claims(&self, form: &SourceForm) -> Result<Vec<Claim>, RegisterError> {
        let text = |words: &String| Value::text(words.clone());
        let mut values = vec![("kind", Value::code("kind", "document")), ("title", text(&form.title))];
        values.extend(form.author.iter().map(|author| ("author", text(author))));
        values.extend(form.languages.iter().map(|lang| ("language", text(lang))));
        if let Some(published) = &form.published {
            values.push(("published", Value::Date(edtf(published)?)));
        }
        let subject = Subject::Entity(self.source);
        let claim = |(property, value)| Ok(Claim::new(subject, PropertyId::parse(property)?, value, self.source));
        values.into_iter().map(claim).collect()
    }

    fn claim(&mut self, line: &Line) -> Result<Claim, RegisterError> {
        let property = PropertyId::parse(&line.property)?;
        let subject = match (&line.about, &line.about_claim) {
            (Some(name), None) => Subject::Entity(self.entity(name)?),
            (None, Some(id)) => {
                let known = self.ids.get(id).copied();
                Subject::Claim(known.ok_or_else(|| RegisterError::Ask(format!("no line above has the id {id:?}")))?)
            }
            _ => return Err(RegisterError::Ask("a claim has either \"about\" or \"about_claim\"".into())),
        };
        let value = self.value(line, &property)?;
        let mut claim = Claim::new(subject, property, value, self.source);
        claim.when = line.when.as_deref().map(edtf).transpose()?;
        claim.stated = line.stated.as_deref().map(edtf).transpose()?;
        claim.certainty = line.certainty.as_deref().map(Certainty::parse).transpose()?;
        claim.quote.clone_from(&line.quote);
        claim.said_by = match &line.said_by {
            Some(name) => Some(Speaker::Entity(self.entity(name)?)),
            None => None,
        };
        Ok(claim)
    }

    fn value(&mut self, line: &Line, property: &PropertyId) -> Result<Value, RegisterError> {
        let decimal = |text: &Option<String>| text.as_deref().map(Decimal::parse).transpose();
        let mut values = Vec::new();
        if let Some(text) = &line.text {
            values.push(Value::Text { text: text.clone(), lang: line.lang.clone() });
        }
        if let Some(number) = &line.number {
            values.push(Value::Number { number: Decimal::parse(number)?, unit: line.unit.clone() });
        }
        if line.low.or(line.best).or(line.high).is_some() {
            values.push(Value::Count { low: line.low, best: line.best, high: line.high });
        }
        if let Some(date) = &line.date {
            values.push(Value::Date(edtf(date)?));
        }
        if let Some(code) = &line.code {
            values.push(self.code(property, code)?);
        }
        if let Some(name) = &line.entity {
            values.push(Value::Entity(self.entity(name)?));
        }
        if let Some(wkt) = &line.geometry {
            values.push(Value::Geometry { wkt: Wkt::parse(wkt)?, uncertainty: decimal(&line.uncertainty)? });
        }
        values.extend(line.unknown.then_some(Value::Unknown));
        values.extend(line.none.then_some(Value::None));
        match <[Value; 1]>::try_from(values) {
            Ok([value]) => Ok(value),
            Err(values) => Err(RegisterError::Ask(format!("{} values where one is expected", values.len()))),
        }
    }

    fn code(&self, property: &PropertyId, code: &str) -> Result<Value, RegisterError> {
        let profiles = self.register.profiles();
        let scheme = profiles.property(property).and_then(|property| property.scheme.as_deref());
        let scheme = scheme.ok_or_else(|| RegisterError::Ask(format!("{property} has no codes")))?;
        let known = scheme == "kind" || profiles.code(scheme, code).is_some();
        let unknown = || RegisterError::Ask(format!("{code:?} is no code of the scheme {scheme:?}"));
        known.then(|| Value::code(scheme, code)).ok_or_else(unknown)
    }
}

fn edtf(text: &str) -> Result<Edtf, ValueError> {
    Edtf::parse(text).map_err(|error| ValueError { found: text.to_owned(), expected: format!("an EDTF date: {error}") })
}
