//! Bundles that are damaged, broken off, lying or killed in the making: what is wrong is named, and never gets in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use daftar_register::claim::checked;
use daftar_register::claim::json::Json;
use daftar_register::claim::{Hash, Key, Value};
use daftar_register::copy::bundle::front_page;
use daftar_register::store::Access;
use daftar_register::{Bundling, Home, Identities, Register};

use crate::carrying::{PART, files, in_parts, keep, noise, pieces, start, take};
use crate::site::{Site, all_files, today};

/// Where the children of these tests work.
const CHILD: &str = "DAFTAR_CARRY_TEST_CHILD";

fn rounds(name: &str, few: u64) -> u64 {
    std::env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(few)
}

/// A small register with a source file that is larger than a part.
pub(crate) fn hamlet() -> Site {
    let mut site = Site::first();
    let mill = site.building("Grain Hall");
    for n in 0..9 {
        site.say(&site.claim(mill, "note", Value::text(format!("jar {n}"))));
    }
    for (length, seed) in [(900, 1), (7_000, 2), (800_000, 4)] {
        keep(&mut site, length, seed);
    }
    site
}

/// Everything that a site holds, but for its own log.
type Held = (BTreeMap<Key, Vec<Hash>>, Vec<(String, Vec<u8>)>);

fn held(site: &Site) -> Held {
    let mut logs: BTreeMap<Key, Vec<Hash>> =
        site.logs().iter().map(|(log, all)| (*log, all.iter().map(|header| header.hash()).collect())).collect();
    logs.remove(&site.key().unwrap());
    (logs, files(site))
}

/// Changes one bit of one of the files, as drawn. Gives what it was.
fn flip(parts: &[PathBuf], drawn: &[u8]) -> (PathBuf, Vec<u8>, usize) {
    let number = |from: usize| drawn[from..from + 4].iter().fold(0usize, |all, byte| all << 8 | usize::from(*byte));
    let path = &parts[number(0) % parts.len()];
    let whole = fs::read(path).unwrap();
    let bit = number(4) % (whole.len() * 8);
    let mut changed = whole.clone();
    changed[bit / 8] ^= 1 << (bit % 8);
    fs::write(path, changed).unwrap();
    (path.clone(), whole, bit)
}

#[test]
fn a_flipped_bit_is_named_or_harmless_and_never_gets_in() {
    let site = hamlet();
    let open = site.bundled(&in_parts());
    let (mut first, _) = start(&open[..1], &Identities::default()).unwrap();
    let recipients = vec![first.own_recipient().unwrap()];
    let sealed = site.bundled(&Bundling { recipients, ..in_parts() });
    let reference = held(&start(&open, &Identities::default()).unwrap().0);
    let (count, mut named) = (rounds("DAFTAR_FLIPS", 24), 0);
    for round in 0..count {
        let parts = if round % 4 == 3 { &sealed } else { &open };
        let mut new = first.twin();
        let (path, whole, bit) = flip(parts, &noise(8, round + 77));
        let what = format!("round {round}: bit {bit} of {}", path.display());
        let mut clean = true;
        for part in parts {
            let taken = new.take_bundles(std::slice::from_ref(part), &Identities::default(), &|_, _| {});
            clean &= taken.is_ok_and(|taken| taken.iter().all(|one| one.taken.whole));
        }
        assert_eq!(new.faults(), (true, vec![]), "{what}");
        if clean {
            assert!(held(&new) == reference, "{what}: nothing was said, and it differs");
        }
        named += u64::from(!clean);
        fs::write(&path, whole).unwrap();
        assert!(take(&mut new, parts).iter().all(|one| one.taken.whole), "{what}: mended by the whole parts");
        assert!(held(&new) == reference, "{what}");
        assert_eq!(pieces(&new), 0, "{what}");
    }
    eprintln!("{count} bits flipped: {named} named, {} harmless", count - named);
    assert!(named * 2 > count, "only {named} of {count} were named");
}

/// Runs this test as a child on a folder, until it ends or so long after it began its work; then it is killed. Gives for how
/// long it worked.
fn run_child(test: &str, folder: &Path, most: Duration) -> Duration {
    let mark = folder.join("begun");
    drop(fs::remove_file(&mark));
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--include-ignored", test])
        .env(CHILD, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut begun, patience) = (Instant::now(), Duration::from_secs(60));
    while !mark.exists() && begun.elapsed() < patience {
        std::thread::sleep(Duration::from_micros(200));
    }
    begun = Instant::now();
    while begun.elapsed() < most && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(100));
    }
    let worked = begun.elapsed();
    drop(child.kill());
    child.wait().unwrap();
    worked
}

/// The folder in which a child works; it says that it begins.
fn child_begins() -> Option<PathBuf> {
    let at = PathBuf::from(std::env::var_os(CHILD)?);
    fs::write(at.join("begun"), "").unwrap();
    Some(at)
}

/// Some time below this, as drawn.
fn below(most: Duration, round: u64) -> Duration {
    let drawn = noise(2, round + 5);
    most * (u32::from(drawn[0]) << 8 | u32::from(drawn[1])) / 65_536
}

#[test]
#[ignore = "run by a_killed_program_leaves_no_half_bundle"]
fn makes_without_end() {
    let Some(at) = child_begins() else { return };
    let register = Register::open(&at.join("sanabel.daftar"), &Home::at(at.join("home")), Access::Read, today).unwrap();
    loop {
        register.make_bundle(&at.join("out/one.tar"), &Bundling::default(), &|_, _| {}).unwrap();
        register.make_bundle(&at.join("out/many.tar"), &in_parts(), &|_, _| {}).unwrap();
    }
}

#[test]
fn a_killed_program_leaves_no_half_bundle() {
    let mut site = hamlet();
    site.close();
    let at = site.folder().parent().unwrap().to_owned();
    fs::create_dir(at.join("out")).unwrap();
    let register = site.looked_at().unwrap();
    register.make_bundle(&at.join("whole.tar"), &Bundling::default(), &|_, _| {}).unwrap();
    let whole = fs::read(at.join("whole.tar")).unwrap();
    let (count, mut unfinished, mut finished) = (rounds("DAFTAR_KILLS", 8), 0, 0);
    for round in 0..count {
        run_child("carrying_faults::makes_without_end", &at, below(Duration::from_millis(150), round));
        for path in all_files(&at.join("out")) {
            let bytes = fs::read(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            match () {
                () if name.ends_with(".unfinished") => unfinished += 1,
                () if name == "one.tar" => assert!(bytes == whole, "round {round}"),
                () => assert!(front_page(&bytes[..]).unwrap().part.is_some() && ends(&bytes), "round {round}: {name}"),
            }
            finished += u64::from(!name.ends_with(".unfinished"));
            fs::remove_file(path).unwrap();
        }
    }
    eprintln!("{count} kills while making: {finished} whole files, {unfinished} half ones, none under a bundle's name");
}

/// Whether an archive has its end.
fn ends(bytes: &[u8]) -> bool {
    bytes.ends_with(&[0; 1024]) && (bytes.len() as u64) <= PART
}

#[test]
#[ignore = "run by a_killed_program_goes_on_taking"]
fn takes() {
    let Some(at) = child_begins() else { return };
    let mut parts: Vec<PathBuf> = all_files(&at.join("parts"));
    parts.sort();
    let folder = at.join("sanabel.daftar");
    let mut register = Register::open(&folder, &Home::at(at.join("home")), Access::Write, today).unwrap();
    register.take_bundles(&parts, &Identities::default(), &|_, _| {}).unwrap();
}

#[test]
fn a_killed_program_goes_on_taking() {
    let site = hamlet();
    let parts = site.bundled(&in_parts());
    let (mut first, _) = start(&parts[..1], &Identities::default()).unwrap();
    let reference = files(&site);
    let (count, mut between, mut lasts) = (rounds("DAFTAR_KILLS", 8), 0, Duration::from_secs(60));
    // The first is let live: so it is known how long the work lasts.
    for round in 0..=count {
        let mut new = first.twin();
        new.close();
        let at = new.folder().parent().unwrap().to_owned();
        fs::create_dir(at.join("parts")).unwrap();
        for part in &parts {
            fs::copy(part, at.join("parts").join(part.file_name().unwrap())).unwrap();
        }
        let wait = if round == 0 { lasts } else { below(lasts, round) };
        let worked = run_child("carrying_faults::takes", &at, wait);
        lasts = if round == 0 { worked } else { lasts };
        new.open();
        between += u64::from((1..reference.len()).contains(&files(&new).len()) || pieces(&new) > 0);
        assert_eq!(new.faults(), (true, vec![]), "round {round}");
        assert!(take(&mut new, &parts).iter().all(|one| one.taken.whole), "round {round}");
        assert!(files(&new) == reference && pieces(&new) == 0, "round {round}");
    }
    eprintln!("{count} kills while taking: {between} between the first file and the last");
}

/// The names in a folder that begin so.
fn named(folder: &Path, begin: &str) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    names.map(|one| one.file_name().to_string_lossy().into_owned()).filter(|name| name.starts_with(begin)).collect()
}

#[test]
fn a_full_disk_and_a_folder_that_vanishes_are_said_and_leave_nothing() {
    let mut site = hamlet();
    let make = |site: &Site, to: &Path, bundling: &Bundling, progress: &dyn Fn(u64, u64)| {
        site.make_bundle(to, bundling, progress).map(|made| made.parts).map_err(|error| error.to_string())
    };
    if Path::new("/dev/full").exists() {
        let full = make(&site, Path::new("/dev/full"), &Bundling::default(), &|_, _| {}).unwrap_err();
        assert!(full.contains("/dev/full") && full.contains("No space") && !full.contains('\n'), "{full}");
        assert!(!Path::new("/dev/full").is_file(), "it is what it was");
    } else {
        eprintln!("skipped: there is no /dev/full here");
    }
    let folder = site.folder().with_file_name("stick");
    let nowhere = make(&site, &folder.join("town.tar"), &in_parts(), &|_, _| {}).unwrap_err();
    assert!(nowhere.contains("town.001-of-") && !nowhere.contains('\n'), "{nowhere}");
    for bundling in [Bundling::default(), in_parts()] {
        fs::create_dir(&folder).unwrap();
        let pulled = |done: u64, total: u64| {
            if done * 2 > total {
                drop(fs::remove_dir_all(&folder));
            }
        };
        let vanished = make(&site, &folder.join("town.tar"), &bundling, &pulled).unwrap_err();
        assert!(vanished.contains("No such file") && !folder.exists(), "{vanished}");
    }
    fs::create_dir(&folder).unwrap();
    fs::create_dir(folder.join("town.tar")).unwrap();
    assert!(make(&site, &folder.join("town.tar"), &Bundling::default(), &|_, _| {}).unwrap_err().contains("a folder"));
    assert_eq!(named(&folder, "town"), ["town.tar"]);
    site.reopen();
    assert_eq!(site.faults(), (true, vec![]), "and the register is as it was");
}

/// A file system in memory that is soon full; unmounted at the end.
struct Small(PathBuf);

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_stick_that_is_full_halfway_keeps_nothing_of_the_parts() {
    let site = hamlet();
    let at = site.folder().with_file_name("small");
    fs::create_dir(&at).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=192k", "daftar-test"]).arg(&at).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: no file system can be mounted here");
        return;
    }
    let _small = Small(at.clone());
    for bundling in [in_parts(), Bundling::default()] {
        let full = site.make_bundle(&at.join("town.tar"), &bundling, &|_, _| {}).unwrap_err().to_string();
        assert!(full.contains("No space") && full.contains("town."), "{full}");
        assert_eq!(named(&at, ""), [""; 0]);
    }
}

/// An archive of these members, made by somebody who means no good.
fn archive(at: &Path, members: &[(&str, Vec<u8>)], last: impl FnOnce(&mut tar::Builder<fs::File>)) {
    let mut tar = tar::Builder::new(fs::File::create(at).unwrap());
    for (name, content) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, &content[..]).unwrap();
    }
    last(&mut tar);
    tar.into_inner().unwrap();
}

fn text(text: impl ToString) -> Json<'static> {
    Json::Text(text.to_string().into())
}

fn page(site: &Site, count: i64) -> Vec<u8> {
    let part = Json::Object(vec![
        ("count".into(), Json::Integer(count)),
        ("number".into(), Json::Integer(1)),
        ("of".into(), text(Hash([7; 32]))),
    ]);
    let members =
        vec![("format".into(), text("daftar-bundle/1")), ("register".into(), text(site.id())), ("part".into(), part)];
    checked::write(members).into_bytes()
}

/// A note about a piece and its name; the piece has this content.
fn piece(file: Hash, from: i64, total: i64, content: &[u8]) -> [(String, Vec<u8>); 2] {
    let note = checked::write(vec![
        ("file".into(), text(format!("file:{file}"))),
        ("from".into(), Json::Integer(from)),
        ("length".into(), Json::Integer(content.len() as i64)),
        ("piece".into(), text(Hash::of(content))),
        ("total".into(), Json::Integer(total)),
    ]);
    let stem = format!("pieces/{file}/{from:015}");
    [(format!("{stem}.json"), note.into_bytes()), (format!("{stem}.piece"), content.to_vec())]
}

fn size_of(folder: &Path) -> u64 {
    all_files(folder).iter().map(|path| path.metadata().unwrap().len()).sum()
}

/// Takes an archive of a first page and these members.
fn take_made(
    site: &mut Site,
    members: Vec<[(String, Vec<u8>); 2]>,
    last: impl FnOnce(&mut tar::Builder<fs::File>),
) -> daftar_register::copy::Taken {
    let at = site.folder().with_file_name("made.tar");
    let first = ("bundle.json".to_owned(), page(site, 3));
    let all: Vec<(String, Vec<u8>)> = [first].into_iter().chain(members.into_iter().flatten()).collect();
    let all: Vec<(&str, Vec<u8>)> = all.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    archive(&at, &all, last);
    site.take_bundle(&at).unwrap()
}

#[test]
fn members_that_promise_more_than_they_hold_fill_no_disk() {
    let mut site = hamlet();
    let before = size_of(&site.folder());
    for (name, kind) in [
        (format!("evidence/07/{}", Hash([7; 32])), tar::EntryType::Regular),
        (format!("evidence/07/{}", Hash([7; 32])), tar::EntryType::GNUSparse),
        (format!("logs/{}/000000000001.bodies.jsonl", Hash([7; 32])), tar::EntryType::Regular),
        (format!("logs/{}/000000000001.bodies.jsonl", Hash([7; 32])), tar::EntryType::GNULongName),
    ] {
        let taken = take_made(&mut site, Vec::new(), |tar| {
            let mut header = tar::Header::new_gnu();
            header.set_size(10 << 30);
            header.set_entry_type(kind);
            header.set_path(&name).unwrap();
            header.set_cksum();
            use std::io::Write as _;
            tar.get_mut().write_all(header.as_bytes()).unwrap();
        });
        assert!(!taken.whole && taken.broken_off.is_some(), "{taken:?}");
    }
    let at = site.folder().with_file_name("many.tar");
    archive(&at, &[("bundle.json", page(&site, 100_000))], |_| {});
    assert!(site.take_bundle(&at).unwrap_err().to_string().contains("no part that can be"));
    assert!(size_of(&site.folder()) < before + 200_000, "nothing of it lies here");
    site.reopen();
    assert_eq!(site.faults(), (true, vec![]));
}

#[test]
fn pieces_that_lie_are_refused() {
    let mut site = hamlet();
    let (content, nothing) = (noise(5_000, 9), |_: &mut tar::Builder<fs::File>| {});
    let whole = Hash::of(&content);
    let refusals = |taken: daftar_register::copy::Taken| {
        taken.refused.into_iter().map(|refusal| refusal.why).collect::<Vec<String>>().join("; ")
    };
    let beyond = take_made(&mut site, vec![piece(whole, 4_000, 6_000, &content)], nothing);
    assert!(refusals(beyond).contains("beyond the end of its file"));
    let waits = take_made(&mut site, vec![piece(whole, 4_000, 5_000, &content[4_000..])], nothing);
    assert_eq!((waits.waiting_files.len(), waits.refused.len(), pieces(&site)), (1, 0, 0));
    let mut other = piece(whole, 0, 5_000, &content[..2_000]);
    other[1].1[7] ^= 1;
    let changed = take_made(&mut site, vec![other.clone()], nothing);
    assert!(refusals(changed).contains("changed on its way") && pieces(&site) == 0);
    other[0].0 = format!("pieces/{}/000000000000000.json", Hash([7; 32]));
    assert!(refusals(take_made(&mut site, vec![other], nothing)).contains("another piece than its name says"));
    // A wrong beginning is found out by the whole, and dropped; then the right pieces make it, overlapping or not.
    let wrong = piece(whole, 0, 5_000, &noise(2_000, 1));
    assert!(take_made(&mut site, vec![wrong], nothing).refused.is_empty());
    let rest = take_made(&mut site, vec![piece(whole, 2_000, 5_000, &content[2_000..])], nothing);
    assert!(refusals(rest).contains("pieces were dropped") && pieces(&site) == 0);
    let right = vec![piece(whole, 0, 5_000, &content[..2_000]), piece(whole, 1_000, 5_000, &content[1_000..])];
    let taken = take_made(&mut site, right, nothing);
    assert_eq!((taken.files, taken.refused.len(), pieces(&site)), (1, 0, 0));
    assert_eq!(site.faults(), (true, vec![]));
}

#[test]
fn beginnings_without_end_are_not_kept() {
    let mut site = hamlet();
    let begun = (0..200u8).map(|n| piece(Hash([n; 32]), 0, i64::MAX >> 10, &noise(100, u64::from(n)))).collect();
    let taken = take_made(&mut site, begun, |_| {});
    assert_eq!((taken.begun.len(), pieces(&site)), (64, 64));
    assert_eq!(taken.refused.len(), 136);
    assert!(taken.refused[0].why.contains("take those first"), "{:?}", taken.refused[0]);
}
