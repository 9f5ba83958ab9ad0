//! The line between a browser and a notebook, which can be cut: what the connection carries is lost then, for pages and for
//! what works behind them alike.

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A line that is up or cut.
#[derive(Clone, Default)]
pub(crate) struct Line(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    cut: bool,
    streams: Vec<TcpStream>,
}

impl Line {
    /// Lays a line to a server; the address of its near end.
    pub(crate) fn to(server: SocketAddr) -> io::Result<(Line, SocketAddr)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let (line, near) = (Line::default(), listener.local_addr()?);
        let laid = line.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Whoever cannot be connected notices it by the stream's end.
                drop(laid.connect(stream, server));
            }
        });
        Ok((line, near))
    }

    fn connect(&self, near: TcpStream, server: SocketAddr) -> io::Result<()> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if state.cut {
            return near.shutdown(Shutdown::Both);
        }
        let far = TcpStream::connect(server)?;
        state.streams.extend([near.try_clone()?, far.try_clone()?]);
        carry(near.try_clone()?, far.try_clone()?);
        carry(far, near);
        Ok(())
    }

    /// Cuts the line, or mends it.
    pub(crate) fn cut(&self, cut: bool) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.cut = cut;
        if cut {
            state.streams.drain(..).for_each(|stream| drop(stream.shutdown(Shutdown::Both)));
        }
    }
}

/// Carries bytes one way until either end closes.
fn carry(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        drop(io::copy(&mut from, &mut to));
        drop(to.shutdown(Shutdown::Both));
    });
}
