//! `daftar dates --field`: each line as a catalogue writes a date.

use std::io::{BufRead as _, BufReader, BufWriter, Write};

use daftar_register::PERIODS;
use daftar_register::date::Lang;
use daftar_register::date::written::{Periods, Written, read_with};
use serde_json::{Value, json};

use super::text_of;
use crate::args::{Args, Dates};
use crate::commands::Done;
use crate::failure::Failure;
use crate::session::language;

/// Reads the lines of each file; those that nothing is read from end the program with 1.
pub(super) fn fields(args: &Args, asked: &Dates) -> Result<Done, Failure> {
    let (periods, lang) = (table(asked)?, args.lang.as_deref().map_or(Lang::En, language));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut unread = 0_u64;
    for path in &asked.files {
        let name = path.display().to_string();
        for (number, line) in BufReader::new(text_of(path, asked.encoding.as_deref())?).lines().enumerate() {
            let line = line?;
            let cell = line.trim_end_matches('\r');
            let written = read_with(cell, None, &periods);
            unread += u64::from(written.is_none() && !cell.trim().is_empty());
            match args.json {
                true => writeln!(out, "{}", object(&name, number + 1, cell, written.as_ref(), lang))?,
                false => writeln!(out, "{}", told(cell, written.as_ref(), lang))?,
            }
        }
    }
    out.flush()?;
    Ok(if unread == 0 { Done::Well } else { Done::Found })
}

/// The table of periods that was asked for, at home in the region that was named.
fn table(asked: &Dates) -> Result<Periods, Failure> {
    let refuse = |what: &dyn std::fmt::Display| Failure::Ask(format!("the table of periods: {what}"));
    let own = asked.periods.as_deref().map(std::fs::read_to_string).transpose().map_err(|error| refuse(&error))?;
    let periods = Periods::parse(own.as_deref().unwrap_or(PERIODS)).map_err(|error| refuse(&error))?;
    match &asked.region {
        None => Ok(periods),
        Some(region) => periods.at_home(region).ok_or_else(|| refuse(&format!("it has no region {region:?}"))),
    }
}

/// What was written, what was read, and what was not certain.
fn told(cell: &str, written: Option<&Written>, lang: Lang) -> String {
    match written {
        None => format!("{cell}\t–"),
        Some(Written::Unknown) => format!("{cell}\t{}", if lang == Lang::Ar { "غير معروف" } else { "unknown" }),
        Some(Written::Date { edtf, doubts }) => {
            let doubts: Vec<String> = doubts.iter().map(|doubt| doubt.words(lang)).collect();
            let doubts = if doubts.is_empty() { String::new() } else { format!("\t({})", doubts.join("; ")) };
            format!("{cell}\t{edtf}{doubts}")
        }
    }
}

fn object(name: &str, line: usize, cell: &str, written: Option<&Written>, lang: Lang) -> Value {
    let (edtf, doubts) = match written {
        Some(Written::Date { edtf, doubts }) => (Some(edtf), doubts.as_slice()),
        _ => (None, [].as_slice()),
    };
    let bounds = edtf.map(|edtf| edtf.stated_bounds());
    json!({
        "file": name,
        "line": line,
        "text": cell,
        "read": written.is_some(),
        "unknown": matches!(written, Some(Written::Unknown)),
        "edtf": edtf.map(ToString::to_string),
        "earliest": bounds.and_then(|bounds| bounds.earliest()).map(|day| day.to_string()),
        "latest": bounds.and_then(|bounds| bounds.latest()).map(|day| day.to_string()),
        "doubts": doubts.iter().map(|doubt| doubt.words(lang)).collect::<Vec<_>>(),
    })
}
