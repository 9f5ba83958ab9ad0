//! The timeline as a drawing: SVG made on the server, without a script.
//!
//! ```text
//! Item ─ shape ▶ days ─ axis, mark ▶ strokes ─ pack | density ▶ layout ─ frame ▶ SVG
//! ```
//!
//! What is not certain fades, "about" is a diamond, "by" and "after" are arrows, what a source says happened *within* a
//! time is a soft bar and what lasted all of it a solid one; ≠ stands where sources differ. What was inferred is hollow.
//! Far-apart eras stand on one line with a torn gap between. Where marks would cover each other beyond reading, columns
//! count them instead and lead to the same drawing of that time alone. Everything is laid out along time, as plain data;
//! only [`frame`] turns it round where people read from right to left.
//!
//! What is *possibly the same* is never joined or ordered by: items stand as the timeline has them.

mod around;
mod axis;
mod density;
mod drawing;
mod frame;
mod label;
mod lanes;
mod layout;
mod legend;
mod mark;
mod pack;
mod shape;
mod size;
mod story;
mod stroke;
mod svg;
mod text;

#[cfg(test)]
#[path = "../../examples/draw/invented.rs"]
mod invented;
#[cfg(test)]
mod tests;

use daftar_register::view::Timeline;
use maud::{Markup, html};

pub use drawing::{Direction, Drawing, Links, Word, Words, differing};
pub use lanes::Lanes;

use layout::{Layout, layout};
use size::Size;
use story::Story;
use svg::Svg;

/// The width of the drawing for a phone, in pixels.
const NARROW: u16 = 344;

/// A timeline for a page of its own: drawn twice, as wide as asked and for a phone (the style sheet shows one), with what
/// its signs mean, links to other times, and what has no date.
pub fn timeline(timeline: &Timeline, drawing: &Drawing) -> Markup {
    let story = Story::new(timeline, drawing, Size::PAGE.lanes);
    let wide = layout(&story, drawing, &Size::PAGE);
    html! {
        div class="tl" {
            (around::times(&wide, drawing))
            (both(&story, &wide, drawing, &Size::PAGE))
            (legend::legend(&wide, drawing))
            (around::undated(&story, drawing))
        }
    }
}

/// The timeline of one entity for its card: one lane, a few rows.
pub fn card(timeline: &Timeline, drawing: &Drawing) -> Markup {
    let drawing = &Drawing { lanes: Lanes::Together, ..*drawing };
    let story = Story::new(timeline, drawing, Size::CARD.lanes);
    let wide = layout(&story, drawing, &Size::CARD);
    html! {
        div class="tl" {
            (both(&story, &wide, drawing, &Size::CARD))
            (around::undated(&story, drawing))
        }
    }
}

/// A thin strip for an overview: marks without labels, or columns.
pub fn strip(timeline: &Timeline, drawing: &Drawing) -> Markup {
    let drawing = &Drawing { lanes: Lanes::Together, ..*drawing };
    let story = Story::new(timeline, drawing, Size::STRIP.lanes);
    let wide = layout(&story, drawing, &Size::STRIP);
    html! { div class="tl tl-strip" { (both(&story, &wide, drawing, &Size::STRIP)) } }
}

/// The drawing as wide as asked, and for a phone.
fn both(story: &Story, wide: &Layout, drawing: &Drawing, size: &Size) -> Markup {
    let id = format!("{}-n", drawing.id);
    let phone = Drawing { id: &id, width: NARROW, ..*drawing };
    let narrow = layout(story, &phone, size);
    html! {
        div class="tl-wide" { (Svg::new(wide, story, drawing, size).markup()) }
        div class="tl-narrow" { (Svg::new(&narrow, story, &phone, size).markup()) }
    }
}
