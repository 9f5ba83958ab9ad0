//! The sliders *as of* and *as known on*: by the keyboard, by the mouse, and the form that does the same without scripts.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook};
use fantoccini::key::Key;

/// The query of the page in hand.
async fn query(browser: &Browser) -> Result<String> {
    let address = browser.address().await?;
    Ok(address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default())
}

/// The day at which a slider stands, as it tells it to people and as the address has it.
async fn moment(browser: &Browser, slider: &str) -> Result<(String, String)> {
    let told = browser.text(&format!("{slider} + output")).await?;
    let stop = format!(
        "const slider = document.querySelector({slider:?});
         const stop = slider.list.querySelector(`option[value=\"${{slider.value}}\"]`);
         return [stop.dataset.day, stop.label, slider.getAttribute('aria-valuetext')]"
    );
    let day = browser.run(&stop).await?;
    assert_eq!((day[1].as_str(), day[2].as_str()), (Some(told.as_str()), Some(told.as_str())), "seen and heard alike");
    Ok((told, day[0].as_str().context("a stop without a day")?.to_owned()))
}

/// Waits for the page of the question that a slider has put.
async fn asked(browser: &Browser, pair: &str) -> Result<()> {
    browser.wait_until(&format!("location.search.includes({pair:?})")).await
}

/// How many statements the register gives for the question of the card in hand, and how many of them for certain.
async fn statements(browser: &Browser, path: &str) -> Result<(usize, usize)> {
    let card = browser.data(&format!("{path}.json?{}", query(browser).await?)).await?;
    let statements = card["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
    let certain = statements.iter().filter(|one| one["said"] == "yes").count();
    Ok((statements.len(), certain))
}

pub(crate) async fn the_keyboard_moves_through_time(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let path = format!("/e/{}", notebook.museum.0);
    browser.visit(&format!("{}e/{}", notebook.home, notebook.museum.0)).await?;
    browser.tab_to("#slide-known").await?;
    let everything = statements(browser, &path).await?;
    browser.press(Key::Home.into()).await?;
    let (first, day) = moment(browser, "#slide-known").await?;
    asked(browser, &format!("known={day}")).await?;
    let known = statements(browser, &path).await?;
    assert!(known.1 < everything.1, "{known:?} were known on the first day, {everything:?} are now");
    assert_eq!(browser.focused().await?.attr("id").await?.as_deref(), Some("slide-known"), "the knob stays in hand");
    browser.press(Key::Right.into()).await?;
    let (next, day) = moment(browser, "#slide-known").await?;
    assert_ne!(first, next);
    asked(browser, &format!("known={day}")).await?;
    browser.press(Key::End.into()).await?;
    browser.wait_until("!location.search.includes('known=')").await?;
    assert_eq!(statements(browser, &path).await?, everything, "at the end of time nothing is left out");
    Ok(())
}

pub(crate) async fn in_arabic_time_runs_from_the_right(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}e/{}?lang=ar", notebook.home, notebook.museum.0)).await?;
    browser.tab_to("#slide-at").await?;
    // To the right is back in time.
    browser.press(Key::Right.into()).await?;
    let (_, day) = moment(browser, "#slide-at").await?;
    asked(browser, &format!("at={day}")).await?;
    assert!(!day.is_empty());
    browser.press(Key::Left.into()).await?;
    browser.wait_until("!location.search.includes('at=')").await?;
    assert!(query(browser).await?.contains("lang=ar"), "the language stays");
    Ok(())
}

pub(crate) async fn the_mouse_moves_through_time(browser: &Browser, notebook: &Notebook) -> Result<()> {
    for (page, slider, name) in [("differ", "#slide-known", "known"), ("timeline", "#slide-at", "at")] {
        browser.visit(&format!("{}{page}", notebook.home)).await?;
        browser.drag(slider, 0.99, 0.3).await?;
        let (told, day) = moment(browser, slider).await?;
        asked(browser, &format!("{name}={day}")).await?;
        assert_eq!(moment(browser, slider).await?.0, told, "the page of that day tells the same day");
        let data = browser.data(&format!("/{page}.json?{}", query(browser).await?)).await?;
        let all = browser.data(&format!("/{page}.json")).await?;
        assert_ne!(data, all, "{page}: {day} shows another page");
    }
    Ok(())
}

pub(crate) async fn the_form_does_the_same_without_scripts(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.scripts(false).await?;
    let path = format!("/e/{}", notebook.museum.0);
    browser.visit(&format!("{}e/{}?lang=ar", notebook.home, notebook.museum.0)).await?;
    assert!(!browser.find(".sliders").await?.is_displayed().await?, "sliders that would not move are not shown");
    browser.click(".question summary").await?;
    browser.fill("#q-at", "2031-12").await?;
    browser.fill("#q-known", "2032-02").await?;
    browser.follow(".question .actions button").await?;
    let asked = query(browser).await?;
    assert!(["lang=ar", "at=2031-12", "known=2032-02"].iter().all(|pair| asked.contains(pair)), "{asked}");
    let then = statements(browser, &path).await?;
    browser.follow(".question .actions a").await?;
    let now = statements(browser, &path).await?;
    assert!(then.1 < now.1, "{then:?} were certain then, {now:?} are now");
    browser.click(".question summary").await?;
    browser.fill("#q-at", "soon").await?;
    browser.follow(".question .actions button").await?;
    assert_eq!(browser.count("#q-at[aria-invalid=true]").await?, 1, "what is no date says so at its field");
    Ok(())
}
