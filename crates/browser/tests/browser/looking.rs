//! Looking things up, as a reader does.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};

pub(crate) async fn a_search_finds_arabic_without_its_marks(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}?lang=ar", notebook.home)).await?;
    // The notebook writes it with hamza and ta marbuta.
    browser.fill(".find input[name=words]", "الطاحونه القديمه").await?;
    browser.follow(".find button").await?;
    assert!(browser.text(".found").await?.contains("الطاحونة القديمة"));
    assert!(browser.count(".found mark").await? > 0, "what was found is marked");
    browser.follow(".found a").await?;
    assert!(browser.address().await?.contains("/e/"));
    Ok(())
}

pub(crate) async fn the_language_changes_in_place(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let card = format!("{}e/{}", notebook.home, notebook.museum.0);
    browser.visit(&format!("{card}?at=2032-02")).await?;
    browser.follow(".language").await?;
    let address = browser.address().await?;
    assert!(
        address.starts_with(&card) && address.contains("at=2032-02"),
        "the same page, the same question: {address}"
    );
    assert_eq!(browser.find("html").await?.attr("dir").await?.as_deref(), Some("rtl"));
    assert_eq!(browser.text(".top nav a").await?, "نظرة عامة");
    browser.follow(".language").await?;
    assert_eq!(browser.find("html").await?.attr("dir").await?.as_deref(), Some("ltr"));
    Ok(())
}

pub(crate) async fn a_card_folds_its_sources_under_its_values(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}e/{}", notebook.home, notebook.museum.0)).await?;
    let values = browser.count(".properties .told").await?;
    let sources = browser.count(".properties .told .sources").await?;
    assert!(values > 5 && sources >= values, "{values} values have {sources} lists of sources");
    browser.click(".properties .sources > summary").await?;
    assert!(!browser.text(".properties .sources[open] li").await?.is_empty());
    Ok(())
}

pub(crate) async fn a_statement_leads_to_its_sentence_and_back(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}s/{}", notebook.home, notebook.article.0)).await?;
    let words = browser.text(".document .span").await?;
    browser.click(".document .span").await?;
    let target = browser.wait(":target").await?;
    assert!(target.is_displayed().await?, "{words} leads to its statements");
    browser.follow(":target a[href^='/c/']").await?;
    assert!(browser.text("article.claim mark").await?.contains(words.trim()));
    browser.follow("article.claim a.more").await?;
    assert!(browser.address().await?.contains(&format!("/s/{}", notebook.article.0)));
    assert_eq!(browser.text(".document .in-hand").await?.trim(), words.trim());
    browser
        .wait_until(
            "(top => 0 <= top && top < innerHeight)(document.querySelector(':target').getBoundingClientRect().top)",
        )
        .await?;
    Ok(())
}

pub(crate) async fn the_question_changes_what_a_card_says(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let card = format!("{}e/{}", notebook.home, notebook.museum.0);
    browser.visit(&card).await?;
    let now = browser.count(".properties .told").await?;
    browser.click(".question summary").await?;
    browser.fill("#q-known", "2014").await?;
    browser.follow(".question .actions button").await?;
    assert!(browser.address().await?.contains("known=2014"));
    let then = browser.count(".properties .told").await?;
    assert!(then < now, "{now} values are known now, {then} were then");
    Ok(())
}

pub(crate) async fn sides_that_differ_stand_level(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}differ", notebook.home)).await?;
    let tops = "return [...document.querySelector('.sides').children].map((side) => side.getBoundingClientRect().top)";
    let tops = browser.run(tops).await?;
    let tops = tops.as_array().map(Vec::as_slice).unwrap_or_default();
    assert!(tops.len() >= 2 && tops.windows(2).all(|pair| pair[0] == pair[1]), "{tops:?}");
    Ok(())
}

pub(crate) async fn two_moments_of_knowing_are_told_apart(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}moments", notebook.home)).await?;
    browser.fill("input[name=earlier]", "2032-01").await?;
    browser.fill("input[name=later]", "2032-05").await?;
    browser.follow("main form button").await?;
    assert!(browser.count("main a[href^='/e/']").await? > 0, "something came to be said in between");
    Ok(())
}

pub(crate) async fn a_vowelled_word_is_found_without_its_vowels(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}search?lang=ar&words=ولا+يعرف+من+اطلقها", notebook.home)).await?;
    let marked =
        browser.run("return [...document.querySelectorAll('.found mark')].map((mark) => mark.textContent)").await?;
    assert!(marked.to_string().contains("يُعرف"), "the word is marked as it is written: {marked}");
    Ok(())
}

pub(crate) async fn a_card_links_to_others_and_back(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.visit(&format!("{}e/{}", notebook.home, notebook.museum.0)).await?;
    let name = browser.text("h1").await?;
    browser.follow_link("Storage jar").await?;
    assert_eq!(browser.text("h1").await?, "Storage jar");
    browser.follow_link(&name).await?;
    assert_eq!(browser.text("h1").await?, name);
    Ok(())
}

pub(crate) async fn each_side_of_a_difference_leads_to_its_source(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.visit(&format!("{}differ", notebook.home)).await?;
    let differences = browser.data("/differ.json").await?["differences"].as_array().map_or(0, Vec::len);
    assert!(differences > 0);
    assert_eq!(browser.count(".sides").await?, differences, "as many as the register tells");
    let sides = browser.count(".sides > *").await?;
    assert!(browser.count(".sides > * details.sources").await? >= sides, "each has its sources folded under it");
    browser.click(".sides details.sources > summary").await?;
    browser.follow(".sides details.sources[open] a[href^='/c/']").await?;
    assert_eq!(browser.count("article.claim").await?, 1);
    Ok(())
}

pub(crate) async fn the_files_are_checked_at_a_press(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.visit(&format!("{}health?lang=ar", notebook.home)).await?;
    browser.follow("#verify button").await?;
    assert_eq!(browser.find("html").await?.attr("lang").await?.as_deref(), Some("ar"));
    assert!(browser.text("main section[role=status]").await?.len() > 20, "what was found is said");
    assert_eq!(browser.count("main section[role=status] li").await?, 0, "nothing is amiss");
    Ok(())
}
