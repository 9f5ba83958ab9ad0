//! What a word can mean where time is spoken of.

use serde::Deserialize;

/// A length of calendar or clock time that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// "early", "the beginning of".
    Early,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
}

/// Before or after the start of the common era, or counted from the Hijra.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Era {
    Before,
    Common,
    Hijri,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

/// Where a time lies that only its context could place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum When {
    Past,
    Present,
    Future,
}

/// What a word can mean where time is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    DayPart(DayPart),
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
    Vague(When),
    /// A month of the Hijri calendar.
    HijriMonth(u8),
    /// «صيفا»: each year in that season.
    EachSeason(u8),
    /// «سنتين»: two of a unit.
    Two(Unit),
    /// «سنتي»: two of a unit that are named behind it.
    Both(Unit),
    /// An ordinal in the feminine: hours of the clock, years.
    Feminine(u8),
    /// «ستينيات»: the ten years of a century that begin with this one.
    Tens(u8),
    /// «أمس»: days from the day of speaking.
    Shift(i8),
    /// «الماضي»، «الحالي»، «المقبل»: before, at, after the time of speaking.
    Pointer(i8),
    /// «الأخيرة»: the latest.
    Latest,
    Quarter,
    Third,
    Millennium,
    /// «من عمره»: of his age.
    Life,
    /// Words that lead to an age: «كنت في السادسة عشرة».
    Reached,
    /// «آخر»: the last of.
    Final,
    /// «غرة»: the first day of a month.
    Start,
    /// «مرتين»: times.
    Times,
    /// «التي»، «الذي».
    Which,
    /// «إلا»: less, of the clock.
    Less,
    /// «بالضبط»، «كاملة» behind a length.
    Whole,
    /// «متوقع»: what is to come.
    Ahead,
    /// «بعدها» and «قبلها»: after, before what was told.
    AfterThat,
    BeforeThat,
}
