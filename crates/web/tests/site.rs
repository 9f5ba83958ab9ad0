//! The site, visited in-process: one binary for all its tests.

#[path = "site/alike.rs"]
mod alike;
#[path = "site/audience.rs"]
mod audience;
#[path = "site/beginning.rs"]
mod beginning;
#[path = "site/carrying.rs"]
mod carrying;
#[path = "site/cells.rs"]
mod cells;
#[path = "site/changing.rs"]
mod changing;
#[path = "site/closer.rs"]
mod closer;
#[path = "site/copies.rs"]
mod copies;
#[path = "site/counting.rs"]
mod counting;
#[path = "site/custody.rs"]
mod custody;
#[path = "site/desk.rs"]
mod desk;
#[path = "site/doubles.rs"]
mod doubles;
#[path = "site/facets.rs"]
mod facets;
#[path = "site/files.rs"]
mod files;
#[path = "site/forms.rs"]
mod forms;
#[path = "site/guard.rs"]
mod guard;
#[path = "site/health.rs"]
mod health;
#[path = "site/importing.rs"]
mod importing;
#[path = "site/keeper.rs"]
mod keeper;
#[path = "site/kept.rs"]
mod kept;
#[path = "site/lending.rs"]
mod lending;
#[path = "site/looks.rs"]
mod looks;
#[path = "site/manifests.rs"]
mod manifests;
#[path = "site/many.rs"]
mod many;
#[path = "site/map.rs"]
mod map;
#[path = "site/mending.rs"]
mod mending;
#[path = "site/named_places.rs"]
mod named_places;
#[path = "site/pages.rs"]
mod pages;
#[path = "site/phone.rs"]
mod phone;
#[path = "site/pictures.rs"]
mod pictures;
#[path = "site/plans.rs"]
mod plans;
#[path = "site/planted.rs"]
mod planted;
#[path = "site/reading.rs"]
mod reading;
#[path = "site/review.rs"]
mod review;
#[path = "site/seeds.rs"]
mod seeds;
#[path = "site/shown.rs"]
mod shown;
#[path = "site/source.rs"]
mod source;
#[path = "site/totals.rs"]
mod totals;
#[path = "site/town.rs"]
mod town;
#[path = "site/wire.rs"]
mod wire;
#[path = "site/words.rs"]
mod words;
