//! The note beside an entry that lacks bodies: which, and the ids of all.

use daftar_claim::json::{Json, ObjectWriter, write_integer, write_text};
use daftar_claim::{ClaimId, Hash, TextId};

/// What is known of an entry that lacks bodies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// The entry's number.
    pub number: u64,
    /// Positions that are not here, as ranges, both ends included.
    pub absent: Vec<(u32, u32)>,
    /// Those of them that the sender keeps back.
    pub withheld: Vec<(u32, u32)>,
    /// The ids of all bodies, in order.
    pub ids: Vec<ClaimId>,
}

impl Note {
    /// Whether the range list names a position.
    pub fn names(ranges: &[(u32, u32)], position: u32) -> bool {
        ranges.iter().any(|(first, last)| (*first..=*last).contains(&position))
    }

    /// Adds a position at the end of a range list.
    pub fn push(ranges: &mut Vec<(u32, u32)>, position: u32) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == position => *last = position,
            _ => ranges.push((position, position)),
        }
    }

    /// The note as a line of canonical JSON, with its `check`.
    pub fn to_line(&self) -> String {
        let check = Hash::of(self.json(None).as_bytes());
        self.json(Some(check))
    }

    fn json(&self, check: Option<Hash>) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.list("absent", &self.absent, write_range);
        if let Some(check) = check {
            object.text("check", &check.to_string());
        }
        object.list("ids", &self.ids, |out, id| write_text(out, &id.to_string()));
        object.integer("number", self.number as i64);
        object.list("withheld", &self.withheld, write_range);
        object.end();
        out
    }

    /// Reads a note; none when the line is not one, or was changed.
    pub fn parse(line: &str) -> Option<Note> {
        let json = Json::parse(line).ok()?;
        let id = |item: &Json<'_>| ClaimId::parse(item.as_text()?).ok();
        let note = Note {
            number: u64::try_from(json.get("number")?.as_integer()?).ok()?,
            absent: read_ranges(json.get("absent")?)?,
            withheld: read_ranges(json.get("withheld")?)?,
            ids: json.get("ids")?.as_list()?.iter().map(id).collect::<Option<_>>()?,
        };
        (note.to_line() == line).then_some(note)
    }
}

fn write_range(out: &mut String, range: &(u32, u32)) {
    out.push('[');
    write_integer(out, i64::from(range.0));
    out.push(',');
    write_integer(out, i64::from(range.1));
    out.push(']');
}

fn read_ranges(json: &Json<'_>) -> Option<Vec<(u32, u32)>> {
    let number = |json: &Json<'_>| u32::try_from(json.as_integer()?).ok();
    let range = |item: &Json<'_>| match item.as_list()? {
        [first, last] => Some((number(first)?, number(last)?)).filter(|(first, last)| first <= last),
        _ => None,
    };
    json.as_list()?.iter().map(range).collect()
}
