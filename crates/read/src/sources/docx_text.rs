//! The text of one part of a document, paragraph by paragraph, run by run (ECMA-376 part 1, 17.3).

use quick_xml::events::{BytesStart, Event};

use super::SourceError;
use super::docx_parts::is_off;
use super::out::Out;
use super::place::{Change, Hiding, Mark, Place, TableCell};
use super::report::Missing;
use crate::sheet::SheetError;
use crate::sheet::package::Package;
use crate::sheet::xml::{Xml, attribute, push_text};

/// Elements of which nothing is read: what stood in them stands elsewhere, too, or is how things were before a change.
const SKIPPED: [&str; 7] =
    ["Fallback", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"];

/// Reads a part. The outer error ends the reading; the inner one is that the part is damaged from there on.
pub(super) fn part_text(
    package: &mut Package,
    part: &str,
    hidden: &[String],
    out: &mut Out,
) -> Result<Result<(), SheetError>, SourceError> {
    let mut xml = match Xml::open(package, part) {
        Ok(xml) => xml,
        Err(error) => return Ok(Err(error)),
    };
    let mut text = Text::of(part, hidden);
    loop {
        let event = match xml.next(u64::from(text.paragraph)) {
            Ok(event) => event,
            Err(error) => {
                text.flush(out)?;
                out.line()?;
                return Ok(Err(error));
            }
        };
        match event {
            Event::Start(start) => text.start(&start, out)?,
            Event::End(end) => text.end(end.local_name().as_ref(), out)?,
            Event::Eof => break,
            event if text.taken() => push_text(&event, &mut text.run),
            event if text.code => push_text(&event, &mut text.field),
            _ => {}
        }
    }
    text.flush(out)?;
    out.line()?;
    Ok(if text.open > 0 { Err(xml.cut_off(u64::from(text.paragraph))) } else { Ok(()) })
}

/// Where in a part the reading is.
#[derive(Default)]
struct Text<'h> {
    part: String,
    hidden: &'h [String],
    /// How many elements are open.
    open: u32,
    paragraph: u32,
    tables: u32,
    /// The tables around, the innermost last.
    cells: Vec<TableCell>,
    note: Option<String>,
    comment: Option<Change>,
    /// The tracked changes around, the innermost last.
    changes: Vec<Mark>,
    /// The text of the run, and how it is hidden.
    run: String,
    run_hidden: Option<Hiding>,
    paragraph_hidden: Option<Hiding>,
    in_run: bool,
    in_text: bool,
    /// How many elements with properties, and how many that are skipped, are around.
    properties: u32,
    skipped: u32,
    /// In the code of a field.
    code: bool,
    field: String,
}

impl Text<'_> {
    fn of<'h>(part: &str, hidden: &'h [String]) -> Text<'h> {
        Text { part: part.to_owned(), hidden, ..Text::default() }
    }

    /// Whether text that comes now belongs to the document.
    fn taken(&self) -> bool {
        self.in_text && self.skipped == 0
    }

    fn start(&mut self, start: &BytesStart, out: &mut Out) -> Result<(), SourceError> {
        let name = start.local_name();
        let name = name.as_ref();
        self.open += 1;
        self.skipped += u32::from(SKIPPED.contains(&name));
        if self.skipped > 0 {
            return Ok(());
        }
        if name.ends_with("Pr") && name != "docPr" && name != "cNvPr" {
            self.properties += 1;
            return Ok(());
        }
        if self.properties > 0 {
            self.property(name, start);
            return Ok(());
        }
        match name {
            "p" => self.new_paragraph(out)?,
            "tbl" => {
                self.tables += 1;
                self.cells.push(TableCell { table: self.tables, row: 0, cell: 0 });
            }
            "tr" => self.in_table(|cell| (cell.row, cell.cell) = (cell.row + 1, 0)),
            "tc" => self.in_table(|cell| cell.cell += 1),
            "r" => self.new_run(out)?,
            "t" | "delText" => self.in_text = true,
            "ins" | "moveTo" => self.change(Mark::Inserted(who(start)), out)?,
            "del" | "moveFrom" => self.change(Mark::Deleted(who(start)), out)?,
            "footnote" | "endnote" => self.note = attribute(start, "id"),
            "comment" => (self.note, self.comment) = (attribute(start, "id"), Some(who(start))),
            _ => self.other(name, start, out),
        }
        Ok(())
    }

    /// What stands for a character, and what is not read.
    fn other(&mut self, name: &str, start: &BytesStart, out: &mut Out) {
        let character = match name {
            "tab" | "ptab" => "\t",
            "br" | "cr" => "\n",
            "noBreakHyphen" => "\u{2011}",
            "softHyphen" => "\u{ad}",
            _ => "",
        };
        if self.in_run {
            self.run.push_str(character);
        }
        let what = match name {
            "instrText" | "delInstrText" => {
                self.code = true;
                return;
            }
            "fldSimple" => {
                let code = attribute(start, "instr").unwrap_or_default();
                return out.unread(Missing::Field, &self.place_told(), Some(code.trim()));
            }
            "pic" | "imagedata" => Missing::Image,
            "OLEObject" | "altChunk" | "control" => Missing::Attachment,
            "oMath" => Missing::Field,
            "sym" => Missing::Letters,
            _ => return,
        };
        let label =
            attribute(start, "title").or_else(|| attribute(start, "ProgID")).or_else(|| attribute(start, "char"));
        out.unread(what, &self.place_told(), label.as_deref());
    }

    /// A property of a run or a paragraph that decides whether its text is seen.
    fn property(&mut self, name: &str, start: &BytesStart) {
        let value = attribute(start, "val");
        let hiding = match name {
            "vanish" | "webHidden" if !is_off(&value) => Some(Hiding::Vanish),
            "rStyle" | "pStyle" if value.as_ref().is_some_and(|style| self.hidden.contains(style)) => {
                Some(Hiding::Vanish)
            }
            // Half points: what is smaller than a point cannot be read.
            "sz" if matches!(value.as_deref(), Some("0" | "1")) => Some(Hiding::NoSize),
            _ => None,
        };
        match name {
            "pStyle" => self.paragraph_hidden = self.paragraph_hidden.or(hiding),
            _ if self.in_run => self.run_hidden = self.run_hidden.or(hiding),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, out: &mut Out) -> Result<(), SourceError> {
        self.open = self.open.saturating_sub(1);
        if self.skipped > 0 {
            self.skipped -= u32::from(SKIPPED.contains(&name));
            return Ok(());
        }
        if self.properties > 0 {
            self.properties -= u32::from(name.ends_with("Pr"));
            return Ok(());
        }
        match name {
            "p" => {
                self.flush(out)?;
                self.between(out)?;
            }
            "tr" => out.paragraph()?,
            "tbl" => drop(self.cells.pop()),
            "r" => {
                self.flush(out)?;
                self.in_run = false;
            }
            "t" | "delText" => self.in_text = false,
            "ins" | "moveTo" | "del" | "moveFrom" => {
                self.flush(out)?;
                self.changes.pop();
            }
            "footnote" | "endnote" | "comment" => (self.note, self.comment) = (None, None),
            "instrText" | "delInstrText" => {
                self.code = false;
                let code = std::mem::take(&mut self.field);
                out.unread(Missing::Field, &self.place_told(), Some(code.trim()));
            }
            _ => {}
        }
        Ok(())
    }

    fn in_table(&mut self, change: impl FnOnce(&mut TableCell)) {
        if let Some(cell) = self.cells.last_mut() {
            change(cell);
        }
    }

    fn new_paragraph(&mut self, out: &mut Out) -> Result<(), SourceError> {
        self.flush(out)?;
        self.paragraph += 1;
        self.paragraph_hidden = None;
        self.between(out)
    }

    /// What stands between two paragraphs: in a table they are lines of one row.
    fn between(&self, out: &mut Out) -> Result<(), SourceError> {
        if self.cells.is_empty() { out.paragraph() } else { out.line() }
    }

    fn new_run(&mut self, out: &mut Out) -> Result<(), SourceError> {
        self.flush(out)?;
        self.in_run = true;
        self.run_hidden = None;
        Ok(())
    }

    fn change(&mut self, change: Mark, out: &mut Out) -> Result<(), SourceError> {
        self.flush(out)?;
        self.changes.push(change);
        Ok(())
    }

    /// Writes what was read of a run.
    fn flush(&mut self, out: &mut Out) -> Result<(), SourceError> {
        let run = std::mem::take(&mut self.run);
        if run.is_empty() {
            return Ok(());
        }
        let place = Place::Paragraph {
            part: self.part.clone(),
            paragraph: self.paragraph,
            cell: self.cells.last().copied(),
            note: self.note.clone(),
        };
        let hidden = self.run_hidden.or(self.paragraph_hidden).map(Mark::Hidden);
        let comment = self.comment.clone().map(Mark::Comment);
        let marks = self.changes.last().cloned().into_iter().chain(hidden).chain(comment).collect();
        out.place(&run, place, marks)
    }

    fn place_told(&self) -> String {
        format!("{} paragraph {}", self.part, self.paragraph)
    }
}

/// Who is named beside a change or comment, and when.
fn who(start: &BytesStart) -> Change {
    Change { by: attribute(start, "author"), at: attribute(start, "date") }
}
