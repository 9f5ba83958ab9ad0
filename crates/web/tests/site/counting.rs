//! Weighing and counting lots of seeds, and labels for them: by keepers, and no word of it to anybody else.

use axum::http::StatusCode;
use serde_json::Value;

use crate::keeper::{Keeper, keeper};
use crate::town::{Answer, get};

fn plain(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
}

/// A lot of two kilograms with a number; the digits of its id.
async fn lot(keeper: &Keeper, name: &str, number: &str) -> String {
    let told = [
        ("name.en", name),
        ("number.text", number),
        ("number.en", number),
        ("quantity.number", "2"),
        ("quantity.unit", "kg"),
        ("harvested.date", "2020-06"),
        ("stated", "2024-01-01"),
    ];
    let card = keeper.card("lot", &told).await;
    card.trim_start_matches("/e/").split('?').next().unwrap().to_owned()
}

async fn json(keeper: &Keeper, address: &str) -> Value {
    let answer = keeper.get(address).await;
    serde_json::from_str(&answer.text).unwrap_or_else(|error| panic!("{address}: {error}: {}", answer.text))
}

async fn weigh(keeper: &Keeper, lot: &str, fields: &[(&str, &str)]) -> Answer {
    let day = [("day", "2024-05-01")];
    let day = day.iter().filter(|_| fields.iter().all(|(name, _)| *name != "day"));
    let fields: Vec<(&str, &str)> = day.chain(fields).copied().collect();
    keeper.fill(&format!("/count/{lot}"), &fields).await
}

/// What a form was refused with; nothing of it was recorded.
async fn refused(keeper: &Keeper, address: &str, fields: &[(&str, &str)], words: &str) {
    let before = keeper.statements().await;
    let answer = keeper.fill(address, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    assert!(answer.text.contains(words), "{fields:?} should be refused with {words:?}");
    assert_eq!(keeper.statements().await, before, "{fields:?}");
}

#[tokio::test]
async fn what_is_weighed_stands_beside_what_the_book_says() {
    let keeper = keeper().await;
    let lot = lot(&keeper, "Black wheat", "L-12").await;
    let address = format!("/count/{lot}");
    assert!(plain(&keeper.get(&address).await.text).contains("By the book: 2000 g left."));
    let entries = |log: &Value| log["entries"].as_array().map(Vec::len);
    let before = entries(&json(&keeper, "/log.json").await);
    let saved = weigh(&keeper, &lot, &[("amount", "١٩٥٠٫٥"), ("unit", "g")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let after = entries(&json(&keeper, "/log.json").await);
    assert_eq!(before.zip(after).map(|(before, after)| after - before), Some(1), "one entry");
    let page = plain(&keeper.get(&saved.location()).await.text);
    assert!(page.contains("By the book: 1950.5 g left.") && page.contains("49.5 g less than the book says"), "{page}");
    let arabic = plain(&keeper.get(&format!("{}&lang=ar", saved.location())).await.text);
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("49.5 غ"), "{arabic}");
    assert_eq!(get(&keeper.site, &format!("{address}.json")).await.status, StatusCode::UNAUTHORIZED);
    let public = get(&keeper.site, &format!("/e/{lot}.json")).await.text;
    assert!(!public.contains("1950"), "a recount is the keepers'");
}

#[tokio::test]
async fn the_container_is_subtracted_and_both_weights_are_kept() {
    let keeper = keeper().await;
    let lot = lot(&keeper, "Black wheat", "L-12").await;
    let saved = weigh(&keeper, &lot, &[("amount", "2,312.5"), ("unit", "g"), ("container", "312,5")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = plain(&keeper.get(&saved.location()).await.text);
    assert!(page.contains("It is as the book says."), "{page}");
    let (_, recount) = saved.location().split_once("done=").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let card = plain(&keeper.get(&format!("/e/{recount}")).await.text);
    for told in ["2312.5", "312.5", "2000.0", "weighed with its container", "the empty container weighs"] {
        assert!(card.contains(told), "{told}");
    }
}

#[tokio::test]
async fn what_can_be_read_in_two_ways_is_asked() {
    let keeper = keeper().await;
    let lot = lot(&keeper, "Black wheat", "L-12").await;
    let address = format!("/count/{lot}");
    let typed = [("amount", "1,250"), ("unit", "g"), ("day", "2024-05-01")];
    let asked = keeper.fill(&address, &typed).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let both = ["name=\"amount.which\" value=\"1250\"", "name=\"amount.which\" value=\"1.250\""];
    assert!(both.iter().all(|one| asked.text.contains(one)), "{}", asked.text);
    let elsewhere = [&typed[..], &[("amount.which", "7")]].concat();
    assert_eq!(keeper.fill(&address, &elsewhere).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let chosen = [&typed[..], &[("amount.which", "1250")]].concat();
    let saved = keeper.fill(&address, &chosen).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(plain(&keeper.get(&address).await.text).contains("By the book: 1250 g left."));
    // Of seeds there are no parts: a thousand and more is meant.
    let seeds = weigh(&keeper, &lot, &[("amount", "1,250"), ("unit", "seeds"), ("day", "2024-05-02")]).await;
    assert_eq!(seeds.status, StatusCode::SEE_OTHER, "{}", seeds.text);
    assert!(plain(&keeper.get(&seeds.location()).await.text).contains("1250 seeds"));
}

#[tokio::test]
async fn what_cannot_be_is_refused_in_clear_words() {
    let keeper = keeper().await;
    let lot = lot(&keeper, "Black wheat", "L-12").await;
    let address = format!("/count/{lot}");
    let day = ("day", "2024-05-01");
    let grams = ("unit", "g");
    let no = async |fields: &[(&str, &str)], words: &str| refused(&keeper, &address, fields, words).await;
    no(&[("amount", "-3"), grams, day], "less than nothing").await;
    no(&[("amount", "12"), day], "Choose what was counted").await;
    no(&[("amount", "12"), ("unit", "handful"), day], "Choose what was counted").await;
    no(&[("amount", ""), grams, day], "Say how many").await;
    no(&[("amount", "a lot"), grams, day], "This is no number").await;
    no(&[("amount", "12.5"), ("unit", "seeds"), day], "counted whole").await;
    no(&[("amount", "300"), grams, ("container", "310"), day], "cannot weigh more").await;
    no(&[("amount", "300"), ("unit", "seeds"), ("container", "31"), day], "grams or kilograms").await;
    no(&[("amount", "300"), grams, ("day", "2999-01-01")], "has not come yet").await;
    no(&[("amount", "300"), grams, ("day", "2024-05")], "a day in full").await;
    no(&[("amount", "300"), grams, day, ("by", "Nobody Atall")], "No card has this name").await;
    let other = keeper.card("object", &[("name.en", "Lamp")]).await.replace("/e/", "/count/");
    assert_eq!(keeper.get(&other).await.status, StatusCode::NOT_FOUND, "a lamp is not counted");
    let nobody = get(&keeper.site, &address).await;
    assert_eq!((nobody.status, nobody.location().contains("/unlock")), (StatusCode::SEE_OTHER, true));
}

#[tokio::test]
async fn the_banks_own_measures_and_the_weight_of_a_seed_make_grams() {
    let keeper = keeper().await;
    let lot = lot(&keeper, "Black wheat", "L-12").await;
    let cup = [("name.en", "cup"), ("name.ar", "كوب"), ("holds-grams.number", "180"), ("give-or-take.number", "20")];
    keeper.card("measure", &cup).await;
    let page = plain(&keeper.get(&format!("/count/{lot}")).await.text);
    assert!(page.contains("value=\"cup\"") && page.contains("160–200 g"), "{page}");
    let saved = weigh(&keeper, &lot, &[("amount", "٨٫٥"), ("unit", "cup")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = plain(&keeper.get(&saved.location()).await.text);
    assert!(page.contains("8.5 cup") && page.contains("By the book: 1360–1700 g left."), "{page}");
    let address = format!("/count/{lot}/seed-weight");
    refused(&keeper, &address, &[("seeds", "0"), ("weight", "4"), ("day", "2024-05-01")], "From nothing").await;
    refused(&keeper, &address, &[("seeds", "99.5"), ("weight", "4"), ("day", "2024-05-01")], "counted whole").await;
    let sample = [("seeds", "١٠٠"), ("weight", "٤٫٢٥"), ("day", "2024-05-01")];
    let saved = keeper.fill(&address, &sample).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = plain(&keeper.get(&saved.location()).await.text);
    assert!(page.contains("A thousand seeds weigh 42.5 g."), "{page}");
    let card = plain(&keeper.get(&format!("/e/{lot}")).await.text);
    assert!(card.contains("100 seeds weigh 4.25 g"), "what was counted stands with it");
    let counted = weigh(&keeper, &lot, &[("amount", "20000"), ("unit", "seeds"), ("day", "2024-05-02")]).await;
    assert!(plain(&keeper.get(&counted.location()).await.text).contains("By the book: 850 g left."));
}

#[tokio::test]
async fn seeds_are_sown_and_counted_as_often_as_one_likes() {
    let keeper = keeper().await;
    let lot = lot(&keeper, "Black wheat", "L-12").await;
    keeper.card("person", &[("name.en", "Basel Qamhawi")]).await;
    let basel = keeper.picked("Basel").await;
    let address = format!("/count/{lot}/germination");
    refused(&keeper, &address, &[("sown", "0"), ("day", "2024-01-05")], "at least one seed").await;
    let begun = keeper
        .fill(&address, &[("sown", "١٠٠"), ("day", "2024-01-05"), ("method", "damp-cloth"), ("by", &basel)])
        .await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let test = begun.location();
    for (come, day) in [("41", "2024-01-09"), ("٨٨", "2024-01-12")] {
        let saved = keeper.fill(&test, &[("come", come), ("day", day), ("by", &basel)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    }
    assert!(plain(&keeper.get(&test).await.text).contains("88 of 100 came up"));
    refused(&keeper, &test, &[("come", "101"), ("day", "2024-01-19")], "More cannot come up").await;
    refused(&keeper, &test, &[("come", "80"), ("day", "2024-01-19")], "cannot be fewer").await;
    refused(&keeper, &test, &[("come", "90"), ("day", "2024-01-10")], "cannot be fewer").await;
    refused(&keeper, &test, &[("come", "0"), ("day", "2024-01-01")], "nothing was sown yet").await;
    let told = json(&keeper, &format!("{test}.json")).await;
    assert_eq!(told["test"]["counts"][1]["many"], 88);
    let public = get(&keeper.site, &format!("/e/{lot}.json")).await.text;
    assert!(!public.contains("Basel"), "who sowed and counted is nobody else's");
    let list = plain(&keeper.get(&address).await.text);
    assert!(list.contains("88 of 100 came up"), "{list}");
}

#[tokio::test]
async fn lots_are_found_by_shelf_and_by_the_number_on_the_jar() {
    let keeper = keeper().await;
    let (wheat, okra) = (lot(&keeper, "Black wheat", "L-12").await, lot(&keeper, "Okra", "L-13").await);
    let shelf = [("sort", "shelf"), ("name", "Shelf 3"), ("number", "S-3"), ("day", "2024-01-05"), ("inside", "")];
    let made = keeper.fill("/boxes/new", &shelf).await.location();
    let shelf = made.trim_start_matches("/e/").split('/').next().unwrap().to_owned();
    keeper.fill("/pack", &[("into", &shelf), ("numbers", "L-12"), ("day", "2024-01-05")]).await;
    let all = json(&keeper, "/count.json").await;
    assert_eq!(all["lots"].as_array().unwrap().len(), 2);
    let there = plain(&keeper.get(&format!("/count?place={shelf}")).await.text);
    assert!(there.contains(&wheat) && !there.contains(&okra));
    assert_eq!(keeper.get("/count?c=l-%D9%A1%D9%A3").await.location(), format!("/count/{okra}"), "in Arabic digits");
    assert!(keeper.get("/count?c=S-3").await.text.contains("No lot here has this number"));
}

#[tokio::test]
async fn labels_of_lots_hold_the_number_and_nothing_else() {
    let keeper = keeper().await;
    let lot = lot(&keeper, "Black wheat", "L-12").await;
    let page = keeper.get(&format!("/e/{lot}/sheet/label?copies=%D9%A1%D9%A0&size=a4-5x13")).await.text;
    let labels = page.split_once("class=\"labels a4-5x13\"").unwrap().1.split("</main>").next().unwrap();
    assert_eq!(labels.matches("one-label bare").count(), 10);
    assert_eq!(labels.matches("aria-label=\"L-12\"").count(), 10, "the code holds the number alone");
    assert!(!labels.contains("wheat") && !labels.contains("Sanabel") && !labels.contains("daftar:"), "{labels}");
    assert_eq!(keeper.get("/code?c=L-12").await.location(), format!("/e/{lot}"), "and leads back to its lot");
    let named = keeper.get("/sheets/labels?words=Black+wheat&says=name").await.text;
    assert!(named.contains("Black wheat</bdi>") && named.contains("aria-label=\"daftar:"));
    let found = keeper.get("/sheets/labels?words=Black+wheat").await.text;
    assert!(found.contains("one-label bare"), "unless names are asked for");
    let nameless = keeper.card("lot", &[("name.en", "Green okra")]).await;
    let told = keeper.get(&format!("{nameless}/sheet/label")).await.text;
    assert!(told.contains("no single number") && !told.contains("one-label"), "never another thing in its place");
    let many = keeper.get(&format!("/e/{lot}/sheet/label?copies=5000")).await.text;
    assert!(many.contains("print them in parts") && !many.contains("one-label"));
    let sheets = keeper.get(&format!("/e/{lot}/sheet/label?copies=66&size=a4-5x13")).await.text;
    assert_eq!(sheets.matches("class=\"labels a4-5x13\"").count(), 2, "each sheet has its own edges");
}
