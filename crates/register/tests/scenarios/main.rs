//! Golden scenarios: what a notebook must do over years, told on real folders and real bundles.

mod alike;
mod answers;
mod carrying;
mod carrying_faults;
mod changing;
mod copies;
mod custody;
mod damaged;
mod deposits;
#[path = "../../../store/tests/store/dice.rs"]
mod dice;
mod doubles;
mod events;
mod forgetting;
mod histories;
mod importing;
mod kept;
mod lending;
mod making;
mod mending;
mod merging;
mod naming;
mod passports;
mod pattern;
#[path = "../../../store/tests/store/platter.rs"]
mod platter;
mod power;
mod proving;
mod quotes;
mod recovery;
mod rehearsing;
mod restricted;
mod seen;
mod sheets;
mod site;
mod sources;
mod syncing;
mod time;
mod wishes;
mod withheld;
