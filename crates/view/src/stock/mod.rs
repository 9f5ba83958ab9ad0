//! The seeds of a lot: what came in, what went out, what is left, and where the reckoning does not come out.
//!
//! A lot begins with its `quantity`. What names it (given out, lent, sown, tested, put elsewhere for safety) takes from it; a recount
//! says anew how much there is, and all that happened before it no longer matters. What is not dated, or told in a unit that is not
//! understood, is never left out in silence: it widens what may be left, or stands beside it.

mod amount;
mod ledger;
mod line;
mod words;

pub use amount::{Amount, Measure, Range, Scales, Unit, Units};
pub use ledger::{Left, Stock, scales_of, stock_of, stocks};
pub use line::{Line, Movement, Reckoned};

pub(crate) use ledger::{measures, scales};
pub(crate) use line::together;
