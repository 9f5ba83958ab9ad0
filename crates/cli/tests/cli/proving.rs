//! Proofs as strangers meet them: made, co-signed and stamped here, checked there with no notebook, and by hand with
//! `openssl` as FORMAT.md says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::device::{DAFTAR, Device};

/// The page that the checks by hand are taken from.
const FORMAT: &str = include_str!("../../../../FORMAT.md");

/// A keeper's device, with a notebook of its own.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(place: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        desk.well(&["init", "town.daftar", "--place", place, "--keeper", "Amal", "--no-passphrase", "--lang", "en"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command_at(&self, time: &str, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.0.path()).env("DAFTAR_HOME", self.path("home")).env("DAFTAR_CLOCK", time);
        command.env("DAFTAR", self.path("town.daftar")).env("LANG", "C").args(args);
        command
    }

    fn run_at(&self, time: &str, args: &[&str]) -> Output {
        self.command_at(time, args).output().unwrap()
    }

    /// Adds a statement; gives its id as far as it is needed.
    fn add(&self, args: &[&str]) -> String {
        let said = self.well(&[&["add"], args].concat());
        said.trim().rsplit(' ').next().unwrap().to_owned()
    }

    /// What a command says that ends so.
    fn ends(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {output:?}");
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    }
}

impl Device for Desk {
    fn command(&self, args: &[&str]) -> Command {
        self.command_at("2032-05-01T12:00:00Z", args)
    }
}

/// A stranger, who has the proof and nothing else.
fn stranger(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(DAFTAR);
    command.current_dir(folder).env_remove("DAFTAR").env("DAFTAR_HOME", folder.join("none")).env("LANG", "C");
    command.arg("verify-proof").args(args).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

fn shell(folder: &Path, lines: &str) -> Output {
    Command::new("bash").arg("-c").arg(lines).current_dir(folder).output().unwrap()
}

/// The fenced blocks of FORMAT.md after these words.
fn by_hand(words: &str) -> Vec<&'static str> {
    let after = FORMAT.split_once(words).expect("FORMAT.md has these words").1;
    after.split("```\n").skip(1).step_by(2).collect()
}

fn have(tools: &[&str]) -> bool {
    let absent: Vec<_> = tools.iter().filter(|tool| Command::new(tool).arg("--help").output().is_err()).collect();
    if !absent.is_empty() {
        println!("skipped: {absent:?} not found");
    }
    absent.is_empty()
}

/// A museum that has a checkpoint co-signed by a seed bank on the first of June.
fn co_signed() -> (Desk, Desk, String) {
    let (museum, seeds) = (Desk::new("Sanabel"), Desk::new("Marsa"));
    let claim = museum.add(&["Windmill", "state", "destroyed", "--when", "2032-01", "--kind", "building"]);
    museum.add(&["Windmill", "description", "Built by five neighbours"]);
    museum.well(&["checkpoint", "-o", "point"]);
    let cosigned = seeds.run_at("2032-06-01T08:00:00Z", &["cosign", museum.path("point").to_str().unwrap()]);
    assert!(cosigned.status.success(), "{cosigned:?}");
    assert_eq!(museum.json(&["checkpoint", "take", "point"])["cosigned"].as_array().unwrap().len(), 1);
    (museum, seeds, claim)
}

#[test]
fn a_stranger_is_told_what_was_there_by_when_and_who_says_so() {
    let (museum, seeds, claim) = co_signed();
    museum.well(&["prove", &claim, "-o", "proof"]);
    let size = fs::metadata(museum.path("proof")).unwrap().len();
    assert!(size < 8000, "{size}");
    let place = tempfile::tempdir().unwrap();
    fs::copy(museum.path("proof"), place.path().join("proof")).unwrap();
    let said = stranger(place.path(), &["proof"]);
    let words = text(&said);
    assert!(said.status.success() && words.contains("in the notebook by 2032-06-01T08:00:00Z"), "{words}");
    for told in
        ["state: destroyed", "a co-signer: key:", "its own clock said: 2032-05-01T12:00:00Z", "does not say that"]
    {
        assert!(words.contains(told), "{told}: {words}");
    }
    let arabic = text(&stranger(place.path(), &["proof", "--lang", "ar"]));
    assert!(
        arabic.contains("كان هذا في الدفتر بحلول 2032-06-01T08:00:00Z") && arabic.contains("موقّع مشارك"),
        "{arabic}"
    );
    let data: Value = serde_json::from_slice(&stranger(place.path(), &["proof", "--json"]).stdout).unwrap();
    assert_eq!((&data["holds"], data["by"].as_str()), (&Value::Bool(true), Some("2032-06-01T08:00:00Z")));
    let (partner, register) = (data["cosigned"][0]["key"].as_str().unwrap(), data["register"].as_str().unwrap());
    let known = ["proof", "--cosigner", partner, "--notebook", register, "--claim", data["claim"].as_str().unwrap()];
    assert!(stranger(place.path(), &known).status.success());
    let theirs = seeds.json(&["checkpoint"]);
    let other = stranger(place.path(), &["proof", "--notebook", theirs["register"].as_str().unwrap()]);
    assert_eq!(other.status.code(), Some(1));
    assert!(text(&other).contains("not about the one that you name"), "{other:?}");
    lies(&museum, place.path());
}

/// A changed bit, another's statement, an older checkpoint: each is refused with words.
fn lies(museum: &Desk, place: &Path) {
    let proof = fs::read(museum.path("proof")).unwrap();
    for at in (0..proof.len()).step_by(proof.len() / 12) {
        let mut changed = proof.clone();
        changed[at] ^= 1;
        fs::write(place.join("changed"), changed).unwrap();
        let said = stranger(place, &["changed"]);
        assert!(said.status.code() == Some(1) && text(&said).contains("does not hold"), "byte {at}: {said:?}");
    }
    assert!(text(&stranger(place, &["changed", "--lang", "ar"])).contains("لا يصح"));
    assert_eq!(stranger(place, &["nowhere"]).status.code(), Some(3));
    museum.add(&["Windmill", "description", "Said after the checkpoint"]);
    let later = museum.json(&["checkpoint"]);
    assert!(later["cosigned"].as_array().unwrap().is_empty(), "a new checkpoint, for more was recorded: {later}");
}

#[test]
fn the_lines_for_a_proof_hold_as_they_are_written() {
    if !have(&["bash", "awk", "openssl", "xxd", "base64", "sha256sum"]) {
        return;
    }
    let (museum, _, claim) = co_signed();
    let stamped = stamp(&museum);
    museum.well(&["prove", &claim, "-o", "proof"]);
    let blocks = by_hand("By hand, in `bash`, with the proof in `proof`:");
    let said = shell(museum.0.path(), blocks[0]);
    let words = text(&said);
    assert!(said.status.success() && !words.contains("DOES NOT"), "{words}");
    for holds in ["file holds", "checkpoint holds", "entry ", "Jun  1 08:00:00"] {
        assert!(words.contains(holds), "{holds}: {words}");
    }
    let entries = words.matches("\nentry ").count();
    assert_eq!(words.matches("Signature Verified Successfully").count(), entries + 2, "{words}");
    let register = words.trim().rsplit('/').next().unwrap();
    assert!(words.contains(&format!("entry {register} holds")), "the register is one of the entries: {words}");
    assert!(
        words.contains(&format!("{} holds", museum.json(&["prove", &claim])["claim"].as_str().unwrap())),
        "{words}"
    );
    if stamped {
        let said = shell(museum.0.path(), blocks[1]);
        assert!(text(&said).contains("Verification: OK"), "{said:?}");
        let said = museum.well(&["verify-proof", "proof", "--ca", "CA.pem"]);
        assert!(said.contains("a time stamp of Sanabel Clock (whom the certificate leads to)"), "{said}");
        assert!(museum.well(&["verify-proof", "proof"]).contains("not checked whether it is"));
        let other = museum.ends(&["verify-proof", "proof", "--ca", "other.pem"], 1);
        assert!(other.contains("no time stamp in it that the given authority could have made"), "{other}");
        assert!(museum.ends(&["verify-proof", "proof", "--ca", "ts.conf"], 3).contains("BEGIN CERTIFICATE"));
    }
    // The lines find a lie, too.
    let lie = fs::read_to_string(museum.path("proof")).unwrap().replacen("destroyed", "untouched", 1);
    fs::write(museum.path("proof"), lie).unwrap();
    let words = text(&shell(museum.0.path(), blocks[0]));
    assert!(words.contains("file DOES NOT HOLD") && words.contains(" DOES NOT HOLD\n"), "{words}");
}

/// Lets an authority that `openssl` plays stamp a checkpoint; false where it cannot.
fn stamp(desk: &Desk) -> bool {
    desk.well(&["timestamp", "request", "-o", "asked.tsq"]);
    desk.well(&["timestamp", "request", "-o", "again.tsq"]);
    let asked = ["asked.tsq", "again.tsq"].map(|name| fs::read(desk.path(name)).unwrap());
    assert_eq!(asked[0], asked[1], "several authorities can be asked");
    let config = "[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:true\n\
                  [leaf]\nextendedKeyUsage=critical,timeStamping\n[tsa]\ndefault_tsa=it\n[it]\nserial=serial\n\
                  crypto_device=builtin\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\n\
                  default_policy=1.2.3.4\ndigests=sha256\ness_cert_id_alg=sha256\n";
    fs::write(desk.path("ts.conf"), config).unwrap();
    fs::write(desk.path("serial"), "01\n").unwrap();
    let made = shell(
        desk.0.path(),
        "set -e; new='-newkey rsa:2048 -nodes -config ts.conf'
         openssl req -x509 $new -extensions ca -keyout ca.key -out CA.pem -days 30 -subj '/CN=Sanabel Root'
         openssl req -x509 $new -extensions ca -keyout o.key -out other.pem -days 30 -subj '/CN=Other Root'
         openssl req $new -keyout tsa.key -out tsa.csr -subj '/CN=Sanabel Clock'
         openssl x509 -req -in tsa.csr -CA CA.pem -CAkey ca.key -set_serial 7 -days 30 -extfile ts.conf -extensions leaf -out tsa.pem
         openssl ts -reply -config ts.conf -queryfile asked.tsq -out answer.tsr",
    );
    if !made.status.success() {
        println!("skipped: openssl cannot play a time-stamping authority here");
        return false;
    }
    assert!(desk.ends(&["timestamp", "take", "answer.tsr", "--ca", "other.pem"], 3).contains("does not lead to"));
    desk.json(&["timestamp", "take", "answer.tsr", "--ca", "CA.pem"])["authority"] == "Sanabel Clock"
}

#[test]
fn partners_co_sign_nothing_that_takes_back() {
    let (museum, seeds, _) = co_signed();
    let point = |name: &str| museum.path(name).to_str().unwrap().to_owned();
    let old = fs::read_to_string(museum.path("point")).unwrap();
    museum.add(&["Windmill", "description", "Said after the checkpoint"]);
    museum.well(&["checkpoint", "-o", "later"]);
    seeds.well(&["cosign", &point("later")]);
    assert!(seeds.ends(&["cosign", &point("point")], 3).contains("co-signed more of the log"));
    assert!(museum.ends(&["cosign", "later"], 3).contains("this device writes in that notebook"));
    let lie = old.replacen("daftar/", "daftar/0", 1);
    fs::write(museum.path("lie"), lie).unwrap();
    assert!(!seeds.ends(&["cosign", &point("lie")], 3).is_empty());
    let own = seeds.well(&["checkpoint"]);
    fs::write(museum.path("own"), own).unwrap();
    assert!(museum.ends(&["checkpoint", "take", "own"], 3).contains("another notebook"));
    assert!(museum.well(&["checkpoint", "take", "later"]).contains("1 new signatures"));
    assert!(museum.well(&["verify"]).contains("all as it was written"), "checkpoints are no fault of the folder");
}

#[test]
fn what_is_hidden_is_proved_only_when_it_is_meant() {
    let museum = Desk::new("Sanabel");
    museum.add(&["Salma", "name", "Salma", "--kind", "person"]);
    let hidden = museum.add(&["Salma", "description", "PLANTED behind the well"]);
    assert!(museum.ends(&["prove", &hidden], 3).contains("--reveal"));
    assert!(museum.well(&["prove", &hidden, "--reveal"]).contains("PLANTED"));
    museum.add(&["Windmill", "name", "Windmill", "--kind", "building"]);
    let key = museum.json(&["prove", &hidden, "--reveal"])["recording"][0].as_str().unwrap().to_owned();
    let added = museum.json(&["add", "Windmill", "description", "SEALED in the cellar", "--restricted"]);
    let sealed = format!("{key}/{}/0", added["entry"]);
    museum.well(&["prove", &sealed, "-o", "proof"]);
    assert!(!fs::read_to_string(museum.path("proof")).unwrap().contains("opens "));
    let said = museum.well(&["verify-proof", "proof"]);
    assert!(
        said.contains("sealed: the proof does not show") && said.contains("only the notebook itself says"),
        "{said}"
    );
    museum.well(&["prove", &sealed, "-o", "proof", "--reveal"]);
    assert!(museum.well(&["verify-proof", "proof"]).contains("description: SEALED in the cellar"));
    let erased = museum.add(&["Windmill", "description", "ERASED tomorrow"]);
    let entry = museum.json(&["prove", &erased])["recording"].clone();
    museum.well(&["erase", &erased, "--yes", "--ground", "mistake"]);
    let recording = format!("{}/{}/{}", entry[0].as_str().unwrap(), entry[1], entry[2]);
    assert!(museum.ends(&["prove", &recording], 3).contains("it was erased"));
}
