//! What pages show, and what they leave out.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use crate::town::{get, send, site};

async fn data(address: &str) -> Value {
    serde_json::from_str(&get(&site(), address).await.text).unwrap()
}

/// The museum's card: several cards that are one.
async fn museum() -> String {
    let museums = data("/kind/museum.json").await;
    let cards = museums["cards"].as_array().unwrap();
    let card = cards.iter().find(|card| card["name"] == "Mill Museum").unwrap();
    card["entity"].as_str().unwrap().replace("entity:", "")
}

#[tokio::test]
async fn a_search_shows_one_thing_once() {
    let found = data("/search.json?words=museum").await;
    let museum = data(&format!("/e/{}.json", museum().await)).await;
    let members = museum["members"].as_array().unwrap();
    assert!(members.len() > 1, "the museum has several cards");
    let hits = found["found"].as_array().unwrap().iter().filter(|hit| members.contains(&hit["entity"]));
    assert_eq!(hits.count(), 1);
}

#[tokio::test]
async fn times_are_words_in_the_digits_of_the_reader() {
    let page = get(&site(), "/log?lang=ar&digits=arab").await.text;
    let times: Vec<&str> = page.split("<time datetime=\"").skip(1).collect();
    assert!(!times.is_empty());
    for time in times {
        let (written, rest) = time.split_once("\">").unwrap();
        let words = rest.split("</time>").next().unwrap();
        assert!(written.ends_with('Z') && written.contains('T'), "{written}");
        assert!(words.contains("بالتوقيت العالمي") && !words.contains(|c: char| c.is_ascii_digit()), "{words}");
    }
}

#[tokio::test]
async fn a_statement_does_not_lead_to_itself() {
    let site = site();
    let card = get(&site, &format!("/e/{}", museum().await)).await.text;
    let claim = card.split("href=\"/c/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let page = get(&site, &format!("/c/{claim}")).await.text;
    assert!(page.contains("<time datetime=") && page.contains("Who recorded it"));
    assert!(!page.contains("The whole statement"), "{page}");
}

#[tokio::test]
async fn two_moments_are_told_card_by_card_beside_what_was_known() {
    let moments = data("/moments.json?earlier=2032-01-15&later=2032-06").await;
    let cards = moments["cards"].as_array().unwrap();
    assert!(cards.len() > 3 && moments["new"].as_u64().unwrap() >= cards.len() as u64);
    let mut entities: Vec<&str> = cards.iter().filter_map(|card| card["entity"].as_str()).collect();
    entities.sort_unstable();
    entities.dedup();
    assert!(entities.len() + 1 >= cards.len(), "each card stands once");
    let news = cards.iter().flat_map(|card| card["properties"].as_array().unwrap());
    let changed = news.filter(|one| !one["before"].as_array().unwrap().is_empty());
    assert!(changed.count() > 0, "something else was known before");
    let page = get(&site(), "/moments").await.text;
    assert!(page.contains("<datalist id=\"days\">") && page.contains("/moments?earlier="), "days are offered");
}

#[tokio::test]
async fn who_comes_from_elsewhere_is_told_so_in_both_languages() {
    let request = Request::get("/").header(header::HOST, "sanabel.example").body(Body::empty()).unwrap();
    let answer = send(&site(), request).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text.contains("lang=\"ar\" dir=\"rtl\"") && answer.text.contains("was not sent by a page"));
}

#[tokio::test]
async fn kinds_are_counted_under_their_plural() {
    let site = site();
    for (lang, many) in [("en", "objects"), ("ar", "قطع")] {
        let page = get(&site, &format!("/?lang={lang}")).await.text;
        assert!(page.contains(&format!("<span>{many}</span> <b>")), "{lang}");
        assert!(get(&site, &format!("/kind/object?lang={lang}")).await.text.contains(&format!("<h1>{many}</h1>")));
    }
}
