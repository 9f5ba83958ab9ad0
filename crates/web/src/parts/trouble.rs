//! Why something was not done, with what whoever was asked said.

use maud::{Markup, html};

use crate::error::Trouble;
use crate::screen::Screen;
use crate::words::Words;

/// At the head of a page of the notebook.
pub(crate) fn not_done(trouble: &Trouble, screen: &Screen<'_>) -> Markup {
    said(trouble, &|id| screen.say(id))
}

/// The same on a page that stands alone.
pub(crate) fn alone(trouble: &Trouble, words: &Words) -> Markup {
    said(trouble, &|id| words.say(id))
}

fn said(trouble: &Trouble, say: &dyn Fn(&str) -> String) -> Markup {
    html! {
        div.notice.fault role="alert" {
            p { (say(trouble.words())) }
            @if let Some(detail) = trouble.detail() { p { bdi lang="en" dir="ltr" { (detail) } } }
        }
    }
}
