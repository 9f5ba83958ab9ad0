//! Profiles: a new kind is a file; what is wrong with one is said with its line.

use std::fs;

use crate::device::{Computer, Device as _};

const KILN: &str = r#"version = 1
kind = "kiln"
label = { en = "kiln", ar = "فرن" }
plural = { en = "kilns", ar = "أفران" }
properties = ["name", "heat", "place"]
first = ["name", "heat", "place"]

[[level]]
id = "least"
label = { en = "the least", ar = "الأقل" }
standard = "Mill Museum"
requires = ["name", "heat"]

[[property]]
id = "heat"
label = { en = "heat", ar = "الحرارة" }
section = "identity"
type = "number"
fold = "holds"
standards = { "cidoc-crm" = "P43 has dimension" }
"#;

#[test]
fn a_new_kind_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    fs::create_dir(folder.path().join("mill")).unwrap();
    mill.well(&["init", "mill/mill.daftar", "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    fs::write(folder.path().join("kiln.toml"), KILN).unwrap();
    assert_eq!(mill.well(&["profiles", "check", "kiln.toml"]), "Nothing is wrong.\n");
    let kinds = mill.json(&["profiles"]).as_array().unwrap().len();
    let added = mill.json(&["profiles", "add", "kiln.toml"]);
    assert_eq!((added["new"].as_u64(), added["kinds"].as_u64()), (Some(1), Some(kinds as u64 + 1)));
    assert_eq!(mill.json(&["profiles", "add", "kiln.toml"])["new"], 0, "nothing is written twice");
    assert_eq!(mill.json(&["profiles", "update"])["new"], 0, "the program's own are in force");
    let kiln = mill.json(&["profiles", "show", "فرن"]);
    assert_eq!(kiln["levels"][0]["requires"], serde_json::json!(["name", "heat"]));
    assert_eq!(kiln["properties"][1]["standards"]["cidoc-crm"], "P43 has dimension");
    mill.well(&["add", "Mill kiln", "heat", "900 C", "--kind", "kiln"]);
    assert!(mill.well(&["show", "Mill kiln"]).contains("900 C"));
    assert!(mill.refused(&["profiles", "show", "oven"]).contains("is no kind here; there are: "));
}

#[test]
fn whether_a_well_works_is_told_after_a_time_that_the_keeper_sets() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    fs::create_dir(folder.path().join("mill")).unwrap();
    mill.well(&["init", "mill/mill.daftar", "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    mill.well(&["add", "Mill well", "function", "functional", "--kind", "water-point"]);
    let told = |clock: &str, audience: &str| {
        let mut command = mill.command(&["show", "Mill well", "--audience", audience]);
        let output = command.env("DAFTAR_CLOCK", clock).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().contains("works")
    };
    let (soon, late) = ("2100-01-01T00:00:00Z", "2200-01-01T00:00:00Z");
    assert!(told(soon, "keeper"));
    let held = || mill.json(&["profiles", "hold-back"]);
    assert_eq!(held(), serde_json::json!([{ "property": "function", "held_back_days": 180 }]));
    assert!(mill.well(&["profiles", "show", "water-point"]).contains("restricted until 180 days after it was said"));
    mill.well(&["profiles", "hold-back", "function", "--days", "36500"]);
    assert!(!told(soon, "public") && told(late, "public"));
    mill.well(&["profiles", "hold-back", "function", "--days", "1"]);
    assert!(told(soon, "public"));
    assert_eq!(mill.json(&["profiles", "update"])["new"], 0, "what the keeper set stays");
    assert_eq!(held()[0]["held_back_days"], 1);
    assert!(mill.refused(&["profiles", "hold-back", "donor", "--days", "1"]).contains("there is: function"));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let nobody = Computer(folder.path(), "nobody");
    let wrong =
        KILN.replace("\"heat\", \"place\"]\n\n", "\"smoke\"]\n\n").replace("fold = \"holds\"", "fold = \"happens\"");
    fs::write(folder.path().join("wrong.toml"), wrong.replace("id = \"heat\"", "id = \"made\"")).unwrap();
    fs::write(folder.path().join("torn.toml"), &KILN[..200]).unwrap();
    let output =
        nobody.command(&["profiles", "check", "wrong.toml", "torn.toml"]).env_remove("DAFTAR").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    let lines = [
        "wrong.toml:5: error: no profile defines the property \"heat\"",
        "wrong.toml:6: error: \"smoke\" is asked first, but is not among the kind's properties",
        "wrong.toml:15: error: made is in force with another type, fold: rules never change; give it a new id",
        "torn.toml: error: TOML parse error at line 9",
    ];
    for line in lines {
        assert!(said.contains(line), "{line}\n{said}");
    }
}
