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
        World::founded_by(1)
    }

    /// The same for another party.
    fn founded_by(founder: u8) -> World {
        let mut world = World::default();
        world.write(1, founder, vec![], |header| {
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

    /// An order of a recovery key in an entry of a device; its hash, and the order.
    fn order(&mut self, carrier: u8, by: u8, act: Act) -> (Hash, Order) {
        let register = self.register.unwrap();
        let order = Order::sign(register, vec![act], &key(by)).unwrap();
        self.act(carrier, 1, Act::Order(order.clone()));
        (order.hash(register), order)
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
    world.order(3, RECOVERY, Act::Revoke { key: key(2).public(), last: 0 });
    let standing = world.standing();
    assert!(standing.counts(EntryId { log: key(1).public(), number: 3 }), "the recovery key is heeded first");
    assert!(!standing.counts(before));
}

fn recovery(n: u8) -> Recovery {
    Recovery { age: "age1".into(), sign: key(n).public() }
}

/// The recovery key `n` comes next, and of the orders before it these are kept.
fn next(n: u8, kept: &[Hash]) -> Act {
    Act::Recovery { recovery: recovery(n), kept: kept.to_vec() }
}

fn grant(n: u8, to: u8, may: &[May]) -> Act {
    Act::Grant { key: key(n).public(), party: party(to), may: may.to_vec() }
}

fn revoke(n: u8) -> Act {
    Act::Revoke { key: key(n).public(), last: 0 }
}

#[test]
fn what_the_recovery_key_orders_counts_whoever_carries_it() {
    let mut world = World::founded();
    let entry = world.write(9, 1, vec![], |_| {});
    assert!(!world.standing().counts(entry));
    world.order(7, RECOVERY, grant(9, 1, &[May::Record]));
    assert!(world.standing().counts(entry), "device 7 may do nothing, and carries it all the same");
    world.order(7, 222, grant(7, 1, &[May::Record]));
    assert!(!world.standing().may(key(7).public(), party(1), May::Record), "222 is no recovery key here");
    let other = World::founded_by(2).order(1, RECOVERY, grant(8, 1, &[May::Record])).1;
    world.act(1, 1, Act::Order(other));
    assert!(!world.standing().may(key(8).public(), party(1), May::Record), "signed for another register");
}

#[test]
fn a_recovery_key_that_has_a_successor_orders_nothing_more() {
    let mut world = World::founded();
    assert_eq!(world.standing().recovery(), Some(&recovery(RECOVERY)));
    let (kept, _) = world.order(1, RECOVERY, grant(5, 5, &[May::Record]));
    world.order(1, RECOVERY, grant(6, 6, &[May::Record]));
    world.order(1, RECOVERY, next(201, &[kept]));
    world.order(1, 201, next(202, &[]));
    assert_eq!(world.standing().recovery(), Some(&recovery(202)));
    let [five, six] = [5, 6].map(|n| world.write(n, n, vec![], |_| {}));
    let first = EntryId { log: key(1).public(), number: 1 };
    let standing = world.standing();
    assert!(standing.counts(five) && !standing.counts(six), "what was kept holds, and nothing else");
    world.order(9, RECOVERY, revoke(1));
    world.order(9, RECOVERY, grant(9, 1, &[May::Grant]));
    world.order(9, RECOVERY, next(203, &[]));
    let standing = world.standing();
    assert!(standing.counts(first) && standing.counts(five), "whoever finds the old sheet can do nothing");
    assert_eq!(standing.recovery(), Some(&recovery(202)));
    world.order(9, 202, revoke(1));
    assert!(!world.standing().counts(first), "the newest is heeded first");
}

#[test]
fn a_lost_recovery_key_is_followed_by_one_that_a_key_names_which_may_grant() {
    let mut world = World::founded();
    world.grant(1, 2, 2, &[May::Record]);
    world.act(2, 2, next(210, &[]));
    assert_eq!(world.standing().recovery(), Some(&recovery(RECOVERY)), "device 2 may not grant");
    world.act(1, 1, next(201, &[]));
    assert_eq!(world.standing().recovery(), Some(&recovery(201)));
    world.order(9, RECOVERY, grant(5, 5, &[May::Record]));
    world.order(9, 201, grant(6, 6, &[May::Record]));
    let [five, six] = [5, 6].map(|n| world.write(n, n, vec![], |_| {}));
    let standing = world.standing();
    assert!(!standing.counts(five) && standing.counts(six));
}

#[test]
fn the_sheet_has_the_last_word_over_a_stolen_device() {
    let mut world = World::founded();
    world.grant(1, 2, 1, &[May::Grant]);
    world.act(2, 1, next(201, &[]));
    world.order(2, 201, revoke(1));
    assert_eq!(world.standing().recovery(), Some(&recovery(201)));
    world.order(1, RECOVERY, revoke(2));
    let standing = world.standing();
    assert_eq!(standing.recovery(), Some(&recovery(RECOVERY)));
    assert!(standing.counts(EntryId { log: key(1).public(), number: 1 }));
}

#[test]
fn two_successors_of_one_key_are_decided_by_nobody_s_guess() {
    let mut world = World::founded();
    let (one, _) = world.order(8, RECOVERY, grant(8, 1, &[May::Grant, May::Record]));
    let (two, _) = world.order(9, RECOVERY, grant(9, 1, &[May::Grant, May::Record]));
    world.order(8, RECOVERY, next(201, &[one]));
    world.order(9, RECOVERY, next(202, &[two]));
    let standing = world.standing();
    assert_eq!(standing.recovery(), None, "both carriers were granted with that key");
    let may = |n: u8| standing.may(key(n).public(), party(1), May::Record);
    assert!(may(8) && may(9), "and what either kept remains");
    world.order(1, RECOVERY, next(201, &[one]));
    let standing = world.standing();
    assert_eq!(standing.recovery(), Some(&recovery(201)), "the first device needs no order to carry it");
    assert!(!standing.may(key(9).public(), party(1), May::Record));
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
