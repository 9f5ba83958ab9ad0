//! Where sources differ, and why; below, where they agree.

use axum::response::Response;
use daftar_register::date::Truth;
use daftar_register::view::{self, Agreement, Cited, Difference};
use maud::html;
use serde::Serialize;

use super::looking::Looking;
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::list::{self, Part};
use crate::parts::ticks::Ticks;
use crate::parts::{agreement, sides};
use crate::screen::Screen;
use crate::visit::Visit;

/// The differences, those that are certain first.
#[derive(Serialize)]
pub(crate) struct Differ {
    part: Part,
    /// How many differ for certain, and how many possibly.
    differ: [usize; 2],
    differences: Vec<Difference>,
    agreements: Vec<Agreement>,
    statements: Vec<Cited>,
    #[serde(skip)]
    ticks: Ticks,
}

/// `/differ`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Differ, Trouble> {
    let heard = looking.differing()?;
    let question = looking.asked(&heard);
    let found = view::differences(&question);
    let part = Part::of(asked, found.len());
    let certain = found.iter().filter(|one| one.verdict == Truth::Yes).count();
    let differ = [certain, found.len() - certain];
    let differences = part.cut(found);
    let agreements = if part.page == part.pages { view::agreements(&question) } else { Vec::new() };
    looking.call(&question, differences.iter().map(|one| one.entity).chain(agreements.iter().map(|one| one.entity)));
    let statements = view::cited(&question, &differences, &agreements);
    let ticks = Ticks::of(&heard, looking);
    Ok(Differ { part, differ, differences, agreements, statements, ticks })
}

fn render(data: &Differ, screen: &Screen<'_>) -> Content {
    let head = html! {
        header { h1 { (screen.say("differ")) } p.lead { (screen.say("differ-lead")) }
            p { a.more href=(screen.plain(Address::Moments)) { (screen.say("moments")) } }
        }
    };
    let body = html! {
        @if data.differences.is_empty() { p.empty { (screen.say("differ-nothing")) } }
        section {
            @if !data.differences.is_empty() {
                h2 { (screen.count("count-differ", data.differ[0])) (screen.comma()) (screen.count("count-may-differ", data.differ[1])) }
            }
            @for one in &data.differences { (sides::difference(one, &data.statements, screen, None)) }
        }
        (list::turn(data.part, screen))
        @if !data.agreements.is_empty() {
            section {
                h2 { (screen.say("agree")) }
                ul.plain {
                    @for one in &data.agreements { (agreement::agreement(one, &data.statements, screen, None)) }
                }
            }
        }
    };
    Content::asking(screen.say("differ"), head, body).sliding(&data.ticks)
}
