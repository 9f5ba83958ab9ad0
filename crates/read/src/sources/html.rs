//! A saved web page to text: what a reader sees goes line by line, each with the path of its element; what a style that is
//! written on an element hides is kept and marked. Style sheets are not applied: what they alone hide reads as seen, and
//! their number is told.

use std::collections::HashMap;

use html5ever::tendril::StrTendril;

use super::SourceError;
use super::charset::decode;
use super::html_facts::{charset, comment, facts};
use super::html_tree::{DOCUMENT, Id, Kind, Tree};
use super::out::Out;
use super::place::{Hiding, Mark, Place};
use super::report::Missing;

/// Elements that stand on lines of their own ("Rendering", 15.3, `display: block` and tables).
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "optgroup",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// Elements whose text nobody is to read as such.
const NO_TEXT: [&str; 9] = ["script", "style", "title", "object", "iframe", "canvas", "audio", "video", "svg"];

/// Reads a page; `said` is the encoding that stands outside of it.
pub(super) fn read(bytes: &[u8], said: Option<&str>, out: &mut Out) -> Result<(), SourceError> {
    let found = said.map(str::to_owned).or_else(|| charset(bytes));
    let text = decode(bytes, found.as_deref(), "", out);
    let tree = Tree::build(&text, out.limits.depth, out.limits.nodes);
    drop(text);
    facts(&tree, out);
    Walk { tree: &tree, path: Vec::new(), hidden: Vec::new(), kept: 0, silent: 0, paths: 0 }.document(out)?;
    if tree.left > 0 {
        let limit = (out.limits.depth, out.limits.nodes);
        let why = format!(
            "the last {} bytes: more than {} elements inside each other, or {} nodes",
            tree.left, limit.0, limit.1
        );
        out.unread(Missing::Damaged, "", Some(&why));
    }
    out.line()
}

/// The way through a tree, in the order of the page.
struct Walk<'t> {
    tree: &'t Tree,
    /// The elements around, each with the length of its step in the path.
    path: Vec<String>,
    /// How the elements around hide their text, each by the depth at which it begins.
    hidden: Vec<(usize, Hiding)>,
    /// How many elements around keep white space as it is.
    kept: usize,
    /// How many elements around hold no text to be read.
    silent: usize,
    /// How many bytes all paths have so far: many elements deep inside each other have long ones.
    paths: u64,
}

impl Walk<'_> {
    /// Every node, without recursion: what is to be left stands on a stack of its own.
    fn document(&mut self, out: &mut Out) -> Result<(), SourceError> {
        let mut open: Vec<(Id, Steps)> = vec![(DOCUMENT, Steps::of(self.tree, DOCUMENT))];
        while let Some((id, steps)) = open.last_mut() {
            let id = *id;
            let Some((child, number)) = steps.next(self.tree) else {
                open.pop();
                self.leave(id, out)?;
                continue;
            };
            match &self.tree.nodes[child].kind {
                Kind::Text(text) => self.text(text, out)?,
                Kind::Comment(text) => comment(text, out),
                Kind::Document => open.push((child, Steps::of(self.tree, child))),
                Kind::Element { .. } => {
                    self.path.push(step(self.tree.name(child), number));
                    self.enter(child, out)?;
                    open.push((child, Steps::of(self.tree, child)));
                }
            }
        }
        Ok(())
    }

    fn enter(&mut self, id: Id, out: &mut Out) -> Result<(), SourceError> {
        let name = self.tree.name(id);
        let depth = self.path.len();
        self.hidden.extend(hiding(self.tree, id).map(|hiding| (depth, hiding)));
        self.kept += usize::from(matches!(name, "pre" | "textarea"));
        self.silent += usize::from(NO_TEXT.contains(&name));
        self.missing(id, name, out);
        if matches!(name, "td" | "th") && !out.at_gap() {
            return out.push("\t");
        }
        match name {
            "br" => out.line(),
            name if BLOCKS.contains(&name) => out.paragraph(),
            _ => Ok(()),
        }
    }

    fn leave(&mut self, id: Id, out: &mut Out) -> Result<(), SourceError> {
        if !matches!(self.tree.nodes[id].kind, Kind::Element { .. }) {
            return Ok(());
        }
        let name = self.tree.name(id);
        self.kept -= usize::from(matches!(name, "pre" | "textarea"));
        self.silent -= usize::from(NO_TEXT.contains(&name));
        self.hidden.retain(|(depth, _)| *depth < self.path.len());
        self.path.pop();
        if BLOCKS.contains(&name) { out.paragraph() } else { Ok(()) }
    }

    /// What an element stands for that is no text.
    fn missing(&self, id: Id, name: &str, out: &mut Out) {
        let attribute = |name: &str| self.tree.attribute(id, name);
        let what = match name {
            "img" | "image" | "svg" => Missing::Image,
            "audio" | "video" | "canvas" | "embed" | "object" => Missing::Media,
            "iframe" | "frame" => Missing::UnknownPart,
            "script" => Missing::Script,
            "style" => Missing::StyleSheet,
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("stylesheet")) => Missing::StyleSheet,
            "math" => Missing::Field,
            _ => return,
        };
        let address = attribute("src").or_else(|| attribute("href")).or_else(|| attribute("data"));
        let remote = address.filter(|address| {
            let start = address.get(..8).unwrap_or(address).to_ascii_lowercase();
            start.starts_with("http:") || start.starts_with("https:") || start.starts_with("//")
        });
        let here = address.filter(|address| !address.starts_with("data:"));
        let label = attribute("alt").filter(|alt| !alt.trim().is_empty()).or(here);
        out.unread(what, &self.place(), label);
        if remote.is_some() {
            out.unread(Missing::Remote, &self.place(), remote);
        }
    }

    fn text(&mut self, text: &StrTendril, out: &mut Out) -> Result<(), SourceError> {
        if self.silent > 0 {
            return Ok(());
        }
        self.paths += self.path.iter().map(|step| step.len() as u64 + 3).sum::<u64>();
        if self.paths > out.limits.unpacked {
            let part = "the list of places in the web page".to_owned();
            return Err(SourceError::Bomb { part, found: self.paths, unit: "bytes", limit: out.limits.unpacked });
        }
        let place = || Place::Element { path: self.place() };
        let marks = || self.hidden.last().map(|(_, hiding)| Mark::Hidden(*hiding)).into_iter().collect();
        if self.kept > 0 {
            let text = text.replace("\r\n", "\n").replace('\0', "\u{fffd}");
            return out.place(&text, place(), marks());
        }
        let words = collapsed(text, out.at_gap());
        match words.strip_prefix(' ') {
            Some("") => out.push(" "),
            Some(rest) => {
                out.push(" ")?;
                out.place(rest, place(), marks())
            }
            None => out.place(&words, place(), marks()),
        }
    }

    fn place(&self) -> String {
        self.path.join(" > ")
    }
}

/// The children of a node, and of a template's content before them, each with its number among those of its name.
struct Steps {
    next: Option<Id>,
    template: Option<Id>,
    counts: HashMap<String, u32>,
}

impl Steps {
    fn of(tree: &Tree, id: Id) -> Steps {
        let template = match tree.nodes[id].kind {
            Kind::Element { template, .. } => template,
            _ => None,
        };
        Steps { next: tree.nodes[id].first, template, counts: HashMap::new() }
    }

    fn next(&mut self, tree: &Tree) -> Option<(Id, u32)> {
        if let Some(template) = self.template.take() {
            return Some((template, 0));
        }
        let id = self.next?;
        self.next = tree.nodes[id].next;
        if !matches!(tree.nodes[id].kind, Kind::Element { .. }) {
            return Some((id, 0));
        }
        let count = self.counts.entry(tree.name(id).to_owned()).or_default();
        *count += 1;
        Some((id, *count))
    }
}

fn step(name: &str, number: u32) -> String {
    if matches!(name, "html" | "head" | "body") { name.to_owned() } else { format!("{name}:nth-of-type({number})") }
}

/// How an element hides its text, as far as it says so itself.
fn hiding(tree: &Tree, id: Id) -> Option<Hiding> {
    match tree.name(id) {
        "noscript" => return Some(Hiding::NoScript),
        "template" => return Some(Hiding::Template),
        _ => {}
    }
    let style = tree.attribute(id, "style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    for one in style.split(';') {
        let (property, value) = one.split_once(':').unwrap_or_default();
        let value = value.trim_end_matches("!important");
        let nothing = value
            .trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%')
            .parse::<f64>()
            .is_ok_and(|size| size == 0.0);
        match property {
            "display" if value == "none" => return Some(Hiding::Element),
            "visibility" if matches!(value, "hidden" | "collapse") => return Some(Hiding::Element),
            "opacity" if nothing => return Some(Hiding::Element),
            "font-size" if nothing => return Some(Hiding::NoSize),
            _ => {}
        }
    }
    tree.attribute(id, "hidden").map(|_| Hiding::Element)
}

/// White space as a page shows it: one space for any, none after another (HTML's `white-space: normal`).
fn collapsed(text: &str, mut gap: bool) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        let white = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if !(white && gap) {
            words.push(if white {
                ' '
            } else if c == '\0' {
                '\u{fffd}'
            } else {
                c
            });
        }
        gap = white;
    }
    words
}
