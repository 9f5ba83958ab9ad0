//! Whether what was recorded only adds: then nothing that was to be seen before is hidden by it.

use daftar_claim::{Body, BodyState, Head, Subject, Value};

use crate::{Register, RegisterError};

/// More entries than so many are not looked at: whoever imports a thousand pieces is not in a hurry to see the old ones.
const FEW: u64 = 4;

impl Register {
    /// The last entry of each log.
    pub fn heads(&self) -> Vec<Head> {
        self.store.heads()
    }

    /// Whether all that was recorded after these heads only adds: open statements of entities in words, numbers and times,
    /// and no acts. Whatever could hide something (a kind, a mark, a link, what is sealed or taken back) says no.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn only_adds_since(&self, before: &[Head]) -> Result<bool, RegisterError> {
        for head in self.heads() {
            let known = before.iter().find(|known| known.entry.log == head.entry.log);
            let first = known.map_or(0, |known| known.entry.number) + 1;
            if head.entry.number + 1 < first || head.entry.number + 1 - first > FEW {
                return Ok(false);
            }
            let new = self.store.headers_of(head.entry.log).skip(first as usize - 1);
            for header in new {
                let bodies = self.store.bodies(header.header.entry)?;
                if !header.header.acts.is_empty() || !bodies.iter().all(adds) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

fn adds(body: &BodyState) -> bool {
    let BodyState::Present(bytes) = body else { return false };
    let Ok(Body::Open(claim, _)) = Body::parse(bytes) else { return false };
    let plain = matches!(claim.value, Value::Text { .. } | Value::Number { .. } | Value::Count { .. } | Value::Date(_));
    plain && matches!(claim.subject, Subject::Entity(_))
}
