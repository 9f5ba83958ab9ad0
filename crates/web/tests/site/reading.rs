//! Documents that are given to be read: text becomes suggestions, pictures are kept, anything else is refused in words.

use axum::http::StatusCode;

use crate::keeper::{Keeper, keeper};
use crate::town::{Answer, get, site, site_at};

const LETTER: &str = "The mill of Sanabel\n\nOn 3 March 2032 the Mill Museum was damaged.\n";
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

/// How many suggestions wait.
async fn waiting(keeper: &Keeper) -> u64 {
    let health: serde_json::Value = serde_json::from_str(&keeper.get("/health.json").await.text).unwrap();
    health["suggestions"].as_u64().unwrap()
}

#[tokio::test]
async fn a_text_leads_to_its_suggestions() {
    let keeper = keeper().await;
    let answer = keeper.give(&[("../letter.txt", LETTER.as_bytes())], &[("published", "no")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert!(answer.location().starts_with("/review/"), "{}", answer.location());
    let suggestions = waiting(&keeper).await;
    assert!(suggestions > 0);
    let again = keeper.give(&[("letter.txt", LETTER.as_bytes())], &[("published", "no")]).await;
    assert_eq!(again.location(), answer.location());
    assert_eq!(waiting(&keeper).await, suggestions, "reading again adds nothing");
}

#[tokio::test]
async fn documents_can_be_dropped_where_the_keepers_view_can_be_opened() {
    let drops = |answer: Answer| answer.text.contains("/drop.js");
    assert!(drops(get(&site(), "/").await), "it asks to be unlocked first");
    assert!(!drops(get(&site_at("0.0.0.0:4750"), "/").await), "over a network it is read, and no more");
}

#[tokio::test]
async fn publication_needs_somebody_or_a_day() {
    let keeper = keeper().await;
    let answer = keeper.give(&[("letter.txt", LETTER.as_bytes())], &[("published", "yes")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Say by whom, or when"), "{}", answer.text);
    let wrong = keeper.give(&[("letter.txt", LETTER.as_bytes())], &[("published", "yes"), ("date", "soon")]).await;
    assert!(wrong.text.contains("This is no date"));
    let told = [("published", "yes"), ("publisher", "Rimal Courier"), ("date", "٢٠٣٢-٠٤")];
    assert_eq!(keeper.give(&[("letter.txt", LETTER.as_bytes())], &told).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_picture_is_kept_and_says_that_it_is_not_read() {
    let keeper = keeper().await;
    let answer = keeper.give(&[("jar.txt", PICTURE)], &[("published", "no")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.text.contains("kept as a source file."), "{}", answer.text);
    assert!(keeper.get("/kind/document").await.text.contains("jar.txt"));
    let before = keeper.statements().await;
    keeper.give(&[("jar.txt", PICTURE)], &[("published", "no")]).await;
    assert_eq!(keeper.statements().await, before);
}

#[tokio::test]
async fn a_mail_is_read_and_says_where_its_words_stand_and_what_was_left() {
    let keeper = keeper().await;
    let mail = "From: Nadia <nadia@sanabel.example>\r\nTo: office@sanabel.example\r\nSubject: The mill\r\n\
        Date: Thu, 4 Mar 2032 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nOn 3 March 2032 the Mill Museum was damaged.\r\n\
        --b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=wall.png\r\n\r\nxx\r\n--b--\r\n";
    let answer = keeper.give(&[("mill.eml", mail.as_bytes())], &[("published", "no")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.text.contains("One thing was not read, or was odd"), "{}", answer.text);
    assert!(answer.text.contains("wall.png"), "{}", answer.text);
    let review = answer.text.split("href=\"/review/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let page = keeper.get(&format!("/review/{review}.json")).await.text;
    assert!(page.contains("\"place\":\"part=1&body="), "{page}");
}

#[tokio::test]
async fn a_document_without_text_is_kept_and_says_so() {
    let keeper = keeper().await;
    let answer = keeper.give(&[("plan.pdf", b"%PDF-1.7\nbroken")], &[("published", "no")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.text.contains("It is kept as a source file."), "{}", answer.text);
    assert!(keeper.get("/kind/document").await.text.contains("plan.pdf"));
}

#[tokio::test]
async fn one_that_cannot_be_taken_does_not_hold_up_the_others() {
    let keeper = keeper().await;
    let files: [(&str, &[u8]); 4] = [
        ("letter.txt", LETTER.as_bytes()),
        ("program.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0"),
        ("old.txt", b"\xe3\xca\xcd\xdd \xc7\xe1\xd8\xc7\xcd\xe6\xe4\xc9"),
        ("رسالة.txt", "رسالة من سنابل".as_bytes()),
    ];
    let answer = keeper.give(&files, &[("published", "no")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for shown in ["letter.txt", "was read", "neither text nor a document", "choose its encoding", "رسالة.txt"] {
        assert!(answer.text.contains(shown), "{shown}: {}", answer.text);
    }
    let old = keeper.give(&[files[2]], &[("published", "no"), ("encoding", "windows-1256")]).await;
    assert_eq!(old.status, StatusCode::SEE_OTHER, "{}", old.text);
}

#[tokio::test]
async fn a_restricted_document_lies_nowhere_in_the_open() {
    let keeper = keeper().await;
    let text = "A letter\n\nOn 3 March 2032 the mill was damaged, wrote Qamarine Tellwright.\n";
    let answer = keeper.give(&[("letter.txt", text.as_bytes())], &[("published", "restricted")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let folder = keeper.folder.path().join("sanabel.daftar");
    assert!(files(&folder).iter().all(|bytes| !bytes.windows(8).any(|part| part == b"Qamarine")));
}

#[tokio::test]
async fn of_a_restricted_chat_nothing_lies_in_the_open_either() {
    let keeper = keeper().await;
    let chat = r#"{"name":"Neighbours","type":"personal_chat","id":1,"messages":[{"id":5,"type":"message",
        "date":"2032-03-04T10:00:00","date_unixtime":"1961568000","from":"Qamarine Tellwright","from_id":"user1",
        "text":"On 3 March 2032 the mill was damaged."}]}"#;
    let answer = keeper.give(&[("result.json", chat.as_bytes())], &[("published", "restricted")]).await;
    assert!([StatusCode::SEE_OTHER, StatusCode::OK].contains(&answer.status), "{}", answer.text);
    assert!(waiting(&keeper).await > 0);
    let folder = keeper.folder.path().join("sanabel.daftar");
    assert!(files(&folder).iter().all(|bytes| !bytes.windows(8).any(|part| part == b"Qamarine")));
}

#[tokio::test]
async fn the_token_of_a_form_with_files_stands_before_everything_else() {
    let keeper = keeper().await;
    let page = keeper.get("/read").await.text;
    let form = page.split("enctype=\"multipart/form-data\"").nth(1).unwrap();
    let first = form.split("<input").nth(1).unwrap();
    assert!(first.contains("name=\"token\"") && !page.contains("token="), "{first}");
    let letter = [("letter.txt", LETTER.as_bytes())];
    let told = [("published", "no")];
    let token = keeper.token.as_str();
    let others = "0".repeat(64);
    for (before, behind) in [
        (vec![], vec![]),
        (vec![("token", "")], vec![]),
        (vec![("token", others.as_str())], vec![("token", token)]),
        (vec![("published", "no"), ("token", token)], vec![]),
        (vec![], vec![("token", token)]),
    ] {
        let answer = keeper.send_parts("/read", &before, &letter, &[&told[..], &behind[..]].concat()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{before:?}");
    }
    assert_eq!(keeper.send_parts("/read", &[("token", token)], &letter, &told).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_on_its_way_lies_in_the_notebook_alone_and_not_for_long() {
    let keeper = keeper().await;
    let incoming = keeper.folder.path().join("sanabel.daftar/incoming");
    keeper.give(&[("letter.txt", LETTER.as_bytes())], &[("published", "no")]).await;
    keeper.give(&[("letter.txt", LETTER.as_bytes())], &[("published", "yes"), ("date", "soon")]).await;
    assert_eq!(std::fs::read_dir(&incoming).unwrap().count(), 0, "nothing stays");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(incoming.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
    std::fs::create_dir(incoming.join("broken-off")).unwrap();
    std::fs::write(incoming.join("broken-off/letter.txt"), LETTER).unwrap();
    let health = keeper.post("/health", &[]).await;
    assert_eq!(health.status, StatusCode::OK, "{}", health.text);
    assert!(!health.text.contains("incoming"), "{}", health.text);
    drop(crate::keeper::site(&keeper.folder));
    assert!(!incoming.exists(), "what an end of the program left there is gone at the next start");
}

fn files(path: &std::path::Path) -> Vec<Vec<u8>> {
    if path.is_dir() {
        return std::fs::read_dir(path).unwrap().flat_map(|entry| files(&entry.unwrap().path())).collect();
    }
    vec![std::fs::read(path).unwrap()]
}

#[tokio::test]
async fn no_file_is_said_to_be_missing() {
    let keeper = keeper().await;
    let answer = keeper.give(&[], &[("published", "no")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Choose a document first"));
    let empty = keeper.give(&[("", b"")], &[("published", "no")]).await;
    assert!(empty.text.contains("Choose a document first"));
}
