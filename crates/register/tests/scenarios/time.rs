//! Wrong clocks and restored copies.

use daftar_register::claim::{Clock, Timestamp, Value};
use daftar_register::{Moment, RegisterError};

use crate::site::{Site, all_files, copy_all, merge_in_every_order, today};

fn ten_years_back() -> Timestamp {
    Timestamp::parse("2023-05-01T10:00:00Z").unwrap()
}

fn ten_years_ahead() -> Timestamp {
    Timestamp::parse("2043-05-01T10:00:00Z").unwrap()
}

/// A clock ten years back is refused until a person gives the time, or says that it is unknown.
#[test]
fn a_clock_ten_years_back() {
    let mut site = Site::first();
    let seeds = site.second(Some("House of Seeds"));
    let mill = site.building("Old mill");
    site.set_clock(ten_years_back);
    let said = |site: &Site, text: &str| site.claim(mill, "description", Value::text(text));
    let claim = said(&site, "two floors");
    let refused = site.record([claim]);
    assert!(matches!(refused, Err(RegisterError::ClockBehind { .. })), "{refused:?}");
    site.moment = Moment::parse("2033-06-01").unwrap();
    let given = site.say(&said(&site, "two floors"));
    site.moment = Moment::Unknown;
    let unknown = site.say(&said(&site, "red door"));
    site.reopen();
    assert_eq!(site.holding(mill, "description").len(), 2);
    let in_may = Timestamp::parse("2033-05-20T00:00:00Z").unwrap();
    let standing = site.standing_at(&in_may);
    let then = site.statement(given).unwrap().recordings[0].id.entry;
    assert!(!standing.counts(then), "not yet recorded in May");
    let later = site.standing_at(&Timestamp::parse("2033-06-02T00:00:00Z").unwrap());
    assert!(later.counts(then));
    let never = site.statement(unknown).unwrap().recordings[0].id.entry;
    assert!(!later.counts(never));
    for site in merge_in_every_order(vec![site, seeds]) {
        let day = Timestamp::parse("2033-06-01T00:00:00Z").unwrap();
        assert_eq!(site.standing().time(then), (Some(day), Clock::Person));
        assert_eq!(site.standing().time(never), (None, Clock::Unknown));
        assert_eq!(site.holding(mill, "description").len(), 2);
    }
}

/// Entries of a clock ten years ahead get their right time, on every copy, and the device writes on; another copy's clock
/// disturbs nobody.
#[test]
fn a_clock_ten_years_ahead_is_corrected() {
    let mut museum = Site::first();
    let mut seeds = museum.second(Some("House of Seeds"));
    museum.set_clock(ten_years_ahead);
    let mill = museum.building("Old mill");
    let entry = museum.last_work().unwrap();
    assert_eq!(museum.standing().time(entry).0, Some(ten_years_ahead()));
    seeds.take(&museum.bundle());
    let roof = seeds.say(&seeds.claim(mill, "description", Value::text("roof open")));
    museum.correct_time(entry.number, entry.number + 1, Some(today())).unwrap();
    museum.set_clock(today);
    let floors = museum.say(&museum.claim(mill, "description", Value::text("two floors")));
    assert!(museum.standing_at(&Timestamp::parse("2033-05-02T00:00:00Z").unwrap()).counts(entry));
    let mut said = vec![roof, floors];
    said.sort_unstable();
    for site in merge_in_every_order(vec![museum, seeds]) {
        assert_eq!(site.standing().time(entry).0, Some(today()));
        let mut holding = site.holding(mill, "description");
        holding.sort_unstable();
        assert_eq!(holding, said);
    }
}

/// A copy that was brought back from an earlier day writes on in a new log; nothing forks, and both count.
#[test]
fn a_restored_copy_writes_on() {
    let mut site = Site::first();
    let mut seeds = site.second(Some("House of Seeds"));
    let mill = site.building("Old mill");
    site.close();
    let saved = tempfile::tempdir().unwrap();
    copy_all(&site.folder(), saved.path());
    site.open();
    let lost = site.say(&site.claim(mill, "description", Value::text("two floors")));
    seeds.take(&site.bundle());
    let before = site.key();
    site.close();
    std::fs::remove_dir_all(site.folder()).unwrap();
    copy_all(saved.path(), &site.folder());
    site.open();
    let after = site.say(&site.claim(mill, "description", Value::text("red door")));
    assert_ne!(site.key(), before, "a new log");
    let mut both = vec![lost, after];
    both.sort_unstable();
    for site in merge_in_every_order(vec![site, seeds]) {
        let mut holding = site.holding(mill, "description");
        holding.sort_unstable();
        assert_eq!(holding, both);
        assert!(site.faults().0, "{:?}", site.faults());
        let files = all_files(&site.folder());
        assert!(files.iter().all(|path| !path.to_string_lossy().contains("fork-")), "{files:?}");
    }
}
