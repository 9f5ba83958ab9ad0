//! Many cards at once: words, filters, counts, tables and sheets, for the public and for keepers.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use crate::planted::{SECRETS, site as planted};
use crate::town::{get, send, site, unlocked};

async fn data(address: &str) -> Value {
    serde_json::from_str(&get(&site(), address).await.text).unwrap()
}

fn facet<'d>(data: &'d Value, field: &str) -> &'d Value {
    let facets = data["facets"].as_array().unwrap();
    facets.iter().find(|facet| facet["field"] == field).unwrap_or(&Value::Null)
}

fn cards_of(facet: &Value, words: &str) -> u64 {
    let values = facet["values"].as_array().unwrap();
    values.iter().find(|value| value["words"] == words).and_then(|value| value["cards"].as_u64()).unwrap_or(0)
}

#[tokio::test]
async fn a_count_says_what_its_choice_finds() {
    let all = data("/search.json").await;
    let kinds = facet(&all, "kind");
    assert_eq!(kinds["label"], "kind");
    for value in kinds["values"].as_array().unwrap() {
        let chosen = data(&format!("/search.json?where=kind%3D{}", value["value"].as_str().unwrap())).await;
        assert_eq!(chosen["total"], value["cards"], "{value}");
        assert_eq!(
            cards_of(facet(&chosen, "kind"), value["words"].as_str().unwrap()),
            value["cards"].as_u64().unwrap()
        );
    }
    let museums = data("/search.json?where=kind%3Dmuseum").await;
    let differing = data("/search.json?where=kind%3Dmuseum&where=%40differs%3F").await;
    assert_eq!(differing["found"].as_array().unwrap().iter().filter(|one| one["kinds"][0] != "museum").count(), 0);
    assert!(museums["total"].as_u64().unwrap() >= 1 && differing["total"].as_u64() <= museums["total"].as_u64());
    let either = data("/search.json?where=kind%3Dmuseum&where=kind%3Devent").await;
    assert!(either["total"].as_u64() > museums["total"].as_u64(), "alternatives of one field");
}

#[tokio::test]
async fn dates_and_fields_narrow_a_search_down() {
    let found = data("/search.json?dated=founded&since=2013&until=2014-06&words=mill").await;
    assert!(found["total"].as_u64().unwrap() >= 1, "{found}");
    let sure = data("/search.json?dated=founded&since=2013&until=2016&sure=yes&words=mill").await;
    assert!(sure["total"].as_u64().unwrap() >= 1 && sure["possibly"] == 0);
    let typed = data("/search.json?words=name:mill").await;
    assert!(typed["total"].as_u64().unwrap() >= 1);
    assert_eq!(data("/search.json?words=founded:1700..1800").await["total"], 0);
    let past = data("/search.json?words=mill&known=2032-01").await;
    assert_eq!((&past["total"], &past["facets"]), (&Value::Null, &Value::Array(Vec::new())), "counts are of now alone");
    assert!(!past["found"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn the_form_works_without_scripts_and_shows_what_is_chosen() {
    let page = get(&site(), "/search?words=mill&where=kind%3Dmuseum&column=founded&column=state").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("type=\"checkbox\" name=\"where\"") && page.text.contains("<table>"));
    assert!(page.text.contains("Let go") && page.text.contains("/search.csv?words=mill"));
    let arabic = get(&site(), "/search?words=mill&lang=ar").await.text;
    assert!(arabic.contains("حصر النتائج"));
}

#[tokio::test]
async fn a_sheet_holds_everything_and_no_formula() {
    let sheet = get(&site(), "/search.csv?where=kind%3Dmuseum&column=founded").await;
    assert_eq!(sheet.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(sheet.text.starts_with("id,name,founded\r\n"), "{}", sheet.text);
    let total = data("/search.json?where=kind%3Dmuseum").await["total"].as_u64().unwrap();
    assert_eq!(sheet.text.matches("\r\n").count() as u64, total + 1);
}

#[tokio::test]
async fn no_hidden_value_is_counted_found_or_written_for_the_public() {
    let site = planted();
    let cookie = unlocked(&site).await;
    let all = |cookie: Option<String>, address: &'static str| {
        let site = site.clone();
        async move {
            let mut request = Request::get(address).header(header::HOST, "localhost");
            if let Some(cookie) = cookie {
                request = request.header(header::COOKIE, cookie);
            }
            send(&site, request.body(Body::empty()).unwrap()).await.text
        }
    };
    for address in
        ["/search.csv", "/search.json?count=name&count=director&count=founder&count=description", "/search?count=name"]
    {
        let told = all(None, address).await;
        for secret in SECRETS {
            assert!(!told.contains(secret), "{address}: {secret}");
        }
    }
    let public: Value = serde_json::from_str(&all(None, "/search.json").await).unwrap();
    let keeper: Value = serde_json::from_str(&all(Some(cookie), "/search.json").await).unwrap();
    assert!(public["total"].as_u64() < keeper["total"].as_u64(), "{} {}", public["total"], keeper["total"]);
}
