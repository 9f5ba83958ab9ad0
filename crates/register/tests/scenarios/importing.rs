//! A museum's list, imported, edited, imported again.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use daftar_register::RegisterError;
use daftar_register::claim::{Edtf, EntityId, Locator, Statement, Value, row_entity};
use daftar_register::date::Lang;
use daftar_register::import::{Fate, Imported, Mapping, Plan, Refused, RowTold, Why};
use daftar_register::read::sheet::{Opening, Row, Sheet};
use daftar_register::view::Audience;

use crate::site::Site;

const LIST: &str = "No,Title,العنوان,Date,Material,Height (cm),Donor,Location,Fate,Shelf mark,Notes
1,Water jar,جرة ماء,1820/1830,clay; slip,45.5,Umm Yusuf,Shelf 3,safe,X1,
2,Coin,قطعة نقد,c. 300,bronze,,Umm Yusuf,Box 7,missing,X2,found in the jar
3,Dress,ثوب,long ago,cotton,12 x 5,Abu Salim,Shelf 3,gone,,sewn by the aunt of Abu Salim
";

/// A site with a list beside it.
struct Desk {
    site: Site,
    list: PathBuf,
}

impl Desk {
    fn of(list: &str) -> Desk {
        let site = Site::first();
        let path = site.folder().with_file_name("silo.csv");
        let desk = Desk { site, list: path };
        desk.write(list);
        desk
    }

    fn write(&self, list: &str) {
        fs::write(&self.list, list).unwrap();
    }

    fn change(&self, from: &str, to: &str) {
        let list = fs::read_to_string(&self.list).unwrap();
        assert!(list.contains(from));
        self.write(&list.replacen(from, to, 1));
    }

    fn plan(&self) -> Plan {
        let opening = Opening::default();
        let looked = self.site.look_at_list(&self.list, &opening, "object", None, Some("silo")).unwrap();
        let title = "The silo's list".to_owned();
        Plan::of(self.list.clone(), opening, looked.mapping, title)
    }

    fn import(&mut self) -> (Imported, Vec<RowTold>) {
        let plan = self.plan();
        self.import_by(&plan)
    }

    fn import_by(&mut self, plan: &Plan) -> (Imported, Vec<RowTold>) {
        let mut told = Vec::new();
        let mut each = |_: &Row, one: &RowTold| {
            told.push(one.clone());
            Ok(())
        };
        let imported = self.site.import(plan, &|_, _| {}, &mut each).unwrap();
        (imported, told)
    }

    fn statements(&self) -> Vec<Statement> {
        let heard = self.site.hear_all(self.site.standing(), Audience::Keeper).unwrap();
        heard.statements.into_iter().filter(Statement::stands).collect()
    }

    /// What stands under a property of an object, as JSON, sorted.
    fn said(&self, number: &str, property: &str) -> Vec<String> {
        let subject = object(number);
        let of_it = self
            .statements()
            .into_iter()
            .filter(|one| one.claim.subject.entity() == Some(subject) && one.claim.property.as_str() == property);
        let plain = |json: String| {
            json.replace(r#","type":"text""#, "")
                .replace(r#","type":"code""#, "")
                .replace(r#","type":"number""#, "")
                .replace(r#","type":"date""#, "")
        };
        let mut said: Vec<String> = of_it.map(|one| plain(one.claim.value.to_json())).collect();
        said.sort();
        said
    }

    fn heads(&self) -> Vec<u64> {
        self.site.logs().into_values().map(|log| log.len() as u64).collect()
    }
}

fn object(number: &str) -> EntityId {
    row_entity("silo", "object", &[number])
}

fn counted(imported: &Imported) -> [u64; 5] {
    [imported.rows, imported.recorded, imported.unchanged, imported.replaced, imported.refused]
}

fn whys(told: &RowTold) -> Vec<String> {
    told.troubles.iter().map(|one| format!("{}: {}", one.column.as_deref().unwrap_or_default(), one.why)).collect()
}

#[test]
fn each_cell_is_a_statement_with_its_place_and_each_row_is_accounted_for() {
    let mut desk = Desk::of(LIST);
    let (imported, told) = desk.import();
    assert_eq!(counted(&imported), [3, 3, 0, 0, 0]);
    assert_eq!((imported.named, imported.warned), (4, 1));
    assert_eq!(desk.said("1", "material"), [r#"{"text":"clay"}"#, r#"{"text":"slip"}"#]);
    assert!(desk.said("1", "name").contains(&r#"{"lang":"ar","text":"جرة ماء"}"#.to_owned()));
    assert_eq!(desk.said("1", "height"), [r#"{"number":"45.5","unit":"cm"}"#]);
    assert_eq!(desk.said("2", "fate"), [r#"{"code":"missing","scheme":"fate"}"#]);
    assert_eq!(desk.said("2", "as-listed"), [r#"{"text":"X2"}"#, r#"{"text":"found in the jar"}"#].map(str::to_owned));
    assert_eq!(
        whys(&told[2]),
        [
            "Date: no date that is surely understood; kept as it is written",
            "Height (cm): no number that is surely understood; kept as it is written",
            "Fate: none of: safe, moved, missing, fragments, destroyed; kept as it is written",
        ]
    );
    let coin = desk
        .statements()
        .into_iter()
        .find(|one| one.claim.subject.entity() == Some(object("2")) && one.claim.property.as_str() == "made");
    let coin = coin.unwrap().claim;
    assert_eq!(coin.value, Value::Date(Edtf::parse("0300~").unwrap()));
    assert_eq!(coin.quote.as_deref(), Some("c. 300"));
    assert_eq!(coin.locator, Some(Locator::Cell { sheet: None, row: 3, column: "Date".into() }));
    // The same words are one shelf, and one donor.
    assert_eq!(desk.said("1", "kept-at"), desk.said("3", "kept-at"));
    assert_eq!(desk.said("1", "given-by"), desk.said("2", "given-by"));
}

#[test]
fn what_names_a_donor_in_another_row_is_sealed() {
    let mut desk = Desk::of(LIST);
    let (imported, _) = desk.import();
    assert_eq!(imported.sealed, 1);
    let sealed: Vec<Statement> = desk.statements().into_iter().filter(|one| one.sealed).collect();
    assert!(matches!(&sealed[0].claim.value, Value::Text { text, .. } if text.contains("Abu Salim")));
    // It lies open in the list itself alone, which is a source file that nobody published.
    let lying = desk.site.files_with("sewn by the aunt");
    assert!(lying.iter().all(|file| file.starts_with("evidence/")), "{lying:?}");
    // And it is known again.
    assert_eq!(counted(&desk.import().0), [3, 0, 3, 0, 0]);
}

#[test]
fn the_same_list_again_records_nothing() {
    let mut desk = Desk::of(LIST);
    desk.import();
    let heads = desk.heads();
    let (imported, told) = desk.import();
    assert_eq!(counted(&imported), [3, 0, 3, 0, 0]);
    assert!(told.iter().all(|row| row.fate == Fate::Unchanged));
    assert_eq!(desk.heads(), heads);
}

#[test]
fn what_a_cell_says_twice_is_one_statement() {
    let mut desk = Desk::of("No,Title,Material\n1,Jar,clay; slip; clay\n");
    let (imported, _) = desk.import();
    assert_eq!(desk.said("1", "material"), [r#"{"text":"clay"}"#, r#"{"text":"slip"}"#]);
    assert_eq!(imported.statements, 5, "kind, number, name and two materials");
    assert_eq!(counted(&desk.import().0), [1, 0, 1, 0, 0]);
}

#[test]
fn rows_may_move_and_only_what_changed_in_the_list_is_replaced() {
    let mut desk = Desk::of(LIST);
    desk.import();
    // Edited here: the title of the jar.
    let jar = desk.site.holding(object("1"), "name");
    let edit = desk.site.claim(object("1"), "name", Value::text("Great water jar"));
    let english = jar.into_iter().find(|id| desk.site.statement(*id).unwrap().claim.value == Value::text("Water jar"));
    desk.site.replace(english.unwrap(), &edit).unwrap();
    desk.change("1,Water jar", "4,Lamp,سراج,,,,,,,,\n1,Water jar");
    desk.change("Box 7,missing", "Box 7,safe");
    let (imported, told) = desk.import();
    assert_eq!(counted(&imported), [4, 1, 2, 1, 0]);
    assert_eq!(
        told.iter().map(|row| row.fate).collect::<Vec<_>>(),
        [Fate::Recorded, Fate::Unchanged, Fate::Replaced, Fate::Unchanged]
    );
    assert_eq!(desk.said("2", "fate"), [r#"{"code":"safe","scheme":"fate"}"#]);
    assert!(desk.said("1", "name").contains(&r#"{"text":"Great water jar"}"#.to_owned()));
    assert!(!desk.said("1", "name").contains(&r#"{"text":"Water jar"}"#.to_owned()));
    // What changes in the list where it was edited here stands beside the edit, and is said.
    desk.change("1,Water jar", "1,Small jar");
    let (_, told) = desk.import();
    assert_eq!(told[1].troubles[0].why, Why::EditedHere);
    let names = desk.said("1", "name");
    assert!(
        names.contains(&r#"{"text":"Small jar"}"#.to_owned())
            && names.contains(&r#"{"text":"Great water jar"}"#.to_owned())
    );
}

#[test]
fn a_cell_that_goes_back_to_what_it_was_is_a_change_too() {
    let mut desk = Desk::of(LIST);
    for (from, to) in [("X1", "X9"), ("X9", "X1")] {
        desk.import();
        desk.change(from, to);
    }
    let (imported, _) = desk.import();
    assert_eq!(counted(&imported), [3, 0, 2, 1, 0]);
    assert_eq!(desk.said("1", "as-listed"), [r#"{"text":"X1"}"#]);
}

#[test]
fn an_emptied_cell_is_asked_about() {
    let mut desk = Desk::of(LIST);
    desk.import();
    desk.change("bronze", "");
    let (imported, told) = desk.import();
    assert_eq!((imported.emptied, imported.statements), (1, 0));
    assert_eq!(told[1].troubles[0].why, Why::Emptied { withdrawn: false });
    assert_eq!(desk.said("2", "material"), [r#"{"text":"bronze"}"#]);
    let plan = Plan { withdraw: true, ..desk.plan() };
    desk.import_by(&plan);
    assert_eq!(desk.said("2", "material"), Vec::<String>::new());
    // Filled again, it is said again.
    desk.change("c. 300,", "c. 300,bronze");
    desk.import();
    assert_eq!(desk.said("2", "material"), [r#"{"text":"bronze"}"#]);
}

#[test]
fn an_import_is_undone_as_a_whole_and_can_be_done_again() {
    let mut desk = Desk::of(LIST);
    let (first, _) = desk.import();
    let work = desk.site.last_work().unwrap();
    desk.site.undo(work).unwrap();
    assert!(desk.statements().iter().all(|one| !matches!(one.claim.locator, Some(Locator::Cell { .. }))));
    let (again, _) = desk.import();
    assert_eq!((counted(&again), again.statements), (counted(&first), first.statements));
    // What an import replaced comes back when that is undone, and goes when it is done again.
    desk.change("X1", "X9");
    desk.import();
    let work = desk.site.last_work().unwrap();
    desk.site.undo(work).unwrap();
    assert_eq!(desk.said("1", "as-listed"), [r#"{"text":"X1"}"#]);
    desk.import();
    assert_eq!(desk.said("1", "as-listed"), [r#"{"text":"X9"}"#]);
    // What came in between is undone, and what came after it stands alone.
    let between = desk.site.last_work().unwrap();
    desk.change("X9", "X10");
    desk.import();
    desk.site.undo(between).unwrap();
    assert_eq!(desk.said("1", "as-listed"), [r#"{"text":"X10"}"#]);
}

#[test]
fn what_was_withdrawn_by_hand_does_not_come_back() {
    let mut desk = Desk::of(LIST);
    desk.import();
    let wrong = desk.site.holding(object("2"), "fate")[0];
    desk.site.retract(wrong).unwrap();
    assert_eq!(counted(&desk.import().0), [3, 0, 3, 0, 0]);
    assert_eq!(desk.said("2", "fate"), Vec::<String>::new());
}

#[test]
fn a_list_that_is_broken_off_counts_for_nothing_and_goes_on_where_it_was() {
    let rows = 6000;
    let mut list = "No,Title,Material,Donor,Location\n".to_owned();
    for n in 0..rows {
        list += &format!("{n},Jar {n},clay,Donor {},Shelf {}\n", n % 40, n % 90);
    }
    let mut desk = Desk::of(&list);
    let plan = desk.plan();
    let before = desk.statements().len();
    let mut each = |_: &Row, told: &RowTold| match told.row {
        5900 => Err(RegisterError::Ask("the battery is empty".into())),
        _ => Ok(()),
    };
    let broken = desk.site.import(&plan, &|_, _| {}, &mut each).unwrap_err();
    assert!(broken.to_string().contains("battery"));
    desk.site.reopen();
    assert!(desk.heads()[0] > 4, "something was written: {:?}", desk.heads());
    // No more than the steps of safekeeping of the two files.
    assert_eq!(desk.statements().len(), before + 2);
    let (imported, _) = desk.import();
    assert!(imported.resumed);
    assert!(imported.unchanged > 3000 && imported.unchanged + imported.recorded == rows, "{imported:?}");
    let mut whole = Desk::of(&list);
    whole.import();
    let count = |desk: &Desk| desk.statements().len();
    assert_eq!(count(&desk), count(&whole));
    assert_eq!(desk.said("17", "given-by").len(), 1);
    assert_eq!(counted(&desk.import().0), [rows, 0, rows, 0, 0]);
}

#[test]
fn refused_rows_are_a_list_of_their_own() {
    let mut desk = Desk::of("No,Title\n1,Jar\n,\"No, key\"\n1,=Twice\n1 ,Looks the same\n");
    let plan = desk.plan();
    let sheet = Sheet::open(&desk.list, &plan.opening).unwrap();
    let mut out = Vec::new();
    let mut refused = Refused::begin(&mut out, sheet.columns(), Lang::En).unwrap();
    let mut told = Vec::new();
    let mut each = |row: &Row, one: &RowTold| {
        told.push(one.clone());
        refused.take(row, one).map_err(|error| RegisterError::Ask(error.to_string()))
    };
    let imported = desk.site.import(&plan, &|_, _| {}, &mut each).unwrap();
    refused.finish().unwrap();
    assert_eq!(counted(&imported), [4, 2, 0, 0, 2]);
    assert_eq!(told[2].troubles[0].why, Why::SameKey { row: 2 });
    assert_eq!(told[3].troubles[0].why, Why::AlikeKey { row: 2 });
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("\"No, key\",\"row 3: nothing in the key's columns"), "{text}");
    // Mended, it is imported as it is; what is there already stays.
    desk.write(&text.replace("\n,\"No, key\"", "\n7,\"No, key\"").replace("\n1,=Twice", "\n8,=Twice"));
    let (mended, _) = desk.import_by(&plan);
    assert_eq!(counted(&mended), [2, 2, 0, 0, 0]);
    assert_eq!(desk.said("8", "name"), [r#"{"text":"=Twice"}"#]);
    assert_eq!(desk.said("8", "as-listed"), Vec::<String>::new());
}

#[test]
fn a_mapping_that_does_not_fit_stops_it_before_anything_is_kept() {
    let mut desk = Desk::of("No,Made,Dated\n1,1820,1830\n");
    let mut plan = desk.plan();
    for column in &mut plan.mapping.columns[1..] {
        column.property = Some("made".into());
    }
    let heads = desk.heads();
    let refused = desk.site.import(&plan, &|_, _| {}, &mut |_, _| Ok(())).unwrap_err();
    assert!(refused.to_string().contains("which a thing has only once"), "{refused}");
    assert_eq!(desk.heads(), heads);
}

#[test]
fn a_new_kind_is_imported_without_code() {
    let mut desk = Desk::of("Bell,Weight,Cast\nNorth bell,1200 kg,1750\n");
    let profile = r#"
version = 1
kind = "bell"
label = { en = "bell", ar = "جرس" }
properties = ["kind", "name", "weight", "cast"]
[[property]]
id = "cast"
label = { en = "cast", ar = "صُبّ" }
section = "history"
type = "date"
fold = "holds"
"#;
    desk.site.adopt_profiles(&[profile.to_owned()]).unwrap();
    let looked = desk.site.look_at_list(&desk.list, &Opening::default(), "bell", None, Some("silo")).unwrap();
    let mapping = Mapping { key: vec!["Bell".into()], ..looked.mapping };
    let named: Vec<_> = mapping.columns.iter().map(|column| column.property.as_deref()).collect();
    assert_eq!(named[1..], [Some("weight"), Some("cast")]);
    let plan = Plan { mapping, ..desk.plan() };
    desk.import_by(&plan);
    let bell = row_entity("silo", "bell", &["North bell"]);
    let page = desk.site.page(bell);
    let shown: Vec<_> =
        page.sections.iter().flat_map(|one| &one.properties).map(|one| one.folded.property.to_string()).collect();
    assert!(shown.contains(&"weight".to_owned()) && shown.contains(&"cast".to_owned()), "{shown:?}");
}

#[test]
fn a_position_in_two_columns_is_one_statement_and_what_looks_exchanged_is_none() {
    let mut desk = Desk::of(
        "Name,Latitude,Longitude\nNorth well,31.25,34.27\nSouth well,\"31° 15' 30\"\" N\",34°16' E\nFar well,134.27,31.25\nHalf well,31.25,\n",
    );
    let looked = desk.site.look_at_list(&desk.list, &Opening::default(), "water-point", None, Some("silo")).unwrap();
    let mapping = Mapping { key: vec!["Name".into()], ..looked.mapping };
    let plan = Plan { mapping, ..desk.plan() };
    let (imported, told) = desk.import_by(&plan);
    assert_eq!(counted(&imported), [4, 4, 0, 0, 0]);
    let places: Vec<String> = desk
        .statements()
        .into_iter()
        .filter_map(|one| match one.claim.value {
            Value::Geometry { wkt, .. } => Some(wkt.as_str().to_owned()),
            _ => None,
        })
        .collect();
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(places.contains(&"POINT (34.27 31.25)".to_owned()), "{places:?}");
    assert!(places.contains(&"POINT (34.266667 31.258333)".to_owned()), "{places:?}");
    assert_eq!((&told[2].troubles[0].why, &told[3].troubles[0].why), (&Why::Turned, &Why::HalfPosition));
    // Where a well lies is nobody's but the keepers', also where it was not understood.
    let letters = desk.statements().into_iter().filter(|one| one.claim.property.as_str() == "as-listed");
    let letters: Vec<bool> = letters.map(|one| one.sealed).collect();
    assert_eq!(letters, [true, true, true]);
    assert_eq!(counted(&desk.import_by(&plan).0), [4, 0, 4, 0, 0]);
    let half = desk.plan();
    let mut half = Plan { mapping: Mapping { kind: "water-point".into(), ..plan.mapping.clone() }, ..half };
    half.mapping.columns.retain(|column| column.header != "Longitude");
    let refused = desk.site.import(&half, &|_, _| {}, &mut |_, _| Ok(())).unwrap_err();
    assert!(refused.to_string().contains("gives one number of a position"), "{refused}");
}

#[test]
fn rows_that_are_gone_are_told_and_what_they_said_stays() {
    let mut desk = Desk::of(LIST);
    desk.import();
    desk.write("No,Title,العنوان,Date,Material,Height (cm),Donor,Location,Fate,Shelf mark,Notes\n1,Water jar,جرة ماء,1820/1830,clay; slip,45.5,Umm Yusuf,Shelf 3,safe,X1,\n");
    let (imported, told) = desk.import();
    assert_eq!((counted(&imported), imported.absent), ([1, 0, 1, 0, 0], 2));
    let gone: Vec<_> =
        told.iter().filter(|row| row.fate == Fate::Gone).map(|row| row.troubles[0].value.clone()).collect();
    assert_eq!(gone.len(), 2);
    assert!(gone.contains(&Some("2".to_owned())) && gone.contains(&Some("3".to_owned())), "{gone:?}");
    assert_eq!(desk.said("2", "fate"), [r#"{"code":"missing","scheme":"fate"}"#]);
}

const PICTURE: &[u8] = include_bytes!("../../../../examples/sanabel/plan.png");

#[test]
fn pictures_that_a_list_names_are_kept_once_and_let_go_with_their_names() {
    let mut desk = Desk::of("No,Title,Photo\n1,Jar,jar.png\n2,Jar again,jar.png; ../away.png\n3,Coin,coin.png\n");
    let folder = desk.site.folder().with_file_name("pictures");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("Jar.PNG"), PICTURE).unwrap();
    fs::write(folder.join("coin.png"), "no picture").unwrap();
    let plan = Plan { pictures: Some(folder.clone()), ..desk.plan() };
    assert!(plan.mapping.column("Photo").unwrap().pictures, "{:?}", plan.mapping);
    let (imported, told) = desk.import_by(&plan);
    assert_eq!((imported.pictures, imported.refused), (2, 0), "one picture of two things: {imported:?}");
    assert_eq!(told[1].troubles[0].why, Why::PictureElsewhere);
    assert_eq!(told[2].troubles[0].why, Why::NotAPicture);
    let depicting = |desk: &Desk| {
        let all = desk.statements().into_iter().filter(|one| one.claim.property.as_str() == "depicts");
        all.filter_map(|one| if let Value::Entity(thing) = one.claim.value { Some(thing) } else { None })
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(depicting(&desk).len(), 2);
    assert_eq!(desk.said("1", "as-listed"), [r#"{"text":"jar.png"}"#]);
    let heads = desk.heads();
    let (again, _) = desk.import_by(&plan);
    assert_eq!((again.pictures, counted(&again)), (0, [3, 0, 3, 0, 0]));
    assert_eq!(desk.heads(), heads);
    // The first names another picture now.
    fs::write(folder.join("other.png"), [PICTURE, b"other"].concat()).unwrap();
    desk.change("1,Jar,jar.png", "1,Jar,other.png");
    let (changed, _) = desk.import_by(&plan);
    assert_eq!((changed.pictures, changed.replaced), (1, 1));
    assert_eq!(depicting(&desk).len(), 2);
    // Undone, what it replaced is back; and the first import can be undone as well.
    let work = desk.site.last_work().unwrap();
    desk.site.undo(work).unwrap();
    assert_eq!(depicting(&desk), BTreeSet::from([object("1"), object("2")]));
}

/// What "Iron Age II" means depends on where: nothing is read by it until the list says where its things are from.
#[test]
fn names_of_periods_are_read_only_where_the_list_says_whence() {
    let list = "id,name,made\n1,Jar,Iron Age II\n2,Bowl,1931\n3,Cup,1932\n";
    let mut desk = Desk::of(list);
    let mut plan = desk.plan();
    let made = plan.mapping.columns.iter_mut().find(|column| column.header == "made").unwrap();
    made.property = Some("made".to_owned());
    plan.mapping.key = vec!["id".to_owned()];
    desk.import_by(&plan);
    assert_eq!((desk.said("1", "made").len(), desk.said("2", "made").len()), (0, 1));
    let mut desk = Desk::of(list);
    plan.path.clone_from(&desk.list);
    plan.mapping.region = Some("levant".to_owned());
    let (_, told) = desk.import_by(&plan);
    assert_eq!(desk.said("1", "made").len(), 1);
    let troubles: Vec<&Why> = told.iter().flat_map(|row| &row.troubles).map(|trouble| &trouble.why).collect();
    let Some(Why::DoubtfulDate { doubt, .. }) = troubles.first() else { panic!("{troubles:?}") };
    assert!(doubt.contains("Iron II (Levant)") || doubt.contains("not looked up"), "{doubt}");
    plan.mapping.region = Some("atlantis".to_owned());
    let error = desk.site.import(&plan, &|_, _| {}, &mut |_: &Row, _: &RowTold| Ok(())).unwrap_err().to_string();
    assert!(error.contains("\"atlantis\"") && error.contains("levant"), "{error}");
}
