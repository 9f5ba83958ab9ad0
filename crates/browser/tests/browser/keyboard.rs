//! The keyboard alone.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};
use fantoccini::key::Key;

pub(crate) async fn the_first_tab_leads_past_the_head(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&notebook.home).await?;
    browser.press(Key::Tab.into()).await?;
    let skip = browser.focused().await?;
    assert_eq!(skip.attr("class").await?.as_deref(), Some("skip"));
    let seen = browser.run("return document.activeElement.getBoundingClientRect().top >= 0").await?;
    assert_eq!(seen, true, "the link is seen once it has the focus");
    browser.press(Key::Enter.into()).await?;
    assert!(browser.address().await?.ends_with("#main"));
    browser.press(Key::Tab.into()).await?;
    let inside = browser.run("return document.activeElement.closest('main') !== null").await?;
    assert_eq!(inside, true, "the next tab goes on inside");
    Ok(())
}

/// Goes through a card by Tab: each stop is on the screen, and drawn unlike the rest.
pub(crate) async fn the_focus_is_always_seen(browser: &Browser, notebook: &Notebook) -> Result<()> {
    for path in [format!("e/{}", notebook.museum.0), "map".into(), "differ?lang=ar".into()] {
        browser.visit(&format!("{}{path}", notebook.home)).await?;
        for step in 1..=25 {
            browser.press(Key::Tab.into()).await?;
            let told = browser.run(include_str!("focus.js")).await?;
            assert_eq!(told["seen"], true, "{path}, stop {step}: {told}");
            assert_eq!(told["marked"], true, "{path}, stop {step}: {told}");
        }
    }
    Ok(())
}
