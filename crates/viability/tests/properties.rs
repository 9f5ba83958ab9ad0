//! What must hold of any numbers whatever.

use daftar_viability::*;
use proptest::prelude::*;

fn moist(percent: f64) -> Moisture {
    Moisture::fresh_percent(percent).unwrap()
}

fn exact(number: f64) -> Span {
    Span::exactly(number).unwrap()
}

fn constants() -> impl Strategy<Value = Constants> {
    let all = (2.0..13.0, 0.1..8.0, 0.0001..0.28, 0.00001..0.003);
    all.prop_map(|(ke, cw, ch, cq)| Constants::new(ke, cw, ch, cq).unwrap())
}

fn condition() -> impl Strategy<Value = Condition> {
    (-30.0..60.0, 0.5..40.0).prop_map(|(t, m): (f64, f64)| Condition::measured(exact(t), exact(m)).unwrap())
}

fn tests() -> impl Strategy<Value = Vec<Aged>> {
    let one = (0.0..9000.0, 1_u32..400, 0.0..=1.0).prop_map(|(day, sown, share): (f64, u32, f64)| Aged {
        day: day.round(),
        test: Test::new(sown, (share * f64::from(sown)) as u32).unwrap(),
    });
    proptest::collection::vec(one, 0..6)
}

fn table() -> Table {
    Table::shipped().unwrap()
}

fn check(span: Span, unit: f64) {
    assert!(span.low().is_finite() && span.high().is_finite() && span.holds(span.best()), "{span:?}");
    assert!(span.low() >= 0.0 && span.high() <= unit, "{span:?}");
}

fn check_falls(falls: Falls, now: f64) {
    assert!(falls.early <= falls.best && falls.best <= falls.late, "{falls:?}");
    for reach in [falls.early, falls.best, falls.late] {
        assert!(!matches!(reach, Reach::Day(day) if !day.is_finite() || day <= now), "{falls:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damper_and_warmer_seeds_never_keep_longer(c in constants(), m in 0.5..40.0, t in -40.0..80.0, dm in 0.0..10.0, dt in 0.0..10.0) {
        let sigma = c.sigma_days(moist(m), t);
        prop_assert!(sigma.is_finite() && sigma > 0.0);
        prop_assert!(c.sigma_days(moist(m + dm), t) <= sigma);
        prop_assert!(c.sigma_days(moist(m), t + dt) <= sigma * (1.0 + 1e-12));
    }

    #[test]
    fn moisture_and_humidity_go_there_and_back(t in -10.0..60.0, rh in 1.0..99.0, oil in 0.0..0.6) {
        let moisture = Air::new(t, rh).unwrap().moisture(oil).unwrap();
        let back = Air::humidity_over(moisture, oil, t).unwrap();
        prop_assert!((back - rh).abs() < 1e-6);
        prop_assert!((Moisture::dry_percent(moisture.of_dry()).unwrap().of_fresh() - moisture.of_fresh()).abs() < 1e-9);
    }

    #[test]
    fn an_interval_holds_its_test(sown in 1_u32..100_000, share in 0.0..=1.0, level in 0.5..0.999) {
        let test = Test::new(sown, (share * f64::from(sown)) as u32).unwrap();
        let tally = Tally::of(&[test, test]).unwrap();
        check(tally.interval(level).unwrap(), 1.0);
        let deviates = tally.deviates(level).unwrap();
        prop_assert!(deviates.low().is_finite() && deviates.high().is_finite() && deviates.holds(tally.deviate()));
    }

    #[test]
    fn the_plain_forecast_is_sound_for_any_number(ki in -6.0..6.0, spread in 0.0..3.0, sigma in any::<f64>(), age in any::<f64>()) {
        let ki = Span::new(ki - spread, ki, ki + spread).unwrap();
        let Ok(sigma) = Span::exactly(sigma) else { return Ok(()) };
        let age = if age.is_nan() { 0.0 } else { age };
        let plain = plain(ki, sigma, age, Threshold::default());
        check(plain.germination, 1.0);
        check_falls(plain.falls, age.max(0.0));
    }

    #[test]
    fn fits_are_finite(tests in tests()) {
        let points: Vec<Point> = tests.iter().map(|aged| Point { age: aged.day, test: aged.test }).collect();
        if let Some(fit) = Fit::of(&points) {
            prop_assert!(fit.ki.is_finite() && fit.slope.is_finite() && fit.heterogeneity >= 1.0);
            prop_assert!(fit.covariance.iter().flatten().all(|number| number.is_finite()));
            prop_assert!(fit.covariance[1][1] > 0.0 && fit.error(100.0).is_finite());
        }
    }

    #[test]
    fn written_numbers_never_panic(number in any::<f64>(), other in any::<f64>()) {
        let _ = scale_of(&[number, other]);
        let _ = Weighing { fresh: number, dry: other }.look(number, MoistureBasis::Fresh);
        let _ = jar::rice_humidity(number, other, 20.0);
        let _ = Air::new(number, other).and_then(|air| air.moisture(number));
        let _ = Constants::new(number, other, number, other);
        let _ = Table::parse(&format!("species,ke,cw,ch,cq,source\nA b,{number},{other},0.03,0.0005,X"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn outlooks_are_sound(species in 0..3_usize, past in condition(), then in condition(), tests in tests(), day in 0.0..20_000.0) {
        let table = table();
        let sets = table.sets_of("Triticum aestivum");
        let species = [Species::Known(&sets), Species::Proxy(&sets), Species::Unknown][species];
        let past = if species == Species::Unknown { vec![] } else { vec![Stretch { days: 300.0, condition: past }] };
        let storage = Storage::new(past, vec![Stretch { days: 200.0, condition: then }]).unwrap();
        let lot = Lot { species, oil_fraction: Some(0.02), storage: &storage, tests: &tests };
        if let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() {
            check(outlook.germination(day).unwrap(), 1.0);
            for threshold in [Threshold::default(), Threshold::absolute(0.5).unwrap()] {
                check_falls(outlook.falls(threshold, day).unwrap(), day);
                let chance = outlook.chance_below(threshold, day).unwrap();
                prop_assert!((0.0..=1.0).contains(&chance));
            }
            let (fewest, most) = outlook.next_test(day, 50).unwrap();
            prop_assert!(fewest <= most && most <= 50);
            check(outlook.keeps(), f64::MAX);
        }
    }

    #[test]
    fn a_storage_in_pieces_is_the_whole(condition in condition(), lengths in proptest::collection::vec(1.0..500.0, 1..6), day in 0.0..3000.0) {
        let table = table();
        let sets = table.sets_of("Triticum aestivum");
        let tests = [Aged { day: 0.0, test: Test::new(100, 95).unwrap() }];
        let pieces = lengths.iter().map(|days| Stretch { days: *days, condition }).collect();
        let pieces = Storage::new(pieces, vec![Stretch { days: 7.0, condition }]).unwrap();
        let whole = Storage::constant(condition);
        let [one, other] = [&pieces, &whole].map(|storage| {
            let lot = Lot { species: Species::Known(&sets), oil_fraction: None, storage, tests: &tests };
            let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() else { panic!() };
            outlook.germination(day).unwrap()
        });
        for (one, other) in [(one.low(), other.low()), (one.best(), other.best()), (one.high(), other.high())] {
            prop_assert!((one - other).abs() < 1e-9);
        }
    }

    #[test]
    fn germination_never_rises_with_time(condition in condition(), tests in tests(), day in 0.0..9000.0, later in 0.0..9000.0) {
        let table = table();
        let sets = table.sets_of("Hordeum vulgare");
        let storage = Storage::constant(condition);
        let lot = Lot { species: Species::Known(&sets), oil_fraction: None, storage: &storage, tests: &tests };
        if let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() {
            let (now, then) = (outlook.germination(day).unwrap(), outlook.germination(day + later).unwrap());
            prop_assert!(then.best() <= now.best() + 1e-12 && then.low() <= now.low() + 1e-9 && then.high() <= now.high() + 1e-9);
        }
    }
}
