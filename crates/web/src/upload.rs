//! Files that were sent: streamed to the disk, looked at, then read or kept. A name says nothing about what a file is; its
//! first bytes do.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use daftar_register::claim::{Edtf, EntityId, Speaker};
use daftar_register::date::Lang;
use daftar_register::read::sources::SourceError;
use daftar_register::read::{DocumentError, ReadError};
use daftar_register::{Collected, Published, Register, RegisterError, Shows, Told, Was};
use serde::Serialize;

use crate::error::Trouble;
use crate::forms::typed::{Asks, Typed};
use crate::incoming::Incoming;
use crate::registers::Registers;
use crate::sniffed::{Sort, TELLING};

/// The most that one form may bring, in bytes.
const LARGEST: u64 = 256 << 20;
/// The same of bundles; larger ones come in parts, or from a folder of this computer.
const LARGEST_BUNDLES: u64 = 4 << 30;
/// The most files of one form.
const MOST: usize = 50;
/// The same of pictures that a list names.
const MOST_PICTURES: usize = 1_000;
/// The longest name of a file that is kept whole, in bytes, where another names it so.
const LONGEST_NAME: usize = 200;
/// The longest answer beside the files, in bytes.
const LONGEST: usize = 10_000;
/// What an answer costs beside its bytes, so that there cannot be millions.
const COST: u64 = 1 << 16;

/// Files that came, in a folder that vanishes with this.
pub(crate) struct Received {
    folder: Incoming,
    /// What they were called, and where they lie.
    files: Vec<(String, PathBuf)>,
    answers: Vec<(String, String)>,
    /// How many may come, and how they are called by what they were called.
    most: usize,
    name: fn(&str) -> String,
}

/// What the keeper says of the files.
pub(crate) struct Given {
    told: Told,
    encoding: Option<String>,
    collected: Collected,
}

/// What became of one file.
#[derive(Serialize)]
pub(crate) struct Came {
    /// What it was called.
    pub(crate) name: String,
    /// The id of the words for what it is.
    pub(crate) kind: &'static str,
    /// The document that it is now.
    #[serde(serialize_with = "or_null")]
    pub(crate) source: Option<EntityId>,
    /// How many suggestions it gave, if it was read.
    pub(crate) suggestions: Option<usize>,
    /// The id of the words that say why it was refused, or kept without being read.
    pub(crate) fault: Option<&'static str>,
    /// What was not read of it, and what was odd.
    pub(crate) notes: Vec<String>,
}

fn or_null<S: serde::Serializer>(id: &Option<EntityId>, serializer: S) -> Result<S::Ok, S::Error> {
    id.map(|id| id.to_string()).serialize(serializer)
}

/// Takes a form with files.
pub(crate) async fn receive(form: Multipart, registers: &Registers) -> Result<Received, Trouble> {
    receive_up_to(LARGEST, form, registers).await
}

/// Takes a form with bundles, which hold whole notebooks.
pub(crate) async fn receive_bundles(form: Multipart, registers: &Registers) -> Result<Received, Trouble> {
    let received = receive_up_to(LARGEST_BUNDLES, form, registers).await?;
    if received.files.is_empty() { Err(Trouble::Wrong("fault-no-file")) } else { Ok(received) }
}

/// Takes a form with a list, or with what belongs to it: pictures, which it calls by the names of their files.
pub(crate) async fn receive_list(form: Multipart, registers: &Registers) -> Result<Received, Trouble> {
    let folder = registers.incoming().map_err(inside)?;
    let received = Received { folder, files: Vec::new(), answers: Vec::new(), most: MOST_PICTURES, name: whole_name };
    received.fill(LARGEST_BUNDLES, form).await
}

async fn receive_up_to(most: u64, form: Multipart, registers: &Registers) -> Result<Received, Trouble> {
    let folder = registers.incoming().map_err(inside)?;
    let received = Received { folder, files: Vec::new(), answers: Vec::new(), most: MOST, name: bare_name };
    received.fill(most, form).await
}

impl Received {
    async fn fill(mut self, most: u64, mut form: Multipart) -> Result<Received, Trouble> {
        let mut left = most;
        while let Some(field) = form.next_field().await.map_err(|_| Trouble::Wrong("fault-broken-off"))? {
            match field.file_name().map(self.name) {
                Some(name) if field.name() == Some("files") => self.file(name, field, &mut left).await?,
                _ => self.answer(field, &mut left).await?,
            }
        }
        Ok(self)
    }
}

impl Received {
    /// Streams a file to the disk. A form without a file still sends an empty one.
    async fn file(&mut self, name: String, mut field: Field<'_>, left: &mut u64) -> Result<(), Trouble> {
        if self.files.len() == self.most {
            return Err(Trouble::Wrong("fault-many-files"));
        }
        // Each in a folder of its own: two may bear one name.
        let folder = self.folder.path().join(self.files.len().to_string());
        std::fs::create_dir_all(&folder).map_err(inside)?;
        let path = folder.join(&name);
        let mut file = File::create(&path).map_err(inside)?;
        let mut length = 0;
        while let Some(chunk) = field.chunk().await.map_err(|_| Trouble::Wrong("fault-broken-off"))? {
            length += chunk.len() as u64;
            *left = left.checked_sub(chunk.len() as u64).ok_or(Trouble::Wrong("fault-large"))?;
            file.write_all(&chunk).map_err(inside)?;
        }
        if length > 0 {
            self.files.push((name, path));
        }
        Ok(())
    }

    async fn answer(&mut self, mut field: Field<'_>, left: &mut u64) -> Result<(), Trouble> {
        let name = field.name().unwrap_or_default().to_owned();
        let mut text = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|_| Trouble::Wrong("fault-broken-off"))? {
            text.extend_from_slice(&chunk);
            *left = left.checked_sub(chunk.len() as u64 + COST).ok_or(Trouble::Wrong("fault-large"))?;
            if text.len() > LONGEST {
                return Err(Trouble::Wrong("fault-large"));
            }
        }
        self.answers.push((name, String::from_utf8_lossy(&text).into_owned()));
        Ok(())
    }

    /// Where the files lie that came.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|(_, path)| path.clone()).collect()
    }

    /// Lays the files beside each other, as parts of a bundle lie; gives the path of the first.
    pub(crate) fn beside(&self) -> Result<String, Trouble> {
        let folder = self.folder.path().join("parts");
        std::fs::create_dir_all(&folder).map_err(inside)?;
        for (name, path) in &self.files {
            let to = folder.join(name);
            if !to.exists() {
                std::fs::rename(path, to).map_err(inside)?;
            }
        }
        let first = self.files.first().map(|(name, _)| folder.join(name));
        first.map(|path| path.to_string_lossy().into_owned()).ok_or(Trouble::Wrong("fault-no-file"))
    }

    /// What they are called, one after the other.
    pub(crate) fn names(&self) -> String {
        self.files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The one file that came, with its name; none when none did, or several.
    pub(crate) fn only(&self) -> Option<(&str, &Path)> {
        match &self.files[..] {
            [(name, path)] => Some((name, path)),
            _ => None,
        }
    }

    /// What was answered beside the files.
    pub(crate) fn answer_to(&self, name: &str) -> Option<&str> {
        self.answers.iter().find(|(field, _)| field == name).map(|(_, answer)| answer.trim())
    }

    /// What it is to be called, if that was said.
    pub(crate) fn title(&self) -> Option<&str> {
        self.answer_to("title").filter(|title| !title.is_empty())
    }

    /// What the keeper says of the files, or what is wrong with that.
    pub(crate) fn given(&self) -> Result<(Typed, Given), Typed> {
        let mut typed = Typed::sent(self.answers.clone());
        if self.files.is_empty() {
            typed.fault("files", "fault-no-file", Asks::Another);
        }
        let published = typed.is("published", "yes");
        let date = Some(typed.digits("date")).filter(|date| !date.is_empty() && published);
        let date = date.map(|date| Edtf::parse(&date));
        if matches!(date, Some(Err(_))) {
            typed.fault("date", "fault-date", Asks::Another);
        }
        let captured = Some(typed.digits("captured")).filter(|date| !date.is_empty()).map(|date| Edtf::parse(&date));
        if matches!(captured, Some(Err(_))) {
            typed.fault("captured", "fault-date", Asks::Another);
        }
        let text = |name: &str| Some(typed.text(name).to_owned()).filter(|text| !text.is_empty());
        let publisher = text("publisher").filter(|_| published);
        let (title, author) = (text("title"), text("author"));
        let (encoding, restricted) = (text("encoding"), typed.is("published", "restricted"));
        let (from, by, tool) = (text("where"), text("by").map(Speaker::Unnamed), text("tool"));
        let collected = Collected { from, when: captured.and_then(Result::ok), by, tool };
        if published && publisher.is_none() && date.is_none() {
            typed.fault("publisher", "fault-publisher", Asks::Another);
        }
        let published = Published { publisher, date: date.and_then(Result::ok) };
        let graphic = typed.is("graphic", "yes");
        let given =
            Given { told: Told { title, author, published, graphic, restricted, source: None }, encoding, collected };
        if typed.is_sound() { Ok((typed, given)) } else { Err(typed) }
    }
}

/// Reads or keeps what came. One that cannot be taken does not hold up the others.
pub(crate) fn keep(register: &mut Register, received: &Received, given: &Given, lang: Lang) -> Vec<Came> {
    let one = |(name, path): &(String, PathBuf)| {
        keep_one(register, name, path, given, lang).unwrap_or_else(|trouble| {
            trouble.tell();
            let fault = Some(trouble.words());
            Came { name: name.clone(), kind: "file-unknown", source: None, suggestions: None, fault, notes: Vec::new() }
        })
    };
    received.files.iter().map(one).collect()
}

fn keep_one(register: &mut Register, name: &str, path: &Path, given: &Given, lang: Lang) -> Result<Came, Trouble> {
    let sort = sniffed(path)?;
    register.may_collect(&given.collected)?;
    let came = |source, suggestions, fault, notes| {
        let (name, kind) = (name.to_owned(), sort.words());
        Ok(Came { name, kind, source: Some(source), suggestions, fault, notes })
    };
    let kept = |register: &mut Register| {
        let attached = register.attach(path, name, &given.told, None)?;
        register.collect(attached.file, &given.collected)?;
        Ok::<_, Trouble>(attached.source)
    };
    match sort {
        // A document of a word processor may tell what it is only further on.
        Sort::Text | Sort::Written(_) | Sort::Pdf | Sort::Unknown | Sort::Other => match read(register, path, given) {
            Ok(was) if was.chars == 0 => came(kept(register)?, None, Some("file-no-text"), was.notes.lines(lang)),
            Ok(was) => {
                register.collect(was.file, &given.collected)?;
                came(was.source, Some(was.drafts), None, was.notes.lines(lang))
            }
            // What gives no text is a source file all the same, if it is what it says.
            Err(_) if sort == Sort::Other => Err(Trouble::Wrong("fault-file-kind")),
            Err(error) if sort == Sort::Pdf => match told(error) {
                Trouble::Wrong(why) => came(kept(register)?, None, Some(why), Vec::new()),
                trouble => Err(trouble),
            },
            Err(error) => Err(told(error)),
        },
        _ => came(kept(register)?, None, None, Vec::new()),
    }
}

fn read(register: &mut Register, path: &Path, given: &Given) -> Result<Was, RegisterError> {
    let encoding = given.encoding.clone();
    let Told { published, restricted, .. } = &given.told;
    match restricted {
        true => register.read_restricted(path, encoding, published, &|_, _| {}),
        false => register.read(path, encoding, published),
    }
}

fn sniffed(path: &Path) -> Result<Sort, Trouble> {
    let mut first = Vec::new();
    File::open(path).and_then(|file| file.take(TELLING).read_to_end(&mut first)).map_err(inside)?;
    Ok(Sort::of(&first))
}

/// What a document that gives no text lacks.
fn told(error: RegisterError) -> Trouble {
    let RegisterError::Read { error: why, .. } = &error else { return error.into() };
    Trouble::Wrong(match why {
        ReadError::Document { error, .. } => match error {
            DocumentError::Malformed { .. } => "fault-encoding",
            DocumentError::Binary { .. } => "fault-file-kind",
            DocumentError::UnknownEncoding(_) => "fault-encoding",
            _ => "trouble-no-text",
        },
        ReadError::Source { error, .. } => match error {
            SourceError::Empty => "trouble-no-text",
            SourceError::NotRead { .. } => "fault-file-kind",
            SourceError::Encrypted { .. } => "fault-file-locked",
            SourceError::Damaged { .. } => "fault-file-damaged",
            _ => "fault-large",
        },
    })
}

/// Keeps pictures, each as a source of its own; all of them, or none.
pub(crate) fn keep_pictures(
    register: &mut Register,
    received: &Received,
    given: &Given,
    shows: Shows,
) -> Result<Vec<EntityId>, Trouble> {
    register.may_collect(&given.collected)?;
    let attached = register.attach_pictures(&received.files, &given.told, shows)?;
    attached.iter().try_for_each(|one| register.collect(one.file, &given.collected))?;
    Ok(attached.into_iter().map(|one| one.source).collect())
}

/// The name of a file as it may be shown and kept: without the folders that it lay in.
pub(crate) fn bare_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(60).collect();
    let clean = clean.trim().trim_start_matches('.').to_owned();
    if clean.is_empty() { "document".to_owned() } else { clean }
}

/// The same, but whole, as far as a name of a file can be long.
fn whole_name(given: &str) -> String {
    let bare: String =
        given.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).collect();
    let bare = bare.trim().trim_start_matches('.');
    let end = (0..=bare.len().min(LONGEST_NAME)).rev().find(|end| bare.is_char_boundary(*end)).unwrap_or_default();
    if end == 0 { "document".to_owned() } else { bare[..end].to_owned() }
}

fn inside(error: std::io::Error) -> Trouble {
    Trouble::Inside(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::bare_name;

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(bare_name("../../etc/passwd"), "passwd");
        assert_eq!(bare_name("C:\\papers\\letter.txt"), "letter.txt");
        assert_eq!(bare_name("..\u{0}"), "document");
        assert_eq!(bare_name("رسالة اللجنة.txt"), "رسالة اللجنة.txt");
    }
}
