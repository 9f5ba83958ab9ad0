//! Correcting a statement that was recorded wrongly. What another source says otherwise is no correction: it is a statement
//! of its own.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::Offered;
use daftar_register::claim::{Claim, ClaimId, EntityId, Locator, Profiles, Secret, Speaker, Statement, Subject, Value};
use maud::html;
use serde::Serialize;

use super::add_statement::{concerned, how, property};
use super::claim::id_of;
use super::kind::as_text;
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::names;
use crate::forms::named::pick;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::value::{self, Texts};
use crate::forms::writing::{Deed, Writing};
use crate::forms::{origin, privacy};
use crate::screen::Screen;
use crate::visit::Visit;

/// The form for a statement's correction.
#[derive(Clone)]
struct Edit {
    claim: String,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(rename = "claim", serialize_with = "as_text")]
    id: ClaimId,
    property: String,
    name: Option<String>,
    /// Whether its text is asked in both languages.
    #[serde(skip)]
    pair: bool,
    #[serde(skip)]
    names: Vec<Offered>,
}

/// `GET /c/ID/edit`
pub(crate) async fn page(Path(claim): Path<String>, visit: Visit) -> Response {
    save::show(Edit { claim }, visit).await
}

/// `POST /c/ID/edit`
pub(crate) async fn save(
    Path(claim): Path<String>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    save::save(Edit { claim }, visit, pairs).await
}

impl Edit {
    /// The statement and the entity that it is about; remarks on statements are denied or taken back, not corrected.
    fn statement(&self, register: &daftar_register::Register) -> Result<(Statement, EntityId), Trouble> {
        let statement = register.with_words(register.statement(id_of(&self.claim)?)?);
        let entity = statement.claim.subject.entity().ok_or(Trouble::Missing)?;
        Ok((statement, entity))
    }
}

impl FormPage for Edit {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        let (statement, _) = self.statement(looking.register)?;
        let name = |entity: EntityId| -> Result<String, Trouble> {
            let names = looking.register.names_of(entity)?;
            Ok(names.first().map_or_else(|| entity.to_string(), |name| pick(entity, name)))
        };
        let mut fields = value_fields(&statement.claim, looking.register.profiles(), &name)?;
        fields.extend(origin_fields(&statement.claim, looking.register.keeper()?, &name)?);
        fields.extend(statement.sealed.then(|| ("restricted".to_owned(), "yes".to_owned())));
        Ok(fields)
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        looking.keeper_only()?;
        let (statement, entity) = self.statement(looking.register)?;
        property(looking.register.profiles(), statement.claim.property.as_str())?;
        Ok(Data {
            id: statement.id,
            property: statement.claim.property.to_string(),
            name: looking.name(entity),
            pair: language(&statement.claim).is_some(),
            names: looking.offered()?,
        })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let Ok(property) = property(screen.profiles, &data.property) else {
            return Page { title: String::new(), body: html! {} };
        };
        let label = property.label.in_language(screen.tag());
        let fields = html! {
            (value::fields(property, if data.pair { Texts::Pair } else { Texts::One }, typed, screen))
            @if data.pair { p.quiet { (screen.say("edit-pair")) } }
            (how(&data.property, typed, screen))
            (origin::when(typed, screen))
            (origin::fields(typed, screen))
            (privacy::fields(typed, screen))
            (names(&data.names, screen))
        };
        let body = html! {
            header {
                p.kind { @if let Some(name) = &data.name { bdi { (name) } " · " } (label) }
                h1 { (screen.say("edit")) }
                p.lead { (screen.say("edit-lead")) }
            }
            (form(typed, "edit-save", screen, fields))
            p { a href=(screen.plain(Address::Claim(data.id))) { (screen.say("change-back")) } }
        };
        Page { title: format!("{} · {label}", screen.say("edit")), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (statement, entity) = self.statement(writing.register)?;
        let before = &statement.claim;
        let property = property(writing.register.profiles(), before.property.as_str())?.clone();
        let (origin, concerns) = (writing.origin()?, concerned(writing, entity)?);
        let sealed = writing.is_restricted();
        let mut values = writing.values(&property)?;
        // What is in the statement's own language corrects it; the other language is a statement of its own.
        let own = values.iter().position(|value| is_in(value, language(before))).unwrap_or(0);
        if values.is_empty() {
            writing.fault(crate::forms::typed::WHOLE, "fault-empty");
            return Ok(String::new());
        }
        let value = values.remove(own);
        for value in values {
            let claim = origin.claim(Subject::Entity(entity), before.property.clone(), value);
            writing.put(claim, sealed, concerns.clone());
        }
        let mut claim = origin.claim(Subject::Entity(entity), before.property.clone(), value);
        keep_unasked(&mut claim, before);
        writing.deed = Deed::Replace { old: statement.id, by: Box::new(Secret { claim, concerns }), sealed };
        Ok(Address::Card(entity).to_string())
    }
}

/// What the form does not ask stays as it was: a place in a text, what a reader inferred, a speaker without a card.
fn keep_unasked(claim: &mut Claim, before: &Claim) {
    if claim.locator.is_none() && !matches!(before.locator, Some(Locator::Page(_))) {
        claim.locator.clone_from(&before.locator);
    }
    if claim.said_by.is_none() && matches!(before.said_by, Some(Speaker::Unnamed(_))) {
        claim.said_by.clone_from(&before.said_by);
    }
    if claim.when == before.when && claim.stated == before.stated {
        claim.inferred.clone_from(&before.inferred);
    }
}

/// The language of a text, if it is one of the two that are asked side by side.
fn language(claim: &Claim) -> Option<&'static str> {
    match &claim.value {
        Value::Text { lang: Some(lang), .. } => ["en", "ar"].into_iter().find(|known| known == lang),
        _ => None,
    }
}

fn is_in(value: &Value, wanted: Option<&str>) -> bool {
    matches!(value, Value::Text { lang, .. } if wanted.is_some() && lang.as_deref() == wanted)
}

type Fields = Vec<(String, String)>;

/// A value as the fields that it would be typed in.
fn value_fields(
    claim: &Claim,
    profiles: &Profiles,
    name: &dyn Fn(EntityId) -> Result<String, Trouble>,
) -> Result<Fields, Trouble> {
    let field = |part: &str, text: String| (format!("{}.{part}", claim.property), text);
    let number = |part: &str, n: &Option<i64>| n.map(|n| field(part, n.to_string()));
    Ok(match &claim.value {
        Value::Text { text, .. } if language(claim).is_some() => {
            vec![field(language(claim).unwrap_or_default(), text.clone())]
        }
        Value::Text { text, lang } => {
            vec![field("text", text.clone()), field("lang", lang.clone().unwrap_or_default())]
        }
        Value::Number { number, unit } => {
            vec![field("number", number.as_str().to_owned()), field("unit", unit.clone().unwrap_or_default())]
        }
        Value::Count { low, best, high } => {
            [number("low", low), number("best", best), number("high", high)].into_iter().flatten().collect()
        }
        Value::Date(date) => vec![field("date", date.as_str().to_owned())],
        Value::Code { scheme, code, .. } => {
            let own = profiles.property(&claim.property).and_then(|property| property.scheme.as_ref());
            let native = own.is_some_and(|own| own != scheme);
            vec![field("code", if native { format!("{scheme}/{code}") } else { code.clone() })]
        }
        Value::Entity(id) => vec![field("entity", name(*id)?)],
        Value::Geometry { wkt, uncertainty } => {
            let inside = wkt.as_str().trim_start_matches("POINT").trim().trim_matches(['(', ')']);
            let (lon, lat) = inside.trim().split_once(' ').unwrap_or_default();
            let metres = uncertainty.as_ref().map(|metres| metres.as_str().to_owned()).unwrap_or_default();
            vec![field("lat", lat.to_owned()), field("lon", lon.to_owned()), field("metres", metres)]
        }
        Value::Unknown => vec![field("how", "unknown".into())],
        Value::None => vec![field("how", "none".into())],
        Value::File(_) | Value::Preference(_) | Value::Custody(_) => Vec::new(),
    })
}

/// How a claim is known, as the fields that it would be typed in.
fn origin_fields(
    claim: &Claim,
    keeper: EntityId,
    name: &dyn Fn(EntityId) -> Result<String, Trouble>,
) -> Result<Fields, Trouble> {
    let speaker = match claim.said_by {
        Some(Speaker::Entity(id)) => Some(name(id)?),
        _ => None,
    };
    let mut fields: Vec<(&str, String)> = match (claim.source == keeper, speaker) {
        (true, None) => vec![("from", "me".into())],
        (true, Some(teller)) => vec![("from", "told".into()), ("teller", teller)],
        (false, speaker) => {
            vec![("from", "source".into()), ("source", name(claim.source)?), ("speaker", speaker.unwrap_or_default())]
        }
    };
    fields.extend(claim.when.iter().map(|date| ("when", date.as_str().to_owned())));
    fields.extend(claim.stated.iter().map(|date| ("stated", date.as_str().to_owned())));
    fields.extend(claim.certainty.map(|certainty| ("certainty", certainty.word().to_owned())));
    fields.extend(claim.quote.iter().map(|quote| ("quote", quote.clone())));
    if let Some(Locator::Page(page)) = &claim.locator {
        fields.push(("page", page.clone()));
    }
    Ok(fields.into_iter().map(|(field, text)| (field.to_owned(), text)).collect())
}
