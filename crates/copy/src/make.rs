//! Making a bundle.

use std::collections::BTreeMap;
use std::io::{Read, Write};

use daftar_claim::json::ObjectWriter;
use daftar_claim::profile::{read_set, set_list};
use daftar_claim::{ClaimId, EntryId, FileId, Hash, Key, Ledger, LedgerEntry, LedgerError, RegisterId, TextId};
use serde::Serialize;
use tar::{Builder, Header};

use crate::carry::carry;
use crate::{BundleError, FORMAT};

/// What went into a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Entries.
    pub entries: u64,
    /// Bodies that went along.
    pub bodies: u64,
    /// Bodies that were kept back.
    pub withheld: u64,
    /// Files of the evidence.
    pub files: u64,
}

/// Writes a bundle with everything that comes after `known`, the number of each log's last entry that the other side
/// has. `withhold` names the claims to keep back.
///
/// # Errors
/// When the register cannot be read or the bundle not be written.
pub fn make(
    ledger: &dyn Ledger,
    register: RegisterId,
    known: &BTreeMap<Key, u64>,
    withhold: &dyn Fn(ClaimId) -> bool,
    to: impl Write,
) -> Result<Made, BundleError> {
    let mut tar = Builder::new(to);
    let mut made = Made::default();
    append(&mut tar, "bundle.json", front_page(register).as_bytes())?;
    for set in ledger.profile_sets()? {
        append_profiles(&mut tar, ledger, set)?;
    }
    for head in ledger.heads() {
        let first = known.get(&head.entry.log).copied().unwrap_or_default() + 1;
        for number in first..=head.entry.number {
            let id = EntryId { log: head.entry.log, number };
            let entry =
                ledger.entry(id)?.ok_or_else(|| LedgerError::Files(format!("entry {number} cannot be read")))?;
            append_entry(&mut tar, &entry, withhold, &mut made)?;
        }
    }
    for file in ledger.files()? {
        made.files += append_evidence(&mut tar, ledger, file)?;
    }
    tar.into_inner()?.flush()?;
    Ok(made)
}

fn front_page(register: RegisterId) -> String {
    let mut out = String::new();
    let mut object = ObjectWriter::new(&mut out);
    object.text("format", FORMAT);
    object.text("register", &register.to_string());
    object.end();
    out
}

fn append_profiles<W: Write>(tar: &mut Builder<W>, ledger: &dyn Ledger, set: Hash) -> Result<(), BundleError> {
    let Some(texts) = ledger.profiles(set)? else { return Ok(()) };
    let files: Vec<FileId> = texts.iter().map(|text| FileId(Hash::of(text.as_bytes()))).collect();
    let list = set_list(&files);
    debug_assert!(read_set(&list).is_ok());
    for (file, text) in files.iter().zip(&texts) {
        append(tar, &format!("profiles/{}.toml", file.hash()), text.as_bytes())?;
    }
    append(tar, &format!("profiles/{set}.json"), list.as_bytes())
}

fn append_entry<W: Write>(
    tar: &mut Builder<W>,
    entry: &LedgerEntry,
    withhold: &dyn Fn(ClaimId) -> bool,
    made: &mut Made,
) -> Result<(), BundleError> {
    let id = entry.header.header.entry;
    let stem = format!("logs/{}/{:012}", id.log.hash(), id.number);
    let mut lines = entry.header.bytes.clone();
    lines.extend(format!("\n{{\"signature\":\"{}\"}}\n", entry.header.signature_text()).into_bytes());
    append(tar, &format!("{stem}.header.jsonl"), &lines)?;
    let carried = carry(entry, &|_, id| !withhold(id));
    if !carried.note.absent.is_empty() {
        append(tar, &format!("{stem}.note.json"), carried.note.to_line().as_bytes())?;
    }
    append(tar, &format!("{stem}.bodies.jsonl"), &carried.lines)?;
    made.entries += 1;
    made.bodies += carried.bodies;
    made.withheld += carried.withheld;
    Ok(())
}

fn append_evidence<W: Write>(tar: &mut Builder<W>, ledger: &dyn Ledger, file: FileId) -> Result<u64, BundleError> {
    let Some(mut reader) = ledger.open_file(file)? else { return Ok(0) };
    // The length must stand before the bytes, and a reader does not know it: count first, then send.
    let length = std::io::copy(&mut reader, &mut std::io::sink())?;
    let Some(reader) = ledger.open_file(file)? else { return Ok(0) };
    let digits = file.hash().to_string();
    let mut header = plain_header(length);
    tar.append_data(&mut header, format!("evidence/{}/{digits}", &digits[..2]), reader.take(length))?;
    Ok(1)
}

fn append<W: Write>(tar: &mut Builder<W>, name: &str, bytes: &[u8]) -> Result<(), BundleError> {
    Ok(tar.append_data(&mut plain_header(bytes.len() as u64), name, bytes)?)
}

/// No owner, no time: a bundle tells nothing of the device that made it.
fn plain_header(length: u64) -> Header {
    let mut header = Header::new_ustar();
    header.set_size(length);
    header.set_mode(0o644);
    header.set_mtime(0);
    header
}
