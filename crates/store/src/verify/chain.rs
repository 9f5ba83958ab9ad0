//! The headers of one log: each readable, each following the one before it.

use std::collections::BTreeMap;
use std::path::Path;

use daftar_claim::{EntryId, Hash, Head, Key, RegisterId, SignedHeader};

use super::report::{Counted, FROM_COPY, Finding, Place, Report};
use crate::error::{At, StoreError};
use crate::headers::{Fault, HeaderFile, Pair};
use crate::layout::{self, Files, Layout, UNFINISHED, names_in};
use crate::log::read_notes;
use crate::notes::Notes;
use crate::segment::Segment;
use crate::walk::Shape;

/// A segment, or a kept entry of another branch, whose signatures and bodies are to be checked.
pub(crate) struct Part {
    pub(crate) log: Key,
    pub(crate) segment: Segment,
    /// The headers that can be read, with their lines' number and place.
    pub(crate) headers: Vec<(SignedHeader, usize, usize)>,
    pub(crate) notes: std::sync::Arc<Notes>,
    /// Whether the next writer may append to it.
    pub(crate) last: bool,
    /// Bytes of its bodies file.
    pub(crate) bytes: u64,
}

/// What was seen of one log.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) parts: Vec<Part>,
    pub(crate) report: Report,
    /// The register that its first entry founds, if it does.
    pub(crate) founds: Option<RegisterId>,
    /// The sets of profiles that its headers name.
    pub(crate) profiles: std::collections::BTreeSet<Hash>,
    /// The last entry that can be read.
    pub(crate) head: Option<Head>,
}

/// Walks along a chain.
struct Walker<'a> {
    root: &'a Path,
    key: Key,
    next: u64,
    /// The hash of the entry before; none where that is damaged.
    previous: Option<Hash>,
    register: Option<RegisterId>,
    shapes: BTreeMap<u64, Shape>,
    acknowledged: Option<Head>,
    seen: Seen,
}

/// Looks at the headers of a log.
pub(crate) fn look(layout: &Layout, key: Key, acknowledged: Option<&Head>) -> Result<Seen, StoreError> {
    let folder = layout.log(key);
    let acknowledged = acknowledged.filter(|head| head.entry.log == key).copied();
    let (root, seen) = (layout.folder(), Seen::default());
    let (shapes, previous, register) = (BTreeMap::new(), None, None);
    let mut walker = Walker { root, key, next: 1, previous, register, shapes, acknowledged, seen };
    let notes = std::sync::Arc::new(read_notes(layout::notes(&folder))?);
    let segments = Files::segments(&folder).at(&folder)?;
    let last = segments.last().map(|(number, _)| *number);
    for (number, files) in segments {
        walker.segment(number, files, Some(number) == last, notes.clone())?;
    }
    walker.compare();
    walker.notes(&notes);
    walker.branches(&folder)?;
    walker.strays(&folder, last.unwrap_or(0))?;
    walker.seen.report.counted.logs = 1;
    Ok(walker.seen)
}

impl Walker<'_> {
    fn find(&mut self, finding: Finding) {
        self.seen.report.findings.push(finding);
    }

    fn segment(
        &mut self,
        number: u32,
        files: Files,
        last: bool,
        notes: std::sync::Arc<Notes>,
    ) -> Result<(), StoreError> {
        let path = files.headers();
        let bytes = std::fs::read(&path).at(&path)?;
        let read = HeaderFile::parse(&bytes);
        let (mut headers, mut shapes) = (Vec::new(), Vec::new());
        for pair in read.pairs {
            shapes.push(pair.header.as_ref().ok().map(|header| Shape::of(&header.header)));
            self.pair(&path, &pair);
            headers.extend(pair.header.ok().map(|header| (header, pair.line, pair.place.start)));
        }
        if let Some(start) = read.torn {
            let place = Place::file(self.root, &path).byte(start).log(self.key);
            let acknowledged = self.acknowledged.is_some_and(|head| head.entry.number >= self.next);
            self.find(Finding::note(
                "torn",
                place,
                match acknowledged {
                    true => "the file ends in an incomplete entry",
                    false => "the file ends in an incomplete entry, which was never acknowledged",
                },
            ));
        }
        let bodies = [files.packed(), files.bodies()].iter().find_map(|path| Some(path.metadata().ok()?.len()));
        self.seen.report.counted.bytes += bytes.len() as u64;
        let segment = Segment::new(number, files, shapes);
        let bytes = bodies.unwrap_or(0);
        self.seen.parts.push(Part { log: self.key, segment, headers, notes, last, bytes });
        Ok(())
    }

    fn pair(&mut self, path: &Path, pair: &Pair) {
        let place = Place::file(self.root, path).line(pair.line).byte(pair.place.start).log(self.key);
        match &pair.header {
            Err(fault) => {
                let place = place.entry(EntryId { log: self.key, number: self.next });
                self.find(match fault {
                    Fault::Newer(format) => Finding::damage("newer-format", place, format!("its format is {format:?}")),
                    Fault::Damaged(why) => Finding::damage("header-damaged", place, why),
                });
                (self.next, self.previous) = (self.next + 1, None);
            }
            Ok(header) => {
                let place = place.entry(EntryId { log: self.key, number: header.header.entry.number });
                self.follow(header, place);
            }
        }
    }

    fn follow(&mut self, header: &SignedHeader, place: Place) {
        let (number, hash) = (header.header.entry.number, header.hash());
        if let Some((code, message)) = self.objection(header) {
            self.find(Finding::damage(code, place.clone(), message));
        }
        if number == 1 && header.header.register.is_none() {
            self.seen.founds = Some(header.register());
        }
        self.register.get_or_insert(header.register());
        if self.acknowledged.is_some_and(|head| head.entry.number == number && head.hash != hash) {
            let message = "the entry differs from the one that was acknowledged";
            self.find(Finding::damage("entry-lost", place, message));
        }
        self.shapes.insert(number, Shape::of(&header.header));
        self.seen.profiles.insert(header.header.profiles);
        self.seen.head = Some(header.head());
        (self.next, self.previous) = (number.saturating_add(1), Some(hash));
    }

    fn objection(&self, header: &SignedHeader) -> Option<(&'static str, String)> {
        let (number, header) = (header.header.entry.number, &header.header);
        if header.entry.log != self.key {
            return Some(("out-of-chain", format!("the entry is of {}", header.entry.log)));
        }
        if number != self.next {
            return Some(("entries-missing", format!("entry {number} stands where entry {} should", self.next)));
        }
        if self.previous.is_some_and(|hash| header.previous != Some(hash)) {
            return Some(("out-of-chain", format!("its previous hash is not that of entry {}", number - 1)));
        }
        let other = self.register.is_some_and(|register| number > 1 && header.register != Some(register));
        other.then(|| ("out-of-chain", "it is of another register than the first entry of its log".to_owned()))
    }

    fn compare(&mut self) {
        let Some(head) = self.acknowledged.filter(|head| head.entry.number >= self.next) else { return };
        let place = Place::file(self.root, &self.root.join("logs").join(self.key.0.to_string())).entry(head.entry);
        let message = format!("entries {} to {} had been acknowledged and are not here", self.next, head.entry.number);
        self.find(Finding::damage("entry-lost", place, message));
    }

    fn notes(&mut self, notes: &Notes) {
        let place = Place::file(self.root, &notes.path).log(self.key);
        for (line, byte, why) in &notes.damaged {
            self.find(Finding::damage("note-damaged", place.clone().line(*line).byte(*byte), why));
        }
        if notes.torn {
            let place = place.clone().byte(notes.length as usize);
            self.find(Finding::note("torn", place, "the file ends in an incomplete note"));
        }
        for note in notes.iter() {
            let objection = self.shapes.get(&note.number).and_then(|shape| shape.objection(note));
            if let Some(why) = objection {
                let place = place.clone().entry(EntryId { log: self.key, number: note.number });
                self.find(Finding::damage("note-damaged", place, why));
            }
        }
    }

    /// Kept entries of another branch stand by themselves: no chain holds them.
    fn branches(&mut self, folder: &Path) -> Result<(), StoreError> {
        for files in Files::forks(folder).at(folder)? {
            let notes = read_notes(crate::fork::notes_path(&files))?;
            let path = files.headers();
            let bytes = std::fs::read(&path).at(&path)?;
            let first = HeaderFile::parse(&bytes).pairs.into_iter().next();
            let place = Place::file(self.root, &path).log(self.key);
            for (line, byte, why) in &notes.damaged {
                let place = Place::file(self.root, &notes.path).line(*line).byte(*byte).log(self.key);
                self.find(Finding::damage("note-damaged", place, why));
            }
            let Some(Pair { header: Ok(header), line, place: range, .. }) = first else {
                self.find(Finding::damage("header-damaged", place, "the kept entry of another branch cannot be read"));
                continue;
            };
            let segment = Segment::new(0, files, vec![Some(Shape::of(&header.header))]);
            let headers = vec![(header, line, range.start)];
            let (notes, length) = (std::sync::Arc::new(notes), bytes.len() as u64);
            self.seen.parts.push(Part { log: self.key, segment, headers, notes, last: false, bytes: length });
        }
        Ok(())
    }

    /// Files that belong to nothing.
    fn strays(&mut self, folder: &Path, last: u32) -> Result<(), StoreError> {
        for name in names_in(folder).at(folder)? {
            let place = Place::file(self.root, &folder.join(&name)).log(self.key);
            let stem = name.split_once('.').map_or("", |(stem, _)| stem);
            let of_segment = self.seen.parts.iter().any(|part| part.segment.files.stem == stem);
            if name.ends_with(UNFINISHED) {
                self.find(Finding::note("unfinished", place, "a file that was being written"));
            } else if of_segment || name == "notes.jsonl" {
                continue;
            } else if stem.parse::<u32>().is_ok_and(|number| number > last) {
                self.find(Finding::note("torn", place, "bodies whose entry never got its header"));
            } else {
                let message = "the file belongs to no segment of the log";
                self.find(Finding::warning("stray", place, message, FROM_COPY));
            }
        }
        Ok(())
    }
}

impl Part {
    /// What the headers alone add to the counts.
    pub(crate) fn counted(&self) -> Counted {
        Counted { entries: self.headers.len() as u64, bytes: self.bytes, ..Counted::default() }
    }
}
