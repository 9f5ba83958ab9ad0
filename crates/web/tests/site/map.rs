//! The map: what it draws for whom, and its base map in parts.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::town::{get, send, site, walk};

/// The position of a well, as its source wrote it openly: wells show the public their cell only.
const WELL: [&str; 2] = ["21.0018", "34.9987"];

#[tokio::test]
async fn the_map_names_its_places_without_scripts_and_draws_them_with() {
    let site = site();
    let page = get(&site, "/map?at=2032&lang=ar").await;
    assert!(page.text.contains("class=\"map-place\"") && page.text.contains("Natural Earth"));
    assert!(page.text.contains("data-drawing=\"/map/drawing?at=2032&amp;lang=ar\""), "the question goes along");
    let drawing = get(&site, "/map/drawing").await;
    let drawing: serde_json::Value = serde_json::from_str(&drawing.text).unwrap();
    let features = drawing["features"].as_array().unwrap();
    assert!(features.iter().any(|one| one["geometry"]["type"] == "Polygon" && one["properties"]["cell"] == false));
    assert!(features.iter().any(|one| one["properties"]["cell"] == true), "a sensitive place shows its cell");
}

#[tokio::test]
async fn the_position_of_a_well_is_on_no_public_page() {
    let site = site();
    let hidden = |text: &str| WELL.iter().all(|number| !text.contains(number));
    for (address, answer) in walk(&site, None).await {
        assert!(hidden(&answer.text), "{address}");
        if let Some(card) = address.strip_prefix("/e/").and_then(|rest| rest.split('?').next()) {
            assert!(hidden(&get(&site, &format!("/e/{card}.json")).await.text), "{address} as data");
        }
    }
    for address in ["/map.json", "/map/drawing"] {
        let answer = get(&site, address).await;
        assert!(answer.text.contains("Well 12") && hidden(&answer.text), "{address}");
    }
}

#[tokio::test]
async fn the_base_map_is_sent_in_parts() {
    let request =
        Request::get("/map/base.pmtiles").header(header::HOST, "localhost").header(header::RANGE, "bytes=0-6");
    let answer = send(&site(), request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::PARTIAL_CONTENT, "PMTiles"));
}

#[tokio::test]
async fn a_base_map_of_ones_own_is_sent_in_parts_and_named_on_the_map() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("town.pmtiles");
    let open = |own: &std::path::Path| {
        let town = crate::town::town();
        daftar_web::app(daftar_web::Options {
            address: "127.0.0.1:4750".parse().unwrap(),
            register: town.register.clone(),
            home: town.home.clone(),
            lang: None,
            basemap: Some(own.to_owned()),
            open: false,
            now: daftar_register::system_clock,
        })
    };
    let missing = open(&own).unwrap_err().to_string();
    assert!(missing.contains("town.pmtiles cannot be read"), "{missing}");
    std::fs::write(&own, b"<html>").unwrap();
    let other = open(&own).unwrap_err().to_string();
    assert!(other.contains("is no PMTiles file of version 3") && other.contains("pmtiles convert"), "{other}");
    std::fs::write(&own, b"PMTiles\x03 and its tiles").unwrap();
    let site = open(&own).unwrap();
    let request =
        Request::get("/map/own.pmtiles").header(header::HOST, "localhost").header(header::RANGE, "bytes=8-11");
    let answer = send(&site, request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::PARTIAL_CONTENT, " and"));
    let map = get(&site, "/map").await;
    assert!(map.text.contains("data-own=\"/map/own.pmtiles\"") && map.text.contains("drawn as its makers draw them"));
    assert!(!get(&crate::town::site(), "/map").await.text.contains("own.pmtiles"));
}
