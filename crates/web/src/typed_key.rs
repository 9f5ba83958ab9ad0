//! The recovery key as it is typed into a page; what is mistyped is said in the language of the page, with its place.

use daftar_paper::{PaperError, SeedError, ShareError, read_seed};
use daftar_register::claim::RecoverySeed;

use crate::error::Trouble;

/// The key, or the parts of trustees with empty lines between them.
pub(crate) fn seed(typed: &str) -> Result<RecoverySeed, Trouble> {
    read_seed(typed).map(RecoverySeed).map_err(|error| mistyped(&error))
}

fn mistyped(error: &SeedError) -> Trouble {
    let (words, places) = match error {
        SeedError::Paper(PaperError::Empty) => ("typed-empty", String::new()),
        SeedError::Paper(PaperError::Words(mistaken)) => {
            let one = |word: &daftar_paper::Mistaken| {
                let near =
                    if word.near.is_empty() { String::new() } else { format!(" → {}?", word.near.join(" / ")) };
                format!("{}: {}{near}", word.place, word.typed)
            };
            ("typed-words", mistaken.iter().map(one).collect::<Vec<_>>().join(" · "))
        }
        SeedError::Paper(PaperError::WordCount { found }) => ("typed-word-count", found.to_string()),
        SeedError::Paper(PaperError::Groups(places)) => {
            ("typed-groups", places.iter().map(usize::to_string).collect::<Vec<_>>().join(" · "))
        }
        SeedError::Paper(PaperError::DigitCount { found }) => ("typed-digit-count", found.to_string()),
        SeedError::Paper(_) => ("typed-check", String::new()),
        SeedError::Share(ShareError::Few { found, need }) => ("typed-few", format!("{found}/{need}")),
        SeedError::Share(_) => ("typed-others", String::new()),
    };
    Trouble::Mistyped(words, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_none_is_named_with_its_place() {
        let Err(Trouble::Mistyped(words, places)) = seed("abandon abandn") else { panic!("it was read") };
        assert_eq!((words, places.split(" →").next()), ("typed-words", Some("2: abandn")));
        assert!(matches!(seed(""), Err(Trouble::Mistyped("typed-empty", _))));
    }
}
