//! What a copy of a register holds, listed while others may write.
//!
//! Logs grow at their ends: each is listed up to its last complete entry, and synced first, so that a copy never knows of
//! an entry that a loss of power could still take back here. What is rewritten afterwards (a segment that is closed, an
//! erasure) becomes another file: whoever copies compares what was opened with what was listed.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{At, StoreError};
use crate::headers::HeaderFile;
use crate::layout::{self, Files, Layout, UNFINISHED, names_in};
use crate::log::read_notes;
use crate::notes::Notes;
use crate::walk::{self, Expected, Shape};

/// The folders that a copy holds; the index can be made again, and what is on its way in is nobody's yet.
const FOLDERS: [&str; 4] = ["logs", "evidence", "profiles", "drafts"];

/// A file of a register that a copy holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Copied {
    /// Where it lies below the register's folder, parts separated by `/`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Up to where it is copied, if others append to it.
    pub up_to: Option<u64>,
}

/// The files that a copy of this register holds, sorted by name. Keys are not among them: they lie elsewhere.
///
/// # Errors
/// When the folder is no register, or a file cannot be read.
pub fn copied(folder: &Path) -> Result<Vec<Copied>, StoreError> {
    let layout = Layout::new(folder);
    crate::settings::Settings::read(&layout)?;
    let mut found = Vec::new();
    list(folder, "", &|name| FOLDERS.contains(&name), &mut found)?;
    found.retain(|file| file.path != layout.lock());
    for key in layout.log_keys().at(&layout.logs())? {
        for (path, length) in ends(&layout.log(key))? {
            found.iter_mut().filter(|file| file.path == path).for_each(|file| file.up_to = Some(length));
        }
    }
    found.sort();
    Ok(found)
}

/// All files of a folder; of the folders in it, those that are wanted.
fn list(folder: &Path, above: &str, wanted: &dyn Fn(&str) -> bool, found: &mut Vec<Copied>) -> Result<(), StoreError> {
    for name in names_in(folder).at(folder)?.into_iter().filter(|name| !name.ends_with(UNFINISHED)) {
        let path = folder.join(&name);
        let kind = match fs::symlink_metadata(&path) {
            // Gone meanwhile: a segment that was closed comes under its new name when the list is made again.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other.at(&path)?.file_type(),
        };
        if kind.is_file() {
            found.push(Copied { name: format!("{above}{name}"), path, up_to: None });
        } else if kind.is_dir() && wanted(&name) {
            list(&path, &format!("{above}{name}/"), &|_| true, found)?;
        }
    }
    Ok(())
}

/// Where the files of a log that grow end, as far as its entries are complete.
fn ends(log: &Path) -> Result<Vec<(PathBuf, u64)>, StoreError> {
    let segments = Files::segments(log).at(log)?;
    let Some((_, last)) = segments.last().filter(|(_, files)| !files.packed().exists()) else { return Ok(Vec::new()) };
    let (headers, bodies) = (last.headers(), last.bodies());
    // Synced, so that what is copied cannot be lost here any more.
    File::open(&headers).and_then(|file| file.sync_all()).at(&headers)?;
    let pairs = HeaderFile::parse(&fs::read(&headers).at(&headers)?).pairs;
    let notes = read_notes(layout::notes(log))?;
    let mut ends = vec![(headers, pairs.last().map_or(0, |pair| pair.place.end as u64))];
    let shapes = pairs.iter().map(|pair| pair.header.as_ref().ok().map(|signed| Shape::of(&signed.header)));
    ends.extend(bodies_end(&bodies, shapes, &notes)?.map(|length| (bodies, length)));
    ends.extend((notes.length > 0).then(|| (notes.path.clone(), notes.length)));
    Ok(ends)
}

/// Where the last body of these entries ends; none where the file is damaged, which is copied as it is.
fn bodies_end(
    path: &Path,
    shapes: impl Iterator<Item = Option<Shape>>,
    notes: &Notes,
) -> Result<Option<u64>, StoreError> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.at(path)?,
    };
    let of = |shape: Shape| Expected::of(&shape, notes.get(shape.number));
    let expected: Vec<Expected> = shapes.map(|shape| shape.map_or(Expected::Unknown, of)).collect();
    let places = walk::by_count(&bytes, &expected);
    Ok(places.map(|places| places.last().map_or(0, |place| place.end as u64)))
}
