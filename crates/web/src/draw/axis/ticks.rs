//! The ticks of a line: the finest step of the calendar whose labels have room beside each other.

use daftar_register::date::{Day, Edtf, Lang, words};

use super::{Axis, Piece, Step};
use crate::draw::text;

/// Free room between two labels, in pixels.
const APART: f32 = 9.0;

/// A label on the line.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Tick {
    /// Where, in pixels.
    pub(crate) at: f32,
    /// What it says.
    pub(crate) label: String,
}

/// The names that labels need.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) lang: Lang,
    /// The short name of a month, 1–12.
    pub(crate) month: &'a dyn Fn(u8) -> String,
}

/// The ticks of all pieces, from the earliest on.
pub(crate) fn ticks(axis: &Axis, names: Names) -> Vec<Tick> {
    axis.pieces.iter().flat_map(|piece| of_piece(piece, names)).collect()
}

fn of_piece(piece: &Piece, names: Names) -> Vec<Tick> {
    let at_least = |px: f64| Step::all().filter(move |step| step.days() * piece.scale() >= px);
    let tried: Vec<Vec<Tick>> = at_least(24.0).map(|step| at_step(piece, step, names)).collect();
    let fits = |ticks: &&Vec<Tick>| !ticks.is_empty() && are_apart(ticks);
    let fitting = tried.iter().filter(fits).find(|ticks| ticks.iter().any(|tick| is_held(tick, piece)));
    // A short piece between breaks may have room for one label only: then the roundest one where something stands.
    let first_held = |step| at_step(piece, step, names).into_iter().find(|tick| is_held(tick, piece));
    let single = || at_least(2.0).filter_map(first_held).last().map(|tick| vec![tick]);
    fitting.cloned().or_else(single).or_else(|| tried.iter().find(fits).cloned()).unwrap_or_default()
}

/// Whether something stands around a tick, and not only the margin.
fn is_held(tick: &Tick, piece: &Piece) -> bool {
    (piece.within(piece.held.0) - 1.0..=piece.within(piece.held.1) + 1.0).contains(&tick.at)
}

fn at_step(piece: &Piece, step: Step, names: Names) -> Vec<Tick> {
    let (from, end) = piece.own;
    let starts = step.starts(from, end).filter(|&day| day >= from);
    let mut ticks: Vec<Tick> = Vec::new();
    for day in starts.take(200) {
        let tick = Tick { at: piece.within(day), label: label(Day(day), step, ticks.is_empty(), names) };
        if is_inside(&tick, piece) {
            ticks.push(tick);
        }
    }
    ticks
}

/// Whether a label stays on its piece, or nearly.
fn is_inside(tick: &Tick, piece: &Piece) -> bool {
    let half = text::width(&tick.label) / 2.0;
    tick.at - half >= piece.px.0 - 6.0 && tick.at + half <= piece.px.1 + 6.0
}

fn are_apart(ticks: &[Tick]) -> bool {
    ticks.windows(2).all(|pair| {
        let halves = (text::width(&pair[0].label) + text::width(&pair[1].label)) / 2.0;
        pair[1].at - pair[0].at >= halves + APART
    })
}

/// A tick says no more than differs from the one before: the first one, and each new year, say the year.
fn label(day: Day, step: Step, first: bool, names: Names) -> String {
    let (_, month, of_month) = day.date();
    let name = || (names.month)(month);
    let year = || {
        let year = Edtf::parse(&Step::Years(1).text(day));
        words(&year.unwrap_or_else(|_| Edtf::from_day(day)), names.lang)
    };
    match step {
        Step::Years(_) => year(),
        Step::Months(_) if first || month == 1 => format!("{} {}", name(), year()),
        Step::Months(_) => name(),
        Step::Days(_) if first || (month == 1 && of_month == 1) => format!("{of_month} {} {}", name(), year()),
        Step::Days(_) => format!("{of_month} {}", name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::shape::Days;

    fn labels(dates: &[&str], width: f32, lang: Lang) -> Vec<String> {
        let days = |date: &&str| {
            let bounds = Edtf::parse(date).unwrap().bounds();
            Days { first: bounds.earliest().unwrap(), last: bounds.latest().unwrap() }
        };
        let axis = Axis::around(&dates.iter().map(days).collect::<Vec<_>>(), width);
        let month = |month: u8| format!("m{month}");
        ticks(&axis, Names { lang, month: &month }).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_suit_the_span() {
        assert_eq!(
            labels(&["-3000", "-0500", "1900"], 600.0, Lang::En),
            ["3000 BC", "2000 BC", "1000 BC", "AD 1", "1000", "2000"]
        );
        assert_eq!(labels(&["1880", "2020"], 300.0, Lang::En), ["1900", "1950", "2000"]);
        assert_eq!(labels(&["2031-10", "2032-04"], 300.0, Lang::En), ["m11 2031", "m1 2032", "m3", "m5"]);
        let days = labels(&["2031-12-06", "2031-12-18"], 400.0, Lang::En);
        assert!(days.len() > 1 && days[0].ends_with(" m12 2031"), "{days:?}");
    }

    #[test]
    fn each_side_of_a_break_is_labelled() {
        let found = labels(&["-3199", "2031-12-06", "2032-04-07"], 344.0, Lang::Ar);
        assert!(found[0].ends_with("ق.م") && found.len() > 1, "{found:?}");
        let narrow = ["-3199~", "-1199?", "1890~", "2014", "2031-12-06", "2032-01", "2032-02", "2032-03", "2032-04-07"];
        assert_eq!(labels(&narrow, 344.0, Lang::En)[0], "2000 BC");
    }
}
