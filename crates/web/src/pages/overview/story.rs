//! What happened: a strip of all of it, and what most sources tell.

use std::cmp::Reverse;

use daftar_register::view::{self, Asked, DatedBy, Item, Timeline};
use maud::{Markup, html};

use super::Overview;
use crate::address::Address;
use crate::pages::looking::Looking;
use crate::parts::drawing::{self, Picture};
use crate::parts::stops;
use crate::screen::Screen;

/// How many happenings are told; the rest is a link away.
const STOPS: usize = 6;

/// What happened to the place: not when its things were made or founded.
pub(super) fn line(asked: &Asked<'_>, looking: &Looking<'_>) -> Timeline {
    let profiles = looking.register.profiles();
    let mut line = view::timeline(asked);
    line.items.retain(|item| profiles.property(&item.property).is_none_or(|property| property.section != "history"));
    line
}

/// Those with a date of their own that most statements tell, and of these the most exactly dated; in their order.
pub(super) fn most_told(items: &[Item]) -> Vec<Item> {
    let dated = items.iter().enumerate().filter(|(_, item)| item.dated_by == DatedBy::Written);
    let mut told: Vec<(usize, &Item)> = dated.filter(|(_, item)| length(item).is_some()).collect();
    told.sort_by_key(|(_, item)| (Reverse(item.statements.len()), length(item)));
    told.truncate(STOPS);
    told.sort_by_key(|(place, _)| *place);
    told.into_iter().map(|(_, item)| item.clone()).collect()
}

/// How many days its date spans; none where that is not known.
fn length(item: &Item) -> Option<i64> {
    let bounds = item.date.as_ref().filter(|date| !date.lacks_year())?.bounds();
    Some(bounds.latest()?.0.saturating_sub(bounds.earliest()?.0))
}

pub(super) fn render(data: &Overview, screen: &Screen<'_>) -> Markup {
    let picture = Picture { timeline: &data.line, differing: &data.differing, shown: None };
    html! {
        section {
            h2 { (screen.say("overview-happened")) }
            @if data.line.items.is_empty() { p.empty { (screen.say("timeline-empty")) } }
            @else {
                div.drawing { (drawing::strip(&picture, screen)) }
                p.quiet { (screen.say("overview-most-told")) }
                (stops::stops(&data.happened, &data.statements, screen, true))
                p { a.more href=(screen.to(Address::Timeline)) { (screen.count("overview-happenings", data.happenings)) } }
            }
        }
    }
}
