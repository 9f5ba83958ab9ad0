//! How often the intervals hold: `coverage FILE [CONSTANTS]`.
//!
//! FILE is a storage trial as CSV: crop (Wheat, Groundnut, Soybean), moisturecontent (% of fresh weight), temperature (°C),
//! storageperiod (years), rep, viabilitypercent, sampsize. Each replicate is forecast from the first third of its tests, and
//! each later test is looked for in its 90 % interval. Nothing here is tuned: the spreads are those of the crate.

use std::collections::BTreeMap;
use std::error::Error;

use daftar_viability::{Aged, Answer, Condition, Lot, Outlook, Published, Span, Species, Storage, Table, Test};

const YEAR: f64 = 365.25;
const LEVELS: [f64; 3] = [0.5, 0.8, 0.9];

/// One test: the year, and the test.
type Tested = (f64, Test);
/// The tests of each replicate in each store.
type Trial = BTreeMap<(Store, u32), Vec<Tested>>;
/// Crop, moisture and temperature in tenths.
type Store = (String, u32, u32);

/// Latin name and oil of a crop.
fn species(crop: &str) -> Option<(&'static str, f64)> {
    match crop {
        "Wheat" => Some(("Triticum aestivum", 0.02)),
        "Soybean" => Some(("Glycine max", 0.20)),
        "Groundnut" => Some(("Arachis hypogaea", 0.48)),
        _ => None,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next().filter(|file| std::path::Path::new(file).exists()) else {
        println!("skipped: no file of a storage trial is given");
        return Ok(());
    };
    let table = match arguments.next() {
        Some(constants) => Table::parse(&std::fs::read_to_string(constants)?)?,
        None => Table::shipped()?,
    };
    let series = read(&file)?;
    for (title, kind) in [
        ("first third, published constants and tests", Kind::Published),
        ("first third, tests alone", Kind::Alone),
        ("first test only, published constants", Kind::First),
    ] {
        report(title, &series, &table, kind)?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Published,
    Alone,
    First,
}

fn read(file: &str) -> Result<Trial, Box<dyn Error>> {
    let mut series = Trial::new();
    let mut reader = csv::Reader::from_path(file)?;
    for row in reader.deserialize() {
        let (crop, moisture, celsius, years, rep, percent, sown): (String, f64, f64, f64, f64, f64, f64) = row?;
        let store = (crop, (moisture * 10.0) as u32, (celsius * 10.0) as u32);
        let test = Test::new(sown as u32, (percent / 100.0 * sown).round() as u32)?;
        series.entry((store, rep as u32)).or_default().push((years, test));
    }
    series.values_mut().for_each(|tests| tests.sort_by(|one, other| one.0.total_cmp(&other.0)));
    Ok(series)
}

/// What came of a store: tests looked for, tests found at each level, widths of the intervals of tests and of the curve.
#[derive(Default)]
struct Sum {
    tests: usize,
    held: [usize; 3],
    curve: usize,
    width: f64,
    curve_width: f64,
}

fn report(title: &str, series: &Trial, table: &Table, kind: Kind) -> Result<(), Box<dyn Error>> {
    println!("\n## {title}\n");
    println!(
        "| crop | % | °C | later tests | in 90 % | in 80 % | in 50 % | width of 90 % | curve: held | curve: width |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let (mut stores, mut total): (BTreeMap<Store, Sum>, Sum) = (BTreeMap::new(), Sum::default());
    for ((store, _), tests) in series {
        let Some((name, oil)) = species(&store.0) else { continue };
        look(store, oil, &table.sets_of(name), tests, kind, stores.entry(store.clone()).or_default())?;
    }
    for (store, sum) in &stores {
        println!("| {} | {} | {} {}", store.0, f64::from(store.1) / 10.0, f64::from(store.2) / 10.0, sum.line());
        total.add(sum);
    }
    println!("| all | | {}", total.line());
    Ok(())
}

fn look(
    store: &Store,
    oil: f64,
    sets: &[&Published],
    tests: &[Tested],
    kind: Kind,
    sum: &mut Sum,
) -> Result<(), Box<dyn Error>> {
    let span = |tenths| Span::exactly(f64::from(tenths) / 10.0);
    let storage = Storage::constant(Condition::measured(span(store.2)?, span(store.1)?)?);
    let known = if kind == Kind::First { 1 } else { tests.len() / 3 };
    let (before, after) = tests.split_at(known);
    let before: Vec<Aged> = before.iter().map(|(years, test)| Aged { day: years * YEAR, test: *test }).collect();
    let species = if kind == Kind::Alone { Species::Unknown } else { Species::Known(sets) };
    let lot = Lot { species, oil_fraction: Some(oil), storage: &storage, tests: &before };
    for (index, level) in LEVELS.into_iter().enumerate() {
        let Answer::Known(outlook) = Outlook::of(&lot, level)? else { continue };
        for (years, test) in after {
            let (fewest, most) = outlook.next_test(years * YEAR, test.sown())?;
            sum.held[index] += usize::from((fewest..=most).contains(&test.germinated()));
            if level == 0.9 {
                let curve = outlook.germination(years * YEAR)?;
                sum.tests += 1;
                sum.width += f64::from(most - fewest) / f64::from(test.sown());
                sum.curve_width += curve.width();
                sum.curve += usize::from(curve.holds(f64::from(test.germinated()) / f64::from(test.sown())));
            }
        }
    }
    Ok(())
}

impl Sum {
    fn add(&mut self, other: &Sum) {
        self.tests += other.tests;
        (0..3).for_each(|level| self.held[level] += other.held[level]);
        self.curve += other.curve;
        self.width += other.width;
        self.curve_width += other.curve_width;
    }

    fn line(&self) -> String {
        let share = |held: usize| 100.0 * held as f64 / self.tests.max(1) as f64;
        let mean = |sum: f64| sum / self.tests.max(1) as f64;
        let [half, most, all] = self.held.map(share);
        format!(
            "| {} | {all:.1} | {most:.1} | {half:.1} | {:.2} | {:.1} | {:.2} |",
            self.tests,
            mean(self.width),
            share(self.curve),
            mean(self.curve_width)
        )
    }
}
