//! Which part of a bundle carries what: decided before the first byte is written, for each part says how many there are.
//!
//! Forms come first, then entries, the register's first log before the others, then source files, the smallest first. An
//! entry is never cut. A source file is cut only when it is larger than a part.

use daftar_claim::{EntryId, FileId, Hash, Key, Ledger};

use super::member::{END, piece_stem, room};
use super::packed::Packed;
use super::page::{FrontPage, MOST_PARTS, Part};
use super::piece::PieceNote;
use super::{BundleError, Goods};

/// A file that is to be cut begins in a part only where this share of the part is left.
const WORTH_BEGINNING: u64 = 4;
/// What each body of an entry counts for where progress is told, in bytes: nobody knows its length before it is read.
const BODY: u64 = 512;

/// Something that goes into a part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Item {
    /// A set of profiles.
    Set(Hash),
    /// Entries of a log, from the first to the last.
    Entries { log: Key, first: u64, last: u64 },
    /// Bodies that come late.
    Late(EntryId),
    /// A source file.
    File(FileId, u64),
    /// A piece of one: where it begins, its length, and that of the whole.
    Piece { file: FileId, from: u64, length: u64, total: u64 },
}

/// What goes into each part.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the parts have in common; none for a bundle that is whole.
    of: Option<Hash>,
    pub(crate) parts: Vec<Vec<Item>>,
    /// How much work it is, in steps as they are told.
    pub work: u64,
}

impl Plan {
    /// How many parts there are.
    pub fn count(&self) -> u32 {
        self.parts.len() as u32
    }

    /// The first page of a part.
    pub(crate) fn page(&self, goods: &Goods<'_>, number: u32) -> FrontPage {
        let part = self.of.map(|of| Part { of, number, count: self.count() });
        FrontPage { register: goods.register, part, after: goods.known.clone() }
    }
}

/// Plans a bundle: in one piece, or in parts of at most so many bytes, which have a name in common that nothing else has.
///
/// # Errors
/// When the register cannot be read, or the parts are too small.
pub fn plan(ledger: &dyn Ledger, goods: &Goods<'_>, parts: Option<(u64, Hash)>) -> Result<Plan, BundleError> {
    let mut packing = Packing::new(goods, parts)?;
    packing.profiles(ledger, goods)?;
    packing.entries(ledger, goods)?;
    packing.files(ledger, goods)?;
    Ok(packing.plan)
}

/// Parts being filled.
struct Packing {
    plan: Plan,
    /// How much goes into a part; none for as much as there is.
    size: Option<u64>,
    /// How much of it is left in the last part.
    left: u64,
    /// How much goes to the first page and the end of each.
    around: u64,
}

impl Packing {
    fn new(goods: &Goods<'_>, parts: Option<(u64, Hash)>) -> Result<Packing, BundleError> {
        let of = parts.map(|(_, of)| of);
        let plan = Plan { of, parts: vec![Vec::new()], work: 0 };
        let longest = Part { of: of.unwrap_or(Hash([0; 32])), number: MOST_PARTS, count: MOST_PARTS };
        let page = FrontPage { part: Some(longest), ..plan.page(goods, 1) };
        let around = room(page.to_text().len() as u64) + END;
        let too_small = || BundleError::TooSmall { what: "the first page".to_owned(), needed: around + 1 };
        let size = parts.map(|(bytes, _)| bytes.checked_sub(around).filter(|size| *size > 0).ok_or_else(too_small));
        let size = size.transpose()?;
        Ok(Packing { plan, size, left: size.unwrap_or_default(), around })
    }

    /// Puts something that is not to be cut into the last part, or into a new one.
    fn put(&mut self, item: Item, room: u64, named: &dyn Fn() -> String) -> Result<(), BundleError> {
        if let Some(size) = self.size.filter(|_| room > self.left) {
            if room > size {
                return Err(BundleError::TooSmall { what: named(), needed: room + self.around });
            }
            self.begin_part(size)?;
        }
        self.left = self.left.saturating_sub(room);
        self.push(item);
        Ok(())
    }

    fn begin_part(&mut self, size: u64) -> Result<(), BundleError> {
        // What does not fit into an empty part fits into none: a part that is still empty is not left behind.
        if self.plan.parts.last().is_some_and(|part| !part.is_empty()) {
            self.plan.parts.push(Vec::new());
        }
        self.left = size;
        if self.plan.count() > MOST_PARTS { Err(BundleError::TooMany) } else { Ok(()) }
    }

    fn push(&mut self, item: Item) {
        let Some(part) = self.plan.parts.last_mut() else { return };
        match (part.last_mut(), &item) {
            (Some(Item::Entries { log, last, .. }), Item::Entries { log: same, first, .. })
                if log == same && *last + 1 == *first =>
            {
                *last = *first;
            }
            _ => part.push(item),
        }
    }

    fn profiles(&mut self, ledger: &dyn Ledger, goods: &Goods<'_>) -> Result<(), BundleError> {
        for set in ledger.profile_sets()?.into_iter().filter(|set| !goods.sets.contains(set)) {
            let Some(texts) = ledger.profiles(set)? else { continue };
            let list = 80 * texts.len() as u64;
            let needed: u64 = texts.iter().map(|text| room(text.len() as u64)).sum::<u64>() + room(list);
            self.put(Item::Set(set), needed, &|| "a set of forms".to_owned())?;
        }
        Ok(())
    }

    fn entries(&mut self, ledger: &dyn Ledger, goods: &Goods<'_>) -> Result<(), BundleError> {
        let mut heads = ledger.heads();
        // Whoever starts from this bundle looks for the register's first entry.
        let founds = |log: Key| {
            let first = ledger.header(EntryId { log, number: 1 });
            first.is_some_and(|h| h.header.register.is_none() && h.register() == goods.register)
        };
        heads.sort_by_key(|head| (!founds(head.entry.log), head.entry.log));
        for id in goods.late.keys() {
            if let Some(packed) = Packed::late(ledger, *id, goods)? {
                self.entry(ledger, Item::Late(*id), *id, Some(packed.room()))?;
            }
        }
        for head in heads {
            let log = head.entry.log;
            for number in goods.reached(log) + 1..=head.entry.number {
                let id = EntryId { log, number };
                // Only where it matters how large it is, it is read.
                let room = self.size.map(|_| Packed::entry(ledger, id, goods).map(|packed| packed.room()));
                self.entry(ledger, Item::Entries { log, first: number, last: number }, id, room.transpose()?)?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, ledger: &dyn Ledger, item: Item, id: EntryId, room: Option<u64>) -> Result<(), BundleError> {
        self.plan.work += work_of(ledger, id);
        self.put(item, room.unwrap_or_default(), &|| format!("entry {} of {}", id.number, id.log))
    }

    fn files(&mut self, ledger: &dyn Ledger, goods: &Goods<'_>) -> Result<(), BundleError> {
        let mut files = Vec::new();
        for file in ledger.files()?.into_iter().filter(|file| (goods.file)(*file)) {
            files.extend(ledger.file_length(file)?.map(|length| (length, file)));
        }
        files.sort_unstable();
        for (length, file) in files {
            self.plan.work += length;
            match self.size {
                Some(size) if room(length) > size => self.cut(file, length, size)?,
                _ => self.put(Item::File(file, length), room(length), &|| file.to_string())?,
            }
        }
        Ok(())
    }

    /// Cuts a file that is larger than a part.
    fn cut(&mut self, file: FileId, total: u64, size: u64) -> Result<(), BundleError> {
        let note = PieceNote { file, from: total, length: total, total, check: Hash([0; 32]) };
        // The note's own room, and the header of the piece.
        let around = room(note.to_text().len() as u64) + room(0);
        if size <= around {
            return Err(BundleError::TooSmall {
                what: format!("the beginning of {file}"),
                needed: around + self.around + 1,
            });
        }
        if self.left < size / WORTH_BEGINNING || self.left <= around {
            self.begin_part(size)?;
        }
        let mut from = 0;
        while from < total {
            // Whole blocks, so that what is left is counted as it is laid.
            let fits = (self.left - around) / 512 * 512;
            let length = fits.max(1).min(total - from);
            self.put(Item::Piece { file, from, length, total }, around + room(length) - room(0), &|| {
                piece_stem(file, from)
            })?;
            from += length;
            if from < total {
                self.begin_part(size)?;
            }
        }
        Ok(())
    }
}

/// What an entry counts for where progress is told.
pub(crate) fn work_of(ledger: &dyn Ledger, id: EntryId) -> u64 {
    ledger.header(id).map_or(0, |header| BODY * (1 + u64::from(header.header.bodies)))
}
