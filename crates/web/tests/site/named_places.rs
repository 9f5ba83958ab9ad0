//! Cards on the map at the places that they name; and what may not be told through it.

use serde_json::Value;

use crate::keeper::{Keeper, keeper};
use crate::town::get;

/// Where the quarter lies, and what nobody but a keeper may know: where the safe house and the well lie.
const QUARTER: [&str; 2] = ["21.0301", "35.0402"];
const SAFE: [&str; 2] = ["22.1101", "36.1202"];
const WELL: [&str; 2] = ["21.5531", "35.5532"];

const OBJECTS: &str = "where=kind%3Dc:kind/object";

fn at<'p>(name: &'p str, [lon, lat]: [&'p str; 2]) -> [(&'p str, &'p str); 3] {
    [("name.en", name), ("location.lat", lat), ("location.lon", lon)]
}

/// A keeper with things that name places: openly, sealed, restricted, by sensitive places.
async fn town() -> Keeper {
    let keeper = keeper().await;
    keeper.card("place", &at("Mill quarter", QUARTER)).await;
    keeper.card("building", &at("Safe house", SAFE)).await;
    keeper.card("water-point", &at("Well of the east", WELL)).await;
    let [quarter, safe, well] =
        [keeper.picked("Mill quarter").await, keeper.picked("Safe house").await, keeper.picked("Well of").await];
    for name in ["Jar", "Urn"] {
        keeper.card("object", &[("name.en", name), ("place.entity", &quarter)]).await;
    }
    keeper.card("object", &[("name.en", "Lintel"), ("part-of.entity", &quarter)]).await;
    let lid = keeper.card("object", &[("name.en", "Evacuated lid")]).await;
    for (property, place) in [("place", &safe), ("kept-at", &safe), ("part-of", &safe)] {
        let fields = [(format!("{property}.entity"), place.as_str()), ("restricted".to_owned(), "yes")];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let answer = keeper.fill(&format!("{lid}/add/{property}"), &fields).await;
        assert_eq!(answer.status, axum::http::StatusCode::SEE_OTHER, "{}", answer.text);
    }
    keeper.card("object", &[("name.en", "Bucket"), ("part-of.entity", &well)]).await;
    keeper.card("object", &[("name.en", "Bead of no place")]).await;
    keeper
        .card("person", &[("name.en", "Qamarine Tellwright"), ("place.entity", &quarter), ("restricted", "yes")])
        .await;
    keeper
}

async fn json(keeper: &Keeper, address: &str, unlocked: bool) -> Value {
    let answer = if unlocked { keeper.get(address).await } else { get(&keeper.site, address).await };
    serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{address}: {}", answer.text))
}

/// A place, how many cards name it, and under which property which.
type Stands = (String, u64, Vec<(String, Vec<String>)>);

/// Which cards stand where.
fn standing(map: &Value) -> Vec<Stands> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let named =
        |one: &Value| (text(&one["property"]), list(&one["told"]).iter().map(|card| text(&card["name"])).collect());
    let place = |one: &Value| {
        (text(&one["name"]), one["cards"].as_u64().unwrap(), list(&one["named"]).iter().map(named).collect())
    };
    list(&map["named"]["places"]).iter().map(place).collect()
}

#[tokio::test]
async fn nothing_sealed_restricted_or_sensitive_is_told_by_where_a_card_stands() {
    let keeper = town().await;
    for unlocked in [false, true] {
        let map = json(&keeper, &format!("/map.json?{OBJECTS}"), unlocked).await;
        let jars = ("place".to_owned(), vec!["Jar".to_owned(), "Urn".to_owned()]);
        let lintel = ("part-of".to_owned(), vec!["Lintel".to_owned()]);
        let stands = standing(&map);
        let [(place, 3, named)] = &stands[..] else { panic!("{unlocked}: {stands:?}") };
        assert_eq!(place, "Mill quarter");
        let mut named = named.clone();
        named.sort();
        named.iter_mut().for_each(|(_, cards)| cards.sort());
        assert_eq!(named, [lintel, jars], "the lid is kept secret, the bucket stands at no well");
    }
    let everything = format!("/map.json?{}", "words=a*+e*");
    let everything = [everything, "/map.json?where=kind%3Dc:kind/person".into(), format!("/map.json?{OBJECTS}")];
    for address in
        everything.iter().flat_map(|one| [one.clone(), one.replace(".json", "/drawing"), one.replace(".json", "")])
    {
        let public = get(&keeper.site, &address).await.text;
        for secret in ["Qamarine", "21.5531", "35.5532"] {
            assert!(!public.contains(secret), "{address} tells {secret}");
        }
        let lid = public.split("Safe house").nth(1).is_some_and(|after| after.contains("Evacuated lid"));
        assert!(!lid, "{address}: {public}");
    }
    let drawing = get(&keeper.site, &format!("/map/drawing?{OBJECTS}")).await.text;
    assert!(!drawing.contains(SAFE[0]) && drawing.contains(QUARTER[0]), "{drawing}");
    let persons = json(&keeper, "/map.json?where=kind%3Dc:kind/person", true).await;
    assert_eq!(standing(&persons), [], "nobody is looked for on a map");
}

#[tokio::test]
async fn cards_stand_at_places_with_their_number_and_the_page_says_whose_position_it_is() {
    let keeper = town().await;
    let page = keeper.get(&format!("/map?{OBJECTS}")).await.text.replace(['\u{2068}', '\u{2069}'], "");
    for told in [
        "3 stand at places that they name.",
        "3 are not on the map: they have no position, and name no place that has one.",
        "The position is that of the place that they name; where the things are now, it does not say.",
        "3 cards name this place.",
        "as “place”:",
        "as “part of”:",
        "data-level=\"named\"",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let drawing = json(&keeper, &format!("/map/drawing?{OBJECTS}&lang=ar&digits=arab"), true).await;
    let [mark] = &drawing["features"].as_array().unwrap()[..] else { panic!("{drawing}") };
    assert_eq!((&mark["properties"]["cards"], &mark["properties"]["level"]), (&"٣".into(), &"named".into()));
    assert_eq!(mark["geometry"]["coordinates"], serde_json::json!([21.0301, 35.0402]));
    let whole = json(&keeper, "/map.json", true).await;
    assert_eq!(whole["named"], Value::Null, "the whole map has its own places");
    let past = keeper.get(&format!("/map?{OBJECTS}&at=2031")).await.text;
    assert!(past.contains("only for now, and by all sources") && !past.contains("data-level=\"named\""), "{past}");
    let arabic = keeper.get(&format!("/map?{OBJECTS}&lang=ar")).await.text;
    assert!(
        arabic.contains("3 بطاقات تسمّي هذا المكان")
            || arabic.replace(['\u{2068}', '\u{2069}'], "").contains("3 بطاقات تسمّي هذا المكان")
    );
}

#[tokio::test]
async fn many_cards_at_a_place_are_one_mark_and_the_rest_is_a_search_away() {
    let keeper = keeper().await;
    let quarter = keeper.card("place", &at("Mill quarter", QUARTER)).await;
    let picked = keeper.picked("Mill quarter").await;
    for number in 0..23 {
        keeper.card("object", &[("name.en", &format!("Shard {number}")), ("place.entity", &picked)]).await;
    }
    let map = json(&keeper, &format!("/map.json?{OBJECTS}"), false).await;
    assert_eq!((map["named"]["cards"].as_u64(), map["found"].as_u64()), (Some(23), Some(23)));
    let stands = standing(&map);
    assert_eq!((stands.len(), stands[0].1, stands[0].2[0].1.len()), (1, 23, 10));
    let page = get(&keeper.site, &format!("/map?{OBJECTS}")).await.text.replace(['\u{2068}', '\u{2069}'], "");
    let (before, _) = page.split_once("and 13 more</a>").unwrap_or_else(|| panic!("{page}"));
    let link = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
    assert!(link.contains(quarter.trim_start_matches("/e/")), "{link}");
    let found = json(&keeper, &link.replacen("/search?", "/search.json?", 1), false).await;
    assert_eq!(found["total"], 23, "{link}");
}
