//! Many plain forecasts: `speed LOTS ROUNDS`. Prints the seconds of the fastest round, and sums over all lots to compare with: see benches/viability.py.
//! `speed LOTS outlooks` prints seconds for so many forecasts that learn from each lot's own tests.
//!
//! Lots differ in germination, moisture, temperature and age by the same arithmetic as in the script.

use std::time::Instant;

use daftar_viability::*;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let lots = arguments.next().and_then(|lots| lots.parse().ok()).unwrap_or(50_000);
    let rounds = arguments.next().unwrap_or_default();
    if rounds == "outlooks" {
        return outlooks(lots);
    }
    let all = made_up(lots)?;
    let mut best = forecasts(&all)?;
    for _ in 1..rounds.parse().unwrap_or(1) {
        let again = forecasts(&all)?;
        best = if again.0 < best.0 { again } else { best };
    }
    println!("{} {:?} {:?}", best.0, best.1, best.2);
    Ok(())
}

/// Seconds, and the sums of the germinations now and of the days of falling, at both ends and in between.
fn forecasts((germination, moisture, celsius, age): &Lots) -> Result<(f64, [f64; 3], [f64; 3]), Error> {
    let wheat = Constants::new(9.043, 5.183, 0.0351, 0.000475)?;
    let threshold = Threshold::default();
    let since = Instant::now();
    let (mut now, mut days) = ([0.0; 3], [0.0; 3]);
    for lot in 0..age.len() {
        let sigma = wheat.sigma_days(moisture[lot], celsius[lot]);
        let sigma = Span::new(sigma / 2.0, sigma, sigma * 2.0)?;
        let forecast = plain(germination[lot], sigma, age[lot], threshold);
        let of_now = [forecast.germination.low(), forecast.germination.best(), forecast.germination.high()];
        let of_days = [forecast.falls.early, forecast.falls.best, forecast.falls.late];
        for end in 0..3 {
            now[end] += of_now[end];
            days[end] += match of_days[end] {
                Reach::Already => 0.0,
                Reach::Day(day) => day,
                Reach::Beyond => age[lot] + HORIZON_DAYS,
            };
        }
    }
    Ok((since.elapsed().as_secs_f64(), now, days))
}

type Lots = (Vec<Span>, Vec<Moisture>, Vec<f64>, Vec<f64>);

fn made_up(lots: usize) -> Result<Lots, Error> {
    let share = |lot: usize, step: usize| (lot * step % 1009) as f64 / 1009.0;
    let mut all = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for lot in 0..lots {
        let ki = deviate(0.80 + 0.19 * share(lot, 31))?;
        all.0.push(Span::new(ki - 0.2, ki, ki + 0.2)?);
        all.1.push(Moisture::fresh_percent(5.0 + 10.0 * share(lot, 17))?);
        all.2.push(-18.0 + 48.0 * share(lot, 7));
        all.3.push(3650.0 * share(lot, 3));
    }
    Ok(all)
}

/// Four tests of 50 at two ages, in air that is known as a range.
fn outlooks(lots: usize) -> Result<(), Error> {
    let table = Table::shipped()?;
    let wheat = table.sets_of("Triticum aestivum");
    let air = Condition::from_air(Span::between(15.0, 25.0)?, Span::between(35.0, 45.0)?, 0.02)?;
    let storage = Storage::constant(air);
    let since = Instant::now();
    let mut below = 0.0;
    for lot in 0..lots {
        let test = |day: f64, fewest: usize| Ok(Aged { day, test: Test::new(50, (fewest + lot % 5) as u32)? });
        let tests = [test(0.0, 45)?, test(0.0, 46)?, test(400.0, 40)?, test(400.0, 41)?];
        let lot = Lot { species: Species::Known(&wheat), oil_fraction: Some(0.02), storage: &storage, tests: &tests };
        if let Answer::Known(outlook) = Outlook::of(&lot, 0.9)? {
            outlook.falls(Threshold::default(), 500.0)?;
            below += outlook.germination(500.0)?.best();
        }
    }
    println!("{} {below}", since.elapsed().as_secs_f64());
    Ok(())
}
