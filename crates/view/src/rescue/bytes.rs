//! Holdings as bytes: what was gathered once is there the next time the program starts.

use daftar_claim::{EntityId, Hash};
use daftar_date::Day;

use super::facts::{Holding, Holds, LotFacts, Names};
use crate::forecast::{Outcome, Why, head, is_believed, put_ahead, take_ahead};
use crate::octets::{put_length, put_maybe, put_text, take, take_all, take_byte, take_maybe, take_text, take_whole};
use crate::stock::Units;

/// Changes whenever these bytes, or what is gathered, are made otherwise.
const LAYOUT: &[u8] = b"daftar-holdings/1 ";

/// Writes holdings, for [`read_holdings`].
pub fn write_holdings<'h>(all: impl Iterator<Item = &'h Holding>) -> Vec<u8> {
    let mut out = [LAYOUT, head()].concat();
    all.for_each(|holding| put(&mut out, holding));
    let hash = Hash::of(&out);
    out.extend(hash.0);
    out
}

/// Reads holdings as they are seen on a day; none where they are not as they were written, or by a program that reckons otherwise.
/// With those that must be gathered anew for that day.
pub fn read_holdings(bytes: &[u8], today: Day) -> Option<(Vec<Holding>, Vec<EntityId>)> {
    let mut rest = is_believed(bytes)?.strip_prefix(LAYOUT)?.strip_prefix(head())?;
    let (mut all, mut gone) = (Vec::new(), Vec::new());
    while !rest.is_empty() {
        let holding = take_holding(&mut rest, today)?;
        gone.extend(holding.1.then_some(holding.0.accession));
        all.push(holding.0);
    }
    Some((all, gone))
}

fn put(out: &mut Vec<u8>, holding: &Holding) {
    out.extend(holding.accession.0.0);
    put_names(out, &holding.names);
    put_length(out, holding.crops.len());
    holding.crops.iter().for_each(|crop| put_text(out, crop));
    put_length(out, holding.copies.len());
    holding.copies.iter().for_each(|copy| out.extend(copy.0.0));
    put_length(out, holding.holders.len());
    for one in &holding.holders {
        out.extend(one.who.0.0);
        put_names(out, &one.names);
        out.push(u8::from(one.said));
    }
    put_length(out, holding.lots.len());
    holding.lots.iter().for_each(|facts| put_lot(out, facts));
}

fn take_holding(rest: &mut &[u8], today: Day) -> Option<(Holding, bool)> {
    let holder =
        |rest: &mut &[u8]| Some(Holds { who: entity(rest)?, names: take_names(rest)?, said: take_byte(rest)? == 1 });
    let mut gone = false;
    let holding = Holding {
        accession: entity(rest)?,
        names: take_names(rest)?,
        crops: take_all(rest, |rest| take_text(rest).map(str::to_owned))?,
        copies: take_all(rest, entity)?,
        holders: take_all(rest, holder)?,
        lots: take_all(rest, |rest| take_lot(rest, today, &mut gone))?,
    };
    Some((holding, gone))
}

fn put_lot(out: &mut Vec<u8>, facts: &LotFacts) {
    out.extend(facts.lot.0.0);
    put_names(out, &facts.names);
    let flags = [facts.has_seed, facts.is_odd, facts.is_lost];
    out.extend(flags.map(u8::from));
    put_maybe(out, facts.seeds, |out, seeds| out.extend(seeds.parts().to_le_bytes()));
    put_maybe(out, facts.last, |out, day| out.extend(day.0.to_le_bytes()));
    put_ahead(out, &facts.ahead);
}

fn take_lot(rest: &mut &[u8], today: Day, gone: &mut bool) -> Option<LotFacts> {
    let (lot, names) = (entity(rest)?, take_names(rest)?);
    let flag = |rest: &mut &[u8]| take_byte(rest).map(|byte| byte == 1);
    let (has_seed, is_odd, is_lost) = (flag(rest)?, flag(rest)?, flag(rest)?);
    let seeds = take_maybe(rest, |rest| take(rest).map(i128::from_le_bytes).map(Units::of_parts))?;
    let last = take_maybe(rest, |rest| take_whole(rest).map(Day))?;
    let ahead = take_ahead(rest)?;
    let outcome = ahead.seen_on(today);
    *gone |= outcome.is_none();
    // What must be gathered anew is never shown as it is.
    let outcome = outcome.unwrap_or(Outcome::Unknown(Why::NeverTested));
    Some(LotFacts { lot, names, has_seed, is_odd, is_lost, seeds, last, ahead, outcome })
}

fn put_names(out: &mut Vec<u8>, names: &Names) {
    for name in &names.0 {
        put_maybe(out, name.as_deref(), put_text);
    }
}

fn take_names(rest: &mut &[u8]) -> Option<Names> {
    let name = |rest: &mut &[u8]| take_maybe(rest, |rest| take_text(rest).map(Box::from));
    Some(Names([name(rest)?, name(rest)?]))
}

fn entity(rest: &mut &[u8]) -> Option<EntityId> {
    take(rest).map(|bytes| EntityId(Hash(bytes)))
}
