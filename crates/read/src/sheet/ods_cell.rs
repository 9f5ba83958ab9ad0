//! A cell of ODS: its value stands in attributes, and what is seen of it in paragraphs.

use quick_xml::events::{BytesStart, Event};

use super::note::note_text;
use super::number;
use super::number_format::Shape;
use super::xml::{Xml, push_text};
use super::{Cell, CellKind, Note, SheetError, letter};

/// A cell as it is stored.
#[derive(Debug, Default)]
pub(super) struct Stored {
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    is_error: bool,
    /// What is seen.
    shown: String,
    /// For how many columns it stands.
    pub(super) repeated: usize,
    /// How many columns and rows it covers.
    pub(super) spans: (usize, u64),
}

impl Stored {
    /// What the start of a cell says.
    pub(super) fn begin(start: &BytesStart) -> Stored {
        let mut stored = Stored { repeated: 1, spans: (1, 1), ..Stored::default() };
        for attribute in start.attributes().with_checks(false).flatten() {
            let raw = || quick_xml::escape::unescape(&attribute.value).unwrap_or_default().into_owned();
            match attribute.key.as_ref() {
                "office:value-type" => stored.kind = raw(),
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => stored.value = Some(raw()),
                "table:formula" => stored.formula = Some(raw()),
                "calcext:value-type" => stored.is_error = &*attribute.value == "error",
                "table:number-columns-repeated" => stored.repeated = attribute.value.parse().unwrap_or(1).max(1),
                "table:number-columns-spanned" => stored.spans.0 = attribute.value.parse().unwrap_or(1).max(1),
                "table:number-rows-spanned" => stored.spans.1 = attribute.value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        stored
    }

    /// Reads to the end of the cell. Remarks, drawings and tables inside are not its text.
    pub(super) fn read(&mut self, xml: &mut Xml, row: u64) -> Result<(), SheetError> {
        let mut depth = 0usize;
        let mut apart = None;
        let mut paragraphs = 0;
        loop {
            match xml.next(row)? {
                Event::Start(start) => {
                    depth += 1;
                    match start.name().as_ref() {
                        _ if apart.is_some() => {}
                        "office:annotation" | "table:table" => apart = Some(depth),
                        name if name.starts_with("draw:") => apart = Some(depth),
                        "text:p" | "text:h" => {
                            self.shown.push_str(if paragraphs > 0 { "\n" } else { "" });
                            paragraphs += 1;
                        }
                        "text:s" => self.shown.push_str(&spaces(&start)),
                        "text:tab" => self.shown.push('\t'),
                        "text:line-break" => self.shown.push('\n'),
                        _ => {}
                    }
                }
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => {
                    apart = apart.filter(|apart| *apart != depth);
                    depth -= 1;
                }
                Event::Eof => return Err(xml.cut_off(row)),
                event if apart.is_none() && paragraphs > 0 && depth > 0 => push_text(&event, &mut self.shown),
                _ => {}
            }
        }
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty() && self.value.as_deref().unwrap_or_default().is_empty() && self.formula.is_none()
    }

    /// What it means; `index` is its column.
    pub(super) fn cell(&self, index: usize, notes: &mut Vec<Note>) -> Cell {
        let column = || letter(index);
        let shown = self.shown.as_str();
        if self.is_error || self.formula.is_some() && (shown.starts_with("#") || shown.starts_with("Err:")) {
            notes.push(Note::ErrorValue { column: column(), error: shown.to_owned() });
            return Cell::new(shown, CellKind::Error);
        }
        let value = self.value.as_deref();
        match (self.kind.as_str(), value) {
            ("float" | "currency", Some(value)) => seen(number::cell(value, &Shape::Plain, false, index, notes), shown),
            ("percentage", Some(value)) => number::cell(value, &Shape::Percent, false, index, notes),
            ("date", Some(value)) => self.date(value, column(), notes),
            ("time", Some(value)) => Cell::new(time(value).unwrap_or(value.to_owned()), CellKind::Date),
            ("boolean", Some(value)) => Cell::new(value.to_uppercase(), CellKind::Truth),
            _ => {
                let text = if shown.is_empty() { value.unwrap_or_default() } else { shown };
                if let (true, Some(formula)) = (text.is_empty() && self.kind.is_empty(), &self.formula) {
                    notes.push(Note::NoValue {
                        column: column(),
                        formula: formula.trim_start_matches("of:=").to_owned(),
                    });
                }
                note_text(index, text, notes);
                Cell::text(text.to_owned())
            }
        }
    }

    /// A date, or its year where no more is seen.
    fn date(&self, value: &str, column: String, notes: &mut Vec<Note>) -> Cell {
        let day = value.strip_suffix("T00:00:00").unwrap_or(value);
        let year = self.shown.len() == 4 && day.starts_with(&format!("{}-", self.shown));
        if year {
            notes.push(Note::Shortened { column, stored: day.to_owned() });
            return Cell::new(self.shown.clone(), CellKind::Date);
        }
        Cell::new(day, CellKind::Date)
    }
}

/// The number with the zeros or letters that are seen before it.
fn seen(cell: Cell, shown: &str) -> Cell {
    let digits = shown.trim_start_matches(|c: char| !c.is_ascii_digit());
    let same = !digits.is_empty() && digits.trim_start_matches('0') == cell.text.trim_start_matches('0');
    let before = &shown[..shown.len() - digits.len()];
    match (same, before.is_empty(), before.starts_with(char::is_alphabetic)) {
        (true, true, _) => Cell::new(shown, CellKind::Number),
        (true, _, true) => Cell::new(shown, CellKind::Text),
        _ => cell,
    }
}

/// The spaces that `text:s` stands for.
fn spaces(start: &BytesStart) -> String {
    let count = super::xml::attribute(start, "c").and_then(|count| count.parse().ok()).unwrap_or(1usize);
    " ".repeat(count.min(1 << 16))
}

/// `PT14H30M00S` as 14:30:00; none when it is something else.
fn time(value: &str) -> Option<String> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let whole = seconds.split(['.', ',']).next()?;
    let numbers: [u64; 3] = [hours.parse().ok()?, minutes.parse().ok()?, whole.parse().ok()?];
    Some(format!("{:02}:{:02}:{:02}", numbers[0], numbers[1], numbers[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_before_a_number_is_kept() {
        let number = || Cell::new("42", CellKind::Number);
        assert_eq!(seen(number(), "00042"), Cell::new("00042", CellKind::Number));
        assert_eq!(seen(number(), "MM-0042"), Cell::new("MM-0042", CellKind::Text));
        for other in ["42.00", "$42", "", "٤٢", "43", "-42"] {
            assert_eq!(seen(number(), other), number(), "{other}");
        }
    }

    #[test]
    fn times_of_day() {
        assert_eq!(time("PT14H30M00S").as_deref(), Some("14:30:00"));
        assert_eq!(time("PT5M"), None);
    }
}
