//! Who may see it: what a profile restricts is preset as restricted, and then sealed.

use daftar_register::claim::EntityId;
use daftar_register::claim::profile::Property;
use maud::{Markup, html};

use super::field::{Ask, Input, check, field};
use super::typed::Typed;
use super::writing::Writing;
use crate::error::Trouble;
use crate::screen::Screen;

impl Writing<'_> {
    /// Whether the whole form is restricted.
    pub(crate) fn is_restricted(&self) -> bool {
        self.typed.is("restricted", "yes")
    }

    /// Whether one property of it is.
    pub(crate) fn is_property_restricted(&self, id: &str) -> bool {
        self.is_restricted() || self.typed.is(&format!("{id}.restricted"), "yes")
    }

    /// Whom a sealed statement concerns besides those whom it names itself.
    pub(crate) fn concerns(&mut self) -> Result<Vec<EntityId>, Trouble> {
        self.entities("concerns")
    }
}

/// What is held back of a property for a time, whether it is sealed or not.
pub(crate) fn held_back(property: &Property, screen: &Screen<'_>) -> Markup {
    let days = property.held_back.and_then(|days| usize::try_from(days).ok()).filter(|days| *days > 0);
    html! { @if let Some(days) = days { small { (screen.count("held-back", days)) } } }
}

/// The fields for a whole form. Scripts keep nothing of a form whose box is ticked.
pub(crate) fn fields(typed: &Typed, screen: &Screen<'_>) -> Markup {
    html! {
        fieldset.ask.privacy {
            legend { (screen.say("privacy")) }
            (check("restricted", &screen.say("restricted"), &screen.say("restricted-help"), typed))
            details open[typed.fault_of("concerns").is_some()] {
                summary { (screen.say("concerns-ask")) }
                (concerned(typed, screen))
            }
        }
    }
}

/// Whom it concerns.
pub(crate) fn concerned(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let (label, help) = (screen.say("concerns"), screen.say("concerns-help"));
    field(&Ask { name: "concerns", label: &label, help: &help, input: Input::Line }, typed, screen)
}

/// The box of one property that its profile restricts.
pub(crate) fn of_property(id: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    check(&format!("{id}.restricted"), &screen.say("restricted-one"), "", typed)
}
