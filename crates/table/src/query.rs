//! What is asked of many entities at once.

use std::fmt;

use daftar_claim::Edtf;
use daftar_date::{Truth, overlaps, within};

/// A question to a table.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Query {
    /// Words; each must begin some word of the row, those in quotation marks must follow each other.
    pub words: String,
    /// Every filter must be met.
    pub filters: Vec<Filter>,
    /// The columns whose values are counted among the rows that are found.
    pub facets: Vec<String>,
    /// How many values of each are told at most, the most frequent ones.
    pub values: usize,
    /// The columns that hits tell beside their kinds; all unless some are named.
    pub columns: Option<Vec<String>>,
    /// How many hits are passed over.
    pub skip: usize,
    /// How many hits are told at most.
    pub most: usize,
}

/// What one column of a row must hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filter {
    /// The column.
    pub field: String,
    /// One of these must be met by some of its values.
    pub tests: Vec<Test>,
}

/// What a value must be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Test {
    /// This value: as a [`crate::Cell`] is written, or as a person would type it.
    Is(String),
    /// A text in which these words are, or a value whose plain form begins so.
    Holds(String),
    /// A date that certainly or possibly lies in this time, at least in part.
    Touches(Edtf),
    /// A date that certainly lies in this time, as a whole.
    Within(Edtf),
    /// Any value, *unknown* and *none* among them.
    Said,
    /// No value at all.
    Unsaid,
}

impl Query {
    /// Adds a test; several of one column are alternatives.
    pub fn add(&mut self, field: &str, test: Test) {
        match self.filters.iter_mut().find(|filter| filter.field == field) {
            Some(filter) => filter.tests.push(test),
            None => self.filters.push(Filter { field: field.to_owned(), tests: vec![test] }),
        }
    }

    /// Adds a test in its text form, `FIELD=VALUE` and so on (see [`Test`]'s `Display`); false when it is none.
    pub fn add_text(&mut self, text: &str) -> bool {
        let Some((field, test)) = Test::parse(text) else { return false };
        self.add(field, test);
        true
    }

    /// Takes what was typed: `field:value` becomes a filter where `is_field` knows the field, the rest is looked for.
    pub fn add_typed(&mut self, typed: &str, is_field: &dyn Fn(&str) -> bool) {
        let mut words = Vec::new();
        for part in parts(typed) {
            match part.split_once(':').filter(|(field, value)| !value.is_empty() && is_field(field)) {
                Some((field, value)) => self.add(field, Test::of_typed(value)),
                None => words.push(part),
            }
        }
        self.words = words.join(" ");
    }
}

impl Test {
    /// Reads `FIELD=VALUE`, `FIELD:WORDS`, `FIELD~EDTF`, `FIELD!EDTF`, `FIELD?` or `FIELD-`.
    pub fn parse(text: &str) -> Option<(&str, Test)> {
        let at = text.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '@'));
        let Some(at) = at else {
            let field = text.strip_suffix('-').filter(|field| !field.is_empty())?;
            return Some((field, Test::Unsaid));
        };
        let (field, rest) = text.split_at_checked(at).filter(|(field, _)| !field.is_empty())?;
        let value = rest.get(1..).unwrap_or_default();
        let date = || Edtf::parse(value).ok();
        let test = match rest.as_bytes().first()? {
            b'=' => Test::Is(value.to_owned()),
            b':' => Test::Holds(value.to_owned()),
            b'~' => Test::Touches(date()?),
            b'!' => Test::Within(date()?),
            b'?' if value.is_empty() => Test::Said,
            _ => return None,
        };
        Some((field, test))
    }

    /// `1900..1950` is a time, anything else words.
    fn of_typed(value: &str) -> Test {
        let value = value.trim_matches(QUOTES);
        let interval = value.split_once("..").map(|(from, to)| {
            let end = |end: &str| if end.is_empty() { "..".to_owned() } else { end.to_owned() };
            Edtf::parse(&format!("{}/{}", end(from), end(to)))
        });
        match interval {
            Some(Ok(time)) => Test::Touches(time),
            _ => Test::Holds(value.to_owned()),
        }
    }

    /// Whether a date is what is asked for, as far as that can be told.
    pub fn of_date(&self, date: &Edtf) -> Truth {
        match self {
            Test::Touches(time) => overlaps(date.within(), time.throughout()),
            Test::Within(time) if within(date.within(), time.throughout()).is_yes() => Truth::Yes,
            _ => Truth::No,
        }
    }

    /// The text form, with the column before it.
    pub fn text(&self, field: &str) -> String {
        format!("{field}{self}")
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Test::Is(value) => write!(f, "={value}"),
            Test::Holds(words) => write!(f, ":{words}"),
            Test::Touches(time) => write!(f, "~{}", time.as_str()),
            Test::Within(time) => write!(f, "!{}", time.as_str()),
            Test::Said => f.write_str("?"),
            Test::Unsaid => f.write_str("-"),
        }
    }
}

const QUOTES: [char; 6] = ['"', '“', '”', '«', '»', '„'];

/// Cuts at spaces, but for those between quotation marks.
fn parts(typed: &str) -> Vec<&str> {
    let (mut parts, mut begun, mut quoted) = (Vec::new(), None, false);
    for (at, c) in typed.char_indices() {
        if QUOTES.contains(&c) {
            quoted = !quoted;
        }
        match begun {
            Some(start) if c.is_whitespace() && !quoted => {
                parts.extend(typed.get(start..at));
                begun = None;
            }
            None if !c.is_whitespace() => begun = Some(at),
            _ => {}
        }
    }
    parts.extend(begun.and_then(|start| typed.get(start..)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_read_back() {
        let edtf = |text| Edtf::parse(text).unwrap();
        let all = [
            ("kind", Test::Is("c:kind/museum".into())),
            ("@differs", Test::Is("yes".into())),
            ("title", Test::Holds("olive press".into())),
            ("founded", Test::Touches(edtf("1900/1950"))),
            ("founded", Test::Within(edtf("1985"))),
            ("part-of", Test::Said),
            ("part-of", Test::Unsaid),
        ];
        for (field, test) in all {
            let text = test.text(field);
            assert_eq!(Test::parse(&text), Some((field, test)), "{text}");
        }
        for wrong in ["", "=x", "Kind=x", "founded~soon", "kind?x", "-"] {
            assert_eq!(Test::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_are_asked_in_three_values() {
        let edtf = |text| Edtf::parse(text).unwrap();
        let (touches, within) = (Test::Touches(edtf("1900/1950")), Test::Within(edtf("1900/1950")));
        let of = |date| (touches.of_date(&edtf(date)), within.of_date(&edtf(date)));
        assert_eq!(of("1920"), (Truth::Yes, Truth::Yes));
        assert_eq!(of("[1880..1920]"), (Truth::Possibly, Truth::No));
        assert_eq!(of("1951"), (Truth::No, Truth::No));
        assert_eq!(of("[..1899]"), (Truth::No, Truth::No));
    }

    #[test]
    fn several_values_of_one_field_are_alternatives() {
        let mut query = Query::default();
        assert!(query.add_text("kind=museum") && query.add_text("kind=building") && query.add_text("state=damaged"));
        assert!(!query.add_text("nonsense"));
        assert_eq!(query.filters.iter().map(|filter| filter.tests.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn what_is_typed_is_parted_into_words_and_fields() {
        let mut query = Query::default();
        let known = |field: &str| ["title", "founded"].contains(&field);
        query.add_typed("mill* title:\"olive press\" founded:1900..1950 10:30 \"old jar\"", &known);
        assert_eq!(query.words, "mill* 10:30 \"old jar\"");
        let tests: Vec<String> =
            query.filters.iter().flat_map(|filter| filter.tests.iter().map(|test| test.text(&filter.field))).collect();
        assert_eq!(tests, ["title:olive press", "founded~1900/1950"]);
    }
}
