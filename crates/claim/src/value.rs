//! What a claim says of its subject: text, numbers, counts, dates, codes, places, links, or *unknown* and *none*.

use crate::id::{ClaimId, EntityId, FileId, write_id};
use crate::json::{Json, ObjectWriter};
use crate::members::Members;
use crate::{Edtf, IdError};

/// A decimal number kept as it was written, so that `1.50` stays `1.50`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// Reads an optional minus, digits, and optionally a point and digits.
    ///
    /// # Errors
    /// When anything else stands there.
    pub fn parse(text: &str) -> Result<Decimal, ValueError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if all_digits(whole) && all_digits(fraction) {
            return Ok(Decimal(text.to_owned()));
        }
        Err(ValueError::new(text, "a decimal number such as 12 or -3.50"))
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest floating-point number, for reckoning and comparing.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

/// A geometry as Well-Known Text (OGC 06-103r4), WGS 84, longitude first, numbers kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wkt(String);

impl Wkt {
    /// Reads `POINT (21.0 35.0)`, or a LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING or MULTIPOLYGON.
    ///
    /// # Errors
    /// When the shape is another, a bracket is open, or a pair of numbers is no longitude and latitude.
    pub fn parse(text: &str) -> Result<Wkt, ValueError> {
        let refuse = || ValueError::new(text, "Well-Known Text such as POINT (21.0 35.0), longitude first");
        let (shape, rest) = text.split_once('(').ok_or_else(refuse)?;
        let depth = match shape.trim_end() {
            "POINT" | "LINESTRING" => 1,
            "POLYGON" | "MULTIPOINT" | "MULTILINESTRING" => 2,
            "MULTIPOLYGON" => 3,
            _ => return Err(refuse()),
        };
        let inside = rest.strip_suffix(')').ok_or_else(refuse)?;
        let fits = nested_positions(inside, depth - 1);
        fits.then(|| Wkt(text.to_owned())).ok_or_else(refuse)
    }

    /// The geometry as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn nested_positions(text: &str, depth: u32) -> bool {
    if depth == 0 {
        return text.split(',').all(position);
    }
    let mut rest = text.trim();
    loop {
        let Some(open) = rest.strip_prefix('(') else { return false };
        let Some(end) = closing(open) else { return false };
        if !nested_positions(&open[..end], depth - 1) {
            return false;
        }
        rest = open[end + 1..].trim_start();
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => return rest.is_empty(),
        }
    }
}

/// Where the bracket that was opened before `text` closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn position(text: &str) -> bool {
    let mut numbers = text.split_ascii_whitespace().map(|n| Decimal::parse(n).map(|d| d.to_f64()));
    let (longitude, latitude) = (numbers.next(), numbers.next());
    let within = |n: Option<Result<f64, ValueError>>, limit: f64| matches!(n, Some(Ok(n)) if n.abs() <= limit);
    numbers.next().is_none() && within(longitude, 180.0) && within(latitude, 90.0)
}

/// What a *prefer* says: which claim to show first, over which, and which earlier prefers it supersedes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Preference {
    /// The claim to show first.
    pub first: ClaimId,
    /// The claims that were compared with it.
    pub over: Vec<ClaimId>,
    /// The prefers that this one supersedes.
    pub supersedes: Vec<ClaimId>,
}

/// One step in the safekeeping of a file; the claim's `when` is its time, its `said_by` who did it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Custody {
    /// `collect`, `ingest`, `verify`, `copy`, `transfer`, `view`, `export`, `redact` or `dispose`.
    pub action: String,
    /// The hash that the file had when the step was done.
    pub before: Option<FileId>,
    /// The hash of what came of it.
    pub after: Option<FileId>,
    /// Whence it came, in words.
    pub from: Option<String>,
    /// Where it went, in words.
    pub to: Option<String>,
    /// Program and version that did it.
    pub tool: Option<String>,
}

/// The steps that a [`Custody`] may name.
const CUSTODY_ACTIONS: [&str; 9] =
    ["collect", "ingest", "verify", "copy", "transfer", "view", "export", "redact", "dispose"];

/// A value.
///
/// **Its JSON is hashed and signed: never change what is written, only add a type.**
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Words, kept to the letter, with the language (BCP 47) where it is known.
    Text {
        /// The words.
        text: String,
        /// Their language.
        lang: Option<String>,
    },
    /// A measure.
    Number {
        /// The number.
        number: Decimal,
        /// Its unit as the source has it, `%` for a share.
        unit: Option<String>,
    },
    /// How many: "over 200" has a low and no high, "dozens" has no number at all.
    Count {
        /// At least this many.
        low: Option<i64>,
        /// This many, by the source's own best.
        best: Option<i64>,
        /// At most this many.
        high: Option<i64>,
    },
    /// A time that is the thing said, such as a year of founding.
    Date(Edtf),
    /// A code of a named scheme.
    Code {
        /// The scheme's id.
        scheme: String,
        /// The code.
        code: String,
        /// The label that the source gave it.
        label: Option<String>,
    },
    /// A place on the ground.
    Geometry {
        /// The shape.
        wkt: Wkt,
        /// How far off it may be, metres.
        uncertainty: Option<Decimal>,
    },
    /// Another entity.
    Entity(EntityId),
    /// A file.
    File(FileId),
    /// The answer to "which first?".
    Preference(Preference),
    /// A step of safekeeping.
    Custody(Custody),
    /// The source says that it is not known.
    Unknown,
    /// The source says that there is none.
    None,
}

/// Why a text is not the value that it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not {expected}")]
pub struct ValueError {
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl ValueError {
    pub(crate) fn new(found: &str, expected: &str) -> ValueError {
        ValueError { found: found.to_owned(), expected: expected.to_owned() }
    }
}

impl From<IdError> for ValueError {
    fn from(error: IdError) -> Self {
        ValueError::new(&error.found, error.expected)
    }
}

impl Value {
    /// Text whose language is not said.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text { text: text.into(), lang: None }
    }

    /// A code without a label of its own.
    pub fn code(scheme: &str, code: &str) -> Value {
        Value::Code { scheme: scheme.to_owned(), code: code.to_owned(), label: None }
    }

    /// The word that names this type in the bytes and in profiles.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Text { .. } => "text",
            Value::Number { .. } => "number",
            Value::Count { .. } => "count",
            Value::Date(_) => "date",
            Value::Code { .. } => "code",
            Value::Geometry { .. } => "geometry",
            Value::Entity(_) => "entity",
            Value::File(_) => "file",
            Value::Preference(_) => "preference",
            Value::Custody(_) => "custody",
            Value::Unknown => "unknown",
            Value::None => "none",
        }
    }

    /// The canonical JSON of this value.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Appends the canonical JSON: an object whose `type` says which it is, members in canonical order.
    pub fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        self.members(&mut object);
        object.end();
    }

    fn members(&self, object: &mut ObjectWriter<'_>) {
        let kind = self.type_name();
        match self {
            Value::Text { text, lang } => {
                optional(object, "lang", lang.as_deref());
                object.text("text", text);
                object.text("type", kind);
            }
            Value::Number { number, unit } => {
                object.text("number", number.as_str());
                object.text("type", kind);
                optional(object, "unit", unit.as_deref());
            }
            Value::Count { low, best, high } => {
                for (name, number) in [("best", best), ("high", high), ("low", low)] {
                    if let Some(number) = number {
                        object.integer(name, *number);
                    }
                }
                object.text("type", kind);
            }
            Value::Date(date) => {
                object.text("date", date.as_str());
                object.text("type", kind);
            }
            Value::Code { scheme, code, label } => {
                object.text("code", code);
                optional(object, "label", label.as_deref());
                object.text("scheme", scheme);
                object.text("type", kind);
            }
            Value::Geometry { wkt, uncertainty } => {
                object.text("type", kind);
                optional(object, "uncertainty", uncertainty.as_ref().map(Decimal::as_str));
                object.text("wkt", wkt.as_str());
            }
            Value::Entity(id) => {
                object.with("entity", |out| write_id(out, *id));
                object.text("type", kind);
            }
            Value::File(id) => {
                object.with("file", |out| write_id(out, *id));
                object.text("type", kind);
            }
            Value::Preference(preference) => preference.members(object),
            Value::Custody(custody) => custody.members(object),
            Value::Unknown | Value::None => object.text("type", kind),
        }
    }

    /// Reads a value from its JSON.
    ///
    /// # Errors
    /// Says which member is missing, superfluous or of another form.
    pub fn read(json: &Json<'_>) -> Result<Value, ValueError> {
        let mut members = Members::of(json, "a value")?;
        let kind = members.text("type")?;
        let value = match kind.as_str() {
            "text" => Value::Text { lang: members.optional_text("lang")?, text: members.text("text")? },
            "number" => Value::Number {
                number: Decimal::parse(&members.text("number")?)?,
                unit: members.optional_text("unit")?,
            },
            "count" => read_count(&mut members)?,
            "date" => Value::Date(members.edtf("date")?),
            "code" => Value::Code {
                code: members.text("code")?,
                label: members.optional_text("label")?,
                scheme: members.text("scheme")?,
            },
            "geometry" => Value::Geometry {
                uncertainty: members.optional_text("uncertainty")?.map(|n| Decimal::parse(&n)).transpose()?,
                wkt: Wkt::parse(&members.text("wkt")?)?,
            },
            "entity" => Value::Entity(members.id("entity")?),
            "file" => Value::File(members.id("file")?),
            "preference" => Value::Preference(Preference::read(&mut members)?),
            "custody" => Value::Custody(Custody::read(&mut members)?),
            "unknown" => Value::Unknown,
            "none" => Value::None,
            other => return Err(ValueError::new(other, "a type of value that this version knows")),
        };
        members.end()?;
        Ok(value)
    }
}

fn optional(object: &mut ObjectWriter<'_>, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        object.text(name, text);
    }
}

fn read_count(members: &mut Members<'_, '_>) -> Result<Value, ValueError> {
    let low = members.optional_integer("low")?;
    let best = members.optional_integer("best")?;
    let high = members.optional_integer("high")?;
    let known: Vec<i64> = [low, best, high].into_iter().flatten().collect();
    if known.iter().any(|n| *n < 0) || !known.is_sorted() {
        return Err(ValueError::new(&format!("{known:?}"), "a count with 0 ≤ low ≤ best ≤ high"));
    }
    Ok(Value::Count { low, best, high })
}

impl Preference {
    fn members(&self, object: &mut ObjectWriter<'_>) {
        object.with("first", |out| write_id(out, self.first));
        object.list("over", &self.over, |out, id| write_id(out, *id));
        object.list("supersedes", &self.supersedes, |out, id| write_id(out, *id));
        object.text("type", "preference");
    }

    fn read(members: &mut Members<'_, '_>) -> Result<Preference, ValueError> {
        Ok(Preference {
            first: members.id("first")?,
            over: members.ids("over")?,
            supersedes: members.ids("supersedes")?,
        })
    }
}

impl Custody {
    fn members(&self, object: &mut ObjectWriter<'_>) {
        object.text("action", &self.action);
        for (name, file) in [("after", self.after), ("before", self.before)] {
            if let Some(file) = file {
                object.with(name, |out| write_id(out, file));
            }
        }
        optional(object, "from", self.from.as_deref());
        optional(object, "to", self.to.as_deref());
        optional(object, "tool", self.tool.as_deref());
        object.text("type", "custody");
    }

    fn read(members: &mut Members<'_, '_>) -> Result<Custody, ValueError> {
        let action = members.text("action")?;
        if !CUSTODY_ACTIONS.contains(&action.as_str()) {
            return Err(ValueError::new(&action, &format!("one of {CUSTODY_ACTIONS:?}")));
        }
        Ok(Custody {
            action,
            before: members.optional_id("before")?,
            after: members.optional_id("after")?,
            from: members.optional_text("from")?,
            to: members.optional_text("to")?,
            tool: members.optional_text("tool")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometry_is_checked() {
        for good in [
            "POINT (21.0 35.0)",
            "POLYGON ((21 35, 21.5 35, 21.5 35.5, 21 35))",
            "POLYGON((0 0,9 0,9 9,0 0),(1 1,2 1,2 2,1 1))",
            "MULTIPOLYGON (((21 35, 22 35, 22 36, 21 35)), ((1 1, 2 1, 2 2, 1 1)))",
        ] {
            assert!(Wkt::parse(good).is_ok(), "{good}");
        }
        for bad in
            ["POINT (35 121)", "POINT (21)", "POINT (21 35", "CIRCLE (1 2)", "POLYGON (1 2, 3 4)", "", "POINT (1 2))"]
        {
            assert!(Wkt::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn decimals_stay_as_written() {
        assert_eq!(Decimal::parse("1.50").unwrap().as_str(), "1.50");
        for bad in ["", "-", "1.", ".5", "1e3", "1,5", "+1", "٣"] {
            assert!(Decimal::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn counts_are_ordered() {
        let read = |text| Value::read(&Json::parse(text).unwrap());
        assert!(read(r#"{"low":200,"type":"count"}"#).is_ok());
        assert!(read(r#"{"high":1,"low":200,"type":"count"}"#).is_err());
        assert!(read(r#"{"best":-1,"type":"count"}"#).is_err());
        assert!(read(r#"{"best":1,"extra":1,"type":"count"}"#).is_err());
    }
}
