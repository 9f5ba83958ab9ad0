//! How a pairing begins: an address is bound, a certificate made, a code drawn; only then anything answers.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use daftar_register::claim::{EntityId, Hash};
use daftar_register::date::Lang;
use daftar_register::write_private;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::nets::nets;
use super::{OFFERED, Offer, Pairing, Task, guard, listen, random, tls};
use crate::visit::Site;

/// The shortest and the longest pairing, in minutes.
pub(crate) const MINUTES: (u64, u64) = (5, 12 * 60);

/// What a keeper asks for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) task: Task,
    /// Who counts, where that is not the keeper.
    pub(crate) by: Option<EntityId>,
    pub(crate) address: IpAddr,
    /// Any that is free where it is 0.
    pub(crate) port: u16,
    pub(crate) minutes: u64,
    pub(crate) lang: Lang,
    /// The file that says that it goes on.
    pub(crate) note: PathBuf,
}

/// Why none could begin.
#[derive(Debug)]
pub(crate) enum NoPairing {
    /// This computer has no such address in a local network.
    NoAddress,
    /// It is too short or too long.
    Minutes,
    /// The system did not let it.
    Failed(String),
}

/// Begins a pairing; the one before ends.
pub(crate) async fn begin(site: &Site, wanted: Wanted) -> Result<Arc<Pairing>, NoPairing> {
    if !nets().iter().any(|net| net.address == wanted.address) {
        return Err(NoPairing::NoAddress);
    }
    if !(MINUTES.0..=MINUTES.1).contains(&wanted.minutes) {
        return Err(NoPairing::Minutes);
    }
    let lasts = Duration::from_secs(wanted.minutes * 60);
    let listener = TcpListener::bind((wanted.address, wanted.port)).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let speaker = tls::speaker(wanted.address, lasts).map_err(NoPairing::Failed)?;
    let pairing = Arc::new(pairing(wanted, address, speaker.fingerprint, lasts)?);
    if let Some(folder) = pairing.note.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    // Its own note lies there once it goes on; one that was left behind by a crash is nobody's.
    drop(std::fs::remove_file(&pairing.note));
    write_private(&pairing.note, pairing.noted().as_bytes()).map_err(failed)?;
    if let Some(before) = site.0.phones.put(Arc::clone(&pairing)) {
        site.0.sessions.leave(&before.seat);
    }
    site.0.sessions.seat(&pairing.seat);
    let router = guard::router(site, &pairing);
    tokio::spawn(listen::listen(listener, speaker.acceptor, router, Arc::clone(&pairing)));
    Ok(pairing)
}

fn failed(error: impl std::fmt::Display) -> NoPairing {
    NoPairing::Failed(error.to_string())
}

fn pairing(wanted: Wanted, address: SocketAddr, fingerprint: String, lasts: Duration) -> Result<Pairing, NoPairing> {
    let now = Instant::now();
    let secret = random::<16>().map_err(failed)?;
    let offer = Offer { secret: Some(secret), wrong: 0, until: now + OFFERED.min(lasts), cookie: None };
    Ok(Pairing {
        task: wanted.task,
        by: wanted.by,
        address,
        fingerprint,
        lang: wanted.lang,
        seat: random::<32>().map_err(failed)?,
        until: now + lasts,
        forms: Hash::of(random::<32>().map_err(failed)?.as_bytes()),
        offer: Mutex::new(offer),
        note: wanted.note,
        ended: watch::Sender::new(false),
    })
}
