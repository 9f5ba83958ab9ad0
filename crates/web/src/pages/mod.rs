//! The pages, one file each: plain data, the handler, and its HTML.

pub(crate) mod add;
pub(crate) mod add_card;
pub(crate) mod add_statement;
pub(crate) mod begin;
pub(crate) mod begin_key;
pub(crate) mod card;
pub(crate) mod change;
pub(crate) mod claim;
pub(crate) mod differ;
pub(crate) mod edit;
pub(crate) mod health;
pub(crate) mod kind;
pub(crate) mod log;
pub(crate) mod looking;
pub(crate) mod map;
pub(crate) mod missing;
pub(crate) mod moments;
pub(crate) mod names;
pub(crate) mod overview;
pub(crate) mod read;
pub(crate) mod review;
pub(crate) mod same;
pub(crate) mod search;
pub(crate) mod source;
pub(crate) mod sources;
pub(crate) mod unlock;
