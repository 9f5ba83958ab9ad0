//! The words that speak of time, and what each can mean: read from `languages/en.toml`, which a linguist can read and change.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// A length of calendar or clock time that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
    Century,
}

/// Which part of a time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// "early", "the beginning of".
    Early,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
}

/// Before or after the start of the common era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Era {
    Before,
    Common,
}

/// What a word can mean where time is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sense {
    /// Nothing that concerns time.
    Other,
    Month {
        number: u8,
        short: bool,
    },
    /// Monday is 0.
    Weekday(u8),
    /// The number EDTF gives the season: spring is 21.
    Season(u8),
    Unit {
        unit: Unit,
        many: bool,
    },
    /// "morning", "night", "dawn".
    DayPart,
    Cardinal(u16),
    Ordinal(u8),
    /// "several", "few".
    Several,
    Half,
    Era(Era),
    Part(Part),
    /// "about", "circa".
    About,
    /// "over", "nearly": stands before an amount.
    Amount,
    The,
    A,
    This,
    That,
    Same,
    Next,
    Previous,
    Later,
    Earlier,
    Ago,
    Before,
    After,
    By,
    Since,
    Until,
    During,
    From,
    To,
    Between,
    And,
    Or,
    Of,
    In,
    On,
    At,
    For,
    Every,
    /// "daily", "annually".
    Periodic(Unit),
    /// "now", "former".
    Vague,
}

/// The file of a language.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Language {
    months: BTreeMap<String, u8>,
    short_months: BTreeMap<String, u8>,
    weekdays: BTreeMap<String, u8>,
    seasons: BTreeMap<String, u8>,
    units: BTreeMap<String, Unit>,
    units_many: BTreeMap<String, Unit>,
    recurring: BTreeMap<String, Unit>,
    cardinals: BTreeMap<String, u16>,
    ordinals: BTreeMap<String, u8>,
    eras: BTreeMap<String, Era>,
    parts: BTreeMap<String, Part>,
    words: BTreeMap<Sense, Vec<String>>,
    measures: Measures,
}

#[derive(Debug, Deserialize)]
struct Measures {
    words: HashSet<String>,
}

/// The words of a language by what they mean.
#[derive(Debug, Default)]
struct Lexicon {
    senses: HashMap<String, Sense>,
    measures: HashSet<String>,
    /// How many bytes the longest word has.
    longest: usize,
}

impl Lexicon {
    fn new(language: Language) -> Lexicon {
        let mut senses = HashMap::new();
        let mut all = |words: BTreeMap<String, Sense>| senses.extend(words);
        all(with(language.months, |number| Sense::Month { number, short: false }));
        all(with(language.short_months, |number| Sense::Month { number, short: true }));
        all(with(language.weekdays, Sense::Weekday));
        all(with(language.seasons, Sense::Season));
        all(with(language.units, |unit| Sense::Unit { unit, many: false }));
        all(with(language.units_many, |unit| Sense::Unit { unit, many: true }));
        all(with(language.recurring, Sense::Periodic));
        all(with(language.cardinals, Sense::Cardinal));
        all(with(language.ordinals, Sense::Ordinal));
        all(with(language.eras, Sense::Era));
        all(with(language.parts, Sense::Part));
        for (sense, words) in language.words {
            senses.extend(words.into_iter().map(|word| (word, sense)));
        }
        let longest = senses.keys().map(String::len).max().unwrap_or_default();
        Lexicon { senses, measures: language.measures.words, longest }
    }
}

fn with<T>(words: BTreeMap<String, T>, sense: impl Fn(T) -> Sense) -> BTreeMap<String, Sense> {
    words.into_iter().map(|(word, value)| (word, sense(value))).collect()
}

/// English. That the file is sound a test tells.
static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(include_str!("../../languages/en.toml")).map(Lexicon::new).unwrap_or_default());

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 32;

/// The sense of a word; capitals matter for names of months and days and for eras.
pub(super) fn sense(word: &str) -> Sense {
    let lexicon = &*ENGLISH;
    let mut buffer = [0u8; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()).filter(|lower| lower.len() <= lexicon.longest) else {
        return Sense::Other;
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let found = std::str::from_utf8(lower).ok().and_then(|lower| lexicon.senses.get(lower));
    found.map_or(Sense::Other, |sense| as_written(word, *sense))
}

fn as_written(word: &str, sense: Sense) -> Sense {
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let fits = match sense {
        Sense::Month { .. } | Sense::Weekday(_) => capital,
        Sense::Era(_) => !word.contains(|c: char| c.is_ascii_lowercase()),
        _ => true,
    };
    if fits { sense } else { Sense::Other }
}

/// Whether a word names what is counted, so that the number before it is no year.
pub(super) fn is_measure(word: &str) -> bool {
    ENGLISH.measures.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_sound_and_fits_the_buffer() {
        let language: Language = toml::from_str(include_str!("../../languages/en.toml")).unwrap();
        let plain = |word: &str| word.chars().all(|c| c.is_ascii_lowercase());
        assert!(language.words.values().flatten().all(|word| plain(word)));
        let words: usize = language.words.values().map(Vec::len).sum();
        let lexicon = Lexicon::new(language);
        assert!(words > 80 && lexicon.senses.len() > words, "{words}");
        assert!(lexicon.longest <= LONGEST && lexicon.senses.keys().all(|word| plain(word)));
    }

    #[test]
    fn capitals_decide_names() {
        assert_eq!(sense("May"), Sense::Month { number: 5, short: false });
        assert_eq!(sense("may"), Sense::Other);
        assert_eq!(sense("BC"), Sense::Era(Era::Before));
        assert_eq!(sense("ad"), Sense::Other);
        assert_eq!(sense("THE"), Sense::The);
        assert_eq!(sense("Sunflowers"), Sense::Other);
    }
}
