//! What is to be known of things that are carried out: which first and why, how large, how heavy, how packed, and where they
//! are kept. What nobody says stays unsaid; sources that differ make a range.

use daftar_claim::{ClaimId, Edtf, EntityId, PropertyId, Value};
use serde::Serialize;

use crate::asked::{Asked, Spoken};
use crate::cite::{Cited, Who};
use crate::differ::differences_of;
use crate::fold::{Folded, fold};
use crate::json;
use crate::known;
use crate::weight::Weight;

/// The property that says what is carried before the rest.
pub const CARRY_FIRST: &str = "carry-first";
/// The property that says where a thing is kept.
pub const KEPT_AT: &str = "kept-at";
/// By which a thing is called in lists and on labels.
pub const NUMBER: &str = "number";
/// What tells how heavy a thing is.
const WEIGHT: &str = "weight";
/// What tells how large a thing is.
const SIZES: [&str; 6] = ["dimensions", "height", "width", "depth", "length", "diameter"];

/// A thing to be carried.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Load {
    /// The thing: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub entity: EntityId,
    /// Its name in the language asked for.
    pub name: Option<String>,
    /// Its numbers, in the order in which they fold.
    pub numbers: Vec<String>,
    /// Which is carried first; none when nobody says.
    pub first: Option<Folded>,
    /// The place of its most urgent value on the scale; none when nobody says any that has one.
    pub rank: Option<i64>,
    /// Why.
    pub why: Option<Folded>,
    /// How large, as far as it is said.
    pub size: Vec<Folded>,
    /// How heavy, as sources have it.
    pub weight: Option<Folded>,
    /// The same in one unit.
    pub weighed: Weighed,
    /// How it is packed.
    pub packing: Option<Folded>,
    /// Where it is kept: the latest first.
    pub kept: Vec<Keeping>,
    /// What became of it.
    pub fate: Option<Folded>,
    /// Whether sources differ on any of this.
    pub differs: bool,
    /// The statements that are named above, by id.
    pub statements: Vec<Cited>,
}

/// How heavy a thing is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighed {
    /// Nobody says, or it is said not to be known.
    Unsaid,
    /// It is said, but not in a unit that is understood.
    NotUnderstood,
    /// From and to, in kilograms; equal unless sources differ.
    Known {
        /// At least.
        low: Weight,
        /// At most.
        high: Weight,
    },
}

/// A place where a thing is said to be kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Keeping {
    /// The place.
    #[serde(serialize_with = "json::text")]
    pub place: EntityId,
    /// Its name in the language asked for.
    pub name: Option<String>,
    /// Since when, where a statement has a time of its own; the latest.
    #[serde(serialize_with = "json::text_or_null")]
    pub since: Option<Edtf>,
    /// Who denies it.
    pub denied_by: Vec<Who>,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

/// How many things, and how heavy together.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize)]
pub struct Sum {
    /// How many there are.
    pub things: usize,
    /// Of how many the weight is known.
    pub weighed: usize,
    /// Of how many it is said in no unit that is understood.
    pub not_understood: usize,
    /// Of how many nobody says it.
    pub unsaid: usize,
    /// What those weigh together whose weight is known: at least, in kilograms.
    pub low: Weight,
    /// At most.
    pub high: Weight,
}

impl Sum {
    /// Of these things.
    pub fn of<'l>(loads: impl IntoIterator<Item = &'l Load>) -> Sum {
        let mut sum = Sum::default();
        for load in loads {
            sum.things += 1;
            match load.weighed {
                Weighed::Unsaid => sum.unsaid += 1,
                Weighed::NotUnderstood => sum.not_understood += 1,
                Weighed::Known { low, high } => {
                    sum.weighed += 1;
                    (sum.low, sum.high) = (sum.low.and(low), sum.high.and(high));
                }
            }
        }
        sum
    }
}

impl Load {
    /// Of an entity, by all that was heard of it.
    pub fn of(asked: &Asked, entity: EntityId) -> Load {
        let entity = asked.identity().first(entity);
        let folded = |id: &str| of(asked, entity, id);
        let (first, weight) = (folded(CARRY_FIRST), folded(WEIGHT));
        let mut load = Load {
            entity,
            name: asked.name(entity).map(str::to_owned),
            numbers: folded(NUMBER).map(|numbers| texts(&numbers)).unwrap_or_default(),
            rank: first.as_ref().and_then(|first| rank(asked, entity, first)),
            why: folded("carry-why"),
            size: SIZES.iter().filter_map(|id| folded(id)).collect(),
            weighed: Weighed::of(weight.as_ref()),
            weight,
            packing: folded("packing"),
            kept: Keeping::all(asked, entity),
            fate: folded("fate"),
            differs: false,
            first,
            statements: Vec::new(),
        };
        load.differs = load.differs_in(asked);
        let named = load.named();
        load.statements = Cited::all(named.into_iter().filter_map(|claim| asked.place_of(claim)).collect(), asked);
        load
    }

    /// What is said of it, property by property, in the order in which it is read.
    pub fn told(&self) -> impl Iterator<Item = &Folded> {
        let size = self.size.iter();
        let one = [&self.first, &self.why].into_iter().flatten();
        one.chain(size).chain([&self.weight, &self.packing, &self.fate].into_iter().flatten())
    }

    fn named(&self) -> Vec<ClaimId> {
        let told = self.told().flat_map(|one| &one.values).flat_map(|value| &value.statements);
        told.chain(self.kept.iter().flat_map(|one| &one.statements)).copied().collect()
    }

    fn differs_in(&self, asked: &Asked) -> bool {
        let told: Vec<&str> = self.told().map(|one| one.property.as_str()).chain([KEPT_AT]).collect();
        differences_of(asked, self.entity).iter().any(|one| told.contains(&one.property.as_str()))
    }
}

impl Weighed {
    fn of(weight: Option<&Folded>) -> Weighed {
        let values = weight.map_or(&[][..], |weight| &weight.values);
        let said: Vec<&Value> = values
            .iter()
            .map(|one| &one.value.value)
            .filter(|value| !matches!(value, Value::Unknown | Value::None))
            .collect();
        let known: Option<Vec<Weight>> = said.iter().map(|value| Weight::of(value)).collect();
        match known {
            // Of several values one is not understood: what the others say is no whole answer.
            None => Weighed::NotUnderstood,
            Some(known) => match (known.iter().min(), known.iter().max()) {
                (Some(low), Some(high)) => Weighed::Known { low: *low, high: *high },
                _ => Weighed::Unsaid,
            },
        }
    }
}

impl Keeping {
    /// Where an entity is kept by what still holds: what has the latest time of its own first, then what was said last. A place
    /// that was left, by a later move with its date, is not among them.
    pub fn all(asked: &Asked, entity: EntityId) -> Vec<Keeping> {
        let Some(folded) = of(asked, entity, KEPT_AT) else { return Vec::new() };
        let mut places: Vec<(Latest, Keeping)> = Vec::new();
        for value in folded.values {
            let Value::Entity(place) = value.value.value else { continue };
            let place = asked.identity().first(place);
            let spoken: Vec<&Spoken> = asked
                .about(entity)
                .iter()
                .filter(|one| value.statements.contains(&asked.statement(one).statement.id))
                .collect();
            let latest = spoken.iter().map(|one| latest(one, asked)).max().unwrap_or_default();
            let keeping = Keeping {
                place,
                name: asked.name(place).map(str::to_owned),
                since: since(&spoken),
                denied_by: denied_by(&value.statements, asked),
                statements: value.statements,
            };
            places.push((latest, keeping));
        }
        places.sort_by(|(one, a), (other, b)| other.cmp(one).then(a.place.cmp(&b.place)));
        places.into_iter().map(|(_, keeping)| keeping).collect()
    }
}

/// Whether it has a time of its own, when that begins, and when it was said.
type Latest = (bool, i64, i64);

fn latest(one: &Spoken, asked: &Asked) -> Latest {
    let written = one.when.is_written();
    let stated = asked.statement(one).claim().stated.as_ref().map_or(i64::MIN, |date| date.sort_key().0);
    (written, if written { one.when.first } else { i64::MIN }, stated)
}

fn since(spoken: &[&Spoken]) -> Option<Edtf> {
    let written = spoken.iter().filter(|one| one.when.is_written());
    let latest = written.max_by_key(|one| one.when.first)?;
    latest.when.taken.as_deref().cloned()
}

fn denied_by(claims: &[ClaimId], asked: &Asked) -> Vec<Who> {
    let denials = asked.remarks().filter(|(remark, place)| {
        let about = asked.selected().get(*place).map(|one| one.statement.id);
        remark.claim().property.as_str() == known::DENY && about.is_some_and(|about| claims.contains(&about))
    });
    let mut by: Vec<Who> = denials.map(|(remark, _)| Who::voice(remark.claim(), asked)).collect();
    by.sort_unstable();
    by.dedup();
    by
}

/// The most urgent place on the scale among the values that hold.
fn rank(asked: &Asked, entity: EntityId, folded: &Folded) -> Option<i64> {
    let holds = |one: &&Spoken| {
        let claim = asked.statement(one).statement.id;
        folded.values.iter().any(|value| value.statements.contains(&claim))
    };
    asked.of_property(entity, &folded.property).iter().filter(holds).filter_map(Spoken::rank).max()
}

/// What is said of one property, if anything holds.
fn of(asked: &Asked, entity: EntityId, property: &str) -> Option<Folded> {
    let property = PropertyId::parse(property).ok()?;
    fold(asked.of_property(entity, &property), asked).filter(|folded| !folded.values.is_empty())
}

fn texts(folded: &Folded) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    folded.values.iter().filter_map(|one| text(&one.value.value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::surroundings::{Audience, Surroundings};
    use crate::testing::{Says, entity, shipped};
    use daftar_claim::Statement;

    fn load(list: &[Statement]) -> Load {
        let profiles = shipped();
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
        Load::of(&Asked::new(list, &ask, &profiles, &surroundings), entity("jar"))
    }

    fn weighs(number: &str, unit: &str) -> Says {
        Says::of("jar", "weight").number(number, Some(unit))
    }

    #[test]
    fn weights_of_sources_that_differ_are_a_range_and_unknown_stays_unknown() {
        let known = |list: &[Statement]| match load(list).weighed {
            Weighed::Known { low, high } => format!("{}–{}", low.kilograms(), high.kilograms()),
            Weighed::Unsaid => "unsaid".into(),
            Weighed::NotUnderstood => "not understood".into(),
        };
        assert_eq!(known(&[weighs("850", "g").done()]), "0.85–0.85");
        assert_eq!(known(&[weighs("850", "g").done(), weighs("2", "lb").from("list").done()]), "0.85–0.907185");
        assert_eq!(known(&[weighs("3", "stone").done(), weighs("2", "kg").from("list").done()]), "not understood");
        assert_eq!(known(&[Says::of("jar", "weight").done()]), "unsaid");
        assert_eq!(known(&[Says::of("jar", "name").text("jar", None).done()]), "unsaid");
    }

    #[test]
    fn a_sum_says_of_how_many() {
        let loads = [load(&[weighs("850", "g").done()]), load(&[weighs("3", "stone").done()]), load(&[])];
        let sum = Sum::of(&loads);
        assert_eq!((sum.things, sum.weighed, sum.not_understood, sum.unsaid), (3, 1, 1, 1));
        assert_eq!((sum.low.kilograms(), sum.high.kilograms()), ("0.85".into(), "0.85".into()));
    }

    #[test]
    fn the_place_of_the_latest_move_comes_first_and_what_was_left_is_gone() {
        let at = |place: &str| Says::of("jar", "kept-at").entity(place);
        let places = |list: &[Statement]| load(list).kept.iter().map(|one| one.place).collect::<Vec<_>>();
        let moved = [at("shelf").when("2031-05-01").done(), at("box").when("2032-05-01").done()];
        assert_eq!(places(&moved), [entity("box")]);
        let undated = [at("shelf").stated("2032-06").done(), at("box").when("2032-05-01").done()];
        assert_eq!(places(&undated), [entity("box"), entity("shelf")], "what has no date of its own ends nothing");
        assert_eq!(load(&undated).kept[0].since.as_ref().map(Edtf::as_str), Some("2032-05-01"));
    }

    #[test]
    fn who_denies_a_place_is_told_with_it() {
        let at = Says::of("jar", "kept-at").entity("shelf").done();
        let denial = Says::of_claim(at.id, "deny").text("not seen there", None).from("stock-taking").done();
        let load = load(&[at, denial]);
        assert_eq!(load.kept[0].denied_by[0].entity, Some(entity("stock-taking")));
        assert!(load.differs);
    }

    #[test]
    fn the_most_urgent_of_several_counts() {
        let first = |code: &str| Says::of("jar", "carry-first").code("carry-first", code);
        let load = load(&[first("next").when("2031").done(), first("first").when("2031").from("list").done()]);
        assert_eq!((load.rank, load.differs), (Some(3), true));
        assert_eq!(load.first.map(|one| one.values.len()), Some(2));
    }
}
