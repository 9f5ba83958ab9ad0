//! What is left of a lot.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, EntityId, Value};
use serde::Serialize;

use super::amount::{Amount, Measure, Range, Scales, Unit, Units, grams};
use super::line::{EVENTS, Line, Movement, Reckoned, Told};
use crate::asked::{Asked, denied, said};
use crate::cite::Cited;
use crate::entity::kinds;
use crate::json;
use crate::known;

/// The kind of a lot of seeds.
const LOT: &str = "lot";
/// The kind of a measure of the bank's own.
const MEASURE: &str = "measure";
/// What becomes of a lot that is gone.
const GONE: [&str; 2] = ["destroyed", "missing"];

/// A lot and its book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Stock {
    /// The lot: the first member of its group.
    #[serde(serialize_with = "json::text")]
    pub lot: EntityId,
    /// Its name or number.
    pub name: Option<String>,
    /// Of which accession.
    #[serde(serialize_with = "json::text_or_null")]
    pub accession: Option<EntityId>,
    /// In what it is reckoned; none where nobody says how much there is.
    pub unit: Option<Unit>,
    /// All lines, by date; what is not dated last.
    pub lines: Vec<Line>,
    /// What is left.
    pub left: Left,
    /// The same in seeds, as far as it is known how much a seed weighs.
    pub seeds: Option<Range>,
    /// The statements that are named above, by id.
    pub statements: Vec<Cited>,
}

/// What is left of a lot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// Nobody says how much there was.
    Unsaid,
    /// From and to.
    Some(Range),
    /// More may have gone out than there was: by so much at most, until a recount says.
    PerhapsOverdrawn(Range),
    /// More went out than there was: two places gave out the same seeds, or something was not recorded.
    Overdrawn(Range),
}

impl Left {
    fn of(range: Range) -> Left {
        match () {
            () if range.high < Units::NONE => Left::Overdrawn(range),
            () if range.low < Units::NONE => Left::PerhapsOverdrawn(range),
            () => Left::Some(range),
        }
    }

    /// How much, however it comes out.
    pub fn range(self) -> Option<Range> {
        match self {
            Left::Unsaid => None,
            Left::Some(range) | Left::PerhapsOverdrawn(range) | Left::Overdrawn(range) => Some(range),
        }
    }
}

/// The books of all lots, by lot.
pub fn stocks(asked: &Asked) -> Vec<Stock> {
    let shelf = Shelf::of(asked);
    let is_lot = |entity: &EntityId| kinds(asked.about(*entity)).iter().any(|kind| kind == LOT);
    asked.entities().into_iter().filter(is_lot).map(|lot| stock(asked, lot, &shelf)).collect()
}

/// The book of one lot.
pub fn stock_of(asked: &Asked, lot: EntityId) -> Stock {
    stock(asked, asked.identity().first(lot), &Shelf::of(asked))
}

/// What the books of all lots need, gathered once.
struct Shelf {
    events: Events,
    denied: BTreeSet<ClaimId>,
    measures: Vec<Measure>,
}

impl Shelf {
    fn of(asked: &Asked) -> Shelf {
        Shelf { events: events(asked), denied: denied(asked), measures: measures(asked) }
    }
}

/// What names lots: the cards that do, by lot.
type Events = BTreeMap<EntityId, BTreeSet<(EntityId, usize)>>;

fn events(asked: &Asked) -> Events {
    let mut events = Events::new();
    for entity in asked.entities() {
        let kinds = kinds(asked.about(entity));
        for (at, (_, names, ..)) in EVENTS.iter().enumerate().filter(|(_, (kind, ..))| kinds.iter().any(|k| k == kind))
        {
            for one in said(asked, entity, names) {
                if let Value::Entity(lot) = &*one.value {
                    events.entry(asked.identity().first(*lot)).or_default().insert((entity, at));
                }
            }
        }
    }
    events
}

fn stock(asked: &Asked, lot: EntityId, shelf: &Shelf) -> Stock {
    let accession = accession(asked, lot);
    let scales = scales(asked, lot, accession, &shelf.measures);
    let mut lines: Vec<Line> = began(asked, lot).into_iter().chain(lost(asked, lot)).collect();
    let told = |(event, at): &(EntityId, usize)| -> (EntityId, Told) { (*event, EVENTS[*at]) };
    lines.extend(
        shelf.events.get(&lot).into_iter().flatten().map(told).map(|(event, told)| Line::of_event(asked, event, told)),
    );
    // What a lot began with comes before all else, also where nobody says when that was.
    lines.sort_by_key(|line| {
        let later = line.movement != Movement::Began;
        (later, line.when.as_ref().map_or((i64::MAX, i64::MAX), |date| date.sort_key()), line.movement, line.event)
    });
    let unit = unit(&lines, &scales);
    for line in &mut lines {
        let to = |told: &Amount| told.to(unit.as_ref()?, &scales);
        line.amount = line.told.as_ref().and_then(to);
    }
    let left = reckon(&mut lines, &shelf.denied);
    let named = lines.iter().flat_map(|line| &line.statements).filter_map(|claim| asked.place_of(*claim));
    let statements = Cited::all(named.collect(), asked);
    let number = said(asked, lot, "number").find_map(|one| match &*one.value {
        Value::Text { text, .. } => Some(text.clone()),
        _ => None,
    });
    let name = asked.name(lot).map(str::to_owned).or(number);
    let in_seeds = |range| Amount { range, unit: unit.clone()? }.to(&Unit::Seeds, &scales);
    let seeds = left.range().map(Range::or_nothing).and_then(in_seeds);
    Stock { lot, name, accession, unit, lines, left, seeds, statements }
}

fn accession(asked: &Asked, lot: EntityId) -> Option<EntityId> {
    said(asked, lot, "of-accession").find_map(|one| match &*one.value {
        Value::Entity(accession) => Some(asked.identity().first(*accession)),
        _ => None,
    })
}

/// What the lot began with.
fn began(asked: &Asked, lot: EntityId) -> Option<Line> {
    let mut line = Line::told(Movement::Began, said(asked, lot, "quantity"), asked);
    let harvested = said(asked, lot, "harvested").find_map(|one| match &*one.value {
        Value::Date(date) => Some(date.clone()),
        _ => None,
    });
    line.when = line.when.or(harvested);
    (!line.statements.is_empty()).then_some(line)
}

/// That the lot is gone.
fn lost(asked: &Asked, lot: EntityId) -> Option<Line> {
    let gone = |value: &Value| matches!(value, Value::Code { code, .. } if GONE.contains(&code.as_str()));
    let fates: Vec<_> = said(asked, lot, "fate").collect();
    let line = Line::told(Movement::Lost, fates.iter().copied().filter(|one| gone(&one.value)), asked);
    let disputed = fates.iter().any(|one| !gone(&one.value));
    let reckoned = if disputed { Reckoned::Maybe } else { Reckoned::Yes };
    (!line.statements.is_empty()).then_some(Line { reckoned, ..line })
}

/// What is known to make one unit of another for a lot.
pub fn scales_of(asked: &Asked, lot: EntityId) -> Scales {
    let lot = asked.identity().first(lot);
    scales(asked, lot, accession(asked, lot), &measures(asked))
}

/// What makes one unit of another: the lot's own thousand-seed weight, and the measures of its crop.
pub(crate) fn scales(asked: &Asked, lot: EntityId, accession: Option<EntityId>, measures: &[Measure]) -> Scales {
    let weight = |one: &crate::asked::Spoken| match Amount::of(&one.value) {
        Some(Amount { range, unit: Unit::Grams }) => Some(range),
        _ => None,
    };
    let thousand_seeds = said(asked, lot, "thousand-seed-weight").filter_map(weight).reduce(Range::or);
    let crops: Vec<String> = accession.map(|one| texts(asked, one, "crop")).unwrap_or_default();
    let fits = |one: &Measure| {
        one.crops.is_empty() || one.crops.iter().any(|crop| crops.iter().any(|own| own.eq_ignore_ascii_case(crop)))
    };
    Scales { thousand_seeds, measures: measures.iter().filter(|one| fits(one)).cloned().collect() }
}

/// The bank's own measures.
pub(crate) fn measures(asked: &Asked) -> Vec<Measure> {
    let is_measure = |entity: &EntityId| kinds(asked.about(*entity)).iter().any(|kind| kind == MEASURE);
    asked.entities().into_iter().filter(is_measure).filter_map(|entity| measure(asked, entity)).collect()
}

fn measure(asked: &Asked, entity: EntityId) -> Option<Measure> {
    let number = |id| {
        said(asked, entity, id).find_map(|one| match &*one.value {
            Value::Number { number, .. } => Some(number.clone()),
            _ => None,
        })
    };
    let grams = grams(&number("holds-grams")?, number("give-or-take").as_ref())?;
    Some(Measure { names: texts(asked, entity, known::NAME), crops: texts(asked, entity, "measured-crop"), grams })
}

fn texts(asked: &Asked, entity: EntityId, id: &str) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    said(asked, entity, id).filter_map(|one| text(&one.value)).collect()
}

/// In what a lot is reckoned: in grams wherever all can be, else as its first amount is told.
fn unit(lines: &[Line], scales: &Scales) -> Option<Unit> {
    let basis = |line: &&Line| matches!(line.movement, Movement::Began | Movement::Counted);
    let told = lines.iter().filter(basis).find_map(|line| line.told.as_ref())?;
    let weighs = told.to(&Unit::Grams, scales).is_some();
    Some(if weighs { Unit::Grams } else { told.unit.clone() })
}

/// Says of each line whether it counts, and goes through them: first what was before the last recount, then that, then the rest.
fn reckon(lines: &mut [Line], denied: &BTreeSet<ClaimId>) -> Left {
    let last = lines.iter().rposition(|line| line.movement == Movement::Counted && line.amount.is_some());
    let count = last.map(|last| lines[last].clone());
    for (at, line) in lines.iter_mut().enumerate() {
        line.reckoned = judged(line, count.as_ref().filter(|_| Some(at) != last), denied);
    }
    let order = |at: &usize| match lines[*at].reckoned {
        Reckoned::Before => 0,
        _ if Some(*at) == last => 1,
        _ => 2,
    };
    let mut turns: Vec<usize> = (0..lines.len()).collect();
    turns.sort_by_key(order);
    let mut left = None;
    for at in turns {
        step(&mut lines[at], &mut left);
        lines[at].after = left;
    }
    left.map_or(Left::Unsaid, Left::of)
}

fn judged(line: &Line, count: Option<&Line>, denied: &BTreeSet<ClaimId>) -> Reckoned {
    let beside = count.map(|count| beside(line, count));
    let doubted = line.statements.iter().any(|claim| denied.contains(claim)) || line.reckoned == Reckoned::Maybe;
    match beside {
        Some(Beside::Before) => Reckoned::Before,
        _ if line.amount.is_none() && line.movement != Movement::Lost => Reckoned::NotUnderstood,
        Some(Beside::Unsure) => Reckoned::Maybe,
        _ if doubted => Reckoned::Maybe,
        _ => Reckoned::Yes,
    }
}

/// How a line stands to the last recount.
enum Beside {
    Before,
    After,
    Unsure,
}

fn beside(line: &Line, count: &Line) -> Beside {
    let (Some(when), Some(counted)) = (&line.when, &count.when) else {
        return if line.movement == Movement::Began { Beside::Before } else { Beside::Unsure };
    };
    let (own, its) = (when.bounds(), counted.bounds());
    match (own.latest(), its.earliest(), own.earliest(), its.latest()) {
        (Some(latest), Some(earliest), ..) if latest < earliest => Beside::Before,
        (.., Some(earliest), Some(latest)) if earliest > latest => Beside::After,
        _ if line.movement == Movement::Began => Beside::Before,
        _ => Beside::Unsure,
    }
}

/// Takes a line into what is left.
fn step(line: &mut Line, left: &mut Option<Range>) {
    let none = Range::default();
    match (line.movement, line.amount) {
        (Movement::Began, Some(amount)) => *left = Some(left.map_or(amount, |known| known.or(amount))),
        (Movement::Counted, Some(found)) => {
            line.differs = left.map(|expected| found.less(expected));
            let other = left.filter(|_| line.reckoned == Reckoned::Maybe);
            *left = Some(other.map_or(found, |known| known.or(found)));
        }
        (Movement::Lost, _) => {
            let least = left.unwrap_or(none).low.min(Units::NONE);
            *left = match (line.reckoned, *left) {
                (Reckoned::Before, known) => known,
                (Reckoned::Maybe, Some(known)) => Some(Range { low: least, high: known.high }),
                _ => Some(none),
            };
        }
        (_, Some(amount)) => {
            let taken = if line.reckoned == Reckoned::Maybe { Range { low: Units::NONE, ..amount } } else { amount };
            *left = left.map(|known| known.less(taken));
        }
        (_, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::Ask;
    use crate::surroundings::{Audience, Surroundings};
    use crate::testing::{Says, entity, shipped};
    use daftar_claim::Statement;

    fn jar() -> Vec<Statement> {
        vec![
            Says::of("jar", "kind").code("kind", "lot").done(),
            Says::of("jar", "quantity").number("2", Some("kg")).done(),
            Says::of("jar", "harvested").date("2030-06").done(),
            Says::of("jar", "of-accession").entity("wheat").done(),
        ]
    }

    /// A card of a kind that names the jar, with how much and when.
    fn event(name: &str, kind: &str, quantity: (&str, &str, &str), date: Option<&str>) -> Vec<Statement> {
        let names = if kind == "regeneration" { "sown-lot" } else { "about" };
        let (property, number, unit) = quantity;
        let mut list = vec![
            Says::of(name, "kind").code("kind", kind).done(),
            Says::of(name, names).entity("jar").done(),
            Says::of(name, property).number(number, Some(unit)).done(),
        ];
        list.extend(date.map(|date| Says::of(name, "date").date(date).done()));
        list
    }

    fn book(list: &[Statement]) -> Stock {
        let profiles = shipped();
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
        stock_of(&Asked::new(list, &ask, &profiles, &surroundings), entity("jar"))
    }

    fn left(list: &[Statement]) -> String {
        let told = |word: &str, range: Range| match range.low == range.high {
            true => format!("{word}{}", range.low),
            false => format!("{word}{}–{}", range.low, range.high),
        };
        match book(list).left {
            Left::Unsaid => "unsaid".into(),
            Left::Some(range) => told("", range),
            Left::PerhapsOverdrawn(range) => told("perhaps overdrawn ", range),
            Left::Overdrawn(range) => told("overdrawn ", range),
        }
    }

    fn with(parts: &[Vec<Statement>]) -> Vec<Statement> {
        jar().into_iter().chain(parts.iter().flatten().cloned()).collect()
    }

    fn given(name: &str, number: &str, unit: &str, date: Option<&str>) -> Vec<Statement> {
        event(name, "distribution", ("quantity", number, unit), date)
    }

    fn counted(name: &str, number: &str, date: &str) -> Vec<Statement> {
        event(name, "recount", ("quantity-found", number, "g"), Some(date))
    }

    #[test]
    fn every_gram_is_accounted_for() {
        assert_eq!(left(&jar()), "2000");
        let sown = event("field", "regeneration", ("quantity-used", "0.25", "kg"), Some("2031-11"));
        let lent = event("loan", "promise", ("quantity", "100", "g"), Some("2031-10"));
        let all = with(&[given("a", "300", "g", Some("2031")), sown, lent]);
        assert_eq!(left(&all), "1350");
        let book = book(&all);
        let movements: Vec<Movement> = book.lines.iter().map(|line| line.movement).collect();
        assert_eq!(movements, [Movement::Began, Movement::Given, Movement::Lent, Movement::Sown]);
        assert_eq!(book.accession, Some(entity("wheat")));
        assert_eq!(book.statements.len(), 4, "each amount leads back to its statement");
    }

    #[test]
    fn a_lot_begins_before_all_else_also_where_nobody_says_when() {
        let undated: Vec<Statement> =
            jar().into_iter().filter(|one| one.claim.property.as_str() != "harvested").collect();
        let gone = Says::of("jar", "fate").code("fate", "destroyed").when("2032-02").done();
        assert_eq!(left(&[&undated[..], &given("a", "300", "g", Some("2031"))].concat()), "1700");
        assert_eq!(left(&[&undated[..], &[gone]].concat()), "0");
    }

    #[test]
    fn more_out_than_in_is_overdrawn_until_a_recount() {
        let two = [given("here", "1.5", "kg", Some("2031-03")), given("there", "1.5", "kg", Some("2031-03"))];
        assert_eq!(left(&with(&two)), "overdrawn -1000");
        let both = [&two[..], &[counted("shelf", "480", "2031-05")]].concat();
        assert_eq!(left(&with(&both)), "480");
        let recount = &book(&with(&both)).lines[3];
        assert_eq!(recount.differs.map(|range| range.low.text()).as_deref(), Some("1480"));
        let after = [&both[..], &[given("later", "80", "g", Some("2031-06"))]].concat();
        assert_eq!(left(&with(&after)), "400");
    }

    #[test]
    fn what_is_not_sure_makes_a_range_and_is_never_left_out() {
        assert_eq!(left(&with(&[given("a", "300", "g", None)])), "1700", "without a recount the order does not matter");
        let counted = counted("shelf", "1000", "2031-05-02");
        assert_eq!(left(&with(&[counted.clone(), given("a", "300", "g", None)])), "700–1000");
        assert_eq!(left(&with(&[counted.clone(), given("a", "300", "g", Some("2031-05-02"))])), "700–1000");
        assert_eq!(left(&with(&[counted.clone(), given("a", "300", "g", Some("2031-05"))])), "700–1000");
        assert_eq!(left(&with(&[counted, given("a", "300", "g", Some("2031-04"))])), "1000");
        let handful = book(&with(&[given("a", "3", "handfuls", Some("2031"))]));
        assert_eq!(handful.lines[1].reckoned, Reckoned::NotUnderstood);
    }

    #[test]
    fn sources_that_differ_and_denials_make_a_range() {
        let mut list = jar();
        list.push(Says::of("jar", "quantity").number("2.2", Some("kg")).from("other").done());
        assert_eq!(left(&list), "2000–2200");
        let mut denied = with(&[given("a", "300", "g", Some("2031"))]);
        let claim = denied
            .iter()
            .find(|one| one.claim.property.as_str() == "quantity" && one.claim.subject != denied[0].claim.subject);
        let claim = claim.unwrap().id;
        denied.push(Says::of_claim(claim, "deny").text("it stayed here", None).from("neighbour").done());
        assert_eq!(left(&denied), "1700–2000");
    }

    #[test]
    fn seeds_and_measures_are_turned_into_grams() {
        let weight = Says::of("jar", "thousand-seed-weight").number("40", Some("g")).done();
        let mut test = event("test", "germination-test", ("description", "0", "g"), Some("2031-01"));
        test.push(Says::of("test", "seeds-sown").count(None, Some(100), None).done());
        assert_eq!(left(&with(&[vec![weight], test.clone()])), "1996");
        assert_eq!(left(&with(&[test])), "2000", "without the weight of a seed a test takes nothing that is known");
        let measure = vec![
            Says::of("cup", "kind").code("kind", "measure").done(),
            Says::of("cup", "name").text("cup", Some("en")).done(),
            Says::of("cup", "holds-grams").number("180", Some("g")).done(),
            Says::of("cup", "give-or-take").number("20", Some("g")).done(),
        ];
        assert_eq!(left(&with(&[measure, given("a", "2", "cups", Some("2031"))])), "1600–1680");
    }

    #[test]
    fn a_lot_that_is_gone_has_nothing_left_unless_that_is_disputed() {
        let gone = Says::of("jar", "fate").code("fate", "destroyed").when("2032-02").done();
        assert_eq!(left(&with(&[vec![gone.clone()]])), "0");
        let safe = Says::of("jar", "fate").code("fate", "safe").when("2032-03").from("other").done();
        assert_eq!(left(&with(&[vec![gone.clone(), safe]])), "0–2000");
        assert_eq!(left(&with(&[vec![gone], counted("ruins", "150", "2032-04")])), "150");
    }

    #[test]
    fn a_lot_of_which_nobody_says_how_much_is_unsaid() {
        let list = [jar().remove(0)].into_iter().chain(given("a", "3", "g", None)).collect::<Vec<_>>();
        assert_eq!(left(&list), "unsaid");
        assert_eq!(book(&list).lines[0].reckoned, Reckoned::NotUnderstood);
    }
}
