//! The numbers that others print for the same formulae, to 1e-6.

use daftar_viability::*;

const TOLERANCE: f64 = 1e-6;

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= TOLERANCE * expected.abs().max(1.0), "{found} is not {expected}");
}

fn rice() -> Constants {
    Constants::new(8.242, 4.345, 0.0307, 0.000501).unwrap()
}

fn moist(percent: f64) -> Moisture {
    Moisture::fresh_percent(percent).unwrap()
}

/// Days from one germination to another.
fn days(sigma: f64, from: f64, to: f64) -> f64 {
    (deviate(from).unwrap() - deviate(to).unwrap()) * sigma
}

/// A storage in one measured condition.
fn store(celsius: f64, percent: f64) -> Storage {
    let span = |number| Span::exactly(number).unwrap();
    Storage::constant(Condition::measured(span(celsius), span(percent)).unwrap())
}

#[test]
fn the_equation_is_that_of_ellis_and_roberts() {
    let sigma = rice().sigma_days(moist(10.0), 5.0);
    assert!((100.0 * fraction(deviate(0.98).unwrap() - 365.0 / sigma) - 97.64797).abs() < 5e-6);
    assert!((days(sigma, 0.98, 0.95) - 2200.833).abs() < 5e-4);
    assert!((days(sigma, 0.98, 0.95) / 365.0 - 6.02968).abs() < 5e-6);
}

#[test]
fn all_germinated_is_adjusted_before_the_equation() {
    let all = Tally::of(&[Test::new(50, 50).unwrap()]).unwrap();
    near(all.fraction(), 0.995);
    let sigma = rice().sigma_days(moist(10.0), 5.0);
    assert!((100.0 * fraction(all.deviate() - 365.0 / sigma) - 99.39294).abs() < 5e-6);
}

#[test]
fn storage_is_found_for_a_length_of_life() {
    let sigma = 3650.0 / (deviate(0.98).unwrap() - deviate(0.95).unwrap());
    near(rice().moisture_for(sigma, 5.0).unwrap().of_fresh(), 8.900918);
    assert!((rice().temperature_for(sigma, moist(8.0)).unwrap() - 10.252).abs() < 5e-4);
    assert!(rice().temperature_for(1e9, moist(15.0)).is_err());
}

#[test]
fn moisture_and_humidity_are_those_of_cromarty() {
    let air = Air::new(25.0, 13.0).unwrap().moisture(0.29).unwrap();
    near(air.of_fresh(), 3.877459);
    assert!((air.of_dry() - 4.03387).abs() < 5e-6);
    assert!((Air::humidity_over(moist(5.0), 0.29, 25.0).unwrap() - 21.10662).abs() < 5e-6);
}

#[test]
fn critical_moisture_lies_where_it_was_found() {
    // 2.4 % in niger, 6.2 % in pea: Ellis, Hong & Roberts 1989.
    let wheat = critical_moisture(0.02).unwrap().of_fresh();
    let groundnut = critical_moisture(0.48).unwrap().of_fresh();
    assert!((4.5..6.2).contains(&wheat) && (2.0..3.5).contains(&groundnut), "{wheat} {groundnut}");
}

#[test]
fn a_wheat_shelf_keeps_as_long_as_it_should() {
    // 95 % to 85 % by the constants of 2007.
    let wheat = Table::shipped().unwrap().sets_of("Triticum aestivum")[0].constants;
    let years = |humidity, celsius| {
        let moisture = Air::new(celsius, humidity).unwrap().moisture(0.02).unwrap();
        days(wheat.sigma_days(moisture, celsius), 0.95, 0.85) / 365.0
    };
    let shelves = [(30.0, 10.0, 7.4), (40.0, 20.0, 1.5), (50.0, 25.0, 0.5), (60.0, 30.0, 0.2)];
    for (humidity, celsius, expected) in shelves {
        assert!((years(humidity, celsius) - expected).abs() < 0.1, "{humidity} {celsius} {}", years(humidity, celsius));
    }
}

#[test]
fn a_fit_is_that_of_maximum_likelihood() {
    // scipy.optimize.minimize of the binomial likelihood; covariance from the expected information.
    let point = |(age, germinated)| Point { age, test: Test::new(50, germinated).unwrap() };
    let points = [(0.0, 48), (2.0, 45), (5.0, 30), (9.0, 4)].map(point);
    let fit = Fit::of(&points).unwrap();
    near(fit.ki, 1.966816441);
    near(fit.slope, 0.361856580);
    near(fit.covariance[0][0] / fit.heterogeneity, 0.050932214);
    near(fit.covariance[0][1] / fit.heterogeneity, 0.007887498);
    near(fit.covariance[1][1] / fit.heterogeneity, 0.001669085);
}

#[test]
fn the_best_guess_from_a_table_is_the_equation() {
    let table =
        Table::parse("species,ke,cw,ch,cq,source\nOryza sativa,8.242,4.345,0.0307,0.000501,Ellis & Hong 2007").unwrap();
    let sets = table.sets_of("Oryza sativa");
    let tests = [Aged { day: 0.0, test: Test::new(50, 49).unwrap() }];
    let storage = store(5.0, 10.0);
    let lot = Lot { species: Species::Known(&sets), oil_fraction: None, storage: &storage, tests: &tests };
    let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() else { panic!() };
    assert_eq!(outlook.basis(), Basis::Table);
    assert!((100.0 * outlook.germination(365.0).unwrap().best() - 97.64797).abs() < 5e-6);
    let absolute = Threshold::absolute(0.95).unwrap();
    let Reach::Day(day) = outlook.falls(absolute, 0.0).unwrap().best else { panic!() };
    assert!((day - 2200.833).abs() < 5e-4);
}

#[test]
fn the_plain_forecast_is_the_equation() {
    let exact = |number| Span::exactly(number).unwrap();
    let sigma = rice().sigma_days(moist(10.0), 5.0);
    let ki = exact(deviate(0.98).unwrap());
    let plain = plain(ki, exact(sigma), 365.0, Threshold::absolute(0.95).unwrap());
    assert!((100.0 * plain.germination.best() - 97.64797).abs() < 5e-6 && plain.germination.is_exact());
    let Reach::Day(day) = plain.falls.best else { panic!() };
    assert!((day - 2200.833).abs() < 5e-4);
}

#[test]
fn intervals_are_those_of_numerical_integration() {
    // The same two unknowns added up with NumPy on a grid of 2001 × 2001.
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let storage = store(25.0, 9.0);
    let few = [(0.0, 5, 5), (700.0, 5, 4)];
    let many = [(0.0, 100, 96), (700.0, 100, 80)];
    let cases = [
        (&many[..1], [0.5984, 0.9626, 0.0049, 0.9167], [168.2, 1787.8]),
        (&many[..], [0.8706, 0.9432, 0.6182, 0.8174], [535.1, 977.8]),
        (&few[..], [0.7126, 0.9902, 0.3173, 0.9393], [317.0, 1725.1]),
    ];
    for (tests, germination, days) in cases {
        let aged = |(day, sown, germinated): &(f64, u32, u32)| Aged {
            day: *day,
            test: Test::new(*sown, *germinated).unwrap(),
        };
        let tests: Vec<Aged> = tests.iter().map(aged).collect();
        let lot = Lot { species: Species::Known(&wheat), oil_fraction: Some(0.02), storage: &storage, tests: &tests };
        let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() else { panic!() };
        let (soon, late) = (outlook.germination(300.0).unwrap(), outlook.germination(900.0).unwrap());
        for (found, expected) in [soon.low(), soon.high(), late.low(), late.high()].into_iter().zip(germination) {
            assert!((found - expected).abs() < 0.01, "{found} is not {expected}");
        }
        let falls = outlook.falls(Threshold::default(), 0.0).unwrap();
        for (found, expected) in [falls.early, falls.late].into_iter().zip(days) {
            assert!(
                matches!(found, Reach::Day(day) if (day / expected - 1.0).abs() < 0.02),
                "{found:?} is not {expected}"
            );
        }
    }
}

#[test]
fn slanting_beliefs_are_added_up_whole() {
    // As above, for tests at four ages, where level and slope hang together.
    let text = "species,ke,cw,ch,cq,source\nTriticum aestivum,9.043,5.183,0.0351,0.000475,Ellis & Hong 2007";
    let table = Table::parse(text).unwrap();
    let sets = table.sets_of("Triticum aestivum");
    let storage = store(25.0, 8.5);
    for (germinated, expected) in [([93, 88, 80, 71], [0.34852, 0.6449]), ([98, 98, 99, 97], [0.86595, 0.97412])] {
        let aged = |(index, germinated)| Aged { day: 300.0 * index as f64, test: Test::new(100, germinated).unwrap() };
        let tests: Vec<Aged> = germinated.into_iter().enumerate().map(aged).collect();
        let lot = Lot { species: Species::Known(&sets), oil_fraction: Some(0.02), storage: &storage, tests: &tests };
        let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() else { panic!() };
        let span = outlook.germination(1500.0).unwrap();
        for (found, expected) in [span.low(), span.high()].into_iter().zip(expected) {
            assert!((found - expected).abs() < 0.005, "{found} is not {expected}");
        }
    }
}
