//! Totals in the browser: each number opens what is under it, in both languages, and as a sheet.

use axum::http::StatusCode;
use serde_json::Value;

use crate::town::{get, site};

async fn data(address: &str) -> Value {
    serde_json::from_str(&get(&site(), address).await.text).unwrap()
}

#[tokio::test]
async fn each_number_opens_its_cards_and_statements() {
    let page = get(&site(), "/totals").await.text;
    assert!(page.contains("open=any-damage&amp;group=whole#opened"), "{page}");
    let opened = get(&site(), "/totals?open=any-damage&group=whole").await.text;
    let section = opened.split("id=\"opened\"").nth(1).unwrap();
    assert!(section.contains("href=\"/e/") && section.contains("href=\"/c/"), "{section}");
    let told = data("/totals.json").await;
    let counted = &told["whole"]["damaged"];
    assert_eq!(counted["things"].as_array().unwrap().len() as u64, counted["high"].as_u64().unwrap());
    assert!(!counted["statements"].as_array().unwrap().is_empty());
    assert!(told["shares"].as_array().unwrap().iter().any(|share| share[0] == "any-damage"));
}

#[tokio::test]
async fn groups_are_told_in_both_languages_and_as_a_sheet() {
    let page = get(&site(), "/totals?by=kind").await.text;
    assert!(page.contains("Group by group") && page.contains("are not to be added"), "{page}");
    let arabic = get(&site(), "/totals?by=kind&lang=ar").await.text;
    assert!(arabic.contains("مجموعة مجموعة") && !arabic.contains("Group by group"));
    let sheet = get(&site(), "/totals.csv?by=kind").await.text;
    assert!(sheet.starts_with("\u{feff}group,what,code,low,best,high,of,"), "{sheet}");
    assert!(sheet.contains(",any-damage,"));
}

#[tokio::test]
async fn what_cannot_be_counted_so_says_what_was_expected() {
    let page = get(&site(), "/totals?of=40").await.text;
    assert!(page.contains("Say where the number of all comes from"), "{page}");
    let page = get(&site(), "/totals?of=40&of-source=Water+office").await.text;
    assert!(page.contains("Water office") && !page.contains("role=\"alert\""));
    assert!(get(&site(), "/totals?kind=nothing").await.text.contains("There is no such kind of card"));
    assert!(get(&site(), "/totals?place=no+such+place").await.text.contains("No card of that name"));
    assert_ne!(get(&site(), "/totals.json?by=nothing").await.status, StatusCode::OK);
}
