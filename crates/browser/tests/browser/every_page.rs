//! What holds on every kind of page, in both languages.

use anyhow::Result;
use daftar_browser::{Browser, Kind, Notebook, Screen, kinds};

/// Every kind of page as the keeper sees it, in both languages.
async fn addresses(browser: &Browser, notebook: &Notebook) -> Result<Vec<(Kind, String)>> {
    browser.unlock(&notebook.home).await?;
    let kinds = kinds(browser, notebook).await?;
    let address = |kind: &Kind, lang: &str| {
        let sign = if kind.path.contains('?') { '&' } else { '?' };
        format!("{}{}{sign}lang={lang}", notebook.home, kind.path)
    };
    Ok(kinds.into_iter().flat_map(|kind| ["en", "ar"].map(|lang| (kind.clone(), address(&kind, lang)))).collect())
}

pub(crate) async fn nothing_reaches_beyond_a_phone(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let mut found = Vec::new();
    for (_, address) in addresses(browser, notebook).await? {
        browser.look(Screen::PHONE, false).await?;
        browser.visit(&address).await?;
        found.extend(browser.too_wide().await?.into_iter().map(|wide| format!("{address}: {wide}")));
    }
    assert!(found.is_empty(), "at 360 px:\n{}", found.join("\n"));
    Ok(())
}

/// Both languages, desk and phone, light and dark: what does not change is not asked twice.
pub(crate) async fn nothing_hinders_anybody(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let mut found = Vec::new();
    for (_, address) in addresses(browser, notebook).await? {
        let screen = if address.ends_with("lang=ar") { Screen::PHONE } else { Screen::DESK };
        browser.look(screen, false).await?;
        browser.visit(&address).await?;
        let light = browser.hindrances().await?;
        browser.look(screen, true).await?;
        let dark = browser.faint().await?;
        found.extend(light.into_iter().chain(dark).map(|one| format!("{address} ({}): {one}", screen.name)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

pub(crate) async fn the_browser_complains_of_nothing(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let mut found = Vec::new();
    for (kind, address) in addresses(browser, notebook).await? {
        browser.visit(&address).await?;
        let troubles = browser.troubles().await?;
        let own = |trouble: &String| kind.name != "missing" || !trouble.contains("404");
        found.extend(troubles.into_iter().filter(own).map(|trouble| format!("{address}: {trouble}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}
