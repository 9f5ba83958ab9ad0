//! Search: which entities some words find, in the statements that an audience may see and nowhere else.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use daftar_claim::{ClaimId, EntityId, RecordingId, Span, Standing, Statement, Subject};
use daftar_date::Lang;
use daftar_store::index::{Found, Hit, Hits, RANKED};
use daftar_view::{Ask, Audience, Identity, Needs, Surroundings};

use crate::reading::as_text;
use crate::{Register, RegisterError};

/// How many a page of a search has at most.
const A_PAGE: usize = 24;

/// A page of a search.
#[derive(Debug, Clone, serde::Serialize)]
pub struct FoundPage {
    /// What was found, best first.
    pub found: Vec<Sought>,
    /// The page that may go on, if anything may.
    pub next: Option<usize>,
}

/// A hit of the search: an entity, with what it is called.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Sought {
    /// The entity.
    #[serde(serialize_with = "as_text")]
    pub entity: EntityId,
    /// The statement with the best match.
    #[serde(serialize_with = "as_text")]
    pub claim: ClaimId,
    /// What it is called, in the language asked for first.
    pub names: Vec<String>,
    /// Its kinds.
    pub kinds: Vec<String>,
    /// Its words, those that matched marked with « ».
    pub snippet: String,
    /// The same words without marks.
    #[serde(skip)]
    pub text: String,
    /// The characters of the words that matched.
    #[serde(skip)]
    pub marks: Vec<Span>,
}

impl Register {
    /// At most `limit` entities that the words find among the statements that the asking audience may see, best first; those
    /// said to be the same are one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(
        &self,
        words: &str,
        limit: usize,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<Vec<Sought>, RegisterError> {
        let mut found = self.search_among(words, 0..RANKED.max(limit), standing, ask)?.0;
        found.truncate(limit);
        Ok(found)
    }

    /// One page of a search, from 1, and which one goes on after it. A page of which nothing may be seen is passed over.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search_page(
        &self,
        words: &str,
        page: usize,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<FoundPage, RegisterError> {
        let mut page = page.clamp(1, usize::MAX / A_PAGE);
        loop {
            let last = page * A_PAGE;
            let (found, more) = self.search_among(words, last - A_PAGE..last, standing, ask)?;
            page += 1;
            if !found.is_empty() || !more {
                return Ok(FoundPage { found, next: more.then_some(page) });
            }
        }
    }

    /// What may be seen of these places, and whether anything may match after them.
    fn search_among(
        &self,
        words: &str,
        among: Range<usize>,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<(Vec<Sought>, bool), RegisterError> {
        let _look = self.look()?;
        let mut around = Surroundings::default();
        let Hits { hits, more } = self.store.index().search_shown(words, among, |found| {
            let (shown, surroundings) = self.shown(found, standing, ask)?;
            around = surroundings;
            Ok::<_, RegisterError>(shown)
        })?;
        let joined = self.joined_hits(&hits, standing)?;
        let mut seen = HashSet::new();
        let sought = hits.into_iter().filter_map(|hit| Sought::of(hit, &around, ask.lang));
        Ok((sought.filter(|one| seen.insert(joined.first(one.entity))).collect(), more))
    }

    /// Which of these recordings make statements that may be seen, and what is known of whom these name.
    fn shown(
        &self,
        found: Vec<Found>,
        standing: &Standing,
        ask: &Ask,
    ) -> Result<(HashSet<RecordingId>, Surroundings), RegisterError> {
        let statements = self.statements(found, standing);
        let around = self.surroundings(&statements, standing, ask.audience)?;
        // What is found by words that are withheld would tell them.
        let hidden = |one: &Statement| ask.audience == Audience::Public && self.hides_words(&one.claim);
        let may_see =
            |one: &&Statement| one.stands() && !hidden(one) && around.may_see(one, ask.audience, &self.profiles);
        let seen = statements.iter().filter(may_see);
        let shown = seen.flat_map(|one| &one.recordings).filter(|one| one.ended.is_none()).map(|one| one.id).collect();
        Ok((shown, around))
    }

    /// Which of those that were found are the same.
    fn joined_hits(&self, hits: &[Hit], standing: &Standing) -> Result<Identity, RegisterError> {
        let subjects: BTreeSet<Subject> = hits.iter().map(|hit| hit.subject).collect();
        let links = self.told_of(&subjects, &|_, property| Needs::joins(property), standing)?;
        Ok(Identity::of(&links))
    }
}

impl Sought {
    /// What a hit tells; none when it is about no entity.
    fn of(hit: Hit, around: &Surroundings, lang: Lang) -> Option<Sought> {
        let entity = hit.subject.entity()?;
        let other = if lang == Lang::En { Lang::Ar } else { Lang::En };
        let mut names: Vec<String> =
            [lang, other].into_iter().filter_map(|lang| around.name(entity, lang)).map(str::to_owned).collect();
        names.dedup();
        let kinds = around.about(entity).map(|about| about.kinds.clone()).unwrap_or_default();
        Some(Sought { entity, claim: hit.claim, names, kinds, snippet: marked(&hit), text: hit.text, marks: hit.marks })
    }
}

/// The text with « » around each word that matched.
fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    for (at, c) in (0u64..).zip(hit.text.chars()) {
        if hit.marks.iter().any(|mark| mark.start == at) {
            out.push('«');
        }
        out.push(c);
        if hit.marks.iter().any(|mark| mark.end == at + 1) {
            out.push('»');
        }
    }
    out
}
