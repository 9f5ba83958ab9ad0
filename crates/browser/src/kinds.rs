//! One address of every kind of page. A test compares them with the routes of the server, so that none is forgotten.

use anyhow::Result;

use crate::{Browser, Notebook};

/// A kind of page, and where to see one.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name in the file of a picture.
    pub name: &'static str,
    /// Its route in the server.
    pub route: &'static str,
    /// The address of one, without the slash at its beginning.
    pub path: String,
}

/// All kinds of pages of a notebook.
///
/// # Errors
/// When the browser cannot look for a statement to show.
pub async fn kinds(browser: &Browser, notebook: &Notebook) -> Result<Vec<Kind>> {
    let (museum, article) = (notebook.museum.0, notebook.article.0);
    browser.visit(&format!("{}e/{museum}", notebook.home)).await?;
    let link = browser.find("a[href^='/c/']").await?.attr("href").await?.unwrap_or_default();
    let statement = link.trim_start_matches('/').to_owned();
    let kind = |name, route, path: String| Kind { name, route, path };
    Ok(vec![
        kind("overview", "/", String::new()),
        kind("card", "/e/{id}", format!("e/{museum}")),
        kind("source", "/s/{id}", format!("s/{article}")),
        kind("statement", "/c/{id}", statement),
        kind("differ", "/differ", "differ".into()),
        kind("map", "/map", "map".into()),
        kind("moments", "/moments", "moments?earlier=2032-01&later=2032-05".into()),
        kind("search", "/search", "search?words=mill".into()),
        kind("kind", "/kind/{kind}", "kind/object".into()),
        kind("sources", "/sources", "sources".into()),
        kind("log", "/log", "log".into()),
        kind("health", "/health", "health".into()),
        kind("unlock", "/unlock", "unlock".into()),
        kind("missing", "", "no-such-page".into()),
    ])
}
