//! The program as people, scripts and strangers meet it.

mod device;
mod keeping;
mod program;
mod proving;
mod recovery;
mod syncing;
mod worst_week;
