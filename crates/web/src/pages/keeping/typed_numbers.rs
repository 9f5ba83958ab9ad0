//! Numbers that were typed or scanned, one on each line, and the things that they mean.

use daftar_register::claim::EntityId;
use daftar_register::{Meant, TypedLine};

use crate::error::Trouble;
use crate::forms::writing::Writing;

/// A line that meant one thing, and what stood behind its number.
pub(super) struct Line {
    /// The thing.
    pub(super) thing: EntityId,
    /// The number as it was typed.
    pub(super) number: String,
    /// What was written behind it, after a colon.
    pub(super) words: Option<String>,
}

impl Writing<'_> {
    /// The things that the lines of a field mean. A line that means none or several is a fault of the field, which stays as
    /// it was typed: nothing is recorded as long as one line is not understood.
    pub(super) fn numbered(&mut self, field: &'static str) -> Result<Vec<Line>, Trouble> {
        let ask = super::keepers();
        let numbers = self.register.numbers(&ask)?;
        let typed = self.typed.text(field).to_owned();
        let mut lines: Vec<Line> = Vec::new();
        for text in typed.lines().map(str::trim).filter(|text| !text.is_empty()) {
            let TypedLine { meant, number, words } = self.register.typed_line(text, &numbers, &ask)?;
            match meant {
                Meant::One(thing) if lines.iter().any(|line| line.thing == thing) => {}
                Meant::One(thing) => {
                    lines.push(Line { thing, number: number.to_owned(), words: words.map(str::to_owned) });
                }
                Meant::Several(_) => self.not_understood(field, number, "fault-number-several"),
                Meant::Nothing => self.not_understood(field, number, "fault-number-nothing"),
                Meant::Elsewhere => self.not_understood(field, number, "fault-number-elsewhere"),
            }
        }
        Ok(lines)
    }

    fn not_understood(&mut self, field: &'static str, number: &str, words: &'static str) {
        self.fault(field, words);
        self.typed.faulty_part(field, words, number);
    }

    /// The single day that was typed.
    pub(crate) fn day(&mut self, field: &'static str) -> Option<daftar_register::claim::Edtf> {
        let date = self.date(field)?;
        let bounds = date.bounds();
        let single = bounds.earliest().is_some() && bounds.earliest() == bounds.latest();
        if !single {
            self.fault(field, "fault-day");
        }
        Some(date).filter(|_| single)
    }

    /// The place of keeping that was chosen by its id.
    pub(crate) fn chosen_place(&mut self, field: &'static str) -> Result<Option<EntityId>, Trouble> {
        let text = self.typed.text(field).to_owned();
        if text.is_empty() {
            return Ok(None);
        }
        let place = crate::pages::card::entity(&text)?;
        let is_place = self.register.kinds_of(place)?.iter().any(|kind| kind == "location");
        if !is_place {
            self.fault(field, "fault-keeping-place");
        }
        Ok(Some(place).filter(|_| is_place))
    }
}
