//! Global envelopes and tests of curves, as GET and spatstat have them on the same curves.

use daftar_pattern::*;

use super::tables::{Table, near};

/// Curves from the second row on: at no distance all are 0.
fn curves(observed: &Table, simulated: &Table) -> (Vec<f64>, Curves) {
    let columns: Vec<Vec<f64>> =
        (1..=199).map(|number| simulated.numbers(&format!("sim{number}"))[1..].to_vec()).collect();
    let curves = Curves::new(observed.numbers("obs")[1..].to_vec(), columns).unwrap();
    (observed.numbers("r")[1..].to_vec(), curves)
}

fn synthetic() -> (Vec<f64>, Curves) {
    curves(&Table::own("synth_Linhom_obs.csv"), &Table::own("synth_Linhom_sims199.csv"))
}

fn chorley() -> Option<(Vec<f64>, Curves)> {
    Some(curves(&Table::others("chorley_D_obs.csv")?, &Table::others("chorley_D_sims199.csv")?))
}

const MEASURES: [(&str, Measure); 3] =
    [("erl", Measure::RankLength), ("cont", Measure::Continuous), ("area", Measure::Area)];
const SIDES: [(&str, Side); 2] = [("twosided", Side::Both), ("greater", Side::Greater)];

fn band_is_that_of(table: &Table, band: &Band) {
    near("high", band.high.as_ref().unwrap(), &table.numbers("hi"), 1e-12);
    match &band.low {
        Some(low) => near("low", low, &table.numbers("lo"), 1e-12),
        None => assert!(table.numbers("lo").iter().all(|low| *low == f64::NEG_INFINITY)),
    }
}

#[test]
fn bands_and_p_of_synthetic_curves_are_those_of_get() {
    let (_, curves) = synthetic();
    for (measure_name, measure) in MEASURES {
        for (side_name, side) in SIDES {
            let found = curves.extreme(measure, side, 0.05);
            assert_eq!(found.p, 0.005, "{measure_name} {side_name}");
            band_is_that_of(&Table::own(&format!("synth_Linhom_GET_{measure_name}_{side_name}.csv")), &found.band);
        }
    }
    let found = curves.extreme(Measure::RankLength, Side::Both, 0.05);
    near("measures", &found.measures, &Table::own("synth_Linhom_GET_erl_measure.csv").numbers("erl"), 1e-12);
    let ranked = |side| (curves.ranked(side).p, curves.ranked(side).more_extreme);
    assert_eq!([ranked(Side::Both), ranked(Side::Greater)], [(0.065, 0), (0.025, 0)]);
}

#[test]
fn bands_and_p_of_chorley_are_those_of_get() {
    let Some((_, curves)) = chorley() else { return };
    let expected = [("erl", [0.22, 0.56]), ("cont", [0.23, 0.56]), ("area", [0.22, 0.56])];
    for ((measure_name, measure), (_, p)) in MEASURES.into_iter().zip(expected) {
        for ((side_name, side), p) in SIDES.into_iter().zip(p) {
            let found = curves.extreme(measure, side, 0.05);
            assert_eq!(found.p, p, "{measure_name} {side_name}");
            let Some(table) = Table::others(&format!("chorley_D_GET_{measure_name}_{side_name}.csv")) else { return };
            band_is_that_of(&table, &found.band);
        }
    }
    let found = curves.extreme(Measure::RankLength, Side::Both, 0.05);
    near("measures", &found.measures, &Table::others("chorley_D_GET_erl_measure.csv").unwrap().numbers("erl"), 1e-12);
    let ranked = |side| (curves.ranked(side).more_extreme, curves.ranked(side).p);
    assert_eq!([ranked(Side::Both), ranked(Side::Greater)], [(43, 0.245), (110, 0.56)]);
}

#[test]
fn deviations_are_those_of_spatstat() {
    let (reaches, curves) = synthetic();
    for side in [Side::Both, Side::Greater] {
        let (greatest, summed) = (curves.greatest_deviation(side), curves.summed_deviation(&reaches, side).unwrap());
        near("statistics", &[greatest.statistic, summed.statistic], &[0.2292554634918, 0.0229182888402], 1e-10);
        assert_eq!([greatest.p, summed.p], [0.005, 0.005]);
    }
    let Some((reaches, curves)) = chorley() else { return };
    let (greatest, summed) =
        (curves.greatest_deviation(Side::Both), curves.summed_deviation(&reaches, Side::Both).unwrap());
    near("statistics", &[greatest.statistic, summed.statistic], &[10.143857751088, 193.818263848367], 1e-10);
    assert_eq!([greatest.p, summed.p], [0.51, 0.405]);
}

#[test]
fn less_is_greater_upside_down() {
    let (_, curves) = synthetic();
    let turned = |curve: &[f64]| curve.iter().map(|value| -value).collect::<Vec<f64>>();
    let down =
        Curves::new(turned(curves.observed()), curves.simulated().iter().map(|curve| turned(curve)).collect()).unwrap();
    for (_, measure) in MEASURES {
        assert_eq!(curves.extreme(measure, Side::Greater, 0.05).p, down.extreme(measure, Side::Less, 0.05).p);
    }
    assert_eq!(curves.greatest_deviation(Side::Greater), down.greatest_deviation(Side::Less));
}

#[test]
fn one_observed_among_equal_curves_is_nothing_special() {
    let curves = Curves::new(vec![1.0, 1.0], vec![vec![1.0, 1.0]; 99]).unwrap();
    for (_, measure) in MEASURES {
        assert_eq!(curves.extreme(measure, Side::Both, 0.05).p, 1.0);
    }
    assert_eq!([curves.greatest_deviation(Side::Both).p, curves.ranked(Side::Greater).p], [1.0, 1.0]);
}

#[test]
fn joined_curves_are_one_test() {
    let (_, curves) = synthetic();
    let joined = Curves::joined(&[curves.clone(), curves.clone()]).unwrap();
    assert_eq!((joined.len(), joined.simulations()), (60, 199));
    assert_eq!(joined.extreme(Measure::RankLength, Side::Both, 0.05).p, 0.005);
    let flat = Curves::new(vec![0.0], vec![vec![0.0]; 9]).unwrap();
    assert!(Curves::joined(&[curves, flat]).is_err() && Curves::joined(&[]).is_err());
}

#[test]
fn single_numbers_stop_early() {
    let early = sequential(1.0, 10, 999, |number| if number % 2 == 0 { 2.0 } else { 0.0 }).unwrap();
    assert_eq!((early.p, early.simulated), (10.0 / 19.0, 19));
    let late = sequential(1.0, 10, 999, |_| 0.0).unwrap();
    assert_eq!((late.p, late.simulated), (0.001, 999));
    assert!(sequential(1.0, 10, 999, |_| f64::NAN).is_err() && sequential(1.0, 0, 999, |_| 0.0).is_err());
}

#[test]
fn several_tests_are_held_to_one_level() {
    let found = holm(&[0.01, 0.04, 0.03, 0.5]);
    near("Holm", &found, &[0.04, 0.09, 0.09, 0.5], 1e-12);
}
