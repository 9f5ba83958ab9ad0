//! Profiles: what kinds of entity there are, and how the claims of each property fold.
//!
//! A profile is a TOML file. Its fold rules, types and scales never change once published: a change is a new id. Labels,
//! help and grouping may. Profiles of two registers merge by union; see [`Profiles::merge`].

mod check;
mod file;
mod merge;

use std::collections::BTreeMap;

pub use check::{Finding, Severity, check};
pub use file::{Profile, ProfileError};
pub use merge::Conflict;

use crate::claim::PropertyId;
use crate::id::{FileId, TextId};
use crate::{Hash, Value, json};

/// What is shown, in the languages that the program speaks.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// English.
    pub en: String,
    /// Arabic.
    #[serde(default)]
    pub ar: String,
}

impl Label {
    /// The label in a language (BCP 47); English where the other is missing.
    pub fn in_language(&self, lang: &str) -> &str {
        if lang.starts_with("ar") && !self.ar.is_empty() { &self.ar } else { &self.en }
    }
}

/// How claims of a property relate to their time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fold {
    /// A state, throughout its time.
    Holds,
    /// Something that happened within its time.
    Happens,
}

/// Who may see a property's claims unless the keeper says otherwise; the later is the stricter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Privacy {
    /// Everybody.
    #[default]
    Public,
    /// Everybody; but of a position only the fixed cell of the map in which it lies.
    Cell,
    /// The same, and keepers, too, are drawn no more than the cell: who looks for the place must read the source.
    Embargoed,
    /// Keepers, after unlocking.
    Restricted,
}

/// One property.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Property {
    /// Its id.
    pub id: PropertyId,
    /// What people read.
    pub label: Label,
    /// The part of a page that it belongs to: `identity`, `history`, `holdings`, `keeping`, `condition`, `event`, `links`, `record`.
    pub section: String,
    /// The type of its values, as [`crate::Value::type_name`] gives it; `unknown` and `none` always fit as well.
    pub value: String,
    /// State or happening.
    pub fold: Fold,
    /// Whether an entity can have several values at one time.
    pub many: bool,
    /// Whether it goes on until said otherwise.
    pub persists: bool,
    /// The scheme of its codes.
    pub scheme: Option<String>,
    /// For dates: the properties that the start and the end of an interval speak to.
    pub spans: Option<[PropertyId; 2]>,
    /// Who may see it.
    pub privacy: Privacy,
    /// For how many days after a statement was made the public is not told it, whoever published it; none where nothing is held back.
    pub held_back: Option<u32>,
    /// Its name in other standards, by the standard's short name; several parted by `;`.
    pub standards: BTreeMap<String, String>,
    /// Other names by which lists call it, in any language.
    pub also: Vec<String>,
    /// Of which kind its entities usually are: what a list names is recorded as one of these.
    pub of_kind: Option<String>,
}

/// One code of a scheme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// The code.
    pub id: String,
    /// What people read.
    pub label: Label,
    /// Its place on the scale, where the scheme has an order; the higher, the worse. `unknown` has none.
    pub rank: Option<i64>,
    /// Whether it can be reached only once, unless something better is said in between: what is destroyed is not
    /// destroyed again.
    pub once: bool,
    /// Whether it says that something was brought back (repaired, renovated, reopened): it ends what is reached only once,
    /// and what was lost can then be lost again.
    pub restores: bool,
    /// Whether it says no more than that nothing was seen: that is about a way of looking, and ends nothing that was said.
    pub unseen: bool,
    /// The codes of the scheme onto which its own is mapped that it comes nearest to; several where it cannot tell them apart.
    pub onto: Vec<String>,
}

/// A list of codes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scheme {
    /// Its id.
    pub id: String,
    /// What people read.
    pub label: Label,
    /// What columns of lists are called whose codes are its.
    pub also: Vec<String>,
    /// Its codes, in the order of the file.
    pub codes: Vec<Code>,
    /// The scheme onto which it is mapped, where there is one.
    pub crosswalk: Option<Crosswalk>,
}

/// How the codes of somebody else's scheme are read on a scale of ours: one way, and with a loss that is shown wherever it is
/// used. What was said stays the other scheme's code.
#[derive(Clone, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// The scheme onto which it leads.
    pub scheme: String,
    /// Where the other scheme is described.
    pub source: String,
    /// Whether its codes were compared with that source; else they are from memory.
    pub checked: bool,
    /// What it loses, or what must be known of it.
    pub caveat: Label,
}

impl Scheme {
    /// The code of that id.
    pub fn code(&self, id: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }
}

/// What must be known of an entity for some purpose, as a standard has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// Its id.
    pub id: String,
    /// What people read.
    pub label: Label,
    /// The standard that asks for it.
    pub standard: String,
    /// The properties that are to be said, each by at least one standing claim.
    pub requires: Vec<PropertyId>,
    /// Groups of properties of which one is to be said: a height does as well as dimensions. The first gives the group its
    /// name.
    pub requires_any: Vec<Vec<PropertyId>>,
    /// The properties by which something else is to point here: a photograph `depicts` an object.
    pub requires_from: Vec<PropertyId>,
    /// Of what one of these is said, the level asks nothing: what nobody holds any more cannot be measured.
    pub unless: Vec<PropertyId>,
}

/// A kind of entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kind {
    /// Its id.
    pub id: String,
    /// What people read.
    pub label: Label,
    /// What people read over several of them.
    pub plural: Option<Label>,
    /// Its properties, in the order in which a page shows them.
    pub properties: Vec<PropertyId>,
    /// The properties that a form asks first; the rest folds.
    pub first: Vec<PropertyId>,
    /// What must be known of one of them, from the least to the most.
    pub levels: Vec<Level>,
    /// Who may see entities of this kind.
    pub privacy: Privacy,
    /// The kinds of what one of them is `about`: cards that exist already. Empty where it may be about anything.
    pub concerns: Vec<String>,
}

impl Kind {
    /// What several of them are called in a language (BCP 47); the label where no plural is given.
    pub fn many(&self, lang: &str) -> &str {
        self.plural.as_ref().unwrap_or(&self.label).in_language(lang)
    }
}

/// All profiles in force, merged.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profiles {
    /// Kinds by id.
    pub kinds: BTreeMap<String, Kind>,
    /// Properties by id.
    pub properties: BTreeMap<PropertyId, Property>,
    /// Schemes by id.
    pub schemes: BTreeMap<String, Scheme>,
}

impl Profiles {
    /// The property of that id.
    pub fn property(&self, id: &PropertyId) -> Option<&Property> {
        self.properties.get(id)
    }

    /// The scheme of a property's codes.
    pub fn scheme_of(&self, property: &Property) -> Option<&Scheme> {
        self.schemes.get(property.scheme.as_deref()?)
    }

    /// The code of a scheme.
    pub fn code(&self, scheme: &str, code: &str) -> Option<&Code> {
        self.schemes.get(scheme)?.code(code)
    }

    /// The value that a written code is under a scheme: one of its own codes; or, written `SCHEME/CODE`, one of a scheme that is
    /// mapped onto it. None where there is no such code.
    pub fn coded(&self, scheme: &str, written: &str) -> Option<Value> {
        let own = || self.code(scheme, written).map(|code| Value::code(scheme, &code.id));
        let native = || {
            let (whose, code) = written.split_once('/')?;
            let leads = self.schemes.get(whose)?.crosswalk.as_ref().is_some_and(|onto| onto.scheme == scheme);
            self.code(whose, code).filter(|_| leads).map(|code| Value::code(whose, &code.id))
        };
        own().or_else(native)
    }

    /// The schemes whose codes are read on the scale of another, by id.
    pub fn mapped_onto<'p>(&'p self, scheme: &'p str) -> impl Iterator<Item = &'p Scheme> {
        self.schemes.values().filter(move |one| one.crosswalk.as_ref().is_some_and(|onto| onto.scheme == scheme))
    }

    /// The codes that a code of one scheme comes nearest to on the scale of another: itself where both are one scheme; none
    /// where no crosswalk leads there.
    pub fn on_scale<'p>(&'p self, scheme: &str, code: &str, scale: &Scheme) -> impl Iterator<Item = &'p Code> {
        let onto = self.schemes.get(&scale.id);
        let same = scheme == scale.id;
        let leads = |one: &&Scheme| one.crosswalk.as_ref().is_some_and(|onto| onto.scheme == scale.id);
        let other = self.schemes.get(scheme).filter(leads).and_then(|other| other.code(code));
        let own = self.code(scheme, code).filter(|_| same);
        let mapped = other.into_iter().flat_map(|code| &code.onto);
        own.into_iter().chain(mapped.filter_map(move |code| onto?.code(code)))
    }
}

/// The list that stands for a set of profile files: the canonical JSON of their ids, sorted.
pub fn set_list(files: &[FileId]) -> String {
    let mut sorted = files.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut out = String::from("[");
    for (n, file) in sorted.iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        json::write_text(&mut out, &file.to_string());
    }
    out.push(']');
    out
}

/// The hash that a header gives of the profiles in force: SHA-256 of [`set_list`].
pub fn set_hash(files: &[FileId]) -> Hash {
    Hash::of(set_list(files).as_bytes())
}

/// Reads a set's list back.
///
/// # Errors
/// When the text is not the list of any set.
pub fn read_set(text: &str) -> Result<Vec<FileId>, crate::ValueError> {
    let refuse = || crate::ValueError::new(text, "a sorted list of file ids");
    let parsed = json::Json::parse(text).map_err(|_| refuse())?;
    let items = parsed.as_list().ok_or_else(refuse)?;
    let files: Option<Vec<FileId>> = items.iter().map(|item| FileId::parse(item.as_text()?).ok()).collect();
    files.filter(|files| set_list(files) == text).ok_or_else(refuse)
}
