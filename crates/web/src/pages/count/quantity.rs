//! How much, in words.

use daftar_register::Book;
use daftar_register::view::stock::{Left, Line, Measure, Movement, Range, Unit, Units};
use maud::{Markup, html};

use crate::screen::Screen;
use crate::words::Said;

/// An amount with its unit: from and to, or one number.
pub(super) fn amount(range: Range, unit: Option<&Unit>, screen: &Screen<'_>) -> String {
    let text = match range.low == range.high {
        true => plain(range.low),
        false => format!("{}–{}", plain(range.low), plain(range.high)),
    };
    // Digits run from left to right in both languages, a range as well.
    format!("\u{2066}{}\u{2069} {}", screen.digits(&text), unit.map_or("", |unit| unit.words(screen.lang)))
}

/// With no more decimals than scales in use show.
fn plain(units: Units) -> String {
    let text = format!("{:.3}", units.to_f64());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What the book says is left.
pub(super) fn left(book: &Book, screen: &Screen<'_>) -> String {
    let stock = &book.stock;
    let told = |words: &str, range: Range| {
        screen.tell(words, &[("amount", Said::Text(&amount(range, stock.unit.as_ref(), screen)))])
    };
    match stock.left {
        Left::Unsaid => screen.say("count-book-unsaid"),
        Left::Some(range) => told("count-book", range),
        Left::PerhapsOverdrawn(range) => told("count-book-perhaps", range),
        Left::Overdrawn(range) => told("count-book-overdrawn", range),
    }
}

/// What a recount found, and how that stands beside what the book said before.
pub(super) fn found(line: &Line, unit: Option<&Unit>, screen: &Screen<'_>) -> Markup {
    html! {
        @if let Some(told) = &line.told { (amount(told.range, Some(&told.unit), screen)) }
        @else { (screen.say("count-amount-unclear")) }
        @if let Some(when) = &line.when { (screen.comma()) (screen.date(when)) }
        @match (line.differs, line.amount) {
            (Some(differs), _) => { ". " (difference(differs, unit, screen)) },
            (None, None) => { ". " (screen.say("count-not-compared")) },
            (None, Some(_)) => {},
        }
    }
}

fn difference(differs: Range, unit: Option<&Unit>, screen: &Screen<'_>) -> String {
    let told = |words: &str, range: Range| screen.tell(words, &[("amount", Said::Text(&amount(range, unit, screen)))]);
    let none = Range::default();
    match differs {
        _ if differs == none => screen.say("count-as-book"),
        _ if differs.high < Units::NONE => told("count-less", none.less(differs)),
        _ if differs.low > Units::NONE => told("count-more", differs),
        _ => screen.say("count-fits"),
    }
}

/// The recounts of a book, the latest first.
pub(super) fn recounts(book: &Book) -> impl Iterator<Item = &Line> {
    book.stock.lines.iter().rev().filter(|line| line.movement == Movement::Counted)
}

/// What a measure is called, in all its languages, and how many grams it holds.
pub(super) fn measure(measure: &Measure, screen: &Screen<'_>) -> String {
    format!("{} · {}", measure.names.join(" / "), amount(measure.grams, Some(&Unit::Grams), screen))
}
