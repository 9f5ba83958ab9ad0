//! The header fields of a mail or of a part of it, unfolded and decoded (RFC 5322, 2.2; RFC 2047; RFC 2231).

use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, HeaderValue};

use super::charset::decode;
use super::out::Out;

/// How long a header may be, in bytes; what is longer is taken as content.
const LIMIT: usize = 4 << 20;

/// The fields, each by its name and its bytes with folds.
pub(super) struct Fields<'b> {
    fields: Vec<(&'b [u8], &'b [u8])>,
}

/// Parts header and content, between which an empty line stands.
pub(super) fn split(bytes: &[u8]) -> (Fields<'_>, &[u8]) {
    let mut fields: Vec<(&[u8], &[u8])> = Vec::new();
    let mut at = 0;
    // Where the value of the last field begins, which goes on in lines that begin with white space.
    let mut value = 0;
    while at < bytes.len().min(LIMIT) {
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
        let line = &bytes[at..end];
        if line.trim_ascii_end().is_empty() {
            return (Fields { fields }, &bytes[end..]);
        }
        match (line.first(), line.iter().position(|byte| *byte == b':')) {
            (Some(b' ' | b'\t'), _) => {
                if let Some(last) = fields.last_mut() {
                    last.1 = &bytes[value..end];
                }
            }
            (_, Some(colon)) => {
                value = at + colon + 1;
                fields.push((line[..colon].trim_ascii(), &bytes[value..end]));
            }
            (_, None) => return (Fields { fields }, &bytes[at..]),
        }
        at = end;
    }
    (Fields { fields }, &bytes[at..])
}

impl Fields<'_> {
    fn raw(&self, name: &str) -> Option<&[u8]> {
        self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| *value)
    }

    /// All fields in their order, decoded.
    pub(super) fn all(&self, out: &mut Out) -> Vec<(String, String)> {
        let field = |(name, value): &(&[u8], &[u8])| {
            let name = String::from_utf8_lossy(name).into_owned();
            let value = text(value, &name, out);
            (name, value)
        };
        self.fields.iter().map(field).collect()
    }

    /// A field as text, without a word about its encoding.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.raw(name).map(|value| String::from_utf8_lossy(value).trim().to_owned())
    }

    fn structured(&self, name: &str) -> Option<ContentType<'static>> {
        let value = [self.raw(name)?, b"\n"].concat();
        match MessageStream::new(&value).parse_content_type().into_owned() {
            HeaderValue::ContentType(found) => Some(found),
            _ => None,
        }
    }

    /// The media type, in small letters; plain text when nothing is said (RFC 2045, 5.2).
    pub(super) fn kind(&self) -> String {
        match self.structured("Content-Type") {
            Some(found) => format!("{}/{}", found.ctype(), found.subtype().unwrap_or_default()).to_ascii_lowercase(),
            None => "text/plain".to_owned(),
        }
    }

    /// An attribute of the media type.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.structured("Content-Type")?.attribute(name).map(str::to_owned)
    }

    /// How the content is packed for its journey, in small letters.
    pub(super) fn transfer(&self) -> String {
        self.value("Content-Transfer-Encoding").unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether it is to be a file rather than a part of what is read.
    pub(super) fn attached_as_file(&self) -> bool {
        self.structured("Content-Disposition").is_some_and(|found| found.ctype().eq_ignore_ascii_case("attachment"))
    }

    /// The name of a file.
    pub(super) fn file_name(&self) -> Option<String> {
        let disposed = self.structured("Content-Disposition");
        let name = disposed.and_then(|found| found.attribute("filename").map(str::to_owned));
        name.or_else(|| self.attribute("name"))
    }
}

/// A field's text: folds undone, encoded words decoded, bytes that no standard allows in the likeliest encoding.
fn text(value: &[u8], name: &str, out: &mut Out) -> String {
    let unfolded: Vec<u8> = value.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    let unfolded = unfolded.trim_ascii();
    if !unfolded.is_ascii() {
        return decode(unfolded, None, &format!("header {name}"), out);
    }
    if !unfolded.windows(2).any(|pair| pair == b"=?") {
        return String::from_utf8_lossy(unfolded).into_owned();
    }
    match MessageStream::new(&[unfolded, b"\n"].concat()).parse_unstructured() {
        HeaderValue::Text(text) => text.into_owned(),
        _ => String::from_utf8_lossy(unfolded).into_owned(),
    }
}
