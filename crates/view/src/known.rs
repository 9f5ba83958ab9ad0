//! The properties that the program knows by name: what things are called, and statements about statements.
//!
//! How values fold and differ never asks for a name; that follows from the profile's rules alone.

pub(crate) const KIND: &str = "kind";
pub(crate) const NAME: &str = "name";
pub(crate) const TITLE: &str = "title";
pub(crate) const PUBLISHER: &str = "publisher";
pub(crate) const PUBLISHED: &str = "published";
pub(crate) const ARCHIVED: &str = "archived";
pub(crate) const ORIGIN: &str = "origin";
/// What is read of every entity that is named: what it is called, what it is, and whose a source is.
pub(crate) const FACTS: [&str; 8] = [KIND, NAME, NUMBER, TITLE, PUBLISHER, PUBLISHED, ARCHIVED, ORIGIN];

/// The kind of a picture that can be laid on the map.
pub(crate) const PLAN: &str = "plan";
/// Ties a pixel of such a picture to a position.
pub(crate) const CONTROL_POINT: &str = "control-point";
/// A position that stands for an area, and is none of the thing itself.
pub(crate) const AREA_POINT: &str = "area-point";
pub(crate) const FILE: &str = "file";

pub(crate) const SAME_AS: &str = "same-as";
pub(crate) const DIFFERENT_FROM: &str = "different-from";
pub(crate) const MAY_BE_SAME: &str = "may-be-same";
/// What is said of whether entities are one.
pub(crate) const LINKS: [&str; 3] = [SAME_AS, DIFFERENT_FROM, MAY_BE_SAME];
pub(crate) const PREFER: &str = "prefer";
pub(crate) const DENY: &str = "deny";
pub(crate) const ASSESSMENT: &str = "assessment";

/// Says where somebody was driven to.
pub(crate) const DISPLACED: &str = "displaced-to";
pub(crate) const FATE: &str = "fate";
pub(crate) const KEPT_AT: &str = "kept-at";
pub(crate) const NUMBER: &str = "number";
pub(crate) const PART_OF: &str = "part-of";
pub(crate) const PLACE: &str = "place";
/// How large something is, and how much of it is affected.
pub(crate) const AREA: &str = "area";
pub(crate) const EXTENT: &str = "extent";
/// The same as a band of percents: a share of each thing, which is never added.
pub(crate) const EXTENT_PERCENT: &str = "extent-percent";

/// The section of a page that a state belongs to.
pub(crate) const CONDITION: &str = "condition";
/// The section of what happened.
pub(crate) const EVENT: &str = "event";
/// The sections whose dates are events of a life: founded, made, began.
pub(crate) const DATED_SECTIONS: [&str; 2] = ["history", "event"];
