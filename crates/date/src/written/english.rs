//! English words of dates.

use super::meaning::Meaning::*;
use super::meaning::{Era, Scale, Table};

/// Words that mean the same, and what. Dots of abbreviations are left out; hyphens are spaces.
pub(super) const TABLE: Table = &[
    ("about|abt|around|circa|circ|ca|cca|cir|approx|approximately|roughly|approximate", About),
    ("c", LetterC),
    ("probably|prob|possibly|poss|perhaps|maybe|uncertain|likely|presumably|attributed to", Perhaps),
    ("before|bef|pre|ante|prior to|earlier than|terminus ante quem|taq", Before),
    ("after|aft|post|later than|terminus post quem|tpq", After),
    ("by|no later than|not later than|not after|at the latest by", By),
    ("until|till|up to", Until),
    ("since|starting|beginning in", Since),
    ("no earlier than|not earlier than|not before", OnOrAfter),
    ("from", From),
    ("to|through|thru", To),
    ("between|bet|btw", Between),
    ("and", And),
    ("or", Or),
    ("onwards|onward|on|and later|and after", Onwards),
    ("or later|or after", OrLater),
    ("or earlier|or before", OrEarlier),
    ("present|the present|now|today|ongoing", Now),
    ("early|beginning of|the beginning of|start of|the start of", Third(0)),
    ("mid|middle|the middle|middle of|the middle of", Third(1)),
    ("late|end of|the end of", Third(2)),
    ("half", Fraction(2)),
    ("quarter", Fraction(4)),
    ("century|centuries|cent|cents|cen", Scale(Scale::Century)),
    ("millennium|millenium|millennia|mill", Scale(Scale::Millennium)),
    ("decade", Scale(Scale::Decade)),
    ("last", Last),
    ("th|st|nd|rd", OrdinalEnding),
    ("s", PluralEnding),
    ("january|jan", Month(1)),
    ("february|feb", Month(2)),
    ("march|mar", Month(3)),
    ("april|apr", Month(4)),
    ("may", Month(5)),
    ("june|jun", Month(6)),
    ("july|jul", Month(7)),
    ("august|aug", Month(8)),
    ("september|sept|sep", Month(9)),
    ("october|oct", Month(10)),
    ("november|nov", Month(11)),
    ("december|dec", Month(12)),
    ("muharram", HijriMonth(1)),
    ("safar", HijriMonth(2)),
    ("rabi i|rabi al awwal|rabi ul awwal|rabi al ula|rabi 1", HijriMonth(3)),
    ("rabi ii|rabi al thani|rabi al akhir|rabi ul thani|rabi al akhira", HijriMonth(4)),
    ("jumada i|jumada al ula|jumada al awwal", HijriMonth(5)),
    ("jumada ii|jumada al akhira|jumada al thani|jumada al thaniya", HijriMonth(6)),
    ("rajab", HijriMonth(7)),
    ("shaban|shaaban", HijriMonth(8)),
    ("ramadan|ramazan", HijriMonth(9)),
    ("shawwal", HijriMonth(10)),
    ("dhu al qada|dhu al qaada|dhul qada|dhu l qada", HijriMonth(11)),
    ("dhu al hijja|dhul hijja|dhu l hijja|dhu al hijjah", HijriMonth(12)),
    ("spring", Season(21)),
    ("summer", Season(22)),
    ("autumn|fall", Season(23)),
    ("winter", Season(24)),
    ("bc|bce|b c|b c e|before christ|before the common era", Era(Era::Before)),
    ("ad|ce|a d|c e|common era", Era(Era::Common)),
    ("ah|a h|hijri|hijra|h", Era(Era::Hijri)),
    ("the|of|in|during|year|the year|date|dating from|dating to", Filler),
    (MAKING, Made),
    ("corresponding to|corresponds to|equivalent to", Same),
];

/// Words for making, which a column of dates of making need not repeat.
const MAKING: &str = "made|created|produced|executed|painted|drawn|dated|signed and dated|built|constructed|woven|carved|\
    manufactured|crafted|fabricated|made in|built in|painted in|dated to|written|sculpted|photographed";

/// What may have happened at another time than the making.
pub(super) const ACTS: &[&str] = &[
    "published",
    "first published",
    "exhibited",
    "first exhibited",
    "printed",
    "reprinted",
    "cast",
    "issued",
    "minted",
    "struck",
    "designed",
    "engraved",
    "etched",
    "conceived",
    "modeled",
    "modelled",
    "acquired",
    "purchased",
    "collected",
    "found",
    "excavated",
    "discovered",
    "donated",
    "registered",
    "restored",
    "patented",
    "copied",
];

/// Texts that say no date is known.
pub(super) const UNKNOWN: &[&str] = &[
    "?",
    "??",
    "???",
    "undated",
    "not dated",
    "no date",
    "n.d.",
    "nd",
    "n. d.",
    "s.d.",
    "unknown",
    "date unknown",
    "unknown date",
    "date not known",
    "date is unknown",
    "not known",
    "date uncertain",
    "date not recorded",
    "not recorded",
];

const UNITS: [&str; 19] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

const ROMAN: [&str; 21] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx", "xxi",
];

/// Ordinals in words and in Roman numbers of more than one letter, as far as centuries need them.
pub(super) fn ordinals() -> impl Iterator<Item = (String, u8)> {
    let roman = (1..).zip(ROMAN).filter(|(_, word)| word.len() > 1);
    let roman = roman.flat_map(|(n, word)| [(word.to_owned(), n), (format!("{word}th"), n)]);
    let below = (1..).zip(UNITS).map(|(n, word)| (word.to_owned(), n));
    let tens = [("twentieth".to_owned(), 20), ("thirtieth".to_owned(), 30), ("fortieth".to_owned(), 40)];
    let above = (1..)
        .zip(UNITS)
        .take(9)
        .flat_map(|(n, unit)| [(format!("twenty {unit}"), 20 + n), (format!("thirty {unit}"), 30 + n)]);
    below.chain(tens).chain(above).chain(roman)
}
