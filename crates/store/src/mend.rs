//! What a writer does to a log before it appends: cuts off what was never acknowledged, and finds the end.

use crate::disk::Disk;
use crate::error::{At, StoreError};
use crate::layout::{UNFINISHED, names_in};
use crate::log::{Closed, Log};
use crate::segment::{Form, Segment, read_all};
use crate::tail::{End, Tail};
use crate::walk;

impl Log {
    /// Makes the log ready for appending. A log that is damaged is left as it is.
    pub(crate) fn mend(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        if matches!(self.closed, Some(Closed::Damaged(_) | Closed::Interrupted(_))) {
            return Ok(());
        }
        self.cut_headers(disk)?;
        self.cut_notes(disk)?;
        self.remove_leftovers(disk)?;
        self.end = self.find_end(disk)?;
        Ok(())
    }

    fn cut_headers(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        let length = self.headers_length();
        let last = self.segments.len().wrapping_sub(1);
        let entries = self.entries.iter().rev().take_while(|held| held.segment == last).count();
        let Some(segment) = self.segments.last_mut() else { return Ok(()) };
        segment.shapes.truncate(entries);
        if self.tail.start().is_some() {
            let path = segment.files.headers();
            disk.truncate(&path, length).at(&path)?;
            disk.sync(&path).at(&path)?;
        }
        self.tail = Tail::None;
        Ok(())
    }

    /// Where the last entry of the last segment ends in its headers file.
    fn headers_length(&self) -> u64 {
        let last = self.entries.last().filter(|held| held.segment + 1 == self.segments.len());
        last.map_or(0, |held| held.place.end as u64)
    }

    fn cut_notes(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        if self.notes.torn {
            disk.truncate(&self.notes.path, self.notes.length).at(&self.notes.path)?;
            disk.sync(&self.notes.path).at(&self.notes.path)?;
            self.notes.torn = false;
        }
        Ok(())
    }

    /// Removes unfinished files, bodies of a segment that never got a header, and lines beside their frames.
    fn remove_leftovers(&mut self, disk: &dyn Disk) -> Result<(), StoreError> {
        let number = self.segments.last().map_or(0, |segment| segment.number);
        let ahead = |name: &str| {
            let stem = name.strip_suffix(".bodies.jsonl").filter(|stem| stem.len() == 6);
            stem.and_then(|stem| stem.parse::<u32>().ok()).is_some_and(|found| found > number)
        };
        let names = names_in(&self.folder).at(&self.folder)?;
        let left = names.iter().filter(|name| name.ends_with(UNFINISHED) || ahead(name));
        let mut paths: Vec<_> = left.map(|name| self.folder.join(name)).collect();
        for segment in &self.segments {
            let both = segment.files.packed().exists() && segment.files.bodies().exists();
            if both && matches!(segment.open()?, Some((Form::Frames, _))) {
                paths.push(segment.files.bodies());
            }
        }
        for path in &paths {
            disk.remove(path).at(path)?;
        }
        if !paths.is_empty() {
            disk.sync_dir(&self.folder).at(&self.folder)?;
        }
        Ok(())
    }

    /// The end of the last segment, if it is open and every entry in it is sound; else the next entry begins another.
    fn find_end(&self, disk: &dyn Disk) -> Result<Option<End>, StoreError> {
        let Some(segment) = self.segments.last() else { return Ok(None) };
        let Some((Form::Lines, mut file)) = segment.open()? else { return Ok(None) };
        let path = segment.files.bodies();
        let bytes = read_all(&mut file).at(&path)?;
        let Some(end) = self.sound_end(segment, &bytes) else { return Ok(None) };
        if bytes.len() > end.bodies() {
            disk.truncate(&path, end.bodies() as u64).at(&path)?;
            disk.sync(&path).at(&path)?;
        }
        Ok(Some(end))
    }

    fn sound_end(&self, segment: &Segment, bytes: &[u8]) -> Option<End> {
        let expected = self.expected(self.segments.len() - 1);
        let places = walk::by_count(bytes, &expected)?;
        let sound = places.iter().zip(&expected).all(|(place, entry)| entry.matches(&walk::ids(&bytes[place.clone()])));
        let complete = segment.shapes.iter().all(Option::is_some);
        (sound && complete).then(|| End { headers: self.headers_length(), places })
    }
}
