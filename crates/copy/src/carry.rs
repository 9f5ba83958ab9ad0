//! Which bodies of an entry go along, and what is said of those that do not: the same for bundles and for syncing.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Body, BodyState, ClaimId, EntryId, LedgerEntry, MAX_BODIES, Note, SignedHeader};

/// Positions of bodies that are lacking, by entry.
pub type Lacking = BTreeMap<EntryId, BTreeSet<u32>>;

/// The bodies of an entry that go along.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    /// The bodies, one a line, in order.
    pub(crate) lines: Vec<u8>,
    /// What is to be said of the others.
    pub(crate) note: Note,
    /// How many go along.
    pub(crate) bodies: u64,
    /// How many are here and stay.
    pub(crate) withheld: u64,
}

/// Of these positions of an entry, those whose bodies neither go along nor were erased: whom they went to still lacks them.
pub(crate) fn left_out(
    entry: &LedgerEntry,
    carried: &Carried,
    positions: impl IntoIterator<Item = u32>,
) -> BTreeSet<u32> {
    let erased = |at: u32| matches!(entry.bodies.get(at as usize), Some(BodyState::Erased(_)));
    positions.into_iter().filter(|at| carried.note.is_absent(*at) && !erased(*at)).collect()
}

/// The bodies that go along: those for which `goes` says so, by position and id.
pub(crate) fn carry(entry: &LedgerEntry, goes: &dyn Fn(u32, ClaimId) -> bool) -> Carried {
    let mut carried = Carried::default();
    carried.note.number = entry.header.header.entry.number;
    let mut ids = Vec::new();
    for (position, body) in (0u32..).zip(&entry.bodies) {
        let (id, kept_back) = match body {
            BodyState::Present(bytes) => {
                let id = Body::id_of(bytes);
                if goes(position, id) {
                    carried.lines.extend_from_slice(bytes);
                    carried.lines.push(b'\n');
                    carried.bodies += 1;
                    ids.push(Some(id));
                    continue;
                }
                carried.withheld += 1;
                (Some(id), true)
            }
            BodyState::Withheld(id) => (Some(*id), true),
            BodyState::Erased(id) => (Some(*id), false),
            BodyState::Awaited(id) | BodyState::Damaged(id) => (*id, false),
        };
        ids.push(id);
        carried.note.absent.push(position);
        if kept_back {
            carried.note.withheld.push(position);
        }
    }
    carried.note.ids = ids.into_iter().collect::<Option<_>>().unwrap_or_default();
    carried
}

/// Joins a header with the bodies that came and the note on those that did not.
pub(crate) fn assemble(header: SignedHeader, note: Option<Note>, bytes: &[u8]) -> Result<LedgerEntry, String> {
    let count = header.header.bodies;
    let note = note.unwrap_or_default();
    let mut lines = bytes.split(|byte| *byte == b'\n').take(MAX_BODIES + 1).filter(|line| !line.is_empty());
    let mut bodies = Vec::new();
    for position in 0..count {
        let id: Option<ClaimId> = note.ids.get(position as usize).copied();
        let state = match (note.is_absent(position), note.is_withheld(position), id) {
            (false, _, _) => {
                let line = lines
                    .next()
                    .ok_or_else(|| format!("body {position} of {count} is missing, and no note says so"))?;
                BodyState::Present(line.to_vec())
            }
            (true, true, Some(id)) => BodyState::Withheld(id),
            (true, _, id) => BodyState::Awaited(id),
        };
        bodies.push(state);
    }
    if lines.next().is_some() {
        return Err(format!("there are more bodies than the {count} that the header counts"));
    }
    check_ids(&bodies, &note)?;
    Ok(LedgerEntry { header, bodies })
}

fn check_ids(bodies: &[BodyState], note: &Note) -> Result<(), String> {
    for (position, (body, id)) in bodies.iter().zip(&note.ids).enumerate() {
        if matches!(body, BodyState::Present(bytes) if Body::id_of(bytes) != *id) {
            return Err(format!("body {position} has another hash than the note says"));
        }
    }
    Ok(())
}
