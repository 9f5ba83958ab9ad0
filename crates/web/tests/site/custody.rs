//! The safekeeping history of a source file: what keepers note, and what everybody sees of it.

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::files::{PUBLISHED, given, is_hidden, photograph, said};
use crate::keeper::{Keeper, keeper};
use crate::town::get;

/// Where a picture was handed to.
const CELLAR: &str = "House of Seeds, cellar";

async fn data(keeper: &Keeper, page: &str) -> Value {
    serde_json::from_str(&keeper.get(&format!("{page}.json")).await.text).unwrap()
}

fn actions(data: &Value) -> Vec<&str> {
    data["steps"].as_array().unwrap().iter().map(|step| step["action"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_step_is_noted_once_and_the_public_does_not_see_where_to() {
    let keeper = keeper().await;
    let (source, file) = given(&keeper, "mill.jpg", &photograph(), &PUBLISHED).await;
    let page = format!("{file}/custody");
    assert!(get(&keeper.site, &source).await.text.contains(&format!("href=\"{page}\"")), "everybody finds it");
    let fields = [("action", "transfer"), ("to", CELLAR), ("why", "the mill is damp"), ("key", "one form")];
    for _ in 0..2 {
        let answer = keeper.post(&page, &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page.clone()));
    }
    let told = data(&keeper, &page).await;
    assert_eq!(actions(&told), ["ingest", "transfer"], "a second click notes nothing");
    let shown = keeper.get(&page).await.text;
    assert!(shown.contains(CELLAR) && shown.contains("the mill is damp") && shown.contains("handed to others"));
    for public in [get(&keeper.site, &page).await, get(&keeper.site, &format!("{page}.json")).await] {
        assert_eq!(public.status, StatusCode::OK);
        assert!(!public.text.contains("cellar") && !public.text.contains("damp"), "{}", public.text);
        assert!(!public.text.contains("<form method=\"post\""), "nothing to be noted");
    }
    let public = get(&keeper.site, &format!("{page}?lang=ar")).await.text;
    assert!(public.contains("سجل الحفظ") && public.contains("حُفظ هنا"), "{public}");
    keeper.post(&page, &[("action", "export"), ("to", "the court"), ("key", "another form")]).await;
    let shown = keeper.get(&page).await.text;
    assert!(shown.contains("It had been handed to ") && shown.contains("no step says how "), "{shown}");
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "mill.jpg", &photograph(), &PUBLISHED).await;
    let page = format!("{file}/custody");
    let answer = keeper.post(&page, &[("action", "copy"), ("to", ""), ("when", "soon"), ("why", "to be safe")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Say to whom, or where.") && answer.text.contains("to be safe"));
    assert_eq!(actions(&data(&keeper, &page).await), ["ingest"]);
    let digits = "0".repeat(64);
    let nowhere = file.replace(file.rsplit('/').next().unwrap(), &digits);
    let answer = keeper.post(&format!("{nowhere}/custody"), &[("action", "copy"), ("to", "a safe")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "of a file that is not here nothing is noted");
}

#[tokio::test]
async fn what_goes_along_with_a_copy_has_the_sealed_steps_only_when_asked_for() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "mill.jpg", &photograph(), &PUBLISHED).await;
    keeper.post(&format!("{file}/custody"), &[("action", "copy"), ("to", CELLAR)]).await;
    let open = keeper.get(&format!("{file}/sidecar")).await;
    assert!(said(&open, header::CONTENT_DISPOSITION).starts_with("attachment; "));
    let told: Value = serde_json::from_str(&open.text).unwrap();
    assert_eq!(told["sha256"], file.rsplit('/').next().unwrap());
    assert_eq!((&told["bytes"], &told["whole"]), (&photograph().len().into(), &false.into()));
    assert!(told["check"][0].as_str().unwrap().contains("sha256sum -c") && !open.text.contains("cellar"));
    let whole = keeper.get(&format!("{file}/sidecar?restricted=yes")).await;
    assert!(whole.text.contains(CELLAR));
    let public = get(&keeper.site, &format!("{file}/sidecar?restricted=yes")).await;
    assert!(public.status.is_client_error() && !public.text.contains("sha256"), "{}", public.text);
}

#[tokio::test]
async fn the_history_of_a_file_is_hidden_as_the_file_is() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "mill.jpg", &photograph(), &[("published", "no")]).await;
    let page = format!("{file}/custody");
    is_hidden(&keeper.site, &page).await;
    assert_eq!(keeper.get(&page).await.status, StatusCode::OK);
    let other = [photograph(), vec![0]].concat();
    let (_, file) = given(&keeper, "giver.jpg", &other, &[("published", "restricted")]).await;
    is_hidden(&keeper.site, &format!("{file}/custody")).await;
    assert_eq!(actions(&data(&keeper, &format!("{file}/custody")).await), ["ingest"]);
}

#[tokio::test]
async fn a_redacted_copy_is_given_and_the_original_is_for_keepers_from_then_on() {
    let keeper = keeper().await;
    let (source, file) = given(&keeper, "mill.jpg", &photograph(), &PUBLISHED).await;
    let redact = format!("{file}/redact");
    assert!(keeper.get(&format!("{file}/custody")).await.text.contains(&redact));
    let empty = keeper.send_files(&redact, &[], &[]).await;
    assert!(empty.status.is_client_error() && empty.text.contains("files-note"), "{}", empty.text);
    assert_eq!(get(&keeper.site, &file).await.status, StatusCode::OK);
    let answer =
        keeper.send_files(&redact, &[("bare.jpg", b"\xFF\xD8\xFF no place")], &[("title", "Mill, redacted")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    is_hidden(&keeper.site, &file).await;
    is_hidden(&keeper.site, &format!("{file}/custody")).await;
    assert!(!get(&keeper.site, &source).await.text.contains(&file));
    assert!(keeper.get(&answer.location()).await.text.contains("Mill, redacted"));
}

#[tokio::test]
async fn a_file_is_compared_with_its_name_at_a_press() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "mill.jpg", &photograph(), &PUBLISHED).await;
    let compared = keeper.post(&format!("{file}/prove"), &[]).await;
    assert_eq!(compared.location(), format!("{file}/custody?compared=now"), "{}", compared.text);
    let page = keeper.get(&compared.location()).await.text;
    assert!(page.contains("It was compared just now, and is whole."), "{page}");
    assert_eq!(actions(&data(&keeper, &format!("{file}/custody")).await), ["ingest", "verify"]);
    let digits = file.rsplit('/').next().unwrap();
    let path = keeper.folder.path().join("sanabel.daftar/evidence").join(&digits[..2]).join(digits);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "something else").unwrap();
    keeper.post(&format!("{file}/prove"), &[]).await;
    let page = keeper.get(&format!("{file}/custody?compared=now")).await.text;
    assert!(page.contains("it is damaged or missing") && page.contains("/health/mend"), "{page}");
    let asked = keeper.post("/copies/work", &[("work", "prove"), ("name", "")]).await;
    assert_eq!(asked.location(), "/copies");
    let public = crate::keeper::site(&keeper.folder);
    let page = get(&public, "/unlock").await;
    let stranger = Keeper { site: public, cookie: page.cookie(), token: page.token(), ..keeper };
    assert_eq!(stranger.post(&format!("{file}/prove"), &[]).await.status, StatusCode::UNAUTHORIZED);
}
