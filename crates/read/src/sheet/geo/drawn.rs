//! The shape of a placemark, put together element by element, as Well-Known Text.

use super::shape::{Kind, collection};

/// How many numbers a position has: a height may follow.
const NUMBERS: std::ops::RangeInclusive<usize> = 2..=3;

/// Positions, as Well-Known Text has them.
#[derive(Debug, Default)]
struct Line {
    text: String,
    /// Of how many numbers the first is.
    dimensions: usize,
}

/// A shape by itself: its positions, or its outline and its holes.
#[derive(Debug)]
struct Part {
    kind: Kind,
    outline: Option<Line>,
    holes: Vec<Line>,
}

/// What has been drawn so far.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    parts: Vec<Part>,
    /// What is open: a part, and so on inwards.
    open: Vec<Open>,
    /// What is no shape, as it is written.
    odd: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Part,
    Area,
    Outline,
    Hole,
    Ring,
}

impl Open {
    /// What an element is, by what it stands in.
    fn of(name: &str, inside: Option<&Open>) -> Option<Open> {
        let in_area = inside.is_some_and(|inside| *inside != Open::Part);
        Some(match name {
            "Polygon" => Open::Area,
            "LinearRing" if in_area => Open::Ring,
            "Point" | "LineString" | "LinearRing" => Open::Part,
            "outerBoundaryIs" => Open::Outline,
            "innerBoundaryIs" => Open::Hole,
            _ => return None,
        })
    }
}

impl Drawn {
    /// An element begins.
    pub(super) fn begin(&mut self, name: &str) {
        let Some(open) = Open::of(name, self.open.last()) else { return };
        let kind = match (open, name) {
            (Open::Area, _) => Some(Kind::Polygon),
            (Open::Part, "Point") => Some(Kind::Point),
            (Open::Part, _) => Some(Kind::LineString),
            _ => None,
        };
        self.open.push(open);
        self.parts.extend(kind.map(|kind| Part { kind, outline: None, holes: Vec::new() }));
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        if Open::of(name, None).is_some() {
            self.open.pop();
        }
    }

    /// The text of coordinates: numbers parted by commas, positions by spaces.
    pub(super) fn positions(&mut self, text: &str) {
        let part = self.parts.last_mut().zip(Line::read(text));
        let within = |open| self.open.contains(&open);
        match (part, self.open.last()) {
            (Some((part, line)), Some(Open::Ring)) if within(Open::Hole) && within(Open::Area) => part.holes.push(line),
            (Some((part, line)), Some(Open::Part | Open::Ring)) if part.outline.is_none() => part.outline = Some(line),
            _ => self.odd.push(text.trim().to_owned()),
        }
    }

    /// Whether something stands there that is no shape.
    pub(super) fn is_odd(&self) -> bool {
        !self.odd.is_empty() || self.parts.iter().any(|part| part.outline.is_none() && !part.holes.is_empty())
    }

    /// As Well-Known Text, with what is no shape as it is written behind it; nothing where nothing was drawn.
    pub(super) fn well_known(&self) -> String {
        let kind = self.parts.first().map(|part| part.kind);
        let alike = self.parts.iter().all(|part| Some(part.kind) == kind);
        let drawn = match (&self.parts[..], kind.and_then(Kind::many)) {
            (all, _) if !self.odd.is_empty() && all.iter().all(Part::is_empty) => None,
            ([], _) => None,
            ([one], _) => Some(one.well_known()),
            (all, Some(many)) if alike => Some(together(many, all)),
            (all, _) => Some(collection(&all.iter().map(Part::well_known).collect::<Vec<_>>())),
        };
        drawn.iter().chain(&self.odd).map(String::as_str).collect::<Vec<_>>().join("; ")
    }
}

impl Line {
    /// Reads coordinates; none where they are none. Spaces may stand about commas, as people write them.
    fn read(text: &str) -> Option<Line> {
        let (mut line, mut numbers) = (Line::default(), 0);
        if text.trim().is_empty() {
            return Some(line);
        }
        for piece in text.split(',') {
            let mut words = piece.split_whitespace();
            line.number(words.next()?, &mut numbers)?;
            // What follows after a space begins another position.
            for word in words {
                line.position(&mut numbers)?;
                line.text.push_str(", ");
                line.number(word, &mut numbers)?;
            }
        }
        line.position(&mut numbers)?;
        Some(line)
    }

    fn number(&mut self, word: &str, numbers: &mut usize) -> Option<()> {
        word.parse::<f64>().ok()?;
        self.text.push_str(if *numbers > 0 { " " } else { "" });
        self.text.push_str(&super::shape::plain(word));
        *numbers += 1;
        Some(())
    }

    /// A position has ended.
    fn position(&mut self, numbers: &mut usize) -> Option<()> {
        if self.dimensions == 0 {
            self.dimensions = *numbers;
        }
        NUMBERS.contains(&std::mem::take(numbers)).then_some(())
    }
}

impl Part {
    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.outline.iter().chain(&self.holes)
    }

    fn mark(&self) -> &'static str {
        if self.lines().next().is_some_and(|line| line.dimensions == 3) { " Z" } else { "" }
    }

    fn is_empty(&self) -> bool {
        self.lines().all(|line| line.text.is_empty())
    }

    /// Its positions in their brackets.
    fn inside(&self) -> String {
        let lines: Vec<String> = self.lines().map(|line| format!("({})", line.text)).collect();
        if self.kind == Kind::Polygon { format!("({})", lines.join(", ")) } else { lines.concat() }
    }

    fn well_known(&self) -> String {
        let inside = if self.is_empty() { "EMPTY".to_owned() } else { self.inside() };
        format!("{}{} {inside}", self.kind.word(), self.mark())
    }
}

fn together(many: Kind, parts: &[Part]) -> String {
    if parts.iter().all(Part::is_empty) {
        return format!("{} EMPTY", many.word());
    }
    let inside: Vec<String> = parts.iter().filter(|part| !part.is_empty()).map(Part::inside).collect();
    format!("{}{} ({})", many.word(), parts.first().map_or("", Part::mark), inside.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws elements, written as `<name text>`.
    fn drawn(elements: &str) -> (String, bool) {
        let mut drawn = Drawn::default();
        for element in elements.split('<').skip(1) {
            match element.trim_end_matches('>').split_once(' ') {
                Some((_, text)) => drawn.positions(text.trim_end_matches('>')),
                None if element.starts_with('/') => drawn.end(element.trim_matches(['/', '>'])),
                None => drawn.begin(element.trim_end_matches('>')),
            }
        }
        (drawn.well_known(), drawn.is_odd())
    }

    fn polygon(boundaries: &str) -> String {
        let open = |tag: &str, name: &str| format!("<{name}><LinearRing><c {tag}></LinearRing></{name}>");
        let rings = boundaries.split('|').map(|ring| match ring.split_once(':').unwrap() {
            ("in", ring) => open(ring, "innerBoundaryIs"),
            (_, ring) => open(ring, "outerBoundaryIs"),
        });
        format!("<Polygon>{}</Polygon>", rings.collect::<String>())
    }

    #[test]
    fn an_outline_is_what_the_file_says_it_is() {
        let expected = ("POLYGON ((0 0, 0 9, 9 9, 0 0), (1 2, 1 3, 2 3, 1 2))".to_owned(), false);
        assert_eq!(drawn(&polygon("out:0,0 0,9 9,9 0,0|in:1,2 1,3 2,3 1,2")), expected);
        assert_eq!(drawn(&polygon("in:1,2 1,3 2,3 1,2|out:0,0 0,9 9,9 0,0")), expected);
        assert_eq!(
            drawn("<Polygon><LinearRing><c 0,0 0,9 9,9 0,0></LinearRing></Polygon>").0,
            "POLYGON ((0 0, 0 9, 9 9, 0 0))"
        );
        // Two outlines in one, or none: which is meant nobody can tell.
        assert!(drawn(&polygon("out:0,0 0,9 9,9 0,0|out:1,2 1,3 2,3 1,2")).1);
        assert!(drawn(&polygon("in:1,2 1,3 2,3 1,2")).1);
    }

    #[test]
    fn spaces_may_stand_about_commas_and_what_is_no_position_stands_as_it_is_written() {
        let point = |text: &str| drawn(&format!("<Point><c {text}></Point>"));
        for (text, expected) in [
            ("36.2,33.5", "POINT (36.2 33.5)"),
            ("36.2, 33.5, 0", "POINT Z (36.2 33.5 0)"),
            ("36.2 ,33.5", "POINT (36.2 33.5)"),
            ("3.62e1,33.5", "POINT (36.2 33.5)"),
        ] {
            assert_eq!(point(text), (expected.to_owned(), false));
        }
        assert_eq!(drawn("<LineString><c 21, 35, 1 22, 36, 2></LineString>").0, "LINESTRING Z (21 35 1, 22 36 2)");
        for text in ["36.2", "36.2 33.5", "36.2,,33.5", "36.2,33.5,", "36.2,north", "1,2, 3,4", "36,2,33,5"] {
            assert_eq!(point(text), (text.to_owned(), true));
        }
        assert_eq!(drawn("<Point></Point>"), ("POINT EMPTY".to_owned(), false));
        assert_eq!(drawn(""), (String::new(), false));
    }
}
