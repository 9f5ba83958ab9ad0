//! What a reader asks of a register: who is called this here?

use crate::claim::Span;
use crate::id::{EntityId, FileId};

/// Names that a register already knows. A reader proposes links to them; it never joins by itself.
pub trait Names {
    /// Entities that bear this name (folded for case and Arabic spelling), of this kind if one is given.
    fn called(&self, name: &str, kind: Option<&str>) -> Vec<EntityId>;

    /// The entity that was recorded for the same file, kind and first span: reading again must find it, above all
    /// where ids are random, as those of persons are.
    fn recorded_at(&self, file: FileId, kind: &str, span: Span) -> Option<EntityId>;
}

/// An empty register knows nobody.
impl Names for () {
    fn called(&self, _: &str, _: Option<&str>) -> Vec<EntityId> {
        Vec::new()
    }

    fn recorded_at(&self, _: FileId, _: &str, _: Span) -> Option<EntityId> {
        None
    }
}
