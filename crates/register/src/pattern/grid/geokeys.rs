//! Where a GeoTIFF says that its cells lie (OGC 19-008r4): by a tie point and the size of a cell, or by a matrix, in the system of
//! coordinates that its keys name.

use std::collections::HashMap;
use std::io::{Read, Seek};

use tiff::decoder::Decoder;
use tiff::tags::Tag;

use super::lies::{Affine, Lies};
use crate::import::Crs;

/// Keys, by their numbers in the standard.
const MODEL: u16 = 1024;
const CELL_IS: u16 = 1025;
const WORDS: u16 = 34_737;
const CITATION: u16 = 1026;
const PROJECTED_CITATION: u16 = 3073;
const GEOGRAPHIC_CITATION: u16 = 2049;
const GEOGRAPHIC: u16 = 2048;
const ANGLES_IN: u16 = 2054;
const PROJECTED: u16 = 3072;
const LENGTHS_IN: u16 = 3076;
/// What they say.
const IS_GEOGRAPHIC: u16 = 2;
const IS_POINT: u16 = 2;
const DEGREE: u16 = 9102;
const METRE: u16 = 9001;
/// Stands for a system that has no number, and before its description.
const OWN: u16 = 32_767;
const DESCRIBED: &str = "ESRI PE String = ";
/// What is read, and what to do about the rest.
const EXPECTED: &str = "expected degrees of WGS 84 (EPSG:4326), UTM on WGS 84 or Web Mercator: \
    gdalwarp -t_srs EPSG:4326 IN.tif OUT.tif makes it so, with -r sum where cells hold numbers of things";
const UNSAID: &str = "it does not say in which system of coordinates it lies; if you know that these are degrees, \
    gdal_translate -a_srs EPSG:4326 IN.tif OUT.tif says so";

/// What the keys say.
struct Keys {
    numbers: HashMap<u16, u16>,
    words: HashMap<u16, String>,
}

/// Where its cells lie.
///
/// # Errors
/// What says nothing of it, or a system that is not read.
pub(super) fn lies<R: Read + Seek>(tiff: &mut Decoder<R>, size: [usize; 2]) -> Result<Lies, String> {
    let keys = Keys::of(tiff)?;
    let system = keys.system()?;
    let [a, b, c, d, e, f] = to_ground(tiff)?;
    // Of a cell that is a point, the place given is its middle.
    let half = if keys.is(CELL_IS, IS_POINT) { 0.5 } else { 0.0 };
    Lies::of(&system, size, [a, b, c - half * (a + b), d, e, f - half * (d + e)])
}

fn numbers<R: Read + Seek>(tiff: &mut Decoder<R>, tag: Tag) -> Result<Option<Vec<f64>>, String> {
    let told = tiff.find_tag(tag).map_err(|error| error.to_string())?;
    told.map(|value| value.into_f64_vec().map_err(|error| error.to_string())).transpose()
}

/// How places are reckoned from columns and rows.
fn to_ground<R: Read + Seek>(tiff: &mut Decoder<R>) -> Result<Affine, String> {
    let scale = numbers(tiff, Tag::ModelPixelScaleTag)?;
    let ties = numbers(tiff, Tag::ModelTiepointTag)?;
    let matrix = numbers(tiff, Tag::ModelTransformationTag)?;
    match (scale.as_deref(), ties.as_deref(), matrix.as_deref()) {
        // The north is up, whichever sign the height has.
        (Some([wide, high, ..]), Some([column, row, _, x, y, _]), _) => {
            let (wide, high) = (*wide, high.abs());
            Ok([wide, 0.0, x - column * wide, 0.0, -high, y + row * high])
        }
        (_, _, Some([a, b, _, c, d, e, _, f, ..])) => Ok([*a, *b, *c, *d, *e, *f]),
        (_, Some(ties), _) if ties.len() > 6 => {
            Err("it lies by many points of its own; expected one, and the size of a cell: gdalwarp -t_srs EPSG:4326 IN.tif OUT.tif makes it so".to_owned())
        }
        _ => Err("it does not say where its cells lie; expected a GeoTIFF with the place of its corner and the size of a cell".to_owned()),
    }
}

impl Keys {
    fn of<R: Read + Seek>(tiff: &mut Decoder<R>) -> Result<Keys, String> {
        let wrong = |error: tiff::TiffError| error.to_string();
        let told: Vec<u16> = tiff.find_tag_unsigned_vec(Tag::GeoKeyDirectoryTag).map_err(wrong)?.ok_or(UNSAID)?;
        let words = tiff.find_tag(Tag::GeoAsciiParamsTag).map_err(wrong)?;
        let words = words.and_then(|words| words.into_string().ok()).unwrap_or_default();
        // A head of four numbers, and four of each key: which, where it stands, how long it is, and the number itself if it stands here.
        let keys = || told.chunks_exact(4).skip(1);
        let numbers = keys().filter(|key| key[1] == 0).map(|key| (key[0], key[3])).collect();
        let word = |key: &[u16]| {
            let words = words.get(usize::from(key[3])..)?.split('|').next()?.trim();
            (!words.is_empty()).then(|| (key[0], words.to_owned()))
        };
        let words = keys().filter(|key| key[1] == WORDS).filter_map(word).collect();
        Ok(Keys { numbers, words })
    }

    fn is(&self, key: u16, what: u16) -> bool {
        self.numbers.get(&key) == Some(&what)
    }

    /// The system of coordinates, if it is one that is read.
    fn system(&self) -> Result<String, String> {
        let (key, unit, of) = match self.numbers.get(&MODEL) {
            Some(&IS_GEOGRAPHIC) => (GEOGRAPHIC, ANGLES_IN, DEGREE),
            Some(_) => (PROJECTED, LENGTHS_IN, METRE),
            None => return Err(UNSAID.to_owned()),
        };
        let number = self.numbers.get(&key).filter(|number| **number != OWN);
        let described = || self.words.get(&PROJECTED_CITATION)?.strip_prefix(DESCRIBED).map(str::to_owned);
        let system = number.map(|number| format!("EPSG:{number}")).or_else(described);
        let in_other = self.numbers.get(&unit).is_some_and(|unit| ![of, OWN].contains(unit));
        let is_read = system.as_deref().is_some_and(|system| !matches!(Crs::of(system), Crs::Other(_)));
        match system.clone().filter(|_| is_read && !in_other) {
            Some(system) => Ok(system),
            None => {
                let unit = if in_other { ", in another unit" } else { "" };
                Err(format!("it lies in {}{unit}; {EXPECTED}", self.called(system)))
            }
        }
    }

    /// What a person knows the system by.
    fn called(&self, system: Option<String>) -> String {
        let name = [CITATION, PROJECTED_CITATION, GEOGRAPHIC_CITATION].iter().find_map(|key| self.words.get(key));
        match (system.as_deref().map(Crs::called), name.map(|name| Crs::called(name))) {
            (Some(system), Some(name)) if system != name => format!("{system} ({name})"),
            (Some(one), _) | (None, Some(one)) => one,
            (None, None) => "a system of coordinates without a name".to_owned(),
        }
    }
}
