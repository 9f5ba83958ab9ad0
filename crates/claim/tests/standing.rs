//! What counts, decided from headers alone and in whatever order they came.

use std::collections::BTreeMap;

use daftar_claim::standing::{Cut, Grounds, Logs, UNASKED, cut_at};
use daftar_claim::*;

/// A site's headers, made entry by entry.
#[derive(Default, Clone)]
struct World {
    logs: BTreeMap<Key, Vec<SignedHeader>>,
    register: Option<RegisterId>,
}

fn key(n: u8) -> SigningKey {
    SigningKey::from_seed(&[n; 32])
}

fn party(n: u8) -> EntityId {
    EntityId(Hash([n; 32]))
}

const RECOVERY: u8 = 200;

impl World {
    /// Founds a register with device 1 for party 1.
    fn founded() -> World {
        let mut world = World::default();
        world.write(1, 1, vec![], |header| {
            header.recovery = Some(Recovery { age: "age1".into(), sign: key(RECOVERY).public() });
        });
        world.register = Some(world.logs[&key(1).public()][0].register());
        world
    }

    fn write(&mut self, device: u8, on_behalf_of: u8, acts: Vec<Act>, change: impl FnOnce(&mut Header)) -> EntryId {
        let log = key(device).public();
        let chain = self.logs.entry(log).or_default();
        let entry = EntryId { log, number: chain.len() as u64 + 1 };
        let mut header = Header {
            register: self.register,
            entry,
            on_behalf_of: party(on_behalf_of),
            previous: chain.last().map(SignedHeader::hash),
            predecessor: None,
            heads: vec![],
            profiles: Hash([0; 32]),
            batch: None,
            time: Some(Timestamp::parse(&format!("2031-01-{:02}T00:00:00Z", entry.number)).unwrap()),
            clock: Clock::Device,
            bodies: 0,
            root: Hash([0; 32]),
            acts,
            recovery: None,
        };
        change(&mut header);
        let signed = Entry::sign(header, vec![b"{}".to_vec()], &key(device)).unwrap();
        chain.push(signed.header);
        entry
    }

    fn act(&mut self, device: u8, on_behalf_of: u8, act: Act) -> EntryId {
        self.write(device, on_behalf_of, vec![act], |_| {})
    }

    fn grant(&mut self, by: u8, device: u8, to: u8, may: &[May]) {
        self.act(by, by, Act::Grant { key: key(device).public(), party: party(to), may: may.to_vec() });
    }

    fn standing(&self) -> Standing {
        self.standing_for(&[], None, &|_| vec![party(1)])
    }

    fn standing_for(&self, own: &[u8], cut: Option<&Cut>, recorders: &dyn Fn(ClaimId) -> Vec<EntityId>) -> Standing {
        let own: Vec<Key> = own.iter().map(|n| key(*n).public()).collect();
        let register = self.register.unwrap();
        Standing::decide(&Grounds { register, logs: &self.logs(), own: &own, cut, recorders })
    }

    fn logs(&self) -> Logs<'_> {
        self.logs.iter().map(|(log, headers)| (*log, headers.iter().collect())).collect()
    }
}

fn first(entry: EntryId) -> RecordingId {
    RecordingId { entry, position: 0 }
}

fn claims(n: usize) -> Vec<ClaimId> {
    (0..n).map(|n| ClaimId(Hash::of(&n.to_be_bytes()))).collect()
}

fn erase(n: usize) -> Act {
    Act::Erase { claims: claims(n), files: vec![], ground: Ground::Safety }
}

#[test]
fn a_key_counts_once_it_is_granted_for_its_party() {
    let mut world = World::founded();
    let early = world.write(2, 2, vec![], |_| {});
    assert!(!world.standing().counts(early), "nobody granted device 2");
    world.grant(1, 2, 2, &[May::Record]);
    assert!(world.standing().counts(early), "the order of grant and entry plays no part");
    let other = world.write(2, 1, vec![], |_| {});
    assert!(!world.standing().counts(other), "granted for party 2, not for party 1");
}

#[test]
fn a_key_without_grant_cannot_grant() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record]);
    world.grant(2, 3, 3, &[May::Record]);
    let entry = world.write(3, 3, vec![], |_| {});
    assert!(!world.standing().counts(entry));
}

#[test]
fn revocation_keeps_what_came_before_and_is_not_undone_by_the_revoked() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record, May::Grant]);
    let before = world.write(2, 2, vec![], |_| {});
    let after = world.act(2, 2, Act::Revoke { key: key(1).public(), last: 2 });
    world.act(1, 1, Act::Revoke { key: key(2).public(), last: before.number });
    let standing = world.standing();
    assert!(standing.counts(before) && !standing.counts(after));
    assert!(!standing.counts(EntryId { log: key(1).public(), number: 3 }), "each revoked the other: both are");
    world.write(RECOVERY, 1, vec![Act::Revoke { key: key(2).public(), last: 0 }], |_| {});
    let standing = world.standing();
    assert!(standing.counts(EntryId { log: key(1).public(), number: 3 }), "the recovery key is heeded first");
    assert!(!standing.counts(before));
}

fn recovery(n: u8) -> Recovery {
    Recovery { age: format!("age{n}"), sign: key(n).public() }
}

#[test]
fn a_recovery_key_that_names_another_has_spoken_its_last() {
    let mut world = World::founded();
    assert_eq!(world.standing().recovery(), [Recovery { age: "age1".into(), sign: key(RECOVERY).public() }]);
    world.act(RECOVERY, 1, Act::Recovery(recovery(201)));
    world.act(201, 1, Act::Recovery(recovery(202)));
    assert_eq!(world.standing().recovery(), [recovery(202)]);
    let found = world.act(RECOVERY, 1, Act::Revoke { key: key(1).public(), last: 0 });
    world.act(RECOVERY, 1, Act::Recovery(recovery(203)));
    world.grant(202, 5, 5, &[May::Record]);
    let (first, by_new) = (EntryId { log: key(1).public(), number: 1 }, world.write(5, 5, vec![], |_| {}));
    let standing = world.standing();
    assert!(!standing.counts(found) && standing.counts(first), "whoever finds the old sheet can do nothing");
    assert!(standing.counts(by_new), "the newest may grant");
    assert_eq!(standing.recovery(), [recovery(202)]);
    world.act(202, 1, Act::Revoke { key: key(1).public(), last: 0 });
    assert!(!world.standing().counts(first), "and is heeded first");
}

#[test]
fn a_lost_recovery_key_is_revoked_and_another_named_by_who_may_grant() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record]);
    world.act(2, 2, Act::Recovery(recovery(210)));
    assert_eq!(world.standing().recovery().len(), 1, "device 2 may not grant");
    let lost = Act::Revoke { key: key(RECOVERY).public(), last: 0 };
    world.write(1, 1, vec![lost, Act::Recovery(recovery(201))], |_| {});
    assert_eq!(world.standing().recovery(), [recovery(201)]);
    world.act(201, 1, Act::Grant { key: key(5).public(), party: party(5), may: vec![May::Record] });
    let entry = world.write(5, 5, vec![], |_| {});
    assert!(world.standing().counts(entry));
    let found = world.act(RECOVERY, 1, Act::Recovery(recovery(203)));
    assert!(!world.standing().counts(found));
    assert_eq!(world.standing().recovery(), [recovery(201)]);
}

#[test]
fn a_device_that_names_a_recovery_key_does_not_put_it_before_the_one_on_paper() {
    let mut world = World::founded();
    world.grant(1, 2, 1, &[May::Grant]);
    world.act(2, 1, Act::Recovery(recovery(201)));
    world.act(201, 1, Act::Revoke { key: key(RECOVERY).public(), last: 0 });
    world.act(RECOVERY, 1, Act::Revoke { key: key(2).public(), last: 0 });
    let standing = world.standing();
    assert_eq!(standing.recovery(), [Recovery { age: "age1".into(), sign: key(RECOVERY).public() }]);
}

#[test]
fn a_restored_copy_goes_on_in_a_new_log() {
    let mut world = World::founded();
    let (old, new) = (key(1), key(9).public());
    let vouched = Act::Succeed { log: old.public(), signature: old.vouch_for(new) };
    let entry = world.write(9, 1, vec![vouched], |_| {});
    assert!(world.standing().counts(entry));
    let mut forged = World::founded();
    let signature = key(8).vouch_for(new);
    let entry = forged.act(9, 1, Act::Succeed { log: old.public(), signature });
    assert!(!forged.standing().counts(entry));
}

#[test]
fn retract_and_replace_reach_only_what_the_same_party_recorded() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record]);
    world.grant(1, 3, 1, &[May::Record]);
    let (mine, theirs) = (world.write(1, 1, vec![], |_| {}), world.write(2, 2, vec![], |_| {}));
    let ranges = [mine, theirs].map(|entry| RecordingRange::one(first(entry))).to_vec();
    let retraction = world.act(3, 1, Act::Retract(ranges));
    let standing = world.standing();
    assert_eq!(standing.ended(first(mine)), Some(Ended::Retracted { by: retraction }), "by another key of the party");
    assert_eq!(standing.ended(first(theirs)), None);
}

#[test]
fn concurrent_replacements_are_all_shown() {
    let mut world = World::founded();
    world.grant(1, 3, 1, &[May::Record]);
    let old = world.write(1, 1, vec![], |_| {});
    let a = world.act(1, 1, Act::Replace { recording: first(old), with: 0 });
    let b = world.act(3, 1, Act::Replace { recording: first(old), with: 0 });
    let mut expected = vec![first(a), first(b)];
    expected.sort_unstable();
    assert_eq!(world.standing().replacements(first(old)), expected);
}

#[test]
fn a_batch_counts_when_it_is_closed() {
    let mut world = World::founded();
    let batch = |last| Some(Batch { id: "0123456789abcdef0123456789abcdef".into(), last });
    let part = world.write(1, 1, vec![], |header| header.batch = batch(false));
    assert!(!world.standing().counts(part));
    world.write(1, 1, vec![], |header| header.batch = batch(true));
    assert!(world.standing().counts(part));
}

#[test]
fn a_large_erasure_by_others_waits_for_a_keeper_here() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record, May::Erase]);
    let small = world.act(2, 2, erase(UNASKED));
    assert_eq!(world.standing().erased.len(), UNASKED);
    let more = world.act(2, 2, Act::Erase { claims: vec![ClaimId(Hash([9; 32]))], files: vec![], ground: Ground::Law });
    let standing = world.standing();
    assert_eq!((standing.erased.len(), standing.waiting.len()), (UNASKED, 1), "a hundred at a time is no way around");
    assert_eq!(standing.waiting[0].entry, more);
    world.act(1, 1, Act::Consent(more));
    assert_eq!(world.standing().waiting.len(), 1, "a keeper elsewhere consented, not one here");
    let here = world.standing_for(&[1], None, &|_| vec![party(1)]);
    assert_eq!((here.erased.len(), here.waiting.len()), (UNASKED + 1, 0));
    let at_home = world.standing_for(&[2], None, &|_| vec![party(1)]);
    assert!(at_home.waiting.is_empty(), "the erasing site itself does not wait");
    assert_ne!(small, more);
}

#[test]
fn without_the_right_only_ones_own_recordings_are_erased() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record]);
    world.act(2, 2, erase(2));
    let own = claims(1)[0];
    let standing = world.standing_for(&[], None, &|claim| vec![if claim == own { party(2) } else { party(1) }]);
    assert!(standing.erased.is_empty() && standing.waiting.len() == 1, "one of the two is somebody else's");
    let standing = world.standing_for(&[], None, &|_| vec![party(2)]);
    assert_eq!(standing.erased.len(), 2);
    let standing = world.standing_for(&[], None, &|_| vec![]);
    assert!(standing.erased.is_empty(), "not known here yet: judged when they come");
}

#[test]
fn a_register_counts_here_once_it_is_joined() {
    let mut ours = World::founded();
    let mut theirs = World::default();
    theirs.write(5, 5, vec![], |_| {});
    let entry = EntryId { log: key(5).public(), number: 1 };
    let other = theirs.logs[&entry.log][0].register();
    ours.logs.extend(theirs.logs);
    assert!(!ours.standing().counts(entry));
    ours.act(1, 1, Act::Join(other));
    assert!(ours.standing().counts(entry));
}

#[test]
fn as_recorded_by_a_day_reaches_the_heads_seen_by_then() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record]);
    let theirs = world.write(2, 2, vec![], |_| {});
    let head = world.logs[&theirs.log][0].head();
    let taken = world.write(1, 1, vec![], |header| header.heads = vec![head]);
    let standing = world.standing();
    let at = |day: &str| {
        let time = Timestamp::parse(&format!("2031-01-{day}T12:00:00Z")).unwrap();
        cut_at(&[taken.log], &world.logs(), &standing, &time)
    };
    assert_eq!(at("02"), Cut::from([(taken.log, 2)]));
    assert_eq!(at("03"), Cut::from([(taken.log, 3), (theirs.log, 1)]));
    let past = world.standing_for(&[1], Some(&at("02")), &|_| vec![]);
    assert!(!past.counts(theirs));
}

#[test]
fn wrong_times_are_corrected_in_their_own_log() {
    let mut world = World::founded();
    let entry = world.write(1, 1, vec![], |_| {});
    let right = Timestamp::parse("2041-01-01T00:00:00Z").unwrap();
    world.act(1, 1, Act::CorrectTime { first: entry, last: entry.number, time: Some(right.clone()) });
    assert_eq!(world.standing().time(entry), (Some(right), Clock::Person));
}
