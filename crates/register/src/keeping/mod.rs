//! Where things are kept, and what is carried: the list of what goes first, boxes, handovers, stock-takings.
//!
//! Whoever knows where things are can find them: all that is recorded here is sealed, down to the kinds of the cards that it
//! makes. A place that was left is not overwritten: the new one has its date, and the keeper's own undated statement of the
//! old one gets an end.

mod carrying;
mod code;
mod contents;
mod handover;
mod look_out;
mod moving;
mod numbers;
mod packing;
mod places;
mod plan;
mod receipt;
mod stock;

pub use carrying::Carrying;
pub use code::{Scanned, code_of};
pub use contents::Contents;
pub use handover::{Handover, Item};
pub use moving::{Moved, Moving};
pub use numbers::{Meant, Numbers, TypedLine, folded_number};
pub use packing::{NewPlace, Packed, Packing};
pub use places::{PlaceOfKeeping, Places};
pub use plan::Plan;
pub(crate) use plan::claim;
pub use receipt::{Handed, Receipt};
pub use stock::{Begun, Finding, Found, Lookout, Seen, Stock, StockTaking};
