//! Without scripts: pages are read, and every form is sent.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook, kinds};
use fantoccini::Locator;

pub(crate) async fn pages_are_read_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    for kind in kinds(browser, notebook).await? {
        browser.visit(&format!("{}{}", notebook.home, kind.path)).await?;
        let words = browser.text("main").await?.split_whitespace().count();
        assert!(words >= 8, "{}: {words} words", kind.name);
        assert_eq!(browser.count("h1").await?, 1, "{}: one heading says what the page is", kind.name);
    }
    Ok(())
}

pub(crate) async fn a_search_works_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.visit(&format!("{}e/{}", notebook.home, notebook.museum.0)).await?;
    browser.fill(".find input[name=words]", "jar").await?;
    browser.follow(".find button").await?;
    assert!(browser.count(".found > li").await? > 0);
    Ok(())
}

/// Sends the form of the page.
async fn save(browser: &Browser) -> Result<()> {
    browser.follow("form.keep > .actions button").await?;
    let faults = browser.count("[aria-invalid=true], form [role=alert]").await?;
    anyhow::ensure!(faults == 0, "{}: {}", browser.address().await?, browser.text("main").await?);
    Ok(())
}

/// The address of the statement on the card in hand whose value has these words.
async fn statement(browser: &Browser, words: &str) -> Result<String> {
    let path = format!("//div[contains(@class, 'told')][contains(., '{words}')]//a[starts-with(@href, '/c/')]");
    let link = browser.find_by(Locator::XPath(&path)).await?.attr("href").await?.context("a link to nowhere")?;
    Ok(link.split('?').next().unwrap_or_default().trim_start_matches('/').to_owned())
}

/// Makes a card with two descriptions that differ; its path.
async fn lantern(browser: &Browser, home: &str) -> Result<String> {
    browser.visit(&format!("{home}add")).await?;
    browser.follow("ul.doors a[href^='/add/object']").await?;
    browser.fill("[name='name.en']", "Lantern").await?;
    browser.fill("[name='name.ar']", "فانوس").await?;
    save(browser).await?;
    let card = browser.address().await?.split('?').next().unwrap_or_default().trim_start_matches(home).to_owned();
    for words in ["It is of brass.", "It is of tin."] {
        browser.visit(&format!("{home}{card}")).await?;
        browser.follow(".deeds a[href$='/add']").await?;
        browser.follow("ul.doors a[href$='/add/description']").await?;
        browser.fill("[name='description.en']", words).await?;
        save(browser).await?;
    }
    Ok(card)
}

pub(crate) async fn everything_is_written_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    let home = &notebook.home;
    let card = lantern(browser, home).await?;
    let told = async |words: &str| {
        Ok::<_, anyhow::Error>(browser.data(&format!("/{card}.json")).await?.to_string().contains(words))
    };
    let change = async |of: &str, deed: &str| {
        browser.visit(&format!("{home}{card}")).await?;
        let claim = statement(browser, of).await?;
        browser.visit(&format!("{home}{claim}/{deed}")).await
    };
    change("of brass", "edit").await?;
    browser.fill("[name='description.en']", "It is of bronze.").await?;
    save(browser).await?;
    assert!(told("of bronze").await? && !told("of brass").await?);
    change("of bronze", "deny").await?;
    browser.fill("form.keep [name=words]", "It never was of bronze, says the smith.").await?;
    save(browser).await?;
    assert!(told("says the smith").await?);
    change("of bronze", "assess").await?;
    save(browser).await?;
    assert!(told("\"assessment\"").await?);
    change("of bronze", "prefer").await?;
    browser.fill("[name=why]", "Bronze rings otherwise than tin.").await?;
    save(browser).await?;
    assert!(told("Bronze rings otherwise").await?);
    change("of tin", "retract").await?;
    save(browser).await?;
    assert!(!told("of tin").await?);
    change("of bronze", "seal").await?;
    save(browser).await?;
    assert!(told("\"sealed\":true").await?);
    browser.visit(&format!("{home}{card}/same")).await?;
    browser.fill("[name=other]", "Storage jar").await?;
    browser.click("#link-different-from").await?;
    // A name alone is asked back; the card of that name stands there to be taken.
    browser.follow("form.keep > .actions button").await?;
    assert_eq!(browser.count("select[name='other.which'] option").await?, 1);
    save(browser).await?;
    assert!(told("Storage jar").await?);
    Ok(())
}

/// Presses a button of the suggestion in hand, and tells how many wait then.
async fn decide(browser: &Browser, button: &str, path: &str) -> Result<u64> {
    browser.follow(button).await?;
    browser.data(path).await?["waiting"].as_u64().context("how many wait?")
}

pub(crate) async fn suggestions_are_decided_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    browser.visit(&format!("{}review", notebook.home)).await?;
    browser.follow(&format!("main a[href^='/review/{}']", notebook.waiting.0)).await?;
    let path = format!("/review/{}.json", notebook.waiting.0);
    let before = browser.data(&path).await?["waiting"].as_u64().context("how many wait?")?;
    assert_eq!(decide(browser, "#record", &path).await?, before - 1);
    assert_eq!(decide(browser, "#reject", &path).await?, before - 2);
    assert_eq!(decide(browser, "#undo", &path).await?, before - 1);
    browser.follow(".document a.span:not(.in-hand)").await?;
    browser.click("#correct > summary").await?;
    browser.fill("#when", "2031-12").await?;
    assert_eq!(decide(browser, "#correct button[value=correct]", &path).await?, before - 2);
    assert_eq!(decide(browser, "#undo", &path).await?, before - 1);
    browser.click("details:has(#group) > summary").await?;
    browser.find("#group").await?.select_by_value("document").await?;
    assert!(decide(browser, "details:has(#group) button[value=reject]", &path).await? + 5 < before);
    assert_eq!(decide(browser, "#undo", &path).await?, before - 1);
    Ok(())
}

pub(crate) async fn the_notebook_is_checked_and_locked_without_scripts(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    browser.visit(&format!("{}health", notebook.home)).await?;
    browser.follow("#verify button").await?;
    assert_eq!(browser.count("section[role=status]").await?, 1);
    browser.follow("form[action^='/health/index'] button").await?;
    assert_eq!(browser.count("p[role=status]").await?, 1, "the index was made anew");
    browser.visit(&format!("{}log", notebook.home)).await?;
    let entries = browser.data("/log.json").await?["part"]["total"].as_u64();
    browser.follow("tbody form button").await?;
    let after = browser.data("/log.json").await?["part"]["total"].as_u64();
    assert_eq!(after, entries.map(|before| before + 1), "undoing is an entry, too");
    browser.follow("footer a[href^='/unlock']").await?;
    browser.follow("form[action^='/lock'] button").await?;
    browser.visit(&format!("{}review", notebook.home)).await?;
    assert_eq!(browser.count("main a[href^='/review/']").await?, 0, "what is for keepers is closed again");
    Ok(())
}
