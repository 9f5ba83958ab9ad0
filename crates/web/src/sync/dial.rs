//! Dialling a served notebook: an HTTP request that asks for a stream of bytes in the place of an answer.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use daftar_register::copy::sync::Carrier;

use super::{PATH, UPGRADE};

/// How long to wait for somebody to answer.
const CONNECT: Duration = Duration::from_secs(20);
/// No honest answer is longer before the stream begins.
const MOST: usize = 8192;

/// Opens a stream to a served notebook, `http://HOST:PORT`. Nothing may move on it for so long as `idle`, and it breaks.
///
/// # Errors
/// When nobody answers there, or no notebook that syncs.
pub fn dial(address: &str, idle: Duration) -> io::Result<Carrier> {
    let authority = address.strip_prefix("http://").unwrap_or(address).trim_end_matches('/');
    let refuse = |why: String| io::Error::new(ErrorKind::InvalidInput, format!("{address}: {why}"));
    if authority.is_empty() || !authority.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/' && byte != b'@') {
        return Err(refuse("expected http://HOST:PORT".to_owned()));
    }
    let has_port = authority.rsplit_once(':').is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let place = if has_port { authority.to_owned() } else { format!("{authority}:80") };
    let mut line =
        connect(&place).map_err(|error| refuse(format!("nobody answers ({error}): is the notebook served there?")))?;
    line.set_read_timeout(Some(idle))?;
    line.set_write_timeout(Some(idle))?;
    line.set_nodelay(true)?;
    let request =
        format!("GET {PATH} HTTP/1.1\r\nHost: {authority}\r\nConnection: Upgrade\r\nUpgrade: {UPGRADE}\r\n\r\n");
    line.write_all(request.as_bytes())?;
    let answer = head(&mut line)?;
    match answer.split_ascii_whitespace().nth(1) {
        Some("101") => Ok(Carrier { from: Box::new(line.try_clone()?), to: Box::new(line) }),
        Some("503") => Err(refuse("it is busy with others: try again in a minute".to_owned())),
        _ => Err(refuse("no notebook that syncs answers there".to_owned())),
    }
}

fn connect(place: &str) -> io::Result<TcpStream> {
    let mut last = io::Error::from(ErrorKind::AddrNotAvailable);
    for address in place.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, CONNECT) {
            Ok(line) => return Ok(line),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// The head of the answer, and not a byte more: what follows is the stream.
fn head(line: &mut impl Read) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        line.read_exact(&mut byte)?;
        head.push(byte[0]);
        if head.len() > MOST {
            return Err(io::Error::new(ErrorKind::InvalidData, "what answers there does not speak HTTP"));
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_head_is_read() {
        let mut line = &b"HTTP/1.1 101 Switching Protocols\r\n\r\nstream"[..];
        assert!(head(&mut line).unwrap().contains(" 101 "));
        assert_eq!(line, b"stream");
        assert!(head(&mut &[b'x'; MOST + 8][..]).is_err());
        for wrong in ["http://", "http://a/b", "http://a@b", "http://a b"] {
            assert!(dial(wrong, CONNECT).is_err(), "{wrong}");
        }
    }
}
