//! What a view is asked, and which statements may answer.
//!
//! Only standing statements answer. Recordings of one content (all but the salt) by several parties fold to one. Then:
//!
//! - *Audience.* See [`Surroundings::may_see`]: whom a published source names is public as long as the keeper leaves the
//!   statement unsealed; other people are not.
//! - *Sources.* A statement answers when its source or its named speaker is asked for.
//! - *What had been said.* By `stated`; else by what was inferred of it, which never excludes; else it was said not before
//!   `when` (forecasts excepted) and not after its source was published, else archived, else recorded.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use daftar_claim::{Claim, Edtf, EntityId, Locator, Profiles, Recording, Speaker, Statement, Value};
use daftar_date::{Lang, Truth, by};
use serde::Serialize;

use crate::surroundings::{Audience, Surroundings};
use crate::time::Moment;

/// The question that every view takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// As of when; none for whatever is held, at any time.
    pub at: Option<Edtf>,
    /// Only what had been said by then; none for everything.
    pub said: Option<Edtf>,
    /// Only from these sources or speakers; empty for all.
    pub from: Vec<EntityId>,
    /// Who asks.
    pub audience: Audience,
    /// The language of labels and reasons.
    pub lang: Lang,
}

impl Default for Ask {
    fn default() -> Ask {
        Ask { at: None, said: None, from: Vec::new(), audience: Audience::Public, lang: Lang::En }
    }
}

/// What tells when a statement was made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidFrom {
    /// The statement's own `stated`.
    Stated,
    /// A reader inferred it.
    Inferred,
    /// Its source was published then: not later.
    Published,
    /// Its source was archived then: not later.
    Archived,
    /// It was recorded then: not later.
    Recorded,
    /// Nothing.
    Nothing,
}

/// A statement that answers.
#[derive(Clone, Debug)]
pub struct Selected<'a> {
    /// The statement; of several with the same content the one with the smallest id.
    pub statement: &'a Statement,
    /// The others with the same content, by id.
    pub same: Vec<&'a Statement>,
    /// Whether it had been said by the time asked for: yes or possibly.
    pub said: Truth,
    /// What tells so.
    pub said_from: SaidFrom,
}

impl<'a> Selected<'a> {
    /// The claim.
    pub fn claim(&self) -> &'a Claim {
        &self.statement.claim
    }

    /// The recordings that stand, of all statements with this content.
    pub fn recordings(&self) -> impl Iterator<Item = &'a Recording> + use<'a, '_> {
        let all = std::iter::once(self.statement).chain(self.same.iter().copied());
        all.flat_map(Statement::standing)
    }
}

/// The statements that answer, by id.
pub fn select<'a>(
    statements: impl IntoIterator<Item = &'a Statement>,
    ask: &Ask,
    profiles: &Profiles,
    surroundings: &Surroundings,
) -> Vec<Selected<'a>> {
    distinct_from(visible(statements, ask.audience, profiles, surroundings), ask, surroundings)
}

/// Of the visible statements those that the asked sources had said by the asked time, each content once.
pub(crate) fn distinct_from<'a>(
    visible: Vec<&'a Statement>,
    ask: &Ask,
    surroundings: &Surroundings,
) -> Vec<Selected<'a>> {
    let said = ask.said.as_ref().map(Moment::new);
    let mut selected = distinct(visible.into_iter().filter(|statement| is_from(&statement.claim, &ask.from)));
    selected.retain_mut(|one| {
        (one.said, one.said_from) = said_by(one, said.as_ref(), surroundings);
        !one.said.is_no()
    });
    selected
}

/// The standing statements that the audience may see, by id.
pub(crate) fn visible<'a>(
    statements: impl IntoIterator<Item = &'a Statement>,
    audience: Audience,
    profiles: &Profiles,
    surroundings: &Surroundings,
) -> Vec<&'a Statement> {
    let may_see = |statement: &&Statement| surroundings.may_see(statement, audience, profiles);
    let mut visible: Vec<&Statement> = statements.into_iter().filter(|s| s.stands()).filter(may_see).collect();
    visible.sort_unstable_by_key(|statement| statement.id);
    visible.dedup_by_key(|statement| statement.id);
    visible
}

fn is_from(claim: &Claim, sources: &[EntityId]) -> bool {
    let speaks = |id: &EntityId| matches!(&claim.said_by, Some(Speaker::Entity(speaker)) if speaker == id);
    sources.is_empty() || sources.iter().any(|id| *id == claim.source || speaks(id))
}

/// One for each content; the statements come by id, and so do the distinct ones.
fn distinct<'a>(statements: impl Iterator<Item = &'a Statement>) -> Vec<Selected<'a>> {
    let mut found: Vec<Selected<'a>> = Vec::new();
    let mut places: HashMap<Content, usize> = HashMap::new();
    for statement in statements {
        let place = *places.entry(Content(&statement.claim)).or_insert(found.len());
        match found.get_mut(place) {
            Some(first) => first.same.push(statement),
            None => {
                let (said, said_from) = (Truth::Yes, SaidFrom::Nothing);
                found.push(Selected { statement, same: Vec::new(), said, said_from });
            }
        }
    }
    found
}

/// A claim by its content, hashed by what differs most often.
#[derive(PartialEq, Eq)]
struct Content<'a>(&'a Claim);

impl Hash for Content<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let claim = self.0;
        claim.subject.hash(hasher);
        claim.property.hash(hasher);
        if let Some(Locator::Text { span, .. }) = &claim.locator {
            span.start.hash(hasher);
        }
        match &claim.value {
            Value::Text { text, .. } => text.hash(hasher),
            Value::Entity(id) => id.hash(hasher),
            Value::Date(date) => date.as_str().hash(hasher),
            Value::Count { low, best, high } => (low, best, high).hash(hasher),
            _ => claim.when.as_ref().map(Edtf::as_str).hash(hasher),
        }
    }
}

fn said_by(one: &Selected, limit: Option<&Moment>, surroundings: &Surroundings) -> (Truth, SaidFrom) {
    let (saying, said_from) = Saying::of(one, limit.is_some(), surroundings);
    (limit.map_or(Truth::Yes, |limit| saying.by(limit)), said_from)
}

/// When a statement was made, as far as that is known.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Saying<'a> {
    /// Then, by its own words.
    Stated(Cow<'a, Edtf>),
    /// A reader inferred it: that never excludes.
    Inferred,
    /// Not before one day, the beginning of what it tells of, and not after another.
    Between { earliest: Option<i64>, latest: Option<i64> },
}

impl<'a> Saying<'a> {
    /// When a statement was made, and what tells so. The days are looked for only when they are `wanted`.
    pub(crate) fn of(one: &Selected<'a>, wanted: bool, surroundings: &Surroundings) -> (Saying<'a>, SaidFrom) {
        let claim = one.claim();
        let inferred = claim.inferred.as_ref().and_then(|inferred| inferred.stated.as_ref());
        let open = |stated: &Edtf| stated.lacks_year() && inferred.is_some();
        if let Some(stated) = claim.stated.as_ref().filter(|stated| !open(stated)) {
            return (Saying::Stated(Cow::Borrowed(stated)), SaidFrom::Stated);
        }
        if inferred.is_some() {
            return (Saying::Inferred, SaidFrom::Inferred);
        }
        let (latest, said_from) = latest_saying(one, wanted, surroundings);
        let when = claim.when.as_ref().filter(|_| wanted);
        let earliest = when.and_then(|when| when.bounds().earliest()).map(|day| day.0);
        (Saying::Between { earliest, latest }, said_from)
    }

    /// Whether it had been made by then.
    pub(crate) fn by(&self, limit: &Moment) -> Truth {
        match self {
            Saying::Stated(stated) => by(stated.within(), limit.edtf.throughout()),
            Saying::Inferred => Truth::Possibly,
            Saying::Between { earliest, latest } => between(*earliest, *latest, limit),
        }
    }

    /// The same, kept beyond its statement.
    pub(crate) fn owned(&self) -> Saying<'static> {
        match self {
            Saying::Stated(stated) => Saying::Stated(Cow::Owned(stated.clone().into_owned())),
            Saying::Inferred => Saying::Inferred,
            Saying::Between { earliest, latest } => Saying::Between { earliest: *earliest, latest: *latest },
        }
    }
}

/// The last day on which it can have been said, and what tells so. The day is looked for only when it is needed.
fn latest_saying(one: &Selected, wanted: bool, surroundings: &Surroundings) -> (Option<i64>, SaidFrom) {
    let last_day = |date: &Edtf| if wanted { date.bounds().latest().map(|day| day.0) } else { None };
    let source = surroundings.about(one.claim().source);
    if let Some(published) = source.and_then(|source| source.published.as_ref()) {
        return (last_day(published), SaidFrom::Published);
    }
    if let Some(archived) = source.and_then(|source| source.archived.as_ref()) {
        return (last_day(archived), SaidFrom::Archived);
    }
    match one.recordings().filter_map(|recording| recording.time.as_ref()).min() {
        Some(time) if wanted => (Edtf::parse(time.date()).ok().as_ref().and_then(last_day), SaidFrom::Recorded),
        Some(_) => (None, SaidFrom::Recorded),
        None => (None, SaidFrom::Nothing),
    }
}

/// Said not after `latest`, and not before what it tells of begins unless that lies after `latest`: then it is a forecast.
fn between(earliest: Option<i64>, latest: Option<i64>, limit: &Moment) -> Truth {
    if latest.is_some_and(|latest| latest <= limit.last) {
        return Truth::Yes;
    }
    let forecast = earliest.zip(latest).is_some_and(|(earliest, latest)| earliest > latest);
    match earliest {
        Some(earliest) if earliest > limit.last && !forecast => Truth::No,
        _ => Truth::Possibly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, edtf, entity, shipped};

    fn ask_said(said: &str) -> Ask {
        Ask { said: Some(edtf(said)), ..Ask::default() }
    }

    fn said(statement: &Statement, by: &str, facts: &[Statement]) -> Option<(Truth, SaidFrom)> {
        let surroundings = Surroundings::gather(facts, Audience::Public, &shipped());
        let selected = select([statement], &ask_said(by), &shipped(), &surroundings);
        selected.first().map(|one| (one.said, one.said_from))
    }

    #[test]
    fn what_had_been_said_follows_stated() {
        let lost = Says::of("mill", "state").code("state", "destroyed").stated("2032-03-20").done();
        assert_eq!(said(&lost, "2032-04", &[]), Some((Truth::Yes, SaidFrom::Stated)));
        assert_eq!(said(&lost, "2032-02", &[]), None);
        let vague = Says::of("mill", "state").code("state", "destroyed").stated("2032").done();
        assert_eq!(said(&vague, "2032-04", &[]), Some((Truth::Possibly, SaidFrom::Stated)));
    }

    #[test]
    fn without_stated_it_lies_between_when_and_publication() {
        let lost = Says::of("mill", "state").code("state", "destroyed").when("2031-10").done();
        let facts = [Says::of("letter", "published").date("2032-05-01").done()];
        assert_eq!(said(&lost, "2031-09-30", &facts), None, "not before it happened");
        assert_eq!(said(&lost, "2031-12", &facts), Some((Truth::Possibly, SaidFrom::Published)));
        assert_eq!(said(&lost, "2032-05-01", &facts), Some((Truth::Yes, SaidFrom::Published)));
        assert_eq!(said(&lost, "2032-08-01", &[]), Some((Truth::Yes, SaidFrom::Recorded)));
        let forecast = Says::of("mill", "recovery").code("recovery", "reopening").when("2033").done();
        assert_eq!(said(&forecast, "2032-06", &facts), Some((Truth::Yes, SaidFrom::Published)));
        assert_eq!(said(&forecast, "2032-04", &facts), Some((Truth::Possibly, SaidFrom::Published)));
    }

    #[test]
    fn what_was_inferred_never_excludes() {
        let mut guess = Says::of("mill", "state").code("state", "destroyed").done();
        guess.claim.inferred =
            Some(daftar_claim::Inferred { stated: Some(edtf("2032-05")), ..daftar_claim::Inferred::default() });
        assert_eq!(said(&guess, "2031-01", &[]), Some((Truth::Possibly, SaidFrom::Inferred)));
    }

    #[test]
    fn the_public_sees_what_published_sources_say_of_people() {
        let facts = [
            Says::of("donor", "kind").code("kind", "person").done(),
            Says::of("courier", "published").date("2032-05-01").done(),
        ];
        let surroundings = Surroundings::gather(&facts, Audience::Public, &shipped());
        let list = [
            Says::of("donor", "name").text("N.", None).done(),
            Says::of("donor", "name").text("N.", None).from("courier").done(),
            Says::of("sword", "given-by").entity("family").done(),
            Says::of("sword", "name").text("sword", None).sealed().done(),
            Says::of("sword", "name").text("old sword", None).retracted().done(),
        ];
        let seen = |audience| {
            let ask = Ask { audience, ..Ask::default() };
            select(&list, &ask, &shipped(), &surroundings).len()
        };
        assert_eq!((seen(Audience::Public), seen(Audience::Keeper)), (1, 4));
    }

    #[test]
    fn parallel_recordings_fold_to_one_and_sources_narrow() {
        let says = |salt| Says::of("mill", "founded").date("2014").salt(salt);
        let list = [says(1).done(), says(2).recorded("reader", None).done(), says(1).from("courier").done()];
        let profiles = shipped();
        let all = select(&list, &Ask::default(), &profiles, &Surroundings::default());
        assert_eq!(all.len(), 2);
        assert_eq!(all.iter().map(|one| one.recordings().count()).sum::<usize>(), 3);
        let from = Ask { from: vec![entity("courier")], ..Ask::default() };
        assert_eq!(select(&list, &from, &profiles, &Surroundings::default()).len(), 1);
    }
}
