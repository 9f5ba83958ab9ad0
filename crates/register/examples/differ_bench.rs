//! Measures looking for differences where there are many: a catalogue, and a list that dates every fifth object otherwise
//! and another fifth alike.
//!
//! `differ_bench FOLDER [CATALOGUE.csv]`: makes the register in FOLDER where there is none. See `benches/differ.sh`.

#[path = "bench/catalogue.rs"]
mod catalogue;
#[path = "bench/phase.rs"]
mod phase;

use std::error::Error;
use std::path::Path;

use daftar_claim::{Claim, Edtf, Value, row_entity};
use daftar_register::{Compare, Home, Register, system_clock};
use daftar_store::Access;
use daftar_view::{Ask, Asked, differences};

use catalogue::{Catalogue, record};
use phase::phase;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = std::env::args().nth(1).ok_or("name a folder for the register")?;
    let (register, home) = (Path::new(&folder).join("bench.daftar"), Home::at(Path::new(&folder).join("home")));
    if !register.exists() {
        make(&Catalogue::at(std::env::args().nth(2)), &register, &home)?;
    }
    let opened = phase("open", || Ok(Register::open(&register, &home, Access::Read, system_clock)?))?.result;
    phase("hear and compare", || differ(&opened))?;
    Ok(())
}

fn make(catalogue: &Catalogue, register: &Path, home: &Home) -> Outcome<()> {
    println!("catalogue: {catalogue}");
    let first = phase("recording the catalogue", || record(catalogue.claims()?, register, home))?;
    let second = phase("recording the list", || record(listed(catalogue)?, register, home))?;
    println!("  {} and {} claims", first.result.0, second.result.0);
    Ok(())
}

/// What the list says of the dates of objects: of each five, one other year, and one year as the catalogue has it.
fn listed(catalogue: &Catalogue) -> Outcome<impl Iterator<Item = Claim>> {
    let list = row_entity("list", "document", &["dates.csv"]);
    let dated = catalogue.claims()?.filter(|claim| matches!(claim.value, Value::Date(_)));
    Ok(dated.enumerate().filter_map(move |(n, claim)| {
        let value = match n % 5 {
            0 => other(&claim.value)?,
            1 => claim.value.clone(),
            _ => return None,
        };
        Some(Claim { value, source: list, ..claim })
    }))
}

/// A year that is certainly another one.
fn other(value: &Value) -> Option<Value> {
    let Value::Date(date) = value else { return None };
    let year: i64 = date.as_str().get(..4)?.parse().ok()?;
    Edtf::parse(&format!("{}", year - 40)).ok().map(Value::Date)
}

fn differ(register: &Register) -> Outcome<()> {
    let (mut statements, mut parts, mut found) = (0, 0, 0);
    let ask = Ask::default();
    let compare = Compare::Differences;
    register.hear_differing_in_parts(register.standing(), &ask, compare, |heard| -> Outcome<()> {
        let asked = Asked::new(&heard.statements, &ask, register.profiles(), &heard.surroundings);
        (statements, parts) = (statements + heard.statements.len(), parts + 1);
        found += differences(&asked).len();
        Ok(())
    })?;
    println!("  {statements} statements heard in {parts} parts, {found} differences");
    Ok(())
}
