//! Reads a spreadsheet to its end and says how many rows it has and how long that took.
//!
//! `cargo run --release -p daftar-read --example sheet_speed -- FILE`

use std::path::Path;
use std::time::Instant;

use daftar_read::sheet::{Opening, Sheet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("name a file")?;
    let started = Instant::now();
    let mut sheet = Sheet::open(Path::new(&path), &Opening::default())?;
    println!("{:?}, {} columns", sheet.manner(), sheet.columns().len());
    sheet.notes().iter().for_each(|note| println!("  {note}"));
    let (mut rows, mut cells, mut bytes, mut noted) = (0u64, 0u64, 0u64, 0u64);
    for row in sheet.by_ref() {
        let row = row?;
        rows += 1;
        cells += row.cells.len() as u64;
        bytes += row.cells.iter().map(|cell| cell.text.len() as u64).sum::<u64>();
        noted += u64::from(!row.notes.is_empty());
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("{rows} rows, {cells} cells, {bytes} bytes of text, {noted} rows with notes");
    println!("{seconds:.2} s, {:.0} rows/s", rows as f64 / seconds);
    Ok(())
}
