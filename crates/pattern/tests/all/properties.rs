//! Whatever comes in: an answer or an error with words, never a p of 0, never what is no number.

use daftar_pattern::*;
use proptest::prelude::*;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        20 => -10.0..10.0,
        4 => (-4i32..5).prop_map(f64::from),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-0.0), Just(1e300), Just(1e-300)],
    ]
}

fn tame() -> impl Strategy<Value = f64> {
    prop_oneof![3 => -10.0..10.0, 2 => (-4i32..5).prop_map(f64::from)]
}

fn point(number: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = Point> {
    (number.clone(), number).prop_map(|(x, y)| Point::new(x, y))
}

fn points(most: usize) -> impl Strategy<Value = Vec<Point>> {
    prop::collection::vec(point(tame().boxed()), 0..most)
}

fn assets() -> impl Strategy<Value = Vec<Asset>> {
    let asset = (point(tame().boxed()), any::<bool>(), 0u32..4, prop::bool::weighted(0.1));
    let asset = asset.prop_map(|(at, damaged, stratum, is_facility)| Asset { at, damaged, stratum, is_facility });
    prop::collection::vec(asset, 0..60)
}

fn is_sound(answer: &Answer) -> Result<(), TestCaseError> {
    for test in &answer.tests {
        prop_assert!(test.p > 0.0 && test.p <= 1.0, "{test:?}");
    }
    let few = matches!(answer.verdict, Verdict::TooFew(_));
    prop_assert_eq!(few, answer.tests.is_empty());
    if let Some(exact) = answer.exact {
        prop_assert!(exact.greater > 0.0 && exact.less > 0.0 && exact.both > 0.0 && exact.both <= 1.0, "{exact:?}");
    }
    for risk in &answer.risks {
        let ratios = risk.strata.iter().map(|stratum| stratum.odds_ratio).chain(risk.pooled);
        for ratio in ratios {
            prop_assert!(ratio.low.is_finite() && ratio.low >= 0.0, "{ratio:?}");
            prop_assert!(ratio.high.is_none_or(|high| high.is_finite() && high >= ratio.low), "{ratio:?}");
            prop_assert!(ratio.estimate.is_none_or(f64::is_finite), "{ratio:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn labels_are_answered(assets in assets(), places in points(6), side in 0usize..3, every: bool, seed: u64) {
        let Ok(facilities) = Facilities::new(&places) else { return Ok(()) };
        let reaches = Reaches::even(3.0, 6).unwrap();
        let Ok(found) = AtRisk::new(&assets, &facilities, &reaches) else { return Ok(()) };
        let statistic = if every { Statistic::Every } else { Statistic::Nearest };
        let side = [Side::Both, Side::Greater, Side::Less][side];
        let supposed = Some((Supposed { times: 3.0, reach: 1 }, 3));
        let question = Question { statistic, side, level: 0.05, run: Run::new(19, seed, 1).unwrap(), supposed };
        let answer = ask(&found, question).unwrap();
        is_sound(&answer)?;
        let again = ask(&found, Question { run: Run::new(19, seed, 3).unwrap(), ..question }).unwrap();
        prop_assert_eq!(answer.picture, again.picture);
        prop_assert_eq!(answer.power, again.power);
    }

    #[test]
    fn exposure_is_answered(
        damage in points(40), places in points(6), correction in 0usize..4, every: bool,
        values in prop::collection::vec(prop_oneof![Just(0.0), 0.1..5.0], 16),
    ) {
        let ring = |low: f64, high: f64| vec![Point::new(low, low), Point::new(high, low), Point::new(high, high), Point::new(low, high)];
        let window = Window::new(&[ring(-10.0, 10.0), ring(5.0, 7.0)]).unwrap();
        let raster = Raster::new(Point::new(-10.0, -10.0), [5.0, 5.0], 4, values).unwrap();
        let Ok(exposure) = Exposure::new(&window, &raster) else { return Ok(()) };
        let corrections = [Correction::None, Correction::Translation, Correction::Isotropic, Correction::Border];
        let reaches = Reaches::even(3.0, 6).unwrap();
        let Ok(scatter) = Scatter::new(&exposure, &places, &damage, &reaches, corrections[correction]) else { return Ok(()) };
        let statistic = if every { Statistic::Every } else { Statistic::Nearest };
        let question = Question { statistic, side: Side::Both, level: 0.05, run: Run::new(19, 1, 1).unwrap(), supposed: None };
        is_sound(&ask_of_exposure(&scatter, question).unwrap())?;
    }

    #[test]
    fn windows_are_sound_or_refused(ring in prop::collection::vec(point(number().boxed()), 0..8), shift in point(tame().boxed())) {
        if let Ok(window) = Window::new(&[ring]) {
            let [low, high] = window.bounds();
            prop_assert!(window.area() > 0.0 && window.area() <= (high.x - low.x) * (high.y - low.y) * (1.0 + 1e-9));
            let overlap = window.overlap(shift.x, shift.y);
            prop_assert!(overlap >= 0.0 && overlap <= window.area());
            let back = window.overlap(-shift.x, -shift.y);
            prop_assert!((overlap - back).abs() <= 1e-9 * window.area().max(1.0));
            let share = window.share_of_circle(shift, 2.0);
            prop_assert!((0.0..=1.0).contains(&share));
            if window.contains(shift) && window.to_boundary(shift) > 2.0 {
                prop_assert!(share > 0.999_999);
            }
        }
    }

    #[test]
    fn overlaps_are_those_of_counted_places(corners in prop::collection::vec((0.0..10.0, 2.0..9.0), 3..9), right in -5.0..5.0, up in -5.0..5.0) {
        // A star around a middle: never crosses itself.
        let count = corners.len() as f64;
        let corner = |(index, (_, far)): (usize, &(f64, f64))| {
            let angle = index as f64 / count * std::f64::consts::TAU;
            Point::new(far * angle.cos(), far * angle.sin())
        };
        let window = Window::new(&[corners.iter().enumerate().map(corner).collect()]).unwrap();
        let side = 200;
        let place = |index: usize| Point::new((index % side) as f64 * 0.1 - 9.95, (index / side) as f64 * 0.1 - 9.95);
        let both = (0..side * side).map(place).filter(|place| {
            window.contains(*place) && window.contains(Point::new(place.x - right, place.y - up))
        });
        let counted = both.count() as f64 * 0.01;
        let overlap = window.overlap(right, up);
        prop_assert!((overlap - counted).abs() < 1.5, "{overlap} is not {counted}");
    }

    #[test]
    fn distances_are_binned_as_they_are(reaches in prop::collection::vec(1e-6..10.0f64, 1..40), distance in 0.0..12.0f64) {
        let mut reaches = reaches;
        reaches.sort_by(f64::total_cmp);
        reaches.dedup();
        let expected = reaches.iter().position(|reach| distance <= *reach).unwrap_or(reaches.len());
        prop_assert_eq!(Reaches::new(reaches.clone()).unwrap().bin(distance), expected);
        let found = Reaches::new(reaches.clone()).unwrap();
        prop_assert_eq!([found.bin(-1.0), found.bin(f64::NAN), found.bin(f64::INFINITY)], [0, 0, reaches.len()]);
        for (index, reach) in reaches.iter().enumerate() {
            prop_assert_eq!(found.bin(*reach), index);
        }
    }

    #[test]
    fn odd_distances_are_refused(all in prop::collection::vec(number(), 0..5)) {
        let in_order = |(reach, before): (&f64, &f64)| *reach < 1e60 && reach > before && reach * reach > before * before;
        let rising = all.iter().zip([0.0].iter().chain(&all)).all(in_order);
        prop_assert_eq!(Reaches::new(all.clone()).is_ok(), rising && !all.is_empty());
    }

    #[test]
    fn chances_are_one_together(total in 1u64..400, near in 0u64..400, drawn in 0u64..400, odds in 0.01..50.0f64, count in 0u64..400) {
        let law = Hypergeometric::new(total, near, drawn);
        let chances = law.tilted(odds);
        prop_assert!((chances.at_least(0) - 1.0).abs() < 1e-9);
        let apart = chances.at_least(count + 1) + chances.at_most(count) - 1.0;
        prop_assert!(apart.abs() < 1e-9, "{apart}");
        prop_assert!((law.chances().mean() - law.mean()).abs() < 1e-7 * (1.0 + law.mean()));
    }
}

#[test]
fn places_that_coincide_and_one_facility_are_answered() {
    let at = Point::new(1.0, 1.0);
    let assets: Vec<Asset> =
        (0..40).map(|index| Asset { at, damaged: index % 3 == 0, stratum: 0, is_facility: false }).collect();
    let found = AtRisk::new(&assets, &Facilities::new(&[at]).unwrap(), &Reaches::even(1.0, 4).unwrap()).unwrap();
    let question = Question {
        statistic: Statistic::Nearest,
        side: Side::Both,
        level: 0.05,
        run: Run::new(99, 1, 1).unwrap(),
        supposed: None,
    };
    let answer = ask(&found, question).unwrap();
    assert_eq!((answer.verdict, answer.p()), (Verdict::NotDistinguishable, Some(1.0)));
    assert!(Facilities::new(&[at; 30]).is_ok());
}
