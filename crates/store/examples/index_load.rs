//! Measures the index: loads some 1.4 million claims shaped like a museum's catalogue, then asks questions.
//!
//! Reads the Tate's catalogue where it lies beside the workspace, and makes up objects of that shape where it does not.
//! `cargo run --release -p daftar-store --example index_load`

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use daftar_claim::{
    Claim, ClaimId, Edtf, EntityId, EntryId, Hash, Key, Locator, PropertyId, Salt, Subject, Value, row_entity,
};
use daftar_store::index::{Access, Index, check_seal};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/museum/tate_objects.csv");
const BODIES: usize = 4096;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (columns, rows) = catalogue()?;
    let mut index = Index::open(folder.path(), Access::Write)?;
    let mut load = Load { index: &mut index, number: 0, claims: 0, cpu: 0.0, bodies: Vec::new() };
    for (n, row) in rows.iter().enumerate() {
        load.object(n, &columns, row)?;
    }
    load.send()?;
    let (claims, mut cpu) = (load.claims, load.cpu);
    cpu += timed(|| Ok(index.commit()?))?;
    println!("{} objects, {claims} claims", rows.len());
    ask(&index)?;
    cpu += timed(|| Ok(index.close()?))?;
    let bytes = std::fs::metadata(folder.path().join("index.sqlite"))?.len();
    println!("load, commit, close and seal: {cpu:.2} CPU-s; {:.1} bytes a claim", bytes as f64 / claims as f64);
    println!("peak memory: {} (with the catalogue itself)", peak()?);
    let start = Instant::now();
    println!("seal: {:?} in {:?}", check_seal(folder.path())?, start.elapsed());
    forget(folder.path())
}

/// The entry being filled, and what was used so far.
struct Load<'i> {
    index: &'i mut Index,
    number: u64,
    claims: u64,
    cpu: f64,
    bodies: Vec<(ClaimId, Claim)>,
}

impl Load<'_> {
    fn object(&mut self, n: usize, columns: &[String], row: &[String]) -> Outcome<()> {
        let key = row.get(1).map_or("", String::as_str);
        let object = Subject::Entity(row_entity("tate", "object", &[key]));
        self.claim(object, n, "kind", "kind", Value::code("kind", "object"))?;
        for (column, text) in columns.iter().zip(row).skip(1).filter(|(_, text)| !text.is_empty()) {
            let property = column.replace('_', "-");
            self.claim(object, n, column, &property, value(column, text)?)?;
        }
        let house = Value::Entity(row_entity("tate", "museum", &["Tate"]));
        self.claim(object, n, "", "part-of", house)
    }

    fn claim(&mut self, subject: Subject, n: usize, column: &str, property: &str, value: Value) -> Outcome<()> {
        let source = row_entity("tate", "document", &["tate_objects.csv"]);
        let mut claim = Claim::new(subject, PropertyId::parse(property)?, value, source);
        claim.locator = Some(Locator::Cell { sheet: None, row: n as u64 + 2, column: column.to_owned() });
        let salt: [u8; 16] = *Hash::of(&self.claims.to_le_bytes()).0.first_chunk().ok_or("a hash has 32 bytes")?;
        self.bodies.push((ClaimId(Hash::of(&claim.to_bytes(&Salt(salt)))), claim));
        self.claims += 1;
        if self.bodies.len() == BODIES { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> Outcome<()> {
        self.number += 1;
        let entry = EntryId { log: Key(Hash([7; 32])), number: self.number };
        let bodies: Vec<_> = (0..).zip(&self.bodies).map(|(at, (id, claim))| (at, *id, Some(claim))).collect();
        self.cpu += timed(|| Ok(self.index.add(entry, &bodies)?))?;
        self.bodies.clear();
        Ok(())
    }
}

fn value(column: &str, text: &str) -> Outcome<Value> {
    Ok(match column {
        "artist" => Value::Entity(row_entity("tate", "person", &[text])),
        "start_year" | "end_year" | "acquisition_year" => Edtf::parse(text).map_or(Value::text(text), Value::Date),
        _ => Value::text(text),
    })
}

/// Columns and rows of the catalogue.
fn catalogue() -> Outcome<(Vec<String>, Vec<Vec<String>>)> {
    if !Path::new(CATALOGUE).exists() {
        println!("{CATALOGUE} is not there: made-up objects instead");
        return Ok(made_up());
    }
    let mut file = csv::Reader::from_path(CATALOGUE)?;
    let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let columns = owned(file.headers()?);
    Ok((columns, file.records().map(|record| record.map(|r| owned(&r))).collect::<Result<_, _>>()?))
}

fn made_up() -> (Vec<String>, Vec<Vec<String>>) {
    let columns = (0..20).map(|n| format!("column_{n}")).map(|c| if c == "column_2" { "title".into() } else { c });
    let cell = |row: usize, column: usize| match column % 3 {
        0 => format!("Jar {row} of the old mill, part {column}, found below the wheel"),
        1 => format!("A{row:06}"),
        _ => format!("clay, {}", row % 97 * column),
    };
    (columns.collect(), (0..69_202).map(|row| (0..20).map(|column| cell(row, column)).collect()).collect())
}

fn ask(index: &Index) -> Outcome<()> {
    let (object, artist) = (row_entity("tate", "object", &["A00002"]), row_entity("tate", "person", &["Robert Blake"]));
    clock("about one object", || Ok(index.about(&Subject::Entity(object))?.len()))?;
    clock("about it again", || Ok(index.about(&Subject::Entity(object))?.len()))?;
    clock("with a value", || Ok(index.with_value(&artist)?.len()))?;
    clock("candidates", || Ok(index.candidates(&())?.len()))?;
    clock("counts", || Ok(index.counts()?.claims as usize))?;
    clock("of a kind", || Ok(index.entities_of_kind("object")?.len()))?;
    clock("named exactly", || Ok(index.entities_called("self-portrait", None)?.len()))?;
    clock("named so far", || Ok(index.entities_with_prefix("self-", 20)?.len()))?;
    for words in [
        "benediction",
        "blake drawing",
        "the",
        "a oil on canvas",
        "\"oil paint on canvas\"",
        "\"old man\" blake",
        "zzzz",
    ] {
        clock(&format!("search {words}"), || Ok(index.search(words, 20)?.len()))?;
    }
    let mut first = None;
    let property = PropertyId::parse("title")?;
    clock("all titles", || {
        let mut count = 0;
        index.with_property(&property, |found| {
            first.get_or_insert(found);
            count += 1;
        })?;
        Ok(count)
    })?;
    if let Some(found) = first {
        clock("one claim", || Ok(index.claim(&found.id)?.len()))?;
        clock("same content", || Ok(index.find_content(&found.claim)?.len()))?;
        let digits: String = found.id.0.to_string().chars().take(8).collect();
        clock("claims by digits", || Ok(index.claims_with_prefix(&digits)?.len()))?;
    }
    Ok(())
}

fn forget(folder: &Path) -> Outcome<()> {
    let mut index = Index::open(folder, Access::Write)?;
    let object: EntityId = row_entity("tate", "object", &["A00002"]);
    let ids: Vec<ClaimId> = index.about(&Subject::Entity(object))?.iter().map(|found| found.id).collect();
    let cpu = timed(|| Ok(index.forget(&ids)?))?;
    println!("forgetting {} claims: {cpu:.2} CPU-s; peak memory {}", ids.len(), peak()?);
    Ok(index.close()?)
}

fn clock(what: &str, ask: impl FnOnce() -> Outcome<usize>) -> Outcome<()> {
    let start = Instant::now();
    let found = ask()?;
    println!("{what}: {found} in {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
    Ok(())
}

/// CPU seconds of this thread that `work` takes.
fn timed(work: impl FnOnce() -> Outcome<()>) -> Outcome<f64> {
    let start = cpu_seconds()?;
    work()?;
    Ok(cpu_seconds()? - start)
}

fn cpu_seconds() -> Outcome<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e9)
}

fn peak() -> Outcome<String> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    Ok(text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned())
}
