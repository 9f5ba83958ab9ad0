//! Measures the files of a register: records some 1.4 million claims in entries of 4,096, then opens and verifies.
//!
//! `cargo run --release -p daftar-store --example store_load [claims]`

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use daftar_claim::profile::set_hash;
use daftar_claim::{
    Body, BodyState, Claim, ClaimId, Clock, EntityId, Entry, EntryId, FileId, Hash, Header, Locator, PropertyId, Salt,
    SigningKey, Subject, Timestamp, Value,
};
use daftar_store::{Access, Store, verify};

const BODIES: u64 = 4096;
const PROFILE: &str = "version = 1\n";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let claims = std::env::args().nth(1).map_or(Ok(1_384_040), |text| text.parse::<u64>())?;
    let folder = tempfile::tempdir()?;
    let dir = folder.path().join("load.daftar");
    let mut device = Device { key: SigningKey::from_seed(&[1; 32]), first: None, last: None };
    let (founding, _) = device.entry(Vec::new())?;
    let mut store = Store::create(&dir, "en", &founding, &[PROFILE])?;
    let made = timed(|| {
        for from in (0..claims).step_by(BODIES as usize) {
            std::hint::black_box(bodies(from, claims)?);
        }
        Ok(())
    })?;
    let cpu = timed(|| {
        let mut starts = (0..claims).step_by(BODIES as usize);
        let next = |_: &Store| starts.next().map(|from| device.entry(bodies(from, claims)?)).transpose();
        store.append_known(next).map(drop)
    })?;
    println!("{claims} claims made {made:.2} CPU-s; made, signed, recorded and indexed {cpu:.2} CPU-s");
    let cpu = timed(|| Ok(store.close()?))?;
    println!("closed and sealed {cpu:.2} CPU-s; peak memory {}", peak()?);
    println!("logs {} MB, index {} MB", size(&dir.join("logs"))? >> 20, size(&dir.join("index"))? >> 20);
    let head = device.last.map(|(number, hash)| daftar_claim::Head { entry: device.id(number), hash });
    for access in [Access::Read, Access::Write] {
        let start = Instant::now();
        let store = Store::open(&dir, access, head)?;
        println!("opened ({access:?}) in {:?}: {} entries", start.elapsed(), store.headers().count());
        store.close()?;
    }
    check(&dir, head)?;
    erase(&dir, head)
}

/// The log of one device.
struct Device {
    key: SigningKey,
    first: Option<Hash>,
    last: Option<(u64, Hash)>,
}

impl Device {
    fn id(&self, number: u64) -> EntryId {
        EntryId { log: self.key.public(), number }
    }

    fn entry(&mut self, bodies: Vec<Body>) -> Outcome<(Entry, Vec<Body>)> {
        let header = Header {
            register: self.first.map(daftar_claim::RegisterId),
            entry: self.id(self.last.map_or(1, |(number, _)| number + 1)),
            on_behalf_of: EntityId(Hash([7; 32])),
            previous: self.last.map(|(_, hash)| hash),
            predecessor: None,
            heads: Vec::new(),
            profiles: set_hash(&[FileId(Hash::of(PROFILE.as_bytes()))]),
            batch: None,
            time: Some(Timestamp::parse("2031-05-01T08:00:00Z")?),
            clock: Clock::Device,
            bodies: 0,
            root: Hash::of(&[]),
            acts: Vec::new(),
            recovery: None,
        };
        let entry = Entry::sign(header, bodies.iter().map(Body::to_bytes).collect(), &self.key)?;
        let hash = entry.header.hash();
        self.first.get_or_insert(hash);
        self.last = Some((entry.header.header.entry.number, hash));
        Ok((entry, bodies))
    }
}

/// Cells of a catalogue of jars, twenty to an object.
fn bodies(from: u64, claims: u64) -> Outcome<Vec<Body>> {
    (from..claims.min(from + BODIES)).map(body).collect()
}

fn body(n: u64) -> Outcome<Body> {
    let (row, column) = (n / 20, n % 20);
    let subject = Subject::Entity(EntityId(Hash::of(&row.to_be_bytes())));
    let words = match column % 3 {
        0 => format!("Jar {row} of the old mill, part {column}, found below the wheel"),
        1 => format!("A{row:06}"),
        _ => format!("clay, {}", row % 97 * column),
    };
    let property = PropertyId::parse(&format!("column-{column}"))?;
    let mut claim = Claim::new(subject, property, Value::text(&words), EntityId(Hash([9; 32])));
    claim.locator = Some(Locator::Cell { sheet: None, row: row + 2, column: format!("column {column}") });
    let salt: &[u8; 16] = &Hash::of(&n.to_le_bytes()).0[..16].try_into()?;
    Ok(Body::Open(Box::new(claim), Salt(*salt)))
}

/// Verification beside hashing and checking the same, and nothing else.
fn check(dir: &Path, head: Option<daftar_claim::Head>) -> Outcome<()> {
    let store = Store::open(dir, Access::Read, head)?;
    let mut pure = 0.0;
    let start = Instant::now();
    for header in store.headers() {
        let bodies = store.bodies(header.header.entry)?;
        pure += timed(|| {
            let id =
                |state: &BodyState| if let BodyState::Present(bytes) = state { Some(Body::id_of(bytes)) } else { None };
            let ids: Vec<ClaimId> = bodies.iter().filter_map(id).collect();
            header.check()?;
            (Entry::root(&ids) == header.header.root).then_some(()).ok_or_else(|| "another root".into())
        })?;
    }
    println!("all bodies read in {:?}; hashing and checking alone {pure:.2} CPU-s", start.elapsed());
    let (start, before) = (Instant::now(), process_seconds()?);
    let report = verify(dir, head, &|_, _| {})?;
    let (wall, cpu) = (start.elapsed(), process_seconds()? - before);
    println!("verified in {wall:?}, {cpu:.2} CPU-s: {:?}; peak memory {}", report.counted, peak()?);
    if report.findings.is_empty() { Ok(()) } else { Err(format!("{:?}", report.findings).into()) }
}

fn erase(dir: &Path, head: Option<daftar_claim::Head>) -> Outcome<()> {
    let mut store = Store::open(dir, Access::Write, head)?;
    let start = Instant::now();
    store.erase(&[Body::id_of(&body(77)?.to_bytes())], &[])?;
    println!("one claim erased in {:?}", start.elapsed());
    let start = Instant::now();
    store.erase(&[Body::id_of(&body(77)?.to_bytes())], &[])?;
    println!("and again in {:?}", start.elapsed());
    Ok(())
}

/// CPU seconds of this thread that `work` takes.
fn timed(work: impl FnOnce() -> Outcome<()>) -> Outcome<f64> {
    let before = seconds("/proc/thread-self/schedstat")?;
    work()?;
    Ok(seconds("/proc/thread-self/schedstat")? - before)
}

fn seconds(file: &str) -> Outcome<f64> {
    let text = std::fs::read_to_string(file)?;
    Ok(text.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e9)
}

/// CPU seconds of all threads, ended ones included.
fn process_seconds() -> Outcome<f64> {
    let text = std::fs::read_to_string("/proc/self/stat")?;
    let ticks = text.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    Ok(ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0)
}

fn peak() -> Outcome<String> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    Ok(text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned())
}

fn size(folder: &Path) -> Outcome<u64> {
    let mut total = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        total += if entry.path().is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(total)
}
