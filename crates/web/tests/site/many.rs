//! More than can be told at once: lists and the timeline hear only what they show.

use std::fmt::Write as _;

use axum::Router;
use axum::http::StatusCode;
use daftar_register::{Founding, Home, Register, system_clock};
use daftar_web::{Options, app};
use serde_json::Value;

use crate::town::get;

/// So many jars, made in 1900, 1901 and so on, ten of them a year; and one person, of whom the public learns nothing.
const JARS: usize = 2_050;

fn many() -> String {
    let mut text = String::from("source.title = \"The list of the store\"\nclaim = [\n");
    for n in 0..JARS {
        let line = |rest: &str| format!("  {{ about = \"Jar {n:04}\", property = {rest} }},\n");
        text += &line("\"kind\", code = \"object\"");
        text += &line(&format!("\"name\", text = \"Jar {n:04}\""));
        text += &line(&format!("\"made\", date = \"{}\"", 1_700 + n / 10));
    }
    let _ = writeln!(text, "  {{ about = \"Nobody\", property = \"kind\", code = \"person\" }},");
    let _ = writeln!(text, "  {{ about = \"Nobody\", property = \"made\", date = \"1666\" }},\n]");
    text
}

fn site() -> (tempfile::TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    let (register, home) = (folder.path().join("store.daftar"), Home::at(folder.path().join("keys")));
    let founding = Founding { place: "Sanabel".into(), keeper: "Keeper".into(), lang: "en".into(), passphrase: None };
    Register::create(&register, &home, founding, system_clock).unwrap().0.record_by_hand(&many()).unwrap();
    let address = "127.0.0.1:4750".parse().unwrap();
    (
        folder,
        app(Options { address, register, home, basemap: None, lang: None, open: false, now: system_clock }).unwrap(),
    )
}

async fn data(site: &Router, address: &str) -> Value {
    let answer = get(site, address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    serde_json::from_str(&answer.text).unwrap()
}

/// Whether the year stands there by itself, and not among the digits of an id.
fn has_year(page: &str, year: &str) -> bool {
    let of_id = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_hexdigit());
    let mut found = page.match_indices(year);
    found.any(|(at, _)| !of_id(page[..at].chars().last()) && !of_id(page[at + year.len()..].chars().next()))
}

#[tokio::test]
async fn what_is_too_much_is_outlined_and_its_parts_are_told() {
    let (_folder, site) = site();
    let whole = data(&site, "/timeline.json").await;
    assert_eq!((&whole["outlined"], &whole["part"]["total"]), (&Value::from(true), &Value::from(JARS)));
    let named = |story: &Value| {
        story["items"].as_array().unwrap().iter().map(|item| item["entity"]["name"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(named(&whole).len(), 50);
    assert!(named(&whole).contains(&"\"Jar 0000\"".to_owned()));
    let second = data(&site, "/timeline.json?page=2").await;
    assert!(named(&second).iter().all(|name| !named(&whole).contains(name)));
    let page = get(&site, "/timeline").await.text;
    assert!(page.contains("too many to draw each") && page.contains("<svg"));

    let years = data(&site, "/timeline.json?since=1720&until=1729").await;
    assert_eq!((&years["outlined"], &years["part"]["total"]), (&Value::from(false), &Value::from(100)));
    let until = data(&site, "/timeline.json?at=1709").await;
    assert_eq!(until["part"]["total"], 100, "ten years of ten jars");
    let people = data(&site, "/timeline.json?kind=person").await;
    assert_eq!(people["part"]["total"], 0);
    assert!(!has_year(&page, "1666"));

    let cards = data(&site, "/kind/object.json?page=41").await;
    assert_eq!((&cards["part"]["total"], cards["cards"].as_array().unwrap().len()), (&Value::from(JARS), 50));
    assert_eq!(cards["cards"][0]["name"], "Jar 2000");
}

#[tokio::test]
async fn a_search_is_turned_page_by_page_to_its_end() {
    let (_folder, site) = site();
    let (mut named, mut page) = (Vec::new(), Some(1));
    while let Some(n) = page {
        let told = data(&site, &format!("/search.json?words=jar&page={n}")).await;
        named.extend(told["found"].as_array().unwrap().iter().map(|one| one["names"][0].as_str().unwrap().to_owned()));
        page = told["next"].as_u64();
        assert!(page.is_none_or(|next| next > n), "{told}");
    }
    let found = named.len();
    named.sort();
    named.dedup();
    assert_eq!((found, named.len()), (JARS, JARS), "each once");
    let first = get(&site, "/search?words=jar").await.text;
    assert!(first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""));
    let beyond = get(&site, "/search?words=jar&page=18446744073709551615").await;
    assert_eq!(beyond.status, StatusCode::OK);
    assert!(!beyond.text.contains("rel=\"next\""));
    let one = data(&site, "/search.json?words=%22jar%201777%22").await;
    assert_eq!((one["found"].as_array().unwrap().len(), one["found"][0]["names"][0].as_str()), (1, Some("Jar 1777")));
    assert_eq!(data(&site, "/search.json?words=nobody").await["found"], Value::Array(Vec::new()));
}
