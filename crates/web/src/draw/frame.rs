//! From places along time to places on the screen: turned round where time runs from right to left.

use super::drawing::Direction;
use super::mark::Stroke;

/// How a drawing lies on the screen.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) direction: Direction,
    pub(crate) width: f32,
}

impl Frame {
    /// A place along time on the screen.
    pub(crate) fn x(&self, at: f32) -> f32 {
        round(match self.direction {
            Direction::Ltr => at,
            Direction::Rtl => self.width - at,
        })
    }

    /// The left end and the width of a stretch.
    pub(crate) fn bar(&self, from: f32, to: f32) -> (f32, f32) {
        let left = self.x(from).min(self.x(to));
        (left, round((to - from).abs().max(0.5)))
    }

    /// Which way a stroke fades on the screen: `up` is from nothing on the left to full on the right.
    pub(crate) fn fade(&self, stroke: Stroke) -> &'static str {
        match (stroke, self.direction) {
            (Stroke::Rise(..), Direction::Ltr) | (Stroke::Fall(..), Direction::Rtl) => "up",
            _ => "down",
        }
    }

    /// One pixel along time, on the screen.
    pub(crate) fn forward(&self) -> f32 {
        match self.direction {
            Direction::Ltr => 1.0,
            Direction::Rtl => -1.0,
        }
    }
}

/// To a tenth of a pixel.
pub(crate) fn round(at: f32) -> f32 {
    (at * 10.0).round() / 10.0
}
