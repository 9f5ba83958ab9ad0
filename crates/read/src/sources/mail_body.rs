//! The plain text of a mail: unpacked from its journey (RFC 2045, 6), decoded, its soft line breaks undone (RFC 3676),
//! and what it quotes of earlier mails marked.

use std::borrow::Cow;

use super::SourceError;
use super::charset::decode;
use super::escape::unescaped;
use super::flowed;
use super::mail_fields::Fields;
use super::out::Out;
use super::place::{Mark, Place};

/// The content of a part as it was before its journey.
pub(super) fn transfer_decoded<'c>(fields: &Fields, content: &'c [u8]) -> Cow<'c, [u8]> {
    match fields.transfer().as_str() {
        "base64" => Cow::Owned(base64(content)),
        "quoted-printable" => Cow::Owned(quoted_printable(content)),
        _ => Cow::Borrowed(content),
    }
}

/// Writes the text of a part.
pub(super) fn body(fields: &Fields, content: &[u8], out: &mut Out) -> Result<(), SourceError> {
    let bytes = transfer_decoded(fields, content);
    let text =
        decode(&bytes, fields.attribute("charset").as_deref(), "", out).replace("\r\n", "\n").replace('\r', "\n");
    let is = |name: &str, value: &str| fields.attribute(name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let text = if is("format", "flowed") { flowed::unflowed(&text, is("delsp", "yes")) } else { text };
    out.line()?;
    for (depth, run) in runs(text.trim_end()) {
        let marks = if depth > 0 { vec![Mark::Quoted(depth)] } else { Vec::new() };
        out.place(run, Place::Body, marks)?;
    }
    out.line()
}

/// The stretches of a text that are quoted equally deep.
fn runs(text: &str) -> Vec<(u32, &str)> {
    let mut runs: Vec<(u32, &str)> = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, None);
    for line in text.split_inclusive('\n') {
        let found = quoted(line);
        if depth.is_some_and(|depth| depth != found) {
            runs.extend(depth.map(|depth| (depth, &text[start..at])));
            start = at;
        }
        depth = Some(found);
        at += line.len();
    }
    runs.extend(depth.map(|depth| (depth, &text[start..])));
    runs
}

/// How many times over a line is quoted.
fn quoted(line: &str) -> u32 {
    line.chars().take_while(|c| matches!(c, '>' | ' ')).filter(|c| *c == '>').count() as u32
}

/// RFC 2045, 6.8: what is not of the alphabet is passed over; padding ends a run, after which another may follow.
fn base64(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in content {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                count = 0;
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

/// RFC 2045, 6.7: what is not as it should be stays as it is written.
fn quoted_printable(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    for line in content.split_inclusive(|byte| *byte == b'\n') {
        let end = if line.ends_with(b"\r\n") { 2 } else { usize::from(line.ends_with(b"\n")) };
        let (text, end) = line.split_at(line.len() - end);
        let text = text.trim_ascii_end();
        let (text, soft) = text.strip_suffix(b"=").map_or((text, false), |text| (text, true));
        out.extend_from_slice(&unescaped(text, b'='));
        if !soft {
            out.extend_from_slice(end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_content_is_unpacked_as_far_as_it_is_sound() {
        assert_eq!(base64(b"TWls\r\nbA=="), b"Mill");
        assert_eq!(base64(b"TWls*bA"), b"Mill");
        assert_eq!(quoted_printable(b"a=3Db=\r\nc  \r\nd=ZZ=4"), b"a=bc\r\nd=ZZ=4");
    }

    #[test]
    fn quotations_are_told_apart() {
        assert_eq!(runs("a\n> b\n> c\n>> d\ne"), [(0, "a\n"), (1, "> b\n> c\n"), (2, ">> d\n"), (0, "e")]);
    }
}
