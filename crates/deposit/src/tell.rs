//! How far a long piece of work has come, told to whoever waits.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustic_core::{Progress, ProgressBars, ProgressType, RusticProgress};

/// Is told how many bytes are done, and of how many.
#[derive(Clone)]
pub struct Tell(Arc<dyn Fn(u64, u64) + Send + Sync>);

impl Tell {
    /// Tells it to this function.
    pub fn new(told: impl Fn(u64, u64) + Send + Sync + 'static) -> Tell {
        Tell(Arc::new(told))
    }

    /// Tells nobody.
    pub fn nobody() -> Tell {
        Tell::new(|_, _| {})
    }

    /// Says how far it is.
    pub fn tell(&self, done: u64, total: u64) {
        (self.0)(done, total.max(done));
    }
}

impl fmt::Debug for Tell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tell(…)")
    }
}

/// Only work that is counted in bytes is told: the rest is short.
impl ProgressBars for Tell {
    fn progress(&self, kind: ProgressType, _: &str) -> Progress {
        match kind {
            ProgressType::Bytes => Progress::new(Bytes { tell: self.clone(), done: 0.into(), total: 0.into() }),
            _ => Progress::hidden(),
        }
    }
}

#[derive(Debug)]
struct Bytes {
    tell: Tell,
    done: AtomicU64,
    total: AtomicU64,
}

impl RusticProgress for Bytes {
    fn is_hidden(&self) -> bool {
        false
    }

    fn set_length(&self, length: u64) {
        self.total.store(length, Ordering::Relaxed);
    }

    fn set_title(&self, _: &str) {}

    fn inc(&self, more: u64) {
        let done = self.done.fetch_add(more, Ordering::Relaxed) + more;
        self.tell.tell(done, self.total.load(Ordering::Relaxed));
    }

    fn finish(&self) {}
}
