//! Mending in a browser, and what is handed to another notebook by hand: bundles made and taken, what is kept back.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::http::StatusCode;
use daftar_register::copy::sync::Carrier;
use daftar_register::store::Access;
use daftar_register::{Bundling, Home, Register, Syncing, system_clock};
use serde_json::Value;

use crate::keeper::{Keeper, keeper, site};
use crate::town::get;

/// What came of the work that goes on, told by this page.
async fn ended(keeper: &Keeper, page: &str) -> Value {
    for _ in 0..600 {
        let told: Value = serde_json::from_str(&keeper.get(&format!("{page}.json")).await.text).unwrap();
        if !told["job"]["ended"].is_null() {
            return told["job"]["ended"].clone();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it does not end");
}

fn folder(keeper: &Keeper) -> PathBuf {
    keeper.folder.path().join("sanabel.daftar")
}

/// Changes a word in what was recorded.
async fn damage(keeper: &mut Keeper) {
    let log = std::fs::read_dir(folder(keeper).join("logs")).unwrap().next().unwrap().unwrap().path();
    let bodies = log.join("000001.bodies.jsonl");
    let text = std::fs::read_to_string(&bodies).unwrap();
    assert!(text.contains("Jar"), "the writer that lingers has closed");
    std::fs::write(&bodies, text.replace("Jar", "Urn")).unwrap();
    keeper.restart().await;
}

/// A notebook with a card, and a bundle of everything.
async fn with_a_copy() -> (Keeper, Vec<u8>) {
    let keeper = keeper().await;
    keeper.card("object", &[("name.en", "Jar")]).await;
    let bundle = keeper.bytes("/health/bundle").await.bytes;
    (keeper, bundle)
}

#[tokio::test]
async fn what_a_check_finds_is_mended_from_a_sealed_copy_at_a_press() {
    let (mut keeper, _) = with_a_copy().await;
    let shelf = keeper.folder.path().join("copies").display().to_string();
    keeper.post("/copies/place", &[("name", "shelf"), ("target", &shelf)]).await;
    keeper.post("/copies/work", &[("work", "copy"), ("name", "shelf")]).await;
    ended(&keeper, "/copies").await;
    damage(&mut keeper).await;
    let found = keeper.post("/health", &[]).await.text;
    assert!(
        found.contains("Statements were changed or lost") && found.contains("Mend from \u{2068}shelf\u{2069}"),
        "{found}"
    );
    let begun = keeper.post("/health/mend", &[("from", "shelf")]).await;
    assert_eq!((begun.status, begun.location().as_str()), (StatusCode::SEE_OTHER, "/health/mend"));
    let mended = ended(&keeper, "/health/mend").await;
    assert_eq!(mended["mended"]["work"]["mended"].as_array().unwrap().len(), 1, "{mended}");
    let (english, arabic) = (keeper.get("/health/mend").await.text, keeper.get("/health/mend?lang=ar").await.text);
    for words in ["One place was found damaged", "One log of statements is mended.", "is whole now."] {
        assert!(english.contains(words), "{words}: {english}");
    }
    assert!(arabic.contains("كل ما دُوّن هنا سليم الآن") && arabic.contains("dir=\"rtl\""), "{arabic}");
    assert!(keeper.post("/health", &[]).await.text.contains("Every byte is as it was written."));
    assert!(keeper.get("/search?words=Jar").await.text.contains("Jar"));
    let health = keeper.get("/health").await.text;
    assert!(health.contains("within the last day") && health.contains("href=\"/copies\""), "{health}");
}

#[tokio::test]
async fn a_bundle_that_is_sent_or_lies_here_mends_and_one_that_has_it_not_says_where_to_ask() {
    let (mut keeper, bundle) = with_a_copy().await;
    keeper.card("object", &[("name.en", "Jar of the mill")]).await;
    damage(&mut keeper).await;
    let begun = keeper.send_files("/health/mend/files", &[("town.tar", &bundle)], &[]).await;
    assert_eq!(begun.location(), "/health/mend", "{}", begun.text);
    let mended = ended(&keeper, "/health/mend").await;
    assert!(!mended["mended"]["work"]["left"].as_array().unwrap().is_empty(), "it is older: {mended}");
    let page = keeper.get("/health/mend").await.text;
    assert!(page.contains("still damaged or missing") && page.contains("Ask another copy next"), "{page}");
    for (path, said) in [("town.tar", "from its beginning"), ("/nowhere/town.tar", "Mending")] {
        let answer = keeper.post("/health/mend", &[("from", path), ("typed", "yes")]).await;
        let text = if answer.text.is_empty() { "Mending".to_owned() } else { answer.text };
        assert!(text.contains(said), "{path}: {text}");
    }
    let failed = ended(&keeper, "/health/mend").await;
    assert!(failed["failed"].as_str().unwrap().contains("/nowhere/town.tar"), "{failed}");
}

#[tokio::test]
async fn nobody_but_a_keeper_mends_or_hands_anything_out() {
    let (keeper, bundle) = with_a_copy().await;
    let public = site(&keeper.folder);
    assert!(get(&public, "/health/mend").await.location().starts_with("/unlock?"));
    assert_eq!(get(&public, "/health/mend.json").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(get(&public, "/copies/bundle/0").await.status, StatusCode::UNAUTHORIZED);
    let page = get(&public, "/unlock").await;
    let stranger = Keeper { site: public, cookie: page.cookie(), token: page.token(), ..keeper };
    for address in ["/health/mend", "/copies/bundle", "/copies/withhold"] {
        let answer = stranger.post(address, &[("from", "x"), ("name", "x"), ("what", "x")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
    }
    for address in ["/health/mend/files", "/copies/take"] {
        let answer = stranger.send_files(address, &[("town.tar", &bundle)], &[]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
    }
}

/// Another notebook of the same register, begun from a bundle; its folder and its keys.
fn other(keeper: &Keeper, bundle: &[u8]) -> (PathBuf, Home) {
    let at = keeper.folder.path();
    let (file, folder, home) = (at.join("first.tar"), at.join("other.daftar"), Home::at(at.join("other-keys")));
    std::fs::write(&file, bundle).unwrap();
    drop(Register::start_from_bundle(&file, &folder, &home, "en", None, system_clock).unwrap());
    (folder, home)
}

fn line() -> (Carrier, Carrier) {
    let ((from_one, to_other), (from_other, to_one)) = (io::pipe().unwrap(), io::pipe().unwrap());
    let carrier = |from, to| Carrier { from: Box::new(from), to: Box::new(to) };
    (carrier(from_one, to_one), carrier(from_other, to_other))
}

/// Pairs the two, and lets them come level.
fn level(keeper: &Keeper, (other, home): (&Path, &Home)) {
    let here = Syncing::of(&folder(keeper), &Home::at(keeper.folder.path().join("keys")), system_clock);
    let there = Syncing::of(other, home, system_clock);
    let code = here.code("library", &[]).unwrap();
    for pairing in [true, false] {
        let ((one, far), here) = (line(), here.clone());
        let answering = std::thread::spawn(move || drop(here.answer(far, &|_, _, _| {}).unwrap()));
        match pairing {
            true => drop(there.pair("museum", "http://127.0.0.1:9", &[], &code, one).unwrap()),
            false => assert!(there.call("museum", one, &|_, _, _| {}).unwrap().broke.is_none()),
        }
        answering.join().unwrap();
    }
}

#[tokio::test]
async fn a_bundle_is_made_for_a_peer_sealed_to_it_and_what_it_brings_is_taken() {
    let (mut keeper, bundle) = with_a_copy().await;
    let (there, home) = other(&keeper, &bundle);
    level(&keeper, (&there, &home));
    keeper.restart().await;
    keeper.card("object", &[("name.en", "Lamp")]).await;
    let begun = keeper.post("/copies/bundle", &[("name", "library"), ("sealed", "yes")]).await;
    assert_eq!(begun.location(), "/copies", "{}", begun.text);
    let made = ended(&keeper, "/copies").await;
    assert_eq!(made["bundled"]["files"].as_array().unwrap().len(), 1, "{made}");
    let page = keeper.get("/copies").await.text;
    assert!(page.contains("/copies/bundle/0") && page.contains("Download its files now"), "{page}");
    let sent = get_bytes(&keeper, "/copies/bundle/0").await;
    assert!(sent.starts_with(b"age-encryption.org"), "for its eyes only");
    let file = keeper.folder.path().join("carried.tar.age");
    std::fs::write(&file, sent).unwrap();
    let mut register = Register::open(&there, &home, Access::Write, system_clock).unwrap();
    assert!(register.take_bundle(&file).unwrap().new_entries > 0 && register.entity("Lamp").is_ok());
    let back = keeper.folder.path().join("back.tar");
    register.make_bundle(&back, &Bundling::default(), &|_, _| {}).unwrap();
    drop(register);
    let begun = keeper.send_files("/copies/take", &[("back.tar", &std::fs::read(&back).unwrap())], &[]).await;
    assert_eq!(begun.location(), "/copies", "{}", begun.text);
    let taken = ended(&keeper, "/copies").await;
    assert_eq!(
        (taken["taken"][0]["whole"].as_bool(), taken["taken"][0]["name"].as_str()),
        (Some(true), Some("back.tar"))
    );
    assert!(keeper.get("/copies?lang=ar").await.text.contains("كل ما فيه موجود هنا الآن"));
    let stick = keeper.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    keeper.post("/copies/bundle", &[("name", "library"), ("folder", stick.to_str().unwrap())]).await;
    let made = ended(&keeper, "/copies").await;
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 1, "{made}");
    for (fields, said) in [
        ([("name", "library"), ("folder", "stick")], "Give the whole path of a folder"),
        ([("name", "nobody"), ("folder", "")], "nobody"),
    ] {
        let answer = keeper.post("/copies/bundle", &fields).await;
        let text = if answer.text.is_empty() { ended(&keeper, "/copies").await.to_string() } else { answer.text };
        assert!(text.contains(said), "{text}");
    }
    let garbage = keeper.send_files("/copies/take", &[("x.tar", b"no bundle")], &[]).await;
    assert_eq!(garbage.location(), "/copies");
    assert!(ended(&keeper, "/copies").await["failed"].is_string());
}

#[tokio::test]
async fn what_is_kept_back_from_a_peer_is_named_and_allowed_again() {
    let (mut keeper, bundle) = with_a_copy().await;
    let (there, home) = other(&keeper, &bundle);
    level(&keeper, (&there, &home));
    keeper.restart().await;
    let kept = keeper.post("/copies/withhold", &[("name", "library"), ("what", "Jar"), ("keep", "yes")]).await;
    assert_eq!(kept.location(), "/copies", "{}", kept.text);
    let page = keeper.get("/copies").await.text;
    assert!(page.contains("Something is kept back from it") && page.contains("No longer keep back"), "{page}");
    let told: Value = serde_json::from_str(&keeper.get("/copies.json").await.text).unwrap();
    let one = &told["peers"][0]["withheld"][0];
    assert_eq!(one["name"], "Jar");
    keeper.post("/copies/bundle", &[("name", "library")]).await;
    keeper.post("/copies/withhold", &[("name", "library"), ("what", one["id"].as_str().unwrap())]).await;
    assert!(keeper.get("/copies").await.text.contains("Nothing is kept back from it"));
    let nobody =
        keeper.post("/copies/withhold", &[("name", "library"), ("what", "no such card"), ("keep", "yes")]).await;
    assert_eq!(nobody.status, StatusCode::BAD_GATEWAY, "{}", nobody.text);
}

async fn get_bytes(keeper: &Keeper, address: &str) -> Vec<u8> {
    use axum::http::{Request, header};
    use tower::ServiceExt as _;
    let request = Request::get(address).header(header::HOST, "localhost").header(header::COOKIE, &keeper.cookie);
    let answer = keeper.site.clone().oneshot(request.body(axum::body::Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()
}
