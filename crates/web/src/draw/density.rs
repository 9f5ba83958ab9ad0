//! Columns for what is too much to draw one by one: how many items begin in each step of the calendar.

use super::axis::{Axis, Piece, Step};

/// The least width of a column, in pixels.
const NARROWEST: f64 = 15.0;

/// A column.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Column {
    /// From where to where, in pixels.
    pub(crate) px: (f32, f32),
    /// The first day, and the first one after it.
    pub(crate) days: (i64, i64),
    /// Which step of the calendar it follows.
    pub(crate) step: Step,
    /// The first item in it.
    pub(crate) first: usize,
    /// How many.
    pub(crate) count: usize,
}

/// The columns of items, given by their day of display order and their place in the timeline; none is empty.
pub(crate) fn columns(items: &[(i64, usize)], axis: &Axis) -> Vec<Column> {
    let mut columns: Vec<Column> = axis.pieces.iter().flat_map(empty).collect();
    let Some(last) = columns.len().checked_sub(1) else { return columns };
    for &(day, place) in items {
        let at = columns.partition_point(|column| column.days.1 <= day).min(last);
        let column = &mut columns[at];
        column.first = if column.count == 0 { place } else { column.first.min(place) };
        column.count += 1;
    }
    columns.retain(|column| column.count > 0);
    columns
}

/// The columns of a piece before anything is counted.
fn empty(piece: &Piece) -> Vec<Column> {
    let step = Step::all().find(|step| step.days() * piece.scale() >= NARROWEST).unwrap_or(Step::Years(1_000_000));
    let (from, end) = piece.own;
    let mut starts: Vec<i64> = step.starts(from, end).collect();
    starts.push(end);
    let pairs = starts.windows(2).filter(|pair| pair[1] > from);
    let column = |pair: &[i64]| {
        let days = (pair[0].max(from), pair[1]);
        Column { px: (piece.within(days.0), piece.within(days.1)), days, step, first: 0, count: 0 }
    };
    pairs.map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_register::date::Day;

    #[test]
    fn every_item_is_counted_once_in_the_month_of_its_day() {
        let day = |month, day| Day::new(2031, month, day).unwrap();
        let axis = Axis::between(day(1, 1), day(12, 31), 300.0);
        let items: Vec<(i64, usize)> = (0..1000).map(|n| (day(1, 1).0 + (n * n) % 365, n as usize)).collect();
        let columns = columns(&items, &axis);
        assert_eq!(columns.iter().map(|column| column.count).sum::<usize>(), 1000);
        assert!(columns.windows(2).all(|pair| pair[0].days.1 <= pair[1].days.0 && pair[0].px.1 <= pair[1].px.0));
        assert_eq!((columns[0].step, columns[0].days), (Step::Months(1), (day(1, 1).0, day(2, 1).0)));
        assert_eq!(columns[0].first, 0);
    }
}
