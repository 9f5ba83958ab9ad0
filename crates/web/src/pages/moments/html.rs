//! The page of two days: the days to choose, then card by card what came to be said, beside what was known before.

use daftar_register::claim::Edtf;
use daftar_register::date::Day;
use maud::{Markup, html};

use super::Moments;
use super::between::{CardNews, PropertyNews};
use crate::layout::Content;
use crate::parts::{list, name, sides, statement, value};
use crate::screen::Screen;
use crate::words::Said;

/// How many pairs of days are offered.
const OFFERED: usize = 8;

pub(super) fn render(data: &Moments, screen: &Screen<'_>) -> Content {
    let title = screen.say("moments");
    let body = html! {
        header { h1 { (title) } p.lead { (screen.say("moments-lead")) } }
        form.question.days {
            (screen.along(false))
            (field(screen, data, "earlier", ["moments-earlier", "moments-help"], &data.earlier))
            (field(screen, data, "later", ["moments-later", "moments-later-help"], &data.later))
            datalist #days {
                @for day in &data.ticks.known { option value=(day) { (date(*day, screen)) } }
            }
            p.actions { button { (screen.say("question-ask")) } }
        }
        @if data.compares() { (compared(data, screen)) } @else { (offered(&data.ticks.known, screen)) }
    };
    Content::plain(title, body)
}

/// The last days on which something was said, each with the one before it.
fn offered(days: &[Day], screen: &Screen<'_>) -> Markup {
    let pairs: Vec<&[Day]> = days.windows(2).rev().take(OFFERED).collect();
    html! {
        @if !pairs.is_empty() {
            section {
                h2 { (screen.say("moments-days")) }
                ul.plain {
                    @for pair in pairs {
                        @let days = [pair[0], pair[1]].map(|day| day.to_string());
                        li { a href=(screen.here(&[("earlier", &days[0]), ("later", &days[1])])) { (between(pair[0], pair[1], screen)) } }
                    }
                }
            }
        }
    }
}

fn between(earlier: Day, later: Day, screen: &Screen<'_>) -> String {
    let (earlier, later) = (date(earlier, screen), date(later, screen));
    screen.tell("moments-between", &[("earlier", Said::Text(&earlier)), ("later", Said::Text(&later))])
}

fn date(day: Day, screen: &Screen<'_>) -> String {
    screen.date(&Edtf::from_day(day))
}

fn compared(data: &Moments, screen: &Screen<'_>) -> Markup {
    html! {
        p.sum role="status" {
            (screen.count("moments-new", data.new)) " "
            (screen.count("moments-on-cards", data.part.total)) (screen.comma())
            (screen.count("moments-differences", data.differences.len()))
        }
        @if !data.differences.is_empty() {
            section {
                h2 { (screen.say("moments-differ")) }
                @for one in &data.differences { (sides::difference(one, &data.cited, screen, None)) }
            }
        }
        @for one in &data.cards { (card(one, data, screen)) }
        (list::turn(data.part, screen))
    }
}

fn card(one: &CardNews, data: &Moments, screen: &Screen<'_>) -> Markup {
    html! {
        section.news {
            h2 {
                @match one.entity {
                    Some(entity) => (name::entity(entity, one.name.as_deref(), screen)),
                    None => (screen.say("card-remarks")),
                }
            }
            dl.properties {
                @for news in &one.properties {
                    dt { (news.label) }
                    dd { (property(news, data, screen)) }
                }
            }
        }
    }
}

fn property(news: &PropertyNews, data: &Moments, screen: &Screen<'_>) -> Markup {
    html! {
        @for new in &news.values {
            div.told {
                p.value {
                    (value::value(&new.value, screen))
                    @if new.possibly_before { " " span.mark { (screen.say("moments-possibly")) } }
                }
                (statement::sources(&new.statements, &data.cited, screen))
            }
        }
        @if !news.before.is_empty() {
            p.before.changed[news.changed()] {
                (screen.say("moments-before")) " "
                @for (n, known) in news.before.iter().enumerate() {
                    @if n > 0 { " · " }
                    (value::value(known, screen))
                }
            }
        }
    }
}

fn field(screen: &Screen<'_>, data: &Moments, name: &'static str, [label, help]: [&str; 2], text: &str) -> Markup {
    let fault = data.faults.contains(&name);
    let note = format!("{name}-note");
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            input id=(name) name=(name) value=(text) list="days" autocomplete="off" aria-describedby=(note)
                aria-invalid=[fault.then_some("true")];
            small #(note) .fault[fault] { (screen.say(if fault { "fault-date" } else { help })) }
        }
    }
}
