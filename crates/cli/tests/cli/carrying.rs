//! Carrying a notebook by hand, as keepers meet it: parts that come one by one, a bundle for one peer alone.

use std::fs;

use serde_json::Value;

use crate::device::Device as _;
use crate::syncing::Desk;

/// An identity of age, and the recipient that belongs to it.
const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

/// The files of a bundle, by their names.
fn parts(made: &Value) -> Vec<String> {
    made["parts"].as_array().unwrap().iter().map(|part| part.as_str().unwrap().to_owned()).collect()
}

/// The whole path of a file on a desk.
fn on(desk: &Desk, name: &str) -> String {
    desk.path().join(name).to_string_lossy().into_owned()
}

#[test]
fn parts_are_taken_one_by_one_and_say_what_is_missing() {
    let (mill, new) = (Desk::first(), Desk::first());
    mill.well(&["add", "Well 7", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
    let photo: Vec<u8> = (0..900_000u32).map(|n| (n.wrapping_mul(n) / 7) as u8).collect();
    fs::write(mill.path().join("photo.bin"), photo).unwrap();
    mill.well(&["evidence", "add", "photo.bin"]);
    let made = mill.json(&["bundle", "make", &on(&mill, "town.tar"), "--part", "230k"]);
    let parts = parts(&made);
    assert!(parts.len() > 3 && parts[0].ends_with(&format!("town.001-of-{:03}.tar", parts.len())), "{made}");
    assert!(parts.iter().all(|part| fs::metadata(part).unwrap().len() <= 230_000));
    let said = new.well(&["init", "second.daftar", "--bundle", &parts[0], "--keeper", "Basel", "--lang", "en"]);
    assert!(said.contains(&format!("parts 2 to {} are still missing", parts.len())), "{said}");
    let second = on(&new, "second.daftar");
    let early = new.run(&["-R", &second, "bundle", "take", &parts[2]]);
    assert_eq!(early.status.code(), Some(1));
    let early = String::from_utf8(early.stdout).unwrap();
    assert!(early.contains("waits for part 2: take it, then part 3 again"), "{early}");
    let rest: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
    let all = new.well(&[&["-R", &second, "bundle", "take"][..], &rest].concat());
    assert!(
        all.contains(&format!("all {} parts are here", parts.len())) && all.contains("1 new source files"),
        "{all}"
    );
    new.well(&["-R", &second, "verify"]);
    let whole = fs::read(&parts[1]).unwrap();
    fs::write(new.path().join("half.tar"), &whole[..30_000]).unwrap();
    let half = new.run(&["-R", &second, "bundle", "take", "half.tar"]);
    assert!(half.status.code() == Some(1) && String::from_utf8(half.stdout).unwrap().contains("breaks off"));
    assert!(mill.refused(&["bundle", "make", "small.tar", "--part", "2k"]).contains("make the parts larger"));
    assert!(mill.refused(&["bundle", "make", "no/such/folder/town.tar"]).contains("town.tar: No such file"));
    assert!(fs::read_dir(mill.path()).unwrap().flatten().all(|one| !one.path().ends_with(".unfinished")));
}

/// What a making that was killed left is removed by the next of that name, and nothing else.
#[test]
fn unfinished_files_of_a_killed_making_go_with_the_next() {
    let mill = Desk::first();
    let left = ["town.tar", "town.001-of-007.tar", "town.002-of-007.tar.age"].map(|name| format!("{name}.unfinished"));
    for name in &left {
        fs::write(mill.path().join(name), "half").unwrap();
    }
    fs::write(mill.path().join("other.tar.unfinished"), "half").unwrap();
    let said = mill.well(&["bundle", "make", &on(&mill, "town.tar")]);
    assert!(said.contains("3 unfinished files of an earlier attempt were removed"), "{said}");
    assert!(left.iter().all(|name| !mill.path().join(name).exists()));
    assert!(mill.path().join("other.tar.unfinished").exists() && mill.path().join("town.tar").exists());
    assert!(!mill.well(&["bundle", "make", &on(&mill, "town.tar")]).contains("unfinished"));
}

/// A bundle comes through a pipe, encrypted or not, a byte at a time or in pieces.
#[test]
fn a_bundle_is_taken_from_a_pipe() {
    use std::io::Write as _;
    let mill = Desk::first();
    let seeds = mill.second();
    let taken = |bytes: &[u8], args: &[&str]| {
        let mut command = seeds.command(&[&["bundle", "take", "-", "--json"], args].concat());
        let mut child =
            command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut to = child.stdin.take().unwrap();
        for piece in [&bytes[..1], &bytes[1..30], &bytes[30..]] {
            // Who finds that it is no bundle does not read it to its end.
            drop(to.write_all(piece).and_then(|()| to.flush()));
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        drop(to);
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    for (well, args) in [("Well 8", &[][..]), ("Well 9", &["--to", RECIPIENT])] {
        mill.well(&["add", well, "state", "damaged", "--when", "2031-12", "--kind", "water-point"]);
        let made = mill.json(&[&["bundle", "make", &on(&mill, "piped.tar")], args].concat());
        let bytes = fs::read(parts(&made).remove(0)).unwrap();
        fs::write(seeds.path().join("identity"), IDENTITY).unwrap();
        let (code, said) = taken(&bytes, &["--key-file", "identity"]);
        assert_eq!(code, Some(0), "{said}");
        assert!(seeds.well(&["show", well]).contains("damaged"));
        assert_eq!(taken(&bytes, &["--key-file", "identity"]).0, Some(0), "twice does no harm");
        assert_ne!(taken(&bytes[..bytes.len() / 2], &["--key-file", "identity"]).0, Some(0), "half of one");
    }
    assert_eq!(taken(&[b'x'; 2000], &[]).0, Some(3));
    assert!(seeds.refused(&["bundle", "take", "-", "-"]).contains("brings one bundle"));
}

#[test]
fn a_bundle_for_a_peer_carries_what_it_lacks_and_opens_there_alone() {
    let (mill, seeds) = Desk::first_and_second();
    let unknown = mill.refused(&["bundle", "make", "x.tar", "--for", "farm"]);
    assert!(unknown.contains("the peers are: seeds"), "{unknown}");
    mill.well(&["add", "Well 8", "state", "damaged", "--when", "2031-12", "--kind", "water-point"]);
    let made = mill.json(&["bundle", "make", &on(&mill, "for-seeds.tar"), "--for", "seeds", "--sealed"]);
    let file = parts(&made).remove(0);
    assert!(file.ends_with("for-seeds.tar.age") && made["entries"].as_u64() <= Some(2), "{made}");
    assert!(fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1\n"));
    let stranger = Desk::first();
    let closed = stranger.refused(&["bundle", "take", &file]);
    assert!(closed.contains("no key at hand opens it") && closed.lines().count() == 1, "{closed}");
    let taken = seeds.json(&["bundle", "take", &file]);
    assert!(taken["new_entries"].as_u64() >= Some(1) && taken["bundles"][0]["whole"] == true, "{taken}");
    assert!(seeds.well(&["show", "Well 8"]).contains("Well 8"));
    assert_eq!(seeds.json(&["bundle", "take", &file])["new_entries"], 0);
    let own = seeds.json(&["peer", "list"])["own_recipient"].as_str().unwrap().to_owned();
    assert!(mill.well(&["peer", "list"]).contains(&own), "the peer said it when they synced");
}

#[test]
fn a_bundle_for_a_recipient_of_age_opens_with_its_file() {
    let (mill, new) = (Desk::first(), Desk::first());
    let made = mill.json(&["bundle", "make", &on(&mill, "town.tar"), "--to", RECIPIENT, "--part", "230k"]);
    let file = parts(&made).remove(0);
    fs::write(new.path().join("key.txt"), format!("# public key: {RECIPIENT}\n{IDENTITY}\n")).unwrap();
    let init = ["init", "second.daftar", "--bundle", &file, "--keeper", "Basel", "--lang", "en"];
    assert!(new.refused(&init).contains("--key-file"));
    new.well(&[&init[..], &["--key-file", "key.txt"]].concat());
    assert_eq!(new.json(&["-R", "second.daftar", "bundle", "take", &file, "--key-file", "key.txt"])["new_entries"], 0);
    fs::write(new.path().join("key.txt"), "nothing\n").unwrap();
    assert!(new.refused(&["bundle", "take", &file, "--key-file", "key.txt"]).contains("no line of it is an identity"));
}
