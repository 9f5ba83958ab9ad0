//! A proof as a file: lines that `grep`, `sed` and `openssl` can take apart. Each byte of it matters: it has one form only.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daftar_claim::checkpoint::{Checkpoint, SignedCheckpoint};
use daftar_claim::{Hash, SealKey, SignedHeader, merkle};

use super::{Placed, Proof, ProofError};

const FORMAT: &str = "daftar-proof/1";
/// A proof is at most so long: an entry has a header of 2 MiB at most.
const MOST: usize = 32 << 20;

impl Proof {
    /// The file.
    pub fn write(&self) -> String {
        let mut out = format!("{FORMAT}\nbody {}\n", String::from_utf8_lossy(&self.body));
        if let Some(key) = &self.opens {
            out.push_str(&format!("opens {}\n", key.to_text()));
        }
        out.push_str(&format!("position {}\n", self.position));
        siblings(&mut out, u64::from(self.position), u64::from(self.entry.header.header.bodies), &self.path);
        for placed in std::iter::once(&self.entry).chain(&self.vouchers) {
            self.write_entry(&mut out, placed);
        }
        out.push('\n');
        for stamp in &self.stamps {
            out.push_str(&format!("stamp {}\n", STANDARD.encode(stamp)));
        }
        if !self.stamps.is_empty() {
            out.push('\n');
        }
        out.push_str(&self.checkpoint.to_note());
        out.push('\n');
        let check = Hash::of(out.as_bytes());
        out.push_str(&format!("check {check}\n"));
        out
    }

    fn write_entry(&self, out: &mut String, placed: &Placed) {
        let header = String::from_utf8_lossy(&placed.header.bytes);
        out.push_str(&format!("\nentry {header}\nsignature {}\n", placed.header.signature_text()));
        siblings(out, placed.header.header.entry.number - 1, placed.size(&self.checkpoint.checkpoint), &placed.path);
    }

    /// Reads the file. What it says is not checked by this, but that it is a proof in its one form.
    ///
    /// # Errors
    /// When it is not: names the line.
    pub fn read(bytes: &[u8]) -> Result<Proof, ProofError> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MOST);
        let text = text.ok_or(ProofError::Form { line: 1, expected: "text in UTF-8 of at most 32 MiB" })?;
        if text.lines().next() != Some(FORMAT) {
            return Err(ProofError::Form { line: 1, expected: FORMAT });
        }
        let last = text.rfind("\ncheck ").map(|at| at + 1).ok_or(ProofError::Damaged)?;
        if text[last..] != format!("check {}\n", Hash::of(&bytes[..last])) {
            return Err(ProofError::Damaged);
        }
        let mut lines = Lines { rest: &text[..last], line: 1 };
        let proof = lines.proof()?;
        match proof.write() == text {
            true => Ok(proof),
            false => Err(lines.wrong("siblings on the sides that their places ask for, and nothing else")),
        }
    }
}

impl Placed {
    /// How many entries of its log the checkpoint describes.
    pub(super) fn size(&self, checkpoint: &Checkpoint) -> u64 {
        checkpoint.log(self.header.header.entry.log).map_or(0, |log| log.entries)
    }
}

/// Siblings, each on its side, from the leaf up. Of a path of the wrong length, what fits.
fn siblings(out: &mut String, at: u64, size: u64, path: &[Hash]) {
    let sides = merkle::sides(at, size);
    for (n, sibling) in path.iter().enumerate() {
        let side = if sides.get(n) == Some(&merkle::Side::Left) { "left" } else { "right" };
        out.push_str(&format!("{side} {sibling}\n"));
    }
}

/// What is left to be read.
struct Lines<'t> {
    rest: &'t str,
    /// The number of the next line.
    line: usize,
}

impl<'t> Lines<'t> {
    fn wrong(&self, expected: &'static str) -> ProofError {
        ProofError::Form { line: self.line, expected }
    }

    /// The rest of the next line, if it begins with this word and a space.
    fn after(&mut self, word: &str) -> Option<&'t str> {
        let (line, rest) = self.rest.split_once('\n')?;
        let after = line.strip_prefix(word)?.strip_prefix(' ')?;
        self.rest = rest;
        self.line += 1;
        Some(after)
    }

    fn blank(&mut self) -> Result<(), ProofError> {
        self.rest = self.rest.strip_prefix('\n').ok_or_else(|| self.wrong("an empty line"))?;
        self.line += 1;
        Ok(())
    }

    fn proof(&mut self) -> Result<Proof, ProofError> {
        self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
        self.line += 1;
        let body = self.after("body").ok_or_else(|| self.wrong("body and the statement"))?.as_bytes().to_vec();
        let opens = match self.after("opens") {
            Some(digits) => Some(SealKey::parse(digits).map_err(|_| self.wrong("opens and 128 hexadecimal digits"))?),
            None => None,
        };
        let position = self.after("position").and_then(|digits| digits.parse().ok());
        let position = position.ok_or_else(|| self.wrong("position and a number"))?;
        let path = self.path()?;
        self.blank()?;
        let entry = self.entry()?.ok_or_else(|| self.wrong("entry and a header"))?;
        self.blank()?;
        let mut vouchers = Vec::new();
        while let Some(voucher) = self.entry()? {
            vouchers.push(voucher);
            self.blank()?;
        }
        let stamps = self.stamps()?;
        let note = self.rest.strip_suffix('\n').ok_or_else(|| self.wrong("an empty line before the last"))?;
        let checkpoint = SignedCheckpoint::parse(note).map_err(|_| self.wrong("a checkpoint with its signatures"))?;
        Ok(Proof { body, opens, position, path, entry, vouchers, stamps, checkpoint })
    }

    fn path(&mut self) -> Result<Vec<Hash>, ProofError> {
        let mut path = Vec::new();
        while let Some(digits) = self.after("left").or_else(|| self.after("right")) {
            path.push(Hash::parse(digits).map_err(|_| self.wrong("64 hexadecimal digits"))?);
        }
        Ok(path)
    }

    fn entry(&mut self) -> Result<Option<Placed>, ProofError> {
        let Some(header) = self.after("entry") else { return Ok(None) };
        let signature = self.after("signature").and_then(|digits| SignedHeader::parse_signature(digits).ok());
        let signature = signature.ok_or_else(|| self.wrong("signature and 128 hexadecimal digits"))?;
        let header = SignedHeader::parse(header.as_bytes().to_vec(), signature)?;
        Ok(Some(Placed { header, path: self.path()? }))
    }

    fn stamps(&mut self) -> Result<Vec<Vec<u8>>, ProofError> {
        let mut stamps = Vec::new();
        while let Some(digits) = self.after("stamp") {
            stamps.push(STANDARD.decode(digits).map_err(|_| self.wrong("stamp and base64"))?);
        }
        if !stamps.is_empty() {
            self.blank()?;
        }
        Ok(stamps)
    }
}
