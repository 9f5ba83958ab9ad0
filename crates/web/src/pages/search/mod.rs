//! Search: cards whose statements hold the words. Arabic is found however it is spelled.

use axum::response::Response;
use daftar_register::claim::Span;
use daftar_register::{FoundPage, Sought};
use maud::{Markup, html};
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::{self, Content};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// What was found.
#[derive(Serialize)]
pub(crate) struct Search {
    words: String,
    page: usize,
    #[serde(flatten)]
    of_page: FoundPage,
}

/// `/search?words=…`
pub(crate) async fn page(visit: Visit) -> Response {
    let words = visit.asked.get("words").unwrap_or_default().trim().to_owned();
    let page = visit.asked.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    visit.page(move |looking| data(looking, words, page), render).await
}

fn data(looking: &Looking<'_>, words: String, page: usize) -> Result<Search, Trouble> {
    let of_page = looking.register.search_page(&words, page, looking.standing(), &looking.ask)?;
    Ok(Search { words, page, of_page })
}

fn render(data: &Search, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("search")) } }
        (layout::search(screen, &data.words))
        @if !data.words.is_empty() {
            @let whole = data.page <= 1 && data.of_page.next.is_none();
            @let count = if whole { "count-found" } else { "count-found-page" };
            p.quiet role="status" { (screen.count(count, data.of_page.found.len())) }
            ol.found { @for one in &data.of_page.found { li { (line(one, screen)) } } }
            (turn(data, screen))
        }
    };
    Content::plain(screen.say("search"), body)
}

/// Links to the pages before and after.
fn turn(data: &Search, screen: &Screen<'_>) -> Markup {
    let to = |page: usize| screen.here(&[("page", &page.to_string())]);
    html! {
        @if data.page > 1 || data.of_page.next.is_some() {
            nav.turn aria-label=(screen.say("turn")) {
                @if data.page > 1 { a rel="prev" href=(to(data.page - 1)) { (screen.say("turn-back")) } }
                @if let Some(next) = data.of_page.next { a rel="next" href=(to(next)) { (screen.say("turn-on")) } }
            }
        }
    }
}

fn line(one: &Sought, screen: &Screen<'_>) -> Markup {
    let kinds: Vec<String> = one.kinds.iter().map(|kind| screen.kind(kind)).collect();
    let named = one.names.first();
    let by_name = named.is_some_and(|name| *name == one.text);
    html! {
        p.value {
            @if by_name { a href=(screen.to(Address::Card(one.entity))) { (marked(one)) } }
            // What has no name is called by its kind; the words below tell which one.
            @else { (name::entity(one.entity, named.or(kinds.first()).map(String::as_str), screen)) }
            @if named.is_some() { " " span.quiet { (kinds.join(" · ")) } }
        }
        @if !by_name { p.snippet { (marked(one)) } }
        p.facts { a href=(screen.to(Address::Claim(one.claim))) { (screen.say("statement-whole")) } }
    }
}

/// The words that were found in, with what was found marked.
fn marked(one: &Sought) -> Markup {
    html! {
        bdi dir="auto" {
            @for (text, marked) in pieces(&one.text, &one.marks) {
                @if marked { mark { (text) } } @else { (text) }
            }
        }
    }
}

/// A text cut where its marks begin and end.
pub(crate) fn pieces(text: &str, marks: &[Span]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (at, c) in (0u64..).zip(text.chars()) {
        let marked = marks.iter().any(|mark| mark.start <= at && at < mark.end);
        match pieces.last_mut() {
            Some((piece, same)) if *same == marked => piece.push(c),
            _ => pieces.push((c.into(), marked)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_marks() {
        let marks = [Span { start: 2, end: 4 }];
        let cut = pieces("فخارية", &marks);
        assert_eq!(cut, [("فخ".to_owned(), false), ("ار".to_owned(), true), ("ية".to_owned(), false)]);
    }
}
