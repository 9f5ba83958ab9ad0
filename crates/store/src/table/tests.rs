//! A table over rows of the invented town.

use std::collections::BTreeSet;

use daftar_claim::{ClaimId, Edtf, EntityId, EntryId, Hash, Key};
use daftar_table::{Answer, Cell, Cells, Differs, Query, Row, RowName, RowText, Test};

use super::{Stamp, Table, Writing};

/// A row of that id and name; each cell by its column.
pub(super) fn row(id: u8, name: &str, cells: &[(&str, &str)]) -> Row {
    let entity = EntityId(Hash([id; 32]));
    let mut columns: Vec<Cells> = Vec::new();
    let mut sorted = cells.to_vec();
    sorted.sort_unstable();
    for (field, cell) in sorted {
        let cell = Cell::parse(cell).unwrap();
        match columns.last_mut().filter(|last| last.field == field) {
            Some(last) => last.cells.push(cell),
            None => columns.push(Cells { field: field.to_owned(), cells: vec![cell] }),
        }
    }
    let text = |text: &str, name| RowText { claim: ClaimId(Hash([id; 32])), text: text.to_owned(), name };
    let words = columns.iter().flat_map(|cells| &cells.cells).filter(|cell| matches!(cell, Cell::Text(_)));
    let mut texts: Vec<RowText> = words.map(|cell| text(&cell.plain(), false)).collect();
    texts.insert(0, text(name, true));
    let mut row = Row {
        entity,
        members: vec![entity],
        kinds: Vec::new(),
        names: vec![RowName { text: name.to_owned(), lang: None }],
        states: Vec::new(),
        differs: Differs::default(),
        sources: 1,
        statements: 2,
        cells: columns,
        texts,
    };
    row.kinds = row.kinds_in_cells();
    row
}

fn town() -> Vec<Row> {
    let (object, jar) = (("kind", "c:kind/object"), |title| ("description", title));
    vec![
        row(
            9,
            "Mill Museum",
            &[
                ("kind", "c:kind/museum"),
                ("founded", "d:2014"),
                ("place", "e:0101010101010101010101010101010101010101010101010101010101010101"),
            ],
        ),
        row(1, "Sanabel", &[("kind", "c:kind/place")]),
        row(
            3,
            "Oil jar",
            &[object, ("made", "d:1910"), ("state", "c:state/damaged"), jar("t:from the olive press by the mills")],
        ),
        row(
            4,
            "Bread stamp",
            &[object, ("made", "d:[1890..1920]"), ("state", "c:state/destroyed"), ("state", "c:state/damaged")],
        ),
        row(5, "جرّة الفلّاحين", &[object, ("made", "?"), jar("t:press of olive oil")]),
    ]
}

fn table(rows: &[Row]) -> Table {
    let mut writing = Writing::new(None);
    rows.iter().for_each(|row| writing.push(row).unwrap());
    writing.finish(stamp(1)).unwrap()
}

fn stamp(n: u64) -> Stamp {
    Stamp { ground: [7; 32], counted: [(EntryId { log: Key(Hash([1; 32])), number: 1 }, n)].into() }
}

fn ask(table: &Table, words: &str, filters: &[&str]) -> Answer {
    let mut query = Query { words: words.to_owned(), values: 10, most: 50, ..Query::default() };
    filters.iter().for_each(|text| assert!(query.add_text(text), "{text}"));
    query.facets = vec!["kind".into(), "state".into()];
    table.ask(&query).unwrap()
}

fn names(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.row.names[0].text.as_str()).collect()
}

fn counts(answer: &Answer, facet: usize) -> Vec<(String, u64)> {
    answer.facets[facet].values.iter().map(|value| (value.cell.plain(), value.rows)).collect()
}

#[test]
fn everything_is_found_by_name_and_counted() {
    let answer = ask(&table(&town()), "", &[]);
    assert_eq!(names(&answer), ["Bread stamp", "Mill Museum", "Oil jar", "Sanabel", "جرّة الفلّاحين"]);
    assert_eq!(counts(&answer, 0), [("object".into(), 3), ("museum".into(), 1), ("place".into(), 1)]);
    assert_eq!(counts(&answer, 1), [("damaged".into(), 2), ("destroyed".into(), 1)]);
    assert_eq!((answer.total, answer.facets[1].unsaid), (5, 3));
    assert_eq!(answer.hits[2].row, town()[2], "a row comes back as it was");
}

#[test]
fn words_find_by_their_beginnings_endings_and_spellings() {
    let table = table(&town());
    let found = |words: &str| names(&ask(&table, words, &[])).into_iter().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(found("mill"), ["Mill Museum", "Oil jar"], "who is called so comes first");
    assert_eq!(found("mill*"), found("mill"));
    assert_eq!(found("Mills"), found("mill"));
    assert_eq!(found("olive press"), ["Oil jar", "جرّة الفلّاحين"]);
    assert_eq!(found("\"olive press\""), ["Oil jar"]);
    assert_eq!(found("\"press by the mills\""), ["Oil jar"]);
    assert_eq!(found("\"the mills the olive\""), [""; 0], "each pair stands there, but not in this order");
    assert_eq!(found("\"mill museum\""), ["Mill Museum"]);
    assert_eq!(found("\"jar from\""), [""; 0], "in two texts");
    assert_eq!(found("فلاح"), ["جرّة الفلّاحين"]);
    assert_eq!(found("الفلاحون"), found("فلاح"));
    assert_eq!(found("جره"), found("جرة"));
    assert_eq!(found("nothing"), [""; 0]);
}

#[test]
fn why_something_was_found_is_shown() {
    let hits = ask(&table(&town()), "press", &[]).hits;
    let text = hits[0].text.as_ref().unwrap();
    assert_eq!(text.text, "from the olive press by the mills");
    assert_eq!(hits[0].marks.iter().map(|mark| (mark.start, mark.end)).collect::<Vec<_>>(), [(15, 20)]);
}

#[test]
fn facets_combine_and_each_tells_what_another_choice_would_find() {
    let table = table(&town());
    let answer = ask(&table, "", &["kind=object", "state=damaged"]);
    assert_eq!(names(&answer), ["Bread stamp", "Oil jar"]);
    assert_eq!(counts(&answer, 0), [("object".into(), 2)], "no museum is damaged");
    assert_eq!(counts(&answer, 1), [("damaged".into(), 2), ("destroyed".into(), 1)]);
    assert!(answer.facets[1].values[0].chosen && !answer.facets[1].values[1].chosen);
    let either = ask(&table, "", &["kind=c:kind/museum", "kind=place"]);
    assert_eq!(names(&either), ["Mill Museum", "Sanabel"]);
    assert_eq!(names(&ask(&table, "", &["state-", "kind=object"])), ["جرّة الفلّاحين"]);
    assert_eq!(names(&ask(&table, "", &["made?"])).len(), 3);
    assert_eq!(names(&ask(&table, "", &["place:sanabel"])), ["Mill Museum"], "an entity by its name");
    assert_eq!(names(&ask(&table, "", &["description:olive", "description:bread"])).len(), 2);
    assert_eq!(ask(&table, "", &["colour=red"]).total, 0);
}

#[test]
fn a_value_that_is_chosen_is_told_however_rare_it_is() {
    let mut rows = town();
    rows.extend((20..60u8).map(|n| row(n, "Jar", &[("maker", "t:Umm Khalil"), ("shape", &format!("t:shape {n}"))])));
    let mut query = Query { values: 2, most: 1, facets: vec!["shape".into(), "maker".into()], ..Query::default() };
    assert!(query.add_text("shape=shape 41"));
    let facets = table(&rows).ask(&query).unwrap().facets;
    let told: Vec<_> = facets[0].values.iter().map(|one| (one.cell.plain(), one.rows, one.chosen)).collect();
    assert_eq!(told, [("shape 41".into(), 1, true), ("shape 20".into(), 1, false)]);
    assert_eq!((facets[0].more, facets[0].unsaid), (38, 5));
    let mut parted = Writing::replacing(&table(&rows), [EntityId(Hash([20; 32]))].into(), None);
    parted.push(&rows[5]).unwrap();
    let parted = parted.finish(stamp(2)).unwrap();
    assert!(parted.layers.len() > 1);
    assert_eq!(parted.ask(&query).unwrap().facets, facets, "in several layers, too");
}

#[test]
fn dates_are_met_certainly_or_possibly() {
    let table = table(&town());
    let answer = ask(&table, "", &["made~1900/1915"]);
    assert_eq!(names(&answer), ["Bread stamp", "Oil jar"]);
    assert_eq!((answer.total, answer.possibly), (2, 1));
    assert_eq!(answer.hits.iter().map(|hit| hit.certain).collect::<Vec<_>>(), [false, true]);
    assert_eq!(names(&ask(&table, "", &["made!1900/1915"])), ["Oil jar"]);
}

#[test]
fn a_part_is_told_wherever_it_lies() {
    let table = table(&town());
    let query = |skip, most| Query { skip, most, ..Query::default() };
    let all = table.ask(&query(0, 9)).unwrap().hits;
    assert_eq!(table.ask(&query(1, 2)).unwrap().hits, all[1..3]);
    assert_eq!(table.ask(&query(9, 2)).unwrap().hits, []);
    let some = table.ask(&Query { columns: Some(vec!["made".into()]), ..query(2, 1) }).unwrap().hits;
    assert_eq!(some[0].row.cells.iter().map(|cells| cells.field.as_str()).collect::<Vec<_>>(), ["kind", "made"]);
    let mut every = Vec::new();
    let mut take = |hit| {
        every.push(hit);
        Ok::<(), crate::index::IndexError>(())
    };
    table.each_hit(&query(3, 1), &mut take).unwrap();
    assert_eq!(every, all);
}

#[test]
fn rows_are_replaced_and_the_answers_are_as_of_a_new_table() {
    let mut rows = town();
    let mut table = table(&rows);
    for n in 0..20u8 {
        let changed = row(
            3,
            "Oil jar",
            &[("kind", "c:kind/object"), ("state", "c:state/destroyed"), ("made", &format!("d:19{:02}", n + 10))],
        );
        rows[2] = changed.clone();
        let mut writing = Writing::replacing(&table, [changed.entity, EntityId(Hash([4; 32]))].into(), None);
        writing.push(&changed).unwrap();
        writing.push(&rows[3]).unwrap();
        table = writing.finish(stamp(u64::from(n))).unwrap();
        assert_eq!(ask(&table, "", &[]), ask(&self::table(&rows), "", &[]), "{n}");
        assert_eq!(ask(&table, "stamp", &["state=damaged"]), ask(&self::table(&rows), "stamp", &["state=damaged"]));
    }
    assert!(table.layers.len() <= super::LAYERS + 1);
    let gone = Writing::replacing(&table, [EntityId(Hash([3; 32]))].into(), None).finish(stamp(2)).unwrap();
    assert_eq!((gone.rows(), ask(&gone, "jar", &[]).total), (4, 0));
}

#[test]
fn those_that_are_one_are_found_by_each_of_them() {
    let mut joined = row(3, "Oil jar", &[]);
    joined.members.push(EntityId(Hash([8; 32])));
    let table = table(&[joined.clone(), row(4, "Bread stamp", &[])]);
    let other: BTreeSet<EntityId> = [EntityId(Hash([8; 32]))].into();
    assert_eq!(table.together_with(&other).unwrap(), joined.members.iter().copied().collect());
    assert_eq!(table.row_of(&EntityId(Hash([8; 32]))).unwrap(), Some(joined));
    assert_eq!(Writing::replacing(&table, other, None).finish(stamp(1)).unwrap().rows(), 1);
}

#[test]
fn what_is_kept_is_opened_again_and_what_was_changed_is_not_trusted() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Table::open(folder.path()).is_none());
    let mut writing = Writing::new(Some(folder.path().into()));
    town().iter().for_each(|row| writing.push(row).unwrap());
    writing.hides_of(EntityId(Hash([5; 32])));
    let table = writing.finish(stamp(4)).unwrap();
    table.save(folder.path()).unwrap();
    let opened = Table::open(folder.path()).unwrap();
    assert_eq!((opened.stamp(), opened.partly().len()), (&stamp(4), 1));
    let answer = ask(&opened, "mill", &["kind=museum"]);
    assert_eq!(answer, ask(&self::table(&town()), "mill", &["kind=museum"]));
    let mut next = Writing::replacing(&opened, [EntityId(Hash([1; 32]))].into(), Some(folder.path().into()));
    next.push(&row(1, "Sanabel, the town", &[])).unwrap();
    next.finish(stamp(5)).unwrap().save(folder.path()).unwrap();
    let opened = Table::open(folder.path()).unwrap();
    assert_eq!(names(&ask(&opened, "town", &[])), ["Sanabel, the town"]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "two segments and what holds them together");
    damage_each(folder.path());
    Table::remove(folder.path()).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Flips a bit at every place of every file: no answer is other than right.
fn damage_each(folder: &std::path::Path) {
    let whole = |table: &Table| {
        let mut query = Query { words: "mill".into(), values: 9, most: 9, ..Query::default() };
        query.add("made", Test::Touches(Edtf::parse("1900/1950").unwrap()));
        query.facets = vec!["kind".into()];
        Some((table.ask(&query).ok()?, ask_safely(table)?))
    };
    let right = Table::open(folder).as_ref().and_then(whole);
    assert!(right.is_some());
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        for at in (0..bytes.len()).step_by(7) {
            let mut changed = bytes.clone();
            changed[at] ^= 4;
            std::fs::write(&path, &changed).unwrap();
            let answer = Table::open(folder).as_ref().and_then(whole);
            assert!(answer.is_none() || answer == right, "{} at {at}", path.display());
        }
        std::fs::write(&path, &bytes).unwrap();
    }
}

fn ask_safely(table: &Table) -> Option<Answer> {
    table.ask(&Query { most: 9, ..Query::default() }).ok()
}

#[test]
fn layers_that_become_one_are_what_would_have_been_built_at_once() {
    let pieces = |laid: &super::Laid| -> Vec<(String, u64, [u8; 32])> {
        laid.sections.iter().map(|(name, piece)| (name.clone(), piece.length, piece.hash)).collect()
    };
    let mut joined = row(6, "", &[("kind", "c:kind/object"), ("place", "t:the mill yard"), ("place", "t:mills")]);
    joined.members.push(EntityId(Hash([8; 32])));
    let mut rows = town();
    rows.push(joined);
    // What is replaced has words and values of its own, of which nothing remains.
    let before = [row(3, "Amphora", &[("broken", "c:kind/object")]), row(6, "Lamp", &[("state", "c:state/lost")])];
    let mut parts = Writing::new(None);
    before.iter().chain(&rows[..2]).for_each(|row| parts.push(row).unwrap());
    let mut parts = Writing::replacing(&parts.finish(stamp(1)).unwrap(), BTreeSet::new(), None);
    rows[2..].iter().for_each(|row| parts.push(row).unwrap());
    let parts = parts.finish(stamp(1)).unwrap();
    let mut whole = super::Builder::default();
    rows.iter().for_each(|row| whole.push(row).unwrap());
    let whole = whole.finish(&mut Vec::new()).unwrap();
    assert_eq!(parts.layers.len(), 1);
    assert_eq!(pieces(&parts.layers[0].segment.laid), pieces(&whole));
    assert!(!parts.fields().contains("broken") && ask(&parts, "amphora", &[]).total == 0);
}
