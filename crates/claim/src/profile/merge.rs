//! Merging profiles: union; of two labels, and of two delays, the newer version's; of two privacies the stricter; rules never change.

use std::collections::BTreeMap;

use super::{Kind, Profile, Profiles, Property, Scheme};
use crate::id::FileId;

/// Two profiles that give one property different rules. The older rules stay in force; the newer need a new id.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("property {property:?} has other rules in {newer} than in {older}: the older stay in force; give it a new id")]
pub struct Conflict {
    /// The property.
    pub property: String,
    /// The file whose rules stay.
    pub older: FileId,
    /// The file whose rules are passed over.
    pub newer: FileId,
}

impl Profiles {
    /// Merges profile files, in whatever order they are given, and names what does not go together.
    pub fn merge(files: &[Profile]) -> (Profiles, Vec<Conflict>) {
        let mut order: Vec<&Profile> = files.iter().collect();
        order.sort_by_key(|profile| (profile.version, profile.file));
        order.dedup_by_key(|profile| profile.file);
        let mut merged = Profiles::default();
        let mut from = BTreeMap::new();
        let mut conflicts = Vec::new();
        for profile in order {
            for property in &profile.properties {
                let origin = *from.entry(property.id.clone()).or_insert(profile.file);
                if !merged.take_property(property) {
                    let property = property.id.to_string();
                    conflicts.push(Conflict { property, older: origin, newer: profile.file });
                }
            }
            profile.schemes.iter().for_each(|scheme| merged.take_scheme(scheme));
            profile.kind.iter().for_each(|kind| merged.take_kind(kind));
        }
        (merged, conflicts)
    }

    /// Takes a property of a newer file; false when its rules differ from those in force.
    fn take_property(&mut self, newer: &Property) -> bool {
        let Some(known) = self.properties.get_mut(&newer.id) else {
            self.properties.insert(newer.id.clone(), newer.clone());
            return true;
        };
        known.privacy = known.privacy.max(newer.privacy);
        let rules = |p: &Property| (p.value.clone(), p.fold, p.many, p.persists, p.scheme.clone(), p.spans.clone());
        if rules(known) != rules(newer) {
            return false;
        }
        known.held_back = newer.held_back.or(known.held_back);
        known.label = newer.label.clone();
        known.section = newer.section.clone();
        known.standards.extend(newer.standards.clone());
        let more: Vec<String> = newer.also.iter().filter(|name| !known.also.contains(name)).cloned().collect();
        known.also.extend(more);
        known.of_kind = newer.of_kind.clone().or(known.of_kind.take());
        true
    }

    /// Takes a scheme: new codes are added, labels and crosswalks renewed; what is given of a code once (rank, once, restores,
    /// unseen) stays.
    fn take_scheme(&mut self, newer: &Scheme) {
        let Some(known) = self.schemes.get_mut(&newer.id) else {
            self.schemes.insert(newer.id.clone(), newer.clone());
            return;
        };
        known.label = newer.label.clone();
        let more: Vec<String> = newer.also.iter().filter(|name| !known.also.contains(name)).cloned().collect();
        known.also.extend(more);
        known.crosswalk = newer.crosswalk.clone().or(known.crosswalk.take());
        for code in &newer.codes {
            match known.codes.iter_mut().find(|old| old.id == code.id) {
                Some(old) => (old.label, old.onto) = (code.label.clone(), code.onto.clone()),
                None => known.codes.push(code.clone()),
            }
        }
    }

    fn take_kind(&mut self, newer: &Kind) {
        let Some(known) = self.kinds.get_mut(&newer.id) else {
            self.kinds.insert(newer.id.clone(), newer.clone());
            return;
        };
        known.label = newer.label.clone();
        known.plural = newer.plural.clone().or(known.plural.take());
        known.privacy = known.privacy.max(newer.privacy);
        known.first = newer.first.clone();
        let more: Vec<_> = newer.concerns.iter().filter(|kind| !known.concerns.contains(kind)).cloned().collect();
        known.concerns.extend(more);
        let added = newer.properties.iter().filter(|id| !known.properties.contains(id)).cloned();
        let added: Vec<_> = added.collect();
        known.properties.extend(added);
        for level in &newer.levels {
            match known.levels.iter_mut().find(|old| old.id == level.id) {
                Some(old) => *old = level.clone(),
                None => known.levels.push(level.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Fold, Privacy};
    use super::*;
    use crate::PropertyId;

    fn profile(version: u64, label: &str, fold: &str, privacy: &str) -> Profile {
        let text = format!(
            "version = {version}\n[[property]]\nid = \"colour\"\nlabel = {{ en = \"{label}\" }}\ntype = \"text\"\n\
             fold = \"{fold}\"\nprivacy = \"{privacy}\"\n"
        );
        Profile::parse(&text).unwrap()
    }

    #[test]
    fn of_two_delays_the_newer_counts_and_none_changes_nothing() {
        let held = |version: u64, days: &str| {
            let text = "version = 1\n[[property]]\nid = \"works\"\nlabel = { en = \"works\" }\ntype = \"text\"\nfold = \"holds\"\n";
            Profile::parse(&format!("{}{days}", text.replace("version = 1", &format!("version = {version}")))).unwrap()
        };
        let files = [held(2, "held-back = 30"), held(1, "held-back = 180"), held(3, "")];
        let (merged, conflicts) = Profiles::merge(&files);
        let works = &merged.properties[&PropertyId::parse("works").unwrap()];
        assert_eq!((works.held_back, conflicts.len()), (Some(30), 0));
    }

    #[test]
    fn any_order_gives_the_same() {
        let files = [
            profile(1, "colour", "holds", "public"),
            profile(2, "hue", "holds", "restricted"),
            profile(3, "tint", "happens", "public"),
        ];
        let forward = Profiles::merge(&files);
        let backward: Vec<Profile> = files.iter().rev().cloned().collect();
        assert_eq!(forward, Profiles::merge(&backward));
        let colour = &forward.0.properties[&PropertyId::parse("colour").unwrap()];
        assert_eq!((colour.label.en.as_str(), colour.fold), ("hue", Fold::Holds));
        assert_eq!(colour.privacy, Privacy::Restricted, "the strictest privacy wins");
        assert_eq!(forward.1.len(), 1, "the changed rule is named");
    }
}
