//! `daftar carry`, `daftar pack`, `daftar stock`: for keepers.

use std::fmt::Write as _;

use daftar_register::claim::{Edtf, EntityId};
use daftar_register::view::{Audience, Load, Sum, Weighed};
use daftar_register::{
    Begun, Carrying, Finding, Found, Lookout, Meant, Moving, NewPlace, Numbers, Packing, Places, Register,
    RegisterError, Seen, Stock,
};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Look, Pack, Stock as StockArgs};
use crate::failure::Failure;
use crate::session::Session;
use crate::words::{Word, word};

/// A session of a keeper, with the sealing keys.
pub(super) fn keeper(mut session: Session<'_>) -> Result<Session<'_>, Failure> {
    session.unlock()?;
    session.ask.audience = Audience::Keeper;
    Ok(session)
}

/// `daftar carry`
pub(crate) fn carry(args: &Args, within: Option<&str>) -> Result<Done, Failure> {
    let session = keeper(Session::read(args)?)?;
    let within = within.map(|name| place(&session, name)).transpose()?;
    let list = session.register.carrying(within, &session.ask)?;
    say(args, &list, || printed(&list, &session))
}

fn printed(list: &Carrying, session: &Session<'_>) -> String {
    let mut out = String::new();
    for (loads, sum) in list.by_urgency() {
        let first = loads.first().and_then(|load| load.first.as_ref()?.values.first());
        let _ = writeln!(out, "{} ({})", first.map_or("", |one| one.value.words.as_str()), summed(&sum, session));
        loads.iter().for_each(|load| line(&mut out, load, &list.places, session));
        out.push('\n');
    }
    let _ = writeln!(out, "{}: {}", say_word(Word::InAll, session), summed(&list.sum, session));
    if list.unranked > 0 {
        let _ = writeln!(out, "{}: {}", say_word(Word::Unranked, session), list.unranked);
    }
    out
}

fn say_word(which: Word, session: &Session<'_>) -> &'static str {
    word(which, session.lang())
}

fn line(out: &mut String, load: &Load, places: &Places, session: &Session<'_>) {
    let place = load.kept.first().map(|kept| places.path(kept.place)).unwrap_or_default();
    let _ = writeln!(out, "  [ ] {}  {}  {place}", load.numbers.join(", "), load.name.as_deref().unwrap_or("?"));
    for folded in load.told() {
        let values: Vec<&str> = folded.values.iter().map(|one| one.value.words.as_str()).collect();
        let voices = folded.values.iter().flat_map(|one| &one.statements);
        let mut who: Vec<&str> = voices
            .filter_map(|claim| load.statements.iter().find(|one| one.claim == *claim))
            .filter_map(|one| one.speaker.as_ref().unwrap_or(&one.source).name.as_deref())
            .collect();
        who.sort_unstable();
        who.dedup();
        let by = say_word(Word::According, session);
        let _ = writeln!(out, "      {}: {} ({by} {})", folded.label, values.join(" ≠ "), who.join(", "));
    }
    if load.weighed == Weighed::NotUnderstood {
        let _ = writeln!(out, "      {}", say_word(Word::NotUnderstood, session));
    }
}

/// How many, how heavy together, and of how many the weight is missing.
fn summed(sum: &Sum, session: &Session<'_>) -> String {
    let (low, high) = (sum.low.kilograms(), sum.high.kilograms());
    let weight = if low == high { low } else { format!("{low}–{high}") };
    let mut text = sum.things.to_string();
    if sum.weighed > 0 {
        let _ = write!(text, ", {weight} kg");
    }
    let missing = sum.unsaid + sum.not_understood;
    if missing > 0 {
        let _ = write!(text, "; {}: {missing}", say_word(Word::WithoutWeight, session));
    }
    text
}

/// A place of keeping by its number, code, name or id.
pub(super) fn place(session: &Session<'_>, name: &str) -> Result<EntityId, RegisterError> {
    let numbers = session.register.numbers(&session.ask)?;
    match session.register.meant(name, &numbers, &session.ask)? {
        Meant::One(place) => Ok(place),
        _ => session.register.entity(name),
    }
}

/// The thing that bears a number.
fn thing(register: &Register, numbers: &Numbers, number: &str, session: &Session<'_>) -> Result<EntityId, Failure> {
    meant(register, register.meant_by_keeper(number, numbers, &session.ask)?, number)
}

/// The one thing that is meant by a number.
pub(super) fn meant(register: &Register, meant: Meant, number: &str) -> Result<EntityId, Failure> {
    match meant {
        Meant::One(thing) => Ok(thing),
        Meant::Nothing => Err(Failure::Ask(format!("nothing here has the number {number:?}; nothing was recorded"))),
        Meant::Elsewhere => {
            Err(Failure::Ask(format!("{number:?} is the code of another notebook; nothing was recorded")))
        }
        Meant::Several(all) => {
            let names = all.iter().map(|one| register.names_of(*one).map(|names| names.join(" / ")));
            let names: Vec<String> = names.collect::<Result<_, _>>()?;
            Err(Failure::Ask(format!(
                "{number:?} is the number of several: {}; nothing was recorded",
                names.join("; ")
            )))
        }
    }
}

pub(super) fn day(session: &Session<'_>, given: Option<&str>) -> Result<Edtf, Failure> {
    Ok(Edtf::parse(given.unwrap_or(session.register.time().date()))?)
}

/// `daftar pack`
pub(crate) fn pack(args: &Args, pack: &Pack) -> Result<Done, Failure> {
    let mut session = keeper(Session::write(args)?)?;
    let day = day(&session, pack.day.as_deref())?;
    let numbers = session.register.numbers(&session.ask)?;
    let what: Vec<EntityId> =
        pack.numbers.iter().map(|one| thing(&session.register, &numbers, one, &session)).collect::<Result<_, _>>()?;
    let into = match place(&session, &pack.into) {
        Err(RegisterError::Nobody(_)) if pack.new => new_box(&mut session, &pack.into, &day)?,
        Err(RegisterError::Nobody(name)) => {
            return Err(Failure::Ask(format!("nothing here is called {name:?}: give --new to make a new box")));
        }
        found => found?,
    };
    let from = pack.from.as_deref().map(|name| place(&session, name)).transpose()?;
    let by: Vec<EntityId> = pack.by.iter().map(|name| session.register.entity(name)).collect::<Result<_, _>>()?;
    let packing = Packing { into, what: &what, day: &day, said_by: None };
    let why = pack.why.as_deref().map(str::trim).filter(|why| !why.is_empty());
    let moved = session.register.move_things(&Moving { entity: None, packing, from, by: &by, why })?;
    if !moved.elsewhere.is_empty() {
        let names = moved.elsewhere.iter().map(|one| session.register.names_of(*one).map(|names| names.join(" / ")));
        let names: Vec<String> = names.collect::<Result<_, _>>()?;
        return Err(Failure::Ask(format!(
            "the record has these elsewhere than --from says: {}; nothing was recorded",
            names.join("; ")
        )));
    }
    session.register.carry_out(&moved.plan)?;
    let movements: Vec<String> = moved.movements.iter().map(ToString::to_string).collect();
    let (moved, already) = (moved.moved.len(), moved.already.len());
    let told = json!({ "into": into.to_string(), "moved": moved, "already_there": already, "movements": movements });
    say(args, &told, || format!("put there, sealed: {moved}; there already: {already}\n"))
}

fn new_box(session: &mut Session<'_>, name: &str, day: &Edtf) -> Result<EntityId, Failure> {
    let lang = if name.is_ascii() { "en" } else { "ar" };
    let new = NewPlace { entity: None, sort: "box", name, lang, number: None, inside: None, day };
    let (entity, plan) = session.register.make_place(&new)?;
    session.register.carry_out(&plan)?;
    Ok(entity)
}

/// `daftar stock`
pub(crate) fn stock(args: &Args, stock: &StockArgs) -> Result<Done, Failure> {
    match stock {
        StockArgs::List => list(args),
        StockArgs::Begin { place, day, by } => begin(args, place, day.as_deref(), by.as_deref()),
        StockArgs::Show { stock } => {
            let session = keeper(Session::read(args)?)?;
            let id = stock_taking(&session, stock)?;
            shown(args, &session, id)
        }
        StockArgs::Look(look) => looked(args, look),
    }
}

fn list(args: &Args) -> Result<Done, Failure> {
    let session = keeper(Session::read(args)?)?;
    let all = session.register.stock_takings(&session.ask)?;
    say(args, &all, || {
        let date = |date: &Option<Edtf>| date.as_ref().map_or("…".to_owned(), |date| date.as_str().to_owned());
        let line = |one: &daftar_register::StockTaking| {
            format!(
                "{}  {}  {}/{}\n",
                one.entity.to_string().get(..19).unwrap_or_default(),
                one.path,
                date(&one.day),
                date(&one.ended)
            )
        };
        all.iter().map(line).collect()
    })
}

fn begin(args: &Args, name: &str, given: Option<&str>, by: Option<&str>) -> Result<Done, Failure> {
    let mut session = keeper(Session::write(args)?)?;
    let (place, day) = (place(&session, name)?, day(&session, given)?);
    let by = by.map(|name| session.register.entity(name)).transpose()?;
    let (entity, plan) = session.register.begin_stock(&Begun { entity: None, place, day: &day, by })?;
    session.register.carry_out(&plan)?;
    shown(args, &session, entity)
}

/// A stock-taking by its id, or the beginning of it.
fn stock_taking(session: &Session<'_>, text: &str) -> Result<EntityId, Failure> {
    let all = session.register.stock_takings(&session.ask)?;
    let digits = text.strip_prefix("entity:").unwrap_or(text);
    let fits = |one: &&daftar_register::StockTaking| digits.len() >= 6 && one.entity.0.to_string().starts_with(digits);
    match all.iter().filter(fits).collect::<Vec<_>>()[..] {
        [one] => Ok(one.entity),
        _ => Err(Failure::Ask(format!(
            "{text:?} is no stock-taking here, or not enough of its id: see `daftar stock list`"
        ))),
    }
}

fn shown(args: &Args, session: &Session<'_>, id: EntityId) -> Result<Done, Failure> {
    let stock = session.register.stock(id, &session.ask)?;
    say(args, &stock, || printed_stock(&stock, session))
}

fn printed_stock(stock: &Stock, session: &Session<'_>) -> String {
    let mut out = format!("{}  {}\n", stock.head.entity, stock.head.path);
    for one in stock.all() {
        let seen = seen_words(one, stock, session);
        let _ = writeln!(out, "  {}  {}  {seen}", one.load.numbers.join(", "), one.load.name.as_deref().unwrap_or("?"));
    }
    for words in &stock.unnumbered {
        let _ = writeln!(out, "  {}: {words}", say_word(Word::Unnumbered, session));
    }
    let _ = writeln!(out, "{}: {}", say_word(Word::NotLookedFor, session), stock.left);
    out
}

fn seen_words(one: &Found, stock: &Stock, session: &Session<'_>) -> String {
    match one.seen {
        None => "[ ]".to_owned(),
        Some(Seen::Here) => say_word(Word::SeenThere, session).to_owned(),
        Some(Seen::Not) => say_word(Word::NotSeenThere, session).to_owned(),
        Some(Seen::Surplus) => say_word(Word::Surplus, session).to_owned(),
        Some(Seen::Elsewhere(place)) => {
            format!("{}: {}", say_word(Word::SeenElsewhere, session), stock.places.path(place))
        }
    }
}

fn looked(args: &Args, look: &Look) -> Result<Done, Failure> {
    let mut session = keeper(Session::write(args)?)?;
    let id = stock_taking(&session, &look.stock)?;
    let numbers = session.register.numbers(&session.ask)?;
    let mut lookout = Lookout { unnumbered: look.unnumbered.clone(), ..Lookout::default() };
    let answers = [(&look.seen, Seen::Here), (&look.not_seen, Seen::Not), (&look.here, Seen::Surplus)];
    for (number, seen) in answers.into_iter().flat_map(|(all, seen)| all.iter().map(move |number| (number, seen))) {
        let thing = thing(&session.register, &numbers, number, &session)?;
        lookout.findings.push(Finding { thing, seen: Some(seen) });
    }
    for pair in &look.elsewhere {
        let wrong = || Failure::Ask(format!("{pair:?} is no NUMBER=PLACE"));
        let (number, at) = pair.split_once('=').ok_or_else(wrong)?;
        let (thing, at) = (thing(&session.register, &numbers, number, &session)?, place(&session, at)?);
        lookout.findings.push(Finding { thing, seen: Some(Seen::Elsewhere(at)) });
    }
    lookout.ends = look.end.then(|| day(&session, None)).transpose()?;
    let plan = session.register.look_out(id, &lookout)?;
    session.register.carry_out(&plan)?;
    shown(args, &session, id)
}
