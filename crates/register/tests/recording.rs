//! Many claims become one batch; what is recorded already is left alone.

use daftar_claim::{Claim, Locator, PropertyId, Subject, Value, row_entity};
use daftar_register::{Founding, Home, Register, system_clock};

/// So many claims, a hundred about each jar, and each twice.
fn claims(number: u64) -> impl Iterator<Item = Claim> {
    let source = row_entity("silo", "document", &["jars"]);
    let property = PropertyId::parse("description").unwrap();
    let claim = move |n: u64| {
        let jar = Subject::Entity(row_entity("silo", "object", &[&(n / 100).to_string()]));
        let locator = Some(Locator::Cell { sheet: None, row: n + 2, column: "remark".into() });
        Claim { locator, ..Claim::new(jar, property.clone(), Value::text(format!("remark {n}")), source) }
    };
    (0..number).chain(0..number).map(claim)
}

#[test]
fn many_claims_are_one_batch_and_count_once() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("home"));
    let founding = Founding { place: "Sanabel".into(), keeper: "Silo".into(), lang: "en".into(), passphrase: None };
    let made = Register::create(&folder.path().join("silo.daftar"), &home, founding, system_clock).unwrap();
    let mut register = made.0;
    let recorded = register.record(claims(9000)).unwrap();
    assert_eq!((recorded.recorded, recorded.unchanged, recorded.entries.len()), (9000, 9000, 3));
    let logs = register.logs();
    let batches: Vec<_> = logs.values().flatten().filter_map(|header| header.header.batch.clone()).collect();
    assert_eq!(batches.iter().map(|batch| batch.last).collect::<Vec<_>>(), [false, false, true]);
    assert!(batches.iter().all(|batch| batch.id == batches[0].id));
    assert!(recorded.entries.iter().all(|entry| register.standing().counts(*entry)));
    let again = register.record(claims(9001)).unwrap();
    assert_eq!((again.recorded, again.unchanged, again.entries.len()), (1, 18_001, 1));
    let none = register.record(claims(9001)).unwrap();
    assert_eq!((none.recorded, none.entries.len()), (0, 0));
}
