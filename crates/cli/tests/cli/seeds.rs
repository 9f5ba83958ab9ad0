//! The lots of a seed bank from the command line: books, forecasts, what to save and test first, archives for others.

use std::fs::{self, File};
use std::io::Read as _;

use crate::device::{Computer, Device as _};

/// The house of seeds with a jar of durum that was tested, and one of spinach that never was.
const HOUSE: [&[&str]; 18] = [
    &["Hill wheat", "name", "Hill wheat", "--kind", "accession"],
    &["Hill wheat", "number", "HS 003"],
    &["Hill wheat", "genus", "Triticum"],
    &["Hill wheat", "species", "aestivum"],
    &["Hill wheat", "crop", "Wheat"],
    &["Jar 1", "of-accession", "Hill wheat", "--kind", "lot"],
    &["Jar 1", "quantity", "3 kg"],
    &["Jar 1", "thousand-seed-weight", "42 g"],
    &["Jar 1", "temperature", "20 °C"],
    &["Jar 1", "moisture", "10 %"],
    &["Jar 1", "moisture-basis", "fresh"],
    &["Test 1", "about", "Jar 1", "--kind", "germination-test"],
    &["Test 1", "date", "2031-12-10"],
    &["Test 1", "seeds-sown", "100"],
    &["Test 1", "germinated", "96"],
    &["Gift", "about", "Jar 1", "--kind", "distribution"],
    &["Gift", "date", "2031-10-02"],
    &["Gift", "quantity", "500 g"],
];

fn house(folder: &std::path::Path) -> Computer<'_> {
    let house = Computer(folder, "house");
    fs::create_dir(folder.join("house")).unwrap();
    house.well(&["init", "house/mill.daftar", "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    for words in HOUSE {
        house.well(&[&["add"], words].concat());
    }
    house
}

const DAY: [&str; 2] = ["--day", "2032-05-01"];

#[test]
fn lots_have_a_book_and_a_forecast_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path());
    let said = house.well(&[&["lots"], &DAY[..]].concat());
    assert!(said.contains("2495.8 g") && said.contains("comes up today"), "{said}");
    let arabic = house.well(&[&["lots", "Jar 1", "--lang", "ar"], &DAY[..]].concat());
    assert!(arabic.contains("زُرعت للاختبار 100 بذرة = 4.2 غ") && arabic.contains("تحت الحد"), "{arabic}");
    let lot = house.json(&[&["lots", "Jar 1"], &DAY[..]].concat());
    let known = &lot["forecast"]["known"];
    assert!(known["now"]["low"].as_f64() < known["now"]["high"].as_f64(), "{lot}");
    let strict = house.json(&[&["lots", "Jar 1", "--below", "95"], &DAY[..]].concat());
    assert!(strict["forecast"]["known"]["best"].as_str() < known["best"].as_str());
    assert!(house.refused(&["lots", "--below", "850"]).contains("from 1 to 99"));
    assert!(house.refused(&["lots", "--day", "2032"]).contains("one day"));
}

#[test]
fn what_to_save_and_test_first_is_told_with_its_terms() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path());
    let said = house.well(&[&["save-first"], &DAY[..]].concat());
    assert!(said.contains("Hill wheat") && said.contains("no copy elsewhere ×3"), "{said}");
    let list = house.json(&[&["save-first", "--weight", "no-copy=6"], &DAY[..]].concat());
    assert_eq!(list["ranked"][0]["rank"]["terms"][0]["times"].as_f64(), Some(6.0), "{list}");
    assert!(house.refused(&["save-first", "--weight", "no-copy=-1"]).contains("above 0"));
    assert!(house.refused(&["save-first", "--weight", "no-copy"]).contains("TERM=NUMBER"));
    let plan = house.well(&[&["test-plan"], &DAY[..]].concat());
    assert!(plan.contains("Jar 1") && plan.contains("sown so far 40"), "{plan}");
}

#[test]
fn nobody_takes_more_than_the_book_has() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path());
    house.well(&["add", "Second gift", "about", "Jar 1", "--kind", "distribution"]);
    let refused = house.refused(&["add", "Second gift", "quantity", "2600 g"]);
    assert!(refused.contains("Jar 1 has 2495.8 g left") && refused.contains("nothing was recorded"), "{refused}");
    house.well(&["add", "Second gift", "quantity", "2400 g"]);
    let lot = house.json(&["lots", "Jar 1"]);
    assert_eq!(lot["book"]["left"]["some"]["low"], "95.8", "{lot}");
}

#[test]
fn accessions_go_out_as_a_darwin_core_archive_and_are_scored() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path());
    let scores = house.json(&["mcpd", "score"]);
    let first = &scores["completeness"][0];
    // GENUS 120, SPECIES 80, CROPNAME 45; ACCENAME 40 where the status is not known.
    assert_eq!(first["hundredths"].as_u64(), Some(285), "{scores}");
    assert!(house.well(&["mcpd", "score"]).contains("2.85  HS 003"));
    assert!(house.refused(&["export", "-", "--as", "darwin-core"]).contains("zip"));
    house.well(&["export", "seeds.zip", "--as", "darwin-core"]);
    let mut archive = zip::ZipArchive::new(File::open(folder.path().join("seeds.zip")).unwrap()).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let occurrence = text("occurrence.csv");
    let [header, row] = occurrence.lines().collect::<Vec<_>>()[..] else { panic!("{occurrence}") };
    let cells: Vec<(&str, &str)> = header.split(',').zip(row.split(',')).collect();
    for cell in
        [("basisOfRecord", "LivingSpecimen"), ("catalogNumber", "HS 003"), ("scientificName", "Triticum aestivum")]
    {
        assert!(cells.contains(&cell), "{cell:?}: {cells:?}");
    }
    assert!(text("germplasm.csv").contains("Hill wheat"));
    assert_eq!(text("meta.xml").matches("<field ").count(), header.split(',').count() + 16);
    assert!(text("eml.xml").contains("<title>Sanabel</title>"));
}

#[test]
fn names_are_compared_with_a_list_and_nothing_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path());
    assert!(house.well(&["mcpd", "names"]).contains("1 accessions; names in the list: 1; not in it: 0"));
    for words in [
        ["Old tomato", "number", "HS 090", "--kind", "accession"],
        ["Slip", "number", "HS 091", "--kind", "accession"],
        ["Bean", "number", "HS 092", "--kind", "accession"],
    ] {
        house.well(&[&["add"], &words[..]].concat());
    }
    for [card, property, value] in [
        ["Old tomato", "genus", "Lycopersicon"],
        ["Old tomato", "species", "esculentum"],
        ["Slip", "genus", "Spinacia"],
        ["Slip", "species", "oleraceae"],
        ["Bean", "crop", "فول"],
    ] {
        house.well(&["add", card, property, value]);
    }
    let told = house.run(&["mcpd", "names"]);
    assert_eq!(told.status.code(), Some(1), "something is to be looked at");
    let said = String::from_utf8(told.stdout).unwrap();
    for part in
        ["the list has it as Solanum lycopersicum", "perhaps Spinacia oleracea is meant", "the list has Vicia faba"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let arabic = String::from_utf8(house.run(&["mcpd", "names", "--lang", "ar"]).stdout).unwrap();
    assert!(arabic.contains("هو في القائمة Solanum lycopersicum"), "{arabic}");
    assert!(house.well(&["show", "Old tomato"]).contains("esculentum"));

    fs::write(
        folder.path().join("own.csv"),
        "ScientificName,AUTH,SYNO\nLycopersicon esculentum,Mill.,Solanum lycopersicum L.\n",
    )
    .unwrap();
    let own = String::from_utf8(house.run(&["mcpd", "names", "--list", "own.csv", "HS 090"]).stdout).unwrap();
    assert!(own.contains("names in the list: 1"), "{own}");
    fs::write(folder.path().join("none.csv"), "a,b\n1,2\n").unwrap();
    assert!(house.refused(&["mcpd", "names", "--list", "none.csv"]).contains("no column of names"));
}
