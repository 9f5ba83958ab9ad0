//! The handshakes (the Noise Protocol Framework, revision 34), and the encrypted stream after them.
//!
//! Peers that were paired meet by `IK`: the caller shows that it knows the other's key in its first message, and whoever
//! does not, or is not known, costs the answering side two curve operations and gets no reply. Pairing is `XXpsk3`: the
//! code goes into the last message, before which nobody is believed.

use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;

use daftar_claim::Hash;
use snow::{Builder, HandshakeState, StatelessTransportState};

use super::channel::Channel;
use super::code::Code;
use super::error::SyncError;
use super::key::{PeerKey, StaticKey};
use super::meter::{Carrier, Meter, Metered};

const KNOWN: &str = "Noise_IK_25519_ChaChaPoly_SHA256";
const PAIRING: &str = "Noise_XXpsk3_25519_ChaChaPoly_SHA256";
/// What stands before everything else, as long for one as for the other.
const SYNC: &[u8; 19] = b"daftar-sync/1 sync\n";
const PAIR: &[u8; 19] = b"daftar-sync/1 pair\n";
/// No handshake message is longer.
const MAX_HANDSHAKE: usize = 512;
/// The longest message of Noise, and what it adds to its content.
const MAX_FRAME: usize = 65_535;
const TAG: usize = 16;

/// A caller whose handshake held.
pub enum Caller {
    /// A peer that was paired before.
    Peer(PeerKey, Channel),
    /// Somebody who had the code.
    Paired(Paired),
}

/// Somebody who had the code, or gave it.
pub struct Paired {
    /// The key to know it by from now on.
    pub key: PeerKey,
    /// The stream to it.
    pub channel: Channel,
}

/// What the answering side goes by.
pub struct Greeting<'g> {
    /// Its own key.
    pub key: &'g StaticKey,
    /// Whether it knows a peer.
    pub knows: &'g dyn Fn(&PeerKey) -> bool,
    /// Whether a code waits to be used.
    pub pairing: bool,
    /// Takes the code that waits: asked once, and it is gone.
    pub code: &'g dyn Fn() -> Option<Hash>,
}

/// Calls a peer that was paired.
///
/// # Errors
/// When the line breaks, or one of the two does not know the other.
pub fn call(carrier: Carrier, mine: &StaticKey, theirs: &PeerKey, meter: &Arc<Meter>) -> Result<Channel, SyncError> {
    let (mut from, mut to) = metered(carrier, meter);
    let builder = builder(KNOWN)?.local_private_key(mine.secret()).and_then(|b| b.remote_public_key(&theirs.0));
    let state = builder.and_then(|b| b.prologue(SYNC)).and_then(Builder::build_initiator);
    let mut state = state.map_err(|error| SyncError::Protocol(error.to_string()))?;
    to.write_all(SYNC)?;
    send(&mut state, &mut to)?;
    receive(&mut state, &mut from)?;
    open(state, from, to)
}

/// Calls somebody whose code is at hand.
///
/// # Errors
/// When the line breaks, or the code does not open.
pub fn pair(carrier: Carrier, mine: &StaticKey, code: &Code, meter: &Arc<Meter>) -> Result<Paired, SyncError> {
    let (mut from, mut to) = metered(carrier, meter);
    let shared = code.shared();
    let builder = builder(PAIRING)?.local_private_key(mine.secret()).and_then(|b| b.psk(3, &shared.0));
    let state = builder.and_then(|b| b.prologue(PAIR)).and_then(Builder::build_initiator);
    let mut state = state.map_err(|error| SyncError::Protocol(error.to_string()))?;
    to.write_all(PAIR)?;
    send(&mut state, &mut to)?;
    receive(&mut state, &mut from).map_err(no_code)?;
    send(&mut state, &mut to)?;
    let key = remote(&state).ok_or(SyncError::Code)?;
    Ok(Paired { key, channel: open(state, from, to)? })
}

/// Answers whoever calls.
///
/// # Errors
/// When it does not speak the protocol, is not known, or has not the code: then nothing was said to it.
pub fn answer(carrier: Carrier, greeting: &Greeting<'_>, meter: &Arc<Meter>) -> Result<Caller, SyncError> {
    let (mut from, to) = metered(carrier, meter);
    let mut first = [0; SYNC.len()];
    from.read_exact(&mut first)?;
    match &first {
        SYNC => answer_peer(from, to, greeting),
        PAIR if greeting.pairing => answer_pairing(from, to, greeting),
        PAIR => {
            // Whoever calls has it on the way: a line that is cut under it would be told there instead.
            read_handshake(&mut from)?;
            Err(SyncError::Code)
        }
        _ => Err(SyncError::Protocol("its first line is another".to_owned())),
    }
}

fn answer_peer(mut from: In, mut to: Out, greeting: &Greeting<'_>) -> Result<Caller, SyncError> {
    let builder = builder(KNOWN)?.local_private_key(greeting.key.secret()).and_then(|b| b.prologue(SYNC));
    let state = builder.and_then(Builder::build_responder);
    let mut state = state.map_err(|error| SyncError::Protocol(error.to_string()))?;
    receive(&mut state, &mut from)?;
    let peer = remote(&state).filter(|peer| (greeting.knows)(peer)).ok_or(SyncError::Stranger)?;
    send(&mut state, &mut to)?;
    Ok(Caller::Peer(peer, open(state, from, to)?))
}

fn answer_pairing(mut from: In, mut to: Out, greeting: &Greeting<'_>) -> Result<Caller, SyncError> {
    let builder = builder(PAIRING)?.local_private_key(greeting.key.secret()).and_then(|b| b.prologue(PAIR));
    let state = builder.and_then(Builder::build_responder);
    let mut state = state.map_err(|error| SyncError::Protocol(error.to_string()))?;
    receive(&mut state, &mut from)?;
    send(&mut state, &mut to)?;
    let last = read_handshake(&mut from)?;
    // Only now is there something to be guessed: whatever comes of it, the code is spent.
    let shared = (greeting.code)().ok_or(SyncError::Code)?;
    state.set_psk(3, &shared.0).map_err(|_| SyncError::Code)?;
    state.read_message(&last, &mut [0; MAX_HANDSHAKE]).map_err(|_| SyncError::Code)?;
    let key = remote(&state).ok_or(SyncError::Code)?;
    Ok(Caller::Paired(Paired { key, channel: open(state, from, to)? }))
}

fn builder<'b>(name: &str) -> Result<Builder<'b>, SyncError> {
    name.parse().map(Builder::new).map_err(|error: snow::Error| SyncError::Protocol(error.to_string()))
}

fn remote(state: &HandshakeState) -> Option<PeerKey> {
    state.get_remote_static()?.try_into().ok().map(PeerKey)
}

fn send(state: &mut HandshakeState, to: &mut Out) -> Result<(), SyncError> {
    let mut message = [0; MAX_HANDSHAKE];
    let length = state.write_message(&[], &mut message).map_err(|_| SyncError::Stranger)?;
    write_frame(to, &message[..length])?;
    Ok(to.flush()?)
}

fn receive(state: &mut HandshakeState, from: &mut In) -> Result<(), SyncError> {
    let message = read_handshake(from)?;
    state.read_message(&message, &mut [0; MAX_HANDSHAKE]).map(|_| ()).map_err(|_| SyncError::Stranger)
}

/// Whoever does not like what it got ends the stream without a word.
fn read_handshake(from: &mut In) -> Result<Vec<u8>, SyncError> {
    let mut message = Vec::new();
    match read_frame(from, MAX_HANDSHAKE, &mut message) {
        Ok(true) => Ok(message),
        Ok(false) => Err(SyncError::Stranger),
        Err(error) if error.kind() == ErrorKind::ConnectionReset => Err(SyncError::Stranger),
        Err(other) => Err(other.into()),
    }
}

fn no_code(error: SyncError) -> SyncError {
    if matches!(error, SyncError::Stranger) { SyncError::Code } else { error }
}

type In = Metered<Box<dyn Read + Send>>;
type Out = Metered<Box<dyn Write + Send>>;

fn metered(carrier: Carrier, meter: &Arc<Meter>) -> (In, Out) {
    (Metered::new(carrier.from, meter), Metered::new(carrier.to, meter))
}

fn open(state: HandshakeState, from: In, to: Out) -> Result<Channel, SyncError> {
    let state = state.into_stateless_transport_mode().map_err(|error| SyncError::Protocol(error.to_string()))?;
    let state = Arc::new(state);
    let sealed = SealedIn { state: Arc::clone(&state), from, nonce: 0, frame: Vec::new(), plain: Vec::new(), at: 0 };
    Ok(Channel::over(sealed, SealedOut { state, to, nonce: 0, plain: Vec::with_capacity(MAX_FRAME - TAG) })?)
}

fn write_frame(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let length = u16::try_from(frame.len()).map_err(|_| io::Error::from(ErrorKind::InvalidInput))?;
    to.write_all(&[&length.to_be_bytes(), frame].concat())
}

/// Reads a frame; false at the end of the stream.
fn read_frame(from: &mut impl Read, most: usize, frame: &mut Vec<u8>) -> io::Result<bool> {
    let mut length = [0; 2];
    if from.read(&mut length[..1])? == 0 {
        return Ok(false);
    }
    from.read_exact(&mut length[1..])?;
    let length = usize::from(u16::from_be_bytes(length));
    if length > most {
        let why = format!("a frame of {length} bytes where at most {most} are");
        return Err(io::Error::new(ErrorKind::InvalidData, why));
    }
    frame.resize(length, 0);
    from.read_exact(frame)?;
    Ok(true)
}

/// What comes, decrypted.
pub(crate) struct SealedIn {
    state: Arc<StatelessTransportState>,
    from: In,
    nonce: u64,
    frame: Vec<u8>,
    plain: Vec<u8>,
    at: usize,
}

impl Read for SealedIn {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.plain.len() {
            if !read_frame(&mut self.from, MAX_FRAME, &mut self.frame)? {
                return Ok(0);
            }
            self.plain.resize(self.frame.len(), 0);
            let opened = self.state.read_message(self.nonce, &self.frame, &mut self.plain);
            let foreign = |_| io::Error::new(ErrorKind::InvalidData, "bytes that the paired key did not encrypt");
            let length = opened.map_err(foreign)?;
            self.plain.truncate(length);
            (self.at, self.nonce) = (0, self.nonce + 1);
        }
        let length = buffer.len().min(self.plain.len() - self.at);
        buffer[..length].copy_from_slice(&self.plain[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

/// What goes, encrypted when it is flushed or fills a frame.
pub(crate) struct SealedOut {
    state: Arc<StatelessTransportState>,
    to: Out,
    nonce: u64,
    plain: Vec<u8>,
}

impl SealedOut {
    fn seal(&mut self) -> io::Result<()> {
        if self.plain.is_empty() {
            return Ok(());
        }
        let mut frame = vec![0; self.plain.len() + TAG];
        let sealed = self.state.write_message(self.nonce, &self.plain, &mut frame);
        let length = sealed.map_err(|error| io::Error::other(error.to_string()))?;
        self.nonce += 1;
        self.plain.clear();
        write_frame(&mut self.to, &frame[..length])
    }
}

impl Write for SealedOut {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = MAX_FRAME - TAG - self.plain.len();
        let length = room.min(bytes.len());
        self.plain.extend_from_slice(&bytes[..length]);
        if self.plain.len() == MAX_FRAME - TAG {
            self.seal()?;
        }
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.seal()?;
        self.to.flush()
    }
}
