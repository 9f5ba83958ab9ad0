//! Sources as they come, about the invented town of Sanabel: every form, sound and damaged.

mod any;
mod chats;
mod docx;
mod html;
mod made;
mod mail;
mod pdf;
mod subtitles;

use daftar_read::sources::{Form, SourceError, recognise};

#[test]
fn forms_are_known_by_their_bytes() {
    for (start, form) in [
        ("%PDF-1.7\n", Form::Pdf),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nx", Form::WebVtt),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\nx", Form::SubRip),
        ("12/03/2031, 21:14 - Salma: x", Form::WhatsApp),
        ("{\"name\": \"Mill\", \"type\": \"personal_chat\", \"messages\": []}", Form::Telegram),
        ("From: a@rimal.example\nTo: b@rimal.example\nSubject: x\n\ny", Form::Mail),
        ("From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n", Form::Mhtml),
        ("<!-- saved from url=(0019)https://rimal.example -->\n<html><body>x", Form::Html),
        ("\u{feff}<!DOCTYPE html><p>x", Form::Html),
        ("In 2031 the mill stood: on 12/03/2031, 21:14 it burned.", Form::Plain),
    ] {
        assert_eq!(recognise(start.as_bytes(), "file").unwrap(), form, "{start:?}");
    }
    assert_eq!(recognise(b"From: a@rimal.example\n\n\0", "forwarded.EML").unwrap(), Form::Mail);
}

#[test]
fn what_is_not_read_is_said_with_what_to_do() {
    for (start, word) in [
        (&b"\x89PNG\r\n"[..], "picture"),
        (b"\xD0\xCF\x11\xE0\xA1", "DOCX"),
        (b"PK\x03\x04____xl/workbook.xml", "list"),
        (b"\0\x01\x02\0\x03", "PDF"),
    ] {
        let error = recognise(start, "file").unwrap_err();
        assert!(matches!(error, SourceError::NotRead { .. }) && error.to_string().contains(word), "{error}");
    }
    assert!(matches!(recognise(b"", "file"), Err(SourceError::Empty)));
}
