//! What can be asked of many entities: plain data, one [`Row`] for each entity.
//!
//! A view folds an entity's claims to its row; a store keeps rows and counts them. Nothing here folds or stores.

mod row;

pub use row::{Differs, Row, RowName, RowState};
