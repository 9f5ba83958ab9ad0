//! What can be asked of many entities: plain data, one [`Row`] for each entity, a [`Query`] and its [`Answer`].
//!
//! A view folds an entity's claims to its row; a store keeps rows and counts them. Nothing here folds or stores.

mod answer;
mod cell;
mod column;
mod query;
mod row;

pub use answer::{Answer, Counted, FacetOf, Hit};
pub use cell::Cell;
pub use column::{DIFFERS, KIND, LACKS, NAMED_BY, is_derived};
pub use query::{Filter, Query, Test};
pub use row::{Cells, Differs, Row, RowName, RowState, RowText};
