//! A copy is tried before it is needed: brought back, compared, wiped, and that it was is recorded.

use std::fs;
use std::path::PathBuf;

use daftar_register::claim::{Claim, FileId, PropertyId, Subject, Value};
use daftar_register::sealed::{Target, Tell};
use daftar_register::view::{self, Ask, Asked, Audience};
use daftar_register::{CopyKind, Origin, Outcome, Rehearsal, Scratch};

use crate::site::{Site, all_files, today};

/// A site with a place for sealed copies.
fn site() -> Site {
    let site = Site::first();
    let stick = site.folder().with_file_name("stick");
    site.add_deposit("stick", &Target::parse(stick.to_str().unwrap()).unwrap(), None).unwrap();
    site
}

/// Keeps a source file, and says of it where it is from.
fn keep(site: &mut Site, text: &str) -> (FileId, PathBuf) {
    let path = site.folder().with_file_name("source.txt");
    fs::write(&path, text).unwrap();
    let file = site.keep_file(&path, false).unwrap();
    let keeper = site.keeper().unwrap();
    let note =
        Claim::new(Subject::File(file), PropertyId::parse("note").unwrap(), Value::text("from the attic"), keeper);
    site.say(&note);
    let name = file.0.to_string();
    (file, site.folder().join("evidence").join(&name[..2]).join(name))
}

fn rehearse(site: &Site, origin: &Origin) -> Rehearsal {
    let scratch = Scratch::within(site.folder().parent().unwrap(), &site.folder()).unwrap();
    let path = scratch.path().to_owned();
    let rehearsal = site.rehearse(origin, &scratch, &Tell::nobody()).unwrap();
    drop(scratch);
    assert!(!path.exists(), "nothing of it stays");
    rehearsal
}

fn stick() -> Origin {
    Origin::Deposit("stick".into())
}

#[test]
fn a_sealed_copy_is_tried_and_what_came_since_is_counted() {
    let mut site = site();
    keep(&mut site, "a letter");
    site.make_deposit("stick", &Tell::nobody()).unwrap();
    let key = fs::read(all_files(&site.keys()).iter().find(|path| path.ends_with("device.json")).unwrap()).unwrap();
    let tried = rehearse(&site, &stick());
    assert_eq!((tried.outcome, tried.entries.both, tried.entries.here), (Outcome::BroughtBack, 3, 3));
    assert_eq!((tried.evidence.both, tried.evidence.here), (1, 1));
    let noted = site.copies().unwrap();
    let noted = noted.last().unwrap();
    assert_eq!((noted.kind, noted.checked.as_ref(), noted.entries), (CopyKind::Deposit, Some(&today()), 3));
    let now = fs::read(all_files(&site.keys()).iter().find(|path| path.ends_with("device.json")).unwrap()).unwrap();
    assert_eq!(key, now, "trying a copy is no succession");
    keep(&mut site, "another letter");
    let tried = rehearse(&site, &stick());
    assert_eq!((tried.outcome, tried.entries.both, tried.entries.here), (Outcome::BroughtBack, 3, 5));
    assert_eq!((tried.evidence.both, tried.evidence.here, tried.missing.len()), (1, 2, 0), "newer is not missing");
}

#[test]
fn what_a_copy_lacks_is_named() {
    let mut site = site();
    let (file, path) = keep(&mut site, "a letter");
    let aside = path.with_extension("aside");
    fs::rename(&path, site.folder().with_file_name("aside")).unwrap();
    site.make_deposit("stick", &Tell::nobody()).unwrap();
    fs::rename(site.folder().with_file_name("aside"), &path).unwrap();
    assert!(!aside.exists());
    let tried = rehearse(&site, &stick());
    assert_eq!((tried.outcome, tried.missing), (Outcome::Incomplete, vec![file.to_string()]));
    assert!(site.copies().unwrap().iter().all(|copy| copy.checked.is_none()), "it was not found whole");
}

#[test]
fn a_damaged_copy_is_named_and_so_is_a_bundle() {
    let mut site = site();
    keep(&mut site, &"a letter that is long enough ".repeat(900));
    let bundle = site.bundle();
    let tried = rehearse(&site, &Origin::Bundle(bundle.clone()));
    assert_eq!((tried.outcome, tried.entries.both), (Outcome::BroughtBack, 3));
    let noted = site.copies().unwrap();
    assert!(noted.iter().any(|copy| copy.kind == CopyKind::Bundle && copy.checked.is_some()));
    let mut bytes = fs::read(&bundle).unwrap();
    let middle = bytes.windows(8).rposition(|part| part == b"a letter").unwrap();
    bytes[middle] ^= 1;
    fs::write(&bundle, bytes).unwrap();
    assert_eq!(rehearse(&site, &Origin::Bundle(bundle)).outcome, Outcome::Damaged);
    site.make_deposit("stick", &Tell::nobody()).unwrap();
    let data = site.folder().with_file_name("stick").join("data");
    let pack = all_files(&data).into_iter().max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    let mut bytes = fs::read(&pack).unwrap();
    bytes[30] ^= 1;
    fs::write(&pack, bytes).unwrap();
    let tried = rehearse(&site, &stick());
    assert_eq!(tried.outcome, Outcome::Damaged);
    assert!(!tried.damaged.is_empty(), "{tried:?}");
}

#[test]
fn that_a_copy_was_tried_is_recorded_for_keepers_and_says_of_no_place_where_it_is() {
    let mut site = site();
    site.make_deposit("stick", &Tell::nobody()).unwrap();
    let trial = rehearse(&site, &stick()).trial();
    site.record_trial(&trial).unwrap();
    let place = site.place().unwrap().unwrap();
    let [claim] = site.holding(place, "copy-tested")[..] else { panic!("one statement") };
    let said = site.statement(claim).unwrap().claim;
    let Value::Code { code, label, .. } = &said.value else { panic!("{said:?}") };
    assert_eq!((code.as_str(), said.when.as_ref().unwrap().to_string().as_str()), ("brought-back", "2033-05-01"));
    let label = label.as_deref().unwrap();
    assert!(label.contains("entries 1/1") && !label.contains("stick"), "{label}");
    let seen = site.hear_all(site.standing(), Audience::Public).unwrap();
    let ask = Ask::default();
    let page = view::page(&Asked::new(&seen.statements, &ask, site.profiles(), &seen.surroundings), place);
    assert!(!page.statements.iter().any(|one| one.claim == claim), "the public does not see it");
}
