//! Sealed copies: what we put away, we and Debian's restic read.

mod faults;
mod kills;
mod kinds;
mod round;
mod support;
