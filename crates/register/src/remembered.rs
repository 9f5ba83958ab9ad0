//! What a reader found out by going through everything, kept as long as the same counts: lists and timelines are turned page
//! by page.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use daftar_claim::{PropertyId, Standing};
use daftar_store::Access;
use daftar_store::index::Kinds;
use daftar_store::table::{Stamp, Table};
use daftar_view::Audience;

use crate::rows::Ledger;
use crate::{Outline, Register};

/// Of which properties, of things of which kind, and for whom.
type Asked = (Vec<PropertyId>, Option<String>, Audience);

/// What is kept: small, beside what it was made from.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    pub(crate) kinds: RefCell<Option<Arc<Kinds>>>,
    pub(crate) open: Cell<Option<u64>>,
    pub(crate) outline: RefCell<Option<(Asked, Arc<Outline>)>>,
    /// What the rows of the table follow from.
    pub(crate) stamp: RefCell<Option<Stamp>>,
    /// The table as everybody may see it, and as a keeper does.
    pub(crate) tables: RefCell<[Option<Arc<Table>>; 2]>,
    /// The courses of things as everybody may see them, and as a keeper does.
    pub(crate) courses: RefCell<[Option<Arc<Ledger>>; 2]>,
}

impl Register {
    /// What is remembered, where it answers: of what counts now, in a register that nothing is written to.
    pub(crate) fn remembered(&self, standing: &Standing) -> Option<&Remembered> {
        let answers = std::ptr::eq(standing, &self.standing) && self.store.access() == Access::Read;
        answers.then_some(&self.remembered)
    }
}
