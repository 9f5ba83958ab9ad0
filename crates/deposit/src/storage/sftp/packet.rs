//! Packets of the SSH file transfer protocol, version 3 (draft-ietf-secsh-filexfer-02).

use std::io::{self, Read};

/// No packet is longer.
const LONGEST: usize = 1 << 20;

pub(super) const INIT: u8 = 1;
pub(super) const VERSION: u8 = 2;
pub(super) const OPEN: u8 = 3;
pub(super) const CLOSE: u8 = 4;
pub(super) const READ: u8 = 5;
pub(super) const WRITE: u8 = 6;
pub(super) const OPENDIR: u8 = 11;
pub(super) const READDIR: u8 = 12;
pub(super) const REMOVE: u8 = 13;
pub(super) const MKDIR: u8 = 14;
pub(super) const STAT: u8 = 17;
pub(super) const RENAME: u8 = 18;
pub(super) const STATUS: u8 = 101;
pub(super) const EXTENDED: u8 = 200;

/// A packet that is being written.
pub(super) struct Out(Vec<u8>);

impl Out {
    pub(super) fn new(kind: u8) -> Out {
        Out(vec![kind])
    }

    pub(super) fn number(mut self, number: u32) -> Out {
        self.0.extend(number.to_be_bytes());
        self
    }

    pub(super) fn long(mut self, number: u64) -> Out {
        self.0.extend(number.to_be_bytes());
        self
    }

    pub(super) fn text(mut self, bytes: &[u8]) -> Out {
        self.0.extend((bytes.len() as u32).to_be_bytes());
        self.0.extend(bytes);
        self
    }

    /// With its length before it.
    pub(super) fn bytes(self) -> Vec<u8> {
        [&(self.0.len() as u32).to_be_bytes()[..], &self.0].concat()
    }
}

/// A packet that came.
pub(super) struct In {
    pub(super) kind: u8,
    bytes: Vec<u8>,
    at: usize,
}

impl In {
    pub(super) fn read(from: &mut impl Read) -> io::Result<In> {
        let mut length = [0; 4];
        from.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 || length > LONGEST {
            return Err(garbled());
        }
        let mut bytes = vec![0; length];
        from.read_exact(&mut bytes)?;
        Ok(In { kind: bytes[0], bytes, at: 1 })
    }

    fn take(&mut self, count: usize) -> io::Result<&[u8]> {
        let end = self.at.saturating_add(count);
        let taken = self.bytes.get(self.at..end).ok_or_else(garbled)?;
        self.at = end;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> io::Result<u32> {
        Ok(u32::from_be_bytes(self.take(4)?.try_into().unwrap_or_default()))
    }

    pub(super) fn long(&mut self) -> io::Result<u64> {
        Ok(u64::from_be_bytes(self.take(8)?.try_into().unwrap_or_default()))
    }

    pub(super) fn text(&mut self) -> io::Result<Vec<u8>> {
        let length = self.number()? as usize;
        self.take(length).map(<[u8]>::to_vec)
    }

    pub(super) fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The size that attributes name; the rest of them is passed over.
    pub(super) fn size(&mut self) -> io::Result<u64> {
        let flags = self.number()?;
        let size = if flags & 1 != 0 { self.long()? } else { 0 };
        for (flag, bytes) in [(2, 8), (4, 4), (8, 8)] {
            if flags & flag != 0 {
                self.take(bytes)?;
            }
        }
        if flags & 0x8000_0000 != 0 {
            for _ in 0..self.number()? {
                self.text()?;
                self.text()?;
            }
        }
        Ok(size)
    }
}

pub(super) fn garbled() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the other side does not speak SFTP")
}
