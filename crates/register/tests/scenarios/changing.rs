//! Recording, undoing, editing: nothing twice, nothing lost.

use daftar_register::claim::{EntityId, Value, row_entity};
use daftar_register::{Published, view};

use crate::site::{Site, keeper};

const LETTER: &str = r#"
[source]
title = "Letter of the museum committee"
published = "2032-03-05"

[[claim]]
about = "The old silo"
property = "name"
text = "The old silo"

[[claim]]
about = "The old silo"
property = "state"
code = "damaged"
when = "2032-02"

[[claim]]
about = "The old silo"
property = "description"
text = "A grain silo at the harbour"
"#;

/// Reading the same document twice adds nothing.
#[test]
fn a_document_read_twice_adds_nothing() {
    let mut site = Site::first();
    let path = site.folder().with_file_name("silo.txt");
    let text = "The old silo\n\nThe old silo was damaged in February 2032. It was repaired in May 2033.\n";
    std::fs::write(&path, text).unwrap();
    let once = site.read(&path, None, &Published::default()).unwrap();
    assert!(once.drafts > 0, "something was found");
    site.record_drafts(&daftar_register::Which::All, true).unwrap();
    site.reopen();
    let before = site.standing_claims();
    let again = site.read(&path, None, &Published::default()).unwrap();
    assert_eq!((again.drafts, again.source), (0, once.source));
    site.reopen();
    assert_eq!(site.standing_claims(), before);
}

/// A file imported, undone and imported again stands again, each statement once.
#[test]
fn imported_undone_imported() {
    let mut site = Site::first();
    let empty = site.standing_claims();
    site.record_by_hand(LETTER).unwrap();
    let full = site.standing_claims().len();
    let work = site.last_work().unwrap();
    site.undo(work).unwrap();
    site.reopen();
    assert_eq!(site.standing_claims(), empty);
    site.record_by_hand(LETTER).unwrap();
    site.record_by_hand(LETTER).unwrap();
    site.reopen();
    assert_eq!(site.standing_claims().len(), full);
}

/// A cell that is edited shows its new value only, and no difference.
#[test]
fn an_edited_cell_is_no_difference() {
    let mut site = Site::first();
    let mill = site.building("Old mill");
    let state = |site: &Site, code| site.claim(mill, "description", Value::text(code));
    let old = site.say(&state(&site, "three floors"));
    let new = state(&site, "four floors");
    site.replace(old, &new).unwrap();
    site.reopen();
    let new = site.ids_of(&[new]).unwrap();
    assert_eq!(site.holding(mill, "description"), new);
    assert_eq!(site.asked(&keeper(), |asked| view::differences(asked).len()), 0);
}

/// A new edition of a data set: the changed row is replaced, the withdrawn one retracted, the rest untouched.
#[test]
fn a_new_edition_of_a_data_set() {
    let mut site = Site::first();
    let [same, changed, gone] = ["1", "2", "3"].map(|key| row_entity("rimal-wells", "well", &[key]));
    let depth = |site: &Site, well: EntityId, text: &str| site.claim(well, "description", Value::text(text));
    let kept = site.say(&depth(&site, same, "12 m deep"));
    let old = site.say(&depth(&site, changed, "9 m deep"));
    let withdrawn = site.say(&depth(&site, gone, "7 m deep"));
    let [again, new] = [depth(&site, same, "12 m deep"), depth(&site, changed, "10 m deep")];
    assert_eq!(site.record([again]).unwrap().unchanged, 1);
    site.replace(old, &new).unwrap();
    site.retract(withdrawn).unwrap();
    site.reopen();
    assert_eq!(site.holding(same, "description"), vec![kept]);
    assert_eq!(site.holding(changed, "description"), site.ids_of(&[new]).unwrap());
    assert!(site.holding(gone, "description").is_empty());
}
