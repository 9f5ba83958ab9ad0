//! Reviewing suggestions with the keyboard alone.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook};
use fantoccini::key::Key;

/// How many suggestions of the document wait.
async fn waiting(browser: &Browser) -> Result<usize> {
    let told = browser.text("article.review > header .inline span").await?;
    let number: String = told.chars().filter(char::is_ascii_digit).collect();
    number.parse().with_context(|| format!("no number in {told}"))
}

/// Goes on to the first suggestion whose words stand in the text: some are about the document as a whole.
async fn to_words(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.visit(&format!("{}review/{}", notebook.home, notebook.waiting.0)).await?;
    while browser.count(".document .in-hand").await? == 0 {
        key(browser, 'j').await?;
    }
    Ok(())
}

/// Presses a key that leads to another page.
async fn key(browser: &Browser, key: char) -> Result<()> {
    browser.leave().await?;
    browser.press(key).await?;
    browser.arrive().await
}

pub(crate) async fn suggestions_are_decided_by_key(browser: &Browser, notebook: &Notebook) -> Result<()> {
    to_words(browser, notebook).await?;
    let before = waiting(browser).await?;
    let first = browser.text("#hand .value").await?;
    assert!(
        browser.find(".document .in-hand").await?.is_displayed().await?,
        "the words in hand are marked in the text"
    );
    key(browser, 'j').await?;
    key(browser, 'k').await?;
    assert_eq!(browser.text("#hand .value").await?, first, "on and back");
    key(browser, 'r').await?;
    assert_eq!(waiting(browser).await?, before - 1, "one was recorded as said");
    key(browser, 'x').await?;
    assert_eq!(waiting(browser).await?, before - 2, "one was rejected");
    key(browser, 'u').await?;
    assert_eq!(waiting(browser).await?, before - 1, "the last decision is undone");
    Ok(())
}

pub(crate) async fn what_is_selected_fills_the_field(browser: &Browser, notebook: &Notebook) -> Result<()> {
    to_words(browser, notebook).await?;
    browser.press('c').await?;
    browser.wait("#correct[open] #quote").await?;
    browser.press(Key::Escape.into()).await?;
    let select = "
        const here = document.querySelector('.review .document .in-hand');
        getSelection().selectAllChildren(here);
        here.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
        return getSelection().toString().trim()";
    let words = browser.run(select).await?;
    browser.wait_until("document.getElementById('quote').value !== ''").await?;
    assert_eq!(browser.find("#quote").await?.prop("value").await?.as_deref(), words.as_str());
    Ok(())
}
