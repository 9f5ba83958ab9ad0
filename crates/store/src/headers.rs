//! The headers file of a segment: two lines an entry, the header's bytes and then its signature.
//!
//! Reading never stops at damage: each pair is read, or says why it cannot be, and what follows is read all the same.

use std::ops::Range;

use daftar_claim::{EntryError, FORMAT, Hash, SignedHeader};

/// How a signature line begins; no header begins so.
pub(crate) const SIGNATURE: &str = "{\"signature\":\"";

/// One entry's pair of lines.
#[derive(Debug)]
pub(crate) struct Pair {
    /// The number of the header's line, from 1.
    pub(crate) line: usize,
    /// The bytes of both lines in the file.
    pub(crate) place: Range<usize>,
    /// The header, or what is wrong. The signature is not checked here.
    pub(crate) header: Result<SignedHeader, Fault>,
    /// Its hash, where that is known from an earlier reading.
    pub(crate) hash: Option<Hash>,
}

/// Why a pair cannot be read.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// A newer program wrote it.
    Newer(String),
    /// Anything else.
    Damaged(String),
}

/// A headers file, read.
#[derive(Debug, Default)]
pub(crate) struct HeaderFile {
    /// Every complete pair.
    pub(crate) pairs: Vec<Pair>,
    /// Where an incomplete pair begins, if the file ends in one.
    pub(crate) torn: Option<usize>,
}

/// An entry that was read before, by the place and the bytes of its pair of lines.
pub(crate) type Known<'k> = &'k dyn Fn(usize, &[u8]) -> Option<(SignedHeader, Hash)>;

/// One line with its place; complete when it has its newline.
struct Line<'a> {
    number: usize,
    place: Range<usize>,
    bytes: &'a [u8],
    complete: bool,
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').enumerate().map(move |(n, line)| {
        let place = at..at + line.len();
        at = place.end;
        let text = line.strip_suffix(b"\n");
        Line { number: n + 1, place, bytes: text.unwrap_or(line), complete: text.is_some() }
    })
}

impl HeaderFile {
    /// Reads the bytes of a headers file.
    pub(crate) fn parse(bytes: &[u8]) -> HeaderFile {
        HeaderFile::parse_knowing(bytes, &|_, _| None)
    }

    /// The same, where `known` gives the entry of a pair of lines that was read before, by its place and its bytes.
    pub(crate) fn parse_knowing(bytes: &[u8], known: Known<'_>) -> HeaderFile {
        let mut file = HeaderFile::default();
        let mut waiting: Option<Line<'_>> = None;
        for line in lines(bytes) {
            if !line.complete {
                file.torn = Some(waiting.take().map_or(line.place.start, |header| header.place.start));
                return file;
            }
            match (waiting.take(), line.bytes.starts_with(SIGNATURE.as_bytes())) {
                (Some(header), true) => file.pairs.push(pair(&header, &line, bytes, known)),
                (None, true) => file.pairs.push(lone(&line, "a signature without its header")),
                (Some(header), false) => {
                    file.pairs.push(lone(&header, "a header without its signature"));
                    waiting = Some(line);
                }
                (None, false) => waiting = Some(line),
            }
        }
        file.torn = waiting.map(|header| header.place.start);
        file
    }
}

fn pair(header: &Line<'_>, signature: &Line<'_>, bytes: &[u8], known: Known<'_>) -> Pair {
    let place = header.place.start..signature.place.end;
    let (known, hash) = known(place.start, bytes.get(place.clone()).unwrap_or_default()).unzip();
    let signed = known.map_or_else(|| read(header.bytes, signature.bytes), Ok);
    Pair { line: header.number, place, header: signed, hash }
}

fn lone(line: &Line<'_>, what: &str) -> Pair {
    Pair { line: line.number, place: line.place.clone(), header: Err(Fault::Damaged(what.to_owned())), hash: None }
}

fn read(header: &[u8], signature: &[u8]) -> Result<SignedHeader, Fault> {
    let text = std::str::from_utf8(signature).ok();
    let digits = text.and_then(|text| text.strip_prefix(SIGNATURE)).and_then(|text| text.strip_suffix("\"}"));
    let digits = digits.ok_or_else(|| Fault::Damaged("the signature's line has another form".to_owned()))?;
    let signature = SignedHeader::parse_signature(digits).map_err(|error| Fault::Damaged(error.to_string()))?;
    SignedHeader::parse_unchecked(header.to_vec(), signature).map_err(|error| match error {
        EntryError::Newer(format) if !is_ours(header, signature, &format) => Fault::Newer(format),
        EntryError::Newer(format) => {
            Fault::Damaged(format!("its format is {format:?}, but it was signed as {FORMAT:?}"))
        }
        other => Fault::Damaged(other.to_string()),
    })
}

/// Whether a header that names another format is one of ours in which just that was damaged: then the signature holds
/// for it as it was.
fn is_ours(header: &[u8], signature: [u8; 64], format: &str) -> bool {
    let Ok(text) = std::str::from_utf8(header) else { return false };
    let named = |format: &str| format!("\"format\":\"{format}\"");
    let restored = text.replacen(&named(format), &named(FORMAT), 1);
    SignedHeader::parse(restored.into_bytes(), signature).is_ok()
}

/// Appends the two lines of an entry.
pub(crate) fn write(out: &mut Vec<u8>, header: &SignedHeader) {
    out.extend_from_slice(&header.bytes);
    out.push(b'\n');
    out.extend_from_slice(SIGNATURE.as_bytes());
    out.extend_from_slice(header.signature_text().as_bytes());
    out.extend_from_slice(b"\"}\n");
}
