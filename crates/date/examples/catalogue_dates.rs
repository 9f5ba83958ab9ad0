//! How well the dates of a museum's catalogue are read: `cargo run --example catalogue_dates -- FILE.csv`.
//!
//! FILE has the columns source, date_text, start_year, end_year and objects: what a catalogue writes, and the first and
//! last year under which the museum indexes it. Where one text has several pairs of years, those of the most objects count
//! (of as many, those that lie closest together). Years before the common era are plain negatives: 1122 BC is -1122.
//!
//! Ours are the first and the last year that the words state; a date that is about as a whole is widened by five years, as
//! Cataloging Cultural Objects and the Carnegie index it (the Tate: not at all). `--widths stated` leaves that out, `--widths
//! all` takes what [`WIDTHS`](daftar_date::WIDTHS) has for "about" and "perhaps" instead.
//!
//! `--half 1` and `--half 2` take one half of the texts, parted by a hash of the text; `--list near|open|wrong|apart|unread`
//! lists them, `--speed` reads all twenty times. Without the table of periods in `profiles/`, none is known.

use std::collections::{BTreeMap, HashMap};
use std::process::ExitCode;
use std::time::Instant;

use daftar_date::written::{Periods, Written, read_with};
use daftar_date::{Bounds, Day, Edtf};

/// How far an end may lie from the museum's, in years.
const NEAR: i64 = 10;
/// How wide an index takes "about" to be, on either side, in years.
const ABOUT: i64 = 5;

/// How a text was read, beside what the museum has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Both ends within ten years.
    Near,
    /// An end that is open here lies open nowhere in an index; the other end is near.
    Open,
    /// An end is further off, though both stretches share years.
    Wrong,
    /// They share no year, give or take ten.
    Apart,
    /// "No date".
    Unknown,
    NotRead,
}

const OUTCOMES: [(Outcome, &str); 6] = [
    (Outcome::Near, "near"),
    (Outcome::Open, "open"),
    (Outcome::Wrong, "wrong"),
    (Outcome::Apart, "apart"),
    (Outcome::Unknown, "unknown"),
    (Outcome::NotRead, "unread"),
];

/// How the ends of a date are widened before they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Widths {
    Stated,
    Index,
    All,
}

/// A text with the years that its museum has for it, and on how many objects.
struct Text {
    source: String,
    text: String,
    years: (i64, i64),
    objects: u64,
}

struct Options {
    file: String,
    half: Option<u64>,
    list: Option<String>,
    widths: Widths,
    speed: bool,
}

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { file: String::new(), half: None, list: None, widths: Widths::Index, speed: false };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--half" => options.half = words.next().and_then(|half| half.parse().ok()),
            "--list" => options.list = words.next(),
            "--widths" => options.widths = widths(words.next().as_deref())?,
            "--speed" => options.speed = true,
            _ => options.file = word,
        }
    }
    let given = !options.file.is_empty();
    given
        .then_some(options)
        .ok_or_else(|| "which file? catalogue_dates FILE.csv [--half 1|2] [--widths index] [--list wrong]".to_owned())
}

fn widths(word: Option<&str>) -> Result<Widths, String> {
    match word {
        Some("stated") => Ok(Widths::Stated),
        Some("index") => Ok(Widths::Index),
        Some("all") => Ok(Widths::All),
        _ => Err("--widths stated, index or all".to_owned()),
    }
}

fn run(options: &Options) -> Result<(), String> {
    let texts = texts(options).map_err(|problem| format!("{}: {problem}", options.file))?;
    let periods = periods()?;
    let read: Vec<(Outcome, String)> = texts.iter().map(|text| outcome(text, &periods, options.widths)).collect();
    table("all", &texts, &read, |_| true);
    table("BC", &texts, &read, |text| text.years.0 < 0);
    if let Some(wanted) = &options.list {
        list(&texts, &read, wanted);
    }
    if options.speed {
        speed(&texts, &periods);
    }
    Ok(())
}

fn periods() -> Result<Periods, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../profiles/periods.toml");
    match std::fs::read_to_string(path) {
        Ok(table) => Periods::parse(&table).map_err(|error| format!("{path}: {error}")),
        Err(_) => Ok(Periods::default()),
    }
}

fn outcome(text: &Text, periods: &Periods, widths: Widths) -> (Outcome, String) {
    match read_with(&text.text, None, periods) {
        Some(Written::Date { edtf, .. }) => (compared(&edtf, text.years, widths), edtf.to_string()),
        Some(Written::Unknown) => (Outcome::Unknown, String::new()),
        None => (Outcome::NotRead, String::new()),
    }
}

fn compared(edtf: &Edtf, theirs: (i64, i64), widths: Widths) -> Outcome {
    let (first, last) = years(if widths == Widths::All { edtf.bounds() } else { edtf.stated_bounds() });
    let margin = if widths == Widths::Index && is_about(edtf) { ABOUT } else { 0 };
    let (first, last) = (first.map(|year| year - margin), last.map(|year| year + margin));
    let near = |ours: Option<i64>, theirs: i64| ours.map(|ours| ours.abs_diff(theirs) <= NEAR as u64);
    match (near(first, theirs.0), near(last, theirs.1)) {
        (Some(true), Some(true)) => Outcome::Near,
        (Some(true), None) | (None, Some(true)) => Outcome::Open,
        _ if first.is_some_and(|first| first > theirs.1 + NEAR) => Outcome::Apart,
        _ if last.is_some_and(|last| last < theirs.0 - NEAR) => Outcome::Apart,
        _ => Outcome::Wrong,
    }
}

/// Whether every date in it is about then.
fn is_about(edtf: &Edtf) -> bool {
    let dates = edtf.as_str().split(['/', ',', '[', ']', '{', '}']).flat_map(|part| part.split(".."));
    let mut dates = dates.filter(|date| !date.is_empty()).peekable();
    dates.peek().is_some() && dates.all(|date| date.ends_with(['~', '%']))
}

/// First and last year as a catalogue counts: no year 0.
fn years(bounds: Bounds) -> (Option<i64>, Option<i64>) {
    let plain = |year: i64| if year <= 0 { year - 1 } else { year };
    let year = |day: Option<Day>| day.map(|day| plain(day.date().0));
    (year(bounds.earliest()), year(bounds.latest()))
}

fn table(name: &str, texts: &[Text], read: &[(Outcome, String)], of: fn(&Text) -> bool) {
    let count = |outcome: Option<Outcome>, weight: fn(&Text) -> u64| -> u64 {
        let pairs = texts.iter().zip(read).filter(|(text, _)| of(text));
        pairs
            .filter(|(_, (found, _))| outcome.is_none_or(|wanted| wanted == *found))
            .map(|(text, _)| weight(text))
            .sum()
    };
    let whole = [count(None, |_| 1), count(None, |text| text.objects)];
    println!("{name}: {} texts, {} objects", whole[0], whole[1]);
    for (outcome, word) in OUTCOMES {
        let found = [count(Some(outcome), |_| 1), count(Some(outcome), |text| text.objects)];
        let percent = |at: usize| found[at] as f64 * 100.0 / whole[at].max(1) as f64;
        println!("  {word:8} {:6} {:6.2} %   of objects {:6} {:6.2} %", found[0], percent(0), found[1], percent(1));
    }
}

fn list(texts: &[Text], read: &[(Outcome, String)], wanted: &str) {
    let wanted = OUTCOMES.iter().find(|(_, word)| *word == wanted).map(|(outcome, _)| *outcome);
    for (text, (outcome, edtf)) in texts.iter().zip(read).filter(|(_, (outcome, _))| Some(*outcome) == wanted) {
        let Text { source, text, years: (first, last), objects } = text;
        println!("{outcome:?}\t{source}\t{text}\t{first}..{last}\t{edtf}\t{objects}");
    }
}

fn speed(texts: &[Text], periods: &Periods) {
    let start = Instant::now();
    let read = (0..20).flat_map(|_| texts).filter(|text| read_with(&text.text, None, periods).is_some()).count();
    println!("{:.0} texts a second ({read})", (texts.len() * 20) as f64 / start.elapsed().as_secs_f64());
}

/// A row: source, text, first and last year, objects.
type Row = (String, String, i64, i64, u64);

/// The distinct texts of each source, of one half or of all.
fn texts(options: &Options) -> Result<Vec<Text>, csv::Error> {
    let mut found: BTreeMap<(String, String), HashMap<(i64, i64), u64>> = BTreeMap::new();
    for row in csv::Reader::from_path(&options.file)?.deserialize() {
        let (source, text, first, last, objects): Row = row?;
        let text = text.trim().to_owned();
        if options.half.is_none_or(|half| hash(&text) % 2 + 1 == half) {
            *found.entry((source, text)).or_default().entry((first, last)).or_default() += objects;
        }
    }
    Ok(found.into_iter().map(|((source, text), years)| text_of(source, text, &years)).collect())
}

fn text_of(source: String, text: String, years: &HashMap<(i64, i64), u64>) -> Text {
    let best = years.iter().max_by_key(|&(&(first, last), &objects)| (objects, first - last, first));
    Text { source, text, years: best.map_or((0, 0), |(years, _)| *years), objects: years.values().sum() }
}

/// FNV-1a, so that the halves are the same everywhere.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)) >> 7
}
