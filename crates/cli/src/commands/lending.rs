//! `daftar promises`: seed that was lent and is to come back; for keepers.

use daftar_register::claim::{Edtf, EntityId, PropertyId};
use daftar_register::view::promises::{PROMISE, Promises};
use daftar_register::{Back, RegisterError};
use serde_json::json;

use super::keeping::{day, keeper, place};
use super::{Done, say};
use crate::args::{Args, Back as BackArgs, PromiseDo};
use crate::failure::Failure;
use crate::print;
use crate::session::Session;

/// `daftar promises`
pub(crate) fn promises(args: &Args, due: Option<&str>, deed: Option<&PromiseDo>) -> Result<Done, Failure> {
    match deed {
        None => list(args, due),
        Some(PromiseDo::Return(back)) => give_back(args, back),
        Some(PromiseDo::Forgive { promise, why, day }) => forgive(args, promise, why, day.as_deref()),
    }
}

fn list(args: &Args, due: Option<&str>) -> Result<Done, Failure> {
    let session = keeper(Session::read(args)?)?;
    let due = due.map(Edtf::parse).transpose()?;
    let promises: Promises = session.register.promises(due.as_ref(), &session.ask)?;
    say(args, &promises, || print::promises(&promises, session.lang()))
}

fn give_back(args: &Args, back: &BackArgs) -> Result<Done, Failure> {
    let mut session = keeper(Session::write(args)?)?;
    let quantity = session.register.read_value(&PropertyId::parse("quantity")?, &back.quantity, None)?;
    let harvested = back.harvested.as_deref().map(Edtf::parse).transpose()?;
    let day = day(&session, back.day.as_deref())?;
    let given = Back {
        lot: None,
        promise: promise(&session, &back.promise)?,
        parent: back.parent.as_deref().map(|lot| place(&session, lot)).transpose()?,
        number: back.number.as_deref(),
        quantity: &quantity,
        harvested: harvested.as_ref(),
        day: &day,
        kept_at: back.place.as_deref().map(|name| place(&session, name)).transpose()?,
    };
    let given = session.register.give_back(&given)?;
    session.register.carry_out(&given.plan)?;
    let told = json!({ "lot": given.lot.to_string() });
    say(args, &told, || format!("the new lot: {}\n", given.lot))
}

fn forgive(args: &Args, name: &str, why: &str, given: Option<&str>) -> Result<Done, Failure> {
    let mut session = keeper(Session::write(args)?)?;
    let (promise, day) = (promise(&session, name)?, day(&session, given)?);
    let lang = if why.is_ascii() { "en" } else { "ar" };
    let plan = session.register.forgive(promise, why, lang, &day)?;
    session.register.carry_out(&plan)?;
    say(args, &json!({ "forgiven": promise.to_string() }), || format!("nothing more is owed: {promise}\n"))
}

/// A promise by its id, the first digits of it, or a name.
fn promise(session: &Session<'_>, text: &str) -> Result<EntityId, RegisterError> {
    let digits = text.strip_prefix("entity:").unwrap_or(text);
    let all = session.register.of_kind(PROMISE)?;
    let fits = |one: &&EntityId| digits.len() >= 6 && one.0.to_string().starts_with(digits);
    match all.iter().filter(fits).collect::<Vec<_>>()[..] {
        [one] => Ok(*one),
        [] => session.register.entity(text),
        _ => Err(RegisterError::Ask(format!("{text:?} begins the id of several: give more of its digits"))),
    }
}
