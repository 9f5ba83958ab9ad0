//! Messages over the encrypted stream: a kind, a length, the content; compressed together.

use std::io::{ErrorKind, Read, Write};

use daftar_claim::MAX_HEADER;
use zstd::stream::{read::Decoder, write::Encoder};

use super::error::SyncError;
use super::noise::{SealedIn, SealedOut};
use super::session::Role;

/// How hard to compress: more costs time that most lines do not repay.
const LEVEL: i32 = 3;
/// The largest window that a sender may ask us to remember, as a power of two: 8 MiB.
const WINDOW: u32 = 23;
/// Pieces of bodies and of files are at most this long.
pub(crate) const PIECE: usize = 256 << 10;
/// Lists are at most this long.
const MAX_LIST: usize = 32 << 20;

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Who one is, and what one has.
    Hello = 1,
    /// The header of an entry that the other lacks.
    Header = 2,
    /// Bodies that one still lacks.
    Lacking = 3,
    /// What became of the erasures among the headers.
    Heeded = 4,
    /// A set of profiles.
    Profiles = 5,
    /// What does not come of an entry.
    Note = 6,
    /// Bodies of an entry, or a part of them.
    Bodies = 7,
    /// Bodies of an entry that the other has without them.
    Late = 8,
    /// A step of comparing which source files there are.
    Compare = 9,
    /// Source files that one offers and wants.
    Files = 10,
    /// A source file begins, or goes on.
    File = 11,
    /// A piece of it.
    Piece = 12,
    /// The end of a turn.
    End = 13,
    /// What one has in the end.
    Done = 14,
    /// Why one does not go on.
    Refusal = 15,
    /// Who one is, said while pairing.
    Paired = 16,
    /// What is damaged at the one that asks.
    Lost = 17,
}

const KINDS: [Kind; 17] = [
    Kind::Hello,
    Kind::Header,
    Kind::Lacking,
    Kind::Heeded,
    Kind::Profiles,
    Kind::Note,
    Kind::Bodies,
    Kind::Late,
    Kind::Compare,
    Kind::Files,
    Kind::File,
    Kind::Piece,
    Kind::End,
    Kind::Done,
    Kind::Refusal,
    Kind::Paired,
    Kind::Lost,
];

impl Kind {
    fn of(byte: u8) -> Option<Kind> {
        KINDS.into_iter().find(|kind| *kind as u8 == byte)
    }

    /// How long the content may be: known before anything is set aside for it.
    fn most(self) -> usize {
        match self {
            Kind::Header => MAX_HEADER + 64,
            Kind::Note => 1 << 20,
            Kind::Bodies | Kind::Piece => PIECE + 1,
            Kind::End => 0,
            Kind::File | Kind::Late | Kind::Refusal | Kind::Paired | Kind::Heeded => 4096,
            Kind::Compare | Kind::Hello | Kind::Lacking | Kind::Profiles | Kind::Files | Kind::Done | Kind::Lost => {
                MAX_LIST
            }
        }
    }
}

/// The stream to a peer whose handshake held.
pub struct Channel {
    from: Decoder<'static, std::io::BufReader<SealedIn>>,
    to: Encoder<'static, SealedOut>,
}

impl Channel {
    pub(crate) fn over(from: SealedIn, to: SealedOut) -> std::io::Result<Channel> {
        let mut from = Decoder::new(from)?;
        from.window_log_max(WINDOW)?;
        Ok(Channel { from, to: Encoder::new(to, LEVEL)? })
    }

    /// The last word of pairing: who answers shows that it had the code as well; who called, that it heard so.
    ///
    /// # Errors
    /// When the line breaks, or the other side had another code.
    pub fn confirm(&mut self, role: Role) -> Result<(), SyncError> {
        let no_code = |error| if matches!(error, SyncError::Line(_)) { SyncError::Code } else { error };
        if role == Role::Answerer {
            self.send(Kind::Paired, &[])?;
            self.flush()?;
        }
        self.expect(Kind::Paired).map_err(no_code)?;
        if role == Role::Caller {
            self.send(Kind::Paired, &[])?;
            self.flush()?;
        }
        Ok(())
    }

    /// Sends a message; it goes with the next [`Channel::flush`] at the latest.
    pub(crate) fn send(&mut self, kind: Kind, content: &[u8]) -> Result<(), SyncError> {
        if content.len() > kind.most() {
            let why = format!("{} bytes are more than a message of the kind {kind:?} holds", content.len());
            return Err(SyncError::Protocol(why));
        }
        let mut start = [kind as u8; 5];
        start[1..].copy_from_slice(&(content.len() as u32).to_be_bytes());
        self.to.write_all(&start)?;
        Ok(self.to.write_all(content)?)
    }

    /// Sends bytes as they are, for tests.
    #[cfg(test)]
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> Result<(), SyncError> {
        Ok(self.to.write_all(bytes)?)
    }

    /// Lets go what was sent: the other side's turn.
    pub(crate) fn flush(&mut self) -> Result<(), SyncError> {
        Ok(self.to.flush()?)
    }

    /// The end of a turn.
    pub(crate) fn end(&mut self) -> Result<(), SyncError> {
        self.send(Kind::End, &[])?;
        self.flush()
    }

    /// The next message. A refusal of the other side is an error.
    pub(crate) fn receive(&mut self) -> Result<(Kind, Vec<u8>), SyncError> {
        let mut start = [0; 5];
        self.from.read_exact(&mut start).map_err(broken)?;
        let [byte, length @ ..] = start;
        let kind = Kind::of(byte).ok_or_else(|| SyncError::lie(format!("a message of the unknown kind {byte}")))?;
        let length = u32::from_be_bytes(length) as usize;
        if length > kind.most() {
            let why = format!("{length} bytes for a message ({kind:?}) that has at most {}", kind.most());
            return Err(SyncError::Lie(why));
        }
        let mut content = vec![0; length];
        self.from.read_exact(&mut content).map_err(broken)?;
        match kind {
            Kind::Refusal => Err(SyncError::Told(shown(&content))),
            _ => Ok((kind, content)),
        }
    }

    /// The next message, which must be of this kind.
    pub(crate) fn expect(&mut self, kind: Kind) -> Result<Vec<u8>, SyncError> {
        match self.receive()? {
            (found, content) if found == kind => Ok(content),
            (found, _) => Err(unexpected(found)),
        }
    }

    /// Says why this side does not go on; the other may be gone already.
    pub(crate) fn refuse(&mut self, error: &SyncError) {
        let told = self.send(Kind::Refusal, shown(error.to_string().as_bytes()).as_bytes());
        drop(told.and_then(|()| self.flush()));
    }
}

/// A message where another was due.
pub(crate) fn unexpected(kind: Kind) -> SyncError {
    SyncError::lie(format!("a message ({kind:?}) where another was due"))
}

/// The decoder knows bytes that are no stream of its kind, but says so as if the line were broken.
fn broken(error: std::io::Error) -> SyncError {
    match error.kind() {
        ErrorKind::Other => SyncError::lie(error.to_string()),
        _ => error.into(),
    }
}

/// What the other side says, without what could steer a terminal.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.chars().filter(|letter| !letter.is_control()).take(500).collect()
}
