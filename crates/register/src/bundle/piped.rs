//! A bundle that comes through a pipe: read once, from its beginning to its end.

use std::io::{self, Cursor, Read};

use age::Decryptor;
use daftar_copy::bundle::{FrontPage, front_page};

use super::sealing::{Identities, closed, own_identity};
use crate::RegisterError;
use crate::home::Device;
use crate::sealed_file::MAGIC;

/// What was read is kept, so that it can be read again.
struct Keeping<R> {
    inner: R,
    read: Vec<u8>,
}

impl<R: Read> Read for Keeping<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.extend_from_slice(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

impl<R: Read + 'static> Keeping<R> {
    fn of(inner: R) -> Keeping<R> {
        Keeping { inner, read: Vec::new() }
    }

    /// What was read, and the rest.
    fn again(self) -> Box<dyn Read> {
        Box::new(Cursor::new(self.read).chain(self.inner))
    }
}

/// Opens it, encrypted or not: its first page, and the whole of it.
pub(super) fn open(
    from: Box<dyn Read>,
    device: Option<&Device>,
    identities: &Identities,
) -> Result<(FrontPage, Box<dyn Read>), RegisterError> {
    let name = std::path::Path::new("-");
    let mut from = Keeping::of(from);
    (&mut from).take(MAGIC.len() as u64).read_to_end(&mut Vec::new()).map_err(RegisterError::io(name))?;
    let sealed = from.read == MAGIC;
    let mut plain = Keeping::of(match sealed {
        false => from.again(),
        true => {
            let own = device.and_then(own_identity);
            let all = own.iter().chain(&identities.0).map(|identity| identity as &dyn age::Identity);
            let opened = Decryptor::new(from.again()).and_then(|decryptor| decryptor.decrypt(all));
            Box::new(opened.map_err(|error| closed(name, own.as_ref(), &error))?)
        }
    });
    let page = front_page(&mut plain).map_err(|error| RegisterError::Ask(format!("standard input: {error}")))?;
    Ok((page, plain.again()))
}
