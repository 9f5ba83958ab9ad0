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
    let time =
        !matches!(scan.sense(at), Sense::Other | Sense::Ordinal(_) | Sense::Cardinal(_)) && !determines(scan, at);
    let fall = matches!(scan.word(at), "fall" | "end" | "start" | "beginning" | "outset" | "onset" | "outbreak");
    let anew = determines(scan, at) && at > first && !matches!(scan.sense_before(at), Sense::Of | Sense::And);
    let counted = matches!(scan.sense(at), Sense::Cardinal(_)) && at > first && scan.sense_before(at) == Sense::Other;
    scan.is_word(at) && !ends && !anew && !counted && (!time || fall) && !is_closed(scan.word(at))
}

/// Whether a word at `at` opens a noun phrase.
fn determines(scan: &Scan, at: usize) -> bool {
    matches!(scan.sense(at), Sense::The | Sense::A | Sense::That | Sense::This)
}

/// Whether a mark or a small word joins what stands before it with what follows.
fn links(scan: &Scan, at: usize) -> bool {
    let goes_on = |next| belongs(scan, next, at);
    let possessive = scan.apostrophe(at) && scan.glued(at) && scan.word(at + 1) == "s";
    let quoted = matches!(scan.word(at), "\"" | "“") && !scan.glued(at) && scan.glued(at + 1) && goes_on(at + 1);
    possessive
        || quoted
        || scan.hyphen(at) && scan.is_word(at + 1)
        || at > 0 && scan.hyphen(at - 1) && scan.is_word(at)
        || matches!(scan.sense(at), Sense::And | Sense::Of) && goes_on(at + 1)
}

/// The token after an event that a time is counted from: a noun phrase ("the fall *of the town*"), and what is said of it up to
/// the next mark ("he left the town", "the town was taken"). The expression begins at `from`; where it opens its sentence and the
/// mark would end that too, the verb is the sentence's ("the day before the fair was fine").
pub(super) fn event(scan: &Scan, from: usize, i: usize) -> Option<usize> {
    let subject = matches!(scan.word(i), "he" | "she" | "it" | "they" | "we").then_some(i + 1);
    let to = subject.or_else(|| placed(scan, i))?;
    let told = subject.is_some() || is_finite(scan, to);
    let all = |end: &usize| scan.opens_sentence(from) && (scan.ends_sentence(*end) || scan.token(*end).is_none());
    told.then(|| clause(scan, to)).flatten().filter(|end| !all(end)).or(subject.is_none().then_some(to))
}

/// The token after a noun phrase, and after where or whom it concerns, where a mark ends that: "the landing at the cape,".
pub(super) fn placed(scan: &Scan, i: usize) -> Option<usize> {
    let to = phrase(scan, i)?;
    let joined = matches!(scan.sense(to), Sense::In | Sense::At | Sense::On | Sense::To | Sense::By | Sense::For)
        || matches!(scan.word(to), "into" | "against" | "with");
    let further = phrase(scan, to + 1).filter(|end| joined && !scan.is_word(*end) && scan.number(*end).is_none());
    Some(further.filter(|end| !scan.hyphen(*end)).unwrap_or(to))
}

/// Whether a verb in the past stands at `i`.
fn is_finite(scan: &Scan, i: usize) -> bool {
    const PAST: [&str; 19] = [
        "arose", "became", "began", "broke", "came", "could", "did", "fell", "had", "has", "left", "lost", "sank",
        "set", "took", "was", "went", "were", "won",
    ];
    scan.lower(i) && (PAST.binary_search(&scan.word(i)).is_ok() || scan.word(i).ends_with("ed"))
}

/// The token after the clause that goes on at `i`: up to the next mark, where that is near and no number stands before it.
pub(super) fn clause(scan: &Scan, i: usize) -> Option<usize> {
    let within = |at: &usize| scan.is_word(*at) || scan.hyphen(*at) || scan.apostrophe(*at) && scan.glued(*at);
    let to = (i..i + LONGEST).take_while(within).last()? + 1;
    (to < i + LONGEST && scan.number(to).is_none() && !(i..to).any(|at| names_a_time(scan, at))).then_some(to)
}

/// Whether a word names a place in the calendar.
fn names_a_time(scan: &Scan, at: usize) -> bool {
    matches!(scan.sense(at), Sense::Month { .. } | Sense::Weekday(_) | Sense::Season(_) | Sense::Era(_))
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
