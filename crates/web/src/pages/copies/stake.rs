//! What would be lost with this computer, first of all on the page.

use daftar_register::Stake;
use maud::{Markup, html};

use crate::address::Address;
use crate::parts::time;
use crate::screen::Screen;

pub(super) fn render(stake: &Stake, screen: &Screen<'_>) -> Markup {
    let lines = lines(stake, screen);
    html! {
        section {
            h2 { (screen.say("stake")) }
            @if lines.is_empty() { p { (screen.say("stake-nothing")) } } @else {
                p { (screen.say("stake-lost")) }
                ul.warning { @for words in &lines { li { (words) } } }
            }
            @if let Some(since) = &stake.since {
                p { (screen.say("stake-since")) " " (time::moment(Some(since.as_str()), screen)) }
            }
            p.quiet { (screen.say("stake-known")) }
            (keys(stake, screen))
        }
    }
}

fn lines(stake: &Stake, screen: &Screen<'_>) -> Vec<String> {
    let counted = [
        ("count-entries", stake.entries),
        ("count-statements", stake.statements),
        ("stake-files", stake.files),
        ("count-suggestions", stake.suggestions),
        ("stake-keys", stake.keys.unwrap_or_default()),
    ];
    let some = counted.into_iter().filter(|(_, n)| *n > 0);
    some.map(|(words, n)| screen.count(words, usize::try_from(n).unwrap_or(usize::MAX))).collect()
}

fn keys(stake: &Stake, screen: &Screen<'_>) -> Markup {
    html! {
        @if stake.key_unwritten {
            p.warning { (screen.say("stake-key")) " " a href=(screen.plain(Address::BeginKey)) { (screen.say("stake-key-go")) } }
        }
        @if stake.keys.is_some_and(|keys| keys > 0) {
            form method="post" action=(screen.plain(Address::CopiesDo("escrow"))) {
                (screen.token())
                p.actions { button.second { (screen.say("escrow-save")) } small { (screen.say("escrow-help")) } }
            }
        }
        p { a href=(screen.plain(Address::RecoveryKey)) { (screen.say("recovery-go")) } }
    }
}
