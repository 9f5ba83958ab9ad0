//! What the words of a written date can mean.

/// What a word or phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    About,
    /// `c`: about before a date, century behind an ordinal or beside one or two digits.
    LetterC,
    Perhaps,
    Before,
    After,
    By,
    Until,
    Since,
    /// "no earlier than".
    OnOrAfter,
    From,
    To,
    Between,
    And,
    Or,
    /// "onwards".
    Onwards,
    /// "or later", "or after".
    OrLater,
    /// "or earlier", "or before".
    OrEarlier,
    /// "present".
    Now,
    /// Early, middle, late: a third of it.
    Third(u8),
    /// "half" (2), "third" (3), "quarter" (4).
    Fraction(u8),
    Scale(Scale),
    /// The twenties (20) to nineties (90) of a century.
    Tens(u8),
    Ordinal(u8),
    /// "last", of halves and quarters.
    Last,
    /// `th` and the like behind a number.
    OrdinalEnding,
    /// `s` behind a number.
    PluralEnding,
    /// «ال» before a number.
    Article,
    Month(u8),
    HijriMonth(u8),
    /// Codes 21 to 24 of EDTF.
    Season(u8),
    Era(Era),
    /// Says nothing that a date does not say: "the", "year".
    Filler,
    /// That it was made then: says nothing in a column of dates of making.
    Made,
    /// What else happened then, to it or to a copy of it.
    Act(&'static str),
    /// That it is a copy or the like; no date of its own stands behind it in brackets.
    Remark(&'static str),
    /// A step of its making, early or late: "designed", "remade".
    Step(&'static str),
    /// "Later", before or behind an act whose date is not told; before a century, its second half.
    Later,
    /// "Posthumous", before or behind an act: after a year that is not told.
    Posthumous,
    /// "Period", "dynasty", beside the name of one.
    Age,
    /// «المتأخر», behind a period.
    ThirdBehind(u8),
    /// "corresponding to": the same in another calendar.
    Same,
}

/// Years reckoned from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    /// Before the common era.
    Before,
    /// The common era.
    Common,
    /// The Hijra.
    Hijri,
}

/// Stretches of years that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Decade,
    /// Written like a decade, but a hundred years are as likely: "the 1800s".
    Hundred,
    Century,
    Millennium,
}

/// Words, parted by `|`, that mean the same.
pub(super) type Table = &'static [(&'static str, Meaning)];
