//! What is gone, and why it is gone: erased, withheld, damaged. Erased means: in no byte of any file.

use std::fs;

use daftar_register::claim::merkle::{proof, root_from_proof};
use daftar_register::claim::{BodyState, ClaimId, Ground, RecordingId, Value};

use crate::site::{Site, all_files};

const SECRET: &str = "Quillaby of Tern Lane";

/// Whether these words lie in any file of the register's folder, as they are.
fn lies_about(site: &Site, words: &str) -> bool {
    let has = |bytes: &[u8]| bytes.windows(words.len()).any(|part| part == words.as_bytes());
    all_files(&site.folder()).iter().any(|path| has(&fs::read(path).unwrap()))
}

/// The states of the bodies of a claim's entry, with the claim's place among them.
fn states(site: &mut Site, recording: RecordingId) -> Vec<BodyState> {
    let states = site.files().bodies(recording.entry).unwrap();
    site.open();
    states
}

/// A mill with three descriptions in one entry, the second of which names somebody.
fn three(site: &mut Site) -> [ClaimId; 3] {
    let mill = site.building("Old mill");
    let texts = ["two floors", SECRET, "red door"];
    let claims = texts.map(|text| site.claim(mill, "description", Value::text(text)));
    site.record(claims.clone()).unwrap();
    site.ids_of(&claims).unwrap().try_into().unwrap()
}

/// What is erased is gone from every byte of every copy that took the erasure; chains and proofs still verify, and an old
/// copy's bundle does not bring it back.
#[test]
fn erased_everywhere_and_for_ever() {
    let mut museum = Site::first();
    let [left, secret, _] = three(&mut museum);
    let mut seeds = museum.second(Some("House of Seeds"));
    let old = seeds.twin();
    let recording = museum.statement(secret).unwrap().recordings[0].id;
    assert!(lies_about(&museum, SECRET) && lies_about(&seeds, SECRET));
    museum.erase(&[secret], &[], Ground::ConsentWithdrawn).unwrap();
    seeds.take(&museum.bundle());
    for site in [&mut museum, &mut seeds] {
        site.take_bundle(&old.bundle()).unwrap();
        site.reopen();
        assert!(site.statement(secret).is_err());
        assert!(!lies_about(site, SECRET));
        assert!(site.faults().0, "{:?}", site.faults());
        let states = states(site, recording);
        assert_eq!(states[1], BodyState::Erased(secret));
        assert!(matches!(states[2], BodyState::Present(_)));
    }
    prove(&mut museum, recording, left);
}

/// The claim before an erased one is still proved to be in its entry.
fn prove(site: &mut Site, recording: RecordingId, claim: ClaimId) {
    let store = site.files();
    let id = |body: BodyState| match body {
        BodyState::Present(bytes) => daftar_register::claim::Body::id_of(&bytes).0,
        BodyState::Erased(id) => id.0,
        other => panic!("{other:?}"),
    };
    let ids: Vec<_> = store.bodies(recording.entry).unwrap().into_iter().map(id).collect();
    let at = recording.position as usize - 1;
    let root = root_from_proof(claim.0, at, ids.len(), &proof(&ids, at));
    assert_eq!(root, Some(store.header(recording.entry).unwrap().header.root));
}

/// What the sender keeps back is named as withheld.
#[test]
fn withheld_is_named() {
    let mut museum = Site::first();
    let seeds = museum.second(Some("House of Seeds"));
    let mut seeds = seeds;
    let [_, secret, _] = three(&mut museum);
    let recording = museum.statement(secret).unwrap().recordings[0].id;
    let bundle = museum.bundle_without(&|id| id == secret);
    seeds.take(&bundle);
    seeds.reopen();
    assert_eq!(states(&mut seeds, recording)[1], BodyState::Withheld(secret));
    assert!(seeds.faults().0 && seeds.statement(secret).is_err());
}

/// A line that was lost on the disk is damage, not an erasure.
#[test]
fn damaged_is_named_as_damage() {
    let mut site = Site::first();
    let [_, secret, _] = three(&mut site);
    let recording = site.statement(secret).unwrap().recordings[0].id;
    site.close();
    let holds = |path: &std::path::PathBuf| path.to_string_lossy().contains("bodies");
    for path in all_files(&site.folder()).into_iter().filter(holds) {
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace(SECRET, "Quillaby of Fern Lane")).unwrap();
    }
    assert!(!site.faults().0);
    site.open();
    assert!(matches!(states(&mut site, recording)[1], BodyState::Damaged(_)));
}
