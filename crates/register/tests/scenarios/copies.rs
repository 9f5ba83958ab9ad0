//! Which copies were made is remembered by the device that made them, and by nothing that travels.

use daftar_register::claim::{Timestamp, Value};
use daftar_register::view::Audience::{self, Keeper, Public};
use daftar_register::{Copied, CopyKind, Whereabouts};

use crate::site::{Site, all_files, lies_about, today};

#[test]
fn a_bundle_is_noted_and_how_much_came_since() {
    let mut site = Site::first();
    assert_eq!(site.copies().unwrap(), []);
    let bundle = site.bundle();
    let noted = site.copies().unwrap();
    let one = noted.last().unwrap();
    assert_eq!((noted.len(), one.kind, &one.made, one.withheld), (1, CopyKind::Bundle, &today(), 0));
    assert_eq!(one.place, bundle.to_string_lossy());
    assert_eq!((one.entries, one.heads.len(), site.entries_since(one)), (1, 1, 0));
    let mill = site.building("Grain Hall");
    site.say(&site.claim(mill, "note", Value::text("its door is blue")));
    assert_eq!(site.entries_since(one), 2);
    let mut sent = Vec::new();
    let made = site.send_bundle("sanabel.tar", &mut sent).unwrap();
    assert_eq!(
        site.copies().unwrap().last().map(|last| (last.entries, site.entries_since(last))),
        Some((made.entries, 0))
    );
    assert!(sent.windows(11).any(|bytes| bytes == b"bundle.json"));
}

#[test]
fn a_bundle_that_breaks_off_is_not_noted() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let site = Site::first();
    assert!(site.send_bundle("sanabel.tar", Full).is_err());
    assert_eq!(site.copies().unwrap(), []);
}

#[test]
fn where_copies_are_does_not_travel() {
    let mut site = Site::first();
    let bundle = site.bundle();
    let other = site.second(Some("Badr"));
    assert!(other.copies().unwrap().iter().all(|one| one.place != bundle.to_string_lossy()));
    assert!(!lies_about(&site, bundle.to_string_lossy().as_bytes()));
}

#[test]
fn other_kinds_of_copy_are_listed_too_and_a_torn_line_hides_no_other() {
    let site = Site::first();
    let deposit = Copied {
        kind: CopyKind::Deposit,
        place: "the library of Marsa".into(),
        made: today(),
        entries: 1,
        withheld: 0,
        heads: Vec::new(),
        files: true,
        whereabouts: Whereabouts::Elsewhere,
        checked: None,
    };
    site.note_copy(&deposit).unwrap();
    let list = all_files(&site.keys()).into_iter().find(|path| path.ends_with("copies.jsonl")).unwrap();
    let whole = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, format!("{whole}{{\"kind\":\"bundle\",\"whe")).unwrap();
    assert_eq!(site.copies().unwrap(), std::slice::from_ref(&deposit));
    let checked = Copied { checked: Some(Timestamp::parse("2033-06-01T00:00:00Z").unwrap()), ..deposit };
    site.note_copy(&checked).unwrap();
    assert_eq!(site.copies().unwrap(), [checked], "what was found of it later stands for the same copy");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(list.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

/// How many statements an audience is told of.
fn extent(site: &Site, audience: Audience) -> u64 {
    let mut looked = site.looked_at().unwrap();
    if audience == Keeper {
        looked.unlock(None).unwrap();
    }
    looked.extent(looked.standing(), audience).unwrap()[0]
}

#[test]
fn what_is_counted_is_what_one_may_see() {
    let mut site = Site::first();
    let hall = site.building("Grain Hall");
    let note = site.say(&site.claim(hall, "note", Value::text("its door is blue")));
    let key = site.say(&site.claim(hall, "note", Value::text("its key hangs in the bakery")));
    site.close();
    let before = extent(&site, Public);
    assert_eq!(extent(&site, Keeper), before);
    site.open();
    site.unlock(None).unwrap();
    site.seal(key, vec![]).unwrap();
    site.close();
    assert_eq!((extent(&site, Public), extent(&site, Keeper)), (before - 1, before));
    site.open();
    site.retract(note).unwrap();
    site.close();
    assert_eq!(extent(&site, Public), before - 2, "what was taken back is not counted");
}

#[test]
fn what_would_be_lost_is_what_no_copy_elsewhere_has() {
    let mut site = Site::first();
    let mill = site.building("Grain Hall");
    site.bundle();
    let founded = site.copies().unwrap().remove(0).heads;
    let photo = site.folder().with_file_name("photo");
    std::fs::write(&photo, "a photograph").unwrap();
    site.keep_file(&photo, false).unwrap();
    let all = site.stake().unwrap();
    assert!(all.entries >= 3 && all.statements >= all.entries, "{all:?}");
    assert_eq!((all.files, all.keys), (1, Some(0)));
    site.bundle();
    let copy = site.copies().unwrap().remove(0);
    assert_eq!(copy.whereabouts, Whereabouts::Beside, "it lies on the drive of the notebook");
    assert_eq!(site.stake().unwrap(), all);

    // The same copy elsewhere; a part of it held back; one of before the file came; one of which nobody knows where it is; those
    // that a wrong clock dates, of which what is in them tells.
    let elsewhere = Copied { whereabouts: Whereabouts::Elsewhere, ..copy.clone() };
    let before = Timestamp::parse("2020-01-01T00:00:00Z").unwrap();
    for (noted, entries, files) in [
        (Copied { withheld: 1, ..elsewhere.clone() }, all.entries, 1),
        (Copied { whereabouts: Whereabouts::Unknown, ..copy.clone() }, all.entries, 1),
        (Copied { made: before.clone(), heads: founded, ..elsewhere.clone() }, 1, 1),
        (Copied { made: before, ..elsewhere.clone() }, 0, 0),
        (Copied { made: Timestamp::parse("2050-01-01T00:00:00Z").unwrap(), ..elsewhere.clone() }, 0, 0),
        (Copied { files: false, ..elsewhere.clone() }, 0, 1),
        (elsewhere.clone(), 0, 0),
    ] {
        site.note_copy(&noted).unwrap();
        let stake = site.stake().unwrap();
        assert_eq!((stake.entries, stake.files), (entries, files), "{noted:?}");
    }
    site.say(&site.claim(mill, "note", Value::text("its door is blue")));
    let stake = site.stake().unwrap();
    assert_eq!((stake.entries, stake.statements, stake.files), (1, 1, 0));
    assert_eq!(stake.since, Some(today()));

    // A head that is not ours says nothing of ours.
    let mut other = elsewhere;
    other.heads.iter_mut().for_each(|head| head.hash = daftar_register::claim::Hash([7; 32]));
    site.note_copy(&other).unwrap();
    assert_eq!(site.stake().unwrap().entries, all.entries + 1);
}
