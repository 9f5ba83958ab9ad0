//! Counts: how much was found, how much of it is right, how much there is.

use serde::Serialize;

/// What is right in one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The field.
    pub name: &'static str,
    /// Of all that was found and all that is marked.
    pub all: Score,
    /// Of the pairs that belong together: the field alone, without what was missed as a whole.
    pub matched: Score,
}

/// Three counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Found, and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Marked in the gold.
    pub gold: usize,
}

impl Score {
    /// Of what was found, how much is right; none where nothing was found.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.found)
    }

    /// Of what is marked, how much was found; none where nothing is marked.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.gold)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        share(2 * self.right, self.found + self.gold)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// How often one effect was taken for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confused {
    /// What the gold has.
    pub gold: &'static str,
    /// What the reader found.
    pub found: &'static str,
    /// How often.
    pub times: usize,
}

/// The claims of which the reader is about as sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    /// The least sure of them, of a hundred.
    pub from: u8,
    /// The surest of them.
    pub to: u8,
    /// How many.
    pub found: usize,
    /// How many of them are right in thing, effect, denial and modality.
    pub right: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_is_no_number() {
        let none = Score { right: 0, found: 0, gold: 4 };
        assert_eq!((none.precision(), none.recall(), none.f1()), (None, Some(0.0), Some(0.0)));
        let some = Score { right: 3, found: 4, gold: 6 };
        assert_eq!((some.precision(), some.recall(), some.f1()), (Some(0.75), Some(0.5), Some(0.6)));
    }
}
