//! What people wish: to be forgotten, to be asked, to know what is not known.

use std::fs;
use std::path::PathBuf;

use daftar_register::claim::{
    ClaimId, Edtf, EntityId, Ground, Locator, May, PropertyId, Secret, Speaker, Subject, Value,
};
use daftar_register::date::Truth;
use daftar_register::view::{self, Ask, Audience};
use daftar_register::{Published, Which};

use crate::site::{Site, keeper, merge_in_every_order};

const NAME: &str = "Quillaby Ternlane";

/// A document that names the person in its sentences, in UTF-16.
fn letter(site: &Site) -> PathBuf {
    let text = format!("= Mill House =\n\nThe Mill House was a museum in Sanabel, founded by {NAME} in 2014.\n");
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let path = site.folder().with_extension("txt");
    fs::write(&path, &utf16).unwrap();
    path
}

/// What is said openly of a person and by the person, and one thing in which the person is not.
fn say_all(site: &mut Site) -> (EntityId, ClaimId) {
    let (person, claims) = site.new_entity("person", NAME, "en").unwrap();
    site.record(claims).unwrap();
    let mill = site.building("Old mill");
    let mut quoted = site.claim(mill, "description", Value::text("a red door"));
    quoted.quote = Some(format!("{NAME} says that it had a red door"));
    let mut spoken = site.claim(mill, "description", Value::text("a wide yard"));
    spoken.said_by = Some(Speaker::Entity(person));
    let mut told = site.claim(mill, "description", Value::text("a deep well"));
    told.said_by = Some(Speaker::Unnamed(format!("a neighbour of {NAME}")));
    let valued = site.claim(mill, "description", Value::text(format!("the mill of {NAME}")));
    site.record([quoted, spoken, told, valued]).unwrap();
    let kept = site.say(&site.claim(mill, "description", Value::text("two floors")));
    let gave = Secret { claim: site.claim(mill, "description", Value::text("given")), concerns: vec![person] };
    site.record_sealed(&gave).unwrap();
    (person, kept)
}

/// A person withdraws consent: card, quotations, values, what was sealed, the source file, its original in another encoding
/// and the suggestions read from it are gone, on the other copy too; no span leads to the name any more; what does not
/// concern the person stays.
#[test]
fn a_person_takes_the_consent_back() {
    let mut museum = Site::first();
    let (person, kept) = say_all(&mut museum);
    let path = letter(&museum);
    museum.read(&path, None, &Published::default()).unwrap();
    museum.record_drafts(&Which::All, false).unwrap();
    museum.read(&path, None, &Published::default()).unwrap();
    let mut seeds = museum.second(Some("House of Seeds"));
    seeds.read(&path, None, &Published::default()).unwrap();
    let leads_to_the_name = |site: &Site| spans(site).iter().any(|words| words.contains(NAME));
    assert!(
        leads_to_the_name(&museum) && !leads_to_the_name(&seeds),
        "the words are sealed, and open at the museum alone"
    );

    let mentions = museum.mentions(person).unwrap();
    let erased = museum.erase(&mentions.claims, &mentions.files, Ground::ConsentWithdrawn).unwrap();
    assert_eq!(erased.files, 2, "the letter and its text");
    assert!(erased.keys > 2, "the keys of what was sealed, and of the words that name the person: {erased:?}");
    museum.knows_nothing_of(&[NAME, "ternlane"]);
    for site in &mut merge_in_every_order(vec![museum, seeds]) {
        site.knows_nothing_of(&[NAME, "ternlane"]);
        assert!(site.statement(kept).unwrap().stands());
        assert_eq!(spans(site), [] as [String; 0], "the text is gone to which the spans lead");
        assert!(site.mentions(person).unwrap().claims.is_empty());
        assert!(site.faults().0, "{:?}", site.faults());
    }
}

/// The words of the sources to which the spans of standing statements lead.
fn spans(site: &Site) -> Vec<String> {
    let heard = site.hear_all(site.standing(), Audience::Keeper).unwrap();
    let located = heard.statements.iter().filter_map(|statement| match &statement.claim.locator {
        Some(Locator::Text { text, span, .. }) => Some((*text, *span)),
        _ => None,
    });
    located.filter_map(|(text, span)| site.context(text, span).unwrap()).collect()
}

/// Checks that an erasure waits here and took nothing away.
fn waits(site: &mut Site, ids: &[ClaimId]) {
    site.reopen();
    assert!(ids.iter().all(|id| site.statement(*id).is_ok_and(|statement| statement.stands())));
    assert_eq!(site.waiting().iter().map(|one| one.claims).sum::<usize>(), ids.len());
    assert!(site.faults().0, "{:?}", site.faults());
}

/// Somebody else erases 5,000 claims: on every copy they stay until its own keeper agrees, whether the claims or the
/// erasure came first.
#[test]
fn a_large_erasure_waits_for_a_keeper() {
    let mut museum = Site::first();
    let mut seeds = museum.second(Some("House of Seeds"));
    let mut tablet = museum.second(None);
    let (key, party) = (seeds.key().unwrap(), seeds.party().unwrap());
    museum.grant(key, party, vec![May::Record, May::Erase]).unwrap();
    let mill = museum.building("Old mill");
    let claims: Vec<_> = (0..5_000)
        .map(|n| museum.claim(mill, "note", Value::text(format!("a stone of the mill, number {n}"))))
        .collect();
    museum.record(claims.clone()).unwrap();
    let ids = museum.ids_of(&claims).unwrap();
    seeds.take(&museum.bundle());
    seeds.erase(&ids, &[], Ground::Mistake).unwrap();
    assert!(seeds.statement(ids[0]).is_err(), "there it is done at once");
    let mut late = tablet.twin();
    for (site, bundles) in [(&mut tablet, [&museum, &seeds]), (&mut late, [&seeds, &museum])] {
        bundles.iter().for_each(|from| site.take(&from.bundle()));
        waits(site, &ids);
    }
    museum.take(&seeds.bundle());
    waits(&mut museum, &ids);
    for waiting in museum.waiting().to_vec() {
        museum.consent(waiting.entry).unwrap();
    }
    museum.reopen();
    assert!(ids.iter().all(|id| museum.statement(*id).is_err()) && museum.waiting().is_empty());
    assert_eq!(museum.files_with("a stone of the mill, number"), [] as [String; 0]);
    assert!(museum.faults().0);
    tablet.take(&museum.bundle());
    waits(&mut tablet, &ids);
}

/// A source without a date: what it says had been said by a past day at most possibly; after it was recorded, certainly.
#[test]
fn an_undated_source_says_it_possibly() {
    let mut museum = Site::first();
    let seeds = museum.second(Some("House of Seeds"));
    let (letter, claims) = museum.new_entity("document", "A letter", "en").unwrap();
    museum.record(claims).unwrap();
    let mill = museum.building("Old mill");
    let mut claim = museum.claim(mill, "state", Value::code("state", "damaged"));
    (claim.source, claim.when) = (letter, Edtf::parse("2032-01").ok());
    museum.say(&claim);
    let said_by = |site: &Site, day: &str| {
        let ask = Ask { said: Edtf::parse(day).ok(), ..keeper() };
        let condition = site.asked(&ask, |asked| view::condition(asked, mill));
        condition.scales.iter().flat_map(|scale| &scale.values).map(|value| value.said).collect::<Vec<Truth>>()
    };
    for site in merge_in_every_order(vec![museum, seeds]) {
        assert_eq!(said_by(&site, "2031-06"), [], "not before it happened");
        assert_eq!(said_by(&site, "2032-06"), [Truth::Possibly]);
        assert_eq!(said_by(&site, "2034-06"), [Truth::Yes]);
    }
}

/// One site brings a form of its own into force and restricts a property: after merging both know the kind, and the
/// stricter privacy holds. Other rules for a known property are refused.
#[test]
fn a_form_changed_on_one_site() {
    let form = |fold: &str, privacy: &str| {
        format!(
            "version = 2\nkind = \"kiln\"\nlabel = {{ en = \"kiln\", ar = \"فرن\" }}\nproperties = [\"heat\"]\n\
             [[property]]\nid = \"heat\"\nlabel = {{ en = \"heat\", ar = \"الحرارة\" }}\ntype = \"number\"\n\
             fold = \"{fold}\"\nprivacy = \"{privacy}\"\n"
        )
    };
    let mut museum = Site::first();
    museum.adopt_profiles(&[form("holds", "public")]).unwrap();
    let mut seeds = museum.second(None);
    seeds.adopt_profiles(&[form("holds", "restricted")]).unwrap();
    assert!(museum.adopt_profiles(&[form("happens", "public")]).is_err(), "rules never change");
    let (kiln, claims) = museum.new_entity("kiln", "Mill kiln", "en").unwrap();
    museum.record(claims).unwrap();
    let heat = museum.read_value(&PropertyId::parse("heat").unwrap(), "900 C", None).unwrap();
    museum.say(&museum.claim(kiln, "heat", heat));
    let sites = merge_in_every_order(vec![museum, seeds]);
    for site in &sites {
        let public = site.asked(&Ask::default(), |asked| view::page(asked, kiln));
        let shown = |page: &view::Page| {
            page.sections
                .iter()
                .flat_map(|section| &section.properties)
                .any(|one| one.folded.property.as_str() == "heat")
        };
        assert!(!shown(&public) && shown(&site.page(kiln)));
        assert!(matches!(site.statement(site.holding(kiln, "heat")[0]).unwrap().claim.subject, Subject::Entity(_)));
    }
}
