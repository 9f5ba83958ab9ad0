//! Measures a register on a catalogue: recording, verifying, looking for differences, beside the bare costs of the same bytes.
//!
//! `record_bench [CATALOGUE.csv]`: a catalogue of the shape of the Tate's; without one, objects of that shape are made up.
//! See `benches/record.sh`.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use daftar_claim::{
    Body, Claim, Edtf, EntityId, Entry, Locator, PropertyId, Salt, SignedHeader, Subject, Value, row_entity,
};
use daftar_register::{Founding, Home, Register, system_clock};
use daftar_store::Access;
use daftar_view::{Ask, Asked, Audience, differences};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How many claims each row gives.
const CLAIMS: usize = 20;

/// Columns of the catalogue, in the order in which they become claims, and the property that each is recorded under.
const COLUMNS: [(&str, &str); 23] = [
    ("accession", "number"),
    ("title", "name"),
    ("artist", "maker"),
    ("artist_role", "description"),
    ("classification", "description"),
    ("medium", "material"),
    ("date_text", "description"),
    ("start_year", "made"),
    ("dimensions", "dimensions"),
    ("height", "dimensions"),
    ("width", "dimensions"),
    ("depth", "dimensions"),
    ("units", "dimensions"),
    ("credit_line", "came-from"),
    ("acquisition_year", "description"),
    ("inscription", "inscription"),
    ("group_title", "description"),
    ("subjects", "subject"),
    ("movements", "subject"),
    ("foreign_title", "name"),
    ("url", "description"),
    ("thumbnail", "description"),
    ("id", "number"),
];

fn main() -> Outcome<()> {
    let path = std::env::args().nth(1);
    let catalogue = Catalogue { path: path.filter(|path| Path::new(path).exists()) };
    println!("catalogue: {}", catalogue.path.as_deref().unwrap_or("made up"));
    let folder = tempfile::tempdir()?;
    let (register, home) = (folder.path().join("bench.daftar"), Home::at(folder.path().join("home")));
    let made = phase("making the claims alone", || Ok(catalogue.claims()?.map(black_box).count()))?;
    let recording = phase("recording (making included)", || record(&catalogue, &register, &home))?;
    let claims = recording.result.0;
    println!("  {} claims in {} entries; {} unchanged", claims, recording.result.1, recording.result.2);
    println!("  recording less making: {:.2} CPU-s for {claims} claims", recording.cpu - made.cpu);
    for part in ["logs", "index"] {
        println!("  {part}: {:.1} bytes a claim", size(&register.join(part))? as f64 / claims as f64);
    }
    let verifying = phase("verify", || Ok(Register::verify(&register, &home, &|_, _| {})?))?;
    let counted = &verifying.result.counted;
    println!(
        "  {} bodies, {} signatures, {} findings",
        counted.bodies,
        counted.signatures,
        verifying.result.findings.len()
    );
    let opened = phase("open", || Ok(Register::open(&register, &home, Access::Write, system_clock)?))?.result;
    phase("differ", || differ(&opened))?;
    let headers: Vec<SignedHeader> = opened.logs().into_values().flatten().cloned().collect();
    drop(opened);
    let again = phase("recording again", || record(&catalogue, &register, &home))?;
    println!("  {} new, {} unchanged", again.result.0, again.result.2);
    let bare = Bare::measure(&catalogue, &headers)?;
    bare.print(&recording, &verifying, recording.cpu - made.cpu);
    Ok(())
}

/// Records everything; gives the numbers of new claims, entries and unchanged claims.
fn record(catalogue: &Catalogue, folder: &Path, home: &Home) -> Outcome<(usize, usize, usize)> {
    let mut register = match folder.exists() {
        true => Register::open(folder, home, Access::Write, system_clock)?,
        false => {
            let lang = "en".to_owned();
            let founding = Founding { place: "Sanabel".into(), keeper: "Bench".into(), lang, passphrase: None };
            Register::create(folder, home, founding, system_clock)?.0
        }
    };
    let recorded = register.record(catalogue.claims()?)?;
    Ok((recorded.recorded, recorded.entries.len(), recorded.unchanged))
}

fn differ(register: &Register) -> Outcome<()> {
    let heard = register.hear_differing(register.standing(), Audience::Keeper)?;
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
    println!("  {} statements heard, {} differences", heard.statements.len(), differences(&asked).len());
    Ok(())
}

/// A catalogue in a file, or a made-up one.
struct Catalogue {
    path: Option<String>,
}

impl Catalogue {
    /// The claims of all rows, one row at a time in memory.
    fn claims(&self) -> Outcome<Box<dyn Iterator<Item = Claim>>> {
        let source = row_entity("catalogue", "document", &["objects.csv"]);
        let Some(path) = &self.path else {
            let columns: Vec<String> = COLUMNS.iter().map(|(column, _)| (*column).to_owned()).collect();
            let properties = Properties::of(&columns)?;
            return Ok(Box::new((0..69_202).flat_map(move |n| row_claims(n, &made_up(n), &properties, source))));
        };
        let mut file = csv::Reader::from_path(path)?;
        let columns: Vec<String> = file.headers()?.iter().map(str::to_owned).collect();
        let properties = Properties::of(&columns)?;
        let rows = file.into_records().map_while(|row| row.map_err(|error| eprintln!("{error}")).ok());
        Ok(Box::new(rows.enumerate().flat_map(move |(n, row)| {
            let cells: Vec<String> = row.iter().map(str::to_owned).collect();
            row_claims(n, &cells, &properties, source)
        })))
    }
}

/// The columns that become claims: place in the row, name, property.
struct Properties {
    kind: PropertyId,
    columns: Vec<(usize, &'static str, PropertyId)>,
    number: usize,
    end: Option<usize>,
}

impl Properties {
    fn of(header: &[String]) -> Outcome<Properties> {
        let at = |name: &str| header.iter().position(|column| column == name);
        let mut columns = Vec::new();
        for (column, property) in COLUMNS {
            columns.push((at(column).ok_or(format!("no column {column}"))?, column, PropertyId::parse(property)?));
        }
        let number = at("accession").ok_or("no column accession")?;
        Ok(Properties { kind: PropertyId::parse("kind")?, columns, number, end: at("end_year") })
    }
}

/// Twenty claims of one row: its kind, its filled cells, then *unknown* for empty ones.
fn row_claims(n: usize, cells: &[String], properties: &Properties, source: EntityId) -> Vec<Claim> {
    let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
    let object = Subject::Entity(row_entity("catalogue", "object", &[cell(properties.number)]));
    let claim = |column: &str, property: &PropertyId, value: Value| {
        let locator = Some(Locator::Cell { sheet: None, row: n as u64 + 2, column: column.to_owned() });
        Claim { locator, ..Claim::new(object, property.clone(), value, source) }
    };
    let mut claims = vec![claim("accession", &properties.kind, Value::code("kind", "object"))];
    let (filled, empty): (Vec<_>, Vec<_>) = properties.columns.iter().partition(|(at, ..)| !cell(*at).is_empty());
    for (at, column, property) in filled.into_iter().chain(empty).take(CLAIMS - 1) {
        let value = match (cell(*at), *column) {
            ("", _) => Value::Unknown,
            (start, "start_year") => made(start, properties.end.map_or(start, cell)),
            (text, _) => Value::text(text.to_owned()),
        };
        claims.push(claim(column, property, value));
    }
    claims
}

/// When an object was made: a year or a span of years.
fn made(start: &str, end: &str) -> Value {
    let text = if end.is_empty() || end == start { start.to_owned() } else { format!("{start}/{end}") };
    Edtf::parse(&text).map_or(Value::Unknown, Value::Date)
}

/// The cells of an invented object, in the order of `COLUMNS`; as in the Tate's catalogue, some are often empty.
fn made_up(n: usize) -> Vec<String> {
    let cell = |(column, (name, _)): (usize, &(&str, &str))| match *name {
        "start_year" => (1500 + n % 500).to_string(),
        "movements" | "depth" | "inscription" | "group_title" | "foreign_title" if n % 8 != column % 8 => String::new(),
        "accession" => format!("S{n:06}"),
        "url" => format!("https://silo.example/collection/jar-of-the-old-mill-found-below-the-wheel-s{n:06}"),
        "artist" => format!("Potter {}", n * 7919 % 3500),
        "units" | "artist_role" | "classification" => format!("{name} {}", n % 12),
        _ => format!("{name}: jar {n} of the old mill, found below the wheel, shelf {}", n % 997),
    };
    COLUMNS.iter().enumerate().map(cell).collect()
}

/// CPU-seconds of what cannot be done without, over bytes in memory.
#[derive(Default)]
struct Bare {
    serialise: f64,
    hash: f64,
    tree: f64,
    signatures: f64,
    bytes: usize,
}

impl Bare {
    fn measure(catalogue: &Catalogue, headers: &[SignedHeader]) -> Outcome<Bare> {
        let mut bare = Bare::default();
        let mut claims = catalogue.claims()?.peekable();
        while claims.peek().is_some() {
            let chunk: Vec<Vec<u8>> = claims.by_ref().take(4096).map(|claim| claim.to_bytes(&Salt([7; 16]))).collect();
            bare.chunk(&chunk)?;
        }
        let start = thread_seconds()?;
        let sound = headers.iter().filter(|header| header.check().is_ok()).count();
        bare.signatures = thread_seconds()? - start;
        println!("bare: {sound} of {} signatures hold; {} bytes of bodies", headers.len(), bare.bytes);
        Ok(bare)
    }

    fn chunk(&mut self, bodies: &[Vec<u8>]) -> Outcome<()> {
        self.bytes += bodies.iter().map(Vec::len).sum::<usize>();
        let parsed: Vec<serde_json::Value> =
            bodies.iter().map(|body| serde_json::from_slice(body)).collect::<Result<_, _>>()?;
        let start = thread_seconds()?;
        for value in &parsed {
            black_box(serde_json::to_vec(value)?);
        }
        self.serialise += thread_seconds()? - start;
        let start = thread_seconds()?;
        let ids: Vec<_> = bodies.iter().map(|body| Body::id_of(body)).collect();
        self.hash += thread_seconds()? - start;
        let start = thread_seconds()?;
        black_box(Entry::root(&ids));
        self.tree += thread_seconds()? - start;
        Ok(())
    }

    fn print<R, V>(&self, recording: &Phase<R>, verifying: &Phase<V>, net: f64) {
        println!("  serialising with serde_json: {:.2} CPU-s", self.serialise);
        println!("  SHA-256 of the bodies: {:.2} CPU-s; trees over their ids: {:.2} CPU-s", self.hash, self.tree);
        println!("  strict signature checks: {:.3} CPU-s", self.signatures);
        let verified = self.hash + self.tree + self.signatures;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        println!("verify / bare hashes and signatures: {:.2} in CPU time", verifying.cpu / verified);
        println!("  wall: {:.2} s; bare on {cores} cores {:.2} s", verifying.wall, verified / cores as f64);
        let least = self.serialise + self.hash + self.tree;
        println!(
            "recording / bare serialising and hashes: {:.2} (making included {:.2})",
            net / least,
            recording.cpu / least
        );
    }
}

/// A piece of work, measured.
struct Phase<T> {
    result: T,
    /// CPU-seconds of all threads.
    cpu: f64,
    wall: f64,
}

fn phase<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<Phase<T>> {
    // Where the system allows it, the peak is that of this phase alone.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (cpu, start) = (process_seconds()?, Instant::now());
    let result = work()?;
    let (cpu, wall) = (process_seconds()? - cpu, start.elapsed().as_secs_f64());
    println!("{name}: {cpu:.2} CPU-s, {wall:.2} s, peak memory {}", peak()?);
    Ok(Phase { result, cpu, wall })
}

/// CPU-seconds of the process, in system and user mode: fields 14 and 15 of proc(5), in hundredths.
fn process_seconds() -> Outcome<f64> {
    let text = fs::read_to_string("/proc/self/stat")?;
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / 100.0)
}

fn thread_seconds() -> Outcome<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e9)
}

fn peak() -> Outcome<String> {
    let text = fs::read_to_string("/proc/self/status")?;
    Ok(text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned())
}

/// Bytes of all files below a folder.
fn size(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}
