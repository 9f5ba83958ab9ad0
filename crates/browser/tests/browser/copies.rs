//! Sealed copies without a terminal and without scripts.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Notebook};

pub(crate) async fn a_sealed_copy_is_made_and_rehearsed_without_scripts(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    let beside = std::path::PathBuf::from(notebook.file("beside", "a neighbour")?);
    let folder = beside.parent().context("a file lies in a folder")?.join("copies");
    browser.visit(&format!("{}copies", notebook.home)).await?;
    browser.fill("#place-name", "shelf").await?;
    browser.fill("#place-target", &folder.display().to_string()).await?;
    browser.follow("form[action^='/copies/place'] > .actions button").await?;
    for (work, said) in [("copy", "The copy was made."), ("rehearse", "The copy was brought back whole.")] {
        browser.follow(&format!("form:has([value={work}]) button")).await?;
        // The page loads itself again until it is done.
        browser.wait_until(&format!("document.querySelector('#job')?.textContent.includes({said:?})")).await?;
    }
    assert!(browser.text("main").await?.contains("It lies on the same drive as the notebook"));
    Ok(())
}
