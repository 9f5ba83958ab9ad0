//! Sealed copies: what is erased here goes from them, too, and a place that lets nothing go is named.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use daftar_register::CopyKind;
use daftar_register::claim::{Ground, Value};
use daftar_register::sealed::{Target, Tell};

use crate::site::{Site, all_files};

const SECRET: &str = "Quillaby of Tern Lane";

/// A place for the site's copies, in a folder beside the register.
fn place(site: &Site) -> PathBuf {
    site.folder().with_file_name("stick")
}

fn add(site: &Site, target: &str) {
    site.add_deposit("stick", &Target::parse(target).unwrap(), None).unwrap();
}

/// Debian's restic on a repository, with the password that the device keeps; none where it is not installed.
fn restic(site: &Site, args: &[&str]) -> Option<Output> {
    let password = site.deposit_password().unwrap().unwrap();
    let mut command = Command::new("restic");
    command.args(["--no-cache", "-r"]).arg(place(site)).args(args).env("RESTIC_PASSWORD", password);
    let output = command.output().ok();
    if output.is_none() {
        println!("skipped: restic is not installed");
    }
    output
}

fn lines(output: Output) -> Vec<String> {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Every piece that restic can decrypt at the place: in use by a copy, or left over.
fn pieces(site: &Site) -> Option<Vec<Vec<u8>>> {
    let listed = lines(restic(site, &["list", "blobs"])?);
    let id = |line: &String| line.split_whitespace().last().unwrap_or_default().to_owned();
    Some(listed.iter().map(|line| restic(site, &["cat", "blob", &id(line)]).unwrap().stdout).collect())
}

/// Whether words lie in bytes, as they are or in the frames of a closed segment.
fn says(bytes: &[u8], words: &str) -> bool {
    let has = |bytes: &[u8]| bytes.windows(words.len()).any(|part| part == words.as_bytes());
    has(bytes) || zstd::decode_all(bytes).is_ok_and(|plain| has(&plain))
}

#[test]
fn what_is_erased_can_be_decrypted_out_of_no_sealed_copy() {
    let mut site = Site::first();
    let mill = site.building("Old mill");
    let claim = site.say(&site.claim(mill, "description", Value::text(SECRET)));
    let letter = site.folder().with_file_name("letter.txt");
    std::fs::write(&letter, format!("{SECRET} wrote this. {}", "It is long. ".repeat(200))).unwrap();
    let file = site.keep_file(&letter, false).unwrap();
    add(&site, place(&site).to_str().unwrap());
    for _ in 0..2 {
        site.make_deposit("stick", &Tell::nobody()).unwrap();
    }
    if let Some(pieces) = pieces(&site) {
        assert!(pieces.iter().filter(|bytes| says(bytes, SECRET)).count() >= 2, "it can be found before");
    }
    site.erase(&[claim], &[file], Ground::ConsentWithdrawn).unwrap();
    let kept = site.make_deposit("stick", &Tell::nobody()).unwrap();
    assert_eq!((kept.replaced, kept.remains), (2, None));
    let copies = site.deposit("stick").unwrap().copies().unwrap();
    assert_eq!(copies.iter().map(|copy| &copy.id).collect::<Vec<_>>(), [&kept.copy.id]);
    let noted = site.copies().unwrap();
    let noted = noted.last().unwrap();
    assert_eq!((noted.kind, noted.place.as_str()), (CopyKind::Deposit, place(&site).to_str().unwrap()));
    assert!(noted.checked.is_some() && site.entries_since(noted) == 0, "the copy that replaced them was read back");
    let Some(pieces) = pieces(&site) else { return };
    assert!(!pieces.is_empty() && !pieces.iter().any(|bytes| says(bytes, SECRET)));
    lines(restic(&site, &["check", "--read-data"]).unwrap());
    let again = site.folder().with_file_name("again");
    lines(restic(&site, &["restore", "latest", "--target", again.to_str().unwrap()]).unwrap());
    let restored = all_files(&again);
    assert!(restored.iter().any(|path| path.ends_with("register.json")));
    assert!(!restored.iter().any(|path| says(&std::fs::read(path).unwrap(), SECRET)));
    let next = site.make_deposit("stick", &Tell::nobody()).unwrap();
    assert_eq!((next.replaced, next.remains), (0, None), "one erasure replaces the copies once");
}

/// rclone's REST server on a folder, which takes copies and lets nothing go.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn append_only(folder: &Path) -> Option<Server> {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("127.0.0.1:{port}");
    std::fs::create_dir_all(folder).unwrap();
    let mut command = Command::new("rclone");
    command.args(["serve", "restic", "--append-only", "--addr", &address]).arg(folder);
    let Ok(child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        println!("skipped: rclone is not installed");
        return None;
    };
    let server = Server(child, port);
    for _ in 0..200 {
        if TcpStream::connect(&address).is_ok() {
            return Some(server);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("rclone does not answer at {address}");
}

#[test]
fn a_place_that_lets_nothing_go_is_named_after_an_erasure() {
    let mut site = Site::first();
    let mill = site.building("Old mill");
    let claim = site.say(&site.claim(mill, "description", Value::text(SECRET)));
    let Some(server) = append_only(&place(&site)) else { return };
    add(&site, &format!("rest:http://127.0.0.1:{}/", server.1));
    site.make_deposit("stick", &Tell::nobody()).unwrap();
    site.erase(&[claim], &[], Ground::Safety).unwrap();
    for _ in 0..2 {
        let kept = site.make_deposit("stick", &Tell::nobody()).unwrap();
        let remains = kept.remains.unwrap_or_default();
        assert_eq!(kept.replaced, 0);
        assert!(remains.contains("nothing can be removed") && remains.contains("127.0.0.1"), "{remains}");
    }
    assert_eq!(site.deposit("stick").unwrap().copies().unwrap().len(), 3, "all are still there");
}

#[test]
fn where_sealed_copies_are_put_stands_in_none_of_them() {
    let site = Site::first();
    add(&site, place(&site).to_str().unwrap());
    site.make_deposit("stick", &Tell::nobody()).unwrap();
    let again = site.folder().with_file_name("again.daftar");
    site.deposit("stick").unwrap().restore(None, &again, &Tell::nobody()).unwrap();
    let told = |path: &PathBuf| says(&std::fs::read(path).unwrap(), place(&site).to_str().unwrap());
    assert!(!all_files(&again).iter().chain(&all_files(&site.folder())).any(told));
    let refused = site.add_deposit("stick", &Target::parse("/elsewhere").unwrap(), None).unwrap_err();
    assert!(refused.to_string().contains("choose another name"), "{refused}");
}
