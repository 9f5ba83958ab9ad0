//! Measures syncing two copies of a large register of which 1,000 statements differ: bytes over the wire, and processor time
//! of each side.
//!
//! `sync_bench FOLDER`: the folder that `record_bench` made. It stays as it is. See `benches/sync.sh`.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use daftar_claim::{Claim, PropertyId, Subject, Value};
use daftar_copy::sync::Carrier;
use daftar_register::{Home, Register, Syncing, system_clock};
use daftar_store::Access;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Statements that one side has and the other lacks.
const DIFFERENT: usize = 1000;

fn main() -> Outcome<()> {
    let kept = PathBuf::from(std::env::args().nth(1).ok_or("give the folder that record_bench made")?);
    for each in [DIFFERENT, 1] {
        let folder = tempfile::tempdir()?;
        let (one, other) = (side(&kept, folder.path(), "one")?, side(&kept, folder.path(), "other")?);
        let code = one.code("other", &[])?;
        meet(&one, |line| Ok(other.pair("one", "", &[], &code, line)?))?;
        differ(&one, each)?;
        println!("{DIFFERENT} statements in {} entries differ:", DIFFERENT / each);
        sync(&one, &other)?;
        print!("and once more, ");
        sync(&one, &other)?;
    }
    Ok(())
}

/// A copy of the register; the first side goes on with the keys that made it.
fn side(kept: &Path, folder: &Path, name: &str) -> Outcome<Syncing> {
    let (register, home) = (folder.join(format!("{name}.daftar")), folder.join(format!("{name}.home")));
    copy_all(&kept.join("bench.daftar"), &register)?;
    if name == "one" {
        copy_all(&kept.join("home"), &home)?;
    }
    Ok(Syncing::of(&register, &Home::at(home), system_clock))
}

/// Records statements, so many in an entry.
fn differ(one: &Syncing, each: usize) -> Outcome<()> {
    let mut register = Register::open(&one.folder, &one.home, Access::Write, one.now)?;
    let keeper = register.keeper()?;
    let note = PropertyId::parse("note")?;
    let claim = |n: usize| {
        let words = format!("seen on a walk through the stores, shelf {}, box {n}", n % 37);
        Claim::new(Subject::Entity(keeper), note.clone(), Value::text(&words), keeper)
    };
    let claims: Vec<Claim> = (0..DIFFERENT).map(claim).collect();
    for part in claims.chunks(each) {
        register.record(part.to_vec())?;
    }
    Ok(())
}

fn sync(one: &Syncing, other: &Syncing) -> Outcome<()> {
    let begun = Instant::now();
    let (answering, met) = meet(one, |line| {
        let start = thread_seconds()?;
        let met = other.call("one", line, &|_, _, _| {})?;
        Ok((met, thread_seconds()? - start))
    })?;
    let (met, calling) = met;
    if let Some(broke) = met.broke {
        return Err(broke.into());
    }
    println!(
        "{} entries, {} statements taken; {} bytes over the wire; {calling:.2} CPU-s where it is taken, {answering:.2} CPU-s \
         where it is from; {:.2} s",
        met.synced.taken.entries,
        met.synced.taken.bodies,
        met.bytes_sent + met.bytes_received,
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Lets one side answer on a thread of its own; tells what processor time that took, and what the caller came to.
fn meet<T>(answerer: &Syncing, call: impl FnOnce(Carrier) -> Outcome<T>) -> Outcome<(f64, T)> {
    let ((from_one, to_other), (from_other, to_one)) = (io::pipe()?, io::pipe()?);
    let carrier = |from, to| Carrier { from: Box::new(from), to: Box::new(to) };
    let (here, there) = (carrier(from_one, to_one), carrier(from_other, to_other));
    std::thread::scope(|scope| {
        let answering = scope.spawn(move || -> Outcome<f64> {
            let start = thread_seconds()?;
            answerer.answer(there, &|_, _, _| {})?;
            Ok(thread_seconds()? - start)
        });
        let called = call(here)?;
        Ok((answering.join().map_err(|_| "the answering side stopped")??, called))
    })
}

/// CPU-seconds of this thread.
fn thread_seconds() -> Outcome<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e9)
}

fn copy_all(from: &Path, to: &Path) -> Outcome<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let at = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy_all(&entry.path(), &at)?,
            false => std::fs::copy(entry.path(), at).map(|_| ())?,
        }
    }
    Ok(())
}
