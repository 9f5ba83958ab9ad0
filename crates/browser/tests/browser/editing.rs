//! Editing as keepers do it: both languages side by side, what begins so offered while typing, another value asked for, many
//! cards changed at once, pictures looked at; in both languages of the screen.

use std::time::Duration;

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook};
use fantoccini::key::Key;

/// Writes into a field and waits until something is offered.
async fn offered(browser: &Browser, field: &str, begin: &str) -> Result<String> {
    // What an earlier visit had typed is there again.
    browser.fill(field, "").await?;
    browser.click(field).await?;
    browser.write(begin).await?;
    browser.wait("#offers > li").await.with_context(|| format!("for {begin} in {field}"))?;
    browser.text("#offers").await
}

async fn value(browser: &Browser, field: &str) -> Result<String> {
    let value = browser.run(&format!("return document.querySelector({field:?}).value")).await?;
    value.as_str().map(str::to_owned).context("no field")
}

/// Makes a card with a material; its path.
pub(crate) async fn card(browser: &Browser, home: &str, name: &str, material: &str) -> Result<String> {
    browser.visit(&format!("{home}add/object")).await?;
    browser.fill("[name='name.en']", name).await?;
    browser.click("details.rest:has([name='material.en']) > summary").await?;
    browser.fill("[name='material.en']", material).await?;
    browser.follow("form.keep > .actions button").await?;
    let card = browser.address().await?;
    anyhow::ensure!(card.contains("/e/"), "{card}: {}", browser.text("main").await?);
    Ok(card.split('?').next().unwrap_or_default().to_owned())
}

pub(crate) async fn both_languages_stand_side_by_side(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    for (lang, first) in [("en", "en"), ("ar", "ar")] {
        browser.visit(&format!("{}add/object?lang={lang}", notebook.home)).await?;
        let sides = "const side = (part) => document.querySelector(`[name='name.${part}']`).getBoundingClientRect();
            return [side('en').top === side('ar').top, side('en').left < side('ar').left]";
        let sides = browser.run(sides).await?;
        // The first language stands where reading begins: the left in English, the right in Arabic.
        assert_eq!(sides, serde_json::json!([true, true]), "{lang}: {first} comes first");
        assert_eq!(browser.find("[name='name.ar']").await?.attr("dir").await?.as_deref(), Some("rtl"));
        assert_eq!(browser.find("[name='name.en']").await?.attr("lang").await?.as_deref(), Some("en"));
    }
    Ok(())
}

pub(crate) async fn another_value_is_asked_for_and_survives(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let address = format!("{}add/object", notebook.home);
    browser.visit(&address).await?;
    browser.fill("[name='name.en']", "Winnowing basket").await?;
    browser.click("details.rest:has([name='material.en']) > summary").await?;
    browser.fill("[name='material.en']", "straw").await?;
    browser.click("button[name=more][value=material]").await?;
    browser.wait("[name='material_2.en']").await?;
    assert_eq!(value(browser, "[name='material.en']").await?, "straw");
    browser.fill("[name='material_2.en']", "palm").await?;
    tokio::time::sleep(Duration::from_millis(600)).await;
    // The page is opened anew, as after a power cut: both values are there.
    browser.visit(&address).await?;
    browser.wait("[name='material_2.en']").await?;
    assert_eq!(value(browser, "[name='material_2.en']").await?, "palm");
    // Enter saves; it does not ask for another value.
    browser.click("[name='name.en']").await?;
    browser.press(Key::Enter.into()).await?;
    browser.wait("article.card").await?;
    let card = browser.text("article.card").await?;
    assert!(card.contains("straw") && card.contains("palm"), "{card}");
    Ok(())
}

pub(crate) async fn cards_and_words_are_offered_while_typing(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let jar = card(browser, &notebook.home, "Oil lamp of the mill", "fired clay").await?;
    for lang in ["en", "ar"] {
        browser.visit(&format!("{jar}/add/place?lang={lang}")).await?;
        // Without hamza and with another ending than the notebook writes it.
        let told = offered(browser, "[name='place.entity']", "الطاحونه القد").await?;
        assert!(told.contains("الطاحونة القديمة"), "{lang}: {told}");
        browser.press(Key::Down.into()).await?;
        browser.press(Key::Enter.into()).await?;
        let picked = value(browser, "[name='place.entity']").await?;
        assert!(picked.contains(" · "), "{lang}: what is picked tells its card: {picked}");
        assert_eq!(browser.count("#offers").await?, 0);
    }
    browser.visit(&format!("{jar}/add/material")).await?;
    assert!(offered(browser, "[name='material.en']", "cla").await?.contains("fired clay"));
    browser.press(Key::Escape.into()).await?;
    assert_eq!((browser.count("#offers").await?, value(browser, "[name='material.en']").await?), (0, "cla".to_owned()));
    Ok(())
}

pub(crate) async fn many_cards_are_changed_at_once(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let home = &notebook.home;
    for name in ["Sickle", "Ploughshare"] {
        card(browser, home, name, "irron").await?;
    }
    for (lang, old, new) in [("en", "irron", "iron"), ("ar", "iron", "wrought iron")] {
        browser.visit(&format!("{home}search?lang={lang}&where=material%3Dt:{old}")).await?;
        assert_eq!(browser.count(".found > li").await?, 2, "{lang}");
        browser.follow("a[href^='/search/change']").await?;
        browser.follow("a[href*='property=material']").await?;
        browser.click("#deed-replace").await?;
        browser.run(&format!("document.querySelector('[name=old]').value = 't:{old}'")).await?;
        browser.fill("[name='material.en']", new).await?;
        browser.click("form.keep > .actions button").await?;
        let press = "form.keep button[name=step][value=do]";
        browser.wait(press).await?;
        let told = browser.text("table.alike").await?;
        assert!(told.contains("Sickle") && told.contains(old) && told.contains(new), "{told}");
        browser.click(press).await?;
        browser.wait_until("location.search.includes('done=')").await?;
        let found = browser.data(&format!("/search.json?where=material%3Dt:{}", new.replace(' ', "%20"))).await?;
        assert_eq!(found["total"], 2, "{lang}");
    }
    Ok(())
}

pub(crate) async fn facets_and_views_change_by_links(browser: &Browser, notebook: &Notebook) -> Result<()> {
    for lang in ["en", "ar"] {
        browser.visit(&format!("{}search?lang={lang}&where=kind%3Dbuilding", notebook.home)).await?;
        let found = browser.count(".found > li").await?;
        assert!(found > 0);
        browser.follow(".views a[href*='view=gallery']").await?;
        assert_eq!(browser.count(".gallery > li").await?, found, "{lang}");
        browser.follow(".views a[href*='view=table']").await?;
        assert_eq!(browser.count("tbody tr").await?, found, "{lang}");
        browser.follow(".views a[href^='/map']").await?;
        assert!(browser.address().await?.contains("where=kind"), "the question goes along");
        assert!(browser.count(".map-place").await? <= found);
    }
    Ok(())
}
