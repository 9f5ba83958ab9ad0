//! Looks for what makes a forecast doubtful.

use crate::equation::is_charted;
use crate::keeping::Keeping;
use crate::lot::{Caution, Lot, Species};
use crate::storage::Known;

/// Sets that differ less in how long seeds live are taken to agree.
const AGREE: f64 = 1.25;
/// Tests that vary less than this times chance are not remarked upon.
const VARY: f64 = 1.5;

pub(crate) fn cautions(lot: &Lot<'_>, keeping: &Keeping<'_>, heterogeneity: f64) -> Vec<Caution> {
    let mut all = of_constants(lot, keeping);
    all.extend(of_storage(lot, keeping));
    if heterogeneity > VARY {
        all.push(Caution::Heterogeneous(heterogeneity));
    }
    all
}

fn of_constants(lot: &Lot<'_>, keeping: &Keeping<'_>) -> Vec<Caution> {
    let sets = lot.species.sets();
    let mut all = Vec::new();
    if let (Species::Proxy(_), Some(first)) = (lot.species, sets.first()) {
        all.push(Caution::Proxy(first.species.clone()));
    }
    let times = lot.storage.stretches().map(|stretch| keeping.range(stretch.condition.best)).fold(1.0, f64::max);
    if times > AGREE {
        all.push(Caution::SetsDiffer(times));
    }
    if !sets.is_empty() && sets.iter().all(|set| set.one_temperature) {
        all.push(Caution::OneTemperature);
    }
    if sets.iter().any(|set| set.unusual) {
        all.push(Caution::Unusual);
    }
    all
}

fn of_storage(lot: &Lot<'_>, keeping: &Keeping<'_>) -> Vec<Caution> {
    let conditions = || lot.storage.stretches().map(|stretch| stretch.condition);
    let mut all = Vec::new();
    if !keeping.sets.is_empty() {
        let dry = conditions().any(|condition| condition.best.1 < keeping.driest);
        let counted = |moisture| if moisture < keeping.driest { keeping.driest } else { moisture };
        if conditions().any(|c| !is_charted(counted(c.best.1), c.best.0)) {
            all.push(Caution::OutsideEquation);
        }
        if dry {
            all.push(Caution::TooDry(keeping.driest.of_fresh()));
        }
    }
    if conditions().any(|condition| !condition.is_charted()) {
        all.push(Caution::OutsideAir);
    }
    if conditions().any(|condition| condition.known() == Known::Guessed) {
        all.push(Caution::Guessed);
    }
    all
}
