//! How complete the passports of accessions are, and what to fill next.

use axum::response::Response;
use daftar_register::claim::PropertyId;
use daftar_register::crops::Crops;
use daftar_register::mcpd::{Completeness, Missing, NamesBeside, NamesChecked};
use daftar_register::table::Query;
use maud::{Markup, html};
use serde::Serialize;

use super::ways;
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::looking::Looking;
use crate::parts::list::{self, Part};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// So many things to fill next are named of each.
const NEXT: usize = 4;

/// The list, the least complete first.
#[derive(Serialize)]
struct Passports {
    completeness: Vec<Completeness>,
    #[serde(flatten)]
    part: Part,
    /// The mean of all, in hundredths.
    mean: u32,
    /// Their names beside the list of crops.
    names: NamesChecked,
}

/// `/completeness?page=2`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Passports, Trouble> {
    looking.keeper_only()?;
    let register = looking.register;
    let all = register.completeness(&Query::default(), (register.standing(), &super::now(looking)), true)?;
    let all = all.unwrap_or_default();
    let sum: u64 = all.iter().map(|one| u64::from(one.hundredths)).sum();
    let mean = sum.checked_div(all.len() as u64).unwrap_or(0) as u32;
    let part = Part::of(asked, all.len());
    let names =
        register.names_beside(Crops::shipped(), &Query::default(), (register.standing(), &super::now(looking)))?;
    Ok(Passports { completeness: part.cut(all), part, mean, names: names.unwrap_or_default() })
}

fn render(data: &Passports, screen: &Screen<'_>) -> Content {
    let title = screen.say("completeness");
    let body = html! {
        header {
            h1 { (title) }
            p.lead { (screen.say("completeness-lead")) }
            (ways(screen))
        }
        @if data.completeness.is_empty() { p.empty { (screen.say("completeness-empty")) } }
        @else {
            p { (screen.say("completeness-mean")) " " strong { bdi dir="ltr" { (score(data.mean, screen)) } } }
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.loads {
                    thead { tr {
                        th scope="col" { (screen.say("completeness-what")) }
                        th scope="col" { (screen.say("completeness-score")) }
                        th scope="col" { (screen.say("completeness-next")) }
                    } }
                    tbody { @for one in &data.completeness { (line(one, screen)) } }
                }
            }
            (list::turn(data.part, screen))
            (names(&data.names, screen))
        }
        p.quiet { (screen.say("completeness-source")) }
    };
    Content::plain(title, body)
}

/// What the list of crops says of their names.
fn names(checked: &NamesChecked, screen: &Screen<'_>) -> Markup {
    html! {
        h2 #names { (screen.say("completeness-names")) }
        p { (screen.tell("completeness-names-lead", &[("listed", Said::Number(checked.listed)), ("other", Said::Number(checked.not_listed))])) }
        @if !checked.remarks.is_empty() {
            ul.plain { @for one in &checked.remarks { li { (beside(one, screen)) } } }
        }
    }
}

fn beside(one: &NamesBeside, screen: &Screen<'_>) -> Markup {
    html! {
        @match one.card {
            Some(card) => a href=(screen.plain(Address::Card(card))) { bdi { (one.number) } },
            None => bdi { (one.number) },
        }
        " " bdi { i { (one.written) } } ": " (one.remark.words(screen.lang))
    }
}

fn score(hundredths: u32, screen: &Screen<'_>) -> String {
    screen.digits(&format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

fn line(one: &Completeness, screen: &Screen<'_>) -> Markup {
    let called = html! { bdi { (one.number) } @for name in one.name.split(';') { " " bdi { (name) } } };
    html! {
        tr {
            td data-column=(screen.say("completeness-what")) {
                @match one.card {
                    Some(card) => a href=(screen.plain(Address::Card(card))) { (called) },
                    None => (called),
                }
            }
            td data-column=(screen.say("completeness-score")) {
                bdi dir="ltr" { (score(one.hundredths, screen)) } " "
                meter min="0" max="1000" value=(one.hundredths) { (score(one.hundredths, screen)) }
            }
            td data-column=(screen.say("completeness-next")) {
                @for (at, missing) in one.missing.iter().take(NEXT).enumerate() {
                    @if at > 0 { (screen.comma()) }
                    (next(one, missing, screen))
                }
            }
        }
    }
}

/// What to fill, with the way there.
fn next(one: &Completeness, missing: &Missing, screen: &Screen<'_>) -> Markup {
    let adds = html! { " " bdi.quiet dir="ltr" { "+" (score(missing.adds, screen)) } };
    html! {
        @match (one.card, &missing.property) {
            (Some(card), Some(property)) => {
                a href=(screen.plain(Address::AddStatement(card, property.as_str()))) { (label(property, screen)) }
            }
            _ => (missing.code),
        }
        (adds)
    }
}

fn label<'s>(property: &'s PropertyId, screen: &'s Screen<'_>) -> &'s str {
    screen.profiles.property(property).map_or(property.as_str(), |declared| declared.label.in_language(screen.tag()))
}
