//! The notebook in a browser. One browser serves all tests, one after the other; an argument chooses those whose name
//! holds it. Those that write come last.

mod every_page;
mod keyboard;
mod looking;
mod plain;
mod review;
mod writing;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use daftar_browser::{Browser, Notebook, missing};

type Running<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;
type Test = (&'static str, for<'a> fn(&'a Browser, &'a Notebook) -> Running<'a>);

macro_rules! tests {
    ($($room:ident::$name:ident,)*) => {
        [$((concat!(stringify!($room), "::", stringify!($name)), |browser, notebook| Box::pin($room::$name(browser, notebook))),)*]
    };
}

const TESTS: &[Test] = &tests![
    looking::a_search_finds_arabic_without_its_marks,
    looking::the_language_changes_in_place,
    looking::a_card_folds_its_sources_under_its_values,
    looking::a_statement_leads_to_its_sentence_and_back,
    looking::the_question_changes_what_a_card_says,
    looking::sides_that_differ_stand_level,
    looking::two_moments_of_knowing_are_told_apart,
    looking::the_map_draws_its_places,
    keyboard::the_first_tab_leads_past_the_head,
    keyboard::the_focus_is_always_seen,
    plain::pages_are_read_without_scripts,
    plain::forms_work_without_scripts,
    every_page::nothing_reaches_beyond_a_phone,
    every_page::nothing_hinders_anybody,
    every_page::the_browser_complains_of_nothing,
    review::suggestions_are_decided_by_key,
    review::what_is_selected_fills_the_field,
    writing::a_new_notebook_asks_three_questions,
    writing::a_document_is_read_by_the_form,
    writing::a_correction_stands_in_place_of_what_it_corrects,
    writing::what_was_typed_is_there_again,
];

fn main() -> ExitCode {
    if let Some(missing) = missing() {
        println!("skipped: {missing} not found; .ci/setup installs what the tests in a browser need");
        return if std::env::var_os("CI_BROWSER").is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let only = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    match all(&only) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            println!("the tests could not be run: {why:?}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the tests, and says whether all passed.
fn all(only: &str) -> Result<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let notebook = Notebook::of_the_town()?;
    let browser = runtime.block_on(Browser::start())?;
    let mut failed: Vec<&str> = Vec::new();
    for (name, test) in TESTS.iter().filter(|(name, _)| name.contains(only)) {
        let began = Instant::now();
        let done = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(async {
                browser.as_new().await?;
                test(&browser, &notebook).await
            })
        }));
        let told = match &done {
            Ok(Ok(())) => "ok".to_owned(),
            Ok(Err(why)) => format!("FAILED: {why:?}"),
            Err(_) => "FAILED".to_owned(),
        };
        println!("test {name} ... {told} ({:.1} s)", began.elapsed().as_secs_f32());
        failed.extend((told != "ok").then_some(*name));
    }
    runtime.block_on(browser.end())?;
    println!("\n{} of {} failed: {failed:?}", failed.len(), TESTS.len());
    Ok(failed.is_empty())
}
