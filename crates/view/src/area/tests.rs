use super::*;

fn square(west: f64, south: f64, side: f64) -> Vec<Position> {
    vec![[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
}

fn area(shape: &Shape) -> f64 {
    of_shape(shape).unwrap().unwrap()
}

fn is_near(one: f64, other: f64, relative: f64) -> bool {
    (one - other).abs() <= relative * other.abs()
}

/// Areas that other programs reckoned, where they are at hand.
const AREAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/pattern/areas.json");

#[test]
fn holes_are_not_counted_and_parts_are_added() {
    let (field, hole) = (square(21.0, 34.9, 0.01), square(21.004, 34.904, 0.002));
    let whole = area(&Shape::Polygon(vec![field.clone()]));
    let hollow = area(&Shape::Polygon(vec![field.clone(), hole.clone()]));
    assert!(is_near(whole - hollow, area(&Shape::Polygon(vec![hole.clone()])), 1e-9));
    let backward: Vec<Position> = field.iter().rev().copied().collect();
    assert!(is_near(area(&Shape::Polygon(vec![backward])), whole, 1e-12), "whichever way round");
    let both = Shape::MultiPolygon(vec![vec![field], vec![square(21.02, 34.9, 0.01)]]);
    assert!(is_near(area(&both), 2.0 * whole, 1e-9));
    assert_eq!(of_shape(&Shape::Point([21.0, 35.0])), None);
}

#[test]
fn what_has_no_inside_is_told_in_words() {
    let fault = |ring: Vec<Position>| of_shape(&Shape::Polygon(vec![ring])).unwrap().unwrap_err();
    let bow = vec![[21.0, 35.0], [21.1, 35.1], [21.1, 35.0], [21.0, 35.1], [21.0, 35.0]];
    assert_eq!(fault(bow), Fault::CrossesItself);
    let spike = vec![[21.0, 35.0], [21.1, 35.0], [21.2, 35.0], [21.1, 35.0], [21.1, 35.1], [21.0, 35.0]];
    assert_eq!(fault(spike), Fault::CrossesItself);
    assert_eq!(fault(vec![[21.0, 35.0], [21.1, 35.0], [21.0, 35.0]]), Fault::TooFewCorners);
    let hollow = Shape::Polygon(vec![square(21.0, 35.0, 0.01), square(21.0, 35.0, 0.1)]);
    assert_eq!(of_shape(&hollow), Some(Err(Fault::HoleTooLarge)));
    assert!(Fault::CrossesItself.words(Lang::En).contains("crosses itself"));
}

#[test]
fn a_shape_may_lie_across_the_180th_meridian() {
    let across = [[179.99, 34.9], [-179.99, 34.9], [-179.99, 34.92], [179.99, 34.92]].to_vec();
    let elsewhere = square(21.0, 34.9, 0.02);
    assert!(is_near(area(&Shape::Polygon(vec![across.clone()])), area(&Shape::Polygon(vec![elsewhere])), 1e-9));
    let half = Shape::Polygon(vec![[[180.0, 34.9], [-179.99, 34.9], [-179.99, 34.92], [180.0, 34.92]].to_vec()]);
    let over = overlap(&[&Shape::Polygon(vec![across]), &half]);
    assert!(is_near(over, area(&half), 1e-4), "{over}");
}

#[test]
fn what_lies_in_two_shapes_is_found_once() {
    let shape = |west: f64| Shape::Polygon(vec![square(west, 34.9, 0.01)]);
    let (one, half, far) = (shape(21.0), shape(21.005), shape(21.5));
    assert_eq!(overlap(&[&one, &far]), 0.0);
    let over = overlap(&[&one, &half, &far]);
    assert!(is_near(over, area(&one) / 2.0, 1e-6), "{over} of {}", area(&one));
    let thrice = overlap(&[&one, &one, &one]);
    assert!(is_near(thrice, 2.0 * area(&one), 1e-6), "{thrice}");
    let ring = Shape::Polygon(vec![square(21.0, 34.9, 0.01), square(21.004, 34.904, 0.002)]);
    let inside = Shape::Polygon(vec![square(21.0045, 34.9045, 0.001)]);
    assert!(overlap(&[&ring, &inside]) < 0.1, "in its hole nothing overlaps");
}

#[test]
fn shapes_drawn_either_way_round_are_laid_on_each_other() {
    let shape = |rings: &[Vec<Position>]| Shape::Polygon(rings.to_vec());
    let back = |ring: Vec<Position>| ring.into_iter().rev().collect::<Vec<_>>();
    let (field, hole, other) = (square(21.0, 34.9, 0.01), square(21.004, 34.904, 0.002), square(21.005, 34.9, 0.01));
    for field in [field.clone(), back(field)] {
        for hole in [hole.clone(), back(hole.clone())] {
            for other in [other.clone(), back(other.clone())] {
                let (hollow, other) = (shape(&[field.clone(), hole.clone()]), shape(std::slice::from_ref(&other)));
                let whole = area(&shape(std::slice::from_ref(&field)));
                let expected = whole / 2.0 - area(&shape(std::slice::from_ref(&hole))) / 2.0;
                let over = overlap(&[&hollow, &other]);
                assert!(is_near(over, expected, 1e-5), "{over} is not {expected}");
            }
        }
    }
}

#[test]
fn thousands_that_hang_together_are_laid_on_each_other_at_once() {
    // Down a stair, each with a quarter on the one before.
    let stair: Vec<Shape> = (0..4_000)
        .map(|n| f64::from(n) * 0.000_05)
        .map(|at| Shape::Polygon(vec![square(21.0 + at, 34.9 + at, 0.0001)]))
        .collect();
    let over = overlap(&stair.iter().collect::<Vec<_>>());
    let expected = stair.iter().skip(1).map(|one| area(one) / 4.0).sum::<f64>();
    assert!(is_near(over, expected, 1e-4), "{over} is not {expected}");
}

#[test]
fn measures_are_understood_or_left() {
    let hectares = |n: f64, unit: &str| square_metres(n, Some(unit));
    assert_eq!([hectares(2.0, "ha"), hectares(3.0, "دونم")], [Some(20_000.0), Some(3_000.0)]);
    assert_eq!([hectares(2.0, "rods"), square_metres(2.0, None), hectares(-1.0, "m2")], [None, None, None]);
}

#[test]
fn areas_are_those_of_other_programs() {
    let Ok(text) = std::fs::read_to_string(AREAS) else {
        println!("skipped: no file with areas that other programs reckoned");
        return;
    };
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut compared = 0;
    for case in file["cases"].as_array().unwrap() {
        for (name, ring) in case["polygons"].as_object().unwrap() {
            let ring: Vec<Position> = serde_json::from_value(ring.clone()).unwrap();
            let known = case["areas"][name]["geographiclib_m2"].as_f64().unwrap();
            let found = area(&Shape::Polygon(vec![ring]));
            assert!(is_near(found, known, 1e-9), "{name}: {found} is not {known}");
            compared += 1;
        }
    }
    assert!(compared > 5);
}

#[test]
fn two_that_overlap_cover_what_they_cover_together() {
    let Ok(text) = std::fs::read_to_string(AREAS) else {
        println!("skipped: no file with areas that other programs reckoned");
        return;
    };
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let case = &file["cases"][2];
    let shape = |name: &str| Shape::Polygon(vec![serde_json::from_value(case["polygons"][name].clone()).unwrap()]);
    let (a, b) = (shape("damaged_a"), shape("damaged_b"));
    let together = area(&a) + area(&b) - overlap(&[&a, &b]);
    assert!(is_near(together, area(&shape("union")), 1e-8), "{together}");
}
