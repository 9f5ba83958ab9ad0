//! The safekeeping of source files across devices, clocks and withdrawals.

use std::fs;
use std::sync::atomic::AtomicBool;

use daftar_register::claim::{Edtf, FileId, Ground, Speaker};
use daftar_register::view::{Ask, Audience, Break};
use daftar_register::{Collected, History, Moment, NewStep, Register, RegisterError};

use crate::site::{Site, keeper, merge_in_every_order};

/// Keeps a letter as a source file.
fn keep(site: &mut Site, name: &str, restricted: bool) -> FileId {
    let path = site.folder().with_file_name(name);
    fs::write(&path, format!("A letter of the committee, {name}.")).unwrap();
    site.keep_file(&path, restricted).unwrap()
}

fn history(register: &Register, file: FileId, ask: &Ask) -> History {
    register.history(file, register.standing(), ask).unwrap()
}

fn actions(history: &History) -> Vec<&str> {
    history.chain.steps.iter().map(|step| step.action.as_str()).collect()
}

fn breaks(history: &History) -> Vec<Break> {
    history.chain.misfits.iter().map(|misfit| misfit.what).collect()
}

fn handed(file: FileId, to: &str) -> NewStep {
    let mut step = NewStep::of(file, "transfer").hashes(Some(file), Some(file));
    step.custody.to = Some(to.to_owned());
    step
}

#[test]
fn a_file_comes_once_however_often_it_is_kept() {
    let mut site = Site::first();
    let entries = |site: &Site| site.logs().values().map(Vec::len).sum::<usize>();
    let file = keep(&mut site, "letter", false);
    let before = entries(&site);
    assert_eq!(keep(&mut site, "letter", false), file);
    let path = site.folder().with_file_name("letter");
    site.read(&path, None, &Default::default()).unwrap();
    assert_eq!(entries(&site), before, "reading what is kept adds nothing");
    let came = history(&site, file, &Ask::default());
    assert_eq!((actions(&came), breaks(&came)), (vec!["ingest"], vec![]));
    let step = &came.chain.steps[0];
    assert_eq!((step.before, step.after, step.by.name.as_deref()), (Some(file), Some(file), Some("Mill Museum")));
    assert_eq!(step.when, Edtf::parse("2033-05-01T10:00:00Z").ok());
}

#[test]
fn the_derived_text_of_a_document_says_what_it_was_made_from() {
    let mut site = Site::first();
    let path = site.folder().with_file_name("letter");
    let wide: Vec<u8> =
        "\u{feff}The Mill Museum was founded in 2014.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, wide).unwrap();
    site.read(&path, None, &Default::default()).unwrap();
    let files: Vec<FileId> = site.list_files(site.standing(), &keeper()).unwrap().iter().map(|one| one.file).collect();
    assert_eq!(files.len(), 2);
    let made_from = |file: FileId| history(&site, file, &keeper()).chain.steps[0].before.unwrap();
    let [one, other] = files[..] else { panic!("{files:?}") };
    assert_eq!(made_from(one), made_from(other), "both come from the one that was read");
    assert!(files.contains(&made_from(one)));
}

/// A peer gives its entries a time ten years back: its steps stand where its device had seen the others, and the break is named. All
/// sites show the same, in whatever order they heard.
#[test]
fn a_peers_clock_ten_years_back_turns_nothing_round() {
    let mut museum = Site::first();
    let file = keep(&mut museum, "letter", false);
    let mut seeds = museum.second(Some("House of Seeds"));
    seeds.moment = Moment::parse("2023-05-01").unwrap();
    seeds.take_step(&NewStep::of(file, "view").hashes(Some(file), Some(file))).unwrap();
    museum.take(&seeds.bundle());
    museum.take_step(&NewStep::of(file, "export").hashes(Some(file), Some(file))).unwrap();
    for site in merge_in_every_order(vec![museum, seeds]) {
        let history = history(&site, file, &keeper());
        assert_eq!(actions(&history), ["ingest", "view", "export"]);
        assert_eq!(breaks(&history), [Break::ClockBack]);
        assert_eq!(history.chain.misfits[0].step, Some(1));
    }
}

#[test]
fn names_and_places_are_sealed_and_go_when_a_person_withdraws() {
    let mut site = Site::first();
    let file = keep(&mut site, "letter", false);
    let (warda, claims) = site.new_entity("person", "Warda Marsawi", "en").unwrap();
    site.record(claims).unwrap();
    let told = site.take_step(&handed(file, "Warda Marsawi, at her house")).unwrap();
    assert!(told.sealed);
    assert!(site.files_with("at her house").is_empty(), "{:?}", site.files_with("at her house"));
    let by_her = NewStep { by: Some(Speaker::Entity(warda)), ..NewStep::of(file, "view") };
    assert!(site.take_step(&by_her).unwrap().sealed, "a person's doing is sealed");
    let collected = Collected { from: Some("https://courier.example/12".into()), ..Collected::default() };
    assert!(!site.take_step(&collected.step(file)).unwrap().sealed, "an address of the web is open");
    let open = NewStep { open: Some(true), ..handed(file, "the state archive") };
    assert!(!site.take_step(&open).unwrap().sealed, "unless the keeper says otherwise");
    assert_eq!(actions(&history(&site, file, &Ask::default())), ["collect", "ingest", "transfer"]);
    assert_eq!(history(&site, file, &keeper()).chain.steps.len(), 5);
    let mentions = site.mentions(warda).unwrap();
    assert!(mentions.claims.contains(&told.claim), "the step names her");
    site.erase(&mentions.claims, &[], Ground::ConsentWithdrawn).unwrap();
    assert_eq!(history(&site, file, &keeper()).chain.steps.len(), 3);
}

#[test]
fn steps_of_a_restricted_file_are_sealed_and_its_verification_is_open() {
    let mut site = Site::first();
    let (open, file) = (keep(&mut site, "open", false), keep(&mut site, "letter", true));
    assert!(site.take_step(&NewStep::of(file, "view")).unwrap().sealed);
    let run = site.prove_files(&[file, open], None, &AtomicBool::new(false), &|_, _| {}).unwrap();
    assert!(run.is_sound() && run.whole.len() == 2);
    site.record_run(&run).unwrap();
    let public = history(&site, file, &Ask::default());
    assert_eq!((actions(&public), public.restricted), (vec![], true), "nothing is told of it");
    assert_eq!(public.proved.unwrap().last_whole.as_deref(), Some("2033-05-01T10:00:00Z"));
    assert_eq!(actions(&history(&site, file, &keeper())), ["ingest", "view"]);
    assert_eq!(site.list_files(site.standing(), &keeper()).unwrap().len(), 2, "the list of the run is no source");
}

/// What one device hashed proves its own copy, not another's.
#[test]
fn a_verification_elsewhere_proves_the_copy_there() {
    let mut museum = Site::first();
    let file = keep(&mut museum, "letter", false);
    let mut seeds = museum.second(Some("House of Seeds"));
    let run = seeds.prove_files(&[], None, &AtomicBool::new(false), &|_, _| {}).unwrap();
    seeds.record_run(&run).unwrap();
    museum.take(&seeds.bundle());
    assert!(history(&museum, file, &keeper()).proved.is_none());
    assert!(history(&seeds, file, &keeper()).proved.unwrap().whole);
}

#[test]
fn a_damaged_original_is_neither_handed_out_nor_redacted() {
    let mut site = Site::first();
    let file = keep(&mut site, "letter", false);
    let name = file.0.to_string();
    let path = site.folder().join("evidence").join(&name[..2]).join(&name);
    fs::remove_file(&path).unwrap();
    fs::write(&path, "another letter").unwrap();
    let to = site.folder().with_file_name("copy");
    let error = site.hand_out(file, &to).unwrap_err();
    assert!(matches!(error, RegisterError::Ask(_)) && error.to_string().contains("repair"), "{error}");
    assert!(!to.exists());
    let public = site.folder().with_file_name("public");
    fs::write(&public, "A letter.").unwrap();
    assert!(site.redact(file, &public, "redacted").unwrap_err().to_string().contains("repair"));
    assert!(path.exists(), "nothing was erased");
}

#[test]
fn what_was_read_from_an_open_file_is_read_by_keepers_after_it_was_restricted() {
    let mut site = Site::first();
    let file = keep(&mut site, "letter", false);
    let public = site.folder().with_file_name("public");
    fs::write(&public, "A letter of [a body].").unwrap();
    let redacted = site.redact(file, &public, "redacted").unwrap();
    assert!(redacted.restricted_now && redacted.original != file);
    let words = site.text(file).unwrap();
    assert_eq!(words.as_deref(), Some("A letter of the committee, letter."), "under its old name");
    let again = site.redact(redacted.original, &public, "redacted").unwrap();
    assert!(!again.restricted_now && again.original == redacted.original);
    let history = history(&site, redacted.redacted, &Ask { audience: Audience::Public, ..Ask::default() });
    assert_eq!(actions(&history)[..2], ["ingest", "redact"]);
    assert_eq!(history.chain.steps[0].before, Some(redacted.original));
}
