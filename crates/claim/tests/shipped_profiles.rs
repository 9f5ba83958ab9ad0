//! The profiles that the project ships are read, merge without conflict, and refer only to what exists.

use std::fs;
use std::path::PathBuf;

use daftar_claim::Profiles;
use daftar_claim::profile::Profile;

fn shipped() -> Vec<Profile> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    // The tables of periods and of crops lie beside the profiles.
    let files = files.filter(|file| !["periods.toml", "crops.toml"].iter().any(|other| file.ends_with(other)));
    files.map(|file| Profile::parse(&fs::read_to_string(&file).unwrap()).unwrap()).collect()
}

#[test]
fn what_brings_back_says_so() {
    let (profiles, _) = Profiles::merge(&shipped());
    let restoring = |scheme: &str| {
        let codes = profiles.schemes[scheme].codes.iter().filter(|code| code.restores);
        codes.map(|code| code.id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(restoring("state"), ["repaired"]);
    assert_eq!(restoring("recovery"), ["repair", "renovation", "relocation", "restart", "reopening"]);
    assert!(restoring("fate").is_empty());
}

#[test]
fn nothing_is_missing() {
    let (profiles, conflicts) = Profiles::merge(&shipped());
    assert!(conflicts.is_empty(), "{conflicts:?}");
    assert!(profiles.kinds.len() >= 10);
    for kind in profiles.kinds.values() {
        for property in kind.properties.iter().chain(&kind.first) {
            assert!(profiles.property(property).is_some(), "{}: {property}", kind.id);
        }
        assert_eq!(kind.first.len(), 5, "{} asks five things first", kind.id);
    }
    for property in profiles.properties.values() {
        let known = |scheme: &String| scheme == "kind" || profiles.schemes.contains_key(scheme);
        assert!(property.scheme.iter().all(known), "{}", property.id);
        assert!(property.spans.iter().flatten().all(|id| profiles.property(id).is_some()), "{}", property.id);
    }
}

/// Each code of a grade of damage comes to some of ours, or to the one that says that it is not known.
#[test]
fn crosswalks_lead_somewhere() {
    let (profiles, _) = Profiles::merge(&shipped());
    let scale = &profiles.schemes["state"];
    let mapped: Vec<_> = profiles.mapped_onto("state").collect();
    assert!(mapped.len() >= 7);
    for scheme in mapped {
        let walk = scheme.crosswalk.as_ref().unwrap();
        assert!(!walk.source.is_empty() && !walk.caveat.en.is_empty() && !walk.caveat.ar.is_empty(), "{}", scheme.id);
        for code in &scheme.codes {
            assert!(!code.onto.is_empty(), "{}/{}", scheme.id, code.id);
            let onto: Vec<_> = profiles.on_scale(&scheme.id, &code.id, scale).map(|code| code.rank).collect();
            assert_eq!(onto.len(), code.onto.len(), "{}/{}", scheme.id, code.id);
            assert!(onto.is_sorted(), "from the milder to the worse: {}/{}", scheme.id, code.id);
        }
    }
}

#[test]
fn every_label_is_there_in_both_languages() {
    let (profiles, _) = Profiles::merge(&shipped());
    let kinds = profiles.kinds.values().map(|kind| &kind.label);
    let properties = profiles.properties.values().map(|property| &property.label);
    let codes = profiles.schemes.values().flat_map(|scheme| &scheme.codes).map(|code| &code.label);
    for label in kinds.chain(properties).chain(codes) {
        assert!(!label.en.is_empty() && !label.ar.is_empty(), "{label:?}");
    }
}
