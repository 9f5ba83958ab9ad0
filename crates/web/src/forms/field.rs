//! One field: its label, what was typed, and beside it what is expected or what is wrong.

use maud::{Markup, html};

use super::typed::{Asks, Typed};
use crate::screen::Screen;

/// The list of names that entity fields complete from.
pub(crate) const NAMES: &str = "names";
/// The kinds that a field can make a card of: those that statements lean on.
const MAKES: [&str; 7] = ["place", "person", "body", "building", "museum", "object", "event"];

/// How a field is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// A line in any language.
    Line,
    /// A line in one language.
    In(&'static str),
    /// Several lines.
    Long,
    /// Digits, a date, a code: left to right in both languages.
    Latin,
    /// The name of a card.
    Card,
}

/// A field to be asked.
pub(crate) struct Ask<'a> {
    /// Its name in the form.
    pub(crate) name: &'a str,
    /// Its label, in words.
    pub(crate) label: &'a str,
    /// What is expected, in words; may be empty.
    pub(crate) help: &'a str,
    /// How it is typed.
    pub(crate) input: Input,
}

/// The field.
pub(crate) fn field(ask: &Ask<'_>, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let fault = typed.fault_of(ask.name);
    let note = format!("{}-note", ask.name);
    let noted = (fault.is_some() || !ask.help.is_empty()).then_some(note.as_str());
    html! {
        div.field {
            label for=(ask.name) { (ask.label) }
            (input(ask, typed, noted, fault.is_some()))
            @if let Some(note) = noted {
                small #(note) .fault[fault.is_some()] {
                    @match fault { Some(fault) => { (screen.say(fault.words)) @for part in &fault.parts { " " bdi { (part) } } }, None => (ask.help) }
                }
            }
            @if let Some(fault) = fault { (asked(ask.name, &fault.asks, typed, screen)) }
        }
    }
}

fn input(ask: &Ask<'_>, typed: &Typed, note: Option<&str>, faulty: bool) -> Markup {
    let (name, text) = (ask.name, typed.text(ask.name));
    let invalid = faulty.then_some("true");
    let (lang, dir) = match ask.input {
        Input::In(lang) => (Some(lang), if lang == "ar" { "rtl" } else { "ltr" }),
        Input::Latin => (None, "ltr"),
        _ => (None, "auto"),
    };
    let list = (ask.input == Input::Card).then_some(NAMES);
    html! {
        @if ask.input == Input::Long {
            textarea id=(name) name=(name) rows="3" dir="auto" aria-describedby=[note] aria-invalid=[invalid] { (text) }
        } @else {
            input id=(name) name=(name) value=(text) lang=[lang] dir=(dir) list=[list] autocomplete="off"
                aria-describedby=[note] aria-invalid=[invalid];
        }
    }
}

/// What a fault asks besides: which of several cards, or whether to make one.
fn asked(name: &str, asks: &Asks, typed: &Typed, screen: &Screen<'_>) -> Markup {
    match asks {
        Asks::Another => html! {},
        Asks::Which(cards) => {
            let options: Vec<(String, String)> =
                cards.iter().map(|(id, words)| (id.to_string(), words.clone())).collect();
            select(&format!("{name}.which"), &screen.say("which-card"), &options, typed)
        }
        Asks::Make => {
            let kinds = MAKES.iter().filter(|kind| screen.profiles.kinds.contains_key(**kind));
            let mut options = vec![(String::new(), screen.say("make-none"))];
            options.extend(kinds.map(|kind| ((*kind).to_owned(), screen.kind(kind))));
            select(&format!("{name}.make"), &screen.say("make-card"), &options, typed)
        }
    }
}

/// A choice of one.
pub(crate) fn select(name: &str, label: &str, options: &[(String, String)], typed: &Typed) -> Markup {
    html! {
        div.field {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for (value, words) in options {
                    option value=(value) selected[typed.text(name) == value] { (words) }
                }
            }
        }
    }
}

/// A choice of one whose fault stands beside it.
pub(crate) fn choice(ask: &Ask<'_>, options: &[(String, String)], typed: &Typed, screen: &Screen<'_>) -> Markup {
    html! {
        (select(ask.name, ask.label, options, typed))
        @if let Some(fault) = typed.fault_of(ask.name) { small.fault { (screen.say(fault.words)) } }
    }
}

/// A box to tick.
pub(crate) fn check(name: &str, label: &str, help: &str, typed: &Typed) -> Markup {
    let note = format!("{name}-note");
    html! {
        div.check {
            input id=(name) name=(name) type="checkbox" value="yes" checked[typed.is(name, "yes")]
                aria-describedby=[(!help.is_empty()).then_some(&note)];
            label for=(name) { (label) }
            @if !help.is_empty() { small #(note) { (help) } }
        }
    }
}

/// One of several ways, of which one is ticked.
pub(crate) fn radio(name: &str, value: &str, label: &str, typed: &Typed) -> Markup {
    let id = format!("{name}-{value}");
    html! {
        div.check {
            input id=(id) name=(name) type="radio" value=(value) checked[typed.text(name) == value];
            label for=(id) { (label) }
        }
    }
}

/// The names that entity fields complete from.
pub(crate) fn names(names: &[String]) -> Markup {
    html! { datalist #(NAMES) { @for name in names { option value=(name); } } }
}
