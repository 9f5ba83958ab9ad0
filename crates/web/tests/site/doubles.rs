//! Cards that may be one thing twice: told with their reasons, decided by a keeper, undone; and nothing of it for others.

use axum::http::StatusCode;
use serde_json::Value;

use crate::forms::statement;
use crate::keeper::{Keeper, hidden, keeper};
use crate::town::{get, walk};

/// A keeper of some jars; of one of them there is a second card, and of a bowl.
async fn catalogue() -> Keeper {
    let keeper = keeper().await;
    for n in 1..=12 {
        let (name, number) = (format!("Jar of the miller {n}"), format!("MM {n}"));
        keeper.card("object", &[("name.en", &name), ("number.text", &number), ("material.en", "clay")]).await;
    }
    let jar =
        [("name.en", "Jar of the miller 7"), ("number.text", "mm-007"), ("material.en", "clay"), ("again", "yes")];
    keeper.card("object", &jar).await;
    let bowl = [("name.en", "Bowl with a fish"), ("number.text", "B 1"), ("material.en", "stone")];
    keeper.card("object", &bowl).await;
    let bowl = [("name.en", "Bowl with a fish"), ("number.text", "B 1"), ("material.en", "clay"), ("again", "yes")];
    keeper.card("object", &bowl).await;
    keeper
}

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

async fn json(keeper: &Keeper, address: &str) -> Value {
    let answer = keeper.get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

/// The addresses of the pairs, by the name of their cards.
async fn pairs(keeper: &Keeper, query: &str) -> Vec<(String, String)> {
    let list = json(keeper, &format!("/doubles.json{query}")).await;
    let id = |side: &Value| side["entity"].as_str().unwrap().trim_start_matches("entity:").to_owned();
    let pair = |pair: &Value| {
        let name = pair["one"]["name"].as_str().unwrap().to_owned();
        (name, format!("/doubles/{}/{}", id(&pair["one"]), id(&pair["other"])))
    };
    list["pairs"].as_array().unwrap().iter().map(pair).collect()
}

async fn pair_of(keeper: &Keeper, name: &str) -> String {
    pairs(keeper, "").await.into_iter().find(|(one, _)| one == name).unwrap_or_else(|| panic!("no pair of {name}")).1
}

/// The address of a page's data.
fn data_of(page: &str) -> String {
    format!("{page}.json")
}

async fn decide(keeper: &Keeper, pair: &str, deed: &str, why: &str) -> crate::town::Answer {
    let seen = hidden(&keeper.get(pair).await.text, "seen");
    keeper.post(pair, &[("seen", &seen), ("deed", deed), ("why", why)]).await
}

#[tokio::test]
async fn pairs_are_told_with_what_speaks_for_and_against_them() {
    let keeper = catalogue().await;
    let names: Vec<String> = pairs(&keeper, "").await.into_iter().map(|(name, _)| name).collect();
    assert_eq!((names.len(), names.contains(&"Bowl with a fish".to_owned())), (2, true), "{names:?}");
    let page = plain(&keeper.get("/doubles").await.text);
    for told in
        ["2 pairs to be decided", "cards: 17", "Speaks for one thing", "mm-007", "Speaks against it", "clay | stone"]
    {
        let swapped = told.replace("clay | stone", "stone | clay");
        let text = page.replace("<bdi dir=\"auto\">", "").replace("</bdi>", "");
        assert!(text.contains(told) || text.contains(&swapped), "{told}: {text}");
    }
    let arabic = plain(&keeper.get("/doubles?lang=ar").await.text);
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("زوجان ينتظران قرارًا"), "{arabic}");
    let bowls = pairs(&keeper, "?words=bowl").await;
    assert_eq!(bowls.len(), 1, "of a search, only its pairs");
    assert!(keeper.get("/search?words=bowl").await.text.contains("/doubles?words=bowl"));
    assert!(keeper.get("/review").await.text.contains("href=\"/doubles\""));
}

#[tokio::test]
async fn two_cards_stand_side_by_side_and_the_keeper_says_what_is_so() {
    let keeper = catalogue().await;
    let bowl = pair_of(&keeper, "Bowl with a fish").await;
    let page = plain(&keeper.get(&bowl).await.text);
    for told in ["One thing, or two?", "Pair ", "differs", "the same", "Not now", "Different things"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let data = json(&keeper, &data_of(&bowl)).await;
    let fit = |label: &str| {
        let lines = data["lines"].as_array().unwrap();
        lines.iter().find(|line| line["label"] == label).map(|line| line["fit"].clone())
    };
    assert_eq!((fit("number"), fit("material")), (Some("same".into()), Some("differs".into())), "{data}");
    let arabic = plain(&keeper.get(&format!("{bowl}?lang=ar")).await.text);
    assert!(arabic.contains("شيء واحد أم شيئان؟") && arabic.contains("مختلف"), "{arabic}");

    let before = keeper.statements().await;
    let decided = decide(&keeper, &bowl, "different", "the fish is painted on one").await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
    assert!(decided.location().starts_with("/doubles?said="), "it was the last: {}", decided.location());
    assert_eq!(keeper.statements().await, before + 1);
    let next = plain(&keeper.get(&decided.location()).await.text);
    assert!(next.contains("Bowl with a fish and Bowl with a fish are different things"), "{next}");
    assert_eq!(pairs(&keeper, "").await.len(), 1, "it is not asked again");
    assert!(plain(&keeper.get(&bowl).await.text).contains("It is said that they are different things."));
    let told = json(&keeper, &data_of(&bowl)).await;
    let claim = told["links"][0]["claim"].as_str().unwrap().trim_start_matches("claim:").to_owned();
    assert!(keeper.get(&format!("/c/{claim}")).await.text.contains("the fish is painted on one"));

    let undone = keeper.post(&bowl, &[("deed", "undo"), ("claim", &claim)]).await;
    assert_eq!((undone.status, undone.location()), (StatusCode::SEE_OTHER, bowl.clone()));
    assert_eq!(pairs(&keeper, "").await.len(), 2, "it is back");
    assert_eq!(keeper.post(&bowl, &[("deed", "undo"), ("claim", &claim)]).await.status, StatusCode::SEE_OTHER, "once");
    let again = decide(&keeper, &bowl, "different", "the fish is painted on one").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    assert_eq!(pairs(&keeper, "").await.len(), 1, "and can be said again");
}

#[tokio::test]
async fn cards_that_are_one_are_one_card_and_can_be_parted_again() {
    let keeper = catalogue().await;
    let (jar, bowl) = (pair_of(&keeper, "Jar of the miller 7").await, pair_of(&keeper, "Bowl with a fish").await);
    let seen = hidden(&keeper.get(&jar).await.text, "seen");
    let fields = [("seen", seen.as_str()), ("deed", "same"), ("why", "")];
    let decided = keeper.post(&jar, &fields).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
    assert!(decided.location().starts_with(&bowl), "on to the next pair: {}", decided.location());
    let found = json(&keeper, "/search.json?words=miller+7").await;
    let before = keeper.statements().await;
    assert_eq!(keeper.post(&jar, &fields).await.status, StatusCode::SEE_OTHER, "sent twice");
    assert_eq!(keeper.statements().await, before, "it is recorded once");
    let claim = json(&keeper, &data_of(&jar)).await["links"][0]["claim"].as_str().unwrap().replace("claim:", "");
    keeper.post(&jar, &[("deed", "undo"), ("claim", &claim)]).await;
    let parted = json(&keeper, "/search.json?words=miller+7").await;
    assert_eq!(
        (found["total"].as_u64().unwrap() + 1, 2),
        (parted["total"].as_u64().unwrap(), pairs(&keeper, "").await.len())
    );
}

#[tokio::test]
async fn what_changed_since_it_was_seen_is_told_and_not_decided() {
    let keeper = catalogue().await;
    let bowl = pair_of(&keeper, "Bowl with a fish").await;
    let seen = hidden(&keeper.get(&bowl).await.text, "seen");
    let card = format!("/e/{}", bowl.split('/').nth(2).unwrap());
    let claim = statement(&keeper, &card, "B 1").await;
    keeper.fill(&format!("{claim}/edit"), &[("number.text", "B 2"), ("number.en", "B 2")]).await;
    let before = keeper.statements().await;
    let fields = [("seen", seen.as_str()), ("deed", "same"), ("why", "one is the old number")];
    let refused = keeper.post(&bowl, &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    let page = plain(&refused.text);
    assert!(page.contains("You had chosen “One thing”") && page.contains("one is the old number"), "{page}");
    assert_eq!(keeper.statements().await, before);
    let seen = hidden(&refused.text, "seen");
    let fields = [("seen", seen.as_str()), ("deed", "same"), ("why", "")];
    assert_eq!(keeper.post(&bowl, &fields).await.status, StatusCode::SEE_OTHER, "seen anew, it is decided");
    // Somebody decides while another looks.
    let jar = pair_of(&keeper, "Jar of the miller 7").await;
    let seen = hidden(&keeper.get(&jar).await.text, "seen");
    decide(&keeper, &jar, "different", "").await;
    let late = keeper.post(&jar, &[("seen", &seen), ("deed", "same"), ("why", "")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text.contains("somebody has said it meanwhile")
            && late.text.contains("It is said that they are different")
    );
    for (deed, seen) in [("", seen.as_str()), ("same", "")] {
        let wrong = keeper.post(&jar, &[("seen", seen), ("deed", deed), ("why", "")]).await;
        assert!(wrong.status.is_client_error(), "{deed}: {}", wrong.status);
    }
    let itself = card.replace("/e/", "/doubles/") + &card.replace("/e/", "/");
    assert_eq!(keeper.get(&itself).await.status, StatusCode::NOT_FOUND, "a card is no pair");
    assert_eq!(keeper.get("/doubles/1/2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn comparing_goes_on_apart_from_the_pages_and_is_forgotten_when_locked() {
    let mut keeper = catalogue().await;
    assert_eq!(keeper.post("/doubles", &[]).await.location(), "/doubles");
    for _ in 0..200 {
        if json(&keeper, "/doubles.json").await["job"].is_null() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let list = json(&keeper, "/doubles.json").await;
    assert_eq!((list["job"].is_null(), list["pairs"].as_array().map(Vec::len)), (true, Some(2)), "{list}");
    let first = list["compared"]["time"].clone();
    let jar = pair_of(&keeper, "Jar of the miller 7").await;
    decide(&keeper, &jar, "same", "").await;
    let list = json(&keeper, "/doubles.json").await;
    assert_eq!(
        (&list["compared"]["time"], &list["compared"]["changed"]),
        (&first, &0.into()),
        "a decision compares nothing anew"
    );
    keeper.card("object", &[("name.en", "Bowl with a fish"), ("number.text", "B 1"), ("again", "yes")]).await;
    assert_eq!(
        json(&keeper, "/doubles.json").await["pairs"].as_array().map(Vec::len),
        Some(3),
        "few cards are compared at once"
    );
    keeper.post("/lock", &[]).await;
    let locked = get(&keeper.site, "/doubles.json").await;
    assert_eq!(locked.status, StatusCode::UNAUTHORIZED);
    assert_eq!(keeper.post("/doubles", &[]).await.status, StatusCode::UNAUTHORIZED);
    keeper.unlock().await;
    assert_eq!(pairs(&keeper, "").await.len(), 3);
}

#[tokio::test]
async fn others_learn_nothing_of_pairs_and_what_is_restricted_stays_so() {
    let keeper = catalogue().await;
    let shelf = [("name.en", "Qamarine shelf with a grille"), ("number.text", "S 1"), ("restricted", "yes")];
    keeper.card("object", &shelf).await;
    keeper.card("object", &[&shelf[..], &[("again", "yes")]].concat()).await;
    let before: Vec<String> = walk(&keeper.site, None).await.into_iter().map(|(address, _)| address).collect();
    let pair = pair_of(&keeper, "Qamarine shelf with a grille").await;
    let page = plain(&keeper.get(&pair).await.text);
    assert!(page.contains("what you say of them is sealed, too"), "{page}");
    let sealed = |health: Value| health["sealed"].as_u64().unwrap();
    let count = sealed(json(&keeper, "/health.json").await);
    assert_eq!(decide(&keeper, &pair, "same", "seen by me").await.status, StatusCode::SEE_OTHER);
    assert_eq!(sealed(json(&keeper, "/health.json").await), count + 1);
    assert!(!pairs(&keeper, "").await.iter().any(|(name, _)| name.starts_with("Qamarine")), "it is not asked again");
    for address in ["/doubles", pair.as_str()] {
        assert!(get(&keeper.site, address).await.location().starts_with("/unlock"), "{address}");
        let data = get(&keeper.site, &format!("{address}.json")).await;
        assert_eq!(data.status, StatusCode::UNAUTHORIZED);
        assert!(!data.text.contains("Qamarine"), "{}", data.text);
    }
    let after = walk(&keeper.site, None).await;
    assert_eq!(after.iter().map(|(address, _)| address.clone()).collect::<Vec<_>>(), before, "no new address");
    assert!(after.iter().all(|(_, answer)| !answer.text.contains("seen by me")));
}
