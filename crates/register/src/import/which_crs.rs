//! Which system of coordinates is taken, where a file, its mapping and the import before say different ones: what is asked for goes before
//! what the file says, and that before what was asked for last time. Wherever they differ, it is told.

use daftar_read::sheet::{Manner, Note};

use super::mapping::Mapping;
use super::shape::Crs;

/// A mapping that was found for a list, without a system of coordinates that is another than the file's.
pub(super) fn found(mapping: Mapping, manner: &Manner) -> Mapping {
    let crs = mapping.crs.filter(|former| !is_other(former, manner));
    Mapping { crs, ..mapping }
}

/// What is told of it. `former` is what was asked for when the list was imported last.
pub(super) fn odd(mapping: &Mapping, manner: &Manner, former: Option<&str>) -> Option<Note> {
    let file = Crs::called(manner.crs.as_deref()?);
    match mapping.crs.as_deref() {
        Some(taken) => is_other(taken, manner).then(|| Note::OtherCrs { file, taken: Crs::called(taken) }),
        None => former
            .filter(|former| is_other(former, manner))
            .map(|former| Note::FormerCrs { file, former: Crs::called(former) }),
    }
}

fn is_other(told: &str, manner: &Manner) -> bool {
    manner.crs.as_deref().is_some_and(|file| !Crs::of(file).is(&Crs::of(told)))
}

#[cfg(test)]
mod tests {
    use daftar_read::sheet::Form;

    use super::*;

    fn manner(crs: Option<&str>) -> Manner {
        let crs = crs.map(str::to_owned);
        Manner { form: Form::GeoJson, encoding: None, delimiter: None, sheet: None, header: None, crs }
    }

    fn mapping(crs: Option<&str>) -> Mapping {
        Mapping { crs: crs.map(str::to_owned), ..Mapping::default() }
    }

    #[test]
    fn what_differs_is_told_and_what_was_asked_for_last_time_gives_way() {
        let told = |asked, file, former| odd(&mapping(asked), &manner(file), former).map(|note| note.to_string());
        let (degrees, zone) = (Some("urn:ogc:def:crs:OGC:1.3:CRS84"), Some("EPSG:32637"));
        for same in [(None, None, zone), (zone, None, None), (zone, zone, None), (Some("EPSG:4326"), degrees, None)] {
            assert_eq!(told(same.0, same.1, same.2), None, "{same:?}");
        }
        let other = told(zone, degrees, None).unwrap();
        assert!(other.contains("CRS84") && other.contains("they are taken for EPSG:32637"), "{other}");
        let former = told(None, degrees, zone).unwrap();
        assert!(former.contains("CRS84") && former.contains("--crs EPSG:32637"), "{former}");
        assert_eq!(found(mapping(zone), &manner(degrees)).crs, None);
        assert_eq!(found(mapping(zone), &manner(None)).crs.as_deref(), zone);
        assert_eq!(found(mapping(zone), &manner(Some("EPSG:32637"))).crs.as_deref(), zone);
    }
}
