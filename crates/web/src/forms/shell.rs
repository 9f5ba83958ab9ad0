//! What every form has: its token, its key, what is wrong with it as a whole, and the words that scripts need to keep what
//! is typed over a power cut or a lost connection.

use maud::{Markup, html};

use super::typed::{Typed, WHOLE};
use crate::screen::Screen;

/// A form that saves something at this page's own address.
pub(crate) fn form(typed: &Typed, button: &str, screen: &Screen<'_>, fields: Markup) -> Markup {
    html! {
        form.keep method="post" action=(screen.here(&[])) data-keep=(screen.visit.path)
            data-restored=(screen.say("keep-restored")) data-discard=(screen.say("keep-discard"))
            data-waiting=(screen.say("keep-waiting")) data-private=(screen.say("keep-private"))
            data-refused=(screen.say("keep-refused")) data-typed[typed.sent] {
            (screen.token())
            // Enter presses the first button of a form: it is to save, not to ask for another value.
            button.unseen tabindex="-1" aria-hidden="true" { (screen.say(button)) }
            input type="hidden" name="key" value=(typed.text("key"));
            @if let Some(fault) = typed.fault_of(WHOLE) { p.fault role="alert" { (screen.say(fault.words)) } }
            @else if !typed.is_sound() { p.fault role="alert" { (screen.say("fault-fields")) } }
            (fields)
            p.actions { button { (screen.say(button)) } }
        }
    }
}
