//! How long the views of one entity take: `cargo run --release -p daftar-view --example view_speed`.

#[path = "../tests/it/support.rs"]
mod support;

use std::hint::black_box;
use std::time::Instant;

use daftar_claim::Statement;
use daftar_view::{Ask, Asked, condition, differences_of, page, row};
use support::{Says, edtf, entity, gathered, shipped};

/// Statements on one museum, of many properties and sources.
fn statements(number: usize) -> Vec<Statement> {
    let codes = ["intact", "damaged", "severely-damaged", "destroyed"];
    let make = |n: usize| {
        let day = format!("2031-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        let says = match n % 10 {
            0 => Says::of("mill", "state").code("state", codes[n / 10 % 4]).when(&day),
            1 => Says::of("mill", "state").code("state", "damaged").inferred("2031-12/2032-04", "told later"),
            2 => Says::of("mill", "founded").date(["2014", "2015", "2014-05"][n / 10 % 3]),
            3 => Says::of("mill", "holdings").count(Some(n as i64 / 50), None, None).when("2030"),
            4 => Says::of("mill", "recovery").code("recovery", "repair").when(&day),
            _ => Says::of("mill", "holds").text(&format!("pot number {n}"), Some("en")).when("2030"),
        };
        says.from(["A", "B", "C", "D"][n % 4]).quote(&format!("sentence {n} of the source")).done()
    };
    (0..number).map(make).collect()
}

/// The median of many runs, in milliseconds.
fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..201)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let (list, profiles, mill) = (statements(200), shipped(), entity("mill"));
    let surroundings = gathered(&list);
    let ask = Ask { at: Some(edtf("2032-01-15")), ..Ask::default() };
    let ready = || Asked::new(black_box(&list), &ask, &profiles, &surroundings);
    let asked = ready();
    println!("{} statements, medians in ms", list.len());
    println!("made ready   {:.3}", median(|| drop(black_box(ready()))));
    println!("condition    {:.3}", median(|| drop(black_box(condition(&asked, mill)))));
    println!("differences  {:.3}", median(|| drop(black_box(differences_of(&asked, mill)))));
    println!("row          {:.3}", median(|| drop(black_box(row(&asked, mill)))));
    println!("page         {:.3}", median(|| drop(black_box(page(&asked, mill)))));
}
