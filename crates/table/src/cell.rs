//! One value in a column.

use std::fmt;

use daftar_claim::{Decimal, Edtf, EntityId, TextId, Value};

/// A value, as a column holds it: what two sources write alike is one. Its text form can be read back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A code of a scheme.
    Code {
        /// The scheme's id; empty in columns that follow from others.
        scheme: String,
        /// The code.
        code: String,
    },
    /// Another entity; of several that are the same, the one with the smallest id.
    Entity(EntityId),
    /// Words, to the letter.
    Text(String),
    /// A measure, and its unit.
    Number(Decimal, Option<String>),
    /// How many: at least, by the source's own best, at most.
    Count([Option<i64>; 3]),
    /// A time.
    Date(Edtf),
    /// Something that a column does not hold: a position, a file.
    Something,
    /// Said to be unknown.
    Unknown,
    /// Said to be none.
    None,
}

impl Cell {
    /// What a column holds of a value.
    pub fn of(value: &Value) -> Cell {
        match value {
            Value::Code { scheme, code, .. } => Cell::Code { scheme: scheme.clone(), code: code.clone() },
            Value::Entity(id) => Cell::Entity(*id),
            Value::Text { text, .. } => Cell::Text(text.clone()),
            Value::Number { number, unit } => Cell::Number(number.clone(), unit.clone()),
            Value::Count { low, best, high } => Cell::Count([*low, *best, *high]),
            Value::Date(date) => Cell::Date(date.clone()),
            Value::Unknown => Cell::Unknown,
            Value::None => Cell::None,
            Value::Geometry { .. } | Value::File(_) | Value::Preference(_) | Value::Custody(_) => Cell::Something,
        }
    }

    /// The value that it is; none of what a column does not hold, and of codes that are in no scheme.
    pub fn value(&self) -> Option<Value> {
        Some(match self {
            Cell::Code { scheme, code } if !scheme.is_empty() => Value::code(scheme, code),
            Cell::Code { .. } | Cell::Something => return None,
            Cell::Entity(id) => Value::Entity(*id),
            Cell::Text(text) => Value::text(text),
            Cell::Number(number, unit) => Value::Number { number: number.clone(), unit: unit.clone() },
            Cell::Count([low, best, high]) => Value::Count { low: *low, best: *best, high: *high },
            Cell::Date(date) => Value::Date(date.clone()),
            Cell::Unknown => Value::Unknown,
            Cell::None => Value::None,
        })
    }

    /// A code of a column that follows from others.
    pub fn code(code: impl Into<String>) -> Cell {
        Cell::Code { scheme: String::new(), code: code.into() }
    }

    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Cell> {
        let Some((sort, rest)) = text.split_once(':') else { return Cell::bare(text) };
        Some(match sort {
            "c" => {
                let (scheme, code) = rest.split_once('/')?;
                Cell::Code { scheme: scheme.to_owned(), code: code.to_owned() }
            }
            "e" => Cell::Entity(EntityId::parse(&format!("entity:{rest}")).ok()?),
            "t" => Cell::Text(rest.to_owned()),
            "n" => {
                let (number, unit) = rest.split_once(' ').map_or((rest, None), |(number, unit)| (number, Some(unit)));
                Cell::Number(Decimal::parse(number).ok()?, unit.map(str::to_owned))
            }
            "k" => {
                let mut ends = rest.split('~').map(|end| if end.is_empty() { Ok(None) } else { end.parse().map(Some) });
                let mut end = || ends.next()?.ok();
                Cell::Count([end()?, end()?, end()?])
            }
            "d" => Cell::Date(Edtf::parse(rest).ok()?),
            _ => return None,
        })
    }

    fn bare(text: &str) -> Option<Cell> {
        match text {
            "*" => Some(Cell::Something),
            "?" => Some(Cell::Unknown),
            "-" => Some(Cell::None),
            _ => None,
        }
    }

    /// What a person would type for it: the code, the words, the number, the date.
    pub fn plain(&self) -> String {
        match self {
            Cell::Code { code, .. } => code.clone(),
            Cell::Entity(id) => id.0.to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number, None) => number.as_str().to_owned(),
            Cell::Number(number, Some(unit)) => format!("{} {unit}", number.as_str()),
            Cell::Date(date) => date.as_str().to_owned(),
            Cell::Count(_) | Cell::Something | Cell::Unknown | Cell::None => self.to_string(),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: &Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
        match self {
            Cell::Code { scheme, code } => write!(f, "c:{scheme}/{code}"),
            Cell::Entity(id) => write!(f, "e:{}", id.0),
            Cell::Text(text) => write!(f, "t:{text}"),
            Cell::Number(number, None) => write!(f, "n:{}", number.as_str()),
            Cell::Number(number, Some(unit)) => write!(f, "n:{} {unit}", number.as_str()),
            Cell::Count([low, best, high]) => write!(f, "k:{}~{}~{}", end(low), end(best), end(high)),
            Cell::Date(date) => write!(f, "d:{}", date.as_str()),
            Cell::Something => f.write_str("*"),
            Cell::Unknown => f.write_str("?"),
            Cell::None => f.write_str("-"),
        }
    }
}

impl serde::Serialize for Cell {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::Hash;

    #[test]
    fn every_cell_is_read_back() {
        let cells = [
            Cell::Code { scheme: "state".into(), code: "destroyed".into() },
            Cell::code("object/core"),
            Cell::Entity(EntityId(Hash([7; 32]))),
            Cell::Text("a jar: with two handles / جرّة".into()),
            Cell::Number(Decimal::parse("5.10").unwrap(), Some("cm high".into())),
            Cell::Number(Decimal::parse("-3").unwrap(), None),
            Cell::Count([Some(200), None, None]),
            Cell::Count([None, None, None]),
            Cell::Date(Edtf::parse("[..2032-02]").unwrap()),
            Cell::Something,
            Cell::Unknown,
            Cell::None,
        ];
        for cell in cells {
            assert_eq!(Cell::parse(&cell.to_string()), Some(cell.clone()));
            assert!(cell.value().is_none_or(|value| Cell::of(&value) == cell));
        }
        assert_eq!(Cell::parse("x:1"), None);
        assert_eq!(Cell::parse("e:12"), None);
        assert_eq!(Cell::parse("k:1~2"), None);
    }

    #[test]
    fn a_label_makes_no_other_value() {
        let labelled = Value::Code { scheme: "kind".into(), code: "museum".into(), label: Some("Museum".into()) };
        assert_eq!(Cell::of(&labelled), Cell::of(&Value::code("kind", "museum")));
        assert_eq!(Cell::of(&labelled).plain(), "museum");
    }
}
