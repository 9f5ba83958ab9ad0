//! One entity folded to its row.

use std::collections::BTreeSet;

use daftar_claim::{EntityId, Value};
use daftar_table::{Differs, Row, RowName, RowState};

use crate::asked::Asked;
use crate::condition::scales;
use crate::differ::differences_of;
use crate::entity::kinds;
use crate::fold::{fold, groups};
use crate::known;
use crate::rules::Rules;

/// The row of an entity.
pub fn row(asked: &Asked, entity: EntityId) -> Row {
    let spoken = asked.about(entity);
    let own = || spoken.iter().filter(|one| !one.derived);
    let sources: BTreeSet<EntityId> = own().map(|one| asked.statement(one).claim().source).collect();
    let differences = differences_of(asked, entity);
    let yes = differences.iter().filter(|difference| difference.verdict.is_yes()).count() as u64;
    Row {
        entity: asked.identity().first(entity),
        kinds: kinds(spoken),
        names: names(asked, entity),
        states: states(asked, entity),
        differs: Differs { yes, possibly: differences.len() as u64 - yes },
        sources: sources.len() as u64,
        statements: own().count() as u64,
    }
}

/// Names and titles, those that most statements use first.
fn names(asked: &Asked, entity: EntityId) -> Vec<RowName> {
    let spoken = asked.about(entity);
    let naming: Vec<_> =
        spoken.iter().filter(|one| [known::NAME, known::TITLE].contains(&one.property.as_str())).cloned().collect();
    let mut groups = groups(&naming);
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let name = |group: Vec<&crate::asked::Spoken>| match group.first().map(|one| &*one.value) {
        Some(Value::Text { text, lang }) => Some(RowName { text: text.clone(), lang: lang.clone() }),
        _ => None,
    };
    groups.into_iter().filter_map(name).collect()
}

/// The worst state on each scale that is spoken of.
fn states(asked: &Asked, entity: EntityId) -> Vec<RowState> {
    let worst = scales(asked, entity).into_iter().filter_map(|property| {
        let rules = Rules::declared(property, asked.profiles);
        let folded = fold(asked.of_property(entity, &property.id), asked)?;
        let ranked = folded.values.iter().filter_map(|value| Some((rules.rank(&value.value.value)?, value)));
        let (rank, worst) = ranked.max_by_key(|(rank, value)| (*rank, value.held.is_yes()))?;
        let Value::Code { code, .. } = &worst.value.value else { return None };
        let certain = worst.held.is_yes() && worst.said.is_yes();
        Some(RowState { property: property.id.to_string(), code: code.clone(), rank, certain })
    });
    worst.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::testing::{Says, entity, gathered, shipped};

    #[test]
    fn an_entity_folds_to_columns() {
        let list = [
            Says::of("mill", "kind").code("kind", "museum").done(),
            Says::of("mill", "name").text("Mill", Some("en")).done(),
            Says::of("mill", "name").text("Mill Museum", Some("en")).done(),
            Says::of("mill", "name").text("Mill Museum", Some("en")).from("courier").done(),
            Says::of("mill", "state").code("state", "damaged").when("2031-10").done(),
            Says::of("mill", "state").code("state", "destroyed").when("2031-10").from("courier").done(),
            Says::of("mill", "founded").date("2014").done(),
            Says::of("mill", "founded").date("2015").from("courier").done(),
        ];
        let (ask, profiles, surroundings) = (Ask::default(), shipped(), gathered(&list));
        let row = row(&Asked::new(&list, &ask, &profiles, &surroundings), entity("mill"));
        assert_eq!((row.kinds, row.names[0].text.as_str()), (vec!["museum".to_owned()], "Mill Museum"));
        let state = RowState { property: "state".into(), code: "destroyed".into(), rank: 5, certain: true };
        assert_eq!(row.states, [state]);
        assert_eq!(row.differs, Differs { yes: 1, possibly: 1 });
        assert_eq!((row.sources, row.statements), (2, 8));
    }
}
