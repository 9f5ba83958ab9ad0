//! The map: by pointer, by keyboard, and as the list that stands beside it.

use anyhow::Result;
use daftar_browser::{Browser, Notebook, Screen};
use fantoccini::key::Key;

/// Waits until the map of a page is drawn.
async fn drawn(browser: &Browser, address: &str) -> Result<()> {
    browser.visit(address).await?;
    browser.wait("#map[data-drawn=yes]").await.map(drop)
}

pub(crate) async fn the_map_draws_its_places(browser: &Browser, notebook: &Notebook) -> Result<()> {
    drawn(browser, &format!("{}map?lang=ar", notebook.home)).await?;
    assert!(browser.count(".map-icon, path.map-shape").await? > 0);
    assert_eq!(browser.find(".map").await?.attr("dir").await?.as_deref(), Some("ltr"));
    let asked = "return performance.getEntriesByType('resource').map((one) => [one.name, one.transferSize])";
    let asked = browser.run(asked).await?;
    let parts = asked.as_array().into_iter().flatten().filter(|one| one[0].to_string().contains("/map/base"));
    let bytes: u64 = parts.filter_map(|one| one[1].as_u64()).sum();
    assert!(bytes < 500_000, "the base map comes in parts, not whole: {bytes} bytes");
    Ok(())
}

pub(crate) async fn the_list_leads_to_the_map_and_on_to_the_card(browser: &Browser, notebook: &Notebook) -> Result<()> {
    drawn(browser, &format!("{}map", notebook.home)).await?;
    let name = browser.text(".map-place .map-place-name bdi").await?;
    browser.tab_to(".map-place .map-show").await?;
    browser.press(Key::Enter.into()).await?;
    browser.wait(".leaflet-popup .map-card").await?;
    assert!(browser.text(".leaflet-popup .map-card").await?.contains(&name), "the popup tells what the list tells");
    browser.press(Key::Escape.into()).await?;
    browser.wait_until("!document.querySelector('.leaflet-popup')").await?;
    let back = browser.run("return document.activeElement.className").await?;
    assert_eq!(back, "map-show", "the focus goes back to where the popup was opened");
    browser.click(".map-place .map-show").await?;
    browser.wait(".leaflet-popup .map-card a").await?;
    browser.follow(".leaflet-popup .map-card a").await?;
    assert!(browser.address().await?.contains("/e/"));
    assert_eq!(browser.text("h1").await?, name);
    Ok(())
}

pub(crate) async fn a_mark_opens_by_keyboard_and_closes_again(browser: &Browser, notebook: &Notebook) -> Result<()> {
    drawn(browser, &format!("{}map?lang=ar", notebook.home)).await?;
    browser.tab_to(".leaflet-marker-icon").await?;
    let name = browser.focused().await?.attr("title").await?.unwrap_or_default();
    browser.press(Key::Enter.into()).await?;
    browser.wait(".leaflet-popup .map-card").await?;
    assert!(browser.text(".leaflet-popup .map-card").await?.contains(&name));
    let close = browser.find(".leaflet-popup-close-button").await?.attr("aria-label").await?.unwrap_or_default();
    assert!(!close.is_empty() && !close.is_ascii(), "the way to close it is told in Arabic: {close}");
    browser.press(Key::Escape.into()).await?;
    browser.wait_until("!document.querySelector('.leaflet-popup')").await?;
    Ok(())
}

pub(crate) async fn without_scripts_the_list_has_everything(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.visit(&format!("{}map", notebook.home)).await?;
    let places = browser.data("/map.json").await?["places"].as_array().map_or(0, Vec::len);
    assert!(places > 3);
    assert_eq!(browser.count(".map-place .map-place-name a[href^='/e/']").await?, places);
    assert!(browser.text("#map").await?.len() > 20, "the frame says why it is empty");
    browser.follow(".map-place .map-place-name a").await?;
    assert!(browser.count("article.card").await? == 1);
    Ok(())
}

pub(crate) async fn what_a_search_finds_stands_at_places_with_its_number(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    let found = "/map.json?where=kind%3Dc:kind/event";
    let place = browser.data(found).await?["named"]["places"][0].clone();
    for (lang, screen) in [("en", Screen::DESK), ("ar", Screen::PHONE)] {
        browser.look(screen, false).await?;
        drawn(browser, &format!("{}map?where=kind%3Dc:kind/event&lang={lang}", notebook.home)).await?;
        assert_eq!(browser.text(".map-number").await?, place["cards"].to_string());
        browser.click(".map-named .map-show").await?;
        browser.wait(".leaflet-popup .map-card").await?;
        let popup = browser.text(".leaflet-popup .map-card").await?;
        assert!(place["name"].as_str().is_some_and(|name| lang == "ar" || popup.contains(name)), "{popup}");
        let cards = place["named"][0]["told"].as_array().map_or(0, Vec::len);
        assert!(cards > 0 && browser.count(".leaflet-popup .map-card details a[href^='/e/']").await? >= cards);
        let hindrances = browser.hindrances().await?;
        assert!(hindrances.is_empty() && browser.too_wide().await?.is_empty(), "{lang}: {hindrances:?}");
    }
    Ok(())
}
