//! The moment of a recording: its day in words and its time of day, in the reader's digits; for programs as it was written.

use daftar_register::claim::Edtf;
use maud::{Markup, html};

use crate::screen::Screen;
use crate::words::Said;

/// A time as the log has it, such as `2032-05-18T09:30:00Z`; without one, that there is none.
pub(crate) fn moment(time: Option<&str>, screen: &Screen<'_>) -> Markup {
    html! {
        @match time {
            Some(time) => time datetime=(time) { (words(time, screen)) },
            None => span.quiet { (screen.say("undated")) },
        }
    }
}

fn words(time: &str, screen: &Screen<'_>) -> String {
    let day = time.get(..10).and_then(|day| Edtf::parse(day).ok());
    match day.zip(time.get(11..16)) {
        Some((day, clock)) => {
            screen.tell("moment", &[("date", Said::Text(&screen.date(&day))), ("time", Said::Text(clock))])
        }
        None => screen.digits(time),
    }
}
