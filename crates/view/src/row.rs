//! Entities folded to their rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{EntityId, PropertyId, Value};
use daftar_date::Truth;
use daftar_table::{Cell, Cells, DIFFERS, Differs, LACKS, NAMED_BY, Row, RowName, RowState, RowText};

use crate::asked::{Asked, by_property};
use crate::condition::scales;
use crate::differ::differences_of;
use crate::entity::kinds;
use crate::fold::{fold, groups};
use crate::known;
use crate::level::{is_excused, missing};
use crate::rules::grade;

/// The properties by which others name each entity.
type NamedBy<'a> = HashMap<EntityId, BTreeSet<&'a PropertyId>>;

/// The row of an entity.
pub fn row(asked: &Asked, entity: EntityId) -> Row {
    folded(asked, entity, &named_by(asked))
}

/// The rows of the entities that statements speak about, as far as they are `wanted`; those said to be the same are one.
pub fn rows(asked: &Asked, wanted: &dyn Fn(EntityId) -> bool) -> Vec<Row> {
    let named_by = named_by(asked);
    asked.entities().into_iter().filter(|entity| wanted(*entity)).map(|one| folded(asked, one, &named_by)).collect()
}

fn folded(asked: &Asked, entity: EntityId, named_by: &NamedBy) -> Row {
    let spoken = asked.about(entity);
    let own = || spoken.iter().filter(|one| !one.derived);
    let sources: BTreeSet<EntityId> = own().map(|one| asked.statement(one).claim().source).collect();
    let differences = differences_of(asked, entity);
    let yes = differences.iter().filter(|difference| difference.verdict.is_yes()).count() as u64;
    let differs = Differs { yes, possibly: differences.len() as u64 - yes };
    let kinds = kinds(spoken);
    Row {
        entity: asked.identity().first(entity),
        members: asked.identity().members(entity),
        names: names(asked, entity),
        states: states(asked, entity),
        sources: sources.len() as u64,
        statements: own().count() as u64,
        cells: cells(asked, entity, &kinds, differs, named_by),
        texts: texts(asked, entity),
        kinds,
        differs,
    }
}

fn named_by<'a>(asked: &Asked<'a>) -> NamedBy<'a> {
    let mut named_by = NamedBy::new();
    let identity = asked.identity();
    for claim in asked.selected().iter().map(|one| one.claim()) {
        if let (Some(subject), Value::Entity(value)) = (claim.subject.entity(), &claim.value)
            && !known::LINKS.contains(&claim.property.as_str())
            && !identity.are_same(subject, *value)
        {
            named_by.entry(identity.first(*value)).or_default().insert(&claim.property);
        }
    }
    named_by
}

/// What holds, by property; and what follows from it.
fn cells(asked: &Asked, entity: EntityId, kinds: &[String], differs: Differs, named_by: &NamedBy) -> Vec<Cells> {
    let mut columns: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
    for spoken in by_property(asked.about(entity)) {
        let Some(folded) = fold(spoken, asked) else { continue };
        if known::LINKS.contains(&folded.property.as_str()) || folded.values.is_empty() {
            continue;
        }
        let cell = |value: &Value| match Cell::of(value) {
            Cell::Entity(id) => Cell::Entity(asked.identity().first(id)),
            other => other,
        };
        columns.insert(folded.property.to_string(), folded.values.iter().map(|one| cell(&one.value.value)).collect());
    }
    let none = BTreeSet::new();
    let naming = named_by.get(&asked.identity().first(entity)).unwrap_or(&none);
    let said = |id: &PropertyId, by_others: bool| match by_others {
        true => naming.contains(id),
        false => columns.contains_key(id.as_str()),
    };
    let mut lacks = Vec::new();
    for kind in kinds.iter().filter_map(|kind| asked.profiles.kinds.get(kind)) {
        let levels = kind.levels.iter().filter(|level| !is_excused(level, &said));
        let levels = levels.filter(|level| missing(level, &said).next().is_some());
        lacks.extend(levels.map(|level| Cell::code(format!("{}/{}", kind.id, level.id))));
    }
    let how =
        [(differs.yes, Truth::Yes), (differs.possibly, Truth::Possibly)].into_iter().filter(|(count, _)| *count > 0);
    let word = |truth: Truth| Cell::code(if truth.is_yes() { "yes" } else { "possibly" });
    let derived = [
        (DIFFERS, how.map(|(_, truth)| word(truth)).collect()),
        (NAMED_BY, naming.iter().map(|property| Cell::code(property.as_str())).collect()),
        (LACKS, lacks),
    ];
    columns.extend(derived.map(|(field, cells): (&str, Vec<Cell>)| (field.to_owned(), cells)));
    let column = |(field, mut cells): (String, Vec<Cell>)| {
        let mut met = BTreeSet::new();
        cells.retain(|cell| met.insert(cell.to_string()));
        Cells { field, cells }
    };
    columns.into_iter().map(column).filter(|column| !column.cells.is_empty()).collect()
}

/// The texts in which words are looked for: values, what codes are called, quoted words.
fn texts(asked: &Asked, entity: EntityId) -> Vec<RowText> {
    let mut texts = Vec::new();
    for one in asked.about(entity).iter().filter(|one| !one.derived) {
        let statement = asked.statement(one);
        let (claim, property) = (statement.claim(), one.property.as_str());
        let naming = [known::NAME, known::TITLE].contains(&property);
        let mut add = |text: &str, name| {
            texts.push(RowText { claim: statement.statement.id, text: text.to_owned(), name });
        };
        match &claim.value {
            Value::Text { text, .. } => add(text, naming),
            Value::Code { code, label, .. } => {
                add(code, false);
                label.iter().for_each(|label| add(label, false));
            }
            _ => {}
        }
        claim.quote.iter().for_each(|quote| add(quote, false));
    }
    texts
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
        let folded = fold(asked.of_property(entity, &property.id), asked)?;
        let graded = folded.values.iter();
        let graded = graded.filter_map(|value| Some((grade(property, &value.value.value, asked.profiles)?, value)));
        let (grade, worst) = graded.max_by_key(|(grade, value)| (grade.rank, value.held.is_yes()))?;
        let certain = worst.held.is_yes() && worst.said.is_yes();
        Some(RowState { property: property.id.to_string(), code: grade.code.to_owned(), rank: grade.rank, certain })
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
        let cells = |field: &str| row.cells(field).iter().map(Cell::plain).collect::<Vec<_>>();
        assert_eq!(cells("name"), ["Mill", "Mill Museum"]);
        assert_eq!(cells("state"), ["destroyed", "damaged"]);
        assert_eq!(cells("founded"), ["2014", "2015"]);
        assert_eq!(cells(DIFFERS), ["yes", "possibly"]);
        assert!(row.cells.is_sorted_by_key(|cells| &cells.field));
        assert!(row.texts.iter().any(|text| text.name && text.text == "Mill Museum"));
        assert_eq!((row.kinds, row.names[0].text.as_str()), (vec!["museum".to_owned()], "Mill Museum"));
        let state = RowState { property: "state".into(), code: "destroyed".into(), rank: 5, certain: true };
        assert_eq!(row.states, [state]);
        assert_eq!(row.differs, Differs { yes: 1, possibly: 1 });
        assert_eq!((row.sources, row.statements), (2, 8));
    }

    #[test]
    fn levels_and_those_who_name_it_are_columns() {
        let list = [
            Says::of("jar", "kind").code("kind", "object").done(),
            Says::of("photograph", "depicts").entity("jar").done(),
            Says::of("the same jar", "same-as").entity("jar").done(),
            Says::of("the same jar", "part-of").entity("mill").done(),
            Says::of("old mill", "same-as").entity("mill").done(),
        ];
        let (ask, profiles, surroundings) = (Ask::default(), shipped(), gathered(&list));
        let asked = Asked::new(&list, &ask, &profiles, &surroundings);
        let jar = row(&asked, entity("jar"));
        assert_eq!(jar.members.len(), 2);
        assert_eq!(jar.cells(NAMED_BY), [Cell::code("depicts")]);
        assert_eq!(
            jar.cells("part-of"),
            [Cell::Entity(asked.identity().first(entity("mill")))],
            "whatever it is called there"
        );
        assert!(jar.cells("same-as").is_empty());
        let levels = &profiles.kinds["object"].levels;
        assert!(!levels.is_empty() && jar.cells(LACKS).len() == levels.len());
        let wanted = |id| id == jar.entity;
        assert_eq!(rows(&asked, &wanted), std::slice::from_ref(&jar));
    }
}
