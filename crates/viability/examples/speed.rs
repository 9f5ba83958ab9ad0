//! Many plain forecasts: `speed LOTS`. Prints seconds, and sums over all lots to compare with: see benches/viability.py.
//!
//! Lots differ in germination, moisture, temperature and age by the same arithmetic as in the script.

use std::time::Instant;

use daftar_viability::{Constants, Error, Moisture, Reach, Span, Threshold, deviate, plain};

fn main() -> Result<(), Error> {
    let lots = std::env::args().nth(1).and_then(|lots| lots.parse().ok()).unwrap_or(1_000_000_usize);
    let wheat = Constants::new(9.043, 5.183, 0.0351, 0.000475)?;
    let (germination, moisture, celsius, age) = made_up(lots)?;
    let threshold = Threshold::default();
    let since = Instant::now();
    let (mut now, mut days) = ([0.0; 3], [0.0; 3]);
    for lot in 0..lots {
        let ki = germination[lot];
        let sigma = wheat.sigma_days(moisture[lot], celsius[lot]);
        let sigma = Span::new(sigma / 2.0, sigma, sigma * 2.0)?;
        let forecast = plain(ki, sigma, age[lot], threshold);
        let of_now = [forecast.germination.low(), forecast.germination.best(), forecast.germination.high()];
        let of_days = [forecast.falls.early, forecast.falls.best, forecast.falls.late];
        for end in 0..3 {
            now[end] += of_now[end];
            days[end] += match of_days[end] {
                Reach::Already => 0.0,
                Reach::Day(day) => day,
                Reach::Beyond => age[lot] + 200.0 * 365.25,
            };
        }
    }
    println!("{} {now:?} {days:?}", since.elapsed().as_secs_f64());
    Ok(())
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
