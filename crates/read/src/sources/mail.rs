//! Mail (RFC 5322) with its parts (RFC 2045–2049), and web pages that browsers saved with their parts (RFC 2557).
//!
//! Of several forms of one body the first that is read goes into the text, plain text before HTML; the others are named.
//! A mail within a mail is read as part of it. What is encrypted, attached or of no known kind is named, not opened.

use super::mail_body::{body, transfer_decoded};
use super::mail_fields::{Fields, split};
use super::out::Out;
use super::place::Place;
use super::report::{Fact, Missing};
use super::{SourceError, html};

/// How deep parts may lie inside each other.
const DEPTH: usize = 32;

/// The header fields that go into the text, in the order in which a mail is read.
const SHOWN: [&str; 6] = ["From", "To", "Cc", "Date", "Subject", "Reply-To"];

/// The header fields that tell whence a mail comes, and as what they are told.
const TOLD: [(&str, Fact); 17] = [
    ("From", Fact::From),
    ("Sender", Fact::From),
    ("To", Fact::To),
    ("Cc", Fact::To),
    ("Bcc", Fact::To),
    ("Subject", Fact::Title),
    ("Date", Fact::Sent),
    ("Message-ID", Fact::Identifier),
    ("In-Reply-To", Fact::Answers),
    ("References", Fact::Answers),
    ("Received", Fact::Received),
    ("X-Mailer", Fact::Producer),
    ("User-Agent", Fact::Producer),
    ("Content-Language", Fact::Language),
    ("Organization", Fact::Author),
    ("Snapshot-Content-Location", Fact::Address),
    ("Resent-From", Fact::From),
];

/// Reads a mail; `saved` when it is a web page that a browser saved, whose header is about the saving.
pub(super) fn read(bytes: &[u8], saved: bool, out: &mut Out) -> Result<(), SourceError> {
    let mut mail = Mail { parts: 0, saved };
    mail.message(from_line(bytes), "", 0, out)
}

/// Without the line "From …" that mailboxes put before each mail.
fn from_line(bytes: &[u8]) -> &[u8] {
    let line = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    if bytes.starts_with(b"From ") { &bytes[line..] } else { bytes }
}

/// The reading of one mail and all within it.
struct Mail {
    parts: usize,
    saved: bool,
}

impl Mail {
    /// A whole mail: its header, then its parts, which are numbered under `part`.
    fn message(&mut self, bytes: &[u8], part: &str, depth: usize, out: &mut Out) -> Result<(), SourceError> {
        let (fields, content) = split(bytes);
        out.part = (!part.is_empty()).then(|| part.to_owned());
        let all = fields.all(out);
        self.tell(&all, out);
        if !self.saved {
            header(&all, out)?;
        }
        self.part(&fields, content, part, depth, out)
    }

    fn tell(&self, fields: &[(String, String)], out: &mut Out) {
        for (name, value) in fields {
            let known = TOLD.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            match known {
                Some((_, Fact::Sent)) if self.saved => out.told(Fact::Saved, value, "header Date"),
                Some((_, Fact::From)) if self.saved => out.told(Fact::Producer, value, "header From"),
                Some((_, fact)) => out.told(*fact, value, &format!("header {name}")),
                None => {}
            }
        }
    }

    /// A part and all within it.
    fn part(
        &mut self,
        fields: &Fields,
        content: &[u8],
        part: &str,
        depth: usize,
        out: &mut Out,
    ) -> Result<(), SourceError> {
        self.parts += 1;
        out.part = (!part.is_empty()).then(|| part.to_owned());
        if depth > DEPTH || self.parts > out.limits.nodes {
            let why = format!("parts lie deeper than {DEPTH} in each other, or there are too many");
            out.unread(Missing::Damaged, "", Some(&why));
            return Ok(());
        }
        let kind = fields.kind();
        match kind.as_str() {
            "multipart/encrypted" | "application/pkcs7-mime" | "application/x-pkcs7-mime" => {
                out.unread(Missing::Encrypted, "", fields.file_name().as_deref());
                Ok(())
            }
            "multipart/alternative" => self.alternatives(fields, content, part, depth, out),
            "message/rfc822" | "message/global" if !fields.attached_as_file() => {
                let decoded = transfer_decoded(fields, content);
                out.line()?;
                out.push("\n")?;
                let inner = if part.is_empty() { "1".to_owned() } else { part.to_owned() };
                self.message(from_line(&decoded), &inner, depth + 1, out)
            }
            _ if kind.starts_with("multipart/") => self.all(fields, content, part, depth, out),
            _ => self.leaf(fields, content, &kind, out),
        }
    }

    /// Every part of a part with several.
    fn all(
        &mut self,
        fields: &Fields,
        content: &[u8],
        part: &str,
        depth: usize,
        out: &mut Out,
    ) -> Result<(), SourceError> {
        for (at, inner) in pieces(fields, content, part, out).into_iter().enumerate() {
            let (fields, content) = split(inner);
            self.part(&fields, content, &number(part, at), depth + 1, out)?;
        }
        Ok(())
    }

    /// Of several forms of one thing the plain text, else the last form that is read; the others are named.
    fn alternatives(
        &mut self,
        fields: &Fields,
        content: &[u8],
        part: &str,
        depth: usize,
        out: &mut Out,
    ) -> Result<(), SourceError> {
        let forms: Vec<_> = pieces(fields, content, part, out).into_iter().map(split).collect();
        let plain = forms.iter().position(|(fields, content)| {
            fields.kind() == "text/plain" && !transfer_decoded(fields, content).trim_ascii().is_empty()
        });
        let read = |(fields, _): &(Fields, &[u8])| {
            let kind = fields.kind();
            kind.starts_with("text/") || kind.starts_with("multipart/")
        };
        let chosen = plain.or_else(|| forms.iter().rposition(read));
        for (at, (fields, content)) in forms.iter().enumerate() {
            if Some(at) == chosen {
                self.part(fields, content, &number(part, at), depth + 1, out)?;
            } else {
                out.part = Some(number(part, at));
                out.unread(Missing::Alternative, "", Some(&fields.kind()));
            }
        }
        Ok(())
    }

    /// A part without parts.
    fn leaf(&mut self, fields: &Fields, content: &[u8], kind: &str, out: &mut Out) -> Result<(), SourceError> {
        let name = fields.file_name();
        let label = name.clone().or_else(|| fields.value("Content-Location")).unwrap_or_else(|| kind.to_owned());
        let text = matches!(kind, "text/plain" | "text/html" | "application/xhtml+xml") && !fields.attached_as_file();
        if text && kind == "text/plain" {
            return body(fields, content, out);
        }
        if text {
            out.line()?;
            return html::read(&transfer_decoded(fields, content), fields.attribute("charset").as_deref(), out);
        }
        let what = match kind.split('/').next().unwrap_or_default() {
            "image" => Missing::Image,
            "audio" | "video" => Missing::Media,
            _ if kind == "text/css" => Missing::StyleSheet,
            _ if kind.ends_with("javascript") => Missing::Script,
            _ if kind == "application/pgp-signature" || kind.ends_with("pkcs7-signature") => Missing::UnknownPart,
            _ => Missing::Attachment,
        };
        out.unread(what, "", Some(&label));
        Ok(())
    }
}

/// The header fields that a reader of the mail sees.
fn header(fields: &[(String, String)], out: &mut Out) -> Result<(), SourceError> {
    for shown in SHOWN {
        for (name, value) in fields.iter().filter(|(name, _)| name.eq_ignore_ascii_case(shown)) {
            out.line()?;
            out.push(&format!("{name}: "))?;
            out.place(value, Place::Header { name: name.clone() }, Vec::new())?;
            out.line()?;
        }
    }
    out.push("\n")
}

fn number(part: &str, at: usize) -> String {
    if part.is_empty() { (at + 1).to_string() } else { format!("{part}.{}", at + 1) }
}

/// The parts between the boundaries (RFC 2046, 5.1.1). Where the last boundary is missing the last part goes to the end,
/// and it is told.
fn pieces<'b>(fields: &Fields, content: &'b [u8], part: &str, out: &mut Out) -> Vec<&'b [u8]> {
    out.part = (!part.is_empty()).then(|| part.to_owned());
    let Some(boundary) = fields.attribute("boundary").filter(|boundary| !boundary.is_empty()) else {
        out.unread(Missing::Damaged, "", Some("a multipart without a boundary"));
        return Vec::new();
    };
    let marker = format!("--{boundary}").into_bytes();
    let mut pieces = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while at < content.len() {
        let end = content[at..].iter().position(|byte| *byte == b'\n').map_or(content.len(), |end| at + end + 1);
        if let Some(rest) = content[at..end].strip_prefix(&marker[..])
            && (rest.trim_ascii().is_empty() || rest.trim_ascii() == b"--")
        {
            pieces.extend(open.take().map(|start| without_end(&content[start..at.max(start)])));
            if rest.trim_ascii() == b"--" {
                return pieces;
            }
            open = Some(end);
        }
        at = end;
    }
    out.unread(Missing::Damaged, "", Some("the last boundary is missing: the file may be cut off"));
    pieces.extend(open.map(|start| &content[start..]));
    pieces
}

/// The line break before a boundary belongs to the boundary.
fn without_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}
