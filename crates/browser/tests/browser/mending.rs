//! What a failing disk did is found, and undone from a copy, on the pages alone.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};

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
    browser.follow_link("How the notebook is").await?;
    browser.follow("#verify button").await?;
    assert!(browser.text("main").await?.contains("Every byte is as it was written."));
    Ok(())
}
