//! What was typed is not lost: over a reload, a tab that is killed, a connection that is lost.

use anyhow::Result;
use daftar_browser::{Browser, Notebook};
use serde_json::Value;

const FIELD: &str = "[name='description.en']";

fn form(notebook: &Notebook, property: &str) -> String {
    format!("{}e/{}/add/{property}", notebook.home, notebook.museum.0)
}

/// Waits until the form is kept: it is a moment after the last key.
async fn kept(browser: &Browser, words: &str) -> Result<()> {
    browser.wait_until(&format!("Object.values(localStorage).some((kept) => kept.includes({words:?}))")).await
}

/// How often the museum's card bears these words.
async fn times(browser: &Browser, notebook: &Notebook, words: &str) -> Result<usize> {
    let card = browser.data(&format!("/e/{}.json", notebook.museum.0)).await?;
    let statements = card["statements"].as_array().cloned().unwrap_or_default();
    Ok(statements.iter().filter(|one| one["value"]["words"] == words).count())
}

/// The notebook is ended or out of reach: words of the browser's own worker say so, and no page of the notebook was kept.
pub(crate) async fn without_the_notebook_a_page_says_so(browser: &Browser, notebook: &Notebook) -> Result<()> {
    let card = format!("{}e/{}", notebook.home, notebook.museum.0);
    browser.visit(&card).await?;
    browser.wait_until("navigator.serviceWorker?.controller").await?;
    notebook.cut(true);
    browser.visit(&card).await?;
    assert_eq!(browser.text("h1").await?, "The notebook does not answer");
    assert!(browser.text("[lang=ar][dir=rtl]").await?.contains("الدفتر لا يجيب"));
    assert!(!browser.text("main").await?.contains("Mill"), "what the card said stands nowhere");
    let kept = "return (async () => {
        const shelves = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        const kept = await Promise.all(shelves.map((shelf) => shelf.keys()));
        return kept.flat().map((one) => new URL(one.url).pathname).filter((path) => !path.startsWith('/assets/'));
    })()";
    assert_eq!(browser.run(kept).await?, Value::Array(Vec::new()), "only the program's own files are kept");
    notebook.cut(false);
    browser.visit(&card).await?;
    assert!(browser.text("h1").await?.contains("Mill"), "when it answers again, its page is there");
    Ok(())
}

pub(crate) async fn what_was_typed_is_there_again(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    let form = form(notebook, "description") + "?lang=ar";
    browser.visit(&form).await?;
    browser.fill("[name='description.ar']", "مفاتيحه في المخبز").await?;
    kept(browser, "مفاتيحه في المخبز").await?;
    browser.visit(&form).await?;
    let again = "document.querySelector('[name=\"description.ar\"]').value === 'مفاتيحه في المخبز'";
    browser.wait_until(again).await?;
    assert!(browser.count(".kept button").await? == 1, "it says so, and offers to discard it");
    browser.follow(".kept button").await?;
    assert_eq!(browser.find("[name='description.ar']").await?.prop("value").await?.as_deref(), Some(""));
    Ok(())
}

pub(crate) async fn a_killed_tab_loses_nothing(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.tab().await?;
    browser.visit(&form(notebook, "description")).await?;
    browser.fill(FIELD, "The lamp in its hall is from Marsa.").await?;
    kept(browser, "The lamp in its hall").await?;
    browser.kill_tab().await?;
    browser.visit(&form(notebook, "description")).await?;
    browser.wait_until(&format!("document.querySelector({FIELD:?}).value.startsWith('The lamp')")).await?;
    browser.follow("form.keep .actions button").await?;
    assert_eq!(times(browser, notebook, "The lamp in its hall is from Marsa.").await?, 1);
    let left = browser.run("return Object.keys(localStorage).filter((key) => key.startsWith('daftar-kept') && key.endsWith('/add/description'))").await?;
    assert_eq!(left, Value::Array(vec![]), "what was saved is not kept any longer");
    Ok(())
}

/// Writes into the form for a description, loses the connection and saves.
async fn save_without_connection(browser: &Browser, notebook: &Notebook, words: &str) -> Result<()> {
    browser.visit(&form(notebook, "description")).await?;
    browser.fill(FIELD, words).await?;
    notebook.cut(true);
    browser.click("form.keep .actions button").await?;
    browser.wait("form.keep .kept[role=status]").await.map(drop)
}

const WAITS: &str = "JSON.parse(localStorage['daftar-waiting'] ?? '[]').length";

pub(crate) async fn a_lost_connection_delays_a_form_and_no_more(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    save_without_connection(browser, notebook, "Its stairs creak.").await?;
    browser.wait_until(&format!("{WAITS} === 1")).await?;
    browser.leave().await?;
    notebook.cut(false);
    browser.run("window.dispatchEvent(new Event('online'))").await?;
    browser.arrive().await?;
    assert!(!browser.address().await?.contains("/add/"), "once it is sent, the card is shown");
    assert_eq!(times(browser, notebook, "Its stairs creak.").await?, 1);
    browser.visit(&notebook.home).await?;
    browser.wait_until(&format!("{WAITS} === 0")).await?;
    assert_eq!(times(browser, notebook, "Its stairs creak.").await?, 1, "it is sent once");
    Ok(())
}

/// The tab with the form is gone when the notebook answers again: any page sends what waits, and says so.
pub(crate) async fn what_waits_is_sent_from_any_page(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.tab().await?;
    save_without_connection(browser, notebook, "Its cellar is dry.").await?;
    browser.kill_tab().await?;
    notebook.cut(false);
    browser.visit(&format!("{}differ?lang=ar", notebook.home)).await?;
    browser.wait(".outbox[role=status] a").await?;
    assert!(browser.text(".outbox").await?.contains("حُفظ"), "it says so in the language of the page");
    browser.follow(".outbox a").await?;
    assert!(browser.text("article.card").await?.contains("Its cellar is dry."));
    assert_eq!(times(browser, notebook, "Its cellar is dry.").await?, 1);
    Ok(())
}

/// The keeper's view was closed over it: nothing is sent in secret, and nothing is lost in silence.
pub(crate) async fn what_waits_says_that_it_needs_the_keepers_view(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    save_without_connection(browser, notebook, "Its attic is full.").await?;
    notebook.cut(false);
    browser.as_new().await?;
    browser.visit(&format!("{}sources", notebook.home)).await?;
    browser.wait(".outbox[role=status] a").await?;
    assert_eq!(times(browser, notebook, "Its attic is full.").await?, 0);
    browser.follow(".outbox a").await?;
    browser.follow("main form button").await?;
    browser.wait_until(&format!("{WAITS} === 0 && location.pathname.startsWith('/e/')")).await?;
    browser.wait_until("!location.pathname.includes('/add/')").await?;
    assert_eq!(times(browser, notebook, "Its attic is full.").await?, 1);
    Ok(())
}

/// The answer was lost, not the form: sent again with its key, it is not recorded again.
pub(crate) async fn a_form_that_is_sent_again_is_recorded_once(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.visit(&form(notebook, "description")).await?;
    browser.fill(FIELD, "Its windows face the bay.").await?;
    let twice = "
        const form = document.querySelector('form.keep');
        const body = new URLSearchParams(new FormData(form)).toString();
        for (const time of [1, 2]) {
            const asked = new XMLHttpRequest();
            asked.open('POST', form.action, false);
            asked.setRequestHeader('content-type', 'application/x-www-form-urlencoded');
            asked.send(body);
        }";
    browser.run(twice).await?;
    assert_eq!(times(browser, notebook, "Its windows face the bay.").await?, 1);
    browser.fill(FIELD, "Its windows face the sea.").await?;
    browser.follow("form.keep .actions button").await?;
    assert_eq!(times(browser, notebook, "Its windows face the bay.").await?, 1);
    assert_eq!(times(browser, notebook, "Its windows face the sea.").await?, 1, "other words are another statement");
    Ok(())
}

/// What is told in confidence is kept nowhere but in the notebook.
pub(crate) async fn what_is_restricted_is_not_kept(browser: &Browser, notebook: &Notebook) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.visit(&form(notebook, "description")).await?;
    browser.click("#restricted").await?;
    browser.fill(FIELD, "A door nobody knows of.").await?;
    notebook.cut(true);
    browser.click("form.keep .actions button").await?;
    browser.wait("form.keep .kept[role=status]").await?;
    let stored = browser.run("return Object.values(localStorage).join()").await?;
    assert!(!stored.to_string().contains("nobody knows"), "{stored}");
    notebook.cut(false);
    browser.follow("form.keep .actions button").await?;
    assert_eq!(times(browser, notebook, "A door nobody knows of.").await?, 1, "the page that stayed open saves it");
    Ok(())
}
