//! Glyphs put together to lines, in the order in which the page is written.

use super::direction::{Piece, is_right_to_left, reading_order, strong};
use super::glyph::Glyph;
use crate::sources::place::Area;

/// A gap of this share of the letter size is a space between words.
const SPACE: f64 = 0.18;

/// A gap of more than this many letter sizes begins something else: a column, a cell.
const APART: f64 = 1.6;

/// How far base lines may differ, in letter sizes, for glyphs to be of one line: raised numbers are.
const BASE: f64 = 0.45;

/// How far vowel marks may be drawn from the base line of their letters, likewise.
const RAISED: f64 = 1.2;

/// A line as it is read.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) area: Area,
    pub(super) inked: bool,
    /// Whether it holds letters of both directions, so that its order is reckoned.
    pub(super) mixed: bool,
    base: f64,
    size: f64,
    turn: u8,
}

impl Line {
    /// Whether there is more than a line's space between this line and the one before, or it is of another size.
    pub(super) fn begins_paragraph(&self, before: &Line) -> bool {
        let down = before.base - self.base;
        let size = self.size.min(before.size).max(0.1);
        self.turn != before.turn
            || down > size * 1.9
            || down < -size * BASE
            || (self.size - before.size).abs() > size * 0.25
    }
}

/// The glyphs of a line while it is put together.
struct Open<'g> {
    glyphs: Vec<&'g Glyph>,
    from: f64,
    to: f64,
    base: f64,
    size: f64,
}

impl<'g> Open<'g> {
    fn of(glyph: &'g Glyph) -> Open<'g> {
        Open { glyphs: vec![glyph], from: glyph.from, to: glyph.to, base: glyph.base, size: glyph.size }
    }

    /// Whether a glyph goes on with this line, at either end.
    fn takes(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let first = self.glyphs[0];
        glyph.turn == first.turn
            && glyph.inked == first.inked
            && (glyph.base - self.base).abs() <= size * if glyph.text.chars().all(mark) { RAISED } else { BASE }
            && glyph.from <= self.to + size * APART
            && glyph.to >= self.from - size * APART
    }

    fn add(&mut self, glyph: &'g Glyph) {
        self.glyphs.push(glyph);
        (self.from, self.to) = (self.from.min(glyph.from), self.to.max(glyph.to));
        if glyph.size > self.size * 1.2 {
            (self.base, self.size) = (glyph.base, glyph.size);
        }
    }
}

/// The lines of a page, without those that are empty.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Open> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.text.is_empty()) {
        match lines.last_mut() {
            Some(open) if open.takes(glyph) => open.add(glyph),
            _ => lines.push(Open::of(glyph)),
        }
    }
    let letters =
        |open: &Open| open.glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter_map(strong).collect::<Vec<_>>();
    let all: Vec<bool> = lines.iter().flat_map(letters).collect();
    let page = all.iter().filter(|right| **right).count() * 2 > all.len();
    lines.iter().filter_map(|open| line(open, page)).collect()
}

/// A line in the order of reading; `page`: whether most of its page is written from right to left.
fn line(open: &Open, page: bool) -> Option<Line> {
    let pieces = pieces(open);
    let right_to_left = is_right_to_left(&pieces, page);
    let (text, mixed) = reading_order(pieces, right_to_left);
    let text = text.trim_matches([' ', '\n']).to_owned();
    let areas = open.glyphs.iter().map(|glyph| glyph.area());
    let area = areas.reduce(|one, other| Area {
        left: one.left.min(other.left),
        bottom: one.bottom.min(other.bottom),
        right: one.right.max(other.right),
        top: one.top.max(other.top),
    })?;
    let first = open.glyphs[0];
    let line = Line { text, area, inked: first.inked, mixed, base: open.base, size: open.size, turn: first.turn };
    (!line.text.is_empty()).then_some(line)
}

/// The glyphs from left to right, with the spaces between words; marks stand with the letter over or under which they are.
fn pieces(open: &Open) -> Vec<Piece> {
    let is_mark = |glyph: &&Glyph| glyph.text.chars().all(mark);
    let (marks, mut letters): (Vec<&Glyph>, Vec<&Glyph>) = open.glyphs.iter().copied().partition(is_mark);
    letters.sort_by(|one, other| one.from.total_cmp(&other.from));
    let mut texts: Vec<String> = letters.iter().map(|glyph| glyph.text.clone()).collect();
    for mark in marks {
        match nearest(mark, &letters) {
            Some(at) => texts[at].push_str(&mark.text),
            None => texts.push(mark.text.clone()),
        }
    }
    let mut pieces: Vec<Piece> = Vec::with_capacity(texts.len());
    let mut before: Option<&Glyph> = None;
    for (at, text) in texts.into_iter().enumerate() {
        let glyph = letters.get(at).copied();
        if let (Some(before), Some(glyph)) = (before, glyph)
            && glyph.from - before.to > open.size * SPACE
            && !before.text.ends_with(' ')
            && !glyph.text.starts_with(' ')
        {
            pieces.push(Piece { text: " ".to_owned(), given: false });
        }
        pieces.push(Piece { text, given: glyph.is_some_and(|glyph| glyph.given) });
        before = glyph;
    }
    pieces
}

/// The letter to which a mark belongs: the one that holds its middle, or is nearest to it.
fn nearest(mark: &Glyph, letters: &[&Glyph]) -> Option<usize> {
    let middle = (mark.from + mark.to) / 2.0;
    let away = |glyph: &Glyph| (glyph.from - middle).max(middle - glyph.to).max(0.0);
    let written = |glyph: &&Glyph| !glyph.text.trim().is_empty();
    let at = letters.partition_point(|glyph| glyph.from <= middle);
    let around = at.saturating_sub(3)..(at + 2).min(letters.len());
    around
        .filter(|at| written(&letters[*at]))
        .min_by(|one, other| away(letters[*one]).total_cmp(&away(letters[*other])))
}

/// Vowel marks of Arabic and Hebrew, and accents that are written over the letter before.
fn mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
}
