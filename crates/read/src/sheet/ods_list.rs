//! The sheets of an ODS file: all lie in one XML, which is read once to know them.

use std::collections::HashSet;

use quick_xml::events::Event;

use super::SheetError;
use super::package::Package;
use super::xml::{Xml, attribute};

/// A sheet of the file.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) filled: bool,
}

/// All sheets, in their order.
pub(super) fn list(package: &mut Package) -> Result<Vec<Listed>, SheetError> {
    let mut xml = Xml::open(package, "content.xml")?;
    let mut sheets: Vec<Listed> = Vec::new();
    let mut hiding = HashSet::new();
    let mut style = String::new();
    let mut depth = 0;
    loop {
        match xml.next(0)? {
            Event::Start(start) => match start.name().as_ref() {
                "style:style" => style = attribute(&start, "name").unwrap_or_default(),
                "style:table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                    hiding.insert(style.clone());
                }
                "table:table" => {
                    depth += 1;
                    if depth == 1 {
                        let name = attribute(&start, "name").unwrap_or_default();
                        let hidden = attribute(&start, "style-name").is_some_and(|style| hiding.contains(&style));
                        sheets.push(Listed { name, hidden, filled: false });
                    }
                }
                "text:p" if depth == 1 => sheets.iter_mut().last().into_iter().for_each(|sheet| sheet.filled = true),
                _ => {}
            },
            Event::End(end) if end.name().as_ref() == "table:table" => depth -= 1,
            Event::Eof if depth == 0 => return Ok(sheets),
            Event::Eof => return Err(xml.cut_off(0)),
            _ => {}
        }
    }
}
