//! Measures a register on a catalogue: recording, verifying, looking for differences, beside the bare costs of the same bytes.
//!
//! `record_bench [CATALOGUE.csv [FOLDER]]`: a catalogue of the shape of the Tate's; without one, objects of that shape are
//! made up. With an empty folder the register is kept in it, for other measurements. See `benches/record.sh`.

#[path = "bench/catalogue.rs"]
mod catalogue;
#[path = "bench/phase.rs"]
mod phase;

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use daftar_claim::{Body, Entry, Salt, SignedHeader};
use daftar_register::{Home, Register, system_clock};
use daftar_store::Access;
use daftar_view::{Ask, Asked, Audience, differences};

use catalogue::{Catalogue, record};
use phase::{Phase, phase, thread_seconds};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let path = std::env::args().nth(1);
    let catalogue = Catalogue::at(path);
    println!("catalogue: {catalogue}");
    let temporary = tempfile::tempdir()?;
    let kept = std::env::args().nth(2).map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(temporary.path());
    let (register, home) = (folder.join("bench.daftar"), Home::at(folder.join("home")));
    let made = phase("making the claims alone", || Ok(catalogue.claims()?.map(black_box).count()))?;
    let recording = phase("recording (making included)", || record(catalogue.claims()?, &register, &home))?;
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
    let again = phase("recording again", || record(catalogue.claims()?, &register, &home))?;
    println!("  {} new, {} unchanged", again.result.0, again.result.2);
    let bare = Bare::measure(&catalogue, &headers)?;
    bare.print(&recording, &verifying, recording.cpu - made.cpu);
    Ok(())
}

fn differ(register: &Register) -> Outcome<()> {
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let heard = register.hear_differing(register.standing(), &ask)?;
    let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
    println!("  {} statements heard, {} differences", heard.statements.len(), differences(&asked).len());
    Ok(())
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

/// Bytes of all files below a folder.
fn size(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}
