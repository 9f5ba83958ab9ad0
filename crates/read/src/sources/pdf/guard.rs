//! What the streams of a PDF would unpack to, looked at before anything is unpacked into memory.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use hayro_syntax::object::dict::keys::DECODE_PARMS;

use crate::sources::SourceError;

/// How many times its size LZW can pack at most: 4096 entries of up to 4096 bytes in codes of 9 to 12 bits.
const LZW: u64 = 4096;

/// How many bytes before a stream its dictionary is looked for.
const DICTIONARY: usize = 4096;

/// Unpacks every stream of a file to nowhere and counts.
///
/// # Errors
/// When one stream, or all together without pictures, would unpack to more than `limit` bytes, or one is packed twice
/// over, which no program does that makes documents.
pub(super) fn check(bytes: &[u8], limit: u64) -> Result<(), SourceError> {
    let encrypted = has(bytes, b"/Encrypt");
    let (mut at, mut all) = (0, 0u64);
    while let Some(found) = find(&bytes[at..], b"stream") {
        let start = at + found;
        at = start + 6;
        if bytes[..start].ends_with(b"end") {
            continue;
        }
        let dictionary = dictionary(&bytes[..start]);
        let data = &bytes[at..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let length = find(data, b"endstream").unwrap_or(data.len());
        let unpacked = unpacked(&data[..length], dictionary, encrypted, limit);
        all = all.saturating_add(if has(dictionary, b"/Image") && !has(dictionary, b"/First") { 0 } else { unpacked });
        if unpacked > limit || all > limit {
            let part = format!("the stream at byte {start} of the PDF, with those before it,");
            return Err(SourceError::Bomb { part, found: unpacked.max(all), unit: "bytes or more", limit });
        }
        at += length;
    }
    Ok(())
}

/// What stands between the start of an object and its stream.
fn dictionary(before: &[u8]) -> &[u8] {
    let from = &before[before.len().saturating_sub(DICTIONARY)..];
    let object = from.windows(3).rposition(|window| window == b"obj");
    &from[object.unwrap_or(0)..]
}

/// How long a stream would be at most, without looking further than the limit.
fn unpacked(data: &[u8], dictionary: &[u8], encrypted: bool, limit: u64) -> u64 {
    let count = |name: &[u8]| dictionary.windows(name.len()).filter(|window| *window == name).count();
    let escaped = dictionary.contains(&b'#');
    let (flate, lzw) = (count(b"/FlateDecode") + count(b"/Fl "), count(b"/LZWDecode"));
    if flate + lzw > 1 {
        return u64::MAX;
    }
    if lzw > 0 {
        return data.len() as u64 * LZW;
    }
    // What is encrypted, or hides how it is packed, cannot be tried: reckoned by the most that Flate can do.
    if encrypted && flate > 0 && has(dictionary, b"/First") || escaped && flate == 0 {
        return data.len() as u64 * 1032;
    }
    let mut sink = ZlibDecoder::new(data).take(limit.saturating_add(1));
    let mut buffer = [0; 32 * 1024];
    let mut sum = 0;
    while let Ok(read @ 1..) = sink.read(&mut buffer) {
        sum += read as u64;
    }
    sum
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
