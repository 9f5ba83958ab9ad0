//! Grades of damage as others give them, from the command line: kept as they are, read by a crosswalk that is shown.

use std::fs;

use crate::device::{Computer, Device as _};

#[test]
fn a_grade_keeps_its_words_and_says_how_it_was_seen() {
    let folder = tempfile::tempdir().unwrap();
    let house = Computer(folder.path(), "house");
    fs::create_dir(folder.path().join("house")).unwrap();
    house.well(&["init", "house/mill.daftar", "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    let add = |property: &str, value: &str, more: &[&str]| {
        house.json(&[&["add", "Old Mill", property, value], more].concat())
    };
    add("name", "Old Mill", &["--kind", "building"]);
    let graded = add("state", "unosat-damage/severe", &["--when", "2032-01-12"]);
    add("state", "copernicus-damage/damaged", &["--when", "2032-01-13"]);
    let claim = graded["claims"][0].as_str().unwrap().to_owned();
    let said = house.well(&["condition", "Old Mill"]);
    assert!(said.contains("Damaged (Copernicus EMS), mapped to damaged or severely damaged"), "{said}");
    let arabic = house.well(&["condition", "Old Mill", "--lang", "ar"]);
    assert!(arabic.contains("ويقابله تقريبًا"), "{arabic}");
    house.well(&[
        "seen",
        &claim,
        "satellite",
        "--sensor",
        "WorldView-3",
        "--image",
        "2032-01-12",
        "--compared",
        "2031-10-01",
    ]);
    let card = house.well(&["show", "Old Mill"]);
    for part in ["in satellite images", "WorldView-3", "1 October 2031"] {
        assert!(card.contains(part), "{part}: {card}");
    }
    let refused = house.refused(&["add", "Old Mill", "state", "unosat-damage/awful"]);
    assert!(refused.contains("ems98/…"), "{refused}");
    assert!(house.refused(&["seen", &claim, "dreamt"]).contains("testimony"));
}
