//! Whose keys: from the first entry, whose hash is the register's id, to the key that signs.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::standing::{Grounds, Logs};
use daftar_claim::{Act, EntityId, EntryId, Header, Key, May, RegisterId, SignedHeader, Standing};

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
        headers.iter().for_each(|header| follow(&headers, header, &mut chains));
        // Orders of recovery keys last: which of those keys is in force, the others may have said.
        if chains.len() == before {
            headers.iter().for_each(|header| obey(&headers, header, &mut chains));
        }
        if chains.len() == before {
            return chains;
        }
    }
}

fn first<'h>(headers: &[&'h SignedHeader], register: RegisterId) -> Option<&'h Header> {
    let first = headers.iter().find(|header| header.header.register.is_none() && header.register() == register);
    first.map(|first| &first.header)
}

/// The key of a register's first entry.
fn found(headers: &[&SignedHeader], register: RegisterId, before: &[EntryId], chains: &mut Chains) {
    let Some(first) = first(headers, register) else { return };
    let chain = [before, &[first.entry]].concat();
    chains.entry((first.entry.log, first.on_behalf_of)).or_insert(chain);
}

/// What the acts of an entry add, if its own key is known.
fn follow(headers: &[&SignedHeader], header: &SignedHeader, chains: &mut Chains) {
    let (entry, party) = (header.header.entry, header.header.on_behalf_of);
    let own = chains.get(&(entry.log, party)).map(|own| [own.as_slice(), &[entry]].concat());
    for act in &header.header.acts {
        match (act, &own) {
            (Act::Grant { key, party, may }, Some(own)) if may.contains(&May::Record) => {
                chains.entry((*key, *party)).or_insert_with(|| own.clone());
            }
            (Act::Join(register), Some(own)) => found(headers, *register, own, chains),
            (Act::Succeed { log, .. }, None) => {
                let older = chains.iter().filter(|((key, _), _)| key == log);
                let older: Vec<_> = older.map(|((_, party), chain)| (*party, chain.clone())).collect();
                for (party, chain) in older {
                    chains.entry((entry.log, party)).or_insert_with(|| [chain.as_slice(), &[entry]].concat());
                }
            }
            _ => {}
        }
    }
}

/// What a recovery key granted by an order that this entry carries. Which recovery key is in force, all orders say.
fn obey(headers: &[&SignedHeader], header: &SignedHeader, chains: &mut Chains) {
    let orders = header.header.acts.iter().filter_map(|act| match act {
        Act::Order(order) => Some(order.orders()),
        _ => None,
    });
    for act in orders.flatten() {
        if let Act::Grant { key, party, may } = act
            && may.contains(&May::Record)
            && !chains.contains_key(&(*key, *party))
        {
            let chain = of_recovery(headers, header.register(), chains);
            chains.insert((*key, *party), chain);
        }
    }
}

/// All that says which recovery key is in force, and what it ordered.
fn of_recovery(headers: &[&SignedHeader], register: RegisterId, chains: &Chains) -> Vec<EntryId> {
    let says = |act: &Act| matches!(act, Act::Order(_) | Act::Recovery { .. });
    let carriers = headers.iter().filter(|one| one.register() == register && one.header.acts.iter().any(says));
    let with_first = first(headers, register).into_iter().chain(carriers.map(|one| &one.header));
    let chain = |one: &Header| {
        let own = chains.get(&(one.entry.log, one.on_behalf_of)).cloned().unwrap_or_default();
        own.into_iter().chain([one.entry])
    };
    with_first.flat_map(chain).collect()
}
