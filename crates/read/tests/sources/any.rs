//! Whatever comes: nothing panics, stretches lie within the text and in order, and the same bytes give the same text.

use daftar_claim::Hash;
use daftar_read::sources::Source;
use proptest::prelude::*;

use crate::made::{package, try_read};

/// Sound files of every form.
fn sound() -> Vec<Vec<u8>> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        include_bytes!("museum-en.pdf").to_vec(),
        include_bytes!("museum-ar.pdf").to_vec(),
        package(&[(
            "word/document.xml",
            "<w:document><w:p><w:r><w:t>The mill</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:document>",
        )]),
        text(
            "<!DOCTYPE html><html><body><p hidden>a<table><td>b<p>c</table><svg><p>d</svg><template><b>e</template></body>",
        ),
        text(
            "From: =?utf-8?Q?=D9=82?=\nTo: b\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\nTWls\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\n> y\n--b--\n",
        ),
        text("12/03/2031, 21:14 - Salma: x\ny\n\u{200f}١٢/٣/٢٠٣١، ٩:١٤ م - سلمى: <Media omitted>\n"),
        text(
            "{\"name\": \"x\", \"type\": \"y\", \"messages\": [{\"id\": 1, \"from\": \"z\", \"text\": [\"a\", {\"text\": \"b\"}]}]}",
        ),
        text("1\n00:00:01,000 --> 00:00:02,000\nقمح\n\n2\n00:00:03,000 --> 00:00:04,000\nx\n"),
        text("WEBVTT\n\nSTYLE\nx\n\n00:01.000 --> 00:02.000\n<v Salma>y\n"),
    ]
}

/// Reads twice and looks at what comes.
fn look(bytes: &[u8]) {
    let (Ok(source), Ok(again)) = (try_read(bytes), try_read(bytes)) else { return };
    assert_eq!((source.text.as_str(), &source.stretches), (again.text.as_str(), &again.stretches));
    assert_eq!((&source.told, &source.unread, &source.odd), (&again.told, &again.unread, &again.odd));
    is_sound(&source, bytes);
}

fn is_sound(source: &Source, bytes: &[u8]) {
    assert_eq!(source.derived.file.0, Hash::of(bytes));
    assert_eq!(source.derived.text.0, Hash::of(source.text.as_bytes()));
    assert_eq!(source.derived.bytes, bytes.len() as u64);
    assert_eq!(source.derived.chars, source.text.chars().count() as u64);
    let mut before = 0;
    for stretch in &source.stretches {
        assert!(before <= stretch.span.start && stretch.span.start < stretch.span.end, "{stretch:?} after {before}");
        before = stretch.span.end;
    }
    assert!(before <= source.derived.chars);
}

#[test]
fn sound_files_are_read() {
    for bytes in sound() {
        let source = try_read(bytes.clone()).unwrap();
        assert!(!source.stretches.is_empty(), "{source:?}");
        look(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_that_are_cut_off(which in 0usize..9, at in 0.0f64..1.0) {
        let bytes = &sound()[which];
        look(&bytes[..(bytes.len() as f64 * at) as usize]);
    }

    #[test]
    fn files_with_other_bits(which in 0usize..9, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = sound()[which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] ^= byte;
        }
        look(&bytes);
    }

    #[test]
    fn pieces_in_any_order(which in 0usize..9, pieces in prop::collection::vec((any::<prop::sample::Index>(), 1usize..200), 1..12)) {
        let from = &sound()[which];
        let mut bytes = from[..from.len().min(40)].to_vec();
        for (at, length) in pieces {
            let at = at.index(from.len());
            bytes.extend_from_slice(&from[at..(at + length).min(from.len())]);
        }
        look(&bytes);
    }

    #[test]
    fn any_bytes(start in prop::sample::select(vec!["", "%PDF-1.4\n", "PK\u{3}\u{4}", "<html>", "From: a\nTo: b\n\n", "WEBVTT\n", "{\"messages\":[", "12/03/2031, 21:14 - "]), rest in prop::collection::vec(any::<u8>(), 0..400)) {
        look(&[start.as_bytes(), &rest[..]].concat());
    }
}
