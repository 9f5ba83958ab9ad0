//! Bodies that are written piece by piece on a thread of their own, and no faster than they are taken.

use std::io::{self, BufWriter, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_core::Stream;
use tokio::runtime::Handle;
use tokio::sync::mpsc;

/// How large a piece is.
const PIECE: usize = 64 * 1024;
/// How many pieces wait to be taken.
const WAITING: usize = 2;
/// Whoever takes no piece for so long gets no more: there are only so many threads.
const PATIENCE: Duration = Duration::from_secs(60);

/// A body that `write` writes. It breaks off where that fails, so that nobody takes a part for the whole.
pub(crate) fn body(write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static) -> Body {
    let (give, take) = mpsc::channel(WAITING);
    let giving = Giving { give: give.clone(), runtime: Handle::current() };
    tokio::task::spawn_blocking(move || {
        let mut out = BufWriter::with_capacity(PIECE, giving);
        if let Err(error) = write(&mut out).and_then(|()| out.flush()) {
            // What is still in the buffer is not sent after an error.
            let (giving, _rest) = out.into_parts();
            let _gone = giving.runtime.block_on(give.send(Err(error)));
        }
    });
    Body::from_stream(Pieces(take))
}

/// Where the pieces go.
struct Giving {
    give: mpsc::Sender<io::Result<Bytes>>,
    runtime: Handle,
}

impl Write for Giving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = self.give.send(Ok(Bytes::copy_from_slice(bytes)));
        match self.runtime.block_on(async { tokio::time::timeout(PATIENCE, piece).await }) {
            Ok(Ok(())) => Ok(bytes.len()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The pieces as they come.
struct Pieces(mpsc::Receiver<io::Result<Bytes>>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    #[tokio::test]
    async fn everything_comes_in_order() {
        let whole: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
        let sent = whole.clone();
        let body = body(move |out| sent.chunks(1000).try_for_each(|chunk| out.write_all(chunk)));
        assert_eq!(to_bytes(body, usize::MAX).await.unwrap(), whole);
    }

    #[tokio::test]
    async fn what_breaks_off_is_not_taken_for_the_whole() {
        let body = body(|out| out.write_all(b"the beginning").and(Err(io::ErrorKind::InvalidData.into())));
        assert!(to_bytes(body, usize::MAX).await.is_err());
    }

    #[tokio::test]
    async fn whoever_leaves_stops_the_writing() {
        let (done, ended) = std::sync::mpsc::channel();
        drop(body(move |out| {
            let written = (0..100).try_for_each(|_| out.write_all(&[0; PIECE]));
            let _told = done.send(written.is_err());
            written
        }));
        let ended = tokio::task::spawn_blocking(move || ended.recv()).await.unwrap();
        assert_eq!(ended, Ok(true));
    }
}
