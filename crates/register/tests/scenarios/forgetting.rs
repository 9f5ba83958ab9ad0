//! What is gone, and why it is gone: erased, withheld, damaged. Erased means: in no byte of any file.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use daftar_register::claim::merkle::{proof, root_from_proof};
use daftar_register::claim::{BodyState, ClaimId, FileId, Ground, Hash, RecordingId, Value};
use daftar_register::store::verify;
use daftar_register::{Published, Which};

use crate::site::{Site, all_files, merge_in_every_order};

const SECRET: &str = "Quillaby of Tern Lane";

/// A document that names somebody.
const LETTER: &str = "= Tern Mill =\n\nThe Tern Mill was a museum in Sanabel, founded by Quillaby of Tern Lane in 2014. \
                      It was destroyed in January 2032. In May 2033 the roof was repaired by Quillaby of Tern Lane.\n";

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

/// Where a claim was recorded first.
fn place_of(site: &Site, claim: ClaimId) -> RecordingId {
    site.statement(claim).unwrap().recordings[0].id
}

/// Reads the letter; its suggestions wait, and beside them lies what a reading left that was interrupted.
fn read_letter(site: &mut Site) {
    let path = site.folder().with_file_name("letter.txt");
    fs::write(&path, LETTER).unwrap();
    site.read(&path, None, &Published::default()).unwrap();
    fs::write(site.folder().join("drafts").join(format!("{}.new", Hash::of(b"half"))), LETTER).unwrap();
}

/// Records the one suggestion whose sentence names somebody; the others wait on.
fn record_one(site: &mut Site) -> ClaimId {
    let drafts = site.drafts().unwrap();
    let draft = drafts.iter().find(|draft| draft.to_json().contains(SECRET)).unwrap();
    site.record_drafts(&Which::These(vec![draft.id()]), false).unwrap();
    site.ids_of(std::slice::from_ref(&draft.claim)).unwrap()[0]
}

/// Erases a claim of no account: this closes the segment in which it lies.
fn close_segment(site: &mut Site, claim: ClaimId) {
    site.erase(&[claim], &[], Ground::Mistake).unwrap();
}

/// Three copies on which the words lie wherever words can lie, and what of the museum's is to be erased.
struct Planted {
    museum: Site,
    seeds: Site,
    farm: Site,
    /// Beside the secret: what stays.
    left: ClaimId,
    recording: RecordingId,
    claims: Vec<ClaimId>,
}

fn plant() -> Planted {
    let mut museum = Site::first();
    let [left, secret, _] = three(&mut museum);
    let mill = museum.statement(left).unwrap().claim.subject.entity().unwrap();
    let filler = museum.say(&museum.claim(mill, "description", Value::text("of no account")));
    let mut seeds = museum.second(Some("House of Seeds"));
    let mut farm = museum.second(Some("Tern Farm"));
    close_segment(&mut museum, filler);
    seeds.take(&museum.bundle());
    read_letter(&mut museum);
    let read = record_one(&mut museum);
    let mut quoting = museum.claim(mill, "description", Value::text("a wide yard"));
    quoting.quote = Some(format!("as {SECRET} told us"));
    let quoting = museum.say(&quoting);
    seeds.take(&museum.bundle());
    read_letter(&mut seeds);
    let same = farm.statement(secret).unwrap().claim;
    assert_eq!(farm.say(&same), secret, "the farm has it from the museum and says it too");
    let recording = place_of(&museum, secret);
    Planted { museum, seeds, farm, left, recording, claims: vec![secret, read, quoting] }
}

/// Checks that the words lie in each kind of file.
fn lies_everywhere(site: &Site) {
    let files = site.files_with(SECRET);
    for part in ["drafts/", "evidence/", "index/", ".jsonl.zst", ".bodies.jsonl", ".new"] {
        assert!(
            files.iter().any(|file| file.contains(part) && (part != ".bodies.jsonl" || file.ends_with(part))),
            "{part}: {files:?}"
        );
    }
}

/// What is erased is gone from every byte of every copy that took the erasure, in whatever order; chains and proofs still
/// verify.
#[test]
fn erased_everywhere() {
    let mut planted = plant();
    let file = FileId(Hash::of(LETTER.as_bytes()));
    lies_everywhere(&planted.museum);
    lies_everywhere(&planted.seeds);
    planted.museum.erase(&planted.claims, &[file], Ground::ConsentWithdrawn).unwrap();
    planted.museum.knows_nothing_of(&[SECRET, "quillaby"]);
    let mut told = planted.seeds.twin();
    told.take(&planted.museum.bundle());
    told.knows_nothing_of(&[SECRET, "quillaby"]);
    let (recording, left) = (planted.recording, planted.left);
    for site in &mut merge_in_every_order(vec![planted.museum, planted.seeds, planted.farm]) {
        site.knows_nothing_of(&[SECRET, "quillaby"]);
        assert!(planted.claims.iter().all(|claim| site.statement(*claim).is_err()));
        assert!(site.faults().0, "{:?}", site.faults());
        let states = states(site, recording);
        assert_eq!(states[1], BodyState::Erased(planted.claims[0]));
        assert!(matches!(states[2], BodyState::Present(_)));
        prove(site, recording, left);
    }
}

/// What was erased is refused for ever: from an old copy, and from somebody who says the same. It is said that it is.
#[test]
fn an_erased_id_offered_again_is_refused() {
    let Planted { mut museum, mut seeds, farm, claims, .. } = plant();
    let old = seeds.twin();
    let file = FileId(Hash::of(LETTER.as_bytes()));
    museum.erase(&claims, &[file], Ground::ConsentWithdrawn).unwrap();
    seeds.take(&museum.bundle());
    museum.take(&seeds.bundle());
    for site in [&mut museum, &mut seeds] {
        for _ in 0..2 {
            let taken = site.take_bundle(&old.bundle()).unwrap();
            assert_eq!((taken.erased, taken.new_entries), (claims.len(), 0), "all that was erased came again");
            let refused: Vec<_> = taken.refused.iter().map(|refusal| refusal.why.as_str()).collect();
            assert_eq!(refused, [format!("{file} has been erased here and is not taken again")]);
            assert!(taken.refused[0].member.starts_with("evidence/"));
        }
        let taken = site.take_bundle(&farm.bundle()).unwrap();
        assert!(taken.erased == 3 && taken.new_entries > 0, "the farm's entry came, without the body: {taken:?}");
        site.knows_nothing_of(&[SECRET, "quillaby"]);
        site.reopen();
        assert!(claims.iter().all(|claim| site.statement(*claim).is_err()));
        assert!(site.faults().0, "{:?}", site.faults());
    }
    let path = museum.folder().with_file_name("letter.txt");
    let refused = museum.read(&path, None, &Published::default()).unwrap_err().to_string();
    assert!(refused.contains("has been erased here and is not taken again"), "{refused}");
    museum.knows_nothing_of(&[SECRET, "quillaby"]);
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
    drop(store);
    site.open();
}

/// What the sender keeps back is named as withheld, and not as erased; whoever has it may still give it.
#[test]
fn withheld_is_named() {
    let mut museum = Site::first();
    let mut seeds = museum.second(Some("House of Seeds"));
    let [_, secret, _] = three(&mut museum);
    let farm = museum.second(Some("Tern Farm"));
    let recording = place_of(&museum, secret);
    seeds.take(&museum.bundle_without(&[secret]));
    seeds.reopen();
    assert_eq!(states(&mut seeds, recording)[1], BodyState::Withheld(secret));
    assert!(seeds.faults().0 && seeds.statement(secret).is_err());
    assert_eq!(seeds.files_with(SECRET), [] as [String; 0]);
    let mut third = farm_from(&seeds);
    assert_eq!(states(&mut third, recording)[1], BodyState::Withheld(secret), "handed on, it stays withheld");
    for site in &mut merge_in_every_order(vec![museum, seeds, farm]) {
        assert!(matches!(states(site, recording)[1], BodyState::Present(_)));
        assert!(site.faults().0, "{:?}", site.faults());
    }
}

/// A site that knows only what another one gave it.
fn farm_from(seeds: &Site) -> Site {
    Site::from_bundle(&seeds.bundle(), Some("Tern Farm"))
}

/// What happens to the line that names somebody.
const HARMS: [fn(&str) -> String; 2] = [
    |lines| lines.replace(SECRET, "Quillaby of Fern Lane"),
    |lines| lines.split_inclusive('\n').filter(|line| !line.contains(SECRET)).collect(),
];

/// Applies a harm to every file of bodies, frame by frame where it is compressed.
fn harm(folder: &Path, harm: fn(&str) -> String) {
    let holds = |path: &PathBuf| path.to_string_lossy().contains("bodies");
    for path in all_files(folder).into_iter().filter(holds) {
        let bytes = fs::read(&path).unwrap();
        let text = |bytes: Vec<u8>| harm(&String::from_utf8(bytes).unwrap()).into_bytes();
        let harmed: Vec<u8> = match path.extension().is_some_and(|ending| ending == "zst") {
            true => {
                frames(&bytes).into_iter().flat_map(|frame| zstd::encode_all(&text(frame)[..], 3).unwrap()).collect()
            }
            false => text(bytes),
        };
        fs::write(&path, harmed).unwrap();
    }
}

/// What each frame of a closed segment holds.
fn frames(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let mut decoder = zstd::Decoder::with_buffer(bytes).unwrap().single_frame();
        let mut frame = Vec::new();
        decoder.read_to_end(&mut frame).unwrap();
        bytes = decoder.finish();
        frames.push(frame);
    }
    frames
}

/// A line that was changed or lost on the disk is damage and no erasure, also beside an erased one: named with its claim,
/// in open and closed segments; a copy that has it mends it.
#[test]
fn damaged_is_named_as_damage() {
    for closed in [false, true] {
        for what in HARMS {
            let mut museum = Site::first();
            let [left, secret, other] = three(&mut museum);
            let seeds = museum.second(Some("House of Seeds"));
            let recording = place_of(&museum, secret);
            if closed {
                close_segment(&mut museum, other);
            }
            museum.close();
            harm(&museum.folder(), what);
            let report = verify(&museum.folder(), None, &|_, _| {}).unwrap();
            let named: Vec<_> =
                report.findings.iter().map(|f| (f.code, f.place.claim.clone(), f.place.position)).collect();
            assert_eq!(named, [("body-changed", Some(secret.to_string()), Some(recording.position))]);
            museum.open();
            let now = states(&mut museum, recording);
            assert!(matches!(&now[0], BodyState::Present(_)) && museum.statement(left).is_ok());
            assert_eq!(now[1], BodyState::Damaged(Some(secret)));
            assert_eq!(now[2] == BodyState::Erased(other), closed, "{now:?}");
            museum.take(&seeds.bundle());
            assert!(matches!(states(&mut museum, recording)[1], BodyState::Present(_)), "mended");
            assert!(museum.faults().0, "{:?}", museum.faults());
        }
    }
}
