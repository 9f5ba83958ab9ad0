//! Writing: a statement is added, corrected, taken back; an entry is undone.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook};

/// Adds a description to the museum's card; the address of its statement.
async fn add(browser: &Browser, notebook: &Notebook, words: &str) -> Result<String> {
    browser.visit(&format!("{}e/{}/add/description", notebook.home, notebook.museum.0)).await?;
    browser.fill("[name='description.en']", words).await?;
    browser.follow("form.keep .actions button").await?;
    assert!(browser.text("article.card").await?.contains(words), "what was added is on the card");
    let find = format!(
        "return [...document.querySelectorAll('.told')].find((told) => told.textContent.includes({words:?}))
            .querySelector('a[href^=\"/c/\"]').href.split('?')[0]"
    );
    let statement = browser.run(&find).await?;
    statement.as_str().map(str::to_owned).context("what was added has no statement")
}

/// What the register says of the museum.
async fn card(browser: &Browser, notebook: &Notebook) -> Result<String> {
    Ok(browser.data(&format!("/e/{}.json", notebook.museum.0)).await?.to_string())
}

pub(crate) async fn a_correction_stands_in_place_of_what_it_corrects(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let statement = add(browser, notebook, "Its keys hang in the bakry.").await?;
    browser.visit(&statement).await?;
    browser.follow(".deeds a[href$='/edit']").await?;
    browser.fill("[name='description.en']", "Its keys hang in the bakery.").await?;
    browser.follow("form.keep .actions button").await?;
    let told = browser.text("article.card").await?;
    assert!(told.contains("in the bakery") && !told.contains("in the bakry"), "{told}");
    let card = card(browser, notebook).await?;
    assert!(card.contains("in the bakery") && !card.contains("in the bakry"));
    browser.visit(&statement).await?;
    assert!(browser.count("article.claim ol.plain .mark").await? > 0, "its history says that it was corrected");
    Ok(())
}

pub(crate) async fn what_was_taken_back_leaves_the_card(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let statement = add(browser, notebook, "A bell hangs over its door.").await?;
    browser.visit(&statement).await?;
    browser.follow(".deeds a[href$='/retract']").await?;
    assert!(browser.text("main").await?.contains("A bell hangs over its door."), "it says what is taken back");
    browser.follow("form.keep .actions button").await?;
    assert_eq!(browser.address().await?, statement, "its page answers on");
    assert!(browser.count("article.claim ol.plain .mark").await? > 0, "and tells what became of it");
    assert!(!card(browser, notebook).await?.contains("A bell hangs"));
    Ok(())
}

pub(crate) async fn an_entry_is_undone_from_the_log(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    add(browser, notebook, "Its yard was paved last summer.").await?;
    browser.visit(&format!("{}log", notebook.home)).await?;
    browser.follow("tbody tr:first-child form button").await?;
    assert!(browser.address().await?.ends_with("/log"));
    assert_eq!(browser.data("/log.json").await?["entries"][0]["acts"][0], "retract", "undoing is an act, too");
    assert!(!card(browser, notebook).await?.contains("paved last summer"));
    Ok(())
}
