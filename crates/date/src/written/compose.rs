//! A phrase as one text of EDTF.

use super::all;
use super::dating::dated;
use super::double::Side;
use super::items::Digits;
use super::meaning::Era;
use super::phrase::Phrase;
use super::piece::{Kind, Piece};
use super::said::Said;
use crate::bounds::Bounds;
use crate::edtf::Edtf;
use crate::hijri::GOOD_TO_DAYS;
use crate::width::Precision;

/// Years without an era up to which an Arabic text may mean those of the Hijra.
const HIJRI_YEARS: i64 = 1_460;
/// The same of centuries.
const HIJRI_CENTURIES: i64 = 15;

/// How far a date in two calendars may contradict itself by a slip: fifty years.
const SLIP_DAYS: i64 = 50 * 365;

/// A text of EDTF and whether two calendars contradict each other in it.
pub(super) struct Composed {
    pub(super) edtf: Edtf,
    pub(super) calendars_differ: bool,
}

/// The phrase as EDTF; where a text in Arabic names no era and both are likely, both.
pub(super) fn compose(phrase: &Phrase, may_be_hijri: bool) -> Option<Composed> {
    if let Phrase::Double(hijri, common) = phrase {
        return double(hijri, common);
    }
    if let Phrase::Finer(wide, narrow) = phrase {
        return finer(wide, narrow);
    }
    if let Phrase::All(list) = phrase {
        return Some(Composed { edtf: all::all(list)?, calendars_differ: false });
    }
    let text = if may_be_hijri { in_both(phrase)? } else { text(phrase, Era::Common)? };
    Some(Composed { edtf: Edtf::parse(&text).ok()?, calendars_differ: false })
}

/// Whether the years may be those of the common era and of the Hijra alike.
pub(super) fn lacks_calendar(phrase: &Phrase) -> bool {
    phrase.dates().iter().all(|said| {
        let limit = if said.scale.is_some() && said.ordinal { HIJRI_CENTURIES } else { HIJRI_YEARS };
        let small = said.number.is_some_and(|number| number.value <= limit);
        said.era.is_none() && said.month.is_none() && said.season.is_none() && small
    })
}

fn text(phrase: &Phrase, era: Era) -> Option<String> {
    let piece = |said: &Said| dated(said, era);
    match phrase {
        Phrase::One(said) => Some(piece(said)?.alone()),
        Phrase::Range(first, last) => range(&piece(first)?, &piece(last)?),
        Phrase::Between(first, last) => Some(format!("[{}]", between(&piece(first)?, &piece(last)?)?)),
        Phrase::Or(list) => Some(format!("[{}]", members(list, era)?.join(","))),
        Phrase::And(list) => all_of(list, era),
        Phrase::Before(said) => Some(format!("[..{}]", limits(piece(said)?)?.1)),
        Phrase::After(said) => Some(format!("[{}..]", limits(piece(said)?)?.0)),
        Phrase::Until(said) => Some(format!("../{}", limits(piece(said)?)?.1)),
        Phrase::Since(said) | Phrase::Open(said) => Some(format!("{}/..", limits(piece(said)?)?.0)),
        Phrase::Measured(said, error) => measured(said, *error, era),
        Phrase::Double(..) | Phrase::All(_) | Phrase::Finer(..) => None,
    }
}

/// A date within a century that is named beside it; beside another it contradicts it, and neither is taken.
fn finer(wide: &Phrase, narrow: &Phrase) -> Option<Composed> {
    let (outer, inner) = (compose(wide, false)?.edtf.bounds(), compose(narrow, false)?);
    let bounds = inner.edtf.stated_bounds();
    let within = outer.earliest()? <= bounds.earliest()? && bounds.latest()? <= outer.latest()?;
    within.then_some(inner)
}

/// One error to either side; counted backwards before the common era.
fn measured(said: &Said, error: i64, era: Era) -> Option<String> {
    let number = said.number?;
    let moved = |by: i64| dated(&Said { number: Some(Digits { value: number.value + by, ..number }), ..*said }, era);
    let back = if said.era == Some(Era::Before) { error } else { -error };
    Some(format!("[{}]", between(&moved(back)?, &moved(-back)?)?))
}

/// First and last limit of a date that is one.
pub(super) fn limits(piece: Piece) -> Option<(String, String)> {
    (piece.kind != Kind::Either).then(|| (piece.first.to_string(), piece.last.to_string()))
}

/// From a date to a date; from and to some part of a century is some time in all of it.
fn range(first: &Piece, last: &Piece) -> Option<String> {
    match (first.kind, last.kind) {
        (Kind::Either, _) | (_, Kind::Either) => None,
        (Kind::Among, _) | (_, Kind::Among) => Some(format!("[{}]", between(first, last)?)),
        _ => Some(format!("{}/{}", first.first, last.last)),
    }
}

fn between(first: &Piece, last: &Piece) -> Option<String> {
    let either = first.kind == Kind::Either || last.kind == Kind::Either;
    (!either).then(|| format!("{}..{}", first.first, last.last))
}

fn members(list: &[Said], era: Era) -> Option<Vec<String>> {
    list.iter().map(|said| dated(said, era).map(|piece| piece.member())).collect()
}

/// All of them. What is only some time in a stretch cannot be said in such a set: "late 19th and early 20th century" is
/// some time in both.
fn all_of(list: &[Said], era: Era) -> Option<String> {
    let pieces: Option<Vec<Piece>> = list.iter().map(|said| dated(said, era)).collect();
    if let Some([first, last]) = pieces.as_deref()
        && (first.kind == Kind::Among || last.kind == Kind::Among)
    {
        return Some(format!("[{}]", between(first, last)?));
    }
    let pieces = pieces.filter(|pieces| pieces.iter().all(|piece| matches!(piece.kind, Kind::Single | Kind::Span)))?;
    Some(format!("{{{}}}", pieces.iter().map(Piece::member).collect::<Vec<_>>().join(",")))
}

/// The dates by either calendar as one set.
fn in_both(phrase: &Phrase) -> Option<String> {
    let in_era = |era| match phrase {
        Phrase::One(said) => members(&[*said], era),
        Phrase::Or(list) => members(list, era),
        Phrase::Range(first, last) | Phrase::Between(first, last) => {
            between(&dated(first, era)?, &dated(last, era)?).map(|text| vec![text])
        }
        _ => None,
    };
    let (common, hijri) = (in_era(Era::Common)?, in_era(Era::Hijri)?);
    Some(format!("[{}]", [common, hijri].concat().join(",")))
}

fn side(side: &Side, era: Era) -> Option<String> {
    match side {
        Side::One(said) => Some(dated(said, era)?.alone()),
        Side::Range(first, last) => range(&dated(first, era)?, &dated(last, era)?),
    }
}

/// What both sides allow; the common calendar where they contradict each other.
fn double(hijri: &Side, common: &Side) -> Option<Composed> {
    let by_hijri = Edtf::parse(&side(hijri, Era::Hijri)?).ok()?;
    let by_common = Edtf::parse(&side(common, Era::Common)?).ok()?;
    let meet = meeting(by_hijri.bounds(), by_common.bounds(), GOOD_TO_DAYS)?;
    if !meet {
        // Further apart they are not two ways of writing one date.
        meeting(by_hijri.bounds(), by_common.bounds(), SLIP_DAYS)?.then_some(())?;
        return Some(Composed { edtf: by_common, calendars_differ: true });
    }
    let vague = |edtf: &Edtf| edtf.is_approximate() || edtf.is_uncertain() || edtf.is_set();
    let plain = !vague(&by_hijri) && !vague(&by_common) && by_common.precision() <= Precision::Year;
    let edtf = if plain { shared(&by_hijri, &by_common)? } else { None };
    Some(Composed { edtf: edtf.unwrap_or(by_common), calendars_differ: false })
}

/// Whether two stretches share a day, give or take some.
fn meeting(a: Bounds, b: Bounds, days: i64) -> Option<bool> {
    Some(a.earliest()?.plus(-days) <= b.latest()? && b.earliest()? <= a.latest()?.plus(days))
}

/// The days of both, when there are any.
fn shared(a: &Edtf, b: &Edtf) -> Option<Option<Edtf>> {
    let (of_a, of_b) = (a.bounds(), b.bounds());
    let first = of_a.earliest()?.max(of_b.earliest()?);
    let last = of_a.latest()?.min(of_b.latest()?);
    let is = |bounds: Bounds| bounds.earliest() == Some(first) && bounds.latest() == Some(last);
    Some(match (is(of_b), is(of_a)) {
        _ if first > last => None,
        (true, _) => Some(b.clone()),
        (_, true) => Some(a.clone()),
        _ => Edtf::parse(&format!("{first}/{last}")).ok(),
    })
}
