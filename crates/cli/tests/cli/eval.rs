//! `daftar eval`: a corpus of one's own, as a table, as JSON and with what was missed.

use std::fs;

use crate::device::{Computer, Device as _};

const TEXT: &str = "The mill was burned by raiders. The weir sings.";

/// A corpus of one text with two claims, of which a reader finds one.
fn corpus(folder: &std::path::Path) {
    fs::create_dir_all(folder.join("mill")).unwrap();
    let own = folder.join("corpus");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("texts.jsonl"), format!("{{\"doc\":\"mill\",\"text\":{TEXT:?}}}\n")).unwrap();
    let row = |what: (u32, u32), cue: (u32, u32), by: &str| {
        format!(
            "{{\"doc\":\"mill\",\"what\":{{\"start\":{},\"end\":{}}},\"effect\":\"burned\",\"cue\":{{\"start\":{},\"end\":{}}},\
             \"negated\":false,\"modality\":\"asserted\",\"quantity\":null,\"by\":{by},\"date\":null,\"speaker\":null,\
             \"said_verb\":null,\"said\":null}}\n",
            what.0, what.1, cue.0, cue.1
        )
    };
    let rows = [row((4, 8), (13, 19), "{\"start\":23,\"end\":30}"), row((36, 40), (41, 46), "null")];
    fs::write(own.join("gold.jsonl"), rows.concat()).unwrap();
}

#[test]
fn a_reader_is_measured_and_its_misses_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    corpus(folder.path());
    let told = mill.well(&["eval", "corpus", "--misses"]);
    let what: Vec<&str> = told.lines().find(|line| line.starts_with("what")).unwrap().split_whitespace().collect();
    assert_eq!(what[1..7], ["1", "1", "2", "1.00", "0.50", "0.67"], "{told}");
    assert!(told.contains("mill:41 claim: gold weir | burned | sings |"), "{told}");
    assert_eq!(told, mill.well(&["eval", "corpus", "--misses"]), "twice the same");
    let arabic = mill.well(&["eval", "corpus", "--lang", "ar"]);
    assert!(arabic.contains("القائل") && !arabic.contains("weir"), "{arabic}");
    let json: serde_json::Value = serde_json::from_str(&mill.well(&["eval", "corpus", "--json"])).unwrap();
    assert_eq!(json["measured"]["fields"][5]["name"], "by");
    assert_eq!(json["measured"]["fields"][5]["all"]["right"], 1);
    assert_eq!(json["measured"]["misses"], serde_json::json!([]));
}

#[test]
fn what_is_no_corpus_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    fs::create_dir(folder.path().join("mill")).unwrap();
    assert!(mill.refused(&["eval", "nothing"]).contains("texts.jsonl"));
    corpus(folder.path());
    fs::write(folder.path().join("corpus/gold.jsonl"), "{\"effect\":1}\n").unwrap();
    assert!(mill.refused(&["eval", "corpus"]).contains("line 1"));
}
