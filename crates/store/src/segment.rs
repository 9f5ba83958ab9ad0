//! One segment of a log, as its files lie: where the lines of each entry are, and how they are read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::again::Mark;
use crate::error::{At, StoreError};
use crate::frames::{self, Frames, Packer, Unpacker};
use crate::layout::Files;
use crate::walk::{self, Expected, Shape};

/// In which of its two forms the bodies of a segment lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// Plain lines: the open segment.
    Lines,
    /// One zstd frame an entry: a closed segment.
    Frames,
}

/// Where the entries of a bodies file lie.
#[derive(Debug)]
pub(crate) struct Places {
    pub(crate) form: Form,
    /// Length of the file that was looked through, in bytes.
    pub(crate) length: usize,
    /// The place of each entry, in order; none where damage hides it.
    pub(crate) entries: Vec<Option<Range<usize>>>,
    /// Whether entries were found by content, damage or not.
    pub(crate) careful: bool,
}

/// One segment.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) number: u32,
    pub(crate) files: Files,
    /// What each pair of the headers file says of its bodies; none where the pair is damaged.
    pub(crate) shapes: Vec<Option<Shape>>,
    /// What its headers file bore before it was read, where it was read and the system tells.
    pub(crate) mark: Option<Mark>,
    places: Mutex<Option<Arc<Places>>>,
}

impl Segment {
    pub(crate) fn new(number: u32, files: Files, shapes: Vec<Option<Shape>>) -> Segment {
        Segment { number, files, shapes, mark: None, places: Mutex::new(None) }
    }

    /// The same, of a headers file that bore this mark before it was read.
    pub(crate) fn marked(self, mark: Option<Mark>) -> Segment {
        Segment { mark, ..self }
    }

    /// The file in which the bodies lie now.
    pub(crate) fn path(&self, form: Form) -> PathBuf {
        match form {
            Form::Lines => self.files.bodies(),
            Form::Frames => self.files.packed(),
        }
    }

    /// Forgets where the entries lie, after the file was written anew.
    pub(crate) fn moved(&self) {
        *self.places.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The bytes of one entry's lines, and their offset in the file; none when neither file holds them.
    ///
    /// `careful` finds entries behind damage, at the price of hashing the whole segment once.
    pub(crate) fn read(
        &self,
        slot: usize,
        careful: bool,
        expected: &dyn Fn() -> Vec<Expected>,
    ) -> Result<Option<(usize, Vec<u8>)>, StoreError> {
        let Some((form, mut file)) = self.open()? else { return Ok(None) };
        let path = self.path(form);
        let length = file.metadata().at(&path)?.len() as usize;
        let places = match self.known(form, length, careful) {
            Some(places) => places,
            None => self.look(form, &read_all(&mut file).at(&path)?, careful, &expected()),
        };
        let Some(place) = places.entries.get(slot).cloned().flatten() else { return Ok(None) };
        let bytes = read_part(&mut file, place.clone()).at(&path)?;
        match form {
            Form::Lines => Ok(Some((place.start, bytes))),
            Form::Frames => Ok(Unpacker::new().at(&path)?.unpack(&bytes).map(|lines| (place.start, lines))),
        }
    }

    fn known(&self, form: Form, length: usize, careful: bool) -> Option<Arc<Places>> {
        let places = self.places.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let same = places.form == form && places.length == length && (places.careful || !careful);
        same.then_some(places)
    }

    /// Looks through the bytes of the bodies file, and remembers.
    fn look(&self, form: Form, bytes: &[u8], careful: bool, expected: &[Expected]) -> Arc<Places> {
        let places = Arc::new(look(form, bytes, careful, expected));
        *self.places.lock().unwrap_or_else(PoisonError::into_inner) = Some(places.clone());
        places
    }

    /// Opens the bodies file. Both forms lie side by side only after a crash: then the frames count if they are whole.
    pub(crate) fn open(&self) -> Result<Option<(Form, File)>, StoreError> {
        let open = |form| {
            let path = self.path(form);
            match File::open(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                other => other.map(|file| Some((form, file))).at(&path),
            }
        };
        match (open(Form::Frames)?, open(Form::Lines)?) {
            (Some(packed), None) => Ok(Some(packed)),
            (Some(packed), Some(lines)) => Ok(Some(if self.frames_are_whole()? { packed } else { lines })),
            (None, Some(lines)) => Ok(Some(lines)),
            // Between the two looks a writer may have closed the segment.
            (None, None) => open(Form::Frames),
        }
    }

    fn frames_are_whole(&self) -> Result<bool, StoreError> {
        let path = self.files.packed();
        let bytes = std::fs::read(&path).at(&path)?;
        let mut unpacker = Unpacker::new().at(&path)?;
        let places = frames::find(&bytes, self.shapes.len()).places;
        let opens = |place: Option<Range<usize>>| place.is_some_and(|place| unpacker.unpack(&bytes[place]).is_some());
        Ok(places.into_iter().all(opens))
    }
}

/// Where the entries lie in the bytes of a bodies file.
pub(crate) fn look(form: Form, bytes: &[u8], careful: bool, expected: &[Expected]) -> Places {
    let (length, careful) = (bytes.len(), careful || form == Form::Frames);
    if form == Form::Frames {
        let Frames { places: entries, .. } = frames::find(bytes, expected.len());
        return Places { form, length, entries, careful };
    }
    let counted = (!careful).then(|| walk::by_count(bytes, expected)).flatten();
    let careful = counted.is_none();
    let places = counted.unwrap_or_else(|| walk::by_content(bytes, expected));
    Places { form, length, entries: places.into_iter().map(Some).collect(), careful }
}

/// The frames of entries whose lines lie at these places.
pub(crate) fn pack(bytes: &[u8], places: &[Range<usize>]) -> io::Result<Vec<u8>> {
    let mut packer = Packer::new()?;
    let mut out = Vec::with_capacity(bytes.len() / 4);
    for place in places {
        out.extend(packer.pack(bytes.get(place.clone()).unwrap_or_default())?);
    }
    Ok(out)
}

/// The whole file from its start.
pub(crate) fn read_all(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_part(file: &mut File, place: Range<usize>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(place.len());
    file.seek(SeekFrom::Start(place.start as u64))?;
    file.take(place.len() as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
