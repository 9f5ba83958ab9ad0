//! Lists: suggestions, one statement, the log, what is sealed.

use std::collections::HashMap;
use std::fmt;

use daftar_register::claim::{Claim, Draft, Ended, EntityId, Locator, Speaker, Statement as Stated, Value};
use daftar_register::date::{self, Lang};
use daftar_register::{Heard, Register, RegisterError, Sealed};
use serde::Serialize;

/// Suggestions with the names of what they speak about.
#[derive(Serialize)]
pub(crate) struct Drafts {
    drafts: Vec<Suggestion>,
    #[serde(skip)]
    lang: Lang,
}

#[derive(Serialize)]
struct Suggestion {
    id: String,
    about: String,
    property: String,
    value: serde_json::Value,
    words: String,
    when: Option<String>,
    inferred: Option<serde_json::Value>,
    said_by: Option<String>,
    stated: Option<String>,
    certainty: Option<&'static str>,
    quote: Option<String>,
    span: Option<(u64, u64)>,
    /// Where it stands in the document itself, as a fragment (FORMAT.md, 2.1); none where the text is the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    source: String,
    source_name: String,
    rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<u8>,
    link: bool,
}

/// What entities are called: by the register, else by the suggestions themselves.
struct Called<'a> {
    register: &'a Register,
    suggested: HashMap<EntityId, &'a str>,
}

impl<'a> Called<'a> {
    fn new(register: &'a Register, drafts: &'a [Draft]) -> Called<'a> {
        let mut suggested = HashMap::new();
        for draft in drafts {
            if let (Some(entity), Value::Text { text, .. }) = (draft.claim.subject.entity(), &draft.claim.value)
                && ["name", "title"].contains(&draft.claim.property.as_str())
            {
                suggested.entry(entity).or_insert(text.as_str());
            }
        }
        Called { register, suggested }
    }

    fn name(&self, entity: EntityId) -> String {
        let known = self.suggested.get(&entity).map(|name| (*name).to_owned());
        let recorded = || self.register.names_of(entity).ok()?.into_iter().next();
        known.or_else(recorded).unwrap_or_else(|| entity.to_string().chars().take(19).collect())
    }

    fn words(&self, value: &Value, lang: Lang) -> String {
        match value {
            Value::Entity(entity) => self.name(*entity),
            Value::Date(date) => date::words(date, lang),
            other => plain(other),
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text { text, .. } => text.clone(),
        Value::Number { number, unit } => format!("{} {}", number.as_str(), unit.as_deref().unwrap_or_default()),
        Value::Count { low, best, high } => match (low, best, high) {
            (_, Some(best), _) => best.to_string(),
            (Some(low), None, None) => format!("{low}.."),
            (low, None, high) => format!("{}..{}", low.unwrap_or_default(), high.map_or("?".into(), |n| n.to_string())),
        },
        Value::Code { code, label, .. } => label.as_ref().map_or(code.clone(), |label| format!("{code} “{label}”")),
        other => other.to_json(),
    }
}

impl Drafts {
    /// Suggestions, ready to be shown.
    pub(crate) fn new(register: &Register, drafts: &[Draft], lang: Lang) -> Drafts {
        let called = Called::new(register, drafts);
        Drafts { drafts: drafts.iter().map(|draft| Suggestion::new(draft, &called, lang)).collect(), lang }
    }
}

impl Suggestion {
    fn new(draft: &Draft, called: &Called<'_>, lang: Lang) -> Suggestion {
        let claim = &draft.claim;
        let json = |text: String| serde_json::from_str(&text).unwrap_or_default();
        Suggestion {
            id: draft.id().to_string(),
            about: claim.subject.entity().map_or_else(|| claim.subject.to_string(), |entity| called.name(entity)),
            property: claim.property.to_string(),
            value: json(claim.value.to_json()),
            words: called.words(&claim.value, lang),
            when: claim.when.as_ref().map(|date| date.as_str().to_owned()),
            inferred: claim.inferred.as_ref().map(|inferred| {
                serde_json::json!({
                    "when": inferred.when.as_ref().map(|date| date.as_str()),
                    "stated": inferred.stated.as_ref().map(|date| date.as_str()),
                    "why": inferred.why,
                    "from": inferred.from.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>(),
                })
            }),
            said_by: claim.said_by.as_ref().map(|speaker| match speaker {
                Speaker::Entity(entity) => called.name(*entity),
                Speaker::Unnamed(words) => words.clone(),
            }),
            stated: claim.stated.as_ref().map(|date| date.as_str().to_owned()),
            certainty: claim.certainty.map(|certainty| certainty.word()),
            quote: claim.quote.clone(),
            span: span(claim),
            place: place(claim),
            source: claim.source.to_string(),
            source_name: called.name(claim.source),
            rule: draft.rule.clone(),
            confidence: draft.confidence,
            link: draft.link,
        }
    }
}

/// Where the words stand in the document itself.
fn place(claim: &Claim) -> Option<String> {
    match &claim.locator {
        Some(Locator::Text { place, .. }) => place.clone(),
        _ => None,
    }
}

fn span(claim: &Claim) -> Option<(u64, u64)> {
    match &claim.locator {
        Some(Locator::Text { span, .. }) => Some((span.start, span.end)),
        _ => None,
    }
}

impl fmt::Display for Drafts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut source = "";
        for one in &self.drafts {
            if one.source_name != source {
                source = &one.source_name;
                writeln!(f, "{source}")?;
            }
            let mut notes: Vec<String> = Vec::new();
            notes.extend(one.when.iter().cloned());
            if let Some(when) = one.inferred.as_ref().and_then(|inferred| inferred["when"].as_str()) {
                notes.push(format!("{}: {when}", crate::words::word(crate::words::Word::Inferred, self.lang)));
            }
            notes.extend(
                one.said_by
                    .iter()
                    .map(|by| format!("{by}{}", one.stated.as_ref().map(|s| format!(" {s}")).unwrap_or_default())),
            );
            let notes = if notes.is_empty() { String::new() } else { format!("  ({})", notes.join("; ")) };
            let link = if one.link { "  ⟷" } else { "" };
            writeln!(f, "  {}  {} · {}: {}{notes}{link}", one.id, one.about, one.property, one.words)?;
        }
        Ok(())
    }
}

/// One statement: its bytes' meaning, its history, its sentence.
#[derive(Serialize)]
pub(crate) struct Statement {
    claim: String,
    content: serde_json::Value,
    names: HashMap<String, String>,
    stands: bool,
    sealed: bool,
    recordings: Vec<serde_json::Value>,
    sentence: Option<String>,
}

impl Statement {
    /// A statement, ready to be shown.
    pub(crate) fn new(register: &Register, statement: &Stated, heard: &Heard) -> Result<Statement, RegisterError> {
        let recordings = statement.recordings.iter().map(|recording| {
            let ended = match recording.ended {
                None => "stands",
                Some(Ended::Retracted { .. }) => "retracted",
                Some(Ended::Replaced { .. }) => "replaced",
            };
            serde_json::json!({
                "log": recording.id.entry.log.to_string(),
                "number": recording.id.entry.number,
                "position": recording.id.position,
                "party": register.names_of(recording.party).unwrap_or_default().first(),
                "time": recording.time.as_ref().map(|time| time.as_str()),
                "clock": recording.clock.word(),
                "ended": ended,
            })
        });
        let sentence = match &statement.claim.locator {
            Some(Locator::Text { text, span, .. }) => register.context(*text, *span)?,
            _ => None,
        };
        let name = |entity: EntityId| Some((entity.to_string(), heard.surroundings.name(entity, Lang::En)?.to_owned()));
        Ok(Statement {
            claim: statement.id.to_string(),
            content: serde_json::from_str(&statement.claim.content()).unwrap_or_default(),
            names: statement.claim.entities().filter_map(name).collect(),
            stands: statement.stands(),
            sealed: statement.sealed,
            recordings: recordings.collect(),
            sentence,
        })
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.claim)?;
        for (member, value) in self.content.as_object().into_iter().flatten() {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let name = self.names.get(&text).map(|name| format!("  ({name})")).unwrap_or_default();
            writeln!(f, "  {member}: {text}{name}")?;
        }
        for one in &self.recordings {
            writeln!(
                f,
                "  {} {} {}",
                one["ended"].as_str().unwrap_or_default(),
                one["party"].as_str().unwrap_or("?"),
                one["time"].as_str().unwrap_or("?")
            )?;
        }
        if let Some(sentence) = &self.sentence {
            writeln!(f, "  “{sentence}”")?;
        }
        Ok(())
    }
}

/// One entry of the log.
pub(crate) fn log_line(line: &serde_json::Value) -> String {
    let text = |name: &str| line[name].as_str().unwrap_or("?").to_owned();
    let acts: Vec<&str> = line["acts"].as_array().into_iter().flatten().filter_map(|act| act.as_str()).collect();
    let acts = if acts.is_empty() { String::new() } else { format!(", {}", acts.join(" ")) };
    let waits = if line["counts"].as_bool() == Some(true) {
        ""
    } else {
        "  (does not count: its key was not granted, or was revoked)"
    };
    format!(
        "{}  {} #{}  {}: {} statements{acts}{waits}\n",
        text("time"),
        text("log").chars().take(16).collect::<String>(),
        line["number"],
        text("name"),
        line["bodies"]
    )
}

/// What is sealed.
pub(crate) fn sealed(sealed: &Sealed) -> String {
    let mut out = format!("{} sealed statements can be read here, {} cannot\n", sealed.open.len(), sealed.locked);
    for one in &sealed.open {
        out.push_str(&format!(
            "  {}  {} · {}: {}\n",
            one.claim.chars().take(18).collect::<String>(),
            one.about,
            one.property,
            one.value
        ));
    }
    out
}
