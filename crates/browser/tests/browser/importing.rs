//! A list imported by its keeper, without scripts, in both languages; with its report.

use anyhow::Result;
use daftar_browser::{Browser, Notebook, Screen};

/// One list for each language, with a row that is refused and one that is doubted.
const LISTS: [(&str, &str, &str, [&str; 3]); 2] = [
    (
        "en",
        "bells.csv",
        "No,Title,Date,Fate\nB 1,Bell of the mill,1820,safe\nB 2,Bell of the yard,long ago,safe\nB 2,Third bell,1900,missing\n",
        ["has the same key.", "Give each thing a key of its own", "No date that is surely understood"],
    ),
    (
        "ar",
        "lamps.csv",
        "الرقم,الاسم,التاريخ\nس 1,سراج الطاحونة,1820\nس 2,سراج الباحة,قديمًا\nس 2,سراج ثالث,1900\n",
        ["المفتاح نفسه", "أعطِ كل شيء مفتاحًا ينفرد به", "لا تاريخ مفهوم"],
    ),
];

/// What hinders people on the page in hand, and what does not fit onto a phone.
async fn hindrances(browser: &Browser) -> Result<Vec<String>> {
    browser.scripts(true).await?;
    let mut found = browser.hindrances().await?;
    browser.look(Screen::PHONE, false).await?;
    found.extend(browser.too_wide().await?);
    browser.look(Screen::DESK, false).await?;
    browser.scripts(false).await?;
    Ok(found)
}

/// Waits until what was begun is done: the page is loaded again by itself.
async fn wait_for(browser: &Browser, address: &str, selector: &str) -> Result<()> {
    for _ in 0..60 {
        browser.visit(address).await?;
        if browser.count(selector).await? > 0 {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    anyhow::bail!("{selector} does not come")
}

pub(crate) async fn a_list_is_imported_and_accounted_for_without_scripts(
    browser: &Browser,
    notebook: &Notebook,
) -> Result<()> {
    browser.unlock(&notebook.home).await?;
    browser.scripts(false).await?;
    for (lang, name, list, said) in LISTS {
        let address = format!("{}import?lang={lang}", notebook.home);
        browser.visit(&address).await?;
        assert_eq!(hindrances(browser).await?, Vec::<String>::new(), "{lang}: the form");
        browser.find("main input[type=file]").await?.send_keys(&notebook.file(name, list)?).await?;
        browser.follow("main form.read .actions button").await?;
        let page = browser.text("main").await?;
        assert!(page.contains(name), "{page}");
        assert_eq!(
            browser.count("select[name$='.property']").await?,
            list.lines().next().unwrap_or_default().split(',').count()
        );
        assert_eq!(browser.count(".understood .row-of-list").await?, 3);
        assert_eq!(hindrances(browser).await?, Vec::<String>::new(), "{lang}: the columns");
        browser.follow("button[value=go]").await?;
        wait_for(browser, &address, ".report").await?;
        let report = browser.text(".report").await?;
        assert!(said.iter().all(|words| report.contains(words)), "{report}");
        assert_eq!(hindrances(browser).await?, Vec::<String>::new(), "{lang}: the report");
        browser.follow(".report a[href*='/import/report?']").await?;
        assert!(browser.count(".row-of-list").await? >= 2);
        assert_eq!(hindrances(browser).await?, Vec::<String>::new(), "{lang}: every row");
        browser.follow(".row-of-list a[href*='/e/']").await?;
        assert!(browser.text("main").await?.contains(&list.lines().nth(2).unwrap_or_default()[..3]));
        browser.visit(&address).await?;
        browser.follow(".report form[action*='/import/away'] button").await?;
        assert_eq!(browser.count(".report").await?, 0);
    }
    browser.scripts(true).await
}
