//! What to save first of a seed bank, and what to test next: every term of the rank shown, every weight the keeper's.
//!
//! It ranks varieties, not jars: an old jar that dies beside a fresh one of the same accession is no loss. How urgent an
//! accession is, its longest-living lot says; that is multiplied by what makes it irreplaceable.

mod bytes;
mod elsewhere;
mod facts;
mod rank;
mod testing;
#[cfg(test)]
mod tests;
mod weights;
mod words;

pub use bytes::{read_holdings, write_holdings};
pub use elsewhere::{Elsewhere, Holder};
pub use facts::{Holding, LotFacts, holdings};
pub use rank::{Act, Due, Living, Rank, Ranked, SaveFirst, Term, rank, save_first};
pub use testing::{NextTest, Step, TestPlan, ToTest, When, usual_aim};
pub use weights::{WeightError, Weights};
