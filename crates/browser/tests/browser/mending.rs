//! What a failing disk did is found, and undone from a copy, on the pages alone.

use anyhow::Result;
use daftar_browser::{Browser, Notebook, Screen};

pub(crate) async fn a_damaged_segment_is_mended_from_a_copy(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let copy = notebook.copied()?;
    notebook.damage()?;
    browser.visit(&format!("{}health", notebook.home)).await?;
    browser.follow("#verify button").await?;
    let found = browser.text("main").await?;
    assert!(found.contains("Statements were changed or lost") && found.contains("Mend from a copy"), "{found}");
    browser.click("#mend details summary").await?;
    browser.fill("#mend-path", &copy).await?;
    browser.follow("#mend details[open] button").await?;
    browser.wait_until("document.querySelector('#job')?.textContent.includes('is whole now')").await?;
    let report = browser.text("#job").await?;
    assert!(report.contains("found damaged") && report.contains("One log of statements is mended"), "{report}");
    fits_a_phone(browser, notebook).await?;
    browser.visit(&format!("{}health", notebook.home)).await?;
    browser.follow("#verify button").await?;
    assert!(browser.text("main").await?.contains("Every byte is as it was written."));
    Ok(())
}

/// The report, with everything folded out, in both languages.
async fn fits_a_phone(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.look(Screen::PHONE, false).await?;
    for lang in ["en", "ar"] {
        browser.visit(&format!("{}health/mend?lang={lang}", notebook.home)).await?;
        browser.run("document.querySelectorAll('details').forEach(one => one.open = true)").await?;
        let (wide, hindered) = (browser.too_wide().await?, browser.hindrances().await?);
        assert!(wide.is_empty() && hindered.is_empty(), "{lang}: {wide:?} {hindered:?}");
    }
    browser.look(Screen::DESK, false).await
}
