//! The null model of exchanged labels: exact chances, moments, draws.

use daftar_pattern::*;

use super::tables::{Table, near};

/// A made-up town: 400 things in three strata, five facilities; every seventh thing is damaged, and most near facilities.
pub(crate) fn town(drawn: bool) -> (Vec<Asset>, Facilities, Reaches) {
    let facilities: Vec<Point> = (0..5).map(|number| Point::new(2.3 + 4.0 * f64::from(number), 9.7)).collect();
    let asset = |number: u32| {
        let at = Point::new(f64::from(number % 20), f64::from(number / 20));
        let close = facilities.iter().any(|place| (place.x - at.x).hypot(place.y - at.y) < 1.5);
        let damaged = number.is_multiple_of(7) || (drawn && close && number.is_multiple_of(2));
        Asset { at, damaged, stratum: number / 20 % 3, is_facility: false }
    };
    let assets = (0..400).map(asset).collect();
    (assets, Facilities::new(&facilities).unwrap(), Reaches::even(4.0, 8).unwrap())
}

pub(crate) fn at_risk(drawn: bool) -> AtRisk {
    let (assets, facilities, reaches) = town(drawn);
    AtRisk::new(&assets, &facilities, &reaches).unwrap()
}

#[test]
fn counts_are_those_of_all_pairs() {
    let (assets, facilities, reaches) = town(true);
    let found = at_risk(true);
    for (index, reach) in reaches.all().iter().enumerate() {
        let distances = |asset: &Asset| -> Vec<f64> {
            facilities.places().iter().map(|place| (place.x - asset.at.x).hypot(place.y - asset.at.y)).collect()
        };
        let damaged: Vec<Vec<f64>> = assets.iter().filter(|asset| asset.damaged).map(distances).collect();
        let every = damaged.iter().flatten().filter(|distance| *distance <= reach).count();
        let nearest = damaged.iter().filter(|all| all.iter().any(|distance| distance <= reach)).count();
        assert_eq!(found.observed(Statistic::Every)[index], every as f64);
        assert_eq!(found.observed(Statistic::Nearest)[index], nearest as f64);
    }
}

#[test]
fn draws_have_the_exact_mean_and_variance() {
    let found = at_risk(true);
    let run = Run::new(4000, 7, 2).unwrap();
    let all = [
        (Statistic::Nearest, found.relabelled(Statistic::Nearest, run).unwrap()),
        (Statistic::Nearest, found.relabelled_by_asset(Statistic::Nearest, run).unwrap()),
        (Statistic::Every, found.relabelled(Statistic::Every, run).unwrap()),
    ];
    for (statistic, curves) in all {
        let (mean, variance) = (found.expected(statistic), found.variance(statistic));
        for place in 0..curves.len() {
            let values: Vec<f64> = curves.simulated().iter().map(|curve| curve[place]).collect();
            let average = values.iter().sum::<f64>() / 4000.0;
            let spread = values.iter().map(|value| (value - average).powi(2)).sum::<f64>() / 3999.0;
            assert!(
                (average - mean[place]).abs() <= 4.0 * (variance[place] / 4000.0).sqrt() + 1e-9,
                "{statistic:?} {place}"
            );
            assert!(
                (spread / variance[place].max(1e-9) - 1.0).abs() < 0.12 || variance[place] < 1e-9,
                "{statistic:?} {place}"
            );
        }
    }
}

#[test]
fn exact_chances_are_those_of_the_draws() {
    let found = at_risk(false);
    let curves = found.relabelled(Statistic::Nearest, Run::new(20_000, 3, 2).unwrap()).unwrap();
    for (place, mean) in found.expected(Statistic::Nearest).into_iter().enumerate() {
        let exact = found.exact(place).unwrap();
        assert!((exact.expected - mean).abs() < 1e-9);
        let drawn =
            curves.simulated().iter().filter(|curve| curve[place] >= exact.damaged as f64).count() as f64 / 20_000.0;
        assert!((drawn - exact.greater).abs() < 0.015, "{drawn} is not {}", exact.greater);
        assert!(exact.greater > 0.0 && exact.less > 0.0 && exact.both > 0.0 && exact.both <= 1.0);
    }
    assert_eq!(found.exact(8), None);
}

#[test]
fn the_same_numbers_for_any_number_of_threads() {
    let found = at_risk(true);
    for statistic in [Statistic::Nearest, Statistic::Every] {
        let curves = |threads| found.relabelled(statistic, Run::new(199, 11, threads).unwrap()).unwrap();
        let one = curves(1);
        assert_eq!(one, curves(2));
        assert_eq!(one, curves(7));
        assert_ne!(one, found.relabelled(statistic, Run::new(199, 12, 1).unwrap()).unwrap());
    }
}

#[test]
fn damage_drawn_to_facilities_is_found_and_dispersed_damage_is_not() {
    let p = |drawn: bool, statistic| {
        let curves = at_risk(drawn).relabelled(statistic, Run::new(999, 5, 2).unwrap()).unwrap();
        curves.extreme(Measure::RankLength, Side::Greater, 0.05).p
    };
    assert!(p(true, Statistic::Nearest) <= 0.005 && p(true, Statistic::Every) <= 0.005);
    assert!(p(false, Statistic::Nearest) > 0.2 && p(false, Statistic::Every) > 0.2);
}

#[test]
fn classes_are_joined_with_the_same_draws() {
    let (assets, facilities, reaches) = town(true);
    let first = AtRisk::new(&assets, &facilities, &reaches).unwrap();
    let second = AtRisk::new(&assets, &Facilities::new(&facilities.places()[..2]).unwrap(), &reaches).unwrap();
    let run = Run::new(99, 1, 1).unwrap();
    let both = [&first, &second].map(|class| class.relabelled_by_asset(Statistic::Nearest, run).unwrap());
    // Fewer facilities never have more damage near.
    for (more, fewer) in both[0].simulated().iter().zip(both[1].simulated()) {
        assert!(more.iter().zip(fewer).all(|(more, fewer)| more >= fewer));
    }
    assert_eq!(Curves::joined(&both).unwrap().len(), 16);
    let side = Side::Greater;
    let question = Question {
        statistic: Statistic::Nearest,
        side,
        level: 0.05,
        run: Run::new(999, 1, 2).unwrap(),
        supposed: None,
    };
    let found = ask_of_classes(&[first.clone(), second.clone()], question).unwrap().unwrap();
    assert!(found.p <= 0.02 && found.each[0] <= 0.01, "{} {:?}", found.p, found.each);
    assert!(found.held.iter().zip(&found.each).all(|(held, p)| held >= p));
    let other = AtRisk::new(&assets[1..], &facilities, &reaches).unwrap();
    assert!(ask_of_classes(&[first.clone(), other], question).is_err() && ask_of_classes(&[], question).is_err());
    let far = AtRisk::new(&assets, &Facilities::new(&[Point::new(900.0, 0.0)]).unwrap(), &reaches).unwrap();
    assert_eq!(ask_of_classes(&[first, far], question).unwrap(), Err((1, TooFew::NothingNear)));
}

#[test]
fn a_facility_itself_is_left_out() {
    let (mut assets, facilities, reaches) = town(false);
    assets.push(Asset { at: facilities.places()[0], damaged: true, stratum: 0, is_facility: true });
    let found = AtRisk::new(&assets, &facilities, &reaches).unwrap();
    assert_eq!(found.left_out(), Tally { assets: 1, damaged: 1 });
    assert_eq!(found.observed(Statistic::Nearest), at_risk(false).observed(Statistic::Nearest));
}

#[test]
fn chances_around_the_incinerator_are_those_of_r() {
    let (Some(points), Some(table)) = (Table::others("chorley_points.csv"), Table::others("chorley_hypergeom.csv"))
    else {
        return;
    };
    let marks = points.words("mark");
    let asset = |(at, mark): (Point, &str)| Asset { at, damaged: mark == "larynx", stratum: 0, is_facility: false };
    let assets: Vec<Asset> = points.points().into_iter().zip(marks).map(asset).collect();
    let incinerator = Facilities::new(&[Point::new(354.5, 413.6)]).unwrap();
    let found = AtRisk::new(&assets, &incinerator, &Reaches::new(table.numbers("r")).unwrap()).unwrap();
    let column = |of: fn(&Exact) -> f64| (0..8).map(|index| of(&found.exact(index).unwrap())).collect::<Vec<f64>>();
    near("within", &column(|exact| exact.damaged as f64), &table.numbers("larynx_within"), 0.0);
    near("at risk", &column(|exact| exact.at_risk as f64), &table.numbers("all_within"), 0.0);
    near("expected", &column(|exact| exact.expected), &table.numbers("expected"), 1e-12);
    near("p", &column(|exact| exact.greater), &table.numbers("p_greater"), 1e-10);
}

#[test]
fn large_numbers_are_those_of_r() {
    let law = Hypergeometric::new(500_000, 200_000, 3_000);
    assert!((law.ln_chance(1234) - -5.01522746683648).abs() < 1e-8);
    assert!((law.chances().at_least(1301) / 9.12564835838886e-05 - 1.0).abs() < 1e-9);
}

#[test]
fn odds_and_their_intervals_are_those_of_fisher_test() {
    let fourfold = |near_damaged, near, far_damaged, far| Fourfold { near_damaged, near, far_damaged, far };
    let cases = [
        (fourfold(12, 17, 30, 120), [7.07523577754, 2.11081317818, 27.81039400023]),
        (fourfold(4, 10, 54, 1026), [11.9223739017, 2.40203254982, 51.97314989606]),
        (fourfold(0, 8, 20, 50), [0.0, 0.0, 1.00737223817]),
    ];
    for (counts, expected) in cases {
        // fisher.test() stops at about four digits of its roots.
        let ratio = counts.odds_ratio(0.95);
        near("odds", &[ratio.estimate.unwrap(), ratio.low, ratio.high.unwrap()], &expected, 2e-3);
    }
    let all = fourfold(8, 8, 20, 50).odds_ratio(0.95);
    assert!(all.estimate.is_none() && all.high.is_none() && all.low > 1.0);
    assert_eq!(fourfold(8, 8, 0, 50).risk_ratio(), None);
}

#[test]
fn risks_of_bands_are_pooled_over_strata() {
    let risks = at_risk(true).risks(&[2, 7], 0.95).unwrap();
    assert_eq!((risks[0].from, risks[0].to, risks[1].from, risks[1].to), (0.0, 1.5, 1.5, 4.0));
    let (near, far) = (risks[0].pooled.unwrap(), risks[1].pooled.unwrap());
    assert!(near.low > 1.0 && near.estimate.unwrap() > 2.0, "{near:?}");
    assert!(far.low < 1.0 && far.high.unwrap() > 1.0, "{far:?}");
    assert!(at_risk(true).risks(&[3, 2], 0.95).is_err() && at_risk(true).risks(&[8], 0.95).is_err());
}

#[test]
fn too_few_is_an_answer() {
    let (assets, facilities, reaches) = town(false);
    let told = |change: &dyn Fn(usize, &mut Asset)| {
        let mut assets = assets.clone();
        assets.iter_mut().enumerate().for_each(|(index, asset)| change(index, asset));
        let found = AtRisk::new(&assets, &facilities, &reaches).unwrap();
        for statistic in [Statistic::Nearest, Statistic::Every] {
            let curves = found.relabelled(statistic, Run::new(19, 1, 1).unwrap()).unwrap();
            let p = curves.extreme(Measure::RankLength, Side::Both, 0.05).p;
            assert!(p > 0.0 && p <= 1.0);
            assert!(found.variance(statistic).iter().all(|variance| variance.is_finite()));
        }
        assert!(found.risks(&[7], 0.95).unwrap()[0].pooled.is_none_or(|ratio| ratio.estimate.unwrap().is_finite()));
        found.too_few()
    };
    assert_eq!(told(&|_, _| ()), None);
    assert_eq!(told(&|_, asset| asset.damaged = false), Some(TooFew::NoDamage));
    assert_eq!(told(&|_, asset| asset.damaged = true), Some(TooFew::AllDamaged));
    assert_eq!(told(&|index, asset| asset.stratum = index as u32), Some(TooFew::NothingToExchange));
    assert_eq!(told(&|index, asset| asset.damaged = index < 3), Some(TooFew::Damaged { found: 3, needed: 10 }));
    assert_eq!(told(&|_, asset| asset.at.x += 1000.0), Some(TooFew::NothingNear));
    let one_near = |index: usize, asset: &mut Asset| asset.at.x += if index == 207 { 0.0 } else { 1000.0 };
    assert!(matches!(told(&one_near), Some(TooFew::ExpectedNear { .. })));
}
