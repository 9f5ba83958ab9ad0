//! What was found is looked at as pictures and on the map, and kept under a name; a card has its history; what is remembered asks
//! little.

use axum::http::StatusCode;
use serde_json::Value;

use crate::forms::statement;
use crate::keeper::keeper;
use crate::town::{get, site};

const PICTURE: &[u8] = include_bytes!("../../../../examples/sanabel/plan.png");

#[tokio::test]
async fn what_was_found_is_shown_as_pictures() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Jar")]).await;
    keeper.card("object", &[("name.en", "Urn")]).await;
    let sent = keeper
        .send_files(&format!("{jar}/picture"), &[("jar.png", PICTURE)], &[("title", "Album"), ("published", "no")])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let page = keeper.get("/search?where=kind%3Dobject&view=gallery").await.text;
    assert!(page.contains("/small\"") && page.contains("no picture"), "{page}");
    assert!(keeper.get("/search?where=kind%3Dobject").await.text.contains("/small\""), "in the list, too");
    assert!(page.contains("view=table") && page.contains("aria-current=\"true\">Pictures"), "the question stays");
    let public = get(&keeper.site, "/search?where=kind%3Dobject&view=gallery").await.text;
    assert!(!public.contains("/small\"") && !public.contains("Album"), "it is not published: {public}");
    let restricted = keeper
        .send_files(
            &format!("{jar}/picture"),
            &[("b.png", &[PICTURE, b"\n"].concat())],
            &[("restricted", "yes"), ("published", "no")],
        )
        .await;
    assert_eq!(restricted.status, StatusCode::SEE_OTHER, "{}", restricted.text);
    let page = keeper.get("/search?where=kind%3Dobject&view=gallery").await.text;
    assert_eq!(page.matches("/small\"").count(), 1, "{page}");
    let table = keeper.get("/search?where=kind%3Dobject&view=table&lang=ar").await.text;
    assert!(table.contains("<table") && table.contains("قطعة"), "{table}");
}

#[tokio::test]
async fn a_search_narrows_the_map_for_everybody_alike() {
    let all = get(&site(), "/map.json").await.text;
    let all: Value = serde_json::from_str(&all).unwrap();
    let some: Value = serde_json::from_str(&get(&site(), "/map.json?where=kind%3Dbuilding").await.text).unwrap();
    let count = |map: &Value| map["places"].as_array().unwrap().len();
    assert!(0 < count(&some) && count(&some) < count(&all), "{} of {}", count(&some), count(&all));
    let drawn: Value = serde_json::from_str(&get(&site(), "/map/drawing?where=kind%3Dbuilding").await.text).unwrap();
    let whole: Value = serde_json::from_str(&get(&site(), "/map/drawing").await.text).unwrap();
    assert!(drawn["features"].as_array().unwrap().len() < whole["features"].as_array().unwrap().len());
    let page = get(&site(), "/map?where=kind%3Dbuilding").await.text;
    assert!(page.contains("The whole map") && page.contains("of what the search finds"), "{page}");
}

#[tokio::test]
async fn a_search_is_saved_opened_and_let_go() {
    let keeper = keeper().await;
    let empty = keeper.post("/searches?words=jar", &[("name", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("A saved search needs a name"), "{}", empty.text);
    let address = "/searches?words=Qamarine&where=kind%3Dc:kind/object&view=gallery&page=3";
    let mut saved = Vec::new();
    for _ in 0..2 {
        assert_eq!(keeper.post(address, &[("name", "جرار  بلا صور")]).await.status, StatusCode::SEE_OTHER);
        saved.push(keeper.statements().await);
    }
    assert_eq!(saved[0], saved[1], "saved twice under one name, it is one");
    let page = keeper.get("/searches?lang=ar").await.text;
    assert!(page.contains("جرار بلا صور") && page.contains("view=gallery") && !page.contains("page=3"), "{page}");
    assert_eq!(get(&keeper.site, "/searches.json").await.status, StatusCode::UNAUTHORIZED);
    for public in ["/search?words=Qamarine", "/log", "/index.json", "/kind/keeper"] {
        let page = get(&keeper.site, public).await.text;
        assert!(!page.contains("بلا صور"), "{public}");
    }
    let data: Value = serde_json::from_str(&keeper.get("/searches.json").await.text).unwrap();
    let claim = data["searches"][0]["claim"].as_str().unwrap().to_owned();
    for _ in 0..2 {
        assert_eq!(keeper.post("/searches", &[("drop", &claim)]).await.status, StatusCode::SEE_OTHER, "twice, too");
    }
    assert!(keeper.get("/searches").await.text.contains("No search is saved yet"));
    let other = statement(&keeper, &keeper.card("object", &[("name.en", "Jar")]).await, "Jar").await;
    keeper.post("/searches", &[("drop", other.trim_start_matches("/c/"))]).await;
    assert!(keeper.get("/search?words=Jar").await.text.contains("Jar"), "nothing but saved searches is let go");
}

#[tokio::test]
async fn a_card_tells_its_history_and_the_public_what_stands() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Jar"), ("description.en", "It held oil")]).await;
    let claim = statement(&keeper, &jar, "It held oil").await;
    keeper.fill(&format!("{claim}/edit"), &[("description.en", "It held wine")]).await;
    let second = statement(&keeper, &jar, "It held wine").await;
    let page = keeper.get(&format!("{jar}/history")).await.text;
    assert!(page.contains("It held oil") && page.contains("It held wine") && page.contains("corrected"), "{page}");
    keeper.fill(&format!("{second}/retract"), &[]).await;
    let steps: Value = serde_json::from_str(&keeper.get(&format!("{jar}/history.json")).await.text).unwrap();
    assert_eq!(steps["steps"][0]["done"], "taken-back", "{steps}");
    assert_eq!(steps["steps"][1]["before"], "It held oil", "{steps}");
    let public = get(&keeper.site, &format!("{jar}/history")).await.text;
    assert!(public.contains("Jar") && public.contains("no longer told"), "{public}");
    assert!(!public.contains("It held"), "{public}");
    let sides = keeper.get(&format!("{jar}/history?earlier=2000-01-01&lang=ar")).await.text;
    assert!(sides.contains("جنبًا إلى جنب") && sides.contains("لا شيء"), "{sides}");
    let wrong = keeper.get(&format!("{jar}/history?earlier=yesterday")).await.text;
    assert!(wrong.contains("This is no day"), "{wrong}");
    assert_eq!(keeper.get("/e/x/history").await.status, StatusCode::NOT_FOUND);
    let person = keeper.card("person", &[("name.en", "Qamarine Tellwright"), ("restricted", "yes")]).await;
    assert_eq!(get(&keeper.site, &format!("{person}/history")).await.status, get(&keeper.site, &person).await.status);
}

#[tokio::test]
async fn what_is_remembered_needs_no_number_and_names_nobody() {
    let keeper = keeper().await;
    let nothing = keeper.fill("/remember", &[("fate.code", "destroyed"), ("open", "yes")]).await;
    assert!(nothing.text.contains("what is remembered of it"), "{}", nothing.text);
    let who = [("from", "told"), ("teller", "Qamarine Tellwright"), ("teller.make", "person"), ("open", "yes")];
    let fields = [
        &who[..],
        &[
            ("name.ar", "صندوق العرس"),
            ("description.en", "It stood by the door"),
            ("fate.code", "missing"),
            ("when", "198X"),
        ],
    ]
    .concat();
    let saved = keeper.fill("/remember?lang=ar", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let chest = saved.location().split('?').next().unwrap().to_owned();
    let page = keeper.get(&chest).await.text;
    assert!(page.contains("Qamarine Tellwright") && page.contains("needs no number"), "{page}");
    assert!(!page.contains("Still to be said"), "nobody is asked to measure a memory");
    let lacks = keeper.get("/search.json?where=%40lacks?").await.text;
    assert!(!lacks.contains("صندوق"), "{lacks}");
    let public = get(&keeper.site, &chest).await.text;
    assert!(public.contains("صندوق العرس") && public.contains("It stood by the door"), "{public}");
    assert!(!public.contains("Qamarine") && !public.contains("remembered by"), "{public}");
    let fields = [("from", "told"), ("teller", &*keeper.picked("Qamarine").await), ("name.en", "Cradle")];
    let cradle = keeper.fill("/remember", &fields).await.location();
    assert!(!get(&keeper.site, &cradle).await.text.contains("Cradle"), "attributed, it is for keepers");
    let jar = keeper.card("object", &[("name.en", "Jar")]).await;
    assert!(keeper.get(&jar).await.text.contains("Still to be said"));
}
