//! From the fields of a property to its values, or to what is wrong with them.

use daftar_register::claim::profile::Property;
use daftar_register::claim::{Decimal, Edtf, Value, Wkt};

use super::typed::{WHOLE, row};
use super::writing::Writing;
use crate::error::Trouble;

impl Writing<'_> {
    /// The values that were typed for a property: texts may be in two languages each.
    pub(crate) fn values(&mut self, property: &Property) -> Result<Vec<Value>, Trouble> {
        let id = property.id.as_str();
        let how = match self.typed.text(&format!("{id}.how")) {
            "unknown" => Some(Value::Unknown),
            "none" => Some(Value::None),
            _ => None,
        };
        let rows = if property.many { self.typed.rows(id) } else { 1 };
        if self.typed.has_too_many(id) {
            self.fault(WHOLE, "fault-too-many");
        }
        let mut values = Vec::new();
        for number in 1..=rows {
            values.extend(self.row(property, &row(id, number))?);
        }
        // What was typed beside "it is said to be unknown" is neither recorded nor dropped.
        if how.is_some() && !values.is_empty() {
            self.fault(&format!("{id}.how"), "fault-how");
        }
        values.extend(how);
        Ok(values)
    }

    /// The value in the fields whose names begin so.
    fn row(&mut self, property: &Property, id: &str) -> Result<Vec<Value>, Trouble> {
        let one = match property.value.as_str() {
            "text" => return Ok(self.texts(id)),
            "number" => self.number(id),
            "count" => self.count(id),
            "date" => self.date(&format!("{id}.date")).map(Value::Date),
            "code" => self.code(id, property.scheme.as_deref().unwrap_or_default()),
            "geometry" => self.place(id),
            "entity" => self.entity(&format!("{id}.entity"))?.map(Value::Entity),
            _ => None,
        };
        Ok(one.into_iter().collect())
    }

    fn texts(&self, id: &str) -> Vec<Value> {
        let in_language = |lang: &str| (format!("{id}.{lang}"), lang.to_owned());
        let one = (format!("{id}.text"), self.typed.text(&format!("{id}.lang")).to_owned());
        let asked = [in_language("en"), in_language("ar"), one];
        let value = |(field, lang): (String, String)| {
            let text = self.typed.text(&field);
            let lang = Some(lang).filter(|lang| !lang.is_empty() && has_words(text));
            (!text.is_empty()).then(|| Value::Text { text: text.to_owned(), lang })
        };
        asked.into_iter().filter_map(value).collect()
    }

    fn number(&mut self, id: &str) -> Option<Value> {
        let field = format!("{id}.number");
        let unit = Some(self.typed.text(&format!("{id}.unit")).to_owned()).filter(|unit| !unit.is_empty());
        let number = self.decimal(&field)?;
        Some(Value::Number { number, unit })
    }

    fn decimal(&mut self, field: &str) -> Option<Decimal> {
        let digits = self.typed.digits(field);
        if digits.is_empty() {
            return None;
        }
        let number = Decimal::parse(&digits).ok();
        if number.is_none() {
            self.fault(field, "fault-number");
        }
        number
    }

    fn count(&mut self, id: &str) -> Option<Value> {
        let [low, best, high] = ["low", "best", "high"].map(|part| self.whole(&format!("{id}.{part}")));
        let known: Vec<i64> = [low, best, high].into_iter().flatten().collect();
        if !known.is_sorted() {
            self.fault(&format!("{id}.low"), "fault-order");
        }
        (!known.is_empty()).then_some(Value::Count { low, best, high })
    }

    /// A whole number; thousands may be parted.
    fn whole(&mut self, field: &str) -> Option<i64> {
        let digits: String =
            self.typed.digits(field).chars().filter(|c| !matches!(c, ',' | '٬' | ' ' | '\u{a0}')).collect();
        if digits.is_empty() {
            return None;
        }
        // Signed bytes hold integers up to 2⁵³ only.
        let number = digits.parse::<i64>().ok().filter(|n| (0..1 << 53).contains(n));
        if number.is_none() {
            self.fault(field, "fault-whole");
        }
        number
    }

    /// A date, in whichever digits.
    pub(crate) fn date(&mut self, field: &str) -> Option<Edtf> {
        let text = self.typed.digits(field);
        if text.is_empty() {
            return None;
        }
        let date = Edtf::parse(&text).ok();
        if date.is_none() {
            self.fault(field, "fault-date");
        }
        date
    }

    fn code(&mut self, id: &str, scheme: &str) -> Option<Value> {
        let field = format!("{id}.code");
        let code = self.typed.text(&field).to_owned();
        if code.is_empty() {
            return None;
        }
        let profiles = self.register.profiles();
        let known = match scheme {
            "kind" => profiles.kinds.contains_key(&code).then(|| Value::code(scheme, &code)),
            _ => profiles.coded(scheme, &code),
        };
        if known.is_none() {
            self.fault(&field, "fault-code");
        }
        known
    }

    fn place(&mut self, id: &str) -> Option<Value> {
        let fields = ["lat", "lon", "metres"].map(|part| format!("{id}.{part}"));
        let [lat, lon, uncertainty] = [&fields[0], &fields[1], &fields[2]].map(|field| self.decimal(field));
        if uncertainty.as_ref().is_some_and(|metres| metres.as_str().starts_with('-')) {
            self.fault(&fields[2], "fault-number");
        }
        match (lat, lon) {
            (Some(lat), Some(lon)) => match Wkt::parse(&format!("POINT ({} {})", lon.as_str(), lat.as_str())) {
                Ok(wkt) => Some(Value::Geometry { wkt, uncertainty }),
                Err(_) => {
                    self.fault(&fields[0], "fault-place");
                    None
                }
            },
            (None, None) if uncertainty.is_none() => None,
            _ => {
                self.fault(&fields[0], "fault-place-half");
                None
            }
        }
    }
}

/// Whether a text is in a language at all: a number or a mark such as `M-12` is not.
fn has_words(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars() {
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        if letters == 2 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn a_number_is_in_no_language() {
        assert!(["Jar", "جرة", "ca. 12"].iter().all(|text| has_words(text)));
        assert!(["M-12", "12/4 b", "٣٤"].iter().all(|text| !has_words(text)));
    }
}
