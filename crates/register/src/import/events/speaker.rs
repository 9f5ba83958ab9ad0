//! Who says so: a body by its name; somebody who is not named; or perhaps a person, whose name is protected.
//!
//! Whoever speaks and is no body that is known may be a person: a word for a body beside a name does not make a body of it, for people are
//! "of the museum", "police officer", or called White. Known are names that end in a word for a body, short names of capitals, and whoever
//! the data set itself names as a publisher or a party.

use std::collections::HashSet;

use daftar_read::article::tells_of_body;
use daftar_store::index::fold_name;

use crate::import::mapping::Dialect;

/// Words for many or for somebody who is not named, in small letters.
const UNNAMED: [&str; 42] = [
    "activist",
    "activists",
    "announcement",
    "army",
    "authorities",
    "charity",
    "civilians",
    "coalition",
    "doctor",
    "doctors",
    "eyewitness",
    "eyewitnesses",
    "forces",
    "government",
    "hospital",
    "locals",
    "media",
    "medical",
    "military",
    "militia",
    "news",
    "official",
    "officials",
    "opposition",
    "police",
    "rebels",
    "report",
    "reports",
    "resident",
    "residents",
    "responder",
    "site",
    "sites",
    "source",
    "sources",
    "spokesman",
    "spokesperson",
    "staff",
    "statement",
    "witness",
    "witnesses",
    "workers",
];
/// Words that join names and are none.
const SMALL: [&str; 14] =
    ["local", "the", "a", "an", "of", "for", "in", "and", "by", "from", "to", "on", "two", "with"];
/// Words beside them that name nobody, in small letters.
const BESIDE: [&str; 24] = [
    "armed",
    "civil",
    "defence",
    "defense",
    "east",
    "field",
    "first",
    "footage",
    "human",
    "intelligence",
    "language",
    "many",
    "members",
    "north",
    "official",
    "private",
    "rebel",
    "rights",
    "security",
    "several",
    "social",
    "some",
    "state",
    "video",
];
/// What bodies are, in small letters: the last word of what they are called, or the last before what they are of.
const HEADS: [&str; 58] = [
    "agencies",
    "agency",
    "army",
    "association",
    "authorities",
    "authority",
    "brigade",
    "brigades",
    "broadcaster",
    "broadcasting",
    "bureau",
    "center",
    "centre",
    "channel",
    "charity",
    "coalition",
    "command",
    "commission",
    "committee",
    "corps",
    "council",
    "crescent",
    "cross",
    "defence",
    "defense",
    "directorate",
    "federation",
    "forces",
    "foundation",
    "front",
    "government",
    "helmets",
    "hospital",
    "institute",
    "media",
    "military",
    "militia",
    "ministry",
    "monitor",
    "municipality",
    "museum",
    "network",
    "news",
    "newspaper",
    "observatory",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "press",
    "radio",
    "society",
    "television",
    "tv",
    "union",
    "university",
    "website",
];
/// What stands between a body and what it is of.
const OF: [&str; 6] = ["of", "for", "in", "from", "to", "on"];
/// What parts those who speak together.
const BETWEEN: [&str; 6] = [";", ",", "/", "\n", " and ", " & "];
/// How adjectives of peoples and countries end.
const OF_PEOPLE: [&str; 6] = ["ish", "sian", "nian", "rian", "raeli", "ese"];
/// Names of capitals alone have so many letters.
const ACRONYM: std::ops::RangeInclusive<usize> = 2..=5;

/// Who says what a row tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::import) enum Speech {
    /// A body, by its name.
    Body(String),
    /// Somebody who is not named, or several together, in the list's own words.
    Unnamed(String),
    /// Perhaps a person.
    Unsure,
}

/// Whom the data set names as publishers and parties.
#[derive(Clone, Default)]
pub(in crate::import) struct Bodies {
    known: HashSet<String>,
}

impl Bodies {
    /// Learns the names in a cell.
    pub(in crate::import) fn learn(&mut self, text: &str) {
        self.known.extend(text.split(';').map(fold_name).filter(|name| !name.is_empty()));
    }

    /// Who speaks by these words. In a cell of ACLED several stand side by side: none of them says it alone.
    pub(super) fn speech(&self, words: &str, dialect: Dialect) -> Option<Speech> {
        let words = words.trim();
        let parts = parts(words);
        if dialect == Dialect::Acled {
            // Its column has names of media and bodies.
            return (parts.len() == 1 || !words.contains(';')).then(|| Speech::Body(words.to_owned()));
        }
        if self.known.contains(&fold_name(words)) {
            return Some(Speech::Body(words.to_owned()));
        }
        let is_body = |part: &&str| self.is_body(part);
        match &parts[..] {
            [] => None,
            [one] if self.is_body(one) => Some(Speech::Body((*one).to_owned())),
            all if all.iter().all(|part| is_body(part) || is_unnamed(part)) => Some(Speech::Unnamed(words.to_owned())),
            _ => Some(Speech::Unsure),
        }
    }

    fn is_body(&self, name: &str) -> bool {
        let known = |name: &str| self.known.contains(&fold_name(name));
        let lower = name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name);
        known(lower) || is_acronym(lower) || ends_as_body(lower) || begins_as_body(lower) || self.is_joined(lower)
    }

    /// Names side by side without a comma, some known, all others of capitals: two of capitals may be somebody's own and family name.
    fn is_joined(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split_whitespace().collect();
        let known = |word: &&str| self.known.contains(&fold_name(word));
        words.len() > 1 && words.iter().any(known) && words.iter().all(|word| is_acronym(word) || known(word))
    }
}

fn parts(words: &str) -> Vec<&str> {
    let mut parts = vec![words];
    for between in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// "Harbour News Agency", "Ministry of Water": the last word before what it is of is one for a body.
fn ends_as_body(name: &str) -> bool {
    let name = name.split(['(', ',']).next().unwrap_or_default();
    let words = name.split_whitespace().map(str::to_lowercase);
    let called: Vec<String> = words.take_while(|word| !OF.contains(&word.as_str())).collect();
    called.last().is_some_and(|last| HEADS.contains(&last.as_str()))
}

/// In Arabic the word for a body stands first: "وزارة المياه".
fn begins_as_body(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    !first.is_ascii() && tells_of_body(first)
}

/// A short name of capitals and digits alone.
fn is_acronym(name: &str) -> bool {
    let upper = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '.';
    ACRONYM.contains(&name.chars().count()) && name.chars().all(upper) && name.chars().any(|c| c.is_ascii_uppercase())
}

/// Whether nobody is named: words for many or for somebody, and no name but that of a people.
fn is_unnamed(part: &str) -> bool {
    let words: Vec<&str> = part.split([' ', '-', '\'', '’', '(', ')']).filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let names_nobody = |(at, word): (usize, &String)| {
        let known = [&UNNAMED[..], &SMALL, &BESIDE].iter().any(|list| list.contains(&word.as_str()));
        known || (at <= 1 && OF_PEOPLE.iter().any(|end| word.ends_with(end))) || is_acronym(words[at])
    };
    lower.iter().any(|word| UNNAMED.contains(&word.as_str())) && lower.iter().enumerate().all(names_nobody)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_nobody_named_and_perhaps_persons_are_told_apart() {
        let mut bodies = Bodies::default();
        bodies.learn("Rimal Courier;Quaywatch");
        let speech = |words: &str| bodies.speech(words, Dialect::UcdpGed).unwrap();
        for body in [
            "Rimal Courier",
            "quaywatch",
            "RHR",
            "Harbour News Agency",
            "Ministry of Water",
            "The Quaywatch",
            "وزارة المياه",
        ] {
            assert!(matches!(speech(body), Speech::Body(_)), "{body}");
        }
        for nobody in [
            "eyewitnesses",
            "local residents",
            "Local sources",
            "Rimalish military",
            "RHR, two witnesses",
            "RHR Quaywatch, activists",
            "the army",
        ] {
            assert!(matches!(speech(nobody), Speech::Unnamed(_) | Speech::Body(_)), "{nobody}");
        }
        assert_eq!(speech("RHR, eyewitnesses"), Speech::Unnamed("RHR, eyewitnesses".into()));
        for person in [
            "Salma Darwish",
            "journalist Salma Darwish",
            "RHR, Salma Darwish, the keeper of the mill",
            "RHR Salma",
            "Salma",
            "RHR; Rimalish official Salma Darwish",
            "police officer Salma Darwish",
            "Salma Darwish of the Mill Museum",
            "Salma Darwish from the White Helmets",
            "Jack White",
            "SALMA DARWISH",
            "RAMI OMAR",
            "doctor salma darwish",
            "سلمى درويش من متحف الطاحونة",
        ] {
            assert_eq!(speech(person), Speech::Unsure, "{person}");
        }
        assert_eq!(bodies.speech("Rimal Courier; RHR", Dialect::Acled), None);
        assert_eq!(bodies.speech("Rimal Courier", Dialect::Acled), Some(Speech::Body("Rimal Courier".into())));
    }
}
