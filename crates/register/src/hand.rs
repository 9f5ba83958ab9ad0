//! Claims written by hand in a TOML file: the example's, or anybody's who prefers an editor to commands.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{
    Body, Certainty, Claim, ClaimId, Decimal, Edtf, EntityId, Locator, PropertyId, Secret, Speaker, Subject, TextId,
    Value, ValueError, Wkt,
};
use serde::Deserialize;

use crate::restricted::{Coming, Restricted};
use crate::said::Said;
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
    file: Option<String>,
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
    page: Option<String>,
    certainty: Option<String>,
    #[serde(default)]
    restricted: bool,
    #[serde(default)]
    concerns: Vec<String>,
}

/// What the lines of a file come to, before it is recorded.
#[derive(Default)]
struct Lines {
    /// Claims of which no other line speaks.
    open: Vec<Claim>,
    /// Bodies whose ids other lines name.
    named: Vec<Vec<u8>>,
    /// What is to be sealed.
    secrets: Vec<Secret>,
}

impl Register {
    /// Records the claims of a TOML file, as [`Register::record_said`] does. Names that the register knows already mean
    /// what they mean there; others are new entities, with random ids: a file that is to be recorded again must name each
    /// of them.
    ///
    /// # Errors
    /// Names the line of the file, or the claim, that cannot be read; then nothing was recorded.
    pub fn record_by_hand(&mut self, text: &str) -> Result<Said, RegisterError> {
        let form: Form = toml::from_str(text).map_err(|error| RegisterError::Ask(error.to_string()))?;
        self.see_sealed()?;
        let mut hand = Hand {
            register: self,
            entities: BTreeMap::new(),
            ids: BTreeMap::new(),
            source: EntityId(daftar_claim::Hash([0; 32])),
        };
        hand.source = hand.entity(&form.source.title)?;
        let coming = hand.coming(&form)?;
        let lines = hand.lines(&form, &coming)?;
        let (named, parted) = (lines.named.len(), lines.secrets.iter().filter(|one| one.claim.words_of().is_some()));
        let (parted, secrets) = (parted.count(), lines.secrets.len());
        self.append_all(lines.named)?;
        self.record_secrets(&lines.secrets)?;
        let waiting: Vec<(&Claim, Coming)> = coming.iter().map(|(claim, how)| (claim, *how)).collect();
        let mut said = self.record_beside(&lines.open, &waiting, &BTreeSet::new())?;
        said.recorded += named;
        said.parted += parted;
        said.sealed += secrets - parted;
        Ok(said)
    }
}

struct Hand<'r> {
    register: &'r Register,
    entities: BTreeMap<String, EntityId>,
    ids: BTreeMap<String, ClaimId>,
    source: EntityId,
}

impl Hand<'_> {
    /// What the file says at a first look: the names and kinds by which whom it speaks of is known.
    fn coming(&mut self, form: &Form) -> Result<Vec<(Claim, Coming)>, RegisterError> {
        let mut coming: Vec<_> =
            self.source_claims(&form.source)?.into_iter().map(|claim| (claim, Coming::Said)).collect();
        for (number, line) in form.claim.iter().enumerate().filter(|(_, line)| line.about_claim.is_none()) {
            let how = if line.restricted { Coming::Sealed } else { Coming::Said };
            coming.push((self.numbered(number, line)?, how));
        }
        Ok(coming)
    }

    fn numbered(&mut self, number: usize, line: &Line) -> Result<Claim, RegisterError> {
        self.claim(line).map_err(|error| RegisterError::Ask(format!("claim {}: {error}", number + 1)))
    }

    fn lines(&mut self, form: &Form, coming: &[(Claim, Coming)]) -> Result<Lines, RegisterError> {
        let known: Vec<(&Claim, Coming)> = coming.iter().map(|(claim, how)| (claim, *how)).collect();
        let restricted = Restricted::of(self.register, &known)?;
        let mut lines = Lines { open: self.source_claims(&form.source)?, ..Lines::default() };
        for (number, line) in form.claim.iter().enumerate() {
            let claim = self.numbered(number, line)?;
            match &line.id {
                _ if line.restricted || !restricted.told(&claim)?.is_empty() => {
                    let mut concerns = restricted.concerned(&claim)?;
                    for name in &line.concerns {
                        concerns.insert(self.entity(name)?);
                    }
                    let concerns = concerns.into_iter().collect();
                    lines.secrets.push(Secret { claim, concerns });
                }
                Some(id) => self.named_line(id, claim, &restricted, &mut lines)?,
                None => lines.open.push(claim),
            }
        }
        Ok(lines)
    }

    /// A line of which another speaks, so that its id must be known now.
    fn named_line(
        &mut self,
        id: &str,
        claim: Claim,
        restricted: &Restricted<'_>,
        lines: &mut Lines,
    ) -> Result<(), RegisterError> {
        let concerns = restricted.named(&claim)?;
        let open = if concerns.is_empty() { claim.clone() } else { claim.without_words() };
        let known = self.register.ids_of(std::slice::from_ref(&open))?.first().copied();
        let made = match known {
            Some(known) => {
                lines.open.push(claim);
                known
            }
            None => {
                let bytes = open.to_bytes(&chance::salt()?);
                let made = Body::id_of(&bytes);
                lines.named.push(bytes);
                if !concerns.is_empty() {
                    lines.secrets.push(Secret { claim: claim.words_about(made), concerns });
                }
                made
            }
        };
        self.ids.insert(id.to_owned(), made);
        Ok(())
    }

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
        claim.locator = line.page.clone().map(Locator::Page);
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
        if let Some(file) = &line.file {
            values.push(Value::File(TextId::parse(file).map_err(ValueError::from)?));
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
        let unknown = || RegisterError::Ask(format!("{code:?} is no code of the scheme {scheme:?}"));
        let kind = (scheme == "kind").then(|| Value::code(scheme, code));
        kind.or_else(|| profiles.coded(scheme, code)).ok_or_else(unknown)
    }
}

fn edtf(text: &str) -> Result<Edtf, ValueError> {
    Edtf::parse(text).map_err(|error| ValueError { found: text.to_owned(), expected: format!("an EDTF date: {error}") })
}
