//! Labels for boxes, jars and packets, on sheets or from a roll: with name and place, or with nothing but a number, as what is
//! given out or carried about should have.

use daftar_register::claim::RegisterId;
use daftar_register::date::Lang;
use daftar_register::view::Load;
use daftar_register::{code_of, plain_number};
use maud::{Markup, html};
use serde::Serialize;

use crate::paper::{STYLE, alone_in};
use crate::words::{Digits, Words};

/// Sizes of labels: the id in an address or on the command line, the words, and how many are on a sheet. Those that begin with
/// `a4` are sheets: three across and seven down, two and seven, four and ten, five and thirteen; the others are rolls.
pub const LABEL_SIZES: [(&str, &str, usize); 7] = [
    ("a4-3x7", "labels-3x7", 21),
    ("a4-2x7", "labels-2x7", 14),
    ("a4-4x10", "labels-4x10", 40),
    ("a4-5x13", "labels-5x13", 65),
    ("roll", "labels-roll", usize::MAX),
    ("roll-57", "labels-roll-57", usize::MAX),
    ("roll-40", "labels-roll-40", usize::MAX),
];
/// How labels look.
const LABELS: &str = include_str!("../assets/labels.css");
/// The most labels of one print.
pub(crate) const MOST: usize = 2_000;

/// What stands on a label.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// The number, and nothing else: neither a name nor whose it is; its code holds the number alone.
    Number,
    /// Number, name and place; its code tells the notebook as well.
    Name,
}

/// Labels to be printed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Labels {
    /// One of [`LABEL_SIZES`].
    pub size: &'static str,
    /// How many of each.
    pub copies: usize,
    /// What stands on them.
    pub says: Says,
}

/// What labels are made of besides the things themselves.
pub(crate) struct Of<'l> {
    /// Whose they are.
    pub(crate) place: &'l str,
    /// The notebook.
    pub(crate) notebook: RegisterId,
    /// What a thing without a name is called.
    pub(crate) nameless: &'l str,
}

impl Labels {
    /// The size of that id.
    pub fn size(id: &str) -> Option<&'static str> {
        LABEL_SIZES.iter().find(|(known, ..)| *known == id).map(|(known, ..)| *known)
    }

    /// Whether a thing can have such a label: one that says nothing but a number needs a single plain one.
    pub fn fits(self, load: &Load) -> bool {
        self.says == Says::Name || plain_number(&load.numbers).is_some()
    }

    /// Whether so many things are too many for one print.
    pub fn is_too_much(self, things: usize) -> bool {
        things.saturating_mul(self.copies) > MOST
    }

    /// The labels of these things as a page by itself. `place` is the name of the notebook's place.
    pub fn page(self, loads: &[Load], place: &str, notebook: RegisterId, lang: Lang) -> String {
        let words = Words::of(lang, Digits::European);
        let of = Of { place, notebook, nameless: &words.say("nameless") };
        let title = words.say("labels");
        let body = html! { p.screen-only { (words.say("labels-how")) } (self.sheet(loads, &of)) };
        alone_in(lang, &title, &[STYLE, LABELS, ALONE].concat(), &body)
    }

    /// The labels, each as often as it is wanted, sheet by sheet: each has its own edges.
    pub(crate) fn sheet(self, loads: &[Load], of: &Of<'_>) -> Markup {
        let each = loads.iter().filter(|load| self.fits(load));
        let all: Vec<&Load> = each.flat_map(|load| std::iter::repeat_n(load, self.copies)).collect();
        let on_a_sheet =
            LABEL_SIZES.iter().find(|(known, ..)| *known == self.size).map_or(usize::MAX, |(.., many)| *many);
        html! {
            @for sheet in all.chunks(on_a_sheet) {
                div.labels.(self.size) { @for load in sheet { (self.one(load, of)) } }
            }
        }
    }

    fn one(self, load: &Load, of: &Of<'_>) -> Markup {
        match (self.says, plain_number(&load.numbers)) {
            (Says::Number, Some(number)) => html! {
                div.one-label.bare { (qr(&number)) div.text { @for number in &load.numbers { p.number { bdi { (number) } } } } }
            },
            _ => html! {
                div.one-label {
                    (qr(&code_of(of.notebook, &load.numbers, load.entity)))
                    div.text {
                        p.number { @for number in &load.numbers { bdi { (number) } " " } }
                        p.name { bdi { (load.name.as_deref().unwrap_or(of.nameless)) } }
                        p.quiet { bdi { (of.place) } }
                    }
                }
            },
        }
    }
}

/// What a page by itself needs beside the labels' own style.
const ALONE: &str = "* { box-sizing: border-box; } body.alone main:has(.labels) { max-inline-size: none; } \
    @media print { .screen-only { display: none; } }\n";

/// A code to be scanned.
pub(crate) fn qr(text: &str) -> Markup {
    qr_called(text, text)
}

/// The same, called otherwise than what is in it.
pub(crate) fn qr_called(text: &str, called: &str) -> Markup {
    let qr = daftar_paper::code(text);
    html! {
        svg.qr viewBox=(format!("0 0 {0} {0}", qr.size)) role="img" aria-label=(called) shape-rendering="crispEdges" {
            rect width=(qr.size) height=(qr.size) fill="#fff" {}
            path d=(qr.path) fill="#000" {}
        }
    }
}
