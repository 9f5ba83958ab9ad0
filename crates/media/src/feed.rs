//! Bytes on their way from one file into another: copied, dropped, or looked at.

use std::io::{self, BufRead, BufReader, Read, Write};

use crate::Picture;

/// Why a picture was not copied to its end.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It could not be read or written.
    #[error("the picture could not be read or written: {0}")]
    Io(#[from] io::Error),
    /// It is not as pictures of its kind are.
    #[error("the {picture} file is broken at byte {at}: expected {expected}")]
    Broken {
        /// Its kind.
        picture: &'static str,
        /// Where.
        at: u64,
        /// What should stand there.
        expected: &'static str,
    },
}

/// A picture being copied.
pub(crate) struct Feed<'f> {
    picture: Picture,
    from: BufReader<&'f mut dyn Read>,
    to: &'f mut dyn Write,
    at: u64,
}

impl<'f> Feed<'f> {
    pub(crate) fn new(picture: Picture, from: &'f mut dyn Read, to: &'f mut dyn Write) -> Feed<'f> {
        Feed { picture, from: BufReader::new(from), to, at: 0 }
    }

    /// What is wrong here.
    pub(crate) fn broken<T>(&self, expected: &'static str) -> Result<T, PictureError> {
        Err(PictureError::Broken { picture: self.picture.name(), at: self.at, expected })
    }

    /// The next bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], PictureError> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes).or_else(|error| self.ended(error))?;
        self.at += N as u64;
        Ok(bytes)
    }

    /// As many bytes, which are at most 64 kB.
    pub(crate) fn some(&mut self, length: u16) -> Result<Vec<u8>, PictureError> {
        let mut bytes = vec![0; usize::from(length)];
        self.from.read_exact(&mut bytes).or_else(|error| self.ended(error))?;
        self.at += u64::from(length);
        Ok(bytes)
    }

    fn ended<T>(&self, error: io::Error) -> Result<T, PictureError> {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => self.broken("more bytes"),
            _ => Err(error.into()),
        }
    }

    /// Copies as many bytes.
    pub(crate) fn copy(&mut self, length: u64) -> Result<(), PictureError> {
        let copied = io::copy(&mut (&mut self.from).take(length), self.to)?;
        self.passed(copied, length)
    }

    /// Passes over as many bytes.
    pub(crate) fn skip(&mut self, length: u64) -> Result<(), PictureError> {
        let skipped = io::copy(&mut (&mut self.from).take(length), &mut io::sink())?;
        self.passed(skipped, length)
    }

    fn passed(&mut self, passed: u64, length: u64) -> Result<(), PictureError> {
        self.at += passed;
        if passed == length { Ok(()) } else { self.broken("more bytes") }
    }

    /// Writes bytes of our own.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), PictureError> {
        Ok(self.to.write_all(bytes)?)
    }

    /// Copies up to a byte, which is read and not copied; false at the end of the file.
    pub(crate) fn copy_to(&mut self, byte: u8) -> Result<bool, PictureError> {
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let found = buffer.iter().position(|one| *one == byte);
            let before = found.unwrap_or(buffer.len());
            self.to.write_all(buffer.get(..before).unwrap_or_default())?;
            let used = before + usize::from(found.is_some());
            self.from.consume(used);
            self.at += used as u64;
            if found.is_some() {
                return Ok(true);
            }
        }
    }
}
