//! Forecasts as bytes: what was reckoned once is there the next time the program starts.
//!
//! First stand the version of the program and one forecast that is reckoned whenever this is written or read: where that comes out
//! otherwise, the tables or the formulae are others now, and nothing that follows is believed. The last 32 bytes are the SHA-256 of
//! all before them.

use std::sync::LazyLock;

use daftar_claim::Hash;
use daftar_date::Day;
use daftar_viability::{Aged, Answer, Basis, Caution, Condition, Lot, Outlook, Span, Species, Storage, Stretch, Test};

use super::ahead::{Ahead, Foretold};
use super::memo::Kept;
use super::outcome::Why;
use super::terms::Terms;
use crate::octets::{put_maybe, put_text, take, take_byte, take_maybe, take_number, take_text, take_whole};

/// Changes whenever these bytes, or the keys, are made otherwise.
const LAYOUT: &str = concat!("daftar-forecasts/1 ", env!("CARGO_PKG_VERSION"));
/// Why there is none, by the byte that stands for it, from 1 on.
const WHY: [Why; 6] =
    [Why::NeverTested, Why::NoSpecies, Why::NoConstants, Why::NoStorage, Why::StorageChanged, Why::Impossible];

/// What is written before all forecasts.
static HEAD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut head = LAYOUT.as_bytes().to_vec();
    if let Some(specimen) = specimen() {
        put_kept(&mut head, &Ok(specimen));
    }
    head
});

/// A lot that was moved and aged otherwise than published, by the tables that come with the program.
fn specimen() -> Option<Foretold> {
    let terms = Terms::usual(Day(1_000)).ok()?;
    let sets = terms.constants.sets_of("Triticum aestivum");
    let air =
        |low, high| Condition::from_air(Span::between(low, high).ok()?, Span::between(40.0, 60.0).ok()?, 0.02).ok();
    let past = Stretch { days: 500.0, condition: air(20.0, 30.0)? };
    let storage = Storage::new(vec![past], vec![Stretch { days: 365.25, condition: air(10.0, 15.0)? }]).ok()?;
    let test = |day, germinated| Some(Aged { day, test: Test::new(100, germinated).ok()? });
    let tests = [test(0.0, 96)?, test(400.0, 85)?];
    let lot = Lot { species: Species::Known(&sets), oil_fraction: Some(0.02), storage: &storage, tests: &tests };
    match Outlook::of(&lot, terms.level).ok()? {
        Answer::Known(outlook) => Some(Foretold::of(&outlook, Day(0), &terms)),
        Answer::Unknown(_) => None,
    }
}

/// What stands before everything that follows from forecasts.
pub(crate) fn head() -> &'static [u8] {
    &HEAD
}

/// The bytes before their hash, if it is theirs.
pub(crate) fn is_believed(bytes: &[u8]) -> Option<&[u8]> {
    let (told, hash) = bytes.split_last_chunk::<32>()?;
    (Hash::of(told).0 == *hash).then_some(told)
}

/// Writes what is foretold of a lot.
pub(crate) fn put_ahead(out: &mut Vec<u8>, ahead: &Ahead) {
    let kept = ahead.kept.as_ref().filter(|kept| is_sound(kept));
    put_maybe(out, kept, put_kept);
    put_maybe(out, ahead.tests, |out, days| out.extend(days.iter().flat_map(|day| day.0.to_le_bytes())));
    put_maybe(out, ahead.until, |out, day| out.extend(day.0.to_le_bytes()));
}

/// Reads it.
pub(crate) fn take_ahead(rest: &mut &[u8]) -> Option<Ahead> {
    let kept = take_maybe(rest, take_kept)?;
    let tests = take_maybe(rest, |rest| Some([Day(take_whole(rest)?), Day(take_whole(rest)?)]))?;
    Some(Ahead { kept, tests, until: take_maybe(rest, |rest| take_whole(rest).map(Day))? })
}

/// Writes forecasts with their keys.
pub(super) fn write<'k>(all: impl Iterator<Item = (&'k Hash, &'k Kept)>) -> Vec<u8> {
    let mut out = HEAD.clone();
    for (key, kept) in all.filter(|(_, kept)| is_sound(kept)) {
        out.extend(key.0);
        put_kept(&mut out, kept);
    }
    let hash = Hash::of(&out);
    out.extend(hash.0);
    out
}

/// Reads them; none where they are not as they were written, or were reckoned otherwise.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<(Hash, Kept)>> {
    let mut rest = is_believed(bytes)?.strip_prefix(HEAD.as_slice())?;
    let mut all = Vec::new();
    while !rest.is_empty() {
        all.push((Hash(take(&mut rest)?), take_kept(&mut rest)?));
    }
    Some(all)
}

/// Whether it reads back as it is.
fn is_sound(kept: &Kept) -> bool {
    kept.as_ref().map_or(true, |foretold| {
        let falls = foretold.falls;
        Span::new(falls.low(), falls.best(), falls.high()).is_ok()
    })
}

fn put_kept(out: &mut Vec<u8>, kept: &Kept) {
    match kept {
        Err(why) => out.push(1 + WHY.iter().position(|one| one == why).unwrap_or(WHY.len() - 1) as u8),
        Ok(foretold) => {
            out.push(0);
            put_foretold(out, foretold);
        }
    }
}

fn put_foretold(out: &mut Vec<u8>, foretold: &Foretold) {
    let falls = foretold.falls;
    let (basis, share) = match foretold.basis {
        Basis::Table => (0, 0.0),
        Basis::Blend { share } => (1, share),
        Basis::Tests => (2, 0.0),
    };
    out.push(basis);
    [share, falls.low(), falls.best(), falls.high()].iter().for_each(|number| out.extend(number.to_le_bytes()));
    out.push(foretold.cautions.len() as u8);
    foretold.cautions.iter().for_each(|caution| put_caution(out, caution));
    out.extend(foretold.from.to_le_bytes());
    out.push(foretold.shares.len() as u8);
    out.extend(foretold.shares.iter().flatten().flat_map(|part| part.to_le_bytes()));
}

/// The byte of a caution, its number, and its words.
fn put_caution(out: &mut Vec<u8>, caution: &Caution) {
    let (kind, number, words) = match caution {
        Caution::Proxy(species) => (0, 0.0, species.as_str()),
        Caution::SetsDiffer(times) => (1, *times, ""),
        Caution::OneTemperature => (2, 0.0, ""),
        Caution::Unusual => (3, 0.0, ""),
        Caution::OutsideEquation => (4, 0.0, ""),
        Caution::TooDry(percent) => (5, *percent, ""),
        Caution::OutsideAir => (6, 0.0, ""),
        Caution::Guessed => (7, 0.0, ""),
        Caution::Moved(times) => (8, *times, ""),
        Caution::Heterogeneous(times) => (9, *times, ""),
        Caution::Surprising => (10, 0.0, ""),
    };
    out.push(kind);
    out.extend(number.to_le_bytes());
    put_text(out, words);
}

fn take_kept(rest: &mut &[u8]) -> Option<Kept> {
    Some(match usize::from(take_byte(rest)?) {
        0 => Ok(take_foretold(rest)?),
        why => Err(*WHY.get(why - 1)?),
    })
}

fn take_foretold(rest: &mut &[u8]) -> Option<Foretold> {
    let (basis, share) = (take_byte(rest)?, take_number(rest)?);
    let basis = match basis {
        0 => Basis::Table,
        1 => Basis::Blend { share },
        2 => Basis::Tests,
        _ => return None,
    };
    let falls = Span::new(take_number(rest)?, take_number(rest)?, take_number(rest)?).ok()?;
    let cautions = (0..take_byte(rest)?).map(|_| take_caution(rest)).collect::<Option<_>>()?;
    let from = i64::from_le_bytes(take(rest)?);
    let part = |rest: &mut &[u8]| Some(u16::from_le_bytes(take(rest)?));
    let shares = (0..take_byte(rest)?).map(|_| Some([part(rest)?, part(rest)?, part(rest)?])).collect::<Option<_>>()?;
    Some(Foretold { falls, basis, cautions, from, shares })
}

fn take_caution(rest: &mut &[u8]) -> Option<Caution> {
    let (kind, number) = (take_byte(rest)?, take_number(rest)?);
    let words = take_text(rest)?;
    Some(match kind {
        0 => Caution::Proxy(words.to_owned()),
        1 => Caution::SetsDiffer(number),
        2 => Caution::OneTemperature,
        3 => Caution::Unusual,
        4 => Caution::OutsideEquation,
        5 => Caution::TooDry(number),
        6 => Caution::OutsideAir,
        7 => Caution::Guessed,
        8 => Caution::Moved(number),
        9 => Caution::Heterogeneous(number),
        10 => Caution::Surprising,
        _ => return None,
    })
}
