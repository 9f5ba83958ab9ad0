//! What a reading holds while it goes through an article, and how it proposes.

use daftar_claim::{Claim, Draft, Edtf, EntityId, Names, Span, Value, span_entity};
use rustc_hash::FxHashSet;

use super::claims::{Quote, Statement, When};
use super::entities::{Entities, Entity, UNTOLD};
use super::fates::Fates;
use super::sections::Section;
use super::{LeftOut, Limits, Summary, Why};
use crate::document::Derived;
use crate::time::Context;

/// The state of a reading.
pub(super) struct Article<'a> {
    pub(super) derived: Derived,
    pub(super) source: EntityId,
    pub(super) names: &'a dyn Names,
    pub(super) fresh: &'a mut dyn FnMut() -> EntityId,
    pub(super) limits: &'a Limits,
    pub(super) sink: &'a mut dyn FnMut(Draft),
    pub(super) entities: Entities,
    pub(super) time: Context,
    pub(super) topic: Topic,
    pub(super) section: Section,
    /// How many sentences were read.
    pub(super) sentences: u64,
    /// How many statements were proposed.
    pub(super) proposed: u64,
    pub(super) harm: Option<Harm>,
    pub(super) fates: Fates,
    /// The claims of this sentence, so that none is proposed twice.
    pub(super) said_already: FxHashSet<Claim>,
    left_out: Vec<LeftOut>,
    left_out_total: u64,
}

/// What the article is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Topic {
    /// Its own entity.
    pub(super) main: Option<usize>,
    /// The noun that the first sentence gives it: "synagogue".
    pub(super) noun: Option<String>,
    /// The place that its title names.
    pub(super) place: Option<usize>,
    /// When it happened, if it is an event.
    pub(super) when: Option<When>,
    /// Where that is written.
    pub(super) when_span: Option<Span>,
}

/// The harm told last, by which an undated sentence right behind it is placed.
#[derive(Clone, Debug)]
pub(super) struct Harm {
    /// The paragraph, by where it begins.
    pub(super) paragraph: u64,
    pub(super) when: Edtf,
    pub(super) span: Span,
}

impl<'a> Article<'a> {
    pub(super) fn new(
        derived: &Derived,
        names: &'a dyn Names,
        fresh: &'a mut dyn FnMut() -> EntityId,
        limits: &'a Limits,
        sink: &'a mut dyn FnMut(Draft),
    ) -> Article<'a> {
        let source = span_entity(derived.file, "document", Span { start: 0, end: 0 });
        Article {
            derived: *derived,
            source,
            names,
            fresh,
            limits,
            sink,
            entities: Entities::default(),
            time: Context::new(),
            topic: Topic::default(),
            section: Section::Lead,
            sentences: 0,
            proposed: 0,
            harm: None,
            fates: Fates::default(),
            said_already: FxHashSet::default(),
            left_out: Vec::new(),
            left_out_total: 0,
        }
    }

    /// Hands a statement on.
    pub(super) fn propose(&mut self, statement: Statement) {
        if matches!(&statement.value, Value::Text { text, .. } if text.is_empty()) {
            return;
        }
        if let Some(draft) = statement.draft(self.source, self.derived.text) {
            self.proposed += 1;
            if self.said_already.insert(draft.claim.clone()) {
                (self.sink)(draft);
            }
        }
    }

    pub(super) fn leave_out(&mut self, span: Span, why: Why) {
        self.left_out_total += 1;
        if self.left_out.len() < self.limits.left_out {
            self.left_out.push(LeftOut { span, why });
        }
    }

    /// Enters a new entity, known by the words of `quote`. None when there are too many.
    pub(super) fn enter(&mut self, kind: &'static str, quote: &Quote, owner: Option<usize>) -> Option<usize> {
        if let Some(at) = self.entities.at(quote.span).filter(|at| self.kind(*at) == kind) {
            return Some(at);
        }
        if self.entities.len() >= self.limits.entities {
            self.leave_out(quote.span, Why::TooManyEntities);
            return None;
        }
        let id = match kind {
            "person" => {
                let recorded = self.names.recorded_at(self.derived.file, kind, quote.span);
                recorded.unwrap_or_else(|| (self.fresh)())
            }
            _ => span_entity(self.derived.file, kind, quote.span),
        };
        let (name, span) = (quote.words.clone(), quote.span);
        Some(self.entities.add(Entity::new(id, kind, name, span, owner)))
    }

    /// The id of an entity, whose kind, name and owner are proposed the first time that it is asked for.
    pub(super) fn id(&mut self, at: usize) -> EntityId {
        if self.entities.tell(at) {
            self.introduce(at);
        }
        self.entities.get(at).id
    }

    fn introduce(&mut self, at: usize) {
        let Entity { id, kind, name, span, owner, .. } = self.entities.get(at).clone();
        let quote = Quote { span, words: name.clone() };
        if kind != UNTOLD {
            self.propose(Statement::new(id, "kind", Value::code("kind", kind), quote.clone(), "named"));
        }
        self.propose(Statement::new(id, "name", Value::text(name.clone()), quote.clone(), "named"));
        if let Some(owner) = owner.filter(|owner| *owner != at) {
            let property = if self.entities.get(owner).kind == "place" { "place" } else { "part-of" };
            let value = Value::Entity(self.id(owner));
            self.propose(Statement::new(id, property, value, quote.clone(), "whose"));
        }
        if kind != UNTOLD {
            self.link_namesakes(id, kind, &name, &quote);
        }
    }

    /// Entities of other documents that bear the same name may be the same; a person decides.
    fn link_namesakes(&mut self, id: EntityId, kind: &str, name: &str, quote: &Quote) {
        for other in self.names.called(name, Some(kind)) {
            if other != id {
                let link = Statement::new(id, "same-as", Value::Entity(other), quote.clone(), "same-name");
                self.propose(link.link());
            }
        }
    }

    /// The main entity, if it is an event.
    pub(super) fn main_event(&self) -> Option<usize> {
        self.topic.main.filter(|at| self.entities.get(*at).kind == "event")
    }

    /// The kind of an entity.
    pub(super) fn kind(&self, at: usize) -> &'static str {
        self.entities.get(at).kind
    }

    pub(super) fn end(self) -> Summary {
        Summary { source: self.source, left_out: self.left_out, left_out_total: self.left_out_total }
    }
}
