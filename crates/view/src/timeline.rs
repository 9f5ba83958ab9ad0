//! What happened, in the order in which a page shows it: happenings with a time, and dates that are values themselves
//! (founded, began). What only has the date of its telling stands there, and says so; what has none comes last.

use std::collections::BTreeMap;

use daftar_claim::profile::{Fold, Property};
use daftar_claim::{Claim, ClaimId, Edtf, EntityId, Profiles, PropertyId, Value};
use daftar_date::{Edge, Truth};
use serde::Serialize;

use crate::asked::{Asked, Spoken};
use crate::cite::{Cited, Who};
use crate::json;
use crate::known;
use crate::rules::Rules;
use crate::shown::Shown;
use crate::time::{DatedBy, Moment, When};

/// A timeline, and what it cites.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Timeline {
    /// The items in display order: by earliest day, then latest, then entity and property. Dates that may overlap have no
    /// true order.
    pub items: Vec<Item>,
    /// The statements that the items name, by id.
    pub statements: Vec<Cited>,
}

/// One thing that happened, by all statements that give it the same time and words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Item {
    /// Where it stands on the line; none when nothing dates it.
    #[serde(serialize_with = "json::text_or_null")]
    pub date: Option<Edtf>,
    /// What dates it. `statement`: only when it was told is known, and `date` is that.
    pub dated_by: DatedBy,
    /// Between which days it lies.
    pub ends: Option<Ends>,
    /// What the source itself gives of the time.
    #[serde(serialize_with = "json::text_or_null")]
    pub written: Option<Edtf>,
    /// From what the rest is inferred.
    pub why: Option<String>,
    /// Whether it had happened by the time asked for: yes or possibly.
    #[serde(serialize_with = "json::truth")]
    pub happened: Truth,
    /// To whom or what.
    pub entity: Who,
    /// Which property tells it.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// The property's label in the language asked for.
    pub label: String,
    /// What happened, or, for a date that is a value itself, that date.
    pub value: Shown,
    /// The statements, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

/// The four days between which something lies, as EDTF; `open` without limit, `unknown` where nothing tells.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Ends {
    /// Earliest possible first day.
    pub start_min: String,
    /// Latest possible first day.
    pub start_max: String,
    /// Earliest possible last day.
    pub end_min: String,
    /// Latest possible last day.
    pub end_max: String,
}

impl Ends {
    fn of(date: &Edtf) -> Ends {
        let edge = |edge: Edge| match edge {
            Edge::Day(day) => day.to_string(),
            Edge::Open => "open".to_owned(),
            Edge::Unknown => "unknown".to_owned(),
        };
        let bounds = date.bounds();
        let [start_min, start_max] = [bounds.start_min, bounds.start_max].map(edge);
        let [end_min, end_max] = [bounds.end_min, bounds.end_max].map(edge);
        Ends { start_min, start_max, end_min, end_max }
    }
}

/// The properties whose statements stand on a timeline.
pub fn timeline_properties(profiles: &Profiles) -> impl Iterator<Item = &Property> {
    profiles.properties.values().filter(|property| {
        let is_date = property.value == "date" && known::DATED_SECTIONS.contains(&property.section.as_str());
        property.fold == Fold::Happens || is_date
    })
}

/// The timeline of everything that the statements speak about.
pub fn timeline(asked: &Asked) -> Timeline {
    let items = asked.entities().into_iter().flat_map(|entity| stops(asked, entity)).collect();
    told(items, asked)
}

/// The timeline of one entity.
pub fn timeline_of(asked: &Asked, entity: EntityId) -> Timeline {
    told(stops(asked, entity), asked)
}

/// The items of one entity's timeline, in display order.
pub(crate) fn items_of(asked: &Asked, entity: EntityId) -> Vec<Item> {
    let mut stops = stops(asked, entity);
    stops.sort_by_key(|stop| stop.order);
    stops.into_iter().map(|stop| stop.item).collect()
}

fn told(mut stops: Vec<Stop>, asked: &Asked) -> Timeline {
    stops.sort_by_key(|stop| stop.order);
    let places = stops.iter().flat_map(|stop| stop.places.iter().copied()).collect();
    Timeline { items: stops.into_iter().map(|stop| stop.item).collect(), statements: Cited::all(places, asked) }
}

/// An item with its place on the line.
struct Stop {
    order: (i64, i64),
    places: Vec<usize>,
    item: Item,
}

/// The items of one entity, by property, value and time.
fn stops(asked: &Asked, entity: EntityId) -> Vec<Stop> {
    let at = asked.ask.at.as_ref().map(Moment::new);
    let mut groups: BTreeMap<_, Vec<(&Spoken, Dating)>> = BTreeMap::new();
    for spoken in asked.about(entity).iter().filter(|one| !one.derived) {
        let Some(dating) = Dating::of(spoken, asked) else { continue };
        let key = (spoken.property, &spoken.key, dating.date.map(Edtf::as_str), dating.dated_by);
        groups.entry(key).or_default().push((spoken, dating));
    }
    groups.into_values().filter_map(|group| stop(&group, at.as_ref(), asked)).collect()
}

/// What dates something on the line.
struct Dating<'s> {
    date: Option<&'s Edtf>,
    dated_by: DatedBy,
}

impl<'s> Dating<'s> {
    /// None for what is no happening.
    fn of(spoken: &'s Spoken, asked: &Asked<'s>) -> Option<Dating<'s>> {
        Dating::told(&spoken.value, spoken.rules, &spoken.when, asked.statement(spoken).claim().stated.as_ref())
    }

    fn told(value: &'s Value, rules: Rules<'_>, when: &'s When<'_>, stated: Option<&'s Edtf>) -> Option<Dating<'s>> {
        match value {
            Value::Date(date) if known::DATED_SECTIONS.contains(&rules.section()) => {
                Some(Dating { date: Some(date), dated_by: DatedBy::Written })
            }
            _ if !rules.happens() => None,
            _ if when.dated_by == DatedBy::Statement => Some(Dating { date: stated, dated_by: DatedBy::Statement }),
            _ => Some(Dating { date: when.taken.as_deref(), dated_by: when.dated_by }),
        }
    }
}

/// What an outline knows of a happening.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dated {
    /// Which property tells it.
    pub property: PropertyId,
    /// Where it stands on the line; none when nothing dates it.
    pub date: Option<Edtf>,
    /// What dates it.
    pub dated_by: DatedBy,
    /// Whether that date is the value itself.
    pub own_date: bool,
}

impl Dated {
    /// For display order only.
    pub fn order(&self) -> (i64, i64) {
        self.date.as_ref().map_or((i64::MAX, i64::MAX), Edtf::sort_key)
    }
}

/// What dates one claim, whatever it is about; none for what is no happening.
pub fn dated(claim: &Claim, profiles: &Profiles) -> Option<Dated> {
    let rules = Rules::of(&claim.property, profiles);
    let when = When::of(claim, &rules);
    let Dating { date, dated_by } = Dating::told(&claim.value, rules, &when, claim.stated.as_ref())?;
    let own_date = matches!(claim.value, Value::Date(_));
    Some(Dated { property: claim.property.clone(), date: date.cloned(), dated_by, own_date })
}

fn stop(group: &[(&Spoken, Dating)], at: Option<&Moment>, asked: &Asked) -> Option<Stop> {
    let (first, dating) = group.first()?;
    let own_date = matches!(*first.value, Value::Date(_)) && !first.rules.happens();
    let happened = match (at, dating.date) {
        (Some(at), Some(date)) if own_date => When::within(date).begun_by(at),
        _ => group.iter().map(|(spoken, _)| spoken.held).fold(Truth::No, Truth::or),
    };
    let claim = asked.statement(first).claim();
    let item = Item {
        date: dating.date.cloned(),
        dated_by: dating.dated_by,
        ends: dating.date.map(Ends::of),
        written: if own_date { dating.date.cloned() } else { claim.when.clone() },
        why: claim.inferred.as_ref().filter(|_| first.when.rests_on_inference()).map(|inferred| inferred.why.clone()),
        happened,
        entity: Who::entity(first.entity, asked),
        property: first.property.clone(),
        label: asked.label(first.property).to_owned(),
        value: Shown::shared(&first.value, asked),
        statements: group.iter().map(|(spoken, _)| asked.statement(spoken).statement.id).collect(),
    };
    let order = dating.date.map_or((i64::MAX, i64::MAX), Edtf::sort_key);
    let places = group.iter().map(|(spoken, _)| spoken.place).collect();
    (!happened.is_no()).then_some(Stop { order, places, item })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::surroundings::Surroundings;
    use crate::testing::{Says, edtf, shipped};
    use daftar_claim::Statement;

    fn lines(list: &[Statement], at: Option<&str>) -> Vec<String> {
        let ask = Ask { at: at.map(edtf), ..Ask::default() };
        let (profiles, surroundings) = (shipped(), Surroundings::default());
        let asked = Asked::new(list, &ask, &profiles, &surroundings);
        let line = |item: Item| {
            let date = item.date.map_or("-".to_owned(), |date| date.to_string());
            format!("{date} {:?} {} {:?}", item.dated_by, item.value.words, item.happened)
        };
        timeline(&asked).items.into_iter().map(line).collect()
    }

    fn happened(words: &str) -> Says {
        Says::of("siege", "what").text(words, Some("en"))
    }

    fn story() -> Vec<Statement> {
        vec![
            happened("withdrawal").when("2032-04-07").done(),
            happened("entry").when("XXXX-12-06").inferred("2031-12-06", "the siege began in 2031").done(),
            happened("a tunnel blown up").stated("2032-03-20").by("guard").done(),
            happened("a rumour").done(),
            Says::of("siege", "date").date("2031-12-06/2032-04-07").done(),
            Says::of("supply", "state").code("state", "severely-damaged").when("[..2032-02]").done(),
            Says::of("mill", "oldest").date("-3199").done(),
            Says::of("mill", "founded").date("2014").done(),
        ]
    }

    #[test]
    fn what_happened_stands_in_order_and_says_what_dates_it() {
        let expected = [
            "2014 Written 2014 Yes",
            "2031-12-06 Completed entry Yes",
            "2031-12-06/2032-04-07 Written from 6 December 2031 to 7 April 2032 Yes",
            "[..2032-02] Written severely damaged Yes",
            "2032-03-20 Statement a tunnel blown up Yes",
            "2032-04-07 Written withdrawal Yes",
            "- Undated a rumour Yes",
        ];
        assert_eq!(lines(&story(), None), expected);
    }

    #[test]
    fn as_of_a_day_what_came_later_is_left_out() {
        let expected = [
            "2014 Written 2014 Yes",
            "2031-12-06 Completed entry Possibly",
            "2031-12-06/2032-04-07 Written from 6 December 2031 to 7 April 2032 Possibly",
            "[..2032-02] Written severely damaged Possibly",
            "2032-03-20 Statement a tunnel blown up Possibly",
            "- Undated a rumour Possibly",
        ];
        assert_eq!(lines(&story(), Some("2032-01-31")), expected);
    }

    #[test]
    fn ends_that_nobody_knows_are_said() {
        let ends = Ends::of(&edtf("[..2032-02]"));
        assert_eq!((ends.start_min.as_str(), ends.end_max.as_str()), ("open", "2032-02-29"));
        assert_eq!(Ends::of(&edtf("2031-10/")).end_max, "unknown");
    }
}
