//! Closed segments: one standard zstd frame (RFC 8878) for the lines of each entry.

use std::io::{self, Read as _};
use std::ops::Range;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::{find_frame_compressed_size, get_frame_content_size};

/// The bodies of one entry, with their newlines, fill at most this many bytes; so a damaged frame cannot ask for more.
pub(crate) const MAX_BODY_BYTES: usize = 64 << 20;

/// The level that costs little more than reading.
const LEVEL: i32 = 3;

/// The first bytes of a frame.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Where the frames of a closed segment lie.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Frames {
    /// The place of each entry's frame, in order; none where damage hides it.
    pub(crate) places: Vec<Option<Range<usize>>>,
    /// The bytes between frames that are no frame.
    pub(crate) gaps: Vec<Range<usize>>,
}

/// Finds the frames of `entries` entries.
///
/// Behind damage, frames are found again by their first bytes, and counted from the end of the file.
pub(crate) fn find(bytes: &[u8], entries: usize) -> Frames {
    let (runs, gaps) = runs(bytes);
    let mut places = vec![None; entries];
    if let Some(first) = runs.first().filter(|_| gaps.first().is_none_or(|gap| gap.start > 0)) {
        places.iter_mut().zip(first).for_each(|(place, frame)| *place = Some(frame.clone()));
    }
    if let Some(last) = runs.last().filter(|_| gaps.last().is_some_and(|gap| gap.end < bytes.len())) {
        let from_end = places.iter_mut().rev().zip(last.iter().rev());
        from_end.for_each(|(place, frame)| *place = Some(frame.clone()));
    }
    Frames { places, gaps }
}

type Runs = Vec<Vec<Range<usize>>>;

/// Runs of frames that follow each other, and the gaps between the runs.
fn runs(bytes: &[u8]) -> (Runs, Vec<Range<usize>>) {
    let (mut runs, mut gaps): (Runs, _) = (Vec::new(), Vec::new());
    let (mut run, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if let Some(end) = frame_end(bytes, at) {
            run.push(at..end);
            at = end;
            continue;
        }
        let next = (at + 1..bytes.len()).find(|next| frame_end(bytes, *next).is_some()).unwrap_or(bytes.len());
        gaps.push(at..next);
        runs.push(std::mem::take(&mut run));
        at = next;
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    (runs, gaps)
}

fn frame_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..).filter(|rest| rest.starts_with(&MAGIC))?;
    find_frame_compressed_size(rest).ok().map(|length| at + length)
}

/// Compresses frames; keeps its tables between them.
pub(crate) struct Packer(Compressor<'static>);

impl Packer {
    pub(crate) fn new() -> io::Result<Packer> {
        let mut compressor = Compressor::new(LEVEL)?;
        compressor.include_checksum(true)?;
        Ok(Packer(compressor))
    }

    /// The frame of one entry's lines.
    pub(crate) fn pack(&mut self, lines: &[u8]) -> io::Result<Vec<u8>> {
        self.0.compress(lines)
    }
}

/// Decompresses frames.
pub(crate) struct Unpacker(Decompressor<'static>);

impl Unpacker {
    pub(crate) fn new() -> io::Result<Unpacker> {
        Decompressor::new().map(Unpacker)
    }

    /// The lines in a frame; none when the frame is damaged.
    pub(crate) fn unpack(&mut self, frame: &[u8]) -> Option<Vec<u8>> {
        let Some(length) = get_frame_content_size(frame).ok()? else { return unpack_stream(frame) };
        let length = usize::try_from(length).ok().filter(|length| *length <= MAX_BODY_BYTES)?;
        self.0.decompress(frame, length).ok()
    }
}

/// The lines in a frame that does not say how long they are: a program that compresses a stream writes such ones.
fn unpack_stream(frame: &[u8]) -> Option<Vec<u8>> {
    let (mut lines, most) = (Vec::new(), MAX_BODY_BYTES as u64 + 1);
    zstd::Decoder::with_buffer(frame).ok()?.take(most).read_to_end(&mut lines).ok()?;
    (lines.len() <= MAX_BODY_BYTES).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(entries: &[&str]) -> (Vec<u8>, Vec<Range<usize>>) {
        let (mut packer, mut bytes, mut places) = (Packer::new().unwrap(), Vec::new(), Vec::new());
        for lines in entries {
            let frame = packer.pack(lines.as_bytes()).unwrap();
            places.push(bytes.len()..bytes.len() + frame.len());
            bytes.extend(frame);
        }
        (bytes, places)
    }

    #[test]
    fn frames_are_found_and_opened() {
        let (bytes, places) = packed(&["a\nb\n", "", "c\n"]);
        let found = find(&bytes, 3);
        assert_eq!(found.places.iter().flatten().cloned().collect::<Vec<_>>(), places);
        let mut unpacker = Unpacker::new().unwrap();
        assert_eq!(unpacker.unpack(&bytes[places[0].clone()]).unwrap(), b"a\nb\n");
        assert_eq!(unpacker.unpack(&bytes[places[1].clone()]).unwrap(), b"");
    }

    #[test]
    fn a_frame_of_unknown_length_is_opened_as_well() {
        let frame = zstd::encode_all(&b"a\nb\n"[..], 0).unwrap();
        assert!(matches!(get_frame_content_size(&frame), Ok(None)));
        assert_eq!(Unpacker::new().unwrap().unpack(&frame).unwrap(), b"a\nb\n");
        assert_eq!(Unpacker::new().unwrap().unpack(&frame[..frame.len() - 1]), None);
    }

    #[test]
    fn frames_behind_damage_are_found_again() {
        let (mut bytes, places) = packed(&["a\n", "b\n", "c\n", "d\n"]);
        bytes[places[1].start] ^= 1;
        let found = find(&bytes, 4);
        assert_eq!(found.places, [Some(places[0].clone()), None, Some(places[2].clone()), Some(places[3].clone())]);
        assert_eq!(found.gaps, [places[1].clone()]);
    }
}
