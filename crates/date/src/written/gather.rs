//! What the parts of a cell come to: the date of the making, what is left out, and the periods and regions beside it.

use super::islamic;
use super::meaning::{Era, Scale};
use super::phases::{Act, Segment, Told};
use super::phrase::Phrase;
use super::said::Said;

/// What a cell says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Whole {
    /// Its date, or dates, when it has any beside periods.
    pub(super) date: Option<Phrase>,
    /// What else than the making happened then, when there is but one date.
    pub(super) act: Option<&'static str>,
    /// What else happened, at another date or at one that is not told; left out.
    pub(super) left_out: Vec<&'static str>,
    /// Periods named, each on its own.
    pub(super) periods: Vec<Phrase>,
    pub(super) regions: Vec<u16>,
}

/// A date and what it is the date of.
type Dated = (Phrase, Option<Act>);

/// The parts as one; `None` when they do not fit together.
pub(super) fn gathered(mut segments: Vec<Segment>) -> Option<Whole> {
    if segments.len() == 1 && segments.iter().all(Segment::is_date) {
        let Told::Dated { phrase, act, .. } = segments.pop()?.told else { return None };
        return Some(Whole { date: Some(*phrase), act: act.and_then(Act::word), ..Whole::default() });
    }
    let mut whole = Whole::default();
    let dates = sorted(segments, &mut whole);
    let several = dates.len() > 1;
    let kept = of_making(dates, &mut whole.left_out);
    whole.act = match kept.as_slice() {
        [(_, Some(Act::Step(_)))] if several => None,
        [(_, act)] => act.and_then(Act::word),
        _ => None,
    };
    whole.date = together(kept)?;
    (whole.date.is_some() || !whole.periods.is_empty()).then_some(whole)
}

/// The dates; all else goes where it belongs.
fn sorted(segments: Vec<Segment>, whole: &mut Whole) -> Vec<Dated> {
    let plain_date = segments.iter().any(|segment| segment.is_date() && !segment.bracketed);
    let several = segments.iter().filter(|segment| segment.is_date()).count() > 1;
    let mut dates: Vec<Dated> = Vec::new();
    let mut behind_period = false;
    for segment in segments {
        let is_period = segment.is_period();
        match segment.told {
            Told::Region(region) => whole.regions.push(region),
            Told::Undated(act) => match dates.last_mut() {
                // "1890 (original), 1950 (copy)"
                Some((_, of @ None)) if several && segment.bracketed => *of = Some(act),
                _ => whole.left_out.extend(act.word()),
            },
            Told::Dated { phrase, .. } if is_period => whole.periods.push(*phrase),
            // "Kushan period (50–320), 2nd century": the limits of the period.
            Told::Dated { .. } if segment.bracketed && behind_period && plain_date => {}
            Told::Dated { phrase, act, .. } => dates.push((*phrase, act)),
        }
        behind_period = is_period;
    }
    dates
}

/// The dates of the making; where none is told, the first of all. The words of the others are left out.
fn of_making(dates: Vec<Dated>, left_out: &mut Vec<&'static str>) -> Vec<Dated> {
    let is_other = |(_, act): &Dated| matches!(act, Some(Act::Other(_)));
    let has_making = !dates.iter().all(is_other);
    let mut kept: Vec<Dated> = Vec::new();
    for date in dates {
        if is_other(&date) && (has_making || !kept.is_empty()) {
            left_out.extend(date.1.and_then(Act::word));
        } else {
            kept.push(date);
        }
    }
    kept
}

/// Several dates as one phrase; a century beside a year is the wider way to say it. `None` when they do not fit
/// ([`may_be_told_apart`]).
fn together(dates: Vec<Dated>) -> Option<Option<Phrase>> {
    let plain = dates.iter().all(|(_, act)| act.is_none());
    let several = dates.len() > 1;
    let apart = |phrase| match phrase {
        // "1850, 1851 and 1853": three dates.
        Phrase::And(list) if several => list.into_iter().map(Phrase::One).collect(),
        phrase => vec![phrase],
    };
    let mut phrases: Vec<Phrase> = dates.into_iter().flat_map(|(phrase, _)| apart(phrase)).collect();
    match phrases.as_slice() {
        [] | [_] => return Some(phrases.pop()),
        [a, b] if plain && is_counted(a) != is_counted(b) => {
            let (wide, narrow) = if is_counted(a) { (a, b) } else { (b, a) };
            return Some(Some(Phrase::Finer(Box::new(wide.clone()), Box::new(narrow.clone()))));
        }
        _ => {}
    }
    may_be_told_apart(&phrases).then_some(Some(Phrase::All(phrases)))
}

/// Whether a list can be but several dates: where the last alone is before the common era, the others may be, too; "1340, 1921" may
/// be one year in two calendars; "before 1850, after 1870" says no one thing.
fn may_be_told_apart(phrases: &[Phrase]) -> bool {
    let any = |test: &dyn Fn(&Phrase) -> bool| phrases.iter().any(test);
    let before_era = any(&|phrase| phrase.any(&|said| said.era == Some(Era::Before)));
    let unsaid = any(&|phrase| phrase.any(&|said| said.era.is_none() && said.period.is_none()));
    let open = any(&|phrase| matches!(phrase, Phrase::Before(_))) && any(&|phrase| matches!(phrase, Phrase::After(_)));
    let one_year = match phrases {
        [Phrase::One(a), Phrase::One(b)] => a.is_bare_year() && b.is_bare_year() && islamic::are_one_year(a, b),
        _ => false,
    };
    !(before_era && unsaid || open || one_year)
}

/// Whether it is of centuries or millennia.
pub(super) fn is_counted(phrase: &Phrase) -> bool {
    !phrase.any(&|said| !matches!(said.scale, Some(Scale::Century | Scale::Millennium)))
}

impl Whole {
    /// All dates in it, to be changed.
    pub(super) fn dates_mut(&mut self) -> Vec<&mut Said> {
        self.date.iter_mut().chain(&mut self.periods).flat_map(Phrase::dates_mut).collect()
    }
}
