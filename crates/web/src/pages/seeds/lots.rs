//! All lots: what is left of each, how much comes up, and until when enough does.

use axum::response::Response;
use daftar_register::Outlook;
use daftar_register::claim::EntityId;
use daftar_register::view::forecast::Outcome;
use maud::{Markup, html};
use serde::Serialize;

use super::{asked, ways};
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::looking::Looking;
use crate::pages::survivors::lost_with;
use crate::parts::list::{self, Part};
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// The lots.
#[derive(Serialize)]
struct Lots {
    lots: Vec<Outlook>,
    /// Which part of all these are.
    #[serde(flatten)]
    part: Part,
    /// Whether what was typed as threshold cannot be one.
    odd: bool,
    #[serde(skip)]
    accessions: Vec<Option<(EntityId, Option<String>)>>,
}

/// `/lots?below=85&page=2`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Lots, Trouble> {
    looking.keeper_only()?;
    let (terms, odd) = asked::terms(looking.register, asked)?;
    let lots = looking.register.lots_in_order(&looking.ask, &terms)?;
    let part = Part::of(asked, lots.len());
    let lots = looking.register.outlooks_of(&part.cut(lots), &looking.ask, &terms)?;
    let accession = |one: &Outlook| one.book.accession.map(|accession| (accession, looking.name(accession)));
    Ok(Lots { accessions: lots.iter().map(accession).collect(), lots, part, odd })
}

fn render(data: &Lots, screen: &Screen<'_>) -> Content {
    let title = screen.say("lots");
    let body = html! {
        header {
            h1 { (title) }
            p.lead { (screen.say("lots-lead")) }
            (ways(screen))
        }
        form.in-place.screen-only action=(Address::Lots) {
            (screen.along(false))
            (asked::below(screen))
            button.second { (screen.say("search-apply")) }
        }
        @if data.odd { p.fault role="alert" { (screen.say("lots-odd")) } }
        @if data.lots.is_empty() { p.empty { (screen.say("lots-empty")) } }
        @else {
            p.quiet { (screen.count("lots-count", data.part.total)) }
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.loads {
                    thead { tr {
                        th scope="col" { (screen.say("lots-lot")) }
                        th scope="col" { (screen.say("lots-left")) }
                        th scope="col" { (screen.say("lots-now")) }
                        th scope="col" { (screen.say("lots-falls")) }
                    } }
                    tbody { @for (one, accession) in data.lots.iter().zip(&data.accessions) { (line(one, accession.as_ref(), screen)) } }
                }
            }
            (list::turn(data.part, screen))
        }
    };
    Content::plain(title, body)
}

fn line(one: &Outlook, accession: Option<&(EntityId, Option<String>)>, screen: &Screen<'_>) -> Markup {
    let name = screen.called(one.book.lot, one.book.name.as_deref());
    let left = one.book.left.words(one.book.unit.as_ref(), screen.lang);
    html! {
        tr {
            td data-column=(screen.say("lots-lot")) {
                a href=(screen.plain(Address::Lot(one.book.lot))) { bdi { (name) } }
                @if let Some((accession, of)) = accession { " " span.quiet { (name::entity(*accession, of.as_deref(), screen)) } }
            }
            td data-column=(screen.say("lots-left")) {
                bdi { (screen.digits(&left)) }
                @for with in &one.lost { p.quiet { (lost_with(with, screen)) } }
            }
            @match &one.forecast.outcome {
                Outcome::Known(known) => {
                    td data-column=(screen.say("lots-now")) { bdi dir="ltr" { (screen.digits(&known.now.words())) } }
                    td data-column=(screen.say("lots-falls")) { bdi { (screen.digits(&known.early.between(known.late, screen.lang))) } }
                }
                Outcome::Unknown(why) => { td.quiet colspan="2" data-column=(screen.say("lots-now")) { (why.words(screen.lang)) } }
            }
        }
    }
}
