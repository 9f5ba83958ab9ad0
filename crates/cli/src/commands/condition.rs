//! `daftar condition` and `daftar totals`: the states of things, what was learned of them, and totals.

use std::io::Write as _;

use daftar_register::claim::{Edtf, EntityId, Standing};
use daftar_register::view::history::{History, history};
use daftar_register::view::learned::Learned;
use daftar_register::view::totals::words::{Share, not_told_by_place};
use daftar_register::view::totals::{Asking, By as Parting};
use daftar_register::view::{self, Ask, Asked};
use daftar_register::{Things, view::Totals as Counted};
use serde::Serialize;
use serde_json::{Value, json};

use super::look::asked;
use super::{Done, say};
use crate::args::{Args, By, Condition, Totals};
use crate::failure::Failure;
use crate::print;
use crate::session::Session;

/// `daftar condition`
pub(crate) fn condition(args: &Args, wanted: &Condition) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let place = wanted.place.as_deref().map(|place| session.register.entity(place)).transpose()?;
    let one = wanted.name.as_deref().map(|name| session.register.entity(name)).transpose()?;
    let kind = wanted.kind.as_deref().unwrap_or_default();
    let things = one.map_or(Things::OfKind(kind, place), Things::One);
    session.with_standing(|standing| match (&wanted.against, one) {
        (Some(against), _) => learned(&session, things, &Edtf::parse(against)?, standing),
        (None, Some(entity)) => of_one(&session, entity, standing),
        (None, None) => of_kind(&session, things, standing),
    })
}

/// One thing: its condition, and its course.
fn of_one(session: &Session<'_>, entity: EntityId, standing: &Standing) -> Result<Done, Failure> {
    let heard = session.register.hear_entity(entity, standing, session.ask.audience)?;
    let then = asked(session, &heard);
    let condition = view::condition(&then, entity);
    let whole = Ask { at: None, ..session.ask.clone() };
    let whole = Asked::new(&heard.statements, &whole, session.register.profiles(), &heard.surroundings);
    let history = history(&whole, &then, entity);
    let mut both = serde_json::to_value(&condition).map_err(std::io::Error::from)?;
    both["history"] = serde_json::to_value(&history).map_err(std::io::Error::from)?;
    let lang = session.lang();
    say(session.args, &both, || print::condition(&condition, lang) + &print::course(&history, lang))
}

/// All things of a kind.
fn of_kind(session: &Session<'_>, things: Things<'_>, standing: &Standing) -> Result<Done, Failure> {
    let mut list = List::new(session);
    list.left_out = session.register.each_history(things, standing, &session.ask, |one: History| {
        list.take(one.name.clone(), one.entity, &one, |lang| print::thing(&one, lang))
    })?;
    list.write("things")
}

/// What was learned between two days.
fn learned(session: &Session<'_>, things: Things<'_>, against: &Edtf, standing: &Standing) -> Result<Done, Failure> {
    let mut list = List::new(session);
    list.left_out = session.register.each_learned(things, against, standing, &session.ask, |one: Learned| {
        list.take(one.name.clone(), one.entity, &one, |lang| print::learned(&one, lang))
    })?;
    list.write("learned")
}

/// An answer of which each item is made ready as it comes; those with a name first, by name.
struct List<'s> {
    session: &'s Session<'s>,
    items: Vec<((bool, String, EntityId), String)>,
    /// How many sensitive things are not told to the public.
    left_out: u64,
}

impl<'s> List<'s> {
    fn new(session: &'s Session<'s>) -> List<'s> {
        List { session, items: Vec::new(), left_out: 0 }
    }

    fn take(
        &mut self,
        name: Option<String>,
        entity: EntityId,
        item: &impl Serialize,
        lines: impl FnOnce(daftar_register::date::Lang) -> String,
    ) -> Result<(), Failure> {
        let text = match self.session.args.json {
            true => serde_json::to_string_pretty(item).map_err(std::io::Error::from)?.replace('\n', "\n    "),
            false => lines(self.session.lang()),
        };
        self.items.push(((name.is_none(), name.unwrap_or_default(), entity), text));
        Ok(())
    }

    fn write(mut self, of: &str) -> Result<Done, Failure> {
        self.items.sort_by(|a, b| a.0.cmp(&b.0));
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let (args, lang) = (self.session.args, self.session.lang());
        if !args.json {
            if self.items.is_empty() {
                writeln!(out, "{}", print::nothing(lang))?;
            }
            self.items.iter().try_for_each(|(_, lines)| writeln!(out, "{lines}"))?;
            if self.left_out > 0 {
                writeln!(out, "{}", not_told_by_place(self.left_out, lang))?;
            }
            out.flush()?;
            return Ok(Done::Well);
        }
        let date = |text: &Option<String>| text.as_ref().map_or("null".to_owned(), |text| json!(text).to_string());
        let (at, known) = (date(&args.at), date(&args.known));
        write!(out, "{{\n  \"at\": {at},\n  \"known\": {known},\n  \"left_out\": {},\n  \"{of}\": [", self.left_out)?;
        for (n, (_, item)) in self.items.iter().enumerate() {
            write!(out, "{}\n    {item}", if n > 0 { "," } else { "" })?;
        }
        writeln!(out, "{}]\n}}", if self.items.is_empty() { "" } else { "\n  " })?;
        out.flush()?;
        Ok(Done::Well)
    }
}

/// `daftar totals`
pub(crate) fn totals(args: &Args, wanted: &Totals) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let place = wanted.place.as_deref().map(|place| session.register.entity(place)).transpose()?;
    let asking = Asking {
        kinds: wanted.kind.clone(),
        by: parting(wanted.by),
        scale: scale(&session, &wanted.scale)?,
        of: wanted.of,
        named: args.json,
        ..Asking::default()
    };
    session.with_standing(|standing| {
        let found = session.register.totals(&asking, place, standing, &session.ask)?;
        let lang = session.lang();
        let kind = |kind: &str| session.register.kind_words(kind, lang);
        let of_source = wanted.of_source.as_deref();
        say(args, &with_shares(&found, of_source)?, || print::totals(&found, &kind, of_source, lang))
    })
}

fn parting(by: By) -> Parting {
    match by {
        By::Whole => Parting::Whole,
        By::Kind => Parting::Kind,
        By::Place => Parting::Place,
        By::State => Parting::State,
        By::Month => Parting::Month,
        By::Source => Parting::Source,
        By::Speaker => Parting::Speaker,
    }
}

/// A property whose codes have an order; where it has none, those that do are named.
fn scale(session: &Session<'_>, wanted: &str) -> Result<String, Failure> {
    let profiles = session.register.profiles();
    let known = daftar_register::view::totals::scales(profiles);
    match known.iter().any(|id| id == wanted) {
        true => Ok(wanted.to_owned()),
        false => Err(Failure::Ask(format!("{wanted:?} has no scale of states; there are {}", known.join(", ")))),
    }
}

/// The totals with the shares of everything, and where a stated denominator comes from.
fn with_shares(found: &Counted, of_source: Option<&str>) -> Result<Value, Failure> {
    let mut all = serde_json::to_value(found).map_err(std::io::Error::from)?;
    let of = found.whole.denominator(found);
    let mut shares = serde_json::Map::new();
    for code in daftar_register::view::totals::codes(found) {
        if let Some(share) = found.whole.counted(&code, found).and_then(|counted| Share::of(counted, of)) {
            shares.insert(code, serde_json::to_value(share).map_err(std::io::Error::from)?);
        }
    }
    all["shares"] =
        json!({ "of": of, "of_source": of_source, "level": 0.95, "interval": "Wilson 1927", "numbers": shares });
    Ok(all)
}
