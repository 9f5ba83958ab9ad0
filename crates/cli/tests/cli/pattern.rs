//! Whether damage near facilities is more than dispersed damage would give, from the command line: the invented town, whose answers are
//! known, and what cannot be read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::device::{Computer, Device as _};

fn town(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sanabel/town").join(name);
    path.to_str().unwrap().to_owned()
}

fn computer(folder: &Path) -> Computer<'_> {
    fs::create_dir(folder.join("house")).unwrap();
    Computer(folder, "house")
}

fn question<'w>(wells: &'w str, houses: &'w str) -> Vec<&'w str> {
    vec!["pattern", "--facilities", wells, "--damage", houses, "--within", "200", "--simulations", "499", "--seed", "7"]
}

#[test]
fn raised_risk_is_found_and_dispersed_damage_is_not_distinguishable() {
    let folder = tempfile::tempdir().unwrap();
    let house = computer(folder.path());
    let (wells, raised, dispersed) =
        (town("water-points.csv"), town("houses-raised.csv"), town("houses-dispersed.csv"));
    let found = house.json(&question(&wells, &raised));
    assert_eq!(found["answer"]["verdict"], "more", "{}", found["answer"]);
    assert_eq!((found["strata"].as_array().unwrap().len(), &found["answer"]["at-risk"]), (4, &600.into()));
    let none = house.json(&question(&wells, &dispersed));
    assert_eq!(none["answer"]["verdict"], "not-distinguishable", "{}", none["answer"]);
    assert_eq!(found, house.json(&question(&wells, &raised)), "the same seed gives the same numbers");

    let said = house.well(&[&question(&wells, &dispersed)[..], &["--squares", "400,200", "--attack", "60"]].concat());
    for part in ["no acquittal", "this test would have found it in", "squares of 200 m", "attacks as units"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let arabic = house.well(&[&question(&wells, &raised)[..], &["--lang", "ar"]].concat());
    assert!(arabic.contains("ضرر قربها أكثر مما تعطيه المصادفة"), "{arabic}");
}

#[test]
fn damage_beside_an_exposure_and_in_strata_of_polygons() {
    let folder = tempfile::tempdir().unwrap();
    let house = computer(folder.path());
    let (wells, raised, dispersed) =
        (town("water-points.csv"), town("houses-raised.csv"), town("houses-dispersed.csv"));
    let (exposure, quarters, outline) = (town("exposure.asc"), town("quarters.geojson"), town("town.geojson"));
    let beside = ["--exposure", &exposure, "--window", &outline];
    for count in ["nearest", "every"] {
        let found = house.json(&[&question(&wells, &raised)[..], &beside, &["--count", count]].concat());
        assert_eq!(found["answer"]["verdict"], "more", "{count}: {}", found["answer"]);
        let none = house.json(&[&question(&wells, &dispersed)[..], &beside, &["--count", count]].concat());
        assert_eq!(none["answer"]["verdict"], "not-distinguishable", "{count}: {}", none["answer"]);
    }
    let said = house.well(&[&question(&wells, &dispersed)[..], &beside, &["--squares", "400"]].concat());
    for part in ["is spread as exposure is", "averaged over squares of 400 m", "was not estimated from the damage"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let strata = house.json(&[&question(&wells, &raised)[..], &["--strata", &quarters]].concat());
    let names = strata["strata"].as_array().unwrap();
    assert!(names.contains(&"mill · mill".into()), "the quarter of the list and that of the polygons: {names:?}");
    let refused = house.refused(&[&question(&wells, &raised)[..], &["--exposure", &raised]].concat());
    assert!(refused.contains("is no number") || refused.contains("ncols"), "{refused}");
    let refused = house.refused(&[&question(&wells, &raised)[..], &["--strata", &exposure]].concat());
    assert!(refused.contains("exposure.asc"), "{refused}");
}

#[test]
fn damage_in_a_list_of_its_own_belongs_to_what_is_at_risk() {
    let folder = tempfile::tempdir().unwrap();
    let house = computer(folder.path());
    let (wells, raised) = (town("water-points.csv"), town("houses-raised.csv"));
    let houses = fs::read_to_string(&raised).unwrap();
    let (damage, assets) = (folder.path().join("damage.csv"), folder.path().join("assets.csv"));
    let cut = |line: &str, many: usize| line.split(',').take(many).collect::<Vec<_>>().join(",") + "\n";
    let struck: String =
        houses.lines().skip(1).filter(|line| line.ends_with(",yes")).map(|line| cut(line, 3)).collect();
    fs::write(&damage, format!("number,latitude,longitude\n{struck},35.2,21.2\n")).unwrap();
    fs::write(&assets, houses.lines().map(|line| cut(line, 4)).collect::<String>()).unwrap();
    let (damage, assets) = (damage.to_str().unwrap(), assets.to_str().unwrap());
    let parted = house.json(&[&question(&wells, damage)[..], &["--assets", assets]].concat());
    let whole = house.json(&question(&wells, &raised));
    assert_eq!(parted["answer"]["p"], whole["answer"]["p"]);
    assert_eq!(parted["answer"]["damaged"], whole["answer"]["damaged"]);
    assert_eq!(parted["left-out"].as_array().unwrap().len(), 1, "what lies far from everything is named");
}

#[test]
fn a_page_and_curves_are_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let house = computer(folder.path());
    let (wells, raised) = (town("water-points.csv"), town("houses-raised.csv"));
    let (page, curves) = (folder.path().join("report.html"), folder.path().join("curves.csv"));
    let files = ["--to", page.to_str().unwrap(), "--curves", curves.to_str().unwrap()];
    let asked = [&question(&wells, &raised)[..], &files].concat();
    house.well(&asked);
    assert!(fs::read_to_string(&page).unwrap().contains("<svg"));
    assert_eq!(fs::read_to_string(&curves).unwrap().lines().count(), 21);
    assert!(house.refused(&asked).contains("is there already"));
    house.well(&[&asked[..], &["--force"]].concat());
}

#[test]
fn what_cannot_be_read_is_named_and_never_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let house = computer(folder.path());
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let wells = file("wells.csv", "latitude,longitude,damaged\n35.0,21.0,partly\n");
    let odd = file(
        "odd.csv",
        "lat,lon,damaged,error\n35.001,21.001,yes,\n35.002,21.001,maybe,\n95,21,no,\n35.003,21.002,no,-4\n35.003,21.002,نعم,\n35.004,21.002,,\n",
    );
    let told = house.json(&question(&wells, &odd));
    let left: Vec<&str> =
        told["left-out"].as_array().unwrap().iter().map(|one| one["which"].as_str().unwrap()).collect();
    assert_eq!(left, ["3", "4", "5"], "{told}");
    assert_eq!((&told["answer"]["verdict"], &told["answer"]["damaged"]), (&"too-few".into(), &2.into()), "{told}");
    assert_eq!(
        (told["answer"]["p"].is_null(), &told["unsaid"]),
        (true, &1.into()),
        "an empty cell is no guess: it is told"
    );

    let plain = file("plain.csv", "latitude,longitude\n35.0,21.0\n");
    assert!(house.refused(&question(&wells, &plain)).contains("no column damaged"));
    let nowhere = file("nowhere.csv", "a,b\n1,2\n");
    assert!(house.refused(&question(&nowhere, &odd)).contains("no columns of latitude and longitude"));
    let far = file("far.csv", "latitude,longitude,damaged\n35,21,yes\n-35,-150,no\n");
    assert!(house.refused(&question(&wells, &far)).contains("ask of one region at a time"));
    let geo = file(
        "town.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[21.001,35.001]},"properties":{"damaged":true}},{"type":"Feature","geometry":null,"properties":{"damaged":false}}]}"#,
    );
    let told = house.json(&question(&wells, &geo));
    assert_eq!((told["answer"]["at-risk"].as_u64(), told["left-out"].as_array().unwrap().len()), (Some(1), 1));
}

#[test]
fn cards_of_a_notebook_are_asked_of_with_what_sources_differ_on() {
    let folder = tempfile::tempdir().unwrap();
    let house = computer(folder.path());
    house.well(&["init", "house/mill.daftar", "--place", "Sanabel", "--keeper", "K", "--no-passphrase"]);
    house.well(&["add", "Mill well", "location", "POINT (21.0 35.0)", "--kind", "water-point"]);
    for number in 0..14 {
        let (name, at) = (format!("House {number}"), format!("POINT (21.00{:02} 35.0005)", 10 + number));
        house.well(&["add", &name, "location", &at, "--kind", "building"]);
        if number < 12 {
            house.well(&["add", &name, "state", "destroyed", "--when", "2032-01-12"]);
        }
    }
    house.well(&["add", "House 0", "state", "intact", "--when", "2032-01-12"]);
    house.well(&["add", "House X", "description", "nobody knows where", "--kind", "building"]);
    let asked = ["pattern", "--facilities", "water-point", "--damage", "building", "--within", "150", "--steps", "5"];
    let told = house.json(&asked);
    assert_eq!((&told["answer"]["at-risk"], &told["answer"]["damaged"]), (&14.into(), &11.into()), "{told}");
    assert_eq!(told["unsaid"], 2, "of two houses nobody says anything");
    assert_eq!((&told["disputed"]["count"], &told["left-out"][0]["which"]), (&1.into(), &"House X".into()), "{told}");
    assert!(
        house
            .refused(&["pattern", "--facilities", "castle", "--damage", "building"])
            .contains("neither a file nor a kind")
    );
}
