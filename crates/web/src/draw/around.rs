//! What stands around a drawing: links to other times, and the items that have none.

use daftar_register::date::Day;
use daftar_register::view::Item;
use maud::{Markup, html};

use super::axis::Step;
use super::drawing::{Drawing, Word};
use super::label;
use super::layout::Layout;
use super::shape::Shape;
use super::story::Story;

/// At most so many items without a date are listed; the text list has all.
const MOST: usize = 12;

/// Links to the eras of a torn line, or from a part of the line to its neighbours and the whole.
pub(crate) fn times(layout: &Layout, drawing: &Drawing) -> Markup {
    let links = match drawing.shown {
        Some(shown) => neighbours(shown, drawing),
        None => eras(layout, drawing),
    };
    html! {
        @if !links.is_empty() {
            nav class="tl-times" aria-label=(drawing.words.word(Word::Show)) {
                @for (href, text) in links { a href=(href) { (text) } " " }
            }
        }
    }
}

fn neighbours((first, last): (Day, Day), drawing: &Drawing) -> Vec<(String, String)> {
    let word = |word| drawing.words.word(word);
    let length = last.0.saturating_sub(first.0).saturating_add(1);
    let span = |from: Day, to: Day| drawing.links.span(from, to);
    vec![
        (span(first.plus(-length), first.plus(-1)), word(Word::Earlier)),
        (span(last.plus(1), last.plus(length)), word(Word::Later)),
        (span(first.plus(-length / 2), last.plus(length / 2)), word(Word::Wider)),
        (drawing.links.whole(), word(Word::Whole)),
    ]
}

fn eras(layout: &Layout, drawing: &Drawing) -> Vec<(String, String)> {
    let pieces = layout.axis.pieces.iter().filter(|_| layout.axis.pieces.len() > 1);
    let link = |&(from, end): &(i64, i64)| {
        let href = drawing.links.span(Day(from), Day(end.saturating_sub(1)));
        (href, Step::Years(1).words(from, end, drawing.lang))
    };
    pieces.map(|piece| link(&piece.held)).collect()
}

/// What has no place on the line: apart, in the order of the timeline.
pub(crate) fn undated(story: &Story, drawing: &Drawing) -> Markup {
    let items: Vec<&Item> = story.timeline.items.iter().filter(|item| Shape::of(item).is_none()).collect();
    html! {
        @if !items.is_empty() {
            details class="tl-undated" {
                summary { (drawing.words.word(Word::Undated)) " (" bdi { (drawing.words.items(items.len())) } ")" }
                ul {
                    @for item in items.iter().take(MOST) {
                        @let title = label::title(item, &story.cited, drawing, story.several);
                        li { a href=(drawing.links.item(item)) { bdi dir="auto" { (title) } } }
                    }
                    @if items.len() > MOST { li { "…" } }
                }
            }
        }
    }
}
