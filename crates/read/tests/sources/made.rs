//! Reading in tests, and files that tests make.

use std::io::{Cursor, Write};

use daftar_read::sources::{Limits, Missing, Place, Source, SourceError, gather};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes, whatever they are called.
pub(crate) fn read(bytes: impl Into<Vec<u8>>) -> Source {
    try_read(bytes).unwrap()
}

pub(crate) fn try_read(bytes: impl Into<Vec<u8>>) -> Result<Source, SourceError> {
    gather(Cursor::new(bytes.into()), "file", Limits::default())
}

/// The text of each stretch, beside what `of` says of its place.
pub(crate) fn stretches<T>(source: &Source, of: impl Fn(&Place) -> T) -> Vec<(String, T)> {
    let text = |start: u64, end: u64| source.text.chars().skip(start as usize).take((end - start) as usize).collect();
    source.stretches.iter().map(|one| (text(one.span.start, one.span.end), of(&one.place))).collect()
}

/// The marks of the stretch that holds these words.
pub(crate) fn marks(source: &Source, words: &str) -> Vec<daftar_read::sources::Mark> {
    let texts = stretches(source, |_| ());
    let at =
        texts.iter().position(|(text, ())| text.contains(words)).unwrap_or_else(|| panic!("no {words:?} in {texts:?}"));
    source.stretches[at].marks.clone()
}

/// How many things of a kind were not read.
pub(crate) fn missing(source: &Source, what: Missing) -> u64 {
    source.unread.iter().filter(|one| one.what == what).map(|one| one.count).sum()
}

/// What the file says of itself.
pub(crate) fn told(source: &Source, fact: daftar_read::sources::Fact) -> Vec<&str> {
    source.told.iter().filter(|one| one.fact == fact).map(|one| one.value.as_str()).collect()
}

/// A zip file of these parts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A PDF of these objects, numbered from 1; the first is the root. Its table of objects is left out or wrong on purpose.
pub(crate) fn pdf(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (at, object) in objects.iter().enumerate() {
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).into_bytes());
    }
    bytes.extend(format!("trailer\n<</Root 1 0 R /Size {}>>\nstartxref\n9\n%%EOF\n", objects.len() + 1).into_bytes());
    bytes
}

/// A PDF of one page with these instructions and further objects from 6 on; `resources` beside font `F` (object 5).
pub(crate) fn page(content: &str, font: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"
        ),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        font.to_owned(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}
