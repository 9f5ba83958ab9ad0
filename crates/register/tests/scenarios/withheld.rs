//! What is sealed of a published document: its words are withheld wherever the public reads that document, on every site,
//! with or without keys, and nobody gets them by the way.

use std::fs;

use daftar_register::claim::{ClaimId, EntityId, FileId, Locator, Secret, Span, Value};
use daftar_register::view::{Ask, Audience, cite};
use daftar_register::{Published, Register, Which};

use crate::site::Site;

const TEXT: &str = "= Mill House =\n\nThe Mill House was a museum in Sanabel, founded in 2014.\n\nIt was destroyed in 2031. \
                    Museum director Quillaby Ternlane said that the hall was damaged in May 2030.\n\nMr Ternlane left.\n";
const SENTENCE: &str = "It was destroyed in 2031.";

/// A published document, read and recorded.
fn published(site: &mut Site) -> EntityId {
    let path = site.folder().with_extension("txt");
    fs::write(&path, TEXT).unwrap();
    let told = Published { publisher: Some("Rimal Courier".into()), date: None };
    let source = site.read(&path, None, &told).unwrap().source;
    site.record_drafts(&Which::All, true).unwrap();
    source
}

/// A statement whose value is a date or a state from the sentence, and its place.
fn statement(site: &Register, words: &str) -> (ClaimId, FileId, Span) {
    let heard = site.hear_all(site.standing(), Audience::Keeper).unwrap();
    let found = heard.statements.iter().filter(|one| one.stands()).find_map(|one| match one.claim.locator {
        Some(Locator::Text { text, span, .. }) if site.context(text, span).unwrap()?.contains(words) => {
            Some((one.id, text, span))
        }
        _ => None,
    });
    found.unwrap_or_else(|| panic!("nothing was read from {words}"))
}

/// Everything that an audience reads of the document and what was read from it.
fn shown(site: &Register, text: FileId, audience: Audience) -> String {
    let ask = Ask { audience, ..Ask::default() };
    let heard = site.hear_all(site.standing(), audience).unwrap();
    let asked = daftar_register::view::Asked::new(&heard.statements, &ask, site.profiles(), &heard.surroundings);
    let cited: Vec<_> = cite(&asked).into_iter().map(|one| (one.quote, one.locator)).collect();
    let differing = site.hear_differing(site.standing(), &ask).unwrap();
    let quotes: Vec<_> = differing.statements.into_iter().map(|one| one.claim.quote).collect();
    let whole = Span { start: 0, end: u64::MAX };
    let text = match audience {
        Audience::Public => site.public_context(text, whole).unwrap(),
        Audience::Keeper => site.text(text).unwrap(),
    };
    format!("{cited:?}\n{quotes:?}\n{}", text.unwrap_or_default())
}

/// What the public finds.
fn found(site: &Register, words: &str) -> Vec<EntityId> {
    let found = site.search(words, 10, site.standing(), &Ask::default()).unwrap();
    found.into_iter().map(|one| one.entity).collect()
}

#[test]
fn a_claim_that_is_sealed_afterwards_leaves_no_words_behind() {
    let mut museum = Site::first();
    let source = published(&mut museum);
    let (claim, text, span) = statement(&museum, SENTENCE);
    assert!(shown(&museum, text, Audience::Public).contains(SENTENCE));
    assert!(museum.may_public_read_file(source, text).unwrap());
    assert!(!found(&museum, "destroyed").is_empty());

    museum.seal(claim, vec![]).unwrap();
    let public = shown(&museum, text, Audience::Public);
    assert!(!public.contains("destroyed") && public.contains("founded in 2014"), "{public}");
    assert!(public.contains('█') && !museum.may_public_read_file(source, text).unwrap());
    assert!(shown(&museum, text, Audience::Keeper).contains(SENTENCE));
    assert_eq!(museum.withheld_in(text), [span]);
    // Other statements of that sentence stand, without its words; to no search do they betray them.
    for words in ["\"It was destroyed\"", "Mill \"destroyed in 2031\""] {
        assert!(found(&museum, words).is_empty(), "{words}");
    }

    let without_keys = museum.looked_at().unwrap();
    assert!(!shown(&without_keys, text, Audience::Public).contains("destroyed"));
    let elsewhere = Site::from_bundle(&museum.bundle(), Some("House of Seeds"));
    assert!(!shown(&elsewhere, text, Audience::Public).contains("destroyed"));
    assert!(!elsewhere.may_public_read_file(source, text).unwrap());
    museum.reopen();
    assert!(!shown(&museum, text, Audience::Public).contains("destroyed") && museum.faults().0);
}

#[test]
fn what_is_withheld_is_shown_again_only_on_purpose() {
    let mut museum = Site::first();
    let source = published(&mut museum);
    let (claim, text, _) = statement(&museum, SENTENCE);
    let sealing = museum.seal(claim, vec![]).unwrap();
    museum.undo(sealing).unwrap();
    let entries: Vec<_> = museum.logs()[&sealing.log].iter().map(|one| one.header.entry).collect();
    for entry in entries.into_iter().filter(|entry| entry.number > sealing.number) {
        museum.undo(entry).unwrap();
    }
    assert!(!shown(&museum, text, Audience::Public).contains("destroyed"), "undoing does not show it");
    let heard = museum.hear_all(museum.standing(), Audience::Keeper).unwrap();
    let withholding = heard.statements.iter().find(|one| one.claim.property.as_str() == "withheld").unwrap().id;
    museum.retract(withholding).unwrap();
    assert!(museum.public_context(text, Span { start: 0, end: 900 }).unwrap().unwrap().contains("destroyed"));
    museum.withhold_sealed().unwrap();
    assert!(museum.withheld_in(text).is_empty() && museum.may_public_read_file(source, text).unwrap());
}

#[test]
fn a_sealed_name_is_withheld_wherever_it_stands() {
    let mut museum = Site::first();
    published(&mut museum);
    let (_, text, _) = statement(&museum, SENTENCE);
    assert!(shown(&museum, text, Audience::Public).contains("Mr Ternlane left"));
    let person = museum.new_entity("person", "nobody", "en").unwrap().0;
    let name = museum.claim(person, "name", Value::text("Quillaby Ternlane"));
    museum.record_sealed(&Secret { claim: name, concerns: vec![person] }).unwrap();
    let public = shown(&museum, text, Audience::Public);
    assert!(!public.contains("Ternlane") && public.contains("Mr ████████ left"), "{public}");
}

#[test]
fn a_document_that_comes_later_is_looked_through() {
    let mut museum = Site::first();
    let person = museum.new_entity("person", "nobody", "en").unwrap().0;
    let name = museum.claim(person, "name", Value::text("Quillaby Ternlane"));
    museum.record_sealed(&Secret { claim: name, concerns: vec![person] }).unwrap();
    published(&mut museum);
    let (_, text, _) = statement(&museum, SENTENCE);
    let public = shown(&museum, text, Audience::Public);
    assert!(!public.contains("Ternlane") && public.contains("It was destroyed"), "{public}");
}

#[test]
fn an_unpublished_document_is_not_pointed_at() {
    let mut museum = Site::first();
    let path = museum.folder().with_extension("txt");
    fs::write(&path, TEXT).unwrap();
    let source = museum.read(&path, None, &Published::default()).unwrap().source;
    museum.record_drafts(&Which::All, true).unwrap();
    let (claim, text, span) = statement(&museum, SENTENCE);
    museum.seal(claim, vec![]).unwrap();
    assert!(museum.withheld_in(text).is_empty() && !museum.may_public_read_file(source, text).unwrap());
    let publisher = museum.claim(source, "publisher", Value::text("Rimal Courier"));
    museum.record_said(&[publisher]).unwrap();
    assert!(museum.is_withheld(text, span), "as soon as it is published it is");
}
