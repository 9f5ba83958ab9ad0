//! Places as text: what a claim's locator says of where its words stand in the source itself. FORMAT.md, 2.1, defines it.

use std::fmt::Write as _;

use super::place::{Area, Mark, Place, Stretch, TableCell};

/// A DOCX's own text, of which nothing needs to be said.
const MAIN_PART: &str = "word/document.xml";

impl Stretch {
    /// Where it stood, as pairs `name=value` joined by `&`: `page=3&area=72,540,500,552`. Names of persons are left out,
    /// even where the place has them: who sent a message is no place.
    #[must_use]
    pub fn fragment(&self) -> String {
        let mut pairs = Pairs(String::new());
        pairs.place(&self.place);
        let mut last = "";
        for word in self.marks.iter().map(Mark::word).filter(|word| !word.is_empty()) {
            if word != last {
                pairs.add("mark", word);
            }
            last = word;
        }
        pairs.0
    }
}

impl Mark {
    /// The word for it in a fragment; none for what changes nothing about the words.
    fn word(&self) -> &'static str {
        match self {
            Mark::Hidden(_) => "hidden",
            Mark::Recognised => "recognised",
            Mark::Deleted(_) => "deleted",
            Mark::Comment(_) => "comment",
            Mark::Quoted(_) => "quoted",
            Mark::Forwarded { .. } => "forwarded",
            Mark::Inserted(_) => "",
        }
    }
}

struct Pairs(String);

impl Pairs {
    fn add(&mut self, name: &str, value: impl std::fmt::Display) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        for c in value.to_string().chars() {
            match c {
                '%' | '&' | '=' | ';' => drop(write!(self.0, "%{:02X}", u32::from(c))),
                c => self.0.push(c),
            }
        }
    }

    fn place(&mut self, place: &Place) {
        match place {
            Place::Page { page, area: Area { left, bottom, right, top } } => {
                self.add("page", page);
                self.add("area", format_args!("{left},{bottom},{right},{top}"));
            }
            Place::Paragraph { part, paragraph, cell, note } => {
                if part != MAIN_PART {
                    self.add("in", part);
                }
                self.add("paragraph", paragraph);
                if let Some(TableCell { table, row, cell }) = cell {
                    self.add("cell", format_args!("{table},{row},{cell}"));
                }
                note.iter().for_each(|note| self.add("note", note));
            }
            Place::Element { path } => self.add("element", path),
            Place::Header { name } => self.add("header", name),
            Place::Body => self.add("body", ""),
            Place::Message { number, id, .. } => {
                self.add("message", number);
                id.iter().for_each(|id| self.add("id", id));
            }
            Place::Cue { number, from, until, .. } => {
                self.add("cue", number);
                self.add("from", from);
                self.add("until", until);
            }
            Place::Part { part, within } => {
                self.add("part", part);
                self.place(within);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use daftar_claim::Span;

    use super::*;
    use crate::sources::{Change, Hiding};

    fn told(place: Place, marks: Vec<Mark>) -> String {
        Stretch { span: Span { start: 0, end: 1 }, place, marks }.fragment()
    }

    #[test]
    fn a_place_is_told_in_pairs() {
        let area = Area { left: 72, bottom: 540, right: 500, top: 552 };
        assert_eq!(told(Place::Page { page: 3, area }, vec![]), "page=3&area=72,540,500,552");
        assert_eq!(
            told(Place::Page { page: 3, area }, vec![Mark::Recognised]),
            "page=3&area=72,540,500,552&mark=recognised"
        );
        let paragraph = |part: &str| Place::Paragraph {
            part: part.to_owned(),
            paragraph: 12,
            cell: Some(TableCell { table: 1, row: 2, cell: 3 }),
            note: None,
        };
        let deleted = vec![Mark::Deleted(Change::default()), Mark::Hidden(Hiding::Vanish)];
        assert_eq!(told(paragraph(MAIN_PART), deleted), "paragraph=12&cell=1,2,3&mark=deleted&mark=hidden");
        assert_eq!(told(paragraph("word/a&b.xml"), vec![]), "in=word/a%26b.xml&paragraph=12&cell=1,2,3");
        let header = Box::new(Place::Header { name: "Subject".to_owned() });
        assert_eq!(told(Place::Part { part: "1.2".to_owned(), within: header }, vec![]), "part=1.2&header=Subject");
    }

    #[test]
    fn nobody_is_named_in_a_place() {
        let (sender, at) = (Some("Umm Salim".to_owned()), Some("12/03/2031, 21:14".to_owned()));
        let message = Place::Message { number: 812, id: None, sender, at };
        assert_eq!(told(message, vec![Mark::Forwarded { from: "Karim".to_owned() }]), "message=812&mark=forwarded");
    }
}
