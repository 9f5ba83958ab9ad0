//! Words that name somebody restricted: the statement stays open, its words are sealed apart, and go when consent goes.

use std::fs;

use daftar_register::claim::{Claim, ClaimId, EntityId, Ground, Subject, Value};
use daftar_register::view::{self, Ask, Audience};
use daftar_register::{Published, Which};

use crate::site::{Site, lies_about};

const NAME: &str = "Quillaby Ternlane";
const FAMILY: &str = "Ternlane";

/// The words of each statement about an entity, as an audience sees them, and how many statements it sees.
fn words(site: &Site, entity: EntityId, audience: Audience) -> (Vec<String>, usize) {
    let ask = Ask { audience, ..Ask::default() };
    let page = site.asked(&ask, |asked| view::page(asked, entity));
    let mut quotes: Vec<String> = page.statements.iter().filter_map(|one| one.quote.clone()).collect();
    quotes.sort();
    (quotes, page.statements.len())
}

fn quoted(site: &Site, about: EntityId, value: &str, quote: &str) -> Claim {
    Claim { quote: Some(quote.into()), ..site.claim(about, "description", Value::text(value)) }
}

/// Erases what speaks of a person, and what of it is left open.
fn withdraw(site: &mut Site, person: EntityId) {
    let mentions = site.mentions(person).unwrap();
    site.erase(&mentions.claims, &mentions.files, Ground::ConsentWithdrawn).unwrap();
}

/// Names in a quotation: whole, the family's alone, marked with an s, in another case, with what Arabic writes onto them.
#[test]
fn a_quotation_that_names_a_person_is_sealed_apart() {
    let mut museum = Site::first();
    let (person, claims) = museum.new_entity("person", NAME, "en").unwrap();
    museum.record_said(&claims).unwrap();
    let arabic = museum.claim(person, "name", Value::text("أحمد طيّار"));
    museum.record_said(&[arabic]).unwrap();
    let mill = museum.building("Old mill");
    let naming = [
        format!("{NAME} says that it had a red door"),
        format!("as Mr {FAMILY} recalls, there was a cellar"),
        "QUILLABY TERNLANE'S yard was wide".to_owned(),
        "وبأحمد طيار بدأ العمل".to_owned(),
    ];
    let plain = "it had two floors".to_owned();
    let texts = naming.iter().chain([&plain]).enumerate();
    let claims: Vec<Claim> = texts.map(|(n, quote)| quoted(&museum, mill, &format!("part {n}"), quote)).collect();
    let said = museum.record_said(&claims).unwrap();
    assert_eq!((said.recorded, said.parted, said.sealed), (5, 4, 0));
    let again = museum.record_said(&claims).unwrap();
    assert_eq!((again.recorded, again.unchanged, again.parted), (0, 5, 0), "recording again adds nothing");

    assert_eq!(words(&museum, mill, Audience::Public), (vec![plain.clone()], 7));
    let (all, count) = words(&museum, mill, Audience::Keeper);
    assert_eq!((all.len(), count), (5, 7), "{all:?}");
    assert!(naming.iter().all(|quote| all.contains(quote) && !lies_about(&museum, quote.as_bytes())));
    assert!(lies_about(&museum, plain.as_bytes()));
    let sealed = museum.said_ids_of(&claims[..1]).unwrap()[0];
    let shown = museum.with_words(museum.statement(sealed).unwrap());
    assert_eq!((museum.statement(sealed).unwrap().claim.quote, shown.claim.quote), (None, Some(naming[0].clone())));

    withdraw(&mut museum, person);
    museum.reopen();
    museum.unlock(None).unwrap();
    for gone in [NAME, FAMILY, "TERNLANE", "طيار"] {
        assert!(!lies_about(&museum, gone.as_bytes()), "{gone}");
    }
    assert_eq!(words(&museum, mill, Audience::Keeper), (vec![plain], 7), "the statements stay, the words are gone");
    assert!(museum.sealed().unwrap().open.is_empty() && museum.faults().0);
}

/// A document that nobody published names a person: the sentence, the quotation and the span, and those around the place
/// where it names the person. Reading it again adds nothing; another copy gets statements without words.
#[test]
fn suggestions_are_parted_when_they_are_recorded() {
    let mut museum = Site::first();
    let text = format!(
        "= Mill House =\n\nThe Mill House was a museum in Sanabel, founded by {NAME} in 2014.\n\n\
         It was founded by {NAME}. It was destroyed in 2031. Museum director {NAME} said that the hall was damaged in \
         May 2030.\n"
    );
    let path = museum.folder().with_extension("txt");
    fs::write(&path, &text).unwrap();
    museum.read(&path, None, &Published::default()).unwrap();
    let before = museum.drafts().unwrap();
    let naming = |quote: &Option<String>| quote.as_ref().is_some_and(|quote| quote.contains(FAMILY));
    let itself = |claim: &Claim| matches!(&claim.value, Value::Text { text, .. } if text.contains(FAMILY));
    let whole = before.iter().filter(|draft| itself(&draft.claim) && !is_name(&draft.claim)).count();
    let apart = before.iter().filter(|draft| naming(&draft.claim.quote) && !itself(&draft.claim)).count();
    let said = museum.record_drafts(&Which::All, true).unwrap();
    assert!(apart > 2 && whole > 0 && said.parted == apart && said.sealed == whole, "{before:#?}, {said:?}");
    let again = museum.read(&path, None, &Published::default()).unwrap();
    assert!(again.drafts == 0 && again.known > apart + whole, "{again:?}");
    let heard = museum.hear_all(museum.standing(), Audience::Keeper).unwrap();
    let shown = heard.statements.iter().filter(|one| naming(&one.claim.quote)).count();
    assert_eq!(shown, before.iter().filter(|draft| naming(&draft.claim.quote)).count());
    let public = museum.asked(&Ask::default(), |asked| {
        let pages: Vec<_> = asked.entities().into_iter().map(|entity| view::page(asked, entity)).collect();
        serde_json::to_string(&(pages, view::timeline(asked))).unwrap()
    });
    assert!(!public.contains(FAMILY) && public.contains("destroyed"));

    let person = museum.entity(NAME).unwrap();
    let mut seeds = museum.second(Some("House of Seeds"));
    let sealed = seeds.sealed().unwrap();
    assert_eq!((sealed.open.len(), sealed.locked), (0, apart + whole));
    withdraw(&mut museum, person);
    seeds.take(&museum.bundle());
    for site in [&mut museum, &mut seeds] {
        site.reopen();
        assert!(!lies_about(site, NAME.as_bytes()) && !lies_about(site, FAMILY.as_bytes()));
        assert!(site.faults().0, "{:?}", site.faults());
        assert!(!site.standing_claims().is_empty());
    }
}

fn is_name(claim: &Claim) -> bool {
    claim.property.as_str() == "name"
}

/// In a published source persons are public, unless the keeper sealed the name.
#[test]
fn published_words_stay_unless_the_keeper_seals_the_name() {
    let mut museum = Site::first();
    let mill = museum.building("Old mill");
    let (courier, claims) = museum.new_entity("document", "The Courier", "en").unwrap();
    museum.record_said(&claims).unwrap();
    museum.say(&museum.claim(courier, "publisher", Value::text("Courier Press")));
    let (person, claims) = museum.new_entity("person", NAME, "en").unwrap();
    museum.record_said(&claims).unwrap();
    let from_courier = |value: &str, quote: &str| Claim { source: courier, ..quoted(&museum, mill, value, quote) };
    let (one, other) = (from_courier("red", &format!("{NAME}: red")), from_courier("grey", "Oswin Harl: grey"));
    assert_eq!(museum.record_said(&[one]).unwrap().parted, 0, "the Courier names the person");
    let sealed = museum.claim(person, "name", Value::text("Oswin Harl"));
    museum.record_sealed(&daftar_register::claim::Secret { claim: sealed, concerns: vec![] }).unwrap();
    assert_eq!(museum.record_said(&[other]).unwrap().parted, 1, "the keeper sealed that name");
}

/// What was recorded before is parted on request: the old statement is erased, the new one stands in its place, and an
/// edit is parted as well.
#[test]
fn words_are_sealed_afterwards() {
    let mut museum = Site::first();
    let (person, claims) = museum.new_entity("person", NAME, "en").unwrap();
    museum.record_said(&claims).unwrap();
    let mill = museum.building("Old mill");
    let quote = format!("{NAME} says that it had a red door");
    let open = museum.say(&quoted(&museum, mill, "a red door", &quote));
    assert!(lies_about(&museum, quote.as_bytes()));
    museum.seal_words(open, vec![]).unwrap();
    assert!(!lies_about(&museum, quote.as_bytes()) && museum.statement(open).is_err());
    assert_eq!(words(&museum, mill, Audience::Public).0, Vec::<String>::new());
    assert_eq!(words(&museum, mill, Audience::Keeper).0, std::slice::from_ref(&quote));
    let parted: ClaimId = museum.holding(mill, "description")[0];
    let refusal = museum.seal_words(parted, vec![]).unwrap_err().to_string();
    assert!(refusal.contains("no quotation"), "{refusal}");

    let edited = quoted(&museum, mill, "a green door", &format!("{FAMILY} corrects: green"));
    museum.replace(parted, &edited).unwrap();
    assert!(!lies_about(&museum, b"corrects"));
    let now = museum.holding(mill, "description");
    let sealed = museum.seal(now[0], vec![]).unwrap();
    assert!(sealed.number > 0 && words(&museum, mill, Audience::Public).0.is_empty());
    assert_eq!(words(&museum, mill, Audience::Keeper).0, [format!("{FAMILY} corrects: green")]);
    let statement = museum.statement(museum.holding(mill, "description")[0]).unwrap();
    assert!(statement.sealed && statement.claim.subject == Subject::Entity(mill));
    withdraw(&mut museum, person);
    museum.reopen();
    assert!(!lies_about(&museum, FAMILY.as_bytes()) && museum.faults().0);
    assert!(museum.page(mill).statements.iter().all(|one| one.property.as_str() != "description"));
}
