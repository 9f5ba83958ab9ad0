//! A layout as SVG: the line, the lanes, and every mark a link. What has the keyboard moves along time.

use daftar_register::date::Day;
use maud::{Markup, html};

use super::density::Column;
use super::drawing::{Direction, Drawing};
use super::frame::{Frame, round};
use super::label;
use super::layout::{Drawn, Layout, Stop};
use super::mark::Mark;
use super::pack::{Label, Place};
use super::size::Size;
use super::story::Story;
use super::stroke::{Pen, gradients};

/// There are so many colours of lanes.
const TONES: usize = 6;

/// A drawing with all that its marks need.
pub(crate) struct Svg<'a> {
    layout: &'a Layout,
    story: &'a Story<'a>,
    drawing: &'a Drawing<'a>,
    size: &'a Size,
    frame: Frame,
}

impl<'a> Svg<'a> {
    pub(crate) fn new(layout: &'a Layout, story: &'a Story<'a>, drawing: &'a Drawing<'a>, size: &'a Size) -> Svg<'a> {
        let frame = Frame { direction: drawing.direction, width: f32::from(drawing.width) };
        Svg { layout, story, drawing, size, frame }
    }

    /// The whole of it.
    pub(crate) fn markup(&self) -> Markup {
        let (width, height) = (self.drawing.width, round(self.layout.height));
        let direction = match self.drawing.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        html! {
            svg class="tl-svg" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height)
                direction=(direction) role="group" aria-label=(self.drawing.name) {
                (gradients(self.drawing.id, self.layout.lanes.len().min(TONES)))
                (self.line())
                @for lane in &self.layout.lanes {
                    @if let Some(name) = &lane.name {
                        text class="tl-lane" x=(self.frame.x(0.0)) y=(round(lane.top + self.size.row / 2.0 + 4.0)) { (name) }
                    }
                }
                @for stop in &self.layout.stops { (self.stop(stop)) }
            }
        }
    }

    /// The axis with its ticks and breaks.
    fn line(&self) -> Markup {
        let (foot, base) = (round(self.layout.height), self.size.axis - 8.0);
        let grid = self.layout.ticks.iter().map(|tick| format!("M{} {base}V{foot}", self.frame.x(tick.at)));
        let pieces = self.layout.axis.pieces.iter().map(|piece| {
            let (left, width) = self.frame.bar(piece.px.0, piece.px.1);
            format!("M{left} {base}h{width}")
        });
        let rules = self
            .layout
            .lanes
            .iter()
            .skip(1)
            .map(|lane| format!("M0 {}h{}", round(lane.top - self.size.between / 2.0), self.drawing.width));
        html! {
            g aria-hidden="true" {
                path class="tl-grid" d=(grid.collect::<String>()) {}
                path class="tl-rule" d=(rules.collect::<String>()) {}
                path class="tl-base" d=(pieces.collect::<String>()) {}
                @for at in self.layout.axis.breaks() { (self.tear(at, base, foot)) }
                @for tick in &self.layout.ticks {
                    text class="tl-tick" x=(self.frame.x(tick.at)) y=(round(base - 7.0)) { (tick.label) }
                }
            }
        }
    }

    /// Where time is left out: a tear in the axis, and a pale band below it.
    fn tear(&self, at: f32, base: f32, foot: f32) -> Markup {
        let tooth = |at: f32| format!("M{} {}l4 4-4 4 4 4-4 4", round(self.frame.x(at) - 2.0), base - 8.0);
        let (x, width) = self.frame.bar(at - 4.0, at + 4.0);
        html! {
            rect class="tl-gap" x=(x) y=(base) width=(width) height=(round(foot - base)) {}
            path class="tl-break" d=(tooth(at - 4.0) + &tooth(at + 4.0)) {}
        }
    }

    fn stop(&self, stop: &Stop) -> Markup {
        let tone = stop.tone % TONES;
        match &stop.drawn {
            Drawn::Mark { mark, place, top, inferred } => self.mark(stop.item, tone, mark, place, *top, *inferred),
            Drawn::Column { column, foot } => self.column(column, tone, *foot),
        }
    }

    fn mark(&self, item: usize, tone: usize, mark: &Mark, place: &Place, top: f32, inferred: bool) -> Markup {
        let item = &self.story.timeline.items[item];
        let title = label::title(item, &self.story.cited, self.drawing, self.story.several);
        let class = format!("tl-m tl-t{tone}{}", if inferred { " tl-inferred" } else { "" });
        let middle = |row: usize| round(top + (row as f32 + 0.5) * self.size.row);
        let y = middle(place.row);
        let pen = Pen { frame: self.frame, id: self.drawing.id, tone };
        html! {
            a class=(class) href=(self.drawing.links.item(item)) aria-label=(title) {
                title { (title) }
                (self.ground(mark.reach(), y))
                @for &stroke in &mark.strokes { (pen.draw(stroke, y)) }
                @if let Some(at) = place.sign {
                    text class="tl-differs" x=(self.frame.x(at)) y=(round(y + 4.5)) { "≠" }
                }
                @if let Some(label) = &place.label { (self.label(label, middle(label.row))) }
            }
        }
    }

    /// Room for a finger around a mark.
    fn ground(&self, (from, to): (f32, f32), y: f32) -> Markup {
        let lack = (24.0 - (to - from)).max(0.0) / 2.0;
        let (x, width) = self.frame.bar(from - lack, to + lack);
        html! { rect class="tl-ground" x=(x) y=(round(y - self.size.row / 2.0)) width=(width) height=(self.size.row) {} }
    }

    fn label(&self, label: &Label, y: f32) -> Markup {
        let class = if label.before { "tl-label tl-before" } else { "tl-label" };
        html! { text class=(class) x=(self.frame.x(label.at)) y=(round(y + 4.0)) { (label.text) } }
    }

    fn column(&self, column: &Column, tone: usize, foot: f32) -> Markup {
        let (from, end) = column.days;
        let share = column.count as f32 / self.layout.fullest.max(1) as f32;
        let height = round((share * (self.size.column - 4.0)).max(2.0));
        let (x, width) = self.frame.bar(column.px.0 + 0.5, column.px.1 - 0.5);
        let when = column.step.words(from, end, self.drawing.lang);
        let title = format!("{when} · {}", self.drawing.words.items(column.count));
        let href = self.drawing.links.span(Day(from), Day(end.saturating_sub(1)));
        html! {
            a class=(format!("tl-c tl-t{tone}")) href=(href) aria-label=(title) {
                title { (title) }
                rect class="tl-solid" x=(x) y=(round(foot - height)) width=(width) height=(height) {}
            }
        }
    }
}
