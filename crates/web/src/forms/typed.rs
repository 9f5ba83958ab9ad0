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
    /// What of that which was typed is wrong, to the letter; empty where it is all of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<String>,
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

/// The button that asks for another value: its value is the property. Without one the form comes back as it was sent.
pub(crate) const MORE: &str = "more";
/// Marks the fields that were made room for.
const NEW: &str = ".new";
/// So many values of a property are typed into one form.
const MOST_ROWS: usize = 50;

/// What the fields of a property's value begin with; values are counted from 1.
pub(crate) fn row(property: &str, number: usize) -> String {
    if number <= 1 { property.to_owned() } else { format!("{property}_{number}") }
}

/// Which of a property's values a field belongs to, if it is one of its fields.
fn row_of(field: &str, property: &str) -> Option<usize> {
    let rest = field.strip_prefix(property)?;
    if rest.starts_with('.') {
        return Some(1);
    }
    let number = rest.strip_prefix('_')?.split('.').next()?;
    number.parse().ok().filter(|number| *number > 1 && rest.contains('.'))
}

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

    /// All fields.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
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
    pub(crate) fn begins(&self, property: &str) -> bool {
        let own = |field: &str| row_of(field, property).is_some() && !field.ends_with(".restricted");
        self.fields.iter().any(|(field, value)| own(field) && !value.trim().is_empty())
    }

    /// How many values of a property are asked for.
    pub(crate) fn rows(&self, property: &str) -> usize {
        let rows = self.fields.iter().filter_map(|(field, _)| row_of(field, property));
        rows.max().unwrap_or(1).min(MOST_ROWS)
    }

    /// The form with room for another value, where its keeper pressed the button for that.
    pub(crate) fn grown(&self) -> Option<Typed> {
        let more = self.fields.iter().find(|(field, _)| field == MORE)?.1.clone();
        let fields = self.fields.iter().filter(|(field, _)| field != MORE && !field.ends_with(NEW)).cloned();
        let mut grown = Typed { fields: fields.collect(), sent: true, ..Typed::default() };
        let rows = grown.rows(&more);
        if !more.is_empty() && rows < MOST_ROWS {
            grown.fields.push((format!("{}{NEW}", row(&more, rows + 1)), String::new()));
        }
        Some(grown)
    }

    /// Whether a field is one of those that were made room for.
    pub(crate) fn is_new(&self, field: &str) -> bool {
        let new = |name: &str| name.strip_suffix(NEW).is_some_and(|row| row_of(field, row) == Some(1));
        self.fields.iter().any(|(name, _)| new(name))
    }

    /// Whether more values of a property were sent than a form asks for.
    pub(crate) fn has_too_many(&self, property: &str) -> bool {
        self.fields.iter().filter_map(|(field, _)| row_of(field, property)).any(|row| row > MOST_ROWS)
    }

    /// Says what is wrong with a field; the first fault of a field stays.
    pub(crate) fn fault(&mut self, field: &str, words: &'static str, asks: Asks) {
        self.faults.entry(field.to_owned()).or_insert(Fault { words, asks, parts: Vec::new() });
    }

    /// Says which part of a field is wrong, once it has a fault of these words.
    pub(crate) fn faulty_part(&mut self, field: &str, words: &str, part: &str) {
        if let Some(fault) = self.faults.get_mut(field).filter(|fault| fault.words == words) {
            fault.parts.push(part.to_owned());
        }
    }

    /// What is wrong with a field.
    pub(crate) fn fault_of(&self, field: &str) -> Option<&Fault> {
        self.faults.get(field)
    }

    /// Whether any of a property's fields has a fault.
    pub(crate) fn is_faulty(&self, property: &str) -> bool {
        self.faults.keys().any(|field| row_of(field, property).is_some())
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
        assert!(!typed.begins("n") && !typed.begins("m"));
    }

    #[test]
    fn a_form_grows_by_a_value_at_a_time() {
        let sent = |fields: &[(&str, &str)]| {
            Typed::sent(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        };
        assert!(sent(&[("material.en", "clay")]).grown().is_none());
        let grown = sent(&[("material.en", "clay"), ("more", "material")]).grown().unwrap();
        assert_eq!((grown.rows("material"), grown.rows("made")), (2, 1));
        assert!(grown.is_new("material_2.en") && !grown.is_new("material.en"));
        let two = sent(&[("material.en", "clay"), ("material_2.en", ""), ("more", "material")]).grown().unwrap();
        assert_eq!((two.rows("material"), two.text("material.en")), (3, "clay"));
        assert!(two.begins("material") && !two.begins("mat"));
        let many = sent(&[("material_999999.en", "x")]);
        assert!(many.rows("material") == MOST_ROWS && many.has_too_many("material"));
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
