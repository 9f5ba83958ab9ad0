//! Syncing as keepers meet it: a code read aloud, a line through a command, SSH or a served notebook, kills and strangers.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::device::{DAFTAR, Device};

/// A keeper's device.
pub(crate) struct Desk(tempfile::TempDir);

impl Desk {
    /// The device that makes the notebook.
    pub(crate) fn first() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.well(&["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]);
        desk
    }

    /// Another device, with a keeper of its own, that has been granted.
    pub(crate) fn second(&self) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        let bundle = desk.path().join("first.bundle").to_string_lossy().into_owned();
        self.well(&["bundle", "make", &bundle]);
        let init = ["init", "town.daftar", "--bundle", &bundle, "--keeper", "Basel", "--lang", "en"];
        let made = desk.json(&init);
        let key = made["key"].as_str().unwrap().to_owned();
        desk.well(&["bundle", "make", &bundle]);
        self.well(&["bundle", "take", &bundle]);
        self.well(&["grant", &key]);
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    fn code(&self, name: &str) -> String {
        self.json(&["peer", "code", name])["code"].as_str().unwrap().to_owned()
    }

    /// The command that answers for this device.
    fn answering(&self) -> String {
        let (home, town) = (self.path().join("home"), self.path().join("town.daftar"));
        format!("DAFTAR_HOME='{}' '{DAFTAR}' -R '{}' sync --stdio", home.display(), town.display())
    }

    /// The hashes of all entries.
    pub(crate) fn log(&self) -> Vec<String> {
        let log = self.json(&["log"]);
        let entries = log["entries"].as_array().unwrap().iter();
        entries.map(|entry| entry["hash"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn is_sound(&self) {
        let said = self.well(&["verify"]);
        // A kill may leave the index to be looked through by the next writer; it is no part of the record.
        let complaint = |line: &&str| !line.starts_with(' ') && !line.is_empty() && !line.starts_with("index-unsealed");
        assert_eq!(said.lines().skip(1).find(complaint), None, "{said}");
    }

    /// Serves the notebook; gives its address.
    fn served(&self) -> (Serving, String) {
        let mut command = self.command(&["serve", "--no-open", "--address", "127.0.0.1:0", "--json"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        (Serving(child), told["address"].as_str().unwrap().trim_end_matches('/').to_owned())
    }
}

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.path()).env("DAFTAR_HOME", self.path().join("home"));
        command.env("DAFTAR", self.path().join("town.daftar")).args(args);
        command
    }
}

/// A program that is ended when it is no longer needed.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Desk {
    /// Two desks, paired; the second calls the first "mill".
    pub(crate) fn first_and_second() -> (Desk, Desk) {
        let mill = Desk::first();
        let seeds = mill.second();
        let through = mill.answering();
        let code = mill.code("seeds");
        let spoken = code.to_lowercase().replace('-', " ");
        seeds.well(&["peer", "add", "mill", "ssh://mill/srv/town.daftar", &spoken, "--through", &through]);
        let again = seeds.run(&["peer", "add", "other", "ssh://mill/srv/town.daftar", &code, "--through", &through]);
        assert_eq!(again.status.code(), Some(3), "a code is good once");
        mill.well(&["add", "Well 7", "state", "damaged", "--when", "2031-11", "--kind", "water-point"]);
        let synced = seeds.json(&["sync", "mill", "--through", &through]);
        assert!(synced["broke"].is_null() && synced["taken"]["bodies"].as_u64() >= Some(3), "{synced}");
        assert!(seeds.well(&["show", "Well 7"]).contains("damaged"));
        (mill, seeds)
    }
}

#[test]
fn erasures_are_acknowledged_and_listed_until_then() {
    let (mill, seeds) = Desk::first_and_second();
    let through = mill.answering();
    let page = seeds.json(&["show", "Well 7"]);
    let claim = page["statements"].as_array().unwrap().iter().find(|one| one["property"] == "state").unwrap();
    mill.well(&["erase", claim["claim"].as_str().unwrap(), "--yes", "--ground", "safety"]);
    let waiting =
        |desk: &Desk| desk.json(&["peer", "list"])["peers"][0]["erasures_not_acknowledged"].as_array().unwrap().len();
    assert_eq!(waiting(&mill), 1);
    let synced = seeds.json(&["sync", "mill", "--through", &through]);
    assert_eq!(synced["erasures_heeded"], 1, "{synced}");
    assert_eq!((waiting(&mill), waiting(&seeds)), (0, 0));
    assert!(!seeds.well(&["show", "Well 7"]).contains("damaged"));
    seeds.well(&["peer", "remove", "mill"]);
    let refused = seeds.run(&["sync", "mill", "--through", &through]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no peer"));
}

#[test]
fn a_syncing_that_is_killed_loses_nothing() {
    let (mill, seeds) = Desk::first_and_second();
    let through = mill.answering();
    for n in 0..25 {
        mill.well(&["add", "Well 7", "note", &format!("note {n} of the mill {}", "x".repeat(n * 40))]);
    }
    let files: Vec<String> = (0..3).map(|n| write(seeds.path(), n)).collect();
    seeds.well(&[&["evidence", "add"][..], &files.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    for wait in [15, 30, 45, 60, 80, 110, 150, 220, 330, 500, 800] {
        let mut command = seeds.command(&["sync", "mill", "--through", &through, "--limit", "150k"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    // The answering side ends by itself when its line does.
    std::thread::sleep(Duration::from_millis(300));
    for _ in 0..2 {
        assert!(seeds.json(&["sync", "mill", "--through", &through])["broke"].is_null());
    }
    assert_eq!(mill.log(), seeds.log());
    mill.is_sound();
    seeds.is_sound();
    let kept = |desk: &Desk| all_files(&desk.path().join("town.daftar/evidence")).len();
    assert_eq!((kept(&mill), kept(&seeds)), (3, 3));
    assert!(all_files(&mill.path().join("town.daftar/incoming")).is_empty(), "no piece is left behind");
}

fn write(folder: &Path, n: u8) -> String {
    let path = folder.join(format!("picture-{n}.bin"));
    let noise = (0..120_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 16) as u8 ^ n);
    fs::write(&path, noise.collect::<Vec<u8>>()).unwrap();
    path.to_string_lossy().into_owned()
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { found.extend(all_files(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}

/// Two notebooks that are served: each syncs with the other's, while both are open in the browser.
#[test]
fn served_notebooks_sync_over_http() {
    let mill = Desk::first();
    let seeds = mill.second();
    let ((_one, mill_address), (_other, seeds_address)) = (mill.served(), seeds.served());
    seeds.well(&["peer", "add", "mill", &mill_address, &mill.code("seeds")]);
    mill.well(&["peer", "add", "seeds of Basel", &seeds_address, &seeds.code("the mill")]);
    mill.well(&["add", "Well 7", "state", "damaged", "--kind", "water-point"]);
    seeds.well(&["add", "Well 8", "state", "damaged", "--kind", "water-point"]);
    let none = mill.run(&["sync", "seeds of Basel", "--through", "exit 1", "--json"]);
    assert!(
        none.status.code() == Some(3) && String::from_utf8_lossy(&none.stdout).contains("\"broke\": \""),
        "{none:?}"
    );
    let synced = mill.json(&["sync", "seeds of Basel"]);
    assert!(synced["broke"].is_null(), "{synced}");
    assert!(mill.well(&["show", "Well 8"]).contains("damaged") && seeds.well(&["show", "Well 7"]).contains("damaged"));
    let page = get(&mill_address, "GET /kind/water-point.json HTTP/1.1");
    assert!(page.contains("Well 7") && page.contains("Well 8"), "the served pages know at once: {page}");
    strangers_are_told_nothing(&mill_address);
}

/// What is damaged at one is given by the other, over any line; what it keeps back stays missing, and is said.
#[test]
fn what_is_damaged_is_mended_from_a_peer() {
    let (mill, seeds) = Desk::first_and_second();
    let through = mill.answering();
    let file = write(seeds.path(), 1);
    seeds.well(&["evidence", "add", &file]);
    seeds.well(&["sync", "mill", "--through", &through]);
    let (before, there) = (seeds.log(), mill.log());
    let spoil = || {
        for path in all_files(&seeds.path().join("town.daftar")) {
            let name = path.to_string_lossy().into_owned();
            if name.contains("evidence") || name.contains(".bodies.") || name.contains(".headers.") {
                let mut bytes = fs::read(&path).unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                fs::remove_file(&path).unwrap();
                fs::write(&path, bytes).unwrap();
            }
        }
        assert_eq!(seeds.run(&["verify"]).status.code(), Some(1));
    };
    spoil();
    let said = seeds.well(&["repair", "--from", "mill", "--through", &through]);
    assert!(said.contains("mill gave") && said.contains("1 source files") && said.contains("mended: "), "{said}");
    seeds.is_sound();
    assert_eq!(seeds.log(), before);
    let (_served, address) = mill.served();
    seeds.well(&["peer", "add", "the served mill", &address, &mill.code("seeds again")]);
    spoil();
    let mended = seeds.json(&["repair", "--from", "the served mill"]);
    assert_eq!(
        (&mended["heard"][0]["broke"], &mended["work"]["left"]),
        (&Value::Null, &serde_json::json!([])),
        "{mended}"
    );
    seeds.is_sound();
    assert_eq!((seeds.log(), mill.log()), (before, there), "whoever is asked is left as it was");
    spoil();
    let broken = seeds.run(&["repair", "--from", "the served mill", "--through", "exit 1"]);
    assert!(
        !broken.status.success() && String::from_utf8_lossy(&broken.stdout).contains("then it ended"),
        "{broken:?}"
    );
    mill.well(&["peer", "withhold", "seeds again", "Well 7"]);
    assert!(mill.well(&["peer", "list"]).contains("withheld from it: Well 7"));
    let segments = all_files(&seeds.path().join("town.daftar/logs"));
    segments.iter().filter(|path| path.to_string_lossy().contains(".bodies.")).for_each(|path| {
        fs::remove_file(path).unwrap();
    });
    let kept_back = seeds.run(&["repair", "--from", "the served mill"]);
    assert_eq!(kept_back.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&kept_back.stdout).contains("it withheld, had erased or has not got"),
        "{kept_back:?}"
    );
    mill.well(&["peer", "allow", "seeds again", "Well 7"]);
    seeds.well(&["repair", "--from", "the served mill"]);
    seeds.is_sound();
}

/// Sends a request, and reads what comes.
fn get(address: &str, request: &str) -> String {
    let authority = address.strip_prefix("http://").unwrap();
    let mut line = TcpStream::connect(authority).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    line.write_all(format!("{request}\r\nHost: {authority}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn strangers_are_told_nothing(address: &str) {
    assert!(get(address, "GET /sync HTTP/1.1").starts_with("HTTP/1.1 426 "), "only this protocol");
    assert!(get(address, "POST /sync HTTP/1.1").starts_with("HTTP/1.1 405 "), "only by GET");
    assert!(get(address, "GET /sync/ HTTP/1.1\r\nUpgrade: daftar-sync/1").starts_with("HTTP/1.1 404 "), "only there");
    let authority = address.strip_prefix("http://").unwrap();
    for words in
        [&b"daftar-sync/1 sync\n\x00\x60"[..], b"daftar-sync/1 pair\n\x00\x20", b"GET / HTTP/1.1\r\n\r\n\r\n", b"\xff"]
    {
        let mut line = TcpStream::connect(authority).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let upgrade = "GET /sync HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: daftar-sync/1\r\n\r\n";
        line.write_all(upgrade.as_bytes()).unwrap();
        let mut head = [0; 13];
        line.read_exact(&mut head).unwrap();
        assert_eq!(&head, b"HTTP/1.1 101 ");
        line.write_all(&[words, &[7; 200]].concat()).unwrap();
        let mut rest = Vec::new();
        // It is over within seconds, whatever was said: by an end, or by a line that breaks.
        drop(line.read_to_end(&mut rest));
        let head_end = rest.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        assert_eq!(rest.len(), head_end, "nothing comes after the head");
    }
}

/// The system's own SSH, where it is there.
#[test]
fn a_peer_is_reached_by_ssh() {
    let mill = Desk::first();
    let Some((_server, port)) = sshd(&mill) else { return println!("skipped: no sshd can be started here") };
    let seeds = mill.second();
    let address = format!("ssh://127.0.0.1:{port}{}", mill.path().join("town.daftar").display());
    let path = format!("{}:{}", mill.path().join("bin").display(), std::env::var("PATH").unwrap());
    let run = |args: &[&str]| {
        let output = seeds.command(args).env("PATH", &path).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["peer", "add", "mill", &address, &mill.code("seeds")]);
    mill.well(&["add", "Well 7", "state", "damaged", "--kind", "water-point"]);
    run(&["sync", "mill"]);
    assert!(seeds.well(&["show", "Well 7"]).contains("damaged"));
}

/// An SSH server of one's own on a free port, and a command `ssh` that trusts it.
fn sshd(desk: &Desk) -> Option<(Serving, u16)> {
    let program = ["/usr/sbin/sshd", "/usr/bin/sshd"].into_iter().find(|path| Path::new(path).exists())?;
    let port = std::net::TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    let at = |name: &str| desk.path().join(name).display().to_string();
    for key in ["host", "user"] {
        let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]).status().ok()?;
        made.success().then_some(())?;
    }
    fs::create_dir(desk.path().join("bin")).ok()?;
    std::os::unix::fs::symlink(DAFTAR, desk.path().join("bin/daftar")).ok()?;
    let known = fs::read_to_string(at("host.pub")).ok()?;
    fs::write(at("known"), format!("[127.0.0.1]:{port} {known}")).ok()?;
    let ssh = format!(
        "#!/bin/sh\nexec /usr/bin/ssh -F /dev/null -i '{}' -o UserKnownHostsFile='{}' -o BatchMode=yes \"$@\"\n",
        at("user"),
        at("known")
    );
    fs::write(at("bin/ssh"), ssh).ok()?;
    Command::new("chmod").args(["755", &at("bin/ssh")]).status().ok()?;
    let config = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\nPidFile none\n\
         SetEnv DAFTAR_HOME={} PATH={}:/usr/bin:/bin\n",
        at("host"),
        at("user.pub"),
        at("home"),
        at("bin")
    );
    fs::write(at("sshd.conf"), config).ok()?;
    let mut command = Command::new(program);
    command.args(["-D", "-f", &at("sshd.conf")]).stdout(Stdio::null()).stderr(Stdio::null());
    let server = Serving(command.spawn().ok()?);
    let answers = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    answers.then_some((server, port))
}
