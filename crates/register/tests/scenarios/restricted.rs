//! A restricted source file: encrypted under a key of its own, with everything that is suggested and recorded of it.

use std::fs;
use std::io::Write as _;

use daftar_register::claim::{Claim, FileId, Ground, Hash, Locator, Span, Value};
use daftar_register::view::{Ask, Audience};
use daftar_register::{Published, RegisterError, Which};

use crate::site::{Site, all_files, lies_about};

const NAME: &str = "Quillaby Ternlane";
const TITLE: &str = "Cellar House";

/// What must never lie open: names, a quotation, ids that could be guessed by hashing.
fn secrets(text: &[u8]) -> Vec<Vec<u8>> {
    let words = [NAME, "Ternlane", TITLE, "hidden under the stairs", "letter-to-nobody"];
    let file = FileId(Hash::of(text));
    let ids = [file.0, daftar_register::claim::span_entity(file, "document", Span { start: 0, end: 0 }).0];
    let mut secrets: Vec<Vec<u8>> = words.iter().map(|words| words.as_bytes().to_vec()).collect();
    secrets.extend(ids.iter().map(|id| id.to_string().into_bytes()));
    secrets.extend(ids.iter().map(|id| id.0.to_vec()));
    secrets
}

fn letter() -> String {
    format!(
        "= {TITLE} =\n\nThe {TITLE} was a museum in Sanabel, founded by {NAME} in 2014.\n\n\
         {NAME} said that the jars were hidden under the stairs. It was destroyed in 2031.\n"
    )
}

fn write(site: &Site, bytes: &[u8]) -> std::path::PathBuf {
    let path = site.folder().with_file_name("letter-to-nobody.txt");
    fs::write(&path, bytes).unwrap();
    path
}

fn keeps_silent(site: &Site, text: &[u8]) {
    for secret in secrets(text) {
        assert!(!lies_about(site, &secret), "{}", String::from_utf8_lossy(&secret));
    }
}

/// Read, suggested, recorded, read again, asked, carried to another site, erased: no byte of any file tells anything.
#[test]
fn a_restricted_document_tells_nothing_to_whom_it_is_not_open() {
    let text = letter();
    let mut museum = Site::first();
    let path = write(&museum, text.as_bytes());
    let was = museum.read_restricted(&path, None, &Published::default(), &|_, _| {}).unwrap();
    assert!(was.drafts > 4, "{was:?}");
    keeps_silent(&museum, text.as_bytes());
    let drafts = museum.drafts().unwrap();
    assert!(drafts.iter().any(|draft| draft.claim.quote.as_deref().is_some_and(|quote| quote.contains(NAME))));
    let again = museum.read_restricted(&path, None, &Published::default(), &|_, _| {}).unwrap();
    assert_eq!((again.source, again.drafts), (was.source, was.drafts), "the same ids are found again");
    assert_eq!(museum.files().files().unwrap().len(), 1, "kept once");
    museum.open();
    museum.unlock(None).unwrap();

    let said = museum.record_drafts(&Which::All, true).unwrap();
    assert_eq!((said.recorded, said.parted), (0, 0), "{said:?}");
    assert!(said.sealed >= was.drafts - 1, "{said:?}");
    keeps_silent(&museum, text.as_bytes());
    let known = museum.read_restricted(&path, None, &Published::default(), &|_, _| {}).unwrap();
    assert_eq!((known.drafts, known.known), (0, was.drafts));
    let seen = |site: &Site, audience| {
        let heard = site.hear_all(site.standing(), audience).unwrap();
        heard.statements.iter().filter(|one| heard.surroundings.may_see(one, audience, site.profiles())).count()
    };
    assert!(seen(&museum, Audience::Keeper) > seen(&museum, Audience::Public) + 4);
    let house = museum.entity(TITLE).unwrap();
    assert!(!museum.page(house).sections.is_empty(), "found by its sealed name");
    let public = museum.asked(&Ask::default(), |asked| asked.entities().contains(&house));
    assert!(!public);

    let mut seeds = museum.second(Some("House of Seeds"));
    keeps_silent(&seeds, text.as_bytes());
    let file = museum.drafts_file();
    assert!(seeds.faults().0 && seeds.is_restricted_file(file).unwrap() && seeds.open_file(file).unwrap().is_none());
    assert!(seeds.entity(TITLE).is_err());
    museum.erase(&[], &[file], Ground::Safety).unwrap();
    seeds.take(&museum.bundle());
    for site in [&mut museum, &mut seeds] {
        assert!(!site.folder().join("evidence").join(&file.0.to_string()[..2]).join(file.0.to_string()).exists());
        assert!(site.faults().0);
    }
    assert!(matches!(museum.take_out(file, &mut Vec::new()), Err(RegisterError::Unknown { .. })));
}

impl Site {
    /// The one source file that is here.
    fn drafts_file(&mut self) -> FileId {
        let files = self.files().files().unwrap();
        self.open();
        self.unlock(None).unwrap();
        assert_eq!(files.len(), 1);
        files[0]
    }
}

/// A person whom a restricted document in UTF-16 names takes the consent back: both files go, with their keys.
#[test]
fn consent_taken_back_reaches_restricted_files() {
    let mut museum = Site::first();
    let wide: Vec<u8> = [0xfeff].into_iter().chain(letter().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let path = write(&museum, &wide);
    museum.read_restricted(&path, None, &Published::default(), &|_, _| {}).unwrap();
    museum.record_drafts(&Which::All, true).unwrap();
    let person = museum.entity(NAME).unwrap();
    let mentions = museum.mentions(person).unwrap();
    assert_eq!(mentions.files.len(), 2);
    let erased = museum.erase(&mentions.claims, &mentions.files, Ground::ConsentWithdrawn).unwrap();
    assert_eq!(erased.keys, mentions.claims.len() + 2, "{erased:?}");
    museum.close();
    let keys = all_files(&museum.folder().with_file_name("home"));
    let keys = keys.iter().find(|path| path.ends_with("keys.json")).unwrap();
    let kept = fs::read_to_string(keys).unwrap();
    assert!(mentions.files.iter().all(|file| !kept.contains(&file.to_string())), "{kept}");
    museum.open();
    assert!(museum.faults().0);
    keeps_silent(&museum, &wide);
}

/// A claim by hand with a place in a restricted file is sealed as well; its sentence is shown after unlocking.
#[test]
fn a_place_in_a_restricted_file_restricts_the_claim() {
    let mut museum = Site::first();
    let path = write(&museum, letter().as_bytes());
    let text = museum.keep_file(&path, true).unwrap();
    assert_eq!(museum.keep_file(&path, true).unwrap(), text, "kept once");
    let mill = museum.building("Old mill");
    let start = letter().find("the jars").unwrap() as u64;
    let locator = Some(Locator::Text { text, span: Span { start, end: start + 39 }, place: None });
    let claim = Claim { locator, ..museum.claim(mill, "description", Value::text("jars under the stairs")) };
    let said = museum.record_said(&[claim]).unwrap();
    assert_eq!((said.recorded, said.sealed), (0, 1));
    assert!(!lies_about(&museum, b"jars"));
    let sentence = museum.context(text, Span { start, end: start + 39 }).unwrap();
    assert_eq!(sentence.as_deref(), Some("the jars were hidden under the stairs. "));
    let mut out = Vec::new();
    museum.take_out(text, &mut out).unwrap();
    assert_eq!(out, letter().into_bytes());
    museum.reopen();
    assert_eq!(museum.context(text, Span { start, end: start + 3 }).unwrap(), None, "not before unlocking");
    assert!(matches!(museum.take_out(text, &mut Vec::new()), Err(RegisterError::Locked)));
    let file = museum.folder().join("evidence").join(&text.0.to_string()[..2]).join(text.0.to_string());
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::File::create(&file).unwrap().write_all(&bytes).unwrap();
    let (sound, faults) = museum.faults();
    assert!(!sound && faults.contains(&"file-changed"), "{faults:?}");
    museum.unlock(None).unwrap();
    assert!(museum.take_out(text, &mut Vec::new()).is_err(), "changed bytes are not given out as if they were sound");
}
