//! Three-valued truth (Kleene): what dates as sources write them allow us to say.

use std::ops::Not;

/// Whether something holds, given all that the dates leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds under every possibility.
    Yes,
    /// It holds under none.
    No,
    /// It holds under some and not under others, or nobody can tell.
    Possibly,
}

impl Truth {
    /// Both hold.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Possibly,
        }
    }

    /// At least one holds.
    pub fn or(self, other: Truth) -> Truth {
        !(!self).and(!other)
    }

    /// True for `Yes` only.
    pub fn is_yes(self) -> bool {
        self == Truth::Yes
    }

    /// True for `No` only.
    pub fn is_no(self) -> bool {
        self == Truth::No
    }

    /// From what must be (always) and what can be (sometimes).
    pub(crate) fn from_cases(always: bool, sometimes: bool) -> Truth {
        match (always, sometimes) {
            (true, _) => Truth::Yes,
            (false, true) => Truth::Possibly,
            (false, false) => Truth::No,
        }
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Possibly => Truth::Possibly,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::Yes } else { Truth::No }
    }
}
