//! What stands before every page: whose request it is, and what the browser may do with the answer.

pub(crate) mod csrf;
pub(crate) mod headers;
pub(crate) mod host;
pub(crate) mod session;
