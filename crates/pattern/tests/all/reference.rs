//! K, L, G, pair correlation and effect curves, as spatstat has them.

use daftar_pattern::*;

use super::tables::{Table, near};

struct Data {
    window: Window,
    facilities: Vec<Point>,
    damage: Vec<Point>,
}

fn synthetic() -> Data {
    let points = Table::own("synth_points.csv");
    let window = Table::own("synth_window.csv").window();
    Data { window, facilities: points.marked("facility"), damage: points.marked("damage") }
}

fn others(name: &str, facility: &str, damage: &str) -> Option<Data> {
    let points = Table::others(&format!("{name}_points.csv"))?;
    let window = Table::others(&format!("{name}_window.csv"))?.window();
    Some(Data { window, facilities: points.marked(facility), damage: points.marked(damage) })
}

impl Data {
    fn cross<'a>(&'a self, intensity: Intensity) -> Cross<'a> {
        Cross::new(&self.window, &self.facilities, &self.damage, intensity).unwrap()
    }
}

/// A column from the second row on: the first is that of no distance.
fn column(table: &Table, name: &str) -> Vec<f64> {
    table.numbers(name)[1..].to_vec()
}

fn reaches(table: &Table) -> Reaches {
    Reaches::new(column(table, "r")).unwrap()
}

/// Translation is approximate in spatstat: to 3e-3 (the weights of pairs are compared exactly in `edges`). For its border correction, distances to the boundary are in steps of r:
/// a facility counts if it lies farther inside than the step before.
const CORRECTIONS: [(&str, Correction, f64); 4] = [
    ("un", Correction::None, 1e-10),
    ("border", Correction::Border, 0.12),
    ("iso", Correction::Isotropic, 1e-10),
    ("trans", Correction::Translation, 3e-3),
];

fn k_is_that_of(table: &Table, data: &Data, least: f64) {
    let cross = data.cross(Intensity::Even);
    for (name, correction, tolerance) in CORRECTIONS {
        let found = cross.k(&reaches(table), correction).unwrap();
        near(name, &found, &column(table, name), f64::max(tolerance, least));
    }
}

#[test]
fn k_and_l_are_those_of_spatstat() {
    let data = synthetic();
    k_is_that_of(&Table::own("synth_Kcross_fac_dam.csv"), &data, 0.0);
    let table = Table::own("synth_Lcross_fac_dam.csv");
    for (name, correction, tolerance) in CORRECTIONS {
        let found = data.cross(Intensity::Even).l(&reaches(&table), correction).unwrap();
        near(name, &found, &column(&table, name), tolerance);
    }
}

#[test]
fn k_of_others_data_is_that_of_spatstat() {
    let all = [
        ("amacrine", "on", "off", 0.0),
        ("ants", "Messor", "Cataglyphis", 0.0),
        // Coordinates of one or three decimals: of pairs at just r, some are nearer in the last digit of their distance.
        ("urkiola", "birch", "oak", 0.02),
        ("lansing", "maple", "hickory", 3e-3),
    ];
    for (name, facility, damage, least) in all {
        let Some(data) = others(name, facility, damage) else { continue };
        let Some(table) = Table::others(&format!("{name}_Kcross_{facility}_{damage}.csv")) else { continue };
        k_is_that_of(&table, &data, least);
    }
}

#[test]
fn inhomogeneous_k_and_l_are_those_of_spatstat() {
    let data = synthetic();
    let intensities = Table::own("synth_lambda_damage.csv").numbers("lambda_damage");
    let cross = data.cross(Intensity::Each(&intensities));
    let (k, l) = (Table::own("synth_Kcrossinhom_fac_dam.csv"), Table::own("synth_Lcrossinhom_fac_dam.csv"));
    for (name, correction, tolerance) in &CORRECTIONS[1..] {
        near(name, &cross.k(&reaches(&k), *correction).unwrap(), &column(&k, name), *tolerance);
        near(name, &cross.l(&reaches(&l), *correction).unwrap(), &column(&l, name), *tolerance);
    }
}

#[test]
fn border_correction_is_that_of_spatstat_in_fine_steps() {
    let data = synthetic();
    let intensities = Table::own("synth_lambda_damage.csv").numbers("lambda_damage");
    let table = Table::own("synth_Kcross_border_fine.csv");
    for (name, intensity) in [("border", Intensity::Even), ("border_inhom", Intensity::Each(&intensities))] {
        let found = data.cross(intensity).k(&reaches(&table), Correction::Border).unwrap();
        near(name, &found, &column(&table, name), 1e-10);
    }
}

#[test]
fn pair_correlation_is_that_of_spatstat() {
    let data = synthetic();
    let intensities = Table::own("synth_lambda_damage.csv").numbers("lambda_damage");
    for (file, intensity) in
        [("synth_pcfcross", Intensity::Even), ("synth_pcfcrossinhom", Intensity::Each(&intensities))]
    {
        let table = Table::own(&format!("{file}_bw0.1_epan.csv"));
        for (name, correction) in [("iso", Correction::Isotropic), ("trans", Correction::Translation)] {
            let found = data.cross(intensity).pair_correlation(&reaches(&table), 0.1, correction).unwrap();
            near(name, &found, &column(&table, name), 5e-3);
        }
    }
}

/// Saved tables are in steps of 0.01, in which censoring is binned; those in fine steps are compared exactly.
#[test]
fn nearest_distances_are_those_of_spatstat() {
    let data = synthetic();
    let pairs = [("fac_dam", &data.facilities, &data.damage), ("dam_fac", &data.damage, &data.facilities)];
    for (name, from, to) in pairs {
        let some = |curve: &[Option<f64>]| curve.iter().map(|share| share.unwrap_or(f64::NAN)).collect::<Vec<f64>>();
        let fine = Table::own(&format!("synth_Gcross_{name}_fine.csv"));
        let found = NearestCurves::new(&data.window, from, to, &reaches(&fine)).unwrap();
        near("raw", &found.raw, &column(&fine, "raw"), 1e-12);
        near("rs", &some(&found.border), &column(&fine, "rs"), 1e-12);
        near("km", &found.kaplan_meier, &column(&fine, "km"), 1e-3);
        let table = Table::own(&format!("synth_Gcross_{name}.csv"));
        let found = NearestCurves::new(&data.window, from, to, &reaches(&table)).unwrap();
        near("raw", &found.raw, &column(&table, "raw"), 1e-12);
        near("km", &found.kaplan_meier, &column(&table, "km"), 0.01);
        near("han", &found.hanisch.unwrap(), &column(&table, "han"), 0.02);
    }
}

fn dense(place: Point) -> f64 {
    2.0 + 6.0 * (-((place.x - 3.0).powi(2) + (place.y - 2.0).powi(2)) / 4.0).exp()
}

/// Middles of 256 × 256 cells in the window, as spatstat has them.
fn pixels(window: &Window) -> Vec<Point> {
    let at =
        |cell: usize| Point::new(((cell % 256) as f64 + 0.5) * 10.0 / 256.0, ((cell / 256) as f64 + 0.5) * 8.0 / 256.0);
    (0..65536).map(at).filter(|place| window.contains(*place)).collect()
}

#[test]
fn effect_curves_are_those_of_spatstat() {
    let data = synthetic();
    let facilities = Facilities::new(&data.facilities).unwrap();
    let damage = nearest_distances(&data.damage, &facilities).unwrap();
    near("nearest", &damage, &Table::own("synth_nncross_bdist.csv").numbers("dam_nearest_fac"), 1e-12);
    let pixels = pixels(&data.window);
    let distances = nearest_distances(&pixels, &facilities).unwrap();
    let area = 80.0 / 65536.0;
    for file in ["ratio_bw0.15", "ratio_baseline_bw0.15"] {
        let dense = |place| if file.contains("baseline") { dense(place) } else { 1.0 };
        let table = Table::own(&format!("synth_rhohat_{file}.csv"));
        // A baseline is scaled by a fitted constant in spatstat, of which `ave` tells.
        let made = area * pixels.iter().map(|place| dense(*place)).sum::<f64>();
        let scale = if file.contains("baseline") { area * 273.0 / made / table.numbers("ave")[0] } else { area };
        let exposed: Vec<(f64, f64)> =
            distances.iter().zip(&pixels).map(|(distance, place)| (*distance, scale * dense(*place))).collect();
        let found = effect(&damage, &exposed, &table.numbers(table.first()), 0.15, 0.95).unwrap();
        // Where both have next to nothing, the binned sums of R show.
        let kept = table.numbers(table.first()).iter().take_while(|distance| **distance < 2.2).count();
        let estimates: Vec<f64> = found[..kept].iter().map(|effect| effect.estimate.unwrap()).collect();
        near("rho", &estimates, &table.numbers("rho")[..kept], 5e-3);
        let highs: Vec<f64> = found[..kept].iter().map(|effect| effect.high).collect();
        near("high", &highs, &table.numbers("hi")[..kept], 5e-3);
    }
}
