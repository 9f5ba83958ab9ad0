//! What the signs of a drawing mean, in words: only of those that occur in it.

use maud::{Markup, html};

use super::drawing::{Drawing, Word};
use super::frame::Frame;
use super::layout::{Drawn, Layout};
use super::mark::{Look, Stroke};
use super::stroke::{Pen, gradients};

/// The size of a sign, in pixels.
const WIDTH: f32 = 40.0;
const HEIGHT: f32 = 16.0;

/// The signs of a layout and their words.
pub(crate) fn legend(layout: &Layout, drawing: &Drawing) -> Markup {
    let id = format!("{}-l", drawing.id);
    let drawing = &Drawing { id: &id, ..*drawing };
    let word = |word| drawing.words.word(word);
    let differs =
        layout.stops.iter().any(|stop| matches!(&stop.drawn, Drawn::Mark { place, .. } if place.sign.is_some()));
    let inferred = layout.stops.iter().any(|stop| matches!(stop.drawn, Drawn::Mark { inferred: true, .. }));
    html! {
        @if !layout.stops.is_empty() {
            // A gradient in a drawing that is not shown paints nothing: the legend has its own.
            svg class="tl-defs" width="0" height="0" aria-hidden="true" { (gradients(&id, 1)) }
            ul class="tl-legend" {
                @for &look in &layout.looks { (entry(strokes(look, drawing), &word(words(look)))) }
                @if inferred { (entry(hollow(drawing), &word(Word::Inferred))) }
                @if differs { (entry(html! { text class="tl-differs tl-tick" x="20" y="13" { "≠" } }, &word(Word::Differs))) }
                @if layout.fullest > 0 { (entry(columns(), &full(layout.fullest, drawing))) }
                @if layout.axis.pieces.len() > 1 { (entry(torn(), &word(Word::Break))) }
            }
        }
    }
}

fn entry(sign: Markup, words: &str) -> Markup {
    html! {
        li {
            svg class="tl-sign tl-t0" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) width=(WIDTH) height=(HEIGHT) aria-hidden="true" {
                (sign)
            }
            span { (words) }
        }
    }
}

fn full(fullest: usize, drawing: &Drawing) -> String {
    format!("{} {}", drawing.words.word(Word::Column), drawing.words.items(fullest))
}

fn words(look: Look) -> Word {
    match look {
        Look::Point => Word::Point,
        Look::Within => Word::Within,
        Look::About => Word::About,
        Look::Throughout => Word::Throughout,
        Look::By => Word::By,
        Look::From => Word::From,
    }
}

/// A sign as the drawing has it.
fn strokes(look: Look, drawing: &Drawing) -> Markup {
    let strokes = match look {
        Look::Point => vec![Stroke::Dot(20.0)],
        Look::Within => vec![Stroke::Soft(6.0, 34.0), Stroke::Stop(6.0), Stroke::Stop(34.0)],
        Look::About => vec![Stroke::Rise(2.0, 20.0), Stroke::Fall(20.0, 38.0), Stroke::Diamond(20.0)],
        Look::Throughout => vec![Stroke::Solid(4.0, 36.0)],
        Look::By => vec![Stroke::Rise(6.0, 32.0), Stroke::Stop(32.0), Stroke::Back(8.0)],
        Look::From => vec![Stroke::Fall(8.0, 34.0), Stroke::Stop(8.0), Stroke::On(32.0)],
    };
    let pen = pen(drawing);
    html! { @for stroke in strokes { (pen.draw(stroke, HEIGHT / 2.0)) } }
}

fn hollow(drawing: &Drawing) -> Markup {
    let pen = pen(drawing);
    html! { g class="tl-inferred" { (pen.draw(Stroke::Dot(10.0), HEIGHT / 2.0)) (pen.draw(Stroke::Soft(20.0, 36.0), HEIGHT / 2.0)) } }
}

fn columns() -> Markup {
    html! { path class="tl-solid" d="M8 15v-4h7v4zM16 15v-8h7v8zM24 15v-13h7v13z" {} }
}

fn torn() -> Markup {
    html! { path class="tl-break" d="M14 0l4 4-4 4 4 4-4 4M22 0l4 4-4 4 4 4-4 4" {} }
}

fn pen<'a>(drawing: &'a Drawing) -> Pen<'a> {
    Pen { frame: Frame { direction: drawing.direction, width: WIDTH }, id: drawing.id, tone: 0 }
}
