//! Search: cards by words, in whatever spelling, and by what is said of them; with counts of what else there is.

pub(crate) mod alike;
mod answer;
mod form;
mod question;
mod saved;
mod shown;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::RegisterError;
use daftar_register::view::Audience;
use maud::{Markup, html};

use super::keeping::code::is_code;
use super::looking::Looking;
use crate::address::{Address, with_query};
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::name;
use crate::pieces;
use crate::screen::Screen;
use crate::visit::{Form, Visit};
use crate::words::Said;
use answer::{Line, Search, pieces};
use question::Question;
use shown::View;

pub(crate) use saved::{keep, saved};
pub(crate) use shown::{Found, found, pictures};

/// `/search?words=…`
pub(crate) async fn page(visit: Visit) -> Response {
    // A label that was scanned into the search names one thing.
    if let Some(code) = visit.asked.get("words").filter(|words| is_code(words)) {
        let code = with_query(&visit.along_to(&Address::Code.to_string()), [("c", code)]);
        return Redirect::to(&code).into_response();
    }
    let (asked, registers) = (visit.asked.clone(), visit.site.0.registers.clone());
    let answer = visit.page(move |looking| Search::of(looking, Question::of(&asked, looking)), render).await;
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        tokio::task::spawn_blocking(move || registers.keep_table());
    }
    answer
}

/// `/search.csv?words=…`: everything that is found, as a sheet.
pub(crate) async fn sheet(visit: Visit) -> Response {
    let write = |question: &Question, looking: &Looking<'_>, out: &mut dyn std::io::Write| {
        let of = (looking.standing(), &looking.ask);
        looking.register.write_csv(&question.query, &question.columns, of, out).map(drop)
    };
    written(visit, "daftar.csv", write).await
}

/// `/statements.csv?words=…`: what is said of what is found, one statement on each line, to be imported elsewhere.
pub(crate) async fn statements(visit: Visit) -> Response {
    let write = |question: &Question, looking: &Looking<'_>, out: &mut dyn std::io::Write| {
        let of = (looking.standing(), &looking.ask);
        looking.register.write_statements(&question.query, of, out, &mut |_, _| Ok(())).map(drop)
    };
    written(visit, "statements.csv", write).await
}

/// `/passports.csv?words=…`: the accessions that are found, as a passport list (MCPD). What is restricted only a keeper gets who
/// asks for it.
pub(crate) async fn passports(visit: Visit) -> Response {
    let restricted = visit.audience() == Audience::Keeper && visit.asked.get("restricted") == Some("yes");
    let write = move |question: &Question, looking: &Looking<'_>, out: &mut dyn std::io::Write| {
        let of = (looking.standing(), &looking.ask);
        looking.register.write_passports(&question.query, of, restricted, out).map(drop)
    };
    written(visit, "passports.csv", write).await
}

/// What a search finds as CSV under a name, as it is being written.
async fn written(
    visit: Visit,
    name: &str,
    tell: impl FnOnce(&Question, &Looking<'_>, &mut dyn std::io::Write) -> Result<(), RegisterError> + Send + 'static,
) -> Response {
    let (asked, audience) = (visit.asked.clone(), visit.audience());
    let registers = visit.site.0.registers.clone();
    let asking = visit.clone();
    let understood =
        move |register: &daftar_register::Register| Looking::new(register, &asking)?.understood(&asking.asked);
    if let Err(trouble) = registers.read(audience, understood).await {
        return crate::layout::plain(&trouble, Form::Html);
    }
    let write = move |register: &daftar_register::Register, out: &mut dyn std::io::Write| {
        let looking = Looking::new(register, &visit).map_err(|trouble| std::io::Error::other(trouble.words()))?;
        if looking.register.is_table_dear().map_err(std::io::Error::other)? {
            return Err(std::io::Error::other(Trouble::Counting.words()));
        }
        tell(&Question::of(&asked, &looking), &looking, out).map_err(std::io::Error::other)
    };
    match registers.written(audience, write).await {
        Ok(body) => answer_with(body, name),
        Err(trouble) => crate::layout::plain(&trouble, Form::Html),
    }
}

/// What the query of an address asks of many cards: for pages that print what a search finds.
pub(crate) fn asked_query(asked: &crate::asked::Asked, looking: &Looking<'_>) -> daftar_register::table::Query {
    Question::of(asked, looking).query
}

/// `/search.xlsx?words=…`: the same as a workbook.
pub(crate) async fn book(visit: Visit) -> Response {
    let registers = visit.site.0.registers.clone();
    match made(visit).await {
        Ok(body) => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let named = (header::CONTENT_DISPOSITION, "attachment; filename=\"daftar.xlsx\"");
            ([(header::CONTENT_TYPE, kind), named], body).into_response()
        }
        Err(trouble) => {
            if matches!(trouble, Trouble::Counting) {
                tokio::task::spawn_blocking(move || registers.keep_table());
            }
            crate::layout::plain(&trouble, Form::Html)
        }
    }
}

/// The workbook, which lies in the notebook's own folder for as long as it is sent.
async fn made(visit: Visit) -> Result<Body, Trouble> {
    let (asked, audience) = (visit.asked.clone(), visit.audience());
    let registers = visit.site.0.registers.clone();
    let folder = registers.incoming().map_err(|error| Trouble::Inside(error.to_string()))?;
    let write = move |register: &daftar_register::Register| {
        let looking = Looking::new(register, &visit)?;
        looking.understood(&asked)?;
        if looking.register.is_table_dear()? {
            return Err(Trouble::Counting);
        }
        let question = Question::of(&asked, &looking);
        let (of, path) = ((looking.standing(), &looking.ask), folder.path().join("daftar.xlsx"));
        match register.write_book(&question.query, &question.columns, of, &path)? {
            // Open, it can be read whatever becomes of its folder.
            true => Ok((folder, std::fs::File::open(&path).map_err(|error| Trouble::Inside(error.to_string()))?)),
            false => Err(Trouble::Missing),
        }
    };
    let ((folder, mut book), _) = registers.read(audience, write).await?;
    Ok(pieces::body(move |to| {
        let _held = folder;
        std::io::copy(&mut book, to).map(drop)
    }))
}

fn answer_with(body: Body, name: &str) -> Response {
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned());
    let named = (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
    ([kind, named], body).into_response()
}

fn render(data: &Search, screen: &Screen<'_>) -> Content {
    let body = html! {
        header {
            h1 { (screen.say("search")) }
            @if screen.visit.session.keeper { p.inline {
                a.more href=(screen.plain(Address::SavedSearches)) { (screen.say("searches")) }
                a.more href=(screen.plain(Address::Doubles)) { (screen.say("doubles")) }
            } }
        }
        (form::form(data, screen))
        @if data.is_asked() {
            p.quiet role="status" { (count(data, screen)) }
            @if data.of_now { (shown::views(data, screen)) }
            @match data.view {
                View::List => { ol.found { @for one in &data.found { li { (shown::small(one, screen)) div { (line(one, screen)) } } } } },
                View::Gallery => { (shown::gallery(data, screen)) },
                View::Table => { (table(data, screen)) },
            }
            (turn(data, screen))
            @if data.of_now && !data.found.is_empty() { (taken_along(screen)) }
        }
    };
    Content::plain(screen.say("search"), body)
}

fn count(data: &Search, screen: &Screen<'_>) -> String {
    match data.total {
        Some(total) if data.possibly > 0 => {
            let count = |n: u64| Said::Number(usize::try_from(n).unwrap_or(usize::MAX));
            screen.tell("count-found-possibly", &[("n", count(total)), ("possibly", count(data.possibly))])
        }
        Some(total) => screen.count("count-found", usize::try_from(total).unwrap_or(usize::MAX)),
        None if data.page <= 1 && data.next.is_none() => screen.count("count-found", data.found.len()),
        None => screen.count("count-found-page", data.found.len()),
    }
}

/// Links to the pages before and after.
fn turn(data: &Search, screen: &Screen<'_>) -> Markup {
    let to = |page: usize| screen.here(&[("page", &page.to_string())]);
    html! {
        @if data.page > 1 || data.next.is_some() {
            nav.turn aria-label=(screen.say("turn")) {
                @if data.page > 1 { a rel="prev" href=(to(data.page - 1)) { (screen.say("turn-back")) } }
                @if let Some(next) = data.next { a rel="next" href=(to(next)) { (screen.say("turn-on")) } }
            }
        }
    }
}

/// The result for other programs, and for another day.
fn taken_along(screen: &Screen<'_>) -> Markup {
    let pairs = || screen.visit.asked.pairs().filter(|(name, _)| *name != "page");
    html! {
        @if screen.visit.session.keeper {
            p.inline {
                a.more href=(with_query(&Address::Alike.to_string(), pairs())) { (screen.say("alike")) }
                a.more href=(with_query(&Address::Doubles.to_string(), pairs())) { (screen.say("doubles-here")) }
            }
            (saved::form(screen))
        }
        p.quiet {
            a href=(crate::address::with_query(&Address::SearchSheet.to_string(), pairs())) { (screen.say("search-sheet")) }
            " · "
            a href=(crate::address::with_query(&Address::SearchBook.to_string(), pairs())) { (screen.say("search-book")) }
            " · "
            a href=(crate::address::with_query(&Address::SearchStatements.to_string(), pairs())) { (screen.say("search-statements")) }
            @if screen.visit.session.keeper { " " (screen.say("search-statements-open")) }
            @if pairs().any(|pair| pair == ("where", "kind=accession")) { (passport_links(screen)) }
            @if screen.visit.session.keeper {
                " · " a href=(with_query(&Address::Pack.to_string(), pairs())) { (screen.say("pack-these")) }
                " · " a href=(with_query(&Address::SheetsList.to_string(), pairs())) { (screen.say("sheets-list")) }
                " · " a href=(crate::address::with_query(&Address::Labels.to_string(), pairs())) { (screen.say("labels")) }
            }
            " · " (screen.say("search-kept"))
        }
    }
}

/// The accessions as a passport list; for keepers also with what is restricted.
fn passport_links(screen: &Screen<'_>) -> Markup {
    let pairs = || screen.visit.asked.pairs().filter(|(name, _)| *name != "page");
    let address = Address::SearchPassports.to_string();
    html! {
        " · " a href=(with_query(&address, pairs())) { (screen.say("search-passports")) }
        @if screen.visit.session.keeper {
            " · " a href=(with_query(&address, pairs().chain([("restricted", "yes")]))) { (screen.say("search-passports-all")) }
        }
    }
}

fn line(one: &Line, screen: &Screen<'_>) -> Markup {
    let kinds: Vec<String> = one.kinds.iter().map(|kind| screen.kind(kind)).collect();
    let named = one.names.first();
    let by_name = named.is_some_and(|name| one.text.as_ref() == Some(name));
    html! {
        p.value {
            @if by_name { a href=(screen.to(Address::Card(one.entity))) { (marked(one)) } }
            // What has no name is called by its kind; the words below tell which one.
            @else { (name::entity(one.entity, named.or(kinds.first()).map(String::as_str), screen)) }
            @if named.is_some() { " " span.quiet { (kinds.join(" · ")) } }
            @if !one.certain { " " span.mark { (screen.say("search-perhaps")) } }
        }
        @if !by_name && one.text.is_some() { p.snippet { (marked(one)) } }
        @if let Some(claim) = one.claim {
            p.facts { a href=(screen.to(Address::Claim(claim))) { (screen.say("statement-whole")) } }
        }
    }
}

/// The words that were found in, with what was found marked.
fn marked(one: &Line) -> Markup {
    html! {
        bdi dir="auto" {
            @for (text, marked) in pieces(one.text.as_deref().unwrap_or_default(), &one.marks) {
                @if marked { mark { (text) } } @else { (text) }
            }
        }
    }
}

fn table(data: &Search, screen: &Screen<'_>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(screen.say("search")) {
            table {
                thead { tr {
                    th scope="col" { (screen.say("search-name")) }
                    @for column in &data.columns { th scope="col" { (column.label) } }
                } }
                tbody {
                    @for one in &data.found {
                        tr {
                            th scope="row" {
                                (name::entity(one.entity, one.names.first().map(String::as_str), screen))
                                @if !one.certain { " " span.mark { (screen.say("search-perhaps")) } }
                            }
                            @for cell in &one.cells { td { bdi dir="auto" { (screen.digits(cell)) } } }
                        }
                    }
                }
            }
        }
    }
}
