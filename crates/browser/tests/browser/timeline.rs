//! The timeline: parts of it are come to by links, it is narrowed by a form, and the keyboard reaches each mark.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook};
use fantoccini::key::Key;

/// How many things are on the timeline in hand; as many as a page holds are listed, as the register tells them.
async fn items(browser: &Browser) -> Result<u64> {
    let query = browser.address().await?.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    let story = browser.data(&format!("/timeline.json{query}")).await?;
    let listed = story["items"].as_array().map_or(0, Vec::len);
    assert_eq!(browser.count("ol.stops > li").await?, listed, "the page lists what the register tells: {query}");
    story["part"]["total"].as_u64().context("how many are there?")
}

pub(crate) async fn links_lead_into_a_part_of_time_and_out(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}timeline", notebook.home)).await?;
    let all = items(browser).await?;
    let zoom = "section.drawing a[href*='since=']";
    assert!(browser.count(zoom).await? > 0, "the drawing has links into parts of it");
    browser.leave().await?;
    browser.tab_to(zoom).await?;
    browser.press(Key::Enter.into()).await?;
    browser.arrive().await?;
    let part = items(browser).await?;
    assert!(0 < part && part < all, "{part} of {all}");
    browser.follow("form.filters .actions a").await?;
    assert_eq!(items(browser).await?, all, "and out again");
    Ok(())
}

pub(crate) async fn filters_narrow_it_and_can_be_cleared(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}timeline?lang=ar", notebook.home)).await?;
    let all = items(browser).await?;
    browser.find("#kind").await?.select_by_index(1).await?;
    browser.find("#lanes").await?.select_by_value("place").await?;
    browser.follow("form.filters .actions button").await?;
    assert!(browser.address().await?.contains("lang=ar"));
    let of_a_kind = items(browser).await?;
    assert!(0 < of_a_kind && of_a_kind < all, "{of_a_kind} of {all}");
    browser.fill("#since", "2032-02").await?;
    browser.fill("#until", "never").await?;
    browser.follow("form.filters .actions button").await?;
    assert_eq!(browser.count("#until[aria-invalid=true]").await?, 1, "what is no day says so at its field");
    assert_eq!(browser.find("#since").await?.prop("value").await?.as_deref(), Some("2032-02"), "the rest stays");
    browser.follow("form.filters .actions a").await?;
    assert_eq!(items(browser).await?, all);
    Ok(())
}

pub(crate) async fn a_mark_leads_to_its_statement_by_keyboard(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}timeline", notebook.home)).await?;
    browser.tab_to("section.drawing a[href^='/c/']").await?;
    let named =
        browser.run("return document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
    assert!(named.await?.as_str().is_some_and(|name| name.trim().len() > 8), "a mark says what it is");
    browser.leave().await?;
    browser.press(Key::Enter.into()).await?;
    browser.arrive().await?;
    assert_eq!(browser.count("article.claim").await?, 1);
    Ok(())
}
