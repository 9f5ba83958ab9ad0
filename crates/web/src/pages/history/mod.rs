//! The history of a card: what was recorded of it when and by whom, corrected and taken back; and the card at two moments, side
//! by side.

mod html;
mod sides;

use axum::extract::Path;
use axum::response::Response;
use daftar_register::Heard;
use daftar_register::claim::{ClaimId, Ended, EntityId, EntryId, RecordingId, Statement, Value};
use daftar_register::view::{self, Audience, value_words};
use serde::Serialize;
use std::collections::HashMap;

use super::card;
use super::kind::as_text;
use super::looking::Looking;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::parts::list::Part;
use crate::visit::Visit;

use sides::Compared;

/// What became of a card.
#[derive(Serialize)]
struct History {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    name: Option<String>,
    compared: Compared,
    part: Part,
    steps: Vec<Step>,
}

/// Something that was recorded, corrected or taken back.
#[derive(Serialize)]
struct Step {
    done: Done,
    time: Option<String>,
    /// On whose behalf.
    party: Option<String>,
    label: String,
    #[serde(serialize_with = "as_text")]
    claim: ClaimId,
    /// What it says; to the public only what stands.
    value: Option<String>,
    /// What a correction took the place of.
    before: Option<String>,
    /// Whose words they are.
    source: Option<String>,
    #[serde(skip)]
    order: (Option<String>, EntryId, u32),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Done {
    Recorded,
    Corrected,
    TakenBack,
}

/// `/e/ID/history`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &id, &asked), html::render).await
}

fn data(looking: &Looking<'_>, id: &str, asked: &Asked) -> Result<History, Trouble> {
    let id = card::entity(id)?;
    let heard = looking.register.hear_entity(id, looking.register.standing(), looking.ask.audience)?;
    let question = view::Ask { at: None, said: None, from: Vec::new(), ..looking.ask.clone() };
    let question = looking.asked_so(&heard, &question);
    let members = question.identity().members(id);
    let profiles = looking.register.profiles();
    let about: Vec<&Statement> = heard
        .statements
        .iter()
        .filter(|one| one.claim.subject.entity().is_some_and(|of| members.contains(&of)))
        .collect();
    let seen: Vec<&Statement> =
        about.into_iter().filter(|one| heard.surroundings.may_see(one, looking.ask.audience, profiles)).collect();
    if seen.is_empty() {
        return Err(Trouble::Missing);
    }
    let steps = Telling { looking, heard: &heard, replaced: replaced(&seen) }
        .steps(&seen, |property| question.label(property).to_owned());
    let part = Part::of(asked, steps.len());
    Ok(History {
        id,
        name: heard.surroundings.name(id, looking.ask.lang).map(str::to_owned),
        compared: Compared::of(looking, id, asked)?,
        part,
        steps: part.cut(steps),
    })
}

/// What each correction took the place of.
fn replaced<'s>(statements: &[&'s Statement]) -> HashMap<RecordingId, &'s Statement> {
    let ended = statements.iter().flat_map(|one| one.recordings.iter().map(move |recording| (*one, recording)));
    let by = ended.filter_map(|(one, recording)| match recording.ended {
        Some(Ended::Replaced { by }) => Some((by, one)),
        _ => None,
    });
    by.collect()
}

struct Telling<'a> {
    looking: &'a Looking<'a>,
    heard: &'a Heard,
    replaced: HashMap<RecordingId, &'a Statement>,
}

impl Telling<'_> {
    /// The steps, the newest first.
    fn steps(&self, seen: &[&Statement], label: impl Fn(&daftar_register::claim::PropertyId) -> String) -> Vec<Step> {
        let mut steps = Vec::new();
        for one in seen {
            let label = label(&one.claim.property);
            for recording in &one.recordings {
                let before = self.replaced.get(&recording.id).copied();
                let done = if before.is_some() { Done::Corrected } else { Done::Recorded };
                steps.push(self.step(one, before, done, (recording.id.entry, recording.id.position), &label));
                if let Some(Ended::Retracted { by }) = recording.ended {
                    steps.push(self.step(one, None, Done::TakenBack, (by, u32::MAX), &label));
                }
            }
        }
        steps.sort_by(|one, other| (&other.order, other.done).cmp(&(&one.order, one.done)));
        steps.dedup_by(|one, other| {
            one.done == Done::TakenBack
                && (one.claim, one.order.1, one.done) == (other.claim, other.order.1, other.done)
        });
        steps
    }

    fn step(
        &self,
        one: &Statement,
        before: Option<&Statement>,
        done: Done,
        (entry, position): (EntryId, u32),
        label: &str,
    ) -> Step {
        let time = self.looking.register.standing().time(entry).0.map(|time| time.as_str().to_owned());
        let party = self.looking.register.standing().party(entry);
        Step {
            done,
            party: party.and_then(|party| self.name(party)),
            label: label.to_owned(),
            claim: one.id,
            value: self.words(one),
            before: before.and_then(|before| self.words(before)),
            source: self.name(one.claim.source),
            order: (time.clone(), entry, position),
            time,
        }
    }

    fn name(&self, entity: EntityId) -> Option<String> {
        self.heard.surroundings.name(entity, self.looking.ask.lang).map(str::to_owned)
    }

    /// What a statement says. What nobody holds any more is told to keepers alone: it may have been taken back so that it is not
    /// read.
    fn words(&self, one: &Statement) -> Option<String> {
        if self.looking.ask.audience == Audience::Public && !one.stands() {
            return None;
        }
        match &one.claim.value {
            Value::Entity(entity) => self.name(*entity),
            value => Some(value_words(value, self.looking.ask.lang, self.looking.register.profiles())),
        }
    }
}
