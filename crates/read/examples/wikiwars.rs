//! Tags the documents of a folder and prints what was found as JSON lines: the WikiWars documents, in that corpus's own values, or
//! a half of `corpus/dates-ar`.
//!
//! `cargo run -p daftar-read --example wikiwars -- FOLDER > pred.jsonl` reads `texts.jsonl` where the folder has one, and every
//! `.txt` file otherwise; score the output with WikiWars' `score.py` or with `corpus/score_dates.py`.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use daftar_date::Edtf;
use daftar_read::time::{Context, Dated, TimeMention, each_dated, timex};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let folder = std::env::args().nth(1).ok_or("name the folder that holds texts.jsonl or the .txt files")?;
    let folder = Path::new(&folder);
    match folder.join("texts.jsonl") {
        texts if texts.exists() => BufReader::new(File::open(texts)?).lines().try_for_each(|line| row(&line?)),
        _ => files(folder)?.iter().try_for_each(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            document(&name, BufReader::new(File::open(path)?), Context::new())
        }),
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    Ok(paths)
}

fn row(line: &str) -> Outcome {
    let row: Value = serde_json::from_str(line)?;
    let word = |key: &str| row[key].as_str().unwrap_or_default();
    let context = match word("published") {
        "" => Context::new(),
        day => Context::new().published(&Edtf::parse(day)?),
    };
    document(word("doc"), word("text").as_bytes(), context)
}

fn document(name: &str, text: impl BufRead, context: Context) -> Outcome {
    each_dated(text, context, |piece| {
        piece.mentions.iter().for_each(|mention| print(name, piece, mention));
        Ok::<_, Box<dyn Error>>(())
    })
}

/// One line for each end of an interval, with its own part of the EDTF.
fn print(name: &str, piece: &Dated<'_>, mention: &TimeMention) {
    for one in timex(piece.text, mention) {
        let (start, end) = one.span;
        let words: String = piece.text.chars().skip(start).take(end - start).collect();
        let (start, end) = (piece.start + start, piece.start + end);
        println!(
            "{}",
            json!({ "doc": name, "start": start, "end": end, "value": one.value, "edtf": one.edtf, "text": words })
        );
    }
}
