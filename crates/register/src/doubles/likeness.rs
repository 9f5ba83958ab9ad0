//! What of a card is compared with other cards: what its profile counts to its identity and history.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};

use daftar_claim::{EntityId, Profiles};
use daftar_store::index::{fold_name, fold_words};
use daftar_table::{Cell, Row};

/// The sections of which something is compared: where it is kept or what became of it may change.
const COMPARED: [&str; 2] = ["identity", "history"];

/// How a property is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    /// Numbers that were given to it.
    Number,
    /// Names: their words.
    Name,
    /// Measures, as near or not.
    Measure,
    /// Anything else: the same or not.
    Other,
}

/// The properties that are compared, by their places.
#[derive(Debug)]
pub(super) struct Properties {
    ids: Vec<(String, How)>,
    secret: RandomState,
}

/// What is compared of one card. Texts are numbers here, so that memory stays small.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Likeness {
    pub(super) entity: EntityId,
    pub(super) kinds: BTreeSet<u64>,
    /// The place of a property, and a number for what it says; sorted.
    pub(super) marks: Vec<(u16, u64)>,
    /// Numbers for the words of each of its names.
    pub(super) names: Vec<Vec<u64>>,
    /// The place of a property, and millimetres or grams; sorted.
    pub(super) measures: Vec<(u16, f64)>,
    /// How its pictures look.
    pub(super) pictures: Vec<u64>,
}

impl Properties {
    pub(super) fn of(profiles: &Profiles) -> Properties {
        let compared = profiles.properties.values().filter(|one| COMPARED.contains(&one.section.as_str()));
        let ids = compared.filter_map(|one| {
            let how = match (one.id.as_str(), one.value.as_str()) {
                ("kind", _) => return None,
                ("number", _) => How::Number,
                ("name" | "title", _) => How::Name,
                (_, "number") => How::Measure,
                (_, "text" | "code" | "entity" | "date") => How::Other,
                _ => return None,
            };
            Some((one.id.to_string(), how))
        });
        Properties { ids: ids.collect(), secret: RandomState::new() }
    }

    pub(super) fn how(&self, place: u16) -> How {
        self.ids.get(usize::from(place)).map_or(How::Other, |one| one.1)
    }

    /// Whether a property is compared, and where its place is.
    pub(super) fn place(&self, id: &str) -> Option<u16> {
        let place = self.ids.iter().position(|one| one.0 == id)?;
        u16::try_from(place).ok()
    }

    pub(super) fn id(&self, place: u16) -> &str {
        self.ids.get(usize::from(place)).map_or("", |one| &one.0)
    }

    /// What is compared of a row of the table, and of how its pictures look.
    pub(super) fn likeness(&self, row: &Row, pictures: Vec<u64>) -> Likeness {
        let kinds = row.kinds.iter().map(|kind| self.secret.hash_one(kind)).collect();
        let (mut marks, mut names, mut measures) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (id, how)) in (0..).zip(&self.ids) {
            for cell in row.cells(id) {
                match how {
                    How::Measure => measures.extend(measure(cell).map(|value| (place, value))),
                    _ => marks.extend(self.mark(*how, cell).map(|mark| (place, mark))),
                }
                if let (How::Name, Cell::Text(text)) = (how, cell) {
                    names.push(words(text).iter().map(|word| self.secret.hash_one(word)).collect());
                }
            }
        }
        marks.sort_unstable();
        marks.dedup();
        Likeness { entity: row.entity, kinds, marks, names, measures, pictures }
    }

    /// The number of what a cell says, as it is compared.
    fn mark(&self, how: How, cell: &Cell) -> Option<u64> {
        let key = match (how, cell) {
            (How::Number, Cell::Text(text)) => number_key(text),
            (How::Name, Cell::Text(text)) => words(text).join(" "),
            (_, Cell::Text(text)) => fold_name(text),
            (_, Cell::Unknown | Cell::None | Cell::Something) => return None,
            (_, other) => other.to_string(),
        };
        (!key.is_empty()).then(|| self.secret.hash_one(key))
    }

    /// The cells of a property of two rows that agree; else the first of each.
    pub(super) fn cells<'r>(&self, place: u16, one: &'r Row, other: &'r Row) -> Option<(&'r Cell, &'r Cell)> {
        let id = self.id(place);
        let (ones, others) = (one.cells(id), other.cells(id));
        let mut pairs = ones.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
        pairs.find(|(a, b)| self.agree(place, a, b)).or_else(|| Some((ones.first()?, others.first()?)))
    }

    /// Whether two cells of a property say the same, as it is compared.
    pub(super) fn agree(&self, place: u16, a: &Cell, b: &Cell) -> bool {
        match self.how(place) {
            How::Measure => matches!((measure(a), measure(b)), (Some(a), Some(b)) if super::weigh::near(a, b)),
            how => self.mark(how, a).is_some_and(|mark| self.mark(how, b) == Some(mark)),
        }
    }

    /// Whether two names have a word in common.
    pub(super) fn share_words(&self, place: u16, a: &Cell, b: &Cell) -> bool {
        match (self.how(place), a, b) {
            (How::Name, Cell::Text(a), Cell::Text(b)) => words(a).iter().any(|word| words(b).contains(word)),
            _ => false,
        }
    }
}

/// Millimetres or grams; none without a unit that is known.
fn measure(cell: &Cell) -> Option<f64> {
    let Cell::Number(number, unit) = cell else { return None };
    let scale = match unit.as_deref()? {
        "mm" | "g" => 1.0,
        "cm" => 10.0,
        "m" | "kg" => 1000.0,
        "in" => 25.4,
        "km" | "t" => 1_000_000.0,
        _ => return None,
    };
    Some(number.to_f64() * scale)
}

/// A number without what people leave out or write otherwise: case, what parts its groups, zeros before a group.
fn number_key(text: &str) -> String {
    let groups = fold_words(text).into_iter().filter_map(|forms| forms.into_iter().next());
    let mut parts = Vec::new();
    for group in groups {
        for part in digits_apart(&group) {
            let bare = part.trim_start_matches('0');
            parts.push(if bare.is_empty() { "0".to_owned() } else { bare.to_owned() });
        }
    }
    parts.join(".")
}

/// `sm0012a` as `sm`, `0012`, `a`.
fn digits_apart(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

/// The words of a name, each once and sorted, without what is written onto their front: `Jar, blue` is `The blue jar`'s neighbour.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = fold_words(text).into_iter().filter_map(|forms| forms.into_iter().last()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_however_it_is_written() {
        for text in ["SM 1998.012.3", "sm1998-12-3", "SM/1998/0012/03", "sm ١٩٩٨ ١٢ ٣"] {
            assert_eq!(number_key(text), "sm.1998.12.3", "{text}");
        }
        assert_ne!(number_key("1998.1.23"), number_key("1998.12.3"));
        assert_ne!(number_key("12"), number_key("120"));
        assert_eq!(number_key("000"), "0");
        assert_eq!(number_key("–"), "");
    }

    #[test]
    fn names_are_alike_whatever_the_order_of_their_words() {
        assert_eq!(words("Turner, Joseph Mallord William"), words("Joseph Mallord William Turner"));
        assert_eq!(words("الجرّة الزرقاء"), words("زرقاء جرة"));
        assert_ne!(words("blue jar"), words("blue jug"));
    }
}
