//! A seed bank's cards, and its passport lists (MCPD): in with an account of every row, out without what is restricted, and in again
//! as the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use daftar_register::claim::profile::Property;
use daftar_register::claim::{Decimal, Edtf, EntityId, Hash, Statement, Subject, Value, Wkt};
use daftar_register::date::Lang;
use daftar_register::import::{Dialect, Fate, Imported, Mapping, Odd, Plan, RowTold, Why};
use daftar_register::mcpd::{DESCRIPTORS, PassportsOut, Unwritten};
use daftar_register::read::sheet::{Opening, Row};
use daftar_register::table::Query;
use daftar_register::view::{Ask, Audience};

use crate::site::{Site, keeper};

/// The kinds of a seed bank.
const KINDS: [&str; 11] = [
    "accession",
    "lot",
    "germination-test",
    "family",
    "distribution",
    "promise",
    "collecting-trip",
    "regeneration",
    "safety-duplicate",
    "recount",
    "measure",
];

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sanabel/accessions.csv")
}

/// A list of somebody else's; such are not kept with the program.
fn list_of_others(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/seeds").join(name);
    if !path.exists() {
        println!("skipped: no {name} in {}", path.display());
    }
    path.exists().then_some(path)
}

fn plan(site: &Site, path: &Path) -> Plan {
    let opening = Opening::default();
    let looked = site.look_at_list(path, &opening, "accession", None, Some("house")).unwrap();
    let opening = Opening { sheet: looked.manner.sheet, ..opening };
    let (path, title) = (path.to_owned(), "The House of Seeds".to_owned());
    Plan::of(path, opening, looked.mapping, title)
}

fn import(site: &mut Site, plan: &Plan) -> (Imported, Vec<RowTold>) {
    let mut told = Vec::new();
    let mut each = |_: &Row, one: &RowTold| {
        told.push(one.clone());
        Ok(())
    };
    let imported = site.import(plan, &|_, _| {}, &mut each).unwrap();
    (imported, told)
}

/// A site with a list, imported.
fn with_list(list: &str) -> (Site, Vec<RowTold>) {
    let mut site = Site::first();
    let path = site.folder().with_file_name("list.csv");
    fs::write(&path, list).unwrap();
    let plan = plan(&site, &path);
    assert_eq!(plan.mapping.dialect, Some(Dialect::Mcpd));
    let (_, told) = import(&mut site, &plan);
    (site, told)
}

fn accessions() -> Query {
    let mut query = Query::default();
    assert!(query.add_text("kind=accession"));
    query
}

fn out(site: &Site, restricted: bool) -> (String, PassportsOut) {
    let mut written = Vec::new();
    let ask = Ask::default();
    let of = (site.standing(), &ask);
    let told = site.write_passports(&accessions(), of, restricted, &mut written).unwrap().unwrap();
    (String::from_utf8(written).unwrap(), told)
}

fn statements(site: &Site) -> Vec<Statement> {
    let heard = site.hear_all(site.standing(), Audience::Keeper).unwrap();
    heard.statements.into_iter().filter(Statement::stands).collect()
}

/// What stands under a property, as JSON, with whether it is sealed; sorted.
fn said(site: &Site, property: &str) -> Vec<(String, bool)> {
    let of_it = statements(site).into_iter().filter(|one| one.claim.property.as_str() == property);
    let mut said: Vec<_> = of_it.map(|one| (one.claim.value.to_json(), one.sealed)).collect();
    said.sort();
    said
}

/// What is odd in a row, by column.
fn odd(told: &RowTold) -> Vec<(String, Why)> {
    told.troubles.iter().map(|one| (one.column.clone().unwrap_or_default(), one.why.clone())).collect()
}

#[test]
fn a_card_of_each_kind_is_recorded_with_everything_that_it_can_say() {
    let mut site = Site::first();
    for (n, kind) in KINDS.into_iter().enumerate() {
        let declared = site.profiles().kinds[kind].clone();
        assert!(!declared.label.ar.is_empty() && declared.first.len() == 5, "{kind}");
        let entity = EntityId(Hash([n as u8 + 1; 32]));
        let mut claims = vec![site.claim(entity, "kind", Value::code("kind", kind))];
        for id in declared.properties.iter().filter(|id| id.as_str() != "kind") {
            let property = site.profiles().property(id).unwrap_or_else(|| panic!("{kind} {id}")).clone();
            assert!(!property.label.ar.is_empty(), "{id}");
            claims.push(site.claim(entity, id.as_str(), some_value(&site, &property)));
        }
        for claim in &claims {
            site.say(claim);
        }
        let page = site.page(entity);
        assert_eq!(page.kinds, [kind], "{kind}");
        for claim in &claims {
            let shown = statements(&site).iter().any(|one| one.claim.content() == claim.content());
            assert!(shown, "{kind} {}", claim.property);
        }
    }
    let mut lots = Query::default();
    assert!(lots.add_text("kind=lot"));
    let answer = site.ask_many(&lots, site.standing(), &keeper()).unwrap().unwrap();
    assert_eq!(answer.total, 1);
}

fn some_value(site: &Site, property: &Property) -> Value {
    match property.value.as_str() {
        "text" => Value::text("as the neighbours say"),
        "number" => Value::Number { number: Decimal::parse("250").unwrap(), unit: Some("g".into()) },
        "count" => Value::Count { low: None, best: Some(50), high: None },
        "date" => Value::Date(Edtf::parse("2032-03").unwrap()),
        "code" => {
            let scheme = site.profiles().scheme_of(property).unwrap();
            Value::code(&scheme.id, &scheme.codes[0].id)
        }
        "geometry" => Value::Geometry { wkt: Wkt::parse("POINT (21.0 35.0)").unwrap(), uncertainty: None },
        "entity" => Value::Entity(EntityId(Hash([99; 32]))),
        other => panic!("{other}"),
    }
}

#[test]
fn a_list_comes_in_and_goes_out_to_the_letter_and_keeps_to_itself_what_is_restricted() {
    let mut site = Site::first();
    let plan = plan(&site, &example());
    assert_eq!(plan.mapping.dialect, Some(Dialect::Mcpd));
    assert_eq!(plan.mapping.key, ["INSTCODE", "ACCENUMB", "GENUS"]);
    assert_eq!(Mapping::parse(&plan.mapping.to_toml().unwrap()).unwrap(), plan.mapping);
    let (imported, told) = import(&mut site, &plan);
    assert_eq!((imported.rows, imported.recorded, imported.refused, imported.warned), (30, 30, 0, 0), "{told:#?}");
    for id in ["donor", "collecting-site", "collected-at", "latitude-dms", "remarks", "duplicate-holder"] {
        let said = said(&site, id);
        assert!(!said.is_empty() && said.iter().all(|(_, sealed)| *sealed), "{id}: {said:?}");
    }
    assert!(said(&site, "genus").iter().all(|(_, sealed)| !sealed));
    // A place that is given in minutes alone is as far off as a minute is long.
    let places = said(&site, "collected-at");
    assert!(places.iter().any(|(json, _)| json.contains("21.016667 35") && json.contains("uncertainty")), "{places:?}");
    // Nor does the list itself lie beside them in the open; what it says besides does.
    for name in ["Family Qandil", "Terraces above"] {
        assert!(site.files_with(name).is_empty(), "{name}: {:?}", site.files_with(name));
    }
    let list = fs::read_to_string(example()).unwrap();
    let (written, told) = out(&site, true);
    assert_eq!(written, list);
    assert_eq!((told.rows, told.restricted.len(), told.moved.len(), told.sealed), (30, 0, 0, 0));
    assert_eq!(import(&mut site, &plan).0.unchanged, 30);
    let (public, told) = out(&site, false);
    for name in ["Family", "Terraces", "35.0", "3500", "jar without", "Marsa,"] {
        assert!(!public.contains(name), "{name}");
    }
    assert_eq!((told.rows, told.sealed > 0), (30, true));
    assert!(public.contains("قمح المرفأ") && public.lines().count() == 31);
    assert_eq!(public.lines().next().unwrap().split(',').count(), DESCRIPTORS.len());
}

#[test]
fn what_differs_is_not_decided_by_the_list_that_goes_out() {
    let list = "INSTCODE,ACCENUMB,GENUS,ORIGCTY,ACQDATE\nRIM001,1,Vicia,EGY,2020----\nRIM001,2,Vicia,EGY,\n";
    let (mut site, _) = with_list(list);
    let (one, other) = (card(&site, "1"), card(&site, "2"));
    for card in [one, other] {
        site.say(&site.claim(card, "origin-country", Value::code("country", "JOR")));
    }
    site.say(&site.claim(other, "acquired", Value::Date(Edtf::parse("2021~").unwrap())));
    let first = statement(&site, one, r#""JOR""#);
    let wish =
        daftar_register::claim::Preference { first, over: vec![statement(&site, one, r#""EGY""#)], supersedes: vec![] };
    site.say(&site.claim(one, "prefer", Value::Preference(wish)));
    site.say(&site.claim(EntityId(Hash([7; 32])), "kind", Value::code("kind", "accession")));
    let (written, told) = out(&site, true);
    let rows: Vec<&str> = written.lines().skip(1).collect();
    assert!(rows[0].contains(",JOR,") && rows[0].ends_with(",ORIGCTY:EGY"), "{}", rows[0]);
    assert!(!rows[1].contains(",JOR,") && rows[1].ends_with(",ACQDATE:2021~;ORIGCTY:EGY;ORIGCTY:JOR"), "{}", rows[1]);
    assert_eq!((told.moved["ORIGCTY"].others, told.moved["ORIGCTY"].undecided, told.moved["ACQDATE"].unfit), (1, 1, 1));
    assert_eq!(told.unwritten.iter().map(|one| one.1).collect::<Vec<_>>(), [Unwritten::NoNumber]);
    let (again, _) = with_list(&written);
    assert_eq!(out(&again, true).0, written, "out, in, out: the same bytes");
}

fn card(site: &Site, number: &str) -> EntityId {
    let is = |one: &&Statement| {
        one.claim.property.as_str() == "number"
            && matches!(&one.claim.value, Value::Text { text, .. } if text == number)
    };
    statements(site).iter().find(is).and_then(|one| one.claim.subject.entity()).unwrap()
}

fn statement(site: &Site, about: EntityId, value: &str) -> daftar_register::claim::ClaimId {
    let all = statements(site);
    let is =
        |one: &&Statement| one.claim.subject == Subject::Entity(about) && one.claim.value.to_json().contains(value);
    all.iter().find(is).unwrap().id
}

#[test]
fn a_name_that_would_run_in_a_spreadsheet_goes_out_and_comes_back() {
    let (site, _) = with_list(
        "ACCENUMB,GENUS,SPECIES,INSTCODE,ACCENAME,ELEVATION,DECLONGITUDE,DECLATITUDE\n'=1+1,Vicia,faba,RIM001,-x,-430,-21.5,35.0\n",
    );
    let (written, _) = out(&site, true);
    assert!(written.contains(",'=1+1,") && written.contains(",'-x,") && written.contains(",-430,"), "{written}");
    assert!(written.contains(",-21.5,"), "{written}");
    assert_eq!(said(&site, "number"), [(r#"{"text":"=1+1","type":"text"}"#.to_owned(), false)]);
    let (again, _) = with_list(&written);
    assert_eq!(out(&again, true).0, written);
}

#[test]
fn what_the_standard_does_not_allow_is_told_and_nothing_of_it_is_lost() {
    let list = "instcode ,AccEnumb,GENUS,SPECIES,DECLATITUDE,DECLONGITUDE,LATITUDE,LONGITUDE,SAMPSTAT,COLLSRC,ACQDATE,COLLDATE,REMARKS,IS_AVAILABLE
RIM001,1,Vicia,faba,134.2,34.3,,,300,,,,,yes
RIM001,2,Vicia,faba,35.1,,,,300,,,,,
RIM001,3,Vicia,faba,,,350060N,0210000E,301,,,,,
RIM001,4,Vicia,faba,35.1,21.0,3630--N,02100--E,999,99,,,SAMPSTAT:a neighbour's own cross,
RIM001,5,Vicia,faba,,,35.1,21.0,300,,20300501,2031-02-03,,
RIM001,5,Vicia,faba,,,,,300,,,,,
RIM001,,Vicia,faba,,,,,300,,,,,
,8,Vicia,faba,NA,,,,300,,20301301,,,
";
    let (site, told) = with_list(list);
    assert_eq!(told.len(), 8);
    let fates: Vec<Fate> = told.iter().map(|one| one.fate).collect();
    let (yes, no) = (Fate::Recorded, Fate::Refused);
    assert_eq!(fates, [yes, yes, yes, yes, yes, no, no, yes]);
    let is = |row: usize, expected: &[(&str, Why)]| {
        let expected: Vec<_> = expected.iter().map(|(column, why)| ((*column).to_owned(), why.clone())).collect();
        assert_eq!(odd(&told[row]), expected, "row {row}");
    };
    let passport = Why::Passport;
    is(0, &[("DECLATITUDE", Why::Turned)]);
    is(1, &[("DECLATITUDE", Why::HalfPosition)]);
    assert!(
        matches!(&odd(&told[2])[..], [(_, Why::NoCode { .. }), (column, why)]
        if column == "LATITUDE" && *why == passport(Odd::Sixty)),
        "{:?}",
        odd(&told[2])
    );
    is(
        3,
        &[
            ("LATITUDE", passport(Odd::Disagree { decimal: "35.1".into() })),
            ("COLLSRC", passport(Odd::Unexplained { field: "COLLSRC".into() })),
        ],
    );
    is(
        4,
        &[
            ("COLLDATE", passport(Odd::OtherDate { read: "2031-02-03".into() })),
            ("LATITUDE", passport(Odd::DecimalDegrees)),
            ("COLLDATE", passport(Odd::CollectedLater { acquired: "2030-05-01".into() })),
        ],
    );
    assert!(matches!(told[5].troubles[..], [ref one] if matches!(one.why, Why::SameKey { row: 6 })), "{:?}", told[5]);
    assert_eq!(told[6].troubles[0].why, passport(Odd::NoNumber));
    is(
        7,
        &[
            ("ACQDATE", passport(Odd::NoDate)),
            ("DECLATITUDE", passport(Odd::Missing)),
            ("instcode ", passport(Odd::NoInstitute)),
        ],
    );
    for told in told.iter().flat_map(|one| &one.troubles) {
        assert!(!told.why.words(Lang::Ar).is_empty() && !told.why.words(Lang::En).is_empty(), "{told:?}");
    }
    // What was not read stands as it is written; where it tells of a place, sealed.
    let kept: BTreeMap<String, bool> = said(&site, "as-listed").into_iter().collect();
    let text = |text: &str| format!(r#"{{"text":"{text}","type":"text"}}"#);
    for (cell, sealed) in
        [("134.2", true), ("34.3", true), ("350060N", true), ("301", false), ("20301301", false), ("yes", false)]
    {
        assert_eq!(kept.get(&text(cell)), Some(&sealed), "{cell}: {kept:?}");
    }
    assert_eq!(said(&site, "collected-at").len(), 2, "of rows 5 and 6");
}

#[test]
fn a_list_of_few_columns_is_read_so_only_when_it_is_said() {
    let mut site = Site::first();
    let path = site.folder().with_file_name("list.csv");
    fs::write(&path, "ACCENUMB,GENUS,ACQDATE\n7,Vicia,2020----\n").unwrap();
    let looked = site.look_at_list(&path, &Opening::default(), "accession", None, None).unwrap();
    assert_eq!(looked.mapping.dialect, None);
    let looked = site.look_at_passports(&path, &Opening::default(), "object", None).unwrap();
    assert_eq!((looked.mapping.kind.as_str(), looked.mapping.dialect), ("accession", Some(Dialect::Mcpd)));
    let plan = Plan { mapping: looked.mapping, ..plan(&site, &path) };
    assert_eq!(import(&mut site, &plan).0.warned, 0);
    fs::write(&path, "GENUS,SPECIES\nVicia,faba\n").unwrap();
    let refused = site.look_at_passports(&path, &Opening::default(), "object", None).unwrap_err().to_string();
    assert!(refused.contains("ACCENUMB"), "{refused}");
}

#[test]
fn every_bad_row_is_told_as_is_expected() {
    let Some(path) = list_of_others("mcpd_bad_rows.csv") else { return };
    let mut site = Site::first();
    let plan = plan(&site, &path);
    let (imported, told) = import(&mut site, &plan);
    assert_eq!((imported.rows, imported.refused), (18, 2));
    let text = fs::read_to_string(&path).unwrap();
    let expected: Vec<&str> = text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(told.len(), expected.len());
    for (told, expected) in told.iter().zip(expected) {
        let words: Vec<String> = odd(told).iter().map(|(column, why)| format!("{column}: {why}")).collect();
        let told_of = |part: &str| words.iter().any(|words| words.contains(part));
        let parts: &[&str] = match expected {
            "ok" | "ok (00 form)" => &[],
            "error duplicate key" => &["same key"],
            "error no ACCENUMB" => &["no accession number"],
            "warn genus/species case" => &["GENUS: ", "SPECIES: "],
            "error month 13" | "error day without month" => &["ACQDATE: no date"],
            "warn country name" => &["read as PSE"],
            "error latitude" => &["DECLATITUDE: "],
            "error longitude missing" => &["without its longitude"],
            "error seconds 60" => &["LATITUDE: sixty"],
            "warn DMS disagrees with decimal" => &["LATITUDE: another place"],
            "error SAMPSTAT 301" => &["SAMPSTAT: none of"],
            "warn 99/999 without REMARKS" => &["SAMPSTAT: other", "COLLSRC: other", "STORAGE: other", "MLSSTAT: other"],
            "warn space after ; and MLSSTAT Y" => &["STORAGE: several", "MLSSTAT: not a code: read as 1"],
            "warn NA/Unknown/- as missing; error date" => {
                &["ACCENAME: a word for nothing", "ORIGCTY: a word for nothing", "ACQDATE: no date", "ELEVATION: 0"]
            }
            "warn collected after acquired" => &["COLLDATE: collected after"],
            "warn sp without dot; Excel serial date; ISO date" => {
                &["SPECIES: ", "ACQDATE: not written as YYYYMMDD: read as 2023-05-01", "COLLDATE: not written"]
            }
            other => panic!("{other}"),
        };
        assert_eq!(words.len(), parts.len(), "row {}, {expected}: {words:?}", told.row);
        assert!(parts.iter().all(|part| told_of(part)), "row {}, {expected}: {words:?}", told.row);
        assert_eq!(told.fate == Fate::Refused, ["error duplicate key", "error no ACCENUMB"].contains(&expected));
    }
}

#[test]
fn real_lists_come_in_with_every_row_accounted_for() {
    let lists = [
        ("germinate_example_mcpd.csv", 2010, true),
        ("germinate_example_mcpd.xlsx", 2010, true),
        ("nbpgr_groundnut_1000.csv", 1000, false),
        ("icarda_figs_wheat_201.csv", 201, false),
    ];
    for (name, rows, standard) in lists {
        let Some(path) = list_of_others(name) else { continue };
        let mut site = Site::first();
        let plan = plan(&site, &path);
        assert_eq!(plan.mapping.dialect.is_some(), standard, "{name}");
        let (imported, told) = import(&mut site, &plan);
        assert_eq!((imported.rows, told.len() as u64), (rows, rows), "{name}");
        assert_eq!(imported.recorded + imported.refused, rows, "{name}");
        let refused = told.iter().filter(|one| one.fate == Fate::Refused);
        assert!(refused.clone().all(|one| !one.troubles.is_empty()), "{name}");
        assert_eq!(refused.count() as u64, imported.refused, "{name}");
        println!("{name}: {imported:?}");
    }
}
