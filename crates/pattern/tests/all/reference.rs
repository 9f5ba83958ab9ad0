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
