//! The fields of a value: what a profile says a property takes decides what is asked.

use daftar_register::claim::Value;
use daftar_register::claim::profile::Property;
use daftar_register::view::{NUMBER, value_words};
use maud::{Markup, html};

use super::field::{Ask, Input, choice, field};
use super::typed::{MORE, Typed, row};
use crate::screen::Screen;
use crate::words::Said;

/// The types that no form asks: they are made by what the program does, not typed.
const NOT_ASKED: [&str; 3] = ["file", "preference", "custody"];

/// Whether a form asks for this property at all.
pub(crate) fn is_asked(property: &Property) -> bool {
    !NOT_ASKED.contains(&property.value.as_str())
}

/// How many languages a text is asked in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// English and Arabic, side by side; either is enough. Where there may be many values, another can be asked for.
    Pairs,
    /// English and Arabic, of one value.
    Pair,
    /// One, in whichever language.
    One,
}

/// The fields of a property's values.
pub(crate) fn fields(property: &Property, texts: Texts, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let id = property.id.as_str();
    let label = property.label.in_language(screen.tag());
    if texts != Texts::Pairs || !property.many {
        return one(property, id, label, texts, typed, screen);
    }
    html! {
        @for number in 1..=typed.rows(id) {
            @let label = if number == 1 { label.to_owned() } else { format!("{label} · {}", screen.digits(&number.to_string())) };
            (one(property, &row(id, number), &label, texts, typed, screen))
        }
        p.another {
            button.second name=(MORE) value=(id) formnovalidate { (screen.tell("value-another", &[("label", Said::Text(label))])) }
        }
    }
}

/// The fields of one value; their names begin with `id`.
fn one(property: &Property, id: &str, label: &str, texts: Texts, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let latin = |part: &str, label: &str, help: &str| {
        field(&Ask { name: &format!("{id}.{part}"), label, help, input: Input::Latin }, typed, screen)
    };
    match property.value.as_str() {
        // Numbers are in no language.
        "text" if is_number(property) && texts == Texts::Pairs => latin("text", label, ""),
        "text" => text(property, id, label, texts, typed, screen),
        "number" => group(
            label,
            html! {
                (latin("number", &screen.say("value-number"), &screen.say("value-number-help")))
                (latin("unit", &screen.say("value-unit"), ""))
            },
        ),
        "count" => group(
            label,
            html! {
                (latin("low", &screen.say("value-low"), ""))
                (latin("best", &screen.say("value-best"), ""))
                (latin("high", &screen.say("value-high"), ""))
            },
        ),
        "date" => latin("date", label, &screen.say("value-date-help")),
        "code" => code(property, id, label, typed, screen),
        "entity" => {
            let help = screen.say("value-card-help");
            let input = property.of_kind.as_deref().map_or(Input::Card, Input::CardOf);
            field(&Ask { name: &format!("{id}.entity"), label, help: &help, input }, typed, screen)
        }
        "geometry" => group(
            label,
            html! {
                (latin("lat", &screen.say("value-lat"), &screen.say("value-lat-help")))
                (latin("lon", &screen.say("value-lon"), &screen.say("value-lon-help")))
                (latin("metres", &screen.say("value-metres"), ""))
            },
        ),
        _ => html! {},
    }
}

fn is_number(property: &Property) -> bool {
    property.id.as_str() == NUMBER
}

/// Fields that belong together.
fn group(label: &str, fields: Markup) -> Markup {
    html! { fieldset.ask { legend { (label) } div.pair { (fields) } } }
}

const ENGLISH: (&str, &str) = ("en", "English");
const ARABIC: (&str, &str) = ("ar", "العربية");

fn text(property: &Property, id: &str, label: &str, texts: Texts, typed: &Typed, screen: &Screen<'_>) -> Markup {
    if texts == Texts::One {
        return one_text(id, label, typed, screen);
    }
    let both = if screen.tag() == "ar" { [ARABIC, ENGLISH] } else { [ENGLISH, ARABIC] };
    group(
        label,
        html! {
            @for (lang, name) in both {
                @let input = Input::In(lang, property.id.as_str());
                (field(&Ask { name: &format!("{id}.{lang}"), label: name, help: "", input }, typed, screen))
            }
        },
    )
}

fn one_text(id: &str, label: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let name = format!("{id}.lang");
    let mut options = vec![(String::new(), screen.say("value-lang-none"))];
    options.extend([ENGLISH, ARABIC].map(|(lang, name)| (lang.to_owned(), name.to_owned())));
    let other = typed.text(&name);
    if !options.iter().any(|(lang, _)| lang == other) {
        options.push((other.to_owned(), other.to_owned()));
    }
    html! {
        (field(&Ask { name: &format!("{id}.text"), label, help: "", input: Input::Long }, typed, screen))
        (super::field::select(&name, &screen.say("value-lang"), &options, typed))
    }
}

fn code(property: &Property, id: &str, label: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let name = format!("{id}.code");
    let mut options = vec![(String::new(), screen.say("value-code-none"))];
    if property.scheme.as_deref() == Some("kind") {
        options.extend(screen.profiles.kinds.keys().map(|kind| (kind.clone(), screen.kind(kind))));
    } else if let Some(scheme) = screen.profiles.scheme_of(property) {
        options.extend(scheme.codes.iter().map(|c| (c.id.clone(), c.label.in_language(screen.tag()).to_owned())));
        for other in screen.profiles.mapped_onto(&scheme.id) {
            let words = |code: &str| value_words(&Value::code(&other.id, code), screen.lang, screen.profiles);
            options.extend(other.codes.iter().map(|c| (format!("{}/{}", other.id, c.id), words(&c.id))));
        }
    }
    choice(&Ask { name: &name, label, help: "", input: Input::Line }, &options, typed, screen)
}

/// How dates are written, in words, with an example each.
pub(crate) fn date_help(screen: &Screen<'_>) -> Markup {
    const WAYS: [(&str, &str); 11] = [
        ("2032-04-15", "date-day"),
        ("2032-04", "date-month"),
        ("2032", "date-year"),
        ("2032~", "date-about"),
        ("2032?", "date-unsure"),
        ("2031-11/2032-02", "date-interval"),
        ("[..2032-04]", "date-before"),
        ("[2032-04..]", "date-after"),
        ("2032-21", "date-season"),
        ("203X", "date-decade"),
        ("-3199", "date-bce"),
    ];
    html! {
        details.help {
            summary { (screen.say("date-ways")) }
            table {
                tbody {
                    @for (way, words) in WAYS { tr { td { bdi.code dir="ltr" { (way) } } td { (screen.say(words)) } } }
                }
            }
        }
    }
}
