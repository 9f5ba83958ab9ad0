//! Pictures looked at closely.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook};

/// The tiles that came, by the end of their addresses.
const CAME: &str = "
    const tiles = [...document.querySelectorAll('.zoom-tile')].filter((tile) => tile.complete && tile.naturalWidth > 0);
    return tiles.map((tile) => tile.src.split('/iiif/')[1]).sort()";

/// The page of the plan's picture.
async fn address(browser: &Browser, notebook: &Notebook) -> Result<String> {
    browser.visit(&format!("{}s/{}", notebook.home, notebook.plan.0)).await?;
    let found = browser.run("return document.querySelector('a.closer').getAttribute('href')").await?;
    let path = found.as_str().context("the source leads to no closer look")?.trim_start_matches('/').to_owned();
    Ok(format!("{}{path}", notebook.home))
}

pub(crate) async fn tiles_come_as_a_picture_is_enlarged(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let page = address(browser, notebook).await?;
    for lang in ["en", "ar"] {
        browser.visit(&format!("{page}?lang={lang}")).await?;
        browser.wait(".zoom-sheet[data-drawn=yes]").await?;
        assert!(browser.count(".zoom-sheet > img").await? == 0, "tiles stand in the place of the large copy");
        assert!(browser.text("#zoom-how").await?.chars().count() > 20);
        browser.tab_to(".zoom-sheet").await?;
        for _ in 0..12 {
            browser.press('+').await?;
        }
        let enlarged = "[...document.querySelectorAll('.zoom-tile')].some((tile) =>
            tile.naturalWidth > 0 && tile.src.includes('/512,512/0/default.jpg'))";
        browser.wait_until(enlarged).await?;
        let came = browser.run(CAME).await?;
        assert!(came.as_array().is_some_and(|came| !came.is_empty()), "{lang}: {came}");
        let troubles = browser.troubles().await?;
        assert!(troubles.is_empty(), "{lang}: {troubles:?}");
    }
    Ok(())
}

pub(crate) async fn without_scripts_a_picture_is_one_large_copy(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let page = address(browser, notebook).await?;
    browser.scripts(false).await?;
    browser.visit(&page).await?;
    assert!(browser.find(".zoom-sheet > img").await?.is_displayed().await?);
    assert_eq!(browser.count("p a[download]").await?, 1);
    Ok(())
}
