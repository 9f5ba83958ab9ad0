//! Labels for jars and packets, and a phone that counts, from the command line.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::device::{Computer, Device as _};

/// A notebook of two lots, one of them on a shelf and one without a number.
fn bank(folder: &Path) -> Computer<'_> {
    let bank = Computer(folder, "bank");
    fs::create_dir(folder.join("bank")).unwrap();
    bank.well(&["init", "bank/mill.daftar", "--place", "Sanabel", "--keeper", "House of Seeds", "--no-passphrase"]);
    bank.well(&["add", "Black wheat", "number", "L-12", "--kind", "lot"]);
    bank.well(&["add", "Okra", "note", "a handful", "--kind", "lot"]);
    bank.well(&["pack", "Shelf 3", "L-12", "--new", "--day", "2032-01-05"]);
    bank
}

#[test]
fn labels_hold_the_number_alone_unless_a_name_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let bank = bank(folder.path());
    let made = bank.json(&["labels", "L-12", "--copies", "10", "--size", "a4-5x13", "--to", "packets.html"]);
    assert_eq!(made["labels"], 10);
    let page = fs::read_to_string(folder.path().join("packets.html")).unwrap();
    let sheet = page.split_once("class=\"labels a4-5x13\"").unwrap().1;
    assert_eq!((sheet.matches("one-label bare").count(), sheet.matches("aria-label=\"L-12\"").count()), (10, 10));
    assert!(
        !page.contains("wheat") && !page.contains("Sanabel") && !page.contains("<script") && !page.contains("http")
    );
    assert!(bank.refused(&["labels", "L-12", "--to", "packets.html"]).contains("there already"));
    let none = bank.refused(&["labels", "L-12", "Okra", "--to", "x.html"]);
    assert!(none.contains("no single number") && none.contains("Okra") && none.contains("--with-name"), "{none}");
    assert!(!folder.path().join("x.html").exists());
    bank.well(&["labels", "Okra", "--with-name", "--to", "okra.html", "--lang", "ar"]);
    assert!(fs::read_to_string(folder.path().join("okra.html")).unwrap().contains("Okra"));
    assert_eq!(bank.json(&["labels", "--in", "Shelf 3", "--size", "roll-40", "--to", "shelf.html"])["labels"], 1);
    assert!(bank.refused(&["labels", "L-12", "--copies", "2001", "--to", "y.html"]).contains("in parts"));
}

#[test]
fn a_phone_is_paired_for_a_task_until_the_command_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let bank = bank(folder.path());
    for (words, args) in [
        ("one lot, or the lots of one place", &["pair", "House of Seeds", "--address", "127.0.0.1"][..]),
        ("no such address", &["pair", "L-12", "--address", "203.0.113.9"][..]),
        ("from 5 to 720 minutes", &["pair", "L-12", "--address", "127.0.0.1", "--minutes", "1"][..]),
    ] {
        assert!(bank.refused(args).contains(words), "{words}: {}", bank.refused(args));
    }
    assert!(bank.well(&["pair", "end"]).contains("no phone"));
    let mut command = bank.command(&["pair", "Shelf 3", "--address", "127.0.0.1", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    let address = told["address"].as_str().unwrap().trim_start_matches("https://").to_owned();
    assert!(told["url"].as_str().unwrap().starts_with(&format!("https://{address}/pair/")));
    assert_eq!(told["fingerprint"].as_str().unwrap().len(), 64);
    assert!(TcpStream::connect(&address).is_ok());
    assert!(bank.well(&["pair", "end"]).contains("cut off"));
    let since = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(since.elapsed() < Duration::from_secs(10), "it goes on");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(TcpStream::connect(&address).is_err());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let secret = told["url"].as_str().unwrap().rsplit('/').next().unwrap();
    assert!(!said.contains(secret), "{said}");
}
