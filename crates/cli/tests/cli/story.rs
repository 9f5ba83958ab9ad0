//! The seed bank of the example, from its lists to a second beginning, as `examples/sanabel/seeds/story.sh` tells it.

use std::path::Path;
use std::process::Command;

const STORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sanabel/seeds/story.sh");

/// What the story says, by its headings.
fn told(folder: &Path) -> Vec<(String, String)> {
    let mut story = Command::new("sh");
    story.arg(STORY).arg(folder.join("house")).env("DAFTAR_PROGRAM", env!("CARGO_BIN_EXE_daftar"));
    let done = story.env("DAFTAR_HOME", folder.join("home")).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
    let parts = said.split("\n== ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(head, body)| (head.to_owned(), body.to_owned())).collect()
}

#[test]
fn a_seed_bank_keeps_its_lists_loses_its_cellar_and_begins_again() {
    let folder = tempfile::tempdir().unwrap();
    let told = told(folder.path());
    let part = |begin: &str| told.iter().find(|(head, _)| head.starts_with(begin)).map(|(_, body)| body).unwrap();

    let lists = part("Its lists");
    assert!(lists.contains("30 recorded") && lists.contains("42 recorded"), "{lists}");
    assert!(!lists.contains("to be looked at\n") || lists.matches(" 0 to be looked at").count() == 8, "{lists}");
    let before = part("Before the loss");
    assert!(before.contains("no copy elsewhere") && before.contains("due (5)"), "{before}");
    let left = part("What is left");
    assert!(left.contains("Marsa Genebank") && left.contains("Blue wheat of the terraces"), "{left}");
    assert!(part("Passports out").ends_with("the same bytes\n"), "{}", part("Passports out"));
    assert!(part("بالعربية").contains("قمح"), "{}", part("بالعربية"));
}
