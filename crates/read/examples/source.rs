//! Reads a source and prints its form, its text with where each stretch stood, and what was not read:
//! `cargo run -p daftar-read --example source -- FILE [--count]`; with `--count` nothing is kept, only counted.

use std::fs::File;
use std::io;
use std::time::Instant;

use daftar_read::sources::{Limits, Oddity, Source, Stretch, Take, Told, Unread, gather, read};

/// What passes, counted.
#[derive(Debug, Default)]
struct Counts {
    bytes: usize,
    stretches: u64,
    told: u64,
    unread: u64,
    odd: u64,
}

impl Take for Counts {
    fn text(&mut self, piece: &str) -> io::Result<()> {
        self.bytes += piece.len();
        Ok(())
    }

    fn stretch(&mut self, _: Stretch) {
        self.stretches += 1;
    }

    fn told(&mut self, _: Told) {
        self.told += 1;
    }

    fn unread(&mut self, _: Unread) {
        self.unread += 1;
    }

    fn odd(&mut self, _: Oddity) {
        self.odd += 1;
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("expected the name of a file")?;
    if std::env::args().nth(2).is_some_and(|second| second == "--count") {
        let (began, mut counts) = (Instant::now(), Counts::default());
        let (form, derived) = read(File::open(&name)?, &name, Limits::default(), &mut counts)?;
        println!("{form:?}: {} bytes, {counts:?}, in {:?}", derived.bytes, began.elapsed());
        return Ok(());
    }
    print(&gather(File::open(&name)?, &name, Limits::default())?);
    Ok(())
}

fn print(source: &Source) {
    println!("{:?} {}, {:?}", source.form, source.form.conversion(), source.derived);
    let chars: Vec<char> = source.text.chars().collect();
    for stretch in &source.stretches {
        let text: String = chars[stretch.span.start as usize..stretch.span.end as usize].iter().collect();
        println!("{text:?}\n    {:?} {:?}", stretch.place, stretch.marks);
    }
    source.told.iter().for_each(|told| println!("{told:?}"));
    source.unread.iter().for_each(|unread| println!("{unread:?}"));
    source.odd.iter().for_each(|odd| println!("{odd:?}"));
    println!("{}", source.text);
}
