//! The program as people, scripts and strangers meet it.

mod carrying;
mod device;
mod keeping;
mod profiles;
mod program;
mod proving;
mod recovery;
mod syncing;
mod worst_week;
