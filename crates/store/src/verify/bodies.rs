//! The signatures and bodies of one segment.

use std::collections::HashSet;
use std::path::PathBuf;

use daftar_claim::{Body, ClaimId, EntryId};

use super::chain::Part;
use super::report::{FROM_COPY, Finding, Place, Report};
use crate::bodies::{Context, place};
use crate::error::{At, StoreError};
use crate::frames::{self, Unpacker};
use crate::layout::Layout;
use crate::segment::{Form, look, read_all};
use crate::walk::{self, Expected, Shape};

/// Gives the ids of an entry's bodies as the index remembers them.
pub(crate) type Remembered<'a> = &'a dyn Fn(EntryId) -> Option<Vec<ClaimId>>;

/// Looks at one segment.
struct Looker<'a> {
    layout: &'a Layout,
    part: &'a Part,
    remembered: Remembered<'a>,
    erased: &'a HashSet<ClaimId>,
    path: PathBuf,
    report: Report,
    /// Lines of the segment before the entry being looked at.
    lines: usize,
}

/// Checks the signatures of a part strictly, and the hashes of its bodies against the roots.
///
/// `erased` are the claims that erasures name, in force or not.
pub(crate) fn check(
    layout: &Layout,
    part: &Part,
    remembered: Remembered<'_>,
    erased: &HashSet<ClaimId>,
) -> Result<Report, StoreError> {
    let report = Report { counted: part.counted(), ..Report::default() };
    let path = part.segment.files.headers();
    let mut looker = Looker { layout, part, remembered, erased, path, report, lines: 0 };
    looker.signatures();
    looker.bodies()?;
    Ok(looker.report)
}

impl Looker<'_> {
    fn place(&self) -> Place {
        Place::file(self.layout.folder(), &self.path).log(self.part.log)
    }

    fn signatures(&mut self) {
        for (header, line, byte) in &self.part.headers {
            match header.check() {
                Ok(()) => self.report.counted.signatures += 1,
                Err(error) => {
                    let place = self.place().entry(header.header.entry).line(line + 1).byte(*byte);
                    self.report.findings.push(Finding::damage("signature", place, error.to_string()));
                }
            }
        }
    }

    fn bodies(&mut self) -> Result<(), StoreError> {
        let segment = &self.part.segment;
        let Some((form, mut file)) = segment.open()? else {
            self.path = segment.files.bodies();
            if !segment.shapes.is_empty() {
                let finding =
                    Finding::damage("bodies-missing", self.place(), "the file of the segment's bodies is gone");
                self.report.findings.push(finding);
            }
            return Ok(());
        };
        self.path = segment.path(form);
        let bytes = read_all(&mut file).at(&self.path)?;
        let note = |shape: &Shape| Expected::of(shape, self.part.notes.get(shape.number));
        let expected: Vec<Expected> =
            segment.shapes.iter().map(|shape| shape.as_ref().map_or(Expected::Unknown, note)).collect();
        match form {
            Form::Lines => self.lines_form(&bytes, &expected),
            Form::Frames => self.frames_form(&bytes, &expected).at(&self.path.clone())?,
        }
        Ok(())
    }

    fn lines_form(&mut self, bytes: &[u8], expected: &[Expected]) {
        let places = look(Form::Lines, bytes, false, expected);
        let mut entries = places.entries;
        let sound = |(place, entry): (&Option<std::ops::Range<usize>>, &Expected)| {
            place.as_ref().is_some_and(|place| entry.matches(&walk::ids(&bytes[place.clone()])))
        };
        if places.careful || !entries.iter().zip(expected).all(sound) {
            entries = look(Form::Lines, bytes, true, expected).entries;
        }
        let mut end = 0;
        for (slot, range) in entries.iter().enumerate() {
            let range = range.clone().unwrap_or(end..end);
            end = range.end;
            self.entry(slot, Some(range.start), Some(&bytes[range]), &expected[slot]);
        }
        self.rest(bytes.len() - end, end);
    }

    fn frames_form(&mut self, bytes: &[u8], expected: &[Expected]) -> std::io::Result<()> {
        if self.part.segment.files.bodies().exists() {
            let finding = Finding::note("unfinished", self.place(), "the open form of the segment lies beside it");
            self.report.findings.push(finding);
        }
        let found = frames::find(bytes, expected.len());
        for gap in &found.gaps {
            let message = format!("{} bytes are no zstd frame", gap.len());
            self.report.findings.push(Finding::damage("frame-damaged", self.place().byte(gap.start), message));
        }
        let mut unpacker = Unpacker::new()?;
        for (slot, range) in found.places.iter().enumerate() {
            let lines = range.as_ref().and_then(|range| unpacker.unpack(&bytes[range.clone()]));
            let byte = range.as_ref().map(|range| range.start);
            self.entry(slot, byte, lines.as_deref(), &expected[slot]);
        }
        let end = found.places.iter().chain([&found.gaps.last().cloned()]).flatten().map(|range| range.end).max();
        self.rest(bytes.len() - end.unwrap_or(0), end.unwrap_or(0));
        Ok(())
    }

    /// What stands behind the last entry.
    fn rest(&mut self, length: usize, byte: usize) {
        if length == 0 {
            return;
        }
        let (place, message) = (self.place().byte(byte), format!("{length} bytes belong to no entry"));
        self.report.findings.push(match self.part.last {
            true => Finding::note("torn", place, message),
            false => Finding::warning("stray", place, message, FROM_COPY),
        });
    }

    /// Looks at the bodies of one entry, which lie from `byte`; `lines` are none where they cannot be read.
    fn entry(&mut self, slot: usize, byte: Option<usize>, lines: Option<&[u8]>, expected: &Expected) {
        let ids = lines.map(walk::ids).unwrap_or_default();
        let Some(Some(shape)) = self.part.segment.shapes.get(slot) else {
            self.lines += ids.len();
            return;
        };
        match lines.is_some() && expected.matches(&ids) {
            true => {
                self.report.counted.bodies += ids.len() as u64;
                self.report.counted.absent += u64::from(shape.bodies) - ids.len() as u64;
            }
            false => self.damaged(shape, byte, lines, &ids),
        }
        self.lines += ids.len();
    }

    /// Says which bodies of an entry are damaged, as exactly as something proves it.
    fn damaged(&mut self, shape: &Shape, byte: Option<usize>, lines: Option<&[u8]>, of_lines: &[ClaimId]) {
        let id = EntryId { log: self.part.log, number: shape.number };
        let known = || (self.remembered)(id);
        let note = self.part.notes.get(shape.number);
        let context = Context { shape: *shape, note, erased: &Default::default(), known: &known };
        let whole = self.place().entry(id).line(self.lines + 1);
        let whole = byte.map_or(whole.clone(), |byte| whole.byte(byte));
        let Some(ids) = context.ids(of_lines) else {
            return self.unproved(shape, whole, lines.unwrap_or_default());
        };
        let absent = |at: usize| context.note().is_some_and(|note| note.absent.binary_search(&(at as u32)).is_ok());
        let missing: Vec<usize> = (0..ids.len())
            .zip(place(&ids, of_lines))
            .filter_map(|(at, line)| match line {
                None if !absent(at) => Some(at),
                _ => None,
            })
            .collect();
        self.report.counted.bodies += (0..ids.len()).filter(|at| !absent(*at) && !missing.contains(at)).count() as u64;
        for at in &missing {
            let place = whole.clone().body(*at, Some(ids[*at])).line(self.lines + 1 + *at);
            let message = "the body is gone, or its bytes were changed";
            self.report.findings.push(Finding::damage("body-changed", place, message));
        }
        if missing.is_empty() && lines.is_none() {
            let message = "the entry's frame cannot be read; no body was in it";
            self.report.findings.push(Finding::warning("frame-damaged", whole, message, FROM_COPY));
        } else if missing.is_empty() {
            let left = of_lines.iter().find(|id| self.erased.contains(id));
            let message = "more bodies are here than the note says: a rewriting was interrupted";
            self.report.findings.push(match left {
                Some(_) => Finding::warning("erasure-unfinished", whole, message, "erase again: daftar erase"),
                None => Finding::note("rewriting", whole, message),
            });
        }
    }

    fn unproved(&mut self, shape: &Shape, whole: Place, bytes: &[u8]) {
        let message =
            format!("what stands here are not the entry's {} bodies: their ids do not lead to its root", shape.bodies);
        self.report.findings.push(Finding::damage("bodies-changed", whole.clone(), message));
        for (at, line) in walk::lines(bytes).enumerate() {
            if let Err(error) = Body::parse(line) {
                let place = whole.clone().line(self.lines + 1 + at);
                self.report.findings.push(Finding::damage("body-changed", place, error.to_string()));
            }
        }
    }
}
