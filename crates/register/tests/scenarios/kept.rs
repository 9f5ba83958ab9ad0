//! Whole registers, kept as the version that made them wrote them: every later version opens and verifies them, makes their
//! index, and answers as on that day. What is kept never changes; a new format gets a new folder beside it.

use std::fs;
use std::path::{Path, PathBuf};

use daftar_register::claim::Value;
use daftar_register::store::Report;

use crate::answers::answers;
use crate::making;
use crate::site::{Site, all_files, merge_in_every_order};

/// Where what is kept lies.
pub(crate) fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

fn expected() -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(kept("register-1/answers.json")).unwrap()).unwrap()
}

/// What a verification counts and finds.
pub(crate) fn found(report: &Report) -> serde_json::Value {
    serde_json::to_value(report).unwrap()
}

#[test]
fn the_first_register_opens_verifies_and_answers_as_it_did() {
    let mut site = Site::kept(&kept("register-1"));
    let report = site.report();
    assert!(report.findings.iter().all(|finding| finding.code == "index-unsealed"), "{:?}", report.findings);
    let looked = site.looked_at().unwrap();
    assert!(!site.folder().join("index").exists(), "looking writes nothing");
    drop(looked);
    site.open();
    let wanted = expected();
    same(&answers(&mut site), &wanted["answers"]);
    site.reopen();
    same(&answers(&mut site), &wanted["answers"]);
    site.close();
    assert_eq!(found(&site.report()), wanted["report"]);
}

/// Compares part by part, so that a failure can be read.
fn same(now: &serde_json::Value, then: &serde_json::Value) {
    for (part, then) in then.as_object().unwrap() {
        assert_eq!(&now[part], then, "{part}");
    }
    assert_eq!(now, then);
}

/// What a later version writes stands behind what was there, and others take it.
#[test]
fn the_first_register_is_written_on() {
    let mut site = Site::kept(&kept("register-1"));
    site.open();
    let jar = site.entity("Storage jar").unwrap();
    let said = site.say(&site.claim(jar, "description", Value::text("a second handle")));
    let seeds = site.second(Some("Second House of Seeds"));
    for site in merge_in_every_order(vec![site, seeds]) {
        assert!(site.holding(jar, "description").contains(&said));
        assert!(site.faults().0, "{:?}", site.faults());
        let logs = kept("register-1/sanabel/logs");
        for path in all_files(&logs).iter().filter(|path| path.to_string_lossy().contains("headers")) {
            let now = fs::read(site.folder().join("logs").join(path.strip_prefix(&logs).unwrap()));
            // A site that came later lays the same entries out in its own segments.
            assert!(
                now.map_or(true, |now| now.starts_with(&fs::read(path).unwrap()) || site.party() != site.founder())
            );
        }
    }
}

/// Makes what is kept, where it is not there yet; never run in a test run.
#[test]
#[ignore = "makes a fixture that never changes once it is there"]
fn make_the_first_register() {
    let at = kept("register-1");
    assert!(!at.join("sanabel").exists(), "{} is there already and never changes", at.display());
    making::town().keep(&at);
    write_answers();
}

/// Writes down anew what the first register answers, after a view was changed on purpose; the register stays as it is.
#[test]
#[ignore = "rewrites the answers that the other tests expect"]
fn write_down_what_the_first_register_answers() {
    write_answers();
}

fn write_answers() {
    let mut site = Site::kept(&kept("register-1"));
    site.open();
    let answers = answers(&mut site);
    site.close();
    let whole = serde_json::json!({ "answers": answers, "report": found(&site.report()) });
    let text = serde_json::to_string_pretty(&whole).unwrap() + "\n";
    fs::write(kept("register-1/answers.json"), text).unwrap();
}
