//! The null model of damage spread as the exposure is.

use daftar_pattern::*;

use super::tables::{Table, near};

struct Data {
    window: Window,
    raster: Raster,
    facilities: Vec<Point>,
    damage: Vec<Point>,
}

fn dense(x: f64, y: f64) -> f64 {
    2.0 + 6.0 * (-((x - 3.0).powi(2) + (y - 2.0).powi(2)) / 4.0).exp()
}

/// The synthetic pattern with its true exposure in cells of 0.1.
fn synthetic() -> Data {
    let points = Table::own("synth_points.csv");
    let window = Table::own("synth_window.csv").window();
    let value = |cell: usize| dense((cell % 100) as f64 / 10.0 + 0.05, (cell / 100) as f64 / 10.0 + 0.05);
    let raster = Raster::new(Point::new(0.0, 0.0), [0.1, 0.1], 100, (0..8000).map(value).collect()).unwrap();
    Data { window, raster, facilities: points.marked("facility"), damage: points.marked("damage") }
}

const ALL: [Correction; 4] = [Correction::None, Correction::Translation, Correction::Isotropic, Correction::Border];

#[test]
fn interpolated_weights_are_the_exact_ones() {
    let data = synthetic();
    let exposure = Exposure::new(&data.window, &data.raster).unwrap();
    let intensities = exposure.intensities(&data.damage).unwrap();
    let cross = Cross::new(&data.window, &data.facilities, &data.damage, Intensity::Each(&intensities)).unwrap();
    let reaches = Reaches::even(1.5, 30).unwrap();
    for correction in ALL {
        let scatter = Scatter::new(&exposure, &data.facilities, &data.damage, &reaches, correction).unwrap();
        let found = scatter.l(Run::new(19, 1, 1).unwrap()).unwrap();
        near("L", found.observed(), &cross.l(&reaches, correction).unwrap(), 1e-4);
    }
}

#[test]
fn spread_damage_has_the_l_of_spread_damage() {
    let data = synthetic();
    let exposure = Exposure::new(&data.window, &data.raster).unwrap();
    assert!((exposure.area() - 74.0).abs() < 1e-9);
    let reaches = Reaches::even(1.5, 15).unwrap();
    for correction in [Correction::Translation, Correction::Isotropic, Correction::Border] {
        let scatter = Scatter::new(&exposure, &data.facilities, &data.damage, &reaches, correction).unwrap();
        let curves = scatter.l(Run::new(999, 3, 2).unwrap()).unwrap();
        let k = |place: usize| {
            let of = |curve: &Vec<f64>| std::f64::consts::PI * curve[place].powi(2);
            curves.simulated().iter().map(of).sum::<f64>() / 999.0
        };
        let found: Vec<f64> = (5..15).map(|place| (k(place) / std::f64::consts::PI).sqrt()).collect();
        // The translation and border weights are unbiased over facilities and damage, here facilities are fixed.
        let tolerance = if correction == Correction::Isotropic { 0.03 } else { 0.12 };
        near("mean", &found, &reaches.all()[5..], tolerance);
        let found = curves.extreme(Measure::RankLength, Side::Both, 0.05);
        assert!(found.p <= if correction == Correction::Border { 0.2 } else { 0.002 }, "{correction:?} {}", found.p);
    }
}

/// How much damage the intensity would make.
fn made(data: &Data) -> f64 {
    let cell = |number: u32| {
        let low = Point::new(f64::from(number % 100) / 10.0, f64::from(number / 100) / 10.0);
        dense(low.x + 0.05, low.y + 0.05) * data.window.within(low, Point::new(low.x + 0.1, low.y + 0.1))
    };
    (0..8000).map(cell).sum()
}

#[test]
fn a_saved_envelope_is_much_like_ours() {
    let data = synthetic();
    let exposure = Exposure::new(&data.window, &data.raster).unwrap();
    let reaches = Reaches::even(1.5, 30).unwrap();
    let scatter = Scatter::new(&exposure, &data.facilities, &data.damage, &reaches, Correction::Translation).unwrap();
    let curves = scatter.l(Run::new(1999, 3, 2).unwrap()).unwrap();
    // The saved ones have the intensity as it was made, ours is scaled to the damage that there is.
    let times = (273.0 / made(&data)).sqrt();
    let scaled = |curve: &[f64]| curve.iter().map(|l| l * times).collect::<Vec<f64>>();
    near("observed", &scaled(curves.observed()), &Table::own("synth_Linhom_obs.csv").numbers("obs")[1..], 0.01);
    let saved = Table::own("synth_Linhom_sims199.csv");
    let mean =
        |place: usize| (1..=199).map(|number| saved.numbers(&format!("sim{number}"))[place + 1]).sum::<f64>() / 199.0;
    let ours = |place: usize| curves.simulated().iter().map(|curve| scaled(curve)[place]).sum::<f64>() / 1999.0;
    for place in [5, 10, 20, 29] {
        assert!((ours(place) / mean(place) - 1.0).abs() < 0.02, "{} is not {}", ours(place), mean(place));
    }
}

#[test]
fn nearest_counts_have_their_exact_chances() {
    let data = synthetic();
    let exposure = Exposure::new(&data.window, &data.raster).unwrap();
    let reaches = Reaches::even(1.0, 10).unwrap();
    let scatter = Scatter::new(&exposure, &data.facilities, &data.damage, &reaches, Correction::None).unwrap();
    let curves = scatter.nearest(Run::new(9999, 3, 2).unwrap()).unwrap();
    let distances = Table::own("synth_nncross_bdist.csv").numbers("dam_nearest_fac");
    for (place, reach) in reaches.all().iter().enumerate() {
        let exact = scatter.exact(place).unwrap();
        assert_eq!(exact.damaged as usize, distances.iter().filter(|distance| *distance <= reach).count());
        let mean = curves.simulated().iter().map(|curve| curve[place]).sum::<f64>() / 9999.0;
        assert!(
            (mean - exact.expected).abs() < 4.0 * (exact.expected / 9999.0).sqrt(),
            "{mean} is not {}",
            exact.expected
        );
        let drawn =
            curves.simulated().iter().filter(|curve| curve[place] >= exact.damaged as f64).count() as f64 / 9999.0;
        assert!((drawn - exact.greater).abs() < 0.02 && exact.greater > 0.0);
    }
}

#[test]
fn the_same_numbers_for_any_number_of_threads() {
    let data = synthetic();
    let exposure = Exposure::new(&data.window, &data.raster).unwrap();
    let reaches = Reaches::even(1.5, 10).unwrap();
    let scatter = Scatter::new(&exposure, &data.facilities, &data.damage, &reaches, Correction::Isotropic).unwrap();
    let run = |threads| Run::new(99, 8, threads).unwrap();
    assert_eq!(scatter.l(run(1)).unwrap(), scatter.l(run(2)).unwrap());
    assert_eq!(scatter.nearest(run(1)).unwrap(), scatter.nearest(run(5)).unwrap());
}

#[test]
fn what_does_not_fit_is_told() {
    let data = synthetic();
    let exposure = Exposure::new(&data.window, &data.raster).unwrap();
    let reaches = Reaches::even(1.5, 10).unwrap();
    let told = |facilities: &[Point], damage: &[Point], correction| {
        Scatter::new(&exposure, facilities, damage, &reaches, correction).unwrap_err().to_string()
    };
    let outside = [Point::new(5.0, 7.0)];
    assert!(told(&data.facilities, &outside, Correction::None).contains("outside the window"));
    assert!(told(&outside, &data.damage, Correction::None).contains("outside the window"));
    assert!(told(&data.facilities, &[], Correction::None).contains("no damage"));
    assert!(told(&[], &data.damage, Correction::None).contains("no facility"));
    assert!(told(&[Point::new(0.1, 0.1)], &data.damage, Correction::Border).contains("shorter distances"));
    let hole = Raster::new(Point::new(0.0, 0.0), [5.0, 8.0], 2, vec![0.0, 1.0]).unwrap();
    let half = Exposure::new(&data.window, &hole).unwrap();
    let wrong = Scatter::new(&half, &data.facilities, &data.damage, &reaches, Correction::None).unwrap_err();
    assert!(wrong.to_string().contains("exposure is 0"));
    let nothing = Raster::new(Point::new(0.0, 0.0), [5.0, 8.0], 2, vec![0.0, 0.0]).unwrap();
    assert!(Exposure::new(&data.window, &nothing).is_err());
    for values in [vec![1.0, -1.0], vec![f64::NAN, 1.0], vec![1.0; 3], vec![]] {
        assert!(Raster::new(Point::new(0.0, 0.0), [5.0, 8.0], 2, values).is_err());
    }
}

#[test]
fn three_events_are_too_few() {
    let data = synthetic();
    let exposure = Exposure::new(&data.window, &data.raster).unwrap();
    let reaches = Reaches::even(1.5, 10).unwrap();
    let damage = &data.damage[..3];
    let scatter = Scatter::new(&exposure, &data.facilities, damage, &reaches, Correction::Translation).unwrap();
    assert_eq!(scatter.too_few(), Some(TooFew::Damaged { found: 3, needed: 10 }));
    let p = scatter.l(Run::new(99, 1, 1).unwrap()).unwrap().extreme(Measure::RankLength, Side::Both, 0.05).p;
    assert!(p > 0.0 && p <= 1.0);
}

#[test]
fn an_exposure_averaged_over_squares_keeps_how_much_there_is() {
    let values: Vec<f64> = (0..35).map(f64::from).collect();
    let raster = Raster::new(Point::new(0.0, 0.0), [1.0, 1.0], 7, values).unwrap();
    let at = |raster: &Raster, x: f64, y: f64| raster.value(Point::new(x, y)).unwrap();
    let coarse = raster.coarser(2.0).unwrap();
    assert_eq!((at(&raster, 0.5, 0.5), at(&coarse, 0.5, 0.5)), (0.0, 4.0), "the mean of 0, 1, 7 and 8");
    assert_eq!(at(&coarse, 6.5, 4.5), 34.0, "a corner of its own");
    let sum =
        |raster: &Raster| (0..35).map(|n| at(raster, f64::from(n % 7) + 0.5, f64::from(n / 7) + 0.5)).sum::<f64>();
    assert!((sum(&coarse) - sum(&raster)).abs() < 1e-9);
    assert_eq!(raster.coarser(0.2).unwrap(), raster);
    assert!(raster.coarser(0.0).is_err() && raster.value(Point::new(8.0, 1.0)).is_none());
}
