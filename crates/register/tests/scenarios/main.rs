//! Golden scenarios: what a notebook must do over years, told on real folders and real bundles.

mod changing;
mod forgetting;
mod histories;
mod merging;
mod site;
mod time;
mod wishes;
