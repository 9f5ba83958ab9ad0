//! When there is too little to ask.

/// Why a question has no answer with these numbers. That is an answer, too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TooFew {
    /// Nothing is damaged.
    NoDamage,
    /// Everything is damaged.
    AllDamaged,
    /// Nothing at risk lies within the farthest distance.
    NothingNear,
    /// In each stratum all is damaged, or nothing is, or there is one thing only: nothing can be exchanged.
    NothingToExchange,
    /// Too few damaged places, or incidents: the exact interval alone tells something.
    Damaged {
        /// How many there are.
        found: usize,
        /// How many there should be.
        needed: usize,
    },
    /// Too few of them would be near even if nothing drew damage there.
    ExpectedNear {
        /// How many would be.
        found: f64,
        /// How many should be.
        needed: f64,
    },
}

/// Fewest damaged places of which curves are tested.
pub const FEWEST_DAMAGED: usize = 10;
/// Fewest that are expected near.
pub const FEWEST_NEAR: f64 = 1.0;

/// Whether numbers suffice.
pub(crate) fn suffices(damaged: usize, expected_near: f64) -> Option<TooFew> {
    if damaged < FEWEST_DAMAGED {
        return Some(TooFew::Damaged { found: damaged, needed: FEWEST_DAMAGED });
    }
    let few = TooFew::ExpectedNear { found: expected_near, needed: FEWEST_NEAR };
    (expected_near < FEWEST_NEAR).then_some(few)
}
