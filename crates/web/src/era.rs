//! Eras: runs of states of the logs, each of which only added to the one before. Within one, a page as it was a moment ago
//! shows nothing that has been hidden since.

use daftar_register::store::Trace;

/// The era that lasts, as far as this program knows.
#[derive(Default)]
pub(crate) struct Era {
    number: u64,
    /// What the logs looked like when it began.
    first: Option<Trace>,
    /// What the logs looked like when this program had last written.
    last: Option<Trace>,
    /// Whether this program is writing.
    writing: bool,
}

impl Era {
    /// This program is about to write, to logs that look like this.
    pub(crate) fn begin(&mut self, now: Trace) {
        if self.last.as_ref() != Some(&now) {
            self.number += 1;
            (self.first, self.last) = (Some(now.clone()), Some(now));
        }
        self.writing = true;
    }

    /// It wrote, and the logs look like this. If that `only_added`, the era goes on.
    pub(crate) fn end(&mut self, now: Option<Trace>, only_added: bool) {
        if !only_added {
            self.number += 1;
            self.first.clone_from(&now);
        }
        (self.last, self.writing) = (now, false);
    }

    /// The number of the era to which logs that look like this belong, if that is known. What is still being written has
    /// hidden nothing yet.
    pub(crate) fn of(&self, logs: &Trace) -> Option<u64> {
        let known = self.first.as_ref() == Some(logs) || self.last.as_ref() == Some(logs);
        (self.writing || known).then_some(self.number)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn trace(folder: &Path, file: &str, text: &str) -> Trace {
        std::fs::create_dir_all(folder.join("logs/one")).unwrap();
        std::fs::write(folder.join("logs/one").join(file), text).unwrap();
        Trace::of(folder).unwrap()
    }

    #[test]
    fn an_era_ends_with_what_hides_and_with_what_others_write() {
        let folder = tempfile::tempdir().unwrap();
        let mut era = Era::default();
        let first = trace(folder.path(), "a", "1");
        assert_eq!(era.of(&first), None, "nobody knows how it came");
        era.begin(first.clone());
        let began = era.of(&first);
        let second = trace(folder.path(), "a", "12");
        assert_eq!(era.of(&second), began, "half written");
        era.end(Some(second.clone()), true);
        assert_eq!((era.of(&second), era.of(&first)), (began, began));
        let others = trace(folder.path(), "a", "123");
        assert_eq!(era.of(&others), None);
        era.begin(others.clone());
        assert_ne!(era.of(&others), began);
        let began = era.of(&others);
        let fourth = trace(folder.path(), "a", "1234");
        era.end(Some(fourth.clone()), false);
        assert_ne!(era.of(&fourth), began, "it hid something");
        assert_eq!(era.of(&others), None, "what was to be seen before is not to be seen now");
    }
}
