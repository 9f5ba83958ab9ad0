//! Forecasts of lots as they come: what is known, what is not, and what is said of it.

use daftar_viability::*;

fn test(day: f64, sown: u32, germinated: u32) -> Aged {
    Aged { day, test: Test::new(sown, germinated).unwrap() }
}

fn condition(celsius: f64, percent: f64) -> Condition {
    let span = |number| Span::exactly(number).unwrap();
    Condition::measured(span(celsius), span(percent)).unwrap()
}

fn answer(species: Species<'_>, storage: &Storage, tests: &[Aged]) -> Answer {
    Outlook::of(&Lot { species, oil_fraction: Some(0.02), storage, tests }, 0.9).unwrap()
}

fn known(species: Species<'_>, storage: &Storage, tests: &[Aged]) -> Outlook {
    match answer(species, storage, tests) {
        Answer::Known(outlook) => *outlook,
        Answer::Unknown(why) => panic!("{why}"),
    }
}

fn width(outlook: &Outlook, day: f64) -> f64 {
    outlook.germination(day).unwrap().width()
}

#[test]
fn what_is_not_known_is_said() {
    let store = Storage::constant(condition(20.0, 9.0));
    let unknown = |tests: &[Aged], storage| match answer(Species::Unknown, storage, tests) {
        Answer::Unknown(why) => why,
        Answer::Known(_) => panic!("a guess"),
    };
    assert_eq!(unknown(&[], &store), Unknown::NeverTested);
    assert_eq!(unknown(&[test(0.0, 50, 48)], &store), Unknown::NoConstants);
    assert_eq!(unknown(&[test(9.0, 50, 48), test(9.0, 50, 40)], &store), Unknown::NoConstants);
    let moved = vec![Stretch { days: 100.0, condition: condition(30.0, 9.0) }];
    let moved = Storage::new(moved, store.stretches().copied().collect()).unwrap();
    assert_eq!(unknown(&[test(0.0, 50, 48), test(300.0, 50, 40)], &moved), Unknown::StorageChanged);
    assert!(Unknown::NoConstants.to_string().contains("test the lot again"));
}

#[test]
fn tests_alone_suffice_when_storage_was_constant() {
    let store = Storage::constant(condition(20.0, 9.0));
    let tests = [test(0.0, 100, 96), test(500.0, 100, 80), test(900.0, 100, 50)];
    let outlook = known(Species::Unknown, &store, &tests);
    assert_eq!(outlook.basis(), Basis::Tests);
    let fit = *outlook.fit().unwrap();
    let keeps = outlook.keeps();
    assert!(keeps.holds(1.0 / fit.slope), "{keeps:?} {fit:?}");
    assert!(outlook.germination(900.0).unwrap().holds(0.5));
    assert_eq!(outlook.falls(Threshold::default(), 900.0).unwrap().late, Reach::Already);
}

#[test]
fn seeds_that_do_not_decline_have_no_last_date() {
    let store = Storage::constant(condition(-18.0, 6.0));
    let tests = [test(0.0, 50, 49), test(1800.0, 50, 49), test(3600.0, 50, 49)];
    let falls = known(Species::Unknown, &store, &tests).falls(Threshold::default(), 3600.0).unwrap();
    assert_eq!(falls.late, Reach::Beyond);
    assert!(matches!(falls.early, Reach::Day(day) if day > 3600.0), "{falls:?}");
}

#[test]
fn a_second_test_narrows_the_forecast_and_says_so() {
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let store = Storage::constant(condition(25.0, 9.0));
    let first = [test(0.0, 100, 96)];
    let both = [test(0.0, 100, 96), test(700.0, 100, 80)];
    let (table_only, blend) =
        (known(Species::Known(&wheat), &store, &first), known(Species::Known(&wheat), &store, &both));
    assert_eq!(table_only.basis(), Basis::Table);
    let Basis::Blend { share } = blend.basis() else { panic!() };
    assert!(share > 0.3 && share < 1.0, "{share}");
    assert!(width(&blend, 900.0) < 0.7 * width(&table_only, 900.0));
    let cautions = blend.cautions();
    assert!(cautions.iter().any(|caution| matches!(caution, Caution::SetsDiffer(times) if *times > 1.5)));
    assert!(!cautions.contains(&Caution::Surprising));
}

#[test]
fn what_tests_tell_of_one_shelf_is_carried_to_another_with_care() {
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let tests = [test(0.0, 400, 384), test(400.0, 400, 360), test(800.0, 400, 290)];
    let store = |celsius, percent| {
        let shelf = vec![Stretch { days: 800.0, condition: condition(25.0, 9.0) }];
        let then = vec![Stretch { days: 365.25, condition: condition(celsius, percent) }];
        known(Species::Known(&wheat), &Storage::new(shelf, then).unwrap(), &tests)
    };
    let (stays, moves) = (store(25.0, 9.0), store(15.0, 8.0));
    let moved = |outlook: &Outlook| outlook.cautions().iter().any(|caution| matches!(caution, Caution::Moved(_)));
    assert!(moved(&moves) && !moved(&stays));
    assert_eq!(stays.germination(800.0).unwrap().best(), moves.germination(800.0).unwrap().best());
    assert!((width(&stays, 800.0) - width(&moves, 800.0)).abs() < 1e-9);
    // How many times later the late date lies than the early one, counted from the move.
    let times = |outlook: &Outlook| match outlook.falls(Threshold::absolute(0.5).unwrap(), 800.0).unwrap() {
        Falls { early: Reach::Day(early), late: Reach::Day(late), .. } => (late - 800.0) / (early - 800.0),
        falls => panic!("{falls:?}"),
    };
    assert!(times(&moves) > 1.3 * times(&stays), "{} {}", times(&moves), times(&stays));
}

#[test]
fn many_seeds_say_what_maximum_likelihood_says() {
    let store = Storage::constant(condition(20.0, 9.0));
    let tests = [test(0.0, 4000, 3880), test(400.0, 4000, 3300), test(800.0, 4000, 2060), test(1200.0, 4000, 790)];
    let outlook = known(Species::Unknown, &store, &tests);
    let fit = *outlook.fit().unwrap();
    let (keeps, error) = (outlook.keeps(), 1.645 * fit.covariance[1][1].sqrt());
    assert!((keeps.best() * fit.slope - 1.0).abs() < 0.01, "{keeps:?} {fit:?}");
    assert!((keeps.low() * (fit.slope + error) - 1.0).abs() < 0.01, "{keeps:?} {fit:?}");
    assert!((keeps.high() * (fit.slope - error) - 1.0).abs() < 0.01, "{keeps:?} {fit:?}");
    let (span, v, error) = (outlook.germination(1000.0).unwrap(), fit.viability(1000.0), 1.645 * fit.error(1000.0));
    assert!((span.low() - fraction(v - error)).abs() < 0.005 && (span.high() - fraction(v + error)).abs() < 0.005);
}

#[test]
fn replicates_that_differ_widen_the_forecast() {
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let store = Storage::constant(condition(25.0, 9.0));
    let alike = [test(0.0, 50, 45), test(0.0, 50, 45), test(400.0, 50, 40), test(400.0, 50, 40)];
    let apart = [test(0.0, 50, 49), test(0.0, 50, 40), test(400.0, 50, 48), test(400.0, 50, 31)];
    let (alike, apart) = (known(Species::Known(&wheat), &store, &alike), known(Species::Known(&wheat), &store, &apart));
    assert!(width(&apart, 400.0) > 1.5 * width(&alike, 400.0));
    assert!(apart.cautions().iter().any(|caution| matches!(caution, Caution::Heterogeneous(times) if *times > 3.0)));
}

#[test]
fn a_test_that_nobody_expected_is_told() {
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let store = Storage::constant(condition(-18.0, 6.0));
    let tests = [test(0.0, 50, 49), test(300.0, 50, 20)];
    assert!(known(Species::Known(&wheat), &store, &tests).cautions().contains(&Caution::Surprising));
}

#[test]
fn a_proxy_is_named_and_less_sure() {
    let table = Table::shipped().unwrap();
    let beet = table.sets_of("Beta vulgaris");
    let store = Storage::constant(condition(25.0, 9.0));
    let tests = [test(0.0, 100, 96)];
    let (own, proxy) = (known(Species::Known(&beet), &store, &tests), known(Species::Proxy(&beet), &store, &tests));
    assert!(proxy.cautions().contains(&Caution::Proxy("Beta vulgaris".to_owned())));
    assert!(width(&proxy, 500.0) > 1.2 * width(&own, 500.0));
}

#[test]
fn a_guessed_climate_is_wider_and_said() {
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let climates = climate::parse(climate::SHIPPED).unwrap();
    let year = climates.iter().find(|row| row.building == "heavy walls" && row.season == "year").unwrap();
    let guessed = Condition::of_climate(year, 0.02).unwrap();
    let exact = |span: Span| Span::exactly(span.best()).unwrap();
    let read = Condition::from_air(exact(year.temperature_celsius), exact(year.humidity_percent), 0.02).unwrap();
    let tests = [test(0.0, 100, 96)];
    let (guessed, read) = (Storage::constant(guessed), Storage::constant(read));
    let (guessed, read) =
        (known(Species::Known(&wheat), &guessed, &tests), known(Species::Known(&wheat), &read, &tests));
    assert!(guessed.cautions().contains(&Caution::Guessed) && !read.cautions().contains(&Caution::Guessed));
    assert!(width(&guessed, 60.0) > width(&read, 60.0));
    let best = |outlook: &Outlook| outlook.germination(60.0).unwrap().best();
    assert!((best(&guessed) - best(&read)).abs() < 1e-12);
}

#[test]
fn drying_below_what_is_of_use_is_not_counted() {
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let critical = critical_moisture(0.02).unwrap().of_fresh();
    let (dry, drier) = (Storage::constant(condition(25.0, critical)), Storage::constant(condition(25.0, 2.0)));
    let tests = [test(0.0, 100, 96)];
    let (dry, drier) = (known(Species::Known(&wheat), &dry, &tests), known(Species::Known(&wheat), &drier, &tests));
    assert_eq!(dry.germination(9000.0).unwrap(), drier.germination(9000.0).unwrap());
    assert!(drier.cautions().iter().any(|caution| matches!(caution, Caution::TooDry(_))));
}

#[test]
fn already_below_and_not_within_two_hundred_years() {
    let table = Table::shipped().unwrap();
    let wheat = table.sets_of("Triticum aestivum");
    let tests = [test(0.0, 100, 96)];
    let (hot, cold) = (Storage::constant(condition(35.0, 14.0)), Storage::constant(condition(-20.0, 4.9)));
    let hot = known(Species::Known(&wheat), &hot, &tests).falls(Threshold::default(), 400.0).unwrap();
    assert!(hot.is_surely_below() && hot.early == Reach::Already);
    let cold = known(Species::Known(&wheat), &cold, &tests).falls(Threshold::default(), 0.0).unwrap();
    assert_eq!([cold.early, cold.best, cold.late], [Reach::Beyond; 3]);
    // Already at the start: an absolute threshold above the first test.
    let low = Storage::constant(condition(5.0, 8.0));
    let low = known(Species::Known(&wheat), &low, &[test(0.0, 100, 30)]);
    let falls = low.falls(Threshold::absolute(0.85).unwrap(), 0.0).unwrap();
    assert!(falls.is_surely_below());
    assert!(low.chance_below(Threshold::absolute(0.85).unwrap(), 0.0).unwrap() > 0.999);
}

#[test]
fn impossible_numbers_are_refused_with_words() {
    let store = Storage::constant(condition(20.0, 9.0));
    let lot = |tests: &[Aged], level, oil_fraction| {
        Outlook::of(&Lot { species: Species::Unknown, oil_fraction, storage: &store, tests }, level).map(|_| ())
    };
    let aged = [test(-1.0, 50, 40)];
    assert!(lot(&aged, 0.9, None).unwrap_err().to_string().contains("the day of a test is -1"));
    assert!(lot(&[test(f64::NAN, 50, 40)], 0.9, None).is_err());
    assert!(lot(&[], 90.0, None).unwrap_err().to_string().contains("0.9, not 90"));
    assert!(lot(&[], 0.9, Some(20.0)).unwrap_err().to_string().contains("0.2, not 20"));
    assert!(Moisture::fresh_percent(0.0).is_err() && Air::new(20.0, 100.0).is_err());
    assert!(Constants::new(9.0, -1.0, 0.03, 0.0005).unwrap_err().to_string().contains("C_W is -1"));
    assert!(Storage::new(Vec::new(), Vec::new()).is_err());
    assert!(Threshold::of_initial(85.0).is_err());
}

#[test]
fn plans_keep_their_risks() {
    let aim = Aim { keep: 0.9, regenerate: 0.75, risk_of_waste: 0.05, risk_of_loss: 0.05, group: 20, most_groups: 6 };
    let plan = Plan::of(aim).unwrap();
    let (good, bad) = (plan.course(0.9).unwrap(), plan.course(0.75).unwrap());
    assert!(good.regenerate <= 0.05 && bad.keep <= 0.05, "{good:?} {bad:?}");
    assert!((good.keep + good.regenerate - 1.0).abs() < 1e-9);
    assert!(good.seeds < 80.0 && bad.seeds < 80.0, "{good:?} {bad:?}");
    assert_eq!(plan.next(0, 0).unwrap(), Next::Sow(20));
    assert_eq!(plan.next(20, 5).unwrap(), Next::Regenerate);
    assert_eq!(plan.next(40, 40).unwrap(), Next::Keep);
    assert_eq!(plan.next(20, 17).unwrap(), Next::Sow(20));
    assert!(plan.next(30, 20).is_err() && plan.next(20, 21).is_err());
    assert!(!matches!(plan.next(120, 100).unwrap(), Next::Sow(_)));
    let small = Plan::of(Aim { keep: 0.85, regenerate: 0.8, most_groups: 2, ..aim });
    assert!(matches!(small, Err(Error::PlanTooSmall { most: 40, .. })));
    assert!(Plan::of(Aim { group: 0, ..aim }).is_err() && Plan::of(Aim { regenerate: 0.95, ..aim }).is_err());
}

#[test]
fn a_plan_does_in_trials_what_it_says() {
    let aim = Aim { keep: 0.9, regenerate: 0.75, risk_of_waste: 0.05, risk_of_loss: 0.05, group: 20, most_groups: 6 };
    let plan = Plan::of(aim).unwrap();
    let said = plan.course(0.82).unwrap();
    let (mut kept, mut sown_in_all, mut state) = (0.0, 0.0, 12345_u64);
    let trials = 20_000;
    for _ in 0..trials {
        let (mut sown, mut germinated) = (0, 0);
        while let Next::Sow(more) = plan.next(sown, germinated).unwrap() {
            sown += more;
            germinated += (0..more).filter(|_| random(&mut state) < 0.82).count() as u32;
        }
        kept += f64::from(u8::from(plan.next(sown, germinated).unwrap() == Next::Keep));
        sown_in_all += f64::from(sown);
    }
    let share = kept / f64::from(trials);
    assert!((share - said.keep).abs() < 0.015, "{share} {said:?}");
    assert!((sown_in_all / f64::from(trials) - said.seeds).abs() < 1.0);
}

/// A number from 0 to 1 (xorshift).
fn random(state: &mut u64) -> f64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 11) as f64 / (1_u64 << 53) as f64
}
