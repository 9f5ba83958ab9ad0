//! Every page answers, in both languages and as data; wrong input is told beside its field.

use axum::http::StatusCode;

use crate::town::{get, site, walk};

#[tokio::test]
async fn no_link_leads_nowhere() {
    for (address, answer) in walk(&site(), None).await {
        assert_eq!(answer.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn every_page_is_data_at_the_same_address() {
    let site = site();
    for page in
        ["/index", "/differ", "/map", "/moments", "/search", "/kind/museum", "/sources", "/log", "/health", "/unlock"]
    {
        let answer = get(&site, &format!("{page}.json")).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        let data: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        assert!(data.is_object(), "{page}");
        let path = page.replace("/kind/museum", "/kind/{kind}");
        let described = get(&site, "/openapi.json").await;
        assert!(described.text.contains(&format!("\"{path}.json\"")), "{path} is not described");
    }
}

#[tokio::test]
async fn the_language_is_that_of_the_address() {
    let site = site();
    let arabic = get(&site, "/differ?lang=ar&digits=arab").await;
    assert!(arabic.text.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.text.contains("حيث تختلف المصادر"));
    assert!(arabic.text.contains("href=\"/sources?lang=ar&amp;digits=arab\""), "links keep it");
    assert!(arabic.text.contains("href=\"/differ?digits=arab&amp;lang=en\""), "the switch keeps the page");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_beside_its_field() {
    let site = site();
    let page = get(&site, "/differ?at=next+week").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("value=\"next week\"") && page.text.contains("This is no date"));
    let data = get(&site, "/differ.json?at=next+week").await;
    assert_eq!(data.status, StatusCode::BAD_REQUEST);
    assert!(data.text.contains("\"at\""));
}

#[tokio::test]
async fn a_search_finds_arabic_however_it_is_spelled() {
    let answer = get(&site(), "/search.json?words=%D8%A7%D9%84%D8%B7%D8%A7%D8%AD%D9%88%D9%86%D9%87").await;
    let found: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert!(!found["found"].as_array().unwrap().is_empty(), "{found}");
}

#[tokio::test]
async fn nothing_and_restricted_look_the_same() {
    let site = site();
    let none = "0".repeat(64);
    for address in [format!("/e/{none}"), format!("/c/{none}"), "/e/x".into(), "/kind/no-such".into()] {
        let answer = get(&site, &address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.text.contains("Nothing that may be shown"), "{address}");
    }
}
