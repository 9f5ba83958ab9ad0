//! What a map of very many places shows.

use super::*;
use crate::testing::{Says, edtf, entity, point, shipped};
use crate::{Asked, Audience, Surroundings};
use daftar_claim::Statement;

fn house(n: usize, east: f64, state: &str) -> Vec<Statement> {
    let name = format!("house {n}");
    vec![
        Says::of(&name, "kind").code("kind", "building").done(),
        Says::of(&name, "location").value(point(&format!("POINT ({east} 35.0)"), None)).done(),
        Says::of(&name, "state").code("state", state).when("2031-10").done(),
    ]
}

fn courses(list: &[Statement], audience: Audience) -> Courses {
    let (profiles, ask) = (shipped(), Ask { audience, ..Ask::default() });
    let surroundings = Surroundings::gather(list, audience, &profiles);
    let mut courses = Courses::new(&profiles);
    courses.take(&Asked::new(list, &ask, &profiles, &surroundings), &|_| true);
    courses.sort();
    courses
}

const EARTH: [f64; 4] = [-180.0, -90.0, 180.0, 90.0];

fn part(side: Option<f64>) -> Part<'static> {
    Part { bounds: EARTH, side, only: None }
}

#[test]
fn what_lies_in_one_square_is_one_mark() {
    let list: Vec<Statement> =
        [house(1, 21.01, "damaged"), house(2, 21.02, "destroyed"), house(3, 23.0, "intact")].concat();
    let courses = courses(&list, Audience::Public);
    let found = crowd(&courses, &Ask::default(), &part(Some(1.0)));
    assert_eq!((found.all, found.inside, found.bounds), (3, 3, Some([21.01, 35.0, 23.0, 35.0])));
    let two = &found.marks[0];
    assert_eq!((two.things, two.only, found.marks[1].only), (2, None, Some(entity("house 3"))));
    assert!((two.at[0] - 21.015).abs() < 1e-9);
    assert_eq!(two.levels, [("3".to_owned(), 1), ("5".to_owned(), 1)].into());
    let alone = crowd(&courses, &Ask::default(), &part(None));
    assert_eq!(alone.marks.len(), 3);
    let east = crowd(&courses, &Ask::default(), &Part { bounds: [22.0, 30.0, 24.0, 40.0], ..part(None) });
    assert_eq!((east.inside, east.all), (1, 3));
    let across = crowd(&courses, &Ask::default(), &Part { bounds: [22.0, 30.0, 21.015, 40.0], ..part(None) });
    assert_eq!(across.inside, 2, "across the antimeridian");
    let before = crowd(&courses, &Ask { at: Some(edtf("2031-09")), ..Ask::default() }, &part(None));
    assert!(before.marks.iter().all(|mark| mark.levels == [("untold".to_owned(), 1)].into()));
    assert_eq!(placed(&courses), 3);
}

#[test]
fn sensitive_places_are_their_cell_however_small_the_squares() {
    let well = |n: usize, east: &str| {
        let name = format!("well {n}");
        vec![
            Says::of(&name, "kind").code("kind", "water-point").done(),
            Says::of(&name, "location").value(point(&format!("POINT ({east} 35.0239)"), None)).done(),
        ]
    };
    let list: Vec<Statement> = [well(1, "21.0173"), well(2, "21.0399"), house(3, 21.02, "damaged")].concat();
    for side in [None, Some(0.0001), Some(1.0)] {
        let found = crowd(&courses(&list, Audience::Public), &Ask::default(), &part(side));
        let cell = found.marks.iter().find(|mark| mark.cell.is_some()).unwrap();
        assert_eq!((cell.things, cell.at, found.marks.len()), (2, [21.025, 35.025], 2), "{side:?}");
        let wide = if side == Some(1.0) { [21.0, 35.0, 22.0, 36.0] } else { [21.0, 35.0, 21.05, 35.05] };
        assert_eq!((cell.cell, cell.bounds), (Some(wide), [21.0, 35.0, 21.05, 35.05]), "{side:?}");
    }
    let keeper = crowd(&courses(&list, Audience::Keeper), &Ask::default(), &part(None));
    assert!(keeper.marks.len() == 3 && keeper.marks.iter().all(|mark| mark.cell.is_none()));
}

#[test]
fn every_thing_is_in_a_mark_however_many_cells_there_are() {
    let well = |n: usize| {
        let (name, at) = (
            format!("well {n}"),
            format!("POINT ({} {})", 20.01 + (n % 50) as f64 / 20.0, 34.01 + (n / 50) as f64 / 20.0),
        );
        vec![
            Says::of(&name, "kind").code("kind", "water-point").done(),
            Says::of(&name, "location").value(point(&at, None)).done(),
        ]
    };
    let list: Vec<Statement> = (0..1500).flat_map(well).collect();
    let courses = courses(&list, Audience::Public);
    for (side, marks) in [(0.01, 1500), (0.125, 17 * 11), (0.25, 10 * 6)] {
        let found = crowd(&courses, &Ask::default(), &part(Some(side)));
        let told: usize = found.marks.iter().map(|mark| mark.things).sum();
        assert_eq!((told, found.inside), (1500, 1500), "{side}");
        assert_eq!(found.marks.len(), marks, "{side}");
    }
}

#[test]
fn embargoed_sites_are_their_cell_for_keepers_too() {
    let list = [
        Says::of("depot", "kind").code("kind", "military-site").done(),
        Says::of("depot", "location").value(point("POINT (21.0173 35.0239)", None)).done(),
        Says::of("depot", "area-point").value(point("POINT (21.0174 35.0238)", None)).done(),
    ];
    for audience in [Audience::Public, Audience::Keeper] {
        let found = crowd(&courses(&list, audience), &Ask::default(), &part(None));
        let marks: Vec<_> = found.marks.iter().map(|mark| (mark.at, mark.cell.is_some())).collect();
        assert_eq!((marks, found.somewhere), (vec![([21.025, 35.025], true)], 0), "{audience:?}");
    }
}
