//! Tags the WikiWars documents and prints what was found as JSON lines in that corpus's own values.
//!
//! `cargo run -p daftar-read --example wikiwars -- FOLDER > pred.jsonl` reads every `.txt` file of
//! the folder; score the output with the corpus's `score.py`. WikiWars (Mazur and Dale 2010) writes
//! TIMEX2 values; they are derived here from EDTF, so that the library knows nothing of them.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use daftar_read::time::{Context, Place, TimeKind, TimeMention, tag};

fn main() -> io::Result<()> {
    let folder = env::args()
        .nth(1)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "name the folder that holds the .txt files"))?;
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    for path in paths {
        document(&path)?;
    }
    Ok(())
}

fn document(path: &Path) -> io::Result<()> {
    let text = fs::read_to_string(path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut context = Context::new();
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        context.at(base);
        context.enter(if is_heading(line) { Place::Heading } else { Place::Body });
        for mention in tag(line, &mut context) {
            print(&name, &text, base, &mention);
        }
        base += line.chars().count();
    }
    Ok(())
}

/// The corpus has no markup; a heading is a short line that no mark ends.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.len() < 80 && !line.ends_with(['.', '"', ':', '!', '?'])
}

fn print(name: &str, text: &str, base: usize, mention: &TimeMention) {
    for (start, end, value) in timex(text, base, mention) {
        let (start, end) = (base + start, base + end);
        let words: String = text.chars().skip(start).take(end - start).collect();
        let row = serde_json::json!({
            "doc": name, "start": start, "end": end, "value": value, "text": words
        });
        println!("{row}");
    }
}

/// Spans and TIMEX2 values of a mention; the corpus marks the two ends of an interval one by one.
fn timex(text: &str, base: usize, mention: &TimeMention) -> Vec<(usize, usize, String)> {
    if let [first, second] = mention.members[..] {
        let inner = mention.named.trim_start_matches('[').trim_end_matches(']');
        let both = inner.split_once(['/', ',']).unwrap_or((inner, "PRESENT_REF"));
        return vec![(first.0, first.1, point(both.0)), (second.0, second.1, point(both.1))];
    }
    let length = mention.end - mention.start;
    let words: String = text.chars().skip(base + mention.start).take(length).collect();
    vec![(mention.start, mention.end, single(mention, &words.to_lowercase()))]
}

fn single(mention: &TimeMention, words: &str) -> String {
    let duration = mention.duration.as_deref().unwrap_or("");
    match mention.kind {
        TimeKind::Duration => duration.split('/').next().unwrap_or("").to_owned(),
        TimeKind::Set => recurring(duration, words),
        TimeKind::Vague => vague(words),
        TimeKind::TimeOfDay if !mention.named.contains('T') => {
            let day = point(&mention.named);
            let day = if day.is_empty() { "XXXX-XX-XX" } else { &day };
            format!("{day}{}", part_of_day(words))
        }
        _ => point(&mention.named),
    }
}

fn recurring(duration: &str, words: &str) -> String {
    match duration {
        _ if words.starts_with("per ") => duration,
        "P1D" => "XXXX-XX-XX",
        "P1W" => "XXXX-WXX",
        "P1M" => "XXXX-XX",
        "P1Y" => "XXXX",
        other => other,
    }
    .to_owned()
}

fn vague(words: &str) -> String {
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if has(&["former", "recent", "past", "earlier", "before", "ago", "yesterday"]) {
        "PAST_REF"
    } else if has(&["later", "after", "future", "tomorrow"]) {
        "FUTURE_REF"
    } else if has(&["that ", "same ", "period"]) {
        ""
    } else {
        "PRESENT_REF"
    }
    .to_owned()
}

fn part_of_day(words: &str) -> &'static str {
    [("morning", "TMO"), ("afternoon", "TAF"), ("evening", "TEV"), ("night", "TNI")]
        .iter()
        .find(|(word, _)| words.contains(word))
        .map_or("", |(_, code)| code)
}

/// One EDTF date as TIMEX2 writes it.
fn point(edtf: &str) -> String {
    let plain = edtf.trim_end_matches('~').trim_end_matches(":00");
    let plain = plain.trim_end_matches("X").to_owned() + masked(plain);
    if let Some(span) = plain.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
        return before_common_era_span(span);
    }
    let (year, rest) = match plain.strip_prefix('-') {
        Some(negative) => {
            let (digits, rest) = negative.split_at(negative.find('-').unwrap_or(negative.len()));
            let year = digits.parse::<u32>().map_or(0, |y| y + 1);
            (format!("BC{year:04}"), rest)
        }
        None => {
            let (digits, rest) = plain.split_at(plain.find('-').unwrap_or(plain.len()));
            (digits.to_owned(), rest)
        }
    };
    format!("{year}{}", season(rest))
}

/// Decades and centuries lose their mask (`198X` is `198`), an unknown year keeps it.
fn masked(plain: &str) -> &'static str {
    if plain == "XXXX" { "XXXX" } else { "" }
}

fn before_common_era_span(span: &str) -> String {
    let number = |s: &str| s.parse::<i32>().map_or(0, |y| 1 - y);
    let (first, last) = span.split_once("..").map_or((0, 0), |(a, b)| (number(a), number(b)));
    match first - last {
        9 => format!("BC{:03}", last / 10),
        _ => format!("BC{:02}", (last - 1) / 100),
    }
}

fn season(rest: &str) -> &str {
    match rest {
        "-21" => "-SP",
        "-22" => "-SU",
        "-23" => "-FA",
        "-24" => "-WI",
        "-40" => "-H1",
        "-41" => "-H2",
        rest => rest,
    }
}
