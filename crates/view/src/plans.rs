//! Plans, sketches and old maps whose picture is kept: how each author ties them to the ground, and what they show where.

use std::collections::BTreeMap;

use daftar_claim::{Claim, ClaimId, EntityId, FileId, Locator, Value};
use serde::Serialize;

use crate::asked::{Asked, Spoken};
use crate::cite::Who;
use crate::entity::kinds;
use crate::json;
use crate::known;
use crate::shape::{Position, Shape};
use crate::surroundings::Audience;

/// A plan.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Plan {
    /// The plan.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// Its title in the language asked for; none when nobody gives it.
    pub name: Option<String>,
    /// Its pictures, sorted.
    #[serde(serialize_with = "json::texts")]
    pub pictures: Vec<FileId>,
    /// How it is tied to the ground: one placement for each who does.
    pub placements: Vec<Placement>,
    /// What it shows, by the statements that name a place in its picture as where they were read.
    pub marks: Vec<Mark>,
}

/// One author's ties. Those of different authors are never mixed.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Placement {
    /// Who ties it.
    pub by: Who,
    /// The points, by pixel.
    pub points: Vec<ControlPoint>,
}

/// "This pixel is that position."
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ControlPoint {
    /// Pixels from the left and from the top.
    pub pixel: [u32; 2],
    /// The position.
    pub position: Position,
    /// How far off it may be, metres.
    pub uncertainty: Option<f64>,
    /// The statement.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
}

/// Something that the plan shows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Mark {
    /// Pixels from the left and from the top: the middle of the part of the picture that is named.
    pub pixel: [u32; 2],
    /// What it is.
    pub entity: Who,
    /// The statement.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
}

/// All plans, by entity.
pub fn plans(asked: &Asked) -> Vec<Plan> {
    let mut marks = marks(asked);
    let is_plan = |entity: &EntityId| kinds(asked.about(*entity)).iter().any(|kind| kind == known::PLAN);
    asked.entities().into_iter().filter(is_plan).map(|entity| plan(asked, entity, &mut marks)).collect()
}

/// One picture as a plan, whether somebody calls it one or not.
pub fn plan_of(asked: &Asked, entity: EntityId) -> Plan {
    plan(asked, asked.identity().first(entity), &mut marks(asked))
}

fn plan(asked: &Asked, entity: EntityId, marks: &mut BTreeMap<EntityId, Vec<Mark>>) -> Plan {
    let spoken = asked.about(entity);
    let of = |property: &'static str| spoken.iter().filter(move |one| one.property.as_str() == property);
    let mut pictures: Vec<FileId> = of(known::FILE).filter_map(file).collect();
    pictures.sort_unstable();
    pictures.dedup();
    let mut placements: BTreeMap<Who, Vec<ControlPoint>> = BTreeMap::new();
    for one in of(known::CONTROL_POINT) {
        let statement = asked.statement(one);
        if let Some(point) = control_point(statement.statement.id, statement.claim()) {
            placements.entry(Who::voice(statement.claim(), asked)).or_default().push(point);
        }
    }
    let placement = |(by, mut points): (Who, Vec<ControlPoint>)| {
        points.sort_by_key(|point| (point.pixel, point.claim));
        Placement { by, points }
    };
    Plan {
        entity,
        name: asked.name(entity).map(str::to_owned),
        pictures,
        placements: placements.into_iter().map(placement).collect(),
        marks: marks.remove(&entity).unwrap_or_default(),
    }
}

fn file(one: &Spoken) -> Option<FileId> {
    match &*one.value {
        Value::File(file) => Some(*file),
        _ => None,
    }
}

fn control_point(id: ClaimId, claim: &Claim) -> Option<ControlPoint> {
    let Value::Geometry { wkt, uncertainty } = &claim.value else { return None };
    let position = Shape::of(wkt)?.point()?;
    let uncertainty = uncertainty.as_ref().map(|metres| metres.to_f64().abs());
    Some(ControlPoint { pixel: pixel(claim.locator.as_ref()?)?, position, uncertainty, claim: id })
}

/// What each source shows where in its picture, but what ties it to the ground. Where a sensitive place stands in a picture
/// that is laid on the ground is its position: the public is not told, nor anybody of one that is embargoed.
fn marks(asked: &Asked) -> BTreeMap<EntityId, Vec<Mark>> {
    let mut marks: BTreeMap<EntityId, Vec<Mark>> = BTreeMap::new();
    for one in asked.selected() {
        let claim = one.claim();
        let here = claim.locator.as_ref().and_then(pixel).filter(|_| claim.property.as_str() != known::CONTROL_POINT);
        let told = |entity: &EntityId| match asked.ask.audience {
            Audience::Keeper => !asked.surroundings.is_embargoed(*entity),
            Audience::Public => !asked.surroundings.is_sensitive(*entity),
        };
        if let Some((entity, pixel)) = claim.subject.entity().filter(told).zip(here) {
            let entity = Who::entity(asked.identity().first(entity), asked);
            let mark = Mark { pixel, entity, claim: one.statement.id };
            marks.entry(asked.identity().first(claim.source)).or_default().push(mark);
        }
    }
    for list in marks.values_mut() {
        list.sort_unstable();
        list.dedup_by(|a, b| (a.pixel, &a.entity) == (b.pixel, &b.entity));
    }
    marks
}

/// The middle of the part that a locator `xywh=pixel:120,340,1,1` (W3C Media Fragments 1.0) names; `pixel:` may be left out.
fn pixel(locator: &Locator) -> Option<[u32; 2]> {
    let Locator::Page(page) = locator else { return None };
    let numbers = page.strip_prefix("xywh=")?;
    let numbers: Result<Vec<u32>, _> =
        numbers.strip_prefix("pixel:").unwrap_or(numbers).split(',').map(str::parse).collect();
    match numbers.ok()?.as_slice() {
        [x, y, width, height] => Some([x.checked_add(width / 2)?, y.checked_add(height / 2)?]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, entity, gathered, point, shipped};
    use crate::{Ask, Audience, Surroundings};
    use daftar_claim::Statement;

    fn tie(at: &str, wkt: &str) -> Says {
        Says::of("sketch", "control-point").value(point(wkt, Some("10"))).from("sketch").page(at)
    }

    fn sketch() -> Vec<Statement> {
        vec![
            Says::of("sketch", "kind").code("kind", "plan").done(),
            Says::of("sketch", "title").text("Sketch of the quarter", Some("en")).done(),
            tie("xywh=pixel:10,20,1,1", "POINT (21 35)").by("keeper").done(),
            tie("xywh=pixel:410,320,1,1", "POINT (21.01 34.99)").by("keeper").done(),
            tie("xywh=pixel:10,20,1,1", "POINT (21.5 35)").by("neighbour").done(),
            tie("page 4", "POINT (21.5 35)").by("neighbour").done(),
            Says::of("mill", "name").text("Old Mill", Some("en")).from("sketch").page("xywh=200,100,40,20").done(),
        ]
    }

    fn shown(list: &[Statement], audience: Audience) -> Vec<Plan> {
        let profiles = shipped();
        let surroundings = Surroundings::gather(list, audience, &profiles);
        plans(&Asked::new(list, &Ask { audience, ..Ask::default() }, &profiles, &surroundings))
    }

    #[test]
    fn each_authors_ties_stay_together() {
        let found = shown(&sketch(), Audience::Keeper);
        assert_eq!((found.len(), found[0].name.as_deref()), (1, Some("Sketch of the quarter")));
        let mut ties: Vec<_> = found[0].placements.iter().map(|one| (one.by.entity, one.points.len())).collect();
        ties.sort_unstable_by_key(|(_, count)| *count);
        assert_eq!(ties, [(Some(entity("neighbour")), 1), (Some(entity("keeper")), 2)]);
        let mut points = found[0].placements.iter().flat_map(|one| &one.points);
        assert!(points.any(|one| one.pixel == [410, 320] && one.position == [21.01, 34.99]));
    }

    #[test]
    fn what_a_plan_shows_is_marked_in_its_picture() {
        let marks = &shown(&sketch(), Audience::Keeper)[0].marks;
        assert_eq!(marks.len(), 1);
        assert_eq!((marks[0].pixel, marks[0].entity.name.as_deref()), ([220, 110], Some("Old Mill")));
    }

    #[test]
    fn the_public_sees_ties_of_a_published_plan_only() {
        let mut list = sketch();
        assert!(shown(&list, Audience::Public)[0].placements.is_empty());
        list.push(Says::of("sketch", "published").date("2030").done());
        assert_eq!(shown(&list, Audience::Public)[0].placements.len(), 2);
        assert_eq!(gathered(&list).cell(entity("sketch")), None);
    }

    #[test]
    fn the_public_is_not_told_where_in_a_picture_a_sensitive_place_stands() {
        let mut list = sketch();
        let well = |says: Says| says.from("sketch").page("xywh=300,100,2,2").done();
        list.push(Says::of("well", "kind").code("kind", "water-point").done());
        list.push(well(Says::of("well", "name").text("Well 7", Some("en"))));
        let marked = |audience| shown(&list, audience)[0].marks.len();
        assert_eq!((marked(Audience::Public), marked(Audience::Keeper)), (1, 2));
    }

    #[test]
    fn any_picture_can_be_looked_at_as_a_plan() {
        let list = &sketch()[1..];
        let (profiles, ask) = (shipped(), Ask { audience: Audience::Keeper, ..Ask::default() });
        let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
        let asked = Asked::new(list, &ask, &profiles, &surroundings);
        assert!(plans(&asked).is_empty(), "nobody calls it a plan");
        let plan = plan_of(&asked, entity("sketch"));
        assert_eq!((plan.placements.len(), plan.marks.len()), (2, 1));
    }

    #[test]
    fn places_in_a_picture() {
        let at = |text: &str| pixel(&Locator::Page(text.into()));
        assert_eq!(at("xywh=pixel:160,120,320,240"), Some([320, 240]));
        for other in ["12", "xywh=percent:1,2,3,4", "xywh=1,2,3", "xywh=-1,2,3,4", "xywh=4294967295,0,9,9"] {
            assert_eq!(at(other), None, "{other}");
        }
    }
}
