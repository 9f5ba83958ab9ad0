//! Sealed copies: what we put away, we and Debian's restic read.

mod clocks;
mod faults;
mod kills;
mod kinds;
mod round;
mod support;
