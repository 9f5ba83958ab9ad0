//! What does not fit in what was typed from paper.

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PaperError {
    /// Nothing was typed.
    #[error("nothing was typed; type the words or the digits of the sheet")]
    Empty,
    /// Words that are not on the list.
    #[error("{}", listed(.0))]
    Words(Vec<Mistaken>),
    /// Too many words, or too few.
    #[error(
        "these are {found} words; a recovery key has 24, a trustee's part 27: look for one left out or written twice"
    )]
    WordCount {
        /// How many there are.
        found: usize,
    },
    /// Groups that hold a mistake.
    #[error("these groups of digits hold a mistake: {}", numbers(.0))]
    Groups(Vec<usize>),
    /// Too many digits, or too few.
    #[error(
        "these are {found} digits; a recovery key has 102, a trustee's part 114: look for one left out or written twice"
    )]
    DigitCount {
        /// How many there are.
        found: usize,
    },
    /// Each fits, but not all of them together.
    #[error(
        "each fits alone, but not all together: one was taken for another, or two changed places; compare them with the sheet"
    )]
    Check,
}

/// A word that is not on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistaken {
    /// Its place, from 1.
    pub place: usize,
    /// As it was typed.
    pub typed: String,
    /// The words of the list that are most like it.
    pub near: Vec<&'static str>,
}

fn listed(mistaken: &[Mistaken]) -> String {
    let one = |word: &Mistaken| {
        let near = if word.near.is_empty() { String::new() } else { format!(" (perhaps {})", word.near.join(", ")) };
        format!("word {}, “{}”{near}", word.place, word.typed)
    };
    format!("not on the list: {}", mistaken.iter().map(one).collect::<Vec<_>>().join("; "))
}

fn numbers(places: &[usize]) -> String {
    places.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}
