//! A list imported from the command line: shown, recorded, accounted for, changed, undone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::device::{Computer, Device as _};

fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sanabel/catalogue.csv")
}

fn museum(folder: &Path) -> Computer<'_> {
    let mill = Computer(folder, "mill");
    fs::create_dir(folder.join("mill")).unwrap();
    mill.well(&["init", "mill/mill.daftar", "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    fs::copy(catalogue(), folder.join("catalogue.csv")).unwrap();
    mill
}

#[test]
fn a_catalogue_is_shown_then_imported_then_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mill = museum(folder.path());
    // Nobody can be asked here, and a guess is not obeyed unseen.
    let refused = mill.refused(&["import", "catalogue.csv"]);
    assert!(refused.contains("--dry-run") && refused.contains("--yes"), "{refused}");
    let looked = mill.json(&["import", "catalogue.csv", "--dry-run"]);
    assert_eq!((looked["imported"]["rows"].as_u64(), looked["dry-run"].as_bool()), (Some(60), Some(true)));
    assert!(mill.refused(&["show", "Key of the mill"]).contains("nothing here is called"), "nothing was recorded");
    let done = mill.json(&["import", "catalogue.csv", "--yes", "--report", "report.jsonl"]);
    let imported = &done["imported"];
    assert_eq!((imported["recorded"].as_u64(), imported["refused"].as_u64()), (Some(60), Some(0)), "{imported}");
    assert_eq!(fs::read_to_string(folder.path().join("report.jsonl")).unwrap().lines().count(), 60);
    let jar = mill.well(&["show", "Storage jar with rope pattern"]);
    assert!(jar.contains("MM 1") && jar.contains("61 cm") && jar.contains("جرة خزن بزخرفة حبل"), "{jar}");
    let same = mill.json(&["import", "catalogue.csv", "--yes"]);
    assert_eq!(same["imported"]["unchanged"], 60);
    let text = fs::read_to_string(folder.path().join("catalogue.csv")).unwrap();
    fs::write(
        folder.path().join("catalogue.csv"),
        text.replace("Case 6,with the first hands,safe,The last", "Case 1,with the first hands,missing,The last"),
    )
    .unwrap();
    let changed = mill.json(&["import", "catalogue.csv", "--yes"]);
    assert_eq!((changed["imported"]["replaced"].as_u64(), changed["imported"]["gone"].as_u64()), (Some(1), Some(2)));
    mill.well(&["undo"]);
    assert!(mill.well(&["show", "Key of the mill"]).contains("safe"));
}

#[test]
fn a_mapping_is_saved_mended_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let mill = museum(folder.path());
    mill.well(&["import", "catalogue.csv", "--save-mapping", "mapping.toml"]);
    let mapping = fs::read_to_string(folder.path().join("mapping.toml")).unwrap();
    assert!(mapping.contains("key = [\"No\"]") && mapping.contains("property = \"came-from\""), "{mapping}");
    fs::write(folder.path().join("mapping.toml"), mapping.replace("property = \"came-from\"", "property = \"hue\""))
        .unwrap();
    let refused = mill.refused(&["import", "catalogue.csv", "--mapping", "mapping.toml"]);
    assert!(refused.contains("\"Came from\": \"hue\" is no property of \"object\""), "{refused}");
    fs::write(folder.path().join("mapping.toml"), mapping.replace("property = \"came-from\"", "property = \"place\""))
        .unwrap();
    let done = mill.json(&["import", "catalogue.csv", "--mapping", "mapping.toml"]);
    assert_eq!(done["imported"]["recorded"], 60);
}

#[test]
fn refused_rows_go_into_a_list_of_their_own_and_the_program_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mill = museum(folder.path());
    fs::write(folder.path().join("list.csv"), "No,Title\n1,Jar\n1,Cup\n").unwrap();
    let output = mill.command(&["import", "list.csv", "--yes", "--refused", "refused.csv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("row 3, No, \"1\": row 2 has the same key; give each thing a key of its own"), "{said}");
    let refused = fs::read_to_string(folder.path().join("refused.csv")).unwrap();
    assert!(refused.contains("1,Cup,\"row 3: row 2 has the same key"), "{refused}");
    let arabic = ["import", "list.csv", "--dry-run", "--refused", "arabic.csv", "--lang", "ar", "--yes"];
    let said = String::from_utf8(mill.run(&arabic).stdout).unwrap();
    assert!(said.contains("الصف 3, No, \"1\": للصف 2 المفتاح نفسه؛ أعطِ كل شيء مفتاحًا ينفرد به"), "{said}");
    assert!(said.contains("الصفوف: 2 — ") && said.contains("ما رُفض: 1؛") && !said.contains("rows:"), "{said}");
    let refused = fs::read_to_string(folder.path().join("arabic.csv")).unwrap();
    assert!(refused.contains("daftar: رُفض لأن") && refused.contains("الصف 3: للصف 2 المفتاح نفسه"), "{refused}");
    // What is no list says what it is.
    fs::write(folder.path().join("photo.csv"), b"\xFF\xD8\xFF\xE0 no list").unwrap();
    assert!(mill.refused(&["import", "photo.csv", "--yes"]).contains("photo.csv: this is"));
}

#[test]
fn a_list_says_whether_days_or_months_come_first_and_goes_on_saying_it() {
    let folder = tempfile::tempdir().unwrap();
    let mill = museum(folder.path());
    fs::write(folder.path().join("days.csv"), "No,Title,Date\n1,Ration card,03/04/1931\n").unwrap();
    let doubted = mill.well(&["import", "days.csv", "--dry-run"]);
    assert!(doubted.contains("day and month may be the other way round"), "{doubted}");
    let done = mill.json(&["import", "days.csv", "--yes", "--dates", "day-first"]);
    assert_eq!(done["imported"]["warned"], 0, "{done}");
    assert!(mill.well(&["show", "Ration card"]).contains("3 April 1931"));
    let again = mill.json(&["import", "days.csv", "--yes"]);
    assert_eq!(again["imported"]["unchanged"], 1, "the mapping is kept with the list: {again}");
    mill.well(&["import", "days.csv", "--save-mapping", "mapping.toml"]);
    let mapping = fs::read_to_string(folder.path().join("mapping.toml")).unwrap();
    assert!(mapping.contains("dates = \"day-first\""), "{mapping}");
    fs::write(folder.path().join("mapping.toml"), mapping.replace("day-first", "month-first")).unwrap();
    let other = mill.json(&["import", "days.csv", "--mapping", "mapping.toml", "--yes"]);
    assert_eq!(other["imported"]["replaced"], 1, "{other}");
    assert!(mill.well(&["show", "Ration card"]).contains("4 March 1931"));
    fs::write(folder.path().join("mapping.toml"), mapping.replace("day-first", "year-first")).unwrap();
    assert!(mill.refused(&["import", "days.csv", "--mapping", "mapping.toml", "--yes"]).contains("year-first"));
}
