//! Fates: what befell a thing, as one speaker has it — which effect, how much of it, by whom, when, who says so and when.
//!
//! The words are data (`languages/claims.*.toml`), the rules general: a word that tells an effect, what it is said of, and whose words
//! it stands in. A rule says how sure it is; `daftar eval` measures whether it is right as often as it says.

mod amount;
mod arabic;
mod cue;
mod dated;
mod frame;
mod lexicon;
mod modality;
mod reading;
mod report;
mod state;
mod subject;
mod thing;

use daftar_claim::Span;
use serde::{Deserialize, Serialize};

pub(super) use arabic::{glued, is_arabic, nouns_of};
pub(super) use lexicon::{ARABIC, ENGLISH, is_verb, says};
pub use reading::{Fates, Published, fates};

/// What befell a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing is left that could be mended.
    Destroyed,
    /// Damaged, and the words say how badly.
    SeverelyDamaged,
    /// Damaged.
    Damaged,
    /// Taken by others; also a building that was ransacked.
    Looted,
    /// Burned, or on fire.
    Burned,
    /// Flooded, or wet.
    Flooded,
    /// Levelled by machines.
    Bulldozed,
    /// Poisoned, polluted, infested.
    Contaminated,
    /// Fell in.
    Collapsed,
    /// Missing, and nobody knows where.
    Lost,
    /// Moved, to safety or as somebody says.
    Displaced,
    /// Shut.
    Closed,
    /// Repaired, rebuilt, cleaned.
    Restored,
    /// Open again.
    Reopened,
    /// Came back, or was found again.
    Returned,
    /// Nothing befell it.
    Unharmed,
    /// What a place holds.
    Holds,
}

impl Effect {
    /// All of them, in the order in which tables show them.
    pub const ALL: [Effect; 17] = [
        Effect::Destroyed,
        Effect::SeverelyDamaged,
        Effect::Damaged,
        Effect::Looted,
        Effect::Burned,
        Effect::Flooded,
        Effect::Bulldozed,
        Effect::Contaminated,
        Effect::Collapsed,
        Effect::Lost,
        Effect::Displaced,
        Effect::Closed,
        Effect::Restored,
        Effect::Reopened,
        Effect::Returned,
        Effect::Unharmed,
        Effect::Holds,
    ];

    /// Its word in corpora.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Effect::Destroyed => "destroyed",
            Effect::SeverelyDamaged => "severely-damaged",
            Effect::Damaged => "damaged",
            Effect::Looted => "looted",
            Effect::Burned => "burned",
            Effect::Flooded => "flooded",
            Effect::Bulldozed => "bulldozed",
            Effect::Contaminated => "contaminated",
            Effect::Collapsed => "collapsed",
            Effect::Lost => "lost",
            Effect::Displaced => "displaced",
            Effect::Closed => "closed",
            Effect::Restored => "restored",
            Effect::Reopened => "reopened",
            Effect::Returned => "returned",
            Effect::Unharmed => "unharmed",
            Effect::Holds => "holds",
        }
    }
}

/// How surely a speaker says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// It may be.
    Possible,
    /// Somebody means to.
    Planned,
    /// Somebody tried in vain.
    Failed,
    /// The speaker rejects what somebody says.
    Denied,
}

impl Modality {
    /// Its word in corpora.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Possible => "possible",
            Modality::Planned => "planned",
            Modality::Failed => "failed",
            Modality::Denied => "denied",
        }
    }
}

/// Words of the text that stand for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where they stand.
    #[serde(flatten)]
    pub span: Place,
    /// What a pronoun stands for, in the words of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Where words stand, in Unicode scalar values from the start of the document; `end` is the first one after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The first character.
    pub start: u64,
    /// The first one after.
    pub end: u64,
}

impl Place {
    /// Whether both have a character in common.
    #[must_use]
    pub fn meets(self, other: Place) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place { start: span.start, end: span.end }
    }
}

/// How many, or how much in a unit (`percent`, `hectare`); a word such as "dozens" leaves all three open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// Where it is written.
    #[serde(flatten)]
    pub span: Place,
    /// At least.
    pub low: Option<f64>,
    /// As the words have it.
    pub best: Option<f64>,
    /// At most.
    pub high: Option<f64>,
    /// What is counted, in the singular; `percent` for shares; none for things themselves.
    pub unit: Option<String>,
}

/// A date with the words that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// Where the words stand.
    #[serde(flatten)]
    pub span: Place,
    /// The date as the narrative places it, EDTF.
    pub edtf: String,
    /// Whether the words stand elsewhere.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Where the words for the speaker stand.
    #[serde(flatten)]
    pub span: Place,
    /// Whom a pronoun stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Nobody is named: "it was reported".
    #[serde(default, skip_serializing_if = "is_false")]
    pub unnamed: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// What befell a thing, as one speaker has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fate {
    /// The thing, without article, determiner or number.
    pub what: Mention,
    /// What befell it.
    pub effect: Effect,
    /// The words that say so.
    pub cue: Place,
    /// Whether its own words deny it.
    pub negated: bool,
    /// How surely it is said.
    pub modality: Modality,
    /// How much of it.
    pub quantity: Option<Amount>,
    /// Who or what did it, where the words tie it to this.
    pub by: Option<Mention>,
    /// When it happened.
    pub date: Option<Dated>,
    /// Who says so; none for the document itself.
    pub speaker: Option<Speaker>,
    /// The verb of saying, or "according to".
    pub said_verb: Option<Place>,
    /// When it was said.
    pub said: Option<Dated>,
    /// The place that holds it.
    #[serde(default)]
    pub holder: Option<Mention>,
    /// Of a hundred fates that this rule proposes, how many are right. Measured, see `corpus/README.md`.
    #[serde(default)]
    pub confidence: u8,
    /// The rule that proposed it.
    #[serde(default)]
    pub rule: String,
}
