//! How large a drawing and its parts are: the whole page's, a card's, a strip.

/// Measures of a drawing, in pixels, and how much it may hold.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Size {
    /// The height of the axis with its labels.
    pub(crate) axis: f32,
    /// Whether lanes have names.
    pub(crate) names: bool,
    /// The height of a row of marks.
    pub(crate) row: f32,
    /// The height of columns.
    pub(crate) column: f32,
    /// The room below a lane.
    pub(crate) between: f32,
    /// At most so many rows in a lane with labels.
    pub(crate) rows: usize,
    /// At most so many rows in a lane without labels.
    pub(crate) bare_rows: usize,
    /// Whether marks have labels.
    pub(crate) labels: bool,
    /// At most so many lanes.
    pub(crate) lanes: usize,
    /// At most so many marks; beyond, the fullest lanes become columns.
    pub(crate) marks: usize,
}

impl Size {
    /// For a page of its own.
    pub(crate) const PAGE: Size = Size {
        axis: 30.0,
        names: true,
        row: 22.0,
        column: 40.0,
        between: 12.0,
        rows: 12,
        bare_rows: 9,
        labels: true,
        lanes: 12,
        marks: 160,
    };

    /// For the card of one entity: no names of lanes.
    pub(crate) const CARD: Size = Size { names: false, rows: 8, bare_rows: 5, marks: 40, between: 6.0, ..Size::PAGE };

    /// One thin lane without labels.
    pub(crate) const STRIP: Size = Size {
        axis: 26.0,
        names: false,
        row: 12.0,
        column: 32.0,
        between: 4.0,
        bare_rows: 3,
        labels: false,
        marks: 60,
        ..Size::PAGE
    };
}
