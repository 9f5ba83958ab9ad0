//! The stories of the example, as their scripts tell them: the seed bank, from its lists to a second beginning; the town's fields and houses.

use std::path::Path;
use std::process::Command;

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sanabel/seeds/story.sh");
const TOWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sanabel/town/story.sh");

/// What a story says, by its headings.
fn told(story: &str, folder: &Path) -> Vec<(String, String)> {
    let script = story;
    let mut story = Command::new("sh");
    story.arg(script).arg(folder.join("house")).env("DAFTAR_PROGRAM", env!("CARGO_BIN_EXE_daftar"));
    let done = story.env("DAFTAR_HOME", folder.join("home")).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
    let parts = said.split("\n== ").skip(1).filter_map(|part| part.split_once('\n'));
    parts.map(|(head, body)| (head.to_owned(), body.to_owned())).collect()
}

#[test]
fn a_seed_bank_keeps_its_lists_loses_its_cellar_and_begins_again() {
    let folder = tempfile::tempdir().unwrap();
    let told = told(SEEDS, folder.path());
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

#[test]
fn a_town_counts_its_fields_with_their_dispute_and_asks_of_its_houses_what_it_knows() {
    let folder = tempfile::tempdir().unwrap();
    let told = told(TOWN, folder.path());
    let part = |begin: &str| told.iter().find(|(head, _)| head.starts_with(begin)).map(|(_, body)| body).unwrap();
    assert!(part("A notebook").contains("90 rows: 90 recorded") && part("A notebook").contains(" 0 to be looked at"));
    let now = part("How many");
    assert!(now.contains("intact: 60–62") && now.contains("destroyed: 0–1") && now.contains("87 of 90"), "{now}");
    assert!(!now.contains("share affected"), "percents are not added: {now}");
    assert!(part("The same as").contains("as said by: February 2032"));
    let learned = part("What was learned");
    assert!(
        learned.contains("P 3, physical state: another state is told") && learned.contains("repaired"),
        "{learned}"
    );
    let houses = part("Houses");
    assert!(houses.contains("houses-raised near water-points: more damage near them than chance gives"), "{houses}");
    let arabic = std::fs::read_to_string(folder.path().join("house/raised.ar.html")).unwrap();
    assert!(arabic.contains("dir=\"rtl\"") && !arabic.contains("more damage near"));
}
