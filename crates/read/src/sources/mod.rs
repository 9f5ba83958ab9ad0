//! Sources as they come: PDF, DOCX, saved web pages, mail, chats, subtitles, each read as one file that stays the evidence.
//!
//! A reader makes of the bytes the *derived text* in which locators count (Unicode scalar values), a map from its
//! stretches back to where they stood ([`Place`]), what the file says of itself ([`Told`], never as truth), and what was
//! not read ([`Unread`]). Nothing is fetched, run or resolved, and no two readings of the same bytes differ.
//!
//! *The conversion is versioned.* A derived text is named by its hash, so a claim's locator keeps its meaning only while
//! the text can be made again, or is kept. [`Form::conversion`] names form and version (`pdf/1`); whoever changes what a
//! reader writes, by a single space, raises the number, and keeps the texts of before beside the file. Chats of WhatsApp,
//! subtitles and plain text are their own derived text, only decoded: for them a file in UTF-8 without a byte order mark
//! is its own text, as FORMAT.md says.
//!
//! *Memory.* WhatsApp, Telegram, subtitles and plain text are streamed. The others are held whole up to
//! [`Limits::whole`].

mod charset;
mod chat_date;
mod docx;
mod docx_parts;
mod docx_text;
mod error;
mod escape;
mod flowed;
mod form;
mod fragment;
mod html;
mod html_facts;
mod html_tree;
mod lines;
mod mail;
mod mail_body;
mod mail_fields;
mod out;
mod pdf;
mod place;
mod report;
mod subtitles;
mod telegram;
mod whatsapp;
mod words;

use std::io::{self, Cursor, Read};

use daftar_claim::{FileId, Hash};
use sha2::{Digest, Sha256};

use crate::document::{Derived, derive};

pub use error::SourceError;
pub use form::{Form, recognise};
pub use out::Take;
pub use place::{Area, Change, Hiding, Mark, Place, Stretch, TableCell};
pub use report::{Fact, Missing, Oddity, Told, Unread};

use out::Out;

/// How many bytes are looked at to recognise a file.
const START: u64 = 64 * 1024;

/// How large a source may be before it is refused.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a file that must be held in memory: PDF, DOCX, web page, mail.
    pub whole: u64,
    /// Bytes of the derived text.
    pub text: u64,
    /// Bytes of one line of a chat or of subtitles.
    pub line: u64,
    /// Bytes to which a packed file may unpack, all its parts together; of a PDF also each of its streams.
    pub unpacked: u64,
    /// Elements inside each other, in a web page.
    pub depth: usize,
    /// Elements of a web page, or parts of a mail.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        let megabyte = 1 << 20;
        Limits {
            whole: 256 * megabyte,
            text: 256 * megabyte,
            line: 64 * megabyte,
            unpacked: 1024 * megabyte,
            depth: 512,
            nodes: 2_000_000,
        }
    }
}

/// A source that was read, all of it in memory.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is.
    pub form: Form,
    /// What names the file and its text.
    pub derived: Derived,
    /// The derived text.
    pub text: String,
    /// Where its stretches stood.
    pub stretches: Vec<Stretch>,
    /// What the file says of itself.
    pub told: Vec<Told>,
    /// What was not read.
    pub unread: Vec<Unread>,
    /// What was odd.
    pub odd: Vec<Oddity>,
}

/// Everything in memory.
#[derive(Default)]
struct Gathered {
    text: String,
    stretches: Vec<Stretch>,
    told: Vec<Told>,
    unread: Vec<Unread>,
    odd: Vec<Oddity>,
}

impl Take for Gathered {
    fn text(&mut self, piece: &str) -> io::Result<()> {
        self.text.push_str(piece);
        Ok(())
    }

    fn stretch(&mut self, stretch: Stretch) {
        self.stretches.push(stretch);
    }

    fn told(&mut self, told: Told) {
        self.told.push(told);
    }

    fn unread(&mut self, unread: Unread) {
        self.unread.push(unread);
    }

    fn odd(&mut self, odd: Oddity) {
        self.odd.push(odd);
    }
}

/// Reads a source into memory. See [`read`].
///
/// # Errors
/// As [`read`].
pub fn gather(bytes: impl Read, name: &str, limits: Limits) -> Result<Source, SourceError> {
    let mut gathered = Gathered::default();
    let (form, derived) = read(bytes, name, limits, &mut gathered)?;
    let Gathered { text, stretches, told, unread, odd } = gathered;
    Ok(Source { form, derived, text, stretches, told, unread, odd })
}

/// Reads a source: recognises its form by its bytes (`name` only decides between forms of plain text), gives text,
/// stretches and the rest to `take`, and names file and text by their hashes.
///
/// A file that is damaged gives what can be read of it; the rest is told as [`Missing::Damaged`].
///
/// # Errors
/// When the file is empty, of no form that is read here, protected by a password, beyond the limits, or so damaged that
/// nothing of it can be read; the error says what was found, where, and what to do. What `take` got before is then void.
pub fn read(
    mut bytes: impl Read,
    name: &str,
    limits: Limits,
    take: &mut dyn Take,
) -> Result<(Form, Derived), SourceError> {
    let mut start = Vec::new();
    bytes.by_ref().take(START).read_to_end(&mut start)?;
    let form = recognise(&start, name)?;
    let mut file = Tallied { bytes: Cursor::new(start).chain(bytes), hash: Sha256::new(), count: 0 };
    let mut out = Out::new(take, limits);
    dispatch(form, &mut out, &mut file)?;
    io::copy(&mut file, &mut io::sink())?;
    let (text, chars) = out.end();
    let id = |hash: [u8; 32]| FileId(Hash(hash));
    let derived = Derived { file: id(file.hash.finalize().into()), text: id(text), bytes: file.count, chars };
    Ok((form, derived))
}

fn dispatch(form: Form, out: &mut Out, file: &mut dyn Read) -> Result<(), SourceError> {
    match form {
        Form::Pdf => pdf::read(whole(file, "a PDF", out.limits)?, out),
        Form::Docx => docx::read(whole(file, "a DOCX", out.limits)?, out),
        Form::Html => html::read(&whole(file, "a web page", out.limits)?, None, out),
        Form::Mail | Form::Mhtml => mail::read(&whole(file, "a mail", out.limits)?, form == Form::Mhtml, out),
        Form::WhatsApp => whatsapp::read(file, out),
        Form::Telegram => telegram::read(file, out),
        Form::SubRip | Form::WebVtt => subtitles::read(file, out),
        Form::Plain => plain(file, out),
    }
}

fn plain(file: &mut dyn Read, out: &mut Out) -> Result<(), SourceError> {
    let limit = out.limits.text;
    let derived = derive(file, None, limit, out);
    match out.failed.take() {
        Some(error) => Err(error),
        None => Ok(derived.map(drop)?),
    }
}

/// All bytes of a file, as far as the limit allows.
fn whole(file: &mut dyn Read, form: &'static str, limits: Limits) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    let limit = limits.whole;
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(SourceError::TooLarge { form, limit }) } else { Ok(bytes) }
}

/// A stream that counts and hashes what passes.
struct Tallied<R> {
    bytes: R,
    hash: Sha256,
    count: u64,
}

impl<R: Read> Read for Tallied<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(out)?;
        self.hash.update(&out[..read]);
        self.count += read as u64;
        Ok(read)
    }
}
