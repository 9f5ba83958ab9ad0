//! Tags the WikiWars documents and prints what was found as JSON lines in that corpus's own values.
//!
//! `cargo run -p daftar-read --example wikiwars -- FOLDER > pred.jsonl` reads every `.txt` file of
//! the folder; score the output with the corpus's `score.py`.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::{env, fs};

use daftar_read::time::{each_dated, timex};

fn main() -> io::Result<()> {
    let folder = env::args()
        .nth(1)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "name the folder that holds the .txt files"))?;
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().try_for_each(|path| document(path))
}

fn document(path: &Path) -> io::Result<()> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    each_dated(BufReader::new(File::open(path)?), |piece| {
        for one in piece.mentions.iter().flat_map(|mention| timex(piece.text, mention)) {
            let (start, end) = one.span;
            let words: String = piece.text.chars().skip(start).take(end - start).collect();
            let (start, end) = (piece.start + start, piece.start + end);
            let row = serde_json::json!({
                "doc": name, "start": start, "end": end, "value": one.value, "text": words
            });
            println!("{row}");
        }
        Ok(())
    })
}
