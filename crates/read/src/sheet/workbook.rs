//! What an XLSX workbook says of itself: its sheets, and since when it counts days.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::SheetError;
use super::package::{Package, damaged};
use super::xml::{Xml, attribute, is_set};

/// A workbook, its parts named by their paths.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Listed>,
    pub(super) since_1904: bool,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) part: String,
}

/// A relation of a part: what kind, and to which part.
struct Relation {
    kind: String,
    target: String,
}

impl Workbook {
    pub(super) fn read(package: &mut Package) -> Result<Workbook, SheetError> {
        let roots = relations(package, "_rels/.rels", "")?;
        let main = roots.into_values().find(|one| one.kind == "officeDocument").map(|one| one.target);
        let main = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let relations = relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let mut workbook = Workbook::default();
        for relation in relations.values() {
            match relation.kind.as_str() {
                "sharedStrings" => workbook.strings = Some(relation.target.clone()),
                "styles" => workbook.styles = Some(relation.target.clone()),
                _ => {}
            }
        }
        let mut xml = Xml::open(package, &main)?;
        loop {
            match xml.next(0)? {
                Event::Start(start) => workbook.take(&start, &relations),
                Event::Eof => break,
                _ => {}
            }
        }
        if workbook.sheets.is_empty() {
            return Err(damaged(&main, 0, &"it lists no sheet"));
        }
        Ok(workbook)
    }

    fn take(&mut self, start: &BytesStart, relations: &HashMap<String, Relation>) {
        match start.local_name().as_ref() {
            "workbookPr" => self.since_1904 = is_set(start, "date1904"),
            "sheet" => {
                // Charts and macros are listed as sheets too; they have no rows.
                let relation = attribute(start, "id").and_then(|id| relations.get(&id));
                let Some(relation) = relation.filter(|one| one.kind == "worksheet") else { return };
                let name = attribute(start, "name").unwrap_or_default();
                let hidden = attribute(start, "state").is_some_and(|state| state != "visible");
                self.sheets.push(Listed { name, hidden, part: relation.target.clone() });
            }
            _ => {}
        }
    }
}

/// The relations that a file lists, by their ids; their kinds are the last words of their addresses.
fn relations(package: &mut Package, part: &str, folder: &str) -> Result<HashMap<String, Relation>, SheetError> {
    let mut relations = HashMap::new();
    if !package.has(part) {
        return Ok(relations);
    }
    let mut xml = Xml::open(package, part)?;
    loop {
        match xml.next(0)? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&start, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = path(folder, &attribute(&start, "Target").unwrap_or_default());
                relations.insert(attribute(&start, "Id").unwrap_or_default(), Relation { kind, target });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A target, which is relative to a folder unless it begins with a slash.
fn path(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{}", target.trim_start_matches("./")),
    }
}
