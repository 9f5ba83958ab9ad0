//! How much speaks for two cards being one thing: Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969), with the
//! weights of agreement by how rare what agrees is (Newcombe and others, "Automatic Linkage of Vital Records", Science 130,
//! 1959). Weights are in bits: the logarithm, base 2, of how many times likelier the pair looks so if it is one thing.

use std::collections::HashMap;

use super::likeness::{How, Likeness, Properties};

/// How many of all cards are thought to have a double: one in a hundred.
const EXPECTED: f64 = 0.01;

/// Measures that differ by no more than this part, or so many millimetres, are near: rulers, rounding, inches.
const PART: f64 = 0.02;
const MILLIMETRES: f64 = 2.0;

/// A whole name that no more cards bear than so many is rare.
const NAMESAKES: u32 = 3;

/// Pictures whose hashes differ in at most so many of 64 bits look alike.
pub(super) const ALIKE: u32 = 8;

/// Nothing weighs more than this: what nobody else has may be a slip.
const MOST: f64 = 30.0;

/// How often records of one thing agree, by how they are compared; what was written down twice seldom has the same number.
fn agrees(how: How) -> f64 {
    match how {
        How::Number => 0.5,
        How::Name => 0.6,
        How::Measure => 0.9,
        How::Other => 0.8,
    }
}

/// Of what a weight is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Of {
    /// A property, by its place.
    Property(u16),
    /// Pictures.
    Pictures,
}

/// What one comparison weighs, in bits; below 0 it speaks against.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Weight {
    pub(super) of: Of,
    pub(super) agrees: bool,
    pub(super) bits: f64,
}

/// How often things are written among all cards.
pub(super) struct Frequencies<'p> {
    properties: &'p Properties,
    cards: f64,
    marks: HashMap<(u16, u64), u32>,
    /// In how many names each word is.
    words: HashMap<u64, u32>,
    /// The values of each measure, sorted.
    measures: HashMap<u16, Vec<f64>>,
    /// The part of pairs of pictures that look alike by chance.
    pictures: f64,
}

impl<'p> Frequencies<'p> {
    pub(super) fn of(cards: &[Likeness], properties: &'p Properties) -> Frequencies<'p> {
        let (mut marks, mut words): (HashMap<(u16, u64), u32>, HashMap<u64, u32>) = Default::default();
        let mut measures: HashMap<u16, Vec<f64>> = HashMap::new();
        for card in cards {
            card.marks.iter().for_each(|mark| *marks.entry(*mark).or_default() += 1);
            card.names.iter().flatten().for_each(|word| *words.entry(*word).or_default() += 1);
            card.measures.iter().for_each(|(place, value)| measures.entry(*place).or_default().push(*value));
        }
        measures.values_mut().for_each(|values| values.sort_unstable_by(f64::total_cmp));
        let pictures = share_alike(cards);
        Frequencies { properties, cards: cards.len().max(2) as f64, marks, words, measures, pictures }
    }

    /// The bits that say that a pair, of which nothing is known, is one thing.
    pub(super) fn prior(&self) -> f64 {
        (EXPECTED / self.cards).log2()
    }

    /// In how many names a word is.
    pub(super) fn names_with(&self, word: u64) -> u32 {
        self.words.get(&word).copied().unwrap_or(0)
    }

    pub(super) fn how(&self, place: u16) -> How {
        self.properties.how(place)
    }

    /// Whether they bear one name, to its last word, that hardly another card bears.
    pub(super) fn share_a_rare_name(&self, one: &Likeness, other: &Likeness) -> bool {
        let is_rare = |mark: &(u16, u64)| self.marks.get(mark).is_some_and(|cards| *cards <= NAMESAKES);
        let names = one.marks.iter().filter(|mark| self.how(mark.0) == How::Name);
        names.filter(|mark| other.marks.contains(mark)).any(is_rare)
    }

    /// What each comparison of two cards weighs, the heaviest first.
    pub(super) fn weigh(&self, one: &Likeness, other: &Likeness) -> Vec<Weight> {
        let mut weights = self.marked(one, other);
        weights.extend(self.measured(one, other));
        self.lessen(&mut weights);
        weights.extend(self.pictured(one, other));
        weights.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
        weights
    }

    /// Properties that are the same or not.
    fn marked(&self, one: &Likeness, other: &Likeness) -> Vec<Weight> {
        let mut weights = Vec::new();
        for of_one in one.marks.chunk_by(|a, b| a.0 == b.0) {
            let Some((place, _)) = of_one.first() else { continue };
            let mut of_other = other.marks.iter().filter(|mark| mark.0 == *place).peekable();
            if of_other.peek().is_none() {
                continue;
            }
            let same = of_other.filter(|mark| of_one.contains(mark));
            let best = same.map(|mark| self.same(*mark)).max_by(f64::total_cmp);
            let otherwise = || self.shared_words(*place, one, other).unwrap_or((1.0 - agrees(self.how(*place))).log2());
            let bits = best.unwrap_or_else(otherwise);
            weights.push(Weight { of: Of::Property(*place), agrees: bits > 0.0, bits });
        }
        weights
    }

    /// What is neither number nor name follows from each other: the sheets of one sketchbook have one maker, one paper, one size.
    /// What agrees of it counts less and less: the heaviest whole, the next one half, the one after that a quarter.
    fn lessen(&self, weights: &mut [Weight]) {
        let follows = |of: Of| matches!(of, Of::Property(place) if !matches!(self.how(place), How::Number | How::Name));
        let mut speaking: Vec<&mut Weight> = weights.iter_mut().filter(|one| one.agrees && follows(one.of)).collect();
        speaking.sort_by(|a, b| b.bits.total_cmp(&a.bits));
        (0..).zip(speaking).for_each(|(n, one)| one.bits /= f64::powi(2.0, n));
    }

    fn same(&self, mark: (u16, u64)) -> f64 {
        let with_it = self.marks.get(&mark).copied().unwrap_or(2);
        (agrees(self.how(mark.0)) / by_chance(with_it, self.cards)).log2().clamp(0.0, MOST)
    }

    /// Names of which most of what they tell is the same: half of what it would weigh were they the same.
    fn shared_words(&self, place: u16, one: &Likeness, other: &Likeness) -> Option<f64> {
        if self.how(place) != How::Name {
            return None;
        }
        let pairs = one.names.iter().flat_map(|a| other.names.iter().map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| self.words_in_common(a, b)).max_by(f64::total_cmp)
    }

    fn words_in_common(&self, a: &[u64], b: &[u64]) -> Option<f64> {
        let tells = |word: &u64| (self.cards / f64::from(self.names_with(*word).max(1))).log2().max(0.0);
        let all = |words: &[u64]| words.iter().map(tells).sum::<f64>();
        let shared: f64 = a.iter().filter(|word| b.contains(word)).map(tells).sum();
        let either = all(a) + all(b) - shared;
        (either > 0.0 && shared / either >= 0.75).then(|| (shared / 2.0).min(MOST / 2.0))
    }

    /// Measures of one sort are compared with each other.
    fn measured(&self, one: &Likeness, other: &Likeness) -> Vec<Weight> {
        let pairs = one.measures.iter().flat_map(|a| other.measures.iter().map(move |b| (a, b)));
        let mut weights: Vec<Weight> = Vec::new();
        for ((place, a), (_, b)) in pairs.filter(|(a, b)| a.0 == b.0) {
            let of = Of::Property(*place);
            let agrees_now = near(*a, *b);
            let bits = match agrees_now {
                true => (agrees(How::Measure) / self.share_near(*place, *a)).log2().clamp(0.0, MOST),
                false => (1.0 - agrees(How::Measure)).log2(),
            };
            match weights.iter_mut().find(|weight| weight.of == of) {
                Some(weight) if weight.bits >= bits => {}
                Some(weight) => *weight = Weight { of, agrees: agrees_now, bits },
                None => weights.push(Weight { of, agrees: agrees_now, bits }),
            }
        }
        weights
    }

    /// Which part of all cards that have this measure are near it.
    fn share_near(&self, place: u16, of: f64) -> f64 {
        let Some(values) = self.measures.get(&place) else { return 1.0 };
        let first = values.partition_point(|value| *value < of && !near(*value, of));
        let after = values.partition_point(|value| *value <= of || near(*value, of));
        by_chance(u32::try_from(after - first).unwrap_or(u32::MAX), values.len() as f64)
    }

    fn pictured(&self, one: &Likeness, other: &Likeness) -> Option<Weight> {
        let pairs = one.pictures.iter().flat_map(|a| other.pictures.iter().map(move |b| (a ^ b).count_ones()));
        let agrees = pairs.min()? <= ALIKE;
        // Two pictures of one thing often look otherwise: that weighs little.
        let bits = if agrees { (0.5 / self.pictures).log2().clamp(0.0, MOST) } else { -0.5 };
        Some(Weight { of: Of::Pictures, agrees, bits })
    }
}

/// How likely it is that another card has what so many of all cards have, the two of the pair left out. What no third card has
/// is not thought to be impossible: a twentieth of a card has it.
fn by_chance(with_it: u32, cards: f64) -> f64 {
    (f64::from(with_it.saturating_sub(2)) + 0.05) / cards
}

/// Whether two measures may be of one thing.
pub(super) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= MILLIMETRES.max(PART * a.abs().max(b.abs()))
}

/// The part of pairs of pictures of different cards that look alike by chance, of up to some hundred thousand pairs. Where there
/// are few, one in a thousand is thought to.
fn share_alike(cards: &[Likeness]) -> f64 {
    let of_each: Vec<u64> = cards.iter().filter_map(|card| card.pictures.first().copied()).collect();
    let (mut pairs, mut alike) = (0u32, 0u32);
    for step in [1, 7, 61, 523, 4_111, 32_003].into_iter().filter(|step| *step < of_each.len()) {
        for (a, b) in of_each.iter().zip(of_each.iter().skip(step)).take(50_000) {
            pairs += 1;
            alike += u32::from((a ^ b).count_ones() <= ALIKE);
        }
    }
    (f64::from(alike) + 0.5) / (f64::from(pairs) + 500.0)
}
