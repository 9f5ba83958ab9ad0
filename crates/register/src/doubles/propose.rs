//! Which pairs of cards are weighed: not all, but those that share something that few cards have.

use std::collections::BTreeSet;

use daftar_claim::EntityId;

use super::likeness::{How, Likeness, Properties};
use super::weigh::{ALIKE, Frequencies, Of, Weight};

/// What more cards than these share proposes no pair by itself.
const FEW: usize = 60;

/// How many words of the names of a card propose, the rarest ones.
const WORDS: usize = 3;

/// A hash of a picture is cut into so many pieces: those of pictures that look alike have one in common, for they differ in fewer
/// bits than there are pieces.
const PIECES: u32 = ALIKE + 1;

/// What two cards have in common: of which sort it is, and a number for it.
type Shared = (u32, u64);

/// A pair that is proposed, by the places of its cards.
pub(super) struct Proposed {
    pub(super) one: usize,
    pub(super) other: usize,
    /// All weights and the prior, in bits.
    pub(super) bits: f64,
    pub(super) weights: Vec<Weight>,
}

/// The pairs that are likelier one thing than not, and those that have one number or one rare name, the likeliest first; without those of which
/// something is `said` already. Beside them how many things were shared by too many cards to propose pairs.
pub(super) fn propose(
    cards: &[Likeness],
    properties: &Properties,
    said: &dyn Fn(EntityId, EntityId) -> bool,
) -> (Vec<Proposed>, u64) {
    let frequencies = Frequencies::of(cards, properties);
    let (pairs, common) = pairs(cards, &frequencies);
    let weigh = |(one, other): (u32, u32)| weighed(cards, (one as usize, other as usize), &frequencies, said);
    let mut proposed: Vec<Proposed> = pairs.into_iter().filter_map(weigh).collect();
    proposed.sort_by(|a, b| b.bits.total_cmp(&a.bits).then_with(|| (a.one, a.other).cmp(&(b.one, b.other))));
    (proposed, common)
}

fn weighed(
    cards: &[Likeness],
    (one, other): (usize, usize),
    frequencies: &Frequencies<'_>,
    said: &dyn Fn(EntityId, EntityId) -> bool,
) -> Option<Proposed> {
    let (a, b) = (cards.get(one)?, cards.get(other)?);
    let kinds_fit = a.kinds.is_empty() || !a.kinds.is_disjoint(&b.kinds);
    if !kinds_fit || said(a.entity, b.entity) {
        return None;
    }
    let weights = frequencies.weigh(a, b);
    let bits = frequencies.prior() + weights.iter().map(|weight| weight.bits).sum::<f64>();
    let is_number = |of: Of| matches!(of, Of::Property(place) if frequencies.how(place) == How::Number);
    let one_number = weights.iter().any(|weight| weight.agrees && is_number(weight.of));
    // Where little is said of two cards, one name that hardly another bears is worth a look, unless something else than their
    // numbers speaks against it.
    let fits = |weight: &Weight| weight.agrees || is_number(weight.of);
    let one_name = || weights.iter().all(fits) && frequencies.share_a_rare_name(a, b);
    (bits >= 0.0 || one_number || one_name()).then_some(Proposed { one, other, bits, weights })
}

/// The pairs of cards that share something, sorted; and how many things were shared by too many.
fn pairs(cards: &[Likeness], frequencies: &Frequencies<'_>) -> (Vec<(u32, u32)>, u64) {
    let (mut pairs, mut common) = (Vec::new(), 0);
    // One sort of thing after the other: of a long list, all at once would take much memory.
    common += share(cards, |card| marks(card, frequencies), &mut pairs);
    common += share(cards, |card| rare_words(card, frequencies), &mut pairs);
    common += share(cards, |card| measured(card, frequencies), &mut pairs);
    common += share(cards, pieces, &mut pairs);
    pairs.sort_unstable();
    pairs.dedup();
    (pairs, common)
}

/// Adds the pairs of cards that share something of one sort; gives how many things were shared by too many.
fn share<'c, S: Iterator<Item = Shared>>(
    cards: &'c [Likeness],
    of: impl Fn(&'c Likeness) -> S,
    pairs: &mut Vec<(u32, u32)>,
) -> u64 {
    let mut shared: Vec<(Shared, u32)> =
        (0..).zip(cards).flat_map(|(n, card)| of(card).map(move |one| (one, n))).collect();
    shared.sort_unstable();
    shared.dedup();
    let mut common = 0;
    for cards in shared.chunk_by(|a, b| a.0 == b.0) {
        if cards.len() > FEW {
            common += 1;
            continue;
        }
        for (place, (_, one)) in cards.iter().enumerate() {
            pairs.extend(cards.iter().skip(place + 1).map(|(_, other)| (*one, *other)));
        }
    }
    common
}

/// Its numbers and names.
fn marks(card: &Likeness, frequencies: &Frequencies<'_>) -> impl Iterator<Item = Shared> {
    let telling = card.marks.iter().filter(|mark| frequencies.how(mark.0) != How::Other);
    telling.map(|(place, mark)| (u32::from(*place), *mark))
}

/// The rarest words of its names that some other name has, too.
fn rare_words(card: &Likeness, frequencies: &Frequencies<'_>) -> impl Iterator<Item = Shared> + use<> {
    let words: BTreeSet<u64> = card.names.iter().flatten().copied().collect();
    let mut words: Vec<(u32, u64)> = words.into_iter().map(|word| (frequencies.names_with(word), word)).collect();
    words.retain(|(names, _)| *names > 1);
    words.sort_unstable();
    words.into_iter().take(WORDS).map(|(_, word)| (1 << 16, word))
}

/// How large it is, to the next centimetre up and down so that near ones meet, with each other thing that is said of it.
fn measured(card: &Likeness, frequencies: &Frequencies<'_>) -> impl Iterator<Item = Shared> {
    let others = || card.marks.iter().filter(|mark| frequencies.how(mark.0) == How::Other);
    card.measures.iter().flat_map(move |(place, value)| {
        let rounded = [(value / 10.0).floor(), (value / 10.0).ceil()];
        rounded.into_iter().flat_map(move |rounded| {
            let size = (2 << 16) + u32::from(*place);
            others().map(move |(other, mark)| (size, mark.rotate_left(17) ^ rounded.to_bits() ^ u64::from(*other)))
        })
    })
}

fn pieces(card: &Likeness) -> impl Iterator<Item = Shared> {
    let piece = |picture: u64, n: u32| {
        let (start, end) = (n * 64 / PIECES, (n + 1) * 64 / PIECES);
        ((3 << 16) + n, picture >> start & ((1 << (end - start)) - 1))
    };
    card.pictures.iter().flat_map(move |picture| (0..PIECES).map(move |n| piece(*picture, n)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::Hash;

    #[test]
    fn pictures_that_differ_in_few_bits_meet() {
        let card = |n: u64| {
            let hash = Hash::of(&n.to_be_bytes());
            let look = hash.0.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
            let (marks, names, measures) = (Vec::new(), Vec::new(), Vec::new());
            Likeness { entity: EntityId(hash), kinds: BTreeSet::new(), marks, names, measures, pictures: vec![look] }
        };
        let mut cards: Vec<Likeness> = (0..50).map(card).collect();
        cards[40].pictures = vec![cards[3].pictures[0] ^ 0b1000_0001_0001_0000_0100_0001_0000_0010_0000_0000_0010_0001];
        assert_eq!((cards[40].pictures[0] ^ cards[3].pictures[0]).count_ones(), ALIKE);
        let properties = Properties::of(&daftar_claim::Profiles::default());
        let (met, _) = pairs(&cards, &Frequencies::of(&cards, &properties));
        assert!(met.contains(&(3, 40)));
        let (proposed, _) = propose(&cards, &properties, &|_, _| false);
        assert!(proposed.is_empty(), "a picture alone is not enough among so few");
    }
}
