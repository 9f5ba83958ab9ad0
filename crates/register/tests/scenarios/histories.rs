//! Random histories over three sites, with bundles lost, doubled, out of order and broken off: in the end all sites hold
//! the same and answer alike.

use std::fs;

use daftar_register::claim::{EntityId, Ground, PropertyId, Subject, Value};
use proptest::prelude::*;

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
}

fn step() -> impl Strategy<Value = (u8, Step)> {
    let step = prop_oneof![
        4 => any::<u8>().prop_map(Step::Say),
        2 => any::<u8>().prop_map(Step::Retract),
        2 => any::<u8>().prop_map(Step::Edit),
        1 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Join(a, b)),
        1 => any::<u8>().prop_map(Step::Erase),
        3 => any::<(u8, bool)>().prop_map(|(to, half)| Step::Carry { to, half }),
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
    }
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
        exchange(&mut sites, &[2, 0, 1]);
        let answers: Vec<String> = sites.iter_mut().map(Site::answers).collect();
        prop_assert_eq!(&answers[0], &answers[1]);
        prop_assert_eq!(&answers[0], &answers[2]);
        for site in &sites {
            prop_assert!(site.faults().0, "{:?}", site.faults());
        }
    }
}
