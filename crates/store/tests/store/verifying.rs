//! Damage beyond single bits: each kind has its name, its place and its remedy.

use daftar_store::{Access, Report, Severity, verify};

use crate::town::{Town, bodies, claim};

/// Entries 1 to 9; segments are closed at 2,500 bytes.
fn filled() -> Town {
    let (mut town, mut store) = Town::found();
    store.set_segment_size(2500);
    for n in 1..9 {
        store.append(&town.device.next(bodies(n * 10..n * 10 + 4))).unwrap();
    }
    store.put_file(&b"a letter"[..]).unwrap();
    store.erase(&[claim(12)], &[]).unwrap();
    store.close().unwrap();
    assert_eq!(town.complaints(), [] as [String; 0]);
    town
}

fn report(town: &Town) -> Report {
    verify(&town.dir, town.device.head, &|_, _| {}).unwrap()
}

/// Whether something is found under this code in this file.
fn found(town: &Town, code: &str, file: &str) {
    let report = report(town);
    let fits = |f: &daftar_store::Finding| f.code == code && f.place.file.ends_with(file) && !f.remedy.is_empty();
    assert!(report.findings.iter().any(fits), "{code} in {file}: {:?}", report.findings);
}

#[test]
fn whole_files_that_are_gone_are_named() {
    for (name, code, file) in [
        ("000001.headers.jsonl", "entries-missing", "000002.headers.jsonl"),
        ("000002.bodies.jsonl.zst", "bodies-missing", "000002.bodies.jsonl"),
        ("notes.jsonl", "bodies-changed", "000001.bodies.jsonl.zst"),
    ] {
        let town = filled();
        std::fs::remove_file(town.log_file(name)).unwrap();
        found(&town, code, file);
        let store = town.open(Access::Read);
        assert_eq!(store.log_fault(town.device.log()).is_some(), name.contains("headers"), "{name}");
    }
    let town = filled();
    std::fs::remove_file(
        town.path("profiles")
            .join(std::fs::read_dir(town.path("profiles")).unwrap().next().unwrap().unwrap().file_name()),
    )
    .unwrap();
    assert!(report(&town).findings.iter().any(|finding| finding.code == "profile-missing"));
}

#[test]
fn lines_that_are_gone_or_swapped_are_named() {
    let town = filled();
    let path = town.log_file("000001.headers.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let write = |lines: &[&str]| std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    write(&[&lines[..2], &lines[4..]].concat());
    found(&town, "entries-missing", "000001.headers.jsonl");
    write(&[&lines[..3], &lines[4..]].concat());
    found(&town, "header-damaged", "000001.headers.jsonl");
    write(&[&lines[2..4], &lines[..2], &lines[4..]].concat());
    found(&town, "entries-missing", "000001.headers.jsonl");
    write(&lines);
    assert_eq!(town.complaints(), [] as [String; 0]);
}

#[test]
fn what_lies_about_is_a_note_or_a_warning_not_damage() {
    let town = filled();
    std::fs::write(town.log_file("000001.bodies.jsonl.zst.unfinished"), "half").unwrap();
    std::fs::write(town.path("evidence/incoming.unfinished"), "half").unwrap();
    std::fs::write(town.log_file("holiday.txt"), "mine").unwrap();
    let report = report(&town);
    assert!(report.is_sound());
    let severities: Vec<_> = report.findings.iter().map(|finding| (finding.severity, finding.code)).collect();
    let wanted = [(Severity::Warning, "stray"), (Severity::Note, "unfinished"), (Severity::Note, "unfinished")];
    assert_eq!(severities, wanted);
    town.open(Access::Write).close().unwrap();
    assert_eq!(self::report(&town).findings.len(), 1, "what was unfinished is gone, what is somebody's stays");
}

#[test]
fn progress_reaches_its_end_and_the_report_is_plain_data() {
    let town = filled();
    let last = std::sync::Mutex::new((0, 0));
    let report = verify(&town.dir, town.device.head, &|done, total| {
        let mut last = last.lock().unwrap();
        *last = (last.0.max(done), total);
    })
    .unwrap();
    let (done, total) = *last.lock().unwrap();
    assert!(done == total && total > 1000, "{done} of {total}");
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["counted"]["entries"], 9);
    assert_eq!(json["counted"]["bodies"], 3 + 8 * 4 - 1);
    assert_eq!(json["counted"]["absent"], 1);
    assert_eq!(json["counted"]["files"], 1);
}
