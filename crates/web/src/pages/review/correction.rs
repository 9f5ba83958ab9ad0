//! The form in which a suggestion is corrected, made from what its property declares.

use daftar_register::claim::Certainty;
use daftar_register::claim::profile::Property;
use maud::{Markup, html};

use super::desk::{Desk, Suggestion};
use super::html::{action, hidden};
use crate::screen::Screen;

/// The form, folded unless something in it did not fit.
pub(super) fn form(one: &Suggestion, data: &Desk, screen: &Screen<'_>) -> Markup {
    let property = screen.profiles.property(&one.draft.claim.property);
    let typed = &data.typed;
    let failed = data.fault.is_some_and(|fault| fault.field != "card");
    html! {
        details.fold #correct open[failed] {
            summary { (screen.say("review-correct")) }
            form method="post" action=(action(data, screen)) {
                (hidden(one, data, screen))
                (self::value(property, data, screen))
                (line("when", "review-when", "review-when-help", &typed.when, data, screen))
                (line("stated", "review-stated", "review-when-help", &typed.stated, data, screen))
                (speaker(data, screen))
                (chosen("certainty", "review-certainty", &CERTAINTIES, &typed.certainty, screen))
                (quote(data, screen))
                (named("about", "review-about", &typed.about, data, screen))
                (make(data, screen))
                p.actions { button name="act" value="correct" { (screen.say("review-record-corrected")) } }
                datalist #names { @for name in &data.names { option value=(name) {} } }
            }
        }
    }
}

const CERTAINTIES: [(&str, &str); 4] = [
    ("", "certainty-plain"),
    ("possible", "said-possible"),
    ("probable", "said-probable"),
    ("doubtful", "said-doubtful"),
];
const SAYS: [(&str, &str); 3] = [("value", "says-value"), ("unknown", "says-unknown"), ("none", "says-none")];
const VOICES: [(&str, &str); 3] = [("source", "voice-source"), ("card", "voice-card"), ("unnamed", "voice-unnamed")];
const LANGUAGES: [(&str, &str); 3] = [("", "lang-unsaid"), ("en", "lang-en"), ("ar", "lang-ar")];

/// The id of the words for a certainty.
pub(super) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Possible => "said-possible",
        Certainty::Probable => "said-probable",
        Certainty::Doubtful => "said-doubtful",
    }
}

fn value(property: Option<&Property>, data: &Desk, screen: &Screen<'_>) -> Markup {
    let typed = &data.typed;
    let field = match property.map(|property| property.value.as_str()) {
        Some("text") => html! {
            (area("value", "review-value", &typed.value, data, screen))
            (chosen("value_lang", "review-lang", &LANGUAGES, &typed.value_lang, screen))
        },
        Some("code") => code(property, data, screen),
        Some("entity") => named("value", "review-value", &typed.value, data, screen),
        Some("number") => line("value", "review-value", "review-fault-number", &typed.value, data, screen),
        Some("count") => line("value", "review-value", "fault-count", &typed.value, data, screen),
        Some("date") => line("value", "review-value", "review-date-help", &typed.value, data, screen),
        Some("geometry") => line("value", "review-value", "fault-geometry", &typed.value, data, screen),
        _ => return html! {},
    };
    html! { (field) (chosen("says", "review-says", &SAYS, &typed.says, screen)) }
}

/// A pick-list of codes, or of kinds.
fn code(property: Option<&Property>, data: &Desk, screen: &Screen<'_>) -> Markup {
    let scheme = property.and_then(|property| screen.profiles.scheme_of(property));
    let codes = scheme.into_iter().flat_map(|scheme| &scheme.codes);
    let codes = codes.map(|code| (code.id.as_str(), code.label.in_language(screen.tag())));
    let is_kind = property.is_some_and(|property| property.scheme.as_deref() == Some("kind"));
    let kinds = screen.profiles.kinds.values().filter(|_| is_kind);
    let kinds = kinds.map(|kind| (kind.id.as_str(), kind.label.in_language(screen.tag())));
    let options: Vec<(&str, &str)> = codes.chain(kinds).collect();
    let stays = options.iter().all(|(id, _)| *id != data.typed.value);
    html! {
        div.field {
            label for="value" { (screen.say("review-value")) }
            select #value name="value" {
                @if stays { option value=(data.typed.value) selected { (data.typed.value) } }
                @for (id, label) in options { option value=(id) selected[id == data.typed.value] { (label) } }
            }
        }
    }
}

/// A line of text, with what it expects, or what did not fit.
fn line(name: &str, label: &str, help: &str, typed: &str, data: &Desk, screen: &Screen<'_>) -> Markup {
    let fault = data.fault.filter(|fault| fault.field == name);
    let note = format!("{name}-note");
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            input #(name) name=(name) value=(typed) dir="auto" autocomplete="off" aria-describedby=(note)
                aria-invalid=[fault.map(|_| "true")];
            small id=(note) .fault[fault.is_some()] { (screen.say(fault.map_or(help, |fault| fault.words))) }
        }
    }
}

/// The name of a card.
fn named(name: &str, label: &str, typed: &str, data: &Desk, screen: &Screen<'_>) -> Markup {
    let fault = data.fault.filter(|fault| fault.field == name);
    let note = format!("{name}-note");
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            input #(name) name=(name) value=(typed) dir="auto" list="names" autocomplete="off" aria-describedby=(note)
                aria-invalid=[fault.map(|_| "true")];
            small id=(note) .fault[fault.is_some()] {
                (screen.say(fault.map_or("review-name-help", |fault| fault.words)))
            }
        }
    }
}

fn area(name: &str, label: &str, typed: &str, data: &Desk, screen: &Screen<'_>) -> Markup {
    let fault = data.fault.filter(|fault| fault.field == name);
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            textarea #(name) name=(name) rows="3" dir="auto" aria-invalid=[fault.map(|_| "true")] { (typed) }
            @if let Some(fault) = fault { small.fault { (screen.say(fault.words)) } }
        }
    }
}

fn chosen(name: &str, label: &str, options: &[(&str, &str)], typed: &str, screen: &Screen<'_>) -> Markup {
    let other = options.iter().all(|(value, _)| *value != typed);
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            select #(name) name=(name) {
                @if other { option value=(typed) selected { (typed) } }
                @for (value, words) in options { option value=(value) selected[*value == typed] { (screen.say(words)) } }
            }
        }
    }
}

fn speaker(data: &Desk, screen: &Screen<'_>) -> Markup {
    html! {
        (chosen("voice", "review-voice", &VOICES, &data.typed.voice, screen))
        (named("speaker", "review-speaker", &data.typed.speaker, data, screen))
    }
}

/// The words of the source; a script tells where in the text they were selected.
fn quote(data: &Desk, screen: &Screen<'_>) -> Markup {
    html! {
        (area("quote", "review-quote", &data.typed.quote, data, screen))
        input #start type="hidden" name="start" value=(data.typed.start);
    }
}

/// Of which kind a card is made for a name that nobody has.
fn make(data: &Desk, screen: &Screen<'_>) -> Markup {
    html! {
        div.field {
            label for="make" { (screen.say("review-make")) }
            select #make name="make" {
                option value="" { (screen.say("review-make-none")) }
                @for kind in screen.profiles.kinds.values() {
                    option value=(kind.id) selected[kind.id == data.typed.make] { (kind.label.in_language(screen.tag())) }
                }
            }
        }
    }
}
