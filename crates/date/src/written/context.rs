//! What a cell says, as a date with its doubts: dates first, beside them periods, which bear them out or contradict them.

use std::sync::Arc;

use super::Read;
use super::compose::{self, compose};
use super::double::Side;
use super::doubt::Doubt;
use super::gather::Whole;
use super::islamic;
use super::meaning::{Era, Scale};
use super::named::{self, Named, holds, meet};
use super::period::Period;
use super::periods::Periods;
use super::phrase::Phrase;
use super::said::Said;

/// First year in which things may have been found by those who write catalogues.
const RECENT: i64 = 1_800;

/// The date of a cell. `arabic` says whether its text has Arabic words, in which years may be those of the Hijra.
pub(super) fn dated(whole: &Whole, periods: &Periods, arabic: bool) -> Option<Read> {
    let Some(date) = &whole.date else {
        let named = named::named(whole, periods)?;
        let doubts = [table_doubt(&named)].into_iter().chain(told_doubts(whole)).collect();
        return Some((named.edtf, doubts));
    };
    let beside = beside(whole, periods)?;
    let (edtf, doubts) = match beside.is_empty() {
        true => plain(date, whole, periods, arabic)?,
        false => checked(date, whole, periods, &beside, arabic)?,
    };
    Some((edtf, doubts.into_iter().chain(told_doubts(whole)).collect()))
}

/// What the periods named beside a date mean.
fn beside(whole: &Whole, periods: &Periods) -> Option<Vec<Named>> {
    whole.periods.iter().map(|phrase| named::one(phrase, &whole.regions, periods)).collect()
}

fn plain(date: &Phrase, whole: &Whole, periods: &Periods, arabic: bool) -> Option<Read> {
    if date.any(&|said| said.period.is_some()) {
        // "Late Roman – 7th century"
        let named = named::one(date, &whole.regions, periods)?;
        return Some((named.edtf.clone(), vec![table_doubt(&named)]));
    }
    let no_era = arabic && compose::lacks_calendar(date);
    let both = no_era.then(|| compose(date, true)).flatten();
    let tabular = both.is_some() || date.any(&Said::is_hijri);
    let composed = both.or_else(|| compose(date, false))?;
    let found = [
        no_era.then_some(Doubt::NoEra),
        composed.calendars_differ.then_some(Doubt::CalendarsDiffer),
        may_be_two_calendars(date).then_some(Doubt::TwoCalendars),
        tabular.then_some(Doubt::Tabular),
    ];
    Some((composed.edtf, found.into_iter().flatten().chain(date_doubts(date)).collect()))
}

/// The date, borne out by the periods beside it. Where it names no era and only one era fits them all, it is of that one.
fn checked(date: &Phrase, whole: &Whole, periods: &Periods, beside: &[Named], arabic: bool) -> Option<Read> {
    let plain = plain(date, whole, periods, arabic);
    let fits = |read: &Read| beside.iter().all(|named| meet(&named.edtf, &read.0));
    let unsaid = plain.as_ref().is_none_or(|(_, doubts)| doubts.contains(&Doubt::NoEra));
    let two_calendars = may_be_two_calendars(date);
    if let Some(read) = plain.as_ref().filter(|read| !unsaid && !two_calendars && fits(read)) {
        return Some(read.clone());
    }
    if let Some(read) = plain.as_ref().and_then(|plain| in_two_calendars(date, plain, beside)) {
        return Some(read);
    }
    if let Some(read) = in_only_era(date, beside, plain.is_none(), arabic) {
        return Some(read);
    }
    let (edtf, mut doubts) = plain?;
    if !beside.iter().all(|named| meet(&named.edtf, &edtf)) {
        doubts.push(Doubt::PeriodDiffers(meant(beside)));
    }
    Some((edtf, doubts))
}

/// The date in the one era in which it fits the periods beside it. A year of the last two centuries may be that of a find, so it
/// is taken for one before the common era only where it is `no_other`.
fn in_only_era(date: &Phrase, beside: &[Named], no_other: bool, arabic: bool) -> Option<Read> {
    let recent = date.any(&|said| said.is_bare_year() && said.number.is_some_and(|number| number.value >= RECENT));
    let before = (no_other || !recent).then_some(Era::Before);
    let eras = [before, arabic.then_some(Era::Common), arabic.then_some(Era::Hijri)];
    let fits = |read: &Read| beside.iter().all(|named| meet(&named.edtf, &read.0));
    let in_eras = eras.into_iter().flatten().filter_map(|era| in_era(date, era)).filter(fits);
    let [(edtf, doubts)] = in_eras.collect::<Vec<Read>>().try_into().ok()?;
    Some((edtf, [Doubt::EraFromPeriod(meant(beside))].into_iter().chain(doubts).collect()))
}

/// What the periods beside a date mean.
fn meant(beside: &[Named]) -> Vec<Arc<Period>> {
    beside.iter().flat_map(|named| named.means.clone()).collect()
}

/// "Safavid, 1052/1642": one year in two calendars, where the stretch from the first to the second would leave the period.
fn in_two_calendars(date: &Phrase, plain: &Read, beside: &[Named]) -> Option<Read> {
    let Phrase::Range(first, last) = date else { return None };
    if !may_be_two_calendars(date) || beside.iter().all(|named| holds(&named.edtf, &plain.0)) {
        return None;
    }
    let hijri = Said { era: Some(Era::Hijri), ..*first };
    let common = Said { era: Some(Era::Common), ..*last };
    let composed = compose(&Phrase::Double(Side::One(hijri), Side::One(common)), false)?;
    let fits = beside.iter().all(|named| meet(&named.edtf, &composed.edtf));
    fits.then(|| (composed.edtf, vec![Doubt::EraFromPeriod(meant(beside)), Doubt::Tabular]))
}

/// The date as if it said its era, where it says none.
fn in_era(date: &Phrase, era: Era) -> Option<Read> {
    let mut date = date.clone();
    let free =
        |said: &Said| said.era.is_none() && said.month.is_none() && said.season.is_none() && said.number.is_some();
    if !date.dates().iter().all(free) {
        return None;
    }
    date.dates_mut().into_iter().for_each(|said| said.era = Some(era));
    let tabular = (era == Era::Hijri).then_some(Doubt::Tabular);
    Some((compose(&date, false)?.edtf, tabular.into_iter().chain(date_doubts(&date)).collect()))
}

/// What is to be said of a date that rests on the table alone.
fn table_doubt(named: &Named) -> Doubt {
    if named.several { Doubt::PeriodsOfOneName(named.means.clone()) } else { Doubt::Period(named.means.clone()) }
}

/// Doubts of what the dates of a cell are the dates of.
fn told_doubts(whole: &Whole) -> impl Iterator<Item = Doubt> {
    let several = matches!(whole.date, Some(Phrase::All(_))).then_some(Doubt::SeveralDates);
    let act = whole.act.map(Doubt::Act);
    act.into_iter().chain(several).chain(whole.left_out.clone().into_iter().map(Doubt::LeftOut))
}

/// Doubts that any one of the dates raises.
fn date_doubts(phrase: &Phrase) -> impl Iterator<Item = Doubt> + use<> {
    let any = |test: fn(&Said) -> bool| phrase.any(&test);
    let found = [
        any(|said| said.swappable).then_some(Doubt::DayOrMonth),
        any(|said| said.scale == Some(Scale::Hundred)).then_some(Doubt::DecadeOrCentury),
        any(lacks_millennium_era).then_some(Doubt::MillenniumWithoutEra),
        matches!(phrase, Phrase::Open(_)).then_some(Doubt::OpenDash),
        matches!(phrase, Phrase::Measured(..)).then_some(Doubt::Measured),
    ];
    found.into_iter().flatten()
}

fn lacks_millennium_era(said: &Said) -> bool {
    said.scale == Some(Scale::Millennium) && said.era.is_none()
}

/// `1340/1921`: the first, as a year of the Hijra, is the second.
fn may_be_two_calendars(phrase: &Phrase) -> bool {
    let Phrase::Range(first, last) = phrase else { return false };
    let bare = [first, last].iter().all(|said| said.is_bare_year() && matches!(said.era, None | Some(Era::Common)));
    bare && islamic::are_one_year(first, last)
}
