//! Crops: their scientific names and what people call them. A list to choose from and to compare with; nobody is bound to it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use daftar_store::index::fold_name;
use serde::Deserialize;

use crate::RegisterError;
use crate::offered::has_word;

/// The list that comes with the program.
pub const CROPS: &str = include_str!("../../../profiles/crops.toml");

/// A crop.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// Its scientific name, without authors.
    pub name: String,
    /// What it is called in English, the most usual first.
    #[serde(default)]
    pub en: Vec<String>,
    /// What it is called in Arabic, the most usual first.
    #[serde(default)]
    pub ar: Vec<String>,
    /// Other scientific names of the same.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// A list of crops.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crops {
    #[serde(rename = "version")]
    _version: Option<u64>,
    /// The crops.
    #[serde(default, rename = "crop")]
    pub crops: Vec<Crop>,
}

impl Crops {
    /// Reads a list (TOML; `[[crop]]` as in `profiles/crops.toml`).
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn parse(text: &str) -> Result<Crops, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The list that comes with the program. Empty if it could not be read, which a test rules out.
    pub fn shipped() -> &'static Crops {
        static CROPS_READ: LazyLock<Crops> = LazyLock::new(|| Crops::parse(CROPS).unwrap_or_default());
        &CROPS_READ
    }

    /// Reads somebody's list of names: CSV with a column of scientific names (`name`, `taxon` or `scientificName`), and perhaps
    /// one of other names of the same (`synonyms` or `syno`), several parted by `,` or `;`. Authors are left off.
    ///
    /// # Errors
    /// When the file cannot be read or has no column of names.
    pub fn from_csv(path: &Path) -> Result<Crops, RegisterError> {
        let bytes = std::fs::read(path).map_err(RegisterError::io(path))?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}');
        let unread = |found: String| {
            let expected = "a CSV with a column name, taxon or scientificName, and perhaps one of synonyms";
            RegisterError::Ask(format!("{}: {found}; expected {expected}", path.display()))
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| unread(error.to_string()))?.clone();
        let column = |names: &[&str]| headers.iter().position(|header| names.contains(&folded_header(header).as_str()));
        let name =
            column(&["name", "taxon", "scientificname"]).ok_or_else(|| unread("no column of names".to_owned()))?;
        let others = column(&["synonyms", "synonym", "syno"]);
        let mut crops = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| unread(error.to_string()))?;
            let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
            let synonyms = cell(others).split([',', ';']).filter_map(without_author).collect();
            let name = without_author(cell(Some(name)));
            crops.extend(name.map(|name| Crop { name, en: Vec::new(), ar: Vec::new(), synonyms }));
        }
        Ok(Crops { _version: None, crops })
    }

    /// What the list has under a property of an accession, in a language if one is given: names of crops, genera, species.
    pub fn offered(&self, property: &str, lang: Option<&str>) -> Vec<String> {
        let texts: BTreeSet<&str> = match property {
            "crop" => self.crops.iter().flat_map(|crop| called(crop, lang)).map(String::as_str).collect(),
            "genus" => self.crops.iter().filter_map(|crop| crop.name.split(' ').next()).collect(),
            "species" => self.crops.iter().filter_map(|crop| crop.name.split(' ').nth(1)).collect(),
            _ => BTreeSet::new(),
        };
        texts.into_iter().map(str::to_owned).collect()
    }

    /// The same in which a word begins so, spelling folded.
    pub fn offered_where(&self, property: &str, lang: Option<&str>, begin: &str) -> Vec<String> {
        let wanted = fold_name(begin);
        let mut offered = self.offered(property, lang);
        offered.retain(|text| has_word(&fold_name(text), &wanted));
        offered
    }

    /// The crops that are called so, spelling folded.
    pub fn called<'c>(&'c self, name: &str) -> impl Iterator<Item = &'c Crop> + use<'c> {
        let wanted = fold_name(name);
        self.crops.iter().filter(move |crop| called(crop, None).any(|one| fold_name(one) == wanted))
    }
}

fn called<'c>(crop: &'c Crop, lang: Option<&str>) -> impl Iterator<Item = &'c String> + use<'c> {
    let (en, ar) = (lang.is_none_or(|lang| lang == "en"), lang.is_none_or(|lang| lang == "ar"));
    crop.en.iter().filter(move |_| en).chain(crop.ar.iter().filter(move |_| ar))
}

fn folded_header(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A scientific name without its author: the genus, the species, and what is named below it with its rank.
fn without_author(text: &str) -> Option<String> {
    let mut words = text.split_whitespace().filter(|word| !["x", "×"].contains(word)).peekable();
    let genus = words.next().filter(|word| word.starts_with(char::is_uppercase))?;
    let species = words.next().filter(|word| is_epithet(word))?;
    let mut name = format!("{genus} {species}");
    while let Some(word) = words.next() {
        let rank = match word {
            "ssp." | "subsp." => "subsp.",
            "var." => "var.",
            _ => continue,
        };
        if let Some(below) = words.next_if(|word| is_epithet(word)) {
            name.push_str(&format!(" {rank} {below}"));
        }
    }
    Some(name)
}

fn is_epithet(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_comes_with_the_program_is_whole() {
        let crops = Crops::parse(CROPS).unwrap();
        let mut names = BTreeSet::new();
        for crop in &crops.crops {
            assert!(!crop.en.is_empty() && !crop.ar.is_empty(), "{}: in both languages", crop.name);
            for name in std::iter::once(&crop.name).chain(&crop.synonyms) {
                assert_eq!(without_author(name).as_ref(), Some(name));
                assert!(names.insert(name), "{name} stands twice");
            }
        }
        assert!(crops.crops.len() > 100);
    }

    #[test]
    fn authors_are_left_off() {
        let name = |text: &str| without_author(text);
        assert_eq!(name("Abelmoschus manihot ssp. manihot [(L)]").unwrap(), "Abelmoschus manihot subsp. manihot");
        assert_eq!(name("Triticum durum Desf.").unwrap(), "Triticum durum");
        assert_eq!(name("Fragaria × ananassa Duch.").unwrap(), "Fragaria ananassa");
        assert_eq!((name("Medikus"), name(""), name("Hibiscus sp.")), (None, None, None));
    }

    #[test]
    fn crops_are_offered_in_the_language_that_is_asked_for() {
        let crops = Crops::shipped();
        assert!(crops.offered("crop", Some("ar")).contains(&"ملوخية".to_owned()));
        assert!(!crops.offered("crop", Some("en")).contains(&"ملوخية".to_owned()));
        assert!(crops.offered("genus", None).contains(&"Triticum".to_owned()));
        assert_eq!(crops.called("عَدَس").map(|crop| crop.name.as_str()).collect::<Vec<_>>(), ["Lens culinaris"]);
    }
}
