//! Changing one's mind by forms: correct, take back, deny, show first, assess, seal, join and part. Nothing is overwritten.

use axum::http::StatusCode;

use crate::forms::statement;
use crate::keeper::{Keeper, keeper};

async fn jar(keeper: &Keeper) -> String {
    keeper.card("object", &[("name.en", "Jar"), ("description.en", "It held oil")]).await
}

async fn done(keeper: &Keeper, address: &str, fields: &[(&str, &str)]) -> String {
    let answer = keeper.fill(address, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}: {}", answer.text);
    answer.location()
}

#[tokio::test]
async fn a_correction_takes_the_place_of_what_was_wrong() {
    let keeper = keeper().await;
    let card = jar(&keeper).await;
    let claim = statement(&keeper, &card, "It held oil").await;
    let form = keeper.get(&format!("{claim}/edit")).await.text;
    assert!(form.contains("value=\"It held oil\"") && form.contains("value=\"2032-05-01\""), "{form}");
    let fields = [("description.en", "It held wine"), ("description.ar", "كان فيها نبيذ")];
    done(&keeper, &format!("{claim}/edit"), &fields).await;
    let page = keeper.get(&card).await.text;
    assert!(page.contains("It held wine") && !page.contains("It held oil"));
    assert!(page.contains("كان فيها نبيذ"), "the other language is a statement beside it");
    assert!(keeper.get(&claim).await.text.contains("replaced by a corrected statement"));
    let empty = keeper.fill(&format!("{}/edit", statement(&keeper, &card, "wine").await), &[]).await;
    assert!(empty.text.contains("A correction needs a value"), "{}", empty.text);
}

#[tokio::test]
async fn a_restricted_statement_stays_sealed_when_it_is_corrected() {
    let keeper = keeper().await;
    let card = keeper.card("person", &[("name.en", "Qamarine Telwright"), ("restricted", "yes")]).await;
    let claim = statement(&keeper, &card, "Qamarine").await;
    assert!(keeper.get(&format!("{claim}/edit")).await.text.contains("value=\"yes\" checked"));
    let fields = [("name.en", "Qamarine Tellwright"), ("restricted", "yes")];
    done(&keeper, &format!("{claim}/edit"), &fields).await;
    let page = keeper.get(&card).await.text;
    assert!(page.contains("Qamarine Tellwright") && !page.contains("Telwright"), "{page}");
    assert!(!crate::town::get(&keeper.site, &card).await.text.contains("Qamarine"));
}

#[tokio::test]
async fn what_is_taken_back_stays_told() {
    let keeper = keeper().await;
    let card = jar(&keeper).await;
    let claim = statement(&keeper, &card, "It held oil").await;
    done(&keeper, &format!("{claim}/retract"), &[]).await;
    assert!(!keeper.get(&card).await.text.contains("It held oil"));
    assert!(keeper.get(&claim).await.text.contains("no longer held by who said it"));
    let again = keeper.get(&format!("{claim}/retract")).await;
    assert_eq!(again.status, StatusCode::OK, "a second visit explains, and a second sending changes nothing");
    let entries = keeper.get("/log").await.text.matches("<tr").count();
    done(&keeper, &format!("{claim}/retract"), &[]).await;
    assert_eq!(keeper.get("/log").await.text.matches("<tr").count(), entries);
}

#[tokio::test]
async fn denials_and_checks_stand_beside_the_statement() {
    let keeper = keeper().await;
    let card = jar(&keeper).await;
    let claim = statement(&keeper, &card, "It held oil").await;
    let silent = keeper.fill(&format!("{claim}/deny"), &[]).await;
    assert!(silent.text.contains("In which words is it denied?"));
    done(&keeper, &format!("{claim}/deny"), &[("words", "It held nothing")]).await;
    done(&keeper, &format!("{claim}/assess"), &[("assessment", "field")]).await;
    let page = keeper.get(&card).await.text;
    assert!(page.contains("It held nothing") && page.contains("seen in the field"), "{page}");
    assert!(keeper.get("/differ").await.text.contains("denies this"));
    let unknown = keeper.fill(&format!("{claim}/assess"), &[("assessment", "dreamt")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_grade_keeps_its_words_and_says_how_it_was_seen() {
    let keeper = keeper().await;
    let card = keeper.card("building", &[("name.en", "Mill"), ("state.code", "unosat-damage/severe")]).await;
    let claim = statement(&keeper, &card, "Severe Damage").await;
    let page = keeper.get(&claim).await.text;
    assert!(page.contains("Severe Damage (UNOSAT), mapped to severely damaged"), "{page}");
    assert!(page.contains("our reading of it") && page.contains("an intact roof"), "{page}");
    let silent = keeper.fill(&format!("{claim}/seen"), &[]).await;
    assert!(silent.text.contains("Fill at least one field"), "{}", silent.text);
    let wrong = keeper.fill(&format!("{claim}/seen"), &[("image-date", "last week")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = [
        ("seen-by", "satellite"),
        ("sensor", "WorldView-3"),
        ("image-date", "2032-01-12"),
        ("compared-image-date", "2031-10-01"),
    ];
    done(&keeper, &format!("{claim}/seen"), &told).await;
    let page = keeper.get(&card).await.text;
    for part in ["in satellite images", "WorldView-3", "12 January 2032", "1 October 2031"] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[tokio::test]
async fn a_preference_says_why_and_hides_nothing() {
    let keeper = keeper().await;
    let card = keeper.card("object", &[("name.en", "Jar"), ("made.date", "1948")]).await;
    done(&keeper, &format!("{card}/add/made"), &[("made.date", "1952")]).await;
    let (first, other) = (statement(&keeper, &card, "1948").await, statement(&keeper, &card, "1952").await);
    let over = format!("claim:{}", other.trim_start_matches("/c/"));
    let mute = keeper.fill(&format!("{first}/prefer"), &[("over", &over)]).await;
    assert!(mute.text.contains("Say why"), "{}", mute.text);
    done(&keeper, &format!("{first}/prefer"), &[("over", &over), ("why", "The maker's mark")]).await;
    let page = keeper.get(&card).await.text;
    for shown in ["shown first", "The maker&#39;s mark", "1952"] {
        assert!(page.contains(shown) || page.contains(&shown.replace("&#39;", "'")), "{shown}");
    }
}

#[tokio::test]
async fn what_is_sealed_is_gone_from_the_public_view() {
    let keeper = keeper().await;
    let card = jar(&keeper).await;
    let claim = statement(&keeper, &card, "It held oil").await;
    done(&keeper, &format!("{claim}/seal"), &[]).await;
    assert!(keeper.get(&card).await.text.contains("It held oil"));
    assert!(!crate::town::get(&keeper.site, &card).await.text.contains("It held oil"));
}

#[tokio::test]
async fn cards_are_joined_and_parted() {
    let keeper = keeper().await;
    let jar = jar(&keeper).await;
    let urn = keeper.card("object", &[("name.en", "Urn"), ("material.en", "clay")]).await;
    let none = keeper.fill(&format!("{jar}/same"), &[]).await;
    assert!(none.text.contains("Which other card?"));
    let itself =
        keeper.fill(&format!("{jar}/same"), &[("other", &keeper.picked("Jar").await), ("link", "same-as")]).await;
    assert!(itself.text.contains("This is the card itself"), "{}", itself.text);
    done(&keeper, &format!("{jar}/same"), &[("other", &keeper.picked("Urn").await), ("link", "same-as")]).await;
    assert!(keeper.get(&jar).await.text.contains("clay"));
    let link = statement(&keeper, &jar, "\"same-as\"").await;
    done(&keeper, &format!("{link}/retract"), &[]).await;
    assert!(!keeper.get(&jar).await.text.contains("clay") && keeper.get(&urn).await.text.contains("clay"));
}
