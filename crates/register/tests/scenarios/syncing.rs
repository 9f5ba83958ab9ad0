//! Syncing between running registers: pairing, what goes, what is withheld, erasures first, broken lines, many sites.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use daftar_register::claim::{Claim, ClaimId, EntityId, EntryId, Ground, PropertyId, Subject, Value};
use daftar_register::copy::sync::{Carrier, Code};
use daftar_register::{Answered, Bundling, CopyKind, Met, Syncing};

use crate::site::{Site, copy_all};

/// A line between two sites that breaks after so many bytes, both ways together.
struct Breaking<T>(T, Arc<AtomicUsize>);

impl<T> Breaking<T> {
    fn take(&self, wanted: usize) -> io::Result<usize> {
        let left = self.1.load(Ordering::SeqCst);
        if left == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.1.store(left - left.min(wanted), Ordering::SeqCst);
        Ok(left.min(wanted))
    }
}

impl<W: Write> Write for Breaking<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.take(bytes.len())?;
        self.0.write_all(&bytes[..length])?;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

pub(crate) fn line(bytes: usize) -> (Carrier, Carrier) {
    let left = Arc::new(AtomicUsize::new(bytes));
    let way = || {
        let (from, to) = io::pipe().unwrap();
        (Box::new(from) as Box<dyn Read + Send>, Box::new(Breaking(to, Arc::clone(&left))) as Box<dyn Write + Send>)
    };
    let ((from_one, to_other), (from_other, to_one)) = (way(), way());
    (Carrier { from: from_one, to: to_one }, Carrier { from: from_other, to: to_other })
}

/// Lets one side call and the other answer.
fn meet<T: Send>(
    (here, there): (Carrier, Carrier),
    answerer: Syncing,
    call: impl FnOnce(Carrier) -> T,
) -> (T, Result<Answered, String>) {
    std::thread::scope(|scope| {
        let answer = || answerer.answer(there, &|_, _, _| {}).map_err(|error| error.to_string());
        // Some parts of a register stay on their thread.
        let answering = std::thread::Builder::new().spawn_scoped(scope, answer).unwrap();
        (call(here), answering.join().unwrap())
    })
}

/// Pairs two sites; each calls the other by this name.
pub(crate) fn pair(one: &mut Site, other: &mut Site, names: (&str, &str), withhold: &[EntityId]) {
    one.close();
    other.close();
    let code = one.syncing().code(names.1, withhold).unwrap();
    let code = Code::parse(&code.to_string().to_lowercase()).unwrap();
    let calling = other.syncing();
    let (paired, answered) =
        meet(line(usize::MAX), one.syncing(), |line| calling.pair(names.0, "there", &[], &code, line));
    paired.unwrap();
    assert!(matches!(answered, Ok(Answered::Paired(_))), "{answered:?}");
    one.open();
    other.open();
}

/// Syncs over a line that breaks after so many bytes.
pub(crate) fn sync_until(caller: &mut Site, answerer: &mut Site, name: &str, bytes: usize) -> (Met, Option<Met>) {
    caller.close();
    answerer.close();
    let calling = caller.syncing();
    let call = |line| calling.call(name, line, &|_, _, _| {}).unwrap();
    let (met, answered) = meet(line(bytes), answerer.syncing(), call);
    caller.open();
    answerer.open();
    let answered = answered.ok().and_then(|answered| match answered {
        Answered::Met(met) => Some(*met),
        Answered::Paired(_) => None,
    });
    (met, answered)
}

pub(crate) fn sync(caller: &mut Site, answerer: &mut Site, name: &str) -> (Met, Met) {
    let (met, answered) = sync_until(caller, answerer, name, usize::MAX);
    assert!(met.broke.is_none(), "{met:?} {answered:?}");
    (met, answered.unwrap())
}

fn note(site: &Site, about: EntityId, text: &str) -> Claim {
    let source = site.keeper().unwrap();
    Claim::new(Subject::Entity(about), PropertyId::parse("description").unwrap(), Value::text(text), source)
}

#[test]
fn two_sites_come_level_and_then_nothing_goes() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[]);
    museum.say(&note(&museum, mill, "two floors"));
    seeds.say(&note(&seeds, mill, "three floors"));
    let path = museum.folder().with_file_name("photo.bin");
    std::fs::write(&path, vec![7; 300_000]).unwrap();
    museum.keep_file(&path, false).unwrap();
    let (here, there) = sync(&mut seeds, &mut museum, "museum");
    assert_eq!((here.synced.taken.files, here.synced.taken.file_bytes), (1, 300_000));
    assert_eq!(here.synced.taken, there.synced.sent, "both tell the same");
    assert_eq!(here.synced.sent, there.synced.taken);
    assert_eq!((here.bytes_sent, here.bytes_received), (there.bytes_received, there.bytes_sent));
    assert_eq!(museum.answers(), seeds.answers());
    sync(&mut seeds, &mut museum, "museum");
    for (site, peer) in [(&museum, "seeds"), (&seeds, "museum")] {
        let copies = site.copies().unwrap();
        let noted = copies.iter().find(|copy| copy.kind == CopyKind::Sync).unwrap();
        assert_eq!((noted.place.as_str(), site.entries_since(noted)), (peer, 0), "the peer has a copy");
    }
    let (quiet, _) = sync(&mut seeds, &mut museum, "museum");
    assert_eq!((quiet.synced.sent.entries, quiet.synced.taken.entries), (0, 0), "receipts answer no receipts");
    let wire = quiet.bytes_sent + quiet.bytes_received;
    assert!(wire < 2500, "{wire} bytes to find out that nothing differs");
}

#[test]
fn strangers_and_spent_codes_get_nothing() {
    let mut museum = Site::first();
    let mut seeds = museum.second(Some("House of Seeds"));
    museum.close();
    seeds.close();
    let wrong = Code::from_random(&[3; 20]);
    let right = museum.syncing().code("seeds", &[]).unwrap();
    for code in [&wrong, &right] {
        let calling = seeds.syncing();
        let (paired, answered) =
            meet(line(usize::MAX), museum.syncing(), |line| calling.pair("museum", "", &[], code, line));
        let refused = paired.unwrap_err().to_string();
        assert!(refused.contains("the code does not open"), "one attempt, right or wrong: {refused}");
        assert!(answered.is_err());
    }
    assert!(museum.syncing().peers().unwrap().is_empty() && seeds.syncing().peers().unwrap().is_empty());
    museum.open();
    seeds.open();
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[]);
    museum.syncing().forget("seeds").unwrap();
    let (met, answered) = sync_until(&mut seeds, &mut museum, "museum", usize::MAX);
    assert!(met.broke.unwrap().to_string().contains("pair anew") && answered.is_none());
    assert!(met.bytes_received == 0, "a stranger is told nothing");
}

#[test]
fn what_is_withheld_stays_and_comes_when_it_may() {
    let mut museum = Site::first();
    let (mill, giver) = (museum.building("Old mill"), museum.building("House of the giver"));
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[giver]);
    museum.say(&note(&museum, giver, "PLANTED behind the well"));
    museum.say(&note(&museum, mill, "two floors"));
    let path = museum.folder().with_file_name("letter.txt");
    std::fs::write(&path, "a letter on the House of the giver").unwrap();
    museum.keep_file(&path, false).unwrap();
    let (here, _) = sync(&mut seeds, &mut museum, "museum");
    assert_eq!((here.synced.taken.withheld, here.synced.taken.files), (1, 0));
    seeds.knows_nothing_of(&["PLANTED", "letter on"]);
    sync(&mut seeds, &mut museum, "museum");
    seeds.knows_nothing_of(&["PLANTED"]);
    museum.syncing().forget("seeds").unwrap();
    seeds.syncing().forget("museum").unwrap();
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[]);
    let (here, _) = sync(&mut seeds, &mut museum, "museum");
    assert_eq!((here.synced.taken.bodies, here.synced.taken.files), (1, 1), "what was awaited comes late");
    assert_eq!(museum.answers(), seeds.answers());
}

/// An erasure goes before the bodies that it erases: these never touch the disk of the other side, even if an old copy
/// still holds them.
#[test]
fn erasures_travel_first_and_are_acknowledged() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[]);
    let planted = museum.say(&note(&museum, mill, "PLANTED behind the well"));
    sync(&mut seeds, &mut museum, "museum");
    assert!(!seeds.files_with("PLANTED").is_empty());
    museum.erase(&[planted], &[], Ground::Safety).unwrap();
    let entry = EntryId { log: museum.key().unwrap(), number: museum.logs()[&museum.key().unwrap()].len() as u64 };
    // The line breaks before any body came: what is erased is erased all the same.
    for bytes in (800..4000).step_by(100) {
        let (met, _) = sync_until(&mut seeds, &mut museum, "museum", bytes);
        let gone = seeds.files_with("PLANTED").is_empty();
        assert!(gone || met.synced.erasures_heeded == 0, "heeded before it is acknowledged");
    }
    let (_, there) = sync(&mut seeds, &mut museum, "museum");
    assert!(there.synced.erasures_sent <= 1 && there.synced.erasures_acknowledged == there.synced.erasures_sent);
    seeds.knows_nothing_of(&["PLANTED"]);
    let peer = museum.syncing().peer("seeds").unwrap();
    assert!(peer.acknowledges(entry), "{peer:?}");
}

/// The line breaks after every so many bytes; each time the next syncing goes on, and in the end both are level.
#[test]
fn a_line_that_breaks_anywhere_loses_nothing() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[]);
    for n in 0..12 {
        museum.say(&note(&museum, mill, &format!("note {n} of the museum")));
        seeds.say(&note(&seeds, mill, &format!("note {n} of the seed house")));
    }
    let path = museum.folder().with_file_name("photo.bin");
    std::fs::write(&path, (0..200_000u32).flat_map(|n| (n.wrapping_mul(n) / 7).to_le_bytes()).collect::<Vec<_>>())
        .unwrap();
    museum.keep_file(&path, false).unwrap();
    let (mut bytes, mut broke, mut resumed) = (0, 0, 0);
    loop {
        bytes += if bytes < 12_000 { 997 } else { 150_011 };
        let (met, _) = sync_until(&mut seeds, &mut museum, "museum", bytes);
        assert!(museum.faults().0 && seeds.faults().0, "sound after {bytes} bytes");
        resumed += u64::from(met.synced.taken.files == 1 && met.synced.taken.file_bytes < 800_000);
        match met.broke {
            Some(_) => broke += 1,
            None => break,
        }
    }
    assert!(broke > 12 && resumed == 1, "broke {broke} times, went on with the file {resumed} times");
    sync(&mut seeds, &mut museum, "museum");
    assert_eq!(museum.answers(), seeds.answers());
}

/// A device and its copy, keys and all, both write: the log forks. Both branches reach everybody, nothing after the fork
/// counts, and once that is known nothing more goes.
#[test]
fn a_forked_log_is_closed_and_both_branches_reach_everybody() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[]);
    for n in 0..5 {
        seeds.say(&note(&seeds, mill, &format!("note {n} of both")));
    }
    sync(&mut seeds, &mut museum, "museum");
    let mut copied = seeds.twin();
    for n in 0..3 {
        seeds.say(&note(&seeds, mill, &format!("note {n} at the desk")));
    }
    for n in 0..4 {
        copied.say(&note(&copied, mill, &format!("note {n} in the field")));
    }
    sync(&mut seeds, &mut museum, "museum");
    let (_, there) = sync(&mut copied, &mut museum, "museum");
    assert_eq!(there.synced.forks.len(), 4, "{there:?}");
    // The receipts of both devices stand on their branches, too.
    for _ in 0..3 {
        sync(&mut seeds, &mut museum, "museum");
        sync(&mut copied, &mut museum, "museum");
    }
    let answers = museum.answers();
    assert!(
        answers.contains("note 4 of both") && !answers.contains("at the desk") && !answers.contains("in the field")
    );
    for site in [&mut seeds, &mut copied] {
        assert_eq!(site.answers(), answers);
        let (met, there) = sync(site, &mut museum, "museum");
        assert_eq!((met.synced.sent.entries, met.synced.taken.entries), (0, 0), "{met:?}");
        assert_eq!((&met.synced.forks, &there.synced.forks), (&Vec::new(), &Vec::new()), "known already");
    }
    for (site, branch) in [(&mut museum, "in the field"), (&mut seeds, "in the field"), (&mut copied, "at the desk")] {
        assert!(!site.files_with(branch).is_empty(), "{branch} is kept");
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// Five sites that write, take back, erase, meet, lose the line, are parted, and are restored from old copies.
struct World {
    sites: Vec<Site>,
    mill: EntityId,
    dice: Dice,
    /// What each site said and neither took back nor erased.
    said: Vec<Vec<(ClaimId, String)>>,
    erased: Vec<String>,
    old: Vec<Option<tempfile::TempDir>>,
    steps: usize,
}

const SITES: usize = 5;

impl World {
    fn new(seed: u64) -> World {
        let mut museum = Site::first();
        let mill = museum.building("Old mill");
        let mut others: Vec<Site> = (1..SITES).map(|n| museum.second(Some(&format!("Keeper {n}")))).collect();
        let bundle = museum.bundle();
        others.iter_mut().for_each(|site| site.take(&bundle));
        let mut sites = vec![museum];
        sites.extend(others);
        for one in 0..SITES {
            for other in one + 1..SITES {
                let (left, right) = sites.split_at_mut(other);
                let names = (format!("site {one}"), format!("site {other}"));
                pair(&mut left[one], &mut right[0], (&names.0, &names.1), &[]);
            }
        }
        let (said, old) = (vec![Vec::new(); SITES], (0..SITES).map(|_| None).collect());
        World { sites, mill, dice: Dice(seed * 2 + 1), said, erased: Vec::new(), old, steps: 0 }
    }

    fn step(&mut self, parted: usize) {
        self.steps += 1;
        let at = self.dice.below(SITES);
        match self.dice.below(10) {
            0..=2 => self.write(at),
            3 => self.erase(at),
            4 => self.retract(at),
            5 => self.keep_copy(at),
            6 if self.dice.below(3) == 0 => self.restore(at),
            _ => self.meet(at, parted),
        }
    }

    fn write(&mut self, at: usize) {
        let words = format!("WORDS{}OFSITE{at}", self.steps);
        let claim = note(&self.sites[at], self.mill, &words);
        let id = self.sites[at].say(&claim);
        self.said[at].push((id, words));
    }

    fn erase(&mut self, at: usize) {
        let Some((claim, words)) = self.said[at].pop() else { return };
        self.sites[at].erase(&[claim], &[], Ground::Safety).unwrap();
        self.erased.push(words);
    }

    fn retract(&mut self, at: usize) {
        let Some((claim, _)) = self.said[at].pop() else { return };
        // A site that was restored may not have its own statement back yet.
        drop(self.sites[at].retract(claim));
    }

    fn keep_copy(&mut self, at: usize) {
        let kept = tempfile::tempdir().unwrap();
        self.sites[at].close();
        copy_all(&self.sites[at].folder(), kept.path());
        self.sites[at].open();
        self.old[at] = Some(kept);
    }

    /// The folder is lost, and an old copy takes its place; the keys are still there.
    fn restore(&mut self, at: usize) {
        let Some(kept) = self.old[at].take() else { return };
        self.sites[at].close();
        let folder = self.sites[at].folder();
        std::fs::remove_dir_all(&folder).unwrap();
        copy_all(kept.path(), &folder);
        self.sites[at].open();
        // Nobody else may ever have heard of what was said since: it may be lost, but not half.
        self.said[at].clear();
    }

    /// Two sites meet, unless they are parted; sometimes the line breaks, sometimes they meet twice.
    fn meet(&mut self, at: usize, parted: usize) {
        let other = self.dice.below(SITES);
        if other == at || (at < parted) != (other < parted) {
            return;
        }
        let bytes = if self.dice.below(3) == 0 { 500 + self.dice.below(20_000) } else { usize::MAX };
        for _ in 0..=self.dice.below(2) {
            self.sync(at, other, bytes);
        }
    }

    fn sync(&mut self, at: usize, other: usize, bytes: usize) -> u64 {
        let (low, high) = (at.min(other), at.max(other));
        let (left, right) = self.sites.split_at_mut(high);
        let (low_site, high_site) = (&mut left[low], &mut right[0]);
        let (met, answered) = match at < other {
            true => sync_until(low_site, high_site, &format!("site {other}"), bytes),
            false => sync_until(high_site, low_site, &format!("site {other}"), bytes),
        };
        let broken = |met: &Met| met.broke.as_ref().is_none_or(|broke| broke.to_string().contains("the line broke"));
        assert!(broken(&met) && answered.as_ref().is_none_or(broken), "{met:?} {answered:?}");
        assert!(bytes < usize::MAX || met.broke.is_none(), "{met:?}");
        met.synced.taken.entries + met.synced.sent.entries
    }

    /// Everybody meets everybody until nobody has anything new.
    fn settle(&mut self) {
        for _ in 0..8 {
            let mut moved = 0;
            for at in 0..SITES {
                for other in 0..SITES {
                    moved += if at == other { 0 } else { self.sync(at, other, usize::MAX) };
                }
            }
            if moved == 0 {
                return;
            }
        }
        panic!("they never come level");
    }
}

#[test]
fn five_sites_in_disorder_come_to_the_same_register() {
    let rounds: u64 = std::env::var("DAFTAR_SYNC_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let first: u64 = std::env::var("DAFTAR_SYNC_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    for seed in first..first + rounds {
        println!("seed {seed}");
        let mut world = World::new(seed);
        for parted in [0, 2, 0, 3] {
            (0..25).for_each(|_| world.step(parted));
        }
        world.settle();
        let answers = world.sites[0].answers();
        for (n, site) in world.sites.iter_mut().enumerate() {
            assert_eq!(site.answers(), answers, "seed {seed}, site {n}");
            assert!(site.faults().0, "seed {seed}, site {n}: {:?}", site.faults());
            for words in &world.erased {
                assert_eq!(site.files_with(words), [] as [String; 0], "seed {seed}, site {n}");
            }
        }
    }
}

#[test]
fn after_a_syncing_a_bundle_for_the_peer_carries_what_came_since_and_no_more() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let giver = museum.building("House of the giver");
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[giver]);
    let path = museum.folder().with_file_name("photo.bin");
    std::fs::write(&path, vec![7; 3_000]).unwrap();
    museum.keep_file(&path, false).unwrap();
    let unmet = museum.addressee("seeds").unwrap();
    assert!(unmet.known.is_empty() && unmet.files.is_empty() && unmet.recipient.is_none(), "{unmet:?}");
    sync(&mut seeds, &mut museum, "museum");
    let carry = |museum: &mut Site| {
        let to = museum.addressee("seeds").unwrap();
        let kept_back = museum.kept_back(&to.withhold.clone(), None).unwrap();
        let recipients = vec![to.recipient.clone().unwrap()];
        let path = museum.folder().with_file_name("for-seeds.tar");
        let bundling = Bundling { to: Some(to), kept_back, recipients, ..Bundling::default() };
        museum.make_bundle(&path, &bundling, &|_, _| {}).unwrap()
    };
    let nothing = carry(&mut museum).made;
    assert_eq!((nothing.entries, nothing.bodies, nothing.files), (0, 0, 0));
    museum.say(&note(&museum, mill, "two floors"));
    museum.say(&note(&museum, giver, "PLANTED behind the well"));
    std::fs::write(&path, vec![8; 3_000]).unwrap();
    museum.keep_file(&path, false).unwrap();
    std::fs::write(&path, "a letter on the House of the giver").unwrap();
    museum.keep_file(&path, false).unwrap();
    let some = carry(&mut museum);
    // Two notes, and that two files were kept.
    assert_eq!((some.made.entries, some.made.withheld, some.made.files), (4, 1, 1), "{some:?}");
    let taken = seeds.take_bundle(&some.parts[0]).unwrap();
    assert!(taken.whole && taken.new_entries == 4, "{taken:?}");
    seeds.knows_nothing_of(&["PLANTED"]);
    // What it took it says in its own log: that is as good as a syncing.
    museum.take(&seeds.bundle());
    let after = carry(&mut museum).made;
    assert!(after.entries <= 1, "nothing but the receipt: {after:?}");
    assert!(museum.addressee("farm").unwrap_err().to_string().contains("the peers are: seeds"));
}

#[test]
fn bodies_that_a_peer_lacked_when_it_was_heard_go_with_the_next_bundle() {
    let mut museum = Site::first();
    let (mill, giver) = (museum.building("Old mill"), museum.building("House of the giver"));
    let mut seeds = museum.second(Some("House of Seeds"));
    pair(&mut museum, &mut seeds, ("museum", "seeds"), &[giver]);
    let late = museum.say(&note(&museum, giver, "a room for seeds"));
    museum.say(&note(&museum, mill, "two floors"));
    sync(&mut seeds, &mut museum, "museum");
    assert!(seeds.statement(late).is_err());
    let to = museum.addressee("seeds").unwrap();
    assert!(!to.late.is_empty());
    let path = museum.folder().with_file_name("for-seeds.tar");
    let made = museum.make_bundle(&path, &Bundling { to: Some(to), ..Bundling::default() }, &|_, _| {}).unwrap().made;
    assert_eq!(made.entries, 0);
    assert!(made.bodies >= 1, "{made:?}");
    assert!(seeds.take_bundle(&path).unwrap().whole);
    assert!(seeds.statement(late).is_ok(), "it may be told now");
}
