//! What was typed into a form, and what is wrong with it.

use std::collections::BTreeMap;

use daftar_register::claim::{EntityId, Hash};
use serde::Serialize;

use super::key;

/// The fields of a form as they were sent, or as they are preset, and the faults that were found.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Typed {
    fields: Vec<(String, String)>,
    faults: BTreeMap<String, Fault>,
    /// Whether somebody sent it.
    #[serde(skip)]
    pub(crate) sent: bool,
}

/// What is wrong with a field.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fault {
    /// The id of the words that say what was expected.
    pub(crate) words: &'static str,
    /// What else to ask beside the field.
    #[serde(skip)]
    pub(crate) asks: Asks,
}

/// What a fault asks.
#[derive(Clone, Debug, Default)]
pub(crate) enum Asks {
    /// To type something else.
    #[default]
    Another,
    /// Which of these is meant.
    Which(Vec<(EntityId, String)>),
    /// Whether to make a card of this name.
    Make,
}

/// The name of the field whose fault stands at the head of the form.
pub(crate) const WHOLE: &str = "form";

impl Typed {
    /// A form that was sent. Line ends are those of a text, and the token is nobody's to keep.
    pub(crate) fn sent(pairs: Vec<(String, String)>) -> Typed {
        let pairs = pairs.into_iter().filter(|(name, _)| name != "token");
        let fields = pairs.map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect();
        Typed { fields, faults: BTreeMap::new(), sent: true }
    }

    /// A form with preset fields and a key of its own.
    pub(crate) fn preset(fields: impl IntoIterator<Item = (String, String)>) -> Typed {
        let key = key::fresh().map(|key| ("key".to_owned(), key));
        Typed { fields: key.into_iter().chain(fields).collect(), ..Typed::default() }
    }

    /// The text of a field, without spaces around it; empty when nothing was typed.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// The text of a field as it was typed, spaces and all; none when the form has no such field.
    pub(crate) fn text_to_the_letter(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// What tells it from every other form that was sent: its key and all that was typed.
    pub(crate) fn identity(&self) -> Hash {
        Hash::of(&serde_json::to_vec(&self.fields).unwrap_or_default())
    }

    /// All values of a field that may stand several times.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
    }

    /// The text of a field with Western digits, whichever were typed.
    pub(crate) fn digits(&self, name: &str) -> String {
        western(self.text(name))
    }

    /// Whether a field has this value.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(field, found)| field == name && found == value)
    }

    /// Whether anything was typed into one of a property's fields; its box is ticked by the profile, not by anybody.
    pub(crate) fn begins(&self, prefix: &str) -> bool {
        let own = |field: &str| field.starts_with(prefix) && !field.ends_with(".restricted");
        self.fields.iter().any(|(field, value)| own(field) && !value.trim().is_empty())
    }

    /// Says what is wrong with a field; the first fault of a field stays.
    pub(crate) fn fault(&mut self, field: &str, words: &'static str, asks: Asks) {
        self.faults.entry(field.to_owned()).or_insert(Fault { words, asks });
    }

    /// What is wrong with a field.
    pub(crate) fn fault_of(&self, field: &str) -> Option<&Fault> {
        self.faults.get(field)
    }

    /// Whether any field that begins so has a fault.
    pub(crate) fn is_faulty(&self, prefix: &str) -> bool {
        self.faults.keys().any(|field| field.starts_with(prefix))
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// A text with Western digits, whichever it had.
pub(crate) fn western(text: &str) -> String {
    let digit = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10).unwrap_or(c),
        '٫' => '.',
        '−' => '-',
        other => other,
    };
    text.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_hands_are_read() {
        let typed = Typed::sent(vec![("n".into(), " −٣٬٥٠٠٫٢۵ ".into())]);
        assert_eq!(typed.digits("n"), "-3٬500.25");
        assert_eq!(typed.text("n"), "−٣٬٥٠٠٫٢۵");
        assert!(typed.begins("n") && !typed.begins("m"));
    }

    #[test]
    fn another_text_under_the_same_key_is_another_form() {
        let sent = |text: &str, token: &str| {
            let pairs = [("token", token), ("key", "k"), ("name", text)];
            Typed::sent(pairs.map(|(name, value)| (name.into(), value.into())).into()).identity()
        };
        assert_eq!(sent("lamp", "1"), sent("lamp", "2"));
        assert_ne!(sent("lamp", "1"), sent("lamp of clay", "1"));
    }

    #[test]
    fn the_token_is_not_kept_and_lines_end_as_lines_do() {
        let typed = Typed::sent(vec![("token".into(), "1".into()), ("t".into(), "a\r\nb".into())]);
        assert_eq!((typed.text("token"), typed.text("t")), ("", "a\nb"));
    }
}
