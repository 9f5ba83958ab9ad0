//! Several sites become one: who says what, who is whom, and the order of arrival never matters.

use daftar_register::claim::{Claim, ClaimId, EntityId, Preference, PropertyId, Subject, Value};
use daftar_register::{Published, Which};

use crate::site::{Site, merge_in_every_order};

fn state(site: &Site, about: EntityId, text: &str) -> Claim {
    Claim { source: about, ..site.claim(about, "description", Value::text(text)) }
}

/// One statement by two authors: one takes it back, and it still stands by the other.
#[test]
fn one_of_two_authors_retracts() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let said = state(&museum, mill, "roof open");
    let id = museum.say(&said);
    let mut seeds = museum.second(Some("House of Seeds"));
    assert_eq!(seeds.say(&said), id, "recorded with the same bytes");
    museum.retract(id).unwrap();
    for site in merge_in_every_order(vec![museum, seeds]) {
        let statement = site.statement(id).unwrap();
        assert_eq!((statement.recordings.len(), statement.standing().count()), (2, 1));
        assert_eq!(site.holding(mill, "description"), vec![id]);
    }
}

fn prefer(site: &Site, first: ClaimId, over: &[ClaimId], supersedes: &[ClaimId]) -> Claim {
    let wish = Preference { first, over: over.to_vec(), supersedes: supersedes.to_vec() };
    let prefer = PropertyId::parse("prefer").unwrap();
    Claim::new(Subject::Claim(first), prefer, Value::Preference(wish), site.keeper().unwrap())
}

/// Two wishes for what to show first are shown as two and choose neither; a third that supersedes both wins.
#[test]
fn two_rival_wishes_and_a_third() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let one = museum.say(&state(&museum, mill, "two floors"));
    let two = museum.say(&state(&museum, mill, "three floors"));
    let mut seeds = museum.second(Some("House of Seeds"));
    let first = museum.say(&prefer(&museum, one, &[two], &[]));
    let second = seeds.say(&prefer(&seeds, two, &[one], &[]));
    let mut merged = merge_in_every_order(vec![museum, seeds]);
    assert_eq!(chosen(&merged[0], mill), (None, 2));
    let third = prefer(&merged[0], two, &[one], &[first, second]);
    merged[0].say(&third);
    for site in merge_in_every_order(merged) {
        assert_eq!(chosen(&site, mill), (Some(two), 1));
    }
}

/// What is shown first of the descriptions, and how many wish.
fn chosen(site: &Site, entity: EntityId) -> (Option<ClaimId>, usize) {
    let page = site.page(entity);
    let properties = page.sections.iter().flat_map(|section| &section.properties);
    let mut described = properties.filter(|one| one.folded.property.as_str() == "description");
    let first = &described.next().unwrap().first;
    (first.statement, first.prefers.len())
}

/// Two that were joined and written on part cleanly when the joining is taken back.
#[test]
fn joined_written_on_and_parted() {
    let mut museum = Site::first();
    let (mill, hall) = (museum.building("Old mill"), museum.building("Mill hall"));
    let join = museum.say(&museum.claim(mill, "same-as", Value::Entity(hall)));
    let mut seeds = museum.second(Some("House of Seeds"));
    assert_eq!(seeds.page(mill).members.len(), 2);
    let on_hall = seeds.say(&state(&seeds, hall, "a hall of stone"));
    assert_eq!(seeds.holding(mill, "description"), vec![on_hall], "seen on either while they are joined");
    museum.retract(join).unwrap();
    for site in merge_in_every_order(vec![museum, seeds]) {
        assert_eq!(site.page(mill).members, vec![mill]);
        assert_eq!(site.holding(hall, "description"), vec![on_hall]);
        assert!(site.holding(mill, "description").is_empty());
    }
}

/// Joined by one, parted by another: both are shown.
#[test]
fn joined_and_parted_is_shown_as_contradiction() {
    let mut museum = Site::first();
    let (mill, hall) = (museum.building("Old mill"), museum.building("Mill hall"));
    let mut seeds = museum.second(Some("House of Seeds"));
    museum.say(&museum.claim(mill, "same-as", Value::Entity(hall)));
    let parts = seeds.say(&seeds.claim(mill, "different-from", Value::Entity(hall)));
    for site in merge_in_every_order(vec![museum, seeds]) {
        let page = site.page(mill);
        assert_eq!(page.members.len(), 2, "shown, not resolved");
        let shown = page.sameness.contradictions;
        assert_eq!(shown.len(), 1);
        assert_eq!((shown[0].parts.claim, shown[0].joins.len()), (parts, 1));
    }
}

/// Two devices of one author: the other key may take back what the first recorded.
#[test]
fn another_device_of_the_same_author_retracts() {
    let mut desk = Site::first();
    let mill = desk.building("Old mill");
    let id = desk.say(&state(&desk, mill, "door of oak"));
    let mut laptop = desk.second(None);
    assert_eq!((laptop.party(), laptop.key() == desk.key()), (desk.party(), false));
    laptop.retract(id).unwrap();
    let after = laptop.say(&state(&laptop, mill, "door of iron"));
    for site in merge_in_every_order(vec![desk, laptop]) {
        assert_eq!(site.holding(mill, "description"), vec![after]);
        assert_eq!(site.statement(after).unwrap().recordings[0].party, site.founder().unwrap());
    }
}

/// Reads a document of this text. Returns how many suggestions it gave.
fn read(site: &mut Site, text: &str) -> usize {
    let path = site.folder().with_file_name("paper.txt");
    std::fs::write(&path, text).unwrap();
    site.read(&path, None, &Published::default()).unwrap().drafts
}

/// Reads a document and records what it says, links as well.
fn read_and_record(site: &mut Site, text: &str) {
    assert!(read(site, text) > 0);
    site.record_drafts(&Which::All, true).unwrap();
}

/// Two namesakes of two documents, joined by the reader's proposal, written on, then found to be two.
#[test]
fn namesakes_joined_and_found_to_be_two() {
    let mut museum = Site::first();
    let first = "= Well House =\n\nThe Well House was a museum in Sanabel. It was destroyed in January 2032.\n";
    read_and_record(&mut museum, first);
    let one = museum.entity("Well House").unwrap();
    let second = "= Well House =\n\nFounded in 1990, the Well House in Marsa was damaged by fire in May 2031.\n";
    read_and_record(&mut museum, second);
    let page = museum.page(one);
    assert!(page.members.contains(&museum.entity("Well House").unwrap()), "they are taken for one");
    let [join] = &page.sameness.same_as[..] else { panic!("{:?}", page.sameness) };
    let other = if join.one == one { join.other } else { join.one };
    let mut seeds = museum.second(Some("House of Seeds"));
    let on_other = seeds.say(&state(&seeds, other, "beside the reservoir"));
    assert!(seeds.holding(one, "description").contains(&on_other), "while they are joined");
    museum.retract(join.claim).unwrap();
    museum.say(&museum.claim(one, "different-from", Value::Entity(other)));
    for site in &mut merge_in_every_order(vec![museum, seeds]) {
        let page = site.page(one);
        assert_eq!((page.members.len(), page.sameness.contradictions.len()), (1, 0));
        assert_eq!(page.sameness.different_from.len(), 1);
        assert!(!site.holding(one, "description").contains(&on_other));
        assert!(site.holding(other, "description").contains(&on_other));
        assert!(site.holding(one, "founded").is_empty() && !site.holding(other, "founded").is_empty());
        assert!(site.entity("Well House").is_err(), "the name is that of several");
        assert_eq!(read(site, second), 0, "nobody proposes it again");
    }
}
