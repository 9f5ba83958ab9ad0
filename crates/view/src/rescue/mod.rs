//! What to save first of a seed bank, and what to test next: every term of the rank shown, every weight the keeper's.
//!
//! It ranks varieties, not jars: an old jar that dies beside a fresh one of the same accession is no loss. How urgent an
//! accession is, its longest-living lot says; that is multiplied by what makes it irreplaceable.

mod elsewhere;
mod rank;
mod testing;
#[cfg(test)]
mod tests;
mod weights;
mod words;

pub use elsewhere::{Elsewhere, Holder};
pub use rank::{Act, Due, Living, Rank, Ranked, SaveFirst, Term, save_first};
pub use testing::{NextTest, Step, TestPlan, ToTest, When, next_test, usual_aim};
pub use weights::{WeightError, Weights};
