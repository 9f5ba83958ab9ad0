//! `daftar dates`: the time expressions of a text, as a list, as JSON and in the text.

use std::fs;

use crate::device::{Computer, Device as _};

const TEXT: &str = "The mill\n\nThe mill of Sanabel burned on 30 December 2031 & was opened again on January 4.\n\
                    It had stood for three weeks of rain < and more.\n";

#[test]
fn dates_are_told_with_where_they_stand_and_what_was_inferred() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    fs::create_dir(folder.path().join("mill")).unwrap();
    fs::write(folder.path().join("mill.txt"), TEXT).unwrap();
    let told = mill.well(&["dates", "mill.txt"]);
    let expected = [
        "40–56  30 December 2031  2031-12-30",
        "79–88  January 4  2032-01-04  (the narrative moved on into the next year)",
        "107–126  three weeks of rain  P3W",
    ];
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    let arabic = mill.well(&["dates", "mill.txt", "--lang", "ar"]);
    assert!(arabic.contains("انتقل السرد إلى السنة التالية"), "{arabic}");
    let lines = mill.well(&["dates", "mill.txt", "--json"]);
    let rows: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[1]["edtf"], "XXXX-01-04");
    assert_eq!(rows[1]["inferred"]["from"], serde_json::json!([[40, 56]]));
    assert_eq!((&rows[1]["earliest"], &rows[1]["latest"]), (&"2032-01-04".into(), &"2032-01-04".into()));
    assert_eq!(rows[1]["timex"][0]["value"], "2032-01-04");
}

#[test]
fn the_text_comes_back_with_its_dates_marked() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    fs::create_dir(folder.path().join("mill")).unwrap();
    // Encoded as in the 1990s: é is one byte, which UTF-8 does not have.
    fs::write(folder.path().join("mill.txt"), [&TEXT.as_bytes()[..10], b"Caf\xe9 in 1931.\n"].concat()).unwrap();
    assert!(mill.refused(&["dates", "mill.txt"]).contains("byte 13"));
    let marked = mill.well(&["dates", "mill.txt", "--timex3", "--encoding", "windows-1252"]);
    assert_eq!(marked, "The mill\n\nCafé in <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"1931\">1931</TIMEX3>.\n");
    fs::write(folder.path().join("mill.txt"), TEXT).unwrap();
    let marked = mill.well(&["dates", "mill.txt", "--timex3"]);
    assert!(marked.contains("</TIMEX3> &amp; was") && marked.contains("</TIMEX3> &lt; and"), "{marked}");
    let plain = marked.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect::<String>();
    assert_eq!(plain.replace("&amp;", "&").replace("&lt;", "<"), TEXT);
}

#[test]
fn fields_of_a_catalogue_are_read_or_said_not_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    fs::create_dir(folder.path().join("mill")).unwrap();
    fs::write(folder.path().join("dates.txt"), "c. 1892\nOttoman period\nundated\n").unwrap();
    let told = mill.well(&["dates", "--field", "--region", "levant", "dates.txt"]);
    let lines: Vec<Vec<&str>> = told.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0], ["c. 1892", "1892~"]);
    assert!(lines[1][1].starts_with("[1516..191") && lines[1][2].contains("Ottoman"), "{told}");
    assert_eq!(lines[2], ["undated", "unknown"]);
    fs::write(folder.path().join("dates.txt"), "1994, reconstructed 2001\nthe mill\n").unwrap();
    let output = mill.run(&["dates", "--field", "--json", "dates.txt"]);
    assert_eq!(output.status.code(), Some(1), "a line was not read");
    let rows: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[0]["edtf"], &rows[1]["read"]), (&"{1994,2001}".into(), &false.into()));
    assert!(mill.refused(&["dates", "--field", "--region", "atlantis", "dates.txt"]).contains("atlantis"));
}

/// Two languages, a day of publication, a Hijri date, and characters that only steer the direction of writing.
const ARABIC: &str = "\u{202b}طاحونة سنابل\n\nاحترقت الطاحونة في ٣٠ كانون\u{200f} الأول ٢٠٣١، وفُتحت بعد يومين.\n\
                      نُقش على بابها: سنة 1326 للهجرة.\u{202c} It was closed yesterday, وأُغلقت أمس.\n";

#[test]
fn arabic_is_read_with_english_and_hijri_dates_say_their_calendar() {
    let folder = tempfile::tempdir().unwrap();
    let mill = Computer(folder.path(), "mill");
    fs::create_dir(folder.path().join("mill")).unwrap();
    fs::write(folder.path().join("mill.txt"), ARABIC).unwrap();
    let told = mill.well(&["dates", "mill.txt", "--published", "2032-05-06"]);
    let lines: Vec<&str> = told.lines().map(|line| line.split_once("  ").unwrap().1).collect();
    assert_eq!(lines[0], "٣٠ كانون\u{200f} الأول ٢٠٣١  2031-12-30");
    assert_eq!(lines[1], "بعد يومين  2032-01-01  (counted from the date told before it)");
    assert_eq!(
        lines[2],
        "سنة 1326 للهجرة  1908-02-04/1909-01-22  (computed (tabular) Islamic calendar, good to two days)"
    );
    assert_eq!(lines[3], "yesterday  2032-05-05  (counted from when the text was published)");
    assert_eq!(lines[4], "أمس  2032-05-05  (counted from when the text was published)");
    let arabic = mill.well(&["dates", "mill.txt", "--published", "2032-05-06", "--lang", "ar"]);
    assert!(arabic.contains("محسوب من تاريخ نشر النص") && arabic.contains("التقويم الهجري الحسابي"), "{arabic}");
    let rows = mill.well(&["dates", "mill.txt", "--json"]);
    let rows: Vec<serde_json::Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[2]["calendar"], &rows[2]["hijri"]), (&"islamic".into(), &"1326".into()));
    assert_eq!((&rows[2]["earliest"], &rows[2]["latest"]), (&"1908-02-04".into(), &"1909-01-22".into()));
    assert_eq!(rows[2]["timex"][0]["value"], "1908");
    assert!(rows[0]["calendar"].is_null() && rows[0]["inferred"].is_null());
    assert_eq!(rows[3]["kind"], "vague", "nobody says when it was published");
    let marked = mill.well(&["dates", "mill.txt", "--timex3"]);
    assert!(marked.contains("<TIMEX3 tid=\"t2\" type=\"DATE\" value=\"2032-01-01\">بعد يومين</TIMEX3>."), "{marked}");
    let plain = marked.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect::<String>();
    assert_eq!(plain, ARABIC, "the text comes back to the letter");
    assert!(mill.refused(&["dates", "mill.txt", "--published", "May"]).contains("--published May"));
    assert!(mill.refused(&["dates", "mill.txt", "--published", "1930/1940"]).contains("several years"));
}
