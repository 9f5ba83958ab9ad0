//! The time expressions of a whole document, line by line, with memory that stays flat.

use std::io::{self, BufRead};

use super::mention::TimeMention;
use super::narrative::{Context, Place};

/// Lines are cut here, between two words where there are any, so that one endless line does not fill memory. In bytes.
const LONGEST: usize = 64 << 10;

/// A line shorter than this that no mark ends is a heading. In bytes.
const HEADING: usize = 80;

/// A piece of the document with its time expressions.
#[derive(Clone, Debug)]
pub struct Dated<'d> {
    /// Where it begins, in Unicode scalar values from the start of the document.
    pub start: usize,
    /// The text: a line with its end, or a part of a very long one.
    pub text: &'d str,
    /// What was found in it; spans count from the start of the piece.
    pub mentions: Vec<TimeMention>,
}

/// Calls `each` with every piece of a text in UTF-8, in order: together they are the text, to the letter. Bytes that are no UTF-8
/// are read as U+FFFD. `context` has read nothing yet; it may know when the text was published.
///
/// # Errors
/// When reading fails, or when `each` does.
pub fn each_dated<E: From<io::Error>>(
    mut text: impl BufRead,
    mut context: Context,
    mut each: impl FnMut(&Dated<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let (mut start, mut left) = (0, Vec::new());
    loop {
        let whole = fill(&mut text, &mut left)?;
        if left.is_empty() {
            return Ok(());
        }
        let rest = if whole { Vec::new() } else { left.split_off(cut(&left)) };
        let piece = String::from_utf8_lossy(&left);
        context.at(start);
        context.enter(if is_heading(&piece) { Place::Heading } else { Place::Body });
        let mentions = super::tag(&piece, &mut context);
        each(&Dated { start, text: &piece, mentions })?;
        start += piece.chars().count();
        left = rest;
    }
}

/// Reads on to the end of the line, or to as much as is held; true when it is the end of a line or of the text.
fn fill(text: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    while line.len() < LONGEST {
        let held = text.fill_buf()?;
        if held.is_empty() {
            return Ok(true);
        }
        let room = held.get(..held.len().min(LONGEST - line.len())).unwrap_or(held);
        let end = room.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let taken = end.unwrap_or(room.len());
        line.extend_from_slice(room.get(..taken).unwrap_or(room));
        text.consume(taken);
        if end.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where a part of a line ends: behind its last space, else before a character that is not whole.
fn cut(line: &[u8]) -> usize {
    let space = line.iter().rposition(u8::is_ascii_whitespace).map(|at| at + 1).filter(|at| *at > LONGEST / 2);
    let whole = || {
        let first = line.iter().rposition(|byte| !(0x80..0xC0).contains(byte)).unwrap_or(0);
        if std::str::from_utf8(line.get(first..).unwrap_or_default()).is_ok() { line.len() } else { first.max(1) }
    };
    space.unwrap_or_else(whole)
}

fn is_heading(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.len() < HEADING && !line.ends_with(['.', '"', ':', '!', '?', '؟', '،'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8]) -> Vec<(usize, String, usize)> {
        let mut pieces = Vec::new();
        let each = |one: &Dated<'_>| {
            pieces.push((one.start, one.text.to_owned(), one.mentions.len()));
            Ok::<_, io::Error>(())
        };
        each_dated(io::BufReader::with_capacity(7, text), Context::new(), each).unwrap();
        pieces
    }

    #[test]
    fn pieces_make_up_the_document() {
        let text = "The mill\n\nIt burned on 6 May 1931.\r\nطاحونة in 1931";
        let found = pieces(text.as_bytes());
        assert_eq!(found.iter().map(|one| one.1.as_str()).collect::<String>(), text);
        assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [0, 9, 10, 36]);
        assert_eq!(found.iter().map(|one| one.2).collect::<Vec<_>>(), [0, 0, 1, 1]);
    }

    #[test]
    fn an_endless_line_is_cut_between_words_or_characters() {
        for word in ["in 1931 ", "سنة", "1"] {
            let text = word.repeat(300_000 / word.len());
            let found = pieces(text.as_bytes());
            assert!(found.len() >= 4 && found.iter().all(|one| one.1.len() <= LONGEST), "{}", found.len());
            assert_eq!(found.iter().map(|one| one.1.as_str()).collect::<String>(), text);
        }
    }
}
