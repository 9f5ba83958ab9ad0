//! What the package of a document holds beside its text: what it says of itself, and what is not read.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::out::Out;
use super::report::{Fact, Missing};
use crate::sheet::SheetError;
use crate::sheet::package::Package;
use crate::sheet::xml::{Xml, attribute, push_text};

/// Elements of `docProps/core.xml` (ECMA-376 part 2, 11) and `docProps/app.xml`, and what they are told as.
const TOLD: [(&str, Fact); 14] = [
    ("title", Fact::Title),
    ("subject", Fact::Description),
    ("creator", Fact::Author),
    ("keywords", Fact::Description),
    ("description", Fact::Description),
    ("lastModifiedBy", Fact::Editor),
    ("created", Fact::Created),
    ("modified", Fact::Modified),
    ("language", Fact::Language),
    ("identifier", Fact::Identifier),
    ("Application", Fact::Producer),
    ("AppVersion", Fact::Producer),
    ("Company", Fact::Author),
    ("Manager", Fact::Author),
];

/// Tells what the document says of itself.
pub(super) fn tell(package: &mut Package, out: &mut Out) {
    for part in ["docProps/core.xml", "docProps/app.xml"] {
        if package.has(part)
            && let Err(error) = properties(package, part, out)
        {
            out.unread(Missing::Damaged, part, Some(&error.to_string()));
        }
    }
}

fn properties(package: &mut Package, part: &str, out: &mut Out) -> Result<(), SheetError> {
    let mut xml = Xml::open(package, part)?;
    let mut text = String::new();
    loop {
        match xml.next(0)? {
            Event::Start(_) => text.clear(),
            Event::End(end) => {
                let name = end.local_name();
                if let Some((name, fact)) = TOLD.iter().find(|(known, _)| *known == name.as_ref()) {
                    out.told(*fact, &text, &format!("{part} {name}"));
                }
                text.clear();
            }
            Event::Eof => return Ok(()),
            event => push_text(&event, &mut text),
        }
    }
}

/// Names the parts that are not read, and what lies elsewhere.
pub(super) fn name_parts(package: &mut Package, names: &[String], out: &mut Out) {
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort();
    for name in sorted {
        let what = match name.as_str() {
            name if name.ends_with("vbaProject.bin") || name.contains("/activeX/") => Missing::Script,
            name if name.starts_with("word/embeddings/") || name.starts_with("word/afchunk") => Missing::Attachment,
            name if name.starts_with("word/charts/") || name.starts_with("word/diagrams/") => Missing::Image,
            name if name.starts_with("word/glossary/document") => Missing::UnknownPart,
            name if name.starts_with("customXml/item") && !name.contains("Props") => Missing::UnknownPart,
            name if name.ends_with(".rels") => {
                if let Err(error) = remote(package, name, out) {
                    out.unread(Missing::Damaged, name, Some(&error.to_string()));
                }
                continue;
            }
            _ => continue,
        };
        if !name.ends_with(".rels") {
            out.unread(what, name, None);
        }
    }
}

/// Relations to places outside of the package (ECMA-376 part 2, 9.3), but for links that a reader may follow.
fn remote(package: &mut Package, part: &str, out: &mut Out) -> Result<(), SheetError> {
    let mut xml = Xml::open(package, part)?;
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    loop {
        match xml.next(0)? {
            Event::Start(start) if attribute(&start, "TargetMode").is_some_and(|mode| mode == "External") => {
                let kind = attribute(&start, "Type").unwrap_or_default();
                if !kind.ends_with("/hyperlink") {
                    *found.entry(attribute(&start, "Target").unwrap_or_default()).or_default() += 1;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    for (target, count) in found {
        out.unread_many(Missing::Remote, part, Some(&target), count);
    }
    Ok(())
}

/// The styles that hide what is written in them. Styles that are based on these are not followed.
pub(super) fn hidden_styles(package: &mut Package, out: &mut Out) -> Vec<String> {
    if !package.has("word/styles.xml") {
        return Vec::new();
    }
    let mut hidden = Vec::new();
    if let Err(error) = styles(package, &mut hidden) {
        out.unread(Missing::Damaged, "word/styles.xml", Some(&error.to_string()));
    }
    hidden
}

fn styles(package: &mut Package, hidden: &mut Vec<String>) -> Result<(), SheetError> {
    let mut xml = Xml::open(package, "word/styles.xml")?;
    let mut style = None;
    loop {
        match xml.next(0)? {
            Event::Start(start) if start.local_name().as_ref() == "style" => style = attribute(&start, "styleId"),
            Event::Start(start) if start.local_name().as_ref() == "vanish" && !is_off(&attribute(&start, "val")) => {
                hidden.extend(style.clone());
            }
            Event::End(end) if end.local_name().as_ref() == "style" => style = None,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Whether a switch is turned off (ECMA-376 part 1, 22.9.2.7); without a value it is on.
pub(super) fn is_off(value: &Option<String>) -> bool {
    value.as_deref().is_some_and(|value| matches!(value, "0" | "false" | "off"))
}
