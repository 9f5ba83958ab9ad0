//! A value as a page shows it: itself, and in words of the asked language.

use daftar_claim::{Profiles, Value};
use daftar_date::{Lang, words};
use serde::Serialize;

use crate::asked::Asked;
use crate::json;
use crate::surroundings::tag_of;

/// A value, and its words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
    /// The value as the claim holds it.
    #[serde(serialize_with = "json::value")]
    pub value: Value,
    /// The value in the language asked for: labels of codes, names of entities, dates in words. Text stays as it is.
    pub words: String,
}

impl Shown {
    /// A value that several statements tell: a code without the label that one of them gave it.
    pub(crate) fn shared(value: &Value, asked: &Asked) -> Shown {
        Shown::new(&bare(value), asked)
    }

    pub(crate) fn new(value: &Value, asked: &Asked) -> Shown {
        let words = match value {
            Value::Entity(id) => asked.name(*id).map_or_else(|| id.to_string(), str::to_owned),
            other => value_words(other, asked.lang(), asked.profiles),
        };
        Shown { value: value.clone(), words }
    }
}

/// The value without the label that a source gave its code.
pub(crate) fn bare(value: &Value) -> Value {
    match value {
        Value::Code { scheme, code, .. } => Value::code(scheme, code),
        other => other.clone(),
    }
}

/// A value in words; an entity or a file by its id.
pub fn value_words(value: &Value, lang: Lang, profiles: &Profiles) -> String {
    match value {
        Value::Text { text, .. } => text.clone(),
        Value::Number { number, unit: None } => number.as_str().to_owned(),
        Value::Number { number, unit: Some(unit) } => format!("{} {unit}", number.as_str()),
        Value::Count { low, best, high } => count_words([*low, *best, *high], lang),
        Value::Date(date) => words(date, lang),
        Value::Code { scheme, code, label } => {
            let coded = profiles.code(scheme, code).map(|code| &code.label);
            let kind = || profiles.kinds.get(code).filter(|_| scheme == "kind").map(|kind| &kind.label);
            let known = coded.or_else(kind).map(|label| label.in_language(tag_of(lang)));
            let words = known.or(label.as_deref()).unwrap_or(code);
            grade_words(scheme, code, words, lang, profiles).unwrap_or_else(|| words.to_owned())
        }
        Value::Geometry { wkt, .. } => wkt.as_str().to_owned(),
        Value::Entity(id) => id.to_string(),
        Value::File(id) => id.to_string(),
        Value::Preference(preference) => preference.first.to_string(),
        Value::Custody(step) => step.action.clone(),
        Value::Unknown => pick(lang, "not known", "غير معروف").to_owned(),
        Value::None => pick(lang, "none", "لا يوجد").to_owned(),
    }
}

/// A code of a scheme that is mapped onto another: whose grade it is, in that scheme's words, and what it comes nearest to here,
/// told as mapped. None where it is not mapped.
fn grade_words(scheme: &str, code: &str, words: &str, lang: Lang, profiles: &Profiles) -> Option<String> {
    let whose = profiles.schemes.get(scheme)?;
    let scale = profiles.schemes.get(&whose.crosswalk.as_ref()?.scheme)?;
    let onto: Vec<&str> =
        profiles.on_scale(scheme, code, scale).map(|code| code.label.in_language(tag_of(lang))).collect();
    let whose = whose.label.in_language(tag_of(lang));
    let native = format!("{words} ({whose})");
    let or = pick(lang, " or ", " أو ");
    Some(match onto.is_empty() {
        true => native,
        false => format!("{native}, {} {}", pick(lang, "mapped to", "يقابله تقريبًا"), onto.join(or)),
    })
}

/// The one of two wordings that the language asks for.
pub(crate) fn pick<'t>(lang: Lang, english: &'t str, arabic: &'t str) -> &'t str {
    match lang {
        Lang::En => english,
        Lang::Ar => arabic,
    }
}

fn count_words([low, best, high]: [Option<i64>; 3], lang: Lang) -> String {
    let range = match (low, high) {
        (Some(low), Some(high)) if low == high => Some(low.to_string()),
        (Some(low), Some(high)) => Some(format!("{low}–{high}")),
        (Some(low), None) => Some(format!("{} {low}", pick(lang, "at least", "على الأقل"))),
        (None, Some(high)) => Some(format!("{} {high}", pick(lang, "at most", "على الأكثر"))),
        (None, None) => None,
    };
    match (best, range) {
        (Some(best), None) => best.to_string(),
        (Some(best), Some(range)) if range == best.to_string() => range,
        (Some(best), Some(range)) => format!("{best} ({range})"),
        (None, Some(range)) => range,
        (None, None) => pick(lang, "several, no number given", "عدة، دون ذكر عدد").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{edtf, shipped};

    #[test]
    fn values_are_said_in_both_languages() {
        let profiles = shipped();
        let both = |value: Value| [Lang::En, Lang::Ar].map(|lang| value_words(&value, lang, &profiles));
        let count = |low, best, high| Value::Count { low, best, high };
        assert_eq!(both(Value::code("state", "destroyed")), ["destroyed", "مدمّر"]);
        assert_eq!(both(Value::None), ["none", "لا يوجد"]);
        assert_eq!(both(count(Some(3500), None, None)), ["at least 3500", "على الأقل 3500"]);
        assert_eq!(both(count(Some(3), Some(4), Some(5)))[0], "4 (3–5)");
        assert_eq!(both(count(Some(60), Some(60), Some(60)))[0], "60");
        assert_eq!(both(Value::code("kind", "museum")), ["museum", "متحف"]);
        assert_eq!(both(count(None, None, None))[0], "several, no number given");
        assert_eq!(both(Value::Date(edtf("2031-10")))[0], "October 2031");
    }
}
