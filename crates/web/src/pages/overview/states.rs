//! What state places and buildings are in: a bar for each step of the scale, worst first, with its denominator.

use std::collections::{BTreeMap, BTreeSet};

use daftar_register::claim::{EntityId, Profiles, Value};
use daftar_register::store::index::Kinds;
use daftar_register::view::{self, Asked};
use maud::{Markup, html};
use serde::Serialize;

use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::words::Said;

/// The property that has the scale.
const STATE: &str = "state";

/// How many cards each step of the scale is told of.
#[derive(Serialize)]
pub(crate) struct States {
    /// The steps, the worst first.
    steps: Vec<Step>,
    /// Of how many cards any state is told.
    told: usize,
    /// How many cards there are that could have one.
    of: usize,
}

#[derive(Serialize)]
struct Step {
    code: String,
    words: String,
    rank: Option<i64>,
    cards: usize,
}

/// The kinds that stand on the ground and have a physical state.
fn standing(profiles: &Profiles) -> Vec<&str> {
    let has = |of: &[daftar_register::claim::PropertyId], id: &str| of.iter().any(|property| property.as_str() == id);
    let kinds = profiles.kinds.iter();
    let kinds = kinds.filter(|(_, kind)| has(&kind.properties, STATE) && has(&kind.properties, "location"));
    kinds.map(|(id, _)| id.as_str()).collect()
}

/// Counts each card once for each state that a source tells of it.
pub(super) fn states(asked: &Asked<'_>, looking: &Looking<'_>, counted: &Kinds) -> States {
    let profiles = looking.register.profiles();
    let mut steps: BTreeMap<(String, String), (String, BTreeSet<EntityId>)> = BTreeMap::new();
    let kinds = standing(profiles);
    for entity in asked.entities().into_iter().filter(|entity| asked.is_of_kinds(*entity, &kinds)) {
        let condition = view::condition(asked, entity);
        let scales = condition.scales.into_iter().filter(|scale| scale.property.as_str() == STATE);
        for told in scales.flat_map(|scale| scale.values) {
            if let Value::Code { scheme, code, .. } = told.value.value {
                steps.entry((scheme, code)).or_insert_with(|| (told.value.words, BTreeSet::new())).1.insert(entity);
            }
        }
    }
    let told: BTreeSet<EntityId> = steps.values().flat_map(|(_, cards)| cards).copied().collect();
    let step = |((scheme, code), (words, cards)): ((String, String), (String, BTreeSet<EntityId>))| Step {
        rank: rank(profiles, &Value::code(&scheme, &code)),
        code,
        words,
        cards: cards.len(),
    };
    let mut steps: Vec<Step> = steps.into_iter().map(step).collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.rank));
    let of = counted.count(&kinds);
    States { steps, told: told.len(), of: of.max(told.len()) }
}

fn rank(profiles: &Profiles, value: &Value) -> Option<i64> {
    let property = profiles.properties.values().find(|property| property.id.as_str() == STATE)?;
    view::grade(property, value, profiles).map(|grade| grade.rank)
}

pub(super) fn render(states: &States, screen: &Screen<'_>) -> Markup {
    let sum = [("told", Said::Number(states.told)), ("of", Said::Number(states.of))];
    html! {
        section {
            h2 { (screen.say("overview-state")) }
            @if states.steps.is_empty() { p.empty { (screen.say("map-level-untold")) } }
            @else {
                p.quiet { (screen.tell("overview-states-of", &sum)) }
                ul.bars {
                    @for step in &states.steps { li { (bar(step, states, screen)) } }
                }
                p.quiet.small { (screen.say("overview-states")) }
            }
        }
    }
}

fn bar(step: &Step, states: &States, screen: &Screen<'_>) -> Markup {
    let width = step.cards * 100 / states.told.max(1);
    let rank = step.rank.map_or("none".to_owned(), |rank| rank.to_string());
    html! {
        span.words { (step.words) }
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.all width="100" height="8" {}
            rect.part.(format!("rank-{rank}")) width=(width.max(1)) height="8" {}
        }
        b { (screen.digits(&step.cards.to_string())) span.quiet { " / " (screen.digits(&states.told.to_string())) } }
    }
}
