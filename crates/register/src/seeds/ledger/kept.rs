//! The ledger as a file: what it was made from, then what was gathered.

use std::collections::BTreeMap;

use daftar_claim::{EntityId, EntryId, Hash, Key, RecordingId, TextId as _};
use daftar_store::table::Stamp;
use daftar_view::forecast::Terms;
use daftar_view::rescue::{read_holdings, write_holdings};

use super::{Ledger, Opened};
use crate::Register;

/// So many accessions, or this part of all, take longer to be gathered again than the file to be written.
const WORTH: usize = 64;
const PART: usize = 50;

impl Register {
    /// Keeps a ledger, when it is worth it. What cannot be written is gathered anew another time: nothing hangs on it.
    pub(super) fn keep_ledger(&self, ledger: &mut Ledger) {
        let some = ledger.fresh > WORTH.max(ledger.holdings.len() / PART);
        if some || (ledger.fresh > 0 && ledger.fresh >= ledger.holdings.len()) {
            ledger.fresh = 0;
            drop(self.write_kept(&self.seat.ledger(), &ledger.to_bytes()));
        }
    }

    /// The ledger that was kept; none where there is none, or it cannot be believed.
    pub(super) fn kept_ledger(&self, terms: &Terms) -> Option<Ledger> {
        Ledger::read(&self.read_kept(&self.seat.ledger())?, terms)
    }
}

impl Ledger {
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(self.stamp.ground);
        put_number(&mut out, self.stamp.counted.len());
        for (entry, mark) in &self.stamp.counted {
            put_entry(&mut out, entry);
            out.extend(mark.to_le_bytes());
        }
        put_number(&mut out, self.opened.len());
        for (place, stands) in &self.opened {
            put_entry(&mut out, &place.entry);
            out.extend(place.position.to_le_bytes());
            out.push(u8::from(*stands));
        }
        put_number(&mut out, self.measures.len());
        self.measures.iter().for_each(|measure| out.extend(measure.0.0));
        put_number(&mut out, self.erased);
        out.extend(Hash::of(&out).0);
        out.extend(write_holdings(self.holdings.values()));
        out
    }

    fn read(bytes: &[u8], terms: &Terms) -> Option<Ledger> {
        let mut rest = bytes;
        let ground = take(&mut rest)?;
        let counted = (0..number(&mut rest)?).map(|_| Some((entry(&mut rest)?, u64::from_le_bytes(take(&mut rest)?))));
        let counted: BTreeMap<EntryId, u64> = counted.collect::<Option<_>>()?;
        let opened = (0..number(&mut rest)?).map(|_| opened(&mut rest)).collect::<Option<Opened>>()?;
        let measure = |rest: &mut &[u8]| Some(EntityId(Hash(take(rest)?)));
        let measures = (0..number(&mut rest)?).map(|_| measure(&mut rest)).collect::<Option<_>>()?;
        let erased = usize::try_from(number(&mut rest)?).ok()?;
        let told = bytes.get(..bytes.len() - rest.len())?;
        if Hash::of(told).0 != take(&mut rest)? {
            return None;
        }
        let (holdings, stale) = read_holdings(rest, terms.today)?;
        let holdings = holdings.into_iter().map(|holding| (holding.accession, holding)).collect();
        let stamp = Stamp { ground, counted };
        Some(Ledger { stamp, opened, measures, erased, day: terms.today, stale, holdings, fresh: 0 })
    }
}

fn put_number(out: &mut Vec<u8>, number: usize) {
    out.extend((number as u64).to_le_bytes());
}

fn put_entry(out: &mut Vec<u8>, entry: &EntryId) {
    out.extend(entry.log.hash().0);
    out.extend(entry.number.to_le_bytes());
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*first)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    take(rest).map(u64::from_le_bytes)
}

fn entry(rest: &mut &[u8]) -> Option<EntryId> {
    Some(EntryId { log: Key::from_hash(Hash(take(rest)?)), number: number(rest)? })
}

fn opened(rest: &mut &[u8]) -> Option<(RecordingId, bool)> {
    let place = RecordingId { entry: entry(rest)?, position: u32::from_le_bytes(take(rest)?) };
    Some((place, take::<1>(rest)? == [1]))
}
