//! Where a sensitive place lies within its cell, nobody finds out by asking: two notebooks that differ in nothing else give a stranger
//! the same answers, whatever is asked, and however often.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::StatusCode;
use daftar_register::claim::{Timestamp, row_entity};
use daftar_register::import::Plan;
use daftar_register::read::sheet::Opening;
use daftar_register::store::Access;
use daftar_register::{Founding, Home, Register};
use daftar_web::{Options, app};

use crate::audience::{UNLINKED, as_data};
use crate::town::{get, walk};

fn noon() -> Timestamp {
    Timestamp::parse("2032-05-01T12:00:00Z").unwrap()
}

/// Wells in the cell of the fixed grid from 35.00 north and 21.00 east, beside houses whose places are open.
const HEAD: &str = "number,name,latitude,longitude,state\n";
/// Three ways for the wells to lie in their cells. The numbers have as many digits everywhere.
const WAYS: [[(&str, &str); 3]; 3] = [
    [("35.0011", "21.0012"), ("35.0482", "21.0481"), ("35.0013", "21.0499")],
    [("35.0489", "21.0487"), ("35.0012", "21.0011"), ("35.0498", "21.0021")],
    [("35.0251", "21.0252"), ("35.0251", "21.0253"), ("35.0252", "21.0251")],
];
const STATES: [&str; 3] = ["damaged", "intact", "destroyed"];

struct Notebook {
    _folder: tempfile::TempDir,
    site: Router,
}

fn notebook(wells: [(&str, &str); 3]) -> Notebook {
    let folder = tempfile::tempdir().unwrap();
    let (register, home) = (folder.path().join("sanabel.daftar"), Home::at(folder.path().join("keys")));
    let founding = Founding { place: "Sanabel".into(), keeper: "Keeper".into(), lang: "en".into(), passphrase: None };
    let (mut open, _) = Register::create(&register, &home, founding, noon).unwrap();
    let row = |(n, (north, east)): (usize, (&str, &str))| format!("W {n},Well {n},{north},{east},{}\n", STATES[n]);
    let wells: String = wells.into_iter().enumerate().map(row).collect();
    bring(&mut open, folder.path(), "water-point", &wells);
    bring(
        &mut open,
        folder.path(),
        "building",
        "B 1,Old Mill,35.0100,21.0100,damaged\nB 2,School,35.0300,21.0300,intact\n",
    );
    drop(open);
    served(folder, register, home)
}

fn served(folder: tempfile::TempDir, register: PathBuf, home: Home) -> Notebook {
    let address = "127.0.0.1:4750".parse().unwrap();
    let options = Options { address, register, home, lang: None, basemap: None, open: false, now: noon };
    Notebook { site: app(options).unwrap(), _folder: folder }
}

fn bring(open: &mut Register, folder: &Path, kind: &str, rows: &str) {
    let (path, opening) = (folder.join(format!("{kind}.csv")), Opening::default());
    std::fs::write(&path, format!("{HEAD}{rows}")).unwrap();
    let mapping = open.look_at_list(&path, &opening, kind, None, Some(kind)).unwrap().mapping;
    let title = format!("List of {kind}");
    let plan = Plan::of(path, opening, mapping, title);
    open.import(&plan, &|_, _| {}, &mut |_, _| Ok(())).unwrap();
}

/// Questions that try to narrow a place down: by words, by boxes, by what is near, by time, by counting.
const GUESSES: [&str; 27] = [
    "/map/crowd?bounds=21.0,35.0,21.002,35.002",
    "/map/crowd?bounds=21.02,35.02,21.03,35.03",
    "/map/crowd?bounds=-180,-90,180,90",
    "/map?where=kind%3Dc:kind/water-point",
    "/map/drawing?where=kind%3Dc:kind/water-point",
    "/map/drawing?at=2031",
    "/map/drawing?known=2032-05-01",
    "/map/drawing?lang=ar",
    "/search?words=35.0011",
    "/search?words=21.0012",
    "/search?words=well",
    "/search?words=well&view=table",
    "/search?where=kind%3Dc:kind/water-point&view=table",
    "/search?where=location%3Dany",
    "/search?where=location%3Dnone",
    "/search.csv?words=well",
    "/search/statements.csv?words=well",
    "/search?sort=location",
    "/search?columns=location",
    "/kind/water-point",
    "/kind/water-point?sort=location",
    "/kind/water-point.json",
    "/differ",
    "/timeline",
    "/moments?earlier=2032-01",
    "/index.json",
    "/map.json",
];

/// The cards whose ids are made of their rows, and so the same in all notebooks.
fn cards() -> Vec<String> {
    let row = |kind: &str, number: &str| row_entity(kind, kind, &[number]).to_string();
    let wells = (0..3).map(|n| row("water-point", &format!("W {n}")));
    wells.chain([row("building", "B 1"), row("building", "B 2")]).map(|id| digits(&id).to_owned()).collect()
}

fn digits(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, digits)| digits)
}

/// Every address that links lead to or that can be guessed, of each card all, as pages and as data.
async fn addresses(site: &Router) -> BTreeSet<String> {
    let met = walk(site, None).await.into_iter().map(|(address, _)| address);
    let mut all: BTreeSet<String> = UNLINKED.iter().chain(&GUESSES).map(|address| (*address).to_owned()).collect();
    for address in met {
        let of_card = address.strip_prefix("/e/").and_then(|rest| rest.get(64..));
        match of_card {
            Some(rest) => all.extend(cards().into_iter().map(|card| format!("/e/{card}{rest}"))),
            None if !address.contains("/c/") && !address.contains("/s/") => all.extend([address]),
            None => {}
        }
    }
    let data: Vec<String> = all.iter().filter_map(|address| as_data(address)).collect();
    all.extend(data);
    all
}

/// What a stranger is answered. What is drawn at random (ids, and what begins with one) tells nothing, so all of it is one mark here.
async fn answers(site: &Router, addresses: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for address in addresses {
        let answer = get(site, address).await;
        all.insert(address.clone(), sorted(&format!("{} {}", answer.status, veiled(&answer.text))));
    }
    all
}

/// Runs of sixteen and more hexadecimal digits, or of twelve behind a colon, as one mark.
fn veiled(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_digit() || ('a'..='f').contains(&letter) {
            run.push(letter);
            continue;
        }
        out.push_str(if run.len() >= 12 { "#" } else { &run });
        run.clear();
        out.push(letter);
    }
    out
}

/// What stands in an answer, whatever its order: ids decide that, and are drawn anew.
fn sorted(text: &str) -> String {
    let mut parts: Vec<&str> = text.split(['<', '>', ',', '[', ']', '{', '}', '\n']).collect();
    parts.sort_unstable();
    parts.join("\n")
}

/// The first parts in which two answers differ.
fn apart<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    one.lines().zip(other.lines()).find(|(one, other)| one != other)
}

#[tokio::test]
async fn repeated_questions_do_not_narrow_a_cell() {
    let [first, others @ ..] = WAYS.map(notebook);
    let asked = addresses(&first.site).await;
    assert!(asked.len() > 200, "only {} questions", asked.len());
    let told = answers(&first.site, &asked).await;
    assert!(told["/map.json"].contains("21.05") && told["/map.json"].contains("Well 1"), "the cell is told");
    for other in &others {
        for (address, answer) in answers(&other.site, &asked).await {
            assert_eq!(apart(&told[&address], &answer), None, "{address} tells them apart");
        }
    }
    // The script would see it, if there were anything to see.
    let elsewhere = notebook([("35.0511", "21.0012"), ("35.0482", "21.0481"), ("35.0013", "21.0499")]);
    let map = answers(&elsewhere.site, &["/map.json".to_owned()].into()).await;
    assert!(apart(&told["/map.json"], &map["/map.json"]).is_some(), "another cell is another answer");
}

/// What was thought to be a house is a well: where it lies is not told of the days before that was known either.
#[tokio::test]
async fn what_was_held_before_is_not_asked_around_what_is_restricted_now() {
    let folder = tempfile::tempdir().unwrap();
    let (register, home) = (folder.path().join("sanabel.daftar"), Home::at(folder.path().join("keys")));
    let founding = Founding { place: "Sanabel".into(), keeper: "Keeper".into(), lang: "en".into(), passphrase: None };
    let (mut open, _) = Register::create(&register, &home, founding, noon).unwrap();
    bring(&mut open, folder.path(), "building", "B 1,Water house,35.0123,21.0123,damaged\n");
    let house = row_entity("building", "building", &["B 1"]);
    drop(open);
    let later = || Timestamp::parse("2032-05-03T12:00:00Z").unwrap();
    let mut open = Register::open(&register, &home, Access::Write, later).unwrap();
    let well = r#"source.title = "Second look"
claim = [{ about = "Water house", property = "kind", code = "water-point" }]"#;
    open.record_by_hand(well).unwrap();
    drop(open);
    let Notebook { site, _folder } = served(folder, register, home);
    for address in ["/map.json", "/map/drawing", "/map/crowd", "/totals.json", "/totals.csv", "/search.csv", "/moments"]
    {
        for asked in ["", "recorded=2032-05-02", "recorded=2032-05-01T12:00:00Z", "earlier=2032-05-02"] {
            let told = get(&site, &format!("{address}?{asked}")).await.text;
            assert!(!told.contains("35.0123") && !told.contains("21.0123"), "{address}?{asked}: {told}");
        }
    }
    for asked in ["recorded=2032-05-02", "earlier=2032-05-02"] {
        for more in ["", ".json", "/history", "/history.json"] {
            let told = get(&site, &format!("/e/{}{more}?{asked}", digits(&house.to_string()))).await.text;
            assert!(!told.contains("35.0123"), "{more}?{asked}");
        }
    }
    let page = get(&site, "/totals?recorded=2032-05-02").await.text;
    assert!(page.contains("is for keepers"), "it says so");
    assert_eq!(get(&site, "/totals.csv?known=next+week").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
