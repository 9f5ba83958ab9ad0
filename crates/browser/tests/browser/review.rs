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
    browser.drag(".review .document .in-hand", 0.02, 0.6).await?;
    let words = browser.run("return getSelection().toString().trim()").await?;
    assert!(words.as_str().is_some_and(|words| !words.is_empty()), "words are selected");
    browser.wait_until(&format!("document.getElementById('quote').value === {words}")).await?;
    let address = browser.address().await?;
    browser.follow(".review .document a:not(.in-hand)").await?;
    assert_ne!(browser.address().await?, address, "a click that selects nothing takes that suggestion into hand");
    Ok(())
}

/// Takes the first suggestion whose value is a text, and whose card is not the document itself.
async fn to_a_text(browser: &Browser, notebook: &Notebook) -> Result<()> {
    to_words(browser, notebook).await?;
    while browser.count("#correct textarea#value").await? == 0 {
        key(browser, 'j').await?;
    }
    Ok(())
}

/// How many statements the register has.
async fn statements(browser: &Browser) -> Result<u64> {
    Ok(browser.data("/health.json").await?["statements"].as_u64().unwrap_or_default())
}

/// Writes into a field of the correction in place of what stands there.
async fn write_over(browser: &Browser, field: &str, text: &str) -> Result<()> {
    browser.tab_to(field).await?;
    browser.chord(&[Key::Control], 'a').await?;
    browser.write(text).await
}

/// Presses a button to which Tab leads.
async fn press_on(browser: &Browser, button: &str) -> Result<()> {
    browser.tab_to(button).await?;
    browser.leave().await?;
    browser.press(Key::Enter.into()).await?;
    browser.arrive().await
}

pub(crate) async fn what_is_recorded_is_what_was_said(browser: &Browser, notebook: &Notebook) -> Result<()> {
    to_words(browser, notebook).await?;
    let (before, quote) = (statements(browser).await?, browser.text("#hand blockquote").await?);
    let card = browser.find("#hand .kind a[href^='/e/']").await?.attr("href").await?.unwrap_or_default();
    key(browser, 'r').await?;
    assert_eq!(statements(browser).await?, before + 1);
    browser.visit(&format!("{}{}", notebook.home, card.trim_start_matches('/'))).await?;
    let path = card.split('?').next().unwrap_or_default().to_owned();
    let told = browser.data(&format!("{path}.json")).await?;
    let quotes = told["statements"].as_array().into_iter().flatten().filter_map(|one| one["quote"].as_str());
    assert!(quotes.into_iter().any(|one| one == quote), "the card bears the words: {quote}");
    Ok(())
}

pub(crate) async fn a_suggestion_is_corrected_by_keyboard(browser: &Browser, notebook: &Notebook) -> Result<()> {
    to_a_text(browser, notebook).await?;
    let before = waiting(browser).await?;
    browser.press('c').await?;
    browser.wait("#correct[open] #value:focus").await?;
    browser.chord(&[Key::Control], 'a').await?;
    browser.write("jurx, as the keeper reads it").await?;
    assert_eq!(waiting(browser).await?, before, "letters that are typed decide nothing");
    press_on(browser, "#correct button[value=correct]").await?;
    assert_eq!(waiting(browser).await?, before - 1);
    let found = browser.data("/search.json?words=jurx").await?;
    assert_eq!(found["found"].as_array().map(Vec::len), Some(1), "the corrected words are recorded: {found}");
    key(browser, 'u').await?;
    assert_eq!(waiting(browser).await?, before, "and taken back by one key");
    let found = browser.data("/search.json?words=jurx").await?;
    assert_eq!(found["found"].as_array().map(Vec::len), Some(0));
    Ok(())
}

pub(crate) async fn a_card_is_made_for_a_new_name(browser: &Browser, notebook: &Notebook) -> Result<()> {
    to_a_text(browser, notebook).await?;
    browser.press('c').await?;
    browser.wait("#correct[open] #value:focus").await?;
    write_over(browser, "#about", "Lantern of the review").await?;
    press_on(browser, "#correct button[value=correct]").await?;
    assert_eq!(browser.count("#about[aria-invalid=true]").await?, 1, "nobody is called that yet: it says so");
    browser.tab_to("#make").await?;
    browser.write("Obj").await?;
    press_on(browser, "#correct button[value=correct]").await?;
    let found = browser.data("/search.json?words=Lantern+of+the+review").await?;
    assert_eq!(found["found"][0]["kinds"][0], "object", "{found}");
    Ok(())
}

pub(crate) async fn a_suggested_card_is_joined_with_one_that_is_here(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    to_a_text(browser, notebook).await?;
    let before = waiting(browser).await?;
    if browser.count("details:has(#card)[open]").await? == 0 {
        browser.tab_to("details:has(#card) > summary").await?;
        browser.press(Key::Enter.into()).await?;
    }
    browser.tab_to("#card").await?;
    browser.write("Nobody of this name").await?;
    browser.leave().await?;
    browser.press(Key::Enter.into()).await?;
    browser.arrive().await?;
    assert_eq!(browser.count("#card[aria-invalid=true]").await?, 1, "what is not here says so");
    write_over(browser, "#card", "Storage jar").await?;
    browser.leave().await?;
    browser.press(Key::Enter.into()).await?;
    browser.arrive().await?;
    assert_eq!(waiting(browser).await?, before, "joining decides no suggestion");
    let jar = browser.data("/search.json?words=Storage+jar").await?["found"][0]["entity"].clone();
    let jar = jar.as_str().unwrap_or_default().trim_start_matches("entity:").to_owned();
    let links = browser.data(&format!("/e/{jar}.json")).await?["sameness"]["same_as"].clone();
    assert!(links.as_array().is_some_and(|links| !links.is_empty()), "the cards are linked: {links}");
    key(browser, 'u').await?;
    let links = browser.data(&format!("/e/{jar}.json")).await?["sameness"]["same_as"].clone();
    assert_eq!(links.as_array().map(Vec::len), Some(0), "and parted again");
    Ok(())
}

pub(crate) async fn several_are_decided_at_once_and_come_back_together(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    to_a_text(browser, notebook).await?;
    let before = waiting(browser).await?;
    browser.tab_to("details:has(#group) > summary").await?;
    browser.press(Key::Enter.into()).await?;
    browser.tab_to("#group").await?;
    browser.press(Key::End.into()).await?;
    press_on(browser, "details:has(#group) button[value=record]").await?;
    let left = waiting(browser).await?;
    assert!(left + 5 < before, "{left} of {before} are left of the document");
    key(browser, 'u').await?;
    assert_eq!(waiting(browser).await?, before);
    Ok(())
}
