//! The second listener: TLS and nothing else, a few phones at most, cut off when the pairing ends.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::Pairing;

/// So many connections at once: one phone opens a few.
const MOST: usize = 16;
/// How long a phone may take to say hello, or what it wants.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is looked whether the pairing is over.
const LOOKS: Duration = Duration::from_millis(250);

/// Answers until the pairing is over, then closes.
pub(super) async fn listen(listener: TcpListener, acceptor: TlsAcceptor, router: Router, pairing: Arc<Pairing>) {
    let seats = Arc::new(Semaphore::new(MOST));
    let ended = pairing.ended.subscribe();
    loop {
        tokio::select! {
            () = pairing.over() => break,
            accepted = listener.accept() => {
                // Whoever finds no seat is turned away at once: nothing waits in line.
                if let (Ok((stream, _)), Ok(seat)) = (accepted, Arc::clone(&seats).try_acquire_owned()) {
                    let (acceptor, router, ended) = (acceptor.clone(), router.clone(), ended.clone());
                    tokio::spawn(async move {
                        cut_off(ended, answer(stream, acceptor, router)).await;
                        drop(seat);
                    });
                }
            }
        }
    }
    drop(listener);
    pairing.end();
}

impl Pairing {
    /// Waits until it is over.
    pub(super) async fn over(&self) {
        while !self.is_over() {
            sleep(LOOKS).await;
        }
    }
}

/// Does something until it is done or the pairing has ended.
async fn cut_off(mut ended: watch::Receiver<bool>, work: impl Future<Output = ()>) {
    tokio::select! {
        _ = ended.wait_for(|ended| *ended) => {}
        () = work => {}
    }
}

/// One connection. What goes wrong with it is the phone's to see; nothing of it is written down.
async fn answer(stream: TcpStream, acceptor: TlsAcceptor, router: Router) {
    let Ok(Ok(stream)) = timeout(PATIENCE, acceptor.accept(stream)).await else { return };
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    drop(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await);
}
