//! Source files: compared as sets, for they are no chain; sent smallest first; gone on with where the line broke.

use std::collections::BTreeMap;
use std::io::{self, Read};

use daftar_claim::json::{Json, ObjectWriter, write_integer, write_text};
use daftar_claim::{FileId, Hash, LedgerError, TextId};
use negentropy::{Id, Negentropy, NegentropyStorageVector, Storage};

use super::channel::{Channel, Kind, PIECE, unexpected};
use super::error::SyncError;
use super::session::{Moved, Step, Synced, Tell};
use super::site::Site;
use crate::Refusal;

/// A comparison says at most so much at a time.
const FRAME: u64 = 1 << 20;
/// A comparison of honest sets is over long before.
const MOST_ROUNDS: usize = 1000;

/// The source files that are here for the peer, sorted.
pub(crate) fn for_peer(site: &dyn Site) -> Result<Vec<FileId>, SyncError> {
    let mut files = site.ledger().files()?;
    files.retain(|file| !site.withholds_file(*file) && !site.refuses_file(*file));
    files.sort_unstable();
    Ok(files)
}

/// A set of source files, to be compared with another.
pub(crate) struct Comparison(Negentropy<'static, NegentropyStorageVector>);

fn odd(error: negentropy::Error) -> SyncError {
    SyncError::lie(format!("a comparison of source files that cannot be read ({error})"))
}

impl Comparison {
    pub(crate) fn of(files: &[FileId]) -> Result<Comparison, SyncError> {
        let mut set = NegentropyStorageVector::with_capacity(files.len());
        for file in files {
            set.insert(0, Id::from_byte_array(file.0.0)).map_err(odd)?;
        }
        set.seal().map_err(odd)?;
        Negentropy::new(Storage::Owned(set), FRAME).map(Comparison).map_err(odd)
    }

    /// Asks until it is known what the other side lacks, and what is lacking here.
    pub(crate) fn ask(mut self, channel: &mut Channel) -> Result<(Vec<FileId>, Vec<FileId>), SyncError> {
        let (mut have, mut need) = (Vec::new(), Vec::new());
        let mut question = Some(self.0.initiate().map_err(odd)?);
        for _ in 0..MOST_ROUNDS {
            let Some(asked) = question else { break };
            channel.send(Kind::Compare, &asked)?;
            channel.flush()?;
            let answer = channel.expect(Kind::Compare)?;
            question = self.0.reconcile_with_ids(&answer, &mut have, &mut need).map_err(odd)?;
        }
        let named = |ids: Vec<Id>| ids.into_iter().map(|id| FileId(Hash(id.to_bytes()))).collect();
        Ok((named(have), named(need)))
    }

    /// Answers until the other side knows; gives back the message that comes then.
    pub(crate) fn answer(mut self, channel: &mut Channel) -> Result<(Kind, Vec<u8>), SyncError> {
        for _ in 0..MOST_ROUNDS {
            let (kind, question) = channel.receive()?;
            if kind != Kind::Compare {
                return Ok((kind, question));
            }
            let answer = self.0.reconcile(&question).map_err(odd)?;
            channel.send(Kind::Compare, &answer)?;
            channel.flush()?;
        }
        Err(SyncError::lie("a comparison of source files without end"))
    }
}

/// Source files by their lengths, or by how much of them is there.
pub(crate) type Lengths = BTreeMap<FileId, u64>;

/// What one side offers, with lengths; and what it wants, with how much of it is there already.
#[derive(Default)]
pub(crate) struct Deal {
    pub(crate) offer: Lengths,
    pub(crate) want: Lengths,
}

impl Deal {
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = String::new();
        let pair = |out: &mut String, (file, number): (&FileId, &u64)| {
            out.push('[');
            write_text(out, &file.to_string());
            out.push(',');
            write_integer(out, i64::try_from(*number).unwrap_or_default());
            out.push(']');
        };
        let mut object = ObjectWriter::new(&mut out);
        object.list("offer", &self.offer, pair);
        object.list("want", &self.want, pair);
        object.end();
        out.into_bytes()
    }

    pub(crate) fn read(content: &[u8]) -> Result<Deal, SyncError> {
        let json = std::str::from_utf8(content).ok().and_then(|text| Json::parse(text).ok());
        let json = json.ok_or_else(|| unexpected(Kind::Files))?;
        let lengths = |name: &str| -> Option<Lengths> {
            let pairs = json.get(name)?.as_list()?.iter().map(|pair| {
                let [file, number] = pair.as_list()? else { return None };
                let file = FileId::parse(file.as_text()?).ok()?;
                Some((file, u64::try_from(number.as_integer()?).ok()?))
            });
            pairs.collect()
        };
        let (offer, want) = lengths("offer").zip(lengths("want")).ok_or_else(|| unexpected(Kind::Files))?;
        Ok(Deal { offer, want })
    }
}

/// The lengths of source files that are here and for the peer.
pub(crate) fn offered(site: &dyn Site, files: &[FileId]) -> Result<Lengths, SyncError> {
    let mut lengths = Lengths::new();
    for file in files.iter().filter(|file| !site.withholds_file(**file)) {
        lengths.extend(site.ledger().file_length(*file)?.map(|length| (*file, length)));
    }
    Ok(lengths)
}

/// Of these source files, those that are lacking here, with how much of each came before.
pub(crate) fn wanted<'f>(site: &dyn Site, files: impl IntoIterator<Item = &'f FileId>) -> Result<Lengths, SyncError> {
    let mut wanted = Lengths::new();
    for file in files {
        if site.ledger().file_length(*file)?.is_none() && !site.refuses_file(*file) {
            wanted.insert(*file, site.begun(*file));
        }
    }
    Ok(wanted)
}

/// Sends source files, the smallest first.
pub(crate) fn send(
    site: &dyn Site,
    channel: &mut Channel,
    want: &Lengths,
    sent: &mut Moved,
    tell: Tell<'_>,
) -> Result<(), SyncError> {
    let files: Vec<FileId> = want.keys().copied().collect();
    let mut lengths: Vec<(u64, FileId)> =
        offered(site, &files)?.into_iter().map(|(file, length)| (length, file)).collect();
    lengths.sort_unstable();
    let from = |length: u64, file: &FileId| want.get(file).copied().filter(|from| *from <= length).unwrap_or_default();
    let total: u64 = lengths.iter().map(|(length, file)| length - from(*length, file)).sum();
    let mut done = 0;
    for (length, file) in lengths {
        let Some(mut reader) = site.ledger().open_file(file)? else { continue };
        let from = from(length, &file);
        io::copy(&mut (&mut reader).take(from), &mut io::sink()).map_err(|error| unreadable(file, &error))?;
        channel.send(Kind::File, write_begin(file, from, length).as_bytes())?;
        let mut left = length - from;
        while left > 0 {
            let mut piece = vec![0; PIECE.min(usize::try_from(left).unwrap_or(PIECE))];
            reader.read_exact(&mut piece).map_err(|error| unreadable(file, &error))?;
            channel.send(Kind::Piece, &piece)?;
            left -= piece.len() as u64;
            done += piece.len() as u64;
            tell(Step::SendingFiles, done, total);
        }
        sent.files += 1;
        sent.file_bytes += length - from;
    }
    Ok(())
}

fn unreadable(file: FileId, error: &io::Error) -> SyncError {
    LedgerError::Files(format!("{file} cannot be read: {error}")).into()
}

fn write_begin(file: FileId, from: u64, length: u64) -> String {
    let mut out = String::new();
    let mut object = ObjectWriter::new(&mut out);
    object.text("file", &file.to_string());
    object.integer("from", i64::try_from(from).unwrap_or_default());
    object.integer("length", i64::try_from(length).unwrap_or_default());
    object.end();
    out
}

/// What is announced of a source file that begins, or goes on.
pub(crate) fn read_begin(content: &[u8]) -> Option<(FileId, u64, u64)> {
    let json = Json::parse(std::str::from_utf8(content).ok()?).ok()?;
    let number = |name: &str| json.get(name)?.as_integer().and_then(|number| u64::try_from(number).ok());
    Some((FileId::parse(json.get("file")?.as_text()?).ok()?, number("from")?, number("length")?))
}

/// Receives the source files that are wanted, until something else comes; gives that back.
pub(crate) fn receive(
    site: &mut dyn Site,
    channel: &mut Channel,
    mut want: Lengths,
    offered: &Lengths,
    synced: &mut Synced,
    tell: Tell<'_>,
) -> Result<(Kind, Vec<u8>), SyncError> {
    let total: u64 = offered.values().sum();
    loop {
        let (kind, content) = channel.receive()?;
        if kind != Kind::File {
            return Ok((kind, content));
        }
        let (file, from, length) = read_begin(&content).ok_or_else(|| unexpected(kind))?;
        let begun = want.remove(&file).ok_or_else(|| SyncError::lie(format!("{file}, which nobody asked for")))?;
        let as_offered = offered.get(&file).is_none_or(|offered| *offered == length);
        if !as_offered || from > length || (from != begun && from != 0) {
            return Err(SyncError::lie(format!("{file} with another length than it announced")));
        }
        receive_file(site, channel, file, (from, length), &|done| tell(Step::TakingFiles, done, total.max(length)))?;
        synced.taken.file_bytes += length - from;
        match site.take_file(file) {
            Ok(new) => synced.taken.files += u64::from(new),
            Err(error) => synced.refused.push(Refusal { member: file.to_string(), why: error.to_string() }),
        }
    }
}

fn receive_file(
    site: &mut dyn Site,
    channel: &mut Channel,
    file: FileId,
    (mut at, length): (u64, u64),
    tell: &dyn Fn(u64),
) -> Result<(), SyncError> {
    if at == 0 {
        site.go_on(file, 0, &[])?;
    }
    while at < length {
        let piece = channel.expect(Kind::Piece)?;
        if piece.is_empty() || piece.len() as u64 > length - at {
            return Err(SyncError::lie(format!("more of {file} than it announced")));
        }
        site.go_on(file, at, &piece)?;
        at += piece.len() as u64;
        tell(at);
    }
    Ok(())
}
