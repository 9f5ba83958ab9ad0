//! Reads a source and prints its form, its text with where each stretch stood, and what was not read:
//! `cargo run -p daftar-read --example source -- FILE`.

use std::fs::File;
use std::time::Instant;

use daftar_read::sources::{Limits, gather};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).ok_or("expected the name of a file")?;
    let quiet = std::env::args().nth(2).is_some_and(|second| second == "--quiet");
    let began = Instant::now();
    let source = gather(File::open(&name)?, &name, Limits::default())?;
    let took = began.elapsed();
    println!("{:?} {}, {:?}, in {took:?}", source.form, source.form.conversion(), source.derived);
    println!("{} stretches, {} told, {} unread", source.stretches.len(), source.told.len(), source.unread.len());
    if quiet {
        return Ok(());
    }
    let chars: Vec<char> = source.text.chars().collect();
    for stretch in &source.stretches {
        let text: String = chars[stretch.span.start as usize..stretch.span.end as usize].iter().collect();
        println!("{text:?}\n    {:?} {:?}", stretch.place, stretch.marks);
    }
    for line in source.told.iter().map(|told| format!("{told:?}")) {
        println!("{line}");
    }
    for unread in &source.unread {
        println!("{unread:?}");
    }
    for odd in &source.odd {
        println!("{odd:?}");
    }
    println!("{}", source.text);
    Ok(())
}
