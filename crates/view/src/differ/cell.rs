//! A cell: statements of one value, one time and one source, which differ from others together.

use std::collections::HashMap;

use daftar_claim::EntityId;

use crate::asked::{Asked, Spoken};
use crate::cite::Who;
use crate::time::DatedBy;
use crate::value::Key;

/// Statements that say the same of the same time, in one source.
#[derive(Clone, Debug)]
pub(crate) struct Cell<'s, 'a> {
    /// The first of them.
    pub(crate) spoken: &'s Spoken<'a>,
    /// All of them, by id.
    pub(crate) all: Vec<&'s Spoken<'a>>,
    pub(crate) source: EntityId,
    /// All say it with reserve only.
    pub(crate) hedged: bool,
}

impl<'s, 'a: 's> Cell<'s, 'a> {
    /// The cells of what is said of one property, in the order of their first statements.
    pub(crate) fn all(spoken: impl IntoIterator<Item = &'s Spoken<'a>>, asked: &Asked<'a>) -> Vec<Cell<'s, 'a>> {
        type Same<'k> = (EntityId, &'k Key<'k>, Option<&'k str>, DatedBy, bool, EntityId);
        let mut places: HashMap<Same, usize> = HashMap::new();
        let mut cells: Vec<Cell> = Vec::new();
        for one in spoken {
            let claim = asked.statement(one).claim();
            let (source, hedged) = (claim.source, claim.certainty.is_some());
            let same = (one.entity, &one.key, one.when.as_str(), one.when.dated_by, hedged, source);
            let place = *places.entry(same).or_insert(cells.len());
            match cells.get_mut(place) {
                Some(cell) => cell.all.push(one),
                None => cells.push(Cell { spoken: one, all: vec![one], source, hedged }),
            }
        }
        cells
    }

    /// Who says it: its speaker, else its source.
    pub(crate) fn voice(&self, asked: &Asked) -> Who {
        Who::voice(asked.statement(self.spoken).claim(), asked)
    }
}
