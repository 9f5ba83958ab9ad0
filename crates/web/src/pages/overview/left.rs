//! What is left, and what goes on.

use daftar_register::claim::{EntityId, Value};
use daftar_register::view::{self, Asked, Cited, PropertyView};
use maud::{Markup, html};
use serde::Serialize;

use super::Overview;
use crate::parts::{name, statement, value};
use crate::screen::Screen;

/// How many lines are shown.
const MOST: usize = 12;

/// The properties that tell what is left and what goes on.
pub(super) const PROPERTIES: [&str; 3] = ["remains", "recovery", "successor"];

/// What one card says of what is left.
#[derive(Serialize)]
pub(crate) struct Left {
    entity: String,
    #[serde(skip)]
    pub(super) id: Option<EntityId>,
    name: Option<String>,
    property: PropertyView,
}

/// What is told, the properties in their order, and how many lines more there are. Statements are added to what is cited.
pub(super) fn left(asked: &Asked<'_>, statements: &mut Vec<Cited>) -> (Vec<Left>, usize) {
    let mut left = Vec::new();
    for entity in asked.entities().into_iter().filter(|entity| asked.tells(*entity, &PROPERTIES)) {
        let page = view::page(asked, entity);
        let told = page.sections.into_iter().flat_map(|section| section.properties);
        for property in told.filter(|one| PROPERTIES.contains(&one.folded.property.as_str())) {
            left.push(Left { entity: entity.to_string(), id: Some(entity), name: page.name.clone(), property });
        }
        statements.extend(page.statements);
    }
    left.sort_by_key(|one| PROPERTIES.iter().position(|id| *id == one.property.folded.property.as_str()));
    let more = left.len().saturating_sub(MOST);
    left.truncate(MOST);
    (left, more)
}

pub(super) fn render(data: &Overview, screen: &Screen<'_>) -> Markup {
    let entity = |one: &Left| one.id.map(|id| name::entity(id, one.name.as_deref(), screen));
    html! {
        section {
            h2 { (screen.say("overview-left")) }
            @if data.left.is_empty() { p.empty { (screen.say("overview-left-nothing")) } }
            ul.plain.left {
                @for one in &data.left {
                    li {
                        p.about { @if let Some(entity) = entity(one) { (entity) } " · " (one.property.folded.label) }
                        @for told in &one.property.folded.values {
                            @let code = matches!(told.value.value, Value::Code { .. });
                            p.value.code-value[code] { (value::value(&told.value, screen)) (value::marks(told, screen)) }
                            (statement::sources(&told.statements, &data.statements, screen))
                        }
                    }
                }
            }
            @if data.left_more > 0 { p.quiet { (screen.count("overview-left-more", data.left_more)) } }
        }
    }
}
