//! Entries composed one after the other: one piece of work, which counts once its last entry is there.

use daftar_claim::{Act, Batch, Bodies, Composed, EntryId, Header, SignedHeader, SigningKey};

use crate::RegisterError;

/// A piece of work that fills entries.
pub(crate) struct Chain {
    /// The next entry's header.
    header: Header,
    batch: String,
    /// Whether entries of the batch are there already.
    begun: bool,
    /// The entries that were made.
    pub(crate) made: Vec<EntryId>,
}

impl Chain {
    /// Begins with the next entry's header.
    pub(crate) fn begin(header: Header, batch: String) -> Chain {
        Chain { header, batch, begun: false, made: Vec::new() }
    }

    /// Goes on with a batch that was broken off.
    pub(crate) fn resume(header: Header, batch: String) -> Chain {
        Chain { header, batch, begun: true, made: Vec::new() }
    }

    /// Signs the next entry; the last one closes the batch. What fills one entry alone is no batch.
    pub(crate) fn sign(
        &mut self,
        bodies: Bodies,
        acts: Vec<Act>,
        last: bool,
        key: &SigningKey,
    ) -> Result<Composed, RegisterError> {
        let batch = (!last || self.begun).then(|| Batch { id: self.batch.clone(), last });
        let mut header = Header { batch, ..self.header.clone() };
        header.acts.extend(acts);
        let entry = bodies.sign(header, key)?;
        self.follow(entry.header());
        Ok(entry)
    }

    /// Makes the header go on from an entry. What an entry says once is not said again.
    fn follow(&mut self, entry: &SignedHeader) {
        self.begun = true;
        self.made.push(entry.header.entry);
        self.header.entry.number += 1;
        self.header.previous = Some(entry.hash());
        self.header.predecessor = None;
        self.header.heads.clear();
        self.header.acts.clear();
    }
}
