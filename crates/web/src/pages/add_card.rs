//! A new card: five questions first, the rest folds. Made from the profile of its kind.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::Offered;
use daftar_register::claim::profile::{Fold, Kind, Privacy, Property};
use daftar_register::claim::{EntityId, PropertyId, Subject};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{self, names};
use crate::forms::origin::{self, Origin};
use crate::forms::privacy;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Asks, Typed};
use crate::forms::value::{self, Texts};
use crate::forms::writing::Writing;
use crate::parts::name;
use crate::screen::Screen;
use crate::visit::Visit;

/// The form for a card of a kind.
#[derive(Clone)]
struct AddCard {
    kind: String,
    /// A name that the address brings along.
    name: Option<String>,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    kind: String,
    /// The properties that are asked first.
    first: Vec<String>,
    /// The rest, by the parts of a card.
    rest: Vec<Part>,
    #[serde(skip)]
    names: Vec<Offered>,
}

/// The properties of one part of a card.
#[derive(Serialize)]
struct Part {
    section: String,
    properties: Vec<String>,
}

/// `GET /add/KIND`
pub(crate) async fn page(Path(kind): Path<String>, visit: Visit) -> Response {
    let name = visit.asked.get("name").map(str::to_owned);
    save::show(AddCard { kind, name }, visit).await
}

/// `POST /add/KIND`
pub(crate) async fn save(Path(kind): Path<String>, visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(AddCard { kind, name: None }, visit, pairs).await
}

impl AddCard {
    fn kind<'r>(&self, looking: &Looking<'r>) -> Result<&'r Kind, Trouble> {
        looking.register.profiles().kinds.get(&self.kind).ok_or(Trouble::Missing)
    }

    /// The property by which cards of the kind are called.
    fn called(kind: &Kind) -> &'static str {
        let titled = kind.properties.iter().any(|property| property.as_str() == "title");
        if titled { "title" } else { "name" }
    }
}

impl FormPage for AddCard {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let kind = self.kind(looking)?;
        let mut fields = origin::preset(&looking.register.time());
        fields.extend((kind.privacy == Privacy::Restricted).then(|| ("restricted".to_owned(), "yes".to_owned())));
        let profiles = looking.register.profiles();
        let private = kind.properties.iter().filter_map(|id| profiles.property(id));
        let private = private.filter(|property| property.privacy == Privacy::Restricted);
        fields.extend(private.map(|property| (format!("{}.restricted", property.id), "yes".to_owned())));
        let lang = if looking.register.lang().starts_with("ar") { "ar" } else { "en" };
        fields.extend(self.name.iter().map(|name| (format!("{}.{lang}", AddCard::called(kind)), name.clone())));
        Ok(fields)
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        let kind = self.kind(looking)?;
        let profiles = looking.register.profiles();
        let asked = |id: &&PropertyId| id.as_str() != "kind" && profiles.property(id).is_some_and(value::is_asked);
        let texts = |ids: &[PropertyId]| ids.iter().filter(asked).map(ToString::to_string).collect::<Vec<_>>();
        let first = texts(&kind.first);
        let mut rest: Vec<Part> = Vec::new();
        for property in kind.properties.iter().filter(asked).filter_map(|id| profiles.property(id)) {
            if first.iter().any(|id| id == property.id.as_str()) {
                continue;
            }
            let place = rest.iter().position(|part| part.section == property.section).unwrap_or_else(|| {
                rest.push(Part { section: property.section.clone(), properties: Vec::new() });
                rest.len() - 1
            });
            rest[place].properties.push(property.id.to_string());
        }
        Ok(Data { kind: kind.id.clone(), first, rest, names: looking.offered()? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let kind = screen.kind(&data.kind);
        let fields = html! {
            @for id in &data.first { (question(id, typed, screen)) }
            (origin::fields(typed, screen))
            @if !data.rest.is_empty() { h2.more-of-it { (screen.say("add-more")) } }
            @for part in &data.rest { (self::part(part, typed, screen)) }
            details.rest open[!typed.text("when").is_empty() || typed.fault_of("when").is_some()] {
                summary { (screen.say("origin-when")) }
                (origin::when(typed, screen))
            }
            (privacy::fields(typed, screen))
            @if typed.fault_of("again").is_some() { (twins(typed, screen)) }
            (names(&data.names, screen))
        };
        let body = html! {
            header { p.kind { (screen.say("add")) } h1 { (kind) } p.lead { (screen.say("add-card-lead")) } }
            (form(typed, "add-save", screen, fields))
        };
        Page { title: format!("{} · {kind}", screen.say("add")), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let kind = writing.register.profiles().kinds.get(&self.kind).cloned().ok_or(Trouble::Missing)?;
        let Some(entity) = writing.card("card", &kind.id)? else { return Ok(String::new()) };
        let origin = writing.origin()?;
        let concerns = match kind.privacy {
            Privacy::Restricted => [vec![entity], writing.concerns()?].concat(),
            Privacy::Public | Privacy::Cell | Privacy::Embargoed => writing.concerns()?,
        };
        let before = writing.open.len() + writing.sealed.len();
        for id in &kind.properties {
            let property = writing.register.profiles().property(id).filter(|one| value::is_asked(one)).cloned();
            let property = property.filter(|property| property.id.as_str() != "kind");
            if let Some(property) = property {
                self.statement(writing, entity, &property, &origin, &concerns)?;
            }
        }
        if writing.typed.is_sound() && writing.open.len() + writing.sealed.len() == before {
            writing.fault(crate::forms::typed::WHOLE, "fault-nothing");
        }
        self.warn_of_twins(writing, entity, AddCard::called(&kind))?;
        Ok(Address::Card(entity).to_string())
    }
}

impl AddCard {
    fn statement(
        &self,
        writing: &mut Writing<'_>,
        entity: EntityId,
        property: &Property,
        origin: &Origin,
        concerns: &[EntityId],
    ) -> Result<(), Trouble> {
        let restricted = writing.is_property_restricted(property.id.as_str());
        let lasting = property.fold == Fold::Happens || property.persists;
        // What always holds, such as a name, has no time of its own.
        let origin = if lasting { origin.clone() } else { origin.timeless() };
        for value in writing.values(property)? {
            let claim = origin.claim(Subject::Entity(entity), property.id.clone(), value);
            writing.put(claim, restricted, concerns.to_vec());
        }
        Ok(())
    }

    /// Says once that a card of this name is here, unless it is this form's own.
    fn warn_of_twins(&self, writing: &mut Writing<'_>, own: EntityId, called: &str) -> Result<(), Trouble> {
        if writing.typed.is("again", "yes") {
            return Ok(());
        }
        let mut twins = Vec::new();
        for lang in ["en", "ar"] {
            let name = writing.typed.text(&format!("{called}.{lang}")).to_owned();
            let bearing = if name.is_empty() { Vec::new() } else { writing.register.bearing(&name)? };
            if bearing.contains(&own) {
                return Ok(());
            }
            twins.extend(bearing.into_iter().map(|one| (one, name.clone())));
        }
        twins.dedup_by_key(|(one, _)| *one);
        if !twins.is_empty() {
            writing.typed.fault("again", "fault-again", Asks::Which(twins));
        }
        Ok(())
    }
}

/// A part of the card, folded while nothing is typed into it; its line says what it asks.
fn part(part: &Part, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let open =
        typed.sent && part.properties.iter().any(|id| typed.begins(id) || typed.is_faulty(id) || typed.rows(id) > 1);
    let labels: Vec<&str> = part.properties.iter().filter_map(|id| label(id, screen)).collect();
    html! {
        details.rest open[open] {
            summary { (card::heading(&part.section, screen)) " " span.quiet { (labels.join(screen.comma())) } }
            @for id in &part.properties { (question(id, typed, screen)) }
        }
    }
}

fn label<'s>(id: &str, screen: &'s Screen<'_>) -> Option<&'s str> {
    let property = screen.profiles.property(&PropertyId::parse(id).ok()?)?;
    Some(property.label.in_language(screen.tag()))
}

/// One property, with its box where the profile restricts it.
fn question(id: &str, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let property = PropertyId::parse(id).ok().and_then(|id| screen.profiles.property(&id));
    let Some(property) = property else { return html! {} };
    html! {
        div.asked data-private-part[property.privacy == Privacy::Restricted] {
            (value::fields(property, Texts::Pairs, typed, screen))
            @if property.privacy == Privacy::Restricted { (privacy::held_back(property, screen)) (privacy::of_property(id, typed, screen)) }
        }
    }
}

/// The cards of the same name, and a box for making another all the same.
fn twins(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let twins = match typed.fault_of("again").map(|fault| &fault.asks) {
        Some(Asks::Which(twins)) => twins.as_slice(),
        _ => &[],
    };
    html! {
        fieldset.ask role="alert" {
            legend { (screen.say("fault-again")) }
            ul { @for (id, words) in twins { li { (name::entity(*id, Some(words), screen)) } } }
            (field::check("again", &screen.say("add-again"), "", typed))
        }
    }
}
