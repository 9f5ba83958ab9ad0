//! How much room the notebook takes, and how much is left beside it.

use daftar_register::store::Space;
use maud::{Markup, html};

use crate::screen::Screen;
use crate::words::Said;

/// With less room than this, and less than the notebook takes itself, it is time to make some.
const LITTLE: u64 = 1_000_000_000;

/// Whether little room is left.
fn is_little(space: &Space) -> bool {
    space.free.is_some_and(|free| free < LITTLE.min(space.whole()))
}

pub(super) fn render(space: &Space, screen: &Screen<'_>) -> Markup {
    let parts = [
        ("health-logs", space.logs),
        ("health-evidence", space.evidence),
        ("health-index", space.index),
        ("health-rest", space.rest),
    ];
    html! {
        section {
            h2 { (screen.say("health-disk")) }
            @if is_little(space) { p.warning role="alert" { (screen.say("health-little")) } }
            dl.measures {
                dt { (screen.say("health-free")) }
                dd {
                    @match space.free {
                        Some(free) => (size(free, screen)),
                        None => (screen.say("health-free-unknown")),
                    }
                }
                dt { (screen.say("health-whole")) } dd { (size(space.whole(), screen)) }
            }
            details {
                summary { (screen.say("health-parts")) }
                dl.measures { @for (words, bytes) in parts { dt { (screen.say(words)) } dd { (size(bytes, screen)) } } }
                p.quiet { (screen.say("health-folder")) " "
                    bdi.code dir="ltr" { (screen.visit.site.0.registers.folder().display()) } }
            }
        }
    }
}

/// A size in the largest unit of which there is one.
fn size(bytes: u64, screen: &Screen<'_>) -> String {
    let (unit, one) = match bytes {
        0..1_000_000 => ("size-kb", 1_000),
        1_000_000..1_000_000_000 => ("size-mb", 1_000_000),
        _ => ("size-gb", 1_000_000_000),
    };
    screen.tell(unit, &[("size", Said::Text(&amount(bytes, one)))])
}

/// So many units, to a tenth where there are few; what is there is never nothing.
fn amount(bytes: u64, unit: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    if tenths < 100 { format!("{}.{}", tenths / 10, tenths % 10) } else { (tenths / 10).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_to_a_tenth_where_they_are_small() {
        assert_eq!(amount(0, 1_000), "0.0");
        assert_eq!(amount(1, 1_000), "0.1");
        assert_eq!(amount(9_340_000, 1_000_000), "9.4");
        assert_eq!(amount(812_000_000, 1_000_000), "812");
    }

    #[test]
    fn little_room_is_less_than_the_notebook_takes_and_less_than_a_gigabyte() {
        let space = |logs, free| Space { logs, free, ..Space::default() };
        assert!(is_little(&space(500_000_000, Some(400_000_000))));
        assert!(!is_little(&space(1_000, Some(400_000_000))), "there is room for thousands of it");
        assert!(!is_little(&space(50_000_000_000, Some(2_000_000_000))));
        assert!(!is_little(&space(500, None)), "nothing is known, nothing is claimed");
    }
}
