//! A curve over distances beside those of chance: the band as an area, the mean of chance, and the data; and where everything lies.

use std::fmt::Write as _;

use daftar_register::view::pattern::daftar_pattern::{Picture, Point};
use daftar_register::view::pattern::{Damaged, Given};
use maud::{Markup, html};

/// In units of the drawing, which the page scales.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 12.0;
const FOOT: f64 = 34.0;
/// Lines across, and marks along.
const MARKS: usize = 4;
/// A map has so many units each way.
const MAP: f64 = 560.0;
const EDGE: f64 = 14.0;
/// Things are drawn one by one up to so many; of more, every one that fits a cell of the drawing.
const MOST: usize = 20_000;

/// The curve of the data with the band and the mean of chance, along the distances; it reads from left to right in both
/// languages, as distances do. `name` tells what it shows.
pub(crate) fn reach(picture: &Picture, name: &str, along: &str, length: &dyn Fn(f64) -> String) -> Markup {
    let (curves, mean) = (&picture.curves, picture.curves.mean());
    let far = picture.reaches.last().copied().unwrap_or(1.0);
    let edges = [&picture.band.low, &picture.band.high].into_iter().flatten().flatten();
    let top = edges.chain(curves.observed()).chain(&mean).copied().fold(1.0, f64::max);
    let x = |at: f64| round(LEFT + at / far * (WIDTH - LEFT - RIGHT));
    let y = |count: f64| round(TOP + (1.0 - (count / top).clamp(0.0, 1.0)) * (HEIGHT - TOP - FOOT));
    let line = |values: &[f64]| {
        let mut d = format!("M{} {}", x(0.0), y(0.0));
        for (at, value) in picture.reaches.iter().zip(values) {
            let _ = write!(d, "L{} {}", x(*at), y(*value));
        }
        d
    };
    let tops = vec![top; picture.reaches.len()];
    let zeros = vec![0.0; picture.reaches.len()];
    let high = picture.band.high.as_ref().unwrap_or(&tops);
    let low = picture.band.low.as_ref().unwrap_or(&zeros);
    let mut band = line(high);
    for (at, value) in picture.reaches.iter().zip(low).rev() {
        let _ = write!(band, "L{} {}", x(*at), y(*value));
    }
    html! {
        svg.chart viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(name) direction="ltr" {
            @for at in 0..=MARKS {
                @let (count, reach) = (top * at as f64 / MARKS as f64, far * at as f64 / MARKS as f64);
                path.chart-grid d=(format!("M{} {}H{}", x(0.0), y(count), x(far))) {}
                text.chart-mark x=(LEFT - 6.0) y=(y(count) + 4.0) text-anchor="end" { (format!("{count:.0}")) }
                text.chart-mark x=(x(reach)) y=(HEIGHT - 18.0) text-anchor=(if at == MARKS { "end" } else { "middle" }) { (length(reach)) }
            }
            text.chart-mark x=(WIDTH / 2.0) y=(HEIGHT - 3.0) text-anchor="middle" { (along) }
            path.chart-band d=(band + "Z") {}
            path.chart-now d=(line(&mean)) {}
            path.chart-line d=(line(curves.observed())) {}
        }
    }
}

/// Where facilities and things lie, north up.
pub(crate) fn lie(given: &Given, name: &str, length: &dyn Fn(f64) -> String) -> Markup {
    let all = || given.facilities.iter().chain(given.things.iter().map(|thing| &thing.at));
    let bounds = all().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |b, at| {
        [b[0].min(at.x), b[1].min(at.y), b[2].max(at.x), b[3].max(at.y)]
    });
    let side = (bounds[2] - bounds[0]).max(bounds[3] - bounds[1]).max(1.0);
    let scale = (MAP - 2.0 * EDGE) / side;
    let place = |at: &Point| (round(EDGE + (at.x - bounds[0]) * scale), round(EDGE + (bounds[3] - at.y) * scale));
    let high = round((bounds[3] - bounds[1]) * scale + 2.0 * EDGE + 26.0);
    let bar = 10f64.powf((side / 3.0).log10().floor());
    let mut met = std::collections::HashSet::new();
    let mut drawn = |thing: &Damaged, at: (f64, f64)| {
        given.things.len() <= MOST || met.insert((at.0 as i64, at.1 as i64, *thing as u8))
    };
    html! {
        svg.chart.where-map viewBox=(format!("0 0 {MAP} {high}")) role="img" aria-label=(name) direction="ltr" {
            @for thing in &given.things {
                @let at = place(&thing.at);
                @if drawn(&thing.damaged, at) { (mark(thing.damaged, at)) }
            }
            @for facility in &given.facilities {
                @let (x, y) = place(facility);
                path.where-facility d=(format!("M{x} {}L{} {}H{}Z", y - 6.0, x + 5.5, y + 4.0, x - 5.5)) {}
            }
            path.chart-line d=(format!("M{EDGE} {}h{}", high - 8.0, round(bar * scale))) {}
            text.chart-mark x=(EDGE) y=(high - 14.0) { (length(bar)) }
        }
    }
}

/// Told apart by shape as well as by colour.
fn mark(damaged: Damaged, (x, y): (f64, f64)) -> Markup {
    match damaged {
        Damaged::Yes => html! { path.where-damaged d=(format!("M{} {}l5 5m0 -5l-5 5", x - 2.5, y - 2.5)) {} },
        Damaged::No | Damaged::Unsaid => html! { circle.where-intact cx=(x) cy=(y) r="1.8" {} },
        Damaged::Disputed => html! { path.where-disputed d=(format!("M{} {}h5v5h-5Z", x - 2.5, y - 2.5)) {} },
    }
}

/// To a tenth, so that pages stay small.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
