//! Verification: every byte of the record is read again, and everything damaged or missing is named.

mod bodies;
mod chain;
mod files;
mod report;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use daftar_claim::{Act, ClaimId, EntryId, FileId, Head};

pub use report::{Counted, Finding, Place, Report, Severity};

use crate::error::{At, StoreError};
use crate::evidence;
use crate::index::{SealState, check_seal};
use crate::layout::Layout;
use chain::Part;

/// A piece of work that needs nothing of the others.
enum Task {
    Bodies(Part),
    File(FileId, PathBuf, u64),
}

impl Task {
    fn bytes(&self) -> u64 {
        match self {
            Task::Bodies(part) => part.bytes,
            Task::File(_, _, bytes) => *bytes,
        }
    }

    /// The claims that erasures in its headers name.
    fn erased(&self) -> Vec<ClaimId> {
        let Task::Bodies(part) = self else { return Vec::new() };
        let acts = part.headers.iter().flat_map(|(header, ..)| &header.header.acts);
        let claims = acts.filter_map(|act| if let Act::Erase { claims, .. } = act { Some(claims) } else { None });
        claims.flatten().copied().collect()
    }

    fn run(&self, layout: &Layout, index: bool, erased: &HashSet<ClaimId>) -> Result<Report, StoreError> {
        match self {
            Task::Bodies(part) => bodies::check(layout, part, &|id| remembered(layout, index, id), erased),
            Task::File(id, path, _) => files::evidence(layout, id, path),
        }
    }
}

/// Verifies a register: chains, strict signatures, roots, bodies, notes, evidence, profiles, settings, the index's seal.
///
/// Nothing is written, and no lock is taken; what another program is writing at the moment may appear as torn.
/// `acknowledged` is as in [`crate::Store::open`]. `progress` is told how many bytes are done, of how many.
///
/// # Errors
/// When the folder is no register, or a file cannot be read at all.
pub fn verify(
    dir: &Path,
    acknowledged: Option<Head>,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Report, StoreError> {
    let layout = Layout::new(dir);
    let (mut report, mut tasks) = (Report::default(), Vec::new());
    let (mut founds, mut sets, mut heads) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for key in layout.log_keys().at(&layout.logs())? {
        let seen = chain::look(&layout, key, acknowledged.as_ref())?;
        report.join(seen.report);
        tasks.extend(seen.parts.into_iter().map(Task::Bodies));
        founds.extend(seen.founds);
        sets.extend(seen.profiles);
        heads.extend(seen.head.map(|head| (key, head.entry.number)));
    }
    report.join(files::settings(&layout, &founds)?);
    report.join(missing_log(&layout, acknowledged));
    report.join(files::strays(&layout)?);
    report.join(files::profiles(&layout, &sets)?);
    report.join(files::index(&layout, &heads));
    for (id, path) in evidence::list(&layout)? {
        let bytes = path.metadata().at(&path)?.len();
        tasks.push(Task::File(id, path, bytes));
    }
    run(&layout, &tasks, &mut report, progress)?;
    report.sort();
    Ok(report)
}

/// A log of which entries were acknowledged, and which has no folder any more.
fn missing_log(layout: &Layout, acknowledged: Option<Head>) -> Report {
    let gone = acknowledged.filter(|head| !layout.log(head.entry.log).exists());
    let finding = gone.map(|head| {
        let place = Place::file(layout.folder(), &layout.log(head.entry.log)).entry(head.entry);
        Finding::damage("entry-lost", place, "the log's folder is gone, though entries of it had been acknowledged")
    });
    Report { findings: finding.into_iter().collect(), ..Report::default() }
}

/// Does the tasks on all cores, the largest first.
fn run(
    layout: &Layout,
    tasks: &[Task],
    report: &mut Report,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<(), StoreError> {
    let mut order: Vec<&Task> = tasks.iter().collect();
    order.sort_by_key(|task| std::cmp::Reverse(task.bytes()));
    let total = tasks.iter().map(Task::bytes).sum();
    let (next, done) = (AtomicUsize::new(0), AtomicU64::new(0));
    let erased: HashSet<ClaimId> = tasks.iter().flat_map(Task::erased).collect();
    let index = matches!(check_seal(&layout.index()), Ok(SealState::Good));
    let work = || {
        let mut mine = Report::default();
        while let Some(task) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            mine.join(task.run(layout, index, &erased)?);
            progress(done.fetch_add(task.bytes(), Ordering::Relaxed) + task.bytes(), total);
        }
        Ok(mine)
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(tasks.len());
    let results: Vec<Result<Report, StoreError>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        // One that panicked has not looked at its part: nobody is to believe that it had.
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    for result in results {
        report.join(result?);
    }
    Ok(())
}

/// The ids of an entry as a sealed index remembers them; asked only about entries that are damaged.
fn remembered(layout: &Layout, sealed: bool, id: EntryId) -> Option<Vec<ClaimId>> {
    sealed.then(|| crate::catalog::remembered(&layout.index(), id)).flatten()
}
