//! The questions that an index answers, on a few claims of the invented town.

use std::collections::BTreeSet;

use daftar_claim::{Claim, ClaimId, Edtf, Hash, Speaker, Subject, Value};
use daftar_store::index::{Candidate, Comparison, Index, IndexError};

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

fn candidate(members: &[&str], families: &[&str]) -> Candidate {
    let members = members.iter().map(|name| entity(name)).collect();
    Candidate { members, families: families.iter().map(|id| property(id)).collect() }
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
    let under = |id: &str| index.with_value_under(&entity("mill"), &property(id)).unwrap();
    assert_eq!(roles(under("part-of")), expected(&[("part-of", 1)]));
    assert_eq!((under("state").len(), under("nobody-says-this").len()), (0, 0));
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
    // The place is said twice, alike; the state twice with different times; the name in two ways.
    assert_eq!(index.candidates(&()).unwrap(), [candidate(&["mill"], &["name", "state"])]);
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
    let both = ["well", "jar"].map(|subject| candidate(&[subject], &["owner"]));
    assert_eq!(index.candidates(&()).unwrap(), both, "in the order in which they lie");
    assert_eq!(index.candidates(&Many).unwrap(), both[1..]);
}

/// An owner may be one of many.
struct Many;

impl Comparison for Many {
    fn has_many(&self, family: &daftar_claim::PropertyId) -> bool {
        *family == property("owner")
    }
}

/// Began is compared with ended, the mill with the wheel, and what two sources tell is wanted.
struct Together {
    began: daftar_claim::PropertyId,
    joined: [BTreeSet<daftar_claim::EntityId>; 1],
}

impl Comparison for Together {
    fn family<'p>(&'p self, property: &'p daftar_claim::PropertyId) -> &'p daftar_claim::PropertyId {
        if property.as_str() == "ended" { &self.began } else { property }
    }

    fn agreements(&self) -> bool {
        true
    }

    fn joined(&self) -> &[BTreeSet<daftar_claim::EntityId>] {
        &self.joined
    }
}

#[test]
fn entities_properties_and_sources_are_compared_together() {
    let said = |subject: &str, about: &str, year: &str, source| {
        claim(subject, about, Value::Date(Edtf::parse(year).unwrap()), source)
    };
    let first = [
        said("siege", "began", "2031", "list"),
        said("mill", "made", "1900", "list"),
        said("jar", "made", "1900", "list"),
    ];
    let second = [
        said("siege", "ended", "2032", "list"),
        said("wheel", "made", "1901", "list"),
        said("jar", "made", "1900", "letter"),
    ];
    let index = index_of(&[Made::new(entry(1, 1), first), Made::new(entry(1, 2), second)]);
    assert_eq!(index.candidates(&()).unwrap(), []);
    let joined = [BTreeSet::from([entity("wheel"), entity("mill"), entity("nobody")])];
    let together = Together { began: property("began"), joined };
    let found = index.candidates(&together).unwrap();
    let expected = [
        candidate(&["siege"], &["began"]),
        candidate(&["wheel", "mill", "nobody"], &["made"]),
        candidate(&["jar"], &["made"]),
    ];
    let all = found.iter().flat_map(|one| one.members.clone()).collect();
    assert_eq!(index.candidates_among(&all, &together).unwrap(), found);
    let mill = BTreeSet::from(["wheel", "mill", "nobody"].map(entity));
    assert_eq!(index.candidates_among(&mill, &together).unwrap(), expected[1..2]);
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(expected));
}

#[test]
fn what_is_inferred_or_stated_tells_a_time_where_none_is_written() {
    let lost = |stated: &str, when: Option<&str>| Claim {
        stated: Some(Edtf::parse(stated).unwrap()),
        when: when.map(|when| Edtf::parse(when).unwrap()),
        ..claim("mill", "state", Value::code("state", "destroyed"), "list")
    };
    let of = |claims: [Claim; 2]| index_of(&[Made::new(entry(1, 1), claims)]).candidates(&()).unwrap().len();
    assert_eq!(of([lost("2031", None), lost("2032", None)]), 1);
    assert_eq!(of([lost("2031", Some("XXXX-12-06")), lost("2032", Some("XXXX-12-06"))]), 1);
    assert_eq!(of([lost("2031", Some("2031")), lost("2032", Some("2031"))]), 0);
}

#[test]
fn many_subjects_are_asked_about_in_one_go() {
    let index = index_of(&town());
    let subjects = ["mill", "jar", "nobody"].map(|name| Subject::Entity(entity(name)));
    let about_all = |keep: &dyn Fn(&Subject, &daftar_claim::PropertyId) -> bool| {
        let _look = index.look().unwrap();
        index.about_all(&subjects, keep).unwrap()
    };
    let mut each: Vec<_> = subjects.iter().flat_map(|subject| index.about(subject).unwrap()).collect();
    each.sort_by_key(|found| found.recording);
    assert_eq!(about_all(&|_, _| true), each);
    each.retain(|found| found.claim.property == property("name") && found.claim.subject == subjects[1]);
    assert_eq!(about_all(&|subject, about| *about == property("name") && *subject == subjects[1]), each);
    assert_eq!(each.len(), 1);
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
    assert_eq!(index.candidates(&()).unwrap(), [candidate(&["well"], &["depth"])]);
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

#[test]
fn what_is_noted_of_entries_goes_on_from_what_was_noted() {
    let mut entries = town();
    // Bodies of the first entry that arrive late.
    let late = claim("jar", "kind", Value::code("kind", "object"), "list");
    entries.push(Made { entry: entry(1, 1), claims: vec![(90, id(&late, 1), Some(late))] });
    let [mut asked, mut unasked] = [(); 2].map(|()| Index::in_memory().unwrap());
    for made in &entries {
        for index in [&mut asked, &mut unasked] {
            made.add_to(index);
            index.commit().unwrap();
        }
        assert!(asked.noted().unwrap().contains_key(&made.entry));
    }
    assert_eq!(*asked.noted().unwrap(), *unasked.noted().unwrap());
    assert_eq!(asked.noted().unwrap()[&entry(1, 1)][0], 2, "the late one lies in a block of its own");
}
