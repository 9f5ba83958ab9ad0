//! An entry as members of a bundle: its header, a note if bodies stay behind, and the bodies that go.

use std::io::Write;

use daftar_claim::{EntryId, Ledger, LedgerEntry, LedgerError};
use tar::Builder;

use super::member::{append, entry_stem, header_lines, room};
use super::{BundleError, Goods};
use crate::carry::{Carried, carry};

/// An entry, ready to be laid into a bundle.
pub(crate) struct Packed {
    members: Vec<(String, Vec<u8>)>,
    /// Bodies that go along.
    pub(crate) bodies: u64,
    /// Bodies that are here and stay.
    pub(crate) withheld: u64,
}

impl Packed {
    /// An entry that the other side does not have.
    pub(crate) fn entry(ledger: &dyn Ledger, id: EntryId, goods: &Goods<'_>) -> Result<Packed, BundleError> {
        let entry = read(ledger, id)?;
        let carried = carry(&entry, &|_, claim| (goods.claim)(claim));
        Ok(Packed::of(&entry, carried))
    }

    /// Bodies of an entry that the other side has without them; none when these are not here either, or stay.
    pub(crate) fn late(ledger: &dyn Ledger, id: EntryId, goods: &Goods<'_>) -> Result<Option<Packed>, BundleError> {
        let Some(positions) = goods.late.get(&id) else { return Ok(None) };
        let entry = read(ledger, id)?;
        let mut carried = carry(&entry, &|at, claim| positions.contains(&at) && (goods.claim)(claim));
        // What the other side has already is not said to be kept back.
        carried.note.withheld.clear();
        carried.withheld = 0;
        let checkable = !carried.note.ids.is_empty() || carried.note.absent.is_empty();
        Ok((carried.bodies > 0 && checkable).then(|| Packed::of(&entry, carried)))
    }

    fn of(entry: &LedgerEntry, carried: Carried) -> Packed {
        let stem = entry_stem(entry.header.header.entry);
        let mut members = vec![(format!("{stem}.header.jsonl"), header_lines(&entry.header))];
        if !carried.note.absent.is_empty() {
            members.push((format!("{stem}.note.json"), carried.note.to_line().into_bytes()));
        }
        members.push((format!("{stem}.bodies.jsonl"), carried.lines));
        Packed { members, bodies: carried.bodies, withheld: carried.withheld }
    }

    /// How much room it takes.
    pub(crate) fn room(&self) -> u64 {
        self.members.iter().map(|(_, content)| room(content.len() as u64)).sum()
    }

    pub(crate) fn append<W: Write>(&self, tar: &mut Builder<W>) -> Result<(), BundleError> {
        self.members.iter().try_for_each(|(name, content)| append(tar, name, content))
    }
}

fn read(ledger: &dyn Ledger, id: EntryId) -> Result<LedgerEntry, BundleError> {
    let lost = || LedgerError::Files(format!("entry {} of {} cannot be read", id.number, id.log));
    Ok(ledger.entry(id)?.ok_or_else(lost)?)
}
