//! The table of periods: names, where they hold, from which year to which, and after whom.
//!
//! ```
//! use daftar_date::written::{Periods, Written, read_with};
//! let table = r#"
//! [[region]]
//! id = "levant"
//! en = ["Levant"]
//! ar = ["بلاد الشام"]
//!
//! [[period]]
//! id = "levant-mamluk"
//! en = ["Mamluk"]
//! ar = ["المملوكي"]
//! region = "levant"
//! first = 1260
//! last = 1516
//! source = "the battles of Ayn Jalut and Marj Dabiq"
//! "#;
//! let periods = Periods::parse(table)?;
//! let Some(Written::Date { edtf, .. }) = read_with("Mamluk period", None, &periods) else { unreachable!() };
//! assert_eq!(edtf.as_str(), "[1260..1516]");
//! # Ok::<(), daftar_date::written::PeriodsError>(())
//! ```

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::items::Thing;
use super::lexicon;
use super::period::{File, Period, PeriodsError, Region, check};

/// What names of periods mean; [`Periods::default`] knows none.
#[derive(Debug, Clone, Default)]
pub struct Periods {
    things: HashMap<String, Thing>,
    /// Everything with which a longer name begins.
    beginnings: HashSet<String>,
    /// For each name, what it means: in several regions, several.
    meanings: Vec<Vec<Arc<Period>>>,
    regions: Vec<Region>,
    home: Option<u16>,
}

impl Periods {
    /// Reads a table (TOML; `[[region]]` and `[[period]]`, as in `profiles/periods.toml`).
    ///
    /// # Errors
    /// [`PeriodsError`] when it is no such table, names a region or broader period that it does not hold, ends before it
    /// begins, or has one name twice in one region.
    pub fn parse(table: &str) -> Result<Periods, PeriodsError> {
        let file: File = toml::from_str(table).map_err(|error| PeriodsError::Toml(error.to_string()))?;
        let mut periods = Periods::default();
        for region in file.region {
            periods.add_region(region)?;
        }
        let spans: HashMap<String, (i32, i32)> =
            file.period.iter().map(|period| (period.id.clone(), (period.first, period.last))).collect();
        let mut ids = HashMap::new();
        for period in file.period {
            check(&period, &spans, ids.insert(period.id.clone(), ()).is_some())?;
            periods.add(period)?;
        }
        Ok(periods)
    }

    /// The same for a list of which it is known where its things are from: a name that means several periods means that of
    /// this region, unless the cell names another. `None` when the table has no such region.
    pub fn at_home(mut self, region: &str) -> Option<Periods> {
        self.home = Some(u16::try_from(self.regions.iter().position(|known| known.id == region)?).ok()?);
        Some(self)
    }

    /// The regions of the table: their ids, and what they are called in English and in Arabic.
    pub fn regions(&self) -> impl Iterator<Item = (&str, [&str; 2])> {
        fn first(names: &[String]) -> &str {
            names.first().map_or("", String::as_str)
        }
        self.regions.iter().map(|region| (region.id.as_str(), [first(&region.en), first(&region.ar)]))
    }

    /// All periods, each once, in the order of their ids.
    pub fn all(&self) -> Vec<&Period> {
        let mut all: Vec<&Period> = self.meanings.iter().flatten().map(Arc::as_ref).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all.dedup_by(|a, b| a.id == b.id);
        all
    }

    pub(super) fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// What a name, in the lexicon's spelling, names.
    pub(super) fn thing(&self, words: &str) -> Option<Thing> {
        self.things.get(words).copied()
    }

    /// Whether a longer name begins so.
    pub(super) fn begins(&self, words: &str) -> bool {
        self.beginnings.contains(words)
    }

    /// What a name means where `regions` are named, or at home; everything it means when neither says more.
    pub(super) fn meanings(&self, name: u16, regions: &[u16]) -> Vec<Arc<Period>> {
        let all = self.meanings.get(usize::from(name)).cloned().unwrap_or_default();
        let near = |regions: &[u16]| -> Vec<Arc<Period>> {
            all.iter()
                .filter(|period| regions.iter().any(|&region| self.is_in(&period.region, region)))
                .cloned()
                .collect()
        };
        if !regions.is_empty() {
            return near(regions);
        }
        let at_home = self.home.map(|home| near(&[home])).unwrap_or_default();
        if at_home.is_empty() { all } else { at_home }
    }

    /// Whether a period's region holds the named one, or lies in it.
    fn is_in(&self, id: &str, region: u16) -> bool {
        let Some(region) = self.regions.get(usize::from(region)) else { return false };
        self.chain(&region.id).contains(&id) || self.chain(id).contains(&region.id.as_str())
    }

    /// A region's id and those around it.
    fn chain<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        let outer = |id: &&'a str| self.regions.iter().find(|region| region.id == **id)?.within.as_deref();
        // Regions name only those before them, so this ends.
        std::iter::successors(Some(id), outer).collect()
    }

    fn add_region(&mut self, region: Region) -> Result<(), PeriodsError> {
        let known = |id: &String| self.regions.iter().any(|region| region.id == *id);
        let wrong = |why: &str| Err(PeriodsError::Entry { id: region.id.clone(), why: why.to_owned() });
        if known(&region.id) {
            return wrong("a region of this id stands above it");
        }
        if region.within.as_ref().is_some_and(|outer| !known(outer)) {
            return wrong("the region that it is within must stand above it");
        }
        let thing = Thing::Region(index(self.regions.len(), &region.id)?);
        for name in region.en.iter().chain(&region.ar).flat_map(|name| spellings(name)) {
            self.name(name, thing, &region.id)?;
        }
        self.regions.push(region);
        Ok(())
    }

    fn add(&mut self, period: Period) -> Result<(), PeriodsError> {
        let wrong = |why: String| PeriodsError::Entry { id: period.id.clone(), why };
        let Some(region) = self.regions.iter().find(|region| region.id == period.region) else {
            return Err(wrong(format!("no region {:?}: list it above", period.region)));
        };
        let place = [&region.en, &region.ar].map(|names| names.first().cloned().unwrap_or_default());
        let period = Arc::new(Period { place, ..period.clone() });
        let mut names: Vec<String> = period.en.iter().chain(&period.ar).flat_map(|name| spellings(name)).collect();
        names.sort();
        names.dedup();
        for name in names {
            match self.things.get(&name) {
                Some(Thing::Period(at)) => {
                    let meanings = &mut self.meanings[usize::from(*at)];
                    if let Some(same) = meanings.iter().find(|other| other.region == period.region) {
                        return Err(wrong(format!("{name:?} is {:?} already, in the same region", same.id)));
                    }
                    meanings.push(period.clone());
                }
                _ => {
                    let thing = Thing::Period(index(self.meanings.len(), &period.id)?);
                    self.name(name, thing, &period.id)?;
                    self.meanings.push(vec![period.clone()]);
                }
            }
        }
        Ok(())
    }

    fn name(&mut self, name: String, thing: Thing, id: &str) -> Result<(), PeriodsError> {
        let wrong = |why: String| Err(PeriodsError::Entry { id: id.to_owned(), why });
        if name.is_empty() || lexicon::meaning(&name).is_some() {
            return wrong(format!("{name:?} is no name: it is empty, or a word of dates"));
        }
        self.beginnings.extend(beginnings(&name));
        if self.things.insert(name.clone(), thing).is_some() {
            return wrong(format!("the name {name:?} stands above for something else"));
        }
        Ok(())
    }
}

fn index(at: usize, id: &str) -> Result<u16, PeriodsError> {
    u16::try_from(at).map_err(|_| PeriodsError::Entry { id: id.to_owned(), why: "the table is too long".to_owned() })
}

/// A name as texts have it; Arabic without its articles, too.
fn spellings(name: &str) -> Vec<String> {
    let whole = lexicon::spelled(name).replace('.', "");
    let bare = |word: &str| match word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2) {
        Some(rest) => rest.to_owned(),
        None => word.to_owned(),
    };
    let bare = whole.split(' ').map(bare).collect::<Vec<_>>().join(" ");
    if bare == whole { vec![whole] } else { vec![whole, bare] }
}

/// All with which a name begins, word by word; a number and its ending are two pieces of a text ("18th Dynasty").
fn beginnings(name: &str) -> Vec<String> {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = (digits > 0).then(|| name[..digits].to_owned());
    number.into_iter().chain(lexicon::beginnings(name)).collect()
}
