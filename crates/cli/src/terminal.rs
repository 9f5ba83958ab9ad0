//! The terminal: questions when there is one, none when there is not.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use daftar_register::Passphrase;
use daftar_register::sealed::Tell;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;

/// How often it is tried to remove a folder in which work is still going on.
const ATTEMPTS: u32 = 100;
/// The exit code of a program that was told to stop, as shells have it.
const STOPPED: i32 = 130;

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

/// Counts rows of which nobody knows how many there are; hidden when standard error is no terminal.
pub(crate) fn counter(words: &'static str) -> ProgressBar {
    let counter = bar(words);
    match ProgressStyle::with_template("{msg}: {pos} rows, {elapsed}") {
        Ok(style) => counter.with_style(style),
        Err(_) => counter,
    }
}

/// A bar for long work that tells how many bytes are done.
pub(crate) fn telling(words: &'static str) -> (ProgressBar, Tell) {
    let bar = bar(words);
    let shown = bar.clone();
    let tell = Tell::new(move |done, total| {
        shown.set_length(total);
        shown.set_position(done);
    });
    (bar, tell)
}

/// Whether the program was told to stop and is about to.
static STOPPING: AtomicBool = AtomicBool::new(false);

/// Waits for the end if the program was told to stop: that what it worked on is gone is no failure then.
pub(crate) fn stop_if_told() {
    for _ in 0..2 * ATTEMPTS {
        if STOPPING.load(Ordering::Acquire) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Removes a folder when the program is told to stop, and stops it. What is written there meanwhile fails, or goes, too.
pub(crate) fn wipe_when_stopped(folder: PathBuf) {
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let stopped = runtime.and_then(|runtime| runtime.block_on(stopped()));
        // Without signals there is nothing to wait for: then the next rehearsal removes what is left.
        if stopped.is_ok() {
            STOPPING.store(true, Ordering::Release);
            for _ in 0..ATTEMPTS {
                let _ = std::fs::remove_dir_all(&folder);
                if !folder.exists() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            std::process::exit(STOPPED);
        }
    });
}

/// Becomes true when the program is told to stop; told again, it stops at once.
pub(crate) fn stop() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = stop.clone();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return };
        if runtime.block_on(stopped()).is_ok() {
            told.store(true, Ordering::Relaxed);
        }
        if runtime.block_on(stopped()).is_ok() {
            std::process::exit(STOPPED);
        }
    });
    stop
}

/// Returns when the user, or the system, tells the program to stop.
async fn stopped() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut term, mut hangup) = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => stopped,
            _ = term.recv() => Ok(()),
            _ = hangup.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
