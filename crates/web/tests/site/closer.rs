//! Pictures made smaller: small copies, tiles, manifests; who gets them, and what is left of them on the disk.

use std::path::PathBuf;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use crate::files::{PUBLISHED, given, is_hidden, photograph, said};
use crate::keeper::{Keeper, keeper};
use crate::town::{get, send, site_at};

/// A picture of 900 × 680 pixels: more than one tile.
const DRAWING: &[u8] = crate::town::PLAN_PICTURE;

/// What lies on the disk of what was made.
fn made(keeper: &Keeper) -> Vec<PathBuf> {
    let folder = keeper.folder.path().join("sanabel.daftar/pictures/1");
    let parts = std::fs::read_dir(folder).into_iter().flatten().flatten();
    parts
        .flat_map(|part| std::fs::read_dir(part.path()).into_iter().flatten().flatten())
        .map(|file| file.path())
        .collect()
}

/// Every address at which something of a picture is sent.
fn ways(file: &str) -> Vec<String> {
    let ends = ["/small", "/whole", "/zoom", "/iiif/info.json", "/iiif/full/max/0/default.jpg"];
    ends.iter().map(|end| format!("{file}{end}")).collect()
}

#[tokio::test]
async fn a_published_picture_is_sent_small_and_in_tiles() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "drawing.png", DRAWING, &PUBLISHED).await;
    assert!(made(&keeper).is_empty(), "nothing is made before it is asked for");
    for end in ["/small", "/small", "/whole"] {
        let sent = get(&keeper.site, &format!("{file}{end}")).await;
        assert_eq!((sent.status, said(&sent, header::CONTENT_TYPE)), (StatusCode::OK, "image/jpeg"), "{end}");
        assert!(sent.text.contains("JFIF"), "{end}");
    }
    assert_eq!(made(&keeper).len(), 2);
    let info: Value = serde_json::from_str(&get(&keeper.site, &format!("{file}/iiif/info.json")).await.text).unwrap();
    assert_eq!(info["id"], format!("http://127.0.0.1:4750{file}/iiif"));
    assert_eq!([&info["width"], &info["height"]], [900, 680]);
    for name in [
        "0,0,512,512/512,512",
        "512,512,388,168/388,168",
        "full/450,340",
        "full/900,680",
        "full/max",
        "512,0,388,512/max",
    ] {
        let tile = get(&keeper.site, &format!("{file}/iiif/{name}/0/default.jpg")).await;
        assert_eq!((tile.status, said(&tile, header::CONTENT_TYPE)), (StatusCode::OK, "image/jpeg"), "{name}");
    }
    for name in
        ["full/899,680/0/default.jpg", "full/max/90/default.jpg", "full/max/0/gray.jpg", "0,0,9,9/max/0/default.jpg"]
    {
        assert_eq!(get(&keeper.site, &format!("{file}/iiif/{name}")).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    assert_eq!(get(&keeper.site, &format!("{file}/iiif")).await.location(), format!("{file}/iiif/info.json"));
}

#[tokio::test]
async fn whoever_has_a_tile_already_is_told_so_unless_it_may_not_be_had() {
    let keeper = keeper().await;
    let ask = async |file: &str, tag: &str| {
        let request = Request::get(format!("{file}/small")).header(header::HOST, "localhost");
        send(&keeper.site, request.header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap()).await
    };
    let (_, open) = given(&keeper, "drawing.png", DRAWING, &PUBLISHED).await;
    let tag = said(&get(&keeper.site, &format!("{open}/small")).await, header::ETAG).to_owned();
    assert_eq!(
        [ask(&open, &tag).await.status, ask(&open, "\"0\"").await.status],
        [StatusCode::NOT_MODIFIED, StatusCode::OK]
    );
    keeper.send_files(&format!("{open}/redact"), &[("covered.txt", b"nothing to see")], &[]).await;
    assert_eq!(ask(&open, &tag).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_nobody_published_is_small_for_keepers_alone() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "drawing.png", DRAWING, &[("published", "no")]).await;
    for way in ways(&file) {
        is_hidden(&keeper.site, &way).await;
        assert_eq!(keeper.get(&way).await.status, StatusCode::OK, "{way}");
        is_hidden(&keeper.site, &way).await;
    }
}

#[tokio::test]
async fn of_a_restricted_picture_nothing_lies_on_the_disk() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "drawing.png", DRAWING, &[("published", "restricted")]).await;
    for way in ways(&file) {
        is_hidden(&keeper.site, &way).await;
    }
    for (end, kind) in [("/small", "image/jpeg"), ("/whole", "image/png")] {
        let sent = keeper.get(&format!("{file}{end}")).await;
        assert_eq!((sent.status, said(&sent, header::CONTENT_TYPE)), (StatusCode::OK, kind));
        assert_eq!(said(&sent, header::CACHE_CONTROL), "no-store");
    }
    assert_eq!(keeper.get(&format!("{file}/iiif/info.json")).await.status, StatusCode::NOT_FOUND);
    let page = keeper.get(&format!("{file}/zoom")).await;
    assert!(page.text.contains("/whole\"") && !page.text.contains("data-iiif"), "{}", page.text);
    assert!(made(&keeper).is_empty());
}

#[tokio::test]
async fn what_was_made_of_a_picture_goes_with_it() {
    let keeper = keeper().await;
    let (source, file) = given(&keeper, "drawing.png", DRAWING, &PUBLISHED).await;
    for way in ways(&file) {
        assert_eq!(get(&keeper.site, &way).await.status, StatusCode::OK);
    }
    assert_eq!(made(&keeper).len(), 2);
    let answer = keeper.send_files(&format!("{file}/redact"), &[("covered.txt", b"nothing to see")], &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert!(made(&keeper).is_empty(), "the original is restricted now");
    for way in ways(&file) {
        is_hidden(&keeper.site, &way).await;
    }
    assert!(!get(&keeper.site, &source).await.text.contains("/small\""));
}

#[tokio::test]
async fn a_broken_picture_is_sent_as_it_is_without_what_it_tells() {
    let keeper = keeper().await;
    let (_, file) = given(&keeper, "mill.jpg", &photograph(), &PUBLISHED).await;
    for end in ["/small", "/whole"] {
        let sent = get(&keeper.site, &format!("{file}{end}")).await;
        assert_eq!((sent.status, said(&sent, header::CONTENT_TYPE)), (StatusCode::OK, "image/jpeg"));
        assert!(sent.text.contains("what is seen") && !sent.text.contains("35.0007N"), "{end}");
    }
    let tile = get(&keeper.site, &format!("{file}/iiif/full/max/0/default.jpg")).await;
    assert_eq!(tile.status, StatusCode::NOT_FOUND);
    assert!(made(&keeper).is_empty());
}

#[tokio::test]
async fn a_picture_is_looked_at_closely_with_and_without_scripts() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Storage jar"), ("name.ar", "جرة تخزين")]).await;
    let told = [("title", "The jar drawn"), ("author", "A neighbour"), PUBLISHED[0], PUBLISHED[1]];
    keeper.send_files(&format!("{jar}/picture"), &[("jar.png", DRAWING)], &told).await;
    let card = get(&keeper.site, &jar).await;
    let zoom =
        card.text.split("href=\"").skip(1).find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/zoom")));
    let zoom = zoom.unwrap_or_else(|| panic!("{}", card.text));
    assert!(card.text.contains("/small\" width=\"640\" height=\"484\""), "{}", card.text);
    let page = get(&keeper.site, &format!("{zoom}?lang=en")).await;
    let tiles = zoom.replace("/zoom", "/iiif");
    assert!(page.text.contains(&format!("data-iiif=\"{tiles}\"")), "{}", page.text);
    for shown in ["The jar drawn", "A neighbour", "Storage jar", "data-iiif=", "900 × 680", "/whole\" width=\"900\""] {
        assert!(page.text.replace(['\u{2068}', '\u{2069}'], "").contains(shown), "{shown}: {}", page.text);
    }
    let data: Value = serde_json::from_str(&get(&keeper.site, &format!("{zoom}.json")).await.text).unwrap();
    assert_eq!(data["sizes"], serde_json::json!([[450, 340], [900, 680]]));
}

/// The manifest of a card with a picture, and the keeper who made it.
async fn manifest() -> (Keeper, Value) {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Storage jar"), ("name.ar", "جرة تخزين")]).await;
    let told = [("title", "The jar drawn"), ("author", "A neighbour"), PUBLISHED[0], PUBLISHED[1]];
    keeper.send_files(&format!("{jar}/picture"), &[("jar.png", DRAWING)], &told).await;
    let hidden = [("title", "Behind the shelf"), ("published", "no")];
    keeper.send_files(&format!("{jar}/picture"), &[("shelf.png", &[DRAWING, b"more"].concat())], &hidden).await;
    let answer = get(&keeper.site, &format!("{jar}/manifest.json")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(said(&answer, header::CONTENT_TYPE).contains("presentation/3"));
    (keeper, serde_json::from_str(&answer.text).unwrap())
}

#[tokio::test]
async fn a_manifest_names_what_is_there_and_nothing_else() {
    let (keeper, manifest) = manifest().await;
    let path = |id: &Value| id.as_str().unwrap().strip_prefix("http://127.0.0.1:4750").unwrap().to_owned();
    assert_eq!(manifest["label"], serde_json::json!({ "en": ["Storage jar"], "ar": ["جرة تخزين"] }));
    let [canvas] = &manifest["items"].as_array().unwrap()[..] else { panic!("{manifest}") };
    assert_eq!([&canvas["width"], &canvas["height"]], [900, 680]);
    assert_eq!(canvas["requiredStatement"]["value"]["none"], serde_json::json!(["A neighbour, Rimal Courier"]));
    let painting = &canvas["items"][0]["items"][0];
    assert_eq!((&painting["motivation"], &painting["target"]), (&"painting".into(), &canvas["id"]));
    let service = &painting["body"]["service"][0];
    assert_eq!((&service["type"], &service["profile"]), (&"ImageService3".into(), &"level0".into()));
    let info: Value =
        serde_json::from_str(&get(&keeper.site, &format!("{}/info.json", path(&service["id"]))).await.text).unwrap();
    assert_eq!([&info["id"], &info["width"], &info["height"]], [&service["id"], &canvas["width"], &canvas["height"]]);
    let named = [
        &manifest["id"],
        &manifest["homepage"][0]["id"],
        &canvas["id"],
        &canvas["thumbnail"][0]["id"],
        &painting["body"]["id"],
    ];
    for id in named {
        assert_eq!(get(&keeper.site, &path(id)).await.status, StatusCode::OK, "{id}");
    }
    assert_eq!(manifest.get("rights"), None, "nobody told any");
}

#[tokio::test]
async fn other_sites_may_show_pictures_only_of_a_notebook_that_is_served_to_others() {
    for (address, open) in [("127.0.0.1:4750", false), ("0.0.0.0:4750", true)] {
        let site = site_at(address);
        let sources = get(&site, "/sources.json").await;
        assert!(!sources.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
        let map = get(&site, "/map").await;
        let plan = map.text.split("href=\"/plan/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let page = get(&site, &format!("/s/{}", plan.split('?').next().unwrap())).await;
        let small =
            page.text.split("src=\"").find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/small")));
        let small = get(&site, small.unwrap()).await;
        assert_eq!(small.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), open, "{address}");
        assert_eq!(
            said(&small, "cross-origin-resource-policy".parse().unwrap()),
            if open { "cross-origin" } else { "same-origin" }
        );
    }
}
