//! Statements on their way through a sheet: into an empty notebook, back into their own, and past those who may not see them.

use std::fs;
use std::path::{Path, PathBuf};

use daftar_register::claim::{Certainty, Claim, Edtf, EntityId, Hash, PropertyId, Statement, Subject, Value, Wkt};
use daftar_register::import::{Imported, Plan, RowTold};
use daftar_register::read::sheet::{Opening, Row};
use daftar_register::table::Query;
use daftar_register::view::{Ask, Audience};
use daftar_register::{LeftOut, RegisterError, WrittenOut};
use proptest::prelude::*;

use crate::site::Site;

fn property(id: &str) -> PropertyId {
    PropertyId::parse(id).unwrap()
}

fn keepers() -> Ask {
    Ask { audience: Audience::Keeper, ..Ask::default() }
}

/// Everything of objects.
fn objects() -> Query {
    let mut query = Query::default();
    assert!(query.add_text("kind=object"));
    query
}

fn out(site: &Site, ask: &Ask, to: &Path) -> WrittenOut {
    let mut left = |_: &Statement, _: LeftOut| Ok(());
    let of = (site.standing(), ask);
    site.export_statements(&objects(), of, to, true, &mut left).unwrap().unwrap()
}

fn plan(site: &Site, path: &Path) -> Plan {
    let opening = Opening::default();
    let looked = site.look_at_list(path, &opening, "object", None, None).unwrap();
    let title = "out.csv".to_owned();
    let path = path.to_owned();
    Plan::of(path, opening, looked.mapping, title)
}

fn come_in(site: &mut Site, path: &Path) -> Result<(Imported, Vec<RowTold>), RegisterError> {
    let plan = plan(site, path);
    let mut told = Vec::new();
    let mut each = |_: &Row, one: &RowTold| {
        told.push(one.clone());
        Ok(())
    };
    let imported = site.import(&plan, &|_, _| {}, &mut each)?;
    Ok((imported, told))
}

fn sheet(site: &Site) -> PathBuf {
    site.folder().with_file_name("out.csv")
}

fn object(n: u8) -> Subject {
    Subject::Entity(EntityId(Hash([n; 32])))
}

fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        "['=+@\\-\t\r\n\",; a]{0,8}",
        "\\PC{0,16}",
        "[ \u{200f}\u{202e}ء-ي🏺\u{fe0f}]{0,8}",
        "[0-9]{1,8}",
        Just("\"".repeat(9)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_said_comes_in_elsewhere_and_goes_out_again_alike(
        said in proptest::collection::vec((1..9u8, nasty(), proptest::option::of("ar|en|x-[a-z]{1,4}")), 1..60)
    ) {
        let mut here = Site::first();
        let source = here.keeper().unwrap();
        let mut claims: Vec<Claim> = (1..9)
            .map(|n| Claim::new(object(n), property("kind"), Value::code("kind", "object"), source))
            .collect();
        claims.extend(said.into_iter().map(|(n, text, lang)| {
            let value = Value::Text { text: text.clone(), lang };
            let claim = Claim::new(object(n), property("description"), value, source);
            Claim { quote: (n % 2 == 0).then_some(text), certainty: (n % 3 == 0).then_some(Certainty::Probable), ..claim }
        }));
        here.record(claims).unwrap();
        let first = sheet(&here);
        let written = out(&here, &keepers(), &first);
        let mut there = Site::first();
        let (imported, told) = come_in(&mut there, &first).unwrap();
        prop_assert_eq!((imported.statements, imported.warned), (written.statements, 0), "{:?}", told);
        let second = sheet(&there);
        out(&there, &keepers(), &second);
        prop_assert_eq!(fs::read(first).unwrap(), fs::read(second).unwrap());
    }
}

/// A notebook with an object that somebody restricted gave, and words that name the giver.
fn with_a_giver() -> Site {
    let mut site = Site::first();
    let keeper = site.keeper().unwrap();
    let (giver, [kind, name]) = site.new_entity("person", "Umm Yusuf", "en").unwrap();
    let (list, [its_kind, title]) = site.new_entity("document", "The list", "en").unwrap();
    let claim = |property_id: &str, value| Claim::new(object(1), property(property_id), value, keeper);
    site.record([
        kind,
        name,
        its_kind,
        title,
        claim("kind", Value::code("kind", "object")),
        Claim { when: Some(Edtf::parse("1931~").unwrap()), ..claim("name", Value::text("Jar")) },
        claim("given-by", Value::Entity(giver)),
    ])
    .unwrap();
    let named = Claim {
        quote: Some("sewn by Umm Yusuf".into()),
        ..Claim::new(object(1), property("description"), Value::text("a dress"), list)
    };
    let told = Claim::new(object(1), property("description"), Value::text("Umm Yusuf wore it"), list);
    site.record_said(&[named, told]).unwrap();
    site
}

#[test]
fn what_was_sealed_stays_sealed_and_what_was_open_stays_open() {
    let here = with_a_giver();
    let first = sheet(&here);
    let written = out(&here, &keepers(), &first);
    assert_eq!((written.sealed, written.hidden, written.about_sealed), (2, 0, 0), "{written:?}");
    let mut there = Site::first();
    let (imported, _) = come_in(&mut there, &first).unwrap();
    assert_eq!((imported.statements, imported.sealed), (written.statements, 2));
    assert_eq!(there.files_with("sewn by"), Vec::<String>::new());
    let again = out(&there, &keepers(), &sheet(&there));
    assert_eq!(again, written);
    // What the public may see there is what it may see here.
    let public = |site: &Site| {
        out(site, &Ask::default(), &sheet(site));
        fs::read_to_string(sheet(site)).unwrap()
    };
    let open = public(&here);
    assert_eq!(public(&there), open);
    assert!(open.contains("Jar") && open.contains("a dress") && !open.contains("Umm Yusuf"), "{open}");
}

#[test]
fn where_a_sensitive_place_lies_is_not_told_by_what_is_the_same() {
    let mut site = Site::first();
    let keeper = site.keeper().unwrap();
    let claim = |about: u8, id: &str, value| Claim::new(object(about), property(id), value, keeper);
    let entity = |n: u8| Value::Entity(EntityId(Hash([n; 32])));
    let lies = |at: &str| Value::Geometry { wkt: Wkt::parse(at).unwrap(), uncertainty: None };
    // The well is said to be the old water, which nobody calls a well; an object names that one alone.
    site.record([
        claim(1, "kind", Value::code("kind", "object")),
        claim(1, "name", Value::text("Bucket")),
        claim(1, "part-of", entity(3)),
        claim(2, "kind", Value::code("kind", "water-point")),
        claim(2, "same-as", entity(3)),
        claim(2, "location", lies("POINT (21.01734 35.02391)")),
        claim(3, "kind", Value::code("kind", "place")),
        claim(3, "name", Value::text("Old water")),
        claim(3, "location", lies("POINT (21.06281 35.07717)")),
    ])
    .unwrap();
    let path = sheet(&site);
    let written = out(&site, &Ask::default(), &path);
    let public = fs::read_to_string(&path).unwrap();
    assert!(public.contains("Old water") && public.contains("water-point"), "{public}");
    assert!(!public.contains("21.0") && written.hidden == 2, "{written:?} {public}");
    out(&site, &keepers(), &path);
    assert!(fs::read_to_string(&path).unwrap().contains("21.06281"));
}

#[test]
fn whoever_is_restricted_here_is_not_named_openly_by_a_sheet_from_elsewhere() {
    let mut there = Site::first();
    let keeper = there.keeper().unwrap();
    let claim = |property_id: &str, value| Claim::new(object(1), property(property_id), value, keeper);
    let (list, [kind, title]) = there.new_entity("document", "The list", "en").unwrap();
    let words = Claim { quote: Some("given by Abu Salim".into()), source: list, ..claim("name", Value::text("Cup")) };
    there.record([kind, title, claim("kind", Value::code("kind", "object")), words]).unwrap();
    let path = sheet(&there);
    out(&there, &keepers(), &path);
    let mut here = Site::first();
    let (_, person) = here.new_entity("person", "Abu Salim", "en").unwrap();
    here.record(person).unwrap();
    let (imported, _) = come_in(&mut here, &path).unwrap();
    assert_eq!(imported.sealed, 1, "its words are sealed apart");
    assert_eq!(here.files_with("given by Abu Salim"), Vec::<String>::new());
}

#[test]
fn a_broken_off_sheet_goes_on_and_nothing_of_it_counts_before_its_end() {
    let mut here = Site::first();
    let source = here.keeper().unwrap();
    let kinds = (1..9).map(|n| Claim::new(object(n), property("kind"), Value::code("kind", "object"), source));
    let said = |n: u16| Value::text(format!("mended {n} times"));
    // More than are held in memory at once.
    let told = (0..17_500).map(|n| Claim::new(object(1 + (n % 8) as u8), property("description"), said(n), source));
    here.record(kinds.chain(told)).unwrap();
    let path = sheet(&here);
    let written = out(&here, &keepers(), &path);
    let mut there = Site::first();
    let plan = plan(&there, &path);
    let mut met = 0;
    let mut each = |_: &Row, _: &RowTold| {
        met += 1;
        if met > 17_000 { Err(RegisterError::Ask("enough".into())) } else { Ok(()) }
    };
    let heads = there.heads();
    assert!(there.import(&plan, &|_, _| {}, &mut each).is_err());
    assert_ne!(there.heads(), heads, "a part was written");
    assert_eq!(out(&there, &keepers(), &sheet(&there)).statements, 0, "and does not count");
    let (imported, _) = come_in(&mut there, &path).unwrap();
    assert!(imported.resumed && imported.unchanged > 0, "{imported:?}");
    assert_eq!(imported.statements + imported.unchanged, written.statements);
    out(&there, &keepers(), &sheet(&there));
    assert_eq!(fs::read(sheet(&there)).unwrap(), fs::read(path).unwrap());
    assert!(there.report().is_sound(), "{:?}", there.report());
}
