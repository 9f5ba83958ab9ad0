//! What a file is, by its bytes; its name decides only between forms of plain text.

use super::{SourceError, chat_date, subtitles};
use crate::sheet::input::guess;

/// What kind of source a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// ISO 32000.
    Pdf,
    /// ECMA-376, WordprocessingML.
    Docx,
    /// The WHATWG's HTML, or XHTML.
    Html,
    /// A web page with its parts, as browsers save it: RFC 2557.
    Mhtml,
    /// RFC 5322 with MIME.
    Mail,
    /// A chat as WhatsApp writes it out.
    WhatsApp,
    /// A chat or an account as Telegram Desktop writes it out in JSON.
    Telegram,
    /// Subtitles in SubRip's form.
    SubRip,
    /// Subtitles of the W3C.
    WebVtt,
    /// None of these, but text.
    Plain,
}

impl Form {
    /// The conversion that makes the derived text: form and version. See the module.
    #[must_use]
    pub fn conversion(self) -> &'static str {
        match self {
            Form::Pdf => "pdf/1",
            Form::Docx => "docx/1",
            Form::Html => "html/1",
            Form::Mhtml => "mhtml/1",
            Form::Mail => "mail/1",
            Form::WhatsApp => "whatsapp/1",
            Form::Telegram => "telegram/1",
            Form::SubRip => "subrip/1",
            Form::WebVtt => "webvtt/1",
            Form::Plain => "plain/1",
        }
    }
}

/// How files begin that are read elsewhere or not at all, what they are, and what to do.
const OTHERS: [(&[u8], &str, &str); 13] = [
    (b"\x89PNG", "a PNG image", PICTURE),
    (b"\xFF\xD8\xFF", "a JPEG image", PICTURE),
    (b"GIF8", "a GIF image", PICTURE),
    (b"II*\0", "a TIFF image", PICTURE),
    (b"MM\0*", "a TIFF image", PICTURE),
    (
        b"\xD0\xCF\x11\xE0",
        "an Office file of before 2007, or one with a password",
        "save it as DOCX without a password",
    ),
    (b"{\\rtf", "a rich text document", "save it as DOCX or PDF"),
    (b"\x1F\x8B", "a file packed with gzip", UNPACK),
    (b"7z\xBC\xAF", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"SQLite format 3", "a database", "export what it holds as CSV"),
    (b"age-encryption.org/", "an encrypted file", "open it first"),
    (b"!BDN", "a mailbox of Outlook", "save each mail as .eml"),
];

const PICTURE: &str = "keep it as a picture, and write down what it shows";
const UNPACK: &str = "unpack it and give the files inside";

/// What a file is that starts with these bytes (64 KiB suffice).
///
/// # Errors
/// When it is empty or of no form that is read here; the error says what it is and what to do.
pub fn recognise(start: &[u8], name: &str) -> Result<Form, SourceError> {
    if start.is_empty() {
        return Err(SourceError::Empty);
    }
    if let Some((_, found, advice)) = OTHERS.iter().find(|(begin, ..)| start.starts_with(begin)) {
        return Err(SourceError::NotRead { found, advice });
    }
    if start[..start.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
        return Ok(Form::Pdf);
    }
    if start.starts_with(b"PK") {
        return package(start);
    }
    let text = text(start);
    let form = words(text.trim_start_matches('\u{feff}').trim_start(), &name.to_ascii_lowercase());
    // Mail and web pages may hold bytes that are no text; what is nothing but text may not.
    if text.contains('\0') && !matches!(form, Form::Mail | Form::Mhtml | Form::Html) {
        let advice = "save it as PDF, DOCX or plain text";
        return Err(SourceError::NotRead { found: "a file of bytes, not of text", advice });
    }
    Ok(form)
}

/// The start as text, whatever its encoding; only what all encodings share is looked for in it.
fn text(start: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(start) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&start[mark..]).0.into_owned(),
        None => guess(start).text(start),
    }
}

/// A zip file is a DOCX when it says so among its first names, or in its list of types.
fn package(start: &[u8]) -> Result<Form, SourceError> {
    let has = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    if has(b"xl/") || has(b"spreadsheet") {
        return Err(SourceError::NotRead { found: "a spreadsheet", advice: "import it as a list" });
    }
    if has(b"ppt/") || has(b"opendocument") || has(b"epub") {
        return Err(SourceError::NotRead {
            found: "a presentation, a book or a document of LibreOffice",
            advice: "save it as DOCX or PDF",
        });
    }
    Ok(Form::Docx)
}

fn words(text: &str, name: &str) -> Form {
    let named = |end: &str| name.ends_with(end);
    if text.starts_with("WEBVTT") {
        Form::WebVtt
    } else if text.starts_with('{') && is_telegram(text) {
        Form::Telegram
    } else if is_mail(text) || named(".eml") {
        if is_mhtml(text) { Form::Mhtml } else { Form::Mail }
    } else if is_html(text) || named(".html") || named(".htm") || named(".xhtml") {
        Form::Html
    } else if subtitles::begins(text) {
        Form::SubRip
    } else if text.lines().take(20).filter(|line| chat_date::head(line).is_some()).count() > 0 {
        Form::WhatsApp
    } else {
        Form::Plain
    }
}

fn is_telegram(text: &str) -> bool {
    let has = |key: &str| text.contains(key);
    has("\"messages\"") && (has("\"type\"") || has("\"name\"")) || has("\"chats\"") && has("\"list\"")
}

/// A mail begins with header fields (RFC 5322, 2.2), two of which are ones that mails have.
fn is_mail(text: &str) -> bool {
    const USUAL: [&str; 11] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "message-id",
        "mime-version",
        "return-path",
        "delivered-to",
        "content-type",
        "x-mozilla-status",
    ];
    let text = text.strip_prefix("From ").and_then(|rest| rest.split_once('\n')).map_or(text, |(_, rest)| rest);
    let mut found = 0;
    for line in text.lines().take_while(|line| !line.is_empty()).take(200) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        found += usize::from(USUAL.contains(&name.to_ascii_lowercase().as_str()));
    }
    found >= 2
}

fn is_mhtml(text: &str) -> bool {
    let head = text.split("\n\n").next().unwrap_or(text);
    let head = head.split("\r\n\r\n").next().unwrap_or(head).to_ascii_lowercase();
    head.contains("multipart/related") && (head.contains("snapshot-content-location") || head.contains("saved by"))
}

fn is_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, rest)| rest).trim_start();
    }
    let start: String = rest.chars().take(200).collect::<String>().to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<script", "<div", "<table", "<p"];
    tags.iter().any(|tag| start.starts_with(tag)) || start.starts_with("<?xml") && text.contains("<html")
}
