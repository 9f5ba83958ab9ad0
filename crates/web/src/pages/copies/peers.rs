//! Other notebooks that hold the same register, and how they are come level with.

use daftar_register::claim::Act;
use daftar_register::{Copied, Peer, Register};
use maud::{Markup, html};
use serde::Serialize;

use super::places::{FileRow, state};
use super::{button, line};
use crate::address::Address;
use crate::screen::Screen;

/// A peer.
#[derive(Serialize)]
pub(super) struct PeerRow {
    name: String,
    address: Option<String>,
    /// Whether this program can call it; others are called in the terminal.
    callable: bool,
    /// Erasures that it did not acknowledge.
    unheard: usize,
    copy: Option<FileRow>,
}

pub(super) fn rows<'c>(peers: &[Peer], register: &Register, copies: impl Iterator<Item = &'c Copied>) -> Vec<PeerRow> {
    let copies: Vec<&Copied> = copies.collect();
    let row = |peer: &Peer| PeerRow {
        name: peer.name.clone(),
        address: peer.address.clone(),
        callable: peer.address.as_deref().is_some_and(|address| address.starts_with("http://")),
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
            @for peer in peers { (one(peer, screen)) }
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

fn one(peer: &PeerRow, screen: &Screen<'_>) -> Markup {
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
        }
    }
}
