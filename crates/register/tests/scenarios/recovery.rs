//! The worst day: the laptop is gone, and what is left is a copy with a partner and a key on paper.

use daftar_paper::{Paper, Split, join};
use daftar_register::claim::{Act, Ground, RecoverySeed, Secret, Value};
use daftar_register::date::Lang;
use daftar_register::view::{self, Ask, Audience};
use daftar_register::{RegisterError, Trustee};

use crate::site::{Site, today};

const WORDS: &str = "Quillaby Ternlane keeps the jars under the stairs";

/// A museum with a building and a sealed statement about it.
fn museum() -> (Site, RecoverySeed) {
    let (mut museum, seed) = Site::with_seed(today);
    let mill = museum.building("Mill Museum");
    let claim = museum.claim(mill, "description", Value::text(WORDS));
    museum.unlock(None).unwrap();
    museum.record_sealed(&Secret { claim, concerns: vec![mill] }).unwrap();
    (museum, seed)
}

/// Whether somebody with the keys reads the sealed words.
fn reads(site: &Site) -> bool {
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let heard = site.hear_all(site.standing(), ask.audience).unwrap();
    heard.statements.iter().any(|one| matches!(&one.claim.value, Value::Text { text, .. } if text == WORDS))
}

#[test]
fn from_a_copy_and_the_words_of_three_trustees_everything_is_there_again() {
    let (mut museum, seed) = museum();
    let escrow = museum.folder().with_file_name("escrow.age");
    assert_eq!(museum.unescrowed().unwrap(), 1);
    assert_eq!(museum.write_escrow(&escrow).unwrap(), 1);
    assert_eq!(museum.unescrowed().unwrap(), 0);
    let words = |share| Paper::Share(share).words(Lang::Ar).join(" ");
    let sheets: Vec<String> = Split::new(3, 5).unwrap().deal(&seed.0).unwrap().into_iter().map(words).collect();
    let (bundle, kept) = (museum.bundle(), museum.standing_claims().len());

    let mut new = Site::from_bundle(&bundle, None);
    let shares: Vec<_> = [4, 0, 2].map(|n: usize| Paper::read(&sheets[n]).unwrap()).into_iter().collect();
    let shares =
        shares.into_iter().filter_map(|paper| if let Paper::Share(share) = paper { Some(share) } else { None });
    let seed = RecoverySeed(join(&shares.collect::<Vec<_>>()).unwrap());
    let before = new.building("Written before it counted");
    assert!(new.page(before).sections.is_empty());
    new.recover(&seed).unwrap();
    assert!(!new.page(before).sections.is_empty(), "what this device records counts");
    assert!(!reads(&new), "the keys are not in the copy");
    let opened = new.open_escrow(&escrow, &seed, None).unwrap();
    assert_eq!((opened.new, opened.keys), (1, 1));
    assert!(reads(&new));
    assert!(new.standing_claims().len() > kept);
    new.recover(&seed).unwrap();
    museum.take(&new.bundle());
    assert_eq!(museum.standing_claims(), new.standing_claims(), "wherever else a copy is, it counts, too");
}

#[test]
fn a_stranger_s_key_recovers_nothing() {
    let (museum, _) = museum();
    let mut new = Site::from_bundle(&museum.bundle(), None);
    let logs = new.logs().len();
    assert!(matches!(new.recover(&RecoverySeed([7; 32])), Err(RegisterError::NotTheRecoveryKey)));
    assert_eq!(new.logs().len(), logs);
    let escrow = museum.folder().with_file_name("escrow.age");
    let (mut other, seed) = self::museum();
    other.write_escrow(&escrow).unwrap();
    let told = new.open_escrow(&escrow, &RecoverySeed([7; 32]), None).unwrap_err().to_string();
    assert!(told.contains("does not open it"), "{told}");
    let told = new.open_escrow(&escrow, &seed, None).unwrap_err().to_string();
    assert!(told.contains("another notebook"), "{told}");
}

#[test]
fn whoever_finds_an_old_sheet_can_do_nothing_with_it() {
    let (mut museum, old) = museum();
    let copy = museum.bundle();
    let new = museum.renew_recovery(Some(&old)).unwrap();
    assert!(museum.is_recovery(&new) && !museum.is_recovery(&old));
    assert_eq!(museum.fresh_seed().unwrap().map(|seed| seed.0), Some(new.0), "held until it is on paper");
    assert!(museum.renew_recovery(Some(&new)).unwrap_err().to_string().contains("not written down"));
    let mut finder = Site::from_bundle(&copy, None);
    finder.recover(&old).unwrap();
    let forged = finder.building("Forged");
    museum.take(&finder.bundle());
    assert!(museum.page(forged).sections.is_empty(), "it is here, and does not count");
    finder.take(&museum.bundle());
    assert!(matches!(finder.recover(&old), Err(RegisterError::NotTheRecoveryKey)));
    finder.recover(&new).unwrap();
}

#[test]
fn a_sheet_that_is_lost_is_replaced_by_a_keeper_and_by_nobody_else() {
    let (mut museum, lost) = museum();
    let mut partner = museum.second(Some("Seed bank"));
    partner.unlock(None).unwrap();
    assert!(partner.renew_recovery(None).unwrap_err().to_string().contains("may not grant"));
    assert!(!partner.has_fresh_seed());
    let new = museum.renew_recovery(None).unwrap();
    assert!(museum.is_recovery(&new) && !museum.is_recovery(&lost));
    assert_eq!(museum.unescrowed().unwrap(), 1, "no escrow is for the new key yet");
    let escrow = museum.folder().with_file_name("escrow.age");
    museum.write_escrow(&escrow).unwrap();
    let mut copy = Site::from_bundle(&museum.bundle(), None);
    assert!(copy.open_escrow(&escrow, &lost, None).is_err());
    assert!(matches!(copy.recover(&lost), Err(RegisterError::NotTheRecoveryKey)));
    copy.recover(&new).unwrap();
    copy.open_escrow(&escrow, &new, None).unwrap();
    assert!(reads(&copy));
}

#[test]
fn a_destroyed_key_is_in_no_later_escrow() {
    let (mut museum, seed) = museum();
    let escrow = museum.folder().with_file_name("escrow.age");
    museum.write_escrow(&escrow).unwrap();
    let sealed: Vec<_> = museum.files().index().sealed().unwrap().into_iter().map(|(claim, _)| claim).collect();
    museum.open();
    museum.unlock(None).unwrap();
    museum.erase(&sealed, &[], Ground::ConsentWithdrawn).unwrap();
    assert_eq!(museum.write_escrow(&escrow).unwrap(), 0);
    let mut copy = Site::from_bundle(&museum.bundle(), None);
    copy.recover(&seed).unwrap();
    assert_eq!(copy.open_escrow(&escrow, &seed, None).unwrap().keys, 0);
}

#[test]
fn who_holds_the_parts_is_for_keepers_alone() {
    let (mut museum, _) = museum();
    let trustee =
        |n: u8| Trustee { name: format!("Neighbour Halvordane {n}"), holds: format!("part {n} of 5 of the key") };
    let persons = museum.record_trustees(&[trustee(1), trustee(2)]).unwrap();
    assert_eq!(museum.page(persons[1]).name.as_deref(), Some("Neighbour Halvordane 2"));
    let public = Ask { audience: Audience::Public, ..Ask::default() };
    let page = museum.asked(&public, |asked| view::page(asked, persons[1]));
    assert_eq!((page.name, page.sections.len()), (None, 0));
    museum.knows_nothing_of(&["Halvordane", "part 2 of 5"]);
}

#[test]
fn the_new_key_is_an_act_that_every_site_reads() {
    let (mut museum, old) = museum();
    museum.renew_recovery(Some(&old)).unwrap();
    let acts = museum.logs().into_values().flatten().flat_map(|header| header.header.acts.clone());
    assert_eq!(acts.filter(|act| matches!(act, Act::Order(_))).count(), 1);
}
