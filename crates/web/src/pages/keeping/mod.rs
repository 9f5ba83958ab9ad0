//! Where things are kept and what is carried; for keepers alone.

pub(crate) mod carry;
pub(crate) mod code;
pub(crate) mod contents;
pub(crate) mod handover;
mod label_form;
pub(crate) mod new_box;
pub(crate) mod pack;
pub(crate) mod receipt;
pub(crate) mod sheet;
pub(crate) mod sheets;
pub(crate) mod stock;
pub(crate) mod stock_list;
mod typed_numbers;

use std::collections::BTreeMap;

use daftar_register::claim::EntityId;
use daftar_register::view::{Ask, Audience, Load};
use daftar_register::{Places, Register};
use maud::{Markup, html};

use super::file::{Files, Offer};
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::typed::Typed;
use crate::screen::Screen;

/// The pictures of some things: of each the first.
type Pictures = BTreeMap<EntityId, Offer>;

/// A keeper asks, and the rows of all cards are at hand.
pub(crate) fn ready(looking: &Looking<'_>) -> Result<(), Trouble> {
    looking.keeper_only()?;
    match looking.register.is_table_dear()? {
        true => Err(Trouble::Counting),
        false => Ok(()),
    }
}

/// The first picture of each thing.
fn pictures(loads: &[Load], looking: &Looking<'_>) -> Result<Pictures, Trouble> {
    let things: Vec<EntityId> = loads.iter().map(|load| load.entity).collect();
    let depicting = looking.register.depicting(&things)?;
    let sources: Vec<EntityId> = depicting.values().flatten().copied().collect();
    let heard = looking.entities(&sources)?;
    let mut pictures = Pictures::new();
    for (thing, sources) in depicting {
        for source in sources {
            if let Some(offer) = Files::of(source, &heard, looking)?.pictures().next() {
                pictures.entry(thing).or_insert(offer);
            }
        }
    }
    Ok(pictures)
}

/// What a keeper asks who writes.
pub(crate) fn keepers() -> Ask {
    Ask { audience: Audience::Keeper, ..Ask::default() }
}

/// Today, as the notebook's clock has it.
pub(crate) fn today(register: &Register) -> String {
    register.time().date().to_owned()
}

/// The ways between these pages.
pub(crate) fn ways(screen: &Screen<'_>) -> Markup {
    let ways = [
        (Address::Carry, "carry"),
        (Address::Boxes, "boxes"),
        (Address::Pack, "pack"),
        (Address::HandOver, "handover"),
        (Address::Stock, "stock"),
        (Address::Lots, "lots"),
    ];
    ways_between(&ways, "keeping-ways", screen)
}

/// Ways between some pages that belong together.
pub(in crate::pages) fn ways_between(ways: &[(Address<'_>, &str)], name: &str, screen: &Screen<'_>) -> Markup {
    html! {
        nav.deeds.screen-only aria-label=(screen.say(name)) {
            @for (way, words) in ways {
                @let here = screen.visit.path == way.to_string();
                a href=(screen.plain(*way)) aria-current=[here.then_some("page")] { (screen.say(words)) }
            }
        }
    }
}

/// What stands at the head of a printed list: whose it is, and of which day.
pub(crate) fn printed_head(today: &str, screen: &Screen<'_>) -> Markup {
    html! {
        p.printed {
            bdi { (screen.place) } " · " (screen.say("printed-on")) " " bdi dir="ltr" { (screen.digits(today)) }
            " · " (screen.say("printed-restricted"))
        }
    }
}

/// A choice of a place of keeping, with all that are known.
pub(crate) fn choose_place(
    name: &str,
    label: &str,
    none: &str,
    places: &Places,
    typed: &Typed,
    screen: &Screen<'_>,
) -> Markup {
    let mut options = vec![(String::new(), none.to_owned())];
    options
        .extend(places.in_order().into_iter().map(|(place, path)| (place.entity.0.to_string(), labelled(place, path))));
    let fault = typed.fault_of(name);
    html! {
        (crate::forms::field::select(name, label, &options, typed))
        @if let Some(fault) = fault { small.fault role="alert" { (screen.say(fault.words)) } }
    }
}

fn labelled(place: &daftar_register::PlaceOfKeeping, path: String) -> String {
    match &place.label {
        Some(label) => format!("{path} ({label})"),
        None => path,
    }
}

/// What keeps the scripts from keeping what is typed: all of it is restricted.
pub(crate) fn private() -> Markup {
    html! { input type="checkbox" name="restricted" value="yes" checked hidden; }
}
