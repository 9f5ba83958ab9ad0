//! Bytes of a part to text, in the encoding that the part names, as long as the bytes agree.

use encoding_rs::{Encoding, UTF_8};

use super::out::Out;
use super::report::Oddity;
use crate::sheet::charset::Charset;
use crate::sheet::input::{foreign, guess};

/// Decodes a part. A byte order mark goes before what is said; where the bytes are not in the encoding said, or none is
/// said and they are not UTF-8, they are read in the likeliest one, which is told.
pub(super) fn decode(bytes: &[u8], said: Option<&str>, place: &str, out: &mut Out) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return counted(Charset::Known(encoding), &bytes[mark..], place, out);
    }
    let named = said.and_then(|label| Charset::named(label.trim()).ok());
    match named {
        Some(charset) if fits(charset, bytes) => counted(charset, bytes, place, out),
        None if bytes.is_ascii() || std::str::from_utf8(bytes).is_ok() && guess(bytes) == Charset::UTF_8 => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        _ => judged(bytes, said, place, out),
    }
}

/// Whether bytes can be in an encoding. What claims to be ASCII or Latin and is UTF-8 with letters of more bytes is UTF-8.
fn fits(charset: Charset, bytes: &[u8]) -> bool {
    let Charset::Known(encoding) = charset else { return true };
    let whole = encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    let utf_8 =
        encoding != UTF_8 && encoding.is_single_byte() && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    whole && !utf_8
}

fn judged(bytes: &[u8], said: Option<&str>, place: &str, out: &mut Out) -> String {
    let (foreign, utf_8) = foreign(bytes);
    let charset = match guess(bytes) {
        // A last line without an end, which `guess` leaves out, may be all there is.
        found if found == Charset::UTF_8 && utf_8 == 0 && foreign.is_empty() && std::str::from_utf8(bytes).is_err() => {
            Charset::judge(bytes)
        }
        found => found,
    };
    let place_told = out.inside(place);
    out.odd(Oddity::Charset { said: said.map(str::to_owned), read_as: charset.name(), place: place_told });
    counted(charset, bytes, place, out)
}

/// Decodes, and tells how often U+FFFD stands for what the encoding does not have.
fn counted(charset: Charset, bytes: &[u8], place: &str, out: &mut Out) -> String {
    let text = charset.text(bytes);
    let count = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() as u64;
    if count > 0 {
        let place = out.inside(place);
        out.odd(Oddity::Malformed { count, place });
    }
    text
}
