//! One profile file, read from TOML.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Code, Fold, Kind, Label, Privacy, Property, Scheme};
use crate::Hash;
use crate::claim::PropertyId;
use crate::id::FileId;
use crate::value::ValueError;

/// The types that a property's values may have.
const TYPES: [&str; 10] =
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
    #[error("property {id:?}: {why}")]
    Property {
        /// The property.
        id: String,
        /// What is wrong, and what was expected.
        why: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    version: u64,
    kind: Option<String>,
    label: Option<Label>,
    plural: Option<Label>,
    #[serde(default)]
    properties: Vec<String>,
    #[serde(default)]
    first: Vec<String>,
    #[serde(default)]
    privacy: Privacy,
    #[serde(default)]
    property: Vec<PropertyForm>,
    #[serde(default)]
    scheme: Vec<SchemeForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PropertyForm {
    id: String,
    label: Label,
    #[serde(default)]
    section: String,
    #[serde(rename = "type")]
    value: String,
    fold: Fold,
    #[serde(default)]
    many: bool,
    #[serde(default)]
    persists: bool,
    scheme: Option<String>,
    spans: Option<[String; 2]>,
    #[serde(default)]
    privacy: Privacy,
    #[serde(default)]
    standards: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeForm {
    id: String,
    label: Label,
    code: Vec<CodeForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    id: String,
    label: Label,
    rank: Option<i64>,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    restores: bool,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// Names the line, or the property and what does not fit.
    pub fn parse(text: &str) -> Result<Profile, ProfileError> {
        let form: FileForm = toml::from_str(text).map_err(|error| ProfileError::Toml(error.to_string()))?;
        let kind = form.kind.map(|id| {
            let label = form.label.unwrap_or_else(|| Label { en: id.clone(), ar: String::new() });
            let (properties, first) = (ids(&form.properties)?, ids(&form.first)?);
            Ok(Kind { id, label, plural: form.plural, properties, first, privacy: form.privacy })
        });
        Ok(Profile {
            file: FileId(Hash::of(text.as_bytes())),
            version: form.version,
            kind: kind.transpose()?,
            properties: form.property.into_iter().map(property).collect::<Result<_, _>>()?,
            schemes: form.scheme.into_iter().map(scheme).collect(),
        })
    }
}

fn ids(texts: &[String]) -> Result<Vec<PropertyId>, ProfileError> {
    texts.iter().map(|text| PropertyId::parse(text).map_err(|error| refuse(text, &error))).collect()
}

fn refuse(id: &str, error: &ValueError) -> ProfileError {
    ProfileError::Property { id: id.to_owned(), why: error.to_string() }
}

fn property(form: PropertyForm) -> Result<Property, ProfileError> {
    let why = if !TYPES.contains(&form.value.as_str()) {
        Some(format!("the type {:?} is not one of {TYPES:?}", form.value))
    } else if (form.value == "code") != form.scheme.is_some() {
        Some("a property of type \"code\" names its scheme, and no other does".to_owned())
    } else if form.spans.is_some() && form.value != "date" {
        Some("only a property of type \"date\" has spans".to_owned())
    } else {
        None
    };
    if let Some(why) = why {
        return Err(ProfileError::Property { id: form.id, why });
    }
    let spans = match &form.spans {
        Some([start, end]) => {
            let parse = |text: &String| PropertyId::parse(text).map_err(|error| refuse(text, &error));
            Some([parse(start)?, parse(end)?])
        }
        None => None,
    };
    Ok(Property {
        id: PropertyId::parse(&form.id).map_err(|error| refuse(&form.id, &error))?,
        label: form.label,
        section: form.section,
        value: form.value,
        fold: form.fold,
        many: form.many,
        persists: form.persists,
        scheme: form.scheme,
        spans,
        privacy: form.privacy,
        standards: form.standards,
    })
}

fn scheme(form: SchemeForm) -> Scheme {
    let code = |c: CodeForm| Code { id: c.id, label: c.label, rank: c.rank, once: c.once, restores: c.restores };
    Scheme { id: form.id, label: form.label, codes: form.code.into_iter().map(code).collect() }
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
