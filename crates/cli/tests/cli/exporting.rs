//! A catalogue goes out as a sheet of statements, and comes in again elsewhere as the same statements.

use std::fs;
use std::path::Path;

use crate::device::{Computer, Device as _};

fn museum<'d>(folder: &'d Path, name: &'static str) -> Computer<'d> {
    let computer = Computer(folder, name);
    fs::create_dir(folder.join(name)).unwrap();
    let register = format!("{name}/mill.daftar");
    computer.well(&["init", &register, "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    computer
}

fn with_catalogue(folder: &Path) -> Computer<'_> {
    let mill = museum(folder, "mill");
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sanabel/catalogue.csv");
    fs::copy(catalogue, folder.join("catalogue.csv")).unwrap();
    mill.well(&["import", "catalogue.csv", "--yes"]);
    mill
}

const OBJECTS: [&str; 4] = ["--where", "kind=object", "--audience", "keeper"];

fn export(computer: &Computer<'_>, file: &str) -> Vec<String> {
    computer.well(&[&["export", file][..], &OBJECTS].concat());
    let text = fs::read_to_string(computer.0.join(file)).unwrap();
    text.split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_catalogue_comes_in_again_with_the_same_statements() {
    let folder = tempfile::tempdir().unwrap();
    let mill = with_catalogue(folder.path());
    // What a list cannot say: a denial, doubt, a time, a number with its unit, a text that is nobody's formula.
    let jar = "Storage jar with rope pattern";
    let text = "=2+2 'as a label'\n ends so ";
    let doubt = ["--certainty", "possible", "--when", "1931~"];
    let added = mill.json(&[&["add", jar, "description", text][..], &doubt].concat());
    mill.well(&["deny", added["claims"][0].as_str().unwrap(), "it never was"]);
    let card = mill.well(&["show", jar, "--audience", "keeper"]);
    assert!(card.contains("'as a label'") && card.contains("denied: it never was"), "{card}");
    let first = export(&mill, "first.csv");
    let shore = museum(folder.path(), "shore");
    let looked = shore.json(&["import", "first.csv", "--dry-run"]);
    let lines = first.len() as u64 - 2;
    assert_eq!(looked["imported"]["rows"].as_u64(), Some(lines), "a header, and nothing behind the last line end");
    assert!(shore.refused(&["show", jar]).contains("nothing here is called"), "nothing was recorded");
    let done = shore.json(&["import", "first.csv", "--yes"]);
    let imported = &done["imported"];
    assert_eq!((imported["statements"].as_u64(), imported["warned"].as_u64()), (Some(lines), Some(0)), "{imported}");
    // One statement of the catalogue is sealed, for its words name a donor: sealed anew, it has another id.
    let second = export(&shore, "second.csv");
    let other: Vec<_> = first.iter().zip(&second).filter(|(one, other)| one != other).collect();
    assert_eq!((second.len(), other.len()), (first.len(), 1), "{other:?}");
    assert!(other[0].0.contains(",yes,") && other[0].0.split("claim:").next() == other[0].1.split("claim:").next());
    assert_eq!(shore.well(&["show", jar, "--audience", "keeper"]), card);
    // Again it changes nothing, there and where it came from; and it is undone as one.
    for computer in [&shore, &mill] {
        let again = computer.json(&["import", "first.csv", "--yes"]);
        assert_eq!(again["imported"]["unchanged"].as_u64(), Some(lines), "{again}");
    }
    shore.well(&["undo"]);
    assert!(shore.refused(&["show", jar]).contains("nothing here is called"));
}

#[test]
fn what_was_changed_in_the_sheet_takes_its_place_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mill = with_catalogue(folder.path());
    export(&mill, "out.csv");
    let text = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    let changed = text.replacen(",Storage jar with rope pattern,", ",Great storage jar,", 1);
    assert_ne!(text, changed);
    let header = text.lines().next().unwrap().trim_start_matches('\u{feff}').trim();
    let place = |name: &str| header.split(',').position(|column| column == name).unwrap();
    let line = |cells: &[(&str, &str)]| {
        let mut line = vec![""; header.split(',').count()];
        cells.iter().for_each(|(column, cell)| line[place(column)] = cell);
        line.join(",") + "\r\n"
    };
    let added = [
        line(&[("subject", "a new bowl"), ("property", "kind"), ("value", "object")]),
        line(&[("subject", "a new bowl"), ("property", "name"), ("value", "'Ayn bowl"), ("language", "en")]),
        line(&[("subject", "a new bowl"), ("property", "height"), ("value", "tall")]),
        line(&[("subject", "a new bowl"), ("property", "hue"), ("value", "red")]),
    ];
    fs::write(folder.path().join("out.csv"), changed + &added.concat()).unwrap();
    let output = mill.command(&["import", "out.csv", "--yes", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "something was refused");
    let done: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let imported = &done["imported"];
    let counted = |name: &str| imported[name].as_u64().unwrap();
    let counts = ["replaced", "recorded", "refused", "warned"].map(counted);
    assert_eq!(counts, [1, 2, 2, 1], "{done}");
    let rows = done["rows"].to_string();
    assert!(rows.contains("is not a decimal number"), "{rows}");
    assert!(rows.contains("is not a property of any form here"), "{rows}");
    let jar = mill.well(&["show", "Great storage jar"]);
    assert!(jar.contains("MM 1") && !jar.contains("Storage jar with rope pattern"), "{jar}");
    assert!(mill.well(&["show", "'Ayn bowl"]).contains("'Ayn bowl"));
}

#[test]
fn what_is_sealed_is_sealed_again_and_the_public_gets_none_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let mill = with_catalogue(folder.path());
    mill.well(&["add", "Key of the mill", "description", "hidden behind the third stone", "--restricted"]);
    mill.well(&["export", "public.csv", "--where", "kind=object"]);
    let public = fs::read_to_string(folder.path().join("public.csv")).unwrap();
    assert!(public.contains("Key of the mill") && !public.contains("third stone") && !public.contains("Family Qandil"));
    let said = mill.well(&["export", "public.csv", "--where", "kind=object", "--force"]);
    assert!(said.contains("the public does not see them: --audience keeper"), "{said}");
    let first = export(&mill, "keeper.csv");
    assert!(first.iter().any(|line| line.contains("third stone") && line.contains(",yes,")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(folder.path().join("keeper.csv")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let shore = museum(folder.path(), "shore");
    let done = shore.json(&["import", "keeper.csv", "--yes"]);
    assert!(done["imported"]["sealed"].as_u64() > Some(0), "{done}");
    assert!(!shore.well(&["show", "Key of the mill"]).contains("third stone"));
    assert!(shore.well(&["show", "Key of the mill", "--audience", "keeper"]).contains("third stone"));
    // Nothing of the sheet lies in the notebook in the open.
    let grep = ["-rl", "third stone", "shore/mill.daftar"];
    let lying = std::process::Command::new("grep").args(grep).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8(lying.stdout).unwrap(), "");
    // The same, but for the ids of what is sealed.
    let bare = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().map(|line| line.split("claim:").next().unwrap().to_owned()).collect()
    };
    let (open, sealed): (Vec<String>, Vec<String>) = first.into_iter().partition(|line| !line.contains(",yes,"));
    let (open_again, sealed_again): (Vec<String>, Vec<String>) =
        export(&shore, "again.csv").into_iter().partition(|line| !line.contains(",yes,"));
    assert_eq!(open_again, open);
    assert_eq!(bare(sealed_again), bare(sealed));
}

#[test]
fn no_file_is_written_over_unasked_or_left_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let mill = with_catalogue(folder.path());
    fs::write(folder.path().join("mine.csv"), "mine").unwrap();
    let refused = mill.refused(&["export", "mine.csv"]);
    assert!(refused.contains("mine.csv: there is such a file: give another name, or --force"), "{refused}");
    assert_eq!(fs::read_to_string(folder.path().join("mine.csv")).unwrap(), "mine");
    assert!(mill.refused(&["export", "nowhere/out.csv"]).contains("nowhere"));
    let past = ["export", "past.csv", "--recorded", "2020-01-01"];
    assert!(mill.refused(&past).contains("--audience keeper"), "what was held before is for keepers");
    assert!(mill.refused(&[&past[..], &["--audience", "keeper"]].concat()).contains("leave out --at"));
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    // To standard output, with what is told beside it; and what was taken back is listed.
    let output = mill.command(&["export", "-", "Key of the mill", "--left-out", "left.jsonl"]).output().unwrap();
    assert!(output.stdout.starts_with("\u{feff}(card),property".as_bytes()));
    assert!(String::from_utf8(output.stderr).unwrap().contains(" statements about "));
    let added = mill.json(&["add", "Key of the mill", "description", "a mistake"]);
    let claim = added["claims"][0].as_str().unwrap();
    mill.well(&["retract", claim]);
    mill.well(&["export", "left.csv", "--left-out", "left.jsonl", "--force", "--audience", "keeper"]);
    let left = fs::read_to_string(folder.path().join("left.jsonl")).unwrap();
    assert!(left.contains(claim) && left.contains("\"why\":\"taken-back\""), "{left}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(folder.path().join("left.jsonl")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "it may name what is sealed");
    }
}
