//! Cards that may be one thing twice, decided by the keyboard alone, without scripts.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};
use fantoccini::key::Key;

use crate::editing::card;

/// Goes to something by Tab and presses Enter.
async fn enter(browser: &Browser, selector: &str) -> Result<()> {
    browser.tab_to(selector).await?;
    browser.leave().await?;
    browser.press(Key::Enter.into()).await?;
    browser.arrive().await
}

pub(crate) async fn pairs_are_decided_by_keyboard_without_scripts(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let twice = [("Wooden rim sieve", "Sieve, wooden rim", "horsehair"), ("Bird ladle", "Ladle (bird)", "olive wood")];
    for (name, again, material) in twice {
        card(browser, &notebook.home, name, material).await?;
        card(browser, &notebook.home, again, material).await?;
    }
    browser.scripts(false).await?;
    for (lang, name) in [("en", "Wooden rim sieve"), ("ar", "Bird ladle")] {
        browser.visit(&format!("{}search?lang={lang}", notebook.home)).await?;
        enter(browser, "main a[href^='/doubles']").await?;
        let pairs = browser.count(".doubles > li").await?;
        assert!(pairs > 0 && browser.text(".doubles").await?.contains(name), "{lang}");
        let link = format!("//ol[@class='doubles']//a[contains(., '{name}')]");
        let link = browser.find_by(fantoccini::Locator::XPath(&link)).await?.attr("href").await?.unwrap_or_default();
        enter(browser, &format!(".doubles a[href='{link}']")).await?;
        assert!(browser.text("table.besides").await?.contains(name), "{lang}");
        enter(browser, ".deciding button[value=same]").await?;
        let told = browser.text("[role=status]").await?;
        assert!(told.contains(name), "what was said is told on the next page: {told}");
        enter(browser, "[role=status] button[value=undo]").await?;
        assert!(browser.address().await?.contains(link.split('?').next().unwrap_or_default()), "{lang}: back to it");
        enter(browser, ".deciding button[value=different]").await?;
        browser.visit(&format!("{}doubles?lang={lang}", notebook.home)).await?;
        assert_eq!(browser.count(".doubles > li").await?, pairs - 1, "{lang}: it is not asked again");
    }
    Ok(())
}
