//! The files of a table, in the folder of the index: one for each segment, and `table.head`, which says what belongs together.
//! Nothing of it is trusted that is not as it was written: it is made anew then.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use daftar_claim::{EntityId, EntryId, Hash, Key};

use super::bits::Bits;
use super::bytes::{Pen, Reader};
use super::laying::{Laid, Section};
use super::segment::{Held, Segment};
use super::{Layer, Stamp, Table};
use crate::index::IndexError;
use crate::layout::names_in;

/// Changes whenever the pieces, or the folding of words, change.
const LAYOUT: u64 = 2;
const HEAD: &str = "table.head";
const SEGMENT: &str = "table-";

impl Table {
    /// The table that is kept in the index's folder; none when there is none, or none of this layout, or it was changed.
    pub fn open(folder: &Path) -> Option<Table> {
        Table::open_again(folder, None)
    }

    /// The same, where another state of it was open before: segments that both have, with what was read of them, are shared.
    pub fn open_again(folder: &Path, before: Option<&Table>) -> Option<Table> {
        let bytes = fs::read(folder.join(HEAD)).ok()?;
        let (head, hash) = bytes.split_last_chunk::<32>()?;
        if blake3::hash(head).as_bytes() != hash {
            return None;
        }
        read_head(folder, &mut Reader(head), before).ok().flatten()
    }

    /// Keeps it there, in place of what was kept before.
    ///
    /// # Errors
    /// When a file cannot be written; then what was kept before is there, or nothing.
    pub fn save(&self, folder: &Path) -> Result<(), IndexError> {
        let mut pen = Pen::default();
        let mut names = BTreeSet::from([HEAD.to_owned()]);
        pen.number(LAYOUT);
        self.stamp.write(&mut pen);
        pen.number(self.partly.len() as u64);
        self.partly.iter().for_each(|entity| pen.id(&entity.0.0));
        pen.number(self.layers.len() as u64);
        for layer in &self.layers {
            let name = layer.keep(folder)?;
            pen.text(&name);
            layer.segment.laid.write(&mut pen);
            pen.0.extend(layer.live.to_bytes());
            names.insert(name);
        }
        let hash = *blake3::hash(&pen.0).as_bytes();
        pen.id(&hash);
        let (path, fresh) = (folder.join(HEAD), folder.join("table.new"));
        fs::write(&fresh, &pen.0).and_then(|()| fs::rename(&fresh, &path)).map_err(IndexError::io(&path))?;
        sweep(folder, &names)
    }

    /// Removes a table that is kept there: of something that was erased nothing is to remain in it.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub fn remove(folder: &Path) -> Result<(), IndexError> {
        sweep(folder, &BTreeSet::new())
    }
}

/// Removes the files of tables but for these.
fn sweep(folder: &Path, kept: &BTreeSet<String>) -> Result<(), IndexError> {
    let names = names_in(folder).map_err(IndexError::io(folder))?;
    let of_tables = |name: &&String| name.starts_with(SEGMENT) || name.starts_with("table.");
    for name in names.iter().filter(of_tables).filter(|name| !kept.contains(*name)) {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(IndexError::io(&path)(error)),
            _ => {}
        }
    }
    Ok(())
}

fn read_head(folder: &Path, head: &mut Reader<'_>, before: Option<&Table>) -> Result<Option<Table>, IndexError> {
    if head.number()? != LAYOUT {
        return Ok(None);
    }
    let stamp = Stamp::read(head)?;
    let partly = (0..head.length()?).map(|_| Ok(EntityId(Hash(head.id()?)))).collect::<Result<_, IndexError>>()?;
    let mut layers = Vec::new();
    for _ in 0..head.length()? {
        let (name, laid) = (head.text()?, Laid::read(head)?);
        let (bits, rest) = head.0.split_at_checked(laid.rows.div_ceil(64) * 8).unwrap_or_default();
        head.0 = rest;
        let Some(live) = Bits::from_bytes(bits, laid.rows) else { return Ok(None) };
        let path = folder.join(&name);
        let segment = match before.and_then(|table| table.segment(&path, &laid)) {
            Some(segment) => segment,
            None => {
                let file = File::open(&path).map_err(IndexError::io(&path))?;
                Arc::new(Segment::new(laid, Held::File(path, Mutex::new(file))))
            }
        };
        layers.push(Layer { segment, live });
    }
    Ok(Some(Table { layers, stamp, partly }))
}

impl Table {
    /// Its segment in that file, if it is laid out so.
    fn segment(&self, path: &Path, laid: &Laid) -> Option<Arc<Segment>> {
        let same =
            |segment: &Segment| matches!(&segment.held, Held::File(held, _) if held == path) && segment.laid == *laid;
        self.layers.iter().map(|layer| &layer.segment).find(|segment| same(segment)).cloned()
    }
}

impl Layer {
    /// Writes its segment unless it lies in that folder already; returns the file's name.
    fn keep(&self, folder: &Path) -> Result<String, IndexError> {
        let bytes = match &self.segment.held {
            Held::File(path, _) if path.parent() == Some(folder) && path.exists() => {
                return Ok(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
            }
            Held::File(path, _) => fs::read(path).map_err(IndexError::io(path))?,
            Held::Memory(bytes) => bytes.clone(),
        };
        let digits = blake3::hash(&bytes).to_hex();
        let name = format!("{SEGMENT}{}", digits.get(..16).unwrap_or_default());
        let path = folder.join(&name);
        fs::write(&path, &bytes).map_err(IndexError::io(&path))?;
        Ok(name)
    }
}

impl Laid {
    fn write(&self, pen: &mut Pen) {
        pen.number(self.rows as u64);
        pen.number(self.sections.len() as u64);
        for (name, section) in &self.sections {
            pen.text(name);
            pen.number(section.at);
            pen.number(section.length);
            pen.id(&section.hash);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Laid, IndexError> {
        let rows = reader.number()? as usize;
        let section = |reader: &mut Reader<'_>| {
            Ok((reader.text()?, Section { at: reader.number()?, length: reader.number()?, hash: reader.id()? }))
        };
        let count = reader.length()?;
        Ok(Laid { rows, sections: (0..count).map(|_| section(reader)).collect::<Result<_, IndexError>>()? })
    }
}

impl Stamp {
    fn write(&self, pen: &mut Pen) {
        pen.id(&self.ground);
        pen.number(self.counted.len() as u64);
        for (entry, mark) in &self.counted {
            pen.id(&entry.log.0.0);
            pen.number(entry.number);
            pen.0.extend(mark.to_le_bytes());
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Stamp, IndexError> {
        let ground = reader.id()?;
        let mut counted = BTreeMap::new();
        for _ in 0..reader.length()? {
            let entry = EntryId { log: Key(Hash(reader.id()?)), number: reader.number()? };
            let (mark, rest) = reader.0.split_first_chunk::<8>().ok_or_else(super::segment::damaged)?;
            reader.0 = rest;
            counted.insert(entry, u64::from_le_bytes(*mark));
        }
        Ok(Stamp { ground, counted })
    }
}

/// A file that a segment is written to while it is built.
pub(super) fn segment_file(
    folder: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<Laid, IndexError>,
) -> Result<Segment, IndexError> {
    let fresh = folder.join("table.building");
    let file = File::create(&fresh).map_err(IndexError::io(&fresh))?;
    let mut out = Hashed { out: BufWriter::with_capacity(1 << 20, file), hasher: blake3::Hasher::new() };
    let laid = write(&mut out)?;
    out.flush().map_err(IndexError::io(&fresh))?;
    let digits = out.hasher.finalize().to_hex();
    let path = folder.join(format!("{SEGMENT}{}", digits.get(..16).unwrap_or_default()));
    fs::rename(&fresh, &path).map_err(IndexError::io(&path))?;
    let file = File::open(&path).map_err(IndexError::io(&path))?;
    Ok(Segment::new(laid, Held::File(path, Mutex::new(file))))
}

struct Hashed {
    out: BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
