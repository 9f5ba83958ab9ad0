use daftar_claim::Statement;
use daftar_date::Day;
use proptest::prelude::*;

use super::*;
use crate::ask::Ask;
use crate::asked::Asked;
use crate::surroundings::{Audience, Surroundings};
use crate::testing::{Says, entity, shipped};

/// A jar of wheat, seeds with 10 % moisture at 20 °C.
fn jar() -> Vec<Statement> {
    vec![
        Says::of("jar", "kind").code("kind", "lot").done(),
        Says::of("jar", "of-accession").entity("wheat").done(),
        Says::of("jar", "temperature").number("20", Some("°C")).done(),
        Says::of("jar", "moisture").number("10", Some("%")).done(),
        Says::of("jar", "moisture-basis").code("moisture-basis", "fresh").done(),
        Says::of("wheat", "genus").text("Triticum", None).done(),
        Says::of("wheat", "species").text("aestivum", None).done(),
    ]
}

/// The same without what is said under a property.
fn without(list: &[Statement], property: &str) -> Vec<Statement> {
    list.iter().filter(|one| one.claim.property.as_str() != property).cloned().collect()
}

fn test(name: &str, date: &str, sown: i64, germinated: i64) -> Vec<Statement> {
    vec![
        Says::of(name, "kind").code("kind", "germination-test").done(),
        Says::of(name, "about").entity("jar").done(),
        Says::of(name, "date").date(date).done(),
        Says::of(name, "seeds-sown").count(None, Some(sown), None).done(),
        Says::of(name, "germinated").count(None, Some(germinated), None).done(),
    ]
}

fn all(parts: &[Vec<Statement>]) -> Vec<Statement> {
    parts.concat()
}

fn foretold(list: &[Statement]) -> Forecast {
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
    let terms = Terms::usual(Day::new(2032, 1, 1).unwrap()).unwrap();
    forecast_of(&Asked::new(list, &ask, &profiles, &surroundings), &terms, entity("jar"))
}

fn germination(list: &[Statement]) -> Germination {
    match foretold(list).outcome {
        Outcome::Known(germination) => germination,
        Outcome::Unknown(why) => panic!("{why:?}"),
    }
}

fn why(list: &[Statement]) -> Why {
    match foretold(list).outcome {
        Outcome::Unknown(why) => why,
        Outcome::Known(known) => panic!("{known:?}"),
    }
}

fn says(forecast: &Forecast, wanted: &Doubt) -> bool {
    forecast.doubts.contains(wanted)
}

#[test]
fn a_tested_lot_has_a_germination_and_a_time_both_as_ranges() {
    let known = germination(&all(&[jar(), test("first", "2031-01-10", 100, 96)]));
    assert!(known.now.low < known.now.best && known.now.best < known.now.high && known.now.high < 1.0, "{known:?}");
    assert!(known.early < known.best && known.best < known.late, "{known:?}");
    assert_eq!(known.basis, Basis::Published);
}

#[test]
fn the_same_numbers_come_out_as_on_bare_numbers() {
    use daftar_viability::{Aged, Answer, Condition, Lot, Outlook, Span, Species, Storage, Table, Test};
    let known = germination(&all(&[jar(), test("first", "2031-01-01", 100, 96)]));
    let table = Table::shipped().unwrap();
    let exactly = |number| Span::exactly(number).unwrap();
    let storage = Storage::constant(Condition::measured(exactly(20.0), exactly(10.0)).unwrap());
    let tests = [Aged { day: 0.0, test: Test::new(100, 96).unwrap() }];
    let sets = table.sets_of("Triticum aestivum");
    let lot = Lot { species: Species::Known(&sets), oil_fraction: None, storage: &storage, tests: &tests };
    let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() else { panic!("wheat is known") };
    assert_eq!(known.now, Share::from(outlook.germination(365.0).unwrap()));
}

#[test]
fn own_tests_of_two_ages_take_part() {
    let list = all(&[jar(), test("first", "2030-01-10", 100, 96), test("second", "2031-12-01", 100, 70)]);
    let known = germination(&list);
    assert!(matches!(known.basis, Basis::Both(share) if share > 0.0), "{known:?}");
    assert!(known.now.best < 0.85, "{known:?}");
}

#[test]
fn what_is_missing_is_named_and_no_number_invented() {
    let tested = all(&[jar(), test("first", "2031-01-10", 100, 96)]);
    assert_eq!(why(&jar()), Why::NeverTested);
    assert_eq!(why(&without(&tested, "species")), Why::NoSpecies);
    assert_eq!(why(&without(&without(&tested, "moisture"), "temperature")), Why::NoStorage);
    let mut spinach = without(&without(&tested, "genus"), "species");
    spinach.push(Says::of("wheat", "genus").text("Spinacia", None).done());
    spinach.push(Says::of("wheat", "species").text("oleracea", None).done());
    assert_eq!(why(&spinach), Why::NoConstants);
    spinach.push(Says::of("wheat", "reckoned-as").text("Beta vulgaris", None).done());
    assert!(says(&foretold(&spinach), &Doubt::Proxy { species: "Beta vulgaris".into() }));
}

#[test]
fn two_tests_do_without_anything_published_or_measured() {
    let two = all(&[jar(), test("first", "2028-01-10", 200, 190), test("second", "2031-12-01", 200, 160)]);
    let bare = without(&without(&without(&two, "species"), "moisture"), "temperature");
    assert_eq!(germination(&bare).basis, Basis::Tests);
    let moved = [
        Says::of("jar", "kept-at").entity("shelf").when("2028-01-01").done(),
        Says::of("jar", "kept-at").entity("cellar").when("2030-01-01").done(),
    ];
    assert_eq!(why(&all(&[bare, moved.to_vec()])), Why::NoSpecies, "tests of two places tell of neither");
}

#[test]
fn a_test_that_cannot_be_used_is_named_with_the_reason() {
    let left_out = |list: &[Statement]| foretold(list).tests[0].left_out;
    let base = test("first", "2031-01-10", 100, 96);
    let of = |parts: &[Vec<Statement>]| left_out(&all(&[jar(), all(parts)]));
    assert_eq!(of(std::slice::from_ref(&base)), None);
    assert_eq!(of(&[without(&base, "date")]), Some(LeftOut::Undated));
    assert_eq!(of(&[without(&base, "germinated")]), Some(LeftOut::NotCounted));
    assert_eq!(of(&[test("first", "2031-01-10", 50, 96)]), Some(LeftOut::Impossible));
    assert_eq!(of(&[test("first", "2031-01-10", 0, 0)]), Some(LeftOut::Impossible));
    assert_eq!(of(&[test("first", "2040", 100, 96)]), Some(LeftOut::Later));
    assert_eq!(of(&[test("first", "201X", 100, 96)]), Some(LeftOut::Undated));
    let agrees = Says::of("first", "date").date("2031-01-10").from("other").done();
    assert_eq!(of(&[base.clone(), vec![agrees]]), None, "two who say the same day do not differ");
    let other = Says::of("first", "germinated").count(None, Some(60), None).from("other").done();
    assert_eq!(of(&[base.clone(), vec![other]]), Some(LeftOut::SourcesDiffer));
    let denial = Says::of_claim(base[4].id, "deny").text("never counted", None).from("other").done();
    assert_eq!(of(&[base, vec![denial]]), Some(LeftOut::Denied));
}

#[test]
fn seeds_are_counted_day_by_day_and_the_last_count_is_that_of_the_test() {
    let mut list = all(&[jar(), test("first", "2031-01-10", 100, 96)]);
    list.retain(|one| one.claim.property.as_str() != "germinated");
    for (day, number) in [("2031-01-13", 20), ("2031-01-20", 90), ("2031-01-17", 70)] {
        list.push(Says::of("first", "germinated").count(None, Some(number), None).when(day).done());
    }
    list.push(Says::of("first", "dormant").count(None, Some(4), None).done());
    let forecast = foretold(&list);
    assert_eq!(forecast.tests[0].germinated, Some(90));
    assert!(says(&forecast, &Doubt::Dormant));
}

#[test]
fn the_air_of_the_room_counts_where_nothing_is_said_of_the_seed() {
    let tested = all(&[jar(), test("first", "2031-01-10", 100, 96)]);
    let mut kept = without(&without(&tested, "moisture"), "temperature");
    kept.push(Says::of("jar", "kept-at").entity("shelf").done());
    kept.push(Says::of("shelf", "part-of").entity("room").done());
    let heavy = |mut list: Vec<Statement>| {
        list.push(Says::of("room", "building-climate").code("building-climate", "heavy-walls").done());
        list
    };
    assert_eq!(why(&kept), Why::NoStorage);
    let guessed = foretold(&heavy(kept.clone()));
    assert!(says(&guessed, &Doubt::Guessed) && says(&guessed, &Doubt::OilUnsaid), "{:?}", guessed.doubts);
    kept.push(Says::of("room", "temperature").number("21", Some("°C")).done());
    kept.push(Says::of("room", "humidity").number("55", Some("%")).done());
    let measured = foretold(&heavy(kept));
    assert!(!says(&measured, &Doubt::Guessed), "{:?}", measured.doubts);
    let width = |forecast: &Forecast| match forecast.outcome {
        Outcome::Known(known) => known.now.high - known.now.low,
        Outcome::Unknown(why) => panic!("{why:?}"),
    };
    assert!(width(&measured) < width(&guessed), "a guess is less sure");
}

#[test]
fn storage_that_changed_is_reckoned_stretch_by_stretch() {
    let cold = all(&[jar(), test("first", "2030-01-01", 100, 96)]);
    let mut warmed = cold.clone();
    warmed.push(Says::of("jar", "temperature").number("38", Some("°C")).when("2031-06-01").done());
    let cooled = |list: &[Statement]| germination(list).now.best;
    assert!(cooled(&warmed) < cooled(&cold), "half a year in the heat");
    warmed.extend(test("second", "2031-05-01", 100, 94));
    let moved = |doubt: &Doubt| matches!(doubt, Doubt::Moved { times } if *times > 2.0);
    assert!(foretold(&warmed).doubts.iter().any(moved), "what tests tell of the cool is carried over to the heat");
}

#[test]
fn numbers_that_cannot_be_are_named_and_not_used() {
    let mut list = without(&all(&[jar(), test("first", "2031-01-10", 100, 96)]), "moisture");
    list.push(Says::of("jar", "moisture").number("0.1", None).done());
    let forecast = foretold(&list);
    let named = |doubt: &Doubt| matches!(doubt, Doubt::NotUsed { number, .. } if number == "0.1");
    assert!(forecast.doubts.iter().any(named), "a fraction is not a percentage");
    assert_eq!(forecast.outcome, Outcome::Unknown(Why::NoStorage));
    let mut dry = without(&all(&[jar(), test("first", "2031-01-10", 100, 96)]), "moisture-basis");
    assert!(says(&foretold(&dry), &Doubt::MoistureBasisUnsaid));
    dry.push(Says::of("jar", "moisture-basis").code("moisture-basis", "dry").done());
    assert!(!says(&foretold(&dry), &Doubt::MoistureBasisUnsaid));
}

#[test]
fn what_is_denied_of_where_it_lay_is_named_and_not_reckoned_with() {
    let mut list = all(&[jar(), test("first", "2031-01-10", 100, 96)]);
    let moisture = list.iter().find(|one| one.claim.property.as_str() == "moisture").unwrap().id;
    list.push(Says::of_claim(moisture, "deny").text("it was never measured", None).from("other").done());
    let forecast = foretold(&list);
    assert_eq!(forecast.outcome, Outcome::Unknown(Why::NoStorage));
    assert!(forecast.doubts.iter().any(|doubt| matches!(doubt, Doubt::Denied { .. })), "{:?}", forecast.doubts);
}

#[test]
fn years_that_were_mistyped_end_in_words_and_soon() {
    let mut kept = without(&without(&jar(), "moisture"), "temperature");
    kept.push(Says::of("jar", "kept-at").entity("room").done());
    kept.push(Says::of("room", "building-climate").code("building-climate", "heavy-walls").done());
    for year in ["Y-170000000002", "Y170000000002"] {
        let mut list = all(&[kept.clone(), test("first", "2031-01-10", 100, 96)]);
        list.push(Says::of("jar", "temperature").number("20", Some("°C")).when(year).done());
        let forecast = foretold(&list);
        let known = matches!(forecast.outcome, Outcome::Known(_));
        assert!(known || forecast.outcome == Outcome::Unknown(Why::Impossible), "{year}: {:?}", forecast.outcome);
    }
}

#[test]
fn a_proxy_of_which_nothing_is_published_is_named() {
    let mut list = without(&all(&[jar(), test("first", "2031-01-10", 100, 96)]), "species");
    list.push(Says::of("wheat", "species").text("monstrosum", None).done());
    list.push(Says::of("wheat", "reckoned-as").text("Triticum imaginarium", None).done());
    assert!(says(&foretold(&list), &Doubt::NoProxy { species: "Triticum imaginarium".into() }));
}

#[test]
fn nothing_is_ever_not_a_number() {
    for (sown, germinated) in [(5, 5), (5, 0), (100, 100), (100, 0), (1, 1)] {
        let forecast = foretold(&all(&[jar(), test("first", "2031-01-10", sown, germinated)]));
        let Outcome::Known(known) = &forecast.outcome else { panic!("{:?}", forecast.outcome) };
        assert!([known.now.low, known.now.best, known.now.high].iter().all(|part| (0.0..=1.0).contains(part)));
        let json = serde_json::to_value(&forecast).unwrap();
        let now = &json["known"]["now"];
        assert!(["low", "best", "high"].iter().all(|part| now[part].is_number()), "{now}");
    }
}

#[test]
fn a_list_says_what_each_lot_says_alone_also_when_it_is_asked_again() {
    let named = |lot: &str, list: &[Statement]| -> Vec<Statement> {
        let other = |one: &Statement| {
            let mut one = one.clone();
            if one.claim.subject == daftar_claim::Subject::Entity(entity("jar")) {
                one.claim.subject = daftar_claim::Subject::Entity(entity(lot));
            }
            one.id = daftar_claim::ClaimId(daftar_claim::Hash::of(format!("{lot}{}", one.id).as_bytes()));
            one
        };
        list.iter().map(other).collect()
    };
    let tested = all(&[jar(), test("first", "2031-01-10", 100, 96)]);
    let list = all(&[tested, named("other", &jar())]);
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(&list, Audience::Keeper, &profiles);
    let asked = Asked::new(&list, &ask, &profiles, &surroundings);
    let terms = Terms::usual(Day::new(2032, 1, 1).unwrap()).unwrap();
    let lots = [entity("jar"), entity("other")];
    let both = forecasts(&asked, &terms, &lots);
    assert!(matches!(both[0].outcome, Outcome::Known(_)) && both[1].outcome == Outcome::Unknown(Why::NeverTested));
    for (one, lot) in both.iter().zip(lots) {
        let alone = forecast_of(&asked, &terms, lot);
        assert!(holds(&one.outcome, &alone.outcome), "{:?} {:?}", one.outcome, alone.outcome);
        assert_eq!((&one.doubts, &one.sources), (&alone.doubts, &alone.sources));
    }
    assert_eq!(forecasts(&asked, &terms, &lots), both);
    assert_eq!(terms.memo.fresh(), 1, "what is not known is not reckoned, and the rest once");
    let later = Terms { today: Day::new(2033, 1, 1).unwrap(), ..terms };
    assert_ne!(forecasts(&asked, &later, &lots)[0].outcome, both[0].outcome, "another day is another question");
}

/// Wheat of which only the temperature was measured, in a jar in which something else tells of the air.
fn jarred(extra: Vec<Statement>) -> Vec<Statement> {
    all(&[without(&jar(), "moisture"), test("first", "2031-01-10", 100, 96), extra])
}

#[test]
fn salt_in_the_jar_tells_on_which_side_of_75_percent_the_air_is() {
    let salt = |code: &str| jarred(vec![Says::of("jar", "salt-test").code("salt-test", code).done()]);
    let (dry, moist) = (germination(&salt("dry")), germination(&salt("moist")));
    assert!(moist.late < dry.late, "damp seed dies sooner: {moist:?} {dry:?}");
    assert!(says(&foretold(&salt("dry")), &Doubt::Salt));
    assert_eq!(why(&jarred(Vec::new())), Why::NoStorage);
}

#[test]
fn dried_rice_in_the_jar_measures_the_air_roughly() {
    let rice = |gain: &str| jarred(vec![Says::of("jar", "rice-test").number(gain, Some("%")).done()]);
    let (damp, dry) = (germination(&rice("16")), germination(&rice("9")));
    assert!(damp.best < dry.best, "{damp:?} {dry:?}");
    let odd = foretold(&rice("-2"));
    assert_eq!(odd.outcome, Outcome::Unknown(Why::NoStorage));
    let unused = |doubt: &Doubt| matches!(doubt, Doubt::NotUsed { number, .. } if number == "-2 %");
    assert!(odd.doubts.iter().any(unused), "{:?}", odd.doubts);
}

#[test]
fn what_salt_tells_is_narrowed_by_what_such_a_house_is_like() {
    let heavy = || {
        vec![
            Says::of("jar", "kept-at").entity("room").done(),
            Says::of("room", "building-climate").code("building-climate", "heavy-walls").done(),
        ]
    };
    let dry = || Says::of("jar", "salt-test").code("salt-test", "dry").done();
    let (house, both) = (foretold(&jarred(heavy())), foretold(&jarred([heavy(), vec![dry()]].concat())));
    let late = |forecast: &Forecast| match forecast.outcome {
        Outcome::Known(known) => known.late,
        Outcome::Unknown(why) => panic!("{why:?}"),
    };
    assert!(late(&both) >= late(&house), "dry seed does not die sooner");
}

#[test]
fn two_tests_in_one_room_do_without_published_constants_though_summers_differ_from_winters() {
    let room = || {
        vec![
            Says::of("jar", "kept-at").entity("room").done(),
            Says::of("room", "building-climate").code("building-climate", "heavy-walls").done(),
        ]
    };
    let durum: Vec<Statement> = without(&without(&without(&jar(), "species"), "moisture"), "temperature");
    let named = vec![Says::of("wheat", "species").text("turgidum", None).done()];
    let tests = [test("first", "2027-02-10", 100, 92), test("second", "2031-03-12", 100, 70)].concat();
    let kept = [durum, named, room(), tests].concat();
    assert_eq!(germination(&kept).basis, Basis::Tests);
    let mut moved = kept.clone();
    moved.push(Says::of("jar", "kept-at").entity("cellar").when("2029-01-01").done());
    moved.push(Says::of("cellar", "building-climate").code("building-climate", "light-walls").done());
    assert_eq!(why(&moved), Why::StorageChanged);
}

/// Whether a list says the same as the page of a lot: the same days, and a germination that is no narrower, nor much wider.
fn holds(listed: &Outcome, exact: &Outcome) -> bool {
    let (Outcome::Known(one), Outcome::Known(other)) = (listed, exact) else { return listed == exact };
    let ends = one.now.low <= other.now.low && one.now.high >= other.now.high;
    let best = one.now.low <= one.now.best && one.now.best <= one.now.high;
    let near = (one.now.best - other.now.best).abs() < 0.02;
    (one.early, one.best, one.late, one.basis) == (other.early, other.best, other.late, other.basis)
        && ends
        && best
        && near
}

/// The outcomes of the jar in a list and alone.
fn listed_and_alone(list: &[Statement], terms: &Terms) -> [Outcome; 2] {
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
    let asked = Asked::new(list, &ask, &profiles, &surroundings);
    let listed = forecasts(&asked, terms, &[entity("jar")]).remove(0).outcome;
    [listed, forecast_of(&asked, terms, entity("jar")).outcome]
}

/// Terms as of so many days after the first day of 2032.
fn days_later(terms: &Terms, days: i64) -> Terms {
    Terms { today: Day::new(2032, 1, 1).unwrap().plus(days), ..terms.clone() }
}

fn usual() -> Terms {
    Terms::usual(Day::new(2032, 1, 1).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_reckoned_before_holds_what_is_reckoned_on_the_day(
        germinated in (0_i64..=100, 0_i64..=100),
        celsius in 0_u32..40,
        moved in any::<bool>(),
        days in proptest::collection::vec(0_i64..180, 1..6),
    ) {
        let mut list = all(&[jar(), test("first", "2030-01-10", 100, germinated.0), test("second", "2031-12-01", 100, germinated.1)]);
        if moved {
            list.push(Says::of("jar", "temperature").number(&celsius.to_string(), Some("°C")).when("2031-12-15").done());
        }
        let terms = usual();
        let _ = listed_and_alone(&list, &terms);
        for days in days {
            let [listed, alone] = listed_and_alone(&list, &days_later(&terms, days));
            prop_assert!(holds(&listed, &alone), "{days}: {listed:?} {alone:?}");
        }
        prop_assert!(terms.memo.fresh() == 1, "reckoned once for seven months");
    }
}

#[test]
fn beyond_seven_months_it_is_reckoned_anew_and_a_day_that_cannot_be_spoils_nothing() {
    let list = all(&[jar(), test("first", "2031-01-10", 100, 96)]);
    let terms = usual();
    let [before, _] = listed_and_alone(&list, &terms);
    let [later, exact] = listed_and_alone(&list, &days_later(&terms, 4_000));
    assert!(holds(&later, &exact), "{later:?}");
    assert_eq!(listed_and_alone(&list, &days_later(&terms, 20_000_000))[0], Outcome::Unknown(Why::Impossible));
    assert_eq!(listed_and_alone(&list, &terms)[0], before);
    assert_eq!(terms.memo.fresh(), 4);
}

#[test]
fn what_was_reckoned_reads_back_and_what_is_damaged_is_not_believed() {
    let mut list = all(&[jar(), test("first", "2028-01-10", 100, 96), test("second", "2031-12-01", 100, 60)]);
    list.push(Says::of("jar", "temperature").number("5", Some("°C")).when("2031-12-15").done());
    list.push(Says::of("wheat", "reckoned-as").text("Hordeum vulgare", None).done());
    let barley = without(&list, "species");
    let terms = usual();
    let lists = [list, barley];
    let told: Vec<_> = lists.iter().map(|list| listed_and_alone(list, &terms)[0].clone()).collect();
    assert!(told.iter().all(|outcome| matches!(outcome, Outcome::Known(_))), "{told:?}");
    let bytes = terms.memo.to_bytes();
    assert_eq!(terms.memo.fresh(), 0);
    let again = usual();
    assert!(again.memo.read(&bytes));
    let read: Vec<_> = lists.iter().map(|list| listed_and_alone(list, &again)[0].clone()).collect();
    assert_eq!((read, again.memo.fresh()), (told, 0), "not reckoned again");
    for at in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 4;
        assert!(!usual().memo.read(&damaged) && !usual().memo.read(&bytes[..at]), "{at}");
    }
}
