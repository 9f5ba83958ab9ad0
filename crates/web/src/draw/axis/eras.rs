//! Which stretches of time stand apart: the line breaks at a long gap beside which a crowded time would, drawn to scale,
//! have no room.

use crate::draw::shape::Days;

/// At most so many breaks on one line.
const MOST_BREAKS: usize = 3;

/// A crowded time has no room when it takes less than one part in so many of the line.
const PARTS: i64 = 8;

/// Where much of what there is takes less than one part in so many, a gap as long as that time is enough for a break.
const LOST: i64 = 50;

/// Gaps shorter than this many days are never broken.
const SHORTEST: i64 = 2 * 365;

/// A gap of so many days is broken even between single days.
const MILLENNIUM: i64 = 365_250;

/// A stretch without a break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Era {
    /// The first day, and the first one after it.
    pub(crate) days: (i64, i64),
    /// How many items stand in it.
    pub(crate) count: usize,
}

impl Era {
    /// Its share of the line: more for what holds more, but never nearly nothing.
    pub(crate) fn weight(&self) -> f32 {
        (self.count as f32).sqrt().max(1.0) + 0.6
    }

    fn length(&self) -> i64 {
        self.days.1.saturating_sub(self.days.0)
    }

    fn join(self, other: Era) -> Era {
        Era { days: (self.days.0.min(other.days.0), self.days.1.max(other.days.1)), count: self.count + other.count }
    }

    /// Its days, widened so that a single one does not fill the line.
    pub(crate) fn roomy(&self) -> (i64, i64) {
        let least = if self.count < 2 { self.length().saturating_add(4 * 366) } else { 8 };
        let lack = (least - self.length()).max(0) / 2;
        (self.days.0.saturating_sub(lack), self.days.1.saturating_add(lack))
    }
}

/// The eras of what stands on these days, from the earliest on; empty for nothing.
pub(crate) fn eras(stretches: &[Days]) -> Vec<Era> {
    let islands = islands(stretches);
    let mut parts: Vec<&[Era]> = if islands.is_empty() { Vec::new() } else { vec![&islands] };
    while parts.len() <= MOST_BREAKS {
        let breaks = parts.iter().enumerate().filter_map(|(part, of)| Some((best_break(of)?, part)));
        let Some(((_, _, at), part)) = breaks.max() else { break };
        let (earlier, later) = parts[part].split_at(at);
        parts.splice(part..=part, [earlier, later]);
    }
    parts.into_iter().filter_map(whole).collect()
}

/// Overlapping stretches joined, from the earliest on.
fn islands(stretches: &[Days]) -> Vec<Era> {
    let mut sorted: Vec<Era> = stretches.iter().map(Era::from).collect();
    sorted.sort_unstable_by_key(|era| era.days);
    let mut islands: Vec<Era> = Vec::new();
    for era in sorted {
        match islands.last_mut() {
            Some(last) if era.days.0 <= last.days.1 => *last = last.join(era),
            _ => islands.push(era),
        }
    }
    islands
}

impl From<&Days> for Era {
    fn from(days: &Days) -> Era {
        Era { days: (days.first.0, days.last.0.saturating_add(1)), count: 1 }
    }
}

/// The break that gives most room: how much it gives, how long its gap is, and before which island it lies.
fn best_break(islands: &[Era]) -> Option<(i64, i64, usize)> {
    (1..islands.len()).filter_map(|at| Some((relief(islands, at)?, gap(islands, at), at))).max()
}

/// What a break there is worth: for a crowded side, how many items get room and how much more; none when it is not worth it.
fn relief(islands: &[Era], at: usize) -> Option<i64> {
    let (all, gap) = (whole(islands)?, gap(islands, at));
    let sides = [whole(&islands[..at])?, whole(&islands[at..])?];
    let has_no_room = |side: &Era| side.length().saturating_mul(PARTS) < all.length();
    let is_lost = |side: &Era| side.length().saturating_mul(LOST) < all.length() && side.count * 4 > all.count;
    let is_far = |side: &Era| gap > side.length().saturating_mul(if is_lost(side) { 1 } else { 4 });
    let crowded = |side: &&Era| side.count > 1 && side.length() > 7 && has_no_room(side) && is_far(side);
    let room = |side: &Era| all.length() / side.length().max(1) * i64::try_from(side.count).unwrap_or(i64::MAX);
    let lonely = gap >= MILLENNIUM && sides.iter().all(has_no_room);
    let most = sides.iter().filter(crowded).map(room).max();
    most.or(lonely.then_some(0)).filter(|_| gap >= SHORTEST)
}

/// The days between an island and the one before it.
fn gap(islands: &[Era], at: usize) -> i64 {
    islands[at].days.0.saturating_sub(islands[at - 1].days.1)
}

fn whole(islands: &[Era]) -> Option<Era> {
    islands.iter().copied().reduce(Era::join)
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_register::date::Edtf;

    fn split(dates: &[&str]) -> Vec<usize> {
        let days = |date: &&str| {
            let bounds = Edtf::parse(date).unwrap().bounds();
            Days { first: bounds.earliest().unwrap(), last: bounds.latest().unwrap() }
        };
        eras(&dates.iter().map(days).collect::<Vec<_>>()).iter().map(|era| era.count).collect()
    }

    #[test]
    fn far_apart_eras_stand_apart() {
        assert_eq!(split(&["-3199", "2031-12-06", "2032-04-07"]), [1, 2]);
        assert_eq!(split(&["-3199", "2014", "2031-10", "2031-12-06", "2032-08"]), [1, 1, 3]);
        assert_eq!(split(&["-3199", "2031"]), [1, 1]);
        let story = ["-3199~", "-1199?", "1890~", "2014", "2031-10", "2031-12-06", "2032-08"];
        assert_eq!(split(&story), [2, 2, 3]);
    }

    #[test]
    fn a_crowded_year_stands_apart_from_long_ages_though_the_gap_before_it_is_short() {
        let ages = ["-3199~", "0550~", "12XX", "1690?", "1987", "2014", "2019", "2028"];
        let months = ["2031-11", "2031-12", "2032-01", "2032-02", "2032-03", "2032-04", "2032-11"];
        assert_eq!(split(&[&ages[..], &months[..]].concat()), [5, 3, 7]);
    }

    #[test]
    fn even_steps_are_one_era() {
        assert_eq!(split(&["1900", "1950", "2000"]), [3]);
        assert_eq!(split(&["-0999", "0500", "2031"]), [3]);
        assert_eq!(split(&["2031-01-01", "2031-12-06", "2031-12-07"]), [3]);
        assert_eq!(split(&["2031"]), [1]);
        assert_eq!(split(&[]), [0; 0]);
    }
}
