//! Writing by hand: add, edit, prefer, same, different, retract, deny, assess, undo, grant, revoke.

use daftar_register::claim::{
    Certainty, Claim, ClaimId, Edtf, EntityId, EntryId, Key, May, Preference, PropertyId, RegisterId, Secret, Speaker,
    Subject, TextId as _, Timestamp, Value,
};
use serde_json::json;

use super::suggest::sealed;
use super::{Done, say};
use crate::args::{Add, Args, Assessment, How, Said};
use crate::failure::Failure;
use crate::session::Session;

/// `daftar add`
pub(crate) fn add(args: &Args, add: &Add) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    // Before anybody is looked for by name: names may be sealed, too, and a second card of one name is soon made.
    match add.restricted {
        true => session.unlock().map(drop)?,
        false => session.unlock_if_given()?,
    }
    let (entity, mut claims) = subject(&session, add)?;
    let claim = claim(&session, Subject::Entity(entity), &add.property, &add.said)?;
    if add.restricted {
        session.register.refuse_overdraft(&[&claim], None)?;
        let concerns = add.concerns.iter().map(|name| session.register.entity(name)).collect::<Result<_, _>>()?;
        session.register.record_said(&claims)?;
        let entry = session.register.record_sealed(&Secret { claim, concerns })?;
        return say(args, &json!({ "sealed": true, "entry": entry.number }), || "recorded, sealed\n".into());
    }
    claims.push(claim);
    record(args, session, &claims)
}

/// The entity that is spoken about; a new card with its kind and name, where the name is new and a kind is given.
fn subject(session: &Session<'_>, add: &Add) -> Result<(EntityId, Vec<Claim>), Failure> {
    match (session.register.entity(&add.about), &add.kind) {
        (Ok(entity), _) => Ok((entity, Vec::new())),
        (Err(daftar_register::RegisterError::Nobody(_)), Some(kind)) => {
            if !session.register.profiles().kinds.contains_key(kind) {
                let known: Vec<_> = session.register.profiles().kinds.keys().map(String::as_str).collect();
                return Err(Failure::Ask(format!("{kind:?} is no kind of card; there are {}", known.join(", "))));
            }
            let lang = add.said.how.text_lang.as_deref().unwrap_or_else(|| session.register.lang());
            let (entity, claims) = session.register.new_entity(kind, &add.about, lang)?;
            Ok((entity, claims.to_vec()))
        }
        (Err(daftar_register::RegisterError::Nobody(name)), None) => {
            Err(Failure::Ask(format!("nothing here is called {name:?}: give --kind to make a new card")))
        }
        (Err(other), _) => Err(other.into()),
    }
}

/// A claim from the words of the command line; seen by the keeper, where no source is given.
fn claim(session: &Session<'_>, subject: Subject, property: &str, said: &Said) -> Result<Claim, Failure> {
    let property = PropertyId::parse(property)?;
    let value = session.register.read_value(&property, &said.value, said.how.text_lang.as_deref())?;
    known(session, subject, property, value, &said.how)
}

/// A claim that is known in this way.
pub(super) fn known(
    session: &Session<'_>,
    subject: Subject,
    property: PropertyId,
    value: Value,
    how: &How,
) -> Result<Claim, Failure> {
    let entity = |name: &String| session.register.entity(name);
    let source = match &how.source {
        Some(name) => session.register.source(name)?,
        None => session.register.keeper()?,
    };
    let mut claim = Claim::new(subject, property, value, source);
    claim.when = edtf(how.when.as_deref())?;
    claim.stated = edtf(how.stated.as_deref())?;
    claim.certainty = how.certainty.as_deref().map(Certainty::parse).transpose()?;
    claim.quote.clone_from(&how.quote);
    claim.said_by = how.said_by.as_ref().map(entity).transpose()?.map(Speaker::Entity);
    Ok(claim)
}

fn edtf(text: Option<&str>) -> Result<Option<Edtf>, Failure> {
    Ok(text.map(Edtf::parse).transpose()?)
}

fn record(args: &Args, mut session: Session<'_>, claims: &[Claim]) -> Result<Done, Failure> {
    let said = session.unlocking(|register| {
        register.refuse_overdraft(&claims.iter().collect::<Vec<_>>(), None)?;
        register.record_said(claims)
    })?;
    let ids = session.register.said_ids_of(claims)?;
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let result = json!({
        "recorded": said.recorded, "unchanged": said.unchanged, "sealed": said.sealed, "parted": said.parted,
        "claims": ids,
    });
    say(args, &result, || {
        let head = if said.recorded + said.sealed > 0 { "recorded" } else { "known already" };
        ids.last().map(|id| format!("{head} {}{}\n", &id[..18], sealed(&said))).unwrap_or_default()
    })
}

/// `daftar edit`
pub(crate) fn edit(args: &Args, old: &str, said: &Said) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let old = session.register.claim(old)?;
    let before = session.register.statement(old)?.claim;
    let new = claim(&session, before.subject, before.property.as_str(), said)?;
    let new = Claim {
        when: new.when.or(before.when),
        source: if said.how.source.is_some() { new.source } else { before.source },
        said_by: new.said_by.or(before.said_by),
        stated: new.stated.or(before.stated),
        certainty: new.certainty.or(before.certainty),
        ..new
    };
    let entry = session.unlocking(|register| {
        register.refuse_overdraft(&[&new], Some(old))?;
        register.replace(old, &new)
    })?;
    say(args, &json!({ "replaced": old.to_string(), "entry": entry.number }), || "replaced\n".into())
}

/// `daftar prefer`
pub(crate) fn prefer(
    args: &Args,
    first: &str,
    over: &[String],
    supersedes: &[String],
    why: Option<&str>,
) -> Result<Done, Failure> {
    let session = Session::write(args)?;
    let claims =
        |texts: &[String]| texts.iter().map(|text| session.register.claim(text)).collect::<Result<Vec<_>, _>>();
    let first = session.register.claim(first)?;
    let value = Value::Preference(Preference { first, over: claims(over)?, supersedes: claims(supersedes)? });
    let subject = session.register.statement(first)?.claim.subject;
    let mut claim = Claim::new(subject, PropertyId::parse("prefer")?, value, session.register.keeper()?);
    claim.quote = why.map(str::to_owned);
    record(args, session, &[claim])
}

/// `daftar same`, `daftar different`
pub(crate) fn link(args: &Args, property: &str, one: &str, other: &str) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let (one, other) = (session.register.entity(one)?, session.register.entity(other)?);
    if one == other {
        return Err(Failure::Ask("both names mean one card".into()));
    }
    let claim = session.register.link(one, other, property)?;
    if session.register.is_pair_restricted(one, other)? {
        let secret = Secret { claim, concerns: vec![one, other] };
        session.unlocking(|register| register.record_sealed_once(std::slice::from_ref(&secret)))?;
        return say(args, &json!({ "sealed": true }), || "recorded, sealed: one of these cards is restricted\n".into());
    }
    record(args, session, &[claim])
}

/// `daftar retract`
pub(crate) fn retract(args: &Args, claim: &str) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let claim = session.register.claim(claim)?;
    let entry = session.register.retract(claim)?;
    let others = session.register.statement(claim).is_ok_and(|statement| statement.stands());
    say(args, &json!({ "retracted": claim.to_string(), "entry": entry.number, "still_stands": others }), || {
        if others { "taken back; it still stands, for somebody else recorded it, too\n" } else { "taken back\n" }.into()
    })
}

/// `daftar deny`
pub(crate) fn deny(
    args: &Args,
    claim: &str,
    words: &str,
    said_by: Option<&str>,
    stated: Option<&str>,
) -> Result<Done, Failure> {
    let session = Session::write(args)?;
    let mut denial = about(&session, claim, "deny", Value::text(words))?;
    denial.said_by = said_by.map(|name| session.register.entity(name)).transpose()?.map(Speaker::Entity);
    denial.stated = edtf(stated)?;
    record(args, session, &[denial])
}

/// `daftar assess`
pub(crate) fn assess(args: &Args, claim: &str, assessment: Assessment) -> Result<Done, Failure> {
    let session = Session::write(args)?;
    let code = match assessment {
        Assessment::NotAssessed => "not-assessed",
        Assessment::CrossChecked => "cross-checked",
        Assessment::Imagery => "imagery",
        Assessment::Field => "field",
    };
    let claim = about(&session, claim, "assessment", Value::code("assessment", code))?;
    record(args, session, &[claim])
}

/// `daftar seen`: the source of the statement says how it was seen.
pub(crate) fn seen(
    args: &Args,
    claim: &str,
    by: &str,
    sensor: Option<&str>,
    images: [Option<&str>; 2],
) -> Result<Done, Failure> {
    let session = Session::write(args)?;
    let source = session.register.statement(session.register.claim(claim)?)?.claim.source;
    let mut said = vec![("seen-by", session.register.read_value(&PropertyId::parse("seen-by")?, by, None)?)];
    said.extend(sensor.map(|sensor| ("sensor", Value::text(sensor))));
    for (property, day) in ["image-date", "compared-image-date"].into_iter().zip(images) {
        said.extend(edtf(day)?.map(|date| (property, Value::Date(date))));
    }
    let claims: Result<Vec<Claim>, Failure> = said
        .into_iter()
        .map(|(property, value)| Ok(Claim { source, ..about(&session, claim, property, value)? }))
        .collect();
    record(args, session, &claims?)
}

/// A claim of the keeper's about a claim.
fn about(session: &Session<'_>, claim: &str, property: &str, value: Value) -> Result<Claim, Failure> {
    let id: ClaimId = session.register.claim(claim)?;
    session.register.statement(id)?;
    Ok(Claim::new(Subject::Claim(id), PropertyId::parse(property)?, value, session.register.keeper()?))
}

/// `daftar undo`
pub(crate) fn undo(args: &Args, number: Option<u64>) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let named = session.register.key().zip(number).map(|(log, number)| EntryId { log, number });
    let entry = named.or_else(|| session.register.last_work());
    let entry = entry.ok_or_else(|| Failure::Ask("there is nothing to undo".into()))?;
    let undone = session.register.undo(entry)?;
    say(args, &json!({ "entry": entry.number, "undone": undone }), || {
        format!("entry {}: {} taken back, {} hold again\n", entry.number, undone.retracted, undone.revived)
    })
}

/// `daftar grant`
pub(crate) fn grant(args: &Args, key: &str, party: Option<&str>, may: &[String]) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let key = Key::parse(key)?;
    let party = match party {
        Some(name) => session.register.entity(name)?,
        None => session.register.party_of_log(key).ok_or_else(|| {
            Failure::Ask("no entry of that key is here: take a bundle from there, or give --party".into())
        })?,
    };
    let mut mays = vec![May::Record];
    for word in may {
        mays.push(May::parse(word)?);
    }
    session.register.grant(key, party, mays)?;
    say(args, &json!({ "granted": key.to_string(), "party": party.to_string() }), || "granted\n".into())
}

/// `daftar revoke`
pub(crate) fn revoke(args: &Args, key: &str, last: Option<u64>) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let key = Key::parse(key)?;
    let last = session.register.revoke(key, last)?;
    say(args, &json!({ "revoked": key.to_string(), "last": last }), || {
        format!("revoked: its entries after number {last} do not count\n")
    })
}

/// `daftar join`
pub(crate) fn join(args: &Args, other: &str) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    session.register.join(RegisterId::parse(other)?)?;
    say(args, &json!({ "joined": other }), || "joined\n".into())
}

/// `daftar correct-time`
pub(crate) fn correct_time(args: &Args, first: u64, last: u64, time: Option<&str>) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let full = |text: &str| if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
    let time = time.map(|text| Timestamp::parse(&full(text))).transpose()?;
    session.register.correct_time(first, last, time)?;
    say(args, &json!({ "corrected": [first, last] }), || "corrected\n".into())
}
