//! What is carried first, and taking stock of a shelf: in both languages, and from a narrow screen.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};

pub(crate) async fn the_carry_list_is_read_in_both_languages(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.visit(&format!("{}carry", notebook.home)).await?;
    let english = browser.text("main").await?;
    for told in ["MM-901", "Lamp with two spouts", "Shelf 3", "the only one of its kind", "0.85 kg"] {
        assert!(english.contains(told), "{told}: {english}");
    }
    browser.visit(&format!("{}carry?lang=ar", notebook.home)).await?;
    let arabic = browser.text("main").await?;
    assert!(arabic.contains("سراج بفتحتين") && arabic.contains("الرف 3"), "{arabic}");
    assert_eq!(browser.run("return document.documentElement.dir").await?, "rtl");
    Ok(())
}

pub(crate) async fn stock_is_taken_left_and_gone_on_with(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let address = format!("{}stock/{}", notebook.home, notebook.stock.0);
    browser.visit(&address).await?;
    assert_eq!(browser.count(".looking > li").await?, 2);
    browser.run("document.querySelectorAll('.looking input[value=\"seen\"]')[0].click()").await?;
    browser.run("document.querySelectorAll('.looking input[value=\"not-seen\"]')[1].click()").await?;
    browser.follow("form.keep .actions button").await?;
    browser.visit(&format!("{address}?lang=ar")).await?;
    assert_eq!(browser.count(".looking input[value='seen']:checked").await?, 1, "what was answered is there again");
    assert_eq!(browser.count(".looking input[value='not-seen']:checked").await?, 1);
    let told = browser.text("main").await?;
    assert!(told.contains("لم تُرَ"), "{told}");
    Ok(())
}
