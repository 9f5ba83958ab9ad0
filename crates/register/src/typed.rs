//! From what a person types to values: the property's form says what a text means.

use daftar_claim::profile::Label;
use daftar_claim::{Claim, ClaimId, Decimal, Edtf, EntityId, Value};
use daftar_claim::{PropertyId, ValueError};

use crate::found::named;
use crate::import::position_of;
use crate::{Register, RegisterError, chance};

/// What is sealed here, and how much of it this device can read.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Sealed {
    /// Statements that are open on this device.
    pub open: Vec<SealedLine>,
    /// How many sealed statements have no key here.
    pub locked: usize,
}

/// One sealed statement.
#[derive(Debug, Clone, serde::Serialize)]
pub struct SealedLine {
    /// The claim's id.
    pub claim: String,
    /// What it is about.
    pub about: String,
    /// Which property.
    pub property: String,
    /// The value, as JSON.
    pub value: String,
}

impl Register {
    /// Reads a value for a property.
    ///
    /// # Errors
    /// When the property is not known, or the text is no value of its type.
    pub fn read_value(&self, id: &PropertyId, text: &str, lang: Option<&str>) -> Result<Value, RegisterError> {
        let unknown = || RegisterError::Ask(format!("{id} is no property of any form here; see profiles/"));
        let property = self.profiles.property(id).ok_or_else(unknown)?;
        let value = match (text, property.value.as_str()) {
            ("unknown", _) => Value::Unknown,
            ("none", _) => Value::None,
            (_, "text") => Value::Text { text: text.to_owned(), lang: lang.map(str::to_owned) },
            (_, "number") => number(text)?,
            (_, "count") => count(text)?,
            (_, "date") => Value::Date(edtf(text)?),
            (_, "code") => self.code(property.scheme.as_deref().unwrap_or_default(), text)?,
            (_, "geometry") => place(text)?,
            (_, "entity") => Value::Entity(self.entity(text)?),
            (_, "file") => Value::File(daftar_claim::TextId::parse(text).map_err(ValueError::from)?),
            (_, other) => return Err(RegisterError::Ask(format!("{id} takes {other}: use its own command"))),
        };
        Ok(value)
    }

    fn code(&self, scheme: &str, text: &str) -> Result<Value, RegisterError> {
        if scheme == "kind" {
            let kinds = || self.profiles.kinds.values();
            let named = |label: &Label| label.en.eq_ignore_ascii_case(text) || label.ar == text;
            let kind = kinds().find(|kind| kind.id == text).or_else(|| kinds().find(|kind| named(&kind.label)));
            let known = || kinds().map(|kind| kind.id.as_str()).collect::<Vec<_>>().join(", ");
            let refuse = || RegisterError::Ask(format!("{text:?} is none of {}", known()));
            return kind.map(|kind| Value::code(scheme, &kind.id)).ok_or_else(refuse);
        }
        let codes = self.profiles.schemes.get(scheme).map(|scheme| scheme.codes.as_slice()).unwrap_or_default();
        let fits = |code: &&daftar_claim::profile::Code| {
            code.id == text || code.label.en.eq_ignore_ascii_case(text) || code.label.ar == text
        };
        let code = codes.iter().find(fits).map(|code| Value::code(scheme, &code.id));
        let refuse = || {
            let own: Vec<&str> = codes.iter().map(|code| code.id.as_str()).collect();
            let others: Vec<String> = self.profiles.mapped_onto(scheme).map(|one| format!("{}/…", one.id)).collect();
            let others = (!others.is_empty()).then(|| format!("; nor a grade of {}", others.join(", ")));
            RegisterError::Ask(format!("{text:?} is none of {}{}", own.join(", "), others.unwrap_or_default()))
        };
        code.or_else(|| self.profiles.coded(scheme, text)).ok_or_else(refuse)
    }

    /// A new entity, made by hand, with the claims of its kind and name.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new_entity(&self, kind: &str, name: &str, lang: &str) -> Result<(EntityId, [Claim; 2]), RegisterError> {
        let entity = chance::entity()?;
        Ok((entity, named(entity, kind, name, lang, self.keeper()?)?))
    }

    /// The ids under which these claims are recorded here, as far as they are.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ids_of(&self, claims: &[Claim]) -> Result<Vec<ClaimId>, RegisterError> {
        let mut ids = Vec::new();
        for claim in claims {
            ids.extend(self.store.index().find_content(claim)?.first().map(|(id, _)| *id));
        }
        Ok(ids)
    }

    /// The source or speaker that is meant: a document of that title before a thing of that name; also one that only
    /// suggestions name so far.
    ///
    /// # Errors
    /// When none or several are meant.
    pub fn source(&self, name: &str) -> Result<EntityId, RegisterError> {
        if let Some(document) = self.document(name)? {
            return Ok(document);
        }
        let found = self.entity(name);
        if !matches!(found, Err(RegisterError::Nobody(_))) {
            return found;
        }
        let mut sources: Vec<EntityId> = Vec::new();
        for draft in self.drafts()? {
            let titled = matches!(&draft.claim.value, Value::Text { text, .. } if text.starts_with(name));
            if titled && draft.claim.property.as_str() == "title" && !sources.contains(&draft.claim.source) {
                sources.push(draft.claim.source);
            }
        }
        match sources[..] {
            [one] => Ok(one),
            _ => found,
        }
    }

    /// What is sealed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn sealed(&self) -> Result<Sealed, RegisterError> {
        let all = self.store.index().sealed()?.len();
        let line = |(claim, _, secret): &(ClaimId, daftar_claim::RecordingId, daftar_claim::Secret)| {
            let name = secret.claim.subject.entity().map(|entity| self.names_of(entity)).transpose()?;
            let about = name.and_then(|names| names.into_iter().next());
            Ok(SealedLine {
                claim: claim.to_string(),
                about: about.unwrap_or_else(|| secret.claim.subject.to_string()),
                property: secret.claim.property.to_string(),
                value: secret.claim.value.to_json(),
            })
        };
        let open = self.opened.iter().map(line).collect::<Result<Vec<_>, RegisterError>>()?;
        Ok(Sealed { locked: all.saturating_sub(open.len()), open })
    }
}

fn edtf(text: &str) -> Result<Edtf, ValueError> {
    Edtf::parse(text).map_err(|error| ValueError { found: text.to_owned(), expected: format!("an EDTF date: {error}") })
}

/// `POINT (21.0 35.0)`, `35.0, 21.0`, `35° 0' 30" N, 21° 0' E ± 10 m`: latitude first, unless it is Well-Known Text.
fn place(text: &str) -> Result<Value, RegisterError> {
    let refuse = || {
        let expected =
            "latitude and longitude, such as 35.0021, 21.0008 ± 10 m, or Well-Known Text in longitude and latitude";
        RegisterError::Ask(format!("{text:?} is no position on the earth: expected {expected}"))
    };
    let (position, metres) = text.split_once('±').map_or((text, None), |(position, metres)| (position, Some(metres)));
    let metres = metres.map(|metres| metres.trim().trim_end_matches(['m', 'M']).trim());
    let uncertainty = metres.map(|metres| Decimal::parse(metres).ok().filter(|metres| metres.to_f64() >= 0.0));
    match (position_of(position), uncertainty) {
        (Ok(value), None) => Ok(value),
        (Ok(Value::Geometry { wkt, .. }), Some(Some(metres))) => Ok(Value::Geometry { wkt, uncertainty: Some(metres) }),
        _ => Err(refuse()),
    }
}

/// `12.5`, `12.5 m`, `60 %`.
fn number(text: &str) -> Result<Value, ValueError> {
    let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
    let unit = Some(unit.trim().to_owned()).filter(|unit| !unit.is_empty());
    Ok(Value::Number { number: Decimal::parse(number)?, unit })
}

/// `60`, `60..` (at least), `..60` (at most), `50..70`.
pub(crate) fn count(text: &str) -> Result<Value, ValueError> {
    let refuse = || ValueError { found: text.to_owned(), expected: "a count such as 60, 60.., ..60 or 50..70".into() };
    let part = |digits: &str| match digits.trim() {
        "" => Ok(None),
        digits => digits.parse::<i64>().ok().filter(|n| *n >= 0).map(Some).ok_or_else(refuse),
    };
    let (low, best, high) = match text.split_once("..") {
        Some((low, high)) => (part(low)?, None, part(high)?),
        None => (None, part(text)?, None),
    };
    let ordered = low.zip(high).is_none_or(|(low, high)| low <= high);
    ordered.then_some(Value::Count { low, best, high }).ok_or_else(refuse)
}
