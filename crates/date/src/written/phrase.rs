//! Reads what of a cell belongs together: one date, two ends, several to choose from, or a date before or after which it lies.

use super::cursor::Cursor;
use super::double::{self, Side, dash};
use super::items::{Item, Thing};
use super::meaning::{Era, Meaning};
use super::one::{bare_year, one};
use super::said::{Mark, Said};

/// How the dates of a text belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    One(Said),
    /// It begins within the first and ends within the second.
    Range(Said, Said),
    /// Some time from the first to the second.
    Between(Said, Said),
    Or(Vec<Said>),
    And(Vec<Said>),
    /// It or before.
    Before(Said),
    /// It or after.
    After(Said),
    Until(Said),
    Since(Said),
    /// `1989–`: an end was never written.
    Open(Said),
    /// `1540 ± 9`: the year, and the error in years.
    Measured(Said, i64),
    /// Several dates of one thing, in the order in which they are told.
    All(Vec<Phrase>),
    /// A century and a date in it, which says the same more exactly.
    Finer(Box<Phrase>, Box<Phrase>),
    /// The same date by the Hijri and the common calendar.
    Double(Side, Side),
}

/// One phrase: what of a cell belongs together as one date, span or choice.
pub(super) fn phrase(cursor: &mut Cursor) -> Option<Phrase> {
    // Most cells are one date and no more.
    if let Some(said) = cursor.attempt(|cursor| one(cursor).filter(|_| cursor.is_at_end())) {
        return Some(Phrase::One(said));
    }
    let forms = [between, limited, in_two_calendars, joined, half_open, open, measured];
    forms.into_iter().find_map(|form| cursor.attempt(form)).or_else(|| cursor.attempt(one).map(Phrase::One))
}

/// "Between 1820 and 1830", "after 1820 and before 1830".
fn between(cursor: &mut Cursor) -> Option<Phrase> {
    let word = cursor.meaning(|meaning| matches!(meaning, Meaning::Between | Meaning::After).then_some(meaning))?;
    cursor.sign('-');
    let first = one(cursor)?;
    if word == Meaning::Between {
        cursor.word(Meaning::And).or_else(|| dash(cursor))?;
    } else {
        cursor.word(Meaning::And).or_else(|| cursor.sign(',')).or(Some(()))?;
        cursor.word(Meaning::Before)?;
    }
    let (first, last) = Said::completed(first, one(cursor)?)?;
    Some(Phrase::Between(first, last))
}

/// "Before", "after", "until" or "since" a date.
fn limited(cursor: &mut Cursor) -> Option<Phrase> {
    let word = cursor.meaning(Some)?;
    let limit: fn(Said) -> Phrase = match word {
        Meaning::Before | Meaning::By => Phrase::Before,
        Meaning::After | Meaning::OnOrAfter => Phrase::After,
        Meaning::Until => Phrase::Until,
        Meaning::Since => Phrase::Since,
        _ => return None,
    };
    cursor.sign('-');
    // After a range is after it began, before it is before it ended.
    let said = match cursor.attempt(joined) {
        Some(Phrase::Range(first, _)) if matches!(word, Meaning::After | Meaning::OnOrAfter | Meaning::Since) => first,
        Some(Phrase::Range(_, last)) => last,
        Some(_) => return None,
        None => one(cursor)?,
    };
    if matches!(word, Meaning::Since) {
        // "Since 1936 until now" says no more.
        cursor.attempt(|cursor| {
            cursor.word(Meaning::To).or_else(|| cursor.word(Meaning::Until))?;
            cursor.word(Meaning::Now)
        });
    }
    ends(cursor).then(|| limit(said))
}

/// Whether what belongs together ends here: the text, or before a bracket or the next of several dates.
fn ends(cursor: &Cursor) -> bool {
    matches!(cursor.next(), None | Some(Thing::Sign('(' | ')' | ',' | ';')))
}

fn in_two_calendars(cursor: &mut Cursor) -> Option<Phrase> {
    let is_hijri = |item: &Item| matches!(item.thing, Thing::Is(Meaning::Era(Era::Hijri) | Meaning::HijriMonth(_)));
    cursor.ahead().iter().any(is_hijri).then_some(())?;
    double::double(cursor).map(|(hijri, common)| Phrase::Double(hijri, common))
}

/// "From … to …", `1820–1830`, "1820 or 1821", "1820 and 1830".
fn joined(cursor: &mut Cursor) -> Option<Phrase> {
    let from = cursor.word(Meaning::From).is_some();
    let first = one(cursor)?;
    if !from && cursor.word(Meaning::Or).is_some() {
        return several(cursor, first, Meaning::Or).map(Phrase::Or);
    }
    if !from && (cursor.word(Meaning::And).is_some() || cursor.sign('&').is_some()) {
        return several(cursor, first, Meaning::And).map(Phrase::And);
    }
    range_sign(cursor)?;
    // "1984–5, 1992–3" are two ranges, though "June 9–11, 1953" is one.
    let is_lone_day = |said: &Said| said.day.is_some() && said.month.is_none() && first.month.is_none();
    let last = cursor.attempt(|cursor| one(cursor).filter(|last| !is_lone_day(last)));
    let last = last.or_else(|| cursor.attempt(bare_year))?;
    let (first, mut last) = Said::completed(first, last)?;
    // "1924–5–c. 1937": the end was about to move.
    let further = |cursor: &mut Cursor| {
        dash(cursor)?;
        one(cursor)
    };
    if last.is_bare_year()
        && first.is_bare_year()
        && let Some(further) = cursor.attempt(further)
    {
        last = Said::completed(last, further)?.1;
    }
    Some(cursor.attempt(|cursor| or_beyond(cursor, first, last)).unwrap_or(Phrase::Range(first, last)))
}

/// "Or later", "or earlier", behind a date from `first` to `last`.
fn or_beyond(cursor: &mut Cursor, first: Said, last: Said) -> Option<Phrase> {
    cursor.sign(',');
    let later = cursor.word(Meaning::OrLater).map(|()| Phrase::After(first));
    later.or_else(|| cursor.word(Meaning::OrEarlier).map(|()| Phrase::Before(last)))
}

/// What is left of a list after its first joining word.
fn several(cursor: &mut Cursor, first: Said, word: Meaning) -> Option<Vec<Said>> {
    let mut list = vec![first];
    loop {
        let (before, next) = Said::completed(list.pop()?, one(cursor)?)?;
        list.extend([before, next]);
        if cursor.word(word).is_none() {
            break;
        }
    }
    // What only the last one says, such as the era, holds for all.
    for at in (1..list.len()).rev() {
        (list[at - 1], list[at]) = Said::completed(list[at - 1], list[at])?;
    }
    Some(list)
}

/// "1820 onwards", "from 1820", "1820 or later", "1989–present".
fn half_open(cursor: &mut Cursor) -> Option<Phrase> {
    let from = cursor.word(Meaning::From).is_some();
    let said = one(cursor)?;
    if let Some(beyond) = cursor.attempt(|cursor| or_beyond(cursor, said, said)) {
        return Some(beyond);
    }
    cursor.sign(',');
    let now = |cursor: &mut Cursor| {
        range_sign(cursor)?;
        cursor.word(Meaning::Now)
    };
    if cursor.attempt(now).is_some() || cursor.word(Meaning::Onwards).is_some() {
        return Some(Phrase::Since(said));
    }
    (from && cursor.is_at_end()).then_some(Phrase::Since(said))
}

/// `1989–`.
fn open(cursor: &mut Cursor) -> Option<Phrase> {
    let said = one(cursor)?;
    cursor.sign_of(&['-', '–'])?;
    let whole = said.is_bare_year() && said.number.is_some_and(|number| number.length == 4);
    (ends(cursor) && whole).then_some(Phrase::Open(said))
}

/// `1540 ± 9`, as laboratories write it.
fn measured(cursor: &mut Cursor) -> Option<Phrase> {
    let mut said = one(cursor)?;
    cursor.sign('±').or_else(|| {
        cursor.sign('+')?;
        cursor.sign('/')?;
        cursor.sign_of(&['-', '–']).map(|_| ())
    })?;
    let error = cursor.number().filter(|error| error.length <= 4 && error.value > 0)?;
    said.era = said.era.or_else(|| super::atoms::era(cursor));
    (said.is_bare_year() && !said.is_hijri()).then_some(Phrase::Measured(said, error.value))
}

fn range_sign(cursor: &mut Cursor) -> Option<()> {
    dash(cursor).or_else(|| cursor.sign('/')).or_else(|| cursor.word(Meaning::Until))
}

impl Phrase {
    /// The same with a mark on every date.
    pub(super) fn marked(mut self, mark: Mark) -> Phrase {
        self.dates_mut().into_iter().for_each(|said| said.mark = said.mark | mark);
        self
    }

    /// Its dates, to be changed.
    pub(super) fn dates_mut(&mut self) -> Vec<&mut Said> {
        match self {
            Phrase::One(one) | Phrase::Before(one) | Phrase::After(one) => vec![one],
            Phrase::Until(one) | Phrase::Since(one) | Phrase::Open(one) | Phrase::Measured(one, _) => vec![one],
            Phrase::Range(first, last) | Phrase::Between(first, last) => vec![first, last],
            Phrase::Or(list) | Phrase::And(list) => list.iter_mut().collect(),
            Phrase::Double(one, other) => one.dates_mut().into_iter().chain(other.dates_mut()).collect(),
            Phrase::All(list) => list.iter_mut().flat_map(Phrase::dates_mut).collect(),
            Phrase::Finer(wide, narrow) => [wide, narrow].into_iter().flat_map(|phrase| phrase.dates_mut()).collect(),
        }
    }

    /// All dates in it.
    pub(super) fn dates(&self) -> Vec<Said> {
        match self {
            Phrase::One(one) | Phrase::Before(one) | Phrase::After(one) => vec![*one],
            Phrase::Until(one) | Phrase::Since(one) | Phrase::Open(one) | Phrase::Measured(one, _) => vec![*one],
            Phrase::Range(first, last) | Phrase::Between(first, last) => vec![*first, *last],
            Phrase::Or(list) | Phrase::And(list) => list.clone(),
            Phrase::Double(one, other) => [one.dates(), other.dates()].concat(),
            Phrase::All(list) => list.iter().flat_map(Phrase::dates).collect(),
            Phrase::Finer(wide, narrow) => [wide.dates(), narrow.dates()].concat(),
        }
    }

    /// Whether any of its dates is such.
    pub(super) fn any(&self, test: &dyn Fn(&Said) -> bool) -> bool {
        match self {
            Phrase::One(one) | Phrase::Before(one) | Phrase::After(one) => test(one),
            Phrase::Until(one) | Phrase::Since(one) | Phrase::Open(one) | Phrase::Measured(one, _) => test(one),
            Phrase::Range(first, last) | Phrase::Between(first, last) => test(first) || test(last),
            Phrase::Or(list) | Phrase::And(list) => list.iter().any(test),
            Phrase::Double(one, other) => one.dates().iter().chain(&other.dates()).any(test),
            Phrase::All(list) => list.iter().any(|phrase| phrase.any(test)),
            Phrase::Finer(wide, narrow) => wide.any(test) || narrow.any(test),
        }
    }

    /// Whether it names periods and nothing else.
    pub(super) fn is_of_periods(&self) -> bool {
        !self.any(&|said| said.period.is_none())
    }
}
