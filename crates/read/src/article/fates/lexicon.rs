//! The words that tell fates, from `languages/claims.*.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

use super::Effect;

/// How a word takes the thing that it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// The thing is the object, who does it the subject.
    Object,
    /// The thing is the subject.
    Subject,
    /// The object where there is one, else the subject.
    Either,
    /// Only when it is denied: "has not been found".
    Denied,
}

/// What words tell, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The words behind the first one.
    pub(super) rest: Vec<String>,
    pub(super) effect: Effect,
    pub(super) takes: Takes,
    /// Only of what is known to be a thing.
    pub(super) weak: bool,
}

/// Words by the first of them; longer ones go before shorter ones.
pub(super) type Index = HashMap<String, Vec<Entry>>;

/// The words of one language.
#[derive(Debug, Default)]
pub(in crate::article) struct Lexicon {
    pub(super) verbs: Index,
    pub(super) states: Index,
    pub(super) nouns: Index,
    pub(super) severe: HashSet<String>,
    pub(super) saying: HashSet<String>,
    pub(super) bare_saying: HashSet<String>,
    pub(super) denying: HashSet<String>,
    pub(super) doubting: HashSet<String>,
    pub(super) hearsay: HashSet<String>,
    pub(super) hearsay_passive: HashSet<String>,
    pub(super) saying_nouns: HashSet<String>,
    pub(super) by: Vec<Vec<String>>,
    pub(super) nobody: HashSet<String>,
    pub(super) possible: HashSet<String>,
    pub(super) planned: HashSet<String>,
    pub(super) failed: HashSet<String>,
    pub(super) many: HashSet<String>,
    pub(super) whole: HashSet<String>,
    pub(super) about: Vec<Vec<String>>,
    pub(super) low: Vec<Vec<String>>,
    pub(super) high: Vec<Vec<String>>,
    pub(super) measures: HashSet<String>,
    pub(super) lengths: HashSet<String>,
    pub(super) fractions: BTreeMap<String, f64>,
    pub(super) things: HashSet<String>,
    pub(super) not_things: HashSet<String>,
    pub(super) nature: HashSet<String>,
    pub(super) forces: HashSet<String>,
    pub(super) untrue: HashSet<String>,
    /// The kind of entity that a noun tells of.
    kinds: HashMap<String, &'static str>,
    /// First nouns in the names of those who speak for many: "ministry", "committee".
    bodies: HashSet<String>,
    /// What somebody is, where no name need stand: "director".
    roles: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    effects: BTreeMap<Effect, Ways>,
    degree: Degree,
    reporting: Reporting,
    modality: Modal,
    quantities: Quantities,
    things: Nouns,
    #[serde(rename = "not-things")]
    not_things: Nouns,
    forces: Nouns,
    #[serde(default)]
    kinds: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    speakers: Speakers,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Speakers {
    bodies: HashSet<String>,
    roles: HashSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Ways {
    object: Vec<String>,
    subject: Vec<String>,
    either: Vec<String>,
    weak: Vec<String>,
    weak_subject: Vec<String>,
    state: Vec<String>,
    noun: Vec<String>,
    denied: Vec<String>,
    passive: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Degree {
    severe: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Reporting {
    verbs: HashSet<String>,
    doubting: HashSet<String>,
    denying: HashSet<String>,
    bare: HashSet<String>,
    hearsay: HashSet<String>,
    hearsay_passive: HashSet<String>,
    nouns: HashSet<String>,
    by: Vec<String>,
    nobody: HashSet<String>,
    untrue: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modal {
    possible: HashSet<String>,
    planned: HashSet<String>,
    failed: HashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quantities {
    many: HashSet<String>,
    whole: HashSet<String>,
    about: Vec<String>,
    low: Vec<String>,
    high: Vec<String>,
    measures: HashSet<String>,
    lengths: HashSet<String>,
    fractions: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    nouns: HashSet<String>,
    #[serde(default)]
    nature: HashSet<String>,
}

/// The words of English. That the file is sound a test tells.
pub(in crate::article) static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../../../languages/claims.en.toml")).unwrap_or_default());

/// The words of Arabic.
pub(in crate::article) static ARABIC: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../../../languages/claims.ar.toml")).unwrap_or_default());

impl Lexicon {
    /// Reads the words of a language.
    fn read(toml: &str) -> Result<Lexicon, toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        let File { effects, degree, reporting, modality, quantities, things, not_things, forces, .. } = file;
        let (mut verbs, mut states, mut nouns) = (Index::default(), Index::default(), Index::default());
        for (effect, ways) in effects {
            let takings = [
                (&ways.object, Takes::Object, false),
                (&ways.subject, Takes::Subject, false),
                (&ways.either, Takes::Either, false),
                (&ways.weak, Takes::Object, true),
                (&ways.weak_subject, Takes::Subject, true),
                (&ways.denied, Takes::Denied, false),
                (&ways.passive, Takes::Subject, false),
            ];
            for (words, takes, weak) in takings {
                add(&mut verbs, words, effect, takes, weak);
            }
            add(&mut states, &ways.state, effect, Takes::Subject, false);
            add(&mut nouns, &ways.noun, effect, Takes::Object, false);
        }
        for index in [&mut verbs, &mut states, &mut nouns] {
            index.values_mut().for_each(|entries| entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len())));
        }
        Ok(Lexicon {
            verbs,
            states,
            nouns,
            severe: degree.severe.into_iter().collect(),
            saying: reporting.verbs,
            bare_saying: reporting.bare,
            denying: reporting.denying,
            doubting: reporting.doubting,
            hearsay: reporting.hearsay,
            hearsay_passive: reporting.hearsay_passive,
            saying_nouns: reporting.nouns,
            by: phrases(&reporting.by),
            nobody: reporting.nobody,
            possible: modality.possible,
            planned: modality.planned,
            failed: modality.failed,
            many: quantities.many,
            whole: quantities.whole,
            about: phrases(&quantities.about),
            low: phrases(&quantities.low),
            high: phrases(&quantities.high),
            measures: quantities.measures,
            lengths: quantities.lengths,
            fractions: quantities.fractions,
            things: things.nouns,
            not_things: not_things.nouns,
            nature: forces.nature,
            forces: forces.nouns,
            untrue: reporting.untrue,
            kinds: kinds(&file.kinds),
            bodies: file.speakers.bodies,
            roles: file.speakers.roles,
        })
    }

    /// The kind that one of the ways to read a noun tells of.
    pub(in crate::article) fn kind(&self, nouns: &[String]) -> Option<&'static str> {
        nouns.iter().find_map(|noun| self.kinds.get(noun).copied())
    }

    /// Whether a noun names nothing that could be harmed but in a figure of speech.
    pub(in crate::article) fn is_no_thing(&self, noun: &str) -> bool {
        self.not_things.contains(noun)
    }

    /// Whether one of the ways to read a noun is what speaks for many.
    pub(in crate::article) fn is_body(&self, nouns: &[String]) -> bool {
        nouns.iter().any(|noun| self.bodies.contains(noun))
    }

    /// Whether one of the ways to read a noun is what somebody is.
    pub(in crate::article) fn is_role(&self, nouns: &[String]) -> bool {
        nouns.iter().any(|noun| self.roles.contains(noun))
    }
}

/// Nouns by the kind that they tell of, where it is one that a reading knows.
fn kinds(named: &BTreeMap<String, Vec<String>>) -> HashMap<String, &'static str> {
    const KINDS: [&str; 10] = [
        "museum",
        "building",
        "land",
        "orchard",
        "water-point",
        "reservoir",
        "place",
        "object",
        "collection",
        "seed-bank",
    ];
    let each = |kind: &'static str| named.get(kind).into_iter().flatten().map(move |noun| (noun.clone(), kind));
    KINDS.into_iter().flat_map(each).collect()
}

fn add(index: &mut Index, words: &[String], effect: Effect, takes: Takes, weak: bool) {
    for words in words {
        let mut words = words.split(' ').map(str::to_owned);
        let first = words.next().unwrap_or_default();
        index.entry(first).or_default().push(Entry { rest: words.collect(), effect, takes, weak });
    }
}

/// Each cut at its spaces, the longest first.
fn phrases(list: &[String]) -> Vec<Vec<String>> {
    let mut phrases: Vec<Vec<String>> =
        list.iter().map(|words| words.split(' ').map(str::to_owned).collect()).collect();
    phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
    phrases
}

/// Whether a verb in its base form tells a fate or a saying, so that it counts as a verb where its place allows it.
pub(in crate::article) fn is_verb(base: &str) -> bool {
    ENGLISH.verbs.contains_key(base) || ENGLISH.saying.contains(base) || ENGLISH.denying.contains(base)
}

/// Whether a word is a form of a verb of saying.
pub(in crate::article) fn says(word: &str) -> bool {
    super::super::verbs::lemmas(word)
        .iter()
        .any(|lemma| ENGLISH.saying.contains(lemma) && !ENGLISH.bare_saying.contains(lemma))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_both_languages_can_be_read() {
        for toml in
            [include_str!("../../../languages/claims.en.toml"), include_str!("../../../languages/claims.ar.toml")]
        {
            assert!(Lexicon::read(toml).is_ok_and(|lexicon| lexicon.verbs.len() > 50));
        }
        let entries = &ENGLISH.verbs["carry"];
        assert!(entries.iter().any(|e| e.rest == ["off"] && e.effect == Effect::Looted && e.takes == Takes::Object));
        assert!(entries.is_sorted_by_key(|e| std::cmp::Reverse(e.rest.len())));
        assert!(ENGLISH.states.contains_key("intact") && ENGLISH.nouns.contains_key("damage"));
        assert_eq!(ARABIC.kind(&["مسجد".to_owned()]), Some("building"));
    }
}
