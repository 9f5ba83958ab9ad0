//! Which format each style of an XLSX workbook gives its cells.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::SheetError;
use super::number_format::{Shape, fixed, parse};
use super::package::Package;
use super::xml::{Xml, attribute};

/// The shape of each style by its number.
pub(super) fn styles(package: &mut Package, part: &str) -> Result<Vec<Shape>, SheetError> {
    let mut xml = Xml::open(package, part)?;
    let mut codes: HashMap<u32, Shape> = HashMap::new();
    let mut styles = Vec::new();
    let mut of_cells = false;
    loop {
        match xml.next(0)? {
            Event::Start(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&start, "numFmtId").and_then(|id| id.parse().ok());
                    codes.extend(id.zip(attribute(&start, "formatCode")).map(|(id, code)| (id, parse(&code))));
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = attribute(&start, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
                    styles.push(codes.get(&id).cloned().unwrap_or_else(|| fixed(id)));
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => of_cells = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}
