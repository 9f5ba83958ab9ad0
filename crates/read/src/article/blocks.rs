//! The lines of an article put together: title, infobox lines, headings, list items and paragraphs.

use std::io::{self, BufRead};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `= Title =`.
    Title,
    /// `== Heading ==`, of whatever depth.
    Heading,
    /// `- Key: value` or any other item of a list.
    Item,
    /// `# remark`, beside the text.
    Remark,
    /// Running text.
    Paragraph,
}

/// A block of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Its text without the marks of headings and lists.
    pub(super) text: String,
    /// Where the text begins, in characters of the document.
    pub(super) start: u64,
    /// Characters of the document that were too many, if any.
    pub(super) cut: Option<(u64, u64)>,
}

/// Reads a document block by block, never holding more than one paragraph of at most `limit` bytes.
pub(super) struct Blocks<R> {
    input: R,
    limit: usize,
    at: u64,
    waiting: Option<Line>,
}

/// A line: as much of it as the limit allows.
struct Line {
    text: String,
    start: u64,
    chars: u64,
}

impl<R: BufRead> Blocks<R> {
    pub(super) fn new(input: R, limit: usize) -> Blocks<R> {
        Blocks { input, limit: limit.max(64), at: 0, waiting: None }
    }

    /// The next block that is not empty.
    ///
    /// # Errors
    /// When reading fails.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        while let Some(line) = self.line()? {
            if line.text.trim().is_empty() {
                continue;
            }
            let mut block = block(&line);
            if block.kind == Kind::Paragraph {
                self.join(&mut block)?;
            }
            return Ok(Some(block));
        }
        Ok(None)
    }

    /// Lines that were wrapped belong to one paragraph: those before which no sentence ended.
    fn join(&mut self, paragraph: &mut Block) -> io::Result<()> {
        while !ends_sentence(&paragraph.text) && paragraph.cut.is_none() {
            let Some(line) = self.line()? else { break };
            let joins = !line.text.trim().is_empty() && block(&line).kind == Kind::Paragraph;
            if !joins || paragraph.text.len() + line.text.len() > self.limit {
                self.waiting = Some(line);
                break;
            }
            paragraph.text.push_str(&line.text);
            paragraph.cut = line.cut();
        }
        Ok(())
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.waiting.take() {
            return Ok(Some(line));
        }
        let start = self.at;
        let mut kept = Vec::new();
        let mut chars = 0;
        loop {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|b| *b == b'\n').map_or(buffer.len(), |at| at + 1);
            let room = self.limit.saturating_sub(kept.len()).min(end);
            kept.extend_from_slice(&buffer[..room]);
            chars += buffer[..end].iter().filter(|b| **b & 0xC0 != 0x80).count() as u64;
            let done = end == 0 || buffer[end - 1] == b'\n';
            self.input.consume(end);
            if done {
                break;
            }
        }
        self.at += chars;
        if chars == 0 {
            return Ok(None);
        }
        Ok(Some(Line { text: whole_characters(kept), start, chars }))
    }
}

impl Line {
    /// The characters of the line that were left out.
    fn cut(&self) -> Option<(u64, u64)> {
        let kept = self.text.chars().count() as u64;
        (kept < self.chars).then_some((self.start + kept, self.start + self.chars))
    }
}

/// The text of bytes that may end inside a character.
fn whole_characters(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let whole = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(whole);
        String::from_utf8(bytes).unwrap_or_default()
    })
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', '؟'])
}

fn block(line: &Line) -> Block {
    let trimmed = line.text.trim();
    let (kind, inside) = match trimmed.strip_prefix('=') {
        Some(_) if trimmed.ends_with('=') && trimmed.len() > 2 => heading(trimmed),
        _ => match trimmed.strip_prefix(['-', '*', '•']) {
            Some(item) if item.starts_with(' ') && !item.trim().is_empty() => (Kind::Item, item.trim()),
            _ if trimmed.starts_with("# ") => (Kind::Remark, trimmed),
            _ => (Kind::Paragraph, trimmed),
        },
    };
    let before = line.text.find(inside).unwrap_or(0);
    let start = line.start + line.text[..before].chars().count() as u64;
    // A paragraph keeps its line end, so that the lines of a wrapped one can be put together.
    let text = if kind == Kind::Paragraph { &line.text[before..] } else { inside };
    Block { kind, text: text.to_owned(), start, cut: line.cut() }
}

fn heading(line: &str) -> (Kind, &str) {
    let inside = line.trim_matches(|c: char| c == '=' || c.is_whitespace());
    let depth = line.chars().take_while(|c| *c == '=' || *c == ' ').filter(|c| *c == '=').count();
    (if depth == 1 { Kind::Title } else { Kind::Heading }, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, limit: usize) -> Vec<Block> {
        let mut reader = Blocks::new(text.as_bytes(), limit);
        std::iter::from_fn(|| reader.next().unwrap()).collect()
    }

    #[test]
    fn kinds_and_places() {
        let found = blocks("= Mill =\n\n- Place: Sanabel\n= = Loss = = \nIt fell.\r\n", 1000);
        let kinds: Vec<(Kind, u64)> = found.iter().map(|b| (b.kind, b.start)).collect();
        assert_eq!(kinds, [(Kind::Title, 2), (Kind::Item, 12), (Kind::Heading, 31), (Kind::Paragraph, 41)]);
        assert_eq!(found[2].text, "Loss");
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let found = blocks("The mill\nfell. \nThe next\n\nThe last", 1000);
        let texts: Vec<&str> = found.iter().map(|b| b.text.trim_end()).collect();
        assert_eq!(texts, ["The mill\nfell.", "The next", "The last"]);
    }

    #[test]
    fn what_is_too_long_is_cut_and_named() {
        let found = blocks(&format!("{}\nNext.", "ب".repeat(100)), 64);
        assert_eq!(found[0].text.chars().count(), 32);
        assert_eq!(found[0].cut, Some((32, 101)));
        assert_eq!((found[1].text.as_str(), found[1].start), ("Next.", 101));
    }
}
