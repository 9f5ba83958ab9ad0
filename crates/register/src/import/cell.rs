//! A cell's text, read as what its property holds. What is not surely understood is not guessed: it is kept as it is written.

use daftar_claim::profile::{Fold, Property, Scheme};
use daftar_claim::{Decimal, Profiles, Value};
use daftar_date::Lang;
use daftar_date::written::{self, Periods, Written};
use daftar_store::index::fold_name;

use super::mapping::{Axes, Column, Dates};
use super::shape::Frame;
use super::told::Why;
use super::{position, shape};

/// Units as people write them, folded, and as they are kept.
const UNITS: [(&str, &str); 22] = [
    ("mm", "mm"),
    ("ملم", "mm"),
    ("مم", "mm"),
    ("cm", "cm"),
    ("cms", "cm"),
    ("سم", "cm"),
    ("m", "m"),
    ("metre", "m"),
    ("metres", "m"),
    ("م", "m"),
    ("متر", "m"),
    ("km", "km"),
    ("كم", "km"),
    ("g", "g"),
    ("gr", "g"),
    ("غ", "g"),
    ("غم", "g"),
    ("غرام", "g"),
    ("kg", "kg"),
    ("كغ", "kg"),
    ("كغم", "kg"),
    ("t", "t"),
];

/// The unit of shares.
pub(super) const PERCENT: &str = "%";

/// So many codes of a scheme are told where a cell has none of them: of countries not all.
const MOST_CODES: usize = 30;

/// What a cell says.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Meant {
    /// A value.
    Value(Value),
    /// Something by its name.
    Named(String),
}

/// What was read of a cell, or a part of one.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Read {
    pub(super) meant: Meant,
    /// The letters, where the value does not give them.
    pub(super) quote: Option<String>,
    pub(super) doubt: Option<Why>,
}

impl Read {
    pub(super) fn value(value: Value) -> Read {
        Read { meant: Meant::Value(value), quote: None, doubt: None }
    }

    pub(super) fn quoting(self, text: &str) -> Read {
        Read { quote: Some(text.to_owned()), ..self }
    }

    /// A cell kept as it is written.
    pub(super) fn as_written(text: &str, lang: Option<&str>) -> Read {
        Read::value(Value::Text { text: text.to_owned(), lang: lang.map(str::to_owned) })
    }
}

/// The values of a cell, as it is parted. What says nothing keeps its place among them.
pub(super) fn parts<'t>(text: &'t str, split: Option<&str>, nothing: &[String]) -> Vec<Option<&'t str>> {
    let says = |part: &&str| !part.trim().is_empty() && !nothing.iter().any(|word| word == part.trim());
    match split {
        Some(separator) => text.split(separator).map(str::trim).map(|part| Some(part).filter(says)).collect(),
        None => vec![Some(text).filter(says)],
    }
}

/// Reads what stands in a cell, its parts with their places; `unit` is that of its numbers where it names none.
pub(super) fn read(
    parts: &[Option<&str>],
    column: &Column,
    property: &Property,
    (unit, lang): (Option<&str>, Option<&str>),
    (profiles, periods, frame): (&Profiles, &Periods, &Frame),
) -> Result<Vec<(usize, Read)>, Why> {
    let parts: Vec<(usize, &str)> =
        parts.iter().enumerate().filter_map(|(place, part)| Some((place, (*part)?))).collect();
    // What happens may happen more than once: each is a statement of its own. What is said several times alike is said once.
    let only_one = !property.many && property.fold != Fold::Happens;
    let alike = parts.windows(2).all(|two| two[0].1 == two[1].1);
    if parts.len() > 1 && only_one && !alike {
        return Err(Why::Several);
    }
    let most = if only_one { 1 } else { parts.len() };
    let read = |part: &str| match property.value.as_str() {
        "date" => date(part, column.dates, periods),
        "geometry" => place(part, frame),
        "code" => graded(part, column, property, profiles),
        // Shares in hundredths: the sign is that of the whole column.
        "count" if unit == Some(PERCENT) => {
            let bare = part.trim_end().trim_end_matches(['%', '٪']);
            count(bare).map(|read| read.quoting(part)).ok_or(Why::NoNumber)
        }
        _ => read_part(part, property, unit, lang),
    };
    parts.into_iter().take(most).map(|(place, part)| Ok((place, read(part)?))).collect()
}

fn read_part(text: &str, property: &Property, unit: Option<&str>, lang: Option<&str>) -> Result<Read, Why> {
    match property.value.as_str() {
        "text" => Ok(Read::as_written(text, lang)),
        "number" => number(text, unit).ok_or(Why::NoNumber),
        "count" => count(text).ok_or(Why::NoNumber),
        "entity" => Ok(Read { meant: Meant::Named(text.trim().to_owned()), quote: None, doubt: None }),
        _ => Err(Why::NoValue),
    }
}

pub(super) fn date(text: &str, order: Option<Dates>, periods: &Periods) -> Result<Read, Why> {
    let (edtf, doubts) = match written::read_with(text, order.map(Dates::order), periods).ok_or(Why::NoDate)? {
        Written::Date { edtf, doubts } => (edtf, doubts),
        Written::Unknown => return Ok(Read::value(Value::Unknown).quoting(text)),
    };
    let in_words = |lang| doubts.iter().map(|doubt| doubt.words(lang)).collect::<Vec<_>>().join("; ");
    let (doubt, in_arabic) = (in_words(Lang::En), in_words(Lang::Ar));
    let doubt = (!doubts.is_empty()).then(|| Why::DoubtfulDate { read: edtf.as_str().to_owned(), doubt, in_arabic });
    let same = edtf.as_str() == text;
    let read = Read { doubt, ..Read::value(Value::Date(edtf)) };
    Ok(if same { read } else { read.quoting(text) })
}

/// A code of the property's scheme; or of the one that the column names, which is read on it.
fn graded(text: &str, column: &Column, property: &Property, profiles: &Profiles) -> Result<Read, Why> {
    match column.scheme.as_ref().and_then(|id| profiles.schemes.get(id)) {
        Some(scheme) => code_of(text, scheme),
        None => code(text, property, profiles),
    }
}

pub(super) fn code(text: &str, property: &Property, profiles: &Profiles) -> Result<Read, Why> {
    code_of(text, profiles.scheme_of(property).ok_or(Why::NoValue)?)
}

/// A code by its id or by one of its labels.
pub(super) fn code_of(text: &str, scheme: &Scheme) -> Result<Read, Why> {
    let folded = fold_name(text);
    let fits = |name: &str| !folded.is_empty() && fold_name(name) == folded;
    let code = scheme.codes.iter().find(|code| [&code.id, &code.label.en, &code.label.ar].into_iter().any(|n| fits(n)));
    let names = |lang, comma: &str| {
        let shown = scheme.codes.iter().take(MOST_CODES).map(|c| c.label.in_language(lang));
        let more = (scheme.codes.len() > MOST_CODES).then_some("…");
        shown.chain(more).collect::<Vec<_>>().join(comma)
    };
    let code = code.ok_or_else(|| Why::NoCode { codes: names("en", ", "), in_arabic: names("ar", "، ") })?;
    let read = Read::value(Value::code(&scheme.id, &code.id));
    Ok(if code.id == text { read } else { read.quoting(text) })
}

/// `12`, `over 12` and the like are no numbers but counts; a comma may part thousands or decimals, and where both can be
/// meant nothing is read.
pub(super) fn number(text: &str, unit: Option<&str>) -> Option<Read> {
    let (digits, named) = digits_and_rest(text.trim())?;
    let decimal = Decimal::parse(&plain(&digits)?).ok()?;
    let named = match named.trim() {
        "" => None,
        named => Some(known_unit(named)?),
    };
    let unit = named.or(unit.map(str::to_owned));
    let same = decimal.as_str() == text;
    let read = Read::value(Value::Number { number: decimal, unit });
    Some(if same { read } else { read.quoting(text) })
}

/// A number's digits in ASCII, and what stands behind them.
fn digits_and_rest(text: &str) -> Option<(String, &str)> {
    let of = |c: char| match c {
        '0'..='9' | ',' | '.' => Some(c),
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        '٫' => Some('.'),
        '-' | '−' => Some('-'),
        _ => None,
    };
    let end = text.find(|c| of(c).is_none()).unwrap_or(text.len());
    let digits: String = text[..end].chars().filter_map(of).collect();
    digits.ends_with(|c: char| c.is_ascii_digit()).then_some((digits, &text[end..]))
}

/// With a point for decimals and nothing between thousands; none where a comma may mean either.
fn plain(digits: &str) -> Option<String> {
    match (digits.matches(',').count(), digits.contains('.')) {
        (0, _) => Some(digits.to_owned()),
        (1, false) => {
            let (whole, fraction) = digits.split_once(',')?;
            (fraction.len() != 3).then(|| format!("{whole}.{fraction}"))
        }
        (_, point) => {
            let (whole, fraction) = if point { digits.split_once('.')? } else { (digits, "") };
            let mut groups = whole.trim_start_matches('-').split(',');
            let sound =
                groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|g| g.len() == 3);
            let plain = whole.replace(',', "");
            (sound && !fraction.contains(',')).then(|| if point { format!("{plain}.{fraction}") } else { plain })
        }
    }
}

/// A unit as it is kept; none when there is more than a word.
fn known_unit(text: &str) -> Option<String> {
    let text = text.trim_end_matches('.');
    let folded = fold_name(text);
    let known = UNITS.iter().find(|(name, _)| fold_name(name) == folded).map(|(_, unit)| (*unit).to_owned());
    known.or_else(|| {
        (!text.contains(char::is_whitespace) && !text.contains(|c: char| c.is_numeric())).then(|| text.to_owned())
    })
}

fn count(text: &str) -> Option<Read> {
    let value = crate::typed::count(&number_alone(text)?).ok()?;
    let read = Read::value(value);
    Some(if text.bytes().all(|b| b.is_ascii_digit()) { read } else { read.quoting(text) })
}

/// `12`, `50..70`, `50-70`, with digits of any script.
fn number_alone(text: &str) -> Option<String> {
    let of = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10),
        _ => Some(c),
    };
    let plain: String = text.trim().chars().filter_map(of).collect();
    let parts: Vec<&str> = plain.split(['-', '–', '—']).collect();
    match parts[..] {
        [one] => Some(one.to_owned()),
        [low, high] => Some(format!("{}..{}", low.trim(), high.trim())),
        _ => None,
    }
}

/// A position; its letters are kept where they are no WKT.
fn place(text: &str, frame: &Frame) -> Result<Read, Why> {
    if shape::is_shape(text) {
        return shape::read(text, frame);
    }
    if let (Some(Axes::LongitudeFirst), Some((longitude, latitude))) = (frame.axes, text.split_once([',', '،', ';'])) {
        return Ok(Read::value(position::in_two(latitude, longitude)?).quoting(text));
    }
    let read = Read::value(position::in_one(text)?);
    let as_written = matches!(&read.meant, Meant::Value(Value::Geometry { wkt, .. }) if wkt.as_str() == text);
    Ok(if as_written { read } else { read.quoting(text) })
}

/// A position of which the latitude stands in one cell, the longitude in another.
pub(super) fn place_of_two(latitude: &str, longitude: &str) -> Result<Read, Why> {
    Ok(Read::value(position::in_two(latitude, longitude)?).quoting(&format!("{latitude}, {longitude}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_only_where_they_can_mean_one_thing() {
        let read = |text: &str| match number(text, Some("cm"))?.meant {
            Meant::Value(Value::Number { number, unit }) => {
                Some((number.as_str().to_owned(), unit.unwrap_or_default()))
            }
            _ => None,
        };
        let is = |text, number: &str, unit: &str| assert_eq!(read(text), Some((number.into(), unit.into())), "{text}");
        is("12", "12", "cm");
        is("12.50", "12.50", "cm");
        is("12,5 mm", "12.5", "mm");
        is("١٢٫٥ سم", "12.5", "cm");
        is("1,234,567", "1234567", "cm");
        is("1,234.5 kg.", "1234.5", "kg");
        is("-3", "-3", "cm");
        is("7 dunams", "7", "dunams");
        for text in ["1,234", "12 x 5", "12 cm high", "about 12", "", "cm", "1.2.3", "12,34,5", "1,2345,678", "5 cm2x"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
