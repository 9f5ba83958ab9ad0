//! The text of a document as its reader sees it: only what stands in the document's own text. When a message was sent, when
//! a subtitle is shown and who wrote a mail are no sentences; line breaks stand for them, so that spans count as before.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use daftar_claim::Span;

use super::places::Places;

/// A text of which everything outside of its stretches is masked, character by character.
pub(super) struct Masked<R> {
    inner: R,
    places: Rc<RefCell<Places>>,
    /// The next block of stretches.
    block: usize,
    /// The stretches that may still come.
    ahead: VecDeque<Span>,
    /// How many characters began so far.
    at: u64,
    /// Whether the character that began last is masked.
    masks: bool,
}

impl<R: Read> Masked<R> {
    pub(super) fn of(inner: R, places: Rc<RefCell<Places>>) -> Masked<R> {
        Masked { inner, places, block: 0, ahead: VecDeque::new(), at: 0, masks: false }
    }

    /// Whether a character, which is not before the last one that was asked for, stands in a stretch.
    fn stands(&mut self, at: u64) -> io::Result<bool> {
        loop {
            match self.ahead.front() {
                Some(span) if span.end > at => return Ok(span.start <= at),
                Some(_) => drop(self.ahead.pop_front()),
                None => match self.places.borrow_mut().read_as_text(self.block)? {
                    Some(spans) => {
                        self.ahead.extend(spans);
                        self.block += 1;
                    }
                    None => return Ok(false),
                },
            }
        }
    }

    /// Masks what is in the buffer, in place; how many bytes are left.
    fn mask(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut kept = 0;
        for place in 0..bytes.len() {
            let byte = bytes[place];
            let begins = byte & 0xC0 != 0x80;
            if begins {
                self.masks = !byte.is_ascii_whitespace() && !self.stands(self.at)?;
                self.at += 1;
            }
            if begins || !self.masks {
                bytes[kept] = if self.masks { b'\n' } else { byte };
                kept += 1;
            }
        }
        Ok(kept)
    }
}

impl<R: Read> Read for Masked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(out)?;
            let kept = self.mask(&mut out[..read])?;
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use daftar_read::sources::{Place, Stretch};

    use super::super::places::Placing;
    use super::*;

    #[test]
    fn what_stands_outside_is_masked_and_spans_stay() {
        let text = "١٢/٣, 21:14 - Umm: The mill.\n13/3 - K: طاحونة\tx\n";
        let folder = std::env::temp_dir();
        let mut placing = Placing::within(&folder, 0);
        let spans = ["The mill.", "طاحونة"].map(|words| {
            let start = text.split(words).next().unwrap().chars().count() as u64;
            Span { start, end: start + words.chars().count() as u64 }
        });
        for (n, span) in spans.into_iter().enumerate() {
            let place = Place::Message { number: n as u64 + 1, id: None, sender: None, at: None };
            placing.add(&Stretch { span, place, marks: Vec::new() });
        }
        let places = Rc::new(RefCell::new(placing.end(&folder).unwrap()));
        // One byte at a time, so that characters are cut apart.
        let mut seen = Vec::new();
        let mut masked = Masked::of(text.as_bytes(), places);
        let mut byte = [0];
        while masked.read(&mut byte).unwrap() > 0 {
            seen.push(byte[0]);
        }
        let seen = String::from_utf8(seen).unwrap();
        assert_eq!(seen.chars().count(), text.chars().count());
        for (span, words) in spans.iter().zip(["The mill.", "طاحونة"]) {
            let there: String = seen.chars().skip(span.start as usize).take(words.chars().count()).collect();
            assert_eq!(there, words);
        }
        assert_eq!(seen.split_whitespace().collect::<Vec<_>>(), ["The", "mill.", "طاحونة"]);
        assert!(seen.contains('\t'));
    }
}
