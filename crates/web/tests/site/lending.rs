//! Seed that was lent, what survives a loss, and what a bank that goes on inherited: for keepers, in both languages.

use axum::http::StatusCode;
use daftar_register::view::{Ask, Audience};
use daftar_register::{Home, Register, system_clock};

use crate::keeper::{Keeper, keeper};
use crate::town::get;

/// The House of Seeds. All of it is invented.
const HOUSE: &str = include_str!("../../../register/tests/scenarios/house.toml");

/// A keeper of that bank; the ids of the promise, the store and the bank that goes on.
async fn house() -> (Keeper, [String; 3]) {
    let mut keeper = keeper().await;
    let (path, home) = (keeper.folder.path().join("sanabel.daftar"), Home::at(keeper.folder.path().join("keys")));
    let mut register = Register::open(&path, &home, daftar_register::store::Access::Write, system_clock).unwrap();
    register.unlock(None).unwrap();
    register.record_by_hand(HOUSE).unwrap();
    let all = register.promises(None, &Ask { audience: Audience::Keeper, ..Ask::default() }).unwrap();
    let promise = all.promises.iter().find(|one| one.of[0].name.as_deref() == Some("Hill durum")).unwrap().promise;
    let ids = [promise, register.entity("Store").unwrap(), register.entity("Second House").unwrap()];
    drop(register);
    keeper.restart().await;
    (keeper, ids.map(|id| id.0.to_string()))
}

async fn json(keeper: &Keeper, address: &str) -> serde_json::Value {
    serde_json::from_str(&keeper.get(address).await.text).unwrap()
}

#[tokio::test]
async fn seed_comes_back_as_a_new_lot_and_what_is_wrong_is_said_in_both_languages() {
    let (keeper, [promise, ..]) = house().await;
    let page = keeper.get("/promises?day=2032-09-01").await.text;
    for told in [
        "Family Qandil",
        "Jar of durum",
        "Nothing is sent to anybody",
        "Due (",
        "One family that was displaced is not asked",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("Sabbagh"), "who was displaced is not on the list");
    let form = format!("/e/{promise}/returned");
    let fields = |number: &'static str, unit: &'static str, day: &'static str| {
        [("quantity.number", number), ("quantity.unit", unit), ("day", day), ("number", "HS 9"), ("place", "")]
    };
    for (wrong, english, arabic) in [
        (fields("-2", "kg", "2032-07-15"), "a number above nothing", "عددًا أكبر من لا شيء"),
        (fields("2", "", "2032-07-15"), "a number above nothing", "عددًا أكبر من لا شيء"),
        (fields("2", "kg", "2031-09-01"), "before the seed was lent", "قبل إعطاء البذار"),
    ] {
        let refused = keeper.fill(&form, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(english), "{english}");
        let refused = keeper.fill(&format!("{form}?lang=ar"), &wrong).await;
        assert!(refused.text.contains(arabic), "{arabic}");
    }
    assert_eq!(keeper.fill(&form, &fields("٢", "kg", "2032-07-15")).await.status, StatusCode::SEE_OTHER);
    let after = json(&keeper, "/promises.json?day=2032-09-01").await;
    assert_eq!(
        (&after["promises"][0]["state"], &after["promises"][0]["odd"]),
        (&"returned".into(), &serde_json::json!([]))
    );
    assert_eq!(after["promises"][0]["returned"][0]["lot"]["name"], "HS 9");
}

#[tokio::test]
async fn what_is_forgiven_says_why() {
    let (keeper, [promise, ..]) = house().await;
    let form = format!("/e/{promise}/forgive");
    let silent = keeper.fill(&form, &[("why", ""), ("day", "2032-07-15")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = keeper.fill(&form, &[("why", "جفاف"), ("day", "2032-07-15")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = keeper.get("/promises?lang=ar").await.text;
    assert!(page.contains("جفاف") && page.contains("لم يعد شيء يُردّ") && page.contains("dir=\"rtl\""));
}

#[tokio::test]
async fn a_store_is_lost_and_the_map_names_what_exists_nowhere_first() {
    let (keeper, [_, store, second]) = house().await;
    assert!(keeper.get("/survivors").await.text.contains("No store, building or bank is said to be lost"));
    let lost = [("fate.code", "destroyed"), ("when", "2032-01-06"), ("restricted", "yes")];
    assert_eq!(keeper.fill(&format!("/e/{store}/add/fate"), &lost).await.status, StatusCode::SEE_OTHER);
    let map = json(&keeper, "/survivors.json").await;
    let standing =
        |n: usize| (map["accessions"][n]["accession"]["name"].as_str(), map["accessions"][n]["standing"].as_str());
    let first = [(Some("Broad bean"), Some("nowhere")), (Some("Star okra"), Some("remembered"))];
    assert_eq!([standing(0), standing(1)], first);
    assert_eq!(map["counts"], serde_json::json!([1, 1, 2, 0]));
    let page = keeper.get("/survivors").await.text;
    for told in [
        "Exists nowhere known",
        "inferred",
        "Family Qandil",
        "Whom to ask first",
        "for keepers only",
        "driven from home",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let arabic = keeper.get("/survivors?lang=ar").await.text;
    assert!(arabic.contains("لا يُعرف لها مكان") && arabic.contains("مستنتج"));
    let held = json(&keeper, &format!("/e/{second}/holding.json")).await;
    assert_eq!((held["own"].as_array().unwrap().len(), held["inherited"].as_array().unwrap().len()), (0, 3));
    let page = keeper.get(&format!("/e/{second}/holding")).await.text;
    assert!(page.contains("none of their seed") && page.contains("Hill durum"));
}

#[tokio::test]
async fn others_are_refused() {
    let (keeper, [promise, _, second]) = house().await;
    let addresses = ["/promises.json".to_owned(), "/survivors.json".into(), format!("/e/{second}/holding.json")];
    for address in
        addresses.into_iter().chain([format!("/e/{promise}/returned.json"), format!("/e/{promise}/forgive.json")])
    {
        let answer = get(&keeper.site, &address).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(!answer.text.contains("Qandil"), "{address}");
    }
    assert_eq!(
        keeper.get(&format!("/e/{second}/returned")).await.status,
        StatusCode::NOT_FOUND,
        "a bank is no promise"
    );
    assert_eq!(keeper.get("/survivors?of=0000").await.status, StatusCode::NOT_FOUND);
}
