//! Other notebooks that hold the same register, and how they are come level with.

use daftar_register::claim::{Act, EntityId};
use daftar_register::{Copied, Peer, Register};
use maud::{Markup, html};
use serde::Serialize;

use super::places::{FileRow, state};
use super::{bundles, button, line};
use crate::address::Address;
use crate::screen::Screen;
use crate::sync::is_callable;
use crate::words::Said;

/// A peer.
#[derive(Serialize)]
pub(super) struct PeerRow {
    name: String,
    address: Option<String>,
    /// Whether this program can call it; others are called in the terminal.
    callable: bool,
    /// Whether it is known to what bundles for it are encrypted.
    recipient: bool,
    /// Everything about these is kept back from it.
    withheld: Vec<Withheld>,
    /// Erasures that it did not acknowledge.
    unheard: usize,
    copy: Option<FileRow>,
}

/// Something about which everything is kept back.
#[derive(Serialize)]
struct Withheld {
    id: String,
    name: String,
}

impl Withheld {
    fn of(id: EntityId, register: &Register) -> Withheld {
        let names = register.names_of(id).unwrap_or_default();
        Withheld { name: names.into_iter().next().unwrap_or_else(|| id.to_string()), id: id.to_string() }
    }
}

pub(super) fn rows<'c>(peers: &[Peer], register: &Register, copies: impl Iterator<Item = &'c Copied>) -> Vec<PeerRow> {
    let copies: Vec<&Copied> = copies.collect();
    let row = |peer: &Peer| PeerRow {
        name: peer.name.clone(),
        address: peer.address.clone(),
        callable: peer.address.as_deref().is_some_and(is_callable),
        recipient: peer.device.is_some(),
        withheld: peer.withhold.iter().map(|id| Withheld::of(*id, register)).collect(),
        unheard: unheard(peer, register),
        copy: copies.iter().find(|copy| copy.place == peer.name).map(|copy| FileRow::of(copy, register)),
    };
    peers.iter().map(row).collect()
}

/// How many erasures that count here a peer did not acknowledge.
fn unheard(peer: &Peer, register: &Register) -> usize {
    let logs = register.logs();
    let headers = logs.values().flatten().filter(|header| register.standing().counts(header.header.entry));
    let erasing = headers.filter(|header| header.header.acts.iter().any(|act| matches!(act, Act::Erase { .. })));
    erasing.filter(|header| !peer.acknowledges(header.header.entry)).count()
}

pub(super) fn render(peers: &[PeerRow], screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (screen.say("peers")) }
            p { (screen.say("peers-lead")) }
            @for (place, peer) in peers.iter().enumerate() { (one(peer, place, screen)) }
            details {
                summary { (screen.say("peer-invite")) }
                form method="post" action=(screen.plain(Address::CopiesDo("code"))) {
                    (screen.token())
                    (line("invite", "name", "peer-name", Some("peer-name-help"), "text", screen))
                    p.actions { button { (screen.say("peer-code-go")) } }
                }
            }
            details {
                summary { (screen.say("peer-add")) }
                form method="post" action=(screen.plain(Address::CopiesDo("peer"))) {
                    (screen.token())
                    (line("peer", "name", "peer-name", Some("peer-name-help"), "text", screen))
                    (line("peer", "address", "peer-address", Some("peer-address-help"), "text", screen))
                    (line("peer", "code", "peer-code", Some("peer-code-typed-help"), "text", screen))
                    p.actions { button { (screen.say("peer-add-go")) } }
                }
            }
        }
    }
}

fn one(peer: &PeerRow, place: usize, screen: &Screen<'_>) -> Markup {
    let name = peer.name.as_str();
    html! {
        div.copy {
            h3 { bdi { (name) } }
            @if let Some(address) = &peer.address { p.quiet { bdi.code dir="ltr" { (address) } } }
            @match &peer.copy {
                Some(copy) => (state(copy, copy.checked.as_deref().or(Some(&copy.made)), screen)),
                None => p.warning { (screen.say("peer-unheard")) },
            }
            @if peer.unheard > 0 { p.warning { (screen.count("peer-erasures", peer.unheard)) } }
            div.actions {
                @if peer.callable { (button("work", &[("work", "sync"), ("name", name)], "peer-sync", false, screen)) }
                @else { p.quiet { (screen.say("peer-calls")) } }
                (button("forget", &[("name", name)], "peer-forget", true, screen))
            }
            (bundles::making(name, place, peer.recipient, screen))
            (withheld(peer, place, screen))
        }
    }
}

/// What is kept back from a peer, and the form that keeps back more.
fn withheld(peer: &PeerRow, place: usize, screen: &Screen<'_>) -> Markup {
    let allow = |id: &str, name: &str| {
        html! {
            form.inline method="post" action=(screen.plain(Address::CopiesDo("withhold"))) {
                (screen.token())
                input type="hidden" name="name" value=(peer.name);
                input type="hidden" name="what" value=(id);
                button.second { (screen.tell("peer-allow", &[("name", Said::Text(name))])) }
            }
        }
    };
    html! {
        details open[!peer.withheld.is_empty()] {
            summary { (screen.count("peer-withheld", peer.withheld.len())) }
            p { (screen.say("peer-withheld-help")) }
            ul.plain { @for one in &peer.withheld { li { bdi { (one.name) } " " (allow(&one.id, &one.name)) } } }
            form method="post" action=(screen.plain(Address::CopiesDo("withhold"))) {
                (screen.token())
                input type="hidden" name="name" value=(peer.name);
                input type="hidden" name="keep" value="yes";
                (line(&format!("withhold-{place}"), "what", "peer-withhold-what", Some("peer-withhold-help"), "text", screen))
                p.actions { button.second { (screen.say("peer-withhold-go")) } }
            }
        }
    }
}
