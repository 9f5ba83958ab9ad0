//! The names of accessions beside a list of names: other names of the same, what is spelled like another, and crops that the list
//! has under another species. It is offered; nothing is changed.

use std::collections::BTreeMap;

use daftar_claim::{EntityId, Standing};
use daftar_date::Lang;
use daftar_table::Query;
use daftar_view::Ask;
use serde::Serialize;
use strsim::damerau_levenshtein;

use super::passport::Passport;
use crate::crops::Crops;
use crate::reading::maybe_text;
use crate::{Register, RegisterError};

/// Names that differ by more letters are not taken for the same.
const LETTERS: usize = 2;
/// Shorter words are not compared: too many are alike.
const SHORT: usize = 5;

/// What a list has to say of the names of an accession.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct NamesBeside {
    /// Its card.
    #[serde(serialize_with = "maybe_text")]
    pub card: Option<EntityId>,
    /// Its number.
    pub number: String,
    /// Its name, where one is told.
    pub name: String,
    /// What it is said to be: genus, species, and what is below; or, where no species is said, the crop.
    pub written: String,
    /// What the list says.
    pub remark: Remark,
}

/// What a list says of a name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "remark")]
pub enum Remark {
    /// The list has it under another name.
    Synonym {
        /// Of this.
        of: String,
    },
    /// It does not stand in the list, and something like it does.
    Alike {
        /// This.
        name: String,
    },
    /// No species is said; the list has these for the crop.
    CropOf {
        /// These.
        names: Vec<String>,
    },
    /// The list has the crop, and not under this species.
    OtherCrop {
        /// The crop.
        crop: String,
        /// Under these.
        names: Vec<String>,
    },
}

impl Remark {
    /// In words.
    pub fn words(&self, lang: Lang) -> String {
        let all = |names: &[String]| names.join(if lang == Lang::Ar { " أو " } else { " or " });
        match (self, lang) {
            (Remark::Synonym { of }, Lang::En) => format!("the list has it as {of}"),
            (Remark::Synonym { of }, Lang::Ar) => format!("هو في القائمة {of}"),
            (Remark::Alike { name }, Lang::En) => format!("not in the list; perhaps {name} is meant"),
            (Remark::Alike { name }, Lang::Ar) => format!("ليس في القائمة؛ لعل المقصود {name}"),
            (Remark::CropOf { names }, Lang::En) => format!("no species is said; the list has {}", all(names)),
            (Remark::CropOf { names }, Lang::Ar) => format!("النوع غير مذكور؛ في القائمة {}", all(names)),
            (Remark::OtherCrop { crop, names }, Lang::En) => format!("the list has {crop} as {}", all(names)),
            (Remark::OtherCrop { crop, names }, Lang::Ar) => format!("«{crop}» في القائمة {}", all(names)),
        }
    }
}

/// All that a list says.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct NamesChecked {
    /// How many accessions were compared.
    pub accessions: usize,
    /// How many names stand in the list.
    pub listed: usize,
    /// How many do not, nor anything like them: that is no fault.
    pub not_listed: usize,
    /// What is to be looked at.
    pub remarks: Vec<NamesBeside>,
}

/// A list by its names.
struct Names<'c> {
    list: &'c Crops,
    /// Names in small letters, with what they are now.
    known: BTreeMap<String, &'c str>,
}

/// What is found of one name.
enum Found {
    Listed,
    NotListed,
    Remark(Remark),
}

impl<'c> Names<'c> {
    fn of(list: &'c Crops) -> Names<'c> {
        let mut known = BTreeMap::new();
        for crop in &list.crops {
            for other in &crop.synonyms {
                known.entry(folded(other)).or_insert(crop.name.as_str());
            }
        }
        for crop in &list.crops {
            known.insert(folded(&crop.name), crop.name.as_str());
        }
        Names { list, known }
    }

    /// What the list says of a row; none where neither a species nor a crop is said.
    fn of_row(&self, row: &Passport) -> Option<(String, Found)> {
        let (genus, species, crop) = (row.cell("GENUS"), row.cell("SPECIES"), row.cell("CROPNAME"));
        if genus.is_empty() || species.is_empty() || is_unknown(species) {
            let names: Vec<String> = self.list.called(crop).map(|crop| crop.name.clone()).collect();
            let found = if names.is_empty() { Found::NotListed } else { Found::Remark(Remark::CropOf { names }) };
            return (!crop.is_empty()).then(|| (crop.to_owned(), found));
        }
        let binomial = format!("{genus} {species}");
        let below = format!("{binomial} {}", row.cell("SUBTAXA"));
        let found = [below.trim(), &binomial].into_iter().find_map(|name| self.now(name));
        let written = below.trim().to_owned();
        let found = match found {
            Some(now) if !same_species(now, &binomial) => Found::Remark(Remark::Synonym { of: now.to_owned() }),
            Some(_) => self.other_crop(&binomial, crop).map_or(Found::Listed, Found::Remark),
            None if self.has_species(&binomial) => {
                self.other_crop(&binomial, crop).map_or(Found::Listed, Found::Remark)
            }
            None => self.alike(&binomial).map_or(Found::NotListed, |name| Found::Remark(Remark::Alike { name })),
        };
        Some((written, found))
    }

    fn now(&self, name: &str) -> Option<&'c str> {
        self.known.get(&folded(name)).copied()
    }

    /// Whether the list has something below this species, or the species itself.
    fn has_species(&self, binomial: &str) -> bool {
        self.list.crops.iter().any(|crop| same_species(&crop.name, binomial))
    }

    /// What is spelled like it: the one that is nearest, if there is one alone.
    fn alike(&self, binomial: &str) -> Option<String> {
        let wanted = folded(binomial);
        let mut near: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for known in self.known.keys().filter(|known| known.split(' ').count() == 2) {
            let far = words_apart(known, &wanted)?;
            if far <= LETTERS {
                near.entry(far).or_default().push(known);
            }
        }
        match &near.pop_first()?.1[..] {
            [one] => self.known.get(*one).map(|now| (*now).to_owned()),
            _ => None,
        }
    }

    /// Where the list has the crop, if not under this species.
    fn other_crop(&self, binomial: &str, crop: &str) -> Option<Remark> {
        let names: Vec<String> = self.list.called(crop).map(|crop| crop.name.clone()).collect();
        let other = !names.is_empty() && !names.iter().any(|name| same_species(name, binomial));
        other.then(|| Remark::OtherCrop { crop: crop.to_owned(), names })
    }
}

/// How many letters two names of two words differ by; more than [`LETTERS`] where a short word differs at all.
fn words_apart(one: &str, other: &str) -> Option<usize> {
    let (mut ones, mut others) = (one.split(' '), other.split(' '));
    let mut sum = 0;
    for _ in 0..2 {
        let (one, other) = (ones.next()?, others.next()?);
        let short = one.chars().count().min(other.chars().count()) < SHORT;
        sum += if one == other {
            0
        } else if short {
            LETTERS + 1
        } else {
            damerau_levenshtein(one, other)
        };
    }
    Some(sum)
}

fn same_species(name: &str, binomial: &str) -> bool {
    let two = |name: &str| folded(name).split(' ').take(2).map(str::to_owned).collect::<Vec<_>>();
    two(name) == two(binomial)
}

/// Whether what stands for the species says that it is not known: `sp.`
fn is_unknown(species: &str) -> bool {
    ["sp.", "sp", "spp.", "spp"].contains(&species.trim())
}

/// A name in small letters, single spaces, one way of writing ranks, without the sign of hybrids.
fn folded(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| !["x", "×"].contains(word));
    let words = words.map(|word| match word {
        "ssp." | "ssp" | "subsp" => "subsp.".to_owned(),
        other => other.to_lowercase(),
    });
    words.collect::<Vec<_>>().join(" ")
}

impl Register {
    /// The names of the accessions that a question finds beside a list of names, by all that this audience sees. None for a past
    /// moment or some of the sources.
    ///
    /// # Errors
    /// When the index or an entry cannot be read.
    pub fn names_beside(
        &self,
        list: &Crops,
        query: &Query,
        of: (&Standing, &Ask),
    ) -> Result<Option<NamesChecked>, RegisterError> {
        let Some((rows, _)) = self.passports(query, of, true)? else { return Ok(None) };
        let names = Names::of(list);
        let mut checked = NamesChecked { accessions: rows.len(), ..NamesChecked::default() };
        for row in &rows {
            match names.of_row(row) {
                None => {}
                Some((_, Found::NotListed)) => checked.not_listed += 1,
                Some((_, Found::Listed)) => checked.listed += 1,
                Some((written, Found::Remark(remark))) => checked.remarks.push(NamesBeside {
                    card: row.card.as_ref().map(|(card, _)| *card),
                    number: row.cell("ACCENUMB").to_owned(),
                    name: row.cell("ACCENAME").to_owned(),
                    written,
                    remark,
                }),
            }
        }
        Ok(Some(checked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(genus: &str, species: &str, below: &str, crop: &str) -> Passport {
        Passport::with(&[("GENUS", genus), ("SPECIES", species), ("SUBTAXA", below), ("CROPNAME", crop)])
    }

    fn remark(row: &Passport) -> Option<Remark> {
        match Names::of(Crops::shipped()).of_row(row)?.1 {
            Found::Remark(remark) => Some(remark),
            Found::Listed | Found::NotListed => None,
        }
    }

    #[test]
    fn synonyms_and_slips_are_told_and_what_is_right_is_not() {
        let of = |of: &str| Some(Remark::Synonym { of: of.into() });
        assert_eq!(remark(&row("Lycopersicon", "esculentum", "", "")), of("Solanum lycopersicum"));
        assert_eq!(remark(&row("Triticum", "durum", "", "Wheat")), of("Triticum turgidum subsp. durum"));
        assert_eq!(
            remark(&row("Tritcum", "aestivum", "", "")),
            Some(Remark::Alike { name: "Triticum aestivum".into() })
        );
        assert_eq!(
            remark(&row("Spinacia", "oleraceae", "", "")),
            Some(Remark::Alike { name: "Spinacia oleracea".into() })
        );
        for right in [
            row("Triticum", "turgidum", "subsp. durum", "Wheat"),
            row("Triticum", "turgidum", "", "قمح"),
            row("Hordeum", "vulgare", "subsp. vulgare", "Barley"),
            row("Aegilops", "tauschii", "", "goat grass"),
            row("", "", "", ""),
        ] {
            assert_eq!(remark(&right), None);
        }
    }

    #[test]
    fn a_crop_leads_to_its_species_and_one_of_another_species_is_told() {
        let Some(Remark::CropOf { names }) = remark(&row("Triticum", "sp.", "", "قمح")) else { panic!() };
        assert!(names.contains(&"Triticum aestivum".to_owned()) && names.len() > 1, "{names:?}");
        let other = remark(&row("Hordeum", "vulgare", "", "Lentil"));
        assert_eq!(other, Some(Remark::OtherCrop { crop: "Lentil".into(), names: vec!["Lens culinaris".into()] }));
    }

    #[test]
    fn short_words_are_not_taken_for_each_other() {
        assert_eq!(remark(&row("Zea", "mais", "", "")), None, "mays is four letters");
        assert_eq!(remark(&row("Vicia", "fabo", "", "")), None);
    }
}
