//! What the query of an address asks: language, digits, as of when, as known on, as recorded by, from whom.
//!
//! What cannot be read is no error page: the field keeps what was typed, and says beside itself what it expected.

use axum::extract::Query;
use axum::http::Uri;
use daftar_register::claim::{Edtf, Timestamp};
use daftar_register::date::Lang;

use crate::words::Digits;

/// A field of a form: what was typed, and what it means.
#[derive(Clone, Debug)]
pub(crate) struct Field<T> {
    /// What was typed; empty when nothing was.
    pub(crate) text: String,
    /// What it means, if anything.
    pub(crate) value: Option<T>,
    /// The id of the words that say what was expected.
    pub(crate) fault: Option<&'static str>,
}

impl<T> Field<T> {
    fn read(text: Option<&str>, fault: &'static str, meaning: impl FnOnce(&str) -> Option<T>) -> Field<T> {
        let text = text.unwrap_or_default().trim().to_owned();
        let value = if text.is_empty() { None } else { meaning(&text) };
        let fault = (value.is_none() && !text.is_empty()).then_some(fault);
        Field { text, value, fault }
    }
}

/// The question of an address.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The language, where the address names one.
    pub(crate) lang: Option<Lang>,
    /// How numbers are written.
    pub(crate) digits: Digits,
    /// As of when.
    pub(crate) at: Field<Edtf>,
    /// Only what had been said by then.
    pub(crate) known: Field<Edtf>,
    /// Only what the register held by then.
    pub(crate) recorded: Field<Timestamp>,
    /// Only from these sources or speakers, by name or id.
    pub(crate) from: Vec<String>,
    pairs: Vec<(String, String)>,
}

/// The pairs that travel from page to page.
const TRAVELS: [&str; 6] = ["lang", "digits", "at", "known", "recorded", "from"];

impl Asked {
    /// Reads the query of an address; what no page knows is passed over.
    pub(crate) fn of(uri: &Uri) -> Asked {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default();
        let first = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let date = |name, fault| Field::read(first(name), fault, |text| Edtf::parse(text).ok());
        Asked {
            lang: match first("lang") {
                Some("ar") => Some(Lang::Ar),
                Some("en") => Some(Lang::En),
                _ => None,
            },
            digits: if first("digits") == Some("arab") { Digits::Arabic } else { Digits::European },
            at: date("at", "fault-date"),
            known: date("known", "fault-date"),
            recorded: Field::read(first("recorded"), "fault-time", time),
            from: pairs
                .iter()
                .filter(|(name, value)| name == "from" && !value.is_empty())
                .map(|(_, v)| v.clone())
                .collect(),
            pairs,
        }
    }

    /// The question of somebody who may not look at what this notebook held before: there stands what was taken back or restricted since.
    pub(crate) fn without_the_past(self) -> Asked {
        let fault = (!self.recorded.text.is_empty()).then_some("fault-past");
        Asked { recorded: Field { value: None, fault, ..self.recorded }, ..self }
    }

    /// A pair of the query that only one page knows.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The pairs that go along to other pages; of the question itself only when `whole`.
    pub(crate) fn along(&self, whole: bool) -> impl Iterator<Item = (&str, &str)> {
        let kept = if whole { &TRAVELS[..] } else { &TRAVELS[..2] };
        self.pairs().filter(move |(name, value)| kept.contains(name) && !value.is_empty())
    }

    /// All pairs.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a question is asked at all, beyond a language.
    pub(crate) fn asks(&self) -> bool {
        self.along(true).any(|(name, _)| !TRAVELS[..2].contains(&name))
    }

    /// The names of the fields that could not be read.
    pub(crate) fn faults(&self) -> Vec<&'static str> {
        let fields = [("at", self.at.fault), ("known", self.known.fault), ("recorded", self.recorded.fault)];
        fields.into_iter().filter_map(|(name, fault)| fault.map(|_| name)).collect()
    }
}

/// A day means its end.
fn time(text: &str) -> Option<Timestamp> {
    let full = if text.len() == 10 { format!("{text}T23:59:59Z") } else { text.to_owned() };
    Timestamp::parse(&full).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_kept_beside_what_was_expected() {
        let asked = Asked::of(&"/e/1?at=next+week&known=2032-04&lang=ar&x=1".parse().unwrap());
        assert_eq!((asked.at.text.as_str(), asked.at.fault), ("next week", Some("fault-date")));
        assert_eq!(asked.known.value.as_ref().map(|date| date.as_str()), Some("2032-04"));
        assert_eq!(asked.faults(), ["at"]);
        assert_eq!(asked.along(false).collect::<Vec<_>>(), [("lang", "ar")]);
        assert_eq!(asked.along(true).count(), 3);
    }
}
