//! The map where there is too much to draw each: squares with how many things lie in them and how they stand, ever smaller; a list that says
//! the same without a script.

use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::view::crowd::{Crowd, Mark, Part};
use maud::{Markup, html};
use serde::Serialize;
use serde_json::{Value, json};

use super::looking::Looking;
use super::map::{BASE, OWN};
use super::search::{self, Found};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::assets;
use crate::error::Trouble;
use crate::layout::Content;
use crate::map::{Links, Words, crowd_frame, level_words, loaders};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::{Form, Visit};

/// More places than this are not drawn one by one.
pub(super) const MANY: usize = 2_000;
/// Up to so many things in what is looked at are told one by one.
const FEW: usize = 300;
/// Squares along the longer side of what is looked at.
const ALONG: f64 = 10.0;
/// Marks that the list tells.
const LISTED: usize = 100;
const EARTH: [f64; 4] = [-180.0, -90.0, 180.0, 90.0];

/// What is shown of a crowd.
#[derive(Serialize)]
pub(super) struct Shown {
    #[serde(flatten)]
    crowd: Crowd,
    /// The part that is looked at: west, south, east, north.
    part: [f64; 4],
    #[serde(skip)]
    names: std::collections::BTreeMap<EntityId, String>,
}

/// `/map/crowd?bounds=20,34,22,36`: marks as GeoJSON.
pub(crate) async fn drawing(mut visit: Visit) -> Response {
    visit.form = Form::Json;
    let asked = visit.asked.clone();
    let digits = asked.digits;
    let draw = move |looking: &Looking<'_>| {
        let shown = shown(looking, &asked, search::found(looking, &asked)?.as_ref())?;
        let words = Words::with_digits(looking.ask.lang, digits);
        Ok(features(&shown, &words))
    };
    visit.page(draw, |_, screen| Content::plain(screen.say("map-title"), html! {})).await
}

/// Whether there is more on the map than is drawn one by one, or more than that was found.
pub(super) fn is_crowded(looking: &Looking<'_>, found: Option<&Found>) -> Result<bool, Trouble> {
    if let Some(found) = found {
        return Ok(found.members.len() > MANY);
    }
    if looking.register.are_courses_dear()? {
        return Err(Trouble::Counting);
    }
    Ok(looking.register.how_many_placed(looking.standing(), looking.ask.audience)? > MANY)
}

pub(super) fn shown(looking: &Looking<'_>, asked: &Asked, found: Option<&Found>) -> Result<Shown, Trouble> {
    if looking.register.are_courses_dear()? {
        return Err(Trouble::Counting);
    }
    let look = |bounds: [f64; 4], side: Option<f64>| {
        let only = found.map(|found| &found.members);
        looking.register.crowd(&Part { bounds, side, only }, looking.standing(), &looking.ask)
    };
    let wanted = asked.get("bounds").and_then(bounds);
    let (whole, _) = look(wanted.unwrap_or(EARTH), Some(360.0))?;
    let part = wanted.or(whole.bounds.map(wider)).unwrap_or(EARTH);
    let side = (whole.inside > FEW).then(|| side(part));
    let (crowd, names) = look(part, side)?;
    Ok(Shown { crowd, part, names })
}

/// Four numbers of degrees; anything else is as if it were not there.
fn bounds(text: &str) -> Option<[f64; 4]> {
    let numbers: Vec<f64> = text.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [west, south, east, north] = <[f64; 4]>::try_from(numbers).ok()?;
    let fits = [west, east].iter().all(|at| at.abs() <= 180.0) && [south, north].iter().all(|at| at.abs() <= 90.0);
    (fits && south < north && west != east).then_some([west, south, east, north])
}

/// A little more than what is there, so that nothing lies on the edge.
fn wider([west, south, east, north]: [f64; 4]) -> [f64; 4] {
    let (more, up) = ((east - west).max(0.01) * 0.05, (north - south).max(0.01) * 0.05);
    [(west - more).max(-180.0), (south - up).max(-90.0), (east + more).min(180.0), (north + up).min(90.0)]
}

/// The side of the squares: a power of two, so that the same squares come again whatever part is looked at.
fn side([west, south, east, north]: [f64; 4]) -> f64 {
    let wide = if west <= east { east - west } else { 360.0 + east - west };
    (wide.max(north - south) / ALONG).log2().floor().exp2()
}

/// The address of a part of the map.
fn part_address(part: [f64; 4], screen: &Screen<'_>) -> String {
    let text = part.map(|degrees| format!("{degrees:.6}")).join(",");
    let pairs = screen
        .visit
        .asked
        .pairs()
        .filter(|(name, _)| *name != "bounds")
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let pairs: Vec<(String, String)> = pairs.chain([("bounds".to_owned(), text)]).collect();
    with_query(&Address::Map.to_string(), pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

fn features(shown: &Shown, words: &Words) -> Value {
    let feature = |mark: &Mark| {
        let shape = match mark.cell {
            Some([w, s, e, n]) => {
                json!({ "type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]] })
            }
            None => json!({ "type": "Point", "coordinates": mark.at }),
        };
        let only = mark.only.map(|entity| Address::Card(entity).to_string());
        json!({ "type": "Feature", "geometry": shape, "properties": {
            "level": mark.worst(), "things": mark.things, "cell": mark.cell.is_some(), "bounds": mark.bounds,
            "cards": (mark.things > 1).then(|| words.number(mark.things)),
            "name": mark.only.and_then(|entity| shown.names.get(&entity)), "card": only,
        } })
    };
    let features: Vec<Value> = shown.crowd.marks.iter().map(feature).collect();
    json!({
        "type": "FeatureCollection", "features": features, "inside": shown.crowd.inside, "all": shown.crowd.all,
        "bounds": shown.crowd.bounds, "told": words.count("map-crowd-inside", shown.crowd.inside),
    })
}

pub(super) fn render(shown: &Shown, screen: &Screen<'_>) -> Content {
    let title = screen.say("map-title");
    let drawing = with_query("/map/crowd", screen.visit.asked.pairs().filter(|(name, _)| *name != "bounds"));
    let own = screen.visit.site.0.basemap.is_some().then_some(OWN);
    let (card, plan) = (|entity| screen.to(Address::Card(entity)), |_| None);
    let links = Links { drawing: &drawing, base: BASE, own, card: &card, plan: &plan };
    let words = Words::with_digits(screen.lang, screen.visit.asked.digits);
    let body = html! {
        (loaders(false, assets::address))
        p.sum role="status" {
            (screen.count("map-crowd-all", shown.crowd.all)) " "
            span #map-inside { (screen.count("map-crowd-inside", shown.crowd.inside)) }
            @if shown.crowd.somewhere > 0 { " " (screen.count("map-crowd-somewhere", shown.crowd.somewhere)) }
            @if shown.crowd.inside < shown.crowd.all { " " a href=(screen.to(Address::Map)) { (screen.say("map-whole")) } }
        }
        (crowd_frame(links, shown.part, list(shown, &words, screen), &words))
    };
    Content::asking(title.clone(), html! { header { h1 { (title) } } }, body)
}

/// What the map shows, in words: the fullest squares, each a way to what lies in it; or the things one by one.
fn list(shown: &Shown, words: &Words, screen: &Screen<'_>) -> Markup {
    let marks = &shown.crowd.marks;
    html! {
        ol.plain.map-crowd {
            @for mark in marks.iter().take(LISTED) { li { (line(mark, shown, words, screen)) } }
        }
        @if marks.len() > LISTED { p.quiet { (screen.count("map-crowd-more", marks.len() - LISTED)) } }
    }
}

fn line(mark: &Mark, shown: &Shown, words: &Words, screen: &Screen<'_>) -> Markup {
    let levels =
        mark.levels.iter().rev().map(|(level, many)| format!("{} {}", words.number(*many), level_words(level, words)));
    let told = levels.collect::<Vec<_>>().join(&screen.say("map-crowd-comma"));
    html! {
        @match mark.only {
            Some(entity) => { (name::entity(entity, shown.names.get(&entity).map(String::as_str), screen)) " " },
            None => {
                @let there = wider(mark.bounds);
                a href=(part_address(there, screen)) { (screen.count("map-crowd-mark", mark.things)) } " "
            },
        }
        span.quiet { (told) }
        @if mark.cell.is_some() { " " small { (screen.say("map-cell")) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_four_degrees_or_nothing() {
        assert_eq!(bounds("20,34,22.5,36"), Some([20.0, 34.0, 22.5, 36.0]));
        assert_eq!(bounds("179,34,-179,36"), Some([179.0, 34.0, -179.0, 36.0]), "across the antimeridian");
        for wrong in ["", "1,2,3", "20,36,22,34", "20,34,200,36", "NaN,34,22,36", "a,b,c,d", "20,34,20,36"] {
            assert_eq!(bounds(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn squares_are_the_same_whatever_part_is_looked_at() {
        assert_eq!(side([20.0, 34.0, 22.0, 36.0]), 0.125);
        assert_eq!(side([20.3, 34.2, 22.5, 36.1]), 0.125);
        assert_eq!(side([179.0, 34.0, -179.0, 35.0]), 0.125);
        assert_eq!(side(EARTH), 32.0);
    }
}
