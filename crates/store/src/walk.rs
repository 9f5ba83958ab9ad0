//! Which lines of an open segment belong to which entry.
//!
//! Counting lines is enough while nothing is damaged. Where a newline was lost or gained, or a note, the entries behind
//! it are found again by what they must contain.

use std::ops::Range;

use daftar_claim::{Body, ClaimId, Entry, Hash, Header};

use crate::notes::Note;

/// What a header says of its bodies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shape {
    /// The entry's number in its log.
    pub(crate) number: u64,
    /// How many bodies.
    pub(crate) bodies: u32,
    /// RFC 6962 root over their ids.
    pub(crate) root: Hash,
}

impl Shape {
    pub(crate) fn of(header: &Header) -> Shape {
        Shape { number: header.entry.number, bodies: header.bodies, root: header.root }
    }

    /// Why a note cannot be about this entry, if it cannot.
    pub(crate) fn objection(&self, note: &Note) -> Option<&'static str> {
        note.objection(self.bodies, &self.root)
    }

    /// Whether these are the ids of the bodies, in order.
    pub(crate) fn covers(&self, ids: &[ClaimId]) -> bool {
        ids.len() == self.bodies as usize && Entry::root(ids) == self.root
    }
}

/// What the lines of one entry must be.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// All bodies of a header: so many, under this root.
    Whole {
        /// How many lines.
        lines: usize,
        /// The RFC 6962 root over their ids.
        root: Hash,
    },
    /// Exactly the bodies of these ids, since a note says that others are not here.
    Parted(Vec<ClaimId>),
    /// The header is damaged: any number of lines.
    Unknown,
}

impl Expected {
    /// What the lines must be of an entry with this note, if it has one.
    pub(crate) fn of(shape: &Shape, note: Option<&Note>) -> Expected {
        match note.filter(|note| !note.absent.is_empty() && shape.objection(note).is_none()) {
            Some(note) => Expected::Parted(note.present()),
            None => Expected::Whole { lines: shape.bodies as usize, root: shape.root },
        }
    }

    /// How many lines; none when the header is damaged.
    pub(crate) fn lines(&self) -> Option<usize> {
        match self {
            Expected::Whole { lines, .. } => Some(*lines),
            Expected::Parted(ids) => Some(ids.len()),
            Expected::Unknown => None,
        }
    }

    /// Whether lines with these ids are what is expected.
    pub(crate) fn matches(&self, ids: &[ClaimId]) -> bool {
        match self {
            Expected::Whole { lines, root } => ids.len() == *lines && Entry::root(ids) == *root,
            Expected::Parted(expected) => ids == expected,
            Expected::Unknown => false,
        }
    }
}

/// The lines of an entry's bytes, without their newlines.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\n").unwrap_or(line))
}

/// The ids of the bodies in an entry's bytes.
pub(crate) fn ids(bytes: &[u8]) -> Vec<ClaimId> {
    lines(bytes).map(Body::id_of).collect()
}

/// The places of the entries, by counting lines; none when a header is damaged or lines are missing.
pub(crate) fn by_count(bytes: &[u8], expected: &[Expected]) -> Option<Vec<Range<usize>>> {
    let (mut places, mut at) = (Vec::with_capacity(expected.len()), 0);
    for entry in expected {
        let start = at;
        for _ in 0..entry.lines()? {
            at += bytes.get(at..)?.iter().position(|byte| *byte == b'\n')? + 1;
        }
        places.push(start..at);
    }
    Some(places)
}

/// How far from its expected place an entry is looked for, beyond the lines of the damaged entries before it.
const REACH: usize = 16;

/// The places of the entries, by what they contain. An entry that is nowhere gets the lines between its neighbours.
pub(crate) fn by_content(bytes: &[u8], expected: &[Expected]) -> Vec<Range<usize>> {
    let lines = Lines::of(bytes);
    let found = lines.find(expected);
    let (mut places, mut at) = (Vec::with_capacity(found.len()), 0);
    for (n, place) in found.iter().enumerate() {
        let next = found[n..].iter().flatten().next().map_or(lines.ids.len(), |next| next.start);
        // Of several lost entries in a row each gets as many lines as it should have, the last all that are left.
        let lost_after = found.get(n + 1).is_some_and(Option::is_none);
        let share = expected[n].lines().filter(|_| lost_after).unwrap_or(usize::MAX);
        let place = place.clone().unwrap_or_else(|| at..next.min(at.saturating_add(share)));
        at = place.end;
        places.push(lines.starts[place.start]..lines.starts[place.end]);
    }
    places
}

/// All lines of a file: their ids, and where each starts; one more start than lines.
struct Lines {
    ids: Vec<ClaimId>,
    starts: Vec<usize>,
}

impl Lines {
    fn of(bytes: &[u8]) -> Lines {
        let mut starts = vec![0];
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            starts.push(starts[starts.len() - 1] + line.len());
        }
        Lines { ids: ids(bytes), starts }
    }

    fn find(&self, expected: &[Expected]) -> Vec<Option<Range<usize>>> {
        let (mut found, mut at, mut slack) = (Vec::with_capacity(expected.len()), 0, 0);
        for entry in expected {
            let place = self.near(entry, at, slack);
            match &place {
                Some(place) => (at, slack) = (place.end, 0),
                None => slack += entry.lines().unwrap_or(daftar_claim::MAX_BODIES) + REACH,
            }
            found.push(place);
        }
        found
    }

    /// The entry at line `from`, or, with slack, at the nearest line behind it.
    fn near(&self, entry: &Expected, from: usize, slack: usize) -> Option<Range<usize>> {
        let count = entry.lines().filter(|count| *count > 0 || slack == 0)?;
        let starts = (from..=from + slack).take_while(|start| start + count <= self.ids.len());
        starts.map(|start| start..start + count).find(|place| entry.matches(&self.ids[place.clone()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(lines: &[&str]) -> Expected {
        let ids: Vec<ClaimId> = lines.iter().map(|line| Body::id_of(line.as_bytes())).collect();
        Expected::Whole { lines: lines.len(), root: Entry::root(&ids) }
    }

    fn texts<'a>(bytes: &'a [u8], places: &[Range<usize>]) -> Vec<&'a str> {
        places.iter().map(|place| std::str::from_utf8(&bytes[place.clone()]).unwrap()).collect()
    }

    #[test]
    fn what_stands_behind_damage_is_found_again() {
        let expected = [entry(&["a", "b"]), entry(&["c"]), entry(&[]), entry(&["d", "e"])];
        let sound = b"a\nb\nc\nd\ne\n";
        let counted = by_count(sound, &expected).unwrap();
        assert_eq!(texts(sound, &counted), ["a\nb\n", "c\n", "", "d\ne\n"]);
        assert_eq!(by_content(sound, &expected), counted);
        let joined = b"a\nbXc\nd\ne\n";
        assert_eq!(texts(joined, &by_content(joined, &expected)), ["a\nbXc\n", "", "", "d\ne\n"]);
        let split = b"a\nb\n\nc\nd\ne\n";
        let found = by_content(split, &expected);
        assert_eq!(texts(split, &found[..1]), ["a\nb\n"]);
        assert_eq!(texts(split, &found[3..]), ["d\ne\n"]);
    }

    #[test]
    fn counting_stops_where_lines_are_missing() {
        assert_eq!(by_count(b"a\n", &[entry(&["a"]), entry(&["b"])]), None);
        assert_eq!(by_count(b"a\nb", &[entry(&["a"]), entry(&["b"])]), None);
        assert_eq!(by_count(b"a\n", &[Expected::Unknown]), None);
    }
}
