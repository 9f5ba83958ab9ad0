//! A shape on the line in pixels: a few strokes, measured along time.

use super::axis::Axis;
use super::shape::{Days, Limit, Shape};

/// How far what has no end fades, in pixels.
const FADE: f32 = 36.0;

/// Narrower than this, a stretch is a dot.
const DOT: f32 = 9.0;

/// Half of what a dot or a diamond takes.
const HALF: f32 = 5.0;

/// One stroke. "Rises" and "falls" are said along time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Stroke {
    /// All of it.
    Solid(f32, f32),
    /// Somewhere in it.
    Soft(f32, f32),
    /// Ever more likely.
    Rise(f32, f32),
    /// Ever less likely.
    Fall(f32, f32),
    /// A moment.
    Dot(f32),
    /// About then.
    Diamond(f32),
    /// A day beyond which it does not reach.
    Stop(f32),
    /// Some time before.
    Back(f32),
    /// Some time after.
    On(f32),
}

/// What a shape looks like, to tell it apart in the legend.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Look {
    /// A dot.
    Point,
    /// A soft bar between two stops.
    Within,
    /// A diamond with faded ends.
    About,
    /// A solid bar.
    Throughout,
    /// An arrow to earlier times.
    By,
    /// An arrow to later times.
    From,
}

/// A shape in pixels.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Mark {
    pub(crate) look: Look,
    pub(crate) strokes: Vec<Stroke>,
}

impl Mark {
    pub(crate) fn of(shape: &Shape, axis: &Axis) -> Mark {
        let (look, strokes) = match *shape {
            Shape::Within { wide, stated } => within(wide, stated, axis),
            Shape::About { wide, stated } => (Look::About, about(wide, stated, axis)),
            Shape::Throughout { start, end } => (Look::Throughout, throughout(start, end, axis)),
            Shape::By(day) => (Look::By, by(axis.at(day.0.saturating_add(1)), axis)),
            Shape::From(day) => (Look::From, from(axis.at(day.0), axis)),
        };
        Mark { look, strokes }
    }

    /// From where to where it reaches.
    pub(crate) fn reach(&self) -> (f32, f32) {
        let reaches = self.strokes.iter().map(Stroke::reach);
        reaches.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))).unwrap_or_default()
    }
}

impl Stroke {
    fn reach(&self) -> (f32, f32) {
        match *self {
            Stroke::Solid(a, b) | Stroke::Soft(a, b) | Stroke::Rise(a, b) | Stroke::Fall(a, b) => (a, b),
            Stroke::Dot(at) | Stroke::Diamond(at) => (at - HALF, at + HALF),
            Stroke::Stop(at) => (at - 1.0, at + 1.0),
            Stroke::Back(at) => (at - HALF, at),
            Stroke::On(at) => (at, at + HALF),
        }
    }
}

/// Where a stretch of days begins and ends.
fn ends(days: Days, axis: &Axis) -> (f32, f32) {
    (axis.at(days.first.0), axis.at(days.last.0.saturating_add(1)))
}

fn within(wide: Days, stated: Days, axis: &Axis) -> (Look, Vec<Stroke>) {
    let ((from, to), (first, last)) = (ends(stated, axis), ends(wide, axis));
    if wide == stated && to - from < DOT {
        return (Look::Point, vec![Stroke::Dot((from + to) / 2.0)]);
    }
    let mut strokes = vec![Stroke::Soft(from, to)];
    strokes.push(if first < from { Stroke::Rise(first, from) } else { Stroke::Stop(from) });
    strokes.push(if last > to { Stroke::Fall(to, last) } else { Stroke::Stop(to) });
    (Look::Within, strokes)
}

fn about(wide: Days, stated: Days, axis: &Axis) -> Vec<Stroke> {
    let ((from, to), (first, last)) = (ends(stated, axis), ends(wide, axis));
    let middle = (from + to) / 2.0;
    let (first, last) = (first.min(middle - 2.0 * HALF), last.max(middle + 2.0 * HALF));
    vec![Stroke::Rise(first, middle), Stroke::Fall(middle, last), Stroke::Diamond(middle)]
}

fn throughout(start: Limit, end: Limit, axis: &Axis) -> Vec<Stroke> {
    let (edge_from, edge_to) = (axis.ends().0 + HALF, axis.ends().1 - HALF);
    let start_at = |day: i64| axis.at(day);
    let end_at = |day: i64| axis.at(day.saturating_add(1));
    let known = match (start, end) {
        (_, Limit::Between { inner, .. }) => end_at(inner.0),
        (Limit::Between { inner, .. }, _) => start_at(inner.0),
        _ => edge_to,
    };
    let (from, rise) = match start {
        Limit::Between { outer, inner } => (start_at(inner.0), Some(start_at(outer.0))),
        Limit::Open => (edge_from, None),
        Limit::Unknown => (known, Some(known - FADE)),
    };
    let (to, fall) = match end {
        Limit::Between { outer, inner } => (end_at(inner.0), Some(end_at(outer.0))),
        Limit::Open => (edge_to, None),
        Limit::Unknown => (from, Some(from + FADE)),
    };
    // Where it may have ended before it certainly began, no day is certain.
    let certain = from <= to;
    let middle = (from + to) / 2.0;
    let (from, to) = if certain { (from, to) } else { (middle, middle) };
    let mut strokes = Vec::new();
    strokes.extend(rise.filter(|&at| at < from).map(|at| Stroke::Rise(at, from)));
    strokes.extend(certain.then_some(if to - from < 2.0 { Stroke::Stop(from) } else { Stroke::Solid(from, to) }));
    strokes.extend(fall.filter(|&at| at > to).map(|at| Stroke::Fall(to, at)));
    strokes.extend((start == Limit::Open).then_some(Stroke::Back(edge_from)));
    strokes.extend((end == Limit::Open).then_some(Stroke::On(edge_to)));
    strokes
}

fn by(at: f32, axis: &Axis) -> Vec<Stroke> {
    let from = (at - FADE).max(axis.ends().0 + HALF).min(at - 2.0 * HALF);
    vec![Stroke::Rise(from, at), Stroke::Stop(at), Stroke::Back(from)]
}

fn from(at: f32, axis: &Axis) -> Vec<Stroke> {
    let to = (at + FADE).min(axis.ends().1 - HALF).max(at + 2.0 * HALF);
    vec![Stroke::Fall(at, to), Stroke::Stop(at), Stroke::On(to)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::invented::{happened, lasted};
    use daftar_register::date::Day;
    use daftar_register::view::Item;

    fn mark(item: Item) -> Mark {
        let day = |year| Day::new(year, 1, 1).unwrap();
        let axis = Axis::between(day(2031), day(2033), 731.0);
        Mark::of(&Shape::of(&item).unwrap(), &axis)
    }

    #[test]
    fn what_is_too_short_to_show_is_a_dot() {
        let day = mark(happened("2031-01-05"));
        assert!(matches!(day.strokes[..], [Stroke::Dot(at)] if (at - 4.5).abs() < 0.1), "{day:?}");
        assert_eq!(mark(happened("2031-06")).look, Look::Within);
    }

    #[test]
    fn about_fades_on_both_sides_of_a_diamond() {
        let mark = mark(happened("2031-06~"));
        let (from, to) = mark.reach();
        assert_eq!(mark.look, Look::About);
        let Stroke::Diamond(at) = mark.strokes[2] else { panic!("{mark:?}") };
        assert!((at - (from + to) / 2.0).abs() < 1.0, "{mark:?}");
        assert!((to - from - 92.0).abs() < 1.0, "May to July: {mark:?}");
    }

    #[test]
    fn without_limit_reaches_the_edge_and_unknown_only_fades() {
        assert!(mark(lasted("2031-10/..")).strokes.contains(&Stroke::On(726.0)));
        let unknown = mark(lasted("2031-10-01/"));
        assert!(unknown.reach().1 < 731.0 && matches!(unknown.strokes.last(), Some(Stroke::Fall(..))), "{unknown:?}");
        let until = mark(lasted("/2031-10-01"));
        assert!(matches!(until.strokes[0], Stroke::Rise(..)), "{until:?}");
    }

    #[test]
    fn before_and_after_point_their_way() {
        assert!(matches!(mark(happened("[..2032-02]")).strokes.last(), Some(Stroke::Back(_))));
        assert!(matches!(mark(happened("[2032-02..]")).strokes.last(), Some(Stroke::On(_))));
    }
}
