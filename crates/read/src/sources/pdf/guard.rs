//! What the streams of a PDF would unpack to, looked at before anything is unpacked into memory: the library that reads
//! the file unpacks its tables and streams of objects without a limit.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use hayro_syntax::object::dict::keys::DECODE_PARMS;

use crate::sources::SourceError;
use crate::sources::escape::unescaped;

/// How many times its size Flate can pack at most (RFC 1951).
const FLATE: u64 = 1032;

/// How many times its size LZW can pack at most: 4096 entries of up to 4096 bytes in codes of 9 to 12 bits.
const LZW: u64 = 4096;

/// How far before a stream its dictionary is looked for, in bytes.
const WINDOW: usize = 64 * 1024;

/// How many times as much as all else pictures may unpack to, which are never unpacked here.
const PICTURES: u64 = 16;

/// Unpacks every stream of a file to nowhere and counts.
///
/// # Errors
/// When one stream, or all together, would unpack to more than `limit` bytes (pictures to more than sixteen times that),
/// or when objects are packed in a way in which no program packs them.
pub(super) fn check(bytes: &[u8], limit: u64) -> Result<(), SourceError> {
    let encrypted = has(bytes, b"/Encrypt");
    let (mut at, mut all, mut pictures) = (0, 0u64, 0u64);
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let stream = Packed::of(bytes, start);
        let unpacked = stream.unpacked(encrypted, limit);
        let sum = if stream.picture { &mut pictures } else { &mut all };
        *sum = sum.saturating_add(unpacked);
        if unpacked > limit || all > limit || pictures > limit.saturating_mul(PICTURES) {
            let part = format!("the stream at byte {start} of the PDF, with those before it,");
            return Err(SourceError::Bomb { part, found: unpacked.max(all), unit: "bytes or more", limit });
        }
    }
    Ok(())
}

/// A stream as it lies in the file. Where it ends is not believed: what is packed says so itself.
struct Packed<'b> {
    data: &'b [u8],
    dictionary: Cow<'b, [u8]>,
    /// Whether it may hold objects or the table of them, which the library unpacks by itself.
    objects: bool,
    picture: bool,
}

impl<'b> Packed<'b> {
    fn of(bytes: &'b [u8], start: usize) -> Packed<'b> {
        let window = &bytes[start.saturating_sub(WINDOW)..start];
        let object = window.windows(3).rposition(|three| three == b"obj");
        let dictionary = plain_names(&window[object.unwrap_or(0)..]);
        let data = &bytes[start + b"stream".len()..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        // What stands in the dictionary may hide where it begins; so the whole window is asked.
        let objects = has(window, b"/First") || has(window, b"/XRef") || has(&dictionary, b"/First");
        let picture = has(&dictionary, b"/Image") && !has(&dictionary, b"/First");
        Packed { data, dictionary, objects, picture }
    }

    /// How long it would be at most, without looking much further than the limit.
    fn unpacked(&self, encrypted: bool, limit: u64) -> u64 {
        let (flate, lzw) = (self.count(b"/FlateDecode", b"/Fl"), self.count(b"/LZWDecode", b"/LZW"));
        let other = self.count(b"/ASCIIHexDecode", b"/AHx")
            + self.count(b"/ASCII85Decode", b"/A85")
            + self.count(b"/RunLengthDecode", b"/RL");
        if flate + lzw > 1
            || self.objects && !self.picture && flate > 0 && other > 0
            || has(&self.dictionary, b"/First") && lzw + other > 0
        {
            return u64::MAX;
        }
        if encrypted && flate > 0 && has(&self.dictionary, b"/First") {
            return self.length().saturating_mul(FLATE);
        }
        self.tried(limit)
    }

    /// Unpacks to nowhere. What is packed within what is packed is more than any limit.
    fn tried(&self, limit: u64) -> u64 {
        let mut unpacked = ZlibDecoder::new(self.data).take(limit.saturating_add(1));
        let mut buffer = [0; 32 * 1024];
        let mut sum = 0;
        while let Ok(read @ 1..) = unpacked.read(&mut buffer) {
            if sum == 0 && self.objects && !self.picture && is_zlib(&buffer[..read]) {
                return u64::MAX;
            }
            sum += read as u64;
        }
        sum
    }

    /// How long it says it is, or is up to its end.
    fn length(&self) -> u64 {
        let end = find(self.data, b"endstream").unwrap_or(self.data.len()) as u64;
        let after = find(&self.dictionary, b"/Length").map(|at| self.dictionary[at + 7..].trim_ascii_start());
        let digits =
            after.map_or(&[][..], |after| after.split(|byte| !byte.is_ascii_digit()).next().unwrap_or_default());
        let said = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u64>().ok());
        end.max(said.unwrap_or(0))
    }

    /// How often a filter is named, by its name or the short form of it.
    fn count(&self, name: &[u8], short: &[u8]) -> usize {
        let ends = |at: usize| self.dictionary.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let named = |name: &[u8]| {
            let all = self.dictionary.windows(name.len()).enumerate();
            all.filter(|(at, window)| *window == name && ends(at + name.len())).count()
        };
        named(name) + named(short)
    }
}

/// Whether bytes begin as zlib does (RFC 1950, 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [0x78, flags, ..] if (0x7800 + u16::from(*flags)) % 31 == 0)
}

/// A dictionary with the names that are written `/Fl#61te` as they are (ISO 32000-1, 7.3.5).
fn plain_names(dictionary: &[u8]) -> Cow<'_, [u8]> {
    if !dictionary.contains(&b'#') {
        return Cow::Borrowed(dictionary);
    }
    Cow::Owned(unescaped(dictionary, b'#'))
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    find(bytes, what).is_some()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The data of a stream, as far as `limit` allows; none when it is packed in a way that is not read, or too large.
pub(super) fn data(stream: &Stream, limit: u64) -> Option<Vec<u8>> {
    let filters = stream.filters();
    let mut data = Vec::new();
    match filters.as_slice() {
        [Filter::FlateDecode] if !stream.dict().contains_key(DECODE_PARMS) => {
            let raw = stream.raw_data();
            // What comes before a break in the stream is read.
            let _broken = ZlibDecoder::new(&raw[..]).take(limit + 1).read_to_end(&mut data);
        }
        filters => {
            let packing =
                |filter: &&Filter| matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode);
            if filters.iter().filter(packing).count() > 1 || stream.raw_data().len() as u64 * LZW > limit {
                return None;
            }
            data = stream.decoded_data().ok()?.into_owned();
        }
    }
    (data.len() as u64 <= limit).then_some(data)
}
