//! What is recorded, as the entries that it fills: they are written and signed on a thread ahead of the one that appends them.

use std::iter::Peekable;
use std::sync::mpsc::{Receiver, sync_channel};
use std::vec::IntoIter;

use daftar_claim::{Act, Bodies, Body, Composed, MAX_ACTS, MAX_BODIES, RecordingId, SigningKey};

use crate::RegisterError;
use crate::chain::Chain;

/// An entry is full with so many bytes: outlines are long, and an entry holds 64 MiB at most.
pub(super) const FULL: usize = 16 << 20;

/// What goes into an entry together: the bodies of a statement, and what the first of them takes the place of.
pub(super) struct Line {
    pub(super) bodies: Vec<Body>,
    pub(super) replaces: Vec<RecordingId>,
}

/// Fills one entry after the other; the first also takes back what has nothing in its place.
pub(super) struct Composing {
    lines: Peekable<IntoIter<Line>>,
    retract: Option<Act>,
    chain: Chain,
    /// Whether the last of these entries closes the work.
    closes: bool,
    done: bool,
}

impl Composing {
    pub(super) fn of(lines: Vec<Line>, retract: Option<Act>, chain: Chain, closes: bool) -> Composing {
        Composing { lines: lines.into_iter().peekable(), retract, chain, closes, done: false }
    }

    fn next(&mut self, key: &SigningKey) -> Option<Result<Composed, RegisterError>> {
        if self.done {
            return None;
        }
        let mut entry = Filling { bodies: Bodies::expecting(self.lines.len().min(MAX_BODIES)), acts: Vec::new() };
        while let Some(line) = self.lines.next_if(|line| entry.has_room(line)) {
            entry.push(line);
        }
        entry.acts.extend(self.retract.take());
        self.done = self.lines.peek().is_none();
        Some(self.chain.sign(entry.bodies, entry.acts, self.closes && self.done, key))
    }
}

/// Hands over the entries in their order while those that follow are made; gives what `take` came to, and the chain as it goes on.
pub(super) fn composed_ahead<T>(
    mut composing: Composing,
    key: &SigningKey,
    take: impl FnOnce(&mut dyn Iterator<Item = Result<Composed, RegisterError>>) -> T,
) -> (T, Chain) {
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(1);
        let composer = scope.spawn(move || {
            while let Some(entry) = composing.next(key) {
                let failed = entry.is_err();
                // Nobody takes any more where one could not be appended.
                if send.send(entry).is_err() || failed {
                    break;
                }
            }
            composing.chain
        });
        let taken = take(&mut Receiver::into_iter(receive));
        match composer.join() {
            Ok(chain) => (taken, chain),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// What goes into one entry.
struct Filling {
    bodies: Bodies,
    acts: Vec<Act>,
}

impl Filling {
    /// One act is kept for what is taken back. What is too much for any entry has one of its own, and is refused there.
    fn has_room(&self, line: &Line) -> bool {
        let (bodies, acts) = (self.bodies.len() + line.bodies.len(), self.acts.len() + line.replaces.len());
        let few = bodies <= MAX_BODIES && acts < MAX_ACTS;
        self.bodies.is_empty() || (few && self.bodies.bytes() < FULL)
    }

    fn push(&mut self, line: Line) {
        let with = self.bodies.len() as u32;
        self.acts.extend(line.replaces.into_iter().map(|recording| Act::Replace { recording, with }));
        line.bodies.into_iter().for_each(|body| self.bodies.push(body));
    }
}

#[cfg(test)]
mod tests {
    use daftar_claim::{Claim, PropertyId, Subject, Value};

    use super::*;
    use crate::chance;

    fn line(length: usize) -> Line {
        let list = super::super::list::document_of("set");
        let name = PropertyId::parse("name").unwrap();
        let claim = Claim::new(Subject::Entity(list), name, Value::text("x".repeat(length)), list);
        Line { bodies: vec![Body::Open(Box::new(claim), chance::salt().unwrap())], replaces: Vec::new() }
    }

    #[test]
    fn an_entry_is_full_by_the_bytes_of_what_it_holds() {
        let mut entry = Filling { bodies: Bodies::default(), acts: Vec::new() };
        assert!(entry.has_room(&line(FULL)));
        entry.push(line(FULL));
        assert!(!entry.has_room(&line(1)));
    }
}
