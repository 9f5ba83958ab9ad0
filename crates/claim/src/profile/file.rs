//! One profile file, read from TOML.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Code, Crosswalk, Fold, Kind, Label, Level, Privacy, Property, Scheme};
use crate::Hash;
use crate::claim::PropertyId;
use crate::id::FileId;

/// The types that a property's values may have.
pub(super) const TYPES: [&str; 10] =
    ["text", "number", "count", "date", "code", "geometry", "entity", "file", "preference", "custody"];

/// A profile file: at most one kind, and the properties and schemes that it brings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The file, by the hash of its bytes.
    pub file: FileId,
    /// Its version: of two labels for one thing the higher version's is shown.
    pub version: u64,
    /// The kind, if it defines one.
    pub kind: Option<Kind>,
    /// The properties it defines.
    pub properties: Vec<Property>,
    /// The schemes it defines.
    pub schemes: Vec<Scheme>,
}

/// Why a file is not a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// It is not TOML of this form; the message names line and column.
    #[error("{0}")]
    Toml(String),
    /// A property says something that does not go together.
    #[error("line {line}, property {id:?}: {why}")]
    Property {
        /// The line on which it is named.
        line: usize,
        /// The property.
        id: String,
        /// What is wrong, and what was expected.
        why: String,
    },
}

/// A profile file as it is written, with the places of its ids.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileForm {
    version: u64,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) label: Option<Label>,
    plural: Option<Label>,
    #[serde(default)]
    pub(super) properties: Vec<Spanned<String>>,
    #[serde(default)]
    concerns: Vec<String>,
    #[serde(default)]
    pub(super) first: Vec<Spanned<String>>,
    #[serde(default)]
    privacy: Privacy,
    #[serde(default)]
    pub(super) level: Vec<LevelForm>,
    #[serde(default)]
    pub(super) property: Vec<PropertyForm>,
    #[serde(default)]
    pub(super) scheme: Vec<SchemeForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelForm {
    pub(super) id: Spanned<String>,
    pub(super) label: Label,
    #[serde(default)]
    standard: String,
    #[serde(default)]
    pub(super) requires: Vec<Spanned<String>>,
    #[serde(default, rename = "requires-any")]
    pub(super) requires_any: Vec<Vec<Spanned<String>>>,
    #[serde(default, rename = "requires-from")]
    pub(super) requires_from: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PropertyForm {
    pub(super) id: Spanned<String>,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) section: String,
    #[serde(rename = "type")]
    value: String,
    fold: Fold,
    #[serde(default)]
    many: bool,
    #[serde(default)]
    persists: bool,
    pub(super) scheme: Option<Spanned<String>>,
    pub(super) spans: Option<[Spanned<String>; 2]>,
    #[serde(default)]
    privacy: Privacy,
    #[serde(rename = "held-back")]
    held_back: Option<u32>,
    #[serde(default)]
    pub(super) standards: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default, rename = "of-kind")]
    pub(super) of_kind: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemeForm {
    pub(super) id: Spanned<String>,
    pub(super) label: Label,
    #[serde(default)]
    also: Vec<String>,
    pub(super) code: Vec<CodeForm>,
    pub(super) crosswalk: Option<Crosswalk>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeForm {
    pub(super) id: Spanned<String>,
    pub(super) label: Label,
    rank: Option<i64>,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    restores: bool,
    #[serde(default)]
    unseen: bool,
    #[serde(default)]
    pub(super) onto: Vec<Spanned<String>>,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// Names the line, or the property and what does not fit.
    pub fn parse(text: &str) -> Result<Profile, ProfileError> {
        FileForm::read(text)?.profile(text)
    }
}

impl FileForm {
    pub(super) fn read(text: &str) -> Result<FileForm, ProfileError> {
        toml::from_str(text).map_err(|error| ProfileError::Toml(error.to_string()))
    }

    pub(super) fn profile(self, text: &str) -> Result<Profile, ProfileError> {
        let levels = self.level.into_iter().map(|form| level(text, form)).collect::<Result<_, _>>()?;
        let kind = self.kind.map(|id| {
            let id = id.into_inner();
            let label = self.label.unwrap_or_else(|| Label { en: id.clone(), ar: String::new() });
            let (properties, first) = (ids(text, &self.properties)?, ids(text, &self.first)?);
            Ok(Kind {
                id,
                label,
                plural: self.plural,
                properties,
                first,
                levels,
                privacy: self.privacy,
                concerns: self.concerns,
            })
        });
        Ok(Profile {
            file: FileId(Hash::of(text.as_bytes())),
            version: self.version,
            kind: kind.transpose()?,
            properties: self.property.into_iter().map(|form| property(text, form)).collect::<Result<_, _>>()?,
            schemes: self.scheme.into_iter().map(scheme).collect(),
        })
    }
}

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

fn ids(text: &str, ids: &[Spanned<String>]) -> Result<Vec<PropertyId>, ProfileError> {
    ids.iter().map(|id| parse(text, id)).collect()
}

fn parse(text: &str, id: &Spanned<String>) -> Result<PropertyId, ProfileError> {
    PropertyId::parse(id.get_ref()).map_err(|error| refuse(text, id, error.to_string()))
}

fn refuse(text: &str, id: &Spanned<String>, why: String) -> ProfileError {
    ProfileError::Property { line: line_of(text, id.span().start), id: id.get_ref().clone(), why }
}

fn level(text: &str, form: LevelForm) -> Result<Level, ProfileError> {
    let (requires, requires_from) = (ids(text, &form.requires)?, ids(text, &form.requires_from)?);
    let unless = ids(text, &form.unless)?;
    let requires_any = form.requires_any.iter().map(|group| ids(text, group)).collect::<Result<_, _>>()?;
    Ok(Level {
        id: form.id.into_inner(),
        label: form.label,
        standard: form.standard,
        requires,
        requires_any,
        requires_from,
        unless,
    })
}

fn property(text: &str, form: PropertyForm) -> Result<Property, ProfileError> {
    if let Some(why) = objection(&form) {
        return Err(refuse(text, &form.id, why));
    }
    let spans = form.spans.as_ref().map(|[start, end]| Ok([parse(text, start)?, parse(text, end)?]));
    Ok(Property {
        id: parse(text, &form.id)?,
        label: form.label,
        section: form.section,
        value: form.value,
        fold: form.fold,
        many: form.many,
        persists: form.persists,
        scheme: form.scheme.map(Spanned::into_inner),
        spans: spans.transpose()?,
        privacy: form.privacy,
        held_back: form.held_back,
        standards: form.standards.into_iter().map(|(standard, name)| (standard.into_inner(), name)).collect(),
        also: form.also,
        of_kind: form.of_kind.map(Spanned::into_inner),
    })
}

/// What does not go together in a property.
fn objection(form: &PropertyForm) -> Option<String> {
    if !TYPES.contains(&form.value.as_str()) {
        Some(format!("the type {:?} is not one of {TYPES:?}", form.value))
    } else if (form.value == "code") != form.scheme.is_some() {
        Some("a property of type \"code\" names its scheme, and no other does".to_owned())
    } else if form.value != "entity" && form.of_kind.is_some() {
        Some("only a property of type \"entity\" says of which kind its entities are".to_owned())
    } else if form.spans.is_some() && form.value != "date" {
        Some("only a property of type \"date\" has spans".to_owned())
    } else {
        None
    }
}

fn scheme(form: SchemeForm) -> Scheme {
    let code = |c: CodeForm| Code {
        id: c.id.into_inner(),
        label: c.label,
        rank: c.rank,
        once: c.once,
        restores: c.restores,
        unseen: c.unseen,
        onto: c.onto.into_iter().map(Spanned::into_inner).collect(),
    };
    let codes = form.code.into_iter().map(code).collect();
    Scheme { id: form.id.into_inner(), label: form.label, also: form.also, codes, crosswalk: form.crosswalk }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: &str = r#"
version = 1
kind = "well"
label = { en = "well", ar = "بئر" }
plural = { en = "wells", ar = "آبار" }
properties = ["depth"]
first = ["depth"]
[[property]]
id = "depth"
label = { en = "depth", ar = "العمق" }
type = "number"
fold = "holds"
"#;

    #[test]
    fn a_profile_is_data() {
        let profile = Profile::parse(WELL).unwrap();
        let kind = profile.kind.unwrap();
        assert_eq!((kind.label.in_language("ar"), kind.many("ar"), kind.many("en")), ("بئر", "آبار", "wells"));
        assert_eq!(Kind { plural: None, ..kind }.many("en"), "well");
        assert_eq!(profile.properties[0].fold, Fold::Holds);
    }

    #[test]
    fn errors_name_the_line_or_the_property() {
        let unknown = Profile::parse(&WELL.replace("fold =", "folds =")).unwrap_err().to_string();
        assert!(unknown.contains("line") && unknown.contains("folds"), "{unknown}");
        let type_error = Profile::parse(&WELL.replace("\"number\"", "\"decimal\"")).unwrap_err().to_string();
        assert!(type_error.contains("depth") && type_error.contains("decimal"), "{type_error}");
        let scheme_error = Profile::parse(&WELL.replace("\"number\"", "\"code\"")).unwrap_err().to_string();
        assert!(scheme_error.contains("scheme"), "{scheme_error}");
    }
}
