//! `daftar lots`, `daftar save-first`, `daftar test-plan`: for keepers.

use daftar_register::claim::Edtf;
use daftar_register::view::forecast::{Terms, Threshold};
use daftar_register::view::rescue::Weights;

use super::{Done, keeping, say};
use crate::args::{Ahead, Args, Lots, SaveFirst};
use crate::failure::Failure;
use crate::print;
use crate::session::Session;
use crate::terminal;

/// `daftar lots`
pub(super) fn lots(args: &Args, asked: &Lots) -> Result<Done, Failure> {
    let session = keeping::keeper(Session::read(args)?)?;
    let terms = terms(&session, &asked.ahead)?;
    let Some(name) = &asked.lot else {
        let lots = session.register.outlooks(&session.ask, &terms)?;
        return say(args, &serde_json::json!({ "lots": lots }), || print::lots(&lots, session.lang()));
    };
    let lot = keeping::place(&session, name)?;
    let lot = session.register.outlook(lot, &session.ask, &terms)?;
    say(args, &lot, || print::lot(&lot, session.lang()))
}

/// `daftar save-first`
pub(super) fn save_first(args: &Args, asked: &SaveFirst) -> Result<Done, Failure> {
    let session = keeping::keeper(Session::read(args)?)?;
    let terms = terms(&session, &asked.ahead)?;
    let mut weights = Weights::default();
    for typed in &asked.weights {
        let wrong = || Failure::Ask(format!("{typed:?} is no weight; expected TERM=NUMBER, as in no-copy=5"));
        let (name, number) = typed.split_once('=').ok_or_else(wrong)?;
        let number = number.trim().parse().map_err(|_| wrong())?;
        weights.set(name.trim(), number).map_err(|error| Failure::Ask(error.to_string()))?;
    }
    let most = asked.limit.unwrap_or(usize::MAX);
    gather(&session, &terms)?;
    let list = session.register.save_first(&session.ask, &terms, &weights, most)?;
    say(args, &list, || print::save_first(&list, session.lang()))
}

/// `daftar test-plan`
pub(super) fn test_plan(args: &Args, ahead: &Ahead) -> Result<Done, Failure> {
    let session = keeping::keeper(Session::read(args)?)?;
    let terms = terms(&session, ahead)?;
    gather(&session, &terms)?;
    let plan = session.register.test_plan(&session.ask, &terms)?;
    say(args, &plan, || print::test_plan(&plan, session.lang()))
}

/// Brings the lists level, which the first time takes long in a large bank.
fn gather(session: &Session<'_>, terms: &Terms) -> Result<(), Failure> {
    let bar = terminal::bar("reckoning how long lots keep");
    let progress = |done: u64, all: u64| {
        bar.set_length(all);
        bar.set_position(done);
    };
    session.register.gather_lots(&session.ask, terms, &progress)?;
    bar.finish_and_clear();
    Ok(())
}

/// By what forecasts are made.
fn terms(session: &Session<'_>, asked: &Ahead) -> Result<Terms, Failure> {
    let ask = |what: String| Failure::Ask(what);
    let mut terms = session.register.terms()?;
    let odd = |_| ask(format!("--below is {}; expected a percentage from 1 to 99", asked.below));
    terms.threshold = Threshold::of_initial(asked.below / 100.0).map_err(odd)?;
    if !(asked.level >= 50.0 && asked.level <= 99.9) {
        return Err(ask(format!("--level is {}; expected a percentage from 50 to 99.9", asked.level)));
    }
    terms.level = asked.level / 100.0;
    if let Some(day) = &asked.day {
        let date = Edtf::parse(day)?;
        let whole = date.bounds().earliest().zip(date.bounds().latest()).filter(|(first, last)| first == last);
        let whole = whole.ok_or_else(|| ask(format!("--day is {day:?}; expected one day, as in 2032-05-01")))?;
        terms.today = whole.0;
    }
    Ok(terms)
}
