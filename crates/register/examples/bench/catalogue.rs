//! The catalogue that is measured: of the shape of the Tate's, in a file or made up.

use std::fmt;
use std::path::Path;

use daftar_claim::{Claim, Edtf, EntityId, Locator, PropertyId, Subject, Value, row_entity};
use daftar_register::{Founding, Home, Register, system_clock};
use daftar_store::Access;

use crate::Outcome;

/// How many claims each row gives.
const CLAIMS: usize = 20;

/// Columns of the catalogue, in the order in which they become claims, and the property that each is recorded under.
const COLUMNS: [(&str, &str); 23] = [
    ("accession", "number"),
    ("title", "name"),
    ("artist", "maker"),
    ("artist_role", "description"),
    ("classification", "description"),
    ("medium", "material"),
    ("date_text", "description"),
    ("start_year", "made"),
    ("dimensions", "dimensions"),
    ("height", "dimensions"),
    ("width", "dimensions"),
    ("depth", "dimensions"),
    ("units", "dimensions"),
    ("credit_line", "came-from"),
    ("acquisition_year", "description"),
    ("inscription", "inscription"),
    ("group_title", "description"),
    ("subjects", "subject"),
    ("movements", "subject"),
    ("foreign_title", "name"),
    ("url", "description"),
    ("thumbnail", "description"),
    ("id", "number"),
];

/// A catalogue in a file, or a made-up one.
pub(crate) struct Catalogue {
    path: Option<String>,
}

impl fmt::Display for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path.as_deref().unwrap_or("made up"))
    }
}

impl Catalogue {
    /// The file of that name if it is there, else a made-up catalogue.
    pub(crate) fn at(path: Option<String>) -> Catalogue {
        Catalogue { path: path.filter(|path| Path::new(path).exists()) }
    }

    /// The claims of all rows, one row at a time in memory.
    pub(crate) fn claims(&self) -> Outcome<Box<dyn Iterator<Item = Claim>>> {
        let source = row_entity("catalogue", "document", &["objects.csv"]);
        let Some(path) = &self.path else {
            let columns: Vec<String> = COLUMNS.iter().map(|(column, _)| (*column).to_owned()).collect();
            let properties = Properties::of(&columns)?;
            return Ok(Box::new((0..69_202).flat_map(move |n| row_claims(n, &made_up(n), &properties, source))));
        };
        let mut file = csv::Reader::from_path(path)?;
        let columns: Vec<String> = file.headers()?.iter().map(str::to_owned).collect();
        let properties = Properties::of(&columns)?;
        let rows = file.into_records().map_while(|row| row.map_err(|error| eprintln!("{error}")).ok());
        Ok(Box::new(rows.enumerate().flat_map(move |(n, row)| {
            let cells: Vec<String> = row.iter().map(str::to_owned).collect();
            row_claims(n, &cells, &properties, source)
        })))
    }
}

/// The columns that become claims: place in the row, name, property.
struct Properties {
    kind: PropertyId,
    columns: Vec<(usize, &'static str, PropertyId)>,
    number: usize,
    end: Option<usize>,
}

impl Properties {
    fn of(header: &[String]) -> Outcome<Properties> {
        let at = |name: &str| header.iter().position(|column| column == name);
        let mut columns = Vec::new();
        for (column, property) in COLUMNS {
            columns.push((at(column).ok_or(format!("no column {column}"))?, column, PropertyId::parse(property)?));
        }
        let number = at("accession").ok_or("no column accession")?;
        Ok(Properties { kind: PropertyId::parse("kind")?, columns, number, end: at("end_year") })
    }
}

/// Twenty claims of one row: its kind, its filled cells, then *unknown* for empty ones.
fn row_claims(n: usize, cells: &[String], properties: &Properties, source: EntityId) -> Vec<Claim> {
    let cell = |at: usize| cells.get(at).map(String::as_str).unwrap_or_default();
    let object = Subject::Entity(row_entity("catalogue", "object", &[cell(properties.number)]));
    let claim = |column: &str, property: &PropertyId, value: Value| {
        let locator = Some(Locator::Cell { sheet: None, row: n as u64 + 2, column: column.to_owned() });
        Claim { locator, ..Claim::new(object, property.clone(), value, source) }
    };
    let mut claims = vec![claim("accession", &properties.kind, Value::code("kind", "object"))];
    let (filled, empty): (Vec<_>, Vec<_>) = properties.columns.iter().partition(|(at, ..)| !cell(*at).is_empty());
    for (at, column, property) in filled.into_iter().chain(empty).take(CLAIMS - 1) {
        let value = match (cell(*at), *column) {
            ("", _) => Value::Unknown,
            (start, "start_year") => made(start, properties.end.map_or(start, cell)),
            (text, _) => Value::text(text.to_owned()),
        };
        claims.push(claim(column, property, value));
    }
    claims
}

/// When an object was made: a year or a span of years.
fn made(start: &str, end: &str) -> Value {
    let text = if end.is_empty() || end == start { start.to_owned() } else { format!("{start}/{end}") };
    Edtf::parse(&text).map_or(Value::Unknown, Value::Date)
}

/// The cells of an invented object, in the order of `COLUMNS`; as in the Tate's catalogue, some are often empty.
fn made_up(n: usize) -> Vec<String> {
    let cell = |(column, (name, _)): (usize, &(&str, &str))| match *name {
        "start_year" => (1500 + n % 500).to_string(),
        "movements" | "depth" | "inscription" | "group_title" | "foreign_title" if n % 8 != column % 8 => String::new(),
        "accession" => format!("S{n:06}"),
        "url" => format!("https://silo.example/collection/jar-of-the-old-mill-found-below-the-wheel-s{n:06}"),
        "artist" => format!("Potter {}", n * 7919 % 3500),
        "units" | "artist_role" | "classification" => format!("{name} {}", n % 12),
        _ => format!("{name}: jar {n} of the old mill, found below the wheel, shelf {}", n % 997),
    };
    COLUMNS.iter().enumerate().map(cell).collect()
}

/// Records everything; gives the numbers of new claims, entries and unchanged claims.
pub(crate) fn record(
    claims: impl Iterator<Item = Claim>,
    folder: &Path,
    home: &Home,
) -> Outcome<(usize, usize, usize)> {
    let mut register = match folder.exists() {
        true => Register::open(folder, home, Access::Write, system_clock)?,
        false => {
            let lang = "en".to_owned();
            let founding = Founding { place: "Sanabel".into(), keeper: "Bench".into(), lang, passphrase: None };
            Register::create(folder, home, founding, system_clock)?.0
        }
    };
    let recorded = register.record(claims)?;
    Ok((recorded.recorded, recorded.entries.len(), recorded.unchanged))
}
