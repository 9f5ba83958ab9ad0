//! The format as a stranger meets it: a register made by the program is checked with `sha256sum`, `openssl`, `zstd` and
//! a page of Python that was written from FORMAT.md alone, and so are the lines that FORMAT.md gives for a check by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The page of Python.
const CHECKER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check_register.py");
/// The page that the checks by hand are taken from.
const FORMAT: &str = include_str!("../../../FORMAT.md");
/// A document of the invented town, to have evidence.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sanabel/mill-museum.txt");
/// When all of it is recorded.
const CLOCK: &str = "2032-05-01T12:00:00Z";

/// A register in a folder of its own, with its keys beside it.
struct Notebook {
    place: TempDir,
}

impl Notebook {
    /// A new register with two statements about a windmill.
    fn new() -> Self {
        let notebook = Self { place: tempfile::tempdir().expect("a folder") };
        let folder = notebook.folder();
        let folder = folder.to_str().expect("a path of plain letters");
        notebook.daftar(&["init", folder, "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase", "--lang", "en"]);
        notebook.daftar(&["add", "Windmill", "name", "Windmill", "--kind", "building"]);
        notebook.daftar(&["add", "Windmill", "state", "destroyed", "--when", "2032-01"]);
        notebook
    }

    /// All that can befall a statement: read, retracted, edited, erased, sealed; then two more entries. Two source files are
    /// hashed again, which leaves a list of them.
    fn lived_in() -> Self {
        let notebook = Self::new();
        notebook.daftar(&["read", DOCUMENT]);
        notebook.daftar(&["record", "--all"]);
        notebook.daftar(&["evidence", "add", CHECKER]);
        notebook.daftar(&["evidence", "verify"]);
        let damaged = notebook.add("state", "damaged");
        notebook.daftar(&["retract", &damaged]);
        let quoted = notebook.add("description", "Built by \"five\" neighbours\tطاحونة 🌾");
        notebook.daftar(&["edit", &quoted, "Built by five neighbours"]);
        let mistaken = notebook.add("description", "A mistake");
        notebook.daftar(&["erase", &mistaken, "--ground", "mistake", "--yes"]);
        notebook.daftar(&["add", "Salma", "name", "Salma", "--kind", "person"]);
        let told = notebook.add("description", "Salma gave the millstone");
        notebook.daftar(&["seal", &told, "--concerns", "Salma"]);
        notebook.add("description", "The millstone is of basalt");
        notebook
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("Sanabel.daftar")
    }

    /// The folder of the only log.
    fn log(&self) -> PathBuf {
        let mut logs = fs::read_dir(self.folder().join("logs")).expect("the logs");
        logs.next().expect("a log").expect("a folder").path()
    }

    /// Runs the program; gives what it prints.
    fn daftar(&self, words: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_daftar"))
            .env("DAFTAR_HOME", self.place.path().join("keys"))
            .env("DAFTAR", self.folder())
            .env("DAFTAR_CLOCK", CLOCK)
            .args(words)
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "daftar {words:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Adds a statement about the windmill; gives its short id.
    fn add(&self, property: &str, value: &str) -> String {
        let said = self.daftar(&["add", "Windmill", property, value]);
        said.trim().rsplit(' ').next().expect("an id").to_owned()
    }

    /// What the page of Python finds: its exit code and what it prints.
    fn check(&self) -> (Option<i32>, String) {
        let output = Command::new("python3").arg(CHECKER).arg(self.folder()).output().expect("python3");
        (output.status.code(), text(&output))
    }
}

/// What was printed, errors included.
fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

/// Runs lines in bash, in a folder.
fn shell(folder: &Path, lines: &str) -> String {
    let output = Command::new("bash").arg("-c").arg(lines).current_dir(folder).output().expect("bash");
    assert!(output.status.success(), "{lines}\n{output:?}");
    text(&output)
}

/// Whether all of these tools are here; says which one is not.
fn have(tools: &[&str]) -> bool {
    let absent: Vec<_> = tools.iter().filter(|tool| Command::new(tool).arg("--version").output().is_err()).collect();
    if !absent.is_empty() {
        println!("skipped: {absent:?} not found");
    }
    absent.is_empty()
}

/// The lines in the fenced block that follows these words of FORMAT.md.
fn by_hand(words: &str) -> &'static str {
    let after = FORMAT.split_once(words).expect("FORMAT.md has these words").1;
    after.split("```\n").nth(1).expect("a fenced block")
}

/// Every file of a folder and of those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The first 64 hexadecimal digits of a text.
fn digits(text: &str) -> &str {
    text.get(..64).expect("64 digits")
}

#[test]
fn a_stranger_finds_everything_as_it_was_signed() {
    if !have(&["python3", "openssl", "zstd"]) {
        return;
    }
    let notebook = Notebook::lived_in();
    assert!(notebook.log().join("000001.bodies.jsonl.zst").exists(), "a closed segment is among what is checked");
    let (code, said) = notebook.check();
    assert_eq!(code, Some(0), "{said}");
    for found in
        ["1 logs, 18 entries,", " 2 erased, 0 withheld, 0 awaited, 0 damaged, 3 evidence,", "all as it was signed"]
    {
        assert!(said.contains(found), "{found}: {said}");
    }
}

#[test]
fn a_damaged_byte_is_named_whatever_file_it_is_in() {
    if !have(&["python3", "openssl", "zstd"]) {
        return;
    }
    let notebook = Notebook::lived_in();
    let mut seen = 0;
    for part in ["logs", "evidence", "profiles", "register.json"] {
        let path = notebook.folder().join(part);
        for file in if path.is_dir() { files(&path) } else { vec![path] } {
            damage_and_check(&notebook, &file);
            seen += 1;
        }
    }
    assert!(seen >= 9, "logs of two segments, a note, evidence, profiles, register.json: {seen}");
    assert_eq!(notebook.check().0, Some(0), "everything was put back");
}

/// Turns one bit in the middle of a file; the check must fail and name the file or, for bodies, their entry.
fn damage_and_check(notebook: &Notebook, file: &Path) {
    let sound = fs::read(file).expect("the file");
    let mut damaged = sound.clone();
    *damaged.get_mut(sound.len() / 2).expect("a byte") ^= 1;
    // Source files are read-only: nobody writes into one.
    fs::remove_file(file).expect("removed");
    fs::write(file, damaged).expect("written");
    let (code, said) = notebook.check();
    let name = file.to_str().expect("a path of plain letters").replace(".bodies.jsonl", ".headers.jsonl");
    assert_eq!(code, Some(1), "{}: {said}", file.display());
    assert!(said.contains(name.trim_end_matches(".zst")), "{name} is not named: {said}");
    fs::write(file, sound).expect("put back");
}

#[test]
fn what_a_bundle_withholds_is_told_apart_from_damage() {
    if !have(&["python3", "openssl", "zstd"]) {
        return;
    }
    let (giver, taker) = (Notebook::lived_in(), Notebook::new());
    let bundle = giver.place.path().join("bundle.tar");
    let bundle = bundle.to_str().expect("a path of plain letters");
    giver.daftar(&["bundle", "make", bundle, "--withhold", "Salma"]);
    taker.daftar(&["bundle", "take", bundle]);
    let (code, said) = taker.check();
    assert_eq!(code, Some(0), "{said}");
    for found in ["2 logs, 22 entries,", " 2 erased, 4 withheld, 0 awaited, 0 damaged, 3 evidence,"] {
        assert!(said.contains(found), "{found}: {said}");
    }
}

#[test]
fn a_body_that_is_gone_without_a_note_is_named_with_its_entry() {
    if !have(&["python3", "openssl", "zstd"]) {
        return;
    }
    let notebook = Notebook::new();
    let bodies = notebook.log().join("000001.bodies.jsonl");
    let all = fs::read_to_string(&bodies).expect("bodies");
    let last = all.trim_end().rfind('\n').expect("several lines") + 1;
    fs::write(&bodies, all.get(..last).expect("all but the last")).expect("written");
    let (code, said) = notebook.check();
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("entry 3, body 0: is missing, and no note says so"), "{said}");
}

#[test]
fn a_torn_tail_is_told_apart_from_damage() {
    if !have(&["python3", "openssl", "zstd"]) {
        return;
    }
    let notebook = Notebook::new();
    let headers = notebook.log().join("000001.headers.jsonl");
    let all = fs::read_to_string(&headers).expect("headers");
    fs::write(&headers, all.get(..all.len() - 20).expect("a tail cut off")).expect("written");
    let (code, said) = notebook.check();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("a tail that was never acknowledged") && said.contains("2 entries"), "{said}");
}

#[test]
fn the_lines_for_a_body_hold_as_they_are_written() {
    if !have(&["bash", "sed", "sha256sum", "zstd"]) {
        return;
    }
    let notebook = Notebook::new();
    let lines: Vec<_> = by_hand("### 2.4").lines().collect();
    let [open, closed] = lines.as_slice() else { panic!("two lines: {lines:?}") };
    let id = shell(&notebook.log(), open);
    let card = notebook.daftar(&["--json", "show", "Amal"]);
    assert!(card.contains(&format!("\"claim:{}\"", digits(&id))), "{id} is not in {card}");
    let mistaken = notebook.add("description", "A mistake");
    notebook.daftar(&["erase", &mistaken, "--ground", "mistake", "--yes"]);
    assert_eq!(shell(&notebook.log(), closed), id, "the closed segment has the same lines");
}

#[test]
fn the_lines_for_an_entry_hold_as_they_are_written() {
    if !have(&["bash", "openssl", "xxd", "sha256sum"]) {
        return;
    }
    let notebook = Notebook::new();
    let headers = fs::read_to_string(notebook.log().join("000001.headers.jsonl")).expect("headers");
    let lines: Vec<_> = headers.lines().collect();
    let [header, signature, next, ..] = lines.as_slice() else { panic!("two entries: {headers}") };
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("h"), header).expect("written");
    fs::write(place.path().join("s"), signature.split('"').nth(3).expect("the digits")).expect("written");
    let said = shell(place.path(), by_hand("By hand (header in"));
    assert!(said.contains("Signature Verified Successfully"), "{said}");
    let hash = said.lines().find(|line| line.ends_with('-')).expect("the line of sha256sum");
    assert!(next.contains(&format!("\"previous\":\"{}\"", digits(hash))), "{hash} is not in {next}");
}

#[test]
fn sha256sum_gives_the_names_of_files() {
    if !have(&["bash", "sha256sum"]) {
        return;
    }
    let notebook = Notebook::lived_in();
    let sums = shell(&notebook.folder(), "sha256sum evidence/*/* profiles/*");
    assert!(sums.lines().count() > 2, "evidence, profiles and their set: {sums}");
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").expect("a sum and a path");
        let named = Path::new(path).file_stem().and_then(|name| name.to_str());
        assert_eq!(named, Some(sum), "{path}");
    }
}
