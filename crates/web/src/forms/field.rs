//! One field: its label, what was typed, and beside it what is expected or what is wrong.

use daftar_register::Offered;
use maud::{Markup, html};

use super::named::pick;
use super::typed::{Asks, Typed};
use crate::address::with_query;
use crate::screen::Screen;

/// The list of names that entity fields complete from.
pub(crate) const NAMES: &str = "names";
/// The kinds that a field can make a card of: those that statements lean on.
const MAKES: [&str; 11] =
    ["place", "person", "family", "body", "building", "museum", "object", "accession", "lot", "land", "event"];

/// How a field is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input<'a> {
    /// A line in any language.
    Line,
    /// A line in one language; what was said before under the property is offered.
    In(&'static str, &'a str),
    /// Several lines.
    Long,
    /// Digits, a date, a code: left to right in both languages.
    Latin,
    /// A number, on a phone from the keys for digits.
    Amount,
    /// The name of a card.
    Card,
    /// The name of a card that is usually of this kind.
    CardOf(&'a str),
}

impl Input<'_> {
    fn is_card(self) -> bool {
        matches!(self, Input::Card | Input::CardOf(_))
    }

    /// Where scripts ask for what begins as what is typed.
    fn offers(self, screen: &Screen<'_>) -> Option<String> {
        let asked = match self {
            Input::In(lang, property) => ("/said.json", vec![("property", property), ("in", lang)]),
            Input::Card => ("/names.json", vec![]),
            Input::CardOf(kind) => ("/names.json", vec![("of", kind)]),
            _ => return None,
        };
        Some(with_query(asked.0, asked.1.into_iter().chain([("lang", screen.tag())])))
    }
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
    pub(crate) input: Input<'a>,
}

/// The field.
pub(crate) fn field(ask: &Ask<'_>, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let fault = typed.fault_of(ask.name);
    let note = format!("{}-note", ask.name);
    let noted = (fault.is_some() || !ask.help.is_empty()).then_some(note.as_str());
    html! {
        div.field {
            label for=(ask.name) { (ask.label) }
            (input(ask, typed, noted, screen))
            @if let Some(note) = noted {
                small #(note) .fault[fault.is_some()] {
                    @match fault { Some(fault) => { (screen.say(fault.words)) @for part in &fault.parts { " " bdi { (part) } } }, None => (ask.help) }
                }
            }
            @if let Some(fault) = fault { (asked(ask.name, &fault.asks, typed, screen)) }
        }
    }
}

/// A field of which label and help are words of the site, by their ids; an empty one says nothing.
pub(crate) fn line(
    name: &str,
    label: &str,
    help: &str,
    input: Input<'_>,
    typed: &Typed,
    screen: &Screen<'_>,
) -> Markup {
    field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input }, typed, screen)
}

fn input(ask: &Ask<'_>, typed: &Typed, note: Option<&str>, screen: &Screen<'_>) -> Markup {
    let (name, text) = (ask.name, typed.text(ask.name));
    let invalid = typed.fault_of(name).is_some().then_some("true");
    let (lang, dir) = match ask.input {
        Input::In(lang, _) => (Some(lang), if lang == "ar" { "rtl" } else { "ltr" }),
        Input::Latin | Input::Amount => (None, "ltr"),
        _ => (None, "auto"),
    };
    let list = ask.input.is_card().then_some(NAMES);
    let first = typed.is_new(name);
    let digits = ask.input == Input::Amount;
    html! {
        @if ask.input == Input::Long {
            textarea id=(name) name=(name) rows="3" dir="auto" aria-describedby=[note] aria-invalid=[invalid] { (text) }
        } @else {
            input id=(name) name=(name) value=(text) lang=[lang] dir=(dir) list=[list] autocomplete="off"
                inputmode=[digits.then_some("decimal")] class=[digits.then_some("amount")] data-offers=[ask.input.offers(screen)] autofocus[first] aria-describedby=[note] aria-invalid=[invalid];
        }
    }
}

/// What a fault asks besides: which of several cards, or whether to make one.
fn asked(name: &str, asks: &Asks, typed: &Typed, screen: &Screen<'_>) -> Markup {
    match asks {
        Asks::Another => html! {},
        Asks::Which(cards) => {
            // One alone is offered as it is: saving once more takes it. Of several none is taken for the keeper.
            let mut options: Vec<(String, String)> =
                cards.iter().map(|(id, words)| (id.to_string(), words.clone())).collect();
            if cards.len() > 1 {
                options.insert(0, (String::new(), screen.say("which-none")));
            }
            html! {
                (select(&format!("{name}.which"), &screen.say("which-card"), &options, typed))
                (make(name, typed, screen))
            }
        }
        Asks::Make => make(name, typed, screen),
    }
}

/// Whether a new card is to be made, and of which kind.
fn make(name: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let kinds = MAKES.iter().filter(|kind| screen.profiles.kinds.contains_key(**kind));
    let mut options = vec![(String::new(), screen.say("make-none"))];
    options.extend(kinds.map(|kind| ((*kind).to_owned(), screen.kind(kind))));
    select(&format!("{name}.make"), &screen.say("make-card"), &options, typed)
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

/// The cards that entity fields complete from, each so that it is picked and no other of its name.
pub(crate) fn names(cards: &[Offered], screen: &Screen<'_>) -> Markup {
    html! {
        datalist #(NAMES) {
            @for card in cards { option value=(pick(card.entity, &card.name)) { (kinds(card, screen)) } }
        }
    }
}

/// The kinds of a card that is offered, in words.
pub(crate) fn kinds(card: &Offered, screen: &Screen<'_>) -> String {
    card.kinds.iter().map(|kind| screen.kind(kind)).collect::<Vec<_>>().join(screen.comma())
}
