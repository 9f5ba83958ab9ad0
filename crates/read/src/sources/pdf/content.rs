//! What a page draws: its glyphs with their letters and places, and where pictures lie (ISO 32000-1, 8 and 9).

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use super::glyph::{Glyph, Matrix, area};
use super::guard::data;
use super::outline::text_string;
use crate::sources::place::Area;

/// How deep forms may lie inside each other.
const DEPTH: usize = 12;

/// How deep the state may be saved.
const SAVED: usize = 1024;

/// How many instructions a whole file may have, forms counted as often as they are drawn.
const INSTRUCTIONS: u64 = 100_000_000;

/// How many glyphs, and how many pictures, a page may have; a page of a newspaper has some ten thousand.
const GLYPHS: usize = 1 << 20;

/// What a page draws.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) images: Vec<Area>,
    /// How many letters no font names.
    pub(super) unknown: u64,
    /// What could not be read.
    pub(super) damaged: Vec<&'static str>,
}

impl Drawn {
    /// Notes what could not be read, once.
    fn damage(&mut self, what: &'static str) {
        if !self.damaged.contains(&what) {
            self.damaged.push(what);
        }
    }
}

/// What is kept from page to page.
pub(super) struct Content {
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    limit: u64,
    left: u64,
}

impl Content {
    /// `limit`: how many bytes a stream may unpack to.
    pub(super) fn new(limit: u64) -> Content {
        Content { fonts: HashMap::new(), limit, left: INSTRUCTIONS }
    }

    /// Draws a page.
    pub(super) fn draw(&mut self, page: &Page) -> Drawn {
        let mut pen = Pen { content: self, drawn: Drawn::default(), state: State::default(), given: Vec::new() };
        let stream = pen.streams(page);
        pen.run(&stream, page.resources(), 0);
        pen.drawn
    }
}

/// The state of graphics that concerns text (9.3).
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

impl Default for State {
    fn default() -> State {
        let (matrix, font, stretch) = (Matrix::IDENTITY, None, 1.0);
        let (size, spacing, word_spacing, leading, rise) = (0.0, 0.0, 0.0, 0.0, 0.0);
        State { matrix, font, size, spacing, word_spacing, stretch, leading, rise, mode: 0 }
    }
}

/// A marked stretch, and the text that it is given in the place of its glyphs (14.9.4).
struct Given {
    text: Option<String>,
    /// Where its glyphs begin.
    first: usize,
    unknown: u64,
}

struct Pen<'c> {
    content: &'c mut Content,
    drawn: Drawn,
    state: State,
    given: Vec<Given>,
}

impl Pen<'_> {
    /// The instructions of a page, which may lie in several streams.
    fn streams(&mut self, page: &Page) -> Vec<u8> {
        let mut all = Vec::new();
        let list = page.raw().get::<Array>("Contents");
        let streams: Vec<Stream> = match list {
            Some(list) => list.iter::<Stream>().collect(),
            None => page.raw().get::<Stream>("Contents").into_iter().collect(),
        };
        for stream in streams {
            match data(&stream, self.content.limit.saturating_sub(all.len() as u64)) {
                Some(data) => all.extend_from_slice(&data),
                None => self.drawn.damage("a stream of the page cannot be unpacked"),
            }
            all.push(b'\n');
        }
        all
    }

    fn run(&mut self, stream: &[u8], resources: &Resources, depth: usize) {
        let mut saved = Vec::new();
        let (mut line, mut text) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut operations = TypedIter::new(stream);
        while let Some(operation) = operations.next() {
            let Some(left) = self.content.left.checked_sub(1) else {
                self.drawn.damage("there are more instructions than any document needs; the rest is not read");
                return;
            };
            self.content.left = left;
            match operation {
                Op::SaveState(_) if saved.len() < SAVED => saved.push(self.state.clone()),
                Op::RestoreState(_) => self.state = saved.pop().unwrap_or_else(|| self.state.clone()),
                Op::Transform(m) => self.state.matrix = matrix([m.0, m.1, m.2, m.3, m.4, m.5]).then(self.state.matrix),
                Op::BeginText(_) => (line, text) = (Matrix::IDENTITY, Matrix::IDENTITY),
                Op::SetTextMatrix(m) => {
                    line = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                    text = line;
                }
                Op::NextLine(by) => next(&mut line, &mut text, by.0.as_f64(), by.1.as_f64()),
                Op::NextLineAndSetLeading(by) => {
                    self.state.leading = -by.1.as_f64();
                    next(&mut line, &mut text, by.0.as_f64(), by.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => next(&mut line, &mut text, 0.0, -self.state.leading),
                Op::ShowText(string) => self.show(string.0.as_bytes(), &mut text),
                Op::NextLineAndShowText(string) => {
                    next(&mut line, &mut text, 0.0, -self.state.leading);
                    self.show(string.0.as_bytes(), &mut text);
                }
                Op::ShowTextWithParameters(all) => {
                    (self.state.word_spacing, self.state.spacing) = (all.0.as_f64(), all.1.as_f64());
                    next(&mut line, &mut text, 0.0, -self.state.leading);
                    self.show(all.2.as_bytes(), &mut text);
                }
                Op::ShowTexts(list) => self.show_list(list.0, &mut text),
                Op::XObject(name) => self.object(name.0, resources, depth),
                Op::InlineImage(_) => self.image(),
                Op::BeginMarkedContent(_) => self.begin(None),
                Op::BeginMarkedContentWithProperties(marked) => self.begin(given(marked.1, resources)),
                Op::EndMarkedContent(_) => self.end(),
                other => self.set(&other, resources),
            }
        }
    }

    /// What only sets the state of text.
    fn set(&mut self, operation: &Op, resources: &Resources) {
        let state = &mut self.state;
        match operation {
            Op::CharacterSpacing(value) => state.spacing = value.0.as_f64(),
            Op::WordSpacing(value) => state.word_spacing = value.0.as_f64(),
            Op::HorizontalScaling(value) => state.stretch = value.0.as_f64() / 100.0,
            Op::TextLeading(value) => state.leading = value.0.as_f64(),
            Op::TextRise(value) => state.rise = value.0.as_f64(),
            Op::TextRenderingMode(value) => state.mode = value.0.as_i64(),
            Op::TextFont(font) => {
                let size = font.1.as_f64();
                let found = self.font(font.0, resources);
                (self.state.font, self.state.size) = (found, size);
            }
            _ => {}
        }
    }

    fn font(&mut self, name: &Name, resources: &Resources) -> Option<Rc<Font>> {
        let dict = resources.get_font(name)?;
        let Some(id) = dict.obj_id() else { return Some(Rc::new(Font::read(&dict))) };
        Some(Rc::clone(self.content.fonts.entry(id).or_insert_with(|| Rc::new(Font::read(&dict)))))
    }

    fn show_list(&mut self, list: &Array, text: &mut Matrix) {
        for object in list.iter::<Object>() {
            match object {
                Object::String(string) => self.show(string.as_bytes(), text),
                Object::Number(back) => {
                    *text = text.moved(-back.as_f64() / 1000.0 * self.state.size * self.state.stretch, 0.0);
                }
                _ => {}
            }
        }
    }

    /// Draws a string (9.4.4).
    fn show(&mut self, bytes: &[u8], text: &mut Matrix) {
        let state = self.state.clone();
        let Some(font) = state.font.as_ref() else {
            self.drawn.unknown += bytes.len() as u64;
            return;
        };
        for code in font.codes(bytes) {
            let word = if code.space { state.word_spacing } else { 0.0 };
            let own = code.width * state.size * state.stretch;
            let all = text.then(state.matrix);
            let (start, end) = (all.apply(0.0, state.rise), all.apply(own, state.rise));
            let top = all.apply(0.0, state.rise + state.size);
            let size = (top.0 - start.0).hypot(top.1 - start.1);
            *text = text.moved(own + (state.spacing + word) * state.stretch, 0.0);
            self.glyph(code.text, start, end, size, !matches!(state.mode, 3 | 7));
        }
    }

    fn glyph(&mut self, text: Option<String>, start: (f64, f64), end: (f64, f64), size: f64, inked: bool) {
        self.drawn.unknown += u64::from(text.is_none());
        if self.drawn.glyphs.len() >= GLYPHS {
            return self.drawn.damage("there are more letters than any page needs; the rest is not read");
        }
        self.drawn.glyphs.extend(Glyph::new(text.unwrap_or_default(), start, end, size, inked));
    }

    fn begin(&mut self, text: Option<String>) {
        self.given.push(Given { text, first: self.drawn.glyphs.len(), unknown: self.drawn.unknown });
    }

    /// Puts a text that is given in the place of its glyphs; it is where they are.
    fn end(&mut self) {
        let Some(Given { text: Some(text), first, unknown }) = self.given.pop() else { return };
        let first = first.min(self.drawn.glyphs.len());
        let glyphs = self.drawn.glyphs.split_off(first);
        // Marks are raised and narrow: the widest glyph stands on the line.
        let wide = |glyph: &&Glyph| glyph.to - glyph.from;
        let Some(one) = glyphs.iter().rev().max_by(|a, b| wide(a).total_cmp(&wide(b))) else { return };
        self.drawn.unknown = unknown;
        let edge = |least: fn(f64, f64) -> f64, of: fn(&Glyph) -> f64| glyphs.iter().map(of).fold(of(one), least);
        let (from, to) = (edge(f64::min, |glyph| glyph.from), edge(f64::max, |glyph| glyph.to));
        self.drawn.glyphs.push(Glyph { text, from, to, given: true, ..one.clone() });
    }

    fn object(&mut self, name: &Name, resources: &Resources, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else { return };
        match stream.dict().get::<Name>("Subtype").as_deref() {
            Some(b"Image") => self.image(),
            Some(b"Form") if depth >= DEPTH => self.drawn.damage("forms lie too deep inside each other"),
            Some(b"Form") => self.form(&stream, resources, depth),
            _ => {}
        }
    }

    /// Draws a form (8.10), with the fonts of its page where it has none of its own.
    fn form(&mut self, stream: &Stream, resources: &Resources, depth: usize) {
        let Some(data) = data(stream, self.content.limit) else {
            self.drawn.damage("a form cannot be unpacked");
            return;
        };
        let own = stream.dict().get::<Dict>("Resources").map(Resources::new);
        let numbers: Vec<Number> =
            stream.dict().get::<Array>("Matrix").map_or(Vec::new(), |list| list.iter::<Number>().take(6).collect());
        let before = self.state.clone();
        if let Ok(numbers) = <[Number; 6]>::try_from(numbers) {
            self.state.matrix = matrix(numbers).then(before.matrix);
        }
        self.run(&data, own.as_ref().unwrap_or(resources), depth + 1);
        self.state = before;
    }

    /// A picture fills the unit square (8.9.5).
    fn image(&mut self) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| self.state.matrix.apply(x, y));
        let edge = |least: fn(f64, f64) -> f64, first: f64, of: fn(&(f64, f64)) -> f64| {
            corners.iter().map(of).fold(first, least)
        };
        let low = (edge(f64::min, f64::INFINITY, |corner| corner.0), edge(f64::min, f64::INFINITY, |corner| corner.1));
        let high = (
            edge(f64::max, f64::NEG_INFINITY, |corner| corner.0),
            edge(f64::max, f64::NEG_INFINITY, |corner| corner.1),
        );
        if self.drawn.images.len() < GLYPHS {
            self.drawn.images.push(area(low, high));
        }
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}

fn next(line: &mut Matrix, text: &mut Matrix, x: f64, y: f64) {
    *line = line.moved(x, y);
    *text = *line;
}

/// The text that marked content is given, in itself or in the properties that it names.
fn given(properties: &Object, resources: &Resources) -> Option<String> {
    let dict = match properties {
        Object::Dict(dict) => dict.clone(),
        Object::Name(name) => resources.properties.get::<Dict>(name)?,
        _ => return None,
    };
    dict.get::<hayro_syntax::object::String>("ActualText").map(|text| text_string(text.as_bytes()))
}
