//! The statements that answer a question, made ready for every view: by entity and property, with value and time at hand.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use daftar_claim::{ClaimId, Edtf, EntityId, Profiles, PropertyId, Statement, Subject, Value};
use daftar_date::{Lang, Truth};

use crate::ask::{Ask, Selected, distinct_from, visible};
use crate::identity::Identity;
use crate::known;
use crate::rules::{Reading, Rules};
use crate::shown::value_words;
use crate::surroundings::{Surroundings, tag_of};
use crate::time::{Moment, When};
use crate::value::Key;

/// How many words stand for a name.
const GIST: usize = 7;

/// Statements made ready. Every view takes it.
///
/// What did not hold at the time asked for is left out of it. Whether entities are the same is told by all statements that
/// the audience may see, whatever sources are asked for: otherwise the same thing would fall apart when one source is
/// asked alone.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    pub(crate) ask: &'a Ask,
    pub(crate) profiles: &'a Profiles,
    pub(crate) surroundings: &'a Surroundings,
    identity: Identity,
    selected: Vec<Selected<'a>>,
    /// Claims that say the same as a selected one, with its place; sorted.
    others: Vec<(ClaimId, usize)>,
    /// The places of statements about statements: few, and asked for with each entity.
    remarks: Vec<usize>,
    /// Sorted by entity, property, claim.
    spoken: Vec<Spoken<'a>>,
}

/// What one statement says of one property of one entity.
#[derive(Clone, Debug)]
pub(crate) struct Spoken<'a> {
    /// The first member of the entity's group.
    pub(crate) entity: EntityId,
    pub(crate) property: &'a PropertyId,
    pub(crate) rules: Rules<'a>,
    pub(crate) value: Cow<'a, Value>,
    /// How the value reads on the property's scale or in its list, if it is a code.
    reading: Option<Reading<'a>>,
    pub(crate) key: Key<'a>,
    pub(crate) when: When<'a>,
    /// The statement's place among the selected.
    pub(crate) place: usize,
    /// Told by an end of an interval of another property.
    pub(crate) derived: bool,
    /// Whether it holds at the time asked for: at most possibly when its time is inferred.
    pub(crate) held: Truth,
    /// The same, trusting what is inferred.
    pub(crate) as_dated: Truth,
}

impl<'a> Asked<'a> {
    /// Selects what answers and makes it ready. The order of the statements does not matter.
    pub fn new(
        statements: impl IntoIterator<Item = &'a Statement>,
        ask: &'a Ask,
        profiles: &'a Profiles,
        surroundings: &'a Surroundings,
    ) -> Asked<'a> {
        let visible = visible(statements, ask.audience, profiles, surroundings);
        let identity = Identity::of(visible.iter().copied());
        let selected = distinct_from(visible, ask, surroundings);
        let at = ask.at.as_ref().map(Moment::new);
        let mut rules: HashMap<&PropertyId, Rules> = HashMap::new();
        let mut told: Vec<Spoken> = Vec::with_capacity(selected.len());
        for (place, one) in selected.iter().enumerate() {
            let property = &one.claim().property;
            let rules = *rules.entry(property).or_insert_with(|| Rules::of(property, profiles));
            for mut spoken in Spoken::all_of(one, place, rules, &identity, profiles) {
                if spoken.hold(at.as_ref()) {
                    told.push(spoken);
                }
            }
        }
        // They are large: moved once, not at each step of the sorting.
        told.sort_by_cached_key(|spoken| (spoken.entity, spoken.property));
        let same =
            |(place, one): (usize, &Selected)| one.same.iter().map(move |same| (same.id, place)).collect::<Vec<_>>();
        let mut others: Vec<(ClaimId, usize)> = selected.iter().enumerate().flat_map(same).collect();
        others.sort_unstable();
        let is_remark = |one: &Selected| matches!(one.claim().subject, Subject::Claim(_));
        let remarks = selected.iter().enumerate().filter(|(_, one)| is_remark(one)).map(|(place, _)| place).collect();
        Asked { ask, profiles, surroundings, identity, selected, others, remarks, spoken: told }
    }

    /// The statements, by id, each content once.
    pub fn selected(&self) -> &[Selected<'a>] {
        &self.selected
    }

    /// Which entities are said to be one.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The language that is asked for.
    pub fn lang(&self) -> Lang {
        self.ask.lang
    }

    /// An entity's name in the language asked for: its own, else that of one said to be the same; else any, in that order.
    pub fn name(&self, entity: EntityId) -> Option<&'a str> {
        self.name_in(entity, self.ask.lang)
    }

    /// The same in another language.
    pub(crate) fn name_in(&self, entity: EntityId, lang: Lang) -> Option<&'a str> {
        let known = self.surroundings;
        known.name_in(entity, lang).or_else(|| {
            let same = self.identity.members(entity);
            let fitting = same.iter().find_map(|member| known.name_in(*member, lang));
            let any = || known.name(entity, lang).or_else(|| same.iter().find_map(|member| known.name(*member, lang)));
            fitting.or_else(any)
        })
    }

    /// What a thing without a name can be called: its kind, and the first words that are told of it here.
    pub fn gist(&self, entity: EntityId) -> Option<String> {
        let first = self.identity.first(entity);
        let kind = self.surroundings.about(first).and_then(|about| about.kinds.first());
        let kind = kind.map(|kind| value_words(&Value::code("kind", kind), self.ask.lang, self.profiles));
        let told = self.about(first).iter().find_map(|one| match &*one.value {
            Value::Text { text, .. } => Some(first_words(text)),
            _ => None,
        });
        match (kind, told) {
            (Some(kind), Some(told)) => Some(format!("{kind}: {told}")),
            (kind, told) => kind.or(told),
        }
    }

    /// A property's label in the language asked for; its id when no profile declares it.
    pub fn label<'p>(&self, property: &'p PropertyId) -> &'p str
    where
        'a: 'p,
    {
        let declared = self.profiles.property(property);
        declared.map_or(property.as_str(), |declared| declared.label.in_language(tag_of(self.ask.lang)))
    }

    /// The entities that statements speak about, each group by its first member, sorted.
    pub fn entities(&self) -> Vec<EntityId> {
        self.spoken.chunk_by(|a, b| a.entity == b.entity).filter_map(|chunk| Some(chunk.first()?.entity)).collect()
    }

    /// Whether somebody gives an entity, or one that is the same, one of these kinds.
    pub fn is_of_kinds(&self, entity: EntityId, kinds: &[&str]) -> bool {
        let known = self.identity.members(entity).into_iter().filter_map(|member| self.surroundings.about(member));
        known.flat_map(|about| &about.kinds).any(|kind| kinds.contains(&kind.as_str()))
    }

    /// Whether something that is said here gives an entity, or one that is the same, this kind.
    pub fn shows_kind(&self, entity: EntityId, kind: &str) -> bool {
        crate::entity::kinds(self.about(entity)).iter().any(|one| one == kind)
    }

    /// Whether anything is said of an entity under one of these properties.
    pub fn tells(&self, entity: EntityId, properties: &[&str]) -> bool {
        self.about(entity).iter().any(|one| properties.contains(&one.property.as_str()))
    }

    /// What is said of an entity or of those that are the same, by property.
    pub(crate) fn about(&self, entity: EntityId) -> &[Spoken<'a>] {
        let first = self.identity.first(entity);
        let start = self.spoken.partition_point(|one| one.entity < first);
        let rest = self.spoken.get(start..).unwrap_or_default();
        let length = rest.partition_point(|one| one.entity == first);
        rest.get(..length).unwrap_or_default()
    }

    /// What is said of one property of an entity.
    pub(crate) fn of_property(&self, entity: EntityId, property: &PropertyId) -> &[Spoken<'a>] {
        let mut chunks = by_property(self.about(entity));
        chunks.find(|chunk| chunk.first().is_some_and(|one| one.property == property)).unwrap_or_default()
    }

    /// The statement that something spoken comes from.
    pub(crate) fn statement(&self, spoken: &Spoken) -> &Selected<'a> {
        &self.selected[spoken.place]
    }

    /// The place of a claim among the selected, also when it is one of several with the same content.
    pub(crate) fn place_of(&self, claim: ClaimId) -> Option<usize> {
        let direct = self.selected.binary_search_by_key(&claim, |one| one.statement.id).ok();
        let other = || self.others.binary_search_by_key(&claim, |(id, _)| *id).ok();
        direct.or_else(|| self.others.get(other()?).map(|(_, place)| *place))
    }

    /// Statements about statements: each with the place of the statement that it is about.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = (&Selected<'a>, usize)> {
        let remarks = self.remarks.iter().filter_map(|place| self.selected.get(*place));
        remarks.filter_map(|one| match one.claim().subject {
            Subject::Claim(claim) => Some((one, self.place_of(claim)?)),
            _ => None,
        })
    }
}

/// What is said of one entity, property by property.
pub(crate) fn by_property<'s, 'a>(spoken: &'s [Spoken<'a>]) -> impl Iterator<Item = &'s [Spoken<'a>]> {
    spoken.chunk_by(|a, b| a.property == b.property)
}

/// What is said of a property of an entity.
pub(crate) fn said<'s, 'a>(
    asked: &'s Asked<'a>,
    entity: EntityId,
    id: &'s str,
) -> impl Iterator<Item = &'s Spoken<'a>> {
    asked.about(entity).iter().filter(move |one| one.property.as_str() == id && !one.derived)
}

/// The statements that somebody denies.
pub(crate) fn denied(asked: &Asked) -> BTreeSet<ClaimId> {
    let denials = asked.remarks().filter(|(remark, _)| remark.claim().property.as_str() == known::DENY);
    denials.filter_map(|(_, place)| asked.selected().get(place)).map(|one| one.statement.id).collect()
}

impl<'a> Spoken<'a> {
    /// What a statement says, and what an interval in it says of other properties by its ends.
    fn all_of(
        one: &Selected<'a>,
        place: usize,
        rules: Rules<'a>,
        identity: &Identity,
        profiles: &'a Profiles,
    ) -> impl Iterator<Item = Spoken<'a>> + use<'a> {
        let claim = one.claim();
        let entity = claim.subject.entity().map(|entity| identity.first(entity));
        let said = entity.map(|entity| Spoken {
            entity,
            property: &claim.property,
            rules,
            value: Cow::Borrowed(&claim.value),
            reading: rules.reading(&claim.value),
            key: Key::of(&claim.value, identity),
            when: When::of(claim, &rules),
            place,
            derived: false,
            held: Truth::Yes,
            as_dated: Truth::Yes,
        });
        let ends = said.as_ref().map(|said| said.ends(profiles)).unwrap_or_default();
        said.into_iter().chain(ends)
    }

    fn ends(&self, profiles: &'a Profiles) -> Vec<Spoken<'a>> {
        let (Some(spans), Value::Date(date)) = (self.rules.property.and_then(|p| p.spans.as_ref()), &*self.value)
        else {
            return Vec::new();
        };
        let Some((start, end)) = date.as_str().split_once('/').filter(|_| date.is_interval()) else {
            return Vec::new();
        };
        let end_of = |(property, text): (&'a PropertyId, &str)| {
            let date = Edtf::parse(text).ok().filter(|_| text != "..")?;
            let (key, value) = (Key::Date(Cow::Owned(text.to_owned())), Cow::Owned(Value::Date(date)));
            let rules = Rules::of(property, profiles);
            Some(Spoken { property, rules, value, reading: None, key, derived: true, ..self.clone() })
        };
        spans.iter().zip([start, end]).filter_map(end_of).collect()
    }

    /// The value's place on the scale; the higher, the worse.
    pub(crate) fn rank(&self) -> Option<i64> {
        self.reading?.rank()
    }

    /// The least that it may mean on the scale, where a crosswalk cannot tell.
    pub(crate) fn least(&self) -> Option<i64> {
        self.reading?.least()
    }

    /// Whether somebody else's grade was mapped.
    pub(crate) fn is_mapped(&self) -> bool {
        self.reading.is_some_and(|reading| reading.mapped)
    }

    /// Whether it says no more than that nothing was seen.
    pub(crate) fn is_unseen(&self) -> bool {
        self.reading.is_some_and(|reading| reading.both(|code| code.unseen))
    }

    /// Whether it can be reached only once unless something better is said in between.
    pub(crate) fn once(&self) -> bool {
        self.reading.is_some_and(|reading| reading.both(|code| code.once))
    }

    /// Whether it says that something was brought back, so that what was lost can be lost again.
    pub(crate) fn restores(&self) -> bool {
        self.rules.happens() && self.reading.is_some_and(|reading| reading.both(|code| code.restores))
    }

    /// For display order only: the time that is the value, else its own.
    pub(crate) fn order(&self) -> (i64, i64) {
        match &*self.value {
            Value::Date(date) => date.sort_key(),
            _ => self.when.sort_key(),
        }
    }

    /// Whether it says enough to end what was said before.
    pub(crate) fn can_end(&self) -> bool {
        let says = !self.rules.says_nothing(&self.value) && !self.is_unseen();
        self.rules.persists() && !self.rules.many() && says
    }

    /// Whether it goes on after its time, or happened within it.
    pub(crate) fn goes_on(&self) -> bool {
        self.rules.happens() || self.rules.persists()
    }

    /// Notes whether it holds at that time; false when it does not.
    fn hold(&mut self, at: Option<&Moment>) -> bool {
        let Some(at) = at else { return true };
        (self.held, self.as_dated) = self.when.holds(self.goes_on(), at);
        !self.held.is_no()
    }
}

/// The first words of a text, with "…" where it goes on.
fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let more = if words.len() > GIST { "…" } else { "" };
    words.get(..GIST).unwrap_or(&words).join(" ") + more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Says, entity, gathered, shipped};

    #[test]
    fn a_name_in_the_language_asked_for_is_found_on_any_of_the_same() {
        let list = [
            Says::of("mill", "name").text("Old Mill", Some("en")).done(),
            Says::of("silo", "name").text("الطاحونة القديمة", Some("ar")).done(),
            Says::of("mill", "same-as").entity("silo").done(),
        ];
        let (profiles, surroundings) = (shipped(), gathered(&list));
        let names = |list: &[Statement], lang| {
            let ask = Ask { lang, ..Ask::default() };
            let asked = Asked::new(list, &ask, &profiles, &surroundings);
            [asked.name(entity("mill")), asked.name(entity("silo"))].map(|name| name.map(str::to_owned))
        };
        let both = |name: &str| [Some(name.to_owned()), Some(name.to_owned())];
        assert_eq!(names(&list, Lang::Ar), both("الطاحونة القديمة"));
        assert_eq!(names(&list, Lang::En), both("Old Mill"));
        assert_eq!(first_words("one two three"), "one two three");
        assert_eq!(first_words("a b c d e f g h i"), "a b c d e f g…");
        let parted = [Some("Old Mill".to_owned()), Some("الطاحونة القديمة".to_owned())];
        assert_eq!(names(&list[..2], Lang::Ar), parted, "undone, each has its own again");
    }
}
