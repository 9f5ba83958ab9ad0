//! What to carry first on the worst day: on the screen, and on paper that needs neither power nor a network.

use axum::response::Response;
use daftar_register::Carrying;
use daftar_register::claim::EntityId;
use daftar_register::view::{Load, Sum};
use maud::{Markup, html};
use serde::Serialize;

use super::{Pictures, pictures, printed_head, ready, today, ways};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::field::select;
use crate::forms::typed::Typed;
use crate::layout::Content;
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::parts::load;
use crate::screen::Screen;
use crate::visit::Visit;

/// The list.
#[derive(Serialize)]
struct Carry {
    #[serde(flatten)]
    list: Carrying,
    /// The place of keeping that it is about, if not all.
    within: Option<String>,
    today: String,
    #[serde(skip)]
    pictures: Pictures,
}

/// `/carry?in=PLACE`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Carry, Trouble> {
    ready(looking)?;
    let within = asked.get("in").filter(|text| !text.is_empty()).map(card::entity).transpose()?;
    let list = looking.register.carrying(within, &looking.ask)?;
    if within.is_some_and(|place: EntityId| list.places.get(place).is_none()) {
        return Err(Trouble::Missing);
    }
    let within = within.map(|place| list.places.path(place));
    Ok(Carry { pictures: pictures(&list.loads, looking)?, list, within, today: today(looking.register) })
}

fn render(data: &Carry, screen: &Screen<'_>) -> Content {
    let title = screen.say("carry");
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            h1 { (title) @if let Some(within) = &data.within { ": " bdi { (within) } } }
            p.lead { (screen.say("carry-lead")) }
            (ways(screen))
        }
        (narrow(data, screen))
        @if data.list.loads.is_empty() { p.empty { (screen.say("carry-empty")) } }
        @for (loads, sum) in data.list.by_urgency() { (urgency(loads, &sum, data, screen)) }
        p.sum { strong { (screen.say("carry-all")) } " " (load::sum(&data.list.sum, screen)) }
        @if data.list.unranked > 0 { p.quiet { (screen.count("carry-unranked", data.list.unranked)) } }
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

/// Which place the list is about.
fn narrow(data: &Carry, screen: &Screen<'_>) -> Markup {
    let typed = Typed::preset(screen.visit.asked.get("in").map(|place| ("in".to_owned(), place.to_owned())));
    let mut options = vec![(String::new(), screen.say("carry-everywhere"))];
    let places = data.list.places.in_order().into_iter();
    options.extend(places.map(|(place, path)| (place.entity.0.to_string(), path)));
    html! {
        @if options.len() > 1 {
            form.in-place.screen-only action=(crate::address::Address::Carry) {
                (screen.along(false))
                (select("in", &screen.say("carry-in"), &options, &typed))
                button.second { (screen.say("search-apply")) }
            }
        }
    }
}

fn urgency(loads: &[Load], sum: &Sum, data: &Carry, screen: &Screen<'_>) -> Markup {
    let first = loads.first().and_then(|load| load.first.as_ref()?.values.first());
    let heading = first.map(|one| one.value.words.clone()).unwrap_or_default();
    html! {
        section.inventory {
            h2 { (heading) }
            p.sum { (load::sum(sum, screen)) }
            div.scroll tabindex="0" role="region" aria-label=(heading) {
                table.loads {
                    thead { tr { (columns(screen)) } }
                    tbody { @for load in loads { (line(load, data, screen)) } }
                }
            }
        }
    }
}

fn columns(screen: &Screen<'_>) -> Markup {
    html! {
        th.box scope="col" { (screen.say("column-done")) }
        th scope="col" { (screen.say("column-what")) }
        th scope="col" { (screen.say("column-where")) }
        th scope="col" { (screen.say("column-size")) }
        th scope="col" { (screen.say("column-packing")) }
        th scope="col" { (screen.say("column-why")) }
    }
}

fn line(one: &Load, data: &Carry, screen: &Screen<'_>) -> Markup {
    html! {
        tr {
            td.box { span.tick aria-hidden="true" {} }
            td data-column=(screen.say("column-what")) { (load::picture(data.pictures.get(&one.entity), one, screen)) (load::called(one, screen)) }
            td data-column=(screen.say("column-where")) { (load::places(one, &data.list.places, screen)) }
            td data-column=(screen.say("column-size")) {
                @for size in &one.size { (load::labelled(size, one, screen)) }
                (load::weight(one, screen))
            }
            td data-column=(screen.say("column-packing")) { @if let Some(packing) = &one.packing { (load::told(packing, one, screen)) } }
            td data-column=(screen.say("column-why")) {
                @if let Some(why) = &one.why { (load::told(why, one, screen)) }
                @if let Some(first) = one.first.as_ref().filter(|first| first.values.len() > 1) { (load::labelled(first, one, screen)) }
                @if let Some(fate) = &one.fate { (load::labelled(fate, one, screen)) }
            }
        }
    }
}
