//! Intervals hold as often as they say, in lots that are made up by a stated random process.

use daftar_viability::*;

/// Random numbers (xorshift), the same in every run.
struct Chance(u64);

impl Chance {
    fn fraction(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        deviate(self.fraction()).unwrap()
    }

    /// A test at a viability; `unrest` shifts the viability of each test at random.
    fn test(&mut self, sown: u32, v: f64, unrest: f64) -> Test {
        let share = fraction(v + unrest * self.normal());
        Test::new(sown, (0..sown).filter(|_| self.fraction() < share).count() as u32).unwrap()
    }
}

/// How a lot is made up.
#[derive(Clone, Copy)]
struct World {
    /// Standard deviation of ln σ round the published one.
    spread: f64,
    /// Standard deviation of the viability of a test round its line.
    unrest: f64,
    /// Days of the tests, two each.
    tested: &'static [f64],
}

const LOTS: u32 = 400;
const LATER: f64 = 1500.0;

/// How many of the intervals at level 0.9 held the germination that is true later, and whether the date of falling held.
fn held(world: World, species: Species<'_>, sigma: f64, storage: &Storage, seed: u64) -> (f64, f64) {
    let mut chance = Chance(seed);
    let (mut germination, mut date) = (0, 0);
    for _ in 0..LOTS {
        let (ki, sigma) = (1.3 + 0.9 * chance.fraction(), sigma * (world.spread * chance.normal()).exp());
        let days = world.tested.iter().flat_map(|day| [*day, *day]);
        let tests: Vec<Aged> =
            days.map(|day| Aged { day, test: chance.test(50, ki - day / sigma, world.unrest) }).collect();
        let lot = Lot { species, oil_fraction: Some(0.02), storage, tests: &tests };
        let Answer::Known(outlook) = Outlook::of(&lot, 0.9).unwrap() else { panic!() };
        germination += u32::from(outlook.germination(LATER).unwrap().holds(fraction(ki - LATER / sigma)));
        let truth = (ki - Threshold::default().deviate(ki)) * sigma;
        let falls = outlook.falls(Threshold::default(), 0.0).unwrap();
        date += u32::from(falls.early <= Reach::Day(truth) && Reach::Day(truth) <= falls.late);
    }
    (f64::from(germination) / f64::from(LOTS), f64::from(date) / f64::from(LOTS))
}

fn in_world(world: World, published: bool) -> (f64, f64) {
    let text = "species,ke,cw,ch,cq,source\nTriticum aestivum,9.043,5.183,0.0351,0.000475,Ellis & Hong 2007";
    let table = Table::parse(text).unwrap();
    let sets = table.sets_of("Triticum aestivum");
    let span = |number| Span::exactly(number).unwrap();
    let storage = Storage::constant(Condition::measured(span(25.0), span(8.5)).unwrap());
    let sigma = sets[0].constants.sigma_days(Moisture::fresh_percent(8.5).unwrap(), 25.0);
    held(world, if published { Species::Known(&sets) } else { Species::Unknown }, sigma, &storage, 20_260_101)
}

#[test]
fn with_constants_the_intervals_hold_as_often_as_they_say() {
    for tested in [&[0.0][..], &[0.0, 600.0], &[0.0, 300.0, 600.0, 900.0]] {
        let (germination, date) = in_world(World { spread: SPREAD, unrest: 0.0, tested }, true);
        assert!((0.86..0.96).contains(&germination) && (0.86..0.96).contains(&date), "{tested:?} {germination} {date}");
    }
}

#[test]
fn without_constants_the_intervals_hold_as_often_as_they_say() {
    for tested in [&[0.0, 900.0][..], &[0.0, 300.0, 600.0, 900.0]] {
        let (germination, date) = in_world(World { spread: 0.4, unrest: 0.0, tested }, false);
        assert!((0.84..0.97).contains(&germination) && (0.84..0.97).contains(&date), "{tested:?} {germination} {date}");
    }
}

#[test]
fn tests_that_vary_more_than_chance_do_not_break_the_intervals() {
    let tested = &[0.0, 300.0, 600.0, 900.0];
    for published in [true, false] {
        let (germination, date) = in_world(World { spread: 0.4, unrest: 0.25, tested }, published);
        assert!(germination > 0.82 && date > 0.82, "{published} {germination} {date}");
    }
}
