//! A source file that is larger than a part comes in pieces. Each says where it belongs and has a hash of its own, so that a
//! damaged one is known before its neighbours are: only what has its hash is added to what came before.

use std::io::{self, ErrorKind, Read};

use daftar_claim::checked;
use daftar_claim::json::Json;
use daftar_claim::{FileId, Hash, LedgerError, TextId};
use ring::digest::{Context, SHA256};

/// So many source files wait for the rest at most: nobody fills the disk with beginnings.
pub(crate) const MOST_WAITING: usize = 64;
/// Pieces are read and written in steps of this many bytes.
const STEP: usize = 256 << 10;

/// Where source files grow until they are whole: what came of each is its beginning, without a gap.
pub trait Incoming {
    /// How many bytes of a source file came before, in order.
    fn begun(&self, file: FileId) -> u64;

    /// How many source files wait for the rest.
    fn waiting(&self) -> usize;

    /// Goes on with a source file at this byte; what stood there and behind it is gone.
    ///
    /// # Errors
    /// When it cannot be written.
    fn go_on(&mut self, file: FileId, at: u64, bytes: &[u8]) -> Result<(), LedgerError>;

    /// What came of a source file.
    ///
    /// # Errors
    /// When it cannot be read.
    fn open(&self, file: FileId) -> Result<Box<dyn Read>, LedgerError>;

    /// Forgets what came of a source file.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn forget(&mut self, file: FileId) -> Result<(), LedgerError>;
}

/// What a piece is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PieceNote {
    /// The file of which it is a piece.
    pub(crate) file: FileId,
    /// Where it begins.
    pub(crate) from: u64,
    /// How long it is.
    pub(crate) length: u64,
    /// How long the file is.
    pub(crate) total: u64,
    /// The SHA-256 of the piece.
    pub(crate) check: Hash,
}

impl PieceNote {
    pub(crate) fn to_text(&self) -> String {
        let number = |n: u64| Json::Integer(i64::try_from(n).unwrap_or_default());
        checked::write(vec![
            ("file".into(), Json::Text(self.file.to_string().into())),
            ("from".into(), number(self.from)),
            ("length".into(), number(self.length)),
            ("piece".into(), Json::Text(self.check.to_string().into())),
            ("total".into(), number(self.total)),
        ])
    }

    /// Reads a note; what it says of lengths fits together.
    pub(crate) fn parse(bytes: &[u8]) -> Result<PieceNote, String> {
        let members = checked::read(bytes).map_err(|error| error.to_string())?;
        let text = |name| checked::member(&members, name).ok().and_then(Json::as_text);
        let number = |name| {
            let number = checked::member(&members, name).ok().and_then(Json::as_integer);
            number.and_then(|number| u64::try_from(number).ok())
        };
        let read = || -> Option<PieceNote> {
            Some(PieceNote {
                file: FileId::parse(text("file")?).ok()?,
                from: number("from")?,
                length: number("length")?,
                total: number("total")?,
                check: Hash::parse(text("piece")?).ok()?,
            })
        };
        let note = read().ok_or("this is no note about a piece")?;
        let end = note.from.checked_add(note.length).filter(|end| note.length > 0 && *end <= note.total);
        end.map(|_| note).ok_or_else(|| "it lies beyond the end of its file".to_owned())
    }

    fn end(&self) -> u64 {
        self.from + self.length
    }
}

/// What became of a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Grown {
    /// It came before.
    Known,
    /// The file goes on, and still lacks something.
    Begun,
    /// The file is all there, though nobody knows yet whether it has its hash.
    Whole,
    /// A piece before it is lacking.
    Waits,
    /// It breaks off.
    Broken,
    /// It has another hash than its note says.
    Damaged,
    /// Too many source files wait.
    TooMany,
}

/// Adds a piece to what came before it of its file. One that breaks off or is damaged leaves what came before it.
pub(crate) fn grow(incoming: &mut dyn Incoming, note: &PieceNote, from: &mut dyn Read) -> Result<Grown, LedgerError> {
    let mut begun = incoming.begun(note.file);
    if begun > note.total {
        // One of the two lies; which one, the file's hash tells once it is whole.
        incoming.forget(note.file)?;
        begun = 0;
    }
    if begun >= note.end() && lies_whole(incoming, note)? {
        return Ok(if begun == note.total { Grown::Whole } else { Grown::Known });
    }
    match () {
        () if begun < note.from => return Ok(Grown::Waits),
        () if begun == 0 && incoming.waiting() >= MOST_WAITING => return Ok(Grown::TooMany),
        () => {}
    }
    // What lies there of this piece, a loss of power may have torn: it comes anew.
    let grown = add(incoming, note, from)?;
    if matches!(grown, Grown::Broken | Grown::Damaged) {
        match note.from {
            0 => incoming.forget(note.file)?,
            _ => incoming.go_on(note.file, note.from, &[])?,
        }
    }
    Ok(grown)
}

/// Whether a piece that is all there has its hash.
fn lies_whole(incoming: &dyn Incoming, note: &PieceNote) -> Result<bool, LedgerError> {
    let mut from = incoming.open(note.file)?;
    let unread = |error: io::Error| LedgerError::Files(format!("{} cannot be read: {error}", note.file));
    io::copy(&mut (&mut from).take(note.from), &mut io::sink()).map_err(unread)?;
    Ok(hash_of(from.take(note.length)).map_err(unread)?.0 == note.check)
}

fn add(incoming: &mut dyn Incoming, note: &PieceNote, from: &mut dyn Read) -> Result<Grown, LedgerError> {
    let (mut hasher, mut at) = (Context::new(&SHA256), note.from);
    let mut step = vec![0; STEP];
    while at < note.end() {
        let most = step.len().min(usize::try_from(note.end() - at).unwrap_or(STEP));
        let read = match from.read(&mut step[..most]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) | Ok(0) => return Ok(Grown::Broken),
            Ok(read) => read,
        };
        hasher.update(&step[..read]);
        incoming.go_on(note.file, at, &step[..read])?;
        at += read as u64;
    }
    match hasher.finish().as_ref() == note.check.0 {
        false => Ok(Grown::Damaged),
        true if note.end() == note.total => Ok(Grown::Whole),
        true => Ok(Grown::Begun),
    }
}

/// The hash of a piece, and how many bytes of it there are.
pub(crate) fn hash_of(mut from: impl Read) -> std::io::Result<(Hash, u64)> {
    let (mut hasher, mut length, mut step) = (Context::new(&SHA256), 0, vec![0; STEP]);
    loop {
        let read = match from.read(&mut step) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 {
            let mut hash = [0; 32];
            hash.copy_from_slice(hasher.finish().as_ref());
            return Ok((Hash(hash), length));
        }
        hasher.update(&step[..read]);
        length += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Memory(BTreeMap<FileId, Vec<u8>>);

    impl Incoming for Memory {
        fn begun(&self, file: FileId) -> u64 {
            self.0.get(&file).map_or(0, |bytes| bytes.len() as u64)
        }

        fn waiting(&self) -> usize {
            self.0.len()
        }

        fn go_on(&mut self, file: FileId, at: u64, bytes: &[u8]) -> Result<(), LedgerError> {
            let here = self.0.entry(file).or_default();
            here.truncate(at as usize);
            here.extend_from_slice(bytes);
            Ok(())
        }

        fn open(&self, file: FileId) -> Result<Box<dyn Read>, LedgerError> {
            Ok(Box::new(std::io::Cursor::new(self.0[&file].clone())))
        }

        fn forget(&mut self, file: FileId) -> Result<(), LedgerError> {
            drop(self.0.remove(&file));
            Ok(())
        }
    }

    const WHOLE: &[u8] = b"the door of the mill is blue, and its jars are full of seeds";

    fn note(from: usize, to: usize) -> PieceNote {
        let (check, total) = (Hash::of(&WHOLE[from..to]), WHOLE.len() as u64);
        PieceNote { file: FileId(Hash::of(WHOLE)), from: from as u64, length: (to - from) as u64, total, check }
    }

    fn add(memory: &mut Memory, from: usize, to: usize) -> Grown {
        grow(memory, &note(from, to), &mut &WHOLE[from..to]).unwrap()
    }

    #[test]
    fn a_file_grows_by_pieces_in_their_order_and_any_that_came_before_is_known() {
        let mut memory = Memory::default();
        let end = WHOLE.len();
        assert_eq!(add(&mut memory, 20, 40), Grown::Waits);
        assert_eq!(add(&mut memory, 0, 20), Grown::Begun);
        assert_eq!(add(&mut memory, 0, 20), Grown::Known);
        assert_eq!(add(&mut memory, 40, end), Grown::Waits);
        // As a syncing may have left it: in the middle of a piece.
        memory.go_on(note(0, 20).file, 20, &WHOLE[20..27]).unwrap();
        assert_eq!(add(&mut memory, 20, 40), Grown::Begun);
        assert_eq!(add(&mut memory, 30, end), Grown::Whole);
        assert_eq!(add(&mut memory, 0, 20), Grown::Whole, "it is all there, and was not taken yet");
        assert_eq!(memory.0[&note(0, 20).file], WHOLE);
    }

    #[test]
    fn a_piece_that_is_damaged_or_breaks_off_leaves_all_as_it_was() {
        let mut memory = Memory::default();
        assert_eq!(grow(&mut memory, &note(0, 20), &mut &WHOLE[1..21]).unwrap(), Grown::Damaged);
        assert_eq!(memory.waiting(), 0);
        add(&mut memory, 0, 20);
        // Torn by a loss of power, in the middle and as a whole.
        for torn in [[&WHOLE[..20], b"\0\0\0"].concat(), vec![0; 40]] {
            memory.0.insert(note(0, 20).file, torn);
            assert!(matches!(add(&mut memory, 0, 20), Grown::Known | Grown::Begun));
            assert_eq!(add(&mut memory, 20, 40), Grown::Begun);
            assert_eq!(memory.0[&note(0, 20).file], &WHOLE[..40]);
            memory.go_on(note(0, 20).file, 20, &[]).unwrap();
        }
        assert_eq!(grow(&mut memory, &note(20, 40), &mut &WHOLE[21..41]).unwrap(), Grown::Damaged);
        assert_eq!(grow(&mut memory, &note(20, 40), &mut &WHOLE[20..39]).unwrap(), Grown::Broken);
        assert_eq!(memory.0[&note(0, 20).file], &WHOLE[..20]);
    }

    #[test]
    fn notes_that_do_not_fit_together_are_refused() {
        let good = note(20, 40);
        assert_eq!(PieceNote::parse(good.to_text().as_bytes()), Ok(good.clone()));
        for wrong in [
            PieceNote { length: 0, ..good.clone() },
            PieceNote { total: 39, ..good.clone() },
            PieceNote { from: u64::MAX >> 1, length: u64::MAX >> 1, ..good.clone() },
        ] {
            assert!(PieceNote::parse(wrong.to_text().as_bytes()).is_err(), "{wrong:?}");
        }
        let text = good.to_text().replace("\"from\":20", "\"from\":21");
        assert!(PieceNote::parse(text.as_bytes()).unwrap_err().contains("was changed"));
    }
}
