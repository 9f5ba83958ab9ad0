//! A property's rules, as folding and differing ask for them. What no profile declares is a state with many values.

use daftar_claim::profile::{Code, Fold, Property, Scheme};
use daftar_claim::{Profiles, PropertyId, Value};

/// The rules of one property.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    pub(crate) property: Option<&'a Property>,
    scheme: Option<&'a Scheme>,
    profiles: &'a Profiles,
}

/// How a code reads on a scale: as one code; or as two, from the milder to the worse, where a crosswalk cannot tell them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) milder: &'a Code,
    pub(crate) worse: &'a Code,
    /// Whether a crosswalk was needed.
    pub(crate) mapped: bool,
}

impl<'a> Reading<'a> {
    /// Its place on the scale, the higher the worse: never milder than what was said may mean.
    pub(crate) fn rank(&self) -> Option<i64> {
        self.worse.rank
    }

    /// The same, as the least that was said.
    pub(crate) fn least(&self) -> Option<i64> {
        self.milder.rank
    }

    /// Whether both ends fit.
    pub(crate) fn both(&self, fits: impl Fn(&Code) -> bool) -> bool {
        fits(self.milder) && fits(self.worse)
    }
}

impl<'a> Rules<'a> {
    pub(crate) fn of(id: &PropertyId, profiles: &'a Profiles) -> Rules<'a> {
        let undeclared = Rules { property: None, scheme: None, profiles };
        profiles.property(id).map_or(undeclared, |property| Rules::declared(property, profiles))
    }

    pub(crate) fn declared(property: &'a Property, profiles: &'a Profiles) -> Rules<'a> {
        Rules { property: Some(property), scheme: profiles.scheme_of(property), profiles }
    }

    /// Something that happens within its time, rather than a state throughout it.
    pub(crate) fn happens(&self) -> bool {
        self.property.is_some_and(|property| property.fold == Fold::Happens)
    }

    pub(crate) fn many(&self) -> bool {
        self.property.is_none_or(|property| property.many)
    }

    pub(crate) fn persists(&self) -> bool {
        self.property.is_some_and(|property| property.persists)
    }

    /// Its values are times themselves, so that a claim's own `when` adds nothing: a founding has one date for ever.
    pub(crate) fn is_timeless(&self) -> bool {
        self.property.is_some_and(|property| property.value == "date" && !property.persists)
    }

    /// Whether an interval speaks as the beginning and the end of its entity.
    pub(crate) fn has_spans(&self) -> bool {
        self.property.is_some_and(|property| property.spans.is_some())
    }

    /// Whether its codes have an order.
    pub(crate) fn is_ranked(&self) -> bool {
        self.scheme.is_some_and(|scheme| scheme.codes.iter().any(|code| code.rank.is_some()))
    }

    /// How a value reads on its scale: a code of its own list, or of one that is mapped onto it.
    pub(crate) fn reading(&self, value: &Value) -> Option<Reading<'a>> {
        let (Value::Code { scheme, code, .. }, Some(scale)) = (value, self.scheme) else { return None };
        let codes = || self.profiles.on_scale(scheme, code, scale);
        let (milder, worse) = (codes().min_by_key(|code| code.rank)?, codes().max_by_key(|code| code.rank)?);
        Some(Reading { milder, worse, mapped: *scheme != scale.id })
    }

    /// The value's place on the scale; the higher, the worse.
    pub(crate) fn rank(&self, value: &Value) -> Option<i64> {
        self.reading(value)?.rank()
    }

    /// The lowest place on the scale.
    pub(crate) fn best_rank(&self) -> Option<i64> {
        self.scheme?.codes.iter().filter_map(|code| code.rank).min()
    }

    /// The value says nothing that could differ: `unknown`, or a code without a place on a scale.
    pub(crate) fn says_nothing(&self, value: &Value) -> bool {
        let unranked = matches!(value, Value::Code { .. }) && self.is_ranked() && self.rank(value).is_none();
        *value == Value::Unknown || unranked
    }

    /// Whether any of its codes says that something was brought back.
    pub(crate) fn tells_recovery(&self) -> bool {
        self.happens() && self.scheme.is_some_and(|scheme| scheme.codes.iter().any(|code| code.restores))
    }

    /// The part of a page that it belongs to.
    pub(crate) fn section(&self) -> &'a str {
        self.property.map_or("record", |property| property.section.as_str())
    }
}

/// Where a value stands on the scale of a property.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grade<'a> {
    /// The least that it may mean; less than `rank` where a crosswalk cannot tell.
    pub least: i64,
    /// Its place, the higher the worse: never milder than what was said may mean.
    pub rank: i64,
    /// The code of the scale that `rank` is that of.
    pub code: &'a str,
    /// Whether somebody else's grade was mapped.
    pub mapped: bool,
}

/// Where a value stands on the scale of a property; none where it has no place there.
pub fn grade<'a>(property: &Property, value: &Value, profiles: &'a Profiles) -> Option<Grade<'a>> {
    let scale = profiles.scheme_of(property)?;
    let Value::Code { scheme, code, .. } = value else { return None };
    let ranked = || profiles.on_scale(scheme, code, scale).filter_map(|code| Some((code.rank?, code.id.as_str())));
    let ((least, _), (rank, code)) = (ranked().min()?, ranked().max()?);
    Some(Grade { least, rank, code, mapped: *scheme != scale.id })
}
