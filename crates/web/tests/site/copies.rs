//! Copies in a browser: what would be lost, sealed copies, another notebook, the recovery key, and the day after.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::Value;

use crate::beginning::visitor;
use crate::keeper::{Keeper, keeper, site};
use crate::town::{Answer, get};

async fn told(keeper: &Keeper) -> Value {
    serde_json::from_str(&keeper.get("/copies.json").await.text).unwrap()
}

/// Asks for long work, and waits for its end.
async fn work(keeper: &Keeper, work: &str, name: &str) -> Value {
    let asked = keeper.post("/copies/work", &[("work", work), ("name", name)]).await;
    assert_eq!(asked.location(), "/copies", "{}", asked.text);
    for _ in 0..600 {
        let job = told(keeper).await["job"].take();
        if !job["ended"].is_null() {
            return job["ended"].clone();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{work} does not end");
}

async fn place(keeper: &Keeper, name: &str, target: &std::path::Path) -> Answer {
    keeper.post("/copies/place", &[("name", name), ("target", &target.display().to_string())]).await
}

/// The lists of words on a page of sheets.
fn words(page: &str) -> Vec<String> {
    let lists = page.split("<ol class=\"words\">").skip(1).filter_map(|rest| rest.split("</ol>").next());
    let word = |item: &str| item.split("</li>").next().unwrap_or_default().to_owned();
    lists.map(|list| list.split("<li>").skip(1).map(word).collect::<Vec<_>>().join(" ")).collect()
}

#[tokio::test]
async fn what_would_be_lost_is_said_and_sealed_copies_are_made_proved_and_told() {
    let keeper = keeper().await;
    keeper.card("object", &[("name.en", "Jar")]).await;
    let before = told(&keeper).await;
    assert_eq!(before["stake"]["entries"], 2);
    assert!(before["stake"]["statements"].as_u64().unwrap() >= 5, "{before}");
    assert_eq!(place(&keeper, "shelf", &keeper.folder.path().join("copies")).await.location(), "/copies");
    let copied = work(&keeper, "copy", "shelf").await;
    assert!(copied["copied"]["copy"]["id"].is_string(), "{copied}");
    assert!(copied["copied"]["escrowed"].is_number(), "the escrow lies beside it: {copied}");
    let after = told(&keeper).await;
    assert_eq!((&after["places"][0]["since"], &after["places"][0]["whereabouts"]), (&0.into(), &"beside".into()));
    assert_eq!(after["stake"]["entries"], 2, "a copy on the same drive is lost with it");
    let rehearsed = work(&keeper, "rehearse", "shelf").await;
    assert_eq!(rehearsed["rehearsed"]["outcome"], "brought-back", "{rehearsed}");
    assert!(told(&keeper).await["places"][0]["proved"].is_string());
    let checked = work(&keeper, "check", "shelf").await;
    assert_eq!(checked["checked"]["findings"], serde_json::json!([]), "{checked}");
    let (english, arabic) = (keeper.get("/copies").await.text, keeper.get("/copies?lang=ar").await.text);
    assert!(english.contains("It lies on the same drive as the notebook, and is lost with it."), "{english}");
    assert!(arabic.contains("لو ضاع هذا الحاسوب الآن") && arabic.contains("dir=\"rtl\""), "{arabic}");
}

#[tokio::test]
async fn a_place_that_is_none_is_refused_and_a_broken_copy_is_told() {
    let keeper = keeper().await;
    for (name, target, said) in [
        ("shelf", "copies", "Give the whole path"),
        ("", "/copies", "Give the place a name."),
        ("shelf", "ftp:x", "its kind is not known"),
    ] {
        let answer = keeper.post("/copies/place", &[("name", name), ("target", target)]).await;
        assert!(answer.text.contains(said), "{target}: {}", answer.text);
        assert_ne!(answer.status, StatusCode::OK);
    }
    let failed = work(&keeper, "copy", "nowhere").await;
    assert!(failed["failed"].as_str().unwrap().contains("nowhere"), "{failed}");
    let folder = keeper.folder.path().join("copies");
    place(&keeper, "shelf", &folder).await;
    work(&keeper, "copy", "shelf").await;
    let pack = walk(&folder.join("data")).into_iter().next().unwrap();
    std::fs::write(&pack, "gone").unwrap();
    let checked = work(&keeper, "check", "shelf").await;
    assert!(!checked["checked"]["findings"].as_array().unwrap().is_empty(), "{checked}");
    assert!(keeper.get("/copies").await.text.contains("The copy is damaged."));
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path());
    paths.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn nobody_but_a_keeper_learns_where_copies_are() {
    let keeper = keeper().await;
    place(&keeper, "shelf", &keeper.folder.path().join("copies")).await;
    let public = site(&keeper.folder);
    assert!(get(&public, "/copies").await.location().starts_with("/unlock?"));
    for address in ["/copies.json", "/copies/key.json"] {
        let answer = get(&public, address).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(!answer.text.contains("shelf"));
    }
    let stranger = Keeper { cookie: String::new(), ..keeper };
    let page = get(&public, "/unlock").await;
    let stranger = Keeper { site: public, cookie: page.cookie(), token: page.token(), ..stranger };
    for address in ["work", "place", "code", "peer", "forget", "escrow", "key", "key/parts", "key/new"] {
        let all = [
            ("work", "copy"),
            ("name", "shelf"),
            ("target", "/x"),
            ("address", "http://localhost:1"),
            ("code", "x"),
            ("typed", "x"),
            ("need", "2"),
            ("trustees", "a\nb"),
        ];
        let answer = stranger.post(&format!("/copies/{address}"), &all).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_code_is_shown_once_and_peers_are_told() {
    let keeper = keeper().await;
    let page = keeper.post("/copies/code", &[("name", "library")]).await;
    assert!(page.text.contains("The code for") && page.headers["cache-control"] == "no-store");
    assert!(!keeper.get("/copies").await.text.contains("The code for"));
    let wrong = [("name", "museum"), ("address", "http://127.0.0.1:9"), ("code", "short")];
    assert!(keeper.post("/copies/peer", &wrong).await.text.contains("twenty letters and digits"));
    let code = "7K3F-9QWX-7K3F-9QWX-7K3F";
    let nobody = keeper.post("/copies/peer", &[("name", "m"), ("address", "http://127.0.0.1:9"), ("code", code)]).await;
    assert!(nobody.text.contains("is the notebook served there?"), "{}", nobody.text);
    assert_eq!(keeper.post("/copies/forget", &[("name", "nobody")]).await.status, StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn after_a_loss_trustees_words_and_a_copy_make_the_notebook_again() {
    let museum = visitor().await;
    museum.post("/begin", &[("place", "Sanabel"), ("lang", "en"), ("copies", "with the Water Office")]).await;
    assert!(museum.get("/copies").await.text.contains("The recovery key is not on paper yet."));
    let sheets =
        museum.post("/copies/key/parts", &[("need", "2"), ("trustees", "Umm Yusuf\r\nNadim\r\n\r\nHala")]).await;
    assert_eq!(sheets.headers["cache-control"], "no-store");
    let parts = words(&sheets.text);
    assert_eq!(parts.len(), 3, "{}", sheets.text);
    museum.post("/begin/kept", &[]).await;
    let right = museum.post("/copies/key", &[("typed", &format!("{}\r\n\r\n{}", parts[2], parts[0]))]).await;
    assert!(right.text.contains("This is the recovery key of this notebook."), "{}", right.text);
    let few = museum.post("/copies/key?lang=ar", &[("typed", &parts[1])]).await;
    assert!(few.text.contains("اسأل أمينًا آخر") && few.text.contains("1/2"), "{}", few.text);
    let copies = tempfile::tempdir().unwrap();
    place(&museum, "stick", &copies.path().join("stick")).await;
    work(&museum, "copy", "stick").await;

    let partner = visitor().await;
    let (target, typed) = (copies.path().join("stick").display().to_string(), format!("{}\n\n{}", parts[0], parts[1]));
    let refused = partner.post("/begin/again", &[("target", &target), ("typed", &parts[0])]).await;
    assert!(refused.text.contains("More parts are needed") && refused.text.contains("1/2"), "{}", refused.text);
    let again = partner.post("/begin/again", &[("target", &target), ("typed", &typed), ("passphrase", "barley")]).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text);
    assert!(again.text.contains("every byte of it is as it was written"), "{}", again.text);
    let (here, there) = (told(&partner).await, told(&museum).await);
    assert_eq!(here["places"][0]["name"], "stick", "sealed copies go on where this one came from");
    assert_eq!(there["places"][0]["target"], here["places"][0]["target"]);
    let sealed: Value = serde_json::from_str(&partner.get("/health.json").await.text).unwrap();
    assert!(sealed["sealed"].as_u64().unwrap() > 0);
    assert!(partner.get("/health").await.text.contains("with the Water Office"), "what was sealed is open again");
    let files = walk(partner.folder.path());
    let left = |name: &str| files.iter().any(|path| path.ends_with(name));
    assert!(!left("escrow.age") && !left("keys.json"), "the keys lie nowhere in the open: {files:?}");
    work(&partner, "copy", "stick").await;
}

#[tokio::test]
async fn a_bundle_with_everything_and_the_key_make_it_again_and_another_key_makes_nothing() {
    let museum = visitor().await;
    museum.post("/begin", &[("place", "Sanabel"), ("lang", "en")]).await;
    let key = words(&museum.get("/begin/key").await.text).remove(0);
    let bundle = museum.bytes("/health/bundle").await.bytes;
    let file = museum.folder.path().join("all.tar");
    std::fs::write(&file, bundle).unwrap();
    let (partner, target) = (visitor().await, file.display().to_string());
    let other = visitor().await;
    other.post("/begin", &[("place", "Marsa"), ("lang", "en")]).await;
    let wrong = words(&other.get("/begin/key").await.text).remove(0);
    let refused = partner.post("/begin/again", &[("target", &target), ("typed", &wrong)]).await;
    assert!(refused.text.contains("This is not the recovery key"), "{}", refused.text);
    assert!(!partner.folder.path().join("sanabel.daftar").exists(), "nothing is left of it");
    let again = partner.post("/begin/again", &[("target", &target), ("typed", &key)]).await;
    assert!(again.text.contains("The notebook is here again"), "{}", again.text);
    assert!(partner.get("/").await.text.contains("Sanabel"));
}

#[tokio::test]
async fn a_lost_key_is_followed_by_another() {
    let museum = visitor().await;
    museum.post("/begin", &[("place", "Sanabel"), ("lang", "en")]).await;
    let old = words(&museum.get("/begin/key").await.text).remove(0);
    museum.post("/begin/kept", &[]).await;
    assert_eq!(museum.post("/copies/key/new", &[("typed", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(museum.post("/copies/key/new", &[("lost", "yes")]).await.location(), "/begin/key");
    let new = words(&museum.get("/begin/key").await.text).remove(0);
    assert_ne!(old, new);
    let told = museum.post("/copies/key", &[("typed", &old)]).await;
    assert!(told.text.contains("This is not the recovery key"), "{}", told.text);
}
