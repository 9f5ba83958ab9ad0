//! The first run: three questions, a recovery key that is shown once, and the notebook begins.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};

pub(crate) async fn three_questions_make_a_notebook(browser: &Browser, _: &Notebook) -> Result<()> {
    let (_folder, home) = Notebook::to_be_made()?;
    browser.visit(&format!("{home}differ")).await?;
    assert!(browser.address().await?.contains("/begin"), "there is nothing yet, so every page asks");
    assert_eq!(browser.count("form.begin ol.questions > li").await?, 3);
    browser.follow("form.begin button").await?;
    assert_eq!(browser.count("#place[aria-invalid]").await?, 1, "a place without a name is asked again");
    browser.fill("#place", "Marsa").await?;
    browser.fill("#copies", "a stick in another house").await?;
    browser.follow("form.begin button").await?;
    let key = browser.text("ol.words").await?;
    assert_eq!(browser.count("ol.words > li").await?, 24, "the recovery key: {key}");
    assert_eq!((browser.count("ol.digits > li").await?, browser.count("svg.code path").await?), (17, 1));
    let address = browser.address().await?;
    browser.visit(&address).await?;
    assert_eq!(browser.text("ol.words").await?, key, "it stays until it is put away");
    browser.follow("main form button:not([hidden])").await?;
    assert_eq!(browser.text("h1").await?, "Marsa");
    browser.visit(&address).await?;
    assert_eq!(browser.count("ol.words").await?, 0, "it is shown no more");
    let health = browser.data("/health.json").await?;
    assert_eq!(health["sealed"], 1, "where copies go is sealed: {health}");
    Ok(())
}

pub(crate) async fn an_arabic_notebook_stays_arabic(browser: &Browser, _: &Notebook) -> Result<()> {
    let (_folder, home) = Notebook::to_be_made()?;
    browser.visit(&home).await?;
    browser.follow(".language").await?;
    assert_eq!(browser.find("html").await?.attr("dir").await?.as_deref(), Some("rtl"));
    assert!(browser.find("#lang-ar").await?.is_selected().await?, "the page's language is preset");
    browser.fill("#place", "مرسى").await?;
    browser.follow("form.begin button").await?;
    assert_eq!(browser.count("ol.digits[dir=ltr] > li").await?, 17);
    browser.follow("main form button:not([hidden])").await?;
    browser.visit(&home).await?;
    assert_eq!(browser.text("h1").await?, "مرسى");
    assert_eq!(browser.find("html").await?.attr("lang").await?.as_deref(), Some("ar"), "without being asked again");
    Ok(())
}
