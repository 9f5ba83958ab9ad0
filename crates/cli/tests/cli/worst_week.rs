//! The worst week: two people write offline, the laptop is lost, every copy brings the notebook back, a family withdraws its
//! consent, and what was erased is gone from every copy that answers; the others are named.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::device::{Computer, DAFTAR, Device, words};

impl Computer<'_> {
    /// The hashes of all entries.
    fn log(&self) -> Vec<String> {
        let log = self.json(&["log"]);
        let entries = log["entries"].as_array().unwrap().iter();
        entries.map(|entry| entry["hash"].as_str().unwrap().to_owned()).collect()
    }

    /// The command that answers for this computer.
    fn answering(&self) -> String {
        let place = self.0.join(self.1).display().to_string();
        format!("DAFTAR_HOME='{place}/home' '{DAFTAR}' -R '{place}/mill.daftar' sync --stdio")
    }

    fn pair(&self, other: &Computer<'_>, name: &str) {
        let code = other.json(&["peer", "code", self.1])["code"].as_str().unwrap().to_owned();
        self.well(&["peer", "add", name, "ssh://library/mill.daftar", &code, "--through", &other.answering()]);
    }

    fn sync(&self, other: &Computer<'_>) {
        self.well(&["sync", "library", "--through", &other.answering()]);
    }

    fn knows(&self, words: &str) -> bool {
        self.well(&["show", "Blue jar"]).contains(words)
    }
}

/// A REST server, where rclone is installed.
struct Rest(Child, u16);

impl Rest {
    fn start(folder: &Path) -> Option<Rest> {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("rclone");
        command.args(["serve", "restic", "--addr", &format!("127.0.0.1:{port}")]).arg(folder);
        let server = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
        let up = (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(up, "rclone does not answer");
        Some(Rest(server, port))
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn holds(folder: &Path, secret: &str) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| match entry.path() {
        path if path.is_dir() => holds(&path, secret),
        path => fs::read(path).unwrap().windows(secret.len()).any(|part| part == secret.as_bytes()),
    })
}

#[test]
fn every_copy_brings_the_notebook_back_and_forgets_what_a_family_takes_back() {
    let desk = tempfile::tempdir().unwrap();
    let at = |name: &str| desk.path().join(name);
    ["laptop", "partner", "rest"].iter().for_each(|name| fs::create_dir(at(name)).unwrap());
    let Some(rest) = Rest::start(&at("rest")) else { return println!("skipped: rclone is not installed") };
    let (laptop, partner) = (Computer(desk.path(), "laptop"), Computer(desk.path(), "partner"));

    // A notebook, with paper for the worst day and copies at two places.
    let init =
        ["init", "laptop/mill.daftar", "--place", "Sanabel", "--keeper", "Amal", "--lang", "en", "--no-passphrase"];
    laptop.well(&init);
    laptop.well(&["recovery", "split", "--need", "2", "--of", "3", "parts"]);
    laptop.well(&["recovery", "put-away"]);
    laptop.well(&["add", "Blue jar", "material", "clay", "--kind", "object"]);
    laptop.well(&["add", "Blue jar", "description", "Told by the Qamarine family", "--kind", "object"]);
    let rest_place = format!("rest:http://127.0.0.1:{}/mill", rest.1);
    for (name, target) in [("stick", "stick"), ("box", rest_place.as_str())] {
        laptop.well(&["deposit", "add", name, target]);
    }

    // A partner with a keeper of its own.
    laptop.well(&["bundle", "make", "first.tar"]);
    let made = partner.json(&["init", "partner/mill.daftar", "--bundle", "first.tar", "--keeper", "Basel"]);
    partner.well(&["bundle", "make", "back.tar"]);
    laptop.well(&["bundle", "take", "back.tar"]);
    laptop.well(&["grant", made["key"].as_str().unwrap()]);
    laptop.pair(&partner, "library");
    laptop.sync(&partner);

    // Both write about one object, offline; after syncing, what differs stands side by side.
    laptop.well(&["add", "Blue jar", "material", "glazed clay", "--kind", "object"]);
    partner.well(&["add", "Blue jar", "material", "stone", "--kind", "object"]);
    laptop.sync(&partner);
    for computer in [&laptop, &partner] {
        let shown = computer.well(&["show", "Blue jar"]);
        assert!(shown.contains("glazed clay") && shown.contains("stone"), "{shown}");
    }
    // What each took from the other, the next syncing carries.
    laptop.sync(&partner);
    assert_eq!(laptop.log(), partner.log());
    laptop.well(&["deposit", "now"]);
    let made = laptop.json(&["bundle", "make", "all.tar"]);
    assert!(made["entries"].as_u64().unwrap() > 5);
    for name in ["stick", "box"] {
        assert_eq!(laptop.json(&["rehearse", name])["rehearsal"]["outcome"], "brought-back");
    }
    laptop.sync(&partner);
    laptop.well(&["deposit", "now"]);
    let known = laptop.log();

    // The laptop is gone. Each copy brings all of it back, opened by two trustees' words.
    fs::remove_dir_all(at("laptop")).unwrap();
    let part = |n: u8| words(&at(&format!("parts/part-{n}-of-3.html")));
    fs::write(at("key.txt"), format!("{}\n\n{}\n", part(3), part(1))).unwrap();
    partner.well(&["bundle", "make", "from-partner.tar"]);
    for (name, copy) in
        [("from-stick", "stick"), ("from-box", rest_place.as_str()), ("from-partner", "from-partner.tar")]
    {
        let new = Computer(desk.path(), name);
        fs::create_dir(at(name)).unwrap();
        let register = format!("{name}/mill.daftar");
        match copy.ends_with(".tar") {
            true => drop(new.well(&["init", &register, "--bundle", copy])),
            false => drop(new.well(&["deposit", "restore", "--from", copy, &register, "--key-file", "key.txt"])),
        }
        new.well(&["recovery", "use", "--key-file", "key.txt"]);
        let log = new.log();
        assert!(known.iter().all(|entry| log.contains(entry)), "{name}: {} of {}", log.len(), known.len());
        let shown = new.well(&["show", "Blue jar"]);
        assert!(["glazed clay", "stone", "Qamarine"].iter().all(|words| shown.contains(words)), "{name}: {shown}");
        assert!(new.well(&["verify"]).contains("all as it was written"), "{name}");
        new.well(&["add", "Blue jar", "description", "It is here again", "--kind", "object"]);
    }

    // Life goes on at the computer from the stick; then the family withdraws its consent.
    let new = Computer(desk.path(), "from-stick");
    for (name, target) in [("stick", "stick"), ("box", rest_place.as_str())] {
        new.well(&["deposit", "add", name, target, "--key-file", "key.txt"]);
    }
    new.pair(&partner, "library");
    new.sync(&partner);
    new.well(&["deposit", "now"]);
    new.well(&["bundle", "make", "carried.tar"]);
    let told: Value = new.json(&["search", "Qamarine"]);
    let claim = told.to_string().split("claim:").nth(1).map(|rest| format!("claim:{}", &rest[..64])).unwrap();
    let erased = new.json(&["erase", &claim, "--ground", "consent-withdrawn", "--yes"]);
    let named: Vec<&str> =
        erased["copies"].as_array().unwrap().iter().filter_map(|copy| copy["where"].as_str()).collect();
    assert!(named.len() == 4 && named.contains(&"library"), "stick, box, library and the carried file: {named:?}");
    new.sync(&partner);
    new.well(&["deposit", "now"]);
    let left = new.run(&["copies", "--json"]);
    let left: Value = serde_json::from_slice(&left.stdout).unwrap();
    let still = left["copies"].as_array().unwrap().iter().filter(|copy| copy["erasures_since"].as_u64() != Some(0));
    let still: Vec<&str> = still.filter_map(|copy| copy["where"].as_str()).collect();
    assert!(
        still.len() == 1 && still[0].ends_with("carried.tar"),
        "only what cannot answer is left, and named: {still:?}"
    );
    for computer in [&new, &partner] {
        assert!(!computer.knows("Qamarine"));
        assert!(!holds(&at(computer.1).join("mill.daftar"), "Qamarine"), "{}: not a byte of it", computer.1);
    }
    for copy in ["stick", rest_place.as_str()] {
        let folder = at("looked-into");
        new.well(&["deposit", "restore", "--from", copy, "looked-into", "--key-file", "key.txt"]);
        assert!(!holds(&folder, "Qamarine"), "{copy}");
        fs::remove_dir_all(folder).unwrap();
    }
}
