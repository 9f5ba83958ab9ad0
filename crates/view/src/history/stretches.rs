//! From statements of one property to stretches.

use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, Edtf, EntityId};
use daftar_date::{Day, Truth};

use super::{Days, Stretch};
use crate::agree::origins;
use crate::asked::{Asked, Spoken};
use crate::differ::Difference;
use crate::ending::{Ends, Going};
use crate::fold::{going, groups};
use crate::shown::Shown;
use crate::time::{DatedBy, Moment};
use crate::value::Key;

/// A value as it holds from one day on which things may change to the next.
struct Piece<'s, 'a> {
    /// Its first day; none for the time before the first of them.
    from: Option<i64>,
    as_dated: Truth,
    certain: bool,
    /// The statements that have not been ended.
    tellings: Vec<&'s Spoken<'a>>,
}

/// The stretches of what is said of one property.
pub(super) fn stretches(spoken: &[Spoken], whole: &Asked, differences: &[Difference]) -> Vec<Stretch> {
    let mut turns: BTreeSet<i64> = spoken.iter().flat_map(|one| one.when.turns()).collect();
    turns.extend(spoken.iter().flat_map(|one| [one.when.first, one.when.last]).filter(|day| is_day(*day)));
    let starts: Vec<Option<i64>> = std::iter::once(None).chain(turns.into_iter().map(Some)).collect();
    let mut runs: BTreeMap<&Key, Vec<Vec<Piece>>> = BTreeMap::new();
    let mut ended: BTreeMap<(&Key, i64), i64> = BTreeMap::new();
    for (place, from) in starts.iter().enumerate() {
        let day = from.or_else(|| starts.get(1).copied().flatten().map(|first| first - 1)).unwrap_or(0);
        let then = Edtf::from_day(Day(day));
        let (pieces, enders) = pieces(spoken, whole, &Moment::new(&then));
        for (key, mut piece) in pieces {
            piece.from = *from;
            let before = place.checked_sub(1).and_then(|before| starts.get(before).copied());
            let runs = runs.entry(key).or_default();
            match runs.last_mut().filter(|run| run.last().map(|last| last.from) == before) {
                Some(run) => run.push(piece),
                None => runs.push(vec![piece]),
            }
        }
        ended.extend(enders.into_iter().map(|(key, first)| ((key, day), first)));
    }
    let next = |from: Option<i64>| starts.iter().flatten().copied().find(|day| from.is_none_or(|from| *day > from));
    let stretch = |(key, run): (&Key, Vec<Piece>)| {
        let over = run.last().and_then(|last| next(last.from));
        let ends = over.map(|over| {
            let last = over - 1;
            let begun = ended.get(&(key, over)).map_or(last, |first| (first - 1).min(last));
            Days { first: Some(Day(begun)), last: Some(Day(last)) }
        });
        Some(Stretch { ends, ..of_run(&run, whole, differences)? })
    };
    let all = runs.into_iter().flat_map(|(key, runs)| runs.into_iter().map(move |run| (key, run)));
    let mut all: Vec<(Option<i64>, Stretch)> = all.filter_map(stretch).map(|one| (rank(&one, spoken), one)).collect();
    all.sort_by(|(a, one), (b, other)| (one.begins, b).cmp(&(other.begins, a)));
    all.into_iter().map(|(_, stretch)| stretch).collect()
}

/// What is said of one property, each value with the days between which it was.
pub(super) fn told(spoken: &[Spoken], asked: &Asked, differences: &[Difference]) -> Vec<Stretch> {
    let stretch = |group: Vec<&Spoken>| {
        let day = |day: i64| is_day(day).then_some(Day(day));
        let first = day(group.iter().map(|one| one.when.first).min()?);
        let last = day(group.iter().map(|one| one.when.last).max()?);
        let certain = group.iter().any(|one| one.held.is_yes() && asked.statement(one).said.is_yes());
        let piece = Piece { from: None, as_dated: Truth::Yes, certain, tellings: group };
        let stretch = of_run(&[piece], asked, differences)?;
        Some(Stretch { begins: Days { first, last }, ..stretch })
    };
    groups(spoken).into_iter().filter_map(stretch).collect()
}

fn is_day(day: i64) -> bool {
    day > i64::MIN && day < i64::MAX
}

fn rank(stretch: &Stretch, spoken: &[Spoken]) -> Option<i64> {
    let place = spoken.iter().find(|one| crate::shown::bare(&one.value) == stretch.value.value);
    place.and_then(Spoken::rank)
}

/// What holds on a day, value by value, and for values that were ended by then, the first day on which that may have been.
#[allow(clippy::type_complexity, reason = "two lists of one pass")]
fn pieces<'s, 'a>(
    spoken: &'s [Spoken<'a>],
    whole: &Asked<'a>,
    day: &Moment,
) -> (Vec<(&'s Key<'s>, Piece<'s, 'a>)>, Vec<(&'s Key<'s>, i64)>) {
    let of_day = |one: &'s Spoken<'a>| {
        let (held, as_dated) = one.when.holds(one.goes_on(), day);
        let going = going(one, whole);
        let can_end = going.can_end && held.is_yes();
        (!as_dated.is_no()).then_some((one, held, as_dated, Going { can_end, ..going }))
    };
    let told: Vec<_> = spoken.iter().filter(|one| !one.derived).filter_map(of_day).collect();
    let ends = Ends::of(told.iter().map(|(.., going)| *going));
    let (mut pieces, mut enders): (BTreeMap<&Key, Piece>, BTreeMap<&Key, i64>) = Default::default();
    for (one, held, as_dated, going) in told {
        if let Some(later) = ends.ending(&going) {
            enders.insert(&one.key, later.first);
            continue;
        }
        let certain = held.is_yes() && whole.statement(one).said.is_yes();
        let piece = pieces.entry(&one.key);
        let piece = piece.or_insert(Piece { from: None, as_dated, certain, tellings: Vec::new() });
        (piece.as_dated, piece.certain) = (piece.as_dated.or(as_dated), piece.certain || certain);
        piece.tellings.push(one);
    }
    (pieces.into_iter().collect(), enders.into_iter().collect())
}

/// A stretch of pieces that follow each other, without its end.
fn of_run(run: &[Piece], whole: &Asked, differences: &[Difference]) -> Option<Stretch> {
    let mut statements: BTreeSet<ClaimId> = BTreeSet::new();
    let (mut sources, mut from): (BTreeSet<EntityId>, BTreeSet<EntityId>) = Default::default();
    let (mut hedged, mut dated_by) = (true, DatedBy::Timeless);
    let tellings = || run.iter().flat_map(|piece| &piece.tellings);
    for one in tellings() {
        let (statement, claim) = (whole.statement(one), whole.statement(one).claim());
        if statements.insert(statement.statement.id) {
            sources.insert(claim.source);
            from.extend(origins(claim.said_by.as_ref(), claim.source, whole));
            hedged &= claim.certainty.is_some();
            dated_by = dated_by.min(one.when.dated_by);
        }
    }
    let certain = run.iter().find(|piece| piece.as_dated.is_yes());
    let value = Shown::shared(&tellings().next()?.value, whole);
    let day = |piece: Option<&Piece>| piece.and_then(|piece| piece.from).map(Day);
    let begins = Days { first: day(run.first()), last: day(certain) };
    let statements: Vec<ClaimId> = statements.into_iter().collect();
    Some(Stretch {
        value,
        begins,
        ends: None,
        certain: run.iter().any(|piece| piece.certain),
        dated_by,
        hedged,
        disputed: disputed(&statements, differences),
        sources: sources.len(),
        origins: from.len(),
        statements,
    })
}

/// Whether any of the statements stands on a side of a difference.
fn disputed(statements: &[ClaimId], differences: &[Difference]) -> Truth {
    let on_a_side =
        |one: &&Difference| one.sides.iter().flat_map(|side| &side.statements).any(|claim| statements.contains(claim));
    differences.iter().filter(on_a_side).fold(Truth::No, |truth, one| truth.or(one.verdict))
}
