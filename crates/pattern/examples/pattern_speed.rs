//! Seconds of simulations: `speed POINTS.csv SIMULATIONS THREADS WHAT`, where WHAT is `l`, `every` or `nearest`. See benches/pattern.py.
//!
//! The file has lines `x,y,mark` with marks `facility`, `damaged` and `intact`, in a square from 0 to 1. Prints seconds on the clock, the last value of
//! the mean curve, to be compared, and the most memory in MB.

use std::time::Instant;

use daftar_pattern::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, simulations, threads, what] = arguments.as_slice() else {
        return Err("expected a file, how many simulations, how many threads, and l, every or nearest".into());
    };
    let places = Places::read(&std::fs::read_to_string(file)?)?;
    let run = Run::new(simulations.parse()?, 1, threads.parse()?)?;
    let reaches = Reaches::even(0.05, 50)?;
    let (seconds, curves) =
        if what == "l" { spread(&places, &reaches, run)? } else { labels(&places, &reaches, run, what)? };
    let mean = curves.mean();
    println!("{seconds} {} {}", mean[mean.len() - 1], most_memory());
    Ok(())
}

#[derive(Default)]
struct Places {
    facilities: Vec<Point>,
    damaged: Vec<Point>,
    intact: Vec<Point>,
}

impl Places {
    fn read(text: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let mut all = Self::default();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let [x, y, mark] = cells.as_slice() else { return Err(format!("{line}: expected x,y,mark").into()) };
            let point = Point::new(x.parse()?, y.parse()?);
            match *mark {
                "facility" => all.facilities.push(point),
                "damaged" => all.damaged.push(point),
                _ => all.intact.push(point),
            }
        }
        Ok(all)
    }
}

/// Inhomogeneous cross-L with translation, the exposure a raster of 128 × 128.
fn spread(places: &Places, reaches: &Reaches, run: Run) -> Result<(f64, Curves), Error> {
    let window = Window::rectangle(Point::new(0.0, 0.0), Point::new(1.0, 1.0))?;
    let value = |cell: usize| {
        let (x, y) = ((cell % 128) as f64 / 128.0 + 1.0 / 256.0, (cell / 128) as f64 / 128.0 + 1.0 / 256.0);
        2.0 + 6.0 * (-((x - 0.3).powi(2) + (y - 0.2).powi(2)) / 0.04).exp()
    };
    let raster = Raster::new(Point::new(0.0, 0.0), [1.0 / 128.0; 2], 128, (0..128 * 128).map(value).collect())?;
    let since = Instant::now();
    let exposure = Exposure::new(&window, &raster)?;
    let scatter = Scatter::new(&exposure, &places.facilities, &places.damaged, reaches, Correction::Translation)?;
    let curves = scatter.l(run)?;
    Ok((since.elapsed().as_secs_f64(), curves))
}

fn labels(places: &Places, reaches: &Reaches, run: Run, what: &str) -> Result<(f64, Curves), Error> {
    let statistic = if what == "every" { Statistic::Every } else { Statistic::Nearest };
    let asset = |at: &Point, damaged: bool| Asset { at: *at, damaged, stratum: 0, is_facility: false };
    let damaged = places.damaged.iter().map(|at| asset(at, true));
    let assets: Vec<Asset> = damaged.chain(places.intact.iter().map(|at| asset(at, false))).collect();
    let since = Instant::now();
    let at_risk = AtRisk::new(&assets, &Facilities::new(&places.facilities)?, reaches)?;
    let curves = at_risk.relabelled(statistic, run)?;
    Ok((since.elapsed().as_secs_f64(), curves))
}

/// In MB, where the system tells; else 0.
fn most_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next())
        .and_then(|word| word.parse::<f64>().ok())
        .map_or(0.0, |kb| kb / 1024.0)
}
