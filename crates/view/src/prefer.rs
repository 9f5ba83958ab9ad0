//! Which value is shown first, by whom, and why. A prefer speaks for its author and hides nothing. Two that no other
//! supersedes and that want different values first are shown as two, and choose neither.

use std::collections::HashSet;

use daftar_claim::{ClaimId, Value};
use serde::Serialize;

use crate::asked::{Asked, Spoken};
use crate::cite::Who;
use crate::json;

/// A prefer that no other supersedes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Prefer {
    /// The statement that prefers.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
    /// The statement to show first.
    #[serde(serialize_with = "json::text")]
    pub first: ClaimId,
    /// The statements that were compared with it.
    #[serde(serialize_with = "json::texts")]
    pub over: Vec<ClaimId>,
    /// Whose wish it is.
    pub by: Who,
    /// Why, in the author's words.
    pub why: Option<String>,
}

/// What is wished to be shown first among the values of one property.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
pub struct ShownFirst {
    /// The statement whose value stands first; none when nobody prefers, or several prefer different values.
    #[serde(serialize_with = "json::text_or_null")]
    pub statement: Option<ClaimId>,
    /// The prefers, by id.
    pub prefers: Vec<Prefer>,
}

/// The prefers that nothing supersedes, each with the place of the statement that it wants first.
pub(crate) fn unsuperseded(asked: &Asked) -> Vec<(Prefer, usize)> {
    let prefers = asked.selected().iter().enumerate().filter_map(|(place, one)| match &one.claim().value {
        Value::Preference(preference) => Some((place, one, preference)),
        _ => None,
    });
    let prefers: Vec<_> = prefers.collect();
    let named = prefers.iter().flat_map(|(_, _, preference)| &preference.supersedes);
    let superseded: HashSet<usize> = named.filter_map(|claim| asked.place_of(*claim)).collect();
    let standing = prefers.into_iter().filter(|(place, ..)| !superseded.contains(place));
    let told = standing.filter_map(|(_, one, preference)| {
        let by = Who::voice(one.claim(), asked);
        let (over, why) = (preference.over.clone(), one.claim().quote.clone());
        let prefer = Prefer { claim: one.statement.id, first: preference.first, over, by, why };
        Some((prefer, asked.place_of(preference.first)?))
    });
    told.collect()
}

impl ShownFirst {
    /// What the prefers wish of one property.
    pub(crate) fn of(spoken: &[Spoken], prefers: &[(Prefer, usize)], asked: &Asked) -> ShownFirst {
        let wanted = |place: usize| spoken.iter().find(|one| one.place == place && !one.derived);
        let fitting: Vec<(&Prefer, &Spoken)> =
            prefers.iter().filter_map(|(prefer, place)| Some((prefer, wanted(*place)?))).collect();
        let chosen = fitting.first().map(|(_, first)| *first);
        let agreed = chosen.filter(|chosen| fitting.iter().all(|(_, first)| first.key == chosen.key));
        ShownFirst {
            statement: agreed.map(|chosen| asked.statement(chosen).statement.id),
            prefers: fitting.into_iter().map(|(prefer, _)| prefer.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::surroundings::Surroundings;
    use crate::testing::{Says, entity, shipped};
    use daftar_claim::Statement;

    fn first(list: &[Statement]) -> (Option<ClaimId>, usize) {
        let (ask, profiles, surroundings) = (Ask::default(), shipped(), Surroundings::default());
        let asked = Asked::new(list, &ask, &profiles, &surroundings);
        let property = daftar_claim::PropertyId::parse("founded").unwrap();
        let spoken = asked.of_property(entity("mill"), &property);
        let shown = ShownFirst::of(spoken, &unsuperseded(&asked), &asked);
        (shown.statement, shown.prefers.len())
    }

    #[test]
    fn two_rivals_choose_neither_until_one_supersedes_both() {
        let founded = |year: &str| Says::of("mill", "founded").date(year).done();
        let (early, late) = (founded("2014"), founded("2015"));
        let one = Says::of("mill", "prefer").prefers(early.id, &[late.id], &[]).by("keeper").done();
        let other = Says::of("mill", "prefer").prefers(late.id, &[early.id], &[]).by("reader").done();
        let both = [early.id, late.id];
        let last = Says::of("mill", "prefer").prefers(late.id, &both, &[one.id, other.id]).by("keeper").done();
        let list = [early.clone(), late.clone(), one, other, last];
        assert_eq!(first(&list[..2]), (None, 0));
        assert_eq!(first(&list[..3]), (Some(early.id), 1));
        assert_eq!(first(&list[..4]), (None, 2), "two rivals");
        assert_eq!(first(&list), (Some(late.id), 1));
    }
}
