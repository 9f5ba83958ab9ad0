//! Passports as a Darwin Core archive: occurrences, and for each a row of the germplasm extension (GBIF, *Germplasm accession*,
//! v20140515), so that whoever gathers records of life can take them in. A zip with `meta.xml`, `eml.xml` and two tables.
//!
//! What MCPD packs into one cell with `;` stands here with ` | `, as Darwin Core has it.

use std::io::{self, Seek, Write};
use std::path::Path;

use daftar_claim::Standing;
use daftar_table::Query;
use daftar_view::{Ask, Audience};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::country::alpha_2;
use super::out::PassportsOut;
use super::passport::Passport;
use crate::rows::quoted_line;
use crate::statements::write_whole;
use crate::{Register, RegisterError};

const DWC: &str = "http://rs.tdwg.org/dwc/terms/";
const GERMPLASM: &str = "http://purl.org/germplasm/germplasmTerm#";

/// What a column of a table holds.
#[derive(Clone, Copy)]
enum Take {
    /// What stands in this column of MCPD.
    Cell(&'static str),
    /// The same, several values with ` | ` between.
    Several(&'static str),
    /// A date, as ISO 8601: `1998-06`.
    Date(&'static str),
    /// The country's code of two letters.
    Country,
    /// What it is called in all records.
    Id,
    /// Genus, species and what is below.
    Name,
    /// Whether it is in the Multilateral System, in a word.
    Treaty,
    /// The same for all.
    Always(&'static str),
}

/// The core, after what it is called.
const OCCURRENCE: [(&str, Take); 25] = [
    ("basisOfRecord", Take::Always("LivingSpecimen")),
    ("institutionCode", Take::Cell("INSTCODE")),
    ("catalogNumber", Take::Cell("ACCENUMB")),
    ("otherCatalogNumbers", Take::Several("OTHERNUMB")),
    ("recordNumber", Take::Cell("COLLNUMB")),
    ("recordedBy", Take::Several("COLLNAME")),
    ("kingdom", Take::Always("Plantae")),
    ("scientificName", Take::Name),
    ("scientificNameAuthorship", Take::Cell("SPAUTHOR")),
    ("genus", Take::Cell("GENUS")),
    ("specificEpithet", Take::Cell("SPECIES")),
    ("vernacularName", Take::Cell("CROPNAME")),
    ("eventDate", Take::Date("COLLDATE")),
    ("countryCode", Take::Country),
    ("locality", Take::Cell("COLLSITE")),
    ("decimalLatitude", Take::Cell("DECLATITUDE")),
    ("decimalLongitude", Take::Cell("DECLONGITUDE")),
    ("verbatimLatitude", Take::Cell("LATITUDE")),
    ("verbatimLongitude", Take::Cell("LONGITUDE")),
    ("coordinateUncertaintyInMeters", Take::Cell("COORDUNCERT")),
    ("geodeticDatum", Take::Cell("COORDDATUM")),
    ("georeferenceProtocol", Take::Cell("GEOREFMETH")),
    ("minimumElevationInMeters", Take::Cell("ELEVATION")),
    ("maximumElevationInMeters", Take::Cell("ELEVATION")),
    ("occurrenceRemarks", Take::Several("REMARKS")),
];

/// The extension, after what its occurrence is called.
const ACCESSION: [(&str, Take); 16] = [
    ("germplasmID", Take::Cell("PUID")),
    ("germplasmIdentifier", Take::Several("ACCENAME")),
    ("biologicalStatus", Take::Cell("SAMPSTAT")),
    ("storageCondition", Take::Several("STORAGE")),
    ("collectingInstituteID", Take::Several("COLLCODE")),
    ("breedingInstituteID", Take::Several("BREDCODE")),
    ("breedingInstitute", Take::Several("BREDNAME")),
    ("ancestralData", Take::Cell("ANCEST")),
    ("donorsIdentifier", Take::Cell("DONORNUMB")),
    ("donorInstituteID", Take::Cell("DONORCODE")),
    ("donorInstitute", Take::Cell("DONORNAME")),
    ("acquisitionDate", Take::Date("ACQDATE")),
    ("acquisitionSource", Take::Cell("COLLSRC")),
    ("safetyDuplicationInstituteID", Take::Several("DUPLSITE")),
    ("safetyDuplicationInstitute", Take::Several("DUPLINSTNAME")),
    ("mlsStatus", Take::Treaty),
];

impl Register {
    /// Writes the accessions that a question finds as a Darwin Core archive, all of it or nothing; as
    /// [`Register::export_passports`] otherwise.
    ///
    /// # Errors
    /// As [`Register::export_passports`].
    pub fn export_darwin_core(
        &self,
        query: &Query,
        of: (&Standing, &Ask),
        restricted: bool,
        (to, replace): (&Path, bool),
    ) -> Result<Option<PassportsOut>, RegisterError> {
        let Some((rows, told)) = self.passports(query, of, restricted)? else { return Ok(None) };
        let place = self.place()?.and_then(|place| self.names_of(place).ok()?.into_iter().next());
        let date = self.time().date().to_owned();
        let audience = if restricted { Audience::Keeper } else { Audience::Public };
        write_whole(to, replace, audience, |file| {
            let about = About { title: place.as_deref().unwrap_or("Daftar"), date: &date, id: self.id().to_string() };
            archive(&rows, &about, file.as_file_mut()).map_err(RegisterError::io(to)).map(|()| Some(told))
        })
    }
}

/// What the archive is of.
struct About<'a> {
    title: &'a str,
    date: &'a str,
    id: String,
}

fn archive(rows: &[Passport], about: &About<'_>, out: impl Write + Seek) -> io::Result<()> {
    let mut zip = ZipWriter::new(io::BufWriter::new(out));
    let plain = SimpleFileOptions::default();
    zip.start_file("meta.xml", plain)?;
    zip.write_all(meta().as_bytes())?;
    zip.start_file("eml.xml", plain)?;
    zip.write_all(eml(about).as_bytes())?;
    zip.start_file("occurrence.csv", plain)?;
    table(rows, "occurrenceID", &OCCURRENCE, &mut zip)?;
    zip.start_file("germplasm.csv", plain)?;
    table(rows, "coreid", &ACCESSION, &mut zip)?;
    zip.finish()?.flush()
}

fn table(rows: &[Passport], id: &str, columns: &[(&str, Take)], out: &mut dyn Write) -> io::Result<()> {
    quoted_line(out, [id].into_iter().chain(columns.iter().map(|(name, _)| *name)))?;
    for row in rows {
        let cells: Vec<String> = columns.iter().map(|(_, from)| cell(row, *from)).collect();
        let id = cell(row, Take::Id);
        quoted_line(out, [id.as_str()].into_iter().chain(cells.iter().map(String::as_str)))?;
    }
    Ok(())
}

fn cell(row: &Passport, from: Take) -> String {
    match from {
        Take::Cell(code) => row.cell(code).to_owned(),
        Take::Several(code) => row.cell(code).replace(';', " | "),
        Take::Date(code) => date(row.cell(code)),
        Take::Country => alpha_2(row.cell("ORIGCTY")).unwrap_or_default(),
        Take::Always(words) => words.to_owned(),
        Take::Treaty => match row.cell("MLSSTAT") {
            "0" => "No".to_owned(),
            "1" => "Yes".to_owned(),
            "99" => "Other".to_owned(),
            other => other.to_owned(),
        },
        Take::Name => {
            let parts = ["GENUS", "SPECIES", "SUBTAXA"].map(|code| row.cell(code));
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        }
        Take::Id => match row.cell("PUID") {
            "" => ["INSTCODE", "ACCENUMB", "GENUS"].map(|code| row.cell(code)).join(":"),
            id => id.to_owned(),
        },
    }
}

/// `19980600` or `199806--` as `1998-06`.
fn date(cell: &str) -> String {
    let known = |part: &str| !part.starts_with("--") && part != "00";
    let part = |range: std::ops::Range<usize>| cell.get(range).filter(|part| known(part));
    match (cell.get(..4), part(4..6), part(6..8)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        (Some(year), Some(month), None) => format!("{year}-{month}"),
        (Some(year), None, _) => year.to_owned(),
        (None, ..) => String::new(),
    }
}

/// Which file holds what, by the text guide of Darwin Core.
fn meta() -> String {
    let part = |tag: &str, id: &str, row: &str, file: &str, columns: String| {
        format!(
            "  <{tag} encoding=\"UTF-8\" fieldsTerminatedBy=\",\" linesTerminatedBy=\"\\n\" fieldsEnclosedBy=\"&quot;\" \
             ignoreHeaderLines=\"1\" rowType=\"{row}\">\n    <files><location>{file}</location></files>\n    <{id} index=\"0\"/>\n\
             {columns}  </{tag}>\n"
        )
    };
    let fields = |space: &str, columns: &[(&str, Take)]| -> String {
        let line = |(at, (name, _)): (usize, &(&str, Take))| {
            format!("    <field index=\"{}\" term=\"{space}{name}\"/>\n", at + 1)
        };
        columns.iter().enumerate().map(line).collect()
    };
    let id = format!("    <field index=\"0\" term=\"{DWC}occurrenceID\"/>\n");
    let core = part("core", "id", &format!("{DWC}Occurrence"), "occurrence.csv", id + &fields(DWC, &OCCURRENCE));
    let row = format!("{GERMPLASM}GermplasmAccession");
    let more = part("extension", "coreid", &row, "germplasm.csv", fields(GERMPLASM, &ACCESSION));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<archive xmlns=\"http://rs.tdwg.org/dwc/text/\" metadata=\"eml.xml\">\n{core}{more}</archive>\n"
    )
}

/// What the archive is, in the least that EML 2.1.1 asks for.
fn eml(about: &About<'_>) -> String {
    let (title, id, date) = (escaped(about.title), escaped(&about.id), escaped(about.date));
    let who = format!("<organizationName>{title}</organizationName>");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <eml:eml xmlns:eml=\"eml://ecoinformatics.org/eml-2.1.1\" packageId=\"{id}/{date}\" system=\"daftar\" scope=\"system\">\n  \
         <dataset>\n    <title>{title}</title>\n    <creator>{who}</creator>\n    <pubDate>{date}</pubDate>\n    \
         <contact>{who}</contact>\n  </dataset>\n</eml:eml>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_iso_8601() {
        assert_eq!(
            ["19980612", "199806--", "19980600", "1998----", "19980000", ""].map(date),
            ["1998-06-12", "1998-06", "1998-06", "1998", "1998", ""]
        );
    }

    #[test]
    fn every_column_is_named_once_with_its_place() {
        let meta = meta();
        for (at, (name, _)) in OCCURRENCE.iter().enumerate() {
            assert!(meta.contains(&format!("<field index=\"{}\" term=\"{DWC}{name}\"/>", at + 1)), "{name}");
        }
        assert_eq!(meta.matches("<field ").count(), OCCURRENCE.len() + ACCESSION.len() + 1);
        let about = About { title: "Seeds & <co>", date: "2032-05-01", id: "x".into() };
        assert!(eml(&about).contains("Seeds &amp; &lt;co&gt;"));
    }
}
