//! The members of a bundle: their names, and how each is laid into the archive.

use std::io::{Read, Write};

use daftar_claim::json::Json;
use daftar_claim::{EntryId, FileId, Hash, MAX_HEADER, SignedHeader, TextId};
use tar::{Builder, Header};

use super::BundleError;

/// A member's header, and the steps in which its content is laid.
const BLOCK: u64 = 512;

/// What kind of member a path names.
pub(crate) enum Member {
    Profile,
    Set,
    Header,
    Note,
    Bodies,
    Evidence(FileId),
    /// What is to be known of the piece that follows.
    PieceNote,
    /// A piece of a source file that is too large for one part.
    Piece,
}

impl Member {
    /// The kind of a member of this name; none when a bundle has no such member.
    pub(crate) fn of(path: &str) -> Option<Member> {
        if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
            return None;
        }
        let name = path.rsplit('/').next()?;
        match path.split('/').next()? {
            "profiles" if name.ends_with(".toml") => Some(Member::Profile),
            "profiles" if name.ends_with(".json") => Some(Member::Set),
            "logs" if name.ends_with(".header.jsonl") => Some(Member::Header),
            "logs" if name.ends_with(".note.json") => Some(Member::Note),
            "logs" if name.ends_with(".bodies.jsonl") => Some(Member::Bodies),
            "evidence" => Some(Member::Evidence(FileId(Hash::parse(name).ok()?))),
            "pieces" if name.ends_with(".json") => Some(Member::PieceNote),
            "pieces" if name.ends_with(".piece") => Some(Member::Piece),
            _ => None,
        }
    }
}

/// The beginning of the names of an entry's members.
pub(crate) fn entry_stem(id: EntryId) -> String {
    format!("logs/{}/{:012}", id.log.hash(), id.number)
}

/// The name of a source file.
pub(crate) fn evidence_name(file: FileId) -> String {
    let digits = file.hash().to_string();
    format!("evidence/{}/{digits}", &digits[..2])
}

/// The beginning of the names of a piece of a source file: where it stands in the file, so that they sort.
pub(crate) fn piece_stem(file: FileId, from: u64) -> String {
    format!("pieces/{}/{from:015}", file.hash())
}

/// How much room a member takes whose content has this length.
pub(crate) fn room(length: u64) -> u64 {
    BLOCK + length.next_multiple_of(BLOCK)
}

/// How much room the end of an archive takes.
pub(crate) const END: u64 = 2 * BLOCK;

/// Lays a member with this content.
pub(crate) fn append<W: Write>(tar: &mut Builder<W>, name: &str, bytes: &[u8]) -> Result<(), BundleError> {
    append_from(tar, name, bytes.len() as u64, bytes)
}

/// Lays a member whose content comes from a reader.
pub(crate) fn append_from<W: Write>(
    tar: &mut Builder<W>,
    name: &str,
    length: u64,
    from: impl Read,
) -> Result<(), BundleError> {
    // No owner, no time: a bundle tells nothing of the device that made it.
    let mut header = Header::new_ustar();
    header.set_size(length);
    header.set_mode(0o644);
    header.set_mtime(0);
    Ok(tar.append_data(&mut header, name, from)?)
}

/// The lines of a header and its signature.
pub(crate) fn header_lines(header: &SignedHeader) -> Vec<u8> {
    let mut lines = header.bytes.clone();
    lines.extend(format!("\n{{\"signature\":\"{}\"}}\n", header.signature_text()).into_bytes());
    lines
}

/// Reads these lines; the signature is checked.
pub(crate) fn read_header(bytes: &[u8]) -> Result<SignedHeader, String> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let (header, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if header.len() > MAX_HEADER {
        return Err(format!("a header of {} bytes is longer than one may be", header.len()));
    }
    let second = std::str::from_utf8(second).map_err(|_| "the signature's line is not text".to_owned())?;
    let json = Json::parse(second).map_err(|error| format!("the signature's line: {error}"))?;
    let text = json.get("signature").and_then(Json::as_text).unwrap_or_default();
    let signature = SignedHeader::parse_signature(text).map_err(|error| error.to_string())?;
    SignedHeader::parse(header.to_vec(), signature).map_err(|error| error.to_string())
}
