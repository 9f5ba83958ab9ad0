//! Columns that tell how damage was seen, as lists of points seen in images have them: beside each grade a sensor and the day of its image.

use std::collections::BTreeMap;

use daftar_store::index::fold_name;

use super::guess::Guessed;
use super::mapping::Column;

/// What such columns are called, without spaces, and what they give.
const CALLED: [(&str, &[&str]); 4] = [
    ("sensor", &["sensor", "sensorid", "sensorname", "satellite", "المستشعر", "القمرالصناعي"]),
    ("image-date", &["sensordate", "imagedate", "imagerydate", "dateofimage", "postimagedate", "تاريخالصوره"]),
    (
        "compared-image-date",
        &[
            "preimagedate",
            "baseimagedate",
            "previousimagedate",
            "comparedimagedate",
            "referenceimagedate",
            "تاريخصورهالمقارنه",
        ],
    ),
    ("seen-by", &["seenby", "howseen", "howitwasseen", "كيفعرفذلك"]),
];

/// A header without what parts its words, and the number at its end: `SensorDate_2` is one of the second look.
fn taken_apart(header: &str) -> (String, String) {
    let letters: String = fold_name(header).chars().filter(|one| one.is_alphanumeric()).collect();
    let words = letters.trim_end_matches(|one: char| one.is_ascii_digit());
    (words.to_owned(), letters[words.len()..].to_owned())
}

/// Gives columns that have no meaning yet one about the grades that they stand beside: those of the same number, or the only ones.
pub(super) fn give(columns: &mut [Column], why: &mut BTreeMap<String, Guessed>) {
    let graded = columns.iter().filter(|column| column.property.as_deref() == Some("state"));
    let grades: Vec<(String, String)> =
        graded.map(|column| (column.header.clone(), taken_apart(&column.header).1)).collect();
    for column in columns.iter_mut().filter(|column| column.property.is_none() && !column.pictures && !column.leave_out)
    {
        let (words, number) = taken_apart(&column.header);
        let Some((gives, _)) = CALLED.iter().find(|(_, names)| names.contains(&words.as_str())) else { continue };
        let beside = match &grades[..] {
            [(only, _)] => Some(only),
            all => all.iter().find(|(_, other)| *other == number).map(|(header, _)| header),
        };
        if let Some(header) = beside {
            (column.property, column.about) = (Some((*gives).to_owned()), Some(header.clone()));
            why.insert(column.header.clone(), Guessed::OtherName);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_beside_grades_tell_how_these_were_seen() {
        let column = |header: &str, property: Option<&str>| Column {
            header: header.to_owned(),
            property: property.map(str::to_owned),
            ..Column::default()
        };
        let told = |mut columns: Vec<Column>| -> Vec<Option<(String, String)>> {
            give(&mut columns, &mut BTreeMap::new());
            columns.into_iter().map(|one| one.property.zip(one.about)).collect()
        };
        let pair = |gives: &str, of: &str| Some((gives.to_owned(), of.to_owned()));
        let one = vec![column("Class", Some("state")), column("SensorDate", None), column("Sensor ID", None)];
        assert_eq!(told(one), [None, pair("image-date", "Class"), pair("sensor", "Class")]);
        let two = ["Class", "Class_2"].map(|header| column(header, Some("state")));
        let days = ["SensorDate", "SensorDate_2", "SensorDate_3"].map(|header| column(header, None));
        let both = told(two.into_iter().chain(days).collect());
        assert_eq!(both[2..], [pair("image-date", "Class"), pair("image-date", "Class_2"), None]);
        assert_eq!(told(vec![column("Sensor", None)]), [None], "where nothing was graded there is nothing to tell of");
    }
}
