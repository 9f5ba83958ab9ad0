//! The notebook in a browser. One browser serves all tests, one after the other; an argument chooses those whose name
//! holds it. Those that write come last.

mod beginning;
mod carrying;
mod closer;
mod copies;
mod documents;
mod doubles;
mod editing;
mod every_page;
mod importing;
mod kept;
mod keyboard;
mod looking;
mod map;
mod mending;
mod plain;
mod plans;
mod review;
mod sliders;
mod timeline;
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
    looking::a_vowelled_word_is_found_without_its_vowels,
    looking::the_language_changes_in_place,
    looking::a_card_folds_its_sources_under_its_values,
    looking::a_card_links_to_others_and_back,
    looking::a_statement_leads_to_its_sentence_and_back,
    looking::the_question_changes_what_a_card_says,
    looking::sides_that_differ_stand_level,
    looking::each_side_of_a_difference_leads_to_its_source,
    looking::two_moments_of_knowing_are_told_apart,
    looking::the_files_are_checked_at_a_press,
    sliders::the_keyboard_moves_through_time,
    sliders::in_arabic_time_runs_from_the_right,
    sliders::the_mouse_moves_through_time,
    sliders::the_form_does_the_same_without_scripts,
    timeline::links_lead_into_a_part_of_time_and_out,
    timeline::filters_narrow_it_and_can_be_cleared,
    timeline::a_mark_leads_to_its_statement_by_keyboard,
    map::the_map_draws_its_places,
    map::the_list_leads_to_the_map_and_on_to_the_card,
    map::a_mark_opens_by_keyboard_and_closes_again,
    map::without_scripts_the_list_has_everything,
    map::what_a_search_finds_stands_at_places_with_its_number,
    keyboard::the_first_tab_leads_past_the_head,
    keyboard::every_page_of_the_head_is_reached,
    keyboard::the_focus_is_always_seen,
    plain::pages_are_read_without_scripts,
    plans::no_name_lies_over_another,
    plans::a_plan_lies_over_the_map,
    plans::the_map_opens_on_what_it_shows,
    plans::a_plan_is_looked_at_without_scripts,
    closer::tiles_come_as_a_picture_is_enlarged,
    closer::without_scripts_a_picture_is_one_large_copy,
    plain::a_search_works_without_scripts,
    every_page::nothing_reaches_beyond_a_phone,
    every_page::nothing_hinders_anybody,
    every_page::the_browser_complains_of_nothing,
    beginning::three_questions_make_a_notebook,
    beginning::an_arabic_notebook_stays_arabic,
    plans::a_plan_is_placed_with_the_mouse,
    plans::a_plan_is_placed_without_scripts,
    review::suggestions_are_decided_by_key,
    review::what_is_selected_fills_the_field,
    review::what_is_recorded_is_what_was_said,
    review::a_suggestion_is_corrected_by_keyboard,
    review::a_suggested_card_is_joined_with_one_that_is_here,
    review::several_are_decided_at_once_and_come_back_together,
    review::a_card_is_made_for_a_new_name,
    carrying::the_carry_list_is_read_in_both_languages,
    carrying::stock_is_taken_left_and_gone_on_with,
    writing::a_correction_stands_in_place_of_what_it_corrects,
    writing::what_was_taken_back_leaves_the_card,
    writing::an_entry_is_undone_from_the_log,
    editing::both_languages_stand_side_by_side,
    editing::another_value_is_asked_for_and_survives,
    editing::cards_and_words_are_offered_while_typing,
    editing::many_cards_are_changed_at_once,
    editing::facets_and_views_change_by_links,
    doubles::pairs_are_decided_by_keyboard_without_scripts,
    kept::without_the_notebook_a_page_says_so,
    kept::what_was_typed_is_there_again,
    kept::a_killed_tab_loses_nothing,
    kept::a_lost_connection_delays_a_form_and_no_more,
    kept::what_waits_is_sent_from_any_page,
    kept::what_waits_says_that_it_needs_the_keepers_view,
    kept::a_form_that_is_sent_again_is_recorded_once,
    kept::what_is_restricted_is_not_kept,
    copies::a_sealed_copy_is_made_and_rehearsed_without_scripts,
    plain::everything_is_written_without_scripts,
    plain::suggestions_are_decided_without_scripts,
    plain::the_notebook_is_checked_and_locked_without_scripts,
    documents::a_document_is_read_by_the_form,
    documents::dropped_documents_are_read,
    documents::a_document_dropped_before_unlocking_is_not_lost,
    documents::the_articles_are_read,
    importing::a_list_is_imported_and_accounted_for_without_scripts,
    mending::a_damaged_segment_is_mended_from_a_copy,
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
                notebook.cut(false);
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
