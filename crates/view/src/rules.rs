//! A property's rules, as folding and differing ask for them. What no profile declares is a state with many values.

use daftar_claim::profile::{Code, Fold, Property, Scheme};
use daftar_claim::{Profiles, PropertyId, Value};

/// The rules of one property.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules<'a> {
    pub(crate) property: Option<&'a Property>,
    scheme: Option<&'a Scheme>,
}

impl<'a> Rules<'a> {
    pub(crate) fn of(id: &PropertyId, profiles: &'a Profiles) -> Rules<'a> {
        let undeclared = Rules { property: None, scheme: None };
        profiles.property(id).map_or(undeclared, |property| Rules::declared(property, profiles))
    }

    pub(crate) fn declared(property: &'a Property, profiles: &'a Profiles) -> Rules<'a> {
        Rules { property: Some(property), scheme: profiles.scheme_of(property) }
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

    /// The code of its list that a value is, if it is one.
    pub(crate) fn code(&self, value: &Value) -> Option<&'a Code> {
        match (value, self.scheme) {
            (Value::Code { scheme, code, .. }, Some(known)) if *scheme == known.id => known.code(code),
            _ => None,
        }
    }

    /// The value's place on the scale; the higher, the worse.
    pub(crate) fn rank(&self, value: &Value) -> Option<i64> {
        self.code(value)?.rank
    }

    /// The lowest and the highest place on the scale that the value may mean.
    pub(crate) fn ranks(&self, value: &Value) -> Option<[i64; 2]> {
        self.rank(value).map(|rank| [rank, rank])
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
