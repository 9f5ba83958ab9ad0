//! Long lists: fifty a page, with a way on and back.

use maud::{Markup, html};

use crate::asked::Asked;
use crate::screen::Screen;
use crate::words::Said;

/// How many a page.
const A_PAGE: usize = 50;

/// A part of a long list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub(crate) struct Part {
    /// Which page, from 1.
    pub(crate) page: usize,
    /// Of how many.
    pub(crate) pages: usize,
    /// How many lines there are in all.
    pub(crate) total: usize,
}

impl Part {
    /// The part that is asked for; one beyond the end is the last.
    pub(crate) fn of(asked: &Asked, total: usize) -> Part {
        Part::by(A_PAGE, asked, total)
    }

    /// The same with another number of lines on a page: what is printed is turned over less often.
    pub(crate) fn by(a_page: usize, asked: &Asked, total: usize) -> Part {
        let pages = total.div_ceil(a_page).max(1);
        let wanted = asked.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        Part { page: usize::clamp(wanted, 1, pages), pages, total }
    }

    /// Its lines.
    pub(crate) fn cut<T>(self, list: Vec<T>) -> Vec<T> {
        let (skipped, most) = self.place();
        list.into_iter().skip(skipped).take(most).collect()
    }

    /// How many lines stand before its own, and how many of these there are at most.
    pub(crate) fn place(self) -> (usize, usize) {
        ((self.page - 1) * A_PAGE, A_PAGE)
    }
}

/// Links to the pages before and after.
pub(crate) fn turn(part: Part, screen: &Screen<'_>) -> Markup {
    if part.pages == 1 {
        return html! {};
    }
    let to = |page: usize| screen.here(&[("page", &page.to_string())]);
    let of = [("page", Said::Number(part.page)), ("pages", Said::Number(part.pages))];
    html! {
        nav.turn aria-label=(screen.say("turn")) {
            @if part.page > 1 { a rel="prev" href=(to(part.page - 1)) { (screen.say("turn-back")) } }
            span { (screen.tell("turn-at", &of)) }
            @if part.page < part.pages { a rel="next" href=(to(part.page + 1)) { (screen.say("turn-on")) } }
        }
    }
}
