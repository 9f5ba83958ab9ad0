//! The lots of a seed bank: books, forecasts, what to save first; for keepers, and no word of them for anybody else.

use axum::http::StatusCode;
use daftar_register::claim::Timestamp;

use crate::keeper::{self, Keeper};
use crate::town::get;

/// A day that does not pass: what a forecast says depends on it.
fn may_2032() -> Timestamp {
    Timestamp::parse("2032-05-01T09:00:00Z").unwrap()
}

/// A keeper on that day.
async fn keeper() -> Keeper {
    let mut keeper = keeper::keeper().await;
    keeper.site = keeper::site_on(&keeper.folder, may_2032).unwrap();
    keeper.unlock().await;
    keeper
}

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn id(card: &str) -> String {
    card.trim_start_matches("/e/").split('?').next().unwrap().to_owned()
}

async fn says(keeper: &Keeper, card: &str, property: &str, fields: &[(&str, &str)]) {
    let named: Vec<(String, &str)> =
        fields.iter().map(|(field, value)| (format!("{property}.{field}"), *value)).collect();
    let named: Vec<(&str, &str)> = named.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let saved = keeper.fill(&format!("/e/{}/add/{property}", id(card)), &named).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{property}: {}", saved.text);
}

/// A jar of wheat with 10 % moisture at 20 °C, of which half a kilogram was given out.
async fn jar(keeper: &Keeper) -> String {
    let wheat =
        keeper.card("accession", &[("name.en", "Hill durum"), ("crop.text", "wheat"), ("crop.en", "wheat")]).await;
    says(keeper, &wheat, "genus", &[("text", "Triticum"), ("en", "Triticum")]).await;
    says(keeper, &wheat, "species", &[("text", "aestivum"), ("en", "aestivum")]).await;
    let jar = keeper.card("lot", &[("number.text", "SH-1"), ("number.en", "SH-1")]).await;
    let entity = |card: &str| format!("entity:{}", id(card));
    says(keeper, &jar, "of-accession", &[("entity", &entity(&wheat))]).await;
    says(keeper, &jar, "quantity", &[("number", "3"), ("unit", "kg")]).await;
    says(keeper, &jar, "thousand-seed-weight", &[("number", "40"), ("unit", "g")]).await;
    says(keeper, &jar, "temperature", &[("number", "20"), ("unit", "°C")]).await;
    says(keeper, &jar, "moisture", &[("number", "10"), ("unit", "%")]).await;
    says(keeper, &jar, "moisture-basis", &[("code", "fresh")]).await;
    let gift = keeper.card("distribution", &[("about.entity", &entity(&jar)), ("date.date", "2031-10-02")]).await;
    says(keeper, &gift, "quantity", &[("number", "500"), ("unit", "g")]).await;
    jar
}

async fn test(keeper: &Keeper, jar: &str, date: &str, germinated: &str) {
    let about = format!("entity:{}", id(jar));
    let test = keeper.card("germination-test", &[("about.entity", &about), ("date.date", date)]).await;
    says(keeper, &test, "seeds-sown", &[("best", "100")]).await;
    says(keeper, &test, "germinated", &[("best", germinated)]).await;
}

async fn json(keeper: &Keeper, address: &str) -> serde_json::Value {
    serde_json::from_str(&keeper.get(address).await.text).unwrap()
}

#[tokio::test]
async fn a_lot_has_a_book_and_a_forecast_with_all_that_they_rest_on() {
    let keeper = keeper().await;
    let jar = jar(&keeper).await;
    let address = format!("/e/{}/lot", id(&jar));
    let before = plain(&keeper.get(&address).await.text);
    assert!(before.contains("no germination test that can be used"), "{before}");
    test(&keeper, &jar, "2031-12-10", "96").await;
    test(&keeper, &jar, "2031-12-11", "130").await;
    let page = plain(&keeper.get(&address).await.text);
    for told in ["2492 g", "given out", "96/100", "more came up than were sown", "Ellis", "<svg", "under the line"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let data = json(&keeper, &format!("{address}.json")).await;
    let now = &data["forecast"]["known"]["now"];
    assert!(now["low"].as_f64().unwrap() < now["best"].as_f64().unwrap(), "{now}");
    assert_eq!(data["book"]["left"]["some"]["low"], "2492", "two tests took a hundred seeds each");
    let arabic = plain(&keeper.get(&format!("{address}?lang=ar")).await.text);
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("تحت الحد"), "{arabic}");
    let odd = plain(&keeper.get(&format!("{address}?below=850")).await.text);
    assert!(odd.contains("cannot be"), "{odd}");
    let sooner = json(&keeper, &format!("{address}.json?below=٩٥")).await;
    assert!(sooner["forecast"]["known"]["best"].as_str() < data["forecast"]["known"]["best"].as_str(), "{sooner}");
}

#[tokio::test]
async fn what_to_save_first_shows_every_term_and_takes_the_keepers_weights() {
    let keeper = keeper().await;
    let jar = jar(&keeper).await;
    test(&keeper, &jar, "2031-12-10", "96").await;
    let list = json(&keeper, "/save-first.json").await;
    let first = &list["ranked"][0];
    assert_eq!(first["name"], "Hill durum");
    let terms: Vec<&str> =
        first["rank"]["terms"].as_array().unwrap().iter().map(|t| t["term"].as_str().unwrap()).collect();
    assert_eq!(terms, ["no-copy", "no-holder", "only-one"], "{first}");
    let score = |list: &serde_json::Value| list["ranked"][0]["rank"]["score"].as_f64().unwrap();
    let more = json(&keeper, "/save-first.json?no-copy=6").await;
    assert!((score(&more) / score(&list) - 2.0).abs() < 1e-9);
    let page = plain(&keeper.get("/save-first").await.text);
    assert!(page.contains("no copy elsewhere ×3") && page.contains("Hill durum"), "{page}");
    assert!(plain(&keeper.get("/save-first?no-copy=-1").await.text).contains("cannot be"));
    let plan = plain(&keeper.get("/test-plan").await.text);
    assert!(plan.contains("SH-1") && plan.contains("Wald"), "{plan}");
    let lots = plain(&keeper.get("/lots").await.text);
    assert!(lots.contains("SH-1") && lots.contains("2496 g"), "{lots}");
}

#[tokio::test]
async fn nobody_takes_more_by_hand_than_the_book_has_until_it_is_counted_anew() {
    let keeper = keeper().await;
    let jar = jar(&keeper).await;
    let about = format!("entity:{}", id(&jar));
    let gift = keeper.card("distribution", &[("about.entity", &about), ("date.date", "2031-11-02")]).await;
    let add = format!("/e/{}/add/quantity", id(&gift));
    let refused = keeper.fill(&add, &[("quantity.number", "2600"), ("quantity.unit", "g")]).await;
    let words = plain(&refused.text);
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(words.contains("less left than is taken"), "{words}");
    let left = json(&keeper, &format!("/e/{}/lot.json", id(&jar))).await;
    assert_eq!(left["book"]["left"]["some"]["low"], "2500", "nothing was recorded");
    let recount = keeper.card("recount", &[("about.entity", &about), ("date.date", "2031-11-01")]).await;
    says(&keeper, &recount, "quantity-found", &[("number", "2800"), ("unit", "g")]).await;
    says(&keeper, &gift, "quantity", &[("number", "2600"), ("unit", "g")]).await;
    let left = json(&keeper, &format!("/e/{}/lot.json", id(&jar))).await;
    assert_eq!(left["book"]["left"]["some"]["low"], "200");
}

#[tokio::test]
async fn nobody_else_sees_any_of_it() {
    let keeper = keeper().await;
    let jar = jar(&keeper).await;
    for address in ["/lots.json", "/save-first.json", "/test-plan.json", &format!("/e/{}/lot.json", id(&jar))] {
        assert_eq!(get(&keeper.site, address).await.status, StatusCode::UNAUTHORIZED, "{address}");
    }
    let strange = keeper.get(&format!("/e/{}/lot", "0".repeat(64))).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND, "{}", strange.text);
}
