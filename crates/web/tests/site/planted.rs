//! The town with a secret of every kind planted in it: each is a word or two that stand nowhere else.

use std::path::Path;
use std::sync::OnceLock;

use axum::Router;
use daftar_register::claim::{ClaimId, EntityId, Locator};
use daftar_register::view::Audience;
use daftar_register::{Founding, Home, Published, Register, Shows, Told, Which, system_clock};
use daftar_web::{Options, app};

use crate::town::PLAN_PICTURE;

/// What only a keeper may read.
pub(crate) const SECRETS: [&str; 10] = [
    // A sealed name, which a published text names as well.
    "Qamarine Tellwright",
    // Sealed words.
    "beneath the third terrace",
    // Claims sealed after they were read from a published text; one of them was taken back since.
    "lantern light",
    "quillwater",
    // A person whom an unpublished letter names.
    "Vexley",
    // What a restricted source file says, and what one is called.
    "Plumthistle",
    "Ledger of Givers",
    // What waits as a suggestion.
    "Quernstone",
    // Where a sensitive place lies.
    "21.0371",
    "35.0283",
];

const BY_HAND: &str = include_str!("../../../../examples/sanabel/by-hand.toml");
const DOCUMENTS: [&str; 2] = [
    include_str!("../../../../examples/sanabel/siege-of-sanabel.txt"),
    include_str!("../../../../examples/sanabel/mill-museum.txt"),
];

const PLANTED: &str = r#"
source.title = "What the keeper was told"
source.author = "The keeper of the example"
claim = [
  { about = "Giver", property = "kind", code = "person", restricted = true, concerns = ["Giver"] },
  { about = "Giver", property = "name", text = "Qamarine Tellwright", lang = "en", restricted = true, concerns = ["Giver"] },
  { about = "Jar of the planted note", property = "kind", code = "object" },
  { about = "Jar of the planted note", property = "name", text = "Jar of the planted note", lang = "en" },
  { about = "Jar of the planted note", property = "note", text = "it lies beneath the third terrace", lang = "en", restricted = true },
  { about = "Jar of the planted note", property = "note", text = "see the Ledger of Givers", lang = "en", restricted = true },
  { about = "Old cistern", property = "kind", code = "water-point" },
  { about = "Old cistern", property = "name", text = "Old cistern", lang = "en" },
  { about = "Old cistern", property = "location", geometry = "POINT (21.0371 35.0283)", uncertainty = "20" },
]
"#;

const GAZETTE: &str = "= Mill Yard =\n\nThe Mill Yard was a museum in Sanabel, founded in 2014.\n\nIt was destroyed in May 2031, by \
                       lantern light.\n\nIts keeper was Qamarine Tellwright.\n\nIt was damaged in June 2029, at quillwater.\n";
const LETTER: &str = "= A letter =\n\nThe Grain Hall was a museum in Sanabel, founded in 2013.\n\nMuseum director Dorrin Vexley \
                      said that the hall was damaged in May 2030.\n";
const RESTRICTED: &str = "= Plumthistle House =\n\nThe Plumthistle House was a museum in Sanabel, founded in 2012.\n";
const WAITING: &str = "= Quernstone Hall =\n\nThe Quernstone Hall was a museum in Sanabel, founded in 2011.\n";

/// A site of the town with its secrets, which is made once.
pub(crate) fn site() -> Router {
    static TOWN: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = TOWN.get_or_init(make).path();
    let (register, home) = (folder.join("sanabel.daftar"), Home::at(folder.join("keys")));
    let address = "127.0.0.1:4750".parse().unwrap();
    let basemap = Some(folder.join(BASE_MAP));
    app(Options { address, register, home, lang: None, basemap, open: false, now: system_clock }).unwrap()
}

/// The keeper's own base map: its tiles are public, what its file is called is not.
const BASE_MAP: &str = "Plumthistle.pmtiles";

fn make() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (at, home) = (folder.path().join("sanabel.daftar"), Home::at(folder.path().join("keys")));
    let founding = Founding { place: "Sanabel".into(), keeper: "Keeper".into(), lang: "en".into(), passphrase: None };
    let (mut open, _) = Register::create(&at, &home, founding, system_clock).unwrap();
    open.record_by_hand(BY_HAND).unwrap();
    open.record_by_hand(PLANTED).unwrap();
    let courier = Published { publisher: Some("Rimal Courier".into()), date: None };
    for text in DOCUMENTS {
        read(&mut open, folder.path(), text, &courier, true);
    }
    read(&mut open, folder.path(), GAZETTE, &courier, true);
    for words in ["lantern light", "quillwater"] {
        while let Some(claim) = read_from(&open, words) {
            open.seal(claim, vec![]).unwrap();
            if words == "quillwater" {
                let sealed = open.sealed().unwrap().open.last().unwrap().claim.clone();
                open.retract(open.claim(&sealed).unwrap()).unwrap();
            }
        }
    }
    read(&mut open, folder.path(), LETTER, &Published::default(), true);
    read(&mut open, folder.path(), WAITING, &Published::default(), false);
    let restricted = folder.path().join("Ledger of Givers.txt");
    std::fs::write(&restricted, RESTRICTED).unwrap();
    let was = open.read_restricted(&restricted, None, &Published::default(), &|_, _| {}).unwrap();
    open.record_drafts(&Which::Document(was.source), true).unwrap();
    std::fs::remove_file(restricted).unwrap();
    pictures(&mut open, folder.path(), &courier);
    std::fs::write(folder.path().join(BASE_MAP), b"PMTiles\x03 and tiles").unwrap();
    folder
}

/// Pictures of one thing: one that is published, with a sealed name written into it, one that nobody published, one that is
/// restricted and called by a secret.
fn pictures(open: &mut Register, folder: &Path, courier: &Published) {
    let jar = Shows::Thing(open.entity("Jar of the planted note").unwrap());
    let path = folder.join("drawing.png");
    let all = [
        ("The jar", courier.clone(), false),
        ("The drawer", Published::default(), false),
        ("Plumthistle", courier.clone(), true),
    ];
    for (title, published, restricted) in all {
        std::fs::write(&path, [PLAN_PICTURE, b"Qamarine Tellwright", title.as_bytes()].concat()).unwrap();
        let told = Told { title: Some(title.into()), published, restricted, ..Told::default() };
        open.attach_pictures(&[("drawing.png".into(), path.clone())], &told, jar).unwrap();
    }
    std::fs::remove_file(path).unwrap();
}

fn read(open: &mut Register, folder: &Path, text: &str, published: &Published, record: bool) -> EntityId {
    let path = folder.join("document.txt");
    std::fs::write(&path, text).unwrap();
    let source = open.read(&path, None, published).unwrap().source;
    if record {
        open.record_drafts(&Which::Document(source), true).unwrap();
    }
    source
}

/// A statement that stands openly and was read from a sentence with these words.
fn read_from(open: &Register, words: &str) -> Option<ClaimId> {
    let heard = open.hear_all(open.standing(), Audience::Keeper).unwrap();
    let mut found = heard.statements.iter().filter(|one| one.stands() && !one.sealed);
    let one = found.find(|one| match one.claim.locator {
        Some(Locator::Text { text, span, .. }) if one.claim.property.as_str() != "withheld" => {
            open.context(text, span).unwrap().is_some_and(|sentence| sentence.contains(words))
        }
        _ => false,
    })?;
    Some(one.id)
}
