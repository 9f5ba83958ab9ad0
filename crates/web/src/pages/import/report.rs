//! What came of a list: counts, and row by row what is to be looked at, why, and what to do.

use std::path::Path;

use axum::response::Response;
use daftar_register::claim::{EntityId, TextId as _};
use daftar_register::import::{Fate, Imported, RowTold};
use maud::{Markup, html};
use serde::Serialize;

use super::rows::troubles;
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::lists::{Done, Stage, Waiting, Which, rows};
use crate::pages::looking::Looking;
use crate::parts::list::{self, Part};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// So many rows stand under the counts; the rest on a page of their own.
const FIRST: usize = 10;

/// What came of it.
#[derive(Serialize)]
pub(crate) struct Report {
    title: String,
    imported: Imported,
    /// Whether it was only looked through.
    dry: bool,
    /// Which rows are told.
    which: Which,
    part: Part,
    rows: Vec<RowTold>,
    #[serde(skip)]
    done: Option<Done>,
}

impl Report {
    /// The report that there is, if there is one, with the rows that are asked for.
    pub(super) fn of(waiting: &Waiting, folder: &Path, asked: &Asked) -> Option<Report> {
        let (imported, done) = match &waiting.stage {
            Stage::Open => return None,
            Stage::Looked(imported) => (imported.clone(), None),
            Stage::Done(done) => (done.imported.clone(), Some((**done).clone())),
        };
        let which = Which::asked(asked.get("which").unwrap_or_default());
        let (_, all) = rows(folder, which, (0, 0));
        let part = Part::of(asked, all);
        let (rows, _) = rows(folder, which, part.place());
        let title = waiting.title.clone();
        Some(Report { title, imported, dry: done.is_none(), which, part, rows, done })
    }
}

/// `GET /import/report`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let (folder, asked) = (visit.site.0.registers.list(), visit.asked.clone());
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let waiting = Waiting::load(&folder)?.ok_or(Trouble::Missing)?;
        Report::of(&waiting, &folder, &asked).ok_or(Trouble::Missing)
    };
    visit.page(data, render).await
}

fn render(data: &Report, screen: &Screen<'_>) -> Content {
    let body = html! {
        header {
            p.kind { a href=(screen.plain(Address::Import)) { (screen.say("import")) } }
            h1 { (screen.say("import-report")) }
            p.lead { bdi dir="auto" { (data.title) } }
        }
        (counts(data, screen))
        nav.links aria-label=(screen.say("import-which")) {
            @for (word, which) in Which::ALL {
                a href=(screen.here(&[("which", word), ("page", "")])) aria-current=[(data.which == which).then_some("page")] {
                    (screen.say(which_words(which)))
                }
            }
        }
        (told(data, &data.rows, Under::Page, screen))
        (list::turn(data.part, screen))
    };
    Content::plain(screen.say("import-report"), body)
}

fn which_words(which: Which) -> &'static str {
    match which {
        Which::ToLookAt => "import-rows-to-look-at",
        Which::Of(Fate::Refused) => "import-rows-refused",
        Which::Of(Fate::Recorded) => "import-rows-recorded",
        Which::Of(Fate::Replaced) => "import-rows-replaced",
        Which::Of(Fate::Unchanged) => "import-rows-unchanged",
        Which::Of(Fate::Gone) => "import-rows-gone",
    }
}

/// The counts, the first rows to be looked at, and what can be done.
pub(super) fn summary(data: &Report, screen: &Screen<'_>) -> Markup {
    html! {
        section.report aria-live="polite" {
            h2 {
                @let words = if data.dry { "import-would" } else { "import-did" };
                (screen.tell(words, &[("title", Said::Text(&data.title))]))
            }
            (counts(data, screen))
            @if data.which == Which::ToLookAt && data.part.page == 1 {
                (told(data, &data.rows[..data.rows.len().min(FIRST)], Under::Part, screen))
            }
            p { a href=(screen.plain(Address::ImportReport)) { (screen.say("import-report-all")) } }
            @if let Some(done) = &data.done { (after(done, screen)) }
        }
    }
}

fn counts(data: &Report, screen: &Screen<'_>) -> Markup {
    let one = &data.imported;
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let lines = [
        ("import-count-rows", one.rows),
        ("import-count-recorded", one.recorded),
        ("import-count-unchanged", one.unchanged),
        ("import-count-replaced", one.replaced),
        ("import-count-refused", one.refused),
        ("import-count-warned", one.warned),
        ("import-count-gone", one.absent),
        ("import-count-statements", one.statements),
        ("import-count-named", one.named),
        ("import-count-pictures", one.pictures),
        ("import-count-sealed", one.sealed),
    ];
    let always = |at: usize| at < 6;
    html! {
        @if one.resumed { p { (screen.say("import-resumed")) } }
        ul.plain.counted {
            @for (at, (words, n)) in lines.into_iter().enumerate() {
                @if always(at) || n > 0 { li { (screen.count(words, number(n))) } }
            }
        }
        p.inline {
            @if one.refused > 0 {
                a href=(screen.plain(Address::ImportFile("refused.csv"))) { (screen.say("import-refused-csv")) }
                a href=(screen.plain(Address::ImportFile("refused.xlsx"))) { (screen.say("import-refused-xlsx")) }
            }
            a href=(screen.plain(Address::ImportFile("account.jsonl"))) { (screen.say("import-account")) }
        }
        @if one.refused > 0 { p.quiet { (screen.say("import-refused-help")) } }
    }
}

/// What rows stand under: the heading of the page, or that of a part of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    Page,
    Part,
}

/// Rows, one by one.
fn told(data: &Report, rows: &[RowTold], under: Under, screen: &Screen<'_>) -> Markup {
    html! {
        @if rows.is_empty() { p.quiet { (screen.say("import-no-rows")) } }
        @for one in rows {
            section.row-of-list {
                @if under == Under::Page { h2 { (heading(data, one, screen)) } } @else { h3 { (heading(data, one, screen)) } }
                (troubles(&one.troubles, screen))
            }
        }
    }
}

fn heading(data: &Report, one: &RowTold, screen: &Screen<'_>) -> Markup {
    html! {
        (screen.tell("import-row", &[("row", Said::Text(&one.row.to_string()))]))
        " " span.mark { (screen.say(fate(one.fate))) }
        @if let Some(thing) = one.thing.filter(|_| !data.dry || one.fate != Fate::Recorded) {
            " " a href=(screen.plain(Address::Card(thing))) { (screen.say("import-card")) }
        }
    }
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Unchanged => "import-fate-unchanged",
        Fate::Recorded => "import-fate-recorded",
        Fate::Replaced => "import-fate-replaced",
        Fate::Refused => "import-fate-refused",
        Fate::Gone => "import-fate-gone",
    }
}

/// What can be done once it is recorded.
fn after(done: &Done, screen: &Screen<'_>) -> Markup {
    let source = EntityId::parse(&done.source).ok();
    html! {
        p.inline {
            a href=(with_query(&screen.plain(Address::ImportReport), [("which", "recorded")])) { (screen.say("import-cards")) }
            @if let Some(source) = source.filter(|_| done.imported.rows > 0) {
                a href=(screen.plain(Address::Card(source))) { (screen.say("import-source")) }
            }
        }
        @if let Some(entry) = done.entry() {
            form method="post" action=(screen.plain(Address::Log)) {
                (screen.token())
                input type="hidden" name="log" value=(entry.log);
                input type="hidden" name="number" value=(entry.number);
                p.actions { button.second { (screen.say("import-undo")) } span.quiet { (screen.say("import-undo-help")) } }
            }
        }
        form method="post" action=(screen.plain(Address::ImportDo("away"))) {
            (screen.token())
            p.actions { button.second { (screen.say("import-report-away")) } }
        }
    }
}
