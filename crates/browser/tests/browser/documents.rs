//! Documents given to the notebook: dropped onto a page, or chosen in the form.

use std::path::PathBuf;

use anyhow::Result;
use daftar_browser::{Browser, Notebook};

/// The two articles of a real place, which do not come with the program.
fn articles() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "..", "shared", "data", "articles"].iter().collect()
}

/// Documents of the example that the notebook has not read.
const DROPPED: [(&str, &str); 2] = [
    ("house-of-seeds.txt", include_str!("../../../../examples/sanabel/house-of-seeds.txt")),
    ("water-office-list.txt", include_str!("../../../../examples/sanabel/water-office-list.txt")),
];

/// How many suggestions wait in the whole notebook.
async fn waiting(browser: &Browser) -> Result<u64> {
    Ok(browser.data("/health.json").await?["suggestions"].as_u64().unwrap_or_default())
}

/// Drops files onto the page in hand, and sends the form to which they were taken.
async fn drop_and_read(browser: &Browser, files: &[String]) -> Result<()> {
    browser.leave().await?;
    browser.drop_files(files).await?;
    browser.arrive().await?;
    let taken = format!("document.querySelector('#files')?.files.length === {}", files.len());
    browser.wait_until(&taken).await?;
    assert!(browser.address().await?.contains("/read"), "they are taken to the form, and nothing is read yet");
    browser.click("form.read .actions button").await?;
    browser.wait(".came").await?;
    Ok(())
}

pub(crate) async fn dropped_documents_are_read(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let before = waiting(browser).await?;
    let files = DROPPED.map(|(name, text)| notebook.file(name, text));
    let files = files.into_iter().collect::<Result<Vec<_>>>()?;
    browser.visit(&format!("{}timeline", notebook.home)).await?;
    drop_and_read(browser, &files).await?;
    let came = browser.text(".came").await?;
    assert!(DROPPED.iter().all(|(name, _)| came.contains(name)), "{came}");
    assert_eq!(browser.count(".came a[href^='/review/']").await?, 2);
    browser.follow(".came a[href^='/review/']").await?;
    assert!(browser.text(".document").await?.contains("House of Seeds"));
    assert!(waiting(browser).await? > before + 10, "their suggestions wait");
    let statements = browser.data("/health.json").await?["statements"].clone();
    browser.visit(&format!("{}read", notebook.home)).await?;
    drop_onto_the_form(browser, &files).await?;
    assert_eq!(browser.data("/health.json").await?["statements"], statements, "reading again adds nothing");
    Ok(())
}

async fn drop_onto_the_form(browser: &Browser, files: &[String]) -> Result<()> {
    browser.drop_files(files).await?;
    browser.wait_until("document.querySelector('#files').files.length === 2").await?;
    browser.click("form.read .actions button").await?;
    browser.wait(".came").await.map(drop)
}

/// Somebody who has just come is asked to unlock the notebook, and what was dropped is not forgotten over it.
pub(crate) async fn a_document_dropped_before_unlocking_is_not_lost(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    let file = notebook.file("yard.txt", "= The yard =\n\nOn 4 May 2033 the Mill Museum was damaged by hail.\n")?;
    browser.visit(&format!("{}?lang=ar", notebook.home)).await?;
    browser.leave().await?;
    browser.drop_files(&[file]).await?;
    browser.arrive().await?;
    assert!(browser.address().await?.contains("/unlock"), "{}", browser.address().await?);
    browser.follow("main form button").await?;
    browser.wait_until("document.querySelector('#files')?.files[0]?.name === 'yard.txt'").await?;
    assert_eq!(browser.find("html").await?.attr("lang").await?.as_deref(), Some("ar"));
    Ok(())
}

pub(crate) async fn the_articles_are_read(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let names = ["siege-of-al-qarara.txt", "al-qarara-cultural-museum.txt"];
    let files = names.map(|name| articles().join(name));
    if let Some(missing) = files.iter().find(|file| !file.is_file()) {
        println!("skipped: {} is not there", missing.display());
        return Ok(());
    }
    browser.unlock(&notebook.home).await?;
    let before = waiting(browser).await?;
    browser.visit(&notebook.home).await?;
    let mut dropped = Vec::new();
    for file in &files {
        dropped.push(std::fs::canonicalize(file)?.display().to_string());
    }
    drop_and_read(browser, &dropped).await?;
    assert_eq!(browser.count(".came a[href^='/review/']").await?, 2);
    assert!(waiting(browser).await? > before + 60, "their suggestions wait");
    browser.follow(".came a[href^='/review/']").await?;
    assert!(browser.count(".document .span, .document a").await? > 20, "their words are marked in the text");
    Ok(())
}

pub(crate) async fn a_document_is_read_by_the_form(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let report = "= Roof of the mill =\n\nOn 3 May 2033, the Mill Museum was slightly damaged by a storm.\n";
    let file = notebook.file("roof.txt", report)?;
    browser.scripts(false).await?;
    browser.unlock(&notebook.home).await?;
    browser.visit(&format!("{}read", notebook.home)).await?;
    browser.find("input[type=file]").await?.send_keys(&file).await?;
    browser.follow("form.read .actions button").await?;
    assert!(browser.address().await?.contains("/review/"), "its suggestions wait");
    assert!(browser.text(".document").await?.contains("slightly damaged by a storm"));
    Ok(())
}
