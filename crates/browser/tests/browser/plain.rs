//! Without scripts: pages are read, and forms are sent.

use anyhow::Result;
use daftar_browser::{Browser, Notebook, kinds};

pub(crate) async fn pages_are_read_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    for kind in kinds(browser, notebook).await? {
        browser.visit(&format!("{}{}", notebook.home, kind.path)).await?;
        let words = browser.text("main").await?.split_whitespace().count();
        assert!(words >= 8, "{}: {words} words", kind.name);
        assert_eq!(browser.count("h1").await?, 1, "{}: one heading says what the page is", kind.name);
    }
    browser.visit(&format!("{}map", notebook.home)).await?;
    assert!(browser.count(".map-place").await? > 3, "the places of the map are a list, too");
    Ok(())
}

pub(crate) async fn forms_work_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.visit(&format!("{}e/{}", notebook.home, notebook.museum.0)).await?;
    browser.fill(".find input[name=words]", "jar").await?;
    browser.follow(".find button").await?;
    assert!(browser.count(".found > li").await? > 0);
    Ok(())
}
