//! What people wish: to be forgotten, to be asked, to know what is not known.

use std::fs;

use daftar_register::claim::{Edtf, Ground, May, PropertyId, Speaker, Subject, Value};
use daftar_register::date::Truth;
use daftar_register::view::{self, Ask};
use daftar_register::{Published, Which};

use crate::site::{Site, all_files, keeper, merge_in_every_order};

const NAME: &str = "Quillaby Ternlane";

fn lies_about(site: &Site, words: &[u8]) -> bool {
    let has = |bytes: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    all_files(&site.folder()).iter().any(|path| has(&fs::read(path).unwrap()))
}

/// A person withdraws consent: card, quotations, values, the source file, its original in another encoding and the
/// suggestions read from it are gone, on the other copy too; what does not concern the person stays.
#[test]
fn a_person_takes_the_consent_back() {
    let mut museum = Site::first();
    let (person, claims) = museum.new_entity("person", NAME, "en").unwrap();
    museum.record(claims.clone()).unwrap();
    let mill = museum.building("Old mill");
    let mut quoted = museum.claim(mill, "description", Value::text("a red door"));
    quoted.quote = Some(format!("{NAME} says that it had a red door"));
    let mut spoken = museum.claim(mill, "description", Value::text("a wide yard"));
    spoken.said_by = Some(Speaker::Entity(person));
    let kept = museum.say(&museum.claim(mill, "description", Value::text("two floors")));
    museum.record([quoted, spoken]).unwrap();
    let text = format!("= Mill House =\n\nThe Mill House was a museum in Sanabel, founded by {NAME} in 2014.\n");
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let path = museum.folder().with_extension("txt");
    fs::write(&path, &utf16).unwrap();
    museum.read(&path, None, &Published::default()).unwrap();
    museum.record_drafts(&Which::All, false).unwrap();
    museum.read(&path, None, &Published::default()).unwrap();
    let mut seeds = museum.second(Some("House of Seeds"));
    let wide: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(lies_about(&museum, NAME.as_bytes()) && lies_about(&museum, &wide) && lies_about(&seeds, &wide));

    let mentions = museum.mentions(person).unwrap();
    museum.erase(&mentions.claims, &mentions.files, Ground::ConsentWithdrawn).unwrap();
    let bundle = museum.bundle();
    seeds.take(&bundle);
    for site in [&mut museum, &mut seeds] {
        site.reopen();
        assert!(!lies_about(site, NAME.as_bytes()) && !lies_about(site, &wide));
        assert!(site.statement(kept).unwrap().stands());
        assert!(site.faults().0, "{:?}", site.faults());
    }
}

/// Somebody else erases 5,000 claims: they stay until a keeper here agrees.
#[test]
fn a_large_erasure_waits_for_a_keeper() {
    let mut museum = Site::first();
    let mut seeds = museum.second(Some("House of Seeds"));
    let (key, party) = (seeds.key().unwrap(), seeds.party().unwrap());
    museum.grant(key, party, vec![May::Record, May::Erase]).unwrap();
    let mill = museum.building("Old mill");
    let claims: Vec<_> = (0..5_000).map(|n| museum.claim(mill, "note", Value::text(format!("stone {n}")))).collect();
    museum.record(claims.clone()).unwrap();
    let ids = museum.ids_of(&claims).unwrap();
    seeds.take(&museum.bundle());
    seeds.erase(&ids, &[], Ground::Mistake).unwrap();
    assert!(seeds.statement(ids[0]).is_err(), "there it is done at once");
    museum.take(&seeds.bundle());
    museum.reopen();
    assert!(museum.statement(ids[4_999]).unwrap().stands(), "here it waits");
    let waiting: Vec<_> = museum.waiting().iter().map(|one| (one.entry, one.claims)).collect();
    assert_eq!(waiting.iter().map(|(_, claims)| claims).sum::<usize>(), 5_000);
    for (entry, _) in waiting {
        museum.consent(entry).unwrap();
    }
    museum.reopen();
    assert!(ids.iter().all(|id| museum.statement(*id).is_err()) && museum.waiting().is_empty());
    assert!(museum.faults().0);
}

/// A source without a date: what it says had been said by a past day at most possibly; after it was recorded, certainly.
#[test]
fn an_undated_source_says_it_possibly() {
    let mut museum = Site::first();
    let (letter, claims) = museum.new_entity("document", "A letter", "en").unwrap();
    museum.record(claims.clone()).unwrap();
    let mill = museum.building("Old mill");
    let mut claim = museum.claim(mill, "state", Value::code("state", "damaged"));
    (claim.source, claim.when) = (letter, Edtf::parse("2032-01").ok());
    museum.say(&claim);
    museum.reopen();
    let said_by = |day: &str| {
        let ask = Ask { said: Edtf::parse(day).ok(), ..keeper() };
        let condition = museum.asked(&ask, |asked| view::condition(asked, mill));
        condition.scales.iter().flat_map(|scale| &scale.values).map(|value| value.said).collect::<Vec<Truth>>()
    };
    assert_eq!(said_by("2031-06"), [], "not before it happened");
    assert_eq!(said_by("2032-06"), [Truth::Possibly]);
    assert_eq!(said_by("2034-06"), [Truth::Yes]);
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
    museum.record(claims.clone()).unwrap();
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
