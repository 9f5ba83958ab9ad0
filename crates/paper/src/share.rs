//! Splitting a seed among trustees after Shamir (1979), "How to share a secret", byte by byte over the field of 256 elements
//! with the polynomial x⁸+x⁴+x³+x²+1: any `need` shares give the seed, fewer tell nothing of it.

use blahaj::Sharks;

use crate::Share;

/// How a seed is to be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    need: u8,
    of: u8,
}

/// Why a seed cannot be split, or shares cannot be joined.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShareError {
    /// The numbers make no sense.
    #[error(
        "{need} of {of} makes no sense: at least 2 must be needed, not more than there are, and at most 16 can be given out"
    )]
    Numbers {
        /// How many would be needed.
        need: u8,
        /// Of how many.
        of: u8,
    },
    /// Not enough shares.
    #[error("these are {found} of the {need} parts that are needed; ask another trustee")]
    Few {
        /// How many different ones there are.
        found: usize,
        /// How many are needed.
        need: u8,
    },
    /// Shares of different splittings.
    #[error(
        "part {number} belongs to another splitting of the key than the first one; parts of two splittings do not fit together"
    )]
    Other {
        /// The number of the share that does not belong.
        number: u8,
    },
    /// Two shares with one number that say different things.
    #[error("two different parts have the number {number}; one of them was mistyped or is no part of this key")]
    Twice {
        /// The number.
        number: u8,
    },
    /// The operating system gives no randomness.
    #[error("the operating system gives no random numbers: {0}")]
    Chance(String),
}

impl Split {
    /// Any `need` of so many trustees together.
    ///
    /// # Errors
    /// Unless 2 ≤ need ≤ of ≤ 16.
    pub fn new(need: u8, of: u8) -> Result<Split, ShareError> {
        let fits = need >= 2 && need <= of && of <= 16;
        if fits { Ok(Split { need, of }) } else { Err(ShareError::Numbers { need, of }) }
    }

    /// The shares of a seed, one for each trustee.
    ///
    /// # Errors
    /// When the operating system gives no random numbers.
    pub fn deal(self, seed: &[u8; 32]) -> Result<Vec<Share>, ShareError> {
        let mut set = [0; 2];
        getrandom::fill(&mut set).map_err(|error| ShareError::Chance(error.to_string()))?;
        let dealt = Sharks(self.need).dealer(seed).take(usize::from(self.of));
        Ok(dealt.filter_map(|share| self.share(set, &Vec::from(&share))).collect())
    }

    fn share(self, set: [u8; 2], dealt: &[u8]) -> Option<Share> {
        let (number, value) = dealt.split_first()?;
        Some(Share { need: self.need, number: *number, set, value: value.try_into().ok()? })
    }
}

/// The seed that these shares give. More than are needed may be given, and the same one twice.
///
/// # Errors
/// When they are too few, or do not belong together.
pub fn join(shares: &[Share]) -> Result<[u8; 32], ShareError> {
    let mut told: Vec<&Share> = Vec::new();
    for share in shares {
        let first = *told.first().unwrap_or(&share);
        if (share.set, share.need) != (first.set, first.need) {
            return Err(ShareError::Other { number: share.number });
        }
        match told.iter().find(|other| other.number == share.number) {
            Some(other) if *other == share => {}
            Some(_) => return Err(ShareError::Twice { number: share.number }),
            None => told.push(share),
        }
    }
    let need = told.first().map_or(2, |share| share.need);
    let few = ShareError::Few { found: told.len(), need };
    if told.len() < usize::from(need) {
        return Err(few);
    }
    let points = told.iter().map(|share| [&[share.number], share.value.as_slice()].concat());
    let points: Result<Vec<blahaj::Share>, _> = points.map(|point| blahaj::Share::try_from(point.as_slice())).collect();
    let joined = points.ok().and_then(|points| Sharks(need).recover(&points).ok());
    joined.and_then(|seed| seed.try_into().ok()).ok_or(few)
}
