//! Rows: marks and their labels set below each other so that nothing overlaps.

use super::text;

/// Free room between two neighbours in a row, in pixels.
const APART: f32 = 6.0;

/// Room that the sign of disagreement takes.
pub(crate) const SIGN: f32 = 17.0;

/// Labels are cut to this width.
const LONGEST: f32 = 230.0;

/// What wants a place in a lane.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Wish {
    /// From where to where the mark reaches.
    pub(crate) reach: (f32, f32),
    /// Whether the sign of disagreement follows it.
    pub(crate) signed: bool,
    /// What stands beside it; empty for nothing.
    pub(crate) label: String,
}

/// The place that it got.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Place {
    /// In which row the mark stands.
    pub(crate) row: usize,
    /// Where the sign of disagreement begins.
    pub(crate) sign: Option<f32>,
    /// The label, where there is room for one.
    pub(crate) label: Option<Label>,
}

/// A label.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Label {
    /// In which row it stands: that of its mark or the next.
    pub(crate) row: usize,
    /// Where it begins, or ends when `before`.
    pub(crate) at: f32,
    /// Whether it stands before its mark.
    pub(crate) before: bool,
    pub(crate) text: String,
}

/// The places of all, in their order, within `width`; none when more than `most` rows would be needed. The first row begins
/// with the lane's name, so wide.
pub(crate) fn pack(wishes: &[Wish], name: f32, width: f32, most: usize) -> Option<Vec<Place>> {
    let mut rows: Vec<Vec<(f32, f32)>> = vec![if name > 0.0 { vec![(f32::MIN, name)] } else { Vec::new() }];
    wishes.iter().map(|wish| place(wish, width, most, &mut rows)).collect()
}

fn place(wish: &Wish, width: f32, most: usize, rows: &mut Vec<Vec<(f32, f32)>>) -> Option<Place> {
    let end = wish.reach.1 + if wish.signed { SIGN } else { 0.0 };
    let sign = wish.signed.then_some(wish.reach.1 + 4.0);
    let (label, taken) = match beside((wish.reach.0, end), &wish.label, width) {
        Some((label, reach)) => (Some(label), vec![reach]),
        None => match below(wish.reach, &wish.label, width) {
            Some((label, reach)) => (Some(label), vec![(wish.reach.0, end), reach]),
            None => (None, vec![(wish.reach.0, end)]),
        },
    };
    let row = (0..).take(most + 1 - taken.len().min(most)).find(|&row| is_free(&taken, row, rows))?;
    rows.resize_with(rows.len().max(row + taken.len()), Vec::new);
    for (offset, reach) in taken.into_iter().enumerate() {
        rows[row + offset].push(reach);
    }
    let label = label.map(|label| Label { row: row + label.row, ..label });
    Some(Place { row, sign, label })
}

fn is_free(taken: &[(f32, f32)], row: usize, rows: &[Vec<(f32, f32)>]) -> bool {
    taken.iter().enumerate().all(|(offset, &(from, to))| {
        let others = rows.get(row + offset).map_or(&[][..], Vec::as_slice);
        others.iter().all(|&(start, end)| to + APART <= start || end + APART <= from)
    })
}

/// After the mark, else before it, whichever keeps more of the label.
fn beside((from, to): (f32, f32), label: &str, width: f32) -> Option<(Label, (f32, f32))> {
    if label.is_empty() {
        return None;
    }
    let (after, ahead) = (width - to - 5.0, from - 5.0);
    let wished = text::width(label).min(LONGEST);
    let before = after < wished && ahead > after;
    let room = if before { ahead } else { after };
    let text = text::cut(label, room.min(LONGEST)).filter(|_| room >= wished.min(110.0))?;
    let length = text::width(&text);
    let (at, reach) =
        if before { (from - 5.0, (from - 5.0 - length, to)) } else { (to + 5.0, (from, to + 5.0 + length)) };
    Some((Label { row: 0, at, before, text }, reach))
}

/// Under a mark that leaves no room at its sides.
fn below((from, to): (f32, f32), label: &str, width: f32) -> Option<(Label, (f32, f32))> {
    let text = text::cut(label, LONGEST.min(width)).filter(|text| !text.is_empty())?;
    let length = text::width(&text);
    let at = from.max(0.0).min(width - length).max(0.0);
    let reach = (at, (at + length).max(to.min(at)));
    Some((Label { row: 1, at, before: false, text }, reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(from: f32, to: f32, label: &str) -> Wish {
        Wish { reach: (from, to), signed: false, label: label.to_owned() }
    }

    /// Everything that is taken, by row.
    fn boxes(wishes: &[Wish], places: &[Place]) -> Vec<(usize, f32, f32)> {
        let marks = wishes.iter().zip(places).map(|(wish, place)| (place.row, wish.reach.0, wish.reach.1));
        let label = |label: &Label| {
            let length = text::width(&label.text);
            let from = if label.before { label.at - length } else { label.at };
            (label.row, from, from + length)
        };
        marks.chain(places.iter().filter_map(|place| place.label.as_ref().map(label))).collect()
    }

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_drawing() {
        let wishes: Vec<Wish> = (0..40)
            .map(|n| {
                let from = (n * 37 % 300) as f32 + 10.0;
                wish(from, from + (n * 13 % 90) as f32, "the mill was hit twice")
            })
            .collect();
        let places = pack(&wishes, 50.0, 400.0, 60).unwrap();
        let boxes = boxes(&wishes, &places);
        for (place, one) in boxes.iter().enumerate() {
            assert!(one.1 >= 0.0 && one.2 <= 400.0, "{one:?}");
            for other in &boxes[place + 1..] {
                assert!(one.0 != other.0 || one.2 <= other.1 || other.2 <= one.1, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_label_stands_after_its_mark_else_before_else_below() {
        let label = |wish: Wish| pack(&[wish], 0.0, 300.0, 5).unwrap().remove(0).label.unwrap();
        assert!(!label(wish(10.0, 20.0, "hit")).before);
        assert!(label(wish(280.0, 290.0, "hit again")).before);
        assert_eq!(label(wish(2.0, 298.0, "hit again")).row, 1);
    }

    #[test]
    fn what_would_cover_the_name_of_the_lane_stands_below_it() {
        let rows = |from: f32| pack(&[wish(from, from + 9.0, "")], 60.0, 300.0, 5).unwrap()[0].row;
        assert_eq!((rows(20.0), rows(90.0)), (1, 0));
    }

    #[test]
    fn too_many_rows_are_refused() {
        let wishes = vec![wish(10.0, 20.0, ""); 4];
        assert_eq!(pack(&wishes, 0.0, 300.0, 3), None);
        assert_eq!(pack(&wishes, 0.0, 300.0, 4).map(|places| places[3].row), Some(3));
    }
}
