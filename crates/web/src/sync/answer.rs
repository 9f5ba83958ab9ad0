//! Answering a peer: HTTP gives the connection up, and the register speaks on it, on a thread of its own.
//!
//! Whoever calls is a stranger until the handshake held: few are listened to at once, none for long, and none is told
//! anything.

use std::io::{self, Cursor, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use daftar_register::copy::sync::{Carrier, Step};
use daftar_register::{Answered, RegisterError, Syncing};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto::upgrade;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::UPGRADE;
use crate::registers::Registers;

/// Strangers at the door, at most.
const STRANGERS: usize = 4;
/// Peers that sync, at most.
const PEERS: usize = 8;
/// How long a stranger may take to show its key.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// A line on which nothing moves for so long is given up.
const IDLE: Duration = Duration::from_secs(300);

/// Where peers come in.
#[derive(Clone)]
pub(crate) struct Door {
    registers: Registers,
    strangers: Arc<Semaphore>,
    peers: Arc<Semaphore>,
}

impl Door {
    pub(crate) fn of(registers: &Registers) -> Door {
        let (strangers, peers) = (Arc::new(Semaphore::new(STRANGERS)), Arc::new(Semaphore::new(PEERS)));
        Door { registers: registers.clone(), strangers, peers }
    }
}

/// `GET /sync`
pub(crate) async fn open(State(door): State<Door>, mut request: Request) -> Response {
    if !asks(request.headers()) {
        return (StatusCode::UPGRADE_REQUIRED, [(header::UPGRADE, UPGRADE), (header::CONNECTION, "Upgrade")])
            .into_response();
    }
    let upgrade = request.extensions_mut().remove::<OnUpgrade>().filter(|_| door.registers.is_founded());
    let seats = Arc::clone(&door.strangers)
        .try_acquire_owned()
        .and_then(|stranger| Ok((stranger, Arc::clone(&door.peers).try_acquire_owned()?)));
    let (Some(upgrade), Ok(seats)) = (upgrade, seats) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    tokio::spawn(async move {
        if let Some((line, before)) = upgrade.await.ok().and_then(plain) {
            let syncing = door.registers.syncing();
            std::thread::spawn(move || told(answer(&syncing, line, before, seats)));
        }
    });
    let switching = [(header::UPGRADE, UPGRADE), (header::CONNECTION, "Upgrade")];
    (StatusCode::SWITCHING_PROTOCOLS, switching).into_response()
}

fn asks(headers: &HeaderMap) -> bool {
    headers.get(header::UPGRADE).and_then(|value| value.to_str().ok()).is_some_and(|value| value == UPGRADE)
}

/// The connection beneath HTTP, and what came on it already.
fn plain(upgraded: Upgraded) -> Option<(TcpStream, Vec<u8>)> {
    let parts = upgrade::downcast::<TokioIo<tokio::net::TcpStream>>(upgraded).ok()?;
    let line = parts.io.into_inner().into_std().ok()?;
    line.set_nonblocking(false).ok()?;
    Some((line, parts.read_buf.to_vec()))
}

fn answer(
    syncing: &Syncing,
    line: TcpStream,
    before: Vec<u8>,
    (stranger, _peer): (OwnedSemaphorePermit, OwnedSemaphorePermit),
) -> Result<Answered, RegisterError> {
    let carrier = carrier(&line, before).map_err(|error| RegisterError::Ask(error.to_string()))?;
    let stranger = std::cell::Cell::new(Some((stranger, cut_unless_greeted(&line))));
    syncing.answer(carrier, &|step, _, _| {
        if step == Step::Greeted
            && let Some((_, greeted)) = stranger.take()
        {
            // Whoever waits for it may have given up just now.
            let _ = greeted.send(());
        }
    })
}

fn carrier(line: &TcpStream, before: Vec<u8>) -> io::Result<Carrier> {
    line.set_read_timeout(Some(IDLE))?;
    line.set_write_timeout(Some(IDLE))?;
    line.set_nodelay(true)?;
    Ok(Carrier { from: Box::new(Cursor::new(before).chain(line.try_clone()?)), to: Box::new(line.try_clone()?) })
}

/// Cuts the line if nobody says in time that the handshake held.
fn cut_unless_greeted(line: &TcpStream) -> mpsc::Sender<()> {
    let (greeted, waiting) = mpsc::channel();
    if let Ok(line) = line.try_clone() {
        std::thread::spawn(move || {
            if waiting.recv_timeout(HANDSHAKE) == Err(mpsc::RecvTimeoutError::Timeout) {
                drop(line.shutdown(Shutdown::Both));
            }
        });
    }
    greeted
}

/// Tells whoever started the program; of strangers nothing is told, for there may be many.
fn told(answered: Result<Answered, RegisterError>) {
    match answered {
        Ok(Answered::Met(met)) => match &met.broke {
            // Who only asks for what is damaged says nothing of itself in the end.
            None if met.synced.peer.is_none() => eprintln!("daftar: gave {} what is damaged there", met.peer),
            None => eprintln!("daftar: synced with {}", met.peer),
            Some(broke) => eprintln!("daftar: syncing with {}: {broke}", met.peer),
        },
        Ok(Answered::Paired(peer)) => eprintln!("daftar: paired with {}", peer.name),
        Err(RegisterError::Sync(_)) => {}
        Err(other) => eprintln!("daftar: {other}"),
    }
}
