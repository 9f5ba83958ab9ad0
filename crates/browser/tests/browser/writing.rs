//! Writing: the first run, a document read by the form, a statement corrected.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};

pub(crate) async fn a_new_notebook_asks_three_questions(browser: &Browser, _: &Notebook) -> Result<()> {
    let home = Notebook::to_be_made()?;
    browser.visit(&home).await?;
    assert!(browser.address().await?.contains("/begin"), "there is nothing yet, so it asks");
    assert_eq!(browser.count("form.begin ol.questions > li").await?, 3);
    browser.fill("input[name=place]", "Marsa").await?;
    browser.fill("input[name=copies]", "a stick in another house").await?;
    browser.follow("form.begin button").await?;
    assert!(browser.count("ol.key > li").await? >= 8, "the recovery key is shown once");
    browser.follow("main form button:not([hidden])").await?;
    assert_eq!(browser.text("h1").await?, "Marsa");
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
    assert!(browser.text(".came").await?.contains("roof.txt"));
    browser.follow(".came a").await?;
    assert!(browser.address().await?.contains("/review/"), "its suggestions wait");
    assert!(browser.text(".document").await?.contains("slightly damaged by a storm"));
    Ok(())
}

pub(crate) async fn a_correction_stands_in_place_of_what_it_corrects(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.visit(&format!("{}e/{}/add/description", notebook.home, notebook.museum.0)).await?;
    browser.fill("[name='description.en']", "Its keys hang in the bakry.").await?;
    browser.follow("form.keep .actions button").await?;
    assert!(browser.text("article.card").await?.contains("in the bakry"), "what was added is on the card");
    let statement = browser.run(
        "return [...document.querySelectorAll('.told')].find((told) => told.textContent.includes('in the bakry'))
            .querySelector('a[href^=\"/c/\"]').href.split('?')[0]",
    );
    let statement = statement.await?;
    browser.visit(&format!("{}/edit", statement.as_str().unwrap_or_default())).await?;
    browser.fill("[name='description.text']", "Its keys hang in the bakery.").await?;
    browser.follow("form.keep .actions button").await?;
    browser.visit(&format!("{}e/{}", notebook.home, notebook.museum.0)).await?;
    let card = browser.text("article.card").await?;
    assert!(card.contains("in the bakery") && !card.contains("in the bakry"), "{card}");
    Ok(())
}

pub(crate) async fn what_was_typed_is_there_again(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let form = format!("{}e/{}/add/description?lang=ar", notebook.home, notebook.museum.0);
    browser.visit(&form).await?;
    browser.fill("[name='description.ar']", "مفاتيحه في المخبز").await?;
    browser.visit(&notebook.home).await?;
    browser.visit(&form).await?;
    browser.wait_until("document.querySelector('[name=\"description.ar\"]').value === 'مفاتيحه في المخبز'").await
}
