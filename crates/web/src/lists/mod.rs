//! A list that waits to be imported: sent once, looked at as often as it takes, kept in the register's own folder until it is
//! imported or put away. There is one at a time.

mod account;
mod mapped;

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use daftar_register::claim::{Edtf, EntryId, Key, TextId as _};
use daftar_register::import::{Imported, Looked, Mapping, Plan};
use daftar_register::read::sheet::{HeaderRows, Opening};
use daftar_register::{Register, RegisterError};
use serde::{Deserialize, Serialize};

pub(crate) use self::account::{Account, Which, rows};
pub(crate) use self::mapped::{LEFT_OUT, NEWLINE, PICTURES, meaning, take};
use crate::error::Trouble;
use crate::forms::typed::{Asks, Typed};
use crate::upload::Received;

/// Where it lies, among what comes in.
pub(crate) const LIST: &str = "list";
/// What is known of it.
const FACTS: &str = "list.json";
/// The folder of the list itself, and that of its pictures.
const FILE: &str = "file";
const PICTURE_FILES: &str = "pictures";
/// A list that nobody touched for so long goes when the program starts: its sender has it.
const STALE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The list, and what was said of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Waiting {
    /// What its file was called.
    pub(crate) name: String,
    /// What it is to be called as a source.
    pub(crate) title: String,
    /// Whether all of it is to be sealed.
    pub(crate) restricted: bool,
    /// How it is opened, as far as that was said.
    pub(crate) sheet: Option<String>,
    pub(crate) header: String,
    pub(crate) encoding: Option<String>,
    /// What its columns mean; its kind says what its rows are.
    pub(crate) mapping: Mapping,
    /// Whether it was said that no column tells one row from all others.
    pub(crate) no_key: bool,
    /// When the file was fetched, as it was typed.
    #[serde(default)]
    pub(crate) retrieved: String,
    /// Whether it is recorded that the list withdrew what it lacks now.
    #[serde(default)]
    pub(crate) note_gone: bool,
    pub(crate) stage: Stage,
}

/// How far it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stage {
    /// What its columns mean is being settled.
    Open,
    /// All of it was looked through with this meaning: what would come of it.
    Looked(Imported),
    /// It was imported.
    Done(Box<Done>),
}

/// What importing it came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Done {
    pub(crate) imported: Imported,
    /// The document that the list is, by its id.
    pub(crate) source: String,
    /// Its last entry, by its log and number; none when nothing was recorded.
    pub(crate) log: Option<String>,
    pub(crate) number: u64,
}

impl Done {
    /// The entry that undoes it all.
    pub(crate) fn entry(&self) -> Option<EntryId> {
        let log = Key::parse(self.log.as_deref()?).ok()?;
        Some(EntryId { log, number: self.number })
    }
}

impl Waiting {
    /// Takes a list that was sent, in place of the one before.
    pub(crate) fn begin(folder: &Path, received: &Received, kind: &str) -> Result<Waiting, Trouble> {
        let Some((name, path)) = received.only() else {
            return Err(Trouble::Wrong(if received.paths().is_empty() { "fault-no-file" } else { "fault-one-list" }));
        };
        let title = received.title().unwrap_or(name).to_owned();
        let encoding = received.answer_to("encoding").filter(|label| !label.is_empty()).map(str::to_owned);
        let waiting = Waiting {
            name: name.to_owned(),
            title,
            restricted: received.answer_to("restricted") == Some("yes"),
            sheet: None,
            header: String::new(),
            encoding,
            mapping: Mapping { kind: kind.to_owned(), ..Mapping::default() },
            no_key: false,
            retrieved: String::new(),
            note_gone: false,
            stage: Stage::Open,
        };
        put_away(folder)?;
        fs::create_dir_all(folder.join(FILE)).map_err(inside)?;
        fs::rename(path, folder.join(FILE).join(name)).map_err(inside)?;
        waiting.save(folder)?;
        Ok(waiting)
    }

    /// The list that waits, if one does.
    pub(crate) fn load(folder: &Path) -> Result<Option<Waiting>, Trouble> {
        match fs::read(folder.join(FACTS)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).map_err(|error| Trouble::Inside(error.to_string()))?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(inside(error)),
        }
    }

    /// The list that waits.
    pub(crate) fn must(folder: &Path) -> Result<Waiting, Trouble> {
        Waiting::load(folder)?.ok_or(Trouble::Wrong("fault-no-list"))
    }

    /// Keeps what is known of it: whole, or as it was.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), Trouble> {
        let bytes = serde_json::to_vec(self).map_err(|error| Trouble::Inside(error.to_string()))?;
        let new = folder.join("list.new");
        fs::write(&new, bytes).and_then(|()| fs::rename(&new, folder.join(FACTS))).map_err(inside)
    }

    /// Where the list itself lies.
    pub(crate) fn path(&self, folder: &Path) -> PathBuf {
        folder.join(FILE).join(&self.name)
    }

    /// How it is opened.
    pub(crate) fn opening(&self) -> Opening {
        let header = HeaderRows::parse(&self.header).unwrap_or_default();
        Opening { sheet: self.sheet.clone(), header, encoding: self.encoding.clone(), ..Opening::default() }
    }

    /// How it is imported.
    pub(crate) fn plan(&self, folder: &Path, withdraw: bool) -> Plan {
        let pictures = folder.join(PICTURE_FILES);
        Plan {
            path: self.path(folder),
            opening: self.opening(),
            mapping: self.mapping.clone(),
            title: self.title.clone(),
            withdraw,
            restricted: self.restricted,
            pictures: pictures.is_dir().then_some(pictures),
            retrieved: Edtf::parse(&self.retrieved).ok(),
            note_gone: self.note_gone,
        }
    }

    /// Takes which vintage it is from a form. Whether anything is other than before.
    pub(crate) fn take_vintage(&mut self, typed: &mut Typed) -> bool {
        let Some(day) = typed.text_to_the_letter("retrieved") else { return false };
        let (retrieved, note_gone) = (day.trim().to_owned(), typed.is("note-gone", "yes"));
        if !retrieved.is_empty() && Edtf::parse(&retrieved).is_err() {
            typed.fault("retrieved", "fault-date", Asks::Another);
        }
        let changed = (&retrieved, note_gone) != (&self.retrieved, self.note_gone);
        (self.retrieved, self.note_gone) = (retrieved, note_gone);
        changed
    }

    /// Looks at it with what is known of its columns.
    pub(crate) fn look(&self, folder: &Path, register: &Register) -> Result<Looked, RegisterError> {
        let (path, opening) = (self.path(folder), self.opening());
        match self.mapping.data_set.as_str() {
            "" => register.look_at_list(&path, &opening, &self.mapping.kind, None, None),
            _ => register.look_at_list(&path, &opening, &self.mapping.kind, Some(self.mapping.clone()), None),
        }
    }

    /// What its columns mean is to be guessed, or was never known: as its rows are of this kind now.
    pub(crate) fn guess(&mut self, folder: &Path, register: &Register, kind: &str) -> Result<(), Trouble> {
        self.stage = Stage::Open;
        // What the forms restrict is sealed; nothing that was to be sealed is opened by looking at it as something else.
        self.restricted |= register.restricts(kind);
        let path = self.path(folder);
        let known = Some(self.mapping.data_set.clone()).filter(|id| !id.is_empty());
        let first = known.is_none();
        let data_set = known.unwrap_or_else(|| register.data_set_of(&path, self.opening().sheet.as_deref()));
        let looked = match first {
            true => register.look_at_list(&path, &self.opening(), kind, None, Some(&data_set)),
            false => register.guess_list(&path, &self.opening(), kind, Some(&data_set)),
        };
        self.mapping = Mapping { kind: kind.to_owned(), data_set, ..Mapping::default() };
        let looked = looked?;
        if let Some(title) = looked.before.filter(|_| self.title == self.name) {
            self.title = title;
        }
        self.no_key = looked.mapping.key.is_empty() && first && !looked.mapping.columns.is_empty() && {
            let last = register.last_mapping(&self.mapping.data_set)?;
            last.is_some_and(|last| last == looked.mapping)
        };
        // A passport list is looked for in all sheets of a workbook.
        if looked.mapping.dialect.is_some() && looked.sheets.len() > 1 {
            self.sheet = looked.manner.sheet;
        }
        self.mapping = looked.mapping;
        Ok(())
    }

    /// Takes pictures that were sent along; the later of two with one name stays.
    pub(crate) fn take_pictures(folder: &Path, received: &Received) -> Result<(), Trouble> {
        let to = folder.join(PICTURE_FILES);
        fs::create_dir_all(&to).map_err(inside)?;
        for path in received.paths() {
            let name = path.file_name().ok_or(Trouble::Wrong("fault-no-file"))?;
            fs::rename(&path, to.join(name)).map_err(inside)?;
        }
        Ok(())
    }

    /// How many pictures were sent along.
    pub(crate) fn pictures(folder: &Path) -> usize {
        fs::read_dir(folder.join(PICTURE_FILES)).map_or(0, Iterator::count)
    }

    /// It is recorded: what was sent goes, what came of it stays.
    pub(crate) fn end(mut self, folder: &Path, done: Done) -> Result<(), Trouble> {
        self.stage = Stage::Done(Box::new(done));
        self.save(folder)?;
        for sent in [FILE, PICTURE_FILES] {
            gone(fs::remove_dir_all(folder.join(sent)))?;
        }
        Ok(())
    }
}

/// Removes a list with all that lies beside it.
pub(crate) fn put_away(folder: &Path) -> Result<(), Trouble> {
    gone(fs::remove_dir_all(folder))
}

/// Whether a list stays when the program begins anew: not if it is to be sealed, for it lies there in the open.
pub(crate) fn stays(folder: &Path) -> bool {
    let facts = fs::metadata(folder.join(FACTS)).and_then(|facts| facts.modified());
    let fresh = facts.is_ok_and(|time| SystemTime::now().duration_since(time).is_ok_and(|age| age < STALE));
    // Statements that are sealed stand in the open in the sheet that carries them.
    let open = |waiting: &Waiting| !waiting.restricted && waiting.mapping.form.is_none();
    fresh && matches!(Waiting::load(folder), Ok(Some(waiting)) if open(&waiting))
}

fn gone(removed: io::Result<()>) -> Result<(), Trouble> {
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(inside(error)),
        _ => Ok(()),
    }
}

pub(crate) fn inside(error: io::Error) -> Trouble {
    Trouble::Inside(error.to_string())
}
