//! The files can be checked without this program: with `sha256sum`, `zstd` and `openssl`.

use std::path::Path;
use std::process::Command;

use daftar_claim::{Body, Hash, SignedHeader};

use crate::town::{Town, bodies};

/// What a command prints; none where it is not installed.
fn run(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => Some(output.stdout),
        Ok(output) => panic!("{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => {
            println!("skipped: {program} is not installed");
            None
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn closed() -> (Town, Vec<Vec<u8>>) {
    let (mut town, mut store) = Town::found();
    store.set_segment_size(1500);
    let entries =
        [town.device.next(bodies(10..14)), town.device.next(bodies(14..16)), town.device.next(bodies(16..17))];
    store.append_batch(entries.clone()).unwrap();
    let founding = bodies(0..3);
    (town, founding.into_iter().chain(entries.into_iter().flat_map(|entry| entry.bodies)).collect())
}

#[test]
fn zstd_gives_back_the_lines_and_sha256sum_the_ids() {
    let (town, bodies) = closed();
    let packed = town.log_file("000001.bodies.jsonl.zst");
    let Some(lines) = run("zstd", &["-dc", text(&packed)]) else { return };
    let read: Vec<&[u8]> = lines.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n').collect();
    assert_eq!(read, bodies[..read.len()].iter().map(Vec::as_slice).collect::<Vec<_>>());
    assert!(read.len() >= 3);
    let third = format!("zstd -dc {} | sed -n 3p | tr -d '\\n' | sha256sum", text(&packed));
    let Some(sum) = run("sh", &["-c", &third]) else { return };
    assert!(String::from_utf8_lossy(&sum).starts_with(&Body::id_of(&bodies[2]).0.to_string()));
}

#[test]
fn openssl_verifies_an_entry_and_sha256sum_finds_its_hash() {
    let (town, _) = closed();
    if run("openssl", &["version"]).is_none() || run("xxd", &["-v"]).is_none() {
        return;
    }
    let headers = town.log_file("000001.headers.jsonl");
    let folder = tempfile::tempdir().unwrap();
    // As FORMAT.md, section 4, says.
    let script = format!(
        r#"set -e; cd {}
        sed -n 1p {headers} | tr -d '\n' > h
        sed -n 2p {headers} | cut -d'"' -f4 | tr -d '\n' > s
        (printf 'daftar/entry/1\n'; cat h) > message; xxd -r -p s > signature
        (printf '302a300506032b6570032100'; grep -o '"log":"key:[0-9a-f]*' h | cut -d: -f3) | xxd -r -p > key.der
        openssl pkeyutl -verify -pubin -inkey key.der -keyform DER -rawin -in message -sigfile signature
        cat h signature | sha256sum"#,
        text(folder.path()),
        headers = text(&headers)
    );
    let said = String::from_utf8(run("sh", &["-c", &script]).unwrap()).unwrap();
    assert!(said.contains("Verified Successfully"), "{said}");
    let hash: &Hash = &town.device.register.unwrap().0;
    assert!(said.contains(&hash.to_string()), "{said}");
}

#[test]
fn settings_and_notes_carry_their_own_check() {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(10..13))).unwrap();
    store.erase(&[crate::town::claim(11)], &[]).unwrap();
    for path in [town.path("register.json"), town.log_file("notes.jsonl")] {
        let line = std::fs::read_to_string(&path).unwrap();
        assert_eq!(line.lines().count(), 1);
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();
        let check = json["check"].as_str().unwrap();
        let rest = line.trim_end().replace(&format!("\"check\":\"{check}\","), "");
        assert_eq!(Hash::of(rest.as_bytes()).to_string(), check, "{line}");
    }
}

#[test]
fn a_headers_file_is_two_lines_an_entry() {
    let (town, _) = closed();
    let file = std::fs::read_to_string(town.log_file("000001.headers.jsonl")).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len() % 2, 0);
    for pair in lines.chunks(2) {
        let signature: serde_json::Value = serde_json::from_str(pair[1]).unwrap();
        let signature = SignedHeader::parse_signature(signature["signature"].as_str().unwrap()).unwrap();
        assert!(SignedHeader::parse(pair[0].as_bytes().to_vec(), signature).is_ok());
    }
}
