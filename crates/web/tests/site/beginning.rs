//! Where there is no notebook yet: three questions, the recovery key once, then an overview that says where to begin.

use axum::http::StatusCode;

use crate::keeper::{Keeper, hidden, site};

/// A visitor where nothing is yet.
pub(crate) async fn visitor() -> Keeper {
    let folder = tempfile::tempdir().unwrap();
    let mut visitor = Keeper { site: site(&folder), folder, cookie: String::new(), token: String::new() };
    let page = visitor.get("/begin").await;
    (visitor.cookie, visitor.token) = (page.cookie(), page.token());
    visitor
}

#[tokio::test]
async fn every_page_leads_to_the_first_one() {
    let visitor = visitor().await;
    for address in ["/", "/add", "/search?words=jar", "/health.json", "/unlock"] {
        assert_eq!(visitor.get(address).await.location(), "/begin", "{address}");
    }
    assert_eq!(visitor.get("/assets/x/style.css").await.status, StatusCode::OK);
    let arabic = visitor.get("/begin?lang=ar").await.text;
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("ما اسم المكان؟"));
}

#[tokio::test]
async fn three_questions_make_a_notebook() {
    let visitor = visitor().await;
    let fields = [("place", "سنابل"), ("lang", "ar"), ("copies", "A stick with the Water Office"), ("keeper", "")];
    let made = visitor.post("/begin", &fields).await;
    assert_eq!(made.location(), "/begin/key?lang=ar");
    assert_eq!(visitor.post("/begin", &fields).await.location(), "/begin/key?lang=ar", "sent twice, made once");
    let key = visitor.get("/begin/key").await;
    assert_eq!(key.headers["cache-control"], "no-store");
    let (_, digits) = key.text.split_once("class=\"digits\"").unwrap();
    let digits = digits.split("</ol>").next().unwrap();
    assert_eq!(digits.matches("<li>").count(), 17);
    assert_eq!(crate::town::get(&visitor.site, "/begin/key").await.status, StatusCode::SEE_OTHER, "for nobody else");
    assert_eq!(visitor.post("/begin/kept", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(visitor.get("/begin/key").await.status, StatusCode::SEE_OTHER, "never again");
    let overview = visitor.get("/").await.text;
    for shown in ["سنابل", "هذا الدفتر فارغ، وجاهز.", "href=\"/read\"", "href=\"/add/object\""]
    {
        assert!(overview.contains(shown), "{shown}: {overview}");
    }
    assert_eq!(visitor.get("/begin").await.location(), "/");
}

/// The key on its page.
fn digits(page: &str) -> Option<&str> {
    page.split_once("class=\"digits\"")?.1.split("</ol>").next()
}

#[tokio::test]
async fn the_recovery_key_outlives_the_program_until_it_is_on_paper() {
    for passphrase in ["", "barley and rain"] {
        let visitor = visitor().await;
        visitor.post("/begin", &[("place", "Sanabel"), ("passphrase", passphrase), ("again", passphrase)]).await;
        let first = visitor.get("/begin/key").await.text;
        let later =
            |site| Keeper { site, folder: tempfile::tempdir().unwrap(), cookie: String::new(), token: String::new() };
        let mut again = later(site(&visitor.folder));
        let page = again.get("/unlock").await;
        (again.cookie, again.token) = (page.cookie(), page.token());
        assert_eq!(again.get("/begin/key").await.location(), "/", "for keepers only");
        let unlocked = again.post("/unlock", &[("passphrase", passphrase), ("next", "/add")]).await;
        assert_eq!(unlocked.location(), "/begin/key");
        let shown = again.get("/begin/key").await.text;
        assert!(digits(&first).is_some() && digits(&shown) == digits(&first), "{passphrase}");
        again.post("/begin/kept", &[]).await;
        assert_eq!(again.get("/begin/key").await.location(), "/");
        let names: Vec<_> = walk(visitor.folder.path());
        assert!(names.iter().all(|name| !name.contains("recovery")), "{names:?}");
    }
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let paths = std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path());
    paths.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path.display().to_string()] }).collect()
}

#[tokio::test]
async fn where_copies_go_is_for_keepers() {
    let visitor = visitor().await;
    visitor.post("/begin", &[("place", "Sanabel"), ("lang", "en"), ("copies", "A stick with the Water Office")]).await;
    let (_, place) = visitor
        .get("/kind/place")
        .await
        .text
        .split_once("href=\"/e/")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let card = format!("/e/{}", place.split('"').next().unwrap());
    assert!(visitor.get(&card).await.text.contains("A stick with the Water Office"));
    assert!(!crate::town::get(&visitor.site, &card).await.text.contains("A stick"));
}

#[tokio::test]
async fn what_is_missing_is_asked_again() {
    let visitor = visitor().await;
    let none = visitor.post("/begin", &[("place", " "), ("copies", "A stick")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text.contains("The place needs a name") && none.text.contains("value=\"A stick\""));
    let differ = visitor.post("/begin", &[("place", "Sanabel"), ("passphrase", "barley"), ("again", "barly")]).await;
    assert!(differ.text.contains("The two passphrases differ") && !differ.text.contains("barley"));
    assert!(!visitor.folder.path().join("sanabel.daftar").exists());
    let forged = Keeper {
        token: "0".repeat(64),
        cookie: visitor.cookie.clone(),
        folder: tempfile::tempdir().unwrap(),
        site: visitor.site.clone(),
    };
    assert_eq!(forged.post("/begin", &[("place", "Sanabel")]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_passphrase_is_asked_for_next_time() {
    let visitor = visitor().await;
    let fields =
        [("place", "Sanabel"), ("passphrase", "barley and rain"), ("again", "barley and rain"), ("copies", "x")];
    assert_eq!(visitor.post("/begin", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(visitor.get("/add").await.status, StatusCode::OK, "who made it need not unlock it");
    let mut later = Keeper {
        site: site(&visitor.folder),
        folder: tempfile::tempdir().unwrap(),
        cookie: String::new(),
        token: String::new(),
    };
    let page = later.get("/unlock?next=/add").await;
    (later.cookie, later.token) = (page.cookie(), page.token());
    assert_eq!(visitor.post("/begin/kept", &[]).await.status, StatusCode::SEE_OTHER);
    let wrong = later.post("/unlock", &[("passphrase", "rain"), ("next", "/add")]).await;
    assert_eq!(
        (wrong.status, hidden(&wrong.text, "next").as_str()),
        (StatusCode::OK, "/add"),
        "the way is not forgotten"
    );
    assert_eq!(later.post("/unlock", &[("passphrase", "barley and rain"), ("next", "/add")]).await.location(), "/add");
}

#[test]
fn a_folder_with_something_else_in_it_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("sanabel.daftar");
    std::fs::create_dir_all(&register).unwrap();
    std::fs::write(register.join("poem.txt"), "barley").unwrap();
    let home = daftar_register::Home::at(folder.path().join("keys"));
    let address = "127.0.0.1:4750".parse().unwrap();
    let now = daftar_register::system_clock;
    let app =
        daftar_web::app(daftar_web::Options { address, register, home, lang: None, basemap: None, open: false, now });
    assert!(app.is_err());
}
