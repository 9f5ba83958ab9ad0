//! The notebook in a real browser: what the tests of this crate and the pictures of its pages drive.
//!
//! Needs Debian's `chromium` and `chromium-driver`, and `axe-core` as `.ci/setup` fetches it. Where they are missing the
//! tests say that they are skipped, unless `CI_BROWSER` is set.

mod axe;
mod browser;
mod devtools;
mod driver;
mod hands;
mod kinds;
mod line;
mod notebook;

pub use browser::Browser;
pub use devtools::Screen;
pub use kinds::{Kind, kinds};
pub use notebook::Notebook;

/// What is not installed, if anything is.
pub fn missing() -> Option<String> {
    let programs = ["chromium", "chromedriver"].into_iter().filter(|program| !driver::is_installed(program));
    let axe = (!axe::file().is_file()).then(|| axe::file().display().to_string());
    let names: Vec<String> = programs.map(str::to_owned).chain(axe).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
