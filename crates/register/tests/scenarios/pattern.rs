//! Damage beside an exposure: the same question, whatever files it comes in.

use std::fs;
use std::path::{Path, PathBuf};

use daftar_register::pattern::{Around, given_of_files};
use daftar_register::view::pattern::daftar_pattern::{Side, Statistic};
use daftar_register::view::pattern::{Asked, Given, Report};
use tiff::encoder::{Compression, TiffEncoder, colortype};
use tiff::tags::Tag;

fn town(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/sanabel/town").join(name)
}

fn given(exposure: &Path, window: Option<&Path>) -> Given {
    let around =
        Around { exposure: Some(exposure.to_owned()), window: window.map(Path::to_owned), ..Around::default() };
    given_of_files(&town("water-points.csv"), &town("houses-raised.csv"), &around).unwrap()
}

fn asked(statistic: Statistic) -> Asked {
    Asked {
        facilities: "wells".into(),
        things: "houses".into(),
        within: 200.0,
        steps: 10,
        statistic,
        side: Side::Both,
        level: 0.05,
        simulations: 99,
        seed: 7,
        threads: 1,
        squares: Vec::new(),
        attack: None,
        times: 2.0,
    }
}

fn p(given: Given, statistic: Statistic) -> f64 {
    Report::of(asked(statistic), given, &|_, _| {}).unwrap().answer.p().unwrap()
}

/// The exposure of the town as GeoTIFF.
fn as_geotiff(folder: &Path) -> PathBuf {
    let text = fs::read_to_string(town("exposure.asc")).unwrap();
    let values: Vec<f64> =
        text.lines().skip(6).flat_map(str::split_whitespace).map(|one| one.parse().unwrap()).collect();
    let path = folder.join("people");
    let file = fs::File::create(&path).unwrap();
    let mut encoder = TiffEncoder::new(file).unwrap().with_compression(Compression::Lzw);
    let mut image = encoder.new_image::<colortype::Gray64Float>(40, 26).unwrap();
    image.rows_per_strip(3).unwrap();
    let tags = image.encoder();
    tags.write_tag(Tag::ModelPixelScaleTag, &[0.0005f64, 0.0005, 0.0][..]).unwrap();
    tags.write_tag(Tag::ModelTiepointTag, &[0.0f64, 0.0, 0.0, 20.990_12, 34.993_705 + 26.0 * 0.0005, 0.0][..]).unwrap();
    tags.write_tag(Tag::GeoKeyDirectoryTag, &[1u16, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326][..])
        .unwrap();
    tags.write_tag(Tag::GdalNodata, "-9999").unwrap();
    image.write_data(&values).unwrap();
    path
}

#[test]
fn an_exposure_gives_the_same_answer_as_geotiff_and_as_ascii_grid() {
    let folder = tempfile::tempdir().unwrap();
    // It is called nothing that tells what it is: its bytes do.
    let tiff = as_geotiff(folder.path());
    for window in [None, Some(town("town.geojson"))] {
        let (one, other) = (given(&town("exposure.asc"), window.as_deref()), given(&tiff, window.as_deref()));
        let (ground, same) = (one.ground.as_ref().unwrap(), other.ground.as_ref().unwrap());
        assert_eq!((&ground.raster, &ground.window), (&same.raster, &same.window));
        assert_eq!(p(one, Statistic::Nearest), p(other, Statistic::Nearest));
    }
}

#[test]
fn quarters_that_make_up_a_town_are_the_same_window_as_the_town() {
    let (whole, quarters) = (town("town.geojson"), town("quarters.geojson"));
    for statistic in [Statistic::Nearest, Statistic::Every] {
        let [one, other] = [&whole, &quarters].map(|window| given(&town("exposure.asc"), Some(window)));
        assert_eq!((one.told.len(), other.told.len()), (0, 1));
        assert!(other.told[0][0].contains("4 areas taken as one"), "{:?}", other.told);
        assert!((p(one, statistic) - p(other, statistic)).abs() < 0.011, "{statistic:?}");
    }
}

#[test]
fn a_thing_in_two_strata_is_left_out_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let square = |name: &str, west: f64, east: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},34.99],[{east},34.99],[{east},35.01],[{west},35.01],[{west},34.99]]]}}}}"#
        )
    };
    let of = |features: &[String]| {
        let path = folder.path().join("strata.geojson");
        fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).unwrap();
        let around = Around { strata: Some(path), ..Around::default() };
        given_of_files(&town("water-points.csv"), &town("houses-raised.csv"), &around)
    };
    let beside = of(&[square("west", 20.98, 21.0), square("east", 21.0, 21.02)]).unwrap();
    assert_eq!((beside.things.len(), beside.left_out.len()), (600, 0));
    let over = of(&[square("west", 20.98, 21.002), square("east", 21.0, 21.02)]).unwrap();
    assert!(over.things.len() < 600 && over.things.len() + over.left_out.len() == 600);
    assert_eq!(over.left_out[0].why[0], "lies in more than one stratum: east, west");
    assert!(over.left_out[0].why[1].contains("أكثر من طبقة"));
    // Parts of one stratum may be drawn one by one.
    let parts = of(&[square("west", 20.98, 21.002), square("west", 21.0, 21.02)]).unwrap();
    assert_eq!(parts.things.len(), 600);
    let all = of(&[square("town", 20.98, 21.02), square("region", 20.98, 21.02)]).unwrap_err().to_string();
    assert!(all.contains("600 in more than one"), "{all}");
}
