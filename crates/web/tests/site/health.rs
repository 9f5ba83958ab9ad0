//! How the notebook is, and the buttons that do something about it.

use axum::http::{StatusCode, header};
use daftar_register::store::{Access, Store};

use crate::keeper::{Keeper, keeper, site};
use crate::town::get;

async fn told(keeper: &Keeper) -> serde_json::Value {
    serde_json::from_str(&keeper.get("/health.json").await.text).unwrap()
}

fn index(keeper: &Keeper) -> std::path::PathBuf {
    keeper.folder.path().join("sanabel.daftar/index/index.sqlite")
}

#[tokio::test]
async fn a_broken_index_is_made_anew_at_a_press() {
    let mut keeper = keeper().await;
    let card = keeper.card("object", &[("name.en", "Jar")]).await;
    keeper.restart().await;
    std::fs::write(index(&keeper), "no database").unwrap();
    keeper.restart().await;
    assert_eq!(told(&keeper).await["index"], "changed");
    let page = keeper.get("/health").await.text;
    assert!(page.contains("Make the index anew") && page.contains("Nothing is lost"), "{page}");
    let answer = keeper.post("/health/index?lang=ar", &[]).await;
    assert_eq!((answer.status, answer.location().as_str()), (StatusCode::SEE_OTHER, "/health?lang=ar&done=index"));
    assert!(keeper.get("/health?done=index").await.text.contains("The index was made anew."));
    assert_eq!(told(&keeper).await["index"], "level");
    let store = Store::open(&keeper.folder.path().join("sanabel.daftar"), Access::Read, None).unwrap();
    assert_eq!(store.index().counts().unwrap().claims, told(&keeper).await["statements"].as_u64().unwrap());
    assert!(keeper.get(&card).await.text.contains("Jar"), "readers go on with the new one");
}

#[tokio::test]
async fn nobody_but_a_keeper_presses_anything() {
    let keeper = keeper().await;
    let public = site(&keeper.folder);
    let page = get(&public, "/health").await;
    let told: serde_json::Value = serde_json::from_str(&get(&public, "/health.json").await.text).unwrap();
    let names: Vec<&String> = told.as_object().unwrap().keys().collect();
    assert_eq!(names, ["entries", "statements"], "how much there is, and no more");
    assert!(
        page.text.contains("/unlock?next=%2Fhealth") && !page.text.contains("<form method=\"post\""),
        "{}",
        page.text
    );
    let token = get(&public, "/unlock").await;
    for address in ["/health", "/health/index", "/health/bundle"] {
        let request = axum::http::Request::post(address).header(header::HOST, "localhost");
        let request = request.header(header::COOKIE, token.cookie());
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = axum::body::Body::from(format!("token={}", token.token()));
        let answer = crate::town::send(&public, request.body(body).unwrap()).await;
        let refused = [StatusCode::UNAUTHORIZED, StatusCode::SEE_OTHER];
        assert!(refused.contains(&answer.status), "{address}: {}", answer.status);
        assert!(!answer.text.contains("bundle.json"));
    }
}

#[tokio::test]
async fn a_copy_is_one_file_that_makes_the_notebook_again() {
    let keeper = keeper().await;
    keeper.card("object", &[("name.en", "Jar")]).await;
    assert!(keeper.get("/health").await.text.contains("No copy was made on this computer yet"));
    let sent = keeper.bytes("/health/bundle").await;
    assert_eq!(sent.headers[header::CONTENT_TYPE], "application/x-tar");
    let named = sent.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(named.starts_with("attachment;") && named.contains("sanabel-20") && named.ends_with(".tar"), "{named}");
    let file = keeper.folder.path().join("copy.tar");
    std::fs::write(&file, &sent.bytes).unwrap();
    let (at, home) =
        (keeper.folder.path().join("again.daftar"), daftar_register::Home::at(keeper.folder.path().join("k")));
    let again =
        daftar_register::Register::start_from_bundle(&file, &at, &home, "en", None, daftar_register::system_clock);
    assert!(again.unwrap().entity("Jar").is_ok());
    let copies = told(&keeper).await["copies"]["made"].clone();
    assert_eq!((copies[0]["kind"].as_str(), copies[0]["since"].as_u64()), (Some("bundle"), Some(0)));
    assert!(keeper.get("/health").await.text.contains("Everything recorded here is in it"));
    keeper.card("object", &[("name.en", "Lamp")]).await;
    assert!(told(&keeper).await["copies"]["made"][0]["since"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn where_copies_are_to_go_is_shown_to_keepers_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut keeper = Keeper { site: site(&folder), folder, cookie: String::new(), token: String::new() };
    let page = keeper.get("/begin").await;
    (keeper.cookie, keeper.token) = (page.cookie(), page.token());
    let asked = [("place", "Sanabel"), ("lang", "en"), ("copies", "the library of Marsa")];
    assert_eq!(keeper.post("/begin", &asked).await.status, StatusCode::SEE_OTHER);
    let page = keeper.get("/health").await.text;
    assert!(page.contains("Copies are to go to:") && page.contains("the library of Marsa"), "{page}");
    assert!(page.contains("/c/"), "with the statement that says so");
    assert!(!get(&site(&keeper.folder), "/health").await.text.contains("Marsa"));
}

#[tokio::test]
async fn what_a_check_finds_is_told_in_plain_words() {
    let mut keeper = keeper().await;
    keeper.card("object", &[("name.en", "Jar")]).await;
    let well = keeper.post("/health", &[]).await.text;
    assert!(well.contains("Every byte is as it was written."), "{well}");
    let logs = keeper.folder.path().join("sanabel.daftar/logs");
    let log = std::fs::read_dir(logs).unwrap().next().unwrap().unwrap().path();
    let bodies = log.join("000001.bodies.jsonl");
    let text = std::fs::read_to_string(&bodies).unwrap();
    std::fs::write(&bodies, text.replace("Jar", "Urn")).unwrap();
    keeper.restart().await;
    std::fs::write(index(&keeper), "no database").unwrap();
    keeper.restart().await;
    let found = keeper.post("/health", &[]).await.text;
    for words in [
        "Statements were changed or lost",
        "daftar repair --from COPY",
        "Mend from a copy",
        "The index does not match the log",
        "place</summary>",
    ] {
        assert!(found.contains(words), "{words}: {found}");
    }
    let arabic = keeper.post("/health?lang=ar", &[]).await.text;
    assert!(arabic.contains("تغيّرت معلومات في الملفات هنا أو فُقدت"), "{arabic}");
}
