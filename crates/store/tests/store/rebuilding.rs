//! The index is made anew while others read, and what it stands like and takes is told.

use std::cell::Cell;

use daftar_claim::Subject;
use daftar_store::{Access, IndexStand, Space, rebuild};

use crate::town::{Town, bodies, entity};

fn told(town: &Town) -> usize {
    town.open(Access::Read).index().about(&Subject::Entity(entity(4))).unwrap().len()
}

fn town() -> Town {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(3..9))).unwrap();
    store.close().unwrap();
    town
}

#[test]
fn readers_go_on_while_the_index_is_made_anew() {
    let town = town();
    let before = town.open(Access::Read);
    let during = Cell::new(0);
    rebuild(&town.dir, &|_, _| during.set(told(&town))).unwrap();
    assert_eq!(during.get(), 1, "who comes meanwhile is answered from the old one");
    assert_eq!(before.index().about(&Subject::Entity(entity(4))).unwrap().len(), 1);
    assert_eq!((told(&town), town.open(Access::Read).index_stand()), (1, IndexStand::Level));
    assert!(!town.path("index.new").exists() && !town.path("index.old").exists());
}

#[test]
fn what_a_broken_off_rebuilding_left_is_swept_away() {
    let mut town = town();
    for left in ["index.new", "index.old"] {
        std::fs::create_dir(town.path(left)).unwrap();
        std::fs::write(town.path(left).join("index.sqlite"), "half of one").unwrap();
    }
    assert_eq!(told(&town), 1);
    let mut store = town.open(Access::Write);
    store.append(&town.device.next(bodies(9..10))).unwrap();
    store.close().unwrap();
    assert!(!town.path("index.new").exists() && !town.path("index.old").exists());
    assert_eq!(town.open(Access::Read).index_stand(), IndexStand::Level);
}

#[test]
fn how_the_index_stands_is_told() {
    let town = town();
    let stand = || town.open(Access::Read).index_stand();
    std::fs::remove_file(town.path("index/seal")).unwrap();
    assert_eq!(stand(), IndexStand::Unclosed);
    let writer = town.open(Access::Write);
    assert_eq!(stand(), IndexStand::Written);
    writer.close().unwrap();
    assert_eq!(stand(), IndexStand::Level);
    std::fs::write(town.path("index/index.sqlite"), "no database").unwrap();
    assert!(matches!(stand(), IndexStand::Changed { .. }));
    rebuild(&town.dir, &|_, _| {}).unwrap();
    assert_eq!((stand(), told(&town)), (IndexStand::Level, 1));
}

#[test]
fn every_byte_of_the_folder_is_measured() {
    let town = town();
    std::fs::write(town.path("drafts/letter.jsonl"), [b'-'; 500]).unwrap();
    let space = Space::of(&town.dir).unwrap();
    let files = crate::town::all_files(&town.dir);
    let bytes: u64 = files.iter().map(|path| path.metadata().unwrap().len()).sum();
    assert_eq!(space.whole(), bytes);
    assert!(space.logs > 0 && space.index > 0 && space.rest >= 500, "{space:?}");
    assert_eq!(space.free.is_some(), cfg!(unix));
}
