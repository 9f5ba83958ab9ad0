//! Which lots are lost with the place where they were kept.

use daftar_claim::Edtf;
use daftar_date::Truth;

use super::{Losses, LostWith, is_gone};
use crate::asked::{Asked, said};
use crate::known;
use crate::stock::{Movement, Stock};
use crate::values::dates;

/// With which places each of these lots was lost, certainly or perhaps, in their order.
pub fn lots_lost(asked: &Asked, stocks: &[Stock]) -> Vec<Vec<LostWith>> {
    let losses = Losses::of(asked);
    stocks.iter().map(|stock| losses.of_lot(asked, stock)).collect()
}

/// Whether something is certainly lost with one of these.
pub fn is_lost(with: &[LostWith]) -> bool {
    with.iter().any(|one| one.lost.is_yes())
}

impl Losses<'_, '_> {
    /// With which places a lot was lost.
    pub(crate) fn of_lot(&self, asked: &Asked, stock: &Stock) -> Vec<LostWith> {
        let with = self.of_thing(stock.lot, &dates(asked, stock.lot, "harvested"));
        with.into_iter().map(|one| self.unless_seen(asked, stock, one)).collect()
    }

    /// What was weighed after the loss, or is itself said to be safe, is at most perhaps lost with its place.
    fn unless_seen(&self, asked: &Asked, stock: &Stock, one: LostWith) -> LostWith {
        let safe = said(asked, stock.lot, known::FATE);
        let safe = safe.filter(|fate| !is_gone(&fate.value) && !fate.rules.says_nothing(&fate.value));
        let counted = stock.lines.iter().filter(|line| line.movement == Movement::Counted);
        let counted = counted.filter_map(|line| line.when.as_ref());
        let after = |date: &Edtf| self.is_after(one.place.entity, date);
        if safe.count() == 0 && !counted.into_iter().any(after) {
            one
        } else {
            LostWith { lost: Truth::Possibly, ..one }
        }
    }
}
