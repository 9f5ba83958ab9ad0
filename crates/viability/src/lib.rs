//! How long seeds keep, on bare numbers: no claims, no files, no clock.
//!
//! A seed bank asks what to regenerate first. [`Constants`] is the viability equation of Ellis & Roberts (1980), [`Table`]
//! the published constants with their sources, [`Air`] the moisture that seeds take up from air of a known humidity
//! (Cromarty, Ellis & Roberts 1982), [`climate`] and [`jar`] what can be said without instruments. [`Tally`] reads germination
//! tests, [`Storage`] says where seeds lay, and [`Outlook`] puts all together: the germination today and when it falls under a
//! [`Threshold`], as intervals, with the [`Basis`] they rest on and every [`Caution`]. What cannot be known is
//! [`Unknown`]; nothing is guessed in silence. [`plain()`] is the equation alone, for ranking a million lots; [`Plan`] tests
//! seeds in groups, with stated risks of error.
//!
//! ```
//! use daftar_viability::*;
//! let table = Table::shipped()?;
//! let wheat = table.sets_of("Triticum aestivum");
//! let shelf = Condition::from_air(Span::between(20.0, 30.0)?, Span::between(40.0, 60.0)?, 0.02)?;
//! let tests = [Aged { day: 0.0, test: Test::new(100, 96)? }, Aged { day: 700.0, test: Test::new(50, 41)? }];
//! let storage = Storage::constant(shelf);
//! let lot = Lot { species: Species::Known(&wheat), oil_fraction: Some(0.02), storage: &storage, tests: &tests };
//! let Answer::Known(outlook) = Outlook::of(&lot, 0.9)? else { panic!("wheat is in the table") };
//! let now = outlook.germination(1000.0)?;
//! assert!(now.low() < 0.75 && 0.75 < now.high());
//! assert_eq!(outlook.falls(Threshold::default(), 1000.0)?.best, Reach::Already);
//! assert!(matches!(outlook.basis(), Basis::Blend { .. }));
//! # Ok::<(), Error>(())
//! ```
//!
//! All of it is for orthodox seeds: those that can be dried.

mod belief;
mod beta;
mod binomial;
mod caution;
pub mod climate;
mod clock;
mod columns;
mod constants;
mod draw;
mod equation;
mod error;
mod fit;
mod germination;
pub mod jar;
mod keeping;
mod lot;
mod moisture;
mod normal;
mod outlook;
mod plain;
mod plan;
mod posterior;
mod quantile;
mod reach;
mod span;
mod storage;
mod threshold;
mod view;
mod written;

pub use constants::{Published, Refusal, Refused, SHIPPED, Table, is_unusual};
pub use equation::{Constants, is_charted};
pub use error::Error;
pub use fit::{Fit, Point};
pub use germination::{Tally, Test};
pub use lot::{Aged, Basis, Caution, Lot, Species, Unknown};
pub use moisture::{Air, CRITICAL_HUMIDITY_PERCENT, Moisture, critical_moisture};
pub use normal::{deviate, fraction};
pub use outlook::{Answer, Outlook};
pub use plain::{Plain, plain};
pub use plan::{Aim, Course, Next, Plan, Stage};
pub use reach::{Falls, HORIZON_DAYS, Reach};
pub use span::Span;
pub use storage::{Condition, Known, Storage, Stretch};
pub use threshold::Threshold;
pub use view::{CARRIED, PROXY_SPREAD, SPREAD};
pub use written::{Basis as MoistureBasis, MoistureLook, Scale, Weighing, look_in_air, scale_of};
