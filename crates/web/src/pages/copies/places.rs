//! Sealed copies at their places, and files that hold everything.

use std::path::PathBuf;

use daftar_register::{Copied, Register, Whereabouts};
use maud::{Markup, html};
use serde::Serialize;

use super::{Place, button, line};
use crate::address::Address;
use crate::error::Trouble;
use crate::parts::time;
use crate::screen::Screen;
use crate::typed_key::seed;

/// Of so many files each is shown.
pub(super) const FILES: usize = 20;

/// A place of sealed copies.
#[derive(Serialize)]
pub(super) struct PlaceRow {
    name: String,
    target: String,
    #[serde(flatten)]
    copy: Option<FileRow>,
    /// When a copy there was last found whole.
    proved: Option<String>,
}

/// A copy, as it was noted.
#[derive(Serialize)]
pub(super) struct FileRow {
    #[serde(rename = "where")]
    place: String,
    pub(super) made: String,
    /// Entries that came since.
    pub(super) since: u64,
    /// Erasures that came since: what they erased may still be in it.
    pub(super) erasures: u64,
    pub(super) withheld: u64,
    pub(super) whereabouts: Whereabouts,
    pub(super) checked: Option<String>,
}

impl FileRow {
    pub(super) fn of(copy: &Copied, register: &Register) -> FileRow {
        FileRow {
            place: copy.place.clone(),
            made: copy.made.as_str().to_owned(),
            since: register.entries_since(copy),
            erasures: register.erasures_since(copy),
            withheld: copy.withheld,
            whereabouts: copy.whereabouts,
            checked: copy.checked.as_ref().map(|time| time.as_str().to_owned()),
        }
    }
}

pub(super) fn rows<'c>(
    register: &Register,
    copies: impl Iterator<Item = &'c Copied>,
) -> Result<Vec<PlaceRow>, Trouble> {
    let copies: Vec<&Copied> = copies.collect();
    let places = register.deposits()?.places.into_iter().map(|(name, place)| {
        let copy = copies.iter().find(|copy| copy.place == place.target).map(|copy| FileRow::of(copy, register));
        PlaceRow { name, target: place.target, copy, proved: place.checked.map(|looked| looked.time) }
    });
    Ok(places.collect())
}

/// Adds a place. Where the password of sealed copies is not known here, the recovery key gives it.
pub(super) fn add(register: &Register, place: &Place) -> Result<(), Trouble> {
    let (name, (target, access)) = (place.name.trim(), place.target()?);
    if name.is_empty() {
        return Err(Trouble::Wrong("fault-place-called"));
    }
    if register.deposit_password()?.is_none() {
        register.keep_deposit_password(&seed(&place.key)?)?;
    }
    register.add_deposit(name, &target, access.as_ref()).map_err(Trouble::elsewhere)
}

pub(super) fn render(places: &[PlaceRow], ready: bool, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("places")) }
            p { (screen.say("places-lead")) }
            @for place in places { (one(place, screen)) }
            details open[places.is_empty()] {
                summary { (screen.say("place-add")) }
                form method="post" action=(screen.plain(Address::CopiesDo("place"))) {
                    (screen.token())
                    (line("place", "name", "place-name", Some("place-name-help"), "text", screen))
                    (line("place", "target", "place-target", Some("place-target-help"), "text", screen))
                    details {
                        summary { (screen.say("place-door")) }
                        (line("place", "user", "place-user", None, "text", screen))
                        (line("place", "secret", "place-secret", Some("place-secret-help"), "password", screen))
                    }
                    @if !ready { (key(screen)) }
                    p.actions { button { (screen.say("place-add-go")) } }
                }
            }
        }
    }
}

/// Where the recovery key is typed, or the parts of trustees with empty lines between them.
fn key(screen: &Screen<'_>) -> Markup {
    html! {
        div.field {
            label for="place-key" { (screen.say("recovery-typed")) }
            textarea #place-key name="key" rows="4" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="place-key-note" {}
            small #place-key-note { (screen.say("recovery-typed-help")) ". " (screen.say("place-key-help")) }
        }
    }
}

fn one(place: &PlaceRow, screen: &Screen<'_>) -> Markup {
    let named = |work: &'static str| [("work", work), ("name", place.name.as_str())];
    html! {
        div.copy {
            h3 { bdi { (place.name) } }
            p.quiet { bdi.code dir="ltr" { (place.target) } }
            @match &place.copy {
                Some(copy) => (state(copy, place.proved.as_deref(), screen)),
                None => p.warning { (screen.say("place-empty")) },
            }
            div.actions {
                (button("work", &named("copy"), "place-copy", false, screen))
                @if place.copy.is_some() {
                    (button("work", &named("rehearse"), "place-rehearse", true, screen))
                    (button("work", &named("check"), "place-check", true, screen))
                }
            }
        }
    }
}

/// How old a copy is, what is not in it, where it lies, and when it was last proved.
pub(super) fn state(copy: &FileRow, proved: Option<&str>, screen: &Screen<'_>) -> Markup {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    html! {
        ul.plain {
            li { (screen.say("copy-made")) " " (time::moment(Some(&copy.made), screen)) }
            li.warning[copy.since > 0] { (screen.count("health-since", number(copy.since))) }
            @if copy.erasures > 0 { li.warning { (screen.count("copy-erasures", number(copy.erasures))) } }
            @if copy.withheld > 0 { li { (screen.count("copy-withheld", number(copy.withheld))) } }
            li.warning[copy.whereabouts != Whereabouts::Elsewhere] { (screen.say(whereabouts(copy.whereabouts))) }
            @match proved {
                Some(proved) => li { (screen.say("copy-checked")) " " (time::moment(Some(proved), screen)) },
                None => li.warning { (screen.say("copy-unproved")) },
            }
        }
    }
}

fn whereabouts(whereabouts: Whereabouts) -> &'static str {
    match whereabouts {
        Whereabouts::Elsewhere => "copy-elsewhere",
        Whereabouts::Beside => "copy-beside",
        Whereabouts::Unknown => "copy-unknown",
    }
}

/// Files that hold everything.
pub(super) fn files(files: &[FileRow], screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("copy-files")) }
            p { (screen.say("copy-files-lead")) }
            form method="post" action=(screen.plain(Address::HealthBundle)) {
                (screen.token())
                p.actions { button.second { (screen.say("health-bundle")) } small { (screen.say("health-bundle-help")) } }
            }
            @for file in files {
                div.copy {
                    h3 { bdi.code dir="ltr" { (name(&file.place)) } }
                    (state(file, file.checked.as_deref(), screen))
                }
            }
        }
    }
}

fn name(place: &str) -> String {
    PathBuf::from(place).file_name().map_or(place.to_owned(), |name| name.to_string_lossy().into_owned())
}
