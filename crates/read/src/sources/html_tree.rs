//! The tree of a web page, as the WHATWG's HTML standard builds it ("Parsing HTML documents"); nodes in one list, so that
//! neither building nor dropping it recurses.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// How much of the page is given to the parser between two looks at the limits, in bytes.
const PIECE: usize = 16 * 1024;

/// The number of a node.
pub(super) type Id = usize;

/// The document itself.
pub(super) const DOCUMENT: Id = 0;

/// A node and its neighbours.
#[derive(Default)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) parent: Option<Id>,
    pub(super) next: Option<Id>,
    previous: Option<Id>,
    pub(super) first: Option<Id>,
    last: Option<Id>,
    depth: usize,
}

/// What a node is.
#[derive(Default)]
pub(super) enum Kind {
    #[default]
    Document,
    Text(StrTendril),
    Comment(StrTendril),
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
        /// The content of a template, which is no child of it.
        template: Option<Id>,
    },
}

/// The tree that was built.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// How many bytes of the page were not looked at, because of the limits.
    pub(super) left: usize,
}

impl Tree {
    /// Builds the tree, up to `depth` elements inside each other and `count` nodes.
    pub(super) fn build(text: &str, depth: usize, count: usize) -> Tree {
        let mut parser = parse_document(Sink::new(), ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let at = (PIECE.min(rest.len())..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(at);
            parser.process(StrTendril::from_slice(piece));
            rest = after;
            let sink = &parser.tokenizer.sink.sink;
            if sink.deepest.get() > depth || sink.nodes.borrow().len() > count {
                break;
            }
        }
        Tree { nodes: parser.finish(), left: rest.len() }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Element { attributes, .. } => {
                attributes.iter().find(|one| &*one.name.local == name).map(|one| &*one.value)
            }
            _ => None,
        }
    }

    /// The name of an element; empty for what is none.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].kind {
            Kind::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// The text directly in a node.
    pub(super) fn text(&self, id: Id) -> String {
        let mut text = String::new();
        let mut child = self.nodes[id].first;
        while let Some(at) = child {
            if let Kind::Text(piece) = &self.nodes[at].kind {
                text.push_str(piece);
            }
            child = self.nodes[at].next;
        }
        text
    }
}

/// What the parser builds in.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<usize>,
}

impl Sink {
    fn new() -> Sink {
        Sink { nodes: RefCell::new(vec![Node::default()]), deepest: Cell::new(0) }
    }

    fn add(&self, kind: Kind) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { kind, ..Node::default() });
        nodes.len() - 1
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) = (nodes[id].parent.take(), nodes[id].previous.take(), nodes[id].next.take());
        match (previous, parent) {
            (Some(previous), _) => nodes[previous].next = next,
            (None, Some(parent)) => nodes[parent].first = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => nodes[next].previous = previous,
            (None, Some(parent)) => nodes[parent].last = previous,
            (None, None) => {}
        }
    }

    /// Puts a node under a parent, before a sibling or at the end.
    fn insert(&self, id: Id, parent: Id, before: Option<Id>) {
        self.detach(id);
        let mut nodes = self.nodes.borrow_mut();
        let previous = match before {
            Some(before) => nodes[before].previous.replace(id),
            None => nodes[parent].last.replace(id),
        };
        match previous {
            Some(previous) => nodes[previous].next = Some(id),
            None => nodes[parent].first = Some(id),
        }
        let depth = nodes[parent].depth + 1;
        let node = &mut nodes[id];
        (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, before, depth);
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Puts a node or a text under a parent; a text beside a text is one text.
    fn put(&self, child: NodeOrText<Id>, parent: Id, before: Option<Id>) {
        match child {
            NodeOrText::AppendNode(id) => self.insert(id, parent, before),
            NodeOrText::AppendText(text) => {
                let beside = {
                    let nodes = self.nodes.borrow();
                    before.map_or(nodes[parent].last, |before| nodes[before].previous)
                };
                if let Some(beside) = beside
                    && let Kind::Text(there) = &mut self.nodes.borrow_mut()[beside].kind
                {
                    there.push_tendril(&text);
                    return;
                }
                let id = self.add(Kind::Text(text));
                self.insert(id, parent, before);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        static NONE: std::sync::LazyLock<QualName> =
            std::sync::LazyLock::new(|| QualName::new(None, Default::default(), Default::default()));
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].kind {
            Kind::Element { name, .. } => name,
            _ => &NONE,
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Id {
        let template = flags.template.then(|| self.add(Kind::Document));
        self.add(Kind::Element { name, attributes, template })
    }

    fn create_comment(&self, text: StrTendril) -> Id {
        self.add(Kind::Comment(text))
    }

    fn create_pi(&self, _: StrTendril, data: StrTendril) -> Id {
        self.add(Kind::Comment(data))
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(child, *parent, None);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*element].parent;
        match parent {
            Some(parent) => self.put(child, parent, Some(*element)),
            None => self.put(child, *previous, None),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        match self.nodes.borrow()[*target].kind {
            Kind::Element { template: Some(template), .. } => template,
            _ => *target,
        }
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.put(child, parent, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].kind {
            for one in more {
                if attributes.iter().all(|known| known.name != one.name) {
                    attributes.push(one);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let first = || self.nodes.borrow()[*node].first;
        while let Some(child) = first() {
            self.insert(child, *parent, None);
        }
    }
}
