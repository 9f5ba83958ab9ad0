//! What every shown line leads back to: the statement, its source, and the words it came from.

use daftar_claim::{Certainty, Claim, ClaimId, Clock, Edtf, EntityId, Locator, PropertyId, Recording, Speaker};
use daftar_date::Truth;
use serde::{Serialize, Serializer};

use crate::ask::{SaidFrom, Selected};
use crate::asked::Asked;
use crate::json;
use crate::rules::Rules;
use crate::shown::Shown;
use crate::time::{DatedBy, When};

/// A statement as it is cited. Views name statements by the id of their claim; this tells each once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Cited {
    /// The claim.
    #[serde(serialize_with = "json::text")]
    pub claim: ClaimId,
    /// Other claims with the same content, recorded in parallel.
    #[serde(serialize_with = "json::texts")]
    pub same: Vec<ClaimId>,
    /// What it is about: the id of an entity, a claim or a file.
    pub subject: String,
    /// Which of its properties.
    #[serde(serialize_with = "json::text")]
    pub property: PropertyId,
    /// The value as this statement has it, with the source's own label.
    pub value: Shown,
    /// When it held or happened, as the source has it.
    #[serde(serialize_with = "json::text_or_null")]
    pub when: Option<Edtf>,
    /// What its time is taken from.
    pub dated_by: DatedBy,
    /// What a reader inferred.
    pub inferred: Option<InferredNote>,
    /// The source.
    pub source: Who,
    /// Who published the source.
    pub publisher: Option<String>,
    /// Who says it, where that is not the source itself.
    pub speaker: Option<Who>,
    /// When it was said.
    #[serde(serialize_with = "json::text_or_null")]
    pub stated: Option<Edtf>,
    /// Whether it had been said by the time asked for: yes or possibly.
    #[serde(serialize_with = "json::truth")]
    pub said: Truth,
    /// What tells so.
    pub said_from: SaidFrom,
    /// How sure the speaker is, where not simply stating it: `possible`, `probable` or `doubtful`.
    #[serde(serialize_with = "certainty")]
    pub certainty: Option<Certainty>,
    /// The source's own words.
    pub quote: Option<String>,
    /// Where in the source.
    #[serde(serialize_with = "locator")]
    pub locator: Option<Locator>,
    /// Who recorded it when: the recordings that stand, sorted.
    pub recorded: Vec<Recorded>,
    /// Whether it was sealed.
    pub sealed: bool,
}

/// What a reader inferred beside what is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct InferredNote {
    /// When it held.
    #[serde(serialize_with = "json::text_or_null")]
    pub when: Option<Edtf>,
    /// When it was said.
    #[serde(serialize_with = "json::text_or_null")]
    pub stated: Option<Edtf>,
    /// How.
    pub why: String,
}

/// A person, body or document that says something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Who {
    /// The entity; none for somebody whom the source does not name.
    #[serde(serialize_with = "json::text_or_null")]
    pub entity: Option<EntityId>,
    /// The name in the language asked for, or the source's words for somebody unnamed; none when nobody tells it here.
    pub name: Option<String>,
}

impl Who {
    pub(crate) fn entity(id: EntityId, asked: &Asked) -> Who {
        Who { entity: Some(id), name: asked.name(id).map(str::to_owned) }
    }

    /// Who says it: its speaker, else its source.
    pub(crate) fn voice(claim: &Claim, asked: &Asked) -> Who {
        match &claim.said_by {
            Some(speaker) => Who::speaker(speaker, asked),
            None => Who::entity(claim.source, asked),
        }
    }

    fn speaker(speaker: &Speaker, asked: &Asked) -> Who {
        match speaker {
            Speaker::Entity(id) => Who::entity(*id, asked),
            Speaker::Unnamed(words) => Who { entity: None, name: Some(words.clone()) },
        }
    }
}

/// Who recorded a statement, and when.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Recorded {
    /// On whose behalf.
    pub party: Who,
    /// When, in UTC, `2032-08-01T10:00:00Z`; none when unknown.
    pub time: Option<String>,
    /// Where that time comes from: `clock`, `person` or `unknown`.
    pub clock: &'static str,
}

impl Recorded {
    fn new(recording: &Recording, asked: &Asked) -> Recorded {
        let time = recording.time.as_ref().map(|time| time.as_str().to_owned());
        Recorded { party: Who::entity(recording.party, asked), time, clock: Clock::word(recording.clock) }
    }
}

impl Cited {
    pub(crate) fn new(one: &Selected, asked: &Asked) -> Cited {
        let claim = one.claim();
        let source = asked.surroundings.about(claim.source);
        let mut recorded: Vec<Recorded> = one.recordings().map(|recording| Recorded::new(recording, asked)).collect();
        recorded.sort_unstable();
        recorded.dedup();
        Cited {
            claim: one.statement.id,
            same: one.same.iter().map(|statement| statement.id).collect(),
            subject: claim.subject.to_string(),
            property: claim.property.clone(),
            value: Shown::new(&claim.value, asked),
            when: claim.when.clone(),
            dated_by: When::dated_by(claim, &Rules::of(&claim.property, asked.profiles)),
            inferred: claim.inferred.as_ref().map(|inferred| InferredNote {
                when: inferred.when.clone(),
                stated: inferred.stated.clone(),
                why: inferred.why.clone(),
            }),
            source: Who::entity(claim.source, asked),
            publisher: source.and_then(|source| source.publisher.clone()),
            speaker: claim.said_by.as_ref().map(|speaker| Who::speaker(speaker, asked)),
            stated: claim.stated.clone(),
            said: one.said,
            said_from: one.said_from,
            certainty: claim.certainty,
            quote: claim.quote.clone(),
            locator: claim.locator.clone(),
            recorded,
            sealed: one.statement.sealed,
        }
    }

    /// The statements at these places, by id, each once.
    pub(crate) fn all(mut places: Vec<usize>, asked: &Asked) -> Vec<Cited> {
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| Some(Cited::new(asked.selected().get(place)?, asked))).collect()
    }
}

/// All statements that answer, by id, as they are cited.
pub fn cite(asked: &Asked) -> Vec<Cited> {
    asked.selected().iter().map(|one| Cited::new(one, asked)).collect()
}

fn certainty<S: Serializer>(certainty: &Option<Certainty>, serializer: S) -> Result<S::Ok, S::Error> {
    certainty.map(Certainty::word).serialize(serializer)
}

/// A locator as JSON: the members of the claim's own, spans as start and end.
#[derive(Serialize)]
#[serde(untagged)]
enum Place<'a> {
    Text {
        text: String,
        start: u64,
        end: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<&'a str>,
    },
    Cell {
        sheet: Option<&'a str>,
        row: u64,
        column: &'a str,
    },
    Page {
        page: &'a str,
    },
}

fn locator<S: Serializer>(locator: &Option<Locator>, serializer: S) -> Result<S::Ok, S::Error> {
    let place = locator.as_ref().map(|locator| match locator {
        Locator::Text { text, span, place } => {
            Place::Text { text: text.to_string(), start: span.start, end: span.end, place: place.as_deref() }
        }
        Locator::Cell { sheet, row, column } => Place::Cell { sheet: sheet.as_deref(), row: *row, column },
        Locator::Page(page) => Place::Page { page },
    });
    place.serialize(serializer)
}
