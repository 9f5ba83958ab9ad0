use daftar_date::Lang;
use daftar_pattern::{Correction, Raster};

use super::*;

/// A town of 900 houses, 30 in a row, 40 m apart, with two wells; near them damage is likelier, or not.
fn town(near: f64) -> Given {
    let wells = vec![Point::new(400.0, 400.0), Point::new(900.0, 700.0)];
    let mut drawn = 0x2545_f491_4f6c_dd1du64;
    let mut chance = move || {
        drawn ^= drawn << 13;
        drawn ^= drawn >> 7;
        drawn ^= drawn << 17;
        (drawn >> 11) as f64 / (1u64 << 53) as f64
    };
    let thing = |number: u32| {
        let at = Point::new(f64::from(number % 30) * 40.0, f64::from(number / 30) * 40.0);
        let close = wells.iter().any(|well| (well.x - at.x).hypot(well.y - at.y) < 160.0);
        let damaged = if chance() < if close { near } else { 0.12 } { Damaged::Yes } else { Damaged::No };
        Thing { at, damaged, stratum: 0, error: 0.0, attack: None, is_facility: false }
    };
    let things = (0..900).map(thing).collect();
    Given { facilities: wells, things, strata: vec![String::new()], ..Given::default() }
}

fn asked() -> Asked {
    Asked {
        facilities: "wells".into(),
        things: "houses".into(),
        within: 300.0,
        steps: 10,
        statistic: Statistic::Nearest,
        side: Side::Both,
        level: 0.05,
        simulations: 499,
        seed: 7,
        threads: 2,
        squares: vec![600.0],
        attack: Some(60.0),
        times: 2.0,
    }
}

fn prose(report: &Report, lang: Lang) -> String {
    let parts = sections(report, lang).into_iter();
    parts
        .flat_map(|part| {
            std::iter::once(part.heading).chain(part.lines.into_iter().map(Line::text)).collect::<Vec<_>>()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn raised_risk_is_found_and_its_absence_is_no_acquittal() {
    let raised = Report::of(asked(), town(0.5), &|_, _| ()).unwrap();
    assert!(raised.answer.p().is_some_and(|p| p <= 0.01), "{:?}", raised.answer.p());
    assert!(prose(&raised, Lang::En).contains("more damage near them than chance gives, between"));
    let even = Report::of(asked(), town(0.12), &|_, _| ()).unwrap();
    let said = prose(&even, Lang::En);
    assert!(even.answer.p().is_some_and(|p| p > 0.05), "{:?}", even.answer.p());
    assert!(said.contains("not distinguishable") && said.contains("this test would have found it in"), "{said}");
}

#[test]
fn every_report_says_what_it_cannot_see_in_both_languages_and_never_why() {
    for near in [0.5, 0.12, 0.0] {
        let report = Report::of(asked(), town(near), &|_, _| ()).unwrap();
        for lang in [Lang::En, Lang::Ar] {
            let said = prose(&report, lang);
            assert!(said.contains(if lang == Lang::En { "Nearness is no intent" } else { "القرب ليس قصدًا" }), "{said}");
            for word in ["target", "deliberate", "NaN", "inf", "مستهدف", "متعمد"] {
                assert!(!said.contains(word), "{word}: {said}");
            }
        }
    }
}

#[test]
fn too_little_is_an_answer() {
    let mut given = town(0.12);
    given.things.iter_mut().for_each(|thing| thing.damaged = Damaged::No);
    let none = Report::of(asked(), given.clone(), &|_, _| ()).unwrap();
    assert!(prose(&none, Lang::En).contains("nothing is damaged"), "{}", prose(&none, Lang::En));
    given.things.iter_mut().take(3).for_each(|thing| thing.damaged = Damaged::Yes);
    let three = Report::of(asked(), given.clone(), &|_, _| ()).unwrap();
    assert!(prose(&three, Lang::Ar).contains("قليل جدًا: المتضرر 3"), "{}", prose(&three, Lang::Ar));
    assert!(three.answer.p().is_none());
    given.facilities.clear();
    assert!(Report::of(asked(), given, &|_, _| ()).is_err());
}

#[test]
fn what_is_disputed_is_taken_both_ways_and_told_first_if_the_answer_hangs_on_it() {
    let mut given = town(0.12);
    let wells = given.facilities.clone();
    let close = |thing: &&mut Thing| wells.iter().any(|well| (well.x - thing.at.x).hypot(well.y - thing.at.y) < 160.0);
    given.things.iter_mut().filter(close).for_each(|thing| thing.damaged = Damaged::Disputed);
    let report = Report::of(asked(), given, &|_, _| ()).unwrap();
    assert!(report.disputed.as_ref().is_some_and(|disputed| disputed.changes));
    let said = prose(&report, Lang::En);
    assert!(said.contains("The answer hangs on:") && said.contains("how what is disputed is taken"), "{said}");
}

#[test]
fn the_same_seed_gives_the_same_curves_with_any_number_of_processors() {
    let csv = |threads: usize| {
        let report = Report::of(Asked { threads, ..asked() }, town(0.3), &|_, _| ()).unwrap();
        let mut out = Vec::new();
        curves_csv(&report, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let one = csv(1);
    assert_eq!(one.lines().count(), 11);
    assert_eq!(one, csv(2));
}

/// The town on ground that is equally exposed everywhere.
fn on_ground(near: f64) -> Given {
    let raster = Raster::new(Point::new(-20.0, -20.0), [40.0, 40.0], 30, vec![1.0; 900]).unwrap();
    let ground = Ground { exposure: "houses".into(), window: Vec::new(), raster, edge: Correction::Translation };
    Given { ground: Some(ground), ..town(near) }
}

#[test]
fn damage_is_asked_of_beside_an_exposure() {
    for statistic in [Statistic::Nearest, Statistic::Every] {
        let asked = || Asked { statistic, squares: vec![200.0], ..asked() };
        let raised = Report::of(asked(), on_ground(0.5), &|_, _| ()).unwrap();
        assert!(raised.answer.p().is_some_and(|p| p <= 0.01), "{:?}", raised.answer.p());
        assert_eq!(raised.finer.len(), 1);
        let even = Report::of(asked(), on_ground(0.12), &|_, _| ()).unwrap();
        assert!(even.answer.p().is_some_and(|p| p > 0.05), "{:?}", even.answer.p());
        let said = prose(&even, Lang::En);
        for part in [
            "is spread as houses is",
            "by the exposure",
            "averaged over squares of 200 m",
            "Whether the exposure is right",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("things at risk") && prose(&even, Lang::Ar).contains("كما ينتشر «houses»"), "{said}");
    }
}

#[test]
fn what_lies_where_nothing_is_exposed_is_named() {
    let mut given = on_ground(0.12);
    let houses = given.things.len();
    given.things.push(Thing { at: Point::new(5_000.0, 0.0), damaged: Damaged::Yes, ..given.things[0].clone() });
    given.facilities.push(Point::new(-900.0, 10.0));
    let report = Report::of(asked(), given, &|_, _| ()).unwrap();
    assert_eq!(
        (report.given.left_out.len(), report.given.things.len(), report.answer.numbers.facilities),
        (2, houses, 2)
    );
}

#[test]
fn disputes_attacks_and_errors_are_asked_of_beside_an_exposure_too() {
    let mut given = on_ground(0.12);
    let wells = given.facilities.clone();
    for thing in &mut given.things {
        thing.error = 10.0;
        if wells.iter().any(|well| (well.x - thing.at.x).hypot(well.y - thing.at.y) < 160.0) {
            thing.damaged = Damaged::Disputed;
        }
    }
    let steps = std::cell::Cell::new(0);
    let report = Report::of(Asked { simulations: 99, ..asked() }, given, &|_, _| steps.set(steps.get() + 1)).unwrap();
    assert!(report.disputed.as_ref().is_some_and(|disputed| disputed.changes));
    assert!(report.attacks.is_some() && report.jittered.is_some_and(|jittered| jittered.all.len() == 49));
    assert_eq!(steps.get(), 50, "each way of asking is told");
}
