//! The stretches of days in which a date may lie: one for `2023-10`, a hundred for `1XX5-12`.

use crate::day::{Day, first_of, last_of, month_length};
use crate::form::{ANY, Date, Mark, Mask, Part, Year, exact, matches};
use crate::season;
use crate::width::Margin;

/// Largest number of separate stretches kept for one date; beyond it their hull stands for them, which can only turn a
/// "yes" or "no" into "possibly".
pub(crate) const BLOCK_LIMIT: usize = 1024;

/// Consecutive days in which the date lies, at least `granule` of them when it is read as lasting throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) granule: i64,
}

/// The years in which to look for a date whose year is not given, as runs.
pub(crate) type Window<'a> = &'a [(i64, i64)];

impl Date {
    /// First and last possible day, qualifiers included; `None` when no year is given.
    pub(crate) fn hull(&self) -> Option<(i64, i64)> {
        self.hull_in(&[]).map(|block| (block.first, block.last))
    }

    fn hull_in(&self, window: Window) -> Option<Block> {
        match self.single() {
            Some(block) if self.is_plain() => Some(block),
            _ => hull(&self.blocks(window, 1)),
        }
    }

    /// Whether it carries no qualifier.
    fn is_plain(&self) -> bool {
        self.marks == <[Mark; 3]>::default()
    }

    /// All stretches in which the date may lie, in order, qualifiers included.
    pub(crate) fn blocks(&self, window: Window, limit: usize) -> Vec<Block> {
        let blocks = self.stated_blocks(window, limit);
        if self.is_plain() {
            return blocks;
        }
        joined(blocks.into_iter().map(|block| self.widened(block)).collect())
    }

    fn widened(&self, block: Block) -> Block {
        let (first, last) = (Day(block.first), Day(block.last));
        let (first, last) = Margin::of(self, last.date().0).widen(first, last);
        Block { first: first.0, last: last.0, granule: block.granule }
    }

    /// The one stretch of a date without open digits; the common case, kept fast.
    fn single(&self) -> Option<Block> {
        let year = self.year.exact()?;
        match self.part {
            Part::Year => Some(whole_years(year, year, 365)),
            Part::Month(month) => exact(month).map(|month| whole_month(year, month, None)),
            Part::Day(month, day) => one_day(year, exact(month)?, exact(day)?),
            Part::Time { month, day, .. } => one_day(year, month, day),
            Part::Season(_) => None,
        }
    }

    /// The stretches as written, qualifiers left aside.
    fn stated_blocks(&self, window: Window, limit: usize) -> Vec<Block> {
        if let Some(block) = self.single() {
            return vec![block];
        }
        let runs = if self.year.is_unspecified() { self.year.clip(window) } else { self.year.runs() };
        if let Some(granule) = self.covers_year() {
            return runs.into_iter().map(|(low, high)| whole_years(low, high, granule)).collect();
        }
        let years = runs.iter().flat_map(|&(low, high)| low..=high);
        let per_year = runs.first().map_or(0, |&(low, _)| self.in_year(low).len().max(1));
        if years.clone().count().saturating_mul(per_year) <= limit {
            joined(years.flat_map(|year| self.in_year(year)).collect())
        } else {
            let first = years.clone().find_map(|year| self.in_year(year).into_iter().next());
            let last = years.rev().find_map(|year| self.in_year(year).pop());
            hull(&[first, last].into_iter().flatten().collect::<Vec<_>>()).into_iter().collect()
        }
    }

    /// When every day of the year is possible: the fewest days that the date lasts.
    fn covers_year(&self) -> Option<i64> {
        match self.part {
            Part::Year => Some(365),
            Part::Month([ANY, ANY]) => Some(28),
            Part::Day([ANY, ANY], [ANY, ANY]) => Some(1),
            _ => None,
        }
    }

    /// The stretches in one year.
    fn in_year(&self, year: i64) -> Vec<Block> {
        match self.part {
            Part::Year => vec![whole_years(year, year, 365)],
            Part::Season(code) => {
                let stretches = season::stretches(code, year).into_iter();
                stretches.map(|(first, last, granule)| Block { first: first.0, last: last.0, granule }).collect()
            }
            Part::Month(month) => months(month).map(|m| whole_month(year, m, None)).collect(),
            Part::Day(month, [ANY, ANY]) => months(month).map(|m| whole_month(year, m, Some(1))).collect(),
            Part::Day(month, day) => joined(months(month).flat_map(|m| days(year, m, day)).collect()),
            Part::Time { month, day, .. } => one_day(year, month, day).into_iter().collect(),
        }
    }
}

impl Year {
    /// The years of a window that an unspecified year (`XXXX`, `-XXXX`) may be.
    fn clip(&self, window: Window) -> Vec<(i64, i64)> {
        let highest = if matches!(self, Year::Digits { negative: true, .. }) { -1 } else { i64::MAX };
        window.iter().map(|&(low, high)| (low, high.min(highest))).filter(|(low, high)| low <= high).collect()
    }
}

fn months(mask: Mask) -> impl Iterator<Item = u8> {
    (1..=12).filter(move |&month| matches(mask, month))
}

fn days(year: i64, month: u8, mask: Mask) -> impl Iterator<Item = Block> {
    let start = first_of(year, month).0 - 1;
    let matching = (1..=month_length(year, month)).filter(move |&day| matches(mask, day));
    matching.map(move |day| start + i64::from(day)).map(|day| Block { first: day, last: day, granule: 1 })
}

fn one_day(year: i64, month: u8, day: u8) -> Option<Block> {
    let day = Day::new(year, month, day)?.0;
    Some(Block { first: day, last: day, granule: 1 })
}

fn whole_month(year: i64, month: u8, granule: Option<i64>) -> Block {
    let (first, last) = (first_of(year, month).0, last_of(year, month).0);
    Block { first, last, granule: granule.unwrap_or(last - first + 1) }
}

/// Consecutive years; a single one that is read as a whole lasts as long as it is.
fn whole_years(low: i64, high: i64, granule: i64) -> Block {
    let (first, last) = (first_of(low, 1).0, last_of(high, 12).0);
    let granule = if low == high && granule == 365 { last - first + 1 } else { granule };
    Block { first, last, granule }
}

/// Blocks in order, those that touch or overlap made one.
pub(crate) fn joined(mut blocks: Vec<Block>) -> Vec<Block> {
    if blocks.len() < 2 {
        return blocks;
    }
    blocks.sort_by_key(|block| (block.first, block.last));
    let mut result: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match result.last_mut() {
            Some(before) if block.first <= before.last.saturating_add(1) => {
                before.last = before.last.max(block.last);
                before.granule = before.granule.min(block.granule);
            }
            _ => result.push(block),
        }
    }
    result
}

/// The shortest block that holds all.
pub(crate) fn hull(blocks: &[Block]) -> Option<Block> {
    blocks.iter().copied().reduce(|a, b| Block {
        first: a.first.min(b.first),
        last: a.last.max(b.last),
        granule: a.granule.min(b.granule),
    })
}

impl Block {
    /// A range of a set: from the first day of `first` to the last day of `last`, without limit where there is none.
    pub(crate) fn of_range(first: Option<&Date>, last: Option<&Date>, window: Window) -> Block {
        let ends = [first, last].map(|date| date.and_then(|date| date.hull_in(window)));
        Block {
            first: ends[0].map_or(i64::MIN, |block| block.first),
            last: ends[1].map_or(i64::MAX, |block| block.last),
            granule: ends.iter().flatten().map(|block| block.granule).min().unwrap_or(1),
        }
    }
}
