//! The program as people, scripts and strangers meet it.

mod alike;
mod attaching;
mod carrying;
mod clocks;
mod counting;
mod dates;
mod device;
mod eval;
mod exporting;
mod grading;
mod handing;
mod importing;
mod keeping;
mod killed;
mod passports;
mod pattern;
#[cfg(unix)]
mod places;
mod profiles;
mod program;
mod proving;
mod recovery;
mod seeds;
#[cfg(unix)]
mod story;
mod syncing;
mod totals;
mod worst_week;
