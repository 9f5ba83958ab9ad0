//! From the order in which a line stands on the page, from left to right, to the order in which it is read; and from the
//! shapes of letters to the letters.
//!
//! It is the way back of the Unicode Bidirectional Algorithm (UAX #9), for one line and one level of embedding: what is
//! read from right to left is turned round, and words and numbers that are read from left to right within it are turned
//! back. Which way the line as a whole is read is not written in a PDF: it is what the sign
//! at its end tells, or most of its letters, or its page. Two lines that look alike but were written in different orders cannot be told apart; a line
//! with letters of both directions is therefore counted and told.

use unicode_normalization::UnicodeNormalization;

/// What stands at one place of a line.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// In the order of reading.
    pub(super) text: String,
    /// Whether the text was given beside what is drawn.
    pub(super) given: bool,
}

/// How a piece is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Left,
    Right,
    Number,
    Neutral,
}

/// Whether a letter is read from right to left; none for what has no direction of its own.
pub(super) fn strong(c: char) -> Option<bool> {
    match c {
        '\u{660}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}' | '\u{64b}'..='\u{65f}' | '\u{60c}' | '\u{61b}' => None,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Some(true),
        _ if c.is_alphabetic() => Some(false),
        _ => None,
    }
}

/// How many times as many letters of one direction as of the other make a line one of that direction on any page.
const MANY: usize = 4;

/// Whether a line as a whole is read from right to left, where its letters are of both directions: as the signs at its
/// ends tell; else as by far the most of its letters; else as its page.
pub(super) fn is_right_to_left(pieces: &[Piece], page: bool) -> bool {
    let all = || pieces.iter().flat_map(|piece| piece.text.chars());
    let letters: Vec<bool> = all().filter_map(strong).collect();
    let right = letters.iter().filter(|right| **right).count();
    let left = letters.len() - right;
    if right == 0 || left == 0 {
        let arabic_signs = all().any(|c| matches!(c, '،' | '؛' | '؟'));
        return right > 0 || page && (left == 0 || arabic_signs);
    }
    let ends = |piece: Option<&Piece>| {
        piece.is_some_and(|piece| piece.text.trim_end().ends_with(['.', '؟', '!', '?', ':', '،', '؛', '۔']))
    };
    let mut written = pieces.iter().filter(|piece| !piece.text.trim().is_empty());
    match (ends(written.next()), ends(written.next_back())) {
        (true, false) => true,
        (false, true) => false,
        _ if right >= left * MANY || left >= right * MANY => right > left,
        _ => page,
    }
}

/// A line in the order of reading, in plain letters; and whether it holds letters of both directions.
pub(super) fn reading_order(pieces: Vec<Piece>, right_to_left: bool) -> (String, bool) {
    let ways: Vec<Way> = pieces.iter().map(way).collect();
    let mixed = ways.contains(&Way::Right) && ways.contains(&Way::Left);
    let ways = resolved(ways, right_to_left, &pieces);
    let mut text = String::new();
    for at in order(&ways, right_to_left) {
        let piece = &pieces[at];
        let turned = ways[at] == Way::Right && !piece.given;
        text.extend(piece.text.chars().map(|c| if turned { mirrored(c) } else { c }));
    }
    (plain(&text), mixed)
}

fn way(piece: &Piece) -> Way {
    match piece.text.chars().find_map(strong) {
        Some(true) => Way::Right,
        Some(false) => Way::Left,
        None if piece.text.chars().any(char::is_numeric) => Way::Number,
        None => Way::Neutral,
    }
}

/// Neutral pieces read as those around them (N1, N2), numbers as numbers or as the words beside which they stand (W7).
fn resolved(mut ways: Vec<Way>, right_to_left: bool, pieces: &[Piece]) -> Vec<Way> {
    join_numbers(&mut ways, pieces);
    number_words(&mut ways, right_to_left, pieces);
    let base = if right_to_left { Way::Right } else { Way::Left };
    let mut at = 0;
    while at < ways.len() {
        let end = at + ways[at..].iter().take_while(|way| **way == Way::Neutral).count();
        if end > at {
            let around =
                |way: Option<&Way>| way.map_or(base, |way| if *way == Way::Number { Way::Right } else { *way });
            let (before, after) = (around(at.checked_sub(1).map(|at| &ways[at])), around(ways.get(end)));
            ways[at..end].fill(if before == after { before } else { base });
        }
        at = end + 1;
    }
    ways
}

/// Signs within a number belong to it: one between two digits (W4), and those of percents and money beside one (W5).
fn join_numbers(ways: &mut [Way], pieces: &[Piece]) {
    for at in 0..ways.len() {
        if ways[at] != Way::Neutral {
            continue;
        }
        let is = |signs: &str| pieces[at].text.chars().all(|c| signs.contains(c)) && !pieces[at].text.is_empty();
        let beside = |at: Option<usize>| at.and_then(|at| ways.get(at)) == Some(&Way::Number);
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        if before && after && is(".,:/-\u{a0}٫٬") || (before || after) && is("%٪$€£+°") {
            ways[at] = Way::Number;
        }
    }
}

/// A number that stands behind a word from left to right is read along with it (W7), and so is one that stands right
/// before it: no number comes to stand there but in a stretch that is kept apart. In a line from left to right so is
/// every number that does not stand between words from right to left.
fn number_words(ways: &mut [Way], right_to_left: bool, pieces: &[Piece]) {
    let mut before = if right_to_left { Way::Right } else { Way::Left };
    for at in 0..ways.len() {
        match ways[at] {
            Way::Number if before == Way::Left => {
                let after = ways[at + 1..].iter().find(|way| !matches!(way, Way::Neutral | Way::Number));
                if right_to_left || after != Some(&Way::Right) || !within(ways, at) {
                    ways[at] = Way::Left;
                }
            }
            Way::Number if right_to_left && leads(ways, at, pieces) => ways[at] = Way::Left,
            Way::Left | Way::Right => before = ways[at],
            _ => {}
        }
    }
}

/// Whether a number stands before a word from left to right, with nothing but spaces between.
fn leads(ways: &[Way], at: usize, pieces: &[Piece]) -> bool {
    let rest = ways[at..].iter().zip(&pieces[at..]).skip_while(|(way, _)| **way == Way::Number);
    let mut rest = rest.skip_while(|(way, piece)| **way == Way::Neutral && piece.text.trim().is_empty());
    rest.next().is_some_and(|(way, _)| *way == Way::Left)
}

/// Whether words from right to left stand on both sides of a place, with nothing else between.
fn within(ways: &[Way], at: usize) -> bool {
    let word = |way: &&Way| matches!(way, Way::Left | Way::Right);
    ways[..at].iter().rev().find(word) == Some(&Way::Right) && ways[at..].iter().find(word) == Some(&Way::Right)
}

/// The places of a line in the order of reading (L2, back).
fn order(ways: &[Way], right_to_left: bool) -> Vec<usize> {
    let places: Vec<usize> = (0..ways.len()).collect();
    let is_turned =
        |at: &usize| ways[*at] == Way::Right || ways[*at] == Way::Number && (right_to_left || within(ways, *at));
    if right_to_left {
        return turned(&places, ways);
    }
    let mut order = Vec::with_capacity(places.len());
    for run in places.chunk_by(|one, other| is_turned(one) == is_turned(other)) {
        if is_turned(&run[0]) { order.extend(turned(run, ways)) } else { order.extend_from_slice(run) }
    }
    order
}

/// Places from right to left, but words and numbers from left to right as they are.
fn turned(places: &[usize], ways: &[Way]) -> Vec<usize> {
    let is_right = |at: &usize| ways[*at] == Way::Right;
    let same = |one: &usize, other: &usize| !is_right(one) && !is_right(other) && ways[*one] == ways[*other];
    places.chunk_by(same).rev().flat_map(|run| run.iter().copied()).collect()
}

/// The letters of a text without their shapes: presentation forms (U+FB00–FB06, U+FB50–FDFF, U+FE70–FEFC) as the letters
/// that they show, and without the strokes (U+0640) that only widen a word. A stroke at the end of a word stays: it is
/// written so, as in ١٤٤٠هـ.
pub(super) fn plain(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                letters.extend(std::iter::once(c).nfkc().filter(|part| !matches!(part, ' ' | 'ـ')));
            }
            '\0' => {}
            _ => letters.push(c),
        }
    }
    without_strokes(&letters)
}

fn without_strokes(text: &str) -> String {
    if !text.contains('ـ') {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let letter = |c: &char| strong(*c) == Some(true) && *c != 'ـ';
    let keeps = |at: usize| {
        let before = chars[..at].iter().rev().find(|c| **c != 'ـ').is_some_and(letter);
        let after = chars[at..].iter().find(|c| **c != 'ـ').is_some_and(letter);
        !(before && after)
    };
    chars.iter().enumerate().filter(|(at, c)| **c != 'ـ' || keeps(*at)).map(|(_, c)| *c).collect()
}

/// The bracket that is drawn where this one is read from right to left (UAX #9, L4).
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')];
    let pair = PAIRS.iter().find(|(open, close)| c == *open || c == *close);
    pair.map_or(c, |(open, close)| if c == *open { *close } else { *open })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> String {
        let pieces: Vec<Piece> = line.chars().map(|c| Piece { text: c.to_string(), given: false }).collect();
        let right_to_left = is_right_to_left(&pieces, true);
        reading_order(pieces, right_to_left).0
    }

    /// Arabic as it stands on the page, from left to right.
    fn drawn(text: &str) -> String {
        text.chars().rev().collect()
    }

    #[test]
    fn lines_from_right_to_left() {
        assert_eq!(read(&drawn("الطاحونة القديمة")), "الطاحونة القديمة");
        assert_eq!(read(&format!("{} 2031 {}", drawn("في آذار"), drawn("سنة"))), "سنة 2031 في آذار");
        assert_eq!(read(&format!(".12/03/2031 {}", drawn("في"))), "في 12/03/2031.");
        assert_eq!(
            read(&format!(".{} Mill Museum {}", drawn("قرب الميناء"), drawn("متحف"))),
            "متحف Mill Museum قرب الميناء."
        );
        assert_eq!(read(&format!("({}) {}", drawn("سنابل"), drawn("البلدة"))), "البلدة (سنابل)");
        assert_eq!(read(&format!("%30 {}", drawn("نحو"))), "نحو %30");
        assert_eq!(read(&format!("Keeper {} 850 g", drawn("بحسب"))), "850 g بحسب Keeper");
        assert_eq!(read("2032 ،Keeper of the example"), "Keeper of the example، 2032");
    }

    #[test]
    fn words_from_right_to_left_in_a_line_from_left_to_right() {
        assert_eq!(
            read(&format!("The Mill Museum ({}) opened in 2014.", drawn("متحف الطاحونة"))),
            "The Mill Museum (متحف الطاحونة) opened in 2014."
        );
        assert_eq!(read("Opened 2014"), "Opened 2014");
    }

    #[test]
    fn shapes_become_letters() {
        assert_eq!(plain("\u{fee3}\u{fe98}\u{fea4}\u{fed2}"), "متحف");
        assert_eq!(plain("\u{fefb}"), "لا");
        assert_eq!(plain("\u{fb01}eld"), "field");
        assert_eq!(plain("متـــحف ١٤٤٠هـ"), "متحف ١٤٤٠هـ");
    }
}
