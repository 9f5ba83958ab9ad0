//! Where spans of a text overlap: the text in runs, each with the passages that cover it; and long texts in parts.

use std::ops::BitOr;

use daftar_register::claim::Span;

/// What became of a passage; of one that several statements share, several things.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize)]
pub(crate) struct State {
    /// A suggestion waits.
    pub(crate) suggested: bool,
    /// A statement was recorded.
    pub(crate) recorded: bool,
    /// Another source says something else.
    pub(crate) differs: bool,
}

impl State {
    /// A suggestion.
    pub(crate) const SUGGESTED: State = State { suggested: true, recorded: false, differs: false };
    /// A statement.
    pub(crate) const RECORDED: State = State { suggested: false, recorded: true, differs: false };
    /// A statement that other sources differ from.
    pub(crate) const DIFFERS: State = State { suggested: false, recorded: true, differs: true };
}

impl BitOr for State {
    type Output = State;

    fn bitor(self, other: State) -> State {
        State {
            suggested: self.suggested || other.suggested,
            recorded: self.recorded || other.recorded,
            differs: self.differs || other.differs,
        }
    }
}

/// A stretch of text without a border inside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Run {
    /// Its characters.
    pub(crate) span: Span,
    /// The passages that cover it, by place, the shortest first.
    pub(crate) passages: Vec<usize>,
}

/// The runs that passages form, in the order of the text; what none covers is left out.
pub(crate) fn runs(passages: &[Span]) -> Vec<Run> {
    let mut edges: Vec<(u64, usize)> = Vec::new();
    for (place, span) in passages.iter().enumerate().filter(|(_, span)| span.start < span.end) {
        edges.extend([(span.start, place), (span.end, place)]);
    }
    edges.sort_unstable();
    let (mut open, mut runs, mut at): (Vec<usize>, Vec<Run>, u64) = (Vec::new(), Vec::new(), 0);
    for (edge, place) in edges {
        if edge > at && !open.is_empty() {
            runs.push(Run { span: Span { start: at, end: edge }, passages: shortest_first(&open, passages) });
        }
        at = edge;
        match open.iter().position(|one| *one == place) {
            Some(found) => drop(open.swap_remove(found)),
            None => open.push(place),
        }
    }
    runs
}

fn shortest_first(open: &[usize], passages: &[Span]) -> Vec<usize> {
    let mut open = open.to_vec();
    let length = |place: &usize| passages.get(*place).map(|span| span.end - span.start);
    open.sort_unstable_by_key(|place| (length(place), *place));
    open
}

/// How many characters of a text a page shows; a paragraph is not cut unless it is far longer.
const A_PART: u64 = 12_000;

/// A text in parts, cut between lines.
pub(crate) fn parts(text: &str) -> Vec<Span> {
    let (mut parts, mut start, mut end) = (Vec::new(), 0, 0);
    for c in text.chars() {
        end += 1;
        if (c == '\n' && end - start >= A_PART) || end - start >= 3 * A_PART {
            parts.push(Span { start, end });
            start = end;
        }
    }
    if start < end || parts.is_empty() {
        parts.push(Span { start, end });
    }
    parts
}

/// The part in which a place of the text lies; the first for what has no place.
pub(crate) fn part_of(parts: &[Span], at: Option<u64>) -> usize {
    let at = at.unwrap_or(0);
    parts.iter().position(|part| at < part.end).unwrap_or(parts.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u64, end: u64) -> Span {
        Span { start, end }
    }

    fn told(passages: &[Span]) -> Vec<(u64, u64, Vec<usize>)> {
        runs(passages).into_iter().map(|run| (run.span.start, run.span.end, run.passages)).collect()
    }

    #[test]
    fn overlapping_passages_split_into_runs() {
        let nested = told(&[span(0, 20), span(4, 8), span(6, 12)]);
        let expected =
            [(0, 4, vec![0]), (4, 6, vec![1, 0]), (6, 8, vec![1, 2, 0]), (8, 12, vec![2, 0]), (12, 20, vec![0])];
        assert_eq!(nested, expected);
    }

    #[test]
    fn neighbours_touch_and_empty_ones_vanish() {
        assert_eq!(told(&[span(0, 4), span(4, 8), span(6, 6)]), [(0, 4, vec![0]), (4, 8, vec![1])]);
        assert_eq!(told(&[span(2, 3), span(7, 9)]), [(2, 3, vec![0]), (7, 9, vec![1])]);
        assert!(told(&[]).is_empty());
    }

    #[test]
    fn every_character_of_a_passage_is_in_a_run_once() {
        let passages: Vec<Span> = (0..60).map(|n| span(n * 7 % 50, n * 7 % 50 + 1 + n * 13 % 29)).collect();
        let runs = runs(&passages);
        assert!(runs.windows(2).all(|two| two[0].span.end <= two[1].span.start));
        for at in 0..90 {
            let covering = passages.iter().filter(|span| span.start <= at && at < span.end).count();
            let run = runs.iter().find(|run| run.span.start <= at && at < run.span.end);
            assert_eq!(run.map_or(0, |run| run.passages.len()), covering, "at {at}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_lines() {
        let text = "سطر من النص\n".repeat(3000);
        let parts = parts(&text);
        assert_eq!(parts.len(), 3);
        assert_eq!(parts.last().map(|part| part.end), Some(text.chars().count() as u64));
        assert!(parts.windows(2).all(|two| two[0].end == two[1].start && two[0].end % 12 == 0));
        assert_eq!((part_of(&parts, None), part_of(&parts, Some(12_100)), part_of(&parts, Some(1 << 40))), (0, 1, 2));
        assert_eq!(super::parts(""), [span(0, 0)]);
    }
}
