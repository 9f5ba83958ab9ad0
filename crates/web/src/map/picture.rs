//! A small picture of where places lie, drawn on the server: marks of their states on plain ground, north up, with a scale.
//! A place whose position is not public is its square.

use std::collections::BTreeMap;

use daftar_register::view::{Place, Position};
use maud::{Markup, html};

use super::mark::Level;
use super::words::Words;

/// How wide and high it is, in its own units, and how far marks keep from its edge.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 320.0;
const EDGE: f64 = 28.0;

/// Degrees of latitude that the picture spans at least: one building alone is no town.
const LEAST: f64 = 0.004;

/// Metres in a degree of latitude.
const DEGREE: f64 = 111_195.0;

/// More marks than this are not drawn each, and so far apart are those that are.
const MANY: usize = 300;
const APART: f64 = 9.0;

/// The picture.
pub(crate) fn picture(places: &[Place]) -> Markup {
    let Some(frame) = Frame::around(places) else { return html! {} };
    let at = |place| spots(place).map(|spot| (Level::of(place), frame.at(spot)));
    let marked = apart(places.iter().flat_map(at).collect());
    let mut cells: Vec<&Place> = places.iter().filter(|place| place.cell.is_some()).collect();
    cells.dedup_by_key(|place| place.cell.map(|cell| cell.bounds().map(f64::to_bits)));
    html! {
        svg class="ground-picture" viewBox="0 0 480 320" aria-hidden="true" focusable="false" {
            @for n in 1..6 { path class="ground-line" d=(format!("M{0} 0V{HEIGHT}", f64::from(n) * 80.0)) {} }
            @for n in 1..4 { path class="ground-line" d=(format!("M0 {0}H{WIDTH}", f64::from(n) * 80.0)) {} }
            @for place in cells { (cell(place, &frame)) }
            @for (level, (x, y)) in marked {
                svg x=(format!("{:.1}", x - 9.0)) y=(format!("{:.1}", y - 9.0)) width="18" height="18" overflow="visible" { (level.mark()) }
            }
            (scale(&frame))
        }
    }
}

/// The marks, the worst last; where there are very many, of those that would lie on each other the worst.
fn apart(mut marked: Vec<(Level, (f64, f64))>) -> Vec<(Level, (f64, f64))> {
    marked.sort_by_key(|(level, _)| *level);
    if marked.len() <= MANY {
        return marked;
    }
    let square = |(x, y): (f64, f64)| ((x / APART) as i64, (y / APART) as i64);
    let worst: BTreeMap<(i64, i64), (Level, (f64, f64))> =
        marked.into_iter().map(|(level, at)| (square(at), (level, at))).collect();
    let mut marked: Vec<(Level, (f64, f64))> = worst.into_values().collect();
    marked.sort_by_key(|(level, _)| *level);
    marked
}

/// What the marks on it mean.
pub(crate) fn picture_legend(places: &[Place], words: &Words) -> Markup {
    let shown = |level: &Level| places.iter().any(|place| Level::of(place) == *level && spots(place).next().is_some());
    html! {
        ul class="ground-legend" {
            @for level in Level::all().filter(shown) { li { (level.mark()) " " (level.words(words)) } }
            @if places.iter().any(|place| place.cell.is_some()) {
                li { span class="map-key map-key-cell" aria-hidden="true" {} " " (words.say("map-mark-cell")) }
            }
        }
    }
}

/// The middle of every shape of a place.
fn spots(place: &Place) -> impl Iterator<Item = Position> {
    // The middle of an area is no place of what lies somewhere in it.
    place.spots.iter().filter(|spot| !spot.area).filter_map(|spot| {
        let all = spot.shape.positions();
        let sum = all.iter().fold([0.0, 0.0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
        (!all.is_empty()).then(|| sum.map(|part| part / all.len() as f64))
    })
}

fn cell(place: &Place, frame: &Frame) -> Markup {
    let corners = place.cell.map(|cell| {
        let [west, south, east, north] = cell.bounds();
        (frame.at([west, north]), frame.at([east, south]))
    });
    html! {
        @if let Some(((left, top), (right, bottom))) = corners {
            rect class="ground-cell" x=(format!("{left:.1}")) y=(format!("{top:.1}"))
                width=(format!("{:.1}", right - left)) height=(format!("{:.1}", bottom - top)) {}
        }
    }
}

/// A line with its length in kilometres, of a round number that fits.
fn scale(frame: &Frame) -> Markup {
    let metres = WIDTH / 3.0 / frame.scale * DEGREE;
    let power = 10_f64.powf(metres.log10().floor());
    let round = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|length| *length <= metres).unwrap_or(power);
    let (length, text) = (
        round / DEGREE * frame.scale,
        match round >= 1000.0 {
            true => format!("{} km", round / 1000.0),
            false => format!("{round} m"),
        },
    );
    html! {
        path class="ground-scale" d=(format!("M16 {0}V{1}H{2:.1}V{0}", HEIGHT - 20.0, HEIGHT - 14.0, 16.0 + length)) {}
        text class="ground-text" x="16" y=(HEIGHT - 26.0) direction="ltr" { (text) }
    }
}

/// Which ground the picture shows.
struct Frame {
    middle: Position,
    /// Units a degree of latitude.
    scale: f64,
    /// How much narrower a degree of longitude is there.
    narrow: f64,
}

impl Frame {
    /// All places and cells; none when there are none.
    fn around(places: &[Place]) -> Option<Frame> {
        let cells = places.iter().filter_map(|place| place.cell).map(|cell| cell.bounds());
        let corners = cells.flat_map(|[west, south, east, north]| [[west, south], [east, north]]);
        let all: Vec<Position> = places.iter().flat_map(spots).chain(corners).collect();
        let first = *all.first()?;
        let low = all.iter().fold(first, |low, one| [low[0].min(one[0]), low[1].min(one[1])]);
        let high = all.iter().fold(first, |high, one| [high[0].max(one[0]), high[1].max(one[1])]);
        let middle = [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0];
        let narrow = middle[1].to_radians().cos().max(0.05);
        let (wide, tall) = (((high[0] - low[0]) * narrow).max(LEAST), (high[1] - low[1]).max(LEAST));
        let scale = ((WIDTH - 2.0 * EDGE) / wide).min((HEIGHT - 2.0 * EDGE) / tall);
        Some(Frame { middle, scale, narrow })
    }

    /// Where a position lies in the picture.
    fn at(&self, [longitude, latitude]: Position) -> (f64, f64) {
        let x = WIDTH / 2.0 + (longitude - self.middle[0]) * self.narrow * self.scale;
        (x, HEIGHT / 2.0 - (latitude - self.middle[1]) * self.scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::town;
    use daftar_register::date::Lang;
    use daftar_register::view::Audience;

    #[test]
    fn every_place_lies_inside_and_north_is_up() {
        let (places, _) = town::shown(Audience::Public, Lang::En);
        let frame = Frame::around(&places.places).unwrap();
        for spot in places.places.iter().flat_map(spots) {
            let (x, y) = frame.at(spot);
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y}");
        }
        let [longitude, latitude] = frame.middle;
        assert!(frame.at([longitude, latitude + 0.001]).1 < frame.at([longitude, latitude]).1);
    }

    #[test]
    fn a_place_that_is_not_public_is_its_square() {
        let (places, _) = town::shown(Audience::Public, Lang::En);
        let cells = places.places.iter().filter(|place| place.cell.is_some()).count();
        assert!(cells > 0);
        assert_eq!(picture(&places.places).into_string().matches("ground-cell").count(), cells);
    }
}
