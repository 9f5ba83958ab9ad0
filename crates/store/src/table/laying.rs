//! The pieces of a segment, written one after the other: where each lies, and its hash.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::bytes::bytes_of;
use crate::index::IndexError;

/// Where a piece of a segment lies, and the hash of its bytes; records have none, each tells for itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Section {
    pub(super) at: u64,
    pub(super) length: u64,
    pub(super) hash: [u8; 32],
}

/// What lies in a segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Laid {
    pub(super) rows: usize,
    pub(super) sections: BTreeMap<String, Section>,
}

/// Writes pieces.
pub(super) struct Laying<'o> {
    out: &'o mut dyn Write,
    /// Where the piece begins that is being written, and where it ends by now.
    from: u64,
    at: u64,
    hasher: blake3::Hasher,
    sections: BTreeMap<String, Section>,
}

impl<'o> Laying<'o> {
    pub(super) fn to(out: &'o mut dyn Write) -> Laying<'o> {
        Laying { out, from: 0, at: 0, hasher: blake3::Hasher::new(), sections: BTreeMap::new() }
    }

    /// What was written.
    pub(super) fn done(self, rows: usize) -> Laid {
        Laid { rows, sections: self.sections }
    }

    /// Writes some bytes of a piece.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<(), IndexError> {
        self.hasher.update(bytes);
        self.at += bytes.len() as u64;
        self.out.write_all(bytes).map_err(IndexError::io(Path::new("the table")))
    }

    /// What was written since the last piece is a piece of that name.
    pub(super) fn end(&mut self, name: &str) {
        let hash = *self.hasher.finalize().as_bytes();
        self.hasher.reset();
        self.sections.insert(name.to_owned(), Section { at: self.from, length: self.at - self.from, hash });
        self.from = self.at;
    }

    /// Writes a whole piece.
    pub(super) fn lay(&mut self, name: &str, bytes: &[u8]) -> Result<(), IndexError> {
        self.add(bytes)?;
        self.end(name);
        Ok(())
    }

    /// The records in their order, each of which can tell whether it is whole; and where they end.
    pub(super) fn lay_records<R: AsRef<[u8]>>(
        &mut self,
        records: impl Iterator<Item = Result<R, IndexError>>,
    ) -> Result<(), IndexError> {
        let mut ends = Vec::new();
        for record in records {
            self.add(record?.as_ref())?;
            ends.extend((self.at - self.from).to_le_bytes());
        }
        self.end("records");
        self.lay("ends of records", &ends)
    }

    /// Every id with its row, sorted.
    pub(super) fn lay_by_id(&mut self, by_id: &[([u8; 32], u32)]) -> Result<(), IndexError> {
        for (id, row) in by_id {
            self.add(id)?;
            self.add(&row.to_le_bytes())?;
        }
        self.end("by-id");
        Ok(())
    }

    /// The codes of a column: row and code, sorted, each once. Where each row's begin is told if some row has several.
    pub(super) fn lay_codes(&mut self, field: &str, rows: usize, cells: &[(u32, u32)]) -> Result<(), IndexError> {
        if cells.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
            let mut starts = vec![0u32; rows + 1];
            cells.iter().for_each(|(row, _)| starts[*row as usize + 1] += 1);
            (1..starts.len()).for_each(|n| starts[n] += starts[n - 1]);
            self.lay(&format!("starts of {field}"), &bytes_of(starts))?;
            return self.lay(&format!("codes of {field}"), &bytes_of(cells.iter().map(|(_, code)| *code)));
        }
        let mut codes = vec![0; rows];
        cells.iter().for_each(|(row, code)| codes[*row as usize] = *code);
        self.lay(&format!("codes of {field}"), &bytes_of(codes))
    }
}
