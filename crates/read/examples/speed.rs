//! Reads a document without keeping its drafts and prints how long it took: `cargo run -p daftar-read --example speed FILE`.

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::time::Instant;

use daftar_claim::{EntityId, Hash};
use daftar_read::{Limits, Reader, derive};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name a file")?;
    let start = Instant::now();
    let derived = derive(File::open(&path)?, None, u64::MAX, &mut std::io::sink())?;
    let decoded = start.elapsed();
    let mut count = 0_u64;
    let mut fresh = || {
        count += 1;
        EntityId(Hash::of(&count.to_le_bytes()))
    };
    let mut drafts = 0_u64;
    let mut reader = Reader { names: &(), fresh: &mut fresh, limits: Limits::default() };
    let text = BufReader::new(File::open(&path)?);
    let summary = reader.read_text(text, &derived, &path, &mut |_| drafts += 1)?;
    let megabytes = derived.bytes as f64 / 1e6;
    let read = (start.elapsed() - decoded).as_secs_f64();
    println!("{drafts} drafts, {} passages left out", summary.left_out_total);
    println!(
        "{megabytes:.1} MB decoded in {:.2} s, read in {read:.2} s ({:.1} MB/s)",
        decoded.as_secs_f64(),
        megabytes / read
    );
    Ok(())
}
