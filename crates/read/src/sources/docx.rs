//! A document of a word processor (ECMA-376 part 1, 11 and 17): its body, notes, comments, headers and footers, one part
//! after the other. No field is reckoned, no macro run, no template or picture fetched.

use std::sync::Arc;

use super::SourceError;
use super::docx_parts::{hidden_styles, name_parts, tell};
use super::docx_text::part_text;
use super::out::Out;
use super::report::Missing;
use crate::sheet;
use crate::sheet::package::Package;

/// Reads a document; a part that is damaged is named, and the others are read.
pub(super) fn read(bytes: Vec<u8>, out: &mut Out) -> Result<(), SourceError> {
    let limits = sheet::Limits { unpacked: out.limits.unpacked, ..sheet::Limits::default() };
    let mut package = Package::in_memory(Arc::from(bytes), limits)?;
    let names = package.names();
    let main = main_part(&names);
    let Some(main) = main else {
        return Err(SourceError::NotRead {
            found: "a zip archive without a document",
            advice: "unpack it and give the files inside",
        });
    };
    tell(&mut package, out);
    name_parts(&mut package, &names, out);
    let hidden = hidden_styles(&mut package, out);
    let before = out.chars();
    let mut broken = None;
    for part in order(&names, &main) {
        if let Err(error) = part_text(&mut package, &part, &hidden, out)? {
            out.unread(Missing::Damaged, &part, Some(&error.to_string()));
            broken = Some(error);
        }
    }
    match broken {
        Some(error) if out.chars() == before => Err(error.into()),
        _ => Ok(()),
    }
}

/// The part that is the body.
fn main_part(names: &[String]) -> Option<String> {
    let known = names.iter().find(|name| *name == "word/document.xml");
    let other = || names.iter().find(|name| name.starts_with("word/document") && name.ends_with(".xml"));
    known.or_else(other).cloned()
}

/// The parts with text in the order in which they are read, whatever their order in the file.
fn order(names: &[String], main: &str) -> Vec<String> {
    let mut parts = vec![main.to_owned()];
    for kind in ["word/footnotes", "word/endnotes", "word/comments.", "word/header", "word/footer"] {
        let mut found: Vec<&String> =
            names.iter().filter(|name| name.starts_with(kind) && name.ends_with(".xml")).collect();
        found.sort();
        parts.extend(found.into_iter().cloned());
    }
    parts
}
