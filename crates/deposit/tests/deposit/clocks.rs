//! A clock that is ten years behind or ahead: the latest copy is the one that was made last, for restic as well.

use daftar_deposit::{Holding, Sealed, Tell, Timestamp};

use crate::support::{Desk, files, noise};

/// Makes a copy at a desk whose clock says this.
fn put_at(desk: &Desk, clock: &str) -> Sealed {
    let clock: Timestamp = clock.parse().unwrap();
    desk.create().put(&Holding { clock, ..desk.holding() }, "12 entries", &Tell::nobody()).unwrap()
}

#[test]
fn the_latest_copy_is_the_one_that_was_made_last_whatever_the_clock_said() {
    let desk = Desk::new();
    let clocks = ["2032-05-01T10:00:00Z", "2022-05-01T10:00:00Z", "2042-05-01T10:00:00Z", "2032-05-02T10:00:00Z"];
    let mut made = Vec::new();
    for (n, clock) in clocks.iter().enumerate() {
        desk.write("evidence/ef/new", &noise(100_000, n as u64 + 20));
        made.push(put_at(&desk, clock));
        assert_eq!(made[n].made(), *clock);
        assert_eq!(desk.open().copies().unwrap(), made, "in the order in which they were made");
        assert_eq!(desk.restored(), files(&desk.source()), "the latest");
    }
    assert!(made.iter().all(|copy| copy.note == "12 entries"));
    assert_eq!(made.iter().map(|copy| copy.clock.is_some()).collect::<Vec<_>>(), [false, true, false, true]);
    let again = desk.path().join("by-restic");
    let Some(output) = desk.restic(&["restore", "latest", "--target", again.to_str().unwrap()]) else { return };
    assert!(output.status.success(), "{output:?}");
    assert_eq!(files(&again.join("town.daftar")), files(&desk.source()), "restic takes the same one");
}
