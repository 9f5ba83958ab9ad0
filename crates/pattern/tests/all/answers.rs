//! Questions and their answers, also where sources differ and one attack damages several things.

use daftar_pattern::*;

use super::labels::{at_risk, town};
use super::tables::Table;

pub(crate) fn question(statistic: Statistic, side: Side) -> Question {
    Question { statistic, side, level: 0.05, run: Run::new(199, 4, 2).unwrap(), supposed: None }
}

#[test]
fn damage_near_facilities_is_told_with_its_distances() {
    let answer = ask(&at_risk(true), question(Statistic::Nearest, Side::Greater)).unwrap();
    let Verdict::More { from, to } = answer.verdict else { panic!("{:?}", answer.verdict) };
    assert!(from <= 1.5 && to >= 1.5, "{from} {to}");
    assert_eq!(answer.null, Null::ExchangedLabels { strata: 3 });
    assert_eq!(answer.tests.len(), 5);
    assert_eq!(answer.tests[0].kind, Kind::RankLength);
    assert!(answer.tests.iter().all(|test| test.p > 0.0 && test.p <= 0.1), "{:?}", answer.tests);
    assert!(answer.unseen.contains(&Unseen::Intent) && !answer.unseen.contains(&Unseen::ExposureTakenAsKnown));
    assert!(answer.risks[0].pooled.is_some() && answer.exact.is_some() && answer.picture.is_some());
}

#[test]
fn too_few_has_the_exact_interval_alone() {
    let (mut assets, facilities, reaches) = town(false);
    assets.iter_mut().enumerate().for_each(|(index, asset)| asset.damaged = index < 3);
    let found = AtRisk::new(&assets, &facilities, &reaches).unwrap();
    let answer = ask(&found, question(Statistic::Every, Side::Both)).unwrap();
    assert_eq!(answer.verdict, Verdict::TooFew(TooFew::Damaged { found: 3, needed: 10 }));
    assert!(answer.tests.is_empty() && answer.p().is_none() && answer.picture.is_none());
    assert!(answer.exact.is_some() && answer.risks.len() == 1);
}

#[test]
fn not_distinguishable_comes_with_its_power() {
    let found = at_risk(false);
    for statistic in [Statistic::Nearest, Statistic::Every] {
        let of = |times: f64| {
            let supposed = Some((Supposed { times, reach: 2 }, 200));
            let answer = ask(&found, Question { supposed, ..question(statistic, Side::Greater) }).unwrap();
            assert_eq!(answer.verdict, Verdict::NotDistinguishable);
            answer.power.unwrap()
        };
        let (none, some, much) = (of(1.0), of(3.0), of(20.0));
        // Of no effect, the share is that of false alarms.
        assert!(none.low < 0.09 && none.share < 0.12, "{none:?}");
        assert!(some.share > none.share && much.share > some.share && much.share > 0.95, "{some:?} {much:?}");
        assert!(much.low < much.share && some.high > some.share && some.simulations == 200);
    }
}

#[test]
fn exposure_is_asked_in_the_same_way() {
    let points = Table::own("synth_points.csv");
    let window = Table::own("synth_window.csv").window();
    let raster = Raster::even(&window, 64).unwrap();
    let exposure = Exposure::new(&window, &raster).unwrap();
    let reaches = Reaches::even(1.0, 10).unwrap();
    let damage = points.marked("damage");
    let scatter =
        Scatter::new(&exposure, &points.marked("facility"), &damage, &reaches, Correction::Isotropic).unwrap();
    for statistic in [Statistic::Nearest, Statistic::Every] {
        let supposed = Some((Supposed { times: 3.0, reach: 2 }, 50));
        let answer = ask_of_exposure(&scatter, Question { supposed, ..question(statistic, Side::Both) }).unwrap();
        assert!(matches!(answer.verdict, Verdict::More { .. }), "{:?}", answer.verdict);
        assert_eq!((answer.p(), answer.null), (Some(0.005), Null::SpreadAsExposure));
        assert!(answer.power.unwrap().share > 0.9, "{:?}", answer.power);
        assert!(answer.unseen.contains(&Unseen::ExposureTakenAsKnown));
    }
}

#[test]
fn odd_questions_are_refused() {
    let found = at_risk(false);
    let plain = question(Statistic::Nearest, Side::Both);
    assert!(ask(&found, Question { level: 0.0, ..plain }).is_err());
    assert!(ask(&found, Question { level: 0.001, ..plain }).is_err(), "199 simulations cannot tell 0.001");
    for supposed in
        [Supposed { times: 0.0, reach: 1 }, Supposed { times: 2.0, reach: 8 }, Supposed { times: f64::NAN, reach: 1 }]
    {
        assert!(ask(&found, Question { supposed: Some((supposed, 10)), ..plain }).is_err());
    }
    assert!(Run::new(18, 1, 1).is_err() && Run::new(99, 1, 0).is_err());
}

#[test]
fn strata_are_bracketed_from_coarse_to_fine() {
    let (assets, facilities, reaches) = town(true);
    let levels =
        bracket(&assets, &facilities, &reaches, &[10.0, 5.0, 0.5], question(Statistic::Nearest, Side::Greater))
            .unwrap();
    assert_eq!(levels.iter().map(|level| level.side).collect::<Vec<_>>(), [None, Some(10.0), Some(5.0), Some(0.5)]);
    let p: Vec<Option<f64>> = levels.iter().map(|level| level.answer.p()).collect();
    assert!(p[0].unwrap() <= 0.01 && p[1].is_some() && p[2].is_some(), "{p:?}");
    // Squares with one thing each exchange nothing.
    assert_eq!(levels[3].answer.verdict, Verdict::TooFew(TooFew::NothingToExchange));
}

#[test]
fn strata_of_several_divisions_are_crossed() {
    assert_eq!(crossed(&[&[1, 1, 2, 2], &[5, 6, 5, 5]]).unwrap(), [0, 1, 2, 2]);
    assert!(crossed(&[]).is_err() && crossed(&[&[1], &[1, 2]]).is_err());
    let places = [Point::new(-0.5, 0.5), Point::new(0.5, 0.5), Point::new(0.9, 0.1)];
    assert_eq!(squares(&places, 1.0).unwrap(), [0, 1, 1]);
    assert!(squares(&places, 0.0).is_err());
}

#[test]
fn incidents_are_units() {
    let at = |x: f64| Asset { at: Point::new(x, 0.0), damaged: true, stratum: 0, is_facility: false };
    let mut assets: Vec<Asset> = [0.0, 1.0, 2.0, 9.0, 20.0].into_iter().map(at).collect();
    assets.push(Asset { damaged: false, ..at(1.5) });
    let found = Incidents::joined(&assets, 1.0).unwrap();
    assert_eq!((found.count, found.largest), (3, 3));
    assert_eq!(found.of, [Some(0), Some(0), Some(0), Some(1), Some(2), None]);
    let units: Vec<bool> = found.as_units(&assets).iter().map(|asset| asset.damaged).collect();
    assert_eq!(units, [false, true, false, true, true, false]);
    let told = Incidents::told(&assets, &[Some(7), Some(7), None, Some(9), Some(9), Some(9)]).unwrap();
    assert_eq!((told.count, told.of), (3, vec![Some(0), Some(0), Some(1), Some(2), Some(2), None]));
    assert!(Incidents::joined(&assets, f64::NAN).is_err() && Incidents::told(&assets, &[]).is_err());
}

#[test]
fn errors_of_places_spread_the_answer() {
    let (assets, facilities, reaches) = town(true);
    let asked = question(Statistic::Nearest, Side::Greater);
    let with =
        |error: f64| jittered(&assets, &vec![error; assets.len()], &facilities, &reaches, asked, 20, &|_| ()).unwrap();
    let (exact, slight, great) = (with(0.0), with(0.1), with(30.0));
    assert!(exact.all.iter().all(|p| Some(*p) == exact.p) && exact.found == 20);
    assert!(slight.found >= 15, "{slight:?}");
    assert_eq!(exact.ratios.first(), exact.ratios.last());
    assert!(slight.ratios.first() < slight.ratios.last() && slight.ratios.len() == 20);
    assert!(great.found <= 6, "{great:?}");
    assert!(jittered(&assets, &[1.0], &facilities, &reaches, asked, 20, &|_| ()).is_err());
    assert!(jittered(&assets, &vec![-1.0; assets.len()], &facilities, &reaches, asked, 20, &|_| ()).is_err());
}

#[test]
fn other_places_have_less_near() {
    let (assets, facilities, reaches) = town(true);
    let run = Run::new(199, 6, 2).unwrap();
    let comparable: Vec<Point> =
        (0..60).map(|index| Point::new(f64::from(index % 10) * 2.0, f64::from(index / 10) * 3.0)).collect();
    let controls = controls(&assets, facilities.places(), &comparable, &reaches, run).unwrap();
    assert!(controls.extreme_p(Measure::RankLength, Side::Greater) <= 0.05);
    let rectangle = [Point::new(-0.5, -0.5), Point::new(19.5, 19.5)];
    // Facilities in a row of equal steps look alike after many shifts; these do not.
    let uneven = [(2.3, 3.1), (9.2, 14.7), (16.4, 7.8)].map(|(x, y)| Point::new(x, y));
    let close = |asset: &Asset| uneven.iter().any(|place| (place.x - asset.at.x).hypot(place.y - asset.at.y) < 1.6);
    let drawn: Vec<Asset> =
        assets.iter().map(|asset| Asset { damaged: asset.damaged || close(asset), ..*asset }).collect();
    let shifts = shifted(&drawn, &uneven, rectangle, &reaches, run).unwrap();
    assert!(shifts.extreme_p(Measure::RankLength, Side::Greater) <= 0.05);
    let (even, _, _) = town(false);
    let shifts = shifted(&even, facilities.places(), rectangle, &reaches, run).unwrap();
    assert!(shifts.extreme_p(Measure::RankLength, Side::Greater) > 0.05);
    assert!(daftar_pattern::controls(&assets, facilities.places(), &comparable[..9], &reaches, run).is_err());
    assert!(
        shifted(&assets, facilities.places(), [Point::new(0.0, 0.0), Point::new(9.0, 9.0)], &reaches, run).is_err()
    );
}

#[test]
fn disputes_that_matter_are_told() {
    let (assets, facilities, reaches) = town(true);
    let asked = question(Statistic::Nearest, Side::Greater);
    let of = |is_disputed: Vec<bool>| disputed(&assets, &is_disputed, &facilities, &reaches, asked).unwrap();
    let none = of(vec![false; assets.len()]);
    assert!(!none.changes && none.count == 0);
    let few = of((0..assets.len()).map(|index| index == 100).collect());
    assert!(!few.changes && few.count == 1);
    let many = of((0..assets.len()).map(|index| index % 2 == 0).collect());
    assert!(many.changes && many.cases.len() == 18);
    let [least, most] = many.extremes().unwrap();
    assert!(matches!(least.0, Taken::Within(_)) && matches!(most.0, Taken::Beyond(_)), "{:?} {:?}", least.0, most.0);
    assert!(least.1.p() < most.1.p());
    assert!(disputed(&assets, &[true], &facilities, &reaches, asked).is_err());
}

#[test]
fn effects_have_a_global_band() {
    let found = at_risk(true);
    let counts = found.relabelled(Statistic::Nearest, Run::new(999, 2, 2).unwrap()).unwrap();
    let effects = effect_curves(&counts, &found.expected(Statistic::Nearest), found.reaches(), 0.5).unwrap();
    assert!(effects.observed()[0] > 1.5 && effects.observed()[7] < 1.5, "{:?}", effects.observed());
    assert!(effects.median().iter().all(|median| (0.8..1.2).contains(median)), "{:?}", effects.median());
    assert!(effects.extreme_p(Measure::RankLength, Side::Greater) <= 0.01);
    assert_eq!(middles(found.reaches())[..2], [0.25, 0.75]);
}
