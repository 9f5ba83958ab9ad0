//! The table: every entity as one row, in columns that can be filtered and counted. Rebuildable, like the index beside which it
//! lies; it holds what everybody may see, and nothing else.
//!
//! Rows that are written together are a segment, which never changes; a row is replaced by striking it out and writing another
//! one in a new segment. Which claims of which entries the rows were folded from is kept with them: whoever opens the table
//! sees what has changed since.

mod ask;
mod bits;
mod build;
mod bytes;
mod count;
mod filter;
mod keep;
mod laying;
mod merge;
mod record;
mod segment;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daftar_claim::{EntityId, EntryId};
use daftar_table::{Row, RowName};

use crate::index::IndexError;
use bits::Bits;
use build::Builder;
use laying::Laid;
use segment::{Held, Segment};

/// With more layers than this, they are made fewer.
const LAYERS: usize = 8;

/// How many rows are built in memory before they are laid down. Few in tests, so that there are parts.
const AT_ONCE: usize = if cfg!(test) { 2 } else { 100_000 };

/// What a table was made from: as long as nothing of it changes, the rows are right.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Stamp {
    /// A hash of all that every row depends on: the profiles, what is withheld.
    pub ground: [u8; 32],
    /// A mark for each entry that changes when something else of it counts.
    pub counted: BTreeMap<EntryId, u64>,
}

/// Rows, in layers: a later one may replace rows of an earlier one.
#[derive(Clone, Debug, Default)]
pub struct Table {
    layers: Vec<Layer>,
    stamp: Stamp,
    /// The entities of which more is said than everybody may see.
    partly: BTreeSet<EntityId>,
}

/// A segment, and which of its rows are not struck out.
#[derive(Clone, Debug)]
struct Layer {
    segment: Arc<Segment>,
    live: Bits,
}

impl Table {
    /// What it was made from.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The entities of which more is said than everybody may see, those without any row among them.
    pub fn partly(&self) -> &BTreeSet<EntityId> {
        &self.partly
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.layers.iter().map(|layer| layer.live.count()).sum()
    }

    /// The columns that some row has, sorted.
    pub fn fields(&self) -> BTreeSet<String> {
        self.layers.iter().flat_map(|layer| layer.segment.fields()).map(str::to_owned).collect()
    }

    /// All members of the rows in which these entities are.
    ///
    /// # Errors
    /// When the table is not as it was written.
    pub fn together_with(&self, entities: &BTreeSet<EntityId>) -> Result<BTreeSet<EntityId>, IndexError> {
        let mut all = entities.clone();
        for layer in &self.layers {
            for entity in entities {
                if let Some(row) = layer.segment.row_of(&entity.0.0)?.filter(|row| layer.live.contains(*row)) {
                    all.extend(layer.segment.record(row)?.members);
                }
            }
        }
        Ok(all)
    }

    /// What an entity is called.
    ///
    /// # Errors
    /// When the table is not as it was written.
    pub fn names_of(&self, entity: &EntityId) -> Result<Vec<RowName>, IndexError> {
        for layer in self.layers.iter().rev() {
            if let Some(row) = layer.segment.row_of(&entity.0.0)?.filter(|row| layer.live.contains(*row)) {
                return Ok(layer.segment.record(row)?.names);
            }
        }
        Ok(Vec::new())
    }

    /// The row of an entity.
    ///
    /// # Errors
    /// When the table is not as it was written.
    pub fn row_of(&self, entity: &EntityId) -> Result<Option<Row>, IndexError> {
        for layer in self.layers.iter().rev() {
            if let Some(row) = layer.segment.row_of(&entity.0.0)?.filter(|row| layer.live.contains(*row)) {
                return Ok(Some(layer.segment.row(row)?));
            }
        }
        Ok(None)
    }

    /// Strikes out the rows of some entities.
    fn strike(&mut self, gone: &BTreeSet<EntityId>) -> Result<(), IndexError> {
        for layer in &mut self.layers {
            let mut struck = Bits::none(layer.segment.rows());
            for entity in gone {
                if let Some(row) = layer.segment.row_of(&entity.0.0)? {
                    struck.insert(row);
                }
            }
            layer.live.and_not(&struck);
        }
        self.layers.retain(|layer| layer.live.count() > 0);
        Ok(())
    }
}

/// Writes the rows of a table, those of a new one or in place of others.
pub struct Writing {
    table: Table,
    builder: Builder,
    /// What was written of them already, so that memory stays flat.
    fresh: Vec<Layer>,
    folder: Option<PathBuf>,
    gone: BTreeSet<EntityId>,
}

impl Writing {
    /// Begins a table. With a `folder` what is large is written there; without one it stays in memory.
    pub fn new(folder: Option<PathBuf>) -> Writing {
        Writing::replacing(&Table::default(), BTreeSet::new(), folder)
    }

    /// Begins to replace the rows of some entities: none of them is there afterwards unless it is pushed. They are told to be
    /// seen as a whole unless said otherwise.
    pub fn replacing(table: &Table, gone: BTreeSet<EntityId>, folder: Option<PathBuf>) -> Writing {
        let mut table = table.clone();
        table.partly.retain(|entity| !gone.contains(entity));
        Writing { table, builder: Builder::default(), fresh: Vec::new(), folder, gone }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When what is large cannot be written.
    pub fn push(&mut self, row: &Row) -> Result<(), IndexError> {
        if !self.table.layers.is_empty() {
            self.gone.extend(&row.members);
        }
        self.builder.push(row)?;
        if self.builder.rows() >= AT_ONCE { self.lay_down() } else { Ok(()) }
    }

    /// Makes a layer of what was pushed.
    fn lay_down(&mut self) -> Result<(), IndexError> {
        let builder = std::mem::take(&mut self.builder);
        if builder.rows() > 0 {
            self.fresh.push(layer(self.folder.as_deref(), |out| builder.finish(out))?);
        }
        Ok(())
    }

    /// Notes that more is said of an entity than everybody may see.
    pub fn hides_of(&mut self, entity: EntityId) {
        self.table.partly.insert(entity);
    }

    /// The table with its new rows, made from what `stamp` says.
    ///
    /// # Errors
    /// When the table is not as it was written, or cannot be written.
    pub fn finish(mut self, stamp: Stamp) -> Result<Table, IndexError> {
        self.lay_down()?;
        let Writing { mut table, fresh, folder, gone, .. } = self;
        table.stamp = stamp;
        table.strike(&gone)?;
        let is_many = fresh.len() > 1 || table.layers.len() + fresh.len() > LAYERS;
        table.layers.extend(fresh);
        if is_many { table.made_few(folder.as_deref()) } else { Ok(table) }
    }
}

impl Table {
    /// The same rows in fewer layers: the largest stays as it is unless the others have grown to half of it, or half of it is
    /// struck out.
    fn made_few(mut self, folder: Option<&Path>) -> Result<Table, IndexError> {
        let live = |layer: &Layer| layer.live.count();
        let largest = (0..self.layers.len()).max_by_key(|n| self.layers.get(*n).map(live));
        let stays = largest.filter(|n| {
            let largest = self.layers.get(*n).map(|layer| (live(layer), layer.segment.rows() as u64));
            largest.is_some_and(|(live, rows)| (self.rows() - live) * 2 < live && live * 2 > rows)
        });
        let mut layers: Vec<Layer> = stays.map(|n| self.layers.remove(n)).into_iter().collect();
        layers.push(layer(folder, |out| merge::merge(&self.layers, out))?);
        Ok(Table { layers, ..self })
    }
}

fn layer(
    folder: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> Result<Laid, IndexError>,
) -> Result<Layer, IndexError> {
    let segment = match folder {
        Some(folder) => keep::segment_file(folder, write)?,
        None => {
            let mut bytes = Vec::new();
            let laid = write(&mut bytes)?;
            Segment::new(laid, Held::Memory(bytes))
        }
    };
    let live = Bits::all(segment.rows());
    Ok(Layer { segment: Arc::new(segment), live })
}

#[cfg(test)]
mod tests;
