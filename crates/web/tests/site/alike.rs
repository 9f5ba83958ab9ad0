//! Many cards changed alike: foreseen, done as one piece of work, undone as one; what is otherwise than foreseen is named.

use axum::http::StatusCode;
use serde_json::Value;

use crate::forms::statement;
use crate::keeper::{Keeper, hidden, keeper};
use crate::town::Answer;

/// A keeper with a jar, an urn and a lid; of two the material is told.
async fn shelf() -> Keeper {
    let keeper = keeper().await;
    for (name, material) in [("Jar", "pottry"), ("Urn", "pottry"), ("Lid", "")] {
        let fields = [("name.en", name), ("material.en", material)];
        keeper.card("object", &fields[..if material.is_empty() { 1 } else { 2 }]).await;
    }
    keeper
}

const OBJECTS: &str = "where=kind=c:kind/object";

async fn form(keeper: &Keeper, property: &str) -> (String, String) {
    let address = format!("/search/change?{}&property={property}", OBJECTS.replacen("kind=", "kind%3D", 1));
    let page = keeper.get(&address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    (address, hidden(&page.text, "key"))
}

async fn post(keeper: &Keeper, (address, key): &(String, String), fields: &[(&str, &str)]) -> Answer {
    let preset = [("key", key.as_str()), ("from", "me"), ("stated", "2032-05-01")];
    keeper.post(address, &[&preset, fields].concat()).await
}

/// What is foreseen, with the words of the page.
async fn foresee(keeper: &Keeper, form: &(String, String), fields: &[(&str, &str)]) -> String {
    let page = post(keeper, form, fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.text.replace(['\u{2068}', '\u{2069}'], "")
}

async fn done(keeper: &Keeper, form: &(String, String), fields: &[(&str, &str)]) -> Value {
    let sent = post(keeper, form, &[fields, &[("step", "do")]].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let report = sent.location().replacen("/search/change?", "/search/change.json?", 1);
    serde_json::from_str(&keeper.get(&report).await.text).unwrap()
}

async fn cards_with(keeper: &Keeper, material: &str) -> u64 {
    let found = keeper.get(&format!("/search.json?where=material%3Dt:{material}")).await.text;
    serde_json::from_str::<Value>(&found).unwrap()["total"].as_u64().unwrap()
}

async fn card_of(keeper: &Keeper, name: &str) -> String {
    let names: Value = serde_json::from_str(&keeper.get(&format!("/names.json?begin={name}")).await.text).unwrap();
    names["cards"][0]["entity"].as_str().unwrap().replace("entity:", "/e/")
}

#[tokio::test]
async fn a_value_is_replaced_on_all_cards_and_comes_back_as_one() {
    let keeper = shelf().await;
    let before = keeper.statements().await;
    let form = form(&keeper, "material").await;
    let fields = [("deed", "replace"), ("old", "t:pottry"), ("material.en", "pottery"), ("keep-origin", "yes")];
    let page = foresee(&keeper, &form, &fields).await;
    assert!(page.contains("2 cards would change") && page.contains("no statement says this: 1 card"), "{page}");
    assert_eq!(keeper.statements().await, before, "nothing is recorded by looking");
    let report = done(&keeper, &form, &fields).await;
    assert_eq!((report["cards"].as_u64(), report["left_alone"].as_u64()), (Some(2), Some(0)), "{report}");
    assert_eq!((cards_with(&keeper, "pottery").await, cards_with(&keeper, "pottry").await), (2, 0));
    let again = post(&keeper, &form, &[&fields[..], &[("step", "do")]].concat()).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "sent twice, it is done once");
    let log: Value = serde_json::from_str(&keeper.get("/log.json").await.text).unwrap();
    let (newest, number) = (&log["entries"][0], report["entry"].to_string());
    assert_eq!(newest["number"].to_string(), number, "one piece of work, and the last");
    keeper.post("/log", &[("log", newest["log"].as_str().unwrap()), ("number", &number)]).await;
    assert_eq!((cards_with(&keeper, "pottery").await, cards_with(&keeper, "pottry").await), (0, 2));
}

#[tokio::test]
async fn what_changed_since_it_was_foreseen_is_named_and_left_alone() {
    let keeper = shelf().await;
    let form = form(&keeper, "material").await;
    let fields = [("deed", "replace"), ("old", "t:pottry"), ("material.en", "pottery"), ("keep-origin", "yes")];
    foresee(&keeper, &form, &fields).await;
    let jar = card_of(&keeper, "Jar").await;
    let claim = statement(&keeper, &jar, "pottry").await;
    keeper.fill(&format!("{claim}/edit"), &[("material.en", "stone")]).await;
    keeper.card("object", &[("name.en", "Bowl"), ("material.en", "pottry")]).await;
    let page = post(&keeper, &form, &[&fields[..], &[("page", "2")]].concat()).await;
    assert_eq!(page.status, StatusCode::OK, "turning a page foresees nothing anew");
    let report = done(&keeper, &form, &fields).await;
    assert_eq!(report["cards"], 1, "{report}");
    let why = |name: &str| {
        let left = report["left"].as_array().unwrap();
        left.iter().find(|one| one["name"] == name).map(|one| one["why"].as_str().unwrap().to_owned())
    };
    assert_eq!(why("Jar").as_deref(), Some("alike-left-otherwise"));
    assert_eq!(why("Bowl").as_deref(), Some("alike-left-came"));
    assert!(keeper.get(&jar).await.text.contains("stone"), "what was written meanwhile stands");
    assert_eq!(cards_with(&keeper, "pottry").await, 1);
}

#[tokio::test]
async fn something_is_said_of_all_or_only_where_nothing_is() {
    let keeper = shelf().await;
    let form = form(&keeper, "material").await;
    let fields = [("deed", "say"), ("material.en", "clay"), ("material.ar", "طين"), ("only-unsaid", "yes")];
    let page = foresee(&keeper, &form, &fields).await;
    assert!(page.contains("1 card would change") && page.contains("something is said already: 2 cards"), "{page}");
    let fields = &fields[..3];
    assert!(foresee(&keeper, &form, fields).await.contains("3 cards would change"));
    let report = done(&keeper, &form, fields).await;
    assert_eq!((report["cards"].as_u64(), report["statements"].as_u64()), (Some(3), Some(6)), "both languages");
    let page = foresee(&keeper, &form, &[fields, &[("quote", "")]].concat()).await;
    assert!(page.contains("No card would change") && page.contains("said already"), "{page}");
    let fields = [("deed", "withdraw"), ("old", "t:clay")];
    assert!(foresee(&keeper, &form, &fields).await.contains("3 cards would change"));
    done(&keeper, &form, &fields).await;
    assert_eq!((cards_with(&keeper, "clay").await, cards_with(&keeper, "pottry").await), (0, 2));
}

#[tokio::test]
async fn what_is_sealed_stays_sealed() {
    let keeper = keeper().await;
    let shelf = keeper.card("location", &[("name.en", "Qamarine shelf"), ("restricted", "yes")]).await;
    let place = keeper.picked("Qamarine").await;
    for name in ["Jar", "Urn"] {
        let fields = [("name.en", name), ("kept-at.entity", place.as_str()), ("kept-at.restricted", "yes")];
        keeper.card("object", &fields).await;
    }
    keeper.card("location", &[("name.en", "Other shelf"), ("restricted", "yes")]).await;
    let other = keeper.picked("Other").await;
    let form = form(&keeper, "kept-at").await;
    let old = format!("e:{}", shelf.trim_start_matches("/e/"));
    let fields = [("deed", "replace"), ("old", &*old), ("kept-at.entity", &*other), ("keep-origin", "yes")];
    assert!(foresee(&keeper, &form, &fields).await.contains("2 cards would change"));
    assert_eq!(done(&keeper, &form, &fields).await["cards"], 2);
    let jar = card_of(&keeper, "Jar").await;
    assert!(keeper.get(&jar).await.text.contains("Other shelf"));
    let public = crate::town::get(&keeper.site, &jar).await.text;
    assert!(!public.contains("shelf") && !public.contains("kept at"), "{public}");
    let health: Value = serde_json::from_str(&keeper.get("/health.json").await.text).unwrap();
    assert!(health["sealed"].as_u64().unwrap() >= 2, "{health}");
}

#[tokio::test]
async fn what_does_not_fit_is_said() {
    let keeper = shelf().await;
    let form = form(&keeper, "material").await;
    let wrong: [(&[(&str, &str)], &str); 6] = [
        (&[("material.en", "clay")], "Choose what is to be done."),
        (&[("deed", "say")], "Give the value that is to be said."),
        (&[("deed", "replace"), ("material.en", "clay")], "Choose the value that is replaced"),
        (&[("deed", "replace"), ("old", "t:pottry"), ("material.en", "a"), ("material.ar", "ب")], "Give one value"),
        (&[("deed", "withdraw"), ("old", "t:pottry"), ("material.en", "a")], "leave the new value empty"),
        (&[("deed", "withdraw"), ("old", "*")], "Choose the value that is replaced"),
    ];
    for (fields, told) in wrong {
        let answer = post(&keeper, &form, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(answer.text.contains(told), "{told}: {}", answer.text);
    }
    for property in ["no-such", "file", "Kind", ""] {
        let address = format!("/search/change?property={property}");
        let expected = if property.is_empty() { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(keeper.get(&address).await.status, expected, "{property}");
    }
    let past = keeper.get("/search/change?property=material&at=2031").await;
    assert!(past.text.contains("Only what is said now"), "{}", past.text);
    // What was never foreseen, as after a restart, is foreseen and not done.
    let before = keeper.statements().await;
    let fields = [("deed", "withdraw"), ("old", "t:pottry"), ("step", "do")];
    let answer = post(&keeper, &form, &fields).await;
    assert!(answer.text.contains("would change") && keeper.statements().await == before, "{}", answer.text);
    keeper.post("/lock", &[]).await;
    let locked = post(&keeper, &form, &fields).await;
    assert_eq!(locked.status, StatusCode::UNAUTHORIZED);
    assert!(!locked.text.contains("pottry") || locked.text.contains("t:pottry"), "nothing but what was sent");
}

#[tokio::test]
async fn arabic_keepers_change_many_cards_too() {
    let keeper = shelf().await;
    let address = "/search/change?lang=ar&where=kind%3Dc:kind/object&property=material".to_owned();
    let page = keeper.get(&address).await.text;
    assert!(page.contains("dir=\"rtl\"") && page.contains("غيّر هذه كلها"), "{page}");
    let form = (address, hidden(&page, "key"));
    let page = foresee(&keeper, &form, &[("deed", "withdraw"), ("old", "t:pottry")]).await;
    assert!(page.contains("ستتغير بطاقتان"), "{page}");
}

#[tokio::test]
async fn kinds_are_changed_openly_to_kinds_that_there_are() {
    let keeper = shelf().await;
    let form = form(&keeper, "kind").await;
    let page = keeper.get(&form.0).await.text;
    assert!(page.contains("c:kind/object") && page.contains("A kind is said openly"), "{page}");
    assert!(!page.contains("name=\"restricted\"") && !page.contains("name=\"kind.how\""), "{page}");
    let replace = [("deed", "replace"), ("old", "c:kind/object"), ("keep-origin", "yes")];
    let with = |more: &[(&'static str, &'static str)]| [&replace[..], more].concat();
    let wrong = [
        (with(&[("kind.code", "photograph")]), "Choose one of the list."),
        (with(&[("kind.code", "museum"), ("restricted", "yes")]), "A kind is said openly"),
        (with(&[("kind.how", "unknown")]), "Choose one of the kinds."),
    ];
    for (fields, told) in wrong {
        let answer = post(&keeper, &form, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(answer.text.contains(told), "{told}: {}", answer.text);
    }
    let page = foresee(&keeper, &form, &[("deed", "withdraw"), ("old", "c:kind/object")]).await;
    assert!(page.contains("No card would change") && page.contains("it would be of no kind: 3 cards"), "{page}");
    let fields = with(&[("kind.code", "building")]);
    let page = foresee(&keeper, &form, &fields).await;
    assert!(page.contains("3 cards would change") && page.contains("<bdi dir=\"auto\">building</bdi>"), "{page}");
    let report = done(&keeper, &form, &fields).await;
    assert_eq!((report["cards"].as_u64(), report["left_alone"].as_u64()), (Some(3), Some(0)), "{report}");
    let buildings: Value = serde_json::from_str(&keeper.get("/kind/building.json").await.text).unwrap();
    assert_eq!(buildings["cards"].as_array().map(Vec::len), Some(3), "{buildings}");
    assert_eq!(cards_with(&keeper, "pottry").await, 2, "what is said of them stays");
    let log: Value = serde_json::from_str(&keeper.get("/log.json").await.text).unwrap();
    let newest = (log["entries"][0]["log"].as_str().unwrap(), log["entries"][0]["number"].to_string());
    keeper.post("/log", &[("log", newest.0), ("number", &newest.1)]).await;
    let objects: Value = serde_json::from_str(&keeper.get("/kind/object.json").await.text).unwrap();
    assert_eq!(objects["cards"].as_array().map(Vec::len), Some(3), "{objects}");
}

#[tokio::test]
async fn persons_are_not_shown_to_everybody_by_a_change_of_many() {
    let keeper = keeper().await;
    keeper.card("person", &[("name.en", "Qamarine Tellwright"), ("restricted", "yes")]).await;
    let address = "/search/change?where=kind%3Dc:kind/person&property=kind".to_owned();
    let form = (address.clone(), hidden(&keeper.get(&address).await.text, "key"));
    let fields = [("deed", "replace"), ("old", "c:kind/person"), ("kind.code", "body"), ("keep-origin", "yes")];
    let page = foresee(&keeper, &form, &fields).await;
    assert!(page.contains("No card would change") && page.contains("change it on its own card"), "{page}");
    let sent = post(&keeper, &form, &[&fields[..], &[("step", "do")]].concat()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let public = crate::town::get(&keeper.site, "/kind/body.json").await.text;
    assert!(!public.contains("Qamarine") && !public.contains("entity:"), "{public}");
}

#[tokio::test]
async fn wells_are_put_somewhere_and_the_public_sees_their_square() {
    let keeper = keeper().await;
    for name in ["Upper well", "Lower well"] {
        let fields =
            [("name.en", name), ("location.lat", "35.5"), ("location.lon", "20.12345"), ("location.metres", "9")];
        keeper.card("water-point", &fields[..if name == "Upper well" { 4 } else { 1 }]).await;
    }
    let address = "/search/change?where=kind%3Dc:kind/water-point&property=location".to_owned();
    let page = keeper.get(&address).await.text;
    assert!(
        page.contains("value=\"p:9 POINT (20.12345 35.5)\"") && page.contains("name=\"location.metres\""),
        "{page}"
    );
    let form = (address, hidden(&page, "key"));
    let wrong = post(&keeper, &form, &[("deed", "say"), ("location.lat", "35.1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("A place needs latitude and longitude."), "{}", wrong.text);
    let place = [("location.lat", "٣٥٫٠٢٣٩١"), ("location.lon", "21.01734"), ("location.metres", "12.5")];
    let say = [&[("deed", "say"), ("only-unsaid", "yes")][..], &place].concat();
    let page = foresee(&keeper, &form, &say).await;
    assert!(page.contains("1 card would change") && page.contains("POINT (21.01734 35.02391) ± 12.5 m"), "{page}");
    assert_eq!(done(&keeper, &form, &say).await["cards"], 1);
    let old = ("old", "p:9 POINT (20.12345 35.5)");
    let replace = [&[("deed", "replace"), old, ("keep-origin", "yes")][..], &place].concat();
    assert!(foresee(&keeper, &form, &replace).await.contains("1 card would change"));
    assert_eq!(done(&keeper, &form, &replace).await["cards"], 1);
    for name in ["Upper", "Lower"] {
        let card = card_of(&keeper, name).await;
        assert!(keeper.get(&card).await.text.contains("POINT (21.01734 35.02391)"), "{name}");
        for address in [card.clone(), format!("{card}.json"), "/map.json".to_owned(), "/map/drawing".to_owned()] {
            let public = crate::town::get(&keeper.site, &address).await.text;
            assert!(!public.contains("21.017") && !public.contains("20.123"), "{address}: {public}");
        }
    }
    let drawn = crate::town::get(&keeper.site, "/map/drawing").await.text;
    assert_eq!(drawn.matches("\"cell\":true").count(), 2, "{drawn}");
    assert_eq!(drawn.matches("[21.0,35.0]").count(), 4, "both lie in the square of the new position: {drawn}");
}
