//! From the numbers that people type or scan to the things that bear them.

use std::collections::{BTreeSet, HashMap};

use daftar_claim::EntityId;
use daftar_table::{Cell, Query, Test};
use daftar_view::{Ask, NUMBER};

use super::code::Scanned;
use crate::{Register, RegisterError};

/// Who bears which number, as an audience may know it.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    by: HashMap<String, BTreeSet<EntityId>>,
}

/// What somebody means by a number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meant {
    /// This one.
    One(EntityId),
    /// Several bear it.
    Several(Vec<EntityId>),
    /// Nothing here bears it.
    Nothing,
    /// It is the code of another notebook.
    Elsewhere,
}

/// A line as it is typed or scanned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedLine<'t> {
    /// What its number means.
    pub meant: Meant,
    /// The number.
    pub number: &'t str,
    /// What is written after a colon.
    pub words: Option<&'t str>,
}

/// A number as numbers are compared: Western digits, small letters, single spaces, without the marks of direction that are
/// copied along with it. Points, hyphens and strokes stay: 1.2 is not 12.
pub fn folded_number(text: &str) -> String {
    let western = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10).unwrap_or(c),
        '−' | '‐' | '‑' | '–' => '-',
        other => other,
    };
    let is_mark = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{640}' | '\u{feff}');
    let plain: String = text.chars().filter(|c| !is_mark(*c)).map(western).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Register {
    /// The numbers that the asking audience may know.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn numbers(&self, ask: &Ask) -> Result<Numbers, RegisterError> {
        let mut query = Query { columns: Some(vec![NUMBER.to_owned()]), most: usize::MAX, ..Query::default() };
        query.add(NUMBER, Test::Said);
        let mut numbers = Numbers::default();
        self.each_of_many::<RegisterError>(&query, self.standing(), &now(ask), |hit| {
            for cell in hit.row.cells(NUMBER) {
                if let Cell::Text(number) = cell {
                    numbers.by.entry(folded_number(number)).or_default().insert(hit.row.entity);
                }
            }
            Ok(())
        })?;
        Ok(numbers)
    }

    /// What is meant by a number, or by a code that was scanned.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meant(&self, typed: &str, numbers: &Numbers, ask: &Ask) -> Result<Meant, RegisterError> {
        match Scanned::read(typed) {
            Some(scanned) if !scanned.is_of(self.id()) => Ok(Meant::Elsewhere),
            Some(Scanned { number: Some(number), .. }) => Ok(numbers.find(&number)),
            Some(Scanned { digits, .. }) => self.of_digits(&digits, ask),
            None => Ok(numbers.find(typed)),
        }
    }

    /// The same for a keeper, who may also give the exact name of a box that has no number.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meant_by_keeper(&self, typed: &str, numbers: &Numbers, ask: &Ask) -> Result<Meant, RegisterError> {
        match self.meant(typed, numbers, ask)? {
            Meant::Nothing => Ok(Meant::of(self.bearing(typed.trim())?)),
            found => Ok(found),
        }
    }

    /// What a line means: a number, and after a colon words of what it means.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn typed_line<'t>(&self, text: &'t str, numbers: &Numbers, ask: &Ask) -> Result<TypedLine<'t>, RegisterError> {
        let whole = self.meant_by_keeper(text, numbers, ask)?;
        Ok(match (whole, text.split_once([':', '：'])) {
            (Meant::Nothing, Some((number, words))) => {
                let meant = self.meant_by_keeper(number, numbers, ask)?;
                TypedLine { meant, number: number.trim(), words: Some(words.trim()).filter(|words| !words.is_empty()) }
            }
            (meant, _) => TypedLine { meant, number: text.trim(), words: None },
        })
    }

    /// What has an id that begins so, as far as the asking audience may know of it.
    fn of_digits(&self, digits: &str, ask: &Ask) -> Result<Meant, RegisterError> {
        let mut found: BTreeSet<EntityId> = self.store.index().entities_with_id_prefix(digits)?.into_iter().collect();
        let sealed = self.opened_claims().filter_map(|claim| claim.subject.entity());
        found.extend(sealed.filter(|entity| entity.0.to_string().starts_with(digits)));
        let found: Vec<EntityId> = found.into_iter().collect();
        let heard = self.hear_entities(&found, self.standing(), ask.audience)?;
        let asked = daftar_view::Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings);
        Ok(Meant::of(asked.entities()))
    }
}

impl Numbers {
    /// Who bears a number.
    pub fn find(&self, typed: &str) -> Meant {
        Meant::of(self.by.get(&folded_number(typed)).into_iter().flatten().copied().collect())
    }
}

impl Meant {
    fn of(found: Vec<EntityId>) -> Meant {
        match found[..] {
            [one] => Meant::One(one),
            [] => Meant::Nothing,
            _ => Meant::Several(found),
        }
    }
}

/// The same question about now and all sources.
pub(super) fn now(ask: &Ask) -> Ask {
    Ask { audience: ask.audience, lang: ask.lang, ..Ask::default() }
}

/// So that shelf 9 stands before shelf 10: numbers by their length, then by their digits.
pub(super) fn natural(text: &str) -> Vec<(String, usize, String)> {
    let mut parts: Vec<(String, usize, String)> = Vec::new();
    let mut digits_before = false;
    for c in folded_number(text).chars() {
        let digit = c.is_ascii_digit();
        if parts.is_empty() || (digits_before && !digit) {
            parts.push((String::new(), 0, String::new()));
        }
        if let Some((letters, length, digits)) = parts.last_mut() {
            match digit {
                true if c == '0' && digits.is_empty() => {}
                true => {
                    digits.push(c);
                    *length += 1;
                }
                false => letters.push(c),
            }
        }
        digits_before = digit;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_as_people_write_them() {
        for written in ["MM-12", " mm-12 ", "MM-١٢", "\u{2067}MM‑12\u{2069}", "mm–12"] {
            assert_eq!(folded_number(written), "mm-12", "{written:?}");
        }
        assert_eq!(folded_number("A  1"), "a 1");
        assert_ne!(folded_number("1.2"), folded_number("12"), "a point is part of a number");
        assert_ne!(folded_number("MM-12"), folded_number("MM 12"));
    }
}
