//! Takes pictures of every kind of page: both languages, desk and phone, light and dark. `docs/screenshots.sh` runs it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use daftar_browser::{Browser, Kind, Notebook, Screen, kinds};

/// A longer page is cut: what is below is more of the same.
const TALLEST: u32 = 2400;

#[tokio::main]
async fn main() -> Result<()> {
    let mut given = std::env::args().skip(1);
    let folder = PathBuf::from(given.next().unwrap_or_else(|| "target/screenshots".into()));
    let only: Vec<String> = given.collect();
    std::fs::create_dir_all(&folder)?;
    let notebook = Notebook::of_the_town()?;
    let browser = Browser::start().await?;
    browser.unlock(&notebook.home).await?;
    for kind in kinds(&browser, &notebook).await? {
        if only.is_empty() || only.contains(&kind.name) {
            pictures(&browser, &notebook, &kind, &folder).await?;
        }
    }
    browser.end().await
}

async fn pictures(browser: &Browser, notebook: &Notebook, kind: &Kind, folder: &Path) -> Result<()> {
    for lang in ["en", "ar"] {
        for screen in [Screen::DESK, Screen::PHONE] {
            for dark in [false, true] {
                browser.look(screen, dark).await?;
                let sign = if kind.path.contains('?') { '&' } else { '?' };
                browser.visit(&format!("{}{}{sign}lang={lang}", notebook.home, kind.path)).await?;
                let light = if dark { "dark" } else { "light" };
                let name = format!("{}-{lang}-{}-{light}.png", kind.name, screen.name);
                std::fs::write(folder.join(name), browser.picture(screen, TALLEST).await?)?;
            }
        }
    }
    Ok(())
}
