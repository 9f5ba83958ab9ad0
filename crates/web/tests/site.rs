//! The site, visited in-process: one binary for all its tests.

#[path = "site/audience.rs"]
mod audience;
#[path = "site/desk.rs"]
mod desk;
#[path = "site/guard.rs"]
mod guard;
#[path = "site/map.rs"]
mod map;
#[path = "site/pages.rs"]
mod pages;
#[path = "site/review.rs"]
mod review;
#[path = "site/source.rs"]
mod source;
#[path = "site/town.rs"]
mod town;
#[path = "site/words.rs"]
mod words;
