//! How often the tests find something where there is nothing, and where there is something: `size_and_power [DATA_SETS] [THREADS]`.
//!
//! Prints the tables of docs/pattern.md. Each data set is a new town with new facilities; its own simulations are 199.

use std::sync::atomic::{AtomicUsize, Ordering};

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use daftar_pattern::*;

const SEED: u64 = 20_240_101;
const FACILITIES: usize = 10;
const ASSETS: usize = 1000;
const DAMAGED: usize = 100;

/// Random numbers of a data set.
struct Dice(ChaCha8Rng);

impl Dice {
    fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn place(&mut self) -> Point {
        Point::new(self.share(), self.share())
    }
}

/// One line of a table: what is tested, and p of a data set.
struct Line {
    name: &'static str,
    test: fn(&mut Dice, u64) -> Result<Option<f64>, Error>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let sets = arguments.next().map_or(Ok(2000), |word| word.parse())?;
    let threads = arguments.next().map_or(Ok(1), |word| word.parse())?;
    println!("| {sets} data sets each, seed {SEED} | p ≤ 0.05 | 95 % interval | too few |\n|---|---|---|---|");
    for (number, line) in lines().iter().enumerate() {
        let (found, few) = share(line, number as u64, sets, threads)?;
        let asked = sets - few;
        let share = found as f64 / asked as f64;
        let half = 1.96 * (share * (1.0 - share) / asked as f64).sqrt();
        println!(
            "| {} | {:.1} % | {:.1}–{:.1} % | {few} |",
            line.name,
            100.0 * share,
            100.0 * (share - half),
            100.0 * (share + half)
        );
    }
    println!("\n{}", foretold()?);
    Ok(())
}

fn share(line: &Line, number: u64, sets: usize, threads: usize) -> Result<(usize, usize), Error> {
    let (next, found, few) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || -> Result<(), Error> {
        loop {
            let set = next.fetch_add(1, Ordering::Relaxed);
            if set >= sets {
                return Ok(());
            }
            let mut dice = Dice(ChaCha8Rng::seed_from_u64(SEED + number));
            dice.0.set_stream(set as u64);
            match (line.test)(&mut dice, set as u64)? {
                None => few.fetch_add(1, Ordering::Relaxed),
                Some(p) => found.fetch_add(usize::from(p <= 0.05), Ordering::Relaxed),
            };
        }
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        all.into_iter().try_for_each(|thread| thread.join().unwrap_or(Ok(())))
    })?;
    Ok((found.into_inner(), few.into_inner()))
}

fn lines() -> Vec<Line> {
    let line = |name, test| Line { name, test };
    vec![
        line("**M1, nothing draws damage**: nearest facility", |dice, set| m1(dice, set, Statistic::Nearest, |_| 1.0)),
        line("— every facility", |dice, set| m1(dice, set, Statistic::Every, |_| 1.0)),
        line("— 400 of 1,000 damaged: nearest", |dice, set| town(dice, set, Statistic::Nearest, |_| 1.0, 400)),
        line("— four districts, damage and facilities denser in some; strata are districts: nearest", |dice, set| {
            districts(dice, set, Statistic::Nearest, true)
        }),
        line("— the same, every facility", |dice, set| districts(dice, set, Statistic::Every, true)),
        line("— the same, districts ignored (wrong on purpose)", |dice, set| {
            districts(dice, set, Statistic::Nearest, false)
        }),
        line("— 20 attacks of 6 things each, things as units (wrong on purpose): nearest", |dice, set| {
            attacks(dice, set, Statistic::Nearest, Units::Things)
        }),
        line("— the same, every facility", |dice, set| attacks(dice, set, Statistic::Every, Units::Things)),
        line("— the same attacks as units, as a source tells them: nearest", |dice, set| {
            attacks(dice, set, Statistic::Nearest, Units::Told)
        }),
        line("— the same, every facility", |dice, set| attacks(dice, set, Statistic::Every, Units::Told)),
        line("— incidents as units, joined within 0.06, about the width of an attack: nearest", |dice, set| {
            attacks(dice, set, Statistic::Nearest, Units::Joined(0.06))
        }),
        line("— the same, every facility", |dice, set| attacks(dice, set, Statistic::Every, Units::Joined(0.06))),
        line("— incidents as units, joined within 0.03, too little (wrong on purpose): nearest", |dice, set| {
            attacks(dice, set, Statistic::Nearest, Units::Joined(0.03))
        }),
        line("**M1, odds × 2 within 0.06**: nearest", |dice, set| m1(dice, set, Statistic::Nearest, near2)),
        line("— every facility", |dice, set| m1(dice, set, Statistic::Every, near2)),
        line("**M1, odds × 4 within 0.03**: nearest", |dice, set| m1(dice, set, Statistic::Nearest, near4)),
        line("— every facility", |dice, set| m1(dice, set, Statistic::Every, near4)),
        line("**M1, odds × (1 + 3 exp(−d²/0.05²))**: nearest", |dice, set| {
            m1(dice, set, Statistic::Nearest, fading)
        }),
        line("— every facility", |dice, set| m1(dice, set, Statistic::Every, fading)),
        line("**M2, nothing draws damage**: nearest facility", |dice, set| m2(dice, set, None, |_| 1.0)),
        line("— cross-L, translation", |dice, set| m2(dice, set, Some(Correction::Translation), |_| 1.0)),
        line("— cross-L, isotropic", |dice, set| m2(dice, set, Some(Correction::Isotropic), |_| 1.0)),
        line("— cross-L, none", |dice, set| m2(dice, set, Some(Correction::None), |_| 1.0)),
        line("— 1,000 damaged: nearest", |dice, set| exposed(dice, set, None, |_| 1.0, 1000)),
        line("**M2, density × 2 within 0.06**: nearest", |dice, set| m2(dice, set, None, near2)),
        line("— cross-L, isotropic", |dice, set| m2(dice, set, Some(Correction::Isotropic), near2)),
        line("**M2, density × 4 within 0.03**: nearest", |dice, set| m2(dice, set, None, near4)),
        line("— cross-L, isotropic", |dice, set| m2(dice, set, Some(Correction::Isotropic), near4)),
        line("**M2, density × (1 + 3 exp(−d²/0.05²))**: nearest", |dice, set| m2(dice, set, None, fading)),
        line("— cross-L, isotropic", |dice, set| m2(dice, set, Some(Correction::Isotropic), fading)),
    ]
}

fn near2(distance: f64) -> f64 {
    if distance <= 0.06 { 2.0 } else { 1.0 }
}

fn near4(distance: f64) -> f64 {
    if distance <= 0.03 { 4.0 } else { 1.0 }
}

fn fading(distance: f64) -> f64 {
    1.0 + 3.0 * (-(distance / 0.05).powi(2)).exp()
}

fn nearest(place: Point, facilities: &[Point]) -> f64 {
    facilities.iter().map(|other| (other.x - place.x).hypot(other.y - place.y)).fold(f64::INFINITY, f64::min)
}

fn question(statistic: Statistic, set: u64) -> Result<Question, Error> {
    Ok(Question { statistic, side: Side::Both, level: 0.05, run: Run::new(199, set, 1)?, supposed: None })
}

fn reaches() -> Result<Reaches, Error> {
    Reaches::even(0.12, 12)
}

fn asked(assets: &[Asset], facilities: &[Point], statistic: Statistic, set: u64) -> Result<Option<f64>, Error> {
    let found = AtRisk::new(assets, &Facilities::new(facilities)?, &reaches()?)?;
    Ok(ask(&found, question(statistic, set)?)?.p())
}

/// Damages things until so many are, each drawn with the weight of its distance and accepted by it.
fn damage(dice: &mut Dice, assets: &mut [Asset], facilities: &[Point], count: usize, times: fn(f64) -> f64) {
    let mut left = count;
    while left > 0 {
        let asset = &mut assets[(dice.share() * ASSETS as f64) as usize];
        if !asset.damaged && dice.share() * 4.0 < times(nearest(asset.at, facilities)) {
            asset.damaged = true;
            left -= 1;
        }
    }
}

fn intact(at: Point) -> Asset {
    Asset { at, damaged: false, stratum: 0, is_facility: false }
}

fn m1(dice: &mut Dice, set: u64, statistic: Statistic, times: fn(f64) -> f64) -> Result<Option<f64>, Error> {
    town(dice, set, statistic, times, DAMAGED)
}

fn town(
    dice: &mut Dice,
    set: u64,
    statistic: Statistic,
    times: fn(f64) -> f64,
    damaged: usize,
) -> Result<Option<f64>, Error> {
    let facilities: Vec<Point> = (0..FACILITIES).map(|_| dice.place()).collect();
    let mut assets: Vec<Asset> = (0..ASSETS).map(|_| intact(dice.place())).collect();
    damage(dice, &mut assets, &facilities, damaged, times);
    asked(&assets, &facilities, statistic, set)
}

/// Districts are quarters of the square; the first has most facilities and most damage.
fn districts(dice: &mut Dice, set: u64, statistic: Statistic, known: bool) -> Result<Option<f64>, Error> {
    let quarter = |place: Point| u32::from(place.x > 0.5) + 2 * u32::from(place.y > 0.5);
    let mut facilities = Vec::new();
    while facilities.len() < FACILITIES {
        let place = dice.place();
        if dice.share() < [1.0, 0.4, 0.4, 0.1][quarter(place) as usize] {
            facilities.push(place);
        }
    }
    let mut assets: Vec<Asset> = (0..ASSETS).map(|_| intact(dice.place())).collect();
    for asset in &mut assets {
        let district = quarter(asset.at);
        asset.damaged = dice.share() < [0.2, 0.1, 0.1, 0.03][district as usize];
        asset.stratum = if known { district } else { 0 };
    }
    asked(&assets, &facilities, statistic, set)
}

/// What is exchanged.
#[derive(Clone, Copy)]
enum Units {
    Things,
    Told,
    Joined(f64),
}

/// Each attack hits a thing at random and the five nearest to it.
fn attacks(dice: &mut Dice, set: u64, statistic: Statistic, units: Units) -> Result<Option<f64>, Error> {
    let facilities: Vec<Point> = (0..FACILITIES).map(|_| dice.place()).collect();
    let mut assets: Vec<Asset> = (0..ASSETS).map(|_| intact(dice.place())).collect();
    let mut told = vec![None; ASSETS];
    for attack in 0..20 {
        let seat = assets[(dice.share() * ASSETS as f64) as usize].at;
        let mut order: Vec<usize> = (0..ASSETS).collect();
        let off = |index: &usize| (assets[*index].at.x - seat.x).hypot(assets[*index].at.y - seat.y);
        order.select_nth_unstable_by(5, |a, b| off(a).total_cmp(&off(b)));
        for index in &order[..6] {
            assets[*index].damaged = true;
            told[*index].get_or_insert(attack);
        }
    }
    assets = match units {
        Units::Things => assets,
        Units::Told => Incidents::told(&assets, &told)?.as_units(&assets),
        Units::Joined(reach) => Incidents::joined(&assets, reach)?.as_units(&assets),
    };
    asked(&assets, &facilities, statistic, set)
}

fn dense(place: Point) -> f64 {
    2.0 + 6.0 * (-((place.x - 0.3).powi(2) + (place.y - 0.2).powi(2)) / 0.04).exp()
}

fn m2(dice: &mut Dice, set: u64, correction: Option<Correction>, times: fn(f64) -> f64) -> Result<Option<f64>, Error> {
    exposed(dice, set, correction, times, DAMAGED)
}

/// Damage in a window with a hole, by a known exposure in cells of 1/32.
fn exposed(
    dice: &mut Dice,
    set: u64,
    correction: Option<Correction>,
    times: fn(f64) -> f64,
    count: usize,
) -> Result<Option<f64>, Error> {
    let ring = |low: f64, high: f64| {
        vec![Point::new(low, low), Point::new(high, low), Point::new(high, high), Point::new(low, high)]
    };
    let window = Window::new(&[ring(0.0, 1.0), ring(0.55, 0.75)])?;
    let middle =
        |cell: usize| Point::new((cell % 32) as f64 / 32.0 + 1.0 / 64.0, (cell / 32) as f64 / 32.0 + 1.0 / 64.0);
    let values: Vec<f64> = (0..1024).map(|cell| dense(middle(cell))).collect();
    let raster = Raster::new(Point::new(0.0, 0.0), [1.0 / 32.0; 2], 32, values.clone())?;
    let exposure = Exposure::new(&window, &raster)?;
    let mut inside = || loop {
        let place = dice.place();
        if window.contains(place) {
            return (place, dice.share(), dice.share());
        }
    };
    let facilities: Vec<Point> = (0..FACILITIES).map(|_| inside().0).collect();
    let mut damaged = Vec::new();
    while damaged.len() < count {
        let (place, exposed, near) = inside();
        let cell = (place.y * 32.0) as usize * 32 + (place.x * 32.0) as usize;
        if exposed * 8.0 < values[cell] && near * 4.0 < times(nearest(place, &facilities)) {
            damaged.push(place);
        }
    }
    let statistic = if correction.is_some() { Statistic::Every } else { Statistic::Nearest };
    let correction = correction.unwrap_or(Correction::None);
    let scatter = Scatter::new(&exposure, &facilities, &damaged, &reaches()?, correction)?;
    Ok(ask_of_exposure(&scatter, question(statistic, set)?)?.p())
}

/// The power that is told beside an answer, for one town: to be compared with the shares above.
fn foretold() -> Result<String, Error> {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(SEED));
    let facilities: Vec<Point> = (0..FACILITIES).map(|_| dice.place()).collect();
    let mut assets: Vec<Asset> = (0..ASSETS).map(|_| intact(dice.place())).collect();
    damage(&mut dice, &mut assets, &facilities, DAMAGED, |_| 1.0);
    let found = AtRisk::new(&assets, &Facilities::new(&facilities)?, &reaches()?)?;
    let mut told = String::from("Power as told beside the answer for one of these towns (2,000 made-up patterns): ");
    for (times, reach) in [(2.0, 5), (4.0, 2)] {
        let supposed = Some((Supposed { times, reach }, 2000));
        let answer = ask(&found, Question { supposed, ..question(Statistic::Nearest, 1)? })?;
        if let Some(power) = answer.power {
            let near = reaches()?.all()[reach];
            told += &format!(
                "odds × {times} within {near:.2}: {:.1} % ({:.1}–{:.1} %). ",
                100.0 * power.share,
                100.0 * power.low,
                100.0 * power.high
            );
        }
    }
    Ok(told)
}
