//! The words that speak of time, and what each can mean: read from `languages/en.toml` and `languages/ar.toml`, which a linguist
//! can read and change.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use serde::Deserialize;

use super::sense::{DayPart, Era, Part, Sense, Unit, When};

/// The file of a language.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Language {
    months: BTreeMap<String, u8>,
    #[serde(default)]
    hijri_months: BTreeMap<String, u8>,
    #[serde(default)]
    short_months: BTreeMap<String, u8>,
    weekdays: BTreeMap<String, u8>,
    seasons: BTreeMap<String, u8>,
    #[serde(default)]
    each_season: BTreeMap<String, u8>,
    units: BTreeMap<String, Unit>,
    #[serde(default)]
    units_two: BTreeMap<String, Unit>,
    #[serde(default)]
    units_both: BTreeMap<String, Unit>,
    units_many: BTreeMap<String, Unit>,
    recurring: BTreeMap<String, Unit>,
    cardinals: BTreeMap<String, u16>,
    ordinals: BTreeMap<String, u8>,
    #[serde(default)]
    ordinals_feminine: BTreeMap<String, u8>,
    #[serde(default)]
    tens: BTreeMap<String, u8>,
    eras: BTreeMap<String, Era>,
    parts: BTreeMap<String, Part>,
    day_parts: BTreeMap<String, DayPart>,
    #[serde(default)]
    shifts: BTreeMap<String, i8>,
    #[serde(default)]
    pointers: BTreeMap<String, i8>,
    vague: BTreeMap<String, When>,
    words: BTreeMap<Sense, Vec<String>>,
    measures: Names,
    #[serde(default)]
    events: Names,
    #[serde(default)]
    feasts: BTreeMap<String, [u8; 2]>,
}

#[derive(Debug, Default, Deserialize)]
struct Names {
    words: HashSet<String>,
}

/// A feast with a fixed day of the year.
#[derive(Debug)]
pub(super) struct Feast {
    /// Its words, as they are written but for capitals; an apostrophe is a word.
    words: Vec<String>,
    pub(super) month: u8,
    pub(super) day: u8,
    /// Its name says that it is a day.
    pub(super) day_itself: bool,
}

impl Feast {
    fn new(name: &str, [month, day]: [u8; 2]) -> Self {
        let words: Vec<String> = name.replace('\'', " ' ").split_whitespace().map(str::to_owned).collect();
        let day_itself = words.last().is_some_and(|last| last == "day" || last == "eve");
        Self { words, month, day, day_itself }
    }

    /// Its words in order, each a token.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }
}

/// The words of a language by what they mean.
#[derive(Debug, Default)]
struct Lexicon {
    senses: Words<Sense>,
    /// Words that may be read as one with the word behind them.
    openers: HashSet<String, BuildHasherDefault<Fnv>>,
    measures: HashSet<String>,
    /// What befalls, that is named after when it did: "the spring offensive".
    events: HashSet<String>,
    /// Feasts by their first word, the longest name first.
    feasts: HashMap<String, Vec<Feast>, BuildHasherDefault<Fnv>>,
    /// How many bytes the longest word has.
    longest: usize,
}

type Words<T> = HashMap<String, T, BuildHasherDefault<Fnv>>;

/// Fowler, Noll and Vo's hash (FNV-1a, 64 bits): quick for short words. What is hashed into the tables is ours alone.
#[derive(Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Lexicon {
    /// The lexicon, each word written as `spelling` has it.
    fn new(language: Language, spelling: impl Fn(&str) -> String) -> Lexicon {
        let mut senses = Words::default();
        let mut all = |words: BTreeMap<String, Sense>| senses.extend(words.into_iter().map(|(w, s)| (spelling(&w), s)));
        all(with(language.months, |number| Sense::Month { number, short: false }));
        all(with(language.hijri_months, Sense::HijriMonth));
        all(with(language.short_months, |number| Sense::Month { number, short: true }));
        all(with(language.weekdays, Sense::Weekday));
        all(with(language.seasons, Sense::Season));
        all(with(language.each_season, Sense::EachSeason));
        all(with(language.units, |unit| Sense::Unit { unit, many: false }));
        all(with(language.units_two, Sense::Two));
        all(with(language.units_both, Sense::Both));
        all(with(language.units_many, |unit| Sense::Unit { unit, many: true }));
        all(with(language.recurring, Sense::Periodic));
        all(with(language.cardinals, Sense::Cardinal));
        all(with(language.ordinals, Sense::Ordinal));
        all(with(language.ordinals_feminine, Sense::Feminine));
        all(with(language.tens, Sense::Tens));
        all(with(language.eras, Sense::Era));
        all(with(language.parts, Sense::Part));
        all(with(language.day_parts, Sense::DayPart));
        all(with(language.shifts, Sense::Shift));
        all(with(language.pointers, Sense::Pointer));
        all(with(language.vague, Sense::Vague));
        for (sense, words) in language.words {
            senses.extend(words.iter().map(|word| (spelling(word), sense)));
        }
        let openers =
            senses.keys().filter_map(|word| word.split_once(' ')).map(|(first, _)| first.to_owned()).collect();
        let longest = senses.keys().map(String::len).max().unwrap_or_default();
        let measures = language.measures.words.iter().map(|word| spelling(word)).collect();
        let mut feasts: HashMap<String, Vec<Feast>, _> = HashMap::default();
        for (name, day) in language.feasts {
            let feast = Feast::new(&name, day);
            let alike: &mut Vec<Feast> = feasts.entry(feast.words.first().cloned().unwrap_or_default()).or_default();
            alike.push(feast);
            alike.sort_by_key(|feast| std::cmp::Reverse(feast.words.len()));
        }
        Lexicon { senses, openers, measures, events: language.events.words, feasts, longest }
    }
}

fn with<T>(words: BTreeMap<String, T>, sense: impl Fn(T) -> Sense) -> BTreeMap<String, Sense> {
    words.into_iter().map(|(word, value)| (word, sense(value))).collect()
}

/// English. That the file is sound a test tells.
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    let read = toml::from_str(include_str!("../../languages/en.toml"));
    read.map(|language| Lexicon::new(language, str::to_owned)).unwrap_or_default()
});

/// Arabic, its words spelled as [`folded`] spells them.
static ARABIC: LazyLock<Lexicon> = LazyLock::new(|| {
    let read = toml::from_str(include_str!("../../languages/ar.toml"));
    read.map(|language| Lexicon::new(language, folded)).unwrap_or_default()
});

/// The longest word that is looked up, in bytes.
pub(super) const LONGEST: usize = 40;

/// The sense of a word in Latin letters; capitals matter for names of months and days and for eras.
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

/// The sense of an Arabic word or of two, spelled as [`folded`] spells it, without letters written onto the front.
pub(super) fn arabic(word: &str) -> Option<Sense> {
    ARABIC.senses.get(word).copied()
}

/// Whether an Arabic word (spelled as [`folded`] spells it) may be one with the next.
pub(super) fn opens(word: &str) -> bool {
    ARABIC.openers.contains(word)
}

/// An Arabic text in one spelling: without vowel signs and tatweel, hamza without its seat, the final letters as in the middle.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

/// The one spelling of an Arabic letter; `None` for signs that are no letters.
pub(super) fn fold(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'ٱ' => 'ا',
        'ى' | 'ئ' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' | 'ە' | 'ہ' => 'ه',
        'ک' | 'گ' => 'ك',
        _ if is_sign(c) => return None,
        _ => c,
    })
}

/// Tatweel, vowel signs, and characters that only steer direction or joining.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
        || steers(c)
}

/// Characters that are not seen: marks and controls of direction, joiners, soft hyphens.
pub(super) fn steers(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a word names what is counted, so that the number before it is no year.
pub(super) fn is_measure(word: &str) -> bool {
    ENGLISH.measures.contains(word)
}

/// Whether a word names what befalls: "offensive", whatever its capitals.
pub(super) fn is_event(word: &str) -> bool {
    lower(word, |word| ENGLISH.events.contains(word))
}

/// The feasts whose name begins with a word, the longest first.
pub(super) fn feasts(word: &str) -> &'static [Feast] {
    lower(word, |word| ENGLISH.feasts.get(word).map(Vec::as_slice).unwrap_or_default())
}

/// What is asked of a short word of ASCII in small letters; of anything else the answer is none.
pub(super) fn lower<T: Default>(word: &str, ask: impl Fn(&str) -> T) -> T {
    let mut buffer = [0u8; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return T::default() };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).map(ask).unwrap_or_default()
}

/// Whether an Arabic word names what is counted.
pub(super) fn is_arabic_measure(word: &str) -> bool {
    ARABIC.measures.contains(&folded(word))
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
        let lexicon = Lexicon::new(language, str::to_owned);
        assert!(words > 60 && lexicon.senses.len() > words, "{words}");
        assert!(lexicon.longest <= LONGEST && lexicon.senses.keys().all(|word| plain(word)));
    }

    #[test]
    fn arabic_words_are_found_in_any_spelling() {
        let language: Language = toml::from_str(include_str!("../../languages/ar.toml")).unwrap();
        let written: Vec<String> = language.cardinals.keys().chain(language.months.keys()).cloned().collect();
        let lexicon = Lexicon::new(language, folded);
        assert!(lexicon.senses.len() > 400 && lexicon.longest <= LONGEST, "{}", lexicon.longest);
        assert!(written.iter().all(|word| arabic(&folded(word)).is_some()));
        assert_eq!(arabic(&folded("أَيَّـــار")), Some(Sense::Month { number: 5, short: false }));
        assert_eq!(arabic(&folded("ثمانيـة")), arabic(&folded("ثمانيه")));
        assert_eq!(arabic(&folded("أب")), None, "a father is not August");
        assert!(opens(&folded("كانون")) && arabic(&folded("كانون الثاني")).is_some());
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
