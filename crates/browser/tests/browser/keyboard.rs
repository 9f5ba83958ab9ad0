//! The keyboard alone.

use anyhow::Result;
use daftar_browser::{Browser, Notebook, kinds};
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

/// Goes through every kind of page by Tab: each stop is on the screen, and drawn unlike the rest.
pub(crate) async fn the_focus_is_always_seen(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let mut found = Vec::new();
    for (n, kind) in kinds(browser, notebook).await?.into_iter().enumerate() {
        let (sign, lang) = (if kind.path.contains('?') { '&' } else { '?' }, if n % 2 == 0 { "en" } else { "ar" });
        browser.visit(&format!("{}{}{sign}lang={lang}#main", notebook.home, kind.path)).await?;
        for step in 1..=STOPS {
            browser.press(Key::Tab.into()).await?;
            let told = browser.run(include_str!("focus.js")).await?;
            if told["inside"] == false {
                break;
            }
            if told["seen"] != true || told["marked"] != true {
                found.push(format!("{} ({lang}), stop {step}: {told}", kind.name));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// How many stops of a page's own part are looked at.
const STOPS: usize = 25;

pub(crate) async fn every_page_of_the_head_is_reached(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    for path in ["/timeline", "/map", "/differ", "/sources", "/log", "/review", "/add", "/health", "/unlock"] {
        browser.visit(&format!("{}?lang=ar", notebook.home)).await?;
        browser.tab_to(&format!("header a[href^='{path}'], footer a[href^='{path}']")).await?;
        browser.leave().await?;
        browser.press(Key::Enter.into()).await?;
        browser.arrive().await?;
        let address = browser.address().await?;
        assert!(address.contains(path) && address.contains("lang=ar"), "{path} leads to {address}");
    }
    browser.tab_to(".find input").await?;
    browser.write("متحف").await?;
    browser.leave().await?;
    browser.press(Key::Enter.into()).await?;
    browser.arrive().await?;
    assert!(browser.count(".found > li").await? > 0, "Enter in the field searches");
    Ok(())
}
