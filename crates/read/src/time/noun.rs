//! How far a noun phrase reaches: "three weeks *of fierce fighting*", "at the time *of the agreement*".

use super::scan::Scan;
use super::sense::Sense;

/// The longest noun phrase that is followed, in tokens.
const LONGEST: usize = 12;

/// The token after "of" and the noun phrase behind it, where that stands at `i`.
pub(super) fn of(scan: &Scan, i: usize) -> Option<usize> {
    (scan.sense(i) == Sense::Of).then(|| phrase(scan, i + 1))?
}

/// The token after the noun phrase that starts at `i`.
pub(super) fn phrase(scan: &Scan, i: usize) -> Option<usize> {
    let mut at = i;
    while at < i + LONGEST && (belongs(scan, at, i) || links(scan, at)) {
        at += 1;
    }
    let named = (i..at).any(|k| scan.is_word(k) && !matches!(scan.sense(k), Sense::The | Sense::A | Sense::That));
    named.then_some(at)
}

/// Whether a word belongs to the phrase: no preposition, no form of a verb.
fn belongs(scan: &Scan, at: usize, first: usize) -> bool {
    let ends = scan.word(at).ends_with("ed") && scan.lower(at) && at > first + 1;
    let time = !matches!(
        scan.sense(at),
        Sense::Other | Sense::The | Sense::A | Sense::That | Sense::This | Sense::Ordinal(_) | Sense::Cardinal(_)
    );
    let fall = scan.word(at) == "fall";
    scan.is_word(at) && !ends && (!time || fall) && !is_closed(scan.word(at))
}

/// Whether a mark or a small word joins what stands before it with what follows.
fn links(scan: &Scan, at: usize) -> bool {
    let goes_on = |next| belongs(scan, next, at);
    let possessive = scan.apostrophe(at) && scan.glued(at) && scan.word(at + 1) == "s";
    possessive
        || scan.hyphen(at) && goes_on(at + 1)
        || matches!(scan.sense(at), Sense::And | Sense::Of) && goes_on(at + 1)
}

/// Words with which no noun phrase goes on.
pub(super) fn is_closed(word: &str) -> bool {
    CLOSED.binary_search(&word).is_ok()
}

/// Sorted.
static CLOSED: &[&str] = &[
    "across", "against", "along", "although", "among", "are", "as", "be", "became", "because", "been", "before",
    "began", "being", "but", "came", "can", "could", "did", "do", "does", "ended", "fell", "gave", "had", "has",
    "have", "he", "if", "into", "is", "it", "led", "left", "made", "may", "might", "must", "near", "no", "not", "onto",
    "she", "should", "split", "than", "there", "they", "though", "took", "toward", "towards", "under", "upon", "was",
    "were", "when", "where", "which", "while", "who", "whom", "whose", "will", "with", "without", "would",
];

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn after(text: &str) -> String {
        let mut cut = Vec::new();
        tokens::cut(text, &mut cut);
        let scan = Scan::new(text, &cut, false);
        let to = of(&scan, 0).unwrap();
        (1..to).map(|k| scan.word(k)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn noun_phrases_end_before_verbs_prepositions_and_marks() {
        assert!(CLOSED.is_sorted());
        assert_eq!(after("of fierce fighting, the mill closed"), "fierce fighting");
        assert_eq!(after("of limited repair in the town"), "limited repair");
        assert_eq!(after("of drought and neglect harmed it"), "drought and neglect");
        assert_eq!(after("of the valley's War of Wells was"), "the valley ' s War of Wells");
        assert_eq!(after("of neglect which ruined it"), "neglect");
    }
}
