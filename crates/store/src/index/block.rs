//! Blocks: up to 254 recordings of one entry, each a few bytes of numbers.
//!
//! A slot is a byte of flags, then only the numbers that cannot be told from the slot before.

use super::error::{IndexError, Result};

/// How many slots a block has at most.
pub(super) const SLOTS: usize = 254;

/// What a recording says, in numbers of the dictionaries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) struct Row {
    /// In `subject`.
    pub subject: u32,
    /// In `frame`.
    pub frame: u32,
    /// The value.
    pub value: Said,
    /// The row of a cell, or the first character of a span.
    pub start: u64,
    /// The length of a span.
    pub length: u64,
    /// In `value`: the quoted words as a text; 0 when there are none.
    pub quote: u32,
}

/// The number of a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub(super) enum Said {
    /// In `value`.
    Value(u32),
    /// In `subject`: an entity or a file.
    Link(u32),
}

impl Default for Said {
    fn default() -> Self {
        Said::Value(0)
    }
}

impl Said {
    fn number(self) -> i64 {
        match self {
            Said::Value(n) => i64::from(n) << 1,
            Said::Link(n) => i64::from(n) << 1 | 1,
        }
    }

    fn from_number(number: i64) -> Option<Said> {
        let n = u32::try_from(number >> 1).ok()?;
        Some(if number & 1 == 0 { Said::Value(n) } else { Said::Link(n) })
    }
}

/// What a slot holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Held {
    /// A claim that anybody may read.
    Open(Row),
    /// A sealed claim.
    Sealed,
    /// Nothing any more: it was forgotten.
    Gone,
}

impl Held {
    /// The claim's numbers, if anybody may read it.
    pub(super) fn row(self) -> Option<Row> {
        match self {
            Held::Open(row) => Some(row),
            Held::Sealed | Held::Gone => None,
        }
    }
}

/// A recording's place in its entry, and what it holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Slot {
    /// The position among the entry's bodies.
    pub position: u32,
    /// What is there.
    pub held: Held,
}

const JUMPS: u8 = 1;
const SUBJECT: u8 = 2;
const PLACE: u8 = 4;
const QUOTE: u8 = 8;
const SEALED: u8 = 16;
const GONE: u8 = 32;

/// What the next slot is told from.
struct Before {
    position: u32,
    row: Row,
    highest: i64,
}

const NOTHING_BEFORE: Before = Before {
    position: u32::MAX,
    row: Row { subject: 0, frame: 0, value: Said::Value(0), start: 0, length: 0, quote: 0 },
    highest: 0,
};

/// The bytes of a block's slots.
pub(super) fn encode(slots: &[Slot]) -> Vec<u8> {
    let mut out = Vec::with_capacity(slots.len() * 7);
    let mut before = NOTHING_BEFORE;
    for slot in slots {
        let jumps = if slot.position == before.position.wrapping_add(1) { 0 } else { JUMPS };
        let flags = jumps | flags_of(&slot.held, &before.row);
        out.push(flags);
        if jumps != 0 {
            push(&mut out, u64::from(slot.position));
        }
        before.position = slot.position;
        if let Held::Open(row) = &slot.held {
            push_row(&mut out, flags, row, &mut before);
        }
    }
    out
}

fn flags_of(held: &Held, before: &Row) -> u8 {
    match held {
        Held::Sealed => SEALED,
        Held::Gone => GONE,
        Held::Open(row) => {
            let when = |differs, flag| if differs { flag } else { 0 };
            when(row.subject != before.subject, SUBJECT)
                | when((row.start, row.length) != (before.start, before.length), PLACE)
                | when(row.quote != 0, QUOTE)
        }
    }
}

fn push_row(out: &mut Vec<u8>, flags: u8, row: &Row, before: &mut Before) {
    if flags & SUBJECT != 0 {
        push_signed(out, i64::from(row.subject) - i64::from(before.row.subject));
    }
    push(out, u64::from(row.frame));
    // New values are numbered upwards: the way from the highest one yet is short.
    push_signed(out, row.value.number() - before.highest);
    if flags & PLACE != 0 {
        push_signed(out, row.start.wrapping_sub(before.row.start) as i64);
        push(out, row.length);
    }
    if flags & QUOTE != 0 {
        push(out, u64::from(row.quote));
    }
    before.highest = before.highest.max(row.value.number());
    before.row = *row;
}

/// Reads a block's slots.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<Slot>> {
    let mut reader = Reader { bytes };
    let mut slots = Vec::with_capacity(SLOTS);
    let mut before = NOTHING_BEFORE;
    while let Some((&flags, rest)) = reader.bytes.split_first() {
        reader.bytes = rest;
        let slot = reader.slot(flags, &mut before).ok_or_else(|| IndexError::damaged("a block cannot be read"))?;
        slots.push(slot);
    }
    Ok(slots)
}

fn push(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn push_signed(out: &mut Vec<u8>, number: i64) {
    push(out, (number << 1 ^ number >> 63) as u64);
}

struct Reader<'b> {
    bytes: &'b [u8],
}

impl Reader<'_> {
    fn slot(&mut self, flags: u8, before: &mut Before) -> Option<Slot> {
        let jumps = flags & JUMPS != 0;
        let position = if jumps { self.small()? } else { before.position.wrapping_add(1) };
        before.position = position;
        let held = match flags & (SEALED | GONE) {
            0 => Held::Open(self.row(flags, before)?),
            SEALED => Held::Sealed,
            _ => Held::Gone,
        };
        Some(Slot { position, held })
    }

    fn row(&mut self, flags: u8, before: &mut Before) -> Option<Row> {
        let mut row = Row { quote: 0, ..before.row };
        if flags & SUBJECT != 0 {
            row.subject = u32::try_from(self.signed()?.checked_add(i64::from(row.subject))?).ok()?;
        }
        row.frame = self.small()?;
        let value = self.signed()?.checked_add(before.highest)?;
        row.value = Said::from_number(value)?;
        if flags & PLACE != 0 {
            row.start = row.start.wrapping_add(self.signed()? as u64);
            row.length = self.number()?;
        }
        if flags & QUOTE != 0 {
            row.quote = self.small()?;
        }
        before.highest = before.highest.max(value);
        before.row = row;
        Some(row)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn held() -> impl Strategy<Value = Held> {
        let said =
            (any::<u32>(), any::<bool>()).prop_map(|(n, link)| if link { Said::Link(n) } else { Said::Value(n) });
        let row = (0..9u32, any::<u32>(), said, any::<u64>(), 0..3u64, 0..3u32).prop_map(
            |(subject, frame, value, start, length, quote)| Row { subject, frame, value, start, length, quote },
        );
        prop_oneof![4 => row.prop_map(Held::Open), 1 => Just(Held::Sealed), 1 => Just(Held::Gone)]
    }

    proptest! {
        #[test]
        fn a_block_is_read_as_it_was_written(slots in prop::collection::vec((0..4096u32, held()), 0..40)) {
            let slots: Vec<Slot> = slots.into_iter().map(|(position, held)| Slot { position, held }).collect();
            prop_assert_eq!(decode(&encode(&slots)).unwrap(), slots);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(slots) = decode(&bytes) {
                prop_assert!(slots.len() <= bytes.len());
            }
        }
    }
}
