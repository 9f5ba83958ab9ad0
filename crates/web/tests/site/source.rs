//! A source: its words marked by what became of them, long texts in parts, the way back from each statement.

use axum::http::StatusCode;

use crate::desk::Desk;
use crate::town::get;

fn id(one: &serde_json::Value, member: &str) -> String {
    one[member].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn words_are_marked_by_what_became_of_them() {
    let desk = Desk::new().await;
    let one = desk.first("founded").await;
    desk.decide(&[("act", "record"), ("draft", &id(&one, "id"))]).await;
    let page = desk.get(&format!("/s/{}", desk.source)).await;
    assert!(page.text.contains("class=\"span suggested\"") && page.text.contains("recorded"));
    assert!(page.text.contains("suggestion, not recorded") && page.text.contains("?in="), "in words, with a link");
    let data: serde_json::Value =
        serde_json::from_str(&desk.get(&format!("/s/{}.json", desk.source)).await.text).unwrap();
    let marks = data["marks"].as_array().unwrap();
    assert!(marks.windows(2).all(|two| two[0]["end"].as_u64() <= two[1]["start"].as_u64()), "marks never overlap");
    assert!(marks.iter().any(|mark| mark["claims"].as_array().unwrap().len() > 1), "one mark may carry several");
}

#[tokio::test]
async fn the_public_sees_no_suggestion() {
    let desk = Desk::new().await;
    let one = desk.first("founded").await;
    desk.decide(&[("act", "record"), ("draft", &id(&one, "id"))]).await;
    for address in [format!("/s/{}", desk.source), format!("/s/{}.json", desk.source)] {
        let answer = get(&desk.site, &address).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.text.contains("suggested\":true") && !answer.text.contains("/review"), "{address}");
        assert!(!answer.text.contains("embroidered"), "an unpublished text is not shown");
    }
}

#[tokio::test]
async fn a_long_document_comes_in_parts_and_a_statement_finds_its_own() {
    let line = "The reservoir of Sanabel lies behind the third terrace, and the water office keeps its key.\n";
    let text = format!("The old silo\n\n{}\nThe old silo was damaged in February 2032.\n", line.repeat(400));
    let desk = Desk::reading(&text).await;
    let all: Vec<_> = {
        let register = desk.register();
        register
            .drafts()
            .unwrap()
            .into_iter()
            .filter(|draft| draft.place().is_some_and(|span| span.start > 30_000))
            .collect()
    };
    let last = all.first().expect("something is read from the last line");
    let review = desk.get(&format!("/review/{}?in={}", desk.source, last.id())).await;
    assert!(
        review.text.contains("was damaged in February 2032") && review.text.len() < 120_000,
        "{}",
        review.text.len()
    );
    desk.decide(&[("act", "record"), ("draft", &last.id().to_string())]).await;
    let recorded = desk.recorded().await;
    let claim = id(&recorded[0], "claim").replace("claim:", "");
    let whole = desk.get(&format!("/c/{claim}")).await;
    let way = whole.text.split("href=\"").find(|link| link.contains(&format!("#c{}", &claim[..16]))).unwrap();
    let way = way.split('#').next().unwrap().to_owned();
    let page = desk.get(&way).await;
    assert!(page.text.contains(&format!("<i id=\"c{}\"></i>", &claim[..16])), "the way back leads to its words");
    let first = desk.get(&format!("/s/{}", desk.source)).await;
    assert!(!first.text.contains("was damaged in February 2032</a>") && first.text.contains("rel=\"next\""));
    assert!(first.text.len() < 120_000, "{}", first.text.len());
}
