//! Lists that tell how each grade of damage was seen: by which sensor, in images of which days.

use std::collections::BTreeMap;

use daftar_register::claim::{Claim, ClaimId, Statement, Subject, Value, row_entity};
use daftar_register::import::{Fate, MappingError, Misfit, Plan};
use daftar_register::read::sheet::Opening;
use daftar_register::view::Audience;

use crate::site::Site;

const POINTS: &str = "SiteID,Latitude,Longitude,Main_Damage_Site_Class,SensorID,SensorDate,Remarks
1,35.0031,21.0125,Destroyed,Heliograph-2,2032-01-06,
2,35.0042,21.0131,Moderate Damage,Heliograph-2,2032-01-06,roof
3,35.0051,21.0140,,Heliograph-1,2031-12-20,cloud
";

struct Desk(Site);

impl Desk {
    fn plan(&self, text: &str) -> Plan {
        let path = self.0.folder().with_file_name("points.csv");
        std::fs::write(&path, text).unwrap();
        let looked = self.0.look_at_list(&path, &Opening::default(), "building", None, Some("points")).unwrap();
        let mut mapping = looked.mapping;
        mapping.key = vec!["SiteID".into()];
        Plan::of(path, Opening::default(), mapping, "Points".into())
    }

    /// Records the list; tells what became of each row, and how many statements are new.
    fn import(&mut self, text: &str) -> (Vec<Fate>, u64) {
        let plan = self.plan(text);
        self.carry_out(&plan)
    }

    fn carry_out(&mut self, plan: &Plan) -> (Vec<Fate>, u64) {
        let mut fates = Vec::new();
        let imported = self.0.import(plan, &|_, _| {}, &mut |_, told| {
            fates.push(told.fate);
            Ok(())
        });
        (fates, imported.unwrap().statements)
    }

    fn standing(&self) -> BTreeMap<ClaimId, Statement> {
        let heard = self.0.hear_all(self.0.standing(), Audience::Keeper).unwrap();
        heard.statements.into_iter().filter(Statement::stands).map(|one| (one.id, one)).collect()
    }

    /// What is said of the grade of a point: the grade's words, the property and the value.
    fn seen(&self, number: &str) -> Vec<(String, String, Value)> {
        let (all, point) = (self.standing(), Subject::Entity(row_entity("points", "building", &[number])));
        let of = |claim: &Claim| match claim.subject {
            Subject::Claim(of) => all.get(&of).filter(|one| one.claim.subject == point).map(|one| one.claim.clone()),
            _ => None,
        };
        let told = all.values().filter_map(|one| {
            let Value::Code { code, .. } = of(&one.claim)?.value else { return None };
            Some((code, one.claim.property.to_string(), one.claim.value.clone()))
        });
        let mut told: Vec<_> = told.collect();
        told.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
        told
    }
}

fn words(seen: &[(String, String, Value)]) -> Vec<String> {
    let value = |value: &Value| match value {
        Value::Text { text, .. } => text.clone(),
        Value::Date(date) => date.to_string(),
        other => other.to_json(),
    };
    seen.iter().map(|(grade, property, told)| format!("{grade} {property} {}", value(told))).collect()
}

#[test]
fn each_grade_carries_its_sensor_and_the_day_of_its_image() {
    let mut desk = Desk(Site::first());
    let plan = desk.plan(POINTS);
    let class = Some("Main_Damage_Site_Class");
    for (header, property) in [("SensorID", "sensor"), ("SensorDate", "image-date")] {
        let column = plan.mapping.column(header).unwrap();
        assert_eq!((column.property.as_deref(), column.about.as_deref()), (Some(property), class), "{header}");
    }
    desk.carry_out(&plan);
    assert_eq!(words(&desk.seen("1")), ["destroyed image-date 2032-01-06", "destroyed sensor Heliograph-2"]);
    // Where nothing was graded, what there was to tell of it is kept as it is written.
    assert_eq!(desk.seen("3"), []);
    let third = Subject::Entity(row_entity("points", "building", &["3"]));
    let kept = desk
        .standing()
        .into_values()
        .filter(|one| one.claim.subject == third && one.claim.property.as_str() == "as-listed");
    assert_eq!(kept.count(), 3, "the sensor, its day, and a remark");
}

#[test]
fn what_was_seen_in_an_image_had_happened_by_its_day() {
    let mut desk = Desk(Site::first());
    desk.import(POINTS);
    let first = Subject::Entity(row_entity("points", "building", &["1"]));
    let state = |one: &Statement| one.claim.subject == first && one.claim.property.as_str() == "state";
    let told = desk.standing().into_values().find(state).unwrap().claim;
    assert_eq!(told.when, None, "the list says it of no day");
    let inferred = told.inferred.unwrap();
    assert_eq!(inferred.when.unwrap().to_string(), "[..2032-01-06]");
    assert!(inferred.why.contains("SensorDate"), "{}", inferred.why);
    // A day that the list itself gives is not weakened.
    let dated = POINTS.replace("Remarks", "Date of damage").replace("roof", "2031-11-02");
    let mut desk = Desk(Site::first());
    let mut plan = desk.plan(&dated);
    let column = plan.mapping.columns.iter_mut().find(|column| column.header == "Main_Damage_Site_Class").unwrap();
    column.when_from = Some("Date of damage".into());
    plan.mapping.columns.iter_mut().filter(|one| one.header == "Date of damage").for_each(|one| {
        one.property = None;
        one.leave_out = true;
    });
    desk.carry_out(&plan);
    let second = Subject::Entity(row_entity("points", "building", &["2"]));
    let state = |one: &Statement| one.claim.subject == second && one.claim.property.as_str() == "state";
    let told = desk.standing().into_values().find(state).unwrap().claim;
    assert_eq!((told.when.map(|day| day.to_string()), told.inferred), (Some("2031-11-02".into()), None));
}

#[test]
fn a_grade_is_named_after_a_scheme_only_with_a_ground() {
    let desk = Desk(Site::first());
    let scheme = |header: &str| {
        let plan = desk.plan(&POINTS.replace("Main_Damage_Site_Class", header));
        let column = plan.mapping.column(header).unwrap().clone();
        (column.property, column.scheme)
    };
    let state = || Some("state".to_owned());
    assert_eq!(scheme("Main_Damage_Site_Class"), (state(), Some("unosat-damage".into())));
    assert_eq!(scheme("EAMENA damage class"), (state(), Some("eamena-damage".into())));
    // Two schemes have both words, and nothing tells which of them is meant.
    assert_eq!(scheme("Damage class"), (state(), None));
}

#[test]
fn what_comes_again_is_told_once_and_a_new_grade_is_told_of_anew() {
    let mut desk = Desk(Site::first());
    desk.import(POINTS);
    let (fates, statements) = desk.import(POINTS);
    assert_eq!((fates, statements), (vec![Fate::Unchanged; 3], 0));
    // Another sensor takes the place of the first, and nothing else changes.
    let (fates, statements) = desk.import(&POINTS.replace("Destroyed,Heliograph-2", "Destroyed,Heliograph-3"));
    assert_eq!((fates[0], fates[1], statements), (Fate::Replaced, Fate::Unchanged, 1));
    assert_eq!(words(&desk.seen("1")), ["destroyed image-date 2032-01-06", "destroyed sensor Heliograph-3"]);
    // Another grade is seen by the same sensor: that is said of it, and no longer of the first.
    let (fates, statements) = desk.import(&POINTS.replace("Destroyed,Heliograph-2", "Severe Damage,Heliograph-3"));
    assert_eq!((fates[0], statements), (Fate::Replaced, 3));
    let told = words(&desk.seen("1"));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|one| one.starts_with("severe")), "{told:?}");
    // Where a grade is added later, what was kept as it was written becomes what is told of it.
    desk.import(&POINTS.replace("21.0140,,Heliograph-1", "21.0140,Destroyed,Heliograph-1"));
    assert_eq!(words(&desk.seen("3")), ["destroyed image-date 2031-12-20", "destroyed sensor Heliograph-1"]);
}

#[test]
fn what_is_told_of_sealed_statements_is_sealed() {
    let mut desk = Desk(Site::first());
    let plan = Plan { restricted: true, ..desk.plan(POINTS) };
    desk.carry_out(&plan);
    assert_eq!(desk.seen("1").len(), 2);
    let (fates, statements) = desk.carry_out(&plan);
    assert_eq!((fates, statements), (vec![Fate::Unchanged; 3], 0));
    let heard = desk.0.hear_all(desk.0.standing(), Audience::Keeper).unwrap();
    let open = heard
        .statements
        .iter()
        .filter(|one| !one.sealed && ["sensor", "image-date", "state"].contains(&one.claim.property.as_str()));
    assert_eq!(open.count(), 0);
}

#[test]
fn a_mapping_that_tells_of_nothing_is_refused() {
    let desk = Desk(Site::first());
    let plan = desk.plan(POINTS);
    let names: Vec<String> = plan.mapping.columns.iter().map(|column| column.header.clone()).collect();
    let errors = |about: Option<&str>, property: &str| {
        let mut mapping = plan.mapping.clone();
        let column = mapping.columns.iter_mut().find(|column| column.header == "SensorID").unwrap();
        (column.about, column.property) = (about.map(str::to_owned), Some(property.to_owned()));
        mapping.check(&names, desk.0.profiles())
    };
    let misfit = |errors: &[MappingError]| match errors {
        [MappingError::Header { why, .. }] => Some(*why),
        _ => None,
    };
    assert!(matches!(misfit(&errors(None, "sensor")), Some(Misfit::Of)));
    assert!(matches!(misfit(&errors(Some("Remarks"), "sensor")), Some(Misfit::About)));
    assert!(matches!(misfit(&errors(Some("SensorDate"), "sensor")), Some(Misfit::About)));
    assert!(matches!(misfit(&errors(Some("Nowhere"), "sensor")), Some(Misfit::About)));
    let refused = errors(Some("Main_Damage_Site_Class"), "place");
    assert!(matches!(&refused[..], [MappingError::Remark { .. }]), "{refused:?}");
}
