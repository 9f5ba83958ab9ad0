//! Data sets of events and geodata, imported: who says what, how exactly, and with an account of every row.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use daftar_register::claim::{Claim, Speaker, Statement, Subject, Value, row_entity};
use daftar_register::import::{Dialect, EventOdd, Fate, Imported, Plan, RowTold, ShapeOdd, Why};
use daftar_register::read::sheet::{Opening, Row};
use daftar_register::view::Audience;

use crate::site::Site;

/// Invented events of the invented town, in the columns of UCDP GED.
const UCDP: &str = "id,year,type_of_violence,conflict_name,side_a,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,latitude,longitude,geom_wkt,priogrid_gid,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high
1.0,2031,1.0,Rimal: Government,Harbour Command,Upland Guard,2,,Rimal Courier;Rimal Courier,2031-04-03,Shells on the quay,Rimal Courier,1,Sanabel,35.0031,21.0125,POINT (21.0125 35.0031),5,1,1,2031-04-02,2031-04-02,1.0,0,2,0,2.0,3.0,5.0
2,2031,1,Rimal: Government,Harbour Command,Upland Guard,1,,Rimal Courier,2031-04-09,,eyewitnesses,2,near Marsa,35.1,21.1,POINT (21.1 35.2),5,2,2,2031-04-05,2031-04-08,0,0,0,4,4,4,3
3,2031,1,Rimal: Government,Harbour Command,Upland Guard,-1,,RHR,2031-03-01;2031-05-01,,RHR,4,Rimal island,35.05,21.05,POINT (21.05 35.05),5,2,4,2031-04-01,2031-04-30,0,0,0,0,0,0,0
4,2030,9,Rimal: Government,Harbour Command,Civilians,1,,RHR,2031-01-01,,the keeper Salma Darwish,6,Rimal,35.05,21.05,POINT (21.05 35.05),5,1,1,2031-05-01,2031-05-01,0,0,1,0,1,1,x
";

struct Desk {
    site: Site,
    list: PathBuf,
}

impl Desk {
    fn of(name: &str, text: &str) -> Desk {
        let site = Site::first();
        let list = site.folder().with_file_name(name);
        fs::write(&list, text).unwrap();
        Desk { site, list }
    }

    fn plan(&self, kind: &str) -> Plan {
        let looked = self.site.look_at_list(&self.list, &Opening::default(), kind, None, Some("set")).unwrap();
        let (path, title) = (self.list.clone(), "The set".to_owned());
        let opening = Opening::default();
        Plan::of(path, opening, looked.mapping, title)
    }

    fn import(&mut self, plan: &Plan) -> (Imported, Vec<RowTold>) {
        let mut told = Vec::new();
        let mut each = |_: &Row, one: &RowTold| {
            told.push(one.clone());
            Ok(())
        };
        let imported = self.site.import(plan, &|_, _| {}, &mut each).unwrap();
        (imported, told)
    }

    /// What stands of an event's property.
    fn of_event(&self, number: &str, property: &str) -> Vec<Claim> {
        let event = Subject::Entity(row_entity("set", "event", &[number]));
        let heard = self.site.hear_all(self.site.standing(), Audience::Keeper).unwrap();
        let standing = heard.statements.into_iter().filter(Statement::stands).map(|one| one.claim);
        standing.filter(|claim| claim.subject == event && claim.property.as_str() == property).collect()
    }

    fn name_of(&self, speaker: Option<&Speaker>) -> Option<String> {
        match speaker? {
            Speaker::Unnamed(words) => Some(words.clone()),
            Speaker::Entity(body) => {
                let heard = self.site.hear_all(self.site.standing(), Audience::Keeper).unwrap();
                heard.statements.into_iter().find_map(|one| match one.claim.value {
                    Value::Text { text, .. }
                        if one.claim.subject == Subject::Entity(*body) && one.claim.property.as_str() == "name" =>
                    {
                        Some(text)
                    }
                    _ => None,
                })
            }
        }
    }
}

fn odd(told: &RowTold) -> Vec<&Why> {
    told.troubles.iter().map(|trouble| &trouble.why).collect()
}

#[test]
fn an_event_is_said_by_whom_the_data_set_names_and_no_more_exactly_than_it_knows() {
    let mut desk = Desk::of("ged.csv", UCDP);
    let plan = desk.plan("event");
    assert_eq!(plan.mapping.dialect, Some(Dialect::UcdpGed));
    assert_eq!(plan.mapping.key, ["id"]);
    let (imported, told) = desk.import(&plan);
    assert_eq!((imported.rows, imported.recorded, imported.refused, imported.sealed), (4, 4, 0, 1));

    let deaths = &desk.of_event("1", "deaths")[0];
    assert_eq!(deaths.value, Value::Count { low: Some(2), best: Some(3), high: Some(5) });
    assert_eq!(desk.name_of(deaths.said_by.as_ref()).as_deref(), Some("Rimal Courier"));
    assert_eq!(deaths.stated.as_ref().map(|date| date.as_str()), Some("2031-04-03"));
    // What the data set codes by itself it says itself.
    let violence = &desk.of_event("1", "ucdp-violence")[0];
    assert_eq!((&violence.value, &violence.said_by), (&Value::code("ucdp-type-of-violence", "1"), &None));
    assert_eq!(violence.quote.as_deref(), Some("1.0"));
    assert_eq!((desk.of_event("1", "party").len(), desk.of_event("1", "responsible").len()), (2, 0));
    assert_eq!(desk.of_event("1", "reported-by").len(), 1, "the same words are one");
    assert!(odd(&told[0]).is_empty(), "{:?}", told[0]);
    let listed: Vec<String> = desk.of_event("1", "as-listed").iter().map(|claim| claim.value.to_json()).collect();
    assert_eq!(listed.len(), 1, "the cell of the grid; what is said twice is recorded once: {listed:?}");

    let place =
        |number: &str, property: &str| desk.of_event(number, property).into_iter().map(|claim| claim.value).next();
    let metres = |value| match value {
        Some(Value::Geometry { uncertainty, .. }) => Some(uncertainty.map(|metres| metres.as_str().to_owned())),
        _ => None,
    };
    assert_eq!(metres(place("1", "location")), Some(None));
    assert_eq!(metres(place("2", "location")), Some(Some("25000".into())));
    assert_eq!((metres(place("3", "location")), metres(place("3", "area-point"))), (None, Some(None)));

    let date = &desk.of_event("2", "date")[0];
    assert_eq!(
        (date.value.to_json(), desk.name_of(date.said_by.as_ref())),
        ("{\"date\":\"2031-04-05/2031-04-08\",\"type\":\"date\"}".into(), Some("eyewitnesses".into()),)
    );
    assert_eq!(odd(&told[1]), [&Why::Event(EventOdd::Bounds), &Why::Event(EventOdd::OtherPlace)]);
    assert_eq!(desk.of_event("2", "deaths")[0].value, Value::Count { low: None, best: Some(4), high: None });
    assert_eq!(desk.of_event("2", "as-listed").len(), 4, "the grid, the bounds and the other place");
    // Reports of several days say no one day.
    let deaths = &desk.of_event("3", "deaths")[0];
    assert_eq!((&deaths.stated, desk.name_of(deaths.said_by.as_ref()).as_deref()), (&None, Some("RHR")));
    assert_eq!(desk.of_event("3", "report-count")[0].value, Value::Unknown);
}

#[test]
fn who_may_be_a_person_is_sealed_and_what_does_not_fit_is_kept() {
    let mut desk = Desk::of("ged.csv", UCDP);
    let mut plan = desk.plan("event");
    let (_, told) = desk.import(&plan);
    let why = odd(&told[3]);
    for expected in [
        Why::Event(EventOdd::PerhapsPerson),
        Why::Event(EventOdd::OtherYear),
        Why::Event(EventOdd::SaidBefore { day: "2031-05-01".into() }),
    ] {
        assert!(why.contains(&&expected), "{expected:?}: {why:?}");
    }
    assert!(why.iter().any(|why| matches!(why, Why::NoCode { .. })));
    assert_eq!(desk.of_event("4", "deaths-civilians")[0].said_by, None);
    let heard = desk.site.hear_all(desk.site.standing(), Audience::Keeper).unwrap();
    let named = |one: &&Statement| one.claim.content().contains("Salma");
    assert!(heard.statements.iter().filter(named).all(|one| one.sealed));
    // It lies open in the list itself alone, which is a source file that nobody published.
    let lying = desk.site.files_with("Salma");
    assert!(lying.iter().all(|file| file.starts_with("evidence/")), "{lying:?}");
    let kept = desk.of_event("4", "as-listed").iter().any(|claim| claim.value.to_json().contains("Salma Darwish"));
    assert!(kept, "sealed, and not lost");
    // Whoever makes the mapping may say that it is a body.
    plan.mapping.bodies = vec!["the keeper Salma Darwish".into()];
    let (imported, _) = desk.import(&plan);
    assert_eq!((imported.replaced, imported.unchanged), (1, 3));
    assert_eq!(
        desk.name_of(desk.of_event("4", "deaths-civilians")[0].said_by.as_ref()).as_deref(),
        Some("the keeper Salma Darwish")
    );
}

#[test]
fn another_vintage_tells_what_changed_who_says_it_and_what_is_gone() {
    let mut desk = Desk::of("ged.csv", UCDP);
    let plan = desk.plan("event");
    desk.import(&plan);
    let (again, _) = desk.import(&plan);
    assert_eq!((again.unchanged, again.statements), (4, 0));
    // Another program wrote it: the same numbers are the same events.
    let later = UCDP
        .replace("\n1.0,", "\n1,")
        .replace("eyewitnesses,2", "RHR,2")
        .lines()
        .take(4)
        .collect::<Vec<_>>()
        .join("\n");
    fs::write(&desk.list, later).unwrap();
    let (later, told) = desk.import(&plan);
    assert_eq!((later.rows, later.absent), (3, 1));
    let fates: Vec<Fate> = told.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [Fate::Replaced, Fate::Replaced, Fate::Unchanged, Fate::Gone]);
    let date = &desk.of_event("2", "date");
    assert_eq!((date.len(), desk.name_of(date[0].said_by.as_ref()).as_deref()), (1, Some("RHR")));
}

#[test]
fn events_of_acled_are_as_exact_as_their_precision_and_several_sources_speak_for_none() {
    let text = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,country,admin1,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags
RIM1,02 April 2031,2031,1,Political violence,Explosions/Remote violence,Shelling/artillery/missile attack,Harbour Command,Quay Guard; Mole Guard,State Forces,,Rimal,North,Sanabel,35.0031,21.0125,1,Rimal Courier,National,Shells fell.,3,
RIM2,2031-04-10,2031,2,Political violence,Battles,Armed clash,Harbour Command,,State Forces,Upland Guard,Rimal,North,Marsa,35.1,21.1,3,Rimal Courier; RHR,National,Fighting.,0,crowd size=no report
";
    let mut desk = Desk::of("acled.csv", text);
    let plan = desk.plan("event");
    assert_eq!(
        (plan.mapping.dialect, &plan.mapping.key[..]),
        (Some(Dialect::Acled), &["event_id_cnty".to_owned()][..])
    );
    let (imported, told) = desk.import(&plan);
    assert_eq!((imported.recorded, imported.warned), (2, 0), "{told:?}");
    let date = |number: &str| desk.of_event(number, "date")[0].clone();
    assert_eq!(
        (date("RIM1").value.to_json().contains("\"2031-04-02\""), date("RIM1").quote.as_deref()),
        (true, Some("02 April 2031"))
    );
    assert!(date("RIM2").value.to_json().contains("2031-04-07/2031-04-13"));
    assert_eq!(
        desk.of_event("RIM1", "acled-sub-event-type")[0].value,
        Value::code("acled-sub-event-type", "shelling-artillery-missile-attack")
    );
    assert_eq!((desk.of_event("RIM1", "location").len(), desk.of_event("RIM2", "area-point").len()), (1, 1));
    assert_eq!(desk.of_event("RIM1", "party").len(), 3);
    assert_eq!(desk.name_of(date("RIM1").said_by.as_ref()).as_deref(), Some("Rimal Courier"));
    assert_eq!((date("RIM2").said_by, desk.of_event("RIM2", "reported-by").len()), (None, 2));
}

#[test]
fn features_are_imported_with_their_shapes_and_what_is_wrong_with_these_is_told() {
    let features = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"number":"A","name":"Mill quarter","location":"by the quay"},"geometry":{"type":"Polygon","coordinates":[[[21,35],[21.01,35],[21.01,35.01],[21,35]]]}},
{"type":"Feature","properties":{"number":"B"},"geometry":{"type":"Polygon","coordinates":[[[21,35],[21.01,35],[21.01,35.01]]]}},
{"type":"Feature","properties":{"number":"C"},"geometry":null},
{"type":"Feature","properties":{"number":"D"},"geometry":{"type":"Point","coordinates":[35.5,121]}},
{"type":"Feature","properties":{"name":"no number"},"geometry":null}]}"#;
    let mut desk = Desk::of("town.geojson", features);
    let mut plan = desk.plan("place");
    let shape = plan.mapping.column("geometry").unwrap();
    assert_eq!(shape.property.as_deref(), Some("location"));
    assert_eq!(plan.mapping.column("location").unwrap().property, None, "the name of a place");
    plan.mapping.key = vec!["number".into()];
    let (imported, told) = desk.import(&plan);
    assert_eq!((imported.rows, imported.recorded, imported.refused, imported.warned), (5, 4, 1, 2));
    assert_eq!(odd(&told[1]), [&Why::Shape(ShapeOdd::Unclosed)]);
    assert_eq!(odd(&told[3]), [&Why::Turned]);
    let place = Subject::Entity(row_entity("set", "place", &["B"]));
    let heard = desk.site.hear_all(desk.site.standing(), Audience::Keeper).unwrap();
    let kept = heard.statements.iter().any(|one| {
        one.claim.subject == place && one.claim.value == Value::text("POLYGON ((21 35, 21.01 35, 21.01 35.01))")
    });
    assert!(kept, "as it is written");
    assert_eq!(desk.import(&plan).0.unchanged, 4);
}

#[test]
fn shapes_in_metres_keep_their_letters_and_all_files_of_a_shapefile_are_kept() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../read/tests/sheet/geo");
    let mut desk = Desk::of("unused", "");
    let folder = desk.list.parent().unwrap().to_owned();
    let packed = fs::File::open(fixtures.join("utm.zip")).unwrap();
    zip::ZipArchive::new(packed).unwrap().extract(&folder).unwrap();
    desk.list = folder.join("utm.shp");
    let mut plan = desk.plan("place");
    plan.mapping.key = vec!["number".into()];
    let (imported, told) = desk.import(&plan);
    assert_eq!((imported.recorded, imported.warned), (1, 0), "{told:?}");
    let heard = desk.site.hear_all(desk.site.standing(), Audience::Keeper).unwrap();
    let shape = heard.statements.iter().find(|one| matches!(one.claim.value, Value::Geometry { .. })).unwrap();
    assert!(shape.claim.value.to_json().contains("POINT (21.0125 35.0031)"));
    assert_eq!(shape.claim.quote.as_deref(), Some("POINT (501140.60266250256 3873386.9142070194)"));
    let files = heard.statements.iter().filter(|one| one.claim.property.as_str() == "file").count();
    assert_eq!(files, 5, "shapes, table, system of coordinates, encoding, index");
    assert_eq!(desk.import(&plan).0.unchanged, 1);
}

#[test]
fn the_coordinates_of_a_vintage_are_those_that_it_says_or_that_are_asked_for_now() {
    let vintage = |crs: &str, at: &str| {
        format!(
            r#"{{"type":"FeatureCollection",{crs}"features":[{{"type":"Feature","properties":{{"number":"A"}},"geometry":{{"type":"Point","coordinates":[{at}]}}}}]}}"#
        )
    };
    let mut desk = Desk::of("wells.geojson", &vintage("", "501140.6,3873386.9"));
    let mut plan = desk.plan("place");
    (plan.mapping.key, plan.mapping.crs) = (vec!["number".into()], Some("EPSG:32634".into()));
    assert!(desk.import(&plan).0.notes.is_empty());
    assert_eq!(desk.plan("place").mapping.crs.as_deref(), Some("EPSG:32634"), "the file says nothing else");

    let degrees = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"#;
    fs::write(&desk.list, vintage(degrees, "21.5,35.5")).unwrap();
    let looked = desk.site.look_at_list(&desk.list, &Opening::default(), "place", None, Some("set")).unwrap();
    assert_eq!(looked.mapping.crs, None);
    let told: Vec<String> = looked.told().map(|note| note.to_string()).collect();
    assert!(told.iter().any(|note| note.contains("--crs EPSG:32634")), "{told:?}");
    let (imported, _) = desk.import(&Plan { mapping: looked.mapping.clone(), ..plan.clone() });
    assert!(imported.notes[0].contains("--crs EPSG:32634") && imported.warned == 0, "{imported:?}");

    // What is asked for goes before what the file says, and its numbers are looked at.
    let (imported, told) = desk.import(&plan);
    assert!(imported.notes[0].contains("they are taken for EPSG:32634"), "{imported:?}");
    assert_eq!(odd(&told[0]), [&Why::Shape(ShapeOdd::Degrees)]);
}

#[test]
fn several_assessments_in_one_cell_stand_apart_and_are_joined_only_when_asked_for() {
    let sites = "EAMENA ID,Site Name,Overall Condition State Type,Assessment Activity Date,Damage Extent Type
E-1,Old mill,\"Poor, Very Bad\",\"2031-04-21, 2032-05-19\",31-60%
E-2,Quay,Good,\"2031-04-21, 2032-05-19\",No Visible/Known
";
    let mut desk = Desk::of("sites.csv", sites);
    let looked = desk.site.look_at_list(&desk.list, &Opening::default(), "heritage-place", None, Some("set")).unwrap();
    let grade = looked.mapping.column("Overall Condition State Type").unwrap();
    assert_eq!(
        (grade.property.as_deref(), grade.scheme.as_deref(), grade.split.as_deref()),
        (Some("state"), Some("eamena-condition"), Some(","))
    );
    assert_eq!(looked.several, [("Overall Condition State Type".to_owned(), 1)]);
    let mut plan = desk.plan("heritage-place");
    plan.mapping.key = vec!["EAMENA ID".into()];
    desk.import(&plan);
    let states = |desk: &Desk, number: &str| {
        let site = Subject::Entity(row_entity("set", "heritage-place", &[number]));
        let heard = desk.site.hear_all(desk.site.standing(), Audience::Keeper).unwrap();
        let standing = heard.statements.into_iter().filter(Statement::stands).map(|one| one.claim);
        let of = standing.filter(move |claim| claim.subject == site && claim.property.as_str() == "state");
        let mut all: Vec<(String, Option<String>)> = of
            .map(|claim| {
                let Value::Code { scheme, code, .. } = &claim.value else { panic!("{claim:?}") };
                let inferred = claim.inferred.as_ref().and_then(|found| found.when.as_ref());
                (format!("{scheme}/{code}"), inferred.map(|date| date.as_str().to_owned()))
            })
            .collect();
        all.sort();
        all
    };
    let apart = |code: &str| (format!("eamena-condition/{code}"), None);
    assert_eq!(states(&desk, "E-1"), [apart("poor"), apart("very-bad")]);
    plan.mapping.pair = vec!["Assessment Activity Date".into(), "Overall Condition State Type".into()];
    let (imported, told) = desk.import(&plan);
    let dated = |code: &str, day: &str| (format!("eamena-condition/{code}"), Some(day.to_owned()));
    assert_eq!(states(&desk, "E-1"), [dated("poor", "2031-04-21"), dated("very-bad", "2032-05-19")]);
    assert_eq!(states(&desk, "E-2"), [apart("good")], "two dates and one grade");
    assert!(odd(&told[1]).iter().any(|why| matches!(why, Why::NotPaired { values: 1, dates: 2, .. })));
    assert_eq!((imported.replaced, imported.unchanged), (1, 1));
}

#[test]
fn what_a_later_vintage_lacks_is_withdrawn_by_the_list_when_asked_for_and_may_come_again() {
    let mut desk = Desk::of("ged.csv", UCDP);
    let mut plan = desk.plan("event");
    let day = |text: &str| daftar_register::claim::Edtf::parse(text).ok();
    plan.retrieved = day("2031-06-01");
    desk.import(&plan);
    fs::write(&desk.list, UCDP.lines().take(4).collect::<Vec<_>>().join("\n")).unwrap();
    let plan = Plan { retrieved: day("2031-09-01"), note_gone: true, ..plan };
    let (later, told) = desk.import(&plan);
    assert_eq!((later.absent, later.unchanged, later.statements), (1, 3, 1));
    assert_eq!(odd(&told[3]), [&Why::Withdrawn]);
    let listing = desk.of_event("4", "listing");
    let [one] = &listing[..] else { panic!("{listing:?}") };
    assert_eq!(one.value, Value::code("listing", "withdrawn"));
    assert_eq!(one.when.as_ref().map(|date| date.as_str()), Some("2031-09-01"));
    assert_eq!(desk.of_event("4", "deaths-civilians").len(), 1, "what it said still stands");
    assert_eq!(desk.import(&plan).0.statements, 0, "it is said once");
    fs::write(&desk.list, UCDP).unwrap();
    let plan = Plan { retrieved: day("2031-12-01"), ..plan };
    assert_eq!(desk.import(&plan).0.absent, 0);
    let listing = desk.of_event("4", "listing");
    assert!(listing.len() == 2 && listing.iter().any(|claim| claim.value == Value::code("listing", "listed")));
    let heard = desk.site.hear_all(desk.site.standing(), Audience::Keeper).unwrap();
    assert_eq!(heard.statements.iter().filter(|one| one.claim.property.as_str() == "retrieved").count(), 3);
}

/// How long it takes is for `benches`; that all of it is there is for here.
#[test]
fn every_event_of_the_given_data_set_is_accounted_for() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/damage/ucdp_ged_syria.csv");
    if !path.exists() {
        println!("skipped: there is no {}", path.display());
        return;
    }
    let mut desk = Desk::of("unused", "");
    desk.list = path;
    let plan = desk.plan("event");
    assert_eq!(plan.mapping.dialect, Some(Dialect::UcdpGed));
    let mut rows = 0;
    let mut each = |_: &Row, told: &RowTold| {
        rows += 1;
        assert!(told.fate == Fate::Recorded && told.recorded > 20, "{told:?}");
        Ok(())
    };
    let imported = desk.site.look_through(&plan, &|_, _| {}, &mut each).unwrap();
    println!("{imported:?}");
    assert_eq!((rows, imported.recorded), (16_566, 16_566));
}

/// One row of damage points has a grade for each image that was looked at.
#[test]
fn what_happens_may_stand_in_several_columns_each_with_its_own_day() {
    let points = "number,class 1,image 1,class 2,image 2\nP-1,Moderate Damage,2031-10-02,Destroyed,2032-01-12\nP-2,No Visible Damage,2031-10-02,,\n";
    let mut desk = Desk::of("points.csv", points);
    let mut plan = desk.plan("building");
    plan.mapping.key = vec!["number".into()];
    for column in &mut plan.mapping.columns {
        let day = column.header.strip_prefix("class ").map(|turn| format!("image {turn}"));
        (column.property, column.scheme, column.split) = match &day {
            Some(_) => (Some("state".to_owned()), Some("unosat-damage".to_owned()), None),
            None => (None, None, None),
        };
        column.when_from = day;
    }
    assert_eq!(desk.import(&plan).0.recorded, 2);
    let states = |number: &str| {
        let building = Subject::Entity(row_entity("set", "building", &[number]));
        let heard = desk.site.hear_all(desk.site.standing(), Audience::Keeper).unwrap();
        let of = heard.statements.into_iter().map(|one| one.claim);
        let of = of.filter(|claim| claim.subject == building && claim.property.as_str() == "state");
        let mut all: Vec<(Value, Option<String>)> =
            of.map(|claim| (claim.value, claim.when.map(|when| when.as_str().to_owned()))).collect();
        all.sort_by(|one, other| one.1.cmp(&other.1));
        all
    };
    let graded = |code: &str, day: &str| (Value::code("unosat-damage", code), Some(day.to_owned()));
    assert_eq!(states("P-1"), [graded("moderate", "2031-10-02"), graded("destroyed", "2032-01-12")]);
    assert_eq!(states("P-2"), [graded("no-visible", "2031-10-02")]);
}

/// An export of EAMENA's database: what stands in its columns, and not what their headers look like; a place with two shapes is one place.
#[test]
fn an_export_of_eamena_is_known_by_its_columns_and_a_place_may_have_several_shapes() {
    let place = |id: &str, number: &str, states: &str, shape: &str| {
        format!(
            r#"{{"type":"Feature","geometry":{shape},"properties":{{"EAMENA ID":"{id}","Resource Name":"Old mill, طاحونة","Measurement Number":"{number}","Assessment Activity Date":"2031-04-21, None, 2032-05-19","Heritage Place Type":"Archaeological Site, Structural Heritage","Location Certainty":"High, High","Overall Condition State Type":"{states}","Damage Extent Type":"31-60%","Effect Type":", None, Burning","Disturbance Date To ":"None, None","Investigator Role Type":"Staff"}}}}"#
        )
    };
    let point = r#"{"type":"Point","coordinates":[21.0,35.0]}"#;
    let outline = r#"{"type":"Polygon","coordinates":[[[21,35],[21.1,35],[21.1,35.1],[21,35]]]}"#;
    let features = [
        place("E-1", "994", "Poor, None, Very Bad", point),
        place("E-1", "994", "Poor, None, Very Bad", outline),
        place("E-2", "12", "Good", point),
        place("E-2", "13", "Good", outline),
    ];
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",\n"));
    let mut desk = Desk::of("export.geojson", &text);
    let mut plan = desk.plan("heritage-place");
    plan.mapping.pair = vec!["Assessment Activity Date".into(), "Overall Condition State Type".into()];
    let (imported, told) = desk.import(&plan);
    assert_eq!((imported.recorded, imported.refused), (3, 1));
    assert!(odd(&told[1]).iter().any(|why| matches!(why, Why::FurtherShape { row: 2 } | Why::FurtherShape { row: 1 })));
    assert!(odd(&told[3]).iter().any(|why| matches!(why, Why::SameKey { .. })), "it says something else, too");
    let said = |number: &str, property: &str| {
        let subject = Subject::Entity(row_entity("set", "heritage-place", &[number]));
        let heard = desk.site.hear_all(desk.site.standing(), Audience::Keeper).unwrap();
        let of = heard.statements.into_iter().map(|one| one.claim);
        of.filter(|claim| claim.subject == subject && claim.property.as_str() == property).collect::<Vec<_>>()
    };
    let one = |property: &str| said("E-1", property).into_iter().map(|claim| claim.value).collect::<Vec<_>>();
    assert_eq!(one("location").len(), 2);
    assert_eq!(one("number"), [Value::text("E-1")]);
    assert_eq!(one("site-type").len(), 2);
    assert_eq!(one("location-certainty"), [Value::code("location-certainty", "high")]);
    assert_eq!(one("effect"), [Value::text("Burning")]);
    let listed: Vec<_> = said("E-1", "as-listed").into_iter().map(|claim| claim.value).collect();
    assert!(listed.contains(&Value::text("994")) && !listed.contains(&Value::text("None, None")), "{listed:?}");
    let states = said("E-1", "state");
    let found = |code: &str| states.iter().find(|claim| claim.value == Value::code("eamena-condition", code)).unwrap();
    let day = |code: &str| found(code).inferred.as_ref().and_then(|found| found.when.clone());
    assert_eq!(day("poor").unwrap().as_str(), "2031-04-21");
    assert_eq!(
        day("very-bad").unwrap().as_str(),
        "2032-05-19",
        "each has the day of its own place, though one between says nothing"
    );
    assert_eq!(found("poor").stated.as_ref().unwrap().as_str(), "2031-04-21/2032-05-19");
    assert_eq!(desk.import(&plan).0.unchanged, 3);
}

/// What nobody gave a meaning may tell where a place lies that the public is not to find.
#[test]
fn what_a_list_says_of_a_sensitive_place_in_columns_without_meaning_is_not_public() {
    let mut desk = Desk::of("wells.csv", "number,name,grid\nW-1,Lower well,E 501140 N 3873386\n");
    let plan = desk.plan("water-point");
    desk.import(&plan);
    let grids = |audience| {
        let answer = desk.site.hear_all(desk.site.standing(), audience).unwrap();
        let seen = |one: &&Statement| answer.surroundings.may_see(one, audience, desk.site.profiles());
        answer.statements.iter().filter(seen).filter(|one| one.claim.property.as_str() == "as-listed").count()
    };
    assert_eq!((grids(Audience::Keeper), grids(Audience::Public)), (1, 0));
}

/// Who or what rows only name is no row; and where rows cannot be read, none is said to be withdrawn.
#[test]
fn what_a_later_vintage_does_not_name_is_not_withdrawn_nor_is_what_it_could_not_tell() {
    let mut desk = Desk::of("set.csv", "number,name,place\nW-1,Lower well,Harbour\nW-2,Upper well,Hill\n");
    let mut plan = desk.plan("water-point");
    plan.note_gone = true;
    assert_eq!(desk.import(&plan).0.recorded, 2);
    fs::write(&desk.list, "number,name\nW-1,Lower well\nW-2,Upper well\n").unwrap();
    let mut later = desk.plan("water-point");
    later.mapping.columns.retain(|column| column.header != "place");
    later.note_gone = true;
    let (imported, told) = desk.import(&later);
    assert_eq!((imported.absent, imported.unchanged), (0, 2), "{told:?}");
    fs::write(&desk.list, "number,name\nW-1,Lower well\n,Upper well\n").unwrap();
    let (imported, told) = desk.import(&later);
    assert_eq!((imported.absent, imported.refused, imported.statements), (1, 1, 0));
    assert_eq!(odd(&told[2]), [&Why::PerhapsGone]);
}

/// Layers of one file are lists of their own: the first feature of each is another thing.
#[test]
fn layers_of_one_file_are_lists_of_their_own() {
    let site = Site::first();
    let path = Path::new("town.gpkg");
    let ids: BTreeSet<String> =
        [None, Some("wells"), Some("roads")].iter().map(|sheet| site.data_set_of(path, *sheet)).collect();
    assert_eq!(ids.len(), 3);
}

/// A member that only far rows have is a column of these, whenever the list is read.
#[test]
fn what_only_far_rows_have_is_unchanged_when_it_comes_again() {
    let row = |n: usize| match n < 1_100 {
        true => format!("{{\"number\":\"W-{n}\"}}\n"),
        false => format!("{{\"number\":\"W-{n}\",\"later\":\"told {n}\"}}\n"),
    };
    let mut desk = Desk::of("set.jsonl", &(0..1_200).map(row).collect::<String>());
    let mut plan = desk.plan("water-point");
    plan.mapping.key = vec!["number".into()];
    assert_eq!(desk.import(&plan).0.recorded, 1_200);
    let (again, _) = desk.import(&plan);
    assert_eq!((again.unchanged, again.statements), (1_200, 0));
}

/// Numbers of the dead that no sum holds are told as they stand, and stop nothing.
#[test]
fn parts_of_the_dead_that_no_sum_holds_stop_nothing() {
    let mut lines: Vec<Vec<String>> =
        UCDP.lines().take(2).map(|line| line.split(',').map(str::to_owned).collect()).collect();
    for name in ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"] {
        let at = lines[0].iter().position(|header| header == name).unwrap();
        lines[1][at] = i64::MAX.to_string();
    }
    let text: Vec<String> = lines.iter().map(|cells| cells.join(",")).collect();
    let mut desk = Desk::of("ged.csv", &text.join("\n"));
    let plan = desk.plan("event");
    assert_eq!(desk.import(&plan).0.recorded, 1);
}
