//! How a state was seen: on the spot, in images of which days, by whose testimony. Said about the statement of it, by its own source.

use daftar_register::claim::{Claim, Statement, Subject, Value};
use maud::{Markup, html};

use crate::error::Trouble;
use crate::forms::field::{Ask, Input, field, select};
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::value::date_help;
use crate::forms::writing::{Writing, property_id};
use crate::screen::Screen;

/// The property that says how, and its list of codes.
const SEEN: &str = "seen-by";
const SENSOR: &str = "sensor";
const IMAGE: &str = "image-date";
const COMPARED: &str = "compared-image-date";

pub(super) fn fields(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let codes = screen.profiles.schemes.get(SEEN).map(|scheme| scheme.codes.as_slice()).unwrap_or_default();
    let codes = codes.iter().map(|code| (code.id.clone(), code.label.in_language(screen.tag()).to_owned()));
    let codes: Vec<(String, String)> =
        [(String::new(), screen.say("value-code-none"))].into_iter().chain(codes).collect();
    let ask = |name: &str, label: &str, help: &str, input| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input }, typed, screen)
    };
    html! {
        (select(SEEN, &screen.say("seen-how"), &codes, typed))
        (ask(SENSOR, "seen-sensor", "seen-sensor-help", Input::Line))
        (ask(IMAGE, "seen-image", "seen-image-help", Input::Latin))
        (ask(COMPARED, "seen-compared", "seen-compared-help", Input::Latin))
        (date_help(screen))
    }
}

/// Each field that is filled is a statement about the statement; the source of that says it.
pub(super) fn read(writing: &mut Writing<'_>, told: &Statement) -> Result<(), Trouble> {
    let mut values = Vec::new();
    let (code, sensor) = (writing.typed.text(SEEN).to_owned(), writing.typed.text(SENSOR).to_owned());
    if !code.is_empty() {
        match writing.register.profiles().code(SEEN, &code) {
            Some(_) => values.push((SEEN, Value::code(SEEN, &code))),
            None => writing.fault(SEEN, "fault-code"),
        }
    }
    if !sensor.is_empty() {
        values.push((SENSOR, Value::text(sensor)));
    }
    for day in [IMAGE, COMPARED] {
        values.extend(writing.date(day).map(|date| (day, Value::Date(date))));
    }
    if values.is_empty() && writing.typed.is_sound() {
        writing.fault(WHOLE, "seen-nothing");
    }
    for (property, value) in values {
        let claim = Claim::new(Subject::Claim(told.id), property_id(property)?, value, told.claim.source);
        // What is said of a sealed statement could give it away.
        writing.put(claim, told.sealed, Vec::new());
    }
    Ok(())
}
