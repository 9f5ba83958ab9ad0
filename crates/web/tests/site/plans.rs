//! Plans: added, laid on the map by points that are statements, and shown with what lies on them.

use axum::http::StatusCode;

use crate::keeper::{Keeper, keeper};
use crate::town::{PLAN_PICTURE, get, site};

const POINTS: [(&str, &str); 9] = [
    ("x1", "31"),
    ("y1", "٥٧٥"),
    ("latitude1", "34.9974"),
    ("longitude1", "20.9970"),
    ("x2", "461"),
    ("y2", "93"),
    ("latitude2", "35.0019"),
    ("longitude2", "21.0008"),
    ("uncertainty", "15"),
];

fn read(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

/// Adds a plan; its address.
async fn added(keeper: &Keeper, fields: &[(&str, &str)]) -> String {
    let answer = keeper.send_files("/plan/add", &[("sketch.png", PLAN_PICTURE)], fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().strip_suffix("/place").expect("it leads on to where it is placed").to_owned()
}

async fn points(keeper: &Keeper, plan: &str) -> Vec<serde_json::Value> {
    let data = read(&keeper.get(&format!("{plan}.json")).await.text);
    data["placements"].as_array().unwrap().iter().flat_map(|one| one["points"].as_array().unwrap().clone()).collect()
}

#[tokio::test]
async fn the_sketch_of_the_town_is_laid_on_the_map_and_shows_what_lies_on_it() {
    let site = site();
    let map = get(&site, "/map?lang=ar").await;
    let (_, link) = map.text.split_once("href=\"/plan/").expect("the map names the plan");
    let plan = format!("/plan/{}", link.split(['"', '?']).next().unwrap());
    let page = get(&site, &plan).await;
    assert!(
        page.text.contains("Sketch of Sanabel") && page.text.contains("width=\"900\" height=\"680\""),
        "{}",
        page.text
    );
    assert!(page.text.contains("Harbour of Sanabel") && page.text.contains("Mill Museum Committee"));
    let (_, mill) = page.text.split_once("class=\"plan-places\"").unwrap();
    assert!(mill.contains("Old flour mill") && !mill.contains("Well 12"), "a well lies in its square only");
    let data = read(&get(&site, &format!("{plan}.json")).await.text);
    assert!(data["laid"][0]["residual"].as_f64().unwrap() < 10.0, "{}", data["laid"]);
    let drawing = read(&get(&site, "/map/drawing").await.text);
    let picture = drawing["plans"][0]["picture"].as_str().unwrap();
    assert_eq!(get(&site, picture).await.headers["content-type"], "image/png");
}

#[tokio::test]
async fn points_that_are_typed_are_recorded_and_can_be_changed() {
    let keeper = keeper().await;
    let told = [("title", "Sketch"), ("published", "yes"), ("publisher", "Mill Museum")];
    let plan = added(&keeper, &told).await;
    let place = format!("{plan}/place");
    let answer = keeper.post(&place, &POINTS).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, plan.clone()), "{}", answer.text);
    assert_eq!(points(&keeper, &plan).await.len(), 2);
    let form = keeper.get(&place).await;
    assert!(
        form.text.contains("name=\"latitude2\" value=\"35.0019\"") && form.text.contains("name=\"y1\" value=\"575\"")
    );
    let before = keeper.statements().await;
    keeper.post(&place, &POINTS).await;
    assert_eq!(keeper.statements().await, before, "the same again is nothing new");
    let mut moved = POINTS;
    moved[0].1 = "40";
    keeper.post(&place, &moved).await;
    let now = points(&keeper, &plan).await;
    assert_eq!(now.len(), 2, "{now:?}");
    assert!(now.iter().any(|point| point["pixel"][0] == 40) && now.iter().all(|point| point["pixel"][0] != 31));
    let public = get(&keeper.site, &plan).await;
    assert!(public.text.contains("34.9974") && public.text.contains("<img"), "a published plan is public");
}

#[tokio::test]
async fn the_points_of_a_plan_that_was_not_published_are_for_keepers() {
    let keeper = keeper().await;
    let plan = added(&keeper, &[("title", "Sketch"), ("published", "no")]).await;
    keeper.post(&format!("{plan}/place"), &POINTS).await;
    assert_eq!(points(&keeper, &plan).await.len(), 2);
    for address in [plan.clone(), format!("{plan}.json"), "/map/drawing".into(), "/map.json".into()] {
        let answer = get(&keeper.site, &address).await;
        assert!(!answer.text.contains("34.9974") && !answer.text.contains("/file/"), "{address}");
    }
    let locked = get(&keeper.site, &format!("{plan}/place")).await;
    assert_eq!(locked.status, StatusCode::SEE_OTHER, "first unlock");
}

#[tokio::test]
async fn wrong_points_come_back_with_words_beside_them() {
    let keeper = keeper().await;
    let plan = added(&keeper, &[("published", "no")]).await;
    let mut wrong = POINTS;
    wrong[2].1 = "135";
    let answer = keeper.post(&format!("{plan}/place"), &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("is not a number that fits here") && answer.text.contains("value=\"20.9970\""));
    let one = keeper.post(&format!("{plan}/place"), &POINTS[..4]).await;
    assert!(one.text.contains("A picture needs two known points"), "{}", one.text);
    assert!(points(&keeper, &plan).await.is_empty());
    let nowhere = keeper.post(&format!("/plan/{}/place", "0".repeat(64)), &POINTS).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}
