//! An entry on its way from this device to its log: what its bodies mean, and the bytes that were made of that.

use crate::body::Body;
use crate::entry::{Entry, EntryError, Header, SignedHeader};
use crate::id::ClaimId;
use crate::keys::SigningKey;

/// Bodies that are to fill one entry. Each is written once; whoever keeps the entry need not read them back.
#[derive(Debug, Default)]
pub struct Bodies {
    meant: Vec<Body>,
    ids: Vec<ClaimId>,
    lines: String,
}

/// So many bytes a body has as a rule.
const USUAL: usize = 600;

impl Bodies {
    /// None yet, with room for so many.
    pub fn expecting(bodies: usize) -> Bodies {
        Bodies {
            meant: Vec::with_capacity(bodies),
            ids: Vec::with_capacity(bodies),
            lines: String::with_capacity(bodies * USUAL),
        }
    }

    /// Writes one more.
    pub fn push(&mut self, body: Body) {
        let start = self.lines.len();
        body.write(&mut self.lines);
        self.ids.push(Body::id_of(&self.lines.as_bytes()[start..]));
        self.lines.push('\n');
        self.meant.push(body);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.meant.len()
    }

    /// How many bytes they fill.
    pub fn bytes(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.meant.is_empty()
    }

    /// Fills in number of bodies and root, and signs.
    ///
    /// # Errors
    /// When there are more bodies or acts than an entry may have.
    pub fn sign(self, header: Header, key: &SigningKey) -> Result<Composed, EntryError> {
        Ok(Composed { header: Entry::sign_header(header, &self.ids, key)?, bodies: self })
    }
}

/// A signed entry whose bytes were made from what they mean: nothing else can make one.
#[derive(Debug)]
pub struct Composed {
    header: SignedHeader,
    bodies: Bodies,
}

impl Composed {
    /// The signed header.
    pub fn header(&self) -> &SignedHeader {
        &self.header
    }

    /// The header; the bodies and their ids, in order; and the bodies' bytes, each ended by a newline.
    pub fn into_parts(self) -> (SignedHeader, Vec<Body>, Vec<ClaimId>, Vec<u8>) {
        let Bodies { meant, ids, lines } = self.bodies;
        (self.header, meant, ids, lines.into_bytes())
    }
}
