//! Pages folded from claims: plain data, made from lists of statements. No I/O, no clock, no store.
//!
//! ```text
//! statements ── ask ──▶ Asked ──▶ page, condition, timeline, differences, agreements, row,
//!                              places, plans; chain
//! ```
//!
//! [`Asked::new`] takes statements with everything that is said about them (denials, prefers, same-as claims), the
//! question ([`Ask`]), the profiles in force and what is known of the entities that are named ([`Surroundings`]). Each view
//! is a function of it. How values fold and where sources differ follows from the rules of profiles; an invented property
//! folds and differs without new code. The order of the statements never changes an answer.
//!
//! Answers are three-valued: what rests on an inferred time is at most *possibly*, and is marked. Every answer names its
//! statements by the ids of their claims, and [`Cited`] leads each back to its source. Everything serialises to JSON, ids
//! and dates as text.

mod agree;
pub mod area;
mod ask;
mod asked;
mod carry;
mod cell;
mod cite;
mod condition;
mod course;
pub mod crowd;
mod custody;
mod delay;
mod differ;
mod ending;
mod entity;
mod fold;
pub mod forecast;
pub mod history;
mod identity;
pub mod inheritance;
mod json;
mod known;
pub mod learned;
mod level;
mod lineage;
pub mod losses;
mod needs;
mod octets;
pub mod pattern;
mod places;
mod plans;
mod portions;
mod prefer;
pub mod promises;
mod reason;
pub mod rescue;
mod row;
mod rules;
mod shape;
mod shown;
mod spelling;
pub mod stock;
mod surroundings;
pub mod survivors;
mod time;
mod timeline;
pub mod totals;
mod value;
mod values;
mod weight;
mod whereabouts;

#[cfg(test)]
extern crate self as daftar_view; // The builder of statements is shared with the integration tests.
#[cfg(test)]
#[path = "../tests/it/support.rs"]
mod testing;

pub use agree::{Agreement, Independence, agreements, agreements_of, cited};
pub use ask::{Ask, SaidFrom, Selected, select};
pub use asked::Asked;
pub use carry::{CARRY_FIRST, KEPT_AT, Keeping, Load, NUMBER, Sum, Weighed};
pub use cell::Cell;
pub use cite::{Cited, InferredNote, Recorded, Who, cite};
pub use condition::{Answer, Condition, Scale, condition};
pub use course::{Courses, Step as CourseStep};
pub use custody::{Break, Chain, Misfit, Step, Taken, chain, step_of};
pub use differ::{Difference, Differs, Rank, Side, differences, differences_of};
pub use entity::{LinkIn, Page, PropertyView, Remark, SECTIONS, Sameness, Section, page};
pub use fold::{Folded, FoldedValue};
pub use identity::{Contradiction, Identity, Link};
pub use level::{Lack, Reached, levels};
pub use needs::Needs;
pub use places::{Place, PlaceState, Places, Spot, Told, places};
pub use plans::{ControlPoint, Mark, Placement, Plan, plan_of, plans};
pub use prefer::{Prefer, ShownFirst};
pub use reason::{Reason, heading};
pub use row::{row, rows};
pub use rules::{Grade, grade};
pub use shape::{Position, Shape};
pub use shown::{Shown, value_words};
pub use surroundings::{About, Audience, Name, Surroundings};
pub use time::DatedBy;
pub use timeline::{Dated, Ends, Item, Timeline, dated, timeline, timeline_of, timeline_properties};
pub use totals::Totals;
pub use weight::Weight;
