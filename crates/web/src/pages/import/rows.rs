//! The first rows of a list as they are understood, statement by statement, with what is doubted and refused.

use daftar_register::import::{Trouble, Understood, UnderstoodCell};
use daftar_register::view::value_words;
use maud::{Markup, html};

use super::columns::{Meant, label};
use crate::parts::why;
use crate::screen::Screen;
use crate::words::Said;

/// The rows.
pub(super) fn understood(meant: &Meant, screen: &Screen<'_>) -> Markup {
    html! {
        section.understood {
            h3 { (screen.say("import-rows")) }
            p { (screen.say("import-rows-lead")) }
            @for row in &meant.rows { (one(row, screen)) }
        }
    }
}

fn one(row: &Understood, screen: &Screen<'_>) -> Markup {
    html! {
        section.row-of-list {
            h4 {
                (screen.tell("import-row", &[("row", Said::Text(&row.row.to_string()))]))
                @if row.refused { " " span.mark { (screen.say("import-row-refused")) } }
            }
            @if !row.cells.is_empty() {
                dl.cells { @for cell in &row.cells {
                    dt { (label(&cell.property, screen.profiles, screen.lang)) " " small.quiet { bdi dir="auto" { (cell.column) } } }
                    dd { (said(cell, screen)) }
                } }
            }
            @if !row.pictures.is_empty() {
                p { (screen.say("import-row-pictures")) " " @for name in &row.pictures { bdi { (name) } " " } }
            }
            (troubles(&row.troubles, screen))
        }
    }
}

fn said(cell: &UnderstoodCell, screen: &Screen<'_>) -> Markup {
    let words = cell.value.as_ref().map(|value| screen.digits(&value_words(value, screen.lang, screen.profiles)));
    html! {
        @if let Some(words) = &words { bdi dir="auto" { (words) } }
        @if let Some((name, kind)) = &cell.names {
            bdi dir="auto" { (name) } " " span.quiet { "(" (screen.kind(kind)) ")" }
        }
        @if let Some(quote) = cell.quote.as_ref().filter(|quote| Some(*quote) != words.as_ref()) {
            " " span.quiet { (screen.say("import-written")) " " q { bdi dir="auto" { (quote) } } }
        }
    }
}

/// What is to be looked at: the column, what stands there, what it is, what to do.
pub(super) fn troubles(all: &[Trouble], screen: &Screen<'_>) -> Markup {
    html! {
        @if !all.is_empty() {
            ul.plain.troubles {
                @for one in all {
                    li {
                        @if let Some(column) = &one.column { span.mark { bdi dir="auto" { (column) } } " " }
                        @if let Some(value) = &one.value { q { bdi dir="auto" { (value) } } " " }
                        b { (why::words(&one.why, screen)) }
                        @if let Some(remedy) = why::remedy(&one.why, screen) { " " span.quiet { (remedy) } }
                    }
                }
            }
        }
    }
}
