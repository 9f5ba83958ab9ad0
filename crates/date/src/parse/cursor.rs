//! A place in the text being parsed, and the errors that name it.

use crate::error::{DateError, excerpt};

/// Reads bytes one by one; every token of EDTF is ASCII.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes `token` if it stands here.
    pub(crate) fn take(&mut self, token: &str) -> bool {
        let here = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(token.as_bytes()));
        if here {
            self.at += token.len();
        }
        here
    }

    /// Takes `token` or says what was expected.
    pub(crate) fn demand(&mut self, token: &str, expected: &'static str) -> Result<(), DateError> {
        if self.take(token) { Ok(()) } else { Err(self.unexpected(expected)) }
    }

    /// Takes one byte that `accept` turns into a value.
    pub(crate) fn one<T>(&mut self, expected: &'static str, accept: impl Fn(u8) -> Option<T>) -> Result<T, DateError> {
        let value = self.peek().and_then(accept).ok_or_else(|| self.unexpected(expected))?;
        self.at += 1;
        Ok(value)
    }

    /// What stands here is not what should.
    pub(crate) fn unexpected(&self, expected: &'static str) -> DateError {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = rest.chars().next().map_or_else(|| "the end".to_owned(), |c| format!("{c:?}"));
        DateError::Syntax { text: excerpt(self.text), at: self.at, found, expected }
    }

    /// The part that begins at byte `at` is not in the calendar.
    pub(crate) fn calendar(&self, at: usize, reason: &'static str) -> DateError {
        DateError::Calendar { text: excerpt(self.text), at, reason }
    }

    pub(crate) fn reversed(&self, at: usize) -> DateError {
        DateError::Reversed { text: excerpt(self.text), at }
    }

    pub(crate) fn too_many(&self, limit: usize) -> DateError {
        DateError::TooMany { text: excerpt(self.text), limit }
    }
}
