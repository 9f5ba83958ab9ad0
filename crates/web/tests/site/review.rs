//! Suggestions are recorded, corrected, rejected, joined, and every decision can be undone. A form sent twice does it once.

use axum::http::{StatusCode, header};

use crate::desk::Desk;
use crate::town::get;

fn text<'j>(json: &'j serde_json::Value, member: &str) -> &'j str {
    json[member].as_str().unwrap_or_default()
}

#[tokio::test]
async fn suggestions_are_the_keepers() {
    let desk = Desk::new().await;
    let review = format!("/review/{}", desk.source);
    for address in ["/review".to_owned(), "/review.json".into(), review.clone(), format!("{review}.json")] {
        let answer = get(&desk.site, &address).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(!answer.text.contains("Mill Museum"), "{address}");
    }
    let source = get(&desk.site, &format!("/s/{}", desk.source)).await;
    assert_eq!(source.status, StatusCode::NOT_FOUND, "nothing of it is recorded");
    assert_eq!(desk.get(&review).await.status, StatusCode::OK);
    assert!(desk.get("/review").await.text.contains(&review));
}

#[tokio::test]
async fn a_suggestion_is_recorded_once_however_often_the_form_is_sent() {
    let desk = Desk::new().await;
    let (before, one) = (desk.waiting().await.len(), desk.first("founded").await);
    let fields = [("act", "record"), ("draft", text(&one, "id"))];
    for _ in 0..2 {
        let answer = desk.decide(&fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.headers[header::LOCATION].to_str().unwrap().starts_with("/review/"));
    }
    assert_eq!((desk.waiting().await.len(), desk.recorded().await.len()), (before - 1, 1));
    assert_eq!(desk.register().counts().unwrap().entries, 3, "the founding, that the file came, and one recording");
}

#[tokio::test]
async fn nothing_is_decided_without_the_token_or_by_the_public() {
    let desk = Desk::new().await;
    let one = desk.first("founded").await;
    let address = format!("/review/{}", desk.source);
    let refused = desk.send_form(&address, &[("act", "record"), ("draft", text(&one, "id"))]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    desk.post("/lock", &[]).await;
    let locked = desk.decide(&[("act", "record"), ("draft", text(&one, "id"))]).await;
    assert_eq!(locked.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.post("/log", &[("log", "x"), ("number", "2")]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.register().counts().unwrap().entries, 2, "the founding, and that the file came");
}

#[tokio::test]
async fn unknown_ids_do_nothing() {
    let desk = Desk::new().await;
    let before = desk.waiting().await.len();
    for draft in ["", "zzzzzzzz", "00000000", "../../etc", "بئر"] {
        assert_eq!(desk.decide(&[("act", "record"), ("draft", draft)]).await.status, StatusCode::SEE_OTHER, "{draft}");
    }
    assert_eq!(desk.decide(&[("act", "undo"), ("step", "77")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.get(&format!("/review/{}?in=00000000", desk.source)).await.status, StatusCode::OK);
    assert_eq!(desk.get(&format!("/review/{}", "0".repeat(64))).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("/review/x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.waiting().await.len(), before);
}

#[tokio::test]
async fn a_rejected_suggestion_comes_back_by_undoing_once() {
    let desk = Desk::new().await;
    let (before, one) = (desk.waiting().await, desk.first("state").await);
    desk.decide(&[("act", "reject"), ("draft", text(&one, "id"))]).await;
    assert_eq!(desk.waiting().await.len(), before.len() - 1);
    let step = desk.review().await["last"]["number"].to_string();
    for _ in 0..2 {
        desk.decide(&[("act", "undo"), ("step", &step)]).await;
    }
    assert_eq!(desk.waiting().await, before, "in the same order");
    assert!(desk.review().await["last"].is_null());
    assert!(desk.recorded().await.is_empty());
}

#[tokio::test]
async fn what_goes_together_is_recorded_and_undone_together() {
    let desk = Desk::new().await;
    let (before, one) = (desk.waiting().await, desk.first("name").await);
    let about = |one: &serde_json::Value| text(one, "subject").to_owned();
    let naming = ["kind", "name", "title"];
    let wanted = before.iter().filter(|other| about(other) == about(&one) && naming.contains(&text(other, "property")));
    let wanted = wanted.filter(|other| other["link"] == false).count();
    desk.decide(&[("act", "record"), ("draft", text(&one, "id")), ("group", "naming")]).await;
    assert_eq!(desk.waiting().await.len(), before.len() - wanted);
    let step = desk.review().await["last"]["number"].to_string();
    desk.decide(&[("act", "undo"), ("step", &step)]).await;
    assert_eq!((desk.waiting().await, desk.recorded().await.len()), (before, 0));
}

#[tokio::test]
async fn a_whole_document_is_recorded_at_once() {
    let desk = Desk::new().await;
    let one = desk.first("founded").await;
    let (waiting, links) =
        (desk.waiting().await.len(), desk.waiting().await.iter().filter(|one| one["link"] == true).count());
    desk.decide(&[("act", "record"), ("draft", text(&one, "id")), ("group", "document")]).await;
    assert_eq!(desk.waiting().await.len(), links);
    assert_eq!(desk.recorded().await.len(), waiting - links);
    let page = desk.get(&format!("/review/{}", desk.source)).await;
    assert!(page.text.contains("suggestions were recorded."));
}

/// The fields of the correction as the page gives them.
fn form_of(page: &str) -> Vec<(&'static str, String)> {
    let form = page.split("id=\"correct\"").nth(1).unwrap();
    let decoded =
        |text: &str| text.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    let field = |name: &'static str| {
        let after = form.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_default();
        let tag = after.split('>').next().unwrap_or_default();
        let plain = tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let inner = after.split_once('>').map_or("", |(_, rest)| rest);
        let area = inner.split_once("</textarea>").map(|(text, _)| text).filter(|text| !text.contains('<'));
        let picked = inner.split("</select>").next().and_then(|list| {
            list.split("<option")
                .find(|option| option.contains(" selected"))?
                .split("value=\"")
                .nth(1)?
                .split('"')
                .next()
        });
        (name, decoded(plain.or(area).or(picked).unwrap_or_default()))
    };
    let names =
        ["value", "value_lang", "says", "when", "stated", "certainty", "voice", "speaker", "quote", "start", "about"];
    names.map(field).into()
}

async fn correct(desk: &Desk, id: &str, changes: &[(&'static str, &str)]) -> crate::town::Answer {
    let page = desk.get(&format!("/review/{}?in={id}", desk.source)).await;
    let mut fields = form_of(&page.text);
    for (name, value) in changes {
        match fields.iter_mut().find(|(field, _)| field == name) {
            Some(field) => field.1 = (*value).to_owned(),
            None => fields.push((name, (*value).to_owned())),
        }
    }
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("act", "correct"), ("draft", id)]);
    desk.decide(&fields).await
}

#[tokio::test]
async fn a_form_that_nobody_touched_records_what_was_suggested() {
    let desk = Desk::new().await;
    for property in ["founded", "state", "name", "place", "holdings"] {
        let one = desk.first(property).await;
        let answer = correct(&desk, text(&one, "id"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{property}");
        let recorded = desk.recorded().await.into_iter().find(|other| other["property"] == property).unwrap();
        assert_eq!(recorded["value"]["value"], one["value"]["value"], "{property}");
        for member in ["when", "quote", "locator", "subject", "speaker", "inferred", "certainty"] {
            assert_eq!(recorded[member], one[member], "{property}: {member}");
        }
    }
}

#[tokio::test]
async fn a_corrected_suggestion_is_recorded_as_corrected() {
    let desk = Desk::new().await;
    let one = desk.first("founded").await;
    let id = text(&one, "id").to_owned();
    let changes =
        [("value", "2013~"), ("when", "2014"), ("certainty", "probable"), ("voice", "unnamed"), ("speaker", "الجيران")];
    for _ in 0..2 {
        correct(&desk, &id, &changes).await;
    }
    let recorded = desk.recorded().await;
    assert_eq!(recorded.len(), 1, "{recorded:?}");
    assert_eq!(recorded[0]["value"]["value"]["date"], "2013~");
    assert_eq!((text(&recorded[0], "when"), text(&recorded[0], "certainty")), ("2014", "probable"));
    assert_eq!(recorded[0]["speaker"]["name"], "الجيران");
    assert!(desk.waiting().await.iter().all(|other| other["id"] != id.as_str()));
    let step = desk.review().await["last"]["number"].to_string();
    desk.decide(&[("act", "undo"), ("step", &step)]).await;
    assert!(desk.recorded().await.is_empty());
    assert!(desk.waiting().await.iter().any(|other| other["id"] == id.as_str()));
}

#[tokio::test]
async fn what_does_not_fit_is_told_beside_its_field_and_stays() {
    let desk = Desk::new().await;
    let (founded, place) = (desk.first("founded").await, desk.first("place").await);
    type Case<'c> = (&'c serde_json::Value, &'c [(&'static str, &'c str)], &'c str);
    let cases: [Case<'_>; 6] = [
        (&founded, &[("value", "next week")], "This is no date"),
        (&founded, &[("when", "قبل أسبوع")], "This is no date"),
        (&founded, &[("quote", "words that nobody wrote")], "do not stand in the source"),
        (&place, &[("value", "The Lighthouse")], "No card has this name"),
        (&founded, &[("voice", "card"), ("speaker", "")], "This field needs something"),
        (&founded, &[("about", "")], "This field needs something"),
    ];
    for (one, changes, words) in cases {
        let answer = correct(&desk, text(one, "id"), changes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        assert!(answer.text.contains(words), "{changes:?}");
        assert!(changes.iter().all(|(_, value)| answer.text.contains(value)), "{changes:?} stays");
    }
    assert!(desk.recorded().await.is_empty());
}

#[tokio::test]
async fn quoted_words_are_found_where_they_stand() {
    let desk = Desk::new().await;
    let one = desk.first("founded").await;
    correct(&desk, text(&one, "id"), &[("quote", "متحف الطاحونة"), ("start", "0")]).await;
    let recorded = desk.recorded().await;
    let (start, end) =
        (recorded[0]["locator"]["start"].as_u64().unwrap(), recorded[0]["locator"]["end"].as_u64().unwrap());
    assert_eq!(end - start, 13);
    let page = desk.get(&format!("/s/{}", desk.source)).await;
    assert!(page.text.contains("متحف الطاحونة</a>"));
}

#[tokio::test]
async fn a_card_is_made_where_none_has_the_name() {
    let desk = Desk::new().await;
    let one = desk.first("place").await;
    let changes = [("value", "دار القمح"), ("make", "building")];
    assert_eq!(correct(&desk, text(&one, "id"), &changes).await.status, StatusCode::SEE_OTHER);
    let recorded = desk.recorded().await;
    assert_eq!(recorded[0]["value"]["words"], "دار القمح");
    let step = desk.review().await["last"]["number"].to_string();
    desk.decide(&[("act", "undo"), ("step", &step)]).await;
    assert!(desk.recorded().await.is_empty());
    assert!(desk.register().entity("دار القمح").is_err(), "the card that it made is undone with it");
}

#[tokio::test]
async fn cards_are_joined_by_name_and_parted_by_undoing() {
    let desk = Desk::new().await;
    let one = desk.first("founded").await;
    let fields = [("act", "join"), ("draft", text(&one, "id")), ("card", "Sanabel")];
    for _ in 0..2 {
        assert_eq!(desk.decide(&fields).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(desk.register().counts().unwrap().entries, 3);
    let joined = |desk: &Desk| {
        let register = desk.register();
        register.same_as(register.entity("Sanabel").unwrap()).unwrap().len()
    };
    assert_eq!(joined(&desk), 2);
    let step = desk.review().await["last"]["number"].to_string();
    desk.decide(&[("act", "undo"), ("step", &step)]).await;
    assert_eq!(joined(&desk), 1);
    let unknown = desk.decide(&[("act", "join"), ("draft", text(&one, "id")), ("card", "The Lighthouse")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text.contains("value=\"The Lighthouse\"") && unknown.text.contains("No card has this name"));
}

#[tokio::test]
async fn proposed_links_are_shown_with_their_reasons() {
    let desk = Desk::new().await;
    desk.read_siege();
    let register = desk.register();
    let link = register.drafts().unwrap().into_iter().find(|draft| draft.link).unwrap();
    let source = link.claim.source.to_string().replace("entity:", "");
    let about = register
        .drafts()
        .unwrap()
        .into_iter()
        .find(|one| !one.link && one.claim.subject == link.claim.subject)
        .unwrap();
    let page = desk.get(&format!("/review/{source}?in={}", about.id())).await;
    assert!(page.text.contains("proposed by the reader: the same name and kind"));
    let fields = [("act", "record"), ("draft", &link.id().to_string()), ("stay", &about.id().to_string())];
    let answer = desk.post(&format!("/review/{source}"), &fields).await;
    assert!(answer.headers[header::LOCATION].to_str().unwrap().contains(&about.id().to_string()), "it stays in hand");
    assert!(!desk.register().drafts().unwrap().contains(&link));
}

#[tokio::test]
async fn an_entry_is_undone_from_the_log_and_its_suggestions_wait_again() {
    let desk = Desk::new().await;
    let (before, one) = (desk.waiting().await, desk.first("founded").await);
    desk.decide(&[("act", "record"), ("draft", text(&one, "id")), ("group", "document")]).await;
    let log: serde_json::Value = serde_json::from_str(&desk.get("/log.json").await.text).unwrap();
    let entry = log["entries"].as_array().unwrap().iter().find(|entry| entry["undoable"] == true).unwrap();
    let number = entry["number"].to_string();
    for _ in 0..2 {
        let answer = desk.post("/log", &[("log", text(entry, "log")), ("number", &number)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!((desk.waiting().await, desk.recorded().await.len()), (before, 0));
    assert_eq!(desk.register().counts().unwrap().entries, 4, "founding, arrival, recording, and one undoing");
    let first = desk.post("/log", &[("log", text(entry, "log")), ("number", "1")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "the founding is left alone");
    assert_eq!(desk.register().counts().unwrap().entries, 4);
    assert_eq!(desk.post("/log", &[("log", "nonsense"), ("number", "2")]).await.status, StatusCode::NOT_FOUND);
    let public: serde_json::Value = serde_json::from_str(&get(&desk.site, "/log.json").await.text).unwrap();
    assert!(public["entries"].as_array().unwrap().iter().all(|entry| entry["undoable"] == false));
}

#[tokio::test]
async fn the_review_speaks_arabic() {
    let desk = Desk::new().await;
    let page = desk.get(&format!("/review/{}?lang=ar", desk.source)).await;
    assert!(page.text.contains("dir=\"rtl\"") && page.text.contains("دوّن كما ورد") && page.text.contains("ارفض"));
    assert!(page.text.contains("?lang=ar") || page.text.contains("&amp;lang=ar"), "forms keep the language");
    assert!(desk.get("/log?lang=ar").await.text.contains("السجل"));
}

#[tokio::test]
async fn decisions_are_undone_after_the_program_was_ended() {
    let mut desk = Desk::new().await;
    let before = desk.waiting().await;
    let rejected = desk.first("state").await;
    desk.decide(&[("act", "reject"), ("draft", text(&rejected, "id"))]).await;
    let id = text(&rejected, "id").to_owned();
    let one = desk.first("name").await;
    desk.decide(&[("act", "record"), ("draft", text(&one, "id")), ("group", "naming")]).await;
    assert!(!desk.recorded().await.is_empty());
    desk.again().await;
    for _ in 0..2 {
        let step = desk.review().await["last"]["number"].to_string();
        desk.decide(&[("act", "undo"), ("step", &step)]).await;
    }
    assert_eq!((desk.waiting().await, desk.recorded().await.len()), (before, 0));
    assert!(desk.review().await["last"].is_null());
    assert!(desk.waiting().await.iter().any(|one| text(one, "id") == id));
}

#[tokio::test]
async fn what_was_decided_lies_nowhere_in_the_open_and_goes_with_what_is_erased() {
    let mut desk = Desk::new().await;
    let one = desk.first("name").await;
    assert!(desk.lies_open("Mill Museum"));
    desk.decide(&[("act", "record"), ("draft", text(&one, "id")), ("group", "document")]).await;
    for link in desk.waiting().await {
        desk.decide(&[("act", "reject"), ("draft", text(&link, "id"))]).await;
    }
    assert!(!desk.lies_open("Mill Museum") && !desk.lies_open("\"decision\""));
    assert!(desk.review().await["last"].is_object());
    let claim = text(&desk.recorded().await[0], "claim").replace("claim:", "");
    let sealed = desk.post(&format!("/c/{claim}/seal"), &[]).await;
    assert_eq!(sealed.status, StatusCode::SEE_OTHER, "{}", sealed.text);
    desk.again().await;
    assert!(desk.review().await["last"].is_null(), "nothing that was erased comes back");
}
