//! What a drawing is asked: how wide, which way, which lanes, in whose words, with which links.

use std::collections::HashSet;

use daftar_register::claim::ClaimId;
use daftar_register::date::{Day, Lang};
use daftar_register::view::{Difference, Item};

use super::lanes::Lanes;

/// What a drawing is asked.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// Begins the ids of its gradients; another for each drawing on a page.
    pub id: &'a str,
    /// What it shows, for those who hear it.
    pub name: &'a str,
    /// In pixels.
    pub width: u16,
    /// Which way time runs.
    pub direction: Direction,
    /// The language of dates.
    pub lang: Lang,
    /// What the lanes are.
    pub lanes: Lanes<'a>,
    /// Only the time between these days; else all.
    pub shown: Option<(Day, Day)>,
    /// The statements that others differ from: see [`differing`].
    pub differing: &'a HashSet<ClaimId>,
    /// The words on it.
    pub words: &'a dyn Words,
    /// Where its marks lead.
    pub links: &'a dyn Links,
}

impl Drawing<'_> {
    /// Whether sources differ about an item.
    pub(crate) fn differs(&self, item: &Item) -> bool {
        item.statements.iter().any(|claim| self.differing.contains(claim))
    }
}

/// Which way time runs: as the language is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// Where the marks of a drawing lead.
pub trait Links {
    /// The page of an item: its statements and sources.
    fn item(&self, item: &Item) -> String;
    /// The same timeline, only from one day to another.
    fn span(&self, from: Day, to: Day) -> String;
    /// The same timeline, all of it.
    fn whole(&self) -> String;
}

/// The words on a drawing, in the language of the page.
pub trait Words {
    /// A word or phrase.
    fn word(&self, word: Word) -> String;
    /// "12 items", in the plural form that the number needs.
    fn items(&self, count: usize) -> String;
    /// The short name of a month, 1–12.
    fn month(&self, month: u8) -> String;
}

/// A word or phrase on a drawing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Word {
    /// Before the names of those who say it: "according to".
    According,
    /// Sources differ.
    Differs,
    /// It had perhaps not happened by the time asked for: "possibly".
    Possibly,
    /// Before the date of a statement, where only that is known: "told".
    Told,
    /// Before the reason why a time is inferred, and in the legend: "time inferred".
    Inferred,
    /// The name of the lane of small lanes: "others".
    Others,
    /// Before items without a time: "without a date".
    Undated,
    /// Legend of a dot: "on that day".
    Point,
    /// Legend of a soft bar: "at some time within".
    Within,
    /// Legend of a diamond: "about then".
    About,
    /// Legend of a solid bar: "all that time".
    Throughout,
    /// Legend of the arrow to earlier times: "by then, or before".
    By,
    /// Legend of the arrow to later times: "then, or later".
    From,
    /// Legend of a column, before the highest number: "how many; at most".
    Column,
    /// Legend of the zigzag: "time left out".
    Break,
    /// The name of the links that show other times: "show".
    Show,
    /// The time before: "earlier".
    Earlier,
    /// The time after: "later".
    Later,
    /// Twice as much time: "wider".
    Wider,
    /// All of it: "everything".
    Whole,
}

impl Word {
    /// All of them.
    pub const ALL: [Word; 20] = [
        Word::According,
        Word::Differs,
        Word::Possibly,
        Word::Told,
        Word::Inferred,
        Word::Others,
        Word::Undated,
        Word::Point,
        Word::Within,
        Word::About,
        Word::Throughout,
        Word::By,
        Word::From,
        Word::Column,
        Word::Break,
        Word::Show,
        Word::Earlier,
        Word::Later,
        Word::Wider,
        Word::Whole,
    ];

    /// Its id among the words on the screen.
    pub fn id(self) -> &'static str {
        match self {
            Word::According => "timeline-according",
            Word::Differs => "timeline-differs",
            Word::Possibly => "timeline-possibly",
            Word::Told => "timeline-told",
            Word::Inferred => "timeline-inferred",
            Word::Others => "timeline-others",
            Word::Undated => "timeline-undated",
            Word::Point => "timeline-point",
            Word::Within => "timeline-within",
            Word::About => "timeline-about",
            Word::Throughout => "timeline-throughout",
            Word::By => "timeline-by",
            Word::From => "timeline-from",
            Word::Column => "timeline-column",
            Word::Break => "timeline-break",
            Word::Show => "timeline-show",
            Word::Earlier => "timeline-earlier",
            Word::Later => "timeline-later",
            Word::Wider => "timeline-wider",
            Word::Whole => "timeline-whole",
        }
    }
}

/// The statements on any side of these differences.
pub fn differing(differences: &[Difference]) -> HashSet<ClaimId> {
    differences.iter().flat_map(|one| &one.sides).flat_map(|side| side.statements.iter().copied()).collect()
}
