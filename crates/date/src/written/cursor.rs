//! A place among the items of a text.

use super::items::{Digits, Item, Thing};
use super::meaning::Meaning;

/// Copied before an attempt, so that one that fails leaves nothing behind.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    items: &'a [Item],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(items: &'a [Item]) -> Cursor<'a> {
        Cursor { items }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.items.is_empty()
    }

    /// All that is left.
    pub(super) fn ahead(&self) -> &'a [Item] {
        self.items
    }

    pub(super) fn peek(&self) -> Option<Item> {
        self.items.first().copied()
    }

    /// The attempt's result; where it fails the cursor stays.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Cursor<'a>) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let value = read(&mut ahead)?;
        *self = ahead;
        Some(value)
    }

    /// What the next item is.
    pub(super) fn next(&self) -> Option<Thing> {
        self.peek().map(|item| item.thing)
    }

    /// Takes the next item if `accept` turns it into a value.
    pub(super) fn take<T>(&mut self, accept: impl FnOnce(Item) -> Option<T>) -> Option<T> {
        let value = accept(self.peek()?)?;
        self.items = &self.items[1..];
        Some(value)
    }

    pub(super) fn sign(&mut self, sign: char) -> Option<()> {
        self.take(|item| (item.thing == Thing::Sign(sign)).then_some(()))
    }

    /// One of several signs.
    pub(super) fn sign_of(&mut self, signs: &[char]) -> Option<char> {
        self.take(|item| match item.thing {
            Thing::Sign(sign) if signs.contains(&sign) => Some(sign),
            _ => None,
        })
    }

    pub(super) fn word(&mut self, meaning: Meaning) -> Option<()> {
        self.take(|item| (item.thing == Thing::Is(meaning)).then_some(()))
    }

    /// A word written together with what stands before it.
    pub(super) fn tight_word(&mut self, meaning: Meaning) -> Option<()> {
        self.take(|item| (item.tight && item.thing == Thing::Is(meaning)).then_some(()))
    }

    /// A word of which `accept` makes something.
    pub(super) fn meaning<T>(&mut self, accept: impl FnOnce(Meaning) -> Option<T>) -> Option<T> {
        self.take(|item| match item.thing {
            Thing::Is(meaning) => accept(meaning),
            _ => None,
        })
    }

    /// The name of a period.
    pub(super) fn period(&mut self) -> Option<u16> {
        self.take(|item| match item.thing {
            Thing::Period(name) => Some(name),
            _ => None,
        })
    }

    /// The name of a region.
    pub(super) fn region(&mut self) -> Option<u16> {
        self.take(|item| match item.thing {
            Thing::Region(name) => Some(name),
            _ => None,
        })
    }

    pub(super) fn number(&mut self) -> Option<Digits> {
        self.take(|item| match item.thing {
            Thing::Number(digits) => Some(digits),
            _ => None,
        })
    }
}
