//! How far a long piece of work has come, told to whoever waits for it.

use std::io::{self, Read};

/// Is told how much is done, and of how much.
pub type Progress<'p> = &'p dyn Fn(u64, u64);

/// A reader that tells how far it has come.
pub(crate) struct Told<'p, R> {
    inner: R,
    done: u64,
    total: u64,
    progress: Progress<'p>,
}

impl<'p, R: Read> Told<'p, R> {
    pub(crate) fn new(inner: R, total: u64, progress: Progress<'p>) -> Told<'p, R> {
        Told { inner, done: 0, total, progress }
    }
}

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.done += read as u64;
        (self.progress)(self.done, self.total.max(self.done));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn each_step_is_told() {
        let steps = RefCell::new(Vec::new());
        let progress = |done, total| steps.borrow_mut().push((done, total));
        let mut told = Told::new(&b"the mill"[..], 8, &progress);
        let mut buffer = [0; 5];
        while told.read(&mut buffer).unwrap() > 0 {}
        assert_eq!(*steps.borrow(), [(5, 8), (8, 8), (8, 8)]);
    }
}
