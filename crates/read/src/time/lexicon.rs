//! The words of English that speak of time, and what each can mean.

/// A length of calendar or clock time that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
    Century,
}

/// Which part of a time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// "early", "the beginning of".
    Early,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
}

/// Before or after the start of the common era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Before,
    Common,
}

/// What a word can mean where time is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Nothing that concerns time.
    Other,
    Month {
        number: u8,
        short: bool,
    },
    /// Monday is 0.
    Weekday(u8),
    /// The number EDTF gives the season: spring is 21.
    Season(u8),
    Unit {
        unit: Unit,
        many: bool,
    },
    /// "morning", "night", "dawn".
    DayPart,
    Cardinal(u16),
    Ordinal(u8),
    /// "several", "few".
    Several,
    Half,
    Era(Era),
    Part(Part),
    /// "about", "circa".
    About,
    /// "over", "nearly": stands before an amount.
    Amount,
    The,
    A,
    This,
    That,
    Same,
    Next,
    Previous,
    Later,
    Earlier,
    Ago,
    Before,
    After,
    By,
    Since,
    Until,
    During,
    From,
    To,
    Between,
    And,
    Or,
    Of,
    In,
    On,
    At,
    For,
    Every,
    /// "daily", "annually".
    Periodic(Unit),
    /// "now", "former".
    Vague,
}

/// The sense of a word; capitals matter for names of months and days and for eras.
pub(super) fn sense(word: &str) -> Sense {
    let mut buffer = [0u8; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else {
        return Sense::Other;
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = &*lower;
    match WORDS.binary_search_by(|(entry, _)| entry.as_bytes().cmp(lower)) {
        Ok(at) => WORDS.get(at).map_or(Sense::Other, |entry| as_written(word, entry.1)),
        Err(_) => Sense::Other,
    }
}

fn as_written(word: &str, sense: Sense) -> Sense {
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let fits = match sense {
        Sense::Month { .. } | Sense::Weekday(_) => capital,
        Sense::Era(_) => !word.contains(|c: char| c.is_ascii_lowercase()),
        _ => true,
    };
    if fits { sense } else { Sense::Other }
}

const fn month(number: u8) -> Sense {
    Sense::Month { number, short: false }
}

const fn short(number: u8) -> Sense {
    Sense::Month { number, short: true }
}

const fn one(unit: Unit) -> Sense {
    Sense::Unit { unit, many: false }
}

const fn many(unit: Unit) -> Sense {
    Sense::Unit { unit, many: true }
}

const LONGEST: usize = 13;

/// Sorted, all lower case.
static WORDS: &[(&str, Sense)] = &[
    ("a", Sense::A),
    ("about", Sense::About),
    ("ad", Sense::Era(Era::Common)),
    ("after", Sense::After),
    ("afternoon", Sense::DayPart),
    ("afterward", Sense::Later),
    ("afterwards", Sense::Later),
    ("ago", Sense::Ago),
    ("almost", Sense::Amount),
    ("an", Sense::A),
    ("and", Sense::And),
    ("annual", Sense::Periodic(Unit::Year)),
    ("annually", Sense::Periodic(Unit::Year)),
    ("another", Sense::A),
    ("approximately", Sense::About),
    ("apr", short(4)),
    ("april", month(4)),
    ("around", Sense::About),
    ("at", Sense::At),
    ("aug", short(8)),
    ("august", month(8)),
    ("autumn", Sense::Season(23)),
    ("barely", Sense::Amount),
    ("bc", Sense::Era(Era::Before)),
    ("bce", Sense::Era(Era::Before)),
    ("before", Sense::Before),
    ("beginning", Sense::Part(Part::Early)),
    ("between", Sense::Between),
    ("by", Sense::By),
    ("c", Sense::About),
    ("ca", Sense::About),
    ("ce", Sense::Era(Era::Common)),
    ("centuries", many(Unit::Century)),
    ("century", one(Unit::Century)),
    ("circa", Sense::About),
    ("close", Sense::Part(Part::Late)),
    ("current", Sense::Vague),
    ("currently", Sense::Vague),
    ("daily", Sense::Periodic(Unit::Day)),
    ("dawn", Sense::DayPart),
    ("day", one(Unit::Day)),
    ("daybreak", Sense::DayPart),
    ("days", many(Unit::Day)),
    ("dec", short(12)),
    ("decade", one(Unit::Decade)),
    ("decades", many(Unit::Decade)),
    ("december", month(12)),
    ("during", Sense::During),
    ("dusk", Sense::DayPart),
    ("each", Sense::Every),
    ("earlier", Sense::Earlier),
    ("early", Sense::Part(Part::Early)),
    ("eight", Sense::Cardinal(8)),
    ("eighteen", Sense::Cardinal(18)),
    ("eighteenth", Sense::Ordinal(18)),
    ("eighth", Sense::Ordinal(8)),
    ("eighty", Sense::Cardinal(80)),
    ("eleven", Sense::Cardinal(11)),
    ("eleventh", Sense::Ordinal(11)),
    ("end", Sense::Part(Part::Late)),
    ("evening", Sense::DayPart),
    ("evenings", many(Unit::Day)),
    ("every", Sense::Every),
    ("everyday", Sense::Periodic(Unit::Day)),
    ("fall", Sense::Season(23)),
    ("feb", short(2)),
    ("february", month(2)),
    ("few", Sense::Several),
    ("fifteen", Sense::Cardinal(15)),
    ("fifteenth", Sense::Ordinal(15)),
    ("fifth", Sense::Ordinal(5)),
    ("fifty", Sense::Cardinal(50)),
    ("first", Sense::Ordinal(1)),
    ("five", Sense::Cardinal(5)),
    ("following", Sense::Next),
    ("for", Sense::For),
    ("former", Sense::Vague),
    ("formerly", Sense::Vague),
    ("fortnight", one(Unit::Fortnight)),
    ("fortnights", many(Unit::Fortnight)),
    ("forty", Sense::Cardinal(40)),
    ("four", Sense::Cardinal(4)),
    ("fourteen", Sense::Cardinal(14)),
    ("fourteenth", Sense::Ordinal(14)),
    ("fourth", Sense::Ordinal(4)),
    ("friday", Sense::Weekday(4)),
    ("from", Sense::From),
    ("future", Sense::Vague),
    ("half", Sense::Half),
    ("hour", one(Unit::Hour)),
    ("hourly", Sense::Periodic(Unit::Hour)),
    ("hours", many(Unit::Hour)),
    ("hundred", Sense::Cardinal(100)),
    ("in", Sense::In),
    ("jan", short(1)),
    ("january", month(1)),
    ("jul", short(7)),
    ("july", month(7)),
    ("jun", short(6)),
    ("june", month(6)),
    ("just", Sense::Amount),
    ("last", Sense::Previous),
    ("late", Sense::Part(Part::Late)),
    ("later", Sense::Later),
    ("many", Sense::Several),
    ("mar", short(3)),
    ("march", month(3)),
    ("may", month(5)),
    ("mid", Sense::Part(Part::Mid)),
    ("midday", Sense::DayPart),
    ("middle", Sense::Part(Part::Mid)),
    ("midnight", Sense::DayPart),
    ("minute", one(Unit::Minute)),
    ("minutes", many(Unit::Minute)),
    ("monday", Sense::Weekday(0)),
    ("month", one(Unit::Month)),
    ("monthly", Sense::Periodic(Unit::Month)),
    ("months", many(Unit::Month)),
    ("morning", Sense::DayPart),
    ("mornings", many(Unit::Day)),
    ("nearly", Sense::Amount),
    ("next", Sense::Next),
    ("night", Sense::DayPart),
    ("nightfall", Sense::DayPart),
    ("nights", many(Unit::Day)),
    ("nine", Sense::Cardinal(9)),
    ("nineteen", Sense::Cardinal(19)),
    ("nineteenth", Sense::Ordinal(19)),
    ("ninety", Sense::Cardinal(90)),
    ("ninth", Sense::Ordinal(9)),
    ("noon", Sense::DayPart),
    ("nov", short(11)),
    ("november", month(11)),
    ("now", Sense::Vague),
    ("nowadays", Sense::Vague),
    ("oct", short(10)),
    ("october", month(10)),
    ("of", Sense::Of),
    ("on", Sense::On),
    ("one", Sense::Cardinal(1)),
    ("only", Sense::Amount),
    ("onset", Sense::Part(Part::Early)),
    ("or", Sense::Or),
    ("outset", Sense::Part(Part::Early)),
    ("over", Sense::Amount),
    ("past", Sense::Previous),
    ("per", Sense::Every),
    ("preceding", Sense::Previous),
    ("presently", Sense::Vague),
    ("previous", Sense::Previous),
    ("previously", Sense::Earlier),
    ("prior", Sense::Earlier),
    ("recent", Sense::Vague),
    ("recently", Sense::Vague),
    ("roughly", Sense::About),
    ("same", Sense::Same),
    ("saturday", Sense::Weekday(5)),
    ("second", Sense::Ordinal(2)),
    ("seconds", many(Unit::Second)),
    ("sep", short(9)),
    ("sept", short(9)),
    ("september", month(9)),
    ("seven", Sense::Cardinal(7)),
    ("seventeen", Sense::Cardinal(17)),
    ("seventeenth", Sense::Ordinal(17)),
    ("seventh", Sense::Ordinal(7)),
    ("seventy", Sense::Cardinal(70)),
    ("several", Sense::Several),
    ("since", Sense::Since),
    ("six", Sense::Cardinal(6)),
    ("sixteen", Sense::Cardinal(16)),
    ("sixteenth", Sense::Ordinal(16)),
    ("sixth", Sense::Ordinal(6)),
    ("sixty", Sense::Cardinal(60)),
    ("some", Sense::Several),
    ("spring", Sense::Season(21)),
    ("start", Sense::Part(Part::Early)),
    ("subsequent", Sense::Next),
    ("succeeding", Sense::Next),
    ("summer", Sense::Season(22)),
    ("sunday", Sense::Weekday(6)),
    ("sunrise", Sense::DayPart),
    ("sunset", Sense::DayPart),
    ("ten", Sense::Cardinal(10)),
    ("tenth", Sense::Ordinal(10)),
    ("that", Sense::That),
    ("the", Sense::The),
    ("third", Sense::Ordinal(3)),
    ("thirteen", Sense::Cardinal(13)),
    ("thirteenth", Sense::Ordinal(13)),
    ("thirtieth", Sense::Ordinal(30)),
    ("thirty", Sense::Cardinal(30)),
    ("this", Sense::This),
    ("three", Sense::Cardinal(3)),
    ("through", Sense::To),
    ("throughout", Sense::During),
    ("thursday", Sense::Weekday(3)),
    ("til", Sense::Until),
    ("till", Sense::Until),
    ("to", Sense::To),
    ("today", Sense::Vague),
    ("tomorrow", Sense::Vague),
    ("tonight", Sense::Vague),
    ("tuesday", Sense::Weekday(1)),
    ("twelfth", Sense::Ordinal(12)),
    ("twelve", Sense::Cardinal(12)),
    ("twentieth", Sense::Ordinal(20)),
    ("twenty", Sense::Cardinal(20)),
    ("two", Sense::Cardinal(2)),
    ("under", Sense::Amount),
    ("until", Sense::Until),
    ("wednesday", Sense::Weekday(2)),
    ("week", one(Unit::Week)),
    ("weekly", Sense::Periodic(Unit::Week)),
    ("weeks", many(Unit::Week)),
    ("winter", Sense::Season(24)),
    ("within", Sense::During),
    ("year", one(Unit::Year)),
    ("yearly", Sense::Periodic(Unit::Year)),
    ("years", many(Unit::Year)),
    ("yesterday", Sense::Vague),
];

/// Words that name what is counted, so that the number before them is no year.
pub(super) fn is_measure(word: &str) -> bool {
    MEASURES.binary_search(&word).is_ok()
}

/// Sorted; plurals in `-s` are known by their ending and need no place here.
static MEASURES: &[&str] = &[
    "aircraft",
    "billion",
    "casualties",
    "cattle",
    "cavalry",
    "children",
    "cm",
    "copies",
    "dead",
    "families",
    "feet",
    "ft",
    "g",
    "guns",
    "ha",
    "hectares",
    "horse",
    "hp",
    "inch",
    "infantry",
    "injured",
    "kg",
    "killed",
    "km",
    "knots",
    "kph",
    "kw",
    "l",
    "lb",
    "lbs",
    "m",
    "men",
    "mi",
    "miles",
    "million",
    "mm",
    "mph",
    "nm",
    "people",
    "percent",
    "personnel",
    "police",
    "pounds",
    "rounds",
    "rpm",
    "sheep",
    "sq",
    "square",
    "staff",
    "times",
    "tonne",
    "tons",
    "troops",
    "women",
    "wounded",
    "yards",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_fit_the_buffer() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WORDS.iter().all(|(word, _)| word.len() <= LONGEST));
        assert_eq!(WORDS.iter().map(|(word, _)| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn capitals_decide_names() {
        assert_eq!(sense("May"), month(5));
        assert_eq!(sense("may"), Sense::Other);
        assert_eq!(sense("BC"), Sense::Era(Era::Before));
        assert_eq!(sense("ad"), Sense::Other);
        assert_eq!(sense("THE"), Sense::The);
        assert_eq!(sense("Sunflowers"), Sense::Other);
    }
}
