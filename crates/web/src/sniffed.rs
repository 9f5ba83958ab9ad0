//! What a file is, by its first bytes: a name says nothing about it.

use daftar_register::media::Picture;
use daftar_register::read::sources::{self, Form};
use infer::MatcherType;

/// How many bytes tell what a file is.
pub(crate) const TELLING: u64 = 8192;

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sort {
    /// Text, pages of the web and drawings in XML among them.
    Text,
    /// A picture that every browser shows.
    Picture(Picture),
    /// A picture of another kind.
    OtherPicture(&'static str),
    /// A PDF.
    Pdf,
    /// A text in which more lies than is seen: a web page, a mail, a chat, a document of a word processor.
    Written(Form),
    /// Sound or film, with its media type.
    Recording(&'static str),
    /// No kind of file that is known: perhaps text in an encoding that must be named.
    Unknown,
    /// Something else that is known.
    Other,
}

impl Sort {
    /// What a file that begins so is.
    pub(crate) fn of(first: &[u8]) -> Sort {
        if let Some(picture) = Picture::of(first) {
            return Sort::Picture(picture);
        }
        let has = |name: &[u8]| first.windows(name.len()).any(|window| window == name);
        let known = |form: &Form| match form {
            Form::Plain | Form::Pdf => false,
            // Any packed file might be one.
            Form::Docx => has(b"word/"),
            _ => true,
        };
        let written = sources::recognise(first, "").ok().filter(known);
        if let Some(form) = written {
            return if matches!(form, Form::SubRip | Form::WebVtt) { Sort::Text } else { Sort::Written(form) };
        }
        let Some(kind) = infer::get(first) else {
            return if is_text(first) { Sort::Text } else { Sort::Unknown };
        };
        match (kind.matcher_type(), kind.mime_type()) {
            (MatcherType::Text, _) => Sort::Text,
            (MatcherType::Image, media_type) => Sort::OtherPicture(media_type),
            (MatcherType::Audio | MatcherType::Video, media_type) => Sort::Recording(media_type),
            (_, "application/pdf") => Sort::Pdf,
            _ => Sort::Other,
        }
    }

    /// The id of the words for it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Sort::Text => "file-text",
            Sort::Written(Form::Docx) => "file-document",
            Sort::Written(Form::Html | Form::Mhtml) => "file-page",
            Sort::Written(Form::Mail) => "file-mail",
            Sort::Written(_) => "file-chat",
            Sort::Picture(_) | Sort::OtherPicture(_) => "file-picture",
            Sort::Pdf => "file-pdf",
            Sort::Recording(_) => "file-recording",
            Sort::Unknown | Sort::Other => "file-unknown",
        }
    }

    /// The type that a browser is told: never one that it would run, or open as a page.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Sort::Written(Form::Docx) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Sort::Written(Form::Mail) => "message/rfc822",
            Sort::Text | Sort::Written(_) => "text/plain",
            Sort::Picture(picture) => picture.media_type(),
            Sort::Unknown | Sort::Other => "application/octet-stream",
            Sort::OtherPicture(media_type) | Sort::Recording(media_type) => media_type,
            Sort::Pdf => "application/pdf",
        }
    }

    /// How the name of such a file ends.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Sort::Text | Sort::Written(Form::WhatsApp) => ".txt",
            Sort::Written(Form::Docx) => ".docx",
            Sort::Written(Form::Mail) => ".eml",
            Sort::Written(Form::Html) => ".html",
            Sort::Written(Form::Mhtml) => ".mhtml",
            Sort::Written(Form::Telegram) => ".json",
            Sort::Picture(Picture::Jpeg) => ".jpg",
            Sort::Picture(Picture::Png) => ".png",
            Sort::Picture(Picture::Gif) => ".gif",
            Sort::Picture(Picture::Webp) => ".webp",
            Sort::Pdf => ".pdf",
            Sort::OtherPicture(_) | Sort::Recording(_) | Sort::Written(_) | Sort::Unknown | Sort::Other => "",
        }
    }

    /// Whether the public may have such a file of a published source: nothing in it tells where it was made without being
    /// seen, or that is left out on the way.
    pub(crate) fn is_for_the_public(self) -> bool {
        matches!(self, Sort::Text | Sort::Picture(_) | Sort::Pdf)
    }
}

/// Text has no control characters but those that lay it out, in whichever encoding; UTF-16 says that it is.
fn is_text(first: &[u8]) -> bool {
    let laid_out = |byte: &u8| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    first.starts_with(&[0xFF, 0xFE]) || first.starts_with(&[0xFE, 0xFF]) || first.iter().all(laid_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_told_to_be_something_that_runs() {
        let files: [(&[u8], &str); 7] = [
            (b"<!DOCTYPE html><script>alert(1)</script>", "text/plain"),
            (b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "text/plain"),
            (b"<svg onload=\"alert(1)\"/>", "text/plain"),
            (b"MZ\x90\0program", "application/octet-stream"),
            (b"\x7FELF\x02\x01\x01\0", "application/octet-stream"),
            (b"PK\x03\x04\x14\0\0\0", "application/octet-stream"),
            (b"\x01\x02\x03", "application/octet-stream"),
        ];
        for (bytes, told) in files {
            assert_eq!(Sort::of(bytes).media_type(), told, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn the_public_gets_what_hides_nothing() {
        assert!(
            [&b"%PDF-1.7"[..], b"The mill.", "الطاحونة".as_bytes(), b"\xFF\xD8\xFF\xE0"]
                .into_iter()
                .all(|bytes| Sort::of(bytes).is_for_the_public())
        );
        assert!(
            [
                &b"II*\0\x08\0\0\0"[..],
                b"\0\0\0\x18ftypmp42",
                b"PK\x03\x04",
                b"\0\0",
                b"<!DOCTYPE html><p hidden>a name",
                b"From: a@b.example\nSubject: the mill\n\nText",
            ]
            .into_iter()
            .all(|bytes| !Sort::of(bytes).is_for_the_public())
        );
    }
}
