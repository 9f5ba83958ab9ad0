//! Where the stretches of a text stood in its document, kept beside the reading: on the disk, for a chat has millions.
//! Of a restricted document it is kept in memory alone.

use std::io::{BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use daftar_claim::Span;
use daftar_read::sources::{Mark, Place, Stretch};
use tempfile::SpooledTempFile;

use crate::RegisterError;

/// How many stretches are read at a time.
const BLOCK: usize = 256;

/// Takes the stretches of a text in their order.
pub(super) struct Placing {
    file: BufWriter<SpooledTempFile>,
    length: u64,
    count: usize,
    /// Of each block: the first character of its first stretch, and where its lines begin.
    blocks: Vec<(u64, u64)>,
    failed: Option<std::io::Error>,
}

/// The stretches, to be looked up.
pub(super) struct Places {
    file: BufReader<SpooledTempFile>,
    blocks: Vec<(u64, u64)>,
    /// The stretches of the block that was read last.
    known: Option<(usize, Vec<Known>)>,
}

/// A stretch, as it is looked up.
struct Known {
    span: Span,
    place: String,
    /// When its message was sent, as the chat writes it; empty of words that its sender did not write.
    at: String,
}

impl Placing {
    /// What is more than `in_memory` bytes goes to a file without a name in the folder.
    pub(super) fn within(folder: &Path, in_memory: usize) -> Placing {
        let file = tempfile::spooled_tempfile_in(in_memory, folder);
        Placing { file: BufWriter::new(file), length: 0, count: 0, blocks: Vec::new(), failed: None }
    }

    pub(super) fn add(&mut self, stretch: &Stretch) {
        let Span { start, end } = stretch.span;
        if self.count.is_multiple_of(BLOCK) {
            self.blocks.push((start, self.length));
        }
        let line = |text: &str| text.replace(['\n', '\t'], " ");
        let line =
            format!("{start} {end} {}\t{}\n", line(&stretch.fragment()), line(sent(stretch).unwrap_or_default()));
        self.length += line.len() as u64;
        self.count += 1;
        self.failed = self.failed.take().or(self.file.write_all(line.as_bytes()).err());
    }

    pub(super) fn end(self, folder: &Path) -> Result<Places, RegisterError> {
        self.failed.map_or(Ok(()), Err).map_err(RegisterError::io(folder))?;
        let file = self.file.into_inner().map_err(|error| RegisterError::io(folder)(error.into_error()))?;
        Ok(Places { file: BufReader::new(file), blocks: self.blocks, known: None })
    }
}

impl Places {
    /// When the message was sent in which a span begins, as the chat writes it.
    pub(super) fn sent(&mut self, span: Span) -> std::io::Result<Option<String>> {
        Ok(self.at(span.start, span)?.map(|known| known.at.clone()).filter(|at| !at.is_empty()))
    }

    /// Where a span stood: its first stretch, and its last where that is another. None where the text is the document itself.
    pub(super) fn of(&mut self, span: Span) -> std::io::Result<Option<String>> {
        let first = self.at(span.start, span)?.map(|known| known.place.clone());
        let last = self.at(span.end.saturating_sub(1), span)?.map(|known| known.place.clone());
        Ok(match (first, last) {
            (Some(first), Some(last)) if first != last => Some(format!("{first};{last}")),
            (first, last) => first.or(last),
        })
    }

    /// The stretch around a character, or the nearest before it that is still within the span.
    fn at(&mut self, at: u64, within: Span) -> std::io::Result<Option<&Known>> {
        let Some(block) = self.blocks.partition_point(|(start, _)| *start <= at).checked_sub(1) else {
            return Ok(None);
        };
        let stretches = self.block(block)?;
        let place = stretches.partition_point(|known| known.span.start <= at).checked_sub(1);
        Ok(place.and_then(|place| stretches.get(place)).filter(|known| known.span.end > within.start))
    }

    /// Whether the text is the document itself.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The stretches of a block that are to be read as text; none behind the last block. Of a mail's head that is its subject.
    pub(super) fn read_as_text(&mut self, block: usize) -> std::io::Result<Option<Vec<Span>>> {
        if block >= self.blocks.len() {
            return Ok(None);
        }
        let of_head = |place: &str| {
            let header = place.split('&').find_map(|pair| pair.strip_prefix("header="));
            header.is_some_and(|name| !name.eq_ignore_ascii_case("subject"))
        };
        let stretches = self.block(block)?.iter().filter(|known| !of_head(&known.place));
        Ok(Some(stretches.map(|known| known.span).collect()))
    }

    fn block(&mut self, block: usize) -> std::io::Result<&[Known]> {
        let known = match self.known.take().filter(|(known, _)| *known == block) {
            Some(known) => known,
            None => (block, self.read(block)?),
        };
        Ok(&self.known.insert(known).1)
    }

    fn read(&mut self, block: usize) -> std::io::Result<Vec<Known>> {
        let at = self.blocks.get(block).map_or(0, |(_, at)| *at);
        self.file.seek(SeekFrom::Start(at))?;
        let lines = (&mut self.file).lines().take(BLOCK);
        let parsed = |line: &str| {
            let (start, rest) = line.split_once(' ')?;
            let (end, rest) = rest.split_once(' ')?;
            let (place, at) = rest.split_once('\t')?;
            let span = Span { start: start.parse().ok()?, end: end.parse().ok()? };
            Some(Known { span, place: place.to_owned(), at: at.to_owned() })
        };
        lines.filter_map(|line| line.map(|line| parsed(line.as_str())).transpose()).collect()
    }
}

/// When a stretch was written by whoever sent its message; none of what was passed on or quoted.
fn sent(stretch: &Stretch) -> Option<&str> {
    let anothers = |mark: &Mark| matches!(mark, Mark::Forwarded { .. } | Mark::Quoted(_));
    match &stretch.place {
        Place::Message { at, .. } if !stretch.marks.iter().any(anothers) => at.as_deref(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_found_in_whichever_block_it_is() {
        let folder = std::env::temp_dir();
        let mut placing = Placing::within(&folder, 100);
        // Ten characters each, with one of no place between.
        for n in 0..1000 {
            let place = Place::Message { number: n + 1, id: None, sender: None, at: None };
            placing.add(&Stretch { span: Span { start: n * 11, end: n * 11 + 10 }, place, marks: Vec::new() });
        }
        let mut places = placing.end(&folder).unwrap();
        let mut of = |start, end| places.of(Span { start, end }).unwrap();
        assert_eq!(of(11 * 999 + 3, 11 * 999 + 5).as_deref(), Some("message=1000"));
        assert_eq!(of(0, 4).as_deref(), Some("message=1"));
        assert_eq!(of(3, 15).as_deref(), Some("message=1;message=2"));
        assert_eq!(of(11 * 255 + 9, 11 * 256 + 1).as_deref(), Some("message=256;message=257"));
        assert_eq!(of(10, 11), None, "between two stretches");
        assert_eq!(of(10, 13).as_deref(), Some("message=2"));
    }

    #[test]
    fn a_text_without_stretches_has_no_places() {
        let folder = std::env::temp_dir();
        let mut places = Placing::within(&folder, 100).end(&folder).unwrap();
        assert_eq!(places.of(Span { start: 0, end: 5 }).unwrap(), None);
    }
}
