//! A browser, and what a test does with it.

use anyhow::{Context as _, Result, ensure};
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::axe;
use crate::devtools::{DevTools, Log, Screen};
use crate::driver::Driver;

/// A browser without a window.
pub struct Browser {
    pub(crate) client: Client,
    axe: String,
    _profile: tempfile::TempDir,
    _driver: Driver,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    /// When what [`crate::missing`] names is missing, or the browser does not start.
    pub async fn start() -> Result<Browser> {
        let (driver, profile) = (Driver::start()?, tempfile::tempdir()?);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities(&profile)).connect(&driver.address).await?;
        let axe = std::fs::read_to_string(axe::file()).context("axe-core is not there; .ci/setup fetches it")?;
        Ok(Browser { client, axe, _profile: profile, _driver: driver })
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it does not answer any more.
    pub async fn end(self) -> Result<()> {
        Ok(self.client.close().await?)
    }

    /// A laptop in daylight, with scripts and without a session.
    ///
    /// # Errors
    /// As every method of this type: when the browser refuses or does not answer.
    pub async fn as_new(&self) -> Result<()> {
        self.look(Screen::DESK, false).await?;
        self.scripts(true).await?;
        self.client.delete_all_cookies().await?;
        self.troubles().await.map(drop)
    }

    /// Chooses the screen, and whether it is dark.
    pub async fn look(&self, screen: Screen, dark: bool) -> Result<()> {
        self.client.issue_cmd(DevTools::screen(screen)).await?;
        self.client.issue_cmd(DevTools::scheme(dark)).await?;
        Ok(())
    }

    /// Switches scripts of pages on or off.
    pub async fn scripts(&self, on: bool) -> Result<()> {
        self.client.issue_cmd(DevTools::scripts(on)).await?;
        Ok(())
    }

    /// Visits an address.
    pub async fn visit(&self, address: &str) -> Result<()> {
        Ok(self.client.goto(address).await?)
    }

    /// The address of the page.
    pub async fn address(&self) -> Result<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    /// What a script of the test gives back.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, vec![]).await?)
    }

    /// The data of a page, by an address of this site such as `/health.json`, as this session sees them.
    pub async fn data(&self, path: &str) -> Result<Value> {
        let ask = "
            const asked = new XMLHttpRequest();
            asked.open('GET', arguments[0], false);
            asked.send();
            return asked.status === 200 ? JSON.parse(asked.responseText) : `${asked.status} ${asked.responseText}`";
        let told = self.client.execute(ask, vec![json!(path)]).await?;
        ensure!(!told.is_string(), "{path} answers {told}");
        Ok(told)
    }

    /// The first element that a CSS selector finds.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        self.find_by(Locator::Css(selector)).await
    }

    /// The first element that is found otherwise.
    pub async fn find_by(&self, locator: Locator<'_>) -> Result<Element> {
        self.client.find(locator).await.with_context(|| format!("nothing on the page is {locator:?}"))
    }

    /// Waits until there is an element, and gives it.
    pub async fn wait(&self, selector: &str) -> Result<Element> {
        let found = self.client.wait().for_element(Locator::Css(selector)).await;
        found.with_context(|| format!("waited in vain for {selector}"))
    }

    /// How many elements a CSS selector finds.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.client.find_all(Locator::Css(selector)).await?.len())
    }

    /// What people read in an element.
    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.find(selector).await?.text().await?)
    }

    /// Clicks, and stays on the page.
    pub async fn click(&self, selector: &str) -> Result<()> {
        Ok(self.find(selector).await?.click().await?)
    }

    /// Clicks, and waits for the page that this leads to.
    pub async fn follow(&self, selector: &str) -> Result<()> {
        self.leave().await?;
        self.click(selector).await?;
        self.arrive().await
    }

    /// Follows the first link of the page's own part with these words.
    pub async fn follow_link(&self, words: &str) -> Result<()> {
        self.leave().await?;
        self.find_by(Locator::XPath(&format!("//main//a[normalize-space(.)='{words}']"))).await?.click().await?;
        self.arrive().await
    }

    /// Marks the page, so that [`Browser::arrive`] knows when another has come.
    pub async fn leave(&self) -> Result<()> {
        self.run("document.documentElement.dataset.left = ''").await.map(drop)
    }

    /// Waits for another page than the one that was left.
    pub async fn arrive(&self) -> Result<()> {
        self.wait_until("!('left' in document.documentElement.dataset) && document.readyState === 'complete'").await
    }

    /// Waits until an expression of a script is true.
    pub async fn wait_until(&self, expression: &str) -> Result<()> {
        let script = format!("return Boolean({expression})");
        for _ in 0..200 {
            if self.run(&script).await? == Value::Bool(true) {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        anyhow::bail!("waited in vain until {expression}")
    }

    /// Empties a field and writes into it.
    pub async fn fill(&self, selector: &str, text: &str) -> Result<()> {
        let field = self.find(selector).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Opens another tab and goes on in it.
    pub async fn tab(&self) -> Result<()> {
        let tab = self.client.new_window(true).await?;
        self.client.switch_to_window(tab.handle).await?;
        self.look(Screen::DESK, false).await
    }

    /// Ends the tab without asking it, and goes on in another.
    pub async fn kill_tab(&self) -> Result<()> {
        self.client.close_window().await?;
        let left = self.client.windows().await?.into_iter().next().context("no tab is left")?;
        Ok(self.client.switch_to_window(left).await?)
    }

    /// Goes on as somebody who has unlocked the notebook, which has no passphrase.
    pub async fn unlock(&self, home: &str) -> Result<()> {
        self.visit(&format!("{home}unlock")).await?;
        self.follow("main form[action*='unlock'] button").await?;
        let locked = self.count("main form[action*='unlock']").await?;
        ensure!(locked == 0, "the notebook stays locked");
        Ok(())
    }

    /// What scripts and the browser complained of since this was asked last.
    pub async fn troubles(&self) -> Result<Vec<String>> {
        let log = self.client.issue_cmd(Log).await?;
        let told = log.as_array().into_iter().flatten();
        Ok(told.filter_map(|one| one["message"].as_str()).map(str::to_owned).collect())
    }

    /// What hinders people on this page, a line each.
    pub async fn hindrances(&self) -> Result<Vec<String>> {
        self.against(Value::Null).await
    }

    /// Of that, only what is hard to read for want of contrast.
    pub async fn faint(&self) -> Result<Vec<String>> {
        self.against(json!(["color-contrast", "link-in-text-block"])).await
    }

    async fn against(&self, rules: Value) -> Result<Vec<String>> {
        let there = self.run("return typeof window.axe === 'object'").await?;
        if there != Value::Bool(true) {
            self.run(&self.axe).await?;
        }
        Ok(axe::told(&self.client.execute_async(axe::RUN, vec![rules]).await?))
    }

    /// What reaches beyond the sides of the screen: its width, and each element that does.
    pub async fn too_wide(&self) -> Result<Vec<String>> {
        let found = self.run(include_str!("too_wide.js")).await?;
        Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// A picture of the page as it is on a screen, PNG: whole, but no taller than is asked.
    pub async fn picture(&self, screen: Screen, tallest: u32) -> Result<Vec<u8>> {
        let height = self.run("return document.documentElement.scrollHeight").await?;
        let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).context("the page has no height")?;
        let whole = Screen { height: height.clamp(screen.height, tallest), ..screen };
        self.client.issue_cmd(DevTools::without_scrollbars()).await?;
        self.client.issue_cmd(DevTools::screen(whole)).await?;
        let picture = self.client.screenshot().await?;
        self.client.issue_cmd(DevTools::screen(screen)).await?;
        Ok(picture)
    }
}

/// As Debian's package needs them in a container; nothing is fetched from outside.
fn capabilities(profile: &tempfile::TempDir) -> Capabilities {
    let folder = format!("--user-data-dir={}", profile.path().display());
    let flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en",
        &folder,
    ];
    let wanted = json!({
        "goog:chromeOptions": { "args": flags },
        "goog:loggingPrefs": { "browser": "WARNING" },
    });
    wanted.as_object().cloned().unwrap_or_default()
}
