//! The carrier's bytes, counted and held to a speed.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A two-way stream of bytes that somebody else provides, and does not vouch for.
pub struct Carrier {
    /// What comes.
    pub from: Box<dyn Read + Send>,
    /// What goes.
    pub to: Box<dyn Write + Send>,
}

/// How many bytes went over the wire, and how fast they may.
#[derive(Debug)]
pub struct Meter {
    sent: AtomicU64,
    received: AtomicU64,
    /// Bytes a second, both ways together; none for as fast as it goes.
    limit: Option<u64>,
    begun: Instant,
}

impl Meter {
    /// A meter that holds both ways together to so many bytes a second, if any.
    pub fn new(limit: Option<u64>) -> Arc<Meter> {
        let (sent, received) = (AtomicU64::new(0), AtomicU64::new(0));
        Arc::new(Meter { sent, received, limit: limit.map(|limit| limit.max(1)), begun: Instant::now() })
    }

    /// Bytes that went out.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Bytes that came in.
    pub fn received(&self) -> u64 {
        self.received.load(Ordering::Relaxed)
    }

    /// Counts bytes, and waits until so many may have gone.
    fn count(&self, counter: &AtomicU64, bytes: usize) {
        counter.fetch_add(bytes as u64, Ordering::Relaxed);
        let Some(limit) = self.limit else { return };
        let due = Duration::from_secs_f64((self.sent() + self.received()) as f64 / limit as f64);
        std::thread::sleep(due.saturating_sub(self.begun.elapsed()));
    }

    /// The most bytes to move at once, so that a slow line is slow evenly.
    fn piece(&self, length: usize) -> usize {
        self.limit.map_or(length, |limit| length.min((limit / 4).max(64) as usize))
    }
}

/// One way of a carrier, metered.
pub(crate) struct Metered<T> {
    inner: T,
    meter: Arc<Meter>,
}

impl<T> Metered<T> {
    pub(crate) fn new(inner: T, meter: &Arc<Meter>) -> Metered<T> {
        Metered { inner, meter: Arc::clone(meter) }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.meter.piece(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.meter.count(&self.meter.received, read);
        Ok(read)
    }
}

impl<W: Write> Write for Metered<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(&bytes[..self.meter.piece(bytes.len())])?;
        self.meter.count(&self.meter.sent, written);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_slows_and_everything_is_counted() {
        let meter = Meter::new(Some(10_000));
        let begun = Instant::now();
        Metered::new(Vec::new(), &meter).write_all(&[0; 1500]).unwrap();
        let mut read = Vec::new();
        Metered::new(&[0; 500][..], &meter).read_to_end(&mut read).unwrap();
        assert_eq!((meter.sent(), meter.received()), (1500, 500));
        assert!(begun.elapsed() >= Duration::from_millis(190), "{:?}", begun.elapsed());
    }
}
