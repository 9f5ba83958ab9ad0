//! What the clock says beside the last entry.

use daftar_register::Register;
use maud::{Markup, html};
use serde::Serialize;

use crate::parts::time;
use crate::screen::Screen;

/// The clock, and the latest time that an entry bears.
#[derive(Serialize)]
pub(super) struct Clock {
    now: String,
    last: Option<String>,
    /// Whether the clock is older than that.
    behind: bool,
    /// Entries that count and of which nobody knows when they were made.
    undated: usize,
}

impl Clock {
    pub(super) fn of(register: &Register) -> Clock {
        let (now, standing) = (register.time(), register.standing());
        let entries = register.logs().into_values().flatten().map(|header| header.header.entry);
        let times: Vec<_> =
            entries.filter(|entry| standing.counts(*entry)).map(|entry| standing.time(entry).0).collect();
        let last = times.iter().flatten().max();
        Clock {
            behind: last.is_some_and(|last| *last > now),
            last: last.map(|last| last.as_str().to_owned()),
            now: now.as_str().to_owned(),
            undated: times.iter().filter(|time| time.is_none()).count(),
        }
    }
}

pub(super) fn render(clock: &Clock, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("health-time")) }
            p.warning[clock.behind] {
                (screen.say(if clock.behind { "health-clock-behind" } else { "health-clock" }))
            }
            dl.measures {
                dt { (screen.say("health-now")) } dd { (time::moment(Some(&clock.now), screen)) }
                dt { (screen.say("health-last")) } dd { (time::moment(clock.last.as_deref(), screen)) }
            }
            @if clock.undated > 0 { p.quiet { (screen.count("health-undated", clock.undated)) } }
        }
    }
}
