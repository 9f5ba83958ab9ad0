//! What to save first: the season's plan, with every term of the rank; on paper, too.

use axum::response::Response;
use daftar_register::view::rescue::{Ranked, SaveFirst, Weights};
use maud::{Markup, html};
use serde::Serialize;

use super::{asked, ways};
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::keeping::printed_head;
use crate::pages::looking::Looking;
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::{Form, Visit};

/// At most so many are shown; the rest is in the data.
const MOST: usize = 500;

/// The list.
#[derive(Serialize)]
struct Rescue {
    #[serde(flatten)]
    list: SaveFirst,
    /// Whether something that was typed cannot be.
    odd: bool,
    #[serde(skip)]
    today: String,
}

/// `/save-first?below=85&no-copy=3`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    let most = if visit.form == Form::Json { usize::MAX } else { MOST };
    visit.page(move |looking| data(looking, &asked, most), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked, most: usize) -> Result<Rescue, Trouble> {
    looking.keeper_only()?;
    let (terms, odd) = asked::terms(looking.register, asked)?;
    let (weights, odd_weight) = asked::weights(asked);
    let list = looking.register.save_first(&looking.ask, &terms, &weights, most)?;
    let today = looking.register.time().date().to_owned();
    Ok(Rescue { list, odd: odd || odd_weight, today })
}

fn render(data: &Rescue, screen: &Screen<'_>) -> Content {
    let title = screen.say("save-first");
    let list = &data.list;
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            h1 { (title) }
            p.lead { (screen.say("save-first-lead")) }
            (ways(screen))
        }
        (form(&list.weights, screen))
        @if data.odd { p.fault role="alert" { (screen.say("lots-odd")) } }
        @if list.ranked.is_empty() { p.empty { (screen.say("lots-empty")) } }
        @else {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.loads {
                    thead { tr {
                        th scope="col" { (screen.say("save-first-what")) }
                        th scope="col" { (screen.say("save-first-act")) }
                        th scope="col" { (screen.say("save-first-due")) }
                        th scope="col" { (screen.say("save-first-living")) }
                        th scope="col" { (screen.say("save-first-terms")) }
                        th scope="col" { (screen.say("save-first-elsewhere")) }
                    } }
                    tbody { @for one in &list.ranked { (line(one, screen)) } }
                }
            }
            @if list.total > list.ranked.len() { p.quiet { (screen.count("save-first-more", list.total - list.ranked.len())) } }
        }
        @if list.empty > 0 { p { (screen.count("save-first-empty", list.empty)) } }
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

/// Where the weights are typed.
fn form(weights: &Weights, screen: &Screen<'_>) -> Markup {
    let labels = [
        ("half-years", "weight-half-years"),
        ("no-copy", "weight-no-copy"),
        ("no-holder", "weight-no-holder"),
        ("last-seeds", "weight-last-seeds"),
        ("only-one", "weight-only-one"),
        ("sowing", "weight-sowing"),
    ];
    html! {
        details.screen-only {
            summary { (screen.say("save-first-weights")) }
            form.in-place action=(Address::SaveFirst) {
                (screen.along(false))
                (asked::below(screen))
                @for (name, label) in labels {
                    (asked::field(name, &screen.say(label), &weights.get(name).unwrap_or(1.0).to_string()))
                }
                button.second { (screen.say("search-apply")) }
            }
        }
    }
}

fn line(one: &Ranked, screen: &Screen<'_>) -> Markup {
    let lang = screen.lang;
    html! {
        tr {
            td data-column=(screen.say("save-first-what")) {
                (name::entity(one.accession, one.name.as_deref(), screen))
                @for (at, lot) in one.lots.iter().enumerate() {
                    " " a.quiet href=(screen.plain(Address::Lot(*lot))) { (screen.say("lots-lot")) " " (screen.digits(&(at + 1).to_string())) }
                }
            }
            td data-column=(screen.say("save-first-act")) { strong { (one.act.words(lang)) } }
            td data-column=(screen.say("save-first-due")) {
                (screen.digits(&one.rank.due.words(lang)))
                p.quiet { (screen.say("save-first-test")) " " (screen.digits(&one.test.when.words(lang))) }
            }
            td data-column=(screen.say("save-first-living")) { (screen.digits(&one.rank.living.words(lang))) }
            td data-column=(screen.say("save-first-terms")) {
                bdi dir="ltr" { (screen.digits(&format!("{:.2}", one.rank.score))) }
                " = " (screen.say("save-first-urgency")) " " bdi dir="ltr" { (screen.digits(&format!("{:.2}", one.rank.urgency))) }
                @for term in &one.rank.terms { p.quiet { (screen.digits(&term.words(lang))) } }
            }
            td data-column=(screen.say("save-first-elsewhere")) {
                @if !one.elsewhere.copies.is_empty() { p { (screen.count("save-first-copies", one.elsewhere.copies.len())) } }
                @for holder in &one.elsewhere.holders {
                    p {
                        (name::who(&holder.who, screen))
                        @if !holder.said { " " span.quiet { (screen.say("save-first-perhaps")) } }
                    }
                }
                @if one.elsewhere.copies.is_empty() && one.elsewhere.holders.is_empty() { (screen.say("save-first-nowhere")) }
            }
        }
    }
}
