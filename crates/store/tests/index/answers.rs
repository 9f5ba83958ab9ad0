//! The questions that an index answers, on a few claims of the invented town.

use daftar_claim::{Claim, ClaimId, Edtf, Hash, Speaker, Subject, Value};
use daftar_store::index::{Index, IndexError};

use crate::making::{Made, claim, entity, entry, id, index_of, property};

fn town() -> Vec<Made> {
    let state = |when: &str, source: &str| Claim {
        when: Some(Edtf::parse(when).unwrap()),
        said_by: Some(Speaker::Entity(entity("keeper"))),
        ..claim("mill", "state", Value::code("state", "damaged"), source)
    };
    vec![
        Made::new(
            entry(1, 1),
            [
                claim("mill", "kind", Value::code("kind", "museum"), "courier"),
                claim("mill", "name", Value::text("Mill Museum"), "courier"),
                claim("mill", "name", Value::text("متحف الطاحونة"), "courier"),
                state("2031-03", "courier"),
                claim("jar", "part-of", Value::Entity(entity("mill")), "list"),
                claim("jar", "name", Value::text("Milk jar"), "list"),
            ],
        ),
        Made::new(entry(2, 1), [state("2031-04", "letter"), claim("mill", "place", Value::text("Sanabel"), "letter")]),
        Made::new(entry(2, 2), [claim("mill", "place", Value::text("Sanabel"), "list")]),
    ]
}

#[test]
fn each_role_finds_its_claims() {
    let index = index_of(&town());
    let of = |found: daftar_store::index::Found| {
        (found.claim.property.as_str().to_owned(), found.recording.entry.log.0.0[0])
    };
    let roles = |found: Vec<_>| found.into_iter().map(of).collect::<Vec<_>>();
    let expected = |all: &[(&str, u8)]| all.iter().map(|(about, log)| ((*about).to_owned(), *log)).collect::<Vec<_>>();
    assert_eq!(roles(index.with_value(&entity("mill")).unwrap()), expected(&[("part-of", 1)]));
    assert_eq!(roles(index.by_speaker(&entity("keeper")).unwrap()), expected(&[("state", 1), ("state", 2)]));
    assert_eq!(roles(index.with_source(&entity("letter")).unwrap()), expected(&[("state", 2), ("place", 2)]));
    assert_eq!(roles(index.with_source(&entity("nobody")).unwrap()), expected(&[]));
    let mut states = Vec::new();
    index.with_property(&property("state"), |found| states.push(found)).unwrap();
    assert_eq!(roles(states), expected(&[("state", 1), ("state", 2)]));
}

#[test]
fn names_and_kinds_find_their_entities() {
    let index = index_of(&town());
    let (mill, jar) = (entity("mill"), entity("jar"));
    assert_eq!(index.entities_called("MILL  museum", None).unwrap(), [mill]);
    assert_eq!(index.entities_called("مُتحف الطّاحونه", Some("museum")).unwrap(), [mill]);
    assert_eq!(index.entities_called("Mill Museum", Some("well")).unwrap(), []);
    let written = |id, name: &str| (id, name.to_owned());
    assert_eq!(index.entities_with_prefix("mil", 9).unwrap(), [written(jar, "Milk jar"), written(mill, "Mill Museum")]);
    assert_eq!(index.entities_with_prefix("mil", 1).unwrap(), [written(jar, "Milk jar")]);
    assert_eq!(index.entities_with_prefix("mill", 9).unwrap(), [written(mill, "Mill Museum")]);
    assert_eq!(index.entities_of_kind("museum").unwrap(), [mill]);
    assert_eq!(index.entities_of_kind("well").unwrap(), []);
}

#[test]
fn ids_are_found_by_their_first_digits() {
    let index = index_of(&town());
    let wanted = town()[0].claims[2].1;
    let digits = wanted.0.to_string();
    for length in [6, 7, 12, 13, 40, 64] {
        assert_eq!(index.claims_with_prefix(&digits[..length]).unwrap(), [wanted], "{length}");
    }
    let digits = entity("mill").0.to_string();
    assert_eq!(index.entities_with_id_prefix(&digits[..8]).unwrap(), [entity("mill")]);
    assert_eq!(index.entities_with_id_prefix("000000").unwrap(), []);
    for bad in ["12345", "12345G", "ABCDEF", "", &"0".repeat(65), "é12345"] {
        assert!(matches!(index.claims_with_prefix(bad), Err(IndexError::Prefix { .. })), "{bad}");
    }
}

#[test]
fn several_values_or_times_make_a_candidate() {
    let index = index_of(&town());
    let mill = Subject::Entity(entity("mill"));
    // The place is said twice, alike; the state twice with different times; the name in two ways.
    assert_eq!(index.candidates().unwrap(), [(mill, property("name")), (mill, property("state"))]);
}

#[test]
fn one_content_has_all_its_recordings() {
    let mut entries = town();
    let again = claim("jar", "name", Value::text("Milk jar"), "list");
    entries.push(Made::new(entry(3, 1), [again.clone()]));
    let same = (5, entries[0].claims[5].1, Some(again.clone()));
    entries.push(Made { entry: entry(3, 2), claims: vec![same] });
    let index = index_of(&entries);
    let found = index.find_content(&again).unwrap();
    let at = |found: &(ClaimId, daftar_claim::RecordingId)| (found.0, found.1.entry, found.1.position);
    let expected = [(id(&again, 1), entry(1, 1), 5), (id(&again, 1), entry(3, 1), 0), (id(&again, 1), entry(3, 2), 5)];
    assert_eq!(found.iter().map(at).collect::<Vec<_>>(), expected);
    let other = Claim { quote: Some("a jar for milk".into()), ..again };
    assert_eq!(index.find_content(&other).unwrap(), []);
    let counts = index.counts().unwrap();
    assert_eq!((counts.recordings, counts.claims, counts.entities, counts.sources), (11, 9, 2, 3));
}

#[test]
fn many_values_go_together_but_not_with_none() {
    let said = |subject: &str, value| claim(subject, "owner", value, "list");
    let two = |subject: &str| [said(subject, Value::text("A")), said(subject, Value::text("B"))];
    let none = [said("jar", Value::text("A")), said("jar", Value::None)];
    let index = index_of(&[Made::new(entry(1, 1), two("well").into_iter().chain(none))]);
    let (well, jar) = (Subject::Entity(entity("well")), Subject::Entity(entity("jar")));
    let mut both = [(well, property("owner")), (jar, property("owner"))];
    both.sort();
    assert_eq!(index.candidates().unwrap(), both);
    let many = |id: &daftar_claim::PropertyId| *id == property("owner");
    assert_eq!(index.candidates_where(&many).unwrap(), [(jar, property("owner"))]);
}

#[test]
fn claims_of_one_subject_may_fill_many_blocks() {
    let said = |n: u32| claim("well", "depth", Value::text(n.to_string()), "list");
    let entries = [
        Made::new(entry(1, 1), (0..1000).map(said)),
        Made::new(entry(1, 2), (1000..1001).map(said).chain([claim("jar", "depth", Value::Unknown, "list")])),
    ];
    let index = index_of(&entries);
    let about = index.about(&Subject::Entity(entity("well"))).unwrap();
    let values: Vec<&Value> = about.iter().map(|found| &found.claim.value).collect();
    let expected: Vec<Value> = (0..1001).map(|n: u32| Value::text(n.to_string())).collect();
    assert_eq!(values, expected.iter().collect::<Vec<_>>());
    assert_eq!(index.candidates().unwrap(), [(Subject::Entity(entity("well")), property("depth"))]);
}

#[test]
fn an_entry_without_bodies_moves_the_watermark() {
    let mut index = Index::in_memory().unwrap();
    index.add(entry(4, 1), &[]).unwrap();
    index.commit().unwrap();
    index.add(entry(4, 2), &[(7, ClaimId(Hash::of(b"sealed")), None)]).unwrap();
    index.commit().unwrap();
    let watermark = index.watermark().unwrap();
    assert_eq!(watermark.into_iter().collect::<Vec<_>>(), [(entry(4, 1).log, 2)]);
    assert_eq!(index.ids(entry(4, 2)).unwrap(), [(7, ClaimId(Hash::of(b"sealed")))]);
    assert_eq!(index.sealed().unwrap().len(), 1);
}
