//! Random histories over three sites, with bundles and parts of bundles lost, doubled, out of order and broken off: in the end
//! all sites hold the same and answer alike.

use std::fs;
use std::path::PathBuf;

use daftar_register::Bundling;
use daftar_register::claim::{EntityId, Ground, PropertyId, Subject, Value};
use proptest::prelude::*;

use crate::carrying::{in_parts, noise, take as take_parts};
use crate::site::{Site, exchange};

/// What may happen at a site; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Step {
    Say(u8),
    Retract(u8),
    Edit(u8),
    Join(u8, u8),
    Erase(u8),
    Carry { to: u8, half: bool },
    Parts { to: u8, dice: u64 },
}

fn step() -> impl Strategy<Value = (u8, Step)> {
    let step = prop_oneof![
        4 => any::<u8>().prop_map(Step::Say),
        2 => any::<u8>().prop_map(Step::Retract),
        2 => any::<u8>().prop_map(Step::Edit),
        1 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Join(a, b)),
        1 => any::<u8>().prop_map(Step::Erase),
        3 => any::<(u8, bool)>().prop_map(|(to, half)| Step::Carry { to, half }),
        3 => any::<(u8, u64)>().prop_map(|(to, dice)| Step::Parts { to, dice }),
    ];
    (any::<u8>(), step)
}

fn pick<T: Copy>(from: &[T], n: u8) -> Option<T> {
    from.get(usize::from(n) % from.len().max(1)).copied()
}

fn take(sites: &mut [Site], mills: &[EntityId], at: usize, step: &Step) {
    let property = PropertyId::parse("description").unwrap();
    let site = &mut sites[at];
    let theirs = site.keeper().unwrap();
    let mine: Vec<_> = site
        .standing_claims()
        .into_iter()
        .filter(|id| site.statement(*id).is_ok_and(|s| s.claim.source == theirs && s.claim.property == property))
        .collect();
    match step {
        Step::Say(n) => {
            let mill = pick(mills, *n).unwrap();
            site.say(&site.claim(mill, "description", Value::text(format!("word {n}"))));
        }
        Step::Retract(n) => drop(pick(&mine, *n).map(|claim| site.retract(claim))),
        Step::Edit(n) => {
            let Some(claim) = pick(&mine, *n) else { return };
            let mut new = site.statement(claim).unwrap().claim;
            new.value = Value::text(format!("edited {n}"));
            let _ = site.replace(claim, &new);
        }
        Step::Join(a, b) => {
            let (a, b) = (pick(mills, *a).unwrap(), pick(mills, *b).unwrap());
            if a != b {
                let claim = site.claim(a, "same-as", Value::Entity(b));
                assert_eq!(claim.subject, Subject::Entity(a));
                site.say(&claim);
            }
        }
        Step::Erase(n) => drop(pick(&mine, *n).map(|claim| site.erase(&[claim], &[], Ground::Mistake))),
        Step::Carry { to, half } => {
            let bundle = site.bundle();
            if *half {
                let bytes = fs::read(&bundle).unwrap();
                fs::write(&bundle, &bytes[..bytes.len() / 2]).unwrap();
            }
            let _ = sites[usize::from(*to) % 3].take_bundle(&bundle);
        }
        Step::Parts { to, dice } => {
            let to = usize::from(*to) % 3;
            let whom = sites[to].key().unwrap().to_string();
            // Everything, or what the other's own entries do not say that it has.
            let addressee = if dice % 2 == 0 { sites[at].addressee(&whom).ok() } else { None };
            let bundling = Bundling { to: addressee, ..in_parts() };
            let parts = sites[at].bundled(&bundling);
            for part in as_drawn(&parts, *dice) {
                let _ = sites[to].take_bundle(&part);
            }
        }
    }
}

/// Each site takes from each other the parts of what it lacks, until nobody has anything new.
fn exchange_parts(sites: &mut [Site]) {
    for _ in 0..3 {
        for (from, to) in [(2, 0), (2, 1), (0, 1), (0, 2), (1, 2), (1, 0)] {
            let whom = sites[to].key().unwrap().to_string();
            let bundling = Bundling { to: sites[from].addressee(&whom).ok(), ..in_parts() };
            let parts = sites[from].bundled(&bundling);
            for one in take_parts(&mut sites[to], &parts) {
                assert!(one.taken.waiting.is_empty() && one.taken.broken_off.is_none(), "{:?}", one.taken);
            }
        }
    }
}

/// Parts in some order, some twice, some not at all, some broken off.
fn as_drawn(parts: &[PathBuf], dice: u64) -> Vec<PathBuf> {
    let drawn = noise(parts.len() * 2, dice);
    let mut order: Vec<(u8, PathBuf)> = drawn.iter().copied().zip(parts.iter().chain(parts).cloned()).collect();
    order.sort();
    let (lost, half) = (usize::from(drawn[0]) % order.len(), usize::from(drawn[1]) % order.len());
    let bytes = fs::read(&order[half].1).unwrap();
    let broken = order[half].1.with_extension("half");
    fs::write(&broken, &bytes[..bytes.len() * usize::from(drawn[0]) / 256]).unwrap();
    order[half].1 = broken;
    order.into_iter().skip(lost).map(|(_, part)| part).collect()
}

fn cases() -> u32 {
    std::env::var("DAFTAR_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 20, ..ProptestConfig::default() })]
    #[test]
    fn all_sites_end_alike(steps in prop::collection::vec(step(), 5..25)) {
        let mut museum = Site::first();
        let mills = [museum.building("Old mill"), museum.building("Mill house"), museum.building("Wind mill")];
        let seeds = museum.second(Some("House of Seeds"));
        let tablet = museum.second(None);
        let mut sites = vec![museum, seeds, tablet];
        exchange(&mut sites, &[0, 1, 2]);
        for (at, step) in &steps {
            take(&mut sites, &mills, usize::from(*at) % 3, step);
        }
        exchange_parts(&mut sites);
        let answers: Vec<String> = sites.iter_mut().map(Site::answers).collect();
        prop_assert_eq!(&answers[0], &answers[1]);
        prop_assert_eq!(&answers[0], &answers[2]);
        for site in &sites {
            prop_assert!(site.faults().0, "{:?}", site.faults());
        }
    }
}
