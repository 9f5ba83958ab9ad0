//! What is carried first, boxes, handovers and stock-takings: for keepers, and no word of them for anybody else.

use axum::http::StatusCode;

use crate::keeper::{Keeper, keeper};
use crate::town::{PLAN_PICTURE, get, walk};

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn id(card: &str) -> &str {
    card.trim_start_matches("/e/").split('?').next().unwrap()
}

/// An object with a number, that is carried first.
async fn object(keeper: &Keeper, name: &str, number: &str) -> String {
    keeper.card("object", &[("name.en", name), ("number.text", number), ("number.en", number)]).await
}

/// A place of keeping that is sealed as a whole; its id.
async fn place(keeper: &Keeper, sort: &str, name: &str, number: &str) -> String {
    let fields = [("sort", sort), ("name", name), ("number", number), ("day", "2032-01-05"), ("inside", "")];
    let made = keeper.fill("/boxes/new", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    made.location().trim_start_matches("/e/").split('/').next().unwrap().to_owned()
}

async fn pack(keeper: &Keeper, into: &str, numbers: &str, day: &str) -> crate::town::Answer {
    keeper.fill("/pack", &[("into", into), ("numbers", numbers), ("day", day)]).await
}

async fn says(keeper: &Keeper, card: &str, property: &str, field: &str, value: &str) {
    let saved = keeper
        .fill(
            &format!("/e/{}/add/{property}", id(card)),
            &[(&format!("{property}.{field}"), value), ("restricted", "yes")],
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
}

async fn json(keeper: &Keeper, address: &str) -> serde_json::Value {
    serde_json::from_str(&keeper.get(address).await.text).unwrap()
}

/// Somebody who hands over or takes, by the id that stands in a field once a card was picked.
async fn body(keeper: &Keeper, name: &str) -> String {
    let card = keeper.card("body", &[("name.en", name)]).await;
    card.replace("/e/", "entity:")
}

#[tokio::test]
async fn what_is_carried_first_is_listed_with_what_is_known_and_what_is_not() {
    let keeper = keeper().await;
    let (lamp, jar) = (object(&keeper, "Lamp", "MM-1").await, object(&keeper, "Jar", "MM-2").await);
    object(&keeper, "Bowl", "MM-3").await;
    says(&keeper, &lamp, "carry-first", "code", "next").await;
    says(&keeper, &jar, "carry-first", "code", "first").await;
    says(&keeper, &jar, "carry-why", "en", "it is the oldest").await;
    let weight = [("weight.number", "850"), ("weight.unit", "g")];
    keeper.fill(&format!("/e/{}/add/weight", id(&lamp)), &weight).await;
    let shelf = place(&keeper, "shelf", "Shelf 3", "S-3").await;
    assert_eq!(pack(&keeper, &shelf, "MM-2", "2032-01-05").await.status, StatusCode::SEE_OTHER);
    let list = json(&keeper, "/carry.json").await;
    let names: Vec<&str> =
        list["loads"].as_array().unwrap().iter().map(|load| load["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Jar", "Lamp"], "the most urgent first");
    assert_eq!((&list["unranked"], &list["sum"]["weighed"], &list["sum"]["unsaid"]), (&1.into(), &1.into(), &1.into()));
    let page = plain(&keeper.get("/carry").await.text);
    for told in ["it is the oldest", "Shelf 3", "0.85", "1 of 2 without a weight", "One further object", "According to"]
    {
        assert!(page.contains(told), "{told}");
    }
    let arabic = plain(&keeper.get("/carry?lang=ar").await.text);
    assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("1 من 2 بلا وزن"), "{arabic}");
    let within = plain(&keeper.get(&format!("/carry?in={shelf}")).await.text);
    assert!(within.contains("Jar") && !within.contains("Lamp"));
    assert_eq!(get(&keeper.site, "/carry.json").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn things_are_put_into_a_box_and_where_they_were_stays_in_their_history() {
    let keeper = keeper().await;
    let lamp = object(&keeper, "Lamp", "MM-1").await;
    object(&keeper, "Jar", "MM-2").await;
    let (shelf, box7) = (place(&keeper, "shelf", "Shelf 3", "S-3").await, place(&keeper, "box", "Box 7", "B-7").await);
    pack(&keeper, &shelf, "MM-1\nMM-2\nB-7", "2032-01-05").await;
    let wrong = pack(&keeper, &box7, "MM-1\nMM-9", "2032-05-01").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("MM-9</bdi>"), "it says which number is nobody's");
    let inside = json(&keeper, &format!("/e/{box7}/contents.json")).await;
    assert_eq!(inside["loads"].as_array().unwrap().len(), 0, "and nothing was recorded");
    assert_eq!(
        pack(&keeper, &box7, "B-7", "2032-05-01").await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not in itself"
    );
    // Scanned, in Arabic digits, twice: one thing.
    assert_eq!(pack(&keeper, &box7, "mm-١\nMM-1", "2032-05-01").await.status, StatusCode::SEE_OTHER);
    let inside = json(&keeper, &format!("/e/{box7}/contents.json")).await;
    assert_eq!((inside["loads"][0]["name"].as_str(), inside["path"].as_str()), (Some("Lamp"), Some("Shelf 3 › Box 7")));
    let card = keeper.get(&lamp).await.text;
    assert!(card.contains("details class=\"past\"") && card.contains("Shelf 3"), "where it was");
    let differ = json(&keeper, "/differ.json").await;
    assert!(!differ.to_string().contains("kept-at"), "a move is no difference: {differ}");
    let shelf = json(&keeper, &format!("/e/{shelf}/contents.json")).await;
    let names: Vec<_> = shelf["loads"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Jar", "Lamp"], "what is in the box on the shelf is on the shelf");
}

#[tokio::test]
async fn a_movement_tells_from_where_who_and_why_and_the_place_follows() {
    let keeper = keeper().await;
    let lamp = object(&keeper, "Lamp", "MM-1").await;
    object(&keeper, "Jar", "MM-2").await;
    object(&keeper, "Bowl", "MM-3").await;
    let basel = body(&keeper, "House of Seeds").await;
    let (three, four) =
        (place(&keeper, "shelf", "Shelf 3", "S-3").await, place(&keeper, "shelf", "Shelf 4", "S-4").await);
    pack(&keeper, &three, "MM-1", "2032-01-05").await;
    let fields = |from: &str| {
        let plain = [("into", four.as_str()), ("numbers", "MM-1\nMM-2"), ("day", "2032-05-01")];
        let told = [("by", basel.as_str()), ("why", "damp on shelf 3")];
        let all = plain.into_iter().chain(told).map(|(name, value)| (name.to_owned(), value.to_owned()));
        all.chain([("moved-from".to_owned(), from.to_owned())]).collect::<Vec<_>>()
    };
    let fill = async |address: &str, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        keeper.fill(address, &fields).await
    };
    let wrong = fill("/pack", fields(&four)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(plain(&wrong.text).contains("The record has some of these elsewhere") && wrong.text.contains("Lamp</bdi>"));
    let before = json(&keeper, "/kind/movement.json").await["cards"].as_array().unwrap().len();
    assert_eq!(before, 0, "and nothing was recorded");
    let moved = fill("/pack", fields("")).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    let movements = json(&keeper, "/kind/movement.json").await["cards"].as_array().unwrap().clone();
    assert_eq!(movements.len(), 2, "one for each place that things leave: {movements:?}");
    let mut pages = Vec::new();
    for one in &movements {
        let id = one["entity"].as_str().unwrap().replace("entity:", "/e/");
        pages.push(plain(&keeper.get(&id).await.text));
        assert_eq!(get(&keeper.site, &id).await.status, StatusCode::NOT_FOUND, "nobody else learns of it");
    }
    let told = |page: &&String, name: &str| page.contains(&format!(">{name}<"));
    assert!(pages.iter().all(|page| page.contains("damp on shelf 3") && told(&page, "House of Seeds")), "{pages:?}");
    let of_lamp = pages.iter().find(|page| told(page, "Lamp")).unwrap();
    assert!(told(&of_lamp, "Shelf 3") && told(&of_lamp, "Shelf 4") && !told(&of_lamp, "Jar"), "{of_lamp}");
    let card = keeper.get(&lamp).await.text;
    assert!(card.contains("details class=\"past\"") && card.contains("Shelf 3") && card.contains("Shelf 4"));
    // What a search finds is written into the form.
    let asked = keeper.get("/pack?words=Bowl&lang=ar").await.text;
    assert!(asked.contains(">MM-3</textarea>") && asked.contains("من أين، ومن نقل، ولماذا"), "{asked}");
    assert!(keeper.get("/search?words=Bowl").await.text.contains("/pack?words=Bowl"));
    let plainly = [
        ("into", four.as_str()),
        ("numbers", "MM-3"),
        ("day", "2032-05-02"),
        ("by", ""),
        ("why", ""),
        ("moved-from", ""),
    ];
    assert_eq!(keeper.fill("/pack", &plainly).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        json(&keeper, "/kind/movement.json").await["cards"].as_array().unwrap().len(),
        2,
        "where nothing is told"
    );
}

#[tokio::test]
async fn a_scanned_code_leads_to_what_it_names_and_tells_nobody_else_anything() {
    let keeper = keeper().await;
    let lamp = object(&keeper, "Lamp", "MM-1").await;
    let box7 = place(&keeper, "box", "Box 7", "B-7").await;
    let page = keeper.get(&format!("/e/{box7}/contents")).await.text;
    let code = page.split("aria-label=\"daftar:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(code.ends_with("/B-7") && code.len() == "12345678/B-7".len(), "{code}");
    let code = format!("daftar%3A{}", code.replace('/', "%2F"));
    assert_eq!(keeper.get(&format!("/code?c={code}")).await.location(), format!("/e/{box7}"));
    assert!(keeper.get(&format!("/search?words={code}")).await.location().starts_with("/code?c=daftar"));
    assert_eq!(keeper.get("/code?c=mm-1").await.location(), lamp);
    let hidden = get(&keeper.site, &format!("/code?c={code}")).await;
    let nothing = get(&keeper.site, &format!("/code?c={}", code.replace("B-7", "B-8"))).await;
    assert_eq!((hidden.status, hidden.text.replace("B-7", "…")), (nothing.status, nothing.text.replace("B-8", "…")));
    assert!(keeper.get("/code?c=daftar:00000000/MM-1").await.text.contains("another notebook"));
}

#[tokio::test]
async fn a_handover_is_recorded_and_its_signed_receipt_becomes_a_source() {
    let keeper = keeper().await;
    object(&keeper, "Lamp", "MM-1").await;
    let committee = body(&keeper, "Mill Museum Committee").await;
    let house = body(&keeper, "House of Seeds").await;
    let fields = [
        ("from", committee.as_str()),
        ("to", house.as_str()),
        ("day", "2032-05-01"),
        ("numbers", "MM-1: rim chipped"),
        ("place", ""),
        ("terms", "until the mill is dry"),
        ("words", ""),
    ];
    let saved = keeper.fill("/handover", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let receipt = plain(&keeper.get(&saved.location()).await.text);
    for told in ["MM-1: rim chipped", "until the mill is dry", "House of Seeds", "Signature", "التوقيع", "سلّمها"]
    {
        assert!(receipt.contains(told), "{told}");
    }
    let sent = keeper.send_files(&saved.location(), &[("receipt.png", PLAN_PICTURE)], &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let card = json(&keeper, &format!("{}.json", sent.location())).await;
    let statements = card["statements"].as_array().unwrap();
    let signed = |one: &&serde_json::Value| one["source"]["name"] == "Signed receipt" && one["property"] == "to-whom";
    assert_eq!(statements.iter().filter(signed).count(), 1, "{card}");
    assert!(statements.iter().all(|one| one["sealed"] == true), "{card}");
}

#[tokio::test]
async fn stock_is_taken_broken_off_gone_on_with_and_overwrites_nothing() {
    let keeper = keeper().await;
    let cards = [("Lamp", "MM-1"), ("Jar", "MM-2"), ("Bowl", "MM-3"), ("Coin", "MM-4")];
    let mut ids = Vec::new();
    for (name, number) in cards {
        ids.push(id(&object(&keeper, name, number).await).to_owned());
    }
    let (shelf, other) =
        (place(&keeper, "shelf", "Shelf 3", "S-3").await, place(&keeper, "shelf", "Shelf 4", "S-4").await);
    pack(&keeper, &shelf, "MM-1\nMM-2\nMM-3", "2032-01-05").await;
    pack(&keeper, &other, "MM-4", "2032-01-05").await;
    let begun = keeper.fill("/stock", &[("place", &shelf), ("day", "2032-06-01"), ("by", "")]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    let address = begun.location();
    let found = |n: usize| format!("found.{}", ids[n]);
    let saved = keeper.fill(&address, &[(&found(0), "seen"), (&found(1), "not-seen")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = plain(&keeper.get(&address).await.text);
    assert!(page.contains("1 seen") && page.contains("1 not seen") && page.contains("1 not looked for"), "{page}");
    // Gone on with: the jar was there after all, the bowl is on the other shelf, a coin is here that is listed there.
    let place_of_bowl = format!("where.{}", ids[2]);
    let missing = keeper.fill(&address, &[(&found(0), "seen"), (&found(2), "elsewhere"), (&place_of_bowl, "")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "elsewhere has a place");
    let answers = [
        (found(0), "seen"),
        (found(1), "seen"),
        (found(2), "elsewhere"),
        (place_of_bowl, "S-4"),
        ("surplus".to_owned(), "MM-4"),
        ("unnumbered".to_owned(), "blue shard"),
        ("end".to_owned(), "yes"),
    ];
    let answers: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(keeper.fill(&address, &answers).await.status, StatusCode::SEE_OTHER);
    let page = plain(&keeper.get(&address).await.text);
    for told in
        ["2 seen", "0 not seen", "1 seen elsewhere", "1 here, listed elsewhere", "blue shard", "0 not looked for"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    let differ = plain(&keeper.get("/differ").await.text);
    assert!(differ.contains("Bowl") && differ.contains("Stock-taking") | differ.contains("stock-taking"), "{differ}");
    let differing = json(&keeper, "/differ.json").await["differences"].to_string();
    assert!(differing.contains("Bowl") && differing.contains("Coin"), "{differing}");
    assert!(!differing.contains("Jar"), "what was seen after all differs no more: {differing}");
    let bowl = keeper.get(&format!("/e/{}", ids[2])).await.text;
    assert!(bowl.contains("Shelf 3") && bowl.contains("Shelf 4"), "the record stays, the stock-taking stands beside");
    let again = keeper.fill("/stock", &[("place", &shelf), ("day", "2032-06-02"), ("by", "")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(keeper.post(&address, &[("key", "1")]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it has ended");
}

/// Everything that the public is answered, but for the log: that shows each signed entry, whatever it holds.
async fn public(keeper: &Keeper) -> Vec<(String, String)> {
    let walked = walk(&keeper.site, None).await.into_iter();
    let pages = walked.filter(|(address, _)| !address.starts_with("/log") && !address.starts_with("/health"));
    let token = |text: &str| {
        let rest = text.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        rest.map_or_else(|| text.to_owned(), |token| text.replace(token, ""))
    };
    pages.map(|(address, answer)| (address, token(&answer.text))).collect()
}

#[tokio::test]
async fn the_public_sees_nothing_of_where_things_went_not_even_a_changed_count() {
    let keeper = keeper().await;
    let lamp = object(&keeper, "Lamp", "MM-1").await;
    object(&keeper, "Jar", "MM-2").await;
    let committee = body(&keeper, "Mill Museum Committee").await;
    let before = public(&keeper).await;
    let data = get(&keeper.site, &format!("{lamp}.json")).await.text;
    let search = get(&keeper.site, "/search.json?words=").await.text;
    let (box7, refuge) =
        (place(&keeper, "box", "Box 7", "B-7").await, place(&keeper, "elsewhere", "Terrace cellar", "T").await);
    pack(&keeper, &box7, "MM-1\nMM-2", "2032-05-01").await;
    says(&keeper, &lamp, "carry-first", "code", "first").await;
    let fields = [
        ("from", committee.as_str()),
        ("to", committee.as_str()),
        ("day", "2032-05-02"),
        ("numbers", "B-7: sound"),
        ("place", refuge.as_str()),
        ("terms", ""),
        ("words", ""),
    ];
    let handed = keeper.fill("/handover", &fields).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
    let signed = keeper.send_files(&handed.location(), &[("receipt.png", PLAN_PICTURE)], &[]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text);
    let stock = keeper.fill("/stock", &[("place", &refuge), ("day", "2032-06-01"), ("by", "")]).await;
    assert_eq!(stock.status, StatusCode::SEE_OTHER);
    let lamp_id = format!("found.{}", id(&lamp));
    assert_eq!(keeper.fill(&stock.location(), &[(&lamp_id, "not-seen")]).await.status, StatusCode::SEE_OTHER);
    let inside = json(&keeper, &format!("/e/{box7}/contents.json")).await;
    assert_eq!(inside["path"], "Terrace cellar › Box 7", "the keeper sees it");
    assert_eq!(public(&keeper).await, before);
    assert_eq!(get(&keeper.site, &format!("{lamp}.json")).await.text, data);
    assert_eq!(get(&keeper.site, "/search.json?words=").await.text, search);
    for address in [format!("/e/{box7}"), format!("/e/{box7}.json"), format!("/e/{refuge}.json")] {
        let answer = get(&keeper.site, &address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    for address in ["/carry", "/boxes", "/pack", "/handover", "/stock", "/sheets/list", "/sheets/labels"] {
        assert_eq!(get(&keeper.site, &format!("{address}.json")).await.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(get(&keeper.site, address).await.location().starts_with("/unlock"), "{address}");
    }
}

#[tokio::test]
async fn sheets_ask_every_question_of_object_id_and_labels_hold_numbers_alone() {
    let keeper = keeper().await;
    let lamp = keeper.card("object", &[("name.en", "Lamp"), ("number.en", "MM-1"), ("material.en", "clay")]).await;
    let sheet = plain(&keeper.get(&format!("{lamp}/sheet/object-id")).await.text);
    for told in ["Materials and techniques", "clay", "Inscriptions and markings", "Maker", "class=\"rule\""] {
        assert!(sheet.contains(told), "{told}");
    }
    assert!(keeper.get(&format!("{lamp}/sheet/card?lang=ar")).await.text.contains("catalogue-card"));
    let labels = keeper.get("/sheets/labels?words=Lamp&size=a4-2x7").await.text;
    assert!(labels.contains("labels a4-2x7") && labels.contains("/MM-1\""), "{labels}");
    assert!(keeper.get("/sheets/list?words=Lamp").await.text.contains("MM-1"));
    let missing = keeper.get(&format!("{lamp}/sheet/no-such")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_height_does_as_well_as_dimensions() {
    let keeper = keeper().await;
    let lamp = object(&keeper, "Lamp", "MM-1").await;
    let said = |page: &str| plain(page).contains("dimensions</a>");
    assert!(said(&keeper.get(&lamp).await.text), "size or weight is asked for");
    let height = [("height.number", "12"), ("height.unit", "cm")];
    keeper.fill(&format!("/e/{}/add/height", id(&lamp)), &height).await;
    assert!(!said(&keeper.get(&lamp).await.text));
}
