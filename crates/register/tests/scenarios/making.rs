//! The register that is kept: a little of everything that a register can hold, told of the invented town.

use std::fs;

use daftar_register::claim::{Claim, ClaimId, Edtf, EntityId, Ground, Preference, PropertyId, Subject, Value};
use daftar_register::{Published, Which};

use crate::site::{Site, today};

const BY_HAND: &str = r#"
[source]
title = "Card file of the Mill Museum, written again from memory"
author = "The committee of the invented example"
published = "2032-06-01"
languages = ["en", "ar"]

[[claim]]
about = "Sanabel"
property = "location"
geometry = "POINT (21.0000 35.0000)"
uncertainty = "500"

[[claim]]
about = "Storage jar"
property = "kind"
code = "object"

[[claim]]
about = "Storage jar"
property = "name"
text = "Storage jar"
lang = "en"

[[claim]]
about = "Storage jar"
property = "name"
text = "جرة خزن"
lang = "ar"

[[claim]]
about = "Storage jar"
property = "made"
date = "-3200~"
certainty = "probable"

[[claim]]
id = "cause"
about = "Storage jar"
property = "state"
code = "damaged"
when = "2032-01-12"
said_by = "Rimal Courier"
stated = "2032-01-14"
quote = "a jar lay broken on the stairs"

[[claim]]
about_claim = "cause"
property = "deny"
text = "No jar was on the stairs."
lang = "en"
said_by = "Harbour Command"
stated = "2032-01-15"

[[claim]]
about = "Coins"
property = "kind"
code = "object"

[[claim]]
about = "Coins"
property = "name"
text = "Coins"

[[claim]]
about = "Coins"
property = "lost"
low = 40
when = "2032"

[[claim]]
about = "Coins"
property = "maker"
unknown = true

[[claim]]
about = "Coins"
property = "inscription"
none = true

[[claim]]
about = "Wadha"
property = "kind"
code = "person"

[[claim]]
about = "Wadha"
property = "name"
text = "Wadha Ternlane"

[[claim]]
about = "Storage jar"
property = "given-by"
entity = "Wadha"
restricted = true
concerns = ["Wadha"]
"#;

const REPORT: &str = "= Mill Museum =\n\nInvented example.\n\nThe Mill Museum was a museum in Sanabel. Founded in 2014, it was \
                      destroyed in January 2032. It was repaired in May 2033.\n";

const LETTER: &str = "= Mill Museum =\n\nInvented example.\n\nThe Mill Museum was damaged in December 2031. The House of Seeds in \
                      Sanabel was destroyed by fire in January 2032.\n";

/// A form of a kind that no shipped form knows.
const KILN: &str = "version = 1\nkind = \"kiln\"\nlabel = { en = \"kiln\", ar = \"فرن\" }\nproperties = [\"heat\"]\n\
                    [[property]]\nid = \"heat\"\nlabel = { en = \"heat\", ar = \"الحرارة\" }\ntype = \"number\"\nfold = \"holds\"\n";

/// The museum's copy, after a while.
pub(crate) fn town() -> Site {
    let mut museum = Site::first();
    museum.record_by_hand(BY_HAND).unwrap();
    read(&mut museum, "report.txt", REPORT);
    museum.record_drafts(&Which::All, true).unwrap();
    changed(&mut museum);
    forgotten(&mut museum);
    let mut seeds = museum.second(Some("House of Seeds"));
    answered(&mut museum, &mut seeds);
    read(&mut museum, "letter.txt", LETTER);
    museum.adopt_profiles(&[KILN.to_owned()]).unwrap();
    museum
}

/// Reads a published document; its suggestions wait.
fn read(site: &mut Site, name: &str, text: &str) {
    let path = site.folder().with_file_name(name);
    fs::write(&path, text).unwrap();
    let published = Published { publisher: Some("Rimal Courier".into()), date: Edtf::parse("2033-04-02").ok() };
    assert!(site.read(&path, None, &published).unwrap().drafts > 0);
}

fn jar(site: &Site) -> EntityId {
    site.entity("Storage jar").unwrap()
}

/// An edit, something taken back, a wrong time put right.
fn changed(museum: &mut Site) {
    let jar = jar(museum);
    let described = |site: &Site, text: &str| site.claim(jar, "description", Value::text(text));
    let old = museum.say(&described(museum, "two handles"));
    let new = described(museum, "one handle");
    museum.replace(old, &new).unwrap();
    let doubted = museum.say(&described(museum, "a lid of wood"));
    museum.retract(doubted).unwrap();
    let entry = museum.last_work().unwrap();
    museum.correct_time(entry.number, entry.number, Some(today())).unwrap();
}

/// A statement and a file that are erased; this closes the segment.
fn forgotten(museum: &mut Site) {
    let path = museum.folder().with_file_name("forgotten.txt");
    fs::write(&path, "= Old Mill =\n\nInvented example. The Old Mill was a museum in Sanabel.\n").unwrap();
    museum.read(&path, None, &Published::default()).unwrap();
    let file = daftar_register::claim::FileId(daftar_register::claim::Hash::of(&fs::read(&path).unwrap()));
    let named =
        museum.say(&museum.claim(jar(museum), "description", Value::text("it stood in the house of Wadha Ternlane")));
    museum.erase(&[named], &[file], Ground::ConsentWithdrawn).unwrap();
}

/// What a second party says, some of which it keeps back; and what it would have erased.
fn answered(museum: &mut Site, seeds: &mut Site) {
    let jar = jar(museum);
    let made = seeds.say(&made(seeds, jar, "-2900"));
    seeds.say(&prefer(seeds, made));
    let (vessel, claims) = seeds.new_entity("object", "Grain vessel", "en").unwrap();
    seeds.record(claims).unwrap();
    seeds.say(&seeds.claim(vessel, "same-as", Value::Entity(jar)));
    museum.say(&museum.claim(vessel, "different-from", Value::Entity(jar)));
    let kept_back = seeds.say(&seeds.claim(vessel, "description", Value::text("it lies in the second house")));
    let name = museum.holding(jar, "description")[0];
    seeds.erase(&[name], &[], Ground::Mistake).unwrap();
    museum.take(&seeds.bundle_without(&[kept_back]));
}

fn made(site: &Site, jar: EntityId, date: &str) -> Claim {
    site.claim(jar, "made", Value::Date(Edtf::parse(date).unwrap()))
}

fn prefer(site: &Site, first: ClaimId) -> Claim {
    let wish = Preference { first, over: Vec::new(), supersedes: Vec::new() };
    let prefer = PropertyId::parse("prefer").unwrap();
    Claim::new(Subject::Claim(first), prefer, Value::Preference(wish), site.keeper().unwrap())
}
