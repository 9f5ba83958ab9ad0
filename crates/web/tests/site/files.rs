//! Source files: who gets them, as what they are sent, and what is left out on the way.

use axum::Router;
use axum::http::{StatusCode, header};

use crate::keeper::{Keeper, keeper};
use crate::town::{Answer, get};

/// Where a picture was taken, as a camera writes it into it.
const TAKEN: &str = "35.0007N 20.9997E";

/// A picture of 3 × 2 pixels that tells where it was taken.
pub(crate) fn photograph() -> Vec<u8> {
    let exif = [b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0", TAKEN.as_bytes()].concat();
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], content].concat()
    };
    let parts = [
        vec![0xFF, 0xD8],
        segment(0xE1, &exif),
        segment(0xC0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"what is seen".to_vec(),
        vec![0xFF, 0xD9],
        TAKEN.as_bytes().to_vec(),
    ];
    parts.concat()
}

pub(crate) const PUBLISHED: [(&str, &str); 2] = [("published", "yes"), ("publisher", "Rimal Courier")];

/// Gives a file to be kept; the addresses of the source that it is now, and of the file.
pub(crate) async fn given(keeper: &Keeper, name: &str, bytes: &[u8], fields: &[(&str, &str)]) -> (String, String) {
    let answer = keeper.give(&[(name, bytes)], fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let source = link(&answer, "/e/").replacen("/e/", "/s/", 1);
    let page = keeper.get(&source).await;
    // Whatever the first of these links leads to, it begins with the address of the file.
    let file = link(&page, &format!("{source}/file/")).split('/').take(5).collect::<Vec<_>>().join("/");
    (source, file)
}

/// The first link that begins so.
fn link(answer: &Answer, begin: &str) -> String {
    let found = answer.text.split("href=\"").skip(1).find(|rest| rest.starts_with(begin));
    let found = found.unwrap_or_else(|| panic!("no link to {begin}: {}", answer.text));
    found.split(['"', '?']).next().unwrap().to_owned()
}

pub(crate) fn said(answer: &Answer, name: header::HeaderName) -> &str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// Nobody gets it who has not unlocked the notebook, and nobody learns more than that it is not there.
pub(crate) async fn is_hidden(site: &Router, address: &str) {
    let (answer, nowhere) = (get(site, address).await, get(site, "/no-such-page").await);
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.text.contains("trouble"), nowhere.text.contains("trouble"));
}

#[tokio::test]
async fn the_public_gets_a_published_picture_without_the_place_and_keepers_get_it_whole() {
    let keeper = keeper().await;
    let (source, file) = given(&keeper, "mill.jpg", &photograph(), &PUBLISHED).await;
    let whole = keeper.get(&file).await;
    assert!(whole.text.contains(TAKEN) && said(&whole, header::CACHE_CONTROL) == "no-store");
    assert_eq!(said(&whole, header::CONTENT_LENGTH), photograph().len().to_string());
    let bare = get(&keeper.site, &file).await;
    assert_eq!((bare.status, said(&bare, header::CONTENT_TYPE)), (StatusCode::OK, "image/jpeg"));
    assert!(bare.text.contains("what is seen") && !bare.text.contains(TAKEN));
    let page = get(&keeper.site, &source).await;
    assert!(
        page.text.contains(&format!("<img src=\"{file}/small\" width=\"3\" height=\"2\" alt=\"Picture: ")),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn a_file_is_kept_by_the_browser_and_never_run() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "رسم «الحي».jpg", &photograph(), &PUBLISHED).await;
    for answer in [keeper.get(&file).await, get(&keeper.site, &file).await] {
        assert_eq!(said(&answer, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(said(&answer, header::CONTENT_SECURITY_POLICY).contains("sandbox"));
        let kept = said(&answer, header::CONTENT_DISPOSITION);
        assert!(kept.starts_with("attachment; ") && kept.contains("filename*=UTF-8''%D8%B1%D8%B3%D9%85"), "{kept}");
    }
}

#[tokio::test]
async fn a_page_of_the_web_is_sent_as_text() {
    let keeper = keeper().await;
    let letter = b"<!DOCTYPE html><script>alert(1)</script>\nOn 3 March 2032 the Mill Museum was damaged.\n";
    let answer = keeper.give(&[("letter.html", letter)], &PUBLISHED).await;
    let source = answer.location().replacen("/review/", "/s/", 1);
    keeper.post(&answer.location(), &[("act", "rest")]).await;
    let page = keeper.get(&answer.location()).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut register = daftar_register::Register::open(
        &keeper.folder.path().join("sanabel.daftar"),
        &daftar_register::Home::at(keeper.folder.path().join("keys")),
        daftar_register::store::Access::Write,
        daftar_register::system_clock,
    )
    .unwrap();
    register.record_drafts(&daftar_register::Which::All, false).unwrap();
    drop(register);
    let file = link(&keeper.get(&source).await, &format!("{source}/file/"));
    let answer = keeper.get(&file).await;
    assert_eq!(said(&answer, header::CONTENT_TYPE), "text/plain");
    // More lies in it than is seen: the public reads its text, and has no file to take along.
    is_hidden(&keeper.site, &file).await;
    assert!(get(&keeper.site, &source).await.text.contains("the Mill Museum was damaged"));
    assert!(said(&answer, header::CONTENT_DISPOSITION).starts_with("attachment"));
}

#[tokio::test]
async fn a_picture_that_is_marked_as_graphic_waits_until_it_is_asked_for() {
    let keeper = keeper().await;
    let told = [
        PUBLISHED[0],
        PUBLISHED[1],
        ("graphic", "yes"),
        ("where", "https://a.example/post"),
        ("captured", "2032-03-04"),
    ];
    let (source, file) = given(&keeper, "mill.jpg", &photograph(), &told).await;
    for page in [get(&keeper.site, &source).await, get(&keeper.site, &format!("{file}/zoom")).await] {
        let veiled = page.text.split("<div class=\"graphic\">").nth(1).unwrap_or_else(|| panic!("{}", page.text));
        assert!(veiled.starts_with("<label><input type=\"checkbox\""), "{veiled}");
        assert!(veiled.contains("Marked as graphic. Show it.") && veiled.contains("<img src="), "{veiled}");
    }
    let custody = keeper.get(&format!("{file}/custody")).await;
    assert!(
        custody.text.contains("https://a.example/post") && custody.text.contains("4 March 2032"),
        "{}",
        custody.text
    );
    let (source, _) = given(&keeper, "other.jpg", &[photograph(), vec![0]].concat(), &PUBLISHED).await;
    assert!(!get(&keeper.site, &source).await.text.contains("class=\"graphic\""));
}

#[tokio::test]
async fn who_captured_a_picture_is_sealed_and_giving_it_again_tells_nothing_twice() {
    let keeper = keeper().await;
    let told = [
        PUBLISHED[0],
        PUBLISHED[1],
        ("where", "https://a.example/post"),
        ("captured", "2032-03-04"),
        ("by", "Umm Salim"),
    ];
    let (_, file) = given(&keeper, "mill.jpg", &photograph(), &told).await;
    let before = keeper.statements().await;
    given(&keeper, "mill.jpg", &photograph(), &told).await;
    assert_eq!(keeper.statements().await, before);
    let custody = format!("{file}/custody");
    let page = keeper.get(&custody).await.text;
    assert_eq!((page.matches("Umm Salim").count() > 0, page.matches("https://a.example/post").count()), (true, 1));
    assert!(!get(&keeper.site, &custody).await.text.contains("Umm Salim"));
}

#[tokio::test]
async fn what_was_not_published_or_is_encrypted_is_for_keepers() {
    let keeper = keeper().await;
    let (source, file) = given(&keeper, "mill.jpg", &photograph(), &[("published", "no")]).await;
    is_hidden(&keeper.site, &file).await;
    let page = get(&keeper.site, &source).await;
    assert!(page.text.contains("that only keepers get") && !page.text.contains("<img src=\"/s/"));
    let other = [photograph(), vec![0]].concat();
    let (source, file) = given(&keeper, "giver.jpg", &other, &[("published", "restricted")]).await;
    let whole = keeper.get(&file).await;
    assert!(whole.text.contains(TAKEN) && said(&whole, header::CACHE_CONTROL) == "no-store");
    is_hidden(&keeper.site, &file).await;
    let page = get(&keeper.site, &source).await;
    assert!(!page.text.contains("giver") && !page.text.contains("only keepers get"), "{}", page.text);
}

#[tokio::test]
async fn a_file_whose_kind_can_hide_a_place_is_for_keepers() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "mill.tif", &[b"II*\0\x08\0\0\0", TAKEN.as_bytes()].concat(), &PUBLISHED).await;
    assert!(keeper.get(&file).await.text.contains(TAKEN));
    is_hidden(&keeper.site, &file).await;
}

#[tokio::test]
async fn a_file_is_found_at_its_own_source_alone() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "mill.jpg", &photograph(), &[("published", "no")]).await;
    let other = [photograph(), vec![1]].concat();
    let (published, _) = given(&keeper, "jar.jpg", &other, &PUBLISHED).await;
    let digits = file.rsplit('/').next().unwrap();
    is_hidden(&keeper.site, &format!("{published}/file/{digits}")).await;
    is_hidden(&keeper.site, &format!("{published}/file/nothing")).await;
}
