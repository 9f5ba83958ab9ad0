//! Both languages say the same things, and everything that the code asks for.

use std::collections::BTreeSet;
use std::path::Path;

const ENGLISH: &str = include_str!("../../assets/words/en.ftl");
const ARABIC: &str = include_str!("../../assets/words/ar.ftl");

fn ids(text: &str) -> BTreeSet<&str> {
    let told = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    told.filter_map(|line| line.split(" =").next()).collect()
}

#[test]
fn both_files_have_the_same_ids() {
    assert_eq!(ids(ENGLISH), ids(ARABIC));
}

#[test]
fn no_id_is_said_twice() {
    for text in [ENGLISH, ARABIC] {
        let told = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        assert_eq!(told.count(), ids(text).len());
    }
}

#[test]
fn both_files_can_be_read() {
    for text in [ENGLISH, ARABIC] {
        let read = fluent_bundle::FluentResource::try_new(text.to_owned());
        assert!(read.is_ok(), "{:?}", read.err().map(|(_, errors)| errors));
    }
}

#[test]
fn arabic_counts_by_its_own_forms() {
    let by_the_whole_number = ARABIC.lines().filter(|line| line.contains("{ $n ->")).count();
    assert_eq!(
        by_the_whole_number, 0,
        "FORM($n) chooses the form in Arabic: beyond a hundred the last two digits decide"
    );
}

/// Texts in quotation marks that look like ids: `nav-differ`, `overview-lead`.
fn quoted(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1).step_by(2)
}

#[test]
fn every_id_that_the_code_names_exists_and_every_id_is_named() {
    let mut code = String::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    let known = ids(ENGLISH);
    let calls = ["say(\"", "tell(\"", "count(\"", "Wrong(\""];
    for call in calls {
        for id in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(known.contains(id), "{call}{id}\" is in no file of words");
        }
    }
    let named: BTreeSet<&str> = quoted(&code).collect();
    let unused: Vec<_> = known.iter().filter(|id| !named.contains(*id)).collect();
    assert!(unused.is_empty(), "no code names {unused:?}");
}

fn gather(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => gather(&path, code),
            false => code.push_str(&std::fs::read_to_string(&path).unwrap()),
        }
    }
}
