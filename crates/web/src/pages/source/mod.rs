//! A source: the document as it is, with the words of every statement marked, and the statements that come from it.
//!
//! The text of an unpublished document may name people whom the public must not see named here: it is shown to keepers
//! only, and so are suggestions. What the public may see of its statements is listed all the same.

mod html;

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::{ClaimId, Draft, EntityId, FileId, Locator, Span};
use daftar_register::view::{About, Asked, Audience, Cited, cite, differences};
use serde::Serialize;

use super::card;
use super::file::Files;
use super::kind::as_text;
use super::looking::Looking;
use super::plan::PLAN;
use crate::address::anchor;
use crate::error::Trouble;
use crate::marks::{self, Run, State};
use crate::visit::Visit;

/// A source.
#[derive(Serialize)]
pub(crate) struct Source {
    #[serde(rename = "entity", serialize_with = "as_text")]
    id: EntityId,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    /// The text, where it is here and may be shown.
    text: Option<String>,
    /// Whether it is a plan.
    #[serde(skip)]
    is_plan: bool,
    /// Whether there is a text that only keepers may see.
    withheld: bool,
    /// Its files, as far as they are for this audience.
    files: Files,
    /// Where in the text it says what is sealed, in characters: the public reads something else there, black.
    hidden: Vec<Hidden>,
    /// Where in the text which statements stand, in characters.
    marks: Vec<Mark>,
    /// What comes from it, in the order of the text; for keepers also what is only suggested.
    statements: Vec<Line>,
    #[serde(skip)]
    passages: Vec<Passage>,
    #[serde(skip)]
    runs: Vec<Run>,
    /// Which statement the address names.
    #[serde(skip)]
    sought: Option<usize>,
}

/// A passage that only keepers read.
#[derive(Serialize)]
struct Hidden {
    start: u64,
    end: u64,
    /// The statement that withholds it; for keepers.
    #[serde(skip)]
    by: ClaimId,
}

/// A statement, or what is to be one.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    cited: Cited,
    /// What it is about, by name.
    about: Option<String>,
    label: String,
    state: State,
}

/// A stretch of text that is one statement's, or several ones'.
struct Passage {
    span: Span,
    state: State,
    /// Its statements, by place.
    lines: Vec<usize>,
}

/// A stretch of text with the statements that were read from it.
#[derive(Serialize)]
struct Mark {
    start: u64,
    end: u64,
    #[serde(serialize_with = "texts")]
    claims: Vec<ClaimId>,
    #[serde(flatten)]
    state: State,
}

fn texts<S: serde::Serializer>(ids: &[ClaimId], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(ids.iter().map(ToString::to_string))
}

/// `/s/ID`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    let sought = visit.asked.get("c").map(str::to_owned);
    visit.page(move |looking| data(looking, &id, sought.as_deref()), html::render).await
}

fn data(looking: &Looking<'_>, id: &str, sought: Option<&str>) -> Result<Source, Trouble> {
    let id = card::entity(id)?;
    let heard = looking.source(id)?;
    let asked = looking.asked(&heard);
    looking.call(&asked, asked.entities());
    let about = heard.surroundings.about(id).cloned().unwrap_or_default();
    let mut title = asked.name(id).map(str::to_owned);
    let mut lines = recorded(looking, &asked, id)?;
    let suggested = suggestions(looking, id)?;
    if lines.is_empty() && title.is_none() && suggested.is_empty() {
        return Err(Trouble::Missing);
    }
    if !suggested.is_empty() {
        let heard = looking.register.hear_drafts(&suggested)?;
        let asked = looking.asked(&heard);
        looking.call(&asked, asked.entities());
        title = title.or_else(|| asked.name(id).map(str::to_owned));
        lines.extend(cite(&asked).into_iter().map(|cited| Line::of(cited, &asked, State::SUGGESTED)));
    }
    lines.sort_by_key(|one| (place(&one.cited), one.cited.claim));
    let file = lines.iter().find_map(|one| file(&one.cited));
    let shown = looking.ask.audience == Audience::Keeper || about.is_published();
    let text = file.filter(|_| shown).map(|file| read(looking, file)).transpose()?.flatten();
    let hidden = file.filter(|_| text.is_some()).map(|file| hidden(looking, file)).unwrap_or_default();
    let files = Files::of(id, &heard, looking)?;
    let source = Source { withheld: file.is_some() && !shown, hidden, title, files, ..Source::around(id, about) };
    let sought =
        sought.and_then(|digits| lines.iter().position(|one| anchor(one.cited.claim).get(1..) == Some(digits)));
    Ok(source.with(text, file, lines, sought))
}

/// The text, as far as this audience may read it.
fn read(looking: &Looking<'_>, file: FileId) -> Result<Option<String>, Trouble> {
    Ok(match looking.ask.audience {
        Audience::Keeper => looking.register.text(file)?,
        Audience::Public => looking.register.public_context(file, Span { start: 0, end: u64::MAX })?,
    })
}

fn hidden(looking: &Looking<'_>, file: FileId) -> Vec<Hidden> {
    let passages = looking.register.withholding(file).iter();
    passages.map(|(span, by)| Hidden { start: span.start, end: span.end, by: *by }).collect()
}

/// What was recorded from the source.
fn recorded(looking: &Looking<'_>, asked: &Asked<'_>, source: EntityId) -> Result<Vec<Line>, Trouble> {
    let from_here = || asked.selected().iter().map(|one| one.claim()).filter(|claim| claim.source == source);
    let heard = looking.joined(from_here().filter_map(|claim| claim.subject.entity()))?;
    let differing: BTreeSet<ClaimId> = differences(&looking.asked(&heard))
        .into_iter()
        .flat_map(|one| one.sides)
        .flat_map(|side| side.statements)
        .collect();
    let from_here = cite(asked).into_iter().filter(|one| one.source.entity == Some(source));
    let line = |cited: Cited| {
        let state = if differing.contains(&cited.claim) { State::DIFFERS } else { State::RECORDED };
        Line::of(cited, asked, state)
    };
    Ok(from_here.map(line).collect())
}

/// The suggestions from a source; none for the public.
fn suggestions(looking: &Looking<'_>, source: EntityId) -> Result<Vec<Draft>, Trouble> {
    if looking.ask.audience == Audience::Public {
        return Ok(Vec::new());
    }
    let mut drafts = looking.register.drafts()?;
    drafts.retain(|draft| draft.claim.source == source);
    Ok(drafts)
}

impl Line {
    fn of(cited: Cited, asked: &Asked<'_>, state: State) -> Line {
        let entity = card::entity(&cited.subject).ok();
        let about = entity.and_then(|entity| asked.name(entity)).map(str::to_owned);
        Line { about, label: asked.label(&cited.property).to_owned(), cited, state }
    }
}

impl Source {
    fn around(id: EntityId, about: About) -> Source {
        Source {
            id,
            title: None,
            publisher: about.publisher,
            published: about.published.map(|date| date.as_str().to_owned()),
            text: None,
            is_plan: about.kinds.iter().any(|kind| kind == PLAN),
            withheld: false,
            files: Files::default(),
            hidden: Vec::new(),
            marks: Vec::new(),
            statements: Vec::new(),
            passages: Vec::new(),
            runs: Vec::new(),
            sought: None,
        }
    }

    fn with(self, text: Option<String>, file: Option<FileId>, lines: Vec<Line>, sought: Option<usize>) -> Source {
        let passages = if text.is_some() { passages(&lines, file) } else { Vec::new() };
        let spans: Vec<Span> = passages.iter().map(|one| one.span).collect();
        let runs = marks::runs(&spans);
        let marks = runs.iter().map(|run| Mark::of(run, &passages, &lines)).collect();
        Source { text, marks, passages, runs, statements: lines, sought, ..self }
    }
}

impl Mark {
    fn of(run: &Run, passages: &[Passage], lines: &[Line]) -> Mark {
        let covering = || run.passages.iter().filter_map(|place| passages.get(*place));
        let told = covering().flat_map(|passage| &passage.lines).filter_map(|line| lines.get(*line));
        Mark {
            start: run.span.start,
            end: run.span.end,
            claims: told.map(|line| line.cited.claim).collect(),
            state: covering().fold(State::default(), |state, passage| state | passage.state),
        }
    }
}

fn file(one: &Cited) -> Option<FileId> {
    match &one.locator {
        Some(Locator::Text { text, .. }) => Some(*text),
        _ => None,
    }
}

fn place(one: &Cited) -> Option<Span> {
    match &one.locator {
        Some(Locator::Text { span, .. }) => Some(*span),
        _ => None,
    }
}

/// The passages of a text, in its order; statements of one span share one.
fn passages(lines: &[Line], file_here: Option<FileId>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| file(&line.cited) == file_here) {
        let Some(span) = place(&line.cited) else { continue };
        match passages.last_mut().filter(|last| last.span == span) {
            Some(last) => {
                last.state = last.state | line.state;
                last.lines.push(number);
            }
            None => passages.push(Passage { span, state: line.state, lines: vec![number] }),
        }
    }
    passages
}
