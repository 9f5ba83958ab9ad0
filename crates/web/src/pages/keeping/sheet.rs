//! Sheets of one thing, to be printed: Object ID as ICOM asks it, a catalogue card, a label.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::{Profiles, PropertyId};
use daftar_register::view::{self, FoldedValue, Load, Page};
use maud::{Markup, html};
use serde::Serialize;

use super::{label_form, printed_head, ready, today};
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::labels::Labels;
use crate::layout::Content;
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::pages::pictures::{self, Pictured};
use crate::parts::{files, load, name, value};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// A sheet of one thing.
#[derive(Serialize)]
struct Sheet {
    #[serde(flatten)]
    page: Page,
    load: Load,
    /// Which sheet: `object-id`, `card` or `label`.
    sheet: &'static str,
    pictures: Vec<Pictured>,
    /// The labels that are wanted.
    labels: Labels,
    today: String,
}

/// The sheets that there are, with their words.
const SHEETS: [(&str, &str); 3] = [("object-id", "sheet-object-id"), ("card", "sheet-card"), ("label", "sheet-label")];

/// The questions of Object ID in ICOM's order, each with the properties that answer it.
const QUESTIONS: [(&str, &[&str]); 11] = [
    ("oid-type", &["object-type"]),
    ("oid-material", &["material", "technique"]),
    ("oid-measurements", &["dimensions", "height", "width", "depth", "length", "diameter", "weight"]),
    ("oid-inscriptions", &["inscription"]),
    ("oid-features", &["features"]),
    ("oid-title", &["name"]),
    ("oid-subject", &["subject"]),
    ("oid-date", &["made", "period"]),
    ("oid-maker", &["maker"]),
    ("oid-description", &["description"]),
    ("oid-number", &["number"]),
];

/// What a catalogue card tells besides name and number.
const ON_A_CARD: [&str; 8] =
    ["object-type", "material", "dimensions", "made", "maker", "came-from", "credit", "description"];

/// `/e/ID/sheet/SHEET`
pub(crate) async fn page(Path((id, sheet)): Path<(String, String)>, visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &id, &sheet, &asked), render).await
}

fn data(looking: &Looking<'_>, id: &str, sheet: &str, asked: &Asked) -> Result<Sheet, Trouble> {
    looking.keeper_only()?;
    ready(looking)?;
    let (sheet, _) = SHEETS.iter().find(|(known, _)| *known == sheet).ok_or(Trouble::Missing)?;
    let id = card::entity(id)?;
    let heard = looking.entity(id)?;
    let page = view::page(&looking.asked(&heard), id);
    if page.kinds.is_empty() {
        return Err(Trouble::Missing);
    }
    let load =
        looking.register.loads(std::slice::from_ref(&page.members), &looking.ask)?.pop().ok_or(Trouble::Missing)?;
    let pictures = pictures::of(&page, looking)?;
    let labels = label_form::asked(asked, "roll", label_form::is_bare(&page.kinds));
    Ok(Sheet { page, load, sheet, pictures, labels, today: today(looking.register) })
}

fn render(data: &Sheet, screen: &Screen<'_>) -> Content {
    let title = screen.called(data.page.entity, data.page.name.as_deref());
    let body = html! {
        nav.deeds aria-label=(screen.say("sheets")) {
            a href=(screen.plain(Address::Card(data.page.entity))) { (screen.say("contents-card")) }
            @for (sheet, words) in SHEETS {
                a href=(screen.plain(Address::Sheet(data.page.entity, sheet))) aria-current=[(sheet == data.sheet).then_some("page")] { (screen.say(words)) }
            }
        }
        @match data.sheet {
            "object-id" => (object_id(data, &title, screen)),
            "card" => (catalogue_card(data, &title, screen)),
            _ => (label_sheet(data, screen)),
        }
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

/// The values of one property.
fn values<'p>(page: &'p Page, property: &'p str) -> impl Iterator<Item = &'p FoldedValue> {
    let all = page.sections.iter().flat_map(|section| &section.properties);
    all.filter(move |one| one.folded.property.as_str() == property).flat_map(|one| &one.folded.values)
}

fn label<'p>(profiles: &'p Profiles, id: &'p str, lang: &str) -> &'p str {
    let property = PropertyId::parse(id).ok().and_then(|id| profiles.property(&id));
    property.map_or(id, |property| property.label.in_language(lang))
}

/// All of ICOM's questions; what nobody has answered is a line to write on.
fn object_id(data: &Sheet, title: &str, screen: &Screen<'_>) -> Markup {
    html! {
        article.sheet.object-id {
            header { (printed_head(&data.today, screen)) p.kind { (screen.say("sheet-object-id")) } h1 { bdi { (title) } } }
            section.photographs {
                h2 { (screen.say("oid-photographs")) }
                @if data.pictures.is_empty() { p.quiet { (screen.say("oid-no-picture")) } }
                div.shots { @for one in data.pictures.iter().take(4) { (shot(one, title, screen)) } }
            }
            dl.properties {
                @for (words, properties) in QUESTIONS {
                    dt { (screen.say(words)) }
                    dd { (answers(properties, data, screen)) }
                }
            }
        }
    }
}

fn shot(one: &Pictured, title: &str, screen: &Screen<'_>) -> Markup {
    let alt = screen.tell("picture-of-source", &[("title", Said::Text(title))]);
    html! { figure { (files::picture(&one.offer, &alt, screen)) @if !one.credit.is_empty() { figcaption { bdi { (one.credit.join(screen.comma())) } } } } }
}

fn answers(properties: &[&str], data: &Sheet, screen: &Screen<'_>) -> Markup {
    let said: Vec<(&str, &FoldedValue)> =
        properties.iter().flat_map(|property| values(&data.page, property).map(move |one| (*property, one))).collect();
    html! {
        @for (property, one) in &said {
            p.value {
                @if properties.len() > 1 { span.label { (label(screen.profiles, property, screen.tag())) } " " }
                (value::value(&one.value, screen)) (value::marks(one, screen)) " " (voices(one, data, screen))
            }
        }
        @if said.is_empty() { p.rule {} p.rule {} }
    }
}

/// Who says it, each once.
fn voices(one: &FoldedValue, data: &Sheet, screen: &Screen<'_>) -> Markup {
    let cited = one.statements.iter().filter_map(|claim| data.page.statement(*claim));
    let mut who: Vec<Option<&str>> =
        cited.map(|one| one.speaker.as_ref().unwrap_or(&one.source).name.as_deref()).collect();
    who.dedup();
    html! { span.voice { (screen.say("according-to")) @for (n, one) in who.iter().enumerate() { @if n > 0 { (screen.comma()) } " " (name::bare(*one, screen)) } } }
}

/// A card of A6, for a drawer.
fn catalogue_card(data: &Sheet, title: &str, screen: &Screen<'_>) -> Markup {
    html! {
        article.sheet.catalogue-card {
            header { p.kind { bdi { (screen.place) } } h1 { @for number in &data.load.numbers { bdi.number { (number) } " " } bdi { (title) } } }
            div.beside {
                dl.properties {
                    @for property in ON_A_CARD {
                        @if values(&data.page, property).next().is_some() {
                            dt { (label(screen.profiles, property, screen.tag())) }
                            dd { @for one in values(&data.page, property) { p.value { (value::value(&one.value, screen)) } } }
                        }
                    }
                }
                @if let Some(one) = data.pictures.first() { (shot(one, title, screen)) }
            }
            (load::code(&data.load.numbers, data.page.entity, screen))
        }
    }
}

/// One label, as often as it is wanted.
fn label_sheet(data: &Sheet, screen: &Screen<'_>) -> Markup {
    html! {
        (label_form::form(data.labels, screen))
        (label_form::labels(data.labels, std::slice::from_ref(&data.load), screen))
    }
}
