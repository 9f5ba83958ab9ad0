//! Plans: looked at, and laid on the map with the mouse or without scripts.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};
use serde_json::Value;

/// Where names or marks lie over each other: pairs of what is read there.
const OVER_EACH_OTHER: &str = "
    const shown = [...document.querySelectorAll('.map-label:not(.map-label-hidden)')];
    const boxes = shown.map((name) => [name.textContent, name.getBoundingClientRect()]);
    return boxes.flatMap(([one, a], n) => boxes.slice(n + 1).filter(([, b]) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).map(([other]) => one + ' / ' + other))";

pub(crate) async fn no_name_lies_over_another(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    for lang in ["en", "ar"] {
        for page in ["map".to_owned(), format!("plan/{}", notebook.plan.0)] {
            browser.visit(&format!("{}{page}?lang={lang}", notebook.home)).await?;
            browser.wait("[data-drawn] .map-label").await?;
            browser.wait_until("document.querySelectorAll('.map-label:not(.map-label-hidden)').length > 1").await?;
            assert_eq!(browser.run(OVER_EACH_OTHER).await?, Value::Array(Vec::new()), "{page} in {lang}");
        }
    }
    Ok(())
}

pub(crate) async fn a_plan_lies_over_the_map(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}map", notebook.home)).await?;
    browser.wait("[data-drawn] img.map-sheet").await?;
    browser.wait_until("document.querySelector('img.map-sheet').naturalWidth === 900").await?;
    let laid = browser.run("return document.querySelector('img.map-sheet').style.transform").await?;
    assert!(laid.as_str().is_some_and(|laid| laid.starts_with("matrix(")), "{laid}");
    Ok(())
}

/// Nothing that is drawn lies beyond the edge, and the ground is not much wider than it.
pub(crate) async fn the_map_opens_on_what_it_shows(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}map", notebook.home)).await?;
    browser.wait("#map[data-drawn=yes] img.map-sheet").await?;
    let beyond = "
        const frame = document.querySelector('#map').getBoundingClientRect();
        const drawn = [...document.querySelectorAll('img.map-sheet, .map-icon')].map((one) => one.getBoundingClientRect());
        const least = (side) => Math.min(...drawn.map((one) => one[side])), most = (side) => Math.max(...drawn.map((one) => one[side]));
        return { inside: least('left') >= frame.left && most('right') <= frame.right
            && least('top') >= frame.top && most('bottom') <= frame.bottom,
            share: Math.max((most('right') - least('left')) / frame.width, (most('bottom') - least('top')) / frame.height) }";
    let beyond = browser.run(beyond).await?;
    assert!(beyond["inside"] == true && beyond["share"].as_f64() > Some(0.4), "{beyond}");
    Ok(())
}

pub(crate) async fn a_plan_is_looked_at_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.visit(&format!("{}plan/{}", notebook.home, notebook.plan.0)).await?;
    assert!(browser.find(".plan-sheet img").await?.is_displayed().await?);
    assert!(browser.count(".plan-marks li").await? >= 3 && browser.count(".plan-places li").await? >= 1);
    Ok(())
}

pub(crate) async fn a_plan_is_placed_with_the_mouse(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let plan = format!("{}plan/{}", notebook.home, notebook.plan.0);
    browser.visit(&format!("{plan}/place")).await?;
    browser.wait(".plan-sheet .leaflet-image-layer").await?;
    browser.wait(".place-map .leaflet-interactive").await?;
    for (x, y) in [(-60.0, -40.0), (70.0, 50.0)] {
        browser.click_at(".plan-sheet", x, y).await?;
        browser.click_at(".place-map", x, y).await?;
    }
    browser.wait_until("document.querySelector('[name=longitude2]').value !== ''").await?;
    let numbers =
        "return ['x1', 'y1', 'x2', 'y2'].map((name) => Number(document.querySelector(`[name=${name}]`).value))";
    let numbers = browser.run(numbers).await?;
    let [x1, _, x2, _] = [0, 1, 2, 3].map(|n| numbers[n].as_f64().unwrap_or_default());
    assert!(x1 > 0.0 && x1 < x2 && x2 < 900.0, "{numbers}");
    browser.follow(".place-form button").await?;
    assert_eq!(browser.address().await?, plan);
    assert!(browser.text("main").await?.contains("Keeper"), "the keeper's points stand beside the others'");
    Ok(())
}

pub(crate) async fn a_plan_is_placed_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    let plan = format!("{}plan/{}", notebook.home, notebook.plan.0);
    browser.visit(&format!("{plan}/place")).await?;
    let points = [("x1", "31"), ("y1", "575"), ("latitude1", "34.9974"), ("longitude1", "20.9970")];
    let others = [("x2", "461"), ("y2", "93"), ("latitude2", "35.0019"), ("longitude2", "21.0008")];
    for (name, number) in points.into_iter().chain(others) {
        browser.fill(&format!("[name={name}]"), number).await?;
    }
    browser.follow(".place-form button").await?;
    assert_eq!(browser.address().await?, plan);
    assert!(browser.text("main").await?.contains("461, 93"), "what was typed is recorded");
    Ok(())
}
