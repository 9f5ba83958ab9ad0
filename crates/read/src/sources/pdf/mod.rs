//! PDF (ISO 32000-1): the text layer, line by line, each with its page and its place there. A page that is a picture is
//! named as unread; text without ink over a picture is what a machine recognised on it, and is marked so.
//!
//! Letters are known from `ToUnicode`, from `ActualText`, or from an encoding that the standard fixes (9.10.2). What no
//! font names is not guessed: it is counted. Lines follow the order in which the page is written; within a line, what
//! stands from left to right is brought into the order of reading (see [`direction`]).

mod content;
mod direction;
mod encoding;
mod font;
mod glyph;
mod guard;
mod line;
mod outline;
mod to_unicode;

use hayro_syntax::{LoadPdfError, Pdf};

use super::SourceError;
use super::out::Out;
use super::place::{Area, Hiding, Mark, Place};
use super::report::{Missing, Oddity};
use content::{Content, Drawn};
use line::{Line, lines};

/// Reads a document page by page.
pub(super) fn read(bytes: Vec<u8>, out: &mut Out) -> Result<(), SourceError> {
    guard::check(&bytes, out.limits.unpacked)?;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => SourceError::Encrypted { what: "the PDF" },
        LoadPdfError::Invalid => SourceError::Damaged {
            part: "the PDF".to_owned(),
            reason: "no pages were found in it, neither by its table of objects nor by looking for them".to_owned(),
        },
    })?;
    outline::tell(&pdf, out);
    let mut content = Content::new(out.limits.unpacked);
    let mut mixed = 0;
    for (at, page) in pdf.pages().iter().enumerate() {
        let number = at as u32 + 1;
        let drawn = content.draw(page);
        outline::annotations(page, number, out);
        mixed += write(&drawn, number, out)?;
    }
    if mixed > 0 {
        out.odd(Oddity::MixedDirections { lines: mixed });
    }
    Ok(())
}

/// Writes the lines of a page, and names what else is on it. Gives how many lines hold both directions.
fn write(drawn: &Drawn, page: u32, out: &mut Out) -> Result<u64, SourceError> {
    let place = format!("page {page}");
    let lines = lines(&drawn.glyphs);
    if lines.is_empty() && drawn.unknown == 0 && !drawn.images.is_empty() {
        out.unread(Missing::ScannedPage, &place, None);
    } else {
        out.unread_many(Missing::Image, &place, None, drawn.images.len() as u64);
    }
    out.unread_many(Missing::Letters, &place, None, drawn.unknown);
    for damage in &drawn.damaged {
        out.unread(Missing::Damaged, &place, Some(damage));
    }
    let mut before: Option<&Line> = None;
    for line in &lines {
        if before.is_none_or(|before| line.begins_paragraph(before)) && out.chars() > 0 {
            out.line()?;
            out.push("\n")?;
        }
        let marks = if line.inked { Vec::new() } else { vec![hidden(line.area, &drawn.images)] };
        out.place(&line.text, Place::Page { page, area: line.area }, marks)?;
        out.line()?;
        before = Some(line);
    }
    Ok(lines.iter().filter(|line| line.mixed).count() as u64)
}

/// What a line without ink is: recognised on the picture over which it lies, or hidden.
fn hidden(line: Area, images: &[Area]) -> Mark {
    let (x, y) = ((line.left + line.right) / 2, (line.bottom + line.top) / 2);
    let over = |image: &Area| (image.left..=image.right).contains(&x) && (image.bottom..=image.top).contains(&y);
    if images.iter().any(over) { Mark::Recognised } else { Mark::Hidden(Hiding::NoInk) }
}
