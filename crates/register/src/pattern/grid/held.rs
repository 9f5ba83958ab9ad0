//! What is held of a grid while it is read: a part of its cells, and where that part has too many, means of several.

/// Most cells that are held.
const MOST_HELD: usize = 4_000_000;

/// Some columns and rows: the first of them, and those behind the last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub(super) from: [usize; 2],
    pub(super) to: [usize; 2],
}

impl Part {
    /// The smallest part in which both lie.
    pub(super) fn and(self, other: Part) -> Part {
        let each = |axis: usize| (self.from[axis].min(other.from[axis]), self.to[axis].max(other.to[axis]));
        let (columns, rows) = (each(0), each(1));
        Part { from: [columns.0, rows.0], to: [columns.1, rows.1] }
    }

    /// Whether a cell lies in it.
    pub(super) fn has(&self, cell: [usize; 2]) -> bool {
        [0, 1].into_iter().all(|axis| cell[axis] >= self.from[axis] && cell[axis] < self.to[axis])
    }

    /// How many columns, and how many rows.
    pub(super) fn size(&self) -> [usize; 2] {
        [0, 1].map(|axis| self.to[axis] - self.from[axis])
    }
}

/// How much there is in each cell of a part.
#[derive(Debug)]
pub(super) struct Held {
    part: Part,
    /// So many cells along each side are held as one.
    by: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Held {
    /// Room for a part, with nothing in it yet.
    pub(super) fn of(part: Part) -> Held {
        let [columns, rows] = part.size();
        let many = |by: usize| columns.div_ceil(by).saturating_mul(rows.div_ceil(by));
        let by = (1..).find(|by| many(*by) <= MOST_HELD).unwrap_or(1);
        Held { part, by, columns: columns.div_ceil(by), values: vec![0.0; many(by)] }
    }

    pub(super) fn part(&self) -> &Part {
        &self.part
    }

    pub(super) fn by(&self) -> usize {
        self.by
    }

    /// Takes what a cell of the file says; what lies beyond the part is passed over.
    pub(super) fn add(&mut self, [column, row]: [usize; 2], value: f64) {
        if let Some(held) = self.place([column, row]).and_then(|place| self.values.get_mut(place)) {
            *held += value;
        }
    }

    fn place(&self, cell: [usize; 2]) -> Option<usize> {
        let along = |axis: usize| (cell[axis] - self.part.from[axis]) / self.by;
        self.part.has(cell).then(|| along(1) * self.columns + along(0))
    }

    /// The same when all has been added: each of what is held is the mean of its cells. At the far edges those are fewer.
    pub(super) fn whole(mut self) -> Held {
        let [columns, rows] = self.part.size();
        let many = |along: usize, all: usize| (all - along * self.by).min(self.by) as f64;
        for (place, held) in self.values.iter_mut().enumerate() {
            *held /= many(place % self.columns, columns) * many(place / self.columns, rows);
        }
        self
    }

    /// How much there is in a cell of the file at that column and row; 0 beyond the part.
    pub(super) fn value(&self, [column, row]: [f64; 2]) -> f64 {
        if !(column >= 0.0 && row >= 0.0) {
            return 0.0;
        }
        self.place([column as usize, row as usize]).map_or(0.0, |place| self.values[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_as_one_is_the_mean_of_its_cells() {
        let part = Part { from: [10, 20], to: [3_010, 3_021] };
        let mut held = Held::of(part);
        assert_eq!((held.by(), held.columns), (2, 1_500));
        for (cell, value) in
            [([10, 20], 4.0), ([11, 21], 4.0), ([10, 3_020], 6.0), ([9, 20], 100.0), ([10, 3_021], 100.0)]
        {
            held.add(cell, value);
        }
        let held = held.whole();
        assert_eq!(held.value([10.5, 20.5]), 2.0);
        assert_eq!(held.value([11.9, 3_020.9]), 3.0, "the last row is alone");
        for beyond in [[9.9, 20.0], [10.0, 3_021.0], [-1.0, 20.0], [f64::NAN, 20.0], [f64::INFINITY, 20.0]] {
            assert_eq!(held.value(beyond), 0.0, "{beyond:?}");
        }
    }
}
