//! Parts that belong together: their names, and which of them have been taken.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use daftar_copy::bundle::{MOST_PARTS, Part};
use serde::{Deserialize, Serialize};

use crate::RegisterError;
use crate::home::{read_form, to_json};
use crate::pieces::Pieces;

/// Of so many bundles it is noted which parts were taken.
const MOST_NOTES: usize = 64;
/// The ending of such a note.
const NOTE: &str = "parts";

/// The name of a bundle's file: `town.tar`, of a part `town.002-of-005.tar`, encrypted `town.002-of-005.tar.age`.
pub(super) fn name_of(to: &Path, part: Option<(u32, u32)>, sealed: bool) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    let already = to.extension().is_some_and(|ending| ending == "age");
    if sealed && already {
        name = to.file_stem().unwrap_or_default().to_owned();
    }
    if let Some((number, count)) = part {
        name = numbered(Path::new(&name), number, count);
    }
    if sealed {
        name.push(".age");
    }
    to.with_file_name(name)
}

fn numbered(name: &Path, number: u32, count: u32) -> OsString {
    let mut numbered = name.file_stem().unwrap_or_default().to_owned();
    numbered.push(format!(".{number:03}-of-{count:03}"));
    if let Some(ending) = name.extension() {
        numbered.push(".");
        numbered.push(ending);
    }
    numbered
}

/// Whether a file is named as a bundle of this name is, or a part of it, whatever their number.
pub(super) fn is_of(name: &str, to: &Path) -> bool {
    let plain = |name: &str| name.strip_suffix(".age").unwrap_or(name).to_owned();
    let (name, to) = (plain(name), plain(&to.file_name().unwrap_or_default().to_string_lossy()));
    let to = Path::new(&to);
    let stem = format!("{}.", to.file_stem().unwrap_or_default().to_string_lossy());
    let ending = to.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let part =
        name.strip_prefix(&stem).and_then(|rest| rest.strip_suffix(&ending)).and_then(|rest| rest.split_once("-of-"));
    Path::new(&name) == to || part.is_some_and(|(at, of)| number(at) && number(of))
}

/// The parts that lie in one folder with this one, by their names; only the file itself where it is no part.
pub(crate) fn parts_beside(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let found = name.match_indices("-of-").find_map(|(at, mark)| {
        let (before, after) = (&name[..at], &name[at + mark.len()..]);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let begin = before.rfind('.')? + 1;
        let (number, count) = (before[begin..].parse::<u32>().ok()?, after[..digits].parse::<u32>().ok()?);
        let fits = (1..=count).contains(&number) && count <= MOST_PARTS;
        fits.then(|| (name[..begin].to_owned(), count, after[digits..].to_owned()))
    });
    let Some((stem, count, ending)) = found else { return vec![path.to_owned()] };
    let all = (1..=count).map(|number| path.with_file_name(format!("{stem}{number:03}-of-{count:03}{ending}")));
    let here: Vec<PathBuf> = all.filter(|part| part.exists()).collect();
    if here.iter().any(|part| part == path) { here } else { vec![path.to_owned()] }
}

/// Which parts of a bundle have been taken.
#[derive(Serialize, Deserialize, Default)]
struct NoteForm {
    count: u32,
    taken: Vec<u32>,
}

/// Forgets which parts were taken: pieces that some of them brought were dropped.
pub(super) fn forget_parts(pieces: &Pieces) -> Result<(), RegisterError> {
    pieces.forget_notes(NOTE).map_err(RegisterError::io(pieces.folder()))
}

/// Notes that a part was taken, if it was taken as a whole: after a loss of power, too, what it brought is here. Gives the numbers of those that were not yet.
pub(super) fn note_part(pieces: &mut Pieces, part: Part, whole: bool) -> Result<Vec<u32>, RegisterError> {
    let path = pieces.folder().join(part.of.to_string()).with_extension(NOTE);
    // A note that cannot be read is no loss: parts can be taken twice.
    let known = read_form::<NoteForm>(&path).ok().flatten().filter(|note| note.count == part.count);
    let mut note = known.unwrap_or(NoteForm { count: part.count, taken: Vec::new() });
    if whole && !note.taken.contains(&part.number) {
        note.taken.push(part.number);
        pieces.note(&path, &to_json(&note)).map_err(RegisterError::io(&path))?;
        drop_oldest(pieces.folder());
    }
    Ok((1..=part.count).filter(|number| !note.taken.contains(number)).collect())
}

fn drop_oldest(folder: &Path) {
    let all = fs::read_dir(folder).into_iter().flatten().flatten().map(|one| one.path());
    let mut notes: Vec<(Option<SystemTime>, PathBuf)> = all
        .filter(|path| path.extension().is_some_and(|ending| ending == NOTE))
        .map(|path| (path.metadata().and_then(|facts| facts.modified()).ok(), path))
        .collect();
    notes.sort();
    for (_, path) in notes.iter().take(notes.len().saturating_sub(MOST_NOTES)) {
        // What stays too long does no harm.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_names_that_sort_and_keep_their_ending() {
        let name = |to: &str, part, sealed| name_of(Path::new(to), part, sealed).to_string_lossy().into_owned();
        assert_eq!(name("a/town.tar", None, false), "a/town.tar");
        assert_eq!(name("a/town.tar", Some((2, 5)), false), "a/town.002-of-005.tar");
        assert_eq!(name("town", Some((2, 5)), false), "town.002-of-005");
        assert_eq!(name("town.tar", None, true), "town.tar.age");
        assert_eq!(name("town.tar.age", None, true), "town.tar.age");
        assert_eq!(name("town.tar.age", Some((12, 1200)), true), "town.012-of-1200.tar.age");
    }

    #[test]
    fn parts_of_whatever_number_are_known_by_their_names() {
        let of = |name: &str| is_of(name, Path::new("a/town.tar"));
        for name in ["town.tar", "town.tar.age", "town.001-of-005.tar", "town.012-of-1200.tar.age"] {
            assert!(of(name), "{name}");
        }
        for name in ["other.tar", "town.of-005.tar", "town.001-of-.tar", "town.x-of-y.tar", "townhall.001-of-002.tar"] {
            assert!(!of(name), "{name}");
        }
        assert!(is_of("town.001-of-005", Path::new("town")) && is_of("town.tar", Path::new("town.tar.age")));
    }

    #[test]
    fn parts_are_found_beside_each_other() {
        let dir = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = [1, 3].map(|n| dir.path().join(format!("town.{n:03}-of-003.tar.age"))).to_vec();
        for path in &paths {
            fs::write(path, "").unwrap();
        }
        assert_eq!(parts_beside(&paths[1]), paths);
        let other = dir.path().join("one-of-many.tar");
        assert_eq!(parts_beside(&other), std::slice::from_ref(&other));
    }

    #[test]
    fn it_is_known_which_parts_are_missing_and_old_notes_go() {
        let dir = tempfile::tempdir().unwrap();
        let mut pieces = Pieces::of(dir.path());
        let part = |seed, number| Part { of: daftar_claim::Hash([seed; 32]), number, count: 3 };
        assert_eq!(note_part(&mut pieces, part(1, 2), true).unwrap(), [1, 3]);
        assert_eq!(note_part(&mut pieces, part(1, 3), false).unwrap(), [1, 3]);
        assert_eq!(note_part(&mut pieces, part(1, 1), true).unwrap(), [3]);
        assert_eq!(note_part(&mut pieces, part(1, 3), true).unwrap(), [0; 0]);
        for seed in 2..80 {
            note_part(&mut pieces, part(seed, 1), true).unwrap();
        }
        assert_eq!(fs::read_dir(pieces.folder()).unwrap().count(), MOST_NOTES);
    }
}
