//! How words attach a time to what is told ("by", "before", "since"), and the bound that follows.

use super::calendar::{plus_days, plus_months};
use super::hijri;
use super::moment::{Moment, Within, Year};
use super::scan::Scan;
use super::sense::Sense;

/// How the words attach a time to what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// "on", "in", "at", or no word.
    On,
    /// "by": then or earlier.
    By,
    /// "before", "prior to": earlier, not then.
    Before,
    /// "after", "following": later, not then.
    After,
    /// "since", "from … on": from then.
    Since,
    /// "until", "up to": up to then.
    Until,
    /// "during", "throughout", "within", and every interval.
    During,
    /// "about", "circa".
    About,
}

/// The relation that the words around the tokens `from..to` give.
pub(super) fn read(scan: &Scan, from: usize, to: usize) -> Relation {
    let article = usize::from(scan.sense_before(from) == Sense::The);
    let at = from.wrapping_sub(1 + article);
    match scan.sense(at) {
        Sense::By => Relation::By,
        Sense::Before => Relation::Before,
        Sense::After => Relation::After,
        Sense::Next if article == 0 => Relation::After,
        Sense::Since => Relation::Since,
        Sense::Until => Relation::Until,
        Sense::During => Relation::During,
        Sense::To if scan.sense_before(at) == Sense::Earlier => Relation::Before,
        Sense::To if at > 0 && scan.says(at - 1, "up") => Relation::Until,
        Sense::From if onwards(scan, to) => Relation::Since,
        _ => Relation::On,
    }
}

fn onwards(scan: &Scan, to: usize) -> bool {
    let on = scan.sense(to) == Sense::On && !scan.is_word(to + 1);
    on || ["onward", "onwards", "forward"].iter().any(|w| scan.says(to, w))
}

/// The EDTF of a moment under a relation. Only a moment with a year gives a bound.
pub(super) fn edtf(moment: &Moment, relation: Relation) -> String {
    let plain = moment.edtf();
    if let (true, Some((first, last))) = (moment.hijri, hijri::days(moment)) {
        return match relation {
            Relation::By => format!("[..{last}]"),
            Relation::Before => format!("[..{}]", first.plus(-1)),
            Relation::After => format!("[{}..]", last.plus(1)),
            Relation::Since => format!("{first}/.."),
            Relation::Until => format!("../{last}"),
            _ => plain,
        };
    }
    let open = moment.year != Year::Unsaid && moment.clock.is_none() && !plain.starts_with('[');
    match relation {
        _ if !open => plain,
        Relation::By => format!("[..{plain}]"),
        Relation::Before => format!("[..{}]", neighbour(moment, -1).edtf()),
        Relation::After => format!("[{}..]", neighbour(moment, 1).edtf()),
        Relation::Since => format!("{plain}/.."),
        Relation::Until => format!("../{plain}"),
        _ => plain,
    }
}

/// The time of the same grain just before or after. Where the words leave the edge open ("late
/// 1998", "about 1910", a season) the moment itself, so that nothing is excluded that they allow.
fn neighbour(moment: &Moment, step: i64) -> Moment {
    if moment.part.is_some() || moment.about || moment.day_part {
        return *moment;
    }
    match (moment.year, moment.within) {
        (Year::One(year), Within::Whole) => Moment::year(year + step as i32),
        (Year::One(year), Within::Month(month)) => {
            let (year, month) = plus_months(year, month, step);
            Moment::within(Year::One(year), Within::Month(month))
        }
        (Year::One(year), Within::Day(month, day)) => Moment::day(plus_days((year, month, day), step)),
        (Year::Span(first, _), _) if step < 0 => Moment::year(first - 1),
        (Year::Span(_, last), _) => Moment::year(last + 1),
        _ => *moment,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_follow_the_grain() {
        let month = Moment::within(Year::One(2032), Within::Month(1));
        assert_eq!(edtf(&month, Relation::By), "[..2032-01]");
        assert_eq!(edtf(&month, Relation::Before), "[..2031-12]");
        assert_eq!(edtf(&Moment::day((2032, 2, 29)), Relation::After), "[2032-03-01..]");
        assert_eq!(edtf(&Moment::year(2014), Relation::Since), "2014/..");
        assert_eq!(edtf(&Moment::year(-43), Relation::Until), "../-0043");
    }
}
