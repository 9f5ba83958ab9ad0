//! Amounts of seed in words.

use daftar_register::view::stock::{Amount, Range, Unit};
use maud::{Markup, html};

use crate::screen::Screen;
use crate::words::Said;

/// An amount with its unit: from and to, where that is not one.
pub(crate) fn amount(amount: &Amount, screen: &Screen<'_>) -> Markup {
    range(amount.range, &amount.unit, screen)
}

/// So much of a unit.
pub(crate) fn range(range: Range, unit: &Unit, screen: &Screen<'_>) -> Markup {
    html! { bdi { bdi dir="ltr" { (screen.digits(&range.text())) } " " (unit.words(screen.lang)) } }
}

/// How much of how much.
pub(crate) fn of(some: Range, all: &Amount, screen: &Screen<'_>) -> Markup {
    let text = |range: Range| screen.digits(&range.text());
    html! {
        bdi dir="ltr" { (text(some)) } " " (screen.say("seed-of")) " " (amount(all, screen))
        @if some.low > all.range.high { " · " (screen.tell("seed-more", &[("n", Said::Text(&text(some.less(all.range))))])) }
    }
}
