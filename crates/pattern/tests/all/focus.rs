//! The fitted model of raised risk, as splancs and R have it.

use daftar_pattern::*;

use super::labels::town;
use super::tables::{Table, near};

#[test]
fn the_incinerator_is_that_of_splancs() {
    let Some(points) = Table::others("chorley_points.csv") else { return };
    let marks = points.words("mark");
    let asset = |(at, mark): (Point, &str)| Asset { at, damaged: mark == "larynx", stratum: 0, is_facility: false };
    let assets: Vec<Asset> = points.points().into_iter().zip(marks).map(asset).collect();
    let focus = Focus::new(&assets, &[Point::new(354.5, 413.6)], &[], Raised::ByEvery).unwrap();
    let (fit, p) = focus.test(Run::new(199, 2, 2).unwrap()).unwrap();
    let found = [fit.alpha, fit.beta.unwrap(), fit.rho, fit.ln_likelihood, fit.null_ln_likelihood, fit.d()];
    let expected =
        [33.747300416675, 1.102225322008, 0.05532356223403, -219.214300214618, -223.540678135184, 8.652755841133];
    near("fit", &found, &expected, 1e-4);
    assert!((0.005..=0.04).contains(&p), "{p}");
}

#[test]
fn a_known_curve_is_found_again() {
    // The odds of damage are made to be 0.05 times 1 + 8 exp(-0.5 d²): every thing stands twice, damaged and intact, as often as it should.
    let facility = Point::new(5.2, 4.9);
    let mut assets = Vec::new();
    for cell in 0..100u32 {
        let at = Point::new(f64::from(cell % 10), f64::from(cell / 10));
        let square = (at.x - 5.2).powi(2) + (at.y - 4.9).powi(2);
        let odds = 0.05 * (1.0 + 8.0 * (-0.5 * square).exp());
        let damaged = (300.0 * odds / (1.0 + odds)).round() as usize;
        assets.extend((0..300).map(|one| Asset { at, damaged: one < damaged, stratum: 0, is_facility: false }));
    }
    let fit = Focus::new(&assets, &[facility], &[], Raised::ByNearest).unwrap().fit().unwrap();
    near("fit", &[fit.alpha, fit.beta.unwrap(), fit.rho], &[8.0, 0.5, 0.05], 0.1);
}

#[test]
fn covariates_and_several_facilities_are_fitted() {
    let (assets, facilities, _) = town(true);
    let rows: Vec<Vec<f64>> = assets.iter().map(|asset| vec![asset.at.x / 20.0]).collect();
    let focus = Focus::new(&assets, facilities.places(), &rows, Raised::ByEvery).unwrap();
    let (fit, p) = focus.test(Run::new(39, 2, 2).unwrap()).unwrap();
    assert!(fit.alpha > 1.0 && p <= 0.05 && fit.theta.len() == 1 && fit.d() > 0.0, "{fit:?} {p}");
    assert!(Focus::new(&assets, facilities.places(), &rows[1..], Raised::ByEvery).is_err());
    assert!(Focus::new(&assets, &[], &[], Raised::ByEvery).is_err());
}

#[test]
fn all_or_nothing_damaged_is_too_few() {
    let (mut assets, facilities, _) = town(true);
    assets.iter_mut().for_each(|asset| asset.damaged = false);
    let fit = |assets: &[Asset]| Focus::new(assets, facilities.places(), &[], Raised::ByEvery).unwrap().fit();
    assert_eq!(fit(&assets), Err(TooFew::NoDamage));
    assets.iter_mut().for_each(|asset| asset.damaged = true);
    assert_eq!(fit(&assets), Err(TooFew::AllDamaged));
}
