//! What was said of one date becomes a first and a last limit.

use super::islamic;
use super::meaning::{Era, Scale};
use super::piece::{Kind, Limit, Piece, year_text};
use super::said::{Part, Said};
use super::stretch::{Years, mask};

/// The date that `said` says, where years without an era are counted from `default`.
pub(super) fn dated(said: &Said, default: Era) -> Option<Piece> {
    if said.period.is_some() {
        return spanned(said);
    }
    let hijri_month = said.month.is_some_and(|month| month.hijri);
    let era = said.era.unwrap_or(if hijri_month { Era::Hijri } else { default });
    if hijri_month && era != Era::Hijri {
        return None;
    }
    let piece = match said.scale {
        Some(scale) => counted(said, scale, era)?,
        None if said.ordinal => return None,
        None if era == Era::Hijri => islamic::piece(said)?,
        None => in_year(said, era)?,
    };
    Some(Piece { first: piece.first.marked(said.marks()), last: piece.last.marked(said.marks()), ..piece })
}

/// Some time in a period, whose meaning is decided, or in a part of one.
fn spanned(said: &Said) -> Option<Piece> {
    let span = said.span?;
    let years = Years::between(span.first.into(), span.last.into());
    let piece = match said.part {
        None => years.piece(),
        Some(part) if part.loose => loosely(years.part(part).piece(), part),
        Some(part) => years.part(part).piece(),
    };
    let rough = |limit: Limit, is_outer: bool| if span.about && is_outer { limit.about() } else { limit };
    let (begins, ends) = said.part.map_or((true, true), |part| (part.index == 0, part.index + 1 == part.of));
    let (first, last) = (rough(piece.first, begins), rough(piece.last, ends));
    Some(Piece { first: first.marked(said.marks()), last: last.marked(said.marks()), ..piece })
}

/// A century, decade or millennium, or a part of one.
fn counted(said: &Said, scale: Scale, era: Era) -> Option<Piece> {
    if said.month.is_some() || said.day.is_some() {
        return None;
    }
    let named_by_year = matches!(scale, Scale::Decade | Scale::Hundred);
    let number = said.number.filter(|number| !named_by_year || number.length >= 3)?.value;
    let unsaid = scale == Scale::Millennium && said.era.is_none();
    // "The third millennium" of the common era has just begun, so it is that before it; the first two may be either.
    let era = match (unsaid, number) {
        (true, 1 | 2) => return either_era(said, number),
        (true, _) if era == Era::Common => Era::Before,
        _ => era,
    };
    let whole = Years::of(scale, number, era)?;
    match said.part {
        None => Some(mask(scale, number, era).map_or_else(|| whole.piece(), Piece::single)),
        Some(part) if scale == Scale::Decade => Some(whole.part_of_decade(part)?.piece()),
        Some(part) => {
            let piece = whole.part(part).piece();
            Some(if part.loose { loosely(piece, part) } else { piece })
        }
    }
}

/// A millennium before the common era or in it.
fn either_era(said: &Said, number: i64) -> Option<Piece> {
    if said.part.is_some() || said.marks().is_set() {
        return None;
    }
    let [before, common] = [Era::Before, Era::Common].map(|era| Years::of(Scale::Millennium, number, era));
    let [before, common] = [before?.piece(), common?.piece()];
    Some(Piece::two(Kind::Either, before.member(), common.member()))
}

/// Inside the stretch, the limits of "early", "middle" and "late" are about there.
fn loosely(piece: Piece, part: Part) -> Piece {
    let first = if part.index > 0 { piece.first.about() } else { piece.first };
    let last = if part.index + 1 < part.of { piece.last.about() } else { piece.last };
    Piece { first, last, ..piece }
}

/// A year, or what is said of its months and days.
fn in_year(said: &Said, era: Era) -> Option<Piece> {
    let number = said.number?;
    if said.era.is_none() && number.length < 3 || number.value == 0 {
        return None;
    }
    let year = if era == Era::Before { 1 - number.value } else { number.value };
    let year = year_text(year).filter(|_| era == Era::Before || number.length <= 4)?;
    match (said.month, said.day, said.season, said.part) {
        (None, None, None, None) => Some(Piece::single(year)),
        (None, None, None, Some(part)) => part_of_year(&year, part),
        (None, None, Some(season), None) => Some(Piece::single(format!("{year}-{season}"))),
        (Some(month), None, None, None) => Some(Piece::single(format!("{year}-{:02}", month.number))),
        (Some(month), Some(day), None, None) => Some(day_of(&year, month.number, day, said.swappable)),
        _ => None,
    }
}

fn day_of(year: &str, month: u8, day: u8, swappable: bool) -> Piece {
    let text = format!("{year}-{month:02}-{day:02}");
    if !swappable {
        return Piece::single(text);
    }
    let other = format!("{year}-{day:02}-{month:02}");
    let (first, last) = if text < other { (text, other) } else { (other, text) };
    Piece::two(Kind::Either, first, last)
}

/// The divisions of the year in EDTF; "early" and "late" are thirds, about.
fn part_of_year(year: &str, part: Part) -> Option<Piece> {
    let first = match part.of {
        2 => 40,
        3 => 37,
        4 => 33,
        _ => return None,
    };
    let piece = Piece::single(format!("{year}-{}", first + part.index));
    Some(if part.loose { Piece { first: piece.first.about(), last: piece.last.about(), ..piece } } else { piece })
}
