//! Cards that may be one thing twice: the pairs, the likeliest first, and each pair side by side, to be decided; for keepers.
//!
//! What comparing came to is kept in memory until the notebook is locked: on the disk it would tell of restricted things in the
//! open. Few cards are compared at once, many apart from the pages.

mod list;
mod pair;
mod side;
mod told;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::Register;
use daftar_register::claim::EntityId;
use daftar_register::date::Lang;
use daftar_register::doubles::{Compared, Pair};
use daftar_register::table::Query;
use daftar_register::view::{Ask, Audience};

use super::looking::Looking;
use super::search::found;
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::jobs::{self, Work};
use crate::registers::Registers;
use crate::visit::{Site, Visit};

pub(crate) use pair::{decide, page as pair};

/// What comparing came to last, and how often the notebook had been locked when it began.
#[derive(Default)]
pub(crate) struct LastCompared(Mutex<Option<(u64, Arc<Compared>)>>);

impl LastCompared {
    /// What is kept; nothing from before the notebook was locked.
    pub(crate) fn of(&self, registers: &Registers) -> Option<Arc<Compared>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(locks, _)| *locks == registers.locks()).map(|(_, compared)| Arc::clone(compared))
    }

    /// Keeps it, unless the notebook was locked since it began; whether it is kept.
    pub(crate) fn keep(&self, compared: Arc<Compared>, locks: u64, registers: &Registers) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let may = registers.locks() == locks;
        if may {
            *kept = Some((locks, compared));
        }
        may
    }

    /// Forgets it.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// `GET /doubles`
pub(crate) async fn page(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => list::shown(visit, None).await,
    }
}

/// `POST /doubles`: all cards are compared, apart from the pages.
pub(crate) async fn compare(visit: Visit) -> Response {
    if !visit.session.keeper {
        return list::shown(visit, Some(Trouble::Locked)).await;
    }
    let site = visit.site.clone();
    match visit.site.0.jobs.begin(Work::Compare, String::new(), |tell| jobs::compare(site, tell)) {
        Ok(()) => Redirect::to(&with_query(&Address::Doubles.to_string(), visit.asked.pairs())).into_response(),
        Err(trouble) => list::shown(visit, Some(trouble)).await,
    }
}

/// Everybody's statements of now, as a keeper may know them.
fn ask(lang: Lang) -> Ask {
    Ask { audience: Audience::Keeper, lang, ..Ask::default() }
}

/// Compares all cards of a register.
pub(crate) fn compared(
    register: &Register,
    before: Option<&Compared>,
    progress: &dyn Fn(u64, u64),
) -> Result<Arc<Compared>, Trouble> {
    let compared = register.compare_cards(&Query::default(), before, register.standing(), &ask(Lang::En), progress)?;
    Ok(Arc::new(compared.ok_or(Trouble::Missing)?))
}

/// What comparing came to: as it is kept; of few cards as it is now. None where nobody compared the many cards yet.
fn answer(looking: &Looking<'_>, site: &Site) -> Result<Option<Arc<Compared>>, Trouble> {
    looking.keeper_only()?;
    let (registers, register) = (&site.0.registers, looking.register);
    let (locks, before) = (registers.locks(), site.0.compared.of(registers));
    if let Some(before) = &before
        && register.changed_since(before)?.is_some_and(|changed| changed.is_empty())
    {
        return Ok(Some(Arc::clone(before)));
    }
    if register.is_comparing_dear(before.as_deref(), &ask(looking.ask.lang))? {
        return Ok(before);
    }
    let now = compared(register, before.as_deref(), &|_, _| {})?;
    site.0.compared.keep(Arc::clone(&now), locks, registers);
    Ok(Some(now))
}

/// The pairs of which nobody has said whether they are one, with their places among all: of a search, those of which it finds
/// both cards.
fn open<'c>(compared: &'c Compared, looking: &Looking<'_>, asked: &Asked) -> Result<Vec<(usize, &'c Pair)>, Trouble> {
    let found: Option<BTreeSet<EntityId>> = found(looking, asked)?.map(|found| found.members);
    let settled = looking.register.settled(&ask(looking.ask.lang))?;
    let within = |card: &EntityId| found.as_ref().is_none_or(|found| found.contains(card));
    let mut open = compared.open(&settled);
    open.retain(|(_, pair)| within(&pair.one) && within(&pair.other));
    Ok(open)
}

/// The pairs of the question that go along from page to page: all but those that belong to one page.
fn along(asked: &Asked) -> impl Iterator<Item = (&str, &str)> {
    asked.pairs().filter(|(name, _)| !["page", "said"].contains(name))
}
