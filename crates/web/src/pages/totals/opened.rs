//! What stands under one number: its cards, and the statements that say so.

use daftar_register::claim::{ClaimId, EntityId};
use daftar_register::view::Totals;
use daftar_register::view::totals::words::cell;
use daftar_register::view::totals::{Group, Key};
use maud::{Markup, html};

use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::pages::looking::Looking;
use crate::parts::list::{Part, turn};
use crate::parts::name;
use crate::screen::Screen;

/// So many cards stand on one page.
const MOST: usize = 100;

/// A number that was opened.
pub(super) struct Opened {
    words: String,
    part: Part,
    cards: Vec<(EntityId, Option<String>, Vec<ClaimId>)>,
    /// The same as a search, where one can ask it.
    search: Option<Vec<(&'static str, String)>>,
}

impl Opened {
    pub(super) fn of(
        code: &str,
        group: &Group,
        totals: &Totals,
        looking: &Looking<'_>,
        asked: &Asked,
    ) -> Result<Option<Opened>, Trouble> {
        let Some(counted) = group.counted(code, totals) else { return Ok(None) };
        let part = Part::by(MOST, asked, counted.things.len());
        let things: Vec<EntityId> = counted.things.iter().skip((part.page - 1) * MOST).take(MOST).copied().collect();
        let heard = looking.joined(things.iter().copied())?;
        let about = looking.asked(&heard);
        let named: std::collections::BTreeSet<ClaimId> = counted.statements.iter().copied().collect();
        let card = |id: EntityId| {
            let said = heard.statements.iter().filter(|one| named.contains(&one.id));
            let its = said.filter(|one| {
                one.claim.subject.entity().is_some_and(|about_it| about.identity().are_same(about_it, id))
            });
            (id, about.name(id).map(str::to_owned), its.map(|one| one.id).collect())
        };
        let cards = things.iter().map(|id| card(*id)).collect();
        looking.call(&about, things.iter().copied());
        Ok(Some(Opened {
            words: words(code, totals, looking),
            part,
            cards,
            search: search(code, group, looking, asked),
        }))
    }
}

/// What the number is of.
fn words(code: &str, totals: &Totals, looking: &Looking<'_>) -> String {
    let lang = looking.ask.lang;
    let own = code.strip_suffix('+').unwrap_or(code);
    match totals.steps.iter().position(|step| step.code == own) {
        Some(place) => totals.step_words.get(place).cloned().unwrap_or_default(),
        None => cell(if code == "any-damage" { "damaged" } else { code }, lang).to_owned(),
    }
}

/// A search that finds the same: of now and of one state, for a search knows neither ranges nor days.
fn search(code: &str, group: &Group, looking: &Looking<'_>, asked: &Asked) -> Option<Vec<(&'static str, String)>> {
    if !looking.is_of_now() || asked.get("place").is_some_and(|text| !text.is_empty()) {
        return None;
    }
    let state = match code {
        "things" => None,
        "no-claim" => Some("state-".to_owned()),
        "not-known" | "none" | "recovered" | "any-damage" => return None,
        code if code.ends_with('+') => return None,
        code => Some(format!("state={code}")),
    };
    let kind = match &group.key {
        Key::Whole => asked.get("kind").filter(|kind| !kind.is_empty())?.to_owned(),
        Key::Kind(kind) => kind.clone(),
        _ => return None,
    };
    let filters = std::iter::once(format!("kind={kind}")).chain(state);
    Some(filters.map(|filter| ("where", filter)).collect())
}

pub(super) fn render(opened: &Opened, screen: &Screen<'_>) -> Markup {
    html! {
        section #opened {
            h2 { (screen.say("totals-under")) ": " bdi { (opened.words) } }
            ul.plain {
                @for (id, called, said) in &opened.cards {
                    li {
                        (name::entity(*id, called.as_deref(), screen))
                        @for (n, claim) in said.iter().enumerate() {
                            " " a.quiet href=(screen.to(Address::Claim(*claim))) { (screen.say("totals-statement")) " " (screen.digits(&(n + 1).to_string())) }
                        }
                    }
                }
            }
            (turn(opened.part, screen))
            @if let Some(filters) = &opened.search {
                p.screen-only { a.more href=(with_query(&screen.plain(Address::Search), filters.iter().map(|(name, value)| (*name, value.as_str())))) { (screen.say("totals-search")) } }
            }
        }
    }
}
