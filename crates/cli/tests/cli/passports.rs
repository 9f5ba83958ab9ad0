//! A seed bank's passport list (MCPD) from the command line: in, out, and blank.

use std::fs;
use std::path::Path;

use crate::device::{Computer, Device as _};

fn house<'d>(folder: &'d Path, name: &'static str) -> Computer<'d> {
    let house = Computer(folder, name);
    fs::create_dir(folder.join(name)).unwrap();
    let register = format!("{name}/mill.daftar");
    house.well(&["init", &register, "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sanabel/accessions.csv");
    fs::copy(list, folder.join("accessions.csv")).unwrap();
    house
}

#[test]
fn a_passport_list_comes_in_and_goes_out_with_and_without_what_is_restricted() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path(), "house");
    let guessed = house.command(&["import", "accessions.csv", "--dry-run", "--yes", "--no-key"]).output().unwrap();
    let said = String::from_utf8(guessed.stderr).unwrap();
    assert!(said.contains("--as mcpd"), "{said}");
    house.well(&["import", "accessions.csv", "--kind", "accession", "--save-mapping", "mapping.toml"]);
    let mapping = fs::read_to_string(folder.path().join("mapping.toml")).unwrap();
    assert!(
        mapping.contains("dialect = \"mcpd\"") && mapping.contains("key = [\"INSTCODE\", \"ACCENUMB\", \"GENUS\"]")
    );
    let done = house.json(&["import", "accessions.csv", "--as", "mcpd", "--yes"]);
    let imported = &done["imported"];
    assert_eq!((imported["recorded"].as_u64(), imported["warned"].as_u64()), (Some(30), Some(0)), "{imported}");
    assert!(imported["sealed"].as_u64().unwrap() > 60, "{imported}");
    let said = house.well(&["export", "public.csv", "--as", "mcpd"]);
    assert!(said.contains("30 accessions") && said.contains("sealed statements"), "{said}");
    let public = fs::read_to_string(folder.path().join("public.csv")).unwrap();
    assert!(!public.contains("Family") && !public.contains("Terraces"), "{public}");
    assert!(house.refused(&["export", "public.csv", "--as", "mcpd"]).contains("--force"));
    let said = house.well(&["export", "all.csv", "--as", "mcpd", "--with-restricted", "--lang", "ar"]);
    assert!(said.contains("العيّنات، واحدة في كل صف: 30") && said.contains("مكشوفًا"), "{said}");
    let list = fs::read(folder.path().join("accessions.csv")).unwrap();
    assert_eq!(fs::read(folder.path().join("all.csv")).unwrap(), list);
    let alone = house.run(&["export", "x.csv", "--with-restricted"]);
    assert!(!alone.status.success() && String::from_utf8_lossy(&alone.stderr).contains("--as"));
}

#[test]
fn a_workbook_that_was_blank_or_written_out_comes_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path(), "house");
    assert!(house.refused(&["mcpd", "template", "blank.csv"]).contains(".xlsx"));
    house.well(&["mcpd", "template", "blank.xlsx"]);
    let looked = house.json(&["import", "blank.xlsx", "--kind", "accession", "--dry-run", "--yes"]);
    assert_eq!(looked["imported"]["rows"].as_u64(), Some(0), "{looked}");
    house.well(&["import", "accessions.csv", "--kind", "accession", "--yes"]);
    house.well(&["export", "all.xlsx", "--as", "mcpd", "--with-restricted"]);
    let shore = self::house(folder.path(), "shore");
    let done = shore.json(&["import", "all.xlsx", "--kind", "accession", "--yes"]);
    assert_eq!(
        (done["imported"]["recorded"].as_u64(), done["imported"]["warned"].as_u64()),
        (Some(30), Some(0)),
        "{done}"
    );
    shore.well(&["export", "again.csv", "--as", "mcpd", "--with-restricted"]);
    let list = fs::read(folder.path().join("accessions.csv")).unwrap();
    assert_eq!(fs::read(folder.path().join("again.csv")).unwrap(), list);
}

#[test]
fn what_is_wrong_is_told_with_row_column_value_and_remedy_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(folder.path(), "house");
    let list = "INSTCODE,ACCENUMB,GENUS,SAMPSTAT,ACQDATE\nRIM001,1,Vicia,301,20231301\nRIM001,,Vicia,300,\n";
    fs::write(folder.path().join("bad.csv"), list).unwrap();
    let output =
        house.command(&["import", "bad.csv", "--kind", "accession", "--yes", "--refused", "refused.csv"]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1), "a row was refused");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("row 2, ACQDATE, \"20231301\": no date; kept as it is written; write 20230501"), "{said}");
    assert!(said.contains("row 2, SAMPSTAT, \"301\": none of: wild"), "{said}");
    assert!(said.contains("no accession number (ACCENUMB); give it a number"), "{said}");
    assert!(fs::read_to_string(folder.path().join("refused.csv")).unwrap().contains("no accession number"));
    let said = house.run(&["import", "bad.csv", "--kind", "accession", "--dry-run", "--yes", "--lang", "ar"]).stdout;
    assert!(String::from_utf8(said).unwrap().contains("لا رقم للعيّنة (ACCENUMB)؛ أعطها رقمًا واستورد مرة أخرى"));
}
