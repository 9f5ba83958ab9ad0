//! Which properties are kept of each thing, and what their values are: steps of a scale, numbers, shapes.

use daftar_claim::profile::Property;
use daftar_claim::{Profiles, PropertyId, Value};
use daftar_date::Lang;

use crate::known;
use crate::rules::Rules;
use crate::surroundings::tag_of;

/// So many steps a scale has at most: they are kept as bits, beside three for what is no state.
const MOST_STEPS: usize = 28;

/// A property that is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Kept {
    pub(crate) id: PropertyId,
    pub(crate) role: Role,
    /// Whether it goes on after its time, or happened within it.
    pub(crate) goes_on: bool,
}

/// What its values are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// Steps of a scale, the best first.
    Scale(Vec<Step>),
    /// Whole numbers with a low and a high.
    Count,
    /// A share of the thing, in percent.
    Share,
    /// How large it is.
    Area,
    /// Where it lies.
    Shape,
    /// That it was brought back.
    Recovery,
    /// In which other things it lies.
    Place,
    /// When it happened: its statements have that as their time.
    Date,
    /// Anything else that is told of its condition, or of what happened.
    Other,
}

/// A step of a scale.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Step {
    /// The code.
    pub code: String,
    /// Its place on the scale; the higher, the worse.
    pub rank: i64,
    /// Whether it says that something was brought back.
    pub restores: bool,
}

/// All of them, by id.
pub(crate) fn kept(profiles: &Profiles) -> Vec<Kept> {
    let kept = |property: &Property| {
        let rules = Rules::declared(property, profiles);
        let role = role(property, &rules, profiles)?;
        let goes_on = rules.happens() || rules.persists() || role == Role::Date;
        Some(Kept { id: property.id.clone(), role, goes_on })
    };
    profiles.properties.values().filter_map(kept).collect()
}

fn role(property: &Property, rules: &Rules, profiles: &Profiles) -> Option<Role> {
    let of_condition = property.section == known::CONDITION;
    Some(match (property.id.as_str(), property.value.as_str()) {
        (known::KIND | known::NAME | known::TITLE, _) => return None,
        (known::PLACE | known::PART_OF, _) => Role::Place,
        (known::AREA, "number") => Role::Area,
        (known::EXTENT, "number") | (known::EXTENT_PERCENT, "count") => Role::Share,
        (known::CONTROL_POINT, _) => return None,
        (_, "geometry") => Role::Shape,
        (_, "date") if property.section == known::EVENT && !property.many => Role::Date,
        (_, "count") => Role::Count,
        _ if of_condition && rules.is_ranked() && rules.persists() => Role::Scale(steps(property, profiles)),
        _ if of_condition && rules.tells_recovery() => Role::Recovery,
        _ if of_condition || property.section == known::EVENT => Role::Other,
        _ => return None,
    })
}

fn steps(property: &Property, profiles: &Profiles) -> Vec<Step> {
    let codes = profiles.scheme_of(property).map(|scheme| scheme.codes.as_slice()).unwrap_or_default();
    let step = |code: &daftar_claim::profile::Code| {
        Some(Step { code: code.id.clone(), rank: code.rank?, restores: code.restores })
    };
    let mut steps: Vec<Step> = codes.iter().filter_map(step).collect();
    steps.sort_by_key(|step| step.rank);
    steps.truncate(MOST_STEPS);
    steps
}

/// The steps that a value may be, as bits: of somebody else's grade all those that it may mean here.
pub(crate) fn bits(value: &Value, rules: &Rules, steps: &[Step]) -> u32 {
    let Some(reading) = rules.reading(value) else { return 0 };
    let is_one = |step: &Step| step.code == reading.milder.id || step.code == reading.worse.id;
    (0..).zip(steps).filter(|(_, step)| is_one(step)).fold(0, |bits, (place, _)| bits | 1 << place)
}

impl Step {
    /// Its words in that language.
    pub fn words(&self, property: &PropertyId, lang: Lang, profiles: &Profiles) -> String {
        let scheme = profiles.property(property).and_then(|property| profiles.scheme_of(property));
        let code = scheme.and_then(|scheme| scheme.code(&self.code));
        code.map_or(self.code.as_str(), |code| code.label.in_language(tag_of(lang))).to_owned()
    }
}
