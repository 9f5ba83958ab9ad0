//! Loss of power while bundles are made and taken, and while pieces come by a line: what has a name is whole, and what was said
//! to be here is here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use daftar_register::store::Access;
use daftar_register::{Bundling, Identities, Register};

use crate::carrying::{files, in_parts, keep, noise, start, take};
use crate::carrying_faults::hamlet;
use crate::dice::Dice;
use crate::platter::{Op, Platter, Recorder};
use crate::site::{Site, all_files, copy_all, today};
use crate::syncing::{pair, sync, sync_until};

/// Files by their paths.
type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The files of a folder.
fn lying(folder: &Path) -> Files {
    all_files(folder).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Cuts the power at every point of what was done, on a disk that held these files, and gives what is left to be looked at:
/// how many promises had been given, and which files lie there.
fn cut(ops: &[Op], held: &Files, look: &mut dyn FnMut(usize, Files, &str)) {
    let mut platter = Platter::holding(held.clone());
    let mut dice = Dice::new(23);
    for (n, op) in ops.iter().enumerate() {
        platter.play(op);
        look(platter.promised, platter.lose_power(&mut dice), &format!("power lost after operation {n}"));
    }
}

#[test]
fn a_bundle_over_which_the_power_went_out_is_whole_or_has_no_name() {
    let mut site = hamlet();
    site.close();
    let recorder = Arc::new(Recorder::default());
    let register = Register::open_on(recorder.clone(), &site.folder(), &site.home(), Access::Read, today).unwrap();
    let out = site.folder().with_file_name("out");
    fs::create_dir(&out).unwrap();
    let mut made = Vec::new();
    for (name, bundling) in [("all.tar", Bundling::default()), ("town.tar", in_parts())] {
        made.push(register.make_bundle(&out.join(name), &bundling, &|_, _| {}).unwrap().parts);
        recorder.note(Op::Promised(made.len()));
    }
    let whole = lying(&out);
    let ops = recorder.0.lock().unwrap().clone();
    let (mut half, mut some) = (0, 0);
    cut(&ops, &BTreeMap::new(), &mut |promised, left, what| {
        let named: BTreeMap<_, _> =
            left.iter().filter(|(path, _)| !path.to_string_lossy().ends_with(".unfinished")).collect();
        half += usize::from(named.len() < left.len());
        named.iter().for_each(|(path, bytes)| assert!(whole[*path] == **bytes, "{what}: {}", path.display()));
        let promised = made[..promised].iter().flatten();
        promised.for_each(|path| assert!(named.contains_key(path), "{what}: {} was made", path.display()));
        let parts: Vec<PathBuf> = made[1].iter().filter(|part| named.contains_key(part)).cloned().collect();
        if (1..made[1].len()).contains(&parts.len()) && parts[0] == made[1][0] && some < 5 {
            some += 1;
            takes_some_parts(&parts, made[1].len(), what);
        }
    });
    assert!(half > 20 && some > 0, "{half} cuts left something half, {some} some of the parts");
}

/// Half of the parts are recognised as that, and give what they hold.
fn takes_some_parts(parts: &[PathBuf], count: usize, what: &str) {
    let (new, taken) = start(parts, &Identities::default()).unwrap();
    let missing = &taken.last().unwrap().part.as_ref().unwrap().missing;
    assert!(missing.len() >= count - parts.len(), "{what}: {missing:?} of {count} are missing");
    assert_eq!(new.faults(), (true, vec![]), "{what}");
}

#[test]
fn what_a_part_brought_is_here_after_any_loss_of_power() {
    let site = hamlet();
    let parts = site.bundled(&in_parts());
    let (mut first, taken) = start(&parts[..1], &Identities::default()).unwrap();
    first.close();
    let mut missing = vec![taken[0].part.as_ref().unwrap().missing.clone()];
    let (held, keys) = (lying(&first.folder()), tempfile::tempdir().unwrap());
    copy_all(&first.keys(), keys.path());
    let recorder = Arc::new(Recorder::default());
    let mut register =
        Register::open_on(recorder.clone(), &first.folder(), &first.home(), Access::Write, today).unwrap();
    for part in &parts[1..] {
        let taken = register.take_bundles(std::slice::from_ref(part), &Identities::default(), &|_, _| {}).unwrap();
        missing.push(taken[0].part.as_ref().unwrap().missing.clone());
        recorder.note(Op::Promised(missing.len() - 1));
    }
    assert_eq!(missing.last().unwrap(), &[0; 0], "{missing:?}");
    drop(register);
    let ops = recorder.0.lock().unwrap().clone();
    let (folder, mut n) = (first.folder(), 0);
    cut(&ops, &held, &mut |promised, left, what| {
        n += 1;
        if n % 2 == 0 {
            return;
        }
        let mut new = laid_out(&folder, left, keys.path());
        let again: Vec<PathBuf> = missing[promised].iter().map(|part| parts[*part as usize - 1].clone()).collect();
        let taken = if again.is_empty() { Vec::new() } else { take(&mut new, &again) };
        assert!(taken.iter().all(|one| one.taken.refused.is_empty()), "{what}: {taken:?}");
        if let Some(part) = taken.last().and_then(|one| one.part.as_ref()) {
            assert_eq!(part.missing, [0; 0], "{what}");
        }
        assert!(files(&new) == files(&site), "{what}, {} parts had been taken", promised + 1);
        assert_eq!(new.faults(), (true, vec![]), "{what}");
    });
    assert!(ops.len() > 30, "{}", ops.len());
}

/// A site with these files of a register's folder, and these keys.
fn laid_out(folder: &Path, left: Files, keys: &Path) -> Site {
    let at = tempfile::tempdir().unwrap();
    for name in ["logs", "evidence", "profiles", "index"] {
        fs::create_dir_all(at.path().join("sanabel").join(name)).unwrap();
    }
    for (path, bytes) in left {
        let path = at.path().join("sanabel").join(path.strip_prefix(folder).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    copy_all(keys, &at.path().join("home"));
    let mut site = Site::kept(at.path());
    site.open();
    site
}

#[test]
fn a_piece_that_was_torn_is_found_out_and_fetched_again() {
    for torn in ["blank", "short", "nothing"] {
        let mut first = Site::first();
        let mut second = first.second(Some("Badr"));
        pair(&mut first, &mut second, ("first", "second"), &[]);
        keep(&mut first, 3_000_000, 5);
        let mut room = 300_000;
        let piece = loop {
            let (_, answered) = sync_until(&mut second, &mut first, "first", room);
            let begun = all_files(&second.folder().join("incoming/sync"));
            match begun.into_iter().next() {
                Some(piece) if piece.metadata().unwrap().len() > 0 => break piece,
                _ => assert!(answered.is_none() || files(&second).is_empty(), "it went by at once"),
            }
            room += 200_000;
        };
        let mut bytes = fs::read(&piece).unwrap();
        let length = bytes.len();
        match torn {
            "blank" => bytes[length / 2..].fill(0),
            "short" => bytes.truncate(length / 2),
            _ => bytes.clear(),
        }
        fs::write(&piece, bytes).unwrap();
        let (took, _) = sync(&mut second, &mut first, "first");
        if torn == "blank" {
            assert_eq!(took.synced.refused.len(), 1, "it is named");
            sync(&mut second, &mut first, "first");
        }
        assert_eq!(files(&second), files(&first), "{torn}");
        assert!(!piece.exists(), "{torn}");
        assert_eq!(second.faults(), (true, vec![]), "{torn}");
        let photograph = noise(3_000_000, 5);
        assert!(files(&second).iter().any(|(_, bytes)| *bytes == photograph), "{torn}");
    }
}

#[test]
fn parts_whose_pieces_were_dropped_are_missing_again() {
    let site = hamlet();
    let parts = site.bundled(&in_parts());
    let (mut new, _) = start(&parts[..1], &Identities::default()).unwrap();
    take(&mut new, &parts[1..parts.len() - 1]);
    // Something wrote over what came, and the length is as it was.
    let begun = all_files(&new.folder().join("incoming/sync"));
    let piece = begun.into_iter().find(|path| path.extension().is_none()).unwrap();
    let mut bytes = fs::read(&piece).unwrap();
    bytes[100] ^= 1;
    fs::write(&piece, bytes).unwrap();
    let last = take(&mut new, &parts[parts.len() - 1..]).remove(0);
    assert_eq!((last.taken.dropped_files.len(), last.taken.whole), (1, false), "{last:?}");
    let missing = last.part.unwrap().missing;
    assert_eq!(missing.len(), parts.len(), "{missing:?}: nobody knows any more which are not needed");
    let taken = take(&mut new, &parts);
    assert_eq!(taken.last().unwrap().part.as_ref().unwrap().missing, [0; 0]);
    assert!(files(&new) == files(&site));
}
