//! `daftar change`: all cards that a search finds, changed alike; first it is told what would become of each.

use std::collections::BTreeMap;

use daftar_register::claim::{EntityId, Hash, PropertyId, Subject, Value};
use daftar_register::table::Cell;
use daftar_register::{Alike, CardChange, ChangedAlike, Deed, Left};
use serde_json::json;

use super::many::question_of;
use super::write::known;
use super::{Done, say};
use crate::args::{Args, Change, How};
use crate::failure::Failure;
use crate::session::Session;
use crate::terminal;

/// So many cards are told in words; all are in JSON.
const TOLD: usize = 40;

/// `daftar change`
pub(crate) fn change(args: &Args, asked: &Change) -> Result<Done, Failure> {
    let mut session = if asked.dry_run { Session::read(args)? } else { Session::write(args)? };
    // A keeper changes what a keeper sees: what is sealed is found as well.
    session.unlock()?;
    let alike = alike(&session, asked)?;
    let mut cards = Vec::new();
    let foreseen = session.register.foresee(&alike, |card| cards.push(card))?;
    let cells = cells(&cards);
    if asked.dry_run {
        let labels = session.register.labels(&cells, &session.ask)?;
        let words = |value: &Value| labels.value(alike.property.as_str(), value);
        return say(args, &foretold(&cards), || printed(&cards, &words));
    }
    if !asked.yes {
        let labels = session.register.labels(&cells, &session.ask)?;
        eprint!("{}", printed(&cards, &|value| labels.value(alike.property.as_str(), value)));
        if !terminal::can_ask() {
            return Err(Failure::Ask("nothing was changed: look with --dry-run, then give --yes".into()));
        }
        let answer = terminal::ask(&format!("Change {} cards? Type yes:", foreseen.len()), "--yes")?;
        if answer.trim() != "yes" {
            return say(args, &json!({ "cards": 0 }), || "nothing was changed\n".into());
        }
    }
    let changed = session.register.change_alike(&alike, &foreseen)?;
    say(args, &done(&changed), || {
        let undo = changed.entry.map(|entry| format!("; `daftar undo {}` takes it back", entry.number));
        format!("{} cards changed{}\n", changed.cards, undo.unwrap_or_default())
    })
}

fn alike(session: &Session<'_>, asked: &Change) -> Result<Alike, Failure> {
    let query = question_of(session, &asked.words, &asked.filter)?;
    let property = PropertyId::parse(&asked.property)?;
    let known_property = session.register.profiles().property(&property);
    if known_property.is_none() {
        return Err(Failure::Ask(format!("{property:?} cannot be changed for many cards: see `daftar profiles`")));
    }
    let value = |text: &String| Ok(session.register.read_value(&property, text, asked.how.text_lang.as_deref())?);
    let deed = match (&asked.replace, &asked.withdraw) {
        (Some(old), _) => {
            let new = asked.by.as_ref().ok_or_else(|| Failure::Ask("give --by, the new value".into()))?;
            Deed::Replace { old: value(old)?, new: value(new)? }
        }
        (None, Some(old)) => Deed::Withdraw { old: value(old)? },
        (None, None) => {
            let values = asked.say.iter().map(value).collect::<Result<_, Failure>>()?;
            Deed::Say { values, only_unsaid: asked.only_unsaid }
        }
    };
    let bare = How { text_lang: asked.how.text_lang.clone(), ..How::default() };
    let keeps = matches!(deed, Deed::Replace { .. }) && asked.how == bare;
    let nobody = Subject::Entity(EntityId(Hash([0; 32])));
    let manner = known(session, nobody, property.clone(), Value::Unknown, &asked.how)?;
    let concerns = asked.concerns.iter().map(|name| session.register.entity(name)).collect::<Result<_, _>>()?;
    Ok(Alike { query, property, deed, manner: (!keeps).then_some(manner), restricted: asked.restricted, concerns })
}

fn cells(cards: &[CardChange]) -> Vec<Cell> {
    let values = cards.iter().flat_map(|card| card.before.iter().chain(&card.after)).map(Cell::of);
    values.chain(cards.iter().map(|card| Cell::Entity(card.entity))).collect()
}

fn word(why: Left) -> &'static str {
    match why {
        Left::Possibly => "found only possibly",
        Left::SaidAlready => "said already, by the same source",
        Left::SomethingSaid => "something is said already",
        Left::NotSaid => "no statement says this",
        Left::NotYours => "somebody else recorded it, and only they can change it",
        Left::Otherwise => "changed by somebody meanwhile",
        Left::Came => "came meanwhile",
        Left::Gone => "no longer found",
        Left::Kindless => "would be of no kind",
        Left::Shown => "would show the public what it does not see now: change it on its own card",
    }
}

fn foretold(cards: &[CardChange]) -> serde_json::Value {
    // No column holds a position: it is told as a statement has it.
    let cell = |value: &Value| match value {
        Value::Geometry { .. } => value.to_json(),
        other => Cell::of(other).to_string(),
    };
    let cells = |values: &[Value]| values.iter().map(cell).collect::<Vec<_>>();
    let card = |card: &CardChange| {
        json!({
            "entity": card.entity.to_string(), "changes": card.changes(), "before": cells(&card.before),
            "after": cells(&card.after), "left": card.left.map(word),
        })
    };
    let changes = cards.iter().filter(|card| card.changes()).count();
    json!({ "found": cards.len(), "changes": changes, "cards": cards.iter().map(card).collect::<Vec<_>>() })
}

fn done(changed: &ChangedAlike) -> serde_json::Value {
    let left = |(card, why): &(EntityId, Left)| json!({ "entity": card.to_string(), "why": word(*why) });
    json!({
        "cards": changed.cards, "statements": changed.statements, "entry": changed.entry.map(|entry| entry.number),
        "left": changed.left.iter().map(left).collect::<Vec<_>>(),
    })
}

fn printed(cards: &[CardChange], words: &dyn Fn(&Value) -> String) -> String {
    let said = |values: &[Value]| {
        let said = values.iter().map(words).collect::<Vec<_>>().join("; ");
        if said.is_empty() { "-".to_owned() } else { said }
    };
    let changing: Vec<&CardChange> = cards.iter().filter(|card| card.changes()).collect();
    let mut out = format!("{} of {} cards would change\n", changing.len(), cards.len());
    for card in changing.iter().take(TOLD) {
        let name = words(&Value::Entity(card.entity));
        out += &format!("  {name}: {} -> {}\n", said(&card.before), said(&card.after));
    }
    if changing.len() > TOLD {
        out += &format!("  and {} more; --json tells all\n", changing.len() - TOLD);
    }
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    cards.iter().filter_map(|card| card.left).for_each(|why| *left.entry(word(why)).or_default() += 1);
    left.iter().for_each(|(why, cards)| out += &format!("{cards:>9}  {why}\n"));
    out
}
