//! The receipt of a handover as a page by itself, to be printed and signed: in both languages, whichever is asked for.

use daftar_register::date::Lang;
use daftar_register::view::Load;
use daftar_register::{Handed, Receipt};
use maud::{Markup, html};

use crate::paper::alone;
use crate::words::{Digits, Words};

/// What stands on a receipt about the handover itself: its properties, with the ids of their words.
pub(crate) const TOLD: [(&str, &str); 5] = [
    ("date", "handover-day"),
    ("from-whom", "handover-from"),
    ("to-whom", "handover-to"),
    ("terms", "handover-terms"),
    ("description", "handover-words"),
];

/// Words in both languages, whichever the screen has.
pub(crate) fn both(id: &str) -> Markup {
    html! {
        span lang="en" dir="ltr" { (Words::of(Lang::En, Digits::European).say(id)) }
        " · " span lang="ar" dir="rtl" { (Words::of(Lang::Ar, Digits::European).say(id)) }
    }
}

/// Room for both to sign.
pub(crate) fn signatures() -> Markup {
    html! {
        div.signatures {
            @for words in ["handover-from", "handover-to"] {
                div.signature { p { (both(words)) } p.rule {} p { (both("receipt-name")) } p.rule {} p { (both("receipt-signature")) } p.rule {} p { (both("receipt-date")) } }
            }
        }
    }
}

/// The page. `place` is the name of the notebook's place; values
/// are in the language in which the receipt was asked for, which gives the page its direction.
pub fn receipt_page(receipt: &Receipt, place: &str, lang: Lang) -> String {
    let words = Words::of(lang, Digits::European);
    let title = format!("{} · {place}", words.say("receipt"));
    alone(lang, &title, &html! { article.receipt { (body(receipt, place, &words)) } })
}

fn body(receipt: &Receipt, place: &str, words: &Words) -> Markup {
    html! {
        header {
            p.kind { bdi { (place) } " · " (words.say("printed-on")) " " bdi dir="ltr" { (receipt.today) } " · " (words.say("printed-restricted")) }
            h1 { (both("receipt")) }
        }
        dl {
            @for (property, label) in TOLD {
                @let told: Vec<&str> = receipt.values(property).map(|one| one.value.words.as_str()).collect();
                @if !told.is_empty() { dt { (both(label)) } dd { @for one in told { p dir="auto" { (one) } } } }
            }
        }
        h2 { (both("handover-what")) }
        table {
            thead { tr { th scope="col" { (both("column-what")) } th scope="col" { (both("receipt-state")) } } }
            tbody { @for thing in &receipt.things { (row(thing, words)) } }
        }
        p { (both("receipt-count")) ": " bdi { (receipt.things.len()) } }
        (signatures())
    }
}

fn row(thing: &Handed, words: &Words) -> Markup {
    html! {
        tr {
            td {
                (called(&thing.load, words))
                @if !thing.inside.is_empty() { ul { @for one in &thing.inside { li { (called(one, words)) } } } }
            }
            td { @for state in &thing.states { p dir="auto" { (state) } } @if thing.states.is_empty() { p.rule {} } }
        }
    }
}

fn called(load: &Load, words: &Words) -> Markup {
    let name = load.name.clone().unwrap_or_else(|| words.say("nameless"));
    html! {
        @for number in &load.numbers { bdi { b { (number) } } " " }
        @if load.numbers.is_empty() { (words.say("load-no-number")) " " }
        bdi { (name) }
    }
}
