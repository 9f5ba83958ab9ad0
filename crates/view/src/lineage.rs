//! Which lot was grown from which, and lots that are said to descend from themselves.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::EntityId;

use crate::asked::Asked;
use crate::values::{entities, of_kind};

/// What says from which lot a lot was grown.
pub(crate) const PARENT: &str = "parent-lot";

/// From each card those that it leads to.
type Ways = BTreeMap<EntityId, Vec<EntityId>>;

/// The lots that are said to be their own ancestors.
pub(crate) fn circles(asked: &Asked) -> BTreeSet<EntityId> {
    let parents = |lot: EntityId| (lot, entities(asked, lot, PARENT));
    let ways: Ways = of_kind(asked, "lot").into_iter().map(parents).filter(|(_, all)| !all.is_empty()).collect();
    in_circles(&ways)
}

/// Those that a way leads from and back to, after Kosaraju: what each reaches backwards, the last finished first, reaches it.
fn in_circles(ways: &Ways) -> BTreeSet<EntityId> {
    let mut back = Ways::new();
    for (from, all) in ways {
        all.iter().for_each(|to| back.entry(*to).or_default().push(*from));
    }
    let mut met = BTreeSet::new();
    let order: Vec<EntityId> = ways.keys().flat_map(|start| finished(*start, ways, &mut met)).collect();
    let (mut met, mut found) = (BTreeSet::new(), BTreeSet::new());
    for start in order.into_iter().rev() {
        let group = finished(start, &back, &mut met);
        let leads_to_itself = || ways.get(&start).is_some_and(|all| all.contains(&start));
        if group.len() > 1 || (group.len() == 1 && leads_to_itself()) {
            found.extend(group);
        }
    }
    found
}

/// What can be reached from one, in the order in which nothing new is found behind it any more.
fn finished(start: EntityId, ways: &Ways, met: &mut BTreeSet<EntityId>) -> Vec<EntityId> {
    let mut order = Vec::new();
    let mut stack = vec![(start, false)];
    while let Some((one, left)) = stack.pop() {
        if left {
            order.push(one);
        } else if met.insert(one) {
            stack.push((one, true));
            stack.extend(ways.get(&one).into_iter().flatten().map(|next| (*next, false)));
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::entity;

    fn circles(ways: &[(&str, &[&str])]) -> Vec<EntityId> {
        let all = |names: &[&str]| names.iter().map(|name| entity(name)).collect();
        in_circles(&ways.iter().map(|(from, to)| (entity(from), all(to))).collect()).into_iter().collect()
    }

    fn sorted(names: &[&str]) -> Vec<EntityId> {
        let mut all: Vec<EntityId> = names.iter().map(|name| entity(name)).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn only_what_descends_from_itself_is_found() {
        assert!(circles(&[("b", &["a"]), ("c", &["a", "b"]), ("d", &["c"])]).is_empty());
        assert_eq!(circles(&[("a", &["a"]), ("b", &["a"])]), sorted(&["a"]));
        // Two circles with something between them, which is in neither.
        let two: [(&str, &[&str]); 5] =
            [("a", &["b"]), ("b", &["a"]), ("m", &["b"]), ("x", &["y", "m"]), ("y", &["x"])];
        assert_eq!(circles(&two), sorted(&["a", "b", "x", "y"]));
    }

    #[test]
    fn a_line_of_a_hundred_thousand_lots_is_walked() {
        let name = |n: usize| EntityId(daftar_claim::Hash::of(&n.to_le_bytes()));
        let mut ways: Ways = (0..100_000).map(|n| (name(n), vec![name(n + 1)])).collect();
        assert!(in_circles(&ways).is_empty());
        ways.insert(name(100_000), vec![name(0)]);
        assert_eq!(in_circles(&ways).len(), 100_001);
    }
}
