//! Strokes as SVG.

use maud::{Markup, html};

use super::frame::{Frame, round};
use super::mark::Stroke;

/// Half the height of a bar.
const BAR: f32 = 4.5;

/// How an SVG of strokes is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Pen<'a> {
    pub(crate) frame: Frame,
    /// Begins the ids of gradients.
    pub(crate) id: &'a str,
    pub(crate) tone: usize,
}

impl Pen<'_> {
    /// A stroke on the line at height `y`.
    pub(crate) fn draw(&self, stroke: Stroke, y: f32) -> Markup {
        match stroke {
            Stroke::Solid(from, to) => self.bar("tl-solid", from, to, y),
            Stroke::Soft(from, to) => self.bar("tl-soft", from, to, y),
            Stroke::Rise(from, to) | Stroke::Fall(from, to) => self.fade(stroke, from, to, y),
            Stroke::Dot(at) => html! { circle class="tl-solid" cx=(self.frame.x(at)) cy=(y) r="4.5" {} },
            Stroke::Diamond(at) => {
                let d = format!("M{} {}l5 5-5 5-5-5z", self.frame.x(at), round(y - 5.0));
                html! { path class="tl-solid" d=(d) {} }
            }
            Stroke::Stop(at) => {
                let d = format!("M{} {}v{}", self.frame.x(at), round(y - BAR - 1.5), 2.0 * BAR + 3.0);
                html! { path class="tl-stop" d=(d) {} }
            }
            Stroke::Back(at) => self.arrow(at, -self.frame.forward(), y),
            Stroke::On(at) => self.arrow(at, self.frame.forward(), y),
        }
    }

    fn bar(&self, class: &str, from: f32, to: f32, y: f32) -> Markup {
        let (x, width) = self.frame.bar(from, to);
        html! { rect class=(class) x=(x) y=(round(y - BAR)) width=(width) height=(2.0 * BAR) {} }
    }

    fn fade(&self, stroke: Stroke, from: f32, to: f32, y: f32) -> Markup {
        let (x, width) = self.frame.bar(from, to);
        let fill = format!("url(#{}-{}{})", self.id, self.frame.fade(stroke), self.tone);
        html! { rect x=(x) y=(round(y - BAR)) width=(width) height=(2.0 * BAR) fill=(fill) {} }
    }

    fn arrow(&self, at: f32, way: f32, y: f32) -> Markup {
        let d = format!("M{} {}l{} 4{} 4", self.frame.x(at), round(y - 4.0), 4.0 * way, signed(-4.0 * way));
        html! { path class="tl-arrow" d=(d) {} }
    }
}

/// A number that needs no blank before it in a path.
fn signed(number: f32) -> String {
    if number < 0.0 { number.to_string() } else { format!(" {number}") }
}

/// The gradients of the first `tones` tones.
pub(crate) fn gradients(id: &str, tones: usize) -> Markup {
    let stops = [("up", "0", ".65"), ("down", ".65", "0")];
    html! {
        defs {
            @for tone in 0..tones {
                @for (way, left, right) in stops {
                    linearGradient id=(format!("{id}-{way}{tone}")) class=(format!("tl-t{tone}")) {
                        stop offset="0" stop-color="currentColor" stop-opacity=(left) {}
                        stop offset="1" stop-color="currentColor" stop-opacity=(right) {}
                    }
                }
            }
        }
    }
}
