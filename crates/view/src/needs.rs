//! What views of differences read: whoever brings the statements need bring no more.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{Profiles, PropertyId};

use crate::known;
use crate::rules::Rules;

/// Which properties are compared with each other, and which must be at hand whatever is compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Needs<'p> {
    profiles: &'p Profiles,
    /// The property that stands for a family, where it is not the property itself.
    families: BTreeMap<&'p PropertyId, &'p PropertyId>,
    recoveries: BTreeSet<&'p PropertyId>,
}

impl<'p> Needs<'p> {
    /// What the rules of these profiles need.
    pub fn of(profiles: &'p Profiles) -> Needs<'p> {
        let tells = |id: &&PropertyId| Rules::of(id, profiles).tells_recovery();
        let recoveries = profiles.properties.keys().filter(tells).collect();
        let mut needs = Needs { profiles, families: BTreeMap::new(), recoveries };
        for property in profiles.properties.values() {
            if let Some([start, end]) = &property.spans {
                needs.join(&property.id, start);
                needs.join(&property.id, end);
            }
        }
        needs
    }

    /// The ends of an interval speak for other properties, so those are compared with it.
    fn join(&mut self, one: &'p PropertyId, other: &'p PropertyId) {
        let (to, from) = (self.stands_for(one), self.stands_for(other));
        self.families.values_mut().filter(|stands| **stands == from).for_each(|stands| *stands = to);
        self.families.extend([(from, to), (to, to)]);
    }

    fn stands_for(&self, property: &'p PropertyId) -> &'p PropertyId {
        self.families.get(property).copied().unwrap_or(property)
    }

    /// The property that stands for all those that are compared with this one.
    pub fn family<'q>(&'q self, property: &'q PropertyId) -> &'q PropertyId {
        self.families.get(property).copied().unwrap_or(property)
    }

    /// Whether all properties of a family can have many values at one time, so that only *none* differs.
    pub fn has_many(&self, family: &PropertyId) -> bool {
        let many = |property: &PropertyId| Rules::of(property, self.profiles).many();
        let mut members = self.families.iter().filter(|(_, stands)| **stands == family);
        many(family) && members.all(|(member, _)| many(member))
    }

    /// Whether what is said of a property must be at hand whatever is compared: names, kinds, facts of sources, recovery,
    /// and what joins entities.
    pub fn beside(&self, property: &PropertyId) -> bool {
        self.recoveries.contains(property) || Needs::tells_of(property) || Needs::joins(property)
    }

    /// Whether a property tells what a view must know of the entities that its statements name: what they are called, what
    /// joins them, and where they lie.
    pub fn surround(&self, property: &PropertyId) -> bool {
        let lies = || self.profiles.property(property).is_some_and(|declared| declared.value == "geometry");
        Needs::tells_of(property) || Needs::joins(property) || lies()
    }

    /// Whether a property tells what must be known of any entity that is named.
    pub fn tells_of(property: &PropertyId) -> bool {
        known::FACTS.contains(&property.as_str())
    }

    /// Whether a property says that two entities are, or may be, the same.
    pub fn joins(property: &PropertyId) -> bool {
        Needs::LINKS.contains(&property.as_str())
    }

    /// The properties that say that two entities are, or may be, the same.
    pub const LINKS: [&'static str; 2] = [known::SAME_AS, known::MAY_BE_SAME];

    /// The property under which a statement is denied.
    pub const DENIAL: &'static str = known::DENY;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::shipped;

    fn id(text: &str) -> PropertyId {
        PropertyId::parse(text).unwrap()
    }

    #[test]
    fn ends_are_compared_with_their_interval() {
        let profiles = shipped();
        let needs = Needs::of(&profiles);
        let date = id("date");
        for property in ["date", "began", "ended"].map(id) {
            assert_eq!(needs.family(&property), &date);
        }
        assert_eq!(needs.family(&id("state")), &id("state"));
        assert!(!needs.has_many(&date) && !needs.has_many(&id("state")));
        assert!(needs.has_many(&id("holds")) && needs.has_many(&id("of-no-profile")));
    }

    #[test]
    fn recovery_names_and_links_are_always_at_hand() {
        let profiles = shipped();
        let needs = Needs::of(&profiles);
        for property in ["recovery", "name", "kind", "publisher", "same-as", "may-be-same"] {
            assert!(needs.beside(&id(property)), "{property}");
        }
        assert!(!needs.beside(&id("holds")) && !needs.beside(&id("made")));
    }
}
