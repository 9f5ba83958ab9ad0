//! The safekeeping of source files: who did what with them, whether they are whole, what is handed out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::device::{DAFTAR, Device};

/// A desk with a notebook, whose clock stands still.
struct Desk {
    folder: tempfile::TempDir,
    clock: &'static str,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap(), clock: "2033-05-01T10:00:00Z" };
        desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Mill Museum", "--no-passphrase"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn at(&mut self, clock: &'static str) -> &Desk {
        self.clock = clock;
        self
    }

    /// Keeps files with these contents; their names.
    fn keep(&self, contents: &[Vec<u8>]) -> Vec<String> {
        let paths: Vec<String> = (0..contents.len()).map(|n| format!("kept-{n}")).collect();
        for (path, bytes) in paths.iter().zip(contents) {
            fs::write(self.path(path), bytes).unwrap();
        }
        let added =
            self.json(&[&["evidence", "add"][..], &paths.iter().map(String::as_str).collect::<Vec<_>>()].concat());
        added["kept"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap().to_owned()).collect()
    }

    /// Where a source file lies.
    fn original(&self, file: &str) -> PathBuf {
        let digits = file.strip_prefix("file:").unwrap();
        self.path("town.daftar/evidence").join(&digits[..2]).join(digits)
    }

    fn entries(&self) -> usize {
        self.well(&["log"]).lines().count()
    }

    /// What a command says, and its exit code.
    fn says(&self, args: &[&str]) -> (Value, Option<i32>) {
        let output = self.run(&[args, &["--json"]].concat());
        let said = String::from_utf8(output.stdout).unwrap();
        (serde_json::from_str(&said).unwrap_or_else(|error| panic!("{args:?}: {error}: {said}")), output.status.code())
    }

    fn actions(&self, file: &str) -> Vec<String> {
        let (shown, _) = self.says(&["evidence", "show", file, "--audience", "keeper"]);
        shown["steps"].as_array().unwrap().iter().map(|step| step["action"].as_str().unwrap().to_owned()).collect()
    }
}

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.folder.path()).env("DAFTAR_HOME", self.path("home")).env("DAFTAR_CLOCK", self.clock);
        command.env("DAFTAR", self.path("town.daftar")).args(args);
        command
    }
}

fn shell(folder: &Path, line: &str) -> bool {
    Command::new("sh").args(["-c", line]).current_dir(folder).stdout(Stdio::null()).status().unwrap().success()
}

#[test]
fn a_file_has_a_history_and_places_and_people_in_it_are_sealed() {
    let mut desk = Desk::new();
    fs::write(desk.path("page.html"), "<p>The Mill Museum was damaged.</p>").unwrap();
    let address = "https://courier.example/12";
    let kept = desk.json(&["evidence", "add", "page.html", "--where", address, "--captured", "2033-04-30"]);
    let file = kept["kept"][0]["file"].as_str().unwrap().to_owned();
    let (shown, code) = desk.says(&["evidence", "show", &file]);
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(desk.actions(&file), ["collect", "ingest"]);
    assert_eq!(shown["steps"][0]["from"], address, "an address of the web is open");
    assert_eq!(shown["steps"][1]["recorded"][0]["party"]["name"], "Mill Museum");
    desk.at("2033-05-02T10:00:00Z");
    let step = ["--to", "House of Seeds, cellar", "--why", "the mill has no dry room"];
    let taken = desk.json(&[&["evidence", "transfer", &file[..12]][..], &step].concat());
    assert_eq!(taken["sealed"], true);
    for secret in ["cellar", "dry room"] {
        assert!(!desk.well(&["evidence", "show", &file]).contains(secret));
        assert!(!desk.well(&["search", "cellar"]).contains(secret));
        let shown = String::from_utf8(desk.run(&["evidence", "show", &file, "--audience", "keeper"]).stdout).unwrap();
        assert!(shown.contains(secret), "{shown}");
    }
    assert!(!shell(desk.folder.path(), "grep -rq cellar town.daftar/logs"), "not in the bytes either");
    desk.at("2033-05-03T10:00:00Z");
    desk.well(&["evidence", "view", &file, "look.html"]);
    let (shown, code) = desk.says(&["evidence", "show", &file, "--audience", "keeper"]);
    assert_eq!(code, Some(1), "what does not fit is found");
    assert_eq!(shown["misfits"][0]["what"], "handover");
    assert_eq!(shown["misfits"][0]["found"], "Mill Museum");
    let told = desk.well(&["evidence", "show", &file]);
    assert!(!told.contains("handover"), "the public does not learn of it: {told}");
}

#[test]
fn whence_a_document_was_come_by_is_told_when_it_is_read() {
    let desk = Desk::new();
    fs::write(desk.path("page.txt"), "The Mill Museum was founded in 2014.").unwrap();
    let told = ["--where", "https://courier.example/12", "--captured", "2033-04-30", "--tool", "wget 1.21"];
    let read = desk.json(&[&["read", "page.txt"][..], &told].concat());
    let file = read["read"][0]["file"].as_str().unwrap();
    assert_eq!(desk.actions(file), ["collect", "ingest"]);
    assert_eq!(desk.says(&["evidence", "show", file]).0["steps"][0]["tool"], "wget 1.21");
}

#[test]
fn copies_are_written_and_the_original_stays() {
    let desk = Desk::new();
    let file = desk.keep(&[b"a letter of the committee".to_vec()]).remove(0);
    assert!(desk.original(&file).metadata().unwrap().permissions().readonly());
    desk.well(&["evidence", "copy", &file, "--to", "the safe of the bank"]);
    let exported = desk.json(&["evidence", "export", &file, "it's a letter.txt", "--for", "the court"]);
    assert_eq!(exported["step"]["sealed"], true);
    let sidecar = fs::read_to_string(desk.path("it's a letter.txt.custody.json")).unwrap();
    for secret in ["court", "bank"] {
        assert!(!sidecar.contains(secret), "{sidecar}");
    }
    let told: Value = serde_json::from_str(&sidecar).unwrap();
    assert_eq!(told["file"], file.as_str());
    assert_eq!(told["chain"]["steps"][0]["action"], "ingest");
    assert!(shell(desk.folder.path(), told["check"][0].as_str().unwrap()), "{}", told["check"][0]);
    let refused = desk.refused(&["evidence", "export", &file, "it's a letter.txt"]);
    assert!(refused.contains("exists"), "{refused}");
    desk.well(&["evidence", "export", &file, "whole.txt", "--restricted"]);
    assert!(fs::read_to_string(desk.path("whole.txt.custody.json")).unwrap().contains("the safe of the bank"));
    assert_eq!(desk.actions(&file), ["ingest", "copy", "export", "export"]);
    fs::write(desk.path("it's a letter.txt"), "a lettre").unwrap();
    assert!(!shell(desk.folder.path(), told["check"][0].as_str().unwrap()), "another text has another hash");
    rewrite(&desk.original(&file), b"a letter of the comittee");
    assert!(desk.refused(&["evidence", "view", &file, "damaged.txt"]).contains("daftar repair"));
    assert!(!desk.path("damaged.txt").exists());
}

/// Puts other bytes in the place of a file that is read-only.
fn rewrite(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

fn photographs(count: usize, length: usize) -> Vec<Vec<u8>> {
    let byte = |n: usize, at: usize| (((n + 1) * (at + 7) * 31) >> 3) as u8;
    (0..count).map(|n| (0..length).map(|at| byte(n, at)).chain(n.to_be_bytes()).collect()).collect()
}

#[test]
fn a_run_is_one_statement_and_what_is_damaged_or_missing_is_named() {
    let mut desk = Desk::new();
    let files = desk.keep(&photographs(40, 2_000));
    let entries = desk.entries();
    let (said, code) = desk.says(&["evidence", "verify"]);
    assert_eq!((code, said["run"]["whole"].as_u64()), (Some(0), Some(40)), "{said}");
    assert_eq!(desk.entries(), entries + 1);
    let lists = |desk: &Desk| fs::read_dir(desk.path("town.daftar/evidence")).unwrap().flatten().count();
    let here = lists(&desk);
    desk.at("2033-06-01T10:00:00Z");
    desk.well(&["evidence", "verify"]);
    assert_eq!((desk.entries(), lists(&desk)), (entries + 2, here), "the list of the same files is the same file");
    let (said, _) = desk.says(&["evidence", "verify", "--older-than", "4w"]);
    assert_eq!(said["run"]["whole"], 0, "none is that old");
    assert_eq!(desk.entries(), entries + 2, "nothing done is nothing recorded");
    let listed = desk.json(&["evidence", "list"]);
    let proved = |one: &Value| one["proved"]["last_whole"] == "2033-06-01T10:00:00Z";
    assert_eq!(listed["files"].as_array().unwrap().len(), 40, "lists are no source files of anything");
    assert!(listed["files"].as_array().unwrap().iter().all(proved), "{listed}");
    assert_eq!(desk.json(&["evidence", "list", "--older-than", "30d"])["files"].as_array().unwrap().len(), 0);
    let list = fs::read_dir(desk.path("town.daftar/evidence")).unwrap().flatten();
    let all = list.flat_map(|folder| fs::read_dir(folder.path()).unwrap().flatten()).map(|file| file.path());
    let list =
        all.into_iter().find(|path| fs::read(path).unwrap().windows(11).any(|text| text == b"  evidence/")).unwrap();
    let line = format!("sha256sum -c {}", list.display());
    assert!(shell(&desk.path("town.daftar"), &line), "the list can be checked by hand");

    desk.at("2033-07-01T10:00:00Z");
    rewrite(&desk.original(&files[3]), b"other bytes");
    fs::remove_file(desk.original(&files[5])).unwrap();
    let (said, code) = desk.says(&["evidence", "verify"]);
    assert_eq!((code, &said["run"]["whole"]), (Some(1), &38.into()), "{said}");
    assert_eq!(said["run"]["changed"][0]["file"], files[3].as_str());
    assert_eq!(said["run"]["missing"][0], files[5].as_str());
    assert_eq!(desk.entries(), entries + 3);
    let words = desk.run(&["evidence", "verify"]);
    assert!(String::from_utf8_lossy(&words.stdout).contains("daftar repair --from"));
    let (shown, code) = desk.says(&["evidence", "show", &files[3]]);
    assert_eq!((code, &shown["misfits"][0]["what"]), (Some(1), &"changed".into()), "{shown}");
    assert_eq!(shown["steps"].as_array().unwrap().len(), 2, "known damage is not told again");
    assert_eq!(shown["proved"]["last_whole"], "2033-06-01T10:00:00Z");
    assert_eq!(desk.says(&["evidence", "show", &files[5]]).0["misfits"][0]["what"], "missing");
    assert_eq!(desk.run(&["evidence", "list"]).status.code(), Some(1));

    desk.at("2033-07-02T10:00:00Z");
    for n in [3, 5] {
        desk.well(&["evidence", "add", &format!("kept-{n}")]);
    }
    desk.well(&["evidence", "verify"]);
    assert_eq!(desk.says(&["evidence", "show", &files[3]]).1, Some(0), "it is whole again");
    desk.well(&["evidence", "verify", &files[0]]);
    assert_eq!(desk.actions(&files[0]), ["ingest", "verify"], "of one file it is a step of its own");
    assert_eq!(desk.run(&["verify"]).status.code(), Some(0));
}

/// Starts a verification and lets it come so far that a few files are noted.
fn begun(desk: &Desk) -> std::process::Child {
    let child = desk.command(&["evidence", "verify", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let patience = Instant::now() + Duration::from_secs(60);
    while noted(desk) < 3 {
        assert!(Instant::now() < patience, "nothing is noted");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

/// How many files are noted as done, beside the keys.
fn noted(desk: &Desk) -> usize {
    let seats = fs::read_dir(desk.path("home/registers")).unwrap().flatten();
    let lines = |seat: fs::DirEntry| fs::read_to_string(seat.path().join("proving.txt")).unwrap_or_default();
    seats.map(|seat| lines(seat).lines().filter(|line| line.starts_with("file:")).count()).sum()
}

#[test]
fn a_run_that_is_broken_off_goes_on_where_it_was() {
    let mut desk = Desk::new();
    desk.keep(&photographs(40, 6 << 20));
    let mut child = begun(&desk);
    child.kill().unwrap();
    child.wait().unwrap();
    let done = noted(&desk) as u64;
    assert!((3..40).contains(&done), "{done} were done before it was killed");
    let entries = desk.entries();
    let (said, code) = desk.says(&["evidence", "verify"]);
    let run = &said["run"];
    assert_eq!((code, &run["whole"], &run["left"]), (Some(0), &40.into(), &0.into()), "{said}");
    assert!(run["resumed"].as_u64().unwrap() >= done - 1, "{said}: the last line may be torn");
    assert_eq!((desk.entries(), noted(&desk)), (entries + 1, 0));

    desk.at("2033-06-01T10:00:00Z");
    let child = begun(&desk);
    assert!(shell(desk.folder.path(), &format!("kill -INT {}", child.id())));
    let output = child.wait_with_output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    let (whole, left) = (said["run"]["whole"].as_u64().unwrap(), said["run"]["left"].as_u64().unwrap());
    assert_eq!((whole + left, &said["recorded"]), (40, &true.into()), "what is done counts");
    assert_eq!(desk.entries(), entries + 2);
    let (said, _) = desk.says(&["evidence", "verify"]);
    assert_eq!((&said["run"]["whole"], &said["run"]["done_before"]), (&left.into(), &whole.into()), "{said}");
    let listed = desk.json(&["evidence", "list"]);
    let proved = |one: &&Value| one["proved"]["last_whole"] == "2033-06-01T10:00:00Z";
    assert_eq!(listed["files"].as_array().unwrap().iter().filter(proved).count(), 40);
}

#[test]
fn a_redacted_copy_is_for_everybody_and_the_original_for_keepers() {
    let desk = Desk::new();
    let letter = "= Cellar House =\n\nThe Cellar House was a museum in Sanabel. Warda kept the keys.\n";
    fs::write(desk.path("letter.txt"), letter).unwrap();
    fs::write(desk.path("public.txt"), letter.replace("Warda", "[a person]")).unwrap();
    desk.well(&["read", "letter.txt", "--publisher", "Mill Museum"]);
    desk.well(&["record", "--all"]);
    let file = desk.json(&["evidence", "list"])["files"][0]["file"].as_str().unwrap().to_owned();
    assert!(desk.refused(&["evidence", "redact", &file, "letter.txt"]).contains("nothing is redacted"));
    let redacted = desk.json(&["evidence", "redact", &file, "public.txt", "--title", "Letter, redacted"]);
    assert_eq!(redacted["restricted_now"], true);
    let [original, copy] = ["original", "redacted"].map(|name| redacted[name].as_str().unwrap().to_owned());
    assert!(!desk.original(&file).exists(), "the open original is gone");
    assert!(!shell(desk.folder.path(), "grep -rq Warda town.daftar/evidence"));
    assert_eq!(desk.actions(&copy), ["ingest", "redact"]);
    let (shown, _) = desk.says(&["evidence", "show", &copy]);
    assert_eq!(
        (&shown["steps"][1]["before"], &shown["steps"][1]["after"]),
        (&original.as_str().into(), &copy.as_str().into())
    );
    let (shown, _) = desk.says(&["evidence", "show", &original]);
    assert_eq!((&shown["restricted"], shown["steps"].as_array().unwrap().len()), (&true.into(), 0), "{shown}");
    let (shown, _) = desk.says(&["evidence", "show", &original, "--audience", "keeper"]);
    assert_eq!(shown["steps"][0]["before"], file.as_str(), "{shown}");
    desk.well(&["evidence", "get", &original, "again.txt"]);
    assert_eq!(fs::read_to_string(desk.path("again.txt")).unwrap(), letter);
    assert!(desk.well(&["show", "Letter, redacted"]).contains("Letter, redacted"));
    assert_eq!(desk.run(&["verify"]).status.code(), Some(0));
    let disposed = desk.json(&["evidence", "dispose", &original, "--ground", "law", "--why", "a ruling", "--yes"]);
    assert_eq!(disposed["erased"]["keys"], 1);
    let (shown, _) = desk.says(&["evidence", "show", &original, "--audience", "keeper"]);
    let last = shown["steps"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["action"], &last["why"], &shown["erased"]),
        (&"dispose".into(), &"a ruling".into(), &true.into())
    );
    assert!(desk.refused(&["evidence", "view", &original, "x"]).contains("source file"));
}

#[test]
fn undoing_takes_back_what_was_said_and_no_step_that_was_taken() {
    let desk = Desk::new();
    desk.well(&["add", "Well 7", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    let file = desk.keep(&[b"a letter".to_vec()]).remove(0);
    desk.well(&["undo"]);
    assert_eq!(desk.actions(&file), ["ingest"]);
    assert!(!desk.run(&["show", "Well 7"]).status.success(), "what was said before the file came is undone");
}

#[test]
fn a_clock_that_goes_back_is_asked_about_and_steps_without_a_time_keep_their_place() {
    let mut desk = Desk::new();
    let file = desk.keep(&[b"a letter".to_vec()]).remove(0);
    desk.at("2023-05-01T10:00:00Z");
    assert!(desk.refused(&["evidence", "view", &file, "a"]).contains("the clock says"));
    desk.well(&["evidence", "view", &file, "b", "--date", "unknown"]);
    assert_eq!(desk.actions(&file), ["ingest", "view"]);
    let (shown, code) = desk.says(&["evidence", "show", &file]);
    assert_eq!((code, &shown["steps"][1]["when"]), (Some(0), &Value::Null), "{shown}");
}

#[test]
fn of_many_files_none_is_kept_when_one_cannot_be_read_and_each_is_recorded_once() {
    let desk = Desk::new();
    for n in 0..3 {
        fs::write(desk.path(&format!("letter-{n}")), format!("letter {}", n / 2)).unwrap();
    }
    let entries = desk.entries();
    let refused = desk.refused(&["evidence", "add", "letter-0", "letter-2", "no-letter"]);
    assert!(refused.contains("no-letter") && refused.lines().count() == 1, "{refused}");
    assert_eq!(
        (desk.entries(), desk.json(&["evidence", "list"])["files"].as_array().map(Vec::len)),
        (entries, Some(0))
    );
    let add = ["evidence", "add", "letter-0", "letter-1", "letter-2", "--where", "https://courier.example/12"];
    let said = desk.well(&add);
    assert!(said.ends_with("3 files are kept and recorded\n"), "{said}");
    assert_eq!(desk.entries(), entries + 1, "in one entry");
    let listed = desk.json(&["evidence", "list"]);
    let files: Vec<&str> =
        listed["files"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(files.len(), 2, "two of them are the same");
    files.iter().for_each(|file| assert_eq!(desk.actions(file), ["collect", "ingest"]));
    desk.well(&add);
    assert_eq!(desk.entries(), entries + 1, "what is told already is not told again");
    desk.well(&["evidence", "add", "letter-0", "--where", "the cellar of the mill"]);
    assert!(!shell(desk.folder.path(), "grep -rq cellar town.daftar/logs"), "a place of keeping is sealed");
    let entries = desk.entries();
    desk.well(&["evidence", "add", "letter-0", "--where", "the cellar of the mill"]);
    assert_eq!(desk.entries(), entries, "nor is what is sealed");
}
