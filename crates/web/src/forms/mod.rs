//! Forms made from profiles: what is asked, what was typed, what it means, and saving it.
//!
//! ```text
//! profile ─▶ fields (HTML) ─▶ Typed (what came back) ─▶ Writing (what it means, or what is wrong) ─▶ saved, once
//! ```
//!
//! Nothing that was typed is lost: a form with a fault comes back as it was sent, with the fault beside its field.

pub(crate) mod amount;
pub(crate) mod door;
pub(crate) mod field;
pub(crate) mod key;
pub(crate) mod meaning;
pub(crate) mod named;
pub(crate) mod origin;
pub(crate) mod privacy;
pub(crate) mod save;
pub(crate) mod shell;
pub(crate) mod typed;
pub(crate) mod value;
pub(crate) mod writing;
