//! The terminal: questions when there is one, none when there is not.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use daftar_register::Passphrase;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;

/// Whether somebody can be asked.
pub(crate) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for a line; `flag` is named when there is nobody to ask.
pub(crate) fn ask(question: &str, flag: &str) -> Result<String, Failure> {
    if !can_ask() {
        return Err(Failure::Ask(format!("{flag} is needed where there is no terminal to ask in")));
    }
    eprint!("{question} ");
    std::io::stderr().flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// The passphrase: from a file, or asked for.
pub(crate) fn passphrase(file: Option<&Path>, question: &str) -> Result<Option<Passphrase>, Failure> {
    if let Some(path) = file {
        let text =
            std::fs::read_to_string(path).map_err(|error| Failure::Ask(format!("{}: {error}", path.display())))?;
        return Ok(Some(Passphrase::new(text.trim_end_matches(['\r', '\n']).to_owned())));
    }
    if !can_ask() {
        return Ok(None);
    }
    let typed = rpassword::prompt_password(format!("{question} "))?;
    Ok((!typed.is_empty()).then(|| Passphrase::new(typed)))
}

/// A bar for long work; hidden when standard error is no terminal.
pub(crate) fn bar(words: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {eta}");
    let shown =
        if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(0), shown).with_message(words);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
