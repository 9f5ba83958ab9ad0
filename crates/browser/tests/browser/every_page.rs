//! What holds on every kind of page, in both languages.

use std::collections::BTreeSet;

use anyhow::Result;
use daftar_browser::{Browser, Kind, Notebook, Screen, kinds};

const SERVER: &str = include_str!("../../../web/src/server.rs");
/// Addresses that are no pages: what they give is data, files, or what a form is sent to.
const NO_PAGES: [&str; 5] = ["/map/drawing", "/map/base.pmtiles", "/assets/{tag}/{name}", "/openapi", "/lock"];

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

pub(crate) async fn every_route_is_looked_at(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let seen: BTreeSet<_> = kinds(browser, notebook).await?.into_iter().map(|kind| kind.route).chain(NO_PAGES).collect();
    let routes = SERVER.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let unseen: Vec<_> = routes.filter(|route| !seen.contains(route)).collect();
    assert!(unseen.is_empty(), "no test looks at {unseen:?}");
    Ok(())
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

pub(crate) async fn nothing_hinders_anybody(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let mut found = Vec::new();
    for (_, address) in addresses(browser, notebook).await? {
        browser.visit(&address).await?;
        for (screen, dark) in [(Screen::DESK, false), (Screen::DESK, true), (Screen::PHONE, false)] {
            browser.look(screen, dark).await?;
            let hindrances = browser.hindrances().await?;
            found.extend(hindrances.into_iter().map(|one| format!("{address} ({}, dark: {dark}): {one}", screen.name)));
        }
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
