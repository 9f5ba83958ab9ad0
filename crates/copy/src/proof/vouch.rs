//! Whose keys: from the first entry, whose hash is the register's id, to the key that signs.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::standing::{Grounds, Logs};
use daftar_claim::{Act, EntityId, EntryId, Key, May, RegisterId, SignedHeader, Standing};

/// The entries that lead to a key, acting for a party.
type Chains = BTreeMap<(Key, EntityId), Vec<EntryId>>;

/// What counts by these headers alone: the rules are those of the register.
pub(super) fn standing(register: RegisterId, headers: &[&SignedHeader]) -> Standing {
    let mut logs = Logs::new();
    for header in headers {
        logs.entry(header.header.entry.log).or_default().push(header);
    }
    Standing::decide(&Grounds { register, logs: &logs, own: &[], cut: None, recorders: &|_| Vec::new() })
}

/// Whether a key may record for anybody.
pub(super) fn is_known(standing: &Standing, key: Key) -> bool {
    standing.grants().any(|(known, _, may)| known == key && may == May::Record)
}

/// The entries that say whose the key of `entry` is, and that of `signer`, back to the register's first; sorted. None when
/// nothing leads there.
pub fn vouchers(
    register: RegisterId,
    logs: &Logs<'_>,
    standing: &Standing,
    entry: &SignedHeader,
    signer: Key,
) -> Option<Vec<EntryId>> {
    let chains = chains(register, logs, standing);
    let recorder = chains.get(&(entry.header.entry.log, entry.header.on_behalf_of))?;
    let signer = chains.iter().find(|((key, _), _)| *key == signer).map(|(_, chain)| chain)?;
    let all: BTreeSet<EntryId> = recorder.iter().chain(signer).copied().collect();
    Some(all.into_iter().filter(|id| *id != entry.header.entry).collect())
}

fn chains(register: RegisterId, logs: &Logs<'_>, standing: &Standing) -> Chains {
    let headers: Vec<&SignedHeader> =
        logs.values().flatten().copied().filter(|header| standing.counts(header.header.entry)).collect();
    let mut chains = Chains::new();
    found(&headers, register, &[], &mut chains);
    loop {
        let before = chains.len();
        for header in &headers {
            follow(&headers, header, &mut chains);
        }
        if chains.len() == before {
            return chains;
        }
    }
}

/// The keys that a register's first entry names.
fn found(headers: &[&SignedHeader], register: RegisterId, before: &[EntryId], chains: &mut Chains) {
    let first = headers.iter().find(|header| header.header.register.is_none() && header.register() == register);
    let Some(first) = first.map(|first| &first.header) else { return };
    let chain = [before, &[first.entry]].concat();
    for key in first.recovery.iter().map(|recovery| recovery.sign).chain([first.entry.log]) {
        chains.entry((key, first.on_behalf_of)).or_insert_with(|| chain.clone());
    }
}

/// What the acts of an entry add, if its own key is known.
fn follow(headers: &[&SignedHeader], header: &SignedHeader, chains: &mut Chains) {
    let (entry, party) = (header.header.entry, header.header.on_behalf_of);
    let own = chains.get(&(entry.log, party)).cloned();
    for act in &header.header.acts {
        match (act, &own) {
            (Act::Grant { key, party, may }, Some(own)) if may.contains(&May::Record) => {
                chains.entry((*key, *party)).or_insert_with(|| [own.as_slice(), &[entry]].concat());
            }
            (Act::Join(register), Some(own)) => found(headers, *register, &[own.as_slice(), &[entry]].concat(), chains),
            (Act::Succeed { log, .. }, None) => {
                let older: Vec<_> =
                    chains.iter().filter(|((key, _), _)| key == log).map(|(of, c)| (*of, c.clone())).collect();
                for ((_, party), chain) in older {
                    chains.entry((entry.log, party)).or_insert_with(|| [chain.as_slice(), &[entry]].concat());
                }
            }
            _ => {}
        }
    }
}
