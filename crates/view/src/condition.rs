//! The state of a thing at a time. It goes on until said otherwise; worse and milder of one time stand together, worst
//! first; recovery and successor are listed beside. That nobody says anything is an answer of its own.

use daftar_claim::profile::Property;
use daftar_claim::{Edtf, EntityId, PropertyId, Value};
use serde::Serialize;

use crate::asked::{Asked, Spoken, by_property};
use crate::cite::Cited;
use crate::differ::{Difference, differences_in};
use crate::fold::{Folded, FoldedValue, fold};
use crate::json;
use crate::known;
use crate::rules::Rules;

/// The physical state of an entity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Condition {
    /// The entity: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// The time asked for; none for any time.
    #[serde(serialize_with = "json::text_or_null")]
    pub at: Option<Edtf>,
    /// The answer on each scale that its kind has.
    pub scales: Vec<Scale>,
    /// What else is said of its condition: share affected, what remains, recovery, successor and so on.
    pub beside: Vec<Folded>,
    /// Where sources differ on any of it.
    pub differences: Vec<Difference>,
    /// The statements that are named, by id.
    pub statements: Vec<Cited>,
}

/// The answer on one scale.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Scale {
    /// The property that has the scale.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// Its label in the language asked for.
    pub label: String,
    /// What can be said.
    pub answer: Answer,
    /// Whether any of the states holds only possibly.
    pub possibly: bool,
    /// The states that hold certainly or possibly, worst first.
    pub values: Vec<FoldedValue>,
    /// States that held before and were ended by later ones.
    pub past: Vec<FoldedValue>,
}

/// What can be said of a state at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Nobody certainly says anything of it for that time. What is possible all the same, for want of a date, is among the
    /// values.
    NoClaim,
    /// At least one state, if what is inferred of its time is right; none by times that are written.
    AsInferred,
    /// At least one state certainly.
    Certain,
    /// Somebody says that it is not known, and nobody says more.
    NotKnown,
    /// Somebody says that there is none, and nobody says that there is.
    None,
}

/// The condition of an entity at the time asked for.
pub fn condition(asked: &Asked, entity: EntityId) -> Condition {
    let spoken = asked.about(entity);
    let of_condition = |one: &Spoken| one.rules.section() == known::CONDITION;
    let is_scale = |one: &Spoken| scale_rules(&one.rules);
    let chunks = || by_property(spoken).filter(|chunk| chunk.first().is_some_and(of_condition));
    let beside = chunks().filter(|chunk| !chunk.first().is_some_and(is_scale));
    let differences = differences_in(asked, entity, |rules| rules.section() == known::CONDITION);
    let named = differences.iter().flat_map(|difference| &difference.sides).flat_map(|side| &side.statements);
    let mut places: Vec<usize> = named.filter_map(|claim| asked.place_of(*claim)).collect();
    places.extend(chunks().flatten().map(|one| one.place));
    Condition {
        entity: asked.identity().first(entity),
        at: asked.ask.at.clone(),
        scales: scales(asked, entity).into_iter().map(|property| scale(property, asked, entity)).collect(),
        beside: beside.filter_map(|chunk| fold(chunk, asked)).collect(),
        differences,
        statements: Cited::all(places, asked),
    }
}

fn scale_rules(rules: &Rules) -> bool {
    rules.is_ranked() && rules.persists() && rules.section() == known::CONDITION
}

/// The scales that an entity's kinds have and those that are spoken of; all scales when its kind is not known.
pub(crate) fn scales<'a>(asked: &Asked<'a>, entity: EntityId) -> Vec<&'a Property> {
    let members = asked.identity().members(entity);
    let kinds = members.iter().filter_map(|member| asked.surroundings.about(*member)).flat_map(|about| &about.kinds);
    let kinds: Vec<_> = kinds.filter_map(|kind| asked.profiles.kinds.get(kind)).collect();
    let spoken = asked.about(entity);
    let of_kind = |id: &PropertyId| kinds.is_empty() || kinds.iter().any(|kind| kind.properties.contains(id));
    let told = |id: &PropertyId| spoken.iter().any(|one| one.property == id);
    let fits = |property: &&Property| {
        scale_rules(&Rules::declared(property, asked.profiles)) && (of_kind(&property.id) || told(&property.id))
    };
    asked.profiles.properties.values().filter(fits).collect()
}

/// The answer on one scale.
pub(crate) fn scale(property: &Property, asked: &Asked, entity: EntityId) -> Scale {
    let spoken = asked.of_property(entity, &property.id);
    let (values, past) = fold(spoken, asked).map(|folded| (folded.values, folded.past)).unwrap_or_default();
    let label = asked.label(&property.id).to_owned();
    let rules = Rules::declared(property, asked.profiles);
    let possibly = values.iter().any(|value| !is_certain(value));
    Scale { property: property.id.clone(), label, answer: answer(&values, &rules), possibly, values, past }
}

fn is_certain(value: &FoldedValue) -> bool {
    value.held.is_yes() && value.said.is_yes()
}

fn answer(values: &[FoldedValue], rules: &Rules) -> Answer {
    let is_silent = |value: &FoldedValue| rules.says_nothing(&value.value.value);
    let is_none = |value: &FoldedValue| value.value.value == Value::None;
    let is_state = |value: &FoldedValue| !is_silent(value) && !is_none(value);
    let any = |fits: &dyn Fn(&FoldedValue) -> bool| values.iter().any(fits);
    if any(&|value| is_state(value) && is_certain(value)) {
        Answer::Certain
    } else if any(&|value| is_state(value) && value.as_dated.is_yes() && value.said.is_yes()) {
        Answer::AsInferred
    } else if any(&|value| is_none(value) && is_certain(value)) {
        Answer::None
    } else if any(&|value| is_silent(value) && is_certain(value)) {
        Answer::NotKnown
    } else {
        Answer::NoClaim
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::testing::{Says, entity, gathered, shipped};
    use daftar_claim::Statement;

    fn answer_to(list: &[Statement]) -> Answer {
        let (ask, profiles) = (Ask::default(), shipped());
        let facts = [Says::of("well", "kind").code("kind", "water-point").done()];
        let surroundings = gathered(&facts);
        let asked = Asked::new(list, &ask, &profiles, &surroundings);
        let condition = condition(&asked, entity("well"));
        assert_eq!(condition.scales.len(), 1, "a water point has one scale");
        condition.scales[0].answer
    }

    #[test]
    fn no_claim_not_known_and_none_are_three_answers() {
        let state = || Says::of("well", "state").when("2031");
        assert_eq!(answer_to(&[]), Answer::NoClaim);
        assert_eq!(answer_to(&[state().value(Value::Unknown).done()]), Answer::NotKnown);
        assert_eq!(answer_to(&[state().code("state", "unknown").done()]), Answer::NotKnown);
        assert_eq!(answer_to(&[state().value(Value::None).done()]), Answer::None);
        assert_eq!(answer_to(&[state().code("state", "damaged").done()]), Answer::Certain);
    }
}
