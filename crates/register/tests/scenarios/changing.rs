//! Recording, undoing, editing: nothing twice, nothing lost, and every copy agrees.

use std::path::{Path, PathBuf};

use daftar_register::claim::{Claim, ClaimId, Edtf, EntityId, Value, row_entity};
use daftar_register::{Published, Undone, Which, view};

use crate::site::{Site, keeper, merge_in_every_order};

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

/// A document about a silo, beside a site's folder.
fn silo(site: &Site) -> PathBuf {
    let path = site.folder().with_file_name("silo.txt");
    let text = "The old silo\n\nThe old silo was damaged in February 2032. It was repaired in May 2033.\n";
    std::fs::write(&path, text).unwrap();
    path
}

/// Reads a document and records all that was found. Returns its source.
fn read_and_record(site: &mut Site, path: &Path) -> EntityId {
    let read = site.read(path, None, &Published::default()).unwrap();
    assert!(read.drafts > 0, "something was found");
    site.record_drafts(&Which::All, true).unwrap();
    read.source
}

/// How many values each page shows of each property, names aside: what a reader sees.
fn seen(site: &Site) -> Vec<(EntityId, String, usize)> {
    site.asked(&keeper(), |asked| {
        let pages = asked.entities().into_iter().map(|entity| view::page(asked, entity));
        let of_page = |page: view::Page| {
            let properties = page.sections.into_iter().flat_map(|section| section.properties);
            let shown =
                properties.map(move |one| (page.entity, one.folded.property.to_string(), one.folded.values.len()));
            shown.collect::<Vec<_>>()
        };
        pages.flat_map(of_page).collect()
    })
}

/// Reading the same document twice adds nothing; nor does it when another copy has read it as well.
#[test]
fn a_document_read_twice_adds_nothing() {
    let mut museum = Site::first();
    let mut seeds = museum.second(Some("House of Seeds"));
    let path = silo(&museum);
    let source = read_and_record(&mut museum, &path);
    museum.reopen();
    let (before, shown) = (museum.standing_claims(), seen(&museum));
    let again = museum.read(&path, None, &Published::default()).unwrap();
    assert_eq!((again.drafts, again.source), (0, source));
    museum.reopen();
    assert_eq!(museum.standing_claims(), before);
    let path = silo(&seeds);
    assert_eq!(read_and_record(&mut seeds, &path), source, "one document has one id");
    for site in &mut merge_in_every_order(vec![museum, seeds]) {
        assert!(site.standing_claims().len() > before.len(), "both have recorded it");
        assert_eq!(seen(site), shown, "and each thing is said once");
        let path = silo(site);
        assert_eq!(site.read(&path, None, &Published::default()).unwrap().drafts, 0);
    }
}

/// A file imported, undone and imported again stands again, each statement once; also where a copy heard of the first
/// import, and nothing after it.
#[test]
fn imported_undone_imported() {
    let mut museum = Site::first();
    let mut seeds = museum.second(Some("House of Seeds"));
    museum.reopen();
    let empty = museum.standing_claims();
    museum.record_by_hand(LETTER).unwrap();
    let full = museum.standing_claims().len();
    assert_eq!(full - empty.len(), 6, "three of the source, three of the silo");
    seeds.take(&museum.bundle());
    let work = museum.last_work().unwrap();
    museum.undo(work).unwrap();
    museum.reopen();
    assert_eq!(museum.standing_claims(), empty);
    let mut between = seeds.twin();
    between.take(&museum.bundle());
    assert_eq!(between.standing_claims(), empty, "the undoing reaches who had the import");
    museum.record_by_hand(LETTER).unwrap();
    museum.record_by_hand(LETTER).unwrap();
    for site in merge_in_every_order(vec![museum, seeds]) {
        assert_eq!(site.standing_claims().len(), full);
    }
}

/// A jar of which the keeper says when it was made.
fn jar(site: &mut Site, made: &str) -> (EntityId, ClaimId) {
    let (jar, claims) = site.new_entity("object", "Storage jar", "en").unwrap();
    site.record(claims).unwrap();
    let id = site.say(&made_in(site, jar, made));
    (jar, id)
}

fn made_in(site: &Site, jar: EntityId, made: &str) -> Claim {
    site.claim(jar, "made", Value::Date(Edtf::parse(made).unwrap()))
}

fn differing(site: &Site, entity: EntityId) -> usize {
    site.asked(&keeper(), |asked| view::differences_of(asked, entity).len())
}

/// A cell that is edited shows its new value only, and no difference; said beside the old one, it would differ.
#[test]
fn an_edited_cell_is_no_difference() {
    let mut museum = Site::first();
    let seeds = museum.second(Some("House of Seeds"));
    let (edited, old) = jar(&mut museum, "-3200");
    let new = made_in(&museum, edited, "-2900");
    museum.replace(old, &new).unwrap();
    let (doubted, _) = jar(&mut museum, "-3200");
    museum.say(&made_in(&museum, doubted, "-2900"));
    for site in merge_in_every_order(vec![museum, seeds]) {
        assert_eq!(site.holding(edited, "made"), site.ids_of(std::slice::from_ref(&new)).unwrap());
        assert_eq!((differing(&site, edited), differing(&site, doubted)), (0, 1));
    }
}

/// A cell that one author edits on two devices, not knowing of each other: both edits are shown, the old value is not.
#[test]
fn a_cell_edited_on_two_devices_shows_both() {
    let mut desk = Site::first();
    let (jar, old) = jar(&mut desk, "-3200");
    let mut laptop = desk.second(None);
    let edits = [made_in(&desk, jar, "-2900"), made_in(&desk, jar, "-2800")];
    desk.replace(old, &edits[0]).unwrap();
    laptop.replace(old, &edits[1]).unwrap();
    for site in merge_in_every_order(vec![desk, laptop]) {
        let mut holding = site.holding(jar, "made");
        holding.sort_unstable();
        let mut both = site.ids_of(&edits).unwrap();
        both.sort_unstable();
        assert_eq!(holding, both);
        assert_eq!(differing(&site, jar), 1);
    }
}

/// A new edition of a data set: the changed row is replaced, the withdrawn one retracted, the rest untouched; who recorded
/// the old edition too, still stands by what that said.
#[test]
fn a_new_edition_of_a_data_set() {
    let mut museum = Site::first();
    let [same, changed, gone] = ["1", "2", "3"].map(|key| row_entity("rimal-wells", "water-point", &[key]));
    let depth = |site: &Site, well: EntityId, text: &str| site.claim(well, "description", Value::text(text));
    let kept = museum.say(&depth(&museum, same, "12 m deep"));
    let old = museum.say(&depth(&museum, changed, "9 m deep"));
    let withdrawn = museum.say(&depth(&museum, gone, "7 m deep"));
    let (mut seeds, mut office) = (museum.second(Some("House of Seeds")), museum.second(Some("Water Office")));
    let stale = museum.statement(withdrawn).unwrap().claim;
    assert_eq!(office.say(&stale), withdrawn);
    let [again, new] = [depth(&museum, same, "12 m deep"), depth(&museum, changed, "10 m deep")];
    assert_eq!(museum.record([again]).unwrap().unchanged, 1);
    museum.replace(old, &new).unwrap();
    museum.retract(withdrawn).unwrap();
    let mut told = seeds.twin();
    told.take(&museum.bundle());
    assert!(told.holding(gone, "description").is_empty());
    for site in merge_in_every_order(vec![museum, seeds, office]) {
        assert_eq!(site.holding(same, "description"), vec![kept]);
        assert_eq!(site.holding(changed, "description"), site.ids_of(std::slice::from_ref(&new)).unwrap());
        assert_eq!(site.holding(gone, "description"), vec![withdrawn], "the water office has not taken it back");
    }
}

/// Undoing what was undone already writes nothing; undoing the undoing brings it back, once.
#[test]
fn undone_twice_is_undone_once() {
    let mut site = Site::first();
    site.record_by_hand(LETTER).unwrap();
    let full = site.standing_claims();
    let work = site.last_work().unwrap();
    assert!(site.can_undo(work));
    site.undo(work).unwrap();
    assert!(!site.can_undo(work));
    assert_eq!(site.undo(work).unwrap(), Undone::default());
    let undoing = site.last_work().unwrap();
    assert!(site.undo(undoing).unwrap().revived > 0);
    assert_eq!(site.undo(undoing).unwrap(), Undone::default());
    assert_eq!(site.standing_claims(), full);
}

/// Suggestions that were recorded or rejected come back as they were, and stay once however often they come.
#[test]
fn suggestions_return_in_the_order_of_the_text() {
    let mut site = Site::first();
    let path = silo(&site);
    site.read(&path, None, &Published::default()).unwrap();
    let all = site.drafts().unwrap();
    site.reject_drafts(&Which::All).unwrap();
    assert!(site.drafts().unwrap().is_empty());
    site.return_drafts(all[1..].to_vec()).unwrap();
    site.return_drafts(all.clone()).unwrap();
    let back = site.drafts().unwrap();
    assert_eq!(back.len(), all.len());
    assert!(back.iter().map(|draft| draft.place()).is_sorted() && all.iter().all(|draft| back.contains(draft)));
}
