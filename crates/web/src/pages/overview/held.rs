//! What the place held: how many cards there are of each kind.

use daftar_register::claim::profile::Privacy;
use daftar_register::store::index::Kinds;
use maud::{Markup, html};
use serde::Serialize;

use super::Overview;
use crate::address::Address;
use crate::error::Trouble;
use crate::pages::kind;
use crate::pages::looking::Looking;
use crate::screen::Screen;

/// A kind, and how many cards there are of it.
#[derive(Serialize)]
pub(crate) struct Kind {
    kind: String,
    cards: usize,
}

/// Kinds that tell who speaks, where, and what happened, rather than what the place held.
const BESIDE: [&str; 7] = ["event", "document", "keeper", "person", "body", "place", "plan"];

/// The kinds of which there are cards, most first.
pub(super) fn kinds(looking: &Looking<'_>, counted: &Kinds) -> Result<Vec<Kind>, Trouble> {
    let mut kinds = Vec::new();
    for (id, declared) in &looking.register.profiles().kinds {
        // Who may be seen at all is told card by card where a kind is restricted; the index counts the others.
        let cards = match declared.privacy {
            Privacy::Restricted => kind::cards(looking, id)?.len(),
            _ => counted.count(&[id]),
        };
        kinds.extend((cards > 0).then(|| Kind { kind: id.clone(), cards }));
    }
    kinds.sort_by(|a, b| b.cards.cmp(&a.cards).then(a.kind.cmp(&b.kind)));
    Ok(kinds)
}

/// Whether there is nothing yet but the place and whoever keeps the notebook.
pub(super) fn is_begun_only(kinds: &[Kind]) -> bool {
    kinds.iter().all(|one| ["place", "keeper"].contains(&one.kind.as_str()) && one.cards == 1)
}

/// How much there is, in one line: statements, sources, happenings, differences.
pub(super) fn sentence(data: &Overview, screen: &Screen<'_>) -> Markup {
    let [statements, sources] = data.counts.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    html! {
        span { (screen.count("count-statements", statements)) " " (screen.count("from-sources", sources)) }
        " · " a href=(screen.to(Address::Timeline)) { (screen.count("count-happenings", data.happenings)) }
        " · " a href=(screen.to(Address::Differ)) { (screen.count("count-differ", data.differ[0])) }
    }
}

pub(super) fn render(kinds: &[Kind], screen: &Screen<'_>) -> Markup {
    let (beside, held): (Vec<&Kind>, Vec<&Kind>) = kinds.iter().partition(|one| BESIDE.contains(&one.kind.as_str()));
    html! {
        section {
            h2 { (screen.say("overview-held")) }
            ul.counts {
                @for one in held {
                    li {
                        a href=(screen.to(Address::Kind(&one.kind))) {
                            span { (screen.kinds(&one.kind)) } " " b { (screen.digits(&one.cards.to_string())) }
                        }
                    }
                }
            }
            p.quiet.inline {
                span { (screen.say("overview-beside")) }
                @for one in beside {
                    a href=(screen.to(Address::Kind(&one.kind))) {
                        (screen.kinds(&one.kind)) " " bdi { (screen.digits(&one.cards.to_string())) }
                    }
                }
            }
        }
    }
}
