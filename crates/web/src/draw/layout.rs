//! Where everything of a drawing stands: plain data in pixels, measured along time and from the top.

use std::collections::BTreeSet;

use daftar_register::view::{DatedBy, Item, Timeline};

use super::axis::{Axis, Names, Tick, ticks};
use super::density::{Column, columns};
use super::drawing::Drawing;
use super::label;
use super::lanes::Lane;
use super::mark::{Look, Mark};
use super::pack::{Place, Wish, pack};
use super::size::Size;
use super::story::Story;
use super::text;

/// A drawing, laid out.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Layout {
    pub(crate) height: f32,
    pub(crate) axis: Axis,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) lanes: Vec<LaneLaid>,
    /// Marks and columns, in the order of the timeline.
    pub(crate) stops: Vec<Stop>,
    /// Which looks occur.
    pub(crate) looks: BTreeSet<Look>,
    /// How many items the highest column stands for; 0 without columns.
    pub(crate) fullest: usize,
}

/// A lane, laid out.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct LaneLaid {
    pub(crate) name: Option<String>,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
}

/// Something that can be followed.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Stop {
    /// The item, or the first of the column.
    pub(crate) item: usize,
    pub(crate) tone: usize,
    pub(crate) drawn: Drawn,
}

/// What is drawn at a stop.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Drawn {
    /// One item.
    Mark { mark: Mark, place: Place, top: f32, inferred: bool },
    /// Many, on a column that stands on `foot`.
    Column { column: Column, foot: f32 },
}

/// What a lane shows.
enum Content {
    Marks(Vec<(usize, Mark, Place)>),
    Columns(Vec<Column>),
}

/// Lays out a story.
pub(crate) fn layout(story: &Story, drawing: &Drawing, size: &Size) -> Layout {
    let axis = match drawing.shown {
        Some((first, last)) => Axis::between(first, last, f32::from(drawing.width)),
        None => Axis::around(&story.days(), f32::from(drawing.width)),
    };
    let names = Names { lang: drawing.lang, month: &|month| drawing.words.month(month) };
    let mut layout = Layout {
        height: size.axis,
        ticks: ticks(&axis, names),
        axis,
        lanes: Vec::new(),
        stops: Vec::new(),
        looks: BTreeSet::new(),
        fullest: 0,
    };
    for (lane, content) in contents(story, &layout.axis, drawing, size) {
        layout.add(lane, content, story, size);
    }
    layout.stops.sort_by_key(|stop| stop.item);
    layout
}

/// Lanes with marks where they can be read. The fullest become columns first where they cannot.
fn contents<'s>(story: &'s Story, axis: &Axis, drawing: &Drawing, size: &Size) -> Vec<(&'s Lane, Content)> {
    let mut by_size: Vec<(usize, &Lane)> = story.lanes.iter().enumerate().collect();
    by_size.sort_by_key(|(_, lane)| lane.items.len());
    let mut left = size.marks;
    let mut contents: Vec<(usize, &Lane, Content)> = Vec::new();
    for (place, lane) in by_size {
        let marks = if lane.items.len() <= left { marks(lane, story, axis, drawing, size) } else { None };
        left -= if marks.is_some() { lane.items.len() } else { 0 };
        let content = marks.map_or_else(|| Content::Columns(columns(&story.begun(lane), axis)), Content::Marks);
        contents.push((place, lane, content));
    }
    contents.sort_by_key(|(place, ..)| *place);
    contents.into_iter().map(|(_, lane, content)| (lane, content)).collect()
}

/// The marks of a lane with labels, else without; none when they need too many rows.
fn marks(lane: &Lane, story: &Story, axis: &Axis, drawing: &Drawing, size: &Size) -> Option<Vec<(usize, Mark, Place)>> {
    let shaped = lane.items.iter().filter_map(|&place| Some((place, story.shapes[place].as_ref()?)));
    let marks: Vec<(usize, Mark)> = shaped.map(|(place, shape)| (place, Mark::of(shape, axis))).collect();
    let wish = |(place, mark): &(usize, Mark)| Wish {
        reach: mark.reach(),
        signed: drawing.differs(&story.timeline.items[*place]),
        label: label::beside(&story.timeline.items[*place], drawing, story.several),
    };
    let mut wishes: Vec<Wish> = marks.iter().map(wish).collect();
    let name = name_width(lane, size);
    let width = f32::from(drawing.width);
    let labelled = if size.labels { pack(&wishes, name, width, size.rows) } else { None };
    let places = labelled.or_else(|| {
        wishes.iter_mut().for_each(|wish| wish.label.clear());
        pack(&wishes, name, width, size.bare_rows)
    })?;
    Some(marks.into_iter().zip(places).map(|((place, mark), at)| (place, mark, at)).collect())
}

/// The room that the name of a lane takes, in bold.
fn name_width(lane: &Lane, size: &Size) -> f32 {
    lane.name.as_ref().filter(|_| size.names).map_or(0.0, |name| text::width(name) * 1.1 + 8.0)
}

impl Layout {
    fn add(&mut self, lane: &Lane, content: Content, story: &Story, size: &Size) {
        let (tone, top) = (self.lanes.len(), self.height);
        let name = lane.name.clone().filter(|_| size.names);
        let rows = match content {
            Content::Marks(marks) => self.add_marks(marks, story.timeline, tone, size),
            Content::Columns(columns) => {
                let head = if name.is_some() { size.row } else { 0.0 };
                head + self.add_columns(columns, tone, top + head, size)
            }
        };
        self.height = top + rows + size.between;
        self.lanes.push(LaneLaid { name, top, bottom: self.height });
    }

    /// Returns the height that the rows take.
    fn add_marks(&mut self, marks: Vec<(usize, Mark, Place)>, timeline: &Timeline, tone: usize, size: &Size) -> f32 {
        let top = self.height;
        let mut rows = 1;
        for (item, mark, place) in marks {
            rows = rows.max(place.row + 1).max(place.label.as_ref().map_or(0, |label| label.row + 1));
            self.looks.insert(mark.look);
            let inferred = is_inferred(&timeline.items[item]);
            self.stops.push(Stop { item, tone, drawn: Drawn::Mark { mark, place, top, inferred } });
        }
        rows as f32 * size.row
    }

    fn add_columns(&mut self, columns: Vec<Column>, tone: usize, top: f32, size: &Size) -> f32 {
        let foot = top + size.column;
        for column in columns {
            self.fullest = self.fullest.max(column.count);
            self.stops.push(Stop { item: column.first, tone, drawn: Drawn::Column { column, foot } });
        }
        size.column
    }
}

/// Whether its place on the line rests on what a reader inferred.
pub(crate) fn is_inferred(item: &Item) -> bool {
    matches!(item.dated_by, DatedBy::Completed | DatedBy::Inferred | DatedBy::Statement)
}
