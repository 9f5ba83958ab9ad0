//! Which entities are said to be one: union-find over standing same-as claims. Each claim stays on its member, so that
//! undoing a same-as parts them cleanly. *May be the same* joins nothing and is not transitive.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{ClaimId, EntityId, Statement, Value};
use serde::Serialize;

use crate::json;
use crate::known;

/// What standing statements say of sameness.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Identity {
    /// The smallest id of each member's group; entities that stand alone are left out.
    first: HashMap<EntityId, EntityId>,
    /// The members of each group, sorted, by its smallest id.
    groups: BTreeMap<EntityId, Vec<EntityId>>,
    same: Vec<Link>,
    different: Vec<Link>,
    maybe: Vec<Link>,
}

/// A statement that two entities are, are not, or may be the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Link {
    /// The one.
    #[serde(serialize_with = "json::text")]
    pub one: EntityId,
    /// The other.
    #[serde(serialize_with = "json::text")]
    pub other: EntityId,
    /// The statement.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
}

/// Two entities that are joined by some statements and parted by another: shown, not resolved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contradiction {
    /// The statement that parts them.
    pub parts: Link,
    /// The statements that join their group.
    pub joins: Vec<Link>,
}

impl Identity {
    /// Folds the standing statements about sameness among those given, in any order.
    pub fn of<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Identity {
        let mut identity = Identity::default();
        for statement in statements.into_iter().filter(|statement| statement.stands()) {
            identity.take(statement);
        }
        for links in [&mut identity.same, &mut identity.different, &mut identity.maybe] {
            links.sort_unstable();
            links.dedup();
        }
        identity.join();
        identity
    }

    fn take(&mut self, statement: &Statement) {
        let (Some(one), Value::Entity(other)) = (statement.claim.subject.entity(), &statement.claim.value) else {
            return;
        };
        let link = Link { one, other: *other, claim: statement.id };
        match statement.claim.property.as_str() {
            known::SAME_AS => self.same.push(link),
            known::DIFFERENT_FROM => self.different.push(link),
            known::MAY_BE_SAME => self.maybe.push(link),
            _ => {}
        }
    }

    fn join(&mut self) {
        let mut parents: HashMap<EntityId, EntityId> = HashMap::new();
        for link in &self.same {
            let (a, b) = (root(&mut parents, link.one), root(&mut parents, link.other));
            parents.insert(a.max(b), a.min(b));
        }
        let members: BTreeSet<EntityId> = self.same.iter().flat_map(|link| [link.one, link.other]).collect();
        for member in members {
            let first = root(&mut parents, member);
            self.first.insert(member, first);
            self.groups.entry(first).or_default().push(member);
        }
    }

    /// The member of the entity's group that has the smallest id; the entity itself when it stands alone.
    pub fn first(&self, entity: EntityId) -> EntityId {
        if self.first.is_empty() {
            return entity;
        }
        self.first.get(&entity).copied().unwrap_or(entity)
    }

    /// All entities said to be the same as this one, itself included, sorted.
    pub fn members(&self, entity: EntityId) -> Vec<EntityId> {
        self.groups.get(&self.first(entity)).cloned().unwrap_or_else(|| vec![entity])
    }

    /// All groups of more than one, each sorted.
    pub fn groups(&self) -> Vec<Vec<EntityId>> {
        self.groups.values().filter(|group| group.len() > 1).cloned().collect()
    }

    /// Whether they are one.
    pub fn are_same(&self, one: EntityId, other: EntityId) -> bool {
        self.first(one) == self.first(other)
    }

    /// Whether a statement says that they, or members of their groups, may be one.
    pub fn may_be_same(&self, one: EntityId, other: EntityId) -> bool {
        let (one, other) = (self.first(one), self.first(other));
        self.perhaps().any(|pair| pair == (one.min(other), one.max(other)))
    }

    /// Pairs of groups that may be one and are not said to be: by their first members, the smaller id first.
    pub(crate) fn perhaps(&self) -> impl Iterator<Item = (EntityId, EntityId)> {
        let firsts = self.maybe.iter().map(|link| (self.first(link.one), self.first(link.other)));
        firsts.map(|(one, other)| (one.min(other), one.max(other))).filter(|(one, other)| one != other)
    }

    /// The statements that join an entity's group.
    pub fn same_as(&self, entity: EntityId) -> Vec<Link> {
        self.touching(&self.same, entity)
    }

    /// The statements that a member of an entity's group is not the same as another entity.
    pub fn different_from(&self, entity: EntityId) -> Vec<Link> {
        self.touching(&self.different, entity)
    }

    /// The statements that a member of an entity's group may be the same as another entity.
    pub fn maybe_same(&self, entity: EntityId) -> Vec<Link> {
        self.touching(&self.maybe, entity)
    }

    fn touching(&self, links: &[Link], entity: EntityId) -> Vec<Link> {
        let touches = |link: &&Link| self.are_same(link.one, entity) || self.are_same(link.other, entity);
        links.iter().filter(touches).copied().collect()
    }

    /// Statements that part what others join, in an entity's group.
    pub fn contradictions(&self, entity: EntityId) -> Vec<Contradiction> {
        let parting = self.different_from(entity).into_iter().filter(|link| self.are_same(link.one, link.other));
        parting.map(|parts| Contradiction { parts, joins: self.same_as(entity) }).collect()
    }
}

fn root(parents: &mut HashMap<EntityId, EntityId>, entity: EntityId) -> EntityId {
    let mut top = entity;
    while let Some(&parent) = parents.get(&top).filter(|&&parent| parent != top) {
        top = parent;
    }
    parents.insert(entity, top);
    top
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, entity};

    fn link(one: &str, property: &str, other: &str) -> Statement {
        Says::of(one, property).entity(other).done()
    }

    #[test]
    fn groups_join_and_part_again() {
        let list = [link("a", "same-as", "b"), link("b", "same-as", "c"), link("d", "may-be-same", "a")];
        let identity = Identity::of(&list);
        assert!(identity.are_same(entity("a"), entity("c")));
        assert_eq!(identity.members(entity("b")).len(), 3);
        assert_eq!(identity, Identity::of(list.iter().rev()));
        let parted = Identity::of(&list[..1]);
        assert!(!parted.are_same(entity("a"), entity("c")));
    }

    #[test]
    fn what_may_be_same_joins_nothing() {
        let list = [link("a", "may-be-same", "b"), link("b", "may-be-same", "c")];
        let identity = Identity::of(&list);
        assert!(identity.may_be_same(entity("b"), entity("a")));
        assert!(!identity.may_be_same(entity("a"), entity("c")), "not transitive");
        assert!(!identity.are_same(entity("a"), entity("b")));
    }

    #[test]
    fn what_is_joined_and_parted_is_shown() {
        let list = [link("a", "same-as", "b"), link("b", "same-as", "c"), link("c", "different-from", "a")];
        let identity = Identity::of(&list);
        let found = identity.contradictions(entity("b"));
        assert_eq!((found.len(), found[0].joins.len()), (1, 2));
        assert_eq!(found[0].parts.claim, list[2].id);
        assert!(identity.are_same(entity("a"), entity("c")), "the join stands until it is retracted");
    }

    #[test]
    fn a_retracted_join_is_none() {
        let list = [Says::of("a", "same-as").entity("b").retracted().done()];
        assert_eq!(Identity::of(&list), Identity::default());
    }
}
