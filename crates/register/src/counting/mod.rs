//! Weighing and counting the seeds of a lot, and testing how many still come up.
//!
//! What was found is a card of its own beside what the book says: nothing is put right by it but what is reckoned from then on.

mod book;
mod reckon;
mod recount;

pub use book::{Book, Come, GerminationTest};
pub use reckon::{weight_less, weight_of_a_thousand};
pub use recount::{Recount, Weighed};

/// The kind of a lot of seeds.
const LOT: &str = "lot";
