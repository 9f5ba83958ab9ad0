//! Reads a document without keeping its drafts and prints how long it took:
//! `cargo run --release -p daftar-read --example read_speed [FILE | MEGABYTES]`. Without a file, an article about the invented
//! town is made up, of 20 MB unless said otherwise.

use std::error::Error;
use std::fmt::Write as _;
use std::io::BufReader;
use std::time::Instant;

use daftar_claim::{EntityId, Hash};
use daftar_read::{Limits, Reader, derive};

fn main() -> Result<(), Box<dyn Error>> {
    let named = std::env::args().nth(1);
    let megabytes = named.as_deref().map_or(Some(20), |word| word.parse().ok());
    let text = match (megabytes, &named) {
        (Some(megabytes), _) => made_up(megabytes * 1_000_000).into_bytes(),
        (None, Some(path)) => std::fs::read(path)?,
        (None, None) => return Err("name a file".into()),
    };
    let start = Instant::now();
    let derived = derive(text.as_slice(), None, u64::MAX, &mut std::io::sink())?;
    let decoded = start.elapsed();
    let mut count = 0_u64;
    let mut fresh = || {
        count += 1;
        EntityId(Hash::of(&count.to_le_bytes()))
    };
    let mut drafts = 0_u64;
    let mut reader = Reader { names: &(), fresh: &mut fresh, limits: Limits::default(), published: None };
    let summary = reader.read_text(BufReader::new(text.as_slice()), &derived, "speed", &mut |_| drafts += 1)?;
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

const QUARTERS: [&str; 6] = ["Harbour", "Mill", "Upper", "Well", "Olive", "Salt"];
const THINGS: [&str; 6] = ["museum", "reservoir", "seed bank", "archive", "library", "bakery"];
const MONTHS: [&str; 6] =
    ["October 2031", "November 2031", "December 2031", "January 2032", "February 2032", "March 2032"];

/// An article about Sanabel, dense with statements, of at least so many bytes.
fn made_up(bytes: usize) -> String {
    let mut text =
        String::from("= The siege of Sanabel =\n\nThe siege of Sanabel was a siege on the island of Rimal.\n\n");
    for n in 0.. {
        if text.len() >= bytes {
            break;
        }
        let (quarter, thing, month) = (QUARTERS[n % 6], THINGS[n / 6 % 6], MONTHS[n / 36 % 6]);
        let (day, count) = (n % 27 + 1, n % 900 + 20);
        if n % 40 == 0 {
            let _ = write!(text, "== Section {n} ==\n\n");
        }
        let _ = write!(
            text,
            "The {quarter} {thing} No. {n} was founded in {} by neighbours and held {count} objects. On {day} {month} the \
             Upland Guard shelled the {quarter} quarter, and the {thing} was severely damaged. The Harbour Command denied \
             it. According to the Rimal Courier, {count} jars of wheat were lost, while a harbour radio announced that the \
             {thing} had been destroyed. The committee of the {thing} said on {day} April 2032 that it would be repaired \
             by the end of the year.\n\n",
            1980 + n % 40,
        );
    }
    text
}
