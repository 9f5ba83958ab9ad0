//! By what forecasts are made, as the address has it: `?below=85`.

use daftar_register::view::forecast::{Terms, Threshold};
use daftar_register::view::rescue::Weights;
use daftar_register::{Register, folded_number};
use maud::{Markup, html};

use crate::asked::Asked;
use crate::error::Trouble;
use crate::screen::Screen;

/// The share of what came up at first under which seed is renewed, in percent.
const BELOW: &str = "below";

/// What forecasts go by. What cannot be is left as it is by default, and the page says so.
pub(super) fn terms(register: &Register, asked: &Asked) -> Result<(Terms, bool), Trouble> {
    let mut terms = register.terms()?;
    let typed = asked.get(BELOW).filter(|text| !text.trim().is_empty());
    let threshold = typed.map(|text| number(text).and_then(|number| Threshold::of_initial(number / 100.0).ok()));
    let odd = threshold == Some(None);
    terms.threshold = threshold.flatten().unwrap_or(terms.threshold);
    Ok((terms, odd))
}

/// How much each term counts, as the address has it; and whether some could not be.
pub(super) fn weights(asked: &Asked) -> (Weights, bool) {
    let (mut weights, mut odd) = (Weights::default(), false);
    for name in Weights::NAMES {
        if let Some(text) = asked.get(name).filter(|text| !text.trim().is_empty()) {
            odd |= number(text).is_none_or(|number| weights.set(name, number).is_err());
        }
    }
    (weights, odd)
}

/// A number in digits of any kind.
fn number(text: &str) -> Option<f64> {
    folded_number(text.trim()).replace(['٫', ','], ".").parse().ok()
}

/// Where the threshold is typed.
pub(super) fn below(screen: &Screen<'_>) -> Markup {
    field(BELOW, &screen.say("lots-below"), screen.visit.asked.get(BELOW).unwrap_or("85"))
}

/// A field for a number.
pub(super) fn field(name: &str, label: &str, value: &str) -> Markup {
    html! {
        label.number { (label) " " input name=(name) inputmode="decimal" size="5" value=(value); }
    }
}
