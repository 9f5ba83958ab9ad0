//! Several sites become one: who says what, who is whom, and the order of arrival never matters.

use daftar_register::claim::{Claim, ClaimId, EntityId, Preference, PropertyId, Subject, Value};

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
    let mut merged = merge_in_every_order(vec![museum, seeds]);
    merged[0].reopen();
    let statement = merged[0].statement(id).unwrap();
    assert_eq!((statement.recordings.len(), statement.standing().count()), (2, 1));
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
    let merged = merge_in_every_order(merged);
    assert_eq!(chosen(&merged[1], mill), (Some(two), 1));
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
    let merged = merge_in_every_order(vec![museum, seeds]);
    assert_eq!(merged[0].page(mill).members, vec![mill]);
    assert_eq!(merged[0].holding(hall, "description"), vec![on_hall]);
    assert!(merged[0].holding(mill, "description").is_empty());
}

/// Joined by one, parted by another: both are shown.
#[test]
fn joined_and_parted_is_shown_as_contradiction() {
    let mut museum = Site::first();
    let (mill, hall) = (museum.building("Old mill"), museum.building("Mill hall"));
    let mut seeds = museum.second(Some("House of Seeds"));
    museum.say(&museum.claim(mill, "same-as", Value::Entity(hall)));
    let parts = seeds.say(&seeds.claim(mill, "different-from", Value::Entity(hall)));
    let merged = merge_in_every_order(vec![museum, seeds]);
    let shown = merged[0].page(mill).sameness.contradictions;
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].parts.claim, shown[0].joins.len()), (parts, 1));
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
    let merged = merge_in_every_order(vec![desk, laptop]);
    assert!(merged[0].holding(mill, "description").is_empty());
}

/// Two namesakes of two documents, joined, then found to be two.
#[test]
fn namesakes_joined_and_found_to_be_two() {
    let mut museum = Site::first();
    let (one, other) = (museum.building("Well house"), museum.building("Well house"));
    let join = museum.say(&museum.claim(one, "same-as", Value::Entity(other)));
    let mut seeds = museum.second(Some("House of Seeds"));
    seeds.say(&state(&seeds, other, "beside the reservoir"));
    museum.retract(join).unwrap();
    museum.say(&museum.claim(one, "different-from", Value::Entity(other)));
    let merged = merge_in_every_order(vec![museum, seeds]);
    let page = merged[1].page(one);
    assert_eq!((page.members.len(), page.sameness.contradictions.len()), (1, 0));
    assert_eq!(page.sameness.different_from.len(), 1);
    assert!(merged[1].entity("Well house").is_err(), "the name is that of several");
}
