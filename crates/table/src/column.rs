//! The columns that follow from what a row's statements say together. A property is a column of its own id; these begin with a
//! sign that no property id has.

/// Its kinds: the property of that id.
pub const KIND: &str = "kind";
/// Whether sources differ on it: `yes` or `possibly`.
pub const DIFFERS: &str = "@differs";
/// The properties by which others name it: a photograph that `depicts` it.
pub const NAMED_BY: &str = "@named-by";
/// The levels of its kinds that it has not reached, each as `KIND/LEVEL`.
pub const LACKS: &str = "@lacks";

/// Whether a column is none of a property.
pub fn is_derived(field: &str) -> bool {
    field.starts_with('@')
}
